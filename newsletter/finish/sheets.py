"""Where the leaves of a sheet come to lie, to the thousandth of a point. Pure geometry.

Unlike pages, sheets have their origin at the bottom left and y upward, as PDF has it: the gripper holds the bottom edge,
which is a long one. Side B mirrors side A, so that a page lies exactly behind the other page of its leaf.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from newsletter.finish.marks import CROP_LENGTH, CROP_OFFSET, SLUG_ROOM
from newsletter.finish.schemes import Edge, Leaf, Rows, Sheet, quarter_turned, repeated, work_and_turn
from newsletter.geometry import Rect, Size
from newsletter.units import Mpt, mm, parse_length

Letter = Literal["A", "B"]

GRIPPER: Mpt = mm(12)
"""What the grippers of an offset press hold, and cannot print."""
MILLING: Mpt = mm(3)
"""What is milled off the spine of each page before glue is put on."""
LEAST_SHEET, LARGEST_SHEET = mm(50), mm(2000)

NAMED: Final[dict[str, Size]] = {
    "sra3": Size(mm(450), mm(320)),
    "a3": Size(mm(420), mm(297)),
    "sra4": Size(mm(320), mm(225)),
    "a4": Size(mm(297), mm(210)),
}
_SIDE = r"([0-9]+(?:\.[0-9]+)?) ?(mm|cm|in|pt)?"
_SIDES = re.compile(f"{_SIDE} ?[x×*] ?{_SIDE}", re.IGNORECASE)


def parse_sheet(text: str) -> Size:
    """A sheet of paper, its long edge across: ``65x86`` (cm, as the trade says), ``450x320mm``, ``SRA3``; else a
    ValueError."""
    named = NAMED.get(text.strip().lower())
    if named:
        return named
    match = _SIDES.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    unit = (match[4] or match[2] or "cm").lower()
    sides = sorted(
        (parse_length(f"{match[1]}{(match[2] or unit).lower()}"), parse_length(f"{match[3]}{unit}")), reverse=True
    )
    if sides[1] < LEAST_SHEET or sides[0] > LARGEST_SHEET:
        raise ValueError(text)
    return Size(*sides)


class Setup(NamedTuple):
    """``trim`` of a page; ``bleed`` that is kept round it; ``gutter`` between pages that are cut apart; ``milling`` at the
    spine of each page; ``creep``: thickness of the paper; ``sheet``: None makes one as large as pages and marks need."""

    trim: Size
    bleed: Mpt = 0
    gutter: Mpt = 0
    milling: Mpt = 0
    creep: Mpt = 0
    gripper: Mpt = 0
    sheet: Size | None = None
    marked: bool = True


class Placed(NamedTuple):
    """A page on a sheet (0: blank paper). ``head`` and ``spine`` are the edges of the sheet that its own point to; ``box``
    is where its whole trim lies, ``trim`` what is left of it once the paper is folded and cut (less than ``box`` by the
    creep, at the spine), ``clip`` what is printed of it."""

    page: int
    head: Edge
    spine: Edge | None
    box: Rect
    trim: Rect
    clip: Rect


class Forme(NamedTuple):
    """One side of a sheet; ``pages`` row by row, ``columns`` to a row. ``printable`` leaves out the gripper.

    ``folds``: the places of folds along x and along y. ``spines``: the gap between first and last page of each section,
    where collating marks go. ``folding``: pages of the signature that each block is folded to, 0 where none is.
    """

    sheet: int
    letter: Letter
    size: Size
    printable: Rect
    pages: tuple[Placed, ...]
    columns: int
    folds: tuple[tuple[Mpt, ...], tuple[Mpt, ...]]
    spines: tuple[Rect, ...]
    section: int
    folding: int

    @property
    def trim(self) -> Rect:
        """What is left after cutting off the margins of the sheet."""
        return _union([placed.trim for placed in self.pages])

    @property
    def bleed(self) -> Rect:
        return _union([placed.clip for placed in self.pages])


class _Cell(NamedTuple):
    """A cell of the block and the room to its neighbours: half the gap on each side, the bleed where there is none."""

    leaf: Leaf
    box: Rect
    room: dict[Edge, Mpt]


def marks_room(setup: Setup) -> Mpt:
    """From the trim to the edge of a sheet that is made to measure."""
    return setup.bleed + (CROP_OFFSET + CROP_LENGTH + SLUG_ROOM if setup.marked else 0)


def extent(sheet: Sheet, setup: Setup) -> Size:
    """The block of pages from trim to trim."""
    columns, rows = _edges(sheet.rows, setup)
    return Size(columns[-1][1], rows[-1][1])


def needed(sheet: Sheet, setup: Setup) -> Size:
    """The smallest paper that takes the block with its bleed, gripper included."""
    block = extent(sheet, setup)
    return Size(block.width + 2 * setup.bleed, block.height + 2 * setup.bleed + setup.gripper)


def fitted(block: Sheet, setup: Setup, *, turn: bool, repeat: bool) -> Sheet | None:
    """The sheet of a block: as often as there is room with ``repeat``, on one plate with ``turn`` (work and turn).

    A quarter turn is made where the paper takes more blocks that way. None where it takes none.
    """
    best: tuple[int, Sheet] | None = None
    for candidate in (block, quarter_turned(block)):
        across, down = grid_for(candidate, setup, turn=turn)
        most = across * down
        if most and (best is None or (repeat and most > best[0])):
            laid = repeated(candidate, across, down) if repeat else candidate
            best = (most, work_and_turn(laid) if turn else laid)
    return best[1] if best else None


def grid_for(block: Sheet, setup: Setup, *, turn: bool) -> tuple[int, int]:
    """How many blocks the paper takes across and down, 0 where none; ``turn``: the backs stand beside them."""
    width, height = extent(block, setup)
    if setup.sheet is None:
        return (1, 1)
    across = (setup.sheet.width - 2 * setup.bleed + setup.gutter) // (width + setup.gutter)
    down = (setup.sheet.height - setup.gripper - 2 * setup.bleed + setup.gutter) // (height + setup.gutter)
    return max(0, across // 2 if turn else across), max(0, down)


def formes(sheet: Sheet, number: int, setup: Setup) -> tuple[Forme, ...]:
    """The sides of a sheet that fits: two, or the one plate that prints both."""
    front = _forme(sheet, number, setup)
    return (front,) if sheet.one_plate else (front, _behind(front, sheet.back))


def _forme(sheet: Sheet, number: int, setup: Setup) -> Forme:
    block = extent(sheet, setup)
    room = marks_room(setup)
    size = setup.sheet or Size(block.width + 2 * room, block.height + 2 * room + setup.gripper)
    free = Rect(0, setup.gripper, *size)
    bottom = setup.gripper + (size.height - setup.gripper - block.height) // 2
    left = (size.width - block.width) // 2
    cells = list(_cells(sheet, setup, (left, bottom)))
    return Forme(
        sheet=number,
        letter="A",
        size=size,
        printable=free,
        pages=tuple(_placed(cell, setup) for cell in cells),
        columns=len(sheet.rows[0]),
        folds=_folds(sheet, cells),
        spines=tuple(_spines(sheet, cells)) if sheet.section else (),
        section=sheet.section,
        folding=2 * sheet.block[0] * sheet.block[1] if sheet.section else 0,
    )


def _behind(front: Forme, rows: Rows) -> Forme:
    """Side B: each page behind the other page of its leaf."""
    width = front.size.width
    leaves = [leaf for row in rows for leaf in reversed(row)]  # in the order of side A
    pages = tuple(
        placed._replace(
            page=leaf.front,
            head=leaf.head,
            spine=leaf.spine,
            box=_mirrored(placed.box, width),
            trim=_mirrored(placed.trim, width),
            clip=_mirrored(placed.clip, width),
        )
        for placed, leaf in zip(front.pages, leaves, strict=True)
    )
    across, up = front.folds
    folds = (tuple(sorted(width - x for x in across)), up)
    return front._replace(letter="B", pages=pages, folds=folds, spines=())


def _edges(rows: Rows, setup: Setup) -> tuple[list[tuple[Mpt, Mpt]], list[tuple[Mpt, Mpt]]]:
    """Begin and end of each column from the left, and of each row from the top, from 0."""
    upright = rows[0][0].head in ("top", "bottom")
    width, height = setup.trim if upright else setup.trim[::-1]
    columns = list(_runs(width, [_gap(a.spine, b.spine, "right", setup) for a, b in pairwise(rows[0])]))
    beneath = pairwise(row[0] for row in rows)
    down = list(_runs(height, [_gap(a.spine, b.spine, "bottom", setup) for a, b in beneath]))
    return columns, down


def _runs(length: Mpt, gaps: list[Mpt]) -> Iterator[tuple[Mpt, Mpt]]:
    start = 0
    for gap in (*gaps, 0):
        yield start, start + length
        start += length + gap


def _gap(one: Edge | None, other: Edge | None, edge: Edge, setup: Setup) -> Mpt:
    """Between neighbours, of which ``one`` has its spine at ``edge`` where they hang together there."""
    joined = one == edge and other not in (None, edge)
    return 2 * setup.milling if joined else setup.gutter


def _cells(sheet: Sheet, setup: Setup, origin: tuple[Mpt, Mpt]) -> Iterator[_Cell]:
    columns, rows = _edges(sheet.rows, setup)
    left, top = origin[0], origin[1] + rows[-1][1]
    for r, row in enumerate(sheet.rows):
        for c, leaf in enumerate(row):
            box = Rect(left + columns[c][0], top - rows[r][1], left + columns[c][1], top - rows[r][0])
            room: dict[Edge, Mpt] = {
                "left": (columns[c][0] - columns[c - 1][1]) // 2 if c else setup.bleed,
                "right": (columns[c + 1][0] - columns[c][1]) // 2 if c + 1 < len(columns) else setup.bleed,
                "top": (rows[r][0] - rows[r - 1][1]) // 2 if r else setup.bleed,
                "bottom": (rows[r + 1][0] - rows[r][1]) // 2 if r + 1 < len(rows) else setup.bleed,
            }
            yield _Cell(leaf, box, room)


def _placed(cell: _Cell, setup: Setup) -> Placed:
    """A page in its cell: moved towards its spine by the paper that lies round it, and cut at the fold."""
    leaf, box = cell.leaf, cell.box
    shift = leaf.nest * setup.creep
    dx = {"left": -shift, "right": shift}.get(leaf.spine or "", 0)
    dy = {"bottom": -shift, "top": shift}.get(leaf.spine or "", 0)
    moved = box.moved(dx, dy)
    trim = _common(moved, box)
    room = {edge: min(width, setup.bleed) for edge, width in cell.room.items()}
    clip = Rect(trim.x0 - room["left"], trim.y0 - room["bottom"], trim.x1 + room["right"], trim.y1 + room["top"])
    return Placed(leaf.front, leaf.head, leaf.spine, moved, trim, clip)


def _folds(sheet: Sheet, cells: list[_Cell]) -> tuple[tuple[Mpt, ...], tuple[Mpt, ...]]:
    """The joints inside blocks, in the middle of the gap."""
    across, down = sheet.block
    columns = len(sheet.rows[0])
    top, side = cells[:columns], cells[::columns]
    xs = [(a.box.x1 + b.box.x0) // 2 for n, (a, b) in enumerate(pairwise(top), 1) if n % across]
    ys = [(a.box.y0 + b.box.y1) // 2 for n, (a, b) in enumerate(pairwise(side), 1) if n % down]
    return tuple(xs), tuple(sorted(ys))


def _spines(sheet: Sheet, cells: list[_Cell]) -> Iterator[Rect]:
    """The gaps between the first and the last page of sections: the outside of their spines."""
    columns = len(sheet.rows[0])
    outer = columns // 2 if sheet.one_plate else columns  # the rest of one plate is side B, the inside
    for at, cell in enumerate(cells):
        if cell.leaf.nest or at % columns >= outer:
            continue
        if cell.leaf.spine == "right":
            yield Rect(cell.box.x1, cell.box.y0, cells[at + 1].box.x0, cell.box.y1)
        if cell.leaf.spine == "bottom":
            yield Rect(cell.box.x0, cells[at + columns].box.y1, cell.box.x1, cell.box.y0)


def _common(one: Rect, other: Rect) -> Rect:
    return Rect(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))


def _mirrored(box: Rect, width: Mpt) -> Rect:
    return Rect(width - box.x1, box.y0, width - box.x0, box.y1)


def _union(boxes: list[Rect]) -> Rect:
    lefts, feet, rights, heads = zip(*boxes, strict=True)
    return Rect(min(lefts), min(feet), max(rights), max(heads))
