"""Columns as rows: the grid lines on which text may stand, and how wide it may be there."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsletter.units import Mpt

_ANY_WIDTH: Mpt = 1 << 40


class Row(NamedTuple):
    """A grid line of a column on which text may stand: ``line`` counts from the column's top, ``left`` from its edge.

    ``width`` 0 = the whole column.
    """

    line: int
    left: Mpt = 0
    width: Mpt = 0


Column = int | tuple[Row, ...]
"""A column: its height in grid lines, or, where things stand in its way, the rows that they leave."""


class Columns:
    """Columns laid end to end: position u counts the rows of all columns from the first one's top."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.heights = tuple(map(rows_in, columns))
        self.tops: list[int] = []
        self.column: list[int] = []
        self.foot: list[int] = []
        total = 0
        for index, height in enumerate(self.heights):
            self.tops.append(total)
            total += height
            self.column += [index] * height
            self.foot += [total] * height
        self.total = total
        self.at_top = set(self.tops)
        self.rows = None if all(isinstance(column, int) for column in columns) else _rows(columns)

    def room(self, u: int, width: Mpt) -> int:
        """Rows from u on that follow each other without a gap and together leave such a width (0 = all of the column)."""
        if self.rows is None:
            return self.foot[u] - u
        left, right, count = 0, _ANY_WIDTH, 0
        for row in self.rows[u : self.foot[u]]:
            left = max(left, row.left)
            right = min(right, row.left + row.width) if row.width else right
            if row.line != self.rows[u].line + count or right - left < (width or _ANY_WIDTH):
                break
            count += 1
        return count

    def clear(self, u: int, lines: int) -> bool:
        """Whether text of so many lines from u on, over as many columns as it takes, meets nothing."""
        if self.rows is None:
            return True
        near = [*enumerate(self.rows[u : u + lines], u)]
        follows = all(at in self.at_top or row.line == above.line + 1 for (_, above), (at, row) in pairwise(near))
        return follows and not any(row.width for _, row in near)

    def place(self, u: int, stop: int) -> tuple[int, Mpt]:
        """Grid line of row u in its column, and how far in the rows u … stop-1 begin together."""
        if self.rows is None:
            return u - self.tops[self.column[u]], 0
        return self.rows[u].line, max(row.left for row in self.rows[u:stop])


def _rows(columns: Sequence[Column]) -> list[Row]:
    rows: list[Row] = []
    for column in columns:
        rows += [Row(line) for line in range(column)] if isinstance(column, int) else column
    return rows


def rows_in(column: Column) -> int:
    return column if isinstance(column, int) else len(column)
