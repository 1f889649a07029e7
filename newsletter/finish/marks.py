"""Marks round the trim, in the colour of all plates: where to cut, and whether the plates fit."""

from newsletter.geometry import Size
from newsletter.render.canvas import number
from newsletter.units import Mpt, mm

CROP_LENGTH: Mpt = mm(6)
CROP_OFFSET: Mpt = mm(1)
"""White between the bleed and a mark."""
LINE_WIDTH: Mpt = 250
SLUG_ROOM: Mpt = mm(3)

_CROSS: Mpt = mm(2)
_CIRCLE: Mpt = 3000
_KAPPA = 0.5523
"""A quarter circle as a cubic curve: length of its handles over the radius."""


def margin(bleed: Mpt) -> Mpt:
    """The media beyond the trim: bleed, marks and room for the slug."""
    return bleed + CROP_OFFSET + CROP_LENGTH + SLUG_ROOM


def press_marks(trim: Size, bleed: Mpt) -> bytes:
    """Operators on a media with ``margin(bleed)`` on every side: crop marks at the corners, a cross at each side."""
    edge, near = margin(bleed), bleed + CROP_OFFSET
    left, right, foot, head = edge, edge + trim.width, edge, edge + trim.height
    far = near + CROP_LENGTH
    corners = ((left, foot, -1, -1), (right, foot, 1, -1), (left, head, -1, 1), (right, head, 1, 1))
    lines = [_line((x + dx * near, y), (x + dx * far, y)) for x, y, dx, _ in corners]
    lines += [_line((x, y + dy * near), (x, y + dy * far)) for x, y, _, dy in corners]
    middle = near + CROP_LENGTH // 2
    across, up = (left + right) // 2, (foot + head) // 2
    crosses = [
        _cross(x, y)
        for x, y in ((left - middle, up), (right + middle, up), (across, foot - middle), (across, head + middle))
    ]
    return f"q /All CS 1 SCN {number(LINE_WIDTH)} w [] 0 d {' '.join(lines + crosses)} S Q\n".encode("ascii")


def _line(start: tuple[Mpt, Mpt], end: tuple[Mpt, Mpt]) -> str:
    return f"{number(start[0])} {number(start[1])} m {number(end[0])} {number(end[1])} l"


def _cross(x: Mpt, y: Mpt) -> str:
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
        f"{_line((x - _CROSS, y), (x + _CROSS, y))} {_line((x, y - _CROSS), (x, y + _CROSS))} "
        f"{number(x + r)} {number(y)} m {circle}"
    )
