"""Marks on the printer's sheet: where to cut and to fold, whether plates fit, and whether sections were gathered in order.

They stand outside the bleed, in one row along each edge of the block; the slug has a row of its own beyond that, at the
tail or, where there is no room, at the left. Only collating marks lie elsewhere: on the spine, which is milled off.
"""

from collections.abc import Collection, Iterator
from typing import Final, Literal, NamedTuple, get_args

from newsletter.colour import BLACK
from newsletter.finish.marks import (
    CORNER,
    CROP_LENGTH,
    CROP_OFFSET,
    CROSS,
    LINE_WIDTH,
    SLUG_ROOM,
    colour_bar,
    cross,
    line,
    nearest_clear,
)
from newsletter.finish.schemes import Edge
from newsletter.finish.sheets import Forme, Placed
from newsletter.geometry import Rect
from newsletter.render.canvas import number
from newsletter.render.inks import press_operator
from newsletter.units import Mpt, mm

SheetMark = Literal["crop", "fold", "registration", "collating", "colour-bar", "slug"]
SHEET_MARKS: Final = frozenset(get_args(SheetMark))

LEAST_LENGTH: Mpt = mm(2)
"""A shorter crop or fold mark cannot be seen to be straight."""
BAR_LENGTH, BAR_WIDTH = mm(10), mm(4)
"""Of a collating mark."""

_EDGES: Final[tuple[Edge, ...]] = ("bottom", "top", "left", "right")
_DASH = "[3 1.5]"


class _Band(NamedTuple):
    """The row of marks along an edge: it begins at ``near`` and ends at ``far``, seen from the middle of the sheet; ``cuts``
    and ``folds`` are places along the edge."""

    edge: Edge
    near: Mpt
    far: Mpt
    cuts: tuple[Mpt, ...]
    folds: tuple[Mpt, ...]

    @property
    def length(self) -> Mpt:
        return abs(self.far - self.near)

    def stroke(self, place: Mpt) -> str:
        """A line across the row."""
        if self.edge in ("left", "right"):
            return line((self.near, place), (self.far, place))
        return line((place, self.near), (place, self.far))


class SlugPlace(NamedTuple):
    """Where the slug begins; ``upward``: it is read from the right side of the sheet; ``room`` is what it has."""

    x: Mpt
    y: Mpt
    upward: bool
    room: Mpt


def sheet_marks(forme: Forme, wanted: Collection[SheetMark], sections: int) -> bytes:
    """Operators on the sheet, which leave the graphics state as it was; they name the colour space /All and the state
    /GK. ``sections``: how many sections are gathered."""
    bands = [band for band in _bands(forme) if band.length >= LEAST_LENGTH]
    solid: list[str] = []
    dashed: list[str] = []
    if "crop" in wanted:
        solid += [band.stroke(place) for band in bands for place in band.cuts]
    if "fold" in wanted:
        dashed += [band.stroke(place) for band in bands for place in band.folds]
    if "registration" in wanted:
        solid += [cross(*_cross_place(band, forme)) for band in bands if band.length >= 2 * CROSS]
    pen = f"/All CS 1 SCN {number(LINE_WIDTH)} w"
    drawn = [f"{pen} [] 0 d {' '.join(solid)} S"] if solid else []
    drawn += [f"{pen} {_DASH} 0 d {' '.join(dashed)} S"] if dashed else []
    if "colour-bar" in wanted:
        drawn += [patch for band in bands for patch in _colour_bars(band, forme)]
    if "collating" in wanted:
        drawn += [f"{press_operator(BLACK).strip()} {_area(bar)} f" for bar in collating_bars(forme, sections)]
    return f"q /GK gs {' '.join(drawn)} Q\n".encode("ascii") if drawn else b""


def crowded_out(forme: Forme, wanted: Collection[SheetMark]) -> set[SheetMark]:
    """The marks that find no room at an edge where they belong."""
    found: set[SheetMark] = set()
    for band in _bands(forme):
        tight = band.length < LEAST_LENGTH
        found |= {"crop"} if tight and band.cuts else set()
        found |= {"fold"} if tight and band.folds else set()
        found |= {"registration"} if band.length < 2 * CROSS else set()
        found |= {"colour-bar"} if band.edge == "top" and band.length < CROP_LENGTH else set()
    found |= {"slug"} if slug_place(forme) is None else set()
    return found & set(wanted)


