"""Marks round the trim: where to cut and fold, whether the plates fit, and how much ink they carry.

They stand in one row along each edge, outside the bleed; the slug has a row of its own below that. Everything but the
colour bar is drawn in the colour of all plates.
"""

from collections.abc import Iterator
from itertools import product

from newsletter.colour import Cmyk
from newsletter.geometry import Rect, Size
from newsletter.model.issue import Press
from newsletter.render.canvas import number
from newsletter.render.inks import press_operator
from newsletter.units import Mpt, mm

CROP_OFFSET: Mpt = mm(1)
"""White between the bleed and a mark."""
CROP_LENGTH: Mpt = mm(6)
SLUG_ROOM: Mpt = mm(3)
LINE_WIDTH: Mpt = 250
CORNER: Mpt = mm(8)
"""From a corner of the trim, clear of its crop marks."""

_CLEAR: Mpt = mm(1.5)
"""White between two marks of a row."""
CROSS: Mpt = mm(2)
_CIRCLE: Mpt = 3000
_KAPPA = 0.5523
"""A quarter circle as a cubic curve: length of its handles over the radius."""
_PATCH, _LEAST_PATCH, _PATCH_STEP = mm(5), mm(2), mm(0.5)
_SOLIDS = (Cmyk(1000, 0, 0, 0), Cmyk(0, 1000, 0, 0), Cmyk(0, 0, 1000, 0), Cmyk(0, 0, 0, 1000))
_TINTS = (Cmyk(500, 0, 0, 0), Cmyk(0, 500, 0, 0), Cmyk(0, 0, 500, 0), Cmyk(0, 0, 0, 500))
_OVERPRINTS = (Cmyk(0, 1000, 1000, 0), Cmyk(1000, 0, 1000, 0), Cmyk(1000, 1000, 0, 0))
PATCHES = (*_SOLIDS, *_TINTS, *_OVERPRINTS)
"""Of the colour bar: each ink solid and at 50 %, then two inks at a time (red, green, blue)."""


def margin(press: Press) -> Mpt:
    """The media beyond the trim: the bleed, and room for those marks that are wanted."""
    row = CROP_LENGTH if set(press.marks) - {"slug"} else 0
    slug = SLUG_ROOM if "slug" in press.marks else 0
    return press.bleed + (CROP_OFFSET if row or slug else 0) + row + slug


def slug_top(trim: Size, press: Press) -> Mpt:
    """Where the row of the slug begins, y down from the top of the trim."""
    return trim.height + margin(press) - SLUG_ROOM


def press_marks(trim: Size, press: Press) -> bytes:
    """Operators on a media with ``margin(press)`` on every side; they leave the graphics state as it was. A mark keeps its
    place whether or not others are wanted."""
    edge = margin(press)
    box = Rect(edge, edge, edge + trim.width, edge + trim.height)
    near = press.bleed + CROP_OFFSET
    wanted = press.marks
    folds = tuple(box.x0 + fold for fold in press.folds)
    across = nearest_clear((box.x0 + box.x1) // 2, CROSS, folds)
    parts: list[str] = []
    if "crop" in wanted:
        parts += _crops(box, near)
    if "registration" in wanted:
        parts += _crosses(box, near + CROP_LENGTH // 2, across)
    drawn = [f"/All CS 1 SCN {number(LINE_WIDTH)} w [] 0 d {' '.join(parts)} S"] if parts else []
    if folds and "fold" in wanted:
        drawn.append(f"/All CS 1 SCN {number(LINE_WIDTH)} w [3 1.5] 0 d {' '.join(_folds(box, near, folds))} S")
    if "colour-bar" in wanted:
        taken = [*folds, across - CROSS, across, across + CROSS]
        drawn += colour_bar(box, box.y1 + near + CROP_LENGTH // 2, taken)
    return f"q /GK gs {' '.join(drawn)} Q\n".encode("ascii") if drawn else b""


def nearest_clear(middle: Mpt, half: Mpt, taken: tuple[Mpt, ...]) -> Mpt:
    """The place nearest the middle at which something ``half`` to each side is clear of all that is taken."""
    room = half + _CLEAR
    places = (middle, *(place + side * room for place, side in product(taken, (-1, 1))))
    clear = [place for place in places if all(abs(place - other) >= room for other in taken)]
    return min(clear, key=lambda place: abs(place - middle), default=middle)


def _crops(box: Rect, near: Mpt) -> Iterator[str]:
    far = near + CROP_LENGTH
    for x, dx in ((box.x0, -1), (box.x1, 1)):
        for y, dy in ((box.y0, -1), (box.y1, 1)):
            yield line((x + dx * near, y), (x + dx * far, y))
            yield line((x, y + dy * near), (x, y + dy * far))


def _folds(box: Rect, near: Mpt, folds: tuple[Mpt, ...]) -> Iterator[str]:
    far = near + CROP_LENGTH
    for x in folds:
        yield line((x, box.y0 - near), (x, box.y0 - far))
        yield line((x, box.y1 + near), (x, box.y1 + far))


def _crosses(box: Rect, middle: Mpt, across: Mpt) -> Iterator[str]:
    """A cross at each edge, ``middle`` outside the trim."""
    up = (box.y0 + box.y1) // 2
    for x, y in ((box.x0 - middle, up), (box.x1 + middle, up), (across, box.y0 - middle), (across, box.y1 + middle)):
        yield cross(x, y)


def colour_bar(box: Rect, middle: Mpt, taken: list[Mpt]) -> Iterator[str]:
    """The colour bar along the head, passing over what is taken; its patches are smaller on a narrow page."""
    room = (box.x0 + CORNER, box.x1 - CORNER)
    for side in range(_PATCH, _LEAST_PATCH - 1, -_PATCH_STEP):
        places = _places(room, side, taken)
        if len(places) >= len(PATCHES):
            break
    for ink, x in zip(PATCHES, places, strict=False):  # a page too narrow for all shows the solids
        yield f"{press_operator(ink).strip()} {number(x)} {number(middle - side // 2)} {number(side)} {number(side)} re f"


def _places(room: tuple[Mpt, Mpt], side: Mpt, taken: list[Mpt]) -> list[Mpt]:
    """Left edges of patches from left to right, clear of what is taken."""
    places: list[Mpt] = []
    x, end = room
    while x + side <= end:
        blocked = [place for place in taken if x - _CLEAR < place < x + side + _CLEAR]
        if blocked:
            x = max(blocked) + _CLEAR
        else:
            places.append(x)
            x += side
    return places


def line(start: tuple[Mpt, Mpt], end: tuple[Mpt, Mpt]) -> str:
    return f"{number(start[0])} {number(start[1])} m {number(end[0])} {number(end[1])} l"


def cross(x: Mpt, y: Mpt) -> str:
    """A registration mark: a cross in a circle."""
    r, k = _CIRCLE, round(_CIRCLE * _KAPPA)
    curve = [
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    ]
    circle = " ".join(f"{' '.join(map(number, points))} c" for points in curve)
    return (
        f"{line((x - CROSS, y), (x + CROSS, y))} {line((x, y - CROSS), (x, y + CROSS))} "
        f"{number(x + r)} {number(y)} m {circle}"
    )
