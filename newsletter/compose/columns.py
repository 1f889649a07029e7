"""Columns of a table: what their cells want, where their numbers have the decimal comma, and how they share the width."""

import re
from bisect import bisect_right
from math import isqrt
from typing import NamedTuple

from newsletter.compose.grammar import NEVER
from newsletter.compose.itemise import Atoms, itemise
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, best_ends, set_line
from newsletter.model.article import BREAK, GLUED, NOTE, Align, Table, Text
from newsletter.model.layout import Style
from newsletter.pages.items import Line
from newsletter.units import Mpt, half_up

PADS: tuple[Mpt, ...] = (4000, 3000, 2000)
"""White on either side of a column; the less is for tables that would have to turn over more cells with the more."""
NUMBER_WORDS = 6
"""Words of a cell that counts as a number: "2 giờ 15 phút 30 giây"; what is longer is text that begins with one."""
STEPS = 60
"""Steps of width, as a part of the table's, in which columns trade; they trade that often at most."""
ROWS_WEIGHED = 200
"""Rows by which they do; what the rows of a longer table leave over is not looked for."""

_WHOLE = re.compile(r"[(\[]?(?:[+\-−–±<>≈~] ?)?(?:\d{1,3}(?:[. ]\d{3})+(?!\d)|\d+)")
"""A number up to its decimal comma: sign, thousands parted by points or spaces."""
_DASHES = frozenset("-–—−")


class Number(NamedTuple):
    """A cell set on one line; ``axis`` is the x after the last digit before its decimal comma, ``left`` and ``right`` are
    its edges."""

    line: Line
    axis: Mpt
    left: Mpt
    right: Mpt


class Column(NamedTuple):
    """``wanted``: width without turning a cell over; ``least``: of the longest run of words that stay together;
    ``longest``: of the longest word; ``weight``: of all its text. ``cells``: the head and those of all rows.

    ``numbers`` has an entry for each row (None: text, or nothing). Where they stand under each other on their axes, they
    reach from ``before`` to the left of it over a width of ``block``; with their head, over ``unit`` (0: no numbers).
    """

    align: Align
    wanted: Mpt
    least: Mpt
    longest: Mpt
    weight: int
    cells: tuple[Atoms, ...]
    numbers: tuple[Number | None, ...]
    before: Mpt
    block: Mpt
    unit: Mpt

    def shift(self, used: Mpt, width: Mpt) -> Mpt:
        """How far from the left edge of a column ``width`` wide stands what takes ``used`` of it.

        The head and the numbers of a column that is marked left stand in each other's middle.
        """
        if self.align == "left":
            return max(0, min(self.unit, width) - used) // 2
        return (width - used) // (2 if self.align == "centre" else 1)


def survey(table: Table, styles: tuple[Style, Style], kit: Kit, story: str) -> tuple[Column, ...]:
    """The columns of a table; styles of its body and its head."""
    return tuple(_column(table, at, styles, kit, story) for at in range(len(table.align)))


def _column(table: Table, at: int, styles: tuple[Style, Style], kit: Kit, story: str) -> Column:
    body, head = styles
    cells = [row[at] for row in table.rows]
    atoms = [itemise(table.head[at], head, kit.caster), *(itemise(cell, body, kit.caster) for cell in cells)]
    widths = [one.end[-1] - one.at[0] if one.casts else 0 for one in atoms]
    numbers = _numbers(cells, atoms[1:], table.align[at], story)
    set_numbers = [number for number in numbers if number is not None]
    before = max([number.axis - number.left for number in set_numbers], default=0)
    block = before + max([number.right - number.axis for number in set_numbers], default=0)
    longest = max([cast.width for one in atoms for cast in one.casts], default=0)
    least = max(block, longest, *map(_unbroken, atoms))
    wanted = max(least, *widths)
    unit = max(block, widths[0]) if block else 0
    return Column(
        table.align[at], wanted, least, longest, isqrt(sum(widths)) + 1, tuple(atoms), numbers, before, block, unit
    )


