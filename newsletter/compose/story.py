"""An article becomes matter: each of its blocks as items for the flow, with the notes that they call for."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, assert_never

from newsletter.compose.figures import crop_range, natural_lines, set_photo
from newsletter.compose.flow import EMPTY_LINE, Block, Option
from newsletter.compose.galley import Galley, Para, make_galleys
from newsletter.compose.head import needed_leading
from newsletter.compose.inserts import (
    label_run,
    list_lefts,
    poem_edge,
    set_box,
    set_divider,
    set_pull_quote,
    set_stanza,
)
from newsletter.compose.kit import Kit
from newsletter.compose.matter import Item, Note, RowsOf, VersesOf, solid_item
from newsletter.compose.rail import rail_width
from newsletter.compose.setting import Measure, Words, set_text
from newsletter.compose.solid import Solid, moved_line, stacked
from newsletter.model.article import (
    BREAK,
    NOTE,
    Article,
    Box,
    Crosshead,
    Divider,
    Figure,
    ListItem,
    Paragraph,
    Photo,
    PullQuote,
    Quotation,
    Table,
    Text,
)
from newsletter.model.article import Block as Written
from newsletter.model.layout import Slot, Style
from newsletter.pages.items import Line
from newsletter.units import Mpt

NARROWED = EMPTY_LINE / 4
"""Price of a crosshead in more lines than it needs: only beside a picture is there reason for it."""
LONGEST_STANZA = 8
"""Verses that are always kept together."""
LOW_ROWS = 250
"""Part of a column, in per mille, up to which two rows of a table are kept together."""
TALLEST_FIGURE = 20
"""Grid lines of a photo in the run of text, where its own height would be more."""


class Run(NamedTuple):
    """Where an article is set: the slot, the measure of a column, how high a column is at most, and how narrow a line may be
    beside things that stand in its way (0: none do); ``edge`` is where all verses of a poem begin,
    ``list_left`` where the text of a list item does, and the hang before it."""

    slot: Slot
    width: Mpt
    tallest: int
    narrowest: Mpt = 0
    edge: Mpt = 0
    list_left: tuple[Mpt, Mpt] = (0, 0)


def story_items(article: Article, run: Run, kit: Kit, photos: tuple[Photo, ...]) -> Iterator[Item]:
    """Everything of an article that flows, in order; ``photos`` are those that have no place of their own.

    They follow the first paragraphs, spread evenly.
    """
    items = _flowing(article, run, kit, photos)
    return _noted(items, article) if article.footnotes else items


def _flowing(article: Article, run: Run, kit: Kit, photos: tuple[Photo, ...]) -> Iterator[Item]:
    if article.kind == "poem":
        stanzas = [block.text for block in article.blocks if isinstance(block, Paragraph)]
        run = run._replace(edge=poem_edge(stanzas, kit.style("poem", run.slot), run.width, kit))
    lefts = list_lefts(article.blocks, kit.style("list", run.slot), kit)
    pending = list(photos)
    every = max(1, len(article.blocks) // (len(pending) + 1)) if pending else 0
    fresh, since = True, 0
    for number, written in enumerate(article.blocks):
        here = run._replace(list_left=lefts[number]) if isinstance(written, ListItem) else run
        items = _items(written, article, here, kit, fresh=fresh, first=number == 0)
        if number and items and _stand_apart(article.blocks[number - 1], written):
            items[0] = items[0]._replace(block=items[0].block._replace(before=max(1, items[0].block.before)))
        yield from items
        if not isinstance(written, PullQuote | Box | Figure):  # these stand aside: the text goes on past them
            fresh = not isinstance(written, Paragraph)
        since += 1
        if pending and since >= every and isinstance(written, Paragraph):
            since = 0
            yield _figure(pending.pop(0), article, run, kit)
    for photo in pending:
        yield _figure(photo, article, run, kit)


def _noted(items: Iterator[Item], article: Article) -> Iterator[Item]:
    """Items with the notes that their texts call for, each at its first mark; one that no text calls for goes with the
    last."""
    waiting = {note.label: note for note in article.footnotes}
    last: Item | None = None
    for item in items:
        if last is not None:
            yield last
        called = [Note(piece, waiting.pop(label), article.id) for piece, label in _calls(item) if label in waiting]
        last = item._replace(notes=tuple(called)) if called else item
    if last is None and waiting:  # a story of photos alone, all of which have places of their own
        last = solid_item(Solid((), 0), Divider(article.at), before=0)
    if last is not None:
        uncalled = [Note(_last_piece(last), note, article.id) for note in waiting.values()]
        yield last._replace(notes=(*last.notes, *uncalled))


def _calls(item: Item) -> Iterator[tuple[int, str]]:
    """The marks of footnotes in an item."""
    if isinstance(item.payload, Galley):
        texts = [item.payload.atoms.text]
    else:
        lines = [line for line in item.payload[0].items if isinstance(line, Line) and line.role != "furniture"]
        texts = list(dict.fromkeys(run.text for line in lines for run in line.runs if run.text.file))
    for text in texts:
        for piece, mark in enumerate(text.marks):
            if mark & NOTE:
                yield piece, text.pieces[piece]


def _last_piece(item: Item) -> int:
    return len(item.payload.atoms.casts) - 1 if isinstance(item.payload, Galley) else 0


def _stand_apart(above: Written, below: Written) -> bool:
    """An empty line stands above and below a table, but for a crosshead above it."""
    return (isinstance(below, Table) and not isinstance(above, Crosshead)) or isinstance(above, Table)


def _items(written: Written, article: Article, run: Run, kit: Kit, *, fresh: bool, first: bool) -> list[Item]:
    slot, width, story = run.slot, run.width, article.id
    match written:
        case Paragraph(text):
            if article.kind == "poem":
                return list(_stanza_items(text, run, kit, story, before=int(not first)))
            style = kit.style("body", slot)
            if article.kind == "timeline":
                return _galleys(written, "body", run, kit, story, Para(left=rail_width(style)))
            para = Para(indent=0 if fresh else style.indent, drop_lines=slot.drop_cap if first else 0)
            return _galleys(written, "body", run, kit, story, para)
        case Crosshead(text):
            return [_crosshead(written, text, run, kit, story)]
        case ListItem():
            return _list_item(written, run, kit, story)
        case PullQuote():
            return [solid_item(set_pull_quote(written, width, kit, slot, story), written, before=0)]
        case Quotation():
            style = kit.style("quotation", slot)
            return _galleys(written, "quotation", run, kit, story, Para(left=style.hang, before=int(fresh)))
        case Box():
            return [solid_item(set_box(written, width, kit, slot, story), written, before=0)]
        case Table():
            return list(_table_items(written, run, kit, story))
        case Figure(photo):
            return [_figure(photo, article, run, kit)]
        case Divider():
            return [solid_item(set_divider(width, kit, slot), written, before=0)]
        case _:
            assert_never(written)


def _stanza_items(text: Text, run: Run, kit: Kit, story: str, *, before: int) -> Iterator[Item]:
    """A stanza in one piece, or, where it has very many verses or is higher than a column, in pairs, so that it goes on in
    the next column."""
    style = kit.style("poem", run.slot)
    starts = [0, *(piece for piece, mark in enumerate(text.marks) if piece and mark & BREAK)]
    tall = len(starts) > LONGEST_STANZA or set_stanza(text, style, run.width, kit, story, run.edge).lines > run.tallest
    parts = starts[::2] if tall else [0]
    if len(starts) % 2 and len(parts) > 1:
        del parts[-1]
    for start, stop in pairwise([*parts, len(text.pieces)]):
        verses = set_stanza(text.cut(start, stop), style, run.width, kit, story, run.edge)
        yield solid_item(verses, VersesOf(text, start), before=before if not start else 0)


def _galleys(written: Written, role: str, run: Run, kit: Kit, story: str, para: Para) -> list[Item]:
    """The blocks of a paragraph, list item or quotation: one for each part between hard line breaks."""
    assert isinstance(written, Paragraph | ListItem | Quotation)  # noqa: S101 - the callers' match says so
    style = kit.style(role, run.slot)
    made = make_galleys(written.text, style, run.width, Words(story, "body"), kit, para)
    parts: list[Written] = [written._replace(text=galley.text) for _, galley in made]
    if isinstance(written, ListItem):
        parts[1:] = [ListItem(galley.text, "", written.depth) for _, galley in made[1:]]
    return [Item(block, galley, part) for (block, galley), part in zip(made, parts, strict=True)]


def _crosshead(written: Crosshead, text: Text, run: Run, kit: Kit, story: str) -> Item:
    """A crosshead; beside a picture it may take more lines."""
    style = kit.style("crosshead", run.slot)
    solids = [_crosshead_in(run.width, text, style, kit, story)]
    if run.narrowest and ink_width(solids[0]) > run.narrowest:
        solids.append(_crosshead_in(run.narrowest, text, style, kit, story))
    options = tuple(
        Option(solid.lines, NARROWED * number, width=ink_width(solid) if run.narrowest else 0)
        for number, solid in enumerate(solids)
    )
    return Item(Block(options, max(1, style.before), keeps=True), tuple(solids), written)


def ink_width(solid: Solid) -> Mpt:
    """How far the text of a solid reaches from its left edge."""
    runs = [run for item in solid.items if isinstance(item, Line) for run in item.runs]
    return max((right for run in runs for _, right in run.spans()), default=0)


def _crosshead_in(width: Mpt, text: Text, style: Style, kit: Kit, story: str) -> Solid:
    """A crosshead in whole grid lines, nearer to what follows than to what stands above; its lines are parted as far as
    their marks ask for."""
    lines, height = set_text(text, style, kit.caster, Measure(0, width), Words(story, "crosshead"))
    leading = needed_leading([line.runs for line in lines], kit, style.leading)
    wider = leading - style.leading
    height += wider * (len(lines) - 1)
    count = kit.lines(height - kit.baseline // 8)
    raised = max(0, min(kit.baseline // 8, count * kit.baseline - height))
    if lines:
        foot = (count - 1) * kit.baseline + kit.drop - raised
        first = foot - (len(lines) - 1) * leading - lines[0].baseline
        lines = tuple(moved_line(line, 0, first + number * wider) for number, line in enumerate(lines))
    return Solid(lines, count)


def _list_item(written: ListItem, run: Run, kit: Kit, story: str) -> list[Item]:
    left, hang = min(run.list_left[0], run.width // 2), run.list_left[1]
    label = label_run(written.label, kit.style("list", run.slot), kit, left, hang) if written.label else None
    return _galleys(written, "list", run, kit, story, Para(left=left, label=label))


def _table_items(table: Table, run: Run, kit: Kit, story: str) -> Iterator[Item]:
    """A table row by row, so that it goes on in the next column under its head again. The first two rows stay with the head,
    and the last two together, where they are not high."""
    from newsletter.compose.table import set_rows  # noqa: PLC0415 (few issues have tables)

    head, rows, again = set_rows(table, run.width, kit, run.slot, story)
    top = again if table.continued else head
    groups: list[tuple[int, list[Solid]]] = [(number, [row]) for number, row in enumerate(rows)]
    low = run.tallest * LOW_ROWS // 1000
    if len(rows) > 3 and rows[-1].lines + rows[-2].lines <= low:
        groups[-2:] = [(len(rows) - 2, list(rows[-2:]))]
    if len(rows) > 1 and (top.lines if top else 0) + rows[0].lines + rows[1].lines <= low:
        groups[:2] = [(0, list(rows[:2]))]
    for number, group in groups or [(0, [])]:
        solids = [top, *group] if top and not number else group
        if solids:
            item = solid_item(stacked(solids, kit.baseline), RowsOf(table, number), before=0)
            block = item.block._replace(again=again.lines if again and number else 0)
            yield item._replace(block=block, again=again if number else None)


def _figure(photo: Photo, article: Article, run: Run, kit: Kit) -> Item:
    least, most = crop_range(photo, run.width, kit)
    lines = min(max(min(natural_lines(photo, run.width, kit), TALLEST_FIGURE), least), most, max(2, run.tallest - 6))
    solid = set_photo(photo, run.width, lines, kit, run.slot, article.id)
    if solid.lines > run.tallest:  # a caption of many lines
        lines = max(2, lines - (solid.lines - run.tallest))
        solid = set_photo(photo, run.width, lines, kit, run.slot, article.id)
    return solid_item(solid, photo, before=1)
