"""Points, sizes and rectangles in Mpt. The origin is the top left of the trim, y runs down, the bleed is negative."""

from typing import NamedTuple

from newsletter.units import Mpt


class Point(NamedTuple):
    x: Mpt
    y: Mpt


class Size(NamedTuple):
    width: Mpt
    height: Mpt


class Rect(NamedTuple):
    """x0 <= x1 and y0 <= y1; the edges belong to the rectangle."""

    x0: Mpt
    y0: Mpt
    x1: Mpt
    y1: Mpt

    @property
    def width(self) -> Mpt:
        return self.x1 - self.x0

    @property
    def height(self) -> Mpt:
        return self.y1 - self.y0

    def outset(self, by: Mpt) -> "Rect":
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def moved(self, dx: Mpt, dy: Mpt) -> "Rect":
        return Rect(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)


class Insets(NamedTuple):
    """Margins of a page: inside is the edge at the fold."""

    top: Mpt
    bottom: Mpt
    inside: Mpt
    outside: Mpt