def _unbroken(atoms: Atoms) -> Mpt:
    """Width of the longest run of pieces between which no line may end."""
    widest, start = 0, 0
    for stop in range(1, len(atoms.casts) + 1):
        if stop == len(atoms.casts) or atoms.prices[stop] < NEVER:
            widest = max(widest, atoms.end[stop - 1] - atoms.at[start])
            start = stop
    return widest


def _numbers(cells: list[Text], atoms: list[Atoms], align: Align, story: str) -> tuple[Number | None, ...]:
    """The numbers of a column: of one that is marked as such (set right), or that holds nothing else."""
    ends = [_whole_end(cell) for cell in cells]
    only = all(end or not cell.pieces for end, cell in zip(ends, cells, strict=True))
    if not only and align != "right":
        return (None,) * len(cells)
    return tuple(_number(one, end, story) if end else None for one, end in zip(atoms, ends, strict=True))


def _whole_end(cell: Text) -> int:
    """Characters of a number before its decimal comma, a dash counting as one that has none; 0 where it is no number."""
    if not 0 < len(cell.pieces) <= NUMBER_WORDS or any(mark & BREAK for mark in cell.marks):
        return 0
    notes = [index for index, mark in enumerate(cell.marks) if mark & NOTE]
    plain = cell.cut(0, notes[0] if notes else None).plain()
    match = _WHOLE.match(plain)
    return match.end() if match else int(plain in _DASHES)


def _number(atoms: Atoms, end: int, story: str) -> Number:
    line = one_line(atoms, story)
    spans = [span for run in line.runs for span in run.spans()]
    return Number(line, _x_after(line, end), spans[0][0], spans[-1][1])


def one_line(atoms: Atoms, story: str) -> Line:
    """All of a cell on one line from x 0 on."""
    runs, _ = set_line(atoms, 0, len(atoms.casts), Measure(0, 0), last=True)
    return Line(story, "table", "", 0, 0, 0, runs, 0.0, True)


def _x_after(line: Line, characters: int) -> Mpt:
    """The x behind so many characters of a line."""
    seen = 0
    for run in line.runs:
        for (left, _), shape, at in zip(
            run.spans(), run.shapes, range(run.first, run.first + len(run.shapes)), strict=True
        ):
            seen += at > 0 and not run.text.marks[at] & GLUED
            if characters <= seen + len(run.text.pieces[at]):
                inside = [
                    advance for advance, first in zip(shape.advances, shape.clusters, strict=True)
                    if first < characters - seen
                ]  # fmt: skip
                return left + half_up((sum(inside) * run.unit + len(inside) * run.tracking) * run.scale / 1000)
            seen += len(run.text.pieces[at])
    raise AssertionError("a number is part of its line")


# -- widths ---------------------------------------------------------------------


class Shares(NamedTuple):
    """Left edges of a table's columns and their widths, the white beside them taken off.

    ``fits`` says that no word had to be cut.
    """

    lefts: tuple[Mpt, ...]
    widths: tuple[Mpt, ...]
    fits: bool


