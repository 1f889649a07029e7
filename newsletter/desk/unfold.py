"""Blocks as an article has them: pictures in paragraphs of their own, tables that only place things taken apart, frames
round text as boxes, merged cells written out."""

from collections.abc import Iterator, Sequence
from typing import Final

from newsletter.desk.ledger import Ledger
from newsletter.desk.lines import is_blank, says
from newsletter.manuscripts.manuscript import Block, Cell, Inset, Paragraph, Rule, Table, paragraphs_in

_CAPTION: Final = 45
"""Words beside a picture in a table up to which they are its caption."""


def unfolded(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    return tuple(part for block in blocks for part in _parts(block, ledger))


def _parts(block: Block, ledger: Ledger) -> Iterator[Block]:
    match block:
        case Paragraph():
            yield from _without_pictures(block)
        case Table():
            yield from _table(block, ledger)
        case Inset(inner):
            yield from _inset(inner, ledger)
        case Rule():
            yield block


def _without_pictures(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A picture amid text stands before it, as one between two sentences does in print; at its end, behind it."""
    pictures = [run for run in paragraph.runs if run.picture >= 0]
    if not pictures:
        yield paragraph
        return
    rest = paragraph._replace(runs=tuple(run for run in paragraph.runs if run.picture < 0))
    ahead = [paragraph._replace(runs=(run,), role="paragraph") for run in pictures]
    behind = says(rest) and paragraph.runs[-1].picture >= 0 and paragraph.runs[0].picture < 0
    yield from () if behind else ahead
    if says(rest):
        yield rest
    yield from ahead if behind else ()


def _table(table: Table, ledger: Ledger) -> Iterator[Block]:
    cells = [cell for row in table.rows for cell in row]
    full = [cell for cell in cells if any(map(says, cell.paragraphs))]
    pictures = any(run.picture >= 0 for cell in full for part in cell.paragraphs for run in part.runs)
    if len(full) <= 1 and not pictures:
        yield from _inset(full[0].paragraphs, ledger) if full else ()
    elif pictures or max((len(row) for row in table.rows), default=0) == 1:
        ledger.tell("change.frame")
        for part in (part for cell in full for part in cell.paragraphs):
            short = pictures and part.role == "paragraph" and len(part.text.split()) <= _CAPTION
            yield from _without_pictures(part._replace(role="caption") if short else part)
    else:
        yield _flat(table, ledger)


def _inset(inner: Sequence[Paragraph | Table], ledger: Ledger) -> Iterator[Block]:
    """Pictures go before the box; one of nothing but pictures and a caption is none."""
    parts = [part for block in inner for part in _parts(block, ledger)]
    pictures = [part for part in parts if any(run.picture >= 0 for one in paragraphs_in(part) for run in one.runs)]
    text = [part for part in parts if part not in pictures and not is_blank(part)]
    if pictures:
        yield from (part for part in parts if not is_blank(part))
        return
    kept: list[Paragraph | Table] = []
    for part in text:
        kept += part.blocks if isinstance(part, Inset) else () if isinstance(part, Rule) else (part,)
    if kept:
        yield Inset(tuple(kept))


def _flat(table: Table, ledger: Ledger) -> Table:
    """Every row with as many cells as the widest has; a merged cell has its words in the first of its places."""
    empty = Cell(())
    grid: list[list[Cell]] = []
    below: dict[tuple[int, int], None] = {}
    for y, row in enumerate(table.rows):
        line: list[Cell] = []
        for cell in row:
            while (y, len(line)) in below:
                line.append(empty)
            columns, rows = max(1, min(cell.columns, 64)), max(1, min(cell.rows, len(table.rows) - y))
            below.update({(y + dy, len(line) + dx): None for dy in range(1, rows) for dx in range(columns)})
            line += [cell._replace(columns=1, rows=1), *[empty] * (columns - 1)]
            ledger.tell("change.merged", times=int(columns > 1 or rows > 1))
        grid.append(line)
    spoken = [row for row in grid if any(says(part) for cell in row for part in cell.paragraphs)]
    width = max((len(row) for row in spoken), default=0)
    even = [[*row, *[empty] * (width - len(row))] for row in spoken]
    used = [x for x in range(width) if any(says(part) for row in even for part in row[x].paragraphs)]
    return Table(tuple(tuple(row[x] for x in used) for row in even), table.heads)
