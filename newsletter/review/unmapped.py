"""Marks on pages for which no map is to be had: the words under them are looked for in all articles."""

from collections.abc import Sequence
from math import hypot
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.review.anchors import Anchors, Hint
from newsletter.review.charts import CONTEXT
from newsletter.review.glyphs import Glyph
from newsletter.review.markups import TEXT_KINDS
from newsletter.review.notes import Place
from newsletter.review.threads import Thread

_NEAR: Final = 0.7
_HALVED: Final = 36.0
_FARTHEST: Final = 144.0
_PAST: Final = 0.01
"""By which the end of a word is farther off than the start of the next."""
_CARET: Final = 12.0
"""Points between a caret's middle and the character that it stands before."""


class Sheet(NamedTuple):
    """A page as read, in points of the page; ``files`` are the sources of which it shows text."""

    glyphs: tuple[Glyph, ...]
    anchors: Anchors
    files: frozenset[str]


def sheet_of(glyphs: tuple[Glyph, ...], anchors: Anchors) -> Sheet:
    return Sheet(glyphs, anchors, anchors.files_of(_text(glyphs)))


def place_by_words(thread: Thread, sheet: Sheet) -> Place | None:
    """The place of a request by the words under its marks; None where there are none, or they are in no article, or in
    several."""
    marked = [box for mark in thread.marks if mark.kind in TEXT_KINDS for box in mark.quads or _whole(mark.rect)]
    if marked:
        return _found(sheet, _inside(sheet.glyphs, marked))
    rects = thread.boxes
    if not rects or not sheet.glyphs:
        return None
    kind = thread.marks[0].kind
    if kind == "caret":
        return _at_caret(sheet, rects[0])
    inside = _inside(sheet.glyphs, rects) if kind in ("ink", "shape") else []
    return _doubtful(_found(sheet, inside), _NEAR) if inside else _nearest(sheet, rects[0])


def _whole(rect: Box | None) -> tuple[Box, ...]:
    return (rect,) if rect else ()


def _inside(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[int]:
    return [
        index
        for index, glyph in enumerate(glyphs)
        if glyph.text != " "
        and any(box.x0 <= glyph.x <= box.x1 and box.y0 <= glyph.y <= box.y1 for box in boxes)
    ]  # fmt: skip


def _found(sheet: Sheet, inside: Sequence[int]) -> Place | None:
    if not inside:
        return None
    within = set(inside)
    first, last = inside[0], inside[-1]
    quote = _text([
        glyph for index, glyph in enumerate(sheet.glyphs[first : last + 1], first) if index in within or glyph.text == " "
    ])  # fmt: skip
    return _anchored(sheet, quote, first, last + 1)


def _anchored(sheet: Sheet, quote: str, start: int, stop: int) -> Place | None:
    """The place of a quotation that goes from one character of the page to before another."""
    prefix, suffix = _before(sheet.glyphs, start), _after(sheet.glyphs, stop)
    anchor = sheet.anchors.find(quote, prefix, suffix, Hint(on_page=sheet.files))
    if anchor is None:
        return None
    return Place(
        PurePosixPath(anchor.file).stem, anchor.file, anchor.start, anchor.end, quote, prefix, suffix,
        method="text", confidence=anchor.confidence,
    )  # fmt: skip


def _at_caret(sheet: Sheet, rect: Box) -> Place | None:
    x, y = (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2
    edges: list[tuple[float, int]] = []
    for index, glyph in enumerate(sheet.glyphs):
        if glyph.text != " " and abs(glyph.y - y) <= _CARET:
            edges.append((abs(glyph.left - x) + abs(glyph.y - y), index))
            edges.append((abs(glyph.right - x) + abs(glyph.y - y) + _PAST, index + 1))
    off, before = min(edges, default=(_FARTHEST, 0))
    if off > 2 * _CARET:
        return None
    if before + 1 < len(sheet.glyphs) and sheet.glyphs[before].text == " ":
        before += abs(sheet.glyphs[before].base - sheet.glyphs[before + 1].base) < 1  # between words: before the second
    return _anchored(sheet, "", before, before)


def _nearest(sheet: Sheet, rect: Box) -> Place | None:
    """The line nearest to the middle of a mark."""
    x, y = (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2
    glyphs = sheet.glyphs
    offs = [(hypot(glyph.x - x, glyph.y - y), index) for index, glyph in enumerate(glyphs) if glyph.text != " "]
    off, index = min(offs, default=(_FARTHEST + 1, 0))
    if off > _FARTHEST:
        return None
    first = last = index
    while first > 0 and abs(glyphs[first - 1].base - glyphs[index].base) < 1:
        first -= 1
    while last + 1 < len(glyphs) and abs(glyphs[last + 1].base - glyphs[index].base) < 1:
        last += 1
    line = [each for each in range(first, last + 1) if glyphs[each].text != " "]
    return _doubtful(_found(sheet, line), _NEAR / (1 + off / _HALVED))


def _doubtful(place: Place | None, share: float) -> Place | None:
    return place and place._replace(method="nearest", confidence=round(place.confidence * share, 2))


def _before(glyphs: Sequence[Glyph], index: int) -> str:
    text = _text(glyphs[max(0, index - 2 * CONTEXT) : index])
    return (text + " " * (index > 0 and glyphs[index - 1].text == " "))[-CONTEXT:]


def _after(glyphs: Sequence[Glyph], index: int) -> str:
    text = _text(glyphs[index : index + 2 * CONTEXT])
    return (" " * (index < len(glyphs) and glyphs[index].text == " ") + text)[:CONTEXT]


def _text(glyphs: Sequence[Glyph]) -> str:
    return " ".join("".join(glyph.text for glyph in glyphs).split())
