"""Path data as SVG writes it (SVG 2, 9.3), without arcs: "M 0 0 C 10 0 20 10 20 20 Z"."""

import re
from collections.abc import Iterator

from newsletter.model.artwork import Segment

_TOKEN = re.compile(r"\s*,?\s*(?:([MmLlHhVvCcSsQqZz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?))")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "z": 0}
"""Numbers to a command."""
_LONGEST = 100_000
"""Signs; a map of a province has fewer."""


def read_path(data: str) -> tuple[Segment, ...]:
    """ValueError where it is no path data; its text is what could not be read."""
    if len(data) > _LONGEST:
        raise ValueError(f"> {_LONGEST}")
    pen = _Pen()
    for command, numbers in _commands(data):
        pen.draw(command, numbers)
    return tuple(pen.segments)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command once for every set of numbers that follows it; after a move such sets are lines."""
    command, numbers = "", list[float]()
    position, end = 0, len(data.rstrip())
    begun = False
    while position < end:
        match = _TOKEN.match(data, position)
        if match is None or (not command and match[1] not in ("M", "m")):
            raise ValueError(data[position : position + 20])
        position = match.end()
        if match[1]:
            if numbers or (begun and command not in "Zz"):
                raise ValueError(match[0].strip())
            command, begun = match[1], True
            if command in "Zz":
                yield command, []
            continue
        numbers.append(float(match[2]))
        if command in "Zz":
            raise ValueError(match[2])
        if len(numbers) == _TAKES[command.lower()]:
            yield command, numbers
            command = {"M": "L", "m": "l"}.get(command, command)
            numbers, begun = [], False
    if numbers or (begun and command not in "Zz"):
        raise ValueError(data[-20:])


class _Pen:
    """Where the pen is, where its ring began, and the last handle of a curve."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.at = self.begun = self.handle = (0.0, 0.0)

    def draw(self, command: str, numbers: list[float]) -> None:
        kind = command.lower()
        x0, y0 = self.at if command.islower() else (0.0, 0.0)
        if kind == "h":
            numbers = [numbers[0] + x0, self.at[1]]
        elif kind == "v":
            numbers = [self.at[0], numbers[0] + y0]
        else:
            numbers = [value + (y0 if k % 2 else x0) for k, value in enumerate(numbers)]
        if kind == "z":
            self.segments.append(("h", ()))
            self.at = self.handle = self.begun
            return
        if kind in "csq":
            self._curve(kind, numbers)
        else:
            self.segments.append(("m" if kind == "m" else "l", (numbers[0], numbers[1])))
            self.handle = (numbers[0], numbers[1])
        self.at = (numbers[-2], numbers[-1])
        if kind == "m":
            self.begun = self.at

    def _curve(self, kind: str, numbers: list[float]) -> None:
        (x, y), (hx, hy) = self.at, self.handle
        if kind == "s":  # its first handle mirrors the last one of the curve before
            numbers = [2 * x - hx, 2 * y - hy, *numbers]
        elif kind == "q":  # a quadratic curve as the cubic one that it is
            qx, qy, ex, ey = numbers
            numbers = [
                x + 2 / 3 * (qx - x),
                y + 2 / 3 * (qy - y),
                ex + 2 / 3 * (qx - ex),
                ey + 2 / 3 * (qy - ey),
                ex,
                ey,
            ]
        self.segments.append(("c", tuple(numbers)))
        self.handle = (numbers[2], numbers[3])
