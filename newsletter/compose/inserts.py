"""What stands in a column as one piece: pull-quotes, sidebars, notes, dividers, stanzas."""

from collections.abc import Iterable

from newsletter.compose.itemise import forced_breaks, itemise
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, Words, best_ends, set_line, set_text
from newsletter.compose.solid import Solid, placed
from newsletter.compose.table import set_table
from newsletter.geometry import Point, Rect
from newsletter.model.article import (
    BOLD,
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
from newsletter.units import Mpt, half_up

RULE: Mpt = 500
"""A fine rule, 0.5 pt."""
HEAVY_RULE: Mpt = 2000
INSET: Mpt = 7000
"""White inside a sidebar."""
MOST_STEPS = 6
"""How far a verse may be set in, in steps."""


def set_pull_quote(quote: PullQuote, width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """A quotation between two rules; its last paragraph is the source where it begins with a dash."""
    style = kit.style("pull-quote", slot)
    colour = style.rule or style.colour
    items: list[Item] = [Panel(Rect(0, 0, width, HEAVY_RULE), colour)]
    y = HEAVY_RULE + style.size // 3
    for number, text in enumerate(quote.texts):
        source = number > 0 and text.pieces[0][0] in "–—-"
        part = kit.style("pull-quote-source", slot) if source else style
        lines, height = set_text(text, part, kit.caster, Measure(0, width), Words(story, "pull-quote"))
        items += placed(lines, 0, y)
        y += height + (style.size // 4)
    y += style.size // 6
    items.append(Panel(Rect(0, y, width, y + RULE), colour))
    return _centred(items, y, kit)


def _centred(items: list[Item], height: Mpt, kit: Kit) -> Solid:
    """A piece of a height of its own in whole grid lines, with even white above and below."""
    lines = kit.lines(height + kit.baseline // 2)
    slack = lines * kit.baseline - height
    # Text above ends on its baseline, text below begins at its x-height: the eye's middle is a little higher.
    return Solid(placed(items, 0, slack // 2 - (kit.baseline - kit.drop) // 3), lines)


def set_box(box: Box, width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """A sidebar on a tint (style box: ``ground``), under a rule (``rule``)."""
    style = kit.style("box", slot)
    inner = width - 2 * INSET
    hang = list_hang([block.label for block in box.blocks if isinstance(block, ListItem)], style, kit)
    items: list[Item] = []
    y = INSET
    if box.title is not None:
        lines, height = set_text(
            box.title, kit.style("box-title", slot), kit.caster, Measure(INSET, inner), Words(story, "box")
        )
        items += placed(lines, 0, y)
        y += height + style.size // 3
    for block in box.blocks:
        if isinstance(block, Table):
            solid = set_table(block, inner, kit, slot, story)
            items += placed(solid.items, INSET, y)
            y += solid.lines * kit.baseline
            continue
        lines, height = _box_text(block, style, kit, inner, hang, story)
        items += placed(lines, INSET, y)
        y += height + style.leading // 5
    y += INSET - style.leading // 5
    lines_needed = kit.lines(y + kit.baseline // 3)
    foot = lines_needed * kit.baseline - (kit.baseline - kit.drop)
    ground: list[Item] = []
    if style.ground is not None:
        ground.append(Panel(Rect(0, 0, width, foot), style.ground))
    if style.rule is not None:
        ground.append(Panel(Rect(0, 0, width, HEAVY_RULE), style.rule))
    return Solid((*ground, *placed(items, 0, (foot - y) // 2)), lines_needed)


def _box_text(
    block: Paragraph | ListItem, style: Style, kit: Kit, width: Mpt, hang: Mpt, story: str
) -> tuple[tuple[Line, ...], Mpt]:
    words = Words(story, "box")
    if isinstance(block, Paragraph):
        return set_text(block.text, style, kit.caster, Measure(0, width), words, indent=style.indent)
    left = min(hang * (1 + block.depth), width // 2)
    lines, height = set_text(block.text, style, kit.caster, Measure(left, width - left), words)
    if block.label and lines:
        label = label_run(block.label, style, kit, left, hang)
        lines = (lines[0]._replace(runs=(label, *lines[0].runs)), *lines[1:])
    return lines, height


def list_hang(labels: Iterable[str], style: Style, kit: Kit) -> Mpt:
    """How far the items of a list are set in: what the style says, more where a number would not have room there."""
    table = kit.caster.table(style)
    widest = max([table[label].width for label in labels if label[:1].isdigit()], default=-_label_gap(style))
    return max(style.hang or style.size, widest + _label_gap(style))


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
    if not verse.pieces:
        return 0
    marked = {ITALIC: 1, BOLD: 2, BOLD | ITALIC: 3}.get(verse.marks[0] & (BOLD | ITALIC), 0)
    spaces = kit.whereabouts(verse).column - 1 - marked
    return min(MOST_STEPS, max(0, spaces + 2) // 4) * (style.size * 3 // 2)


def set_stanza(text: Text, style: Style, width: Mpt, kit: Kit, story: str, edge: Mpt = 0) -> Solid:
    """Verses on the grid, one a line, from ``edge`` on; one longer than the measure turns over, set in by two ems."""
    items: list[Item] = []
    for verse in forced_breaks(text):
        atoms = itemise(verse, style, kit.caster)
        left = max(0, edge + _verse_indent(verse, style, kit))
        turn = 2 * style.size
        fits = not atoms.casts or atoms.end[-1] - atoms.at[0] <= width - left
        start = 0
        for stop in best_ends(atoms, width - left if fits else max(width // 2, width - left - turn)):
            at = left if not start else min(left + turn, width // 2)
            baseline = len(items) * kit.baseline + kit.drop
            runs, _ = set_line(atoms, start, stop, Measure(at, width - at), last=True)
            top = len(items) * kit.baseline
            items.append(Line(story, "body", "", top, top + kit.baseline, baseline, runs, 0.0, True))
            start = stop
    return Solid(tuple(items), len(items))


def set_footnotes(notes: tuple[Footnote, ...], width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """The notes of a story under a short rule."""
    style = kit.style("footnote", slot)
    hang = list_hang([note.label for note in notes], style, kit)
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
