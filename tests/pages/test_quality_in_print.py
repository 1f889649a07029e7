"""The report says what can be measured on the finished PDF, by a reader that knows nothing of the display list.

The issue is the sample's text in the columns that other typesetters are measured in: A4, three of 56 mm, body 9.5/12.
"""

import ctypes
import importlib.util
import json
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from newsletter.build import Ears, Order, build

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "issues/2022-10-so-dac-biet"
SIZE, LEADING, INDENT = 9.5, 12.0, 9.5
LEFT, COLUMN, GUTTER = 42.52, 158.74, 17.008
GEOMETRY = {
    "page_w": 595.276, "page_h": 841.89, "margin_left": LEFT, "margin_right": LEFT, "margin_top": 51.024,
    "margin_bottom": 58.866, "columns": 3, "gutter": GUTTER, "body_size": SIZE, "leading": LEADING, "indent": INDENT,
    "head_size": 22.0, "head_leading": 24.0, "kicker_size": 8.0, "kicker_leading": 12.0, "byline_size": 8.5,
    "byline_leading": 12.0, "caption_size": 8.0, "caption_leading": 10.0,
}  # fmt: skip
EARS = Ears(worded=lambda problem: {"code": problem.code}, waiting=lambda _: None, page=lambda _, __: None)


class Glyph(NamedTuple):
    left: float
    right: float
    baseline: float


class Printed(NamedTuple):
    """A line of text in the PDF; ``gaps`` are its word spaces as left and right edges."""

    page: int
    column: int
    baseline: float
    left: float
    right: float
    gaps: tuple[tuple[float, float], ...]


class Made(NamedTuple):
    report: Mapping[str, Any]
    lines: list[Printed]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("peer")
    peer = _peer()
    text = [line.split("\t") for line in peer.corpus_of(SAMPLE).splitlines()]
    titles = [words for kind, words in text if kind == "T"]
    bodies = [words for kind, words in text if kind == "P"]
    articles = [
        {"kicker": "Đời sống", "title": title, "byline": "Ban Biên tập", "body": [{"type": "p", "text": text}
         for text in bodies[7 * number : 7 * number + 7]]} for number, title in enumerate(titles[:7])
    ]  # fmt: skip
    corpus = folder / "corpus"
    corpus.mkdir()
    issue = {"title": "Bản tin", "issue": "Số 12", "lang": "vi", "layout": GEOMETRY, "articles": articles}
    (corpus / "issue.json").write_text(json.dumps(issue), "utf-8")
    peer.prepare(corpus, folder / "issue")
    layout = folder / "issue/layouts/peer/layout.yaml"
    ours = layout.read_text("utf-8").replace("Peer Serif", "Source Serif 4").replace("Peer Display", "Archivo Narrow")
    layout.write_text(ours, "utf-8")
    done = build(Order(folder=folder / "issue", target="screen", out=folder / "x.pdf", told=True), EARS)
    assert done.code == 0, done.problems
    return Made(done.report, list(_lines(folder / "x.pdf")))


