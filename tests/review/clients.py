"""Marks that reviewers would make on a proof, planned on its words, and put there by pypdf and poppler-glib.

What a mark means is known beforehand, so that what is read can be held against it. Boxes are points of default user
space, y upward."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, NamedTuple

import pypdfium2 as pdfium
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject
from small_issue import make_issue

from newsletter.commands import main
from newsletter.pdf.marks import Box
from newsletter.pdf.reader import read
from newsletter.review.maps import MapLine, MapPage, MapWord, SourceMap, embedded_map, parse_map

ROOT: Final = Path(__file__).parents[2]
SAMPLE: Final = ROOT / "issues/2022-10-so-dac-biet"
SUBTYPES: Final = ("Highlight", "Underline", "StrikeOut", "Squiggly")
_FRONT: Final = (
    "---\ntitle: {title}\nauthor: Văn phòng\nunit: van-phong\nsection: Tin hoạt động\nkind: article\n---\n\n"
)
_POPPLER: Final = Path(__file__).with_name("poppler_marks.py")

What = Literal["word", "phrase", "part", "lines", "line", "caret"]


class Mark(NamedTuple):
    """``boxes``: one for each line. ``start`` and ``end`` are line and column of the first and last character in the
    source; of a caret both are the character that it stands before."""

    what: What
    subtype: str
    page: int
    boxes: tuple[Box, ...]
    quote: str
    file: str
    start: tuple[int, int]
    end: tuple[int, int]


class _Run(NamedTuple):
    """Words of one line, and where the line stands."""

    line: MapLine
    words: tuple[MapWord, ...]


def make_proof(folder: Path) -> bytes:
    """The proof of an issue of eight short articles."""
    articles = {file.stem: _plain(file) for file in sorted((SAMPLE / "articles").glob("*.md"))[-8:]}
    return built(make_issue(folder / "issue", articles), folder / "proof.pdf")


def built(issue: Path, output: Path, *more: str) -> bytes:
    done = CliRunner().invoke(main, ["build", str(issue), "-o", str(output), *more])
    assert done.exit_code == 0, done.output
    return output.read_bytes()


def sources(issue: Path) -> dict[str, str]:
    """The texts of an issue as stored, by path."""
    files = [issue / "issue.yaml", *sorted((issue / "articles").glob("*.md"))]
    return {str(file.relative_to(issue)): file.read_bytes().decode() for file in files}


def _plain(file: Path) -> str:
    """Title and text of an article of the sample, without its photos."""
    front, _, body = file.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    title = next(line for line in front.splitlines() if line.startswith("title: ")).removeprefix("title: ")
    return _FRONT.format(title=title) + body.lstrip()


# Where to mark, and what it means.


def plan(proof: bytes, every: int = 1) -> list[Mark]:
    """Marks of all kinds on every so-manieth line that has a source, kinds in turn."""
    found = parse_map(embedded_map(read(proof)) or b"")
    assert found is not None
    return list(_planned(proof, found, every))


def _planned(proof: bytes, found: SourceMap, every: int) -> Iterator[Mark]:
    kinds: tuple[What, ...] = ("word", "phrase", "part", "lines", "line", "caret")
    document = pdfium.PdfDocument(proof)
    number = 0
    for sheet in range(1, len(document) + 1):
        page = found.page_on(sheet)
        if page is None:
            continue
        text = _PageText(document, sheet)
        for line, below in list(_pairs(page))[::every]:
            mark = _mark(kinds[number % 6], text, line, below)
            if mark is not None:
                yield mark._replace(subtype="Caret" if mark.what == "caret" else SUBTYPES[number // 2 % 4])
            number += 1


def _pairs(page: MapPage) -> Iterator[tuple[MapLine, MapLine]]:
    """Lines whose words all have their source character by character, with the next one, where it stands right below."""
    good = [line for line in page.lines if line.role != "jump" and _is_plain(line)]
    for line, below in pairwise(good):
        yield line, below if line.frame == below.frame and 0 <= below.box.y0 - line.box.y1 < 1 else line
    if good:
        yield good[-1], good[-1]


def _is_plain(line: MapLine) -> bool:
    words = line.words
    return (
        len(words) > 1
        and all(word.length == len(word.text) for word in words)
        and all(one.line == two.line and one.column + one.length + 1 == two.column for one, two in pairwise(words))
        and line.text == " ".join(word.text for word in words)
    )


def _mark(what: What, text: "_PageText", line: MapLine, below: MapLine) -> Mark | None:
    words, middle = line.words, len(line.words) // 2
    if what == "caret":
        word = words[middle]
        centre = (words[middle - 1].right + word.left) / 2
        box = text.box(centre - 4, line.baseline - 4, centre + 4, line.baseline + 4)
        return Mark(what, "", text.sheet, (box,), "", line.file, (word.line, word.column), (word.line, word.column))
    if what == "part":
        return _part(text, line, words[middle])
    runs = {
        "word": [_Run(line, words[middle : middle + 1])],
        "phrase": [_Run(line, words[middle - 1 :][:3])],
        "line": [_Run(line, words)],
        "lines": [_Run(line, words[middle:]), _Run(below, below.words[: len(below.words) // 2])],
    }[what]
    if what == "lines" and (below is line or below.story != line.story or below.role != line.role):
        return None
    return _run_mark(what, text, runs)


def _run_mark(what: What, text: "_PageText", runs: Sequence[_Run]) -> Mark:
    every = [word for run in runs for word in run.words]
    first, last = every[0], every[-1]
    boxes = [text.box(run.words[0].left, run.line.box.y0, run.words[-1].right, run.line.box.y1) for run in runs]
    return Mark(
        what,
        "",
        text.sheet,
        tuple(boxes),
        " ".join(word.text for word in every),
        runs[0].line.file,
        (first.line, first.column),
        (last.line, last.column + last.length - 1),
    )


def _part(text: "_PageText", line: MapLine, word: MapWord) -> Mark | None:
    """All but the first letter of a word."""
    letters = text.letters(word, line)
    if len(letters) < 2 or len(letters) != len(word.text):
        return None
    whole = text.box(word.left, line.box.y0, word.right, line.box.y1)
    box = Box((letters[0].x1 + letters[1].x0) / 2, whole.y0, whole.x1, whole.y1)
    start, end = (word.line, word.column + 1), (word.line, word.column + word.length - 1)
    return Mark("part", "", text.sheet, (box,), word.text[1:], line.file, start, end)


class _PageText:
    """A page of the PDF as pdfium sees it: its trim, and the boxes of its letters."""

    def __init__(self, document: pdfium.PdfDocument, sheet: int) -> None:
        self.sheet = sheet
        page = document[sheet - 1]
        self._left, _, _, self._top = page.get_trimbox()
        self._page = page

    @cached_property
    def _letters(self) -> list[Box]:
        text = self._page.get_textpage()
        return [Box(*text.get_charbox(at)) for at in range(text.count_chars())]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """From the map's own points, from the top left of the trim."""
        return Box(self._left + x0, self._top - y1, self._left + x1, self._top - y0)

    def letters(self, word: MapWord, line: MapLine) -> list[Box]:
        box = self.box(word.left, line.box.y0, word.right, line.box.y1)
        return [
            letter
            for letter in self._letters
            if box.x0 < (letter.x0 + letter.x1) / 2 < box.x1
            and box.y0 < (letter.y0 + letter.y1) / 2 < box.y1
            and letter.x1 - letter.x0 > 0.1
        ]


