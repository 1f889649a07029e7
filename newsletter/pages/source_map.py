"""The source map (newsletter-map/1): where each set line stands on its page and where it was written.

Pages are turned to JSON one by one as they go by, so that a long issue never stands in memory twice.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsletter.geometry import Size
from newsletter.model.article import GLUED, NO_OFFSET
from newsletter.pages.items import Line, Page, Picture
from newsletter.source import LineIndex
from newsletter.units import INCH, PT, Mpt

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


def source_map(
    pages: Iterable[tuple[int, str]], *, issue: str, fingerprint: str, files: Iterable[tuple[str, str]]
) -> bytes:
    """The whole map from the maps of its pages, in any order, each with its number."""
    head = _json({"format": FORMAT, "issue": issue, "fingerprint": fingerprint, "unit": "pt", "files": dict(files)})
    body = ",\n".join(text for _, text in sorted(pages))
    return f'{head[:-1]},"pages":[\n{body}]}}\n'.encode()


def effective_ppi(picture: Picture) -> float:
    """Pixels of the photo to an inch of paper, along the poorer axis."""
    x0, y0, x1, y1 = picture.crop
    across = picture.photo.pixels[0] * (x1 - x0) * INCH / max(1, picture.box.width)
    down = picture.photo.pixels[1] * (y1 - y0) * INCH / max(1, picture.box.height)
    return min(across, down)


@dataclass(slots=True)
class Piece:
    """A piece of a line as it stands: edges, text, and offsets in the stored file (NO_OFFSET where there is none)."""

    left: Mpt
    right: Mpt
    text: str
    start: int
    end: int
    glued: bool


def _pieces(line: Line) -> Iterator[Piece]:
    for run in line.runs:
        _, _, starts, ends, marks, _ = run.text
        for at, (shape, (left, right)) in enumerate(zip(run.shapes, run.spans(), strict=True), run.first):
            yield Piece(left, right, shape.text, starts[at], ends[at], bool(marks[at] & GLUED))


def line_words(line: Line) -> list[Piece]:
    """The words of a line: its pieces, what is glued together joined."""
    words: list[Piece] = []
    for piece in _pieces(line):
        if not piece.glued or not words:
            words.append(piece)
            continue
        last = words[-1]
        last.text += piece.text
        last.right = max(last.right, piece.right)
        if piece.start != NO_OFFSET:
            last.start = piece.start if last.start == NO_OFFSET else last.start
            last.end = piece.end
    return words


def _line(line: Line, lines: Mapping[str, LineIndex]) -> Entry:
    words = line_words(line)
    file = next((run.text.file for run in line.runs if run.text.file), "")
    index = lines.get(file)
    entry: Entry = {}
    if line.story:
        entry["story"] = line.story
    if file:
        entry["file"] = file
    placed: list[list[float]] = []
    if index is not None:
        sourced = [word for word in words if word.start != NO_OFFSET]
        placed = [[w.left / PT, w.right / PT, *index.place(w.start), w.end - w.start] for w in sourced]
        if sourced:
            entry["start"] = index.place(sourced[0].start)
            entry["end"] = index.place(sourced[-1].end - 1)
    entry["role"] = line.role
    if line.frame:
        entry["frame"] = line.frame
    left, right = words[0].left, max(word.right for word in words)
    entry["box"] = [left / PT, line.top / PT, right / PT, line.bottom / PT]
    entry["baseline"] = line.baseline / PT
    entry["text"] = " ".join([word.text for word in words])
    if line.gap:
        entry["gap"] = round(line.gap, 4)
    entry["words"] = placed
    return entry


def _photo(picture: Picture) -> Entry:
    entry: Entry = {"story": picture.story} if picture.story else {}
    box = [edge / PT for edge in picture.box]
    return entry | {"file": picture.photo.file, "box": box, "ppi": round(effective_ppi(picture), 1)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
