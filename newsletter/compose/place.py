"""A slot on a page: its columns."""

from typing import NamedTuple

from newsletter.compose.kit import Kit
from newsletter.geometry import Rect
from newsletter.model.layout import Slot
from newsletter.units import Mpt, share


class Place(NamedTuple):
    """A slot on a page: its box inside the inset, the x of its columns and their width, its height in grid lines."""

    slot: Slot
    box: Rect
    xs: tuple[Mpt, ...]
    width: Mpt
    depth: int

    def span(self, first: int, count: int) -> Mpt:
        """Width of ``count`` columns from column ``first`` (from 0) on."""
        count = max(1, min(count, len(self.xs) - first))
        return self.xs[first + count - 1] - self.xs[first] + self.width

    def frame(self, column: int) -> str:
        return f"{self.slot.name}/{column + 1}"


def place_slot(slot: Slot, box: Rect, kit: Kit) -> Place:
    """The columns of a slot whose area on the page is ``box``; whole grid lines of inset above and below."""
    inset_lines = kit.lines(slot.inset) if slot.inset else 0
    inner = Rect(
        box.x0 + slot.inset,
        box.y0 + inset_lines * kit.baseline,
        box.x1 - slot.inset,
        box.y1 - inset_lines * kit.baseline,
    )
    widths = share(inner.width - (slot.columns - 1) * slot.gutter, slot.columns)
    xs = tuple(inner.x0 + sum(widths[:k]) + k * slot.gutter for k in range(slot.columns))
    return Place(slot, inner, xs, widths[-1], inner.height // kit.baseline)
