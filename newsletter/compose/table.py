"""Tables: column widths from their content, numbers under each other's decimal comma, rows in whole grid lines."""

from collections.abc import Iterator
from typing import NamedTuple

from newsletter.compose.columns import PADS, Column, one_line, share_width, survey
from newsletter.compose.itemise import Atoms
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, Words, set_text
from newsletter.compose.solid import Solid, on_grid, placed, stacked
from newsletter.geometry import Rect
from newsletter.model.article import BREAK, NOTE, Table
from newsletter.model.layout import Slot, Style
from newsletter.pages.items import Line, Panel
from newsletter.problems import warning
from newsletter.units import Mpt, to_mm

HAIRLINE: Mpt = 300
"""Between two rows."""
CLOSING: Mpt = 700
"""Above and below a table."""


class TableRows(NamedTuple):
    """A table as pieces that stand on each other, each in whole grid lines, so that it may be cut between any two.

    ``again`` is the head as it is repeated at the top of a further column: furniture whose words count for nothing. Both
    are None where the table has no head.
    """

    head: Solid | None
    rows: tuple[Solid, ...]
    again: Solid | None


class _Frame(NamedTuple):
    """What all rows of a table share: columns with their left edges (x) and their widths without the white beside them."""

    columns: tuple[Column, ...]
    lefts: tuple[Mpt, ...]
    widths: tuple[Mpt, ...]
    measure: Mpt
    story: str


def set_rows(table: Table, width: Mpt, kit: Kit, slot: Slot, story: str) -> TableRows:
    """The rows of a table that is ``width`` wide; columns are worked out over all of it.

    Style table: ``ground`` tints every other row, ``rule`` draws hairlines between rows. Style table-head: ``ground``
    behind the head; without one it stands between two rules.
    """
    body, head = (kit.style(role, slot)._replace(align="left") for role in ("table", "table-head"))
    frame = _frame(table, width, kit, (body, head), story)
    top = _head(frame, head, kit) if _has_head(table) else None
    rows = []
    for number in range(len(table.rows)):
        lines, height = _cells(number + 1, frame, body, kit)
        ground = [Panel(_box(frame, 0, height * kit.baseline), body.ground)] if body.ground and number % 2 else []
        edges = _edges(number, table, frame, (body, head), height * kit.baseline)
        rows.append(Solid((*ground, *lines, *edges), height))
    return TableRows(top, tuple(rows), _repeated(top) if top else None)


def _frame(table: Table, width: Mpt, kit: Kit, styles: tuple[Style, Style], story: str) -> _Frame:
    columns = survey(table, styles, kit, story)
    shares = share_width(columns, width)
    if not shares.fits:
        _report(table, columns, width, kit)
    return _Frame(columns, shares.lefts, shares.widths, width, story)


def _report(table: Table, columns: tuple[Column, ...], width: Mpt, kit: Kit) -> None:
    """Tell once that words of a table are cut."""
    first = next(cell for row in (table.head, *table.rows) for cell in row if cell.pieces)
    needs = [column.longest + 2 * PADS[-1] for column in columns]
    told = warning(
        "NL520", kit.whereabouts(first), columns=" + ".join(f"{to_mm(need):.0f}" for need in needs),
        needed=f"{to_mm(sum(needs)):.0f}", width=f"{to_mm(width):.0f}",
    )  # fmt: skip
    kit.tell(told)


def set_table(table: Table, width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """A table in one piece."""
    head, rows, _ = set_rows(table, width, kit, slot, story)
    return stacked((*([head] if head else []), *rows), kit.baseline)


def _has_head(table: Table) -> bool:
    return any(cell.pieces for cell in table.head)


def _head(frame: _Frame, style: Style, kit: Kit) -> Solid:
    lines, height = _cells(0, frame, style, kit, foot=True)
    depth = height * kit.baseline
    if style.ground is not None:
        return Solid((Panel(_box(frame, 0, depth), style.ground), *lines), height)
    colour = style.rule or style.colour
    rules = (Panel(_box(frame, 0, CLOSING), colour), Panel(_box(frame, depth - HAIRLINE, depth), colour))
    return Solid((*rules, *lines), height)


def _edges(number: int, table: Table, frame: _Frame, styles: tuple[Style, Style], depth: Mpt) -> Iterator[Panel]:
    """The rules of a row. A table may be cut after any row, so each draws those above and below it: where two rows meet
    they are one rule."""
    body, head = styles
    closing = head.ground or head.rule or head.colour
    last = number == len(table.rows) - 1
    if not _has_head(table):
        if not number:
            yield Panel(_box(frame, 0, CLOSING), closing)
        elif body.rule is not None:
            yield Panel(_box(frame, -HAIRLINE, 0), body.rule)
    if last:
        yield Panel(_box(frame, depth - CLOSING, depth), closing)
    elif body.rule is not None:
        yield Panel(_box(frame, depth - HAIRLINE, depth), body.rule)


def _box(frame: _Frame, top: Mpt, foot: Mpt) -> Rect:
    return Rect(0, top, frame.measure, foot)


def _cells(row: int, frame: _Frame, style: Style, kit: Kit, *, foot: bool = False) -> tuple[tuple[Line, ...], int]:
    """The lines of a row (0: the head) and its height in grid lines; cells begin on its first line, with ``foot`` they end
    on its last."""
    cells: list[tuple[Line, ...]] = []
    for column, left, width in zip(frame.columns, frame.lefts, frame.widths, strict=True):
        number = column.numbers[row - 1] if row else None
        if number is not None and column.block <= width:
            shift = column.shift(column.block, width) + column.before - number.axis
            cells.append(placed((number.line,), left + shift, 0))
            continue
        cell: list[Line] = []
        for line in _cell(column.cells[row], style, kit, width, frame.story):
            used = list(line.runs[-1].spans())[-1][1]
            # A line that its cell holds since its comma hangs out: to the right, into the white between the columns.
            cell += placed((line,), left + max(0, column.shift(used, width)), 0)
        cells.append(tuple(cell))
    height = max(1, *map(len, cells))
    return tuple(
        line for cell in cells for line in on_grid(cell, kit.baseline, kit.drop, height - len(cell) if foot else 0)
    ), height


def _cell(atoms: Atoms, style: Style, kit: Kit, width: Mpt, story: str) -> tuple[Line, ...]:
    """A cell at the left edge, in as many lines as it needs."""
    if not atoms.casts:
        return ()
    if atoms.end[-1] - atoms.at[0] <= width and not any(mark & BREAK for mark in atoms.text.marks):
        return (one_line(atoms, story),)
    return set_text(atoms.text, style, kit.caster, Measure(0, width), Words(story, "table"))[0]


def _repeated(head: Solid) -> Solid:
    """A head whose words count for nothing."""
    return head._replace(items=tuple([_furniture(item) if isinstance(item, Line) else item for item in head.items]))


def _furniture(line: Line) -> Line:
    runs = tuple(
        [run._replace(text=run.text._replace(marks=tuple([m | NOTE for m in run.text.marks]))) for run in line.runs]
    )
    return line._replace(role="furniture", runs=runs)
