"""A slot on a page: its columns."""

from collections.abc import Callable
from typing import NamedTuple

from newsletter.compose.kit import Kit
from newsletter.geometry import Rect
from newsletter.model.layout import GridArea, Slot
from newsletter.units import Mpt, share


class Obstacle(NamedTuple):
    """What stands in the way of text. ``spans[k]``: its left and right edge on grid line ``line + k`` of the slot, the white
    round it included, in Mpt on the page; None where it leaves the line alone."""

    line: int
    spans: tuple[tuple[Mpt, Mpt] | None, ...]

    def at(self, line: int) -> tuple[Mpt, Mpt] | None:
        return self.spans[line - self.line] if self.line <= line < self.line + len(self.spans) else None


class Place(NamedTuple):
    """A slot on a page: its box inside the inset, the x of its columns and their width, its height in grid lines.

    ``wraps`` are the areas of the slot's wraps, in their order; ``obstacles`` what came to stand there, beside which no line
    is narrower than ``narrowest``.
    """

    slot: Slot
    box: Rect
    xs: tuple[Mpt, ...]
    width: Mpt
    depth: int
    wraps: tuple[Rect, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    narrowest: Mpt = 0

    def span(self, first: int, count: int) -> Mpt:
        """Width of ``count`` columns from column ``first`` (from 0) on."""
        count = max(1, min(count, len(self.xs) - first))
        return self.xs[first + count - 1] - self.xs[first] + self.width

    def blocked(self, first: int, count: int = 1) -> set[int]:
        """Grid lines on which something stands in the way of ``count`` columns from column ``first`` (from 0) on."""
        x0, x1 = self.xs[first], self.xs[first] + self.span(first, count)
        lines = ((line, one.at(line)) for one in self.obstacles for line in range(one.line, one.line + len(one.spans)))
        return {line for line, span in lines if span is not None and span[0] < x1 and x0 < span[1]}

    def frame(self, column: int) -> str:
        return f"{self.slot.name}/{column + 1}"


def above_jump_line(place: Place) -> Place:
    """A place whose last grid line is kept free, in the last column, for the line that says where a story goes on."""
    if any(spot.where == "foot" for spot in place.slot.photos):
        return place._replace(depth=place.depth - 1)
    x = place.xs[-1]
    line = Obstacle(place.depth - 1, ((x, x + place.width),))
    return place._replace(obstacles=(*place.obstacles, line))


def place_slot(slot: Slot, area: Callable[[GridArea], Rect], kit: Kit) -> Place:
    """The columns of a slot; whole grid lines of inset above and below. ``area`` gives parts of the grid on its page."""
    box = area(slot.area)
    inset_lines = kit.lines(slot.inset) if slot.inset else 0
    inner = Rect(
        box.x0 + slot.inset,
        box.y0 + inset_lines * kit.baseline,
        box.x1 - slot.inset,
        box.y1 - inset_lines * kit.baseline,
    )
    widths = share(inner.width - (slot.columns - 1) * slot.gutter, slot.columns)
    xs = tuple(inner.x0 + sum(widths[:k]) + k * slot.gutter for k in range(slot.columns))
    wraps = tuple(area(wrap.area) for wrap in slot.wraps)
    return Place(slot, inner, xs, widths[-1], inner.height // kit.baseline, wraps)
