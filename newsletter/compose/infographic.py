"""Figures and charts in a sidebar: large numbers with what they count, bars on the grid, a line of points.

All text is set by our own faces, from its place in the article; only bars and lines are drawn
(docs/decisions/0019-charts-on-the-grid.md).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsletter.colour import Cmyk
from newsletter.compose.itemise import itemise
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, Words, set_text
from newsletter.compose.solid import on_grid, placed
from newsletter.geometry import Rect
from newsletter.model.article import BOLD, GLUED, ListItem, Table, Text
from newsletter.model.artwork import Drawing, Path, Segment, circle
from newsletter.model.layout import Slot, Style
from newsletter.pages.items import Artwork, Item, Line, Panel
from newsletter.units import Mpt, half_up

_NUMBER: Final = re.compile(r"[+]?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
"""As Vietnamese writes it: points between thousands, a comma before decimals."""
_LABELS: Final = 450
"""The most that labels of bars take of the width, in per mille."""
_BAR: Final = 620
"""Height of a bar, in per mille of a grid line."""
_LINES: Final = 7
"""Grid lines between the highest and the lowest point of a line of points."""
_LARGE: Final = 1900
"""Size of a figure, in per mille of that of pull-quotes."""
_CAPITALS: Final = 680
_DOT: Mpt = 2200
_STROKE: Mpt = 1200


class Made(NamedTuple):
    """Items from (0, 0), and the whole grid lines that they take."""

    items: tuple[Item, ...]
    lines: int


def value_of(cell: Text) -> float | None:
    """The number that a cell begins with; None where it begins with none. What follows it is its unit."""
    match = _NUMBER.match(cell.plain())
    return float(f"{match[1].replace('.', '')}.{match[2] or 0}") if match else None


def is_chartable(table: Table) -> bool:
    """Whether it has a column of names and one of numbers."""
    return len(table.align) == 2 and len(table.rows) > 1 and all(value_of(row[1]) is not None for row in table.rows)


# -- figures --------------------------------------------------------------------------------


def set_figure(item: ListItem, width: Mpt, kit: Kit, slot: Slot, story: str) -> Made:
    """The bold beginning of an item large, the rest on the grid below it."""
    text = item.text
    end = next((k for k, mark in enumerate(text.marks) if not mark & BOLD), len(text.pieces))
    quote, box = kit.style("pull-quote", slot), kit.style("box", slot)
    size = quote.size * _LARGE // 1000
    large = quote._replace(size=size, leading=kit.lines(size) * kit.baseline, align="left", steps=(size,), rule=None)
    number, words = (
        _set(part._replace(marks=tuple(mark & ~BOLD for mark in part.marks)), style, width, kit, story)
        for part, style in ((text.cut(0, end), large), (text.cut(end), box))
    )
    deep = kit.lines(size * _CAPITALS // 1000 + kit.baseline - kit.drop)
    lines = [*number, *words]
    at = [*(deep - 1 + row * kit.lines(size) for row in range(len(number)))]
    below = at[-1] + 1 if at else 0
    items = [line for one, row in zip(lines, [*at, *(below + row for row in range(len(words)))], strict=True)
             for line in on_grid([one], kit.baseline, kit.drop, row)]  # fmt: skip
    return Made(tuple(items), below + len(words))


def _set(text: Text, style: Style, width: Mpt, kit: Kit, story: str) -> tuple[Line, ...]:
    return set_text(text, style, kit.caster, Measure(0, width), Words(story, "box"))[0] if text.pieces else ()


# -- bars -----------------------------------------------------------------------------------


def set_bars(table: Table, width: Mpt, kit: Kit, slot: Slot, story: str) -> Made:
    """A bar for each row, as high as its grid line; its number stands behind it."""
    body, head = kit.style("table", slot), kit.style("table-head", slot)
    names = [row[0] for row in table.rows]
    gap = body.size // 2
    left = min(max(_natural(name, body, kit) for name in names), width * _LABELS // 1000)
    right = max(_natural(row[1], body, kit) for row in table.rows)
    room = width - left - right - 2 * gap
    most = max(value_of(row[1]) or 0 for row in table.rows) or 1
    items: list[Item] = []
    line = 0
    if any(cell.pieces for cell in table.head):
        bare = head._replace(ground=None, colour=body.colour)
        heights = [_cell(cell, bare, x, wide, kit, story) for cell, x, wide in (
            (table.head[0], 0, left), (table.head[1], left + gap, width - left - gap))]  # fmt: skip
        items += [one for lines in heights for one in on_grid(lines, kit.baseline, kit.drop, 0)]
        line = max(len(lines) for lines in heights)
    for name, number in table.rows:
        label = _cell(name, body, 0, left, kit, story)
        items += on_grid(label, kit.baseline, kit.drop, line)
        long = half_up(max(0, room) * (value_of(number) or 0) / most)
        items += _bar(left + gap, long, line, _ink(kit, slot), kit)
        items += on_grid(_cell(number, body, left + 2 * gap + long, right, kit, story), kit.baseline, kit.drop, line)
        line += max(1, len(label))
    return Made(tuple(items), line)


def _bar(x: Mpt, long: Mpt, line: int, ink: Cmyk, kit: Kit) -> Iterator[Item]:
    high = kit.baseline * _BAR // 1000
    top = line * kit.baseline + kit.drop - high
    if long:
        yield Panel(Rect(x, top, x + long, top + high), ink)


# -- a line of points -------------------------------------------------------------------------


def set_points(table: Table, width: Mpt, kit: Kit, slot: Slot, story: str) -> Made:
    """A point for each row from left to right, its number above and its name below, joined by a line from 0 up."""
    body = kit.style("table", slot)._replace(align="centre")
    step = width // len(table.rows)
    most = max(value_of(row[1]) or 0 for row in table.rows) or 1
    foot = (_LINES + 1) * kit.baseline + kit.drop
    head = kit.style("table-head", slot)._replace(ground=None, colour=body.colour)
    told = [cell for cell in table.head if cell.pieces]
    items: list[Item] = []
    for number, cell in enumerate(told):
        x, wide = (0, width // 2) if not number else (width // 2, width - width // 2)
        side = head._replace(align="left" if not number else "right")
        items += on_grid(_cell(cell, side, x, wide, kit, story), kit.baseline, kit.drop, 0)
    points: list[tuple[Mpt, Mpt]] = []
    deepest = 0
    for place, (name, number_cell) in enumerate(table.rows):
        x = place * step
        y = foot - half_up((_LINES - 1) * kit.baseline * (value_of(number_cell) or 0) / most)
        points.append((x + step // 2, y))
        shown = _cell(number_cell, body, x, step, kit, story)
        items += placed(shown, 0, y - _DOT * 2 - shown[-1].baseline)
        label = _cell(name, body, x, step, kit, story)
        items += on_grid(label, kit.baseline, kit.drop, _LINES + 2)
        deepest = max(deepest, len(label))
    return Made((*_joined(points, _ink(kit, slot)), *items), _LINES + 2 + deepest)


def _joined(points: Sequence[tuple[Mpt, Mpt]], ink: Cmyk) -> Iterator[Artwork]:
    """Points and the line through them, in one drawing whose unit is a thousandth of a point."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = Rect(min(xs) - _DOT, min(ys) - _DOT, max(xs) + _DOT, max(ys) + _DOT)
    here = [(float(x - box.x0), float(y - box.y0)) for x, y in points]
    line: list[Segment] = [("l" if number else "m", point) for number, point in enumerate(here)]
    dots = tuple(segment for x, y in here for segment in circle(x, y, float(_DOT)))
    paths = (Path(tuple(line), stroke=ink, width=float(_STROKE)), Path(dots, fill=ink))
    yield Artwork(box, Drawing(float(box.width), float(box.height), paths))


