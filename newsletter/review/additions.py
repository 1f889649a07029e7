"""What was painted into a page after it was sent: marks that the sent page does not have, and those that stand where no
proof of ours paints.

A proof paints its slug last, so whatever follows the last of its own words came later. Chromium's viewer names its
strokes besides (marked content ``GOOG:INKIsInker``)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.pdf.document import Document, Page
from newsletter.pdf.duplicate import OVER
from newsletter.pdf.filters import decode
from newsletter.pdf.interpret import marks_of
from newsletter.pdf.marks import Box, Mark
from newsletter.pdf.painter import Shelf
from newsletter.pdf.syntax import operations

TOLERANCE: Final = 0.8
"""Points by which the edges of a mark may be off after programs have written it again, on paper of whole points perhaps."""
KEPT: Final = 0.8
"""Share of the sent page's marks that are found again where its content was kept."""
CONTENT_MOST: Final = 64 * 1024 * 1024
INK: Final = "GOOG:INKIsInker"
PICTURE: Final = 0.85
"""Share of a page that its one picture covers: scans have a margin."""


class Painted(NamedTuple):
    """What is seen of one page, in order; ``ink`` are the indices of marks that a viewer has named as drawn by hand."""

    marks: tuple[Mark, ...]
    ink: frozenset[int] = frozenset()


def painted_on(document: Document, page: Page, shelf: Shelf) -> Painted:
    """What a page paints that can be seen, but the marks of our own that ``review compare`` has drawn over it."""
    marks = tuple(mark for mark in marks_of(document, page, [], shelf) if mark.visible and mark.at.chain[:1] != (OVER,))
    named = _ink_operators(page)
    ink = (index for index, mark in enumerate(marks) if mark.at.operator in named and not mark.at.chain)
    return Painted(marks, frozenset(ink) if named else frozenset())


def content_of(page: Page) -> bytes:
    """The operators of a page, decoded."""
    return b"\n".join(decode(stream, CONTENT_MOST).data for stream in page.contents)


def _ink_operators(page: Page) -> set[int]:
    """Numbers of the operators of the page's content inside marked content of that name."""
    data = content_of(page)
    if INK.encode() not in data:
        return set()
    named: set[int] = set()
    open_tags: list[bool] = []
    for operator, operands, number in operations(data, lambda *_: None):
        if operator in ("BMC", "BDC"):
            open_tags.append(bool(operands) and operands[0] == INK)
        elif operator == "EMC" and open_tags:
            open_tags.pop()
        elif any(open_tags):
            named.add(number)
    return named


def is_picture(painted: Painted, sheet: Box) -> bool:
    """Whether the page is one picture, and no text can be seen: a scan, or a page made flat."""
    if any(mark.kind == "text" for mark in painted.marks):
        return False
    area = sheet.width * sheet.height
    return any(
        mark.kind == "image"
        and (seen := mark.box.cut(sheet)) is not None
        and seen.width * seen.height >= PICTURE * area
        for mark in painted.marks
    )


def edges_of(painted: Painted) -> list[Box]:
    """The edges of areas and pictures, and rules whole."""
    edges: list[Box] = []
    for mark in painted.marks:
        x0, y0, x1, y1 = mark.box
        if mark.kind != "text":
            edges += [Box(x0, y0, x1, y0), Box(x0, y1, x1, y1), Box(x0, y0, x0, y1), Box(x1, y0, x1, y1)]
    return edges


def added_since(returned: Painted, sent: Painted) -> list[Box] | None:
    """Boxes of marks that the sent page does not have; None where the page was written anew, so that they cannot be told
    mark by mark. Ink that a viewer has named counts whatever else was there; text does not, for programs cut it in other
    pieces: what is new of it is told word by word."""
    known: dict[tuple[str, int, int], list[Box]] = defaultdict(list)
    for mark in sent.marks:
        known[_cell(mark)].append(mark.box)
    found = 0
    added: list[Box] = []
    for index, mark in enumerate(returned.marks):
        if index not in returned.ink and _take(known, mark):
            found += 1
        elif mark.kind != "text" or index in returned.ink:
            added.append(mark.box)
    return added if found >= KEPT * len(sent.marks) else None


def _cell(mark: Mark) -> tuple[str, int, int]:
    return mark.kind, round(mark.box.x0), round(mark.box.y0)


def _take(known: dict[tuple[str, int, int], list[Box]], mark: Mark) -> bool:
    """Whether the mark is known; it is so once for each time that it was painted."""
    kind, column, row = _cell(mark)
    for x in (column, column - 1, column + 1):
        for y in (row, row - 1, row + 1):
            boxes = known.get((kind, x, y), [])
            for index, box in enumerate(boxes):
                if all(abs(a - b) <= TOLERANCE for a, b in zip(box, mark.box, strict=True)):
                    del boxes[index]
                    return True
    return False


def added_last(painted: Painted, new_words: Sequence[Box]) -> list[Box]:
    """Boxes of ink that a viewer has named, and of what is painted after the last text that is none of the new words."""
    own = [
        index for index, mark in enumerate(painted.marks) if mark.kind == "text" and not _is_new(mark.box, new_words)
    ]
    after = own[-1] if own else len(painted.marks)
    return [mark.box for index, mark in enumerate(painted.marks) if index > after or index in painted.ink]


def _is_new(box: Box, new_words: Sequence[Box]) -> bool:
    """Whether a text mark shows new words: the middle of one lies in it, or its own in that of one, or in the space beside
    it, which programs that write letter by letter show as a mark of its own."""
    return any(_holds(box, word, 1) or _holds(word, box, max(1, word.height / 2)) for word in new_words)


def _holds(box: Box, other: Box, reach: float) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    return box.x0 - reach <= x <= box.x1 + reach and box.y0 - 1 <= y <= box.y1 + 1