def _peer() -> Any:
    spec = importlib.util.spec_from_file_location("peer", ROOT / "benchmarks/peer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _lines(pdf: Path) -> Iterator[Printed]:
    """Body lines, page by page, column by column, top down."""
    document = pdfium.PdfDocument(pdf)
    for number in range(len(document)):
        rows: dict[tuple[int, float], list[Glyph]] = defaultdict(list)
        for glyph in _body(document[number]):
            column = int((glyph.left - LEFT + GUTTER / 2) // (COLUMN + GUTTER))
            rows[column, round(-glyph.baseline, 1)].append(glyph)
        for (column, down), glyphs in sorted(rows.items()):
            yield _printed(number, column, -down, sorted(glyphs))
    document.close()


def _body(page: Any) -> Iterator[Glyph]:
    text = page.get_textpage()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, at) or raw.FPDFText_GetUnicode(text, at) in {0x20, 0x0A, 0x0D}:
            continue
        raw.FPDFText_GetMatrix(text, at, matrix)
        if abs(raw.FPDFText_GetFontSize(text, at) * matrix.d - SIZE) < 0.01:
            raw.FPDFText_GetLooseCharBox(text, at, box)
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            yield Glyph(box.left, box.right, y.value)
    text.close()


def _printed(page: int, column: int, baseline: float, glyphs: list[Glyph]) -> Printed:
    gaps, end = [], glyphs[0].right
    for glyph in glyphs[1:]:
        if glyph.left - end > 0.11 * SIZE:  # nothing inside a word stands so far apart
            gaps.append((end, glyph.left))
        end = max(end, glyph.right)
    return Printed(page, column, baseline, glyphs[0].left, end, tuple(gaps))


def justified(lines: list[Printed]) -> tuple[list[Printed], float]:
    """Full lines that end no paragraph, and the natural space: the one of last lines."""
    full, last = [], []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        edge = LEFT + line.column * (COLUMN + GUTTER)
        indented = below is not None and below.left - LEFT - below.column * (COLUMN + GUTTER) > INDENT / 2
        if line.right < edge + COLUMN - 1.5:
            last += [right - left for left, right in line.gaps]
        elif not indented and line.gaps:
            full.append(line)
    return full, statistics.median(last)


def ratio(line: Printed, natural: float) -> float:
    return sum(right - left for left, right in line.gaps) / len(line.gaps) / natural


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    at = (len(ordered) - 1) * share
    below = int(at)
    return ordered[below] + (ordered[below + 1] - ordered[below]) * (at - below)


def rivers(lines: list[Printed], natural: float) -> int:
    """Four or more word spaces one below another, wide and overlapping by 40 % of the narrower one."""
    found = 0
    above: dict[tuple[float, float], int] = {}
    for before, line in zip([None, *lines], lines, strict=False):
        near = (
            before is not None and before.column == line.column and 0 < before.baseline - line.baseline < 1.5 * LEADING
        )
        above = above if near else {}
        here = {}
        for left, right in line.gaps:
            over = [
                depth
                for (a, b), depth in above.items()
                if right - left > 1.08 * natural and min(right, b) - max(left, a) > 0.4 * min(right - left, b - a)
            ]
            here[left, right] = 1 + max(over, default=0)
        found += list(here.values()).count(4)
        above = here
    return found


def test_all_body_lines_are_counted(made: Made) -> None:
    assert len(made.lines) == sum(page["lines"] for page in made.report["page_quality"]) > 300
    for page in made.report["page_quality"]:
        assert page["lines"] == sum(line.page + 1 == page["page"] for line in made.lines)


def test_word_spaces_are_as_wide_as_the_report_says(made: Made) -> None:
    full, natural = justified(made.lines)
    gaps = [ratio(line, natural) for line in full]
    told = made.report["quality"]
    assert len(gaps) == sum(page["justified"] for page in made.report["page_quality"])
    assert percentile(gaps, 0.95) == pytest.approx(told["gap_p95"], abs=0.005)
    assert statistics.pstdev(gaps) == pytest.approx(told["gap_sd"], abs=0.003)
    assert sum(gap > 2 for gap in gaps) / len(gaps) == pytest.approx(told["gap_over_2"], abs=0.0001)


def test_each_page_has_the_spaces_that_its_own_figures_tell(made: Made) -> None:
    full, natural = justified(made.lines)
    for page in made.report["page_quality"]:
        gaps = [ratio(line, natural) for line in full if line.page + 1 == page["page"]]
        assert percentile(gaps, 0.95) == pytest.approx(page["gap_p95"], abs=0.005)
        assert statistics.pstdev(gaps) == pytest.approx(page["gap_sd"], abs=0.003)


def test_rivers_are_those_that_an_eye_finds_on_the_page(made: Made) -> None:
    _, natural = justified(made.lines)
    told = made.report["quality"]["rivers_per_100"]
    assert told == pytest.approx(100 * rivers(made.lines, natural) / len(made.lines), abs=0.001)


def test_all_baselines_stand_on_one_grid(made: Made) -> None:
    phases = [line.baseline % LEADING for line in made.lines]
    assert max(phases) - min(phases) == pytest.approx(made.report["quality"]["baseline_error_max"], abs=0.01)


def test_columns_of_a_band_end_where_the_report_says(made: Made) -> None:
    """A band's columns run on from line to line; a headline parts bands."""
    for page in made.report["page_quality"]:
        bands: list[dict[int, float]] = []
        for at in sorted({line.baseline for line in made.lines if line.page + 1 == page["page"]}, reverse=True):
            here = {line.column for line in made.lines if line.page + 1 == page["page"] and line.baseline == at}
            if not bands or min(bands[-1].values()) - at > 1.5 * LEADING:
                bands.append({})
            bands[-1].update(dict.fromkeys(here, at))
        ragged = max(max(band.values()) - min(band.values()) for band in bands)
        assert ragged == pytest.approx(page["bottom_raggedness_max"], abs=0.01)
