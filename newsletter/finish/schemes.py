"""Which page lies where on which side of which sheet: folding, binding, n-up. Pure: no lengths, no files.

Only side A of a sheet is described, leaf by leaf; side B is what one sees after turning the sheet over like a page of a
book (work and back: the gripper stays at its edge), so that a leaf can never lose its back.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Literal, NamedTuple

Scheme = Literal["saddle", "perfect", "nup", "reader"]
Edge = Literal["top", "left", "bottom", "right"]
Fold = Literal["left", "right", "top"]
"""Which half of the sheet is laid over the other, seen with side B up and the first page's head away from the reader."""
Blanks = Literal["inside", "end"]

_ROUND: Final[tuple[Edge, ...]] = ("top", "left", "bottom", "right")
"""The edges in the order in which a quarter turn to the left takes one to the next."""
_MIRRORED: Final[dict[Edge, Edge]] = {"top": "top", "bottom": "bottom", "left": "right", "right": "left"}


class Folding(NamedTuple):
    """A sheet that is folded in halves, the last fold being the spine: the pages of side A from the top left, row by row
    (the heads of the lowest row point upward, of the next downward and so on: heads lie together), and the folds."""

    rows: tuple[tuple[int, ...], ...]
    folds: tuple[Fold, ...]


FOLDINGS: Final[dict[int, Folding]] = {
    4: Folding(((4, 1),), ("left",)),
    8: Folding(((5, 4), (8, 1)), ("top", "left")),
    16: Folding(((5, 12, 9, 8), (4, 13, 16, 1)), ("right", "top", "left")),
    32: Folding(
        ((5, 28, 29, 4), (12, 21, 20, 13), (9, 24, 17, 16), (8, 25, 32, 1)),
        ("top", "right", "top", "left"),
    ),
}
"""By the number of pages of the signature."""


class Leaf(NamedTuple):
    """A leaf as it lies on side A: the page seen there and the one behind it (from 1; 0 is blank paper).

    ``head`` and ``spine`` say at which edge of its cell those of the front lie (``spine`` None: a loose leaf); ``nest``
    counts the leaves that lie round this one at the spine.
    """

    front: int
    back: int = 0
    head: Edge = "top"
    spine: Edge | None = None
    nest: int = 0

    def mirrored(self) -> "Leaf":
        """The leaf seen from behind, the sheet having been turned over sideways."""
        spine = None if self.spine is None else _MIRRORED[self.spine]
        return Leaf(self.back, self.front, _MIRRORED[self.head], spine, self.nest)

    def quarter_turned(self) -> "Leaf":
        """The leaf after a quarter turn to the left."""
        spine = None if self.spine is None else _turned(self.spine)
        return self._replace(head=_turned(self.head), spine=spine)


Rows = tuple[tuple[Leaf, ...], ...]


class Sheet(NamedTuple):
    """The leaves of a sheet on side A, from the top left, row by row.

    ``block``: columns and rows that are folded together, joints between blocks being cut ((1, 1): nothing is folded).
    ``one_plate``: both sides are printed from side A, the sheet being turned over between them (work and turn).
    ``section`` numbers the folded sections from 1, 0 where there are none.
    """

    rows: Rows
    block: tuple[int, int] = (1, 1)
    one_plate: bool = False
    section: int = 0

    @property
    def back(self) -> Rows:
        """Side B, as it is seen when the sheet has been turned over sideways."""
        return tuple(tuple(leaf.mirrored() for leaf in reversed(row)) for row in self.rows)


def padded(count: int, multiple: int, blanks: Blanks) -> tuple[int, ...]:
    """Pages 1 … count, with as many 0 (blank) as it takes; ``inside``: before the last page, which is the back cover
    (unless it is the first)."""
    lacking = (0,) * (-count % multiple)
    pages = tuple(range(1, count + 1))
    return (*pages[:-1], *lacking, *pages[-1:]) if blanks == "inside" and count > 1 else (*pages, *lacking)