def fits_points(table: Table, width: Mpt, kit: Kit, slot: Slot) -> bool:
    """Whether every name and number stands on its own point's share of the width, longest words unbroken."""
    style = kit.style("table", slot)
    step = width // len(table.rows)
    return all(max((_natural(word, style, kit) for word in _words(cell)), default=0) <= step
               for row in table.rows for cell in row)  # fmt: skip


def _words(cell: Text) -> Iterator[Text]:
    starts = [k for k, mark in enumerate(cell.marks) if not (k and mark & GLUED)]
    yield from (cell.cut(a, b) for a, b in zip(starts, [*starts[1:], len(cell.pieces)], strict=True))


# -- text -------------------------------------------------------------------------------------


def _cell(cell: Text, style: Style, x: Mpt, width: Mpt, kit: Kit, story: str) -> tuple[Line, ...]:
    if not cell.pieces:
        return ()
    return set_text(cell, style, kit.caster, Measure(x, width), Words(story, "table"))[0]


def _natural(text: Text, style: Style, kit: Kit) -> Mpt:
    """Its width on one line."""
    if not text.pieces:
        return 0
    atoms = itemise(text, style, kit.caster)
    return atoms.end[-1] - atoms.at[0] + style.size // 10


def _ink(kit: Kit, slot: Slot) -> Cmyk:
    """Of bars and lines: that of crossheads, the accent of a design."""
    return kit.style("crosshead", slot).colour
