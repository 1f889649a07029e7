"""Tables: column widths from their content, rows in whole lines of the table's leading."""

from newsletter.compose.itemise import itemise
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, Words, set_text
from newsletter.compose.solid import Solid, placed
from newsletter.geometry import Rect
from newsletter.model.article import Align, Table, Text
from newsletter.model.layout import Slot, Style
from newsletter.pages.items import Item, Line, Panel
from newsletter.units import Mpt, half_up

HAIRLINE: Mpt = 300
CELL_PAD: Mpt = 4000
"""White between a cell's text and the next column."""


def set_table(table: Table, width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """A table in one piece; rows are parted by hairlines, the head stands on the tint of style table-head."""
    body, head = kit.style("table", slot), kit.style("table-head", slot)
    widths = _widths(table, width, body, head, kit)
    items: list[Item] = []
    y: Mpt = 0
    pad = body.leading // 5
    for number, row in enumerate((table.head, *table.rows) if any(c.pieces for c in table.head) else table.rows):
        is_head = row is table.head
        style = head if is_head else body
        cells, height = _row(row, widths, table.align, style, kit, story)
        height += 2 * pad
        if is_head and head.ground is not None:
            items.append(Panel(Rect(0, y, width, y + height), head.ground))
        elif not is_head and body.ground is not None and number % 2 == 0:
            items.append(Panel(Rect(0, y, width, y + height), body.ground))
        items += placed(cells, 0, y + pad)
        y += height
        items.append(Panel(Rect(0, y - HAIRLINE, width, y), body.rule or body.colour.tint(400)))
    lines = kit.lines(y + kit.baseline // 3)
    shift = max(0, (lines * kit.baseline - y) // 2 - (kit.baseline - kit.drop) // 3)
    return Solid(placed(items, 0, shift), lines)


def _row(
    row: tuple[Text, ...], widths: tuple[Mpt, ...], aligns: tuple[Align, ...], style: Style, kit: Kit, story: str
) -> tuple[list[Line], Mpt]:
    lines: list[Line] = []
    height: Mpt = style.leading
    x: Mpt = 0
    for text, width, align in zip(row, widths, aligns, strict=True):
        inner = width - 2 * CELL_PAD
        set_lines, depth = set_text(text, style, kit.caster, Measure(0, inner), Words(story, "table"))
        for line in set_lines:
            used = list(line.runs[-1].spans())[-1][1]
            shift = {"left": 0, "centre": (inner - used) // 2, "right": inner - used}[align]
            lines += placed((line,), x + CELL_PAD + shift, 0)
        height = max(height, depth)
        x += width
    return lines, height


def _widths(table: Table, width: Mpt, body: Style, head: Style, kit: Kit) -> tuple[Mpt, ...]:
    """Each column gets what its longest piece needs, then the rest in proportion to what its text would like."""
    least, wanted = [], []
    for column in range(len(table.align)):
        cells = [(table.head[column], head), *((row[column], body) for row in table.rows)]
        longest, widest = 0, 0
        for text, style in cells:
            atoms = itemise(text, style, kit.caster)
            if atoms.casts:
                widest = max(widest, atoms.end[-1] - atoms.at[0])
                longest = max(longest, *(cast.width for cast in atoms.casts))
        least.append(longest + 2 * CELL_PAD)
        wanted.append(widest + 2 * CELL_PAD + 1)
    if sum(wanted) <= width:
        spare = width - sum(wanted)
        given = [want + spare * want // sum(wanted) for want in wanted]
    elif sum(least) > width:  # pieces will be cut (itemise.fitted)
        given = [width * low // sum(least) for low in least]
    else:
        extra = [want - low for want, low in zip(wanted, least, strict=True)]
        room = max(0, width - sum(least))
        given = [low + half_up(room * more / max(1, sum(extra))) for low, more in zip(least, extra, strict=True)]
    given[-1] += width - sum(given)
    return tuple(given)