def share_width(columns: tuple[Column, ...], width: Mpt) -> Shares:
    """Give each column its part of the table's width: first so that no cell turns over, then so that no words are parted
    that stay together, then so that no word is cut."""
    wanted = [column.wanted for column in columns]
    for pad in PADS:
        room = width - 2 * pad * len(columns)
        if sum(wanted) <= room:
            full = [want + 2 * pad for want in wanted]
            return _placed(_in_proportion(full, width), pad, fits=True)
    for least in ([column.least for column in columns], [column.longest for column in columns]):
        for pad in PADS:
            room = width - 2 * pad * len(columns)
            if sum(least) <= room:
                given = _fewest_lines(_by_weight(least, columns, room), least, columns)
                full = [_used(*each) + 2 * pad for each in zip(columns, given, strict=True)]
                return _placed(_in_proportion(full, width), pad, fits=True)
    pad = min(PADS[-1], width // (4 * len(columns)))
    narrow = [(0, column.longest, 1) for column in columns]
    return _placed([inner + 2 * pad for inner in _between(narrow, width - 2 * pad * len(columns))], pad, fits=False)


def _placed(widths: list[Mpt], pad: Mpt, *, fits: bool) -> Shares:
    lefts = [sum(widths[:at]) + pad for at in range(len(widths))]
    return Shares(tuple(lefts), tuple(width - 2 * pad for width in widths), fits)


def _in_proportion(parts: list[Mpt], total: Mpt) -> list[Mpt]:
    """Parts stretched or shrunk to a total."""
    whole = max(1, sum(parts))
    given = [part * total // whole for part in parts]
    given[-1] += total - sum(given)
    return given


def _by_weight(least: list[Mpt], columns: tuple[Column, ...], room: Mpt) -> list[Mpt]:
    """Widths between the least and the wanted ones, else as the square roots of the columns' text.

    The heights of all cells together, each its text over its column's width, are least at those (the condition of
    Lagrange). A column that wants no more than an even share is not turned over, if the others can do without.
    """
    kept, left = list(least), room
    for number, at in enumerate(sorted(range(len(columns)), key=lambda at: columns[at].wanted)):
        if columns[at].wanted * (len(columns) - number) > left:
            break
        kept[at] = columns[at].wanted
        left -= kept[at]
    least = kept if sum(kept) <= room else least
    return _between(
        [(low, max(low, column.wanted), column.weight) for column, low in zip(columns, least, strict=True)], room
    )


def _between(bounds: list[tuple[Mpt, Mpt, int]], room: Mpt) -> list[Mpt]:
    """Widths (least, greatest, weight) as their weights within their bounds; together ``room``."""

    def at(scale: int) -> list[Mpt]:
        return [min(max(weight * scale // 1000, low), high) for low, high, weight in bounds]

    given = at(bisect_right(range(1000 * (room + 1)), room, key=lambda scale: sum(at(scale))) - 1)
    given[given.index(max(given))] += room - sum(given)
    return given


def _fewest_lines(given: list[Mpt], least: list[Mpt], columns: tuple[Column, ...]) -> list[Mpt]:
    """Move width from column to column for as long as that takes lines off the rows."""
    known: dict[tuple[int, Mpt], list[int]] = {}

    def heights(at: int, width: Mpt) -> list[int]:
        if (at, width) not in known:
            known[at, width] = [_lines_in(cell, width) for cell in columns[at].cells[:ROWS_WEIGHED]]
        return known[at, width]

    def cost(widths: list[Mpt]) -> tuple[int, int]:
        rows = list(zip(*[heights(at, width) for at, width in enumerate(widths)], strict=True))
        return sum(map(max, rows)), sum(map(sum, rows))

    best = (cost(given), given)
    step = max(1, sum(given) // STEPS)
    for _ in range(STEPS):
        now = best[1]
        moved = [
            [width + size * step * ((at == to) - (at == source)) for at, width in enumerate(now)]
            for to, column in enumerate(columns)
            for source in range(len(columns))
            for size in (1, 2, 4, 8)
            if now[to] < column.wanted and to != source and now[source] - size * step >= least[source]
        ]
        found = min(((cost(widths), widths) for widths in moved), default=best)
        if found[0] >= best[0]:
            break
        best = found
    return best[1]


def _used(column: Column, width: Mpt) -> Mpt:
    """What the lines of a column's cells take of its width; all of it where there are very many."""
    if len(column.cells) > ROWS_WEIGHED:
        return width
    widest = column.block if column.block <= width else 0
    for cell in column.cells:
        start = 0
        for stop in best_ends(cell, width):
            widest = max(widest, cell.end[stop - 1] - cell.at[start])
            start = stop
    return min(widest, width)


def _lines_in(cell: Atoms, width: Mpt) -> int:
    """Lines of a cell, each filled as far as it goes."""
    lines, first, start = 1, 0, 0
    for stop in range(1, len(cell.casts) + 1):
        if stop < len(cell.casts) and cell.prices[stop] >= NEVER:
            continue
        if start > first and cell.end[stop - 1] - cell.at[first] > width:
            lines, first = lines + 1, start
        start = stop
    return lines
