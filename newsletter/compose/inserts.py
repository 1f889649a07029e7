"""What stands in a column as one piece: pull-quotes, sidebars, notes, dividers, stanzas."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from newsletter.compose.figures import set_portrait
from newsletter.compose.itemise import forced_breaks, itemise
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, Words, best_ends, set_line, set_text
from newsletter.compose.solid import Solid, on_grid, placed
from newsletter.geometry import Point, Rect
from newsletter.model.article import (
    BOLD,
    GLUED,
    ITALIC,
    NOTE,
    Box,
    Footnote,
    ListItem,
    Paragraph,
    PullQuote,
    Table,
    Text,
    unplaced,
)
from newsletter.model.layout import Slot, Style
from newsletter.pages.items import Item, Line, Outline, Panel, TextRun
from newsletter.problems import warning
from newsletter.units import Mpt, half_up, mm

RULE: Mpt = 500
"""A fine rule, 0.5 pt."""
HEAVY_RULE: Mpt = 2000
INSET: Mpt = 7000
"""White inside a sidebar."""
CAPITALS = 660
"""About the height of a capital, per mille of the size."""
BESIDE = 30
"""Characters of body text in a column in which a portrait has text beside it."""
PORTRAIT, PORTRAIT_ABOVE = 0.3, 0.4
"""Share of the column that a portrait takes beside text, and above it."""
WIDEST_PORTRAIT: Mpt = mm(32)
TURN = 3
"""How far the rest of a verse is set in, in ems: farther than a verse that the poet sets in by a step."""
MOST_STEPS = 6
"""How far a verse may be set in, in steps."""


def set_pull_quote(quote: PullQuote, width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """A quotation between two rules; its last paragraph is the source where it begins with a dash.

    A portrait stands as a square at its left, level with its first capitals or, where it is higher than the text, the text
    in the middle beside it; in a column of few characters it stands above.
    """
    style = kit.style("pull-quote", slot)
    colour = style.rule or style.colour
    white, gap = style.size * 2 // 3, style.size
    side, beside = _portrait_side(quote, width, kit, slot)
    left = side + gap if beside else 0
    found = _quote_lines(quote, Measure(left, width - left), kit, slot, story)
    capitals, last = _capitals(found), max((line.baseline for line in found), default=0)
    lower = max(0, side - (last - capitals)) if beside else 0
    raised = lower // 2 if beside else side + gap if side else 0
    framed = _framed(found, HEAVY_RULE + white + raised, white + RULE + lower - lower // 2, kit, slot)
    items: list[Item] = [
        Panel(Rect(0, framed.top, width, framed.top + HEAVY_RULE), colour),
        Panel(Rect(0, framed.foot - RULE, width, framed.foot), colour),
    ]
    if quote.portrait is not None:
        x0 = (width - side) // 2 if style.align == "centre" and not beside else 0
        corner = Point(x0, _capitals(framed.items) - raised)
        items.append(set_portrait(quote.portrait, corner, side, kit, slot)._replace(story=story))
    return Solid((*items, *framed.items), framed.lines)


def _portrait_side(quote: PullQuote, width: Mpt, kit: Kit, slot: Slot) -> tuple[Mpt, bool]:
    """How wide the portrait of a quotation is (0: it has none), and whether text stands beside it."""
    if quote.portrait is None:
        return 0, False
    beside = width >= BESIDE * kit.character(kit.style("body", slot))
    return min(WIDEST_PORTRAIT, half_up(width * (PORTRAIT if beside else PORTRAIT_ABOVE))), beside


def _quote_lines(quote: PullQuote, measure: Measure, kit: Kit, slot: Slot, story: str) -> list[Line]:
    style = kit.style("pull-quote", slot)
    found: list[Line] = []
    y: Mpt = 0
    for number, text in enumerate(quote.texts):
        source = number > 0 and text.pieces[0][0] in "–—-"
        part = kit.style("pull-quote-source", slot) if source else style
        lines, height = set_text(text, part, kit.caster, measure, Words(story, "pull-quote"))
        found += placed(lines, 0, y)
        y += height + (style.size // 4)
    return found


def _capitals(items: Iterable[Item]) -> Mpt:
    """Where the capitals of the first line begin."""
    first = next((item for item in items if isinstance(item, Line)), None)
    return first.baseline - half_up(first.runs[0].size * CAPITALS / 1000) if first else 0


class _Framed(NamedTuple):
    """Text in a frame that stands among lines of text: its top level with their capitals, its foot on a baseline."""

    items: tuple[Item, ...]
    top: Mpt
    foot: Mpt
    lines: int


def _framed(found: Sequence[Item], above: Mpt, below: Mpt, kit: Kit, slot: Slot) -> _Framed:
    """Items in a frame of as few grid lines as leave ``above`` over the capitals of their first line, and ``below`` under
    the last baseline; what is left over is parted evenly."""
    capitals = _capitals(found)
    last = max((item.baseline for item in found if isinstance(item, Line)), default=0)
    top = _frame_top(kit, slot)
    lines = max(1, kit.lines(top + above + last - capitals + below + kit.baseline - kit.drop))
    foot = _frame_foot(lines, kit)
    spare = foot - top - above - (last - capitals) - below
    return _Framed(placed(found, 0, top + above + spare // 2 - capitals), top, foot, lines)


def _frame_top(kit: Kit, slot: Slot) -> Mpt:
    return kit.drop - half_up(kit.style("body", slot).size * CAPITALS / 1000)


def _frame_foot(lines: int, kit: Kit) -> Mpt:
    return (lines - 1) * kit.baseline + kit.drop


def set_box(box: Box, width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """A sidebar on a tint (style box: ``ground``), under a rule (``rule``).

    Its text stands on the grid where the style's line distance is that of the grid.
    """
    style = kit.style("box", slot)
    parts = list(_box_parts(box, width - 2 * INSET, kit, slot, story))
    if style.leading == kit.baseline:
        framed = _gridded(parts, kit, slot)
    else:
        framed = _framed(_stacked(parts, style), HEAVY_RULE + INSET, INSET, kit, slot)
    ground: list[Item] = []
    if style.ground is not None:
        ground.append(Panel(Rect(0, framed.top, width, framed.foot), style.ground))
    if style.rule is not None:
        ground.append(Panel(Rect(0, framed.top, width, framed.top + HEAVY_RULE), style.rule))
    return Solid((*ground, *placed(framed.items, INSET, 0)), framed.lines)


class _Part(NamedTuple):
    """A title, a paragraph, an item of a list, a table inside a sidebar; from y 0 on, with its height.

    ``apart``: white stands between it and what is above.
    """

    items: tuple[Item, ...]
    height: Mpt
    apart: bool = False
    table: bool = False


def _box_parts(box: Box, width: Mpt, kit: Kit, slot: Slot, story: str) -> Iterator[_Part]:
    words = Words(story, "box")
    if box.title is not None:
        yield _Part(*set_text(box.title, kit.style("box-title", slot), kit.caster, Measure(0, width), words))
    if box.look != "box":
        yield from _drawn_parts(box, width, kit, slot, story)
        return
    yield from _plain_parts(box, width, kit, slot, story)


def _drawn_parts(box: Box, width: Mpt, kit: Kit, slot: Slot, story: str) -> Iterator[_Part]:
    """Figures and charts; what can be drawn in no such way is set as in any sidebar."""
    from newsletter.compose.infographic import fits_points, is_chartable, set_bars, set_figure, set_points  # noqa: PLC0415

    for number, block in enumerate(box.blocks):
        if isinstance(block, ListItem) and box.look == "figures":
            figure = set_figure(block, width, kit, slot, story)
            yield _Part(figure.items, figure.lines * kit.baseline, number > 0 or box.title is not None, table=True)
        elif isinstance(block, Table) and box.look != "figures" and is_chartable(block):
            pointed = box.look == "line-chart" and fits_points(block, width, kit, slot)
            made = (set_points if pointed else set_bars)(block, width, kit, slot, story)
            yield _Part(made.items, made.lines * kit.baseline, number > 0, table=True)
        else:
            if isinstance(block, Table) and box.look != "figures":
                first = next((cell for row in (block.head, *block.rows) for cell in row if cell.pieces), None)
                kit.tell(warning("NL560", kit.whereabouts(first) if first else None, columns=len(block.align)))
            yield from _plain_parts(box._replace(blocks=(block,)), width, kit, slot, story)


def _plain_parts(box: Box, width: Mpt, kit: Kit, slot: Slot, story: str) -> Iterator[_Part]:
    style, words = kit.style("box", slot), Words(story, "box")
    lefts = list_lefts(box.blocks, style, kit)
    for number, (block, (edge, hang)) in enumerate(zip(box.blocks, lefts, strict=True)):
        apart = number > 0 and (isinstance(block, Table) or isinstance(box.blocks[number - 1], Table))
        if isinstance(block, Table):
            from newsletter.compose.table import set_table  # noqa: PLC0415 (few issues have tables)

            table = set_table(block, width, kit, slot, story)
            yield _Part(table.items, table.lines * kit.baseline, apart, table=True)
            continue
        left = min(edge, width // 2)
        follows = number > 0 and isinstance(block, Paragraph) and isinstance(box.blocks[number - 1], Paragraph)
        lines, height = set_text(
            block.text, style, kit.caster, Measure(left, width - left), words, indent=style.indent if follows else 0
        )
        if isinstance(block, ListItem) and block.label and lines:
            label = label_run(block.label, style, kit, left, hang)
            lines = (lines[0]._replace(runs=(label, *lines[0].runs)), *lines[1:])
        yield _Part(lines, height, apart)


def _stacked(parts: Iterable[_Part], style: Style) -> list[Item]:
    items: list[Item] = []
    y: Mpt = 0
    for part in parts:
        y += style.leading // 3 if part.apart else 0
        items += placed(part.items, 0, y)
        y += part.height + style.leading // 5
    return items


def _gridded(parts: Sequence[_Part], kit: Kit, slot: Slot) -> _Framed:
    """Parts on the grid, with a line of white above and below the text, and round a table."""
    items: list[Item] = []
    line = 1
    for part in parts:
        line += part.apart
        if part.table:
            items += placed(part.items, 0, line * kit.baseline)
            line += part.height // kit.baseline
            continue
        lines = [item for item in part.items if isinstance(item, Line)]
        items += on_grid(lines, kit.baseline, kit.drop, line)
        line += len(lines)
    return _Framed(tuple(items), _frame_top(kit, slot), _frame_foot(line + 1, kit), line + 1)


def list_lefts(blocks: Sequence[object], style: Style, kit: Kit) -> list[tuple[Mpt, Mpt]]:
    """For each block the left edge of its text and the hang before it; lists are set in by depth, all else by nothing.

    The items of a list share one edge at each depth: what the style says, more where a number would not have room.
    """
    lefts: list[tuple[Mpt, Mpt]] = []
    for listed, run in groupby(blocks, lambda block: isinstance(block, ListItem)):
        items = [block for block in run if isinstance(block, ListItem)] if listed else []
        if not listed:
            lefts += [(0, 0) for _ in run]
            continue
        hangs = [
            _hang([item.label for item in items if item.depth == depth], style, kit)
            for depth in range(1 + max(item.depth for item in items))
        ]
        lefts += [(sum(hangs[: item.depth + 1]), hangs[item.depth]) for item in items]
    return lefts


def _hang(labels: Iterable[str], style: Style, kit: Kit) -> Mpt:
    table, gap = kit.caster.table(style), _label_gap(style)
    widest = max([table[label].width for label in labels if label[:1].isdigit()], default=-gap)
    return max(style.hang or style.size, widest + gap)


def label_run(label: str, style: Style, kit: Kit, left: Mpt, hang: Mpt) -> TextRun:
    """What stands before a list item or note whose text begins at ``left``, in the ``hang`` before it; no word of its own.

    Dashes begin the hang, numbers end in it, so that 9. and 10. have their points under each other.
    """
    table = kit.caster.table(style)
    cast = table[label]
    x = left - _label_gap(style) - cast.width if label[0].isdigit() else left - hang
    return TextRun(cast.face, table.size, cast.unit, style.colour, x, (cast.shape,), unplaced(label, NOTE))


def _label_gap(style: Style) -> Mpt:
    return style.size * 3 // 10


def poem_edge(stanzas: Iterable[Text], style: Style, width: Mpt, kit: Kit) -> Mpt:
    """The left edge at which the longest verse that the measure holds stands in its middle."""
    longest, outermost = 0, width
    if style.align != "left":
        return 0
    for text in stanzas:
        for verse in forced_breaks(text):
            atoms = itemise(verse, style, kit.caster)
            indent = _verse_indent(verse, style, kit)
            outermost = min(outermost, indent)
            right = indent + atoms.end[-1] - atoms.at[0] if atoms.casts else 0
            if right <= width:
                longest = max(longest, right)
    return (width - longest - outermost) // 2 if longest else 0


def _verse_indent(verse: Text, style: Style, kit: Kit) -> Mpt:
    """A verse is set in by a step for every four spaces (from two on) that its line of the source begins with."""
    if not verse.pieces or verse.marks[0] & GLUED:  # nothing, or the rest of a word that was cut
        return 0
    marked = {ITALIC: 1, BOLD: 2, BOLD | ITALIC: 3}.get(verse.marks[0] & (BOLD | ITALIC), 0)
    spaces = kit.whereabouts(verse).column - 1 - marked
    return min(MOST_STEPS, max(0, spaces + 2) // 4) * (style.size * 3 // 2)


def set_stanza(text: Text, style: Style, width: Mpt, kit: Kit, story: str, edge: Mpt = 0) -> Solid:
    """Verses on the grid, one a line, from ``edge`` on; one longer than the measure turns over, with its rest set in."""
    items: list[Line] = []
    for verse in forced_breaks(kit.fitting(text, style, (width - max(0, edge)) * 2 // 3)):
        left = max(0, edge + _verse_indent(verse, style, kit))
        atoms, measure = itemise(verse, style, kit.caster), Measure(left, width - left)
        if atoms.casts and atoms.end[-1] - atoms.at[0] > measure.width:
            turn = min(TURN * style.size, measure.width // 3)
            atoms, measure = itemise(verse, style, kit.caster, indent=-turn), Measure(left + turn, measure.width - turn)
        start = 0
        for stop in best_ends(atoms, measure.width):
            runs, _ = set_line(atoms, start, stop, measure, last=True)
            items.append(Line(story, "body", "", 0, 0, 0, runs, 0.0, True))
            start = stop
    return Solid(on_grid(items, kit.baseline, kit.drop), len(items))


def set_footnotes(notes: tuple[Footnote, ...], width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """The notes of a story under a short rule."""
    style = kit.style("footnote", slot)
    hang = _hang([note.label for note in notes], style, kit)
    y: Mpt = style.size // 2
    items: list[Item] = [Panel(Rect(0, 0, width // 4, RULE // 2), style.colour)]
    for note in notes:
        lines, height = set_text(note.text, style, kit.caster, Measure(hang, width - hang), Words(story, "footnote"))
        if lines:
            run = label_run(note.label, style, kit, hang, hang)
            lines = (lines[0]._replace(runs=(run, *lines[0].runs)), *lines[1:])
        items += placed(lines, 0, y)
        y += height
    lines_needed = kit.lines(y + kit.baseline // 4)
    slack = lines_needed * kit.baseline - y - (kit.baseline - kit.drop) // 2
    return Solid(placed(items, 0, max(0, slack)), lines_needed)


def set_divider(width: Mpt, kit: Kit, slot: Slot) -> Solid:
    """Three small diamonds."""
    colour = kit.style("crosshead", slot).colour
    half = half_up(kit.baseline * 0.17)
    y = kit.drop - half * 2
    gap = kit.baseline
    diamonds = tuple(diamond(width // 2 + k * gap, y, half) for k in (-1, 0, 1))
    return Solid((Outline(diamonds, colour),), 1)


def diamond(x: Mpt, y: Mpt, half: Mpt) -> tuple[Point, ...]:
    return (Point(x - half, y), Point(x, y - half), Point(x + half, y), Point(x, y + half))