def slug_place(forme: Forme) -> SlugPlace | None:
    """Beyond the marks at the tail, else at the left; None where neither has room."""
    bleed, free, trim = forme.bleed, forme.printable, forme.trim
    beyond = CROP_OFFSET + CROP_LENGTH
    if free.y1 - bleed.y1 >= beyond + SLUG_ROOM:
        return SlugPlace(
            trim.x0 + CORNER, bleed.y1 + beyond + SLUG_ROOM // 4, upward=False, room=trim.width - 2 * CORNER
        )
    if bleed.x0 - free.x0 >= beyond + SLUG_ROOM:
        return SlugPlace(
            bleed.x0 - beyond - SLUG_ROOM // 4, trim.y0 + CORNER, upward=True, room=trim.height - 2 * CORNER
        )
    return None


def collating_bars(forme: Forme, sections: int) -> Iterator[Rect]:
    """Black bars on the outside of the spines, a step further down with each section: gathered in order they make stairs."""
    for spine in forme.spines:
        upright = spine.height >= spine.width
        length, gap = (spine.height, spine.width) if upright else (spine.width, spine.height)
        width = min(BAR_WIDTH, gap)
        if not width:
            continue
        steps = max(1, (length - 2 * BAR_LENGTH) // BAR_LENGTH)
        down = BAR_LENGTH * (1 + (forme.section - 1) % min(steps, max(sections, 1)))
        if upright:
            x = (spine.x0 + spine.x1 - width) // 2
            yield Rect(x, spine.y1 - down - BAR_LENGTH, x + width, spine.y1 - down)
        else:
            y = (spine.y0 + spine.y1 - width) // 2
            yield Rect(spine.x0 + down, y, spine.x0 + down + BAR_LENGTH, y + width)


def _bands(forme: Forme) -> Iterator[_Band]:
    """The rows of marks: from white beside the bleed to where their length or the paper ends."""
    bleed, free = forme.bleed, forme.printable
    across, up = forme.folds
    rims = {
        "bottom": (bleed.y0 - CROP_OFFSET, max(free.y0, bleed.y0 - CROP_OFFSET - CROP_LENGTH)),
        "top": (bleed.y1 + CROP_OFFSET, min(free.y1, bleed.y1 + CROP_OFFSET + CROP_LENGTH)),
        "left": (bleed.x0 - CROP_OFFSET, max(free.x0, bleed.x0 - CROP_OFFSET - CROP_LENGTH)),
        "right": (bleed.x1 + CROP_OFFSET, min(free.x1, bleed.x1 + CROP_OFFSET + CROP_LENGTH)),
    }
    for edge in _EDGES:
        near, far = rims[edge]
        outward = far < near if edge in ("bottom", "left") else far > near
        cuts = tuple(sorted({place for placed in _along(forme, edge) for place in _cuts(placed, edge)}))
        folds = up if edge in ("left", "right") else across
        yield _Band(edge, near, far if outward else near, cuts, folds)


def _along(forme: Forme, edge: Edge) -> tuple[Placed, ...]:
    """The pages at an edge of the block."""
    pages, columns = forme.pages, forme.columns
    if edge == "top":
        return pages[:columns]
    if edge == "bottom":
        return pages[-columns:]
    first = (edge == "left") == (forme.letter == "A")  # side B lists its pages in the order of side A
    return pages[::columns] if first else pages[columns - 1 :: columns]


def _cuts(placed: Placed, edge: Edge) -> Iterator[Mpt]:
    """Where a page is cut, along an edge of the sheet; at its spine it is folded, or milled."""
    trim = placed.trim
    along = {"bottom": trim.y0, "top": trim.y1} if edge in ("left", "right") else {"left": trim.x0, "right": trim.x1}
    for end, place in along.items():
        if placed.spine != end:
            yield place


def _cross_place(band: _Band, forme: Forme) -> tuple[Mpt, Mpt]:
    """In the middle of the edge, or beside a mark that stands there."""
    middle = (band.near + band.far) // 2
    box = forme.trim
    upright = band.edge in ("left", "right")
    centre = (box.y0 + box.y1) // 2 if upright else (box.x0 + box.x1) // 2
    along = nearest_clear(centre, CROSS, (*band.cuts, *band.folds))
    return (middle, along) if upright else (along, middle)


def _colour_bars(band: _Band, forme: Forme) -> Iterator[str]:
    """A colour bar over each page at the tail: every zone of the inking is seen."""
    if band.edge != "top" or band.length < CROP_LENGTH:
        return
    along, middle = _cross_place(band, forme)
    taken = [*band.folds, along - CROSS, along, along + CROSS]
    for placed in _along(forme, "top"):
        yield from colour_bar(placed.trim, middle, taken)


def _area(box: Rect) -> str:
    return f"{number(box.x0)} {number(box.y0)} {number(box.width)} {number(box.height)} re"
