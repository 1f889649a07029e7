"""Vector drawings as plain values: paths with inks, in units of their own."""

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from newsletter.colour import Cmyk

Operator = Literal["m", "l", "c", "h"]
Segment = tuple[Operator, tuple[float, ...]]
"""Begin, line, cubic Bézier curve, close (ISO 32000-1, table 59), with the points that they take, x and y in turn."""
Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3)."""
ROUND = 4 / 3 * (math.sqrt(2) - 1)
"""Handles of the curve that stands for a quarter of a circle, over its radius."""


class Path(NamedTuple):
    """A filled or stroked path, or both; ``width`` of the stroke in units of the drawing. Rings are filled by the even-odd
    rule, so that a ring inside another is a hole."""

    segments: tuple[Segment, ...]
    fill: Cmyk | None = None
    stroke: Cmyk | None = None
    width: float = 1.0


class Drawing(NamedTuple):
    """Paths from the lowest up, in a box of ``width`` x ``height`` units whose origin is its top left, y down."""

    width: float
    height: float
    paths: tuple[Path, ...]

    def moved(self, by: Matrix, width: float, height: float) -> "Drawing":
        """The same paths in another box; widths of strokes keep their size."""
        return Drawing(width, height, tuple(path._replace(segments=moved(path.segments, by)) for path in self.paths))


def moved(segments: tuple[Segment, ...], by: Matrix) -> tuple[Segment, ...]:
    return tuple((operator, tuple(_moved(points, by))) for operator, points in segments)


def _moved(points: tuple[float, ...], by: Matrix) -> Iterator[float]:
    a, b, c, d, e, f = by
    for x, y in zip(points[::2], points[1::2], strict=True):
        yield a * x + c * y + e
        yield b * x + d * y + f


def turned(degrees: float, centre: tuple[float, float]) -> Matrix:
    """A turn about a point, clockwise as y runs down."""
    turn = math.radians(degrees)
    cosine, sine = math.cos(turn), math.sin(turn)
    x, y = centre
    return cosine, sine, -sine, cosine, x - cosine * x + sine * y, y - sine * x - cosine * y


def circle(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    """As four curves, of which none is off a true circle by more than 0.03 % of the radius."""
    r, k = radius, radius * ROUND
    return (
        ("m", (x + r, y)),
        ("c", (x + r, y + k, x + k, y + r, x, y + r)),
        ("c", (x - k, y + r, x - r, y + k, x - r, y)),
        ("c", (x - r, y - k, x - k, y - r, x, y - r)),
        ("c", (x + k, y - r, x + r, y - k, x + r, y)),
        ("h", ()),
    )
