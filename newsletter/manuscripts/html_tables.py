"""Tables of HTML: which of them are tables, and which part a page into areas."""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Rows(NamedTuple):
    """Elements of cells, row by row; ``heads`` as in ``manuscript.Table``."""

    rows: tuple[tuple[Any, ...], ...]
    heads: int


def is_layout(table: Any) -> bool:
    """Whether a table only places things: it says so, holds tables, has one column, or text outside its cells."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return True
    rows = rows_of(table).rows
    inside = sum(_length(part) for part in (*(cell for row in rows for cell in row), *table.iterchildren("caption")))
    return all(len(row) <= 1 for row in rows) or inside < _length(table)


def rows_of(table: Any) -> Rows:
    """The rows of the table itself that have cells, those of its head first."""
    found = [(row, _cells(row)) for row in _rows(table)]
    found = [(row, cells) for row, cells in found if cells]
    found.sort(key=lambda pair: (pair[0].getparent().tag != "thead", pair[0].getparent().tag == "tfoot"))
    heads = 0
    for row, cells in found:
        if row.getparent().tag != "thead" and not all(cell.tag == "th" for cell in cells):
            break
        heads += 1
    return Rows(tuple(cells for _, cells in found), heads if heads < len(found) else 0)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Any) -> tuple[Any, ...]:
    return tuple(cell for cell in row if cell.tag in ("td", "th"))


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())
