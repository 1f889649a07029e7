"""Tables of RTF: rows of cells with edges in twips become cells that span columns and rows."""

from bisect import bisect_left
from typing import Final, NamedTuple

from newsletter.manuscripts.manuscript import Cell, Paragraph, Table

_NEAR: Final = 30
"""Twips by which edges of one column differ: Word rounds."""


class Edge(NamedTuple):
    """The definition of a cell: its right edge, and whether it is joined to the one on its left or above."""

    right: int
    joins_left: bool = False
    joins_above: bool = False


class Row(NamedTuple):
    cells: tuple[tuple[Paragraph, ...], ...]
    edges: tuple[Edge, ...]
    left: int = 0
    is_head: bool = False


def table(rows: list[Row]) -> Table:
    """Rows that follow each other, as one table."""
    grid = _grid(rows)
    found: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        line: list[Cell] = []
        for at, cell in enumerate(row.cells):
            edge = row.edges[at] if at < len(row.edges) else Edge(0)
            left = row.edges[at - 1].right if 0 < at <= len(row.edges) else row.left
            columns = max(1, _column(grid, edge.right) - _column(grid, left)) if edge.right else 1
            column = _column(grid, left)
            if edge.joins_left and line and not _text(cell):
                line[-1] = line[-1]._replace(columns=line[-1].columns + columns)
            elif edge.joins_above and column in above and not _text(cell):
                top, place = above[column]
                found[top][place] = found[top][place]._replace(rows=number - top + 1)
            else:
                above[column] = (number, len(line))
                line.append(Cell(cell, columns))
        found.append(line)
    heads = next((number for number, row in enumerate(rows) if not row.is_head), len(rows))
    return Table(tuple(tuple(line) for line in found if line), heads if heads < len(rows) else 0)


def _text(cell: tuple[Paragraph, ...]) -> str:
    return "".join(paragraph.text for paragraph in cell).strip()


def _grid(rows: list[Row]) -> list[int]:
    edges = sorted({edge.right for row in rows for edge in row.edges} | {row.left for row in rows})
    return [edge for at, edge in enumerate(edges) if not at or edge - edges[at - 1] > _NEAR]


def _column(grid: list[int], edge: int) -> int:
    return bisect_left(grid, edge - _NEAR)
