"""A path under construction (ISO 32000-1, 8.5.2), as the boxes of its parts in default user space."""

from typing import Final, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.pdf.state import Matrix

PARTS_MOST: Final = 1000
"""Parts that are told apart; the rest counts as one."""
_SQUARE: Final = 1e-3
"""By how much of a point a corner of a rectangle may be off."""


class Part(NamedTuple):
    """``short`` is the shorter side of a rectangle, of a triangle or a free form None."""

    box: Box
    short: float | None


class Path:
    """Parts that are done, and the one that grows: its first points, and its box."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.points: list[tuple[float, float]] = []
        self.straight = True
        self.x0 = self.y0 = self.x1 = self.y1 = 0.0
        self.at = (0.0, 0.0)
        """The current point in user space, for curves that begin there."""

    def __bool__(self) -> bool:
        return bool(self.parts or self.points)

    def move(self, x: float, y: float, matrix: Matrix) -> None:
        self.close()
        self._begin(*matrix.point(x, y))

    def line(self, x: float, y: float, matrix: Matrix) -> None:
        point = matrix.point(x, y)
        if not self.points:
            self._begin(*point)
        else:
            self._reach(*point)

    def curve(self, points: list[float], matrix: Matrix) -> None:
        """Two or three control points, the last of which is the end."""
        for x, y in zip(points[::2], points[1::2], strict=False):
            self.line(x, y, matrix)
        self.straight = False

    def rectangle(self, numbers: list[float], matrix: Matrix) -> None:
        x, y, width, height = numbers
        self.close()
        short = min(abs(width) * matrix.across, abs(height) * matrix.up)
        self._add(Part(matrix.box((x, y, x + width, y + height)), short))

    def close(self) -> None:
        """Ends the part; a single point is none (a move that another follows)."""
        if len(self.points) > 1:
            self._add(Part(self._box(), self._short()))
        self.points = []

    def finish(self) -> list[Part]:
        self.close()
        return self.parts

    def _begin(self, x: float, y: float) -> None:
        self.points = [(x, y)]
        self.straight = True
        self.x0 = self.x1 = x
        self.y0 = self.y1 = y

    def _reach(self, x: float, y: float) -> None:
        if len(self.points) < 7:
            self.points.append((x, y))
        if x < self.x0:
            self.x0 = x
        elif x > self.x1:
            self.x1 = x
        if y < self.y0:
            self.y0 = y
        elif y > self.y1:
            self.y1 = y

    def _box(self) -> Box:
        return Matrix().box((self.x0, self.y0, self.x1, self.y1))

    def _short(self) -> float | None:
        """The shorter side where the points are the corners of an upright rectangle, or a line that encloses
        nothing."""
        points = self.points[:-1] if len(self.points) == 5 and self.points[0] == self.points[4] else self.points
        if not self.straight or len(points) not in {2, 4}:
            return None
        upright = all(
            min(abs(x - self.x0), abs(x - self.x1)) < _SQUARE and min(abs(y - self.y0), abs(y - self.y1)) < _SQUARE
            for x, y in points
        )
        return min(self.x1 - self.x0, self.y1 - self.y0) if upright else None

    def _add(self, part: Part) -> None:
        if len(self.parts) < PARTS_MOST:
            self.parts.append(part)
            return
        last, (x0, y0, x1, y1) = self.parts[-1].box, part.box
        self.parts[-1] = Part(Box(min(last.x0, x0), min(last.y0, y0), max(last.x1, x1), max(last.y1, y1)), None)


def around(parts: list[Part]) -> Box | None:
    """The bounding box of all parts."""
    if not parts:
        return None
    boxes = [part.box for part in parts]
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
