"""The graphics state (ISO 32000-1, 8.4, 9.3) as far as it decides what is seen, and the matrices that it works
with."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from newsletter.pdf.marks import Box, Colour
from newsletter.pdf.objects import Dictionary
from newsletter.pdf.spaces import GREY, Space

if TYPE_CHECKING:
    from newsletter.pdf.fonts import Font

FAR: Final = 1e7
"""Coordinates beyond are cut off: far outside any page, near enough to stay numbers."""
NOWHERE: Final = Box(0.0, 0.0, -1.0, -1.0)
"""The clip of which nothing is left: it meets no box."""


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f (8.3.3)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, other: "Matrix") -> "Matrix":
        """First this one, then the other: this x other, as PDF writes it."""
        a, b, c, d, e, f = self
        p, q, r, s, t, u = other
        return Matrix(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Sequence[float]) -> Box:
        """The bounding box of a rectangle's image."""
        x0, y0, x1, y1 = box
        a, b, c, d, e, f = self
        if not b and not c:
            left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
            if -FAR < left <= right < FAR and -FAR < low <= high < FAR:
                return Box(left, low, right, high)
            xs: tuple[float, ...] = (left, right)
            ys: tuple[float, ...] = (low, high)
        else:
            corners = [self.point(x, y) for x in (x0, x1) for y in (y0, y1)]
            xs, ys = tuple(x for x, _ in corners), tuple(y for _, y in corners)
        return Box(_near(min(xs)), _near(min(ys)), _near(max(xs)), _near(max(ys)))

    @property
    def across(self) -> float:
        """What a length along x becomes."""
        return _length(self.a, self.b)

    @property
    def up(self) -> float:
        """What a length along y becomes."""
        return _length(self.c, self.d)

    @property
    def scale(self) -> float:
        """The mean of both: the square root of what an area becomes."""
        area = abs(self.a * self.d - self.b * self.c)
        return math.sqrt(area) if area < FAR**2 else FAR


def _near(number: float) -> float:
    return -FAR if not number > -FAR else min(number, FAR)


def _length(x: float, y: float) -> float:
    return min(math.hypot(x, y), FAR) if math.isfinite(x) and math.isfinite(y) else FAR


def matrix_of(numbers: Sequence[float] | None) -> Matrix:
    """Six numbers as a matrix; anything else is the identity."""
    return Matrix(*numbers) if numbers is not None and len(numbers) == 6 else Matrix()


BLACK: Final = Colour(("DeviceGray",), (), (0.0,), (0.0, 0.0, 0.0, 1.0))


class State:
    """What q saves and Q brings back (tables 52, 53, 104). ``pattern`` entries are the pattern in force beside a
    colour of the family Pattern. ``group_alpha``, ``group_blend`` and ``group_mask`` are those with which the
    groups around are painted."""

    def __init__(self, matrix: Matrix, clip: Box) -> None:
        self.matrix = matrix
        self.clip = clip
        self.fill: Colour = BLACK
        self.fill_space: Space = GREY
        self.fill_pattern: Dictionary | None = None
        self.stroke: Colour = BLACK
        self.stroke_space: Space = GREY
        self.stroke_pattern: Dictionary | None = None
        self.line_width = 1.0
        self.fill_overprint = False
        self.stroke_overprint = False
        self.overprint_mode = 0
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0
        self.blend = "Normal"
        self.soft_mask = False
        self.device: tuple[str, ...] = ()
        self.group_alpha = 1.0
        self.group_blend = "Normal"
        self.group_mask = False
        self.font: Font | None = None
        self.size = 0.0
        self.character_space = 0.0
        self.word_space = 0.0
        self.horizontal = 1.0
        self.leading = 0.0
        self.rise = 0.0
        self.text_mode = 0

    def copy(self) -> "State":
        twin = object.__new__(State)
        twin.__dict__.update(self.__dict__)
        return twin

    def cut(self, box: Box) -> None:
        """Narrows the clip."""
        self.clip = self.clip.cut(box) or NOWHERE

    def enter_group(self) -> None:
        """What is painted in a transparency group begins anew, and the group as a whole is painted as the state
        says (11.6.6)."""
        self.group_alpha *= self.fill_alpha
        self.group_blend = self.blend if self.blend != "Normal" else self.group_blend
        self.group_mask = self.group_mask or self.soft_mask
        self.fill_alpha = self.stroke_alpha = 1.0
        self.blend = "Normal"
        self.soft_mask = False
