"""The source map (newsletter-map/1): where each set line stands on its page and where it was written.

Pages are turned to JSON one by one as they go by, so that a long issue never stands in memory twice.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newsletter.geometry import Size
from newsletter.model.article import GLUED, NO_OFFSET
from newsletter.pages.items import Line, Page, Picture
from newsletter.pages.proofcode import ProofName
from newsletter.source import LineIndex
from newsletter.units import PT

FORMAT = "newsletter-map/1"

Entry = dict[str, object]


def page_map(page: Page, trim: Size, lines: Mapping[str, LineIndex], *, proof: bool) -> str:
    """The map of one page as JSON; marks of the proof belong to it where they are drawn."""
    shown = [*page.items, *page.furniture, *(page.marks if proof else ())]
    pictures = [item for item in (*page.ground, *shown) if isinstance(item, Picture)]
    return _json({
        "number": page.number,
        "label": page.label,
        "template": page.template,
        "trim": [trim.width / PT, trim.height / PT],
        "lines": [_line(item, lines) for item in shown if isinstance(item, Line) and item.runs],
        "photos": [_photo(picture) for picture in pictures],
    })  # fmt: skip


def proof_head(name: ProofName, sheets: Iterable[int]) -> Entry:
    """Of a proof: its code and round (absent where it has no number), and which page of the issue stands on each page of
    the PDF, 0 where none does."""
    numbered = {"round": name.number} if name.number else {}
    return {"code": name.code, **numbered, "sheets": [max(number, 0) for number in sorted(sheets)]}


def source_map(
    pages: Iterable[tuple[int, str]],
    *,
    issue: str,
    fingerprint: str,
    files: Iterable[tuple[str, str]],
    proof: Entry | None = None,
) -> bytes:
    """The whole map from the maps of its pages, in any order, each with its number; ``proof`` as ``proof_head`` says."""
    told: Entry = {"format": FORMAT, "issue": issue, "fingerprint": fingerprint, "unit": "pt"}
    head = _json(told | ({"proof": proof} if proof else {}) | {"files": dict(files)})
    body = ",\n".join(text for _, text in sorted(pages))
    return f'{head[:-1]},"pages":[\n{body}]}}\n'.encode()


class Word(NamedTuple):
    """A word of a line as it stands; offsets in the stored file, NO_OFFSET where it stands in none. Edges in pt."""

    left: float
    right: float
    text: str
    start: int
    end: int


def line_words(line: Line) -> list[Word]:
    """The words of a line, pieces that are glued together joined.

    A hot loop (every word of every proof passes here): edges as in TextRun.spans, without its generator.
    """
    words: list[Word] = []
    for run in line.runs:
        _, _, starts, ends, marks, _ = run.text
        x, unit, tracking, scale, space = float(run.x), run.unit, run.tracking, run.scale / 1000, run.space
        for at, shape in enumerate(run.shapes, run.first):
            glued = marks[at] & GLUED
            if at > run.first and not glued:
                x += space
            left = x
            x += (shape.advance * unit + len(shape.glyphs) * tracking) * scale
            word = Word(round(left) / PT, round(x) / PT, shape.text, starts[at], ends[at])
            if glued and words:
                words[-1] = _joined(words[-1], word)
            else:
                words.append(word)
    return words


def _joined(word: Word, more: Word) -> Word:
    start = more.start if word.start == NO_OFFSET else word.start
    end = word.end if more.end == NO_OFFSET else more.end
    return Word(word.left, max(word.right, more.right), word.text + more.text, start, end)


def _line(line: Line, lines: Mapping[str, LineIndex]) -> Entry:
    words = line_words(line)
    file = next((run.text.file for run in line.runs if run.text.file), "")
    index = lines.get(file)
    entry: Entry = {}
    if line.story:
        entry["story"] = line.story
    if file:
        entry["file"] = file
    sourced = [word for word in words if word.start != NO_OFFSET] if index else []
    placed: list[tuple[float, float, int, int, int]] = []
    if index and sourced:
        placed = list(_placed(sourced, index))
        entry["start"] = placed[0][2:4]
        entry["end"] = index.place(sourced[-1].end - 1)
    entry["role"] = line.role
    if line.frame:
        entry["frame"] = line.frame
    right = max([word.right for word in words])
    entry["box"] = (words[0].left, line.top / PT, right, line.bottom / PT)
    entry["baseline"] = line.baseline / PT
    entry["text"] = " ".join([word.text for word in words])
    if line.gap:
        entry["gap"] = round(line.gap, 4)
    entry["words"] = placed
    return entry


def _placed(words: Iterable[Word], index: LineIndex) -> Iterator[tuple[float, float, int, int, int]]:
    """Edges, source line, column, length of words; a look-up in the index only where a new source line begins."""
    line, begin, stop = 0, 0, -1
    for left, right, _, start, end in words:
        if not begin <= start < stop:
            line, column = index.place(start)
            begin = start - column + 1
            stop = index.starts[line] if line < len(index.starts) else sys.maxsize
        yield left, right, line, start - begin + 1, end - start


def _photo(picture: Picture) -> Entry:
    entry: Entry = {"story": picture.story} if picture.story else {}
    box = [edge / PT for edge in picture.box]
    crop = [round(edge, 4) for edge in picture.crop]
    return entry | {"file": picture.photo.file, "box": box, "ppi": round(picture.ppi, 1), "crop": crop}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