# Programs that put them on the proof.


def annotation(mark: Mark, author: str = "Ban Biên tập", taller: float = 0.0) -> DictionaryObject:
    """As most programs write it: quads TL TR BL BR; ``taller`` is what they reach beyond the line, up and down."""
    boxes = [Box(box.x0, box.y0 - taller, box.x1, box.y1 + taller) for box in mark.boxes]
    quads = [(b.x0, b.y1, b.x1, b.y1, b.x0, b.y0, b.x1, b.y0) for b in boxes]
    rect = (min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
    entries: dict[str, object] = {
        "Type": NameObject("/Annot"),
        "Subtype": NameObject("/" + mark.subtype),
        "Rect": numbers(rect),
        "T": TextStringObject(author),
        "Contents": TextStringObject(said(mark)),
        "M": TextStringObject("D:20221021093000+07'00'"),
    }
    if mark.subtype != "Caret":
        entries["QuadPoints"] = numbers([number for quad in quads for number in quad])
    return DictionaryObject({NameObject("/" + key): value for key, value in entries.items()})


def said(mark: Mark) -> str:
    """Another for each mark, so that none is taken for another."""
    left, bottom = mark.boxes[0][:2]
    return f"{mark.what} {mark.page} {left:.0f} {bottom:.0f}"


def numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(value, 3)) for value in values)


def by_pypdf(proof: bytes, marks: Sequence[Mark], taller: float = 0.0, incremental: bool = False) -> bytes:
    writer = PdfWriter(BytesIO(proof), incremental=True) if incremental else PdfWriter(clone_from=BytesIO(proof))
    for mark in marks:
        writer.add_annotation(mark.page - 1, annotation(mark, taller=taller))
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def without_map(content: bytes) -> bytes:
    """The same file as a program leaves it that drops attachments."""
    writer = PdfWriter(clone_from=BytesIO(content))
    names = writer.root_object.get("/Names")
    assert isinstance(names, DictionaryObject)
    del names["/EmbeddedFiles"]
    writer.root_object.pop("/AF", None)
    return saved(writer)


@cache
def has_poppler() -> bool:
    """poppler-glib, through the system's Python."""
    asked = "import gi; gi.require_version('Poppler', '0.18'); from gi.repository import Poppler"
    try:
        done = subprocess.run(["/usr/bin/python3", "-c", asked], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def by_poppler(proof: bytes, marks: Sequence[Mark], folder: Path) -> tuple[bytes, list[str]]:
    """Selected by the mouse as in Evince, from the first letter to the last, and marked by poppler-glib; with the words
    that it says are selected."""
    (folder / "sent.pdf").write_bytes(proof)
    order = {"sent": str(folder / "sent.pdf"), "back": str(folder / "back.pdf"), "marks": [_plainly(m) for m in marks]}
    done = subprocess.run(
        ["/usr/bin/python3", str(_POPPLER)],
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    return (folder / "back.pdf").read_bytes(), [" ".join(words.split()) for words in json.loads(done.stdout)]


def _plainly(mark: Mark) -> Mapping[str, object]:
    return {**mark._asdict(), "contents": said(mark)}


def annotations(content: bytes) -> int:
    """How many a file has, as pypdf counts them."""
    pages = PdfReader(BytesIO(content)).pages
    return sum(len(page["/Annots"].get_object()) for page in pages if "/Annots" in page)  # type: ignore[arg-type]