def section_sizes(pages: int, largest: int) -> tuple[int, ...]:
    """Sections of 32, 16, 8 or 4 pages, none over ``largest``, the smaller ones last; ``pages`` is a multiple of 4."""
    sizes: list[int] = []
    for size in sorted(FOLDINGS, reverse=True):
        if size <= largest:
            sizes += [size] * ((pages - sum(sizes)) // size)
    return tuple(sizes)


def saddle(pages: Sequence[int], largest: int) -> tuple[Sheet, ...]:
    """Sections that lie one in another and are stitched through the fold; the first sheet is the outermost."""
    half = len(pages) // 2
    sizes = section_sizes(len(pages), largest)
    starts = accumulate((size // 2 for size in sizes), initial=0)
    sheets = []
    for number, (size, start) in enumerate(zip(sizes, starts, strict=False), 1):
        end = start + size // 2
        places = (*range(start, end), *range(2 * half - end, 2 * half - start))
        nests = tuple(min(place, 2 * half - 1 - place) // 2 for place in places)
        sheets.append(_folded([pages[place] for place in places], nests, number))
    return tuple(sheets)


def perfect(pages: Sequence[int], largest: int) -> tuple[Sheet, ...]:
    """Sections that lie one on another, for a spine that is milled and glued."""
    sizes = section_sizes(len(pages), largest)
    starts = accumulate(sizes, initial=0)
    return tuple(
        _folded(pages[start : start + size], [min(place, size - 1 - place) // 2 for place in range(size)], number)
        for number, (size, start) in enumerate(zip(sizes, starts, strict=False), 1)
    )


def nup(count: int, grid: tuple[int, int], *, repeat: bool) -> tuple[Sheet, ...]:
    """Loose leaves (pages 1 and 2, 3 and 4 …) in ``grid``, columns and rows; ``repeat``: each leaf fills a sheet.

    Leaves that leave room for all of them to come again do so; what is left of the last sheet stays blank.
    """
    columns, rows = grid
    each = columns * rows
    leaves = [Leaf(page, page + 1 if page < count else 0) for page in range(1, count + 1, 2)]
    if repeat:
        return tuple(Sheet(((leaf,) * columns,) * rows) for leaf in leaves)
    leaves = [leaf for leaf in leaves for _ in range(each // len(leaves) or 1)]
    leaves += [Leaf(0)] * (-len(leaves) % each)
    return tuple(
        Sheet(tuple(tuple(leaves[at : at + columns]) for at in range(start, start + each, columns)))
        for start in range(0, len(leaves), each)
    )


def reader(count: int) -> tuple[Sheet, ...]:
    """Spreads as a reader opens them, for the screen: 1 | 2-3 | 4-5 …"""
    spreads = [(1,), *((page, page + 1) for page in range(2, count, 2)), *([(count,)] if count % 2 == 0 else [])]
    sides: tuple[Edge, Edge] = ("left", "right")
    return tuple(Sheet((tuple(Leaf(page, spine=sides[page % 2 == 0]) for page in spread),)) for spread in spreads)


def repeated(sheet: Sheet, across: int, down: int) -> Sheet:
    """The same block several times on one sheet (step and repeat)."""
    return sheet._replace(rows=tuple(row * across for row in sheet.rows) * down)


def quarter_turned(sheet: Sheet) -> Sheet:
    """All leaves after a quarter turn of the whole to the left."""
    columns = zip(*sheet.rows, strict=True)
    rows = tuple(tuple(leaf.quarter_turned() for leaf in column) for column in columns)[::-1]
    return sheet._replace(rows=rows, block=sheet.block[::-1])


def work_and_turn(sheet: Sheet) -> Sheet:
    """Side B beside side A on one plate: printed on both sides and cut through the middle, each sheet yields two."""
    rows = tuple((*front, *back) for front, back in zip(sheet.rows, sheet.back, strict=True))
    return sheet._replace(rows=rows, one_plate=True)


def _turned(edge: Edge) -> Edge:
    return _ROUND[(_ROUND.index(edge) + 1) % 4]


def _folded(pages: Sequence[int], nests: Sequence[int], section: int) -> Sheet:
    """A section on its sheet. Odd pages have their spine at the left when they stand upright, even ones at the right."""
    folding = FOLDINGS[len(pages)].rows
    rows = []
    for upward, row in enumerate(reversed(folding)):
        head: Edge = "bottom" if upward % 2 else "top"
        rows.append(
            tuple(
                Leaf(
                    pages[page - 1],
                    pages[page if page % 2 else page - 2],
                    head,
                    "left" if (page + upward) % 2 else "right",
                    nests[page - 1],
                )
                for page in row
            )
        )
    return Sheet(tuple(reversed(rows)), (len(rows[0]), len(rows)), section=section)
