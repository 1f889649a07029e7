"""Matter: what flows through the columns of a story, what is left of it where they are full, and its words."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsletter.compose.flow import Block, Fit, Option, Placed, Rest, best_lines
from newsletter.compose.galley import Galley
from newsletter.compose.solid import Solid
from newsletter.model.article import (
    BREAK,
    GLUED,
    NOTE,
    Article,
    Footnote,
    ListItem,
    Paragraph,
    Photo,
    Quotation,
    Table,
    Text,
)
from newsletter.model.article import Block as Written
from newsletter.pages.items import Line

Payload = Galley | tuple[Solid, ...]
"""Text, or what stands in one piece: a solid for each option of its block."""


class RowsOf(NamedTuple):
    """Rows of a table from a row (from 0) on; the first stand below its head."""

    table: Table
    row: int


class VersesOf(NamedTuple):
    """Verses of a stanza from a piece of its text on."""

    stanza: Text
    piece: int


Origin = Written | Photo | RowsOf | VersesOf | None
"""What an item was made of; None: a headline."""


class Note(NamedTuple):
    """A footnote that is called for by a piece of an item's text."""

    piece: int
    footnote: Footnote
    story: str


class Item(NamedTuple):
    """A block for the flow, what is drawn where it comes to stand, and what it was made of.

    ``again``: the head of a table, repeated above one of its rows at the top of a column. ``notes`` are those whose marks
    stand in it. ``story`` is named where several flow through one slot.
    """

    block: Block
    payload: Payload
    written: Origin
    story: str = ""
    again: Solid | None = None
    notes: tuple[Note, ...] = ()


def solid_item(solid: Solid, written: Origin, *, before: int, keeps: bool = False) -> Item:
    return Item(Block((Option(solid.lines, 0.0),), before, keeps=keeps), (solid,), written)


def elasticity(items: Iterable[Item]) -> tuple[int, int, int]:
    """Least, natural and greatest number of grid lines."""
    least = natural = most = 0
    for item in items:
        lines = [option.lines for option in item.block.options]
        least += min(lines)
        most += max(lines)
        natural += best_lines(item.block)
    return least, natural, most


def elasticity_set(items: Sequence[Item], found: Fit, *, continued: bool) -> tuple[int, int, int]:
    """The same of items that are placed, and of those that find no room, unless the story goes on elsewhere
    (``continued``), in columns of another width perhaps. Text beside things takes the lines that it has there."""
    beside: dict[int, int] = {}
    for part in found.placed:
        if part.option.rows:
            beside[part.block] = beside.get(part.block, 0) + part.stop - part.start
    fixed, stop = sum(beside.values()), len(items)
    if continued and found.rest is not None:
        stop = found.rest.block
        fixed += 0 if stop in beside else found.rest.line
    least, natural, most = elasticity(item for number, item in enumerate(items[:stop]) if number not in beside)
    return least + fixed, natural + fixed, most + fixed


def lines_set(item: Item, part: Placed) -> int:
    """Grid lines of a part of an item, without a head that is repeated above it."""
    repeated = item.again is not None and part.stop > part.option.lines
    return part.stop - part.start - (item.again.lines if repeated and item.again else 0)


def rest_of(article: Article, items: list[Item], rest: Rest) -> Article:
    """The part of an article that is not set yet, as an article of its own (for columns of another width)."""
    blocks: list[Written] = []
    photos: list[Photo] = []
    for number, item in enumerate(items[rest.block :]):
        written = item.written
        if number == 0 and rest.line and isinstance(item.payload, Galley):
            written = _cut(written, _from(item.payload.atoms.text, rest))
        match written:
            case Photo():
                photos.append(written)
            case RowsOf(table, row):
                if row == 0 or number == 0:
                    blocks.append(table._replace(rows=table.rows[row:], continued=table.continued or row > 0))
            case VersesOf(stanza, piece):
                if piece == 0 or number == 0:
                    blocks.append(Paragraph(stanza.cut(piece)))
            case None:
                pass
            case _ if blocks and (whole := _one_text(blocks[-1], written)):
                blocks[-1] = whole
            case _:
                blocks.append(written)
    left = [note for item in items[rest.block + 1 :] for note in item.notes]
    here = [note for note in items[rest.block].notes if not _is_set(items[rest.block], note.piece, rest)]
    notes = tuple(note.footnote for note in (*here, *left))
    return article._replace(blocks=tuple(blocks), photos=tuple(photos), footnotes=notes)


def _is_set(item: Item, piece: int, rest: Rest | None) -> bool:
    """Whether a piece of an item stands before the place where the text goes on."""
    if rest is None or rest.option is None or not rest.line or not isinstance(item.payload, Galley):
        return False
    return piece < rest.option.ends[rest.line - 1]


def _one_text(above: Written, below: Written) -> Written | None:
    """Two parts of a text between which there is a hard line break; None where they are no such parts."""
    if not (
        isinstance(above, Paragraph | ListItem | Quotation) and isinstance(below, Paragraph | ListItem | Quotation)
    ):
        return None
    if type(above) is not type(below) or not below.text.marks[0] & BREAK:
        return None
    return above._replace(text=above.text.followed(below.text))


def _cut(written: object, text: Text) -> Written:
    match written:
        case ListItem():
            return written._replace(text=text, label="")
        case Quotation():
            return Quotation(text)
        case _:
            return Paragraph(text)


def _from(text: Text, rest: Rest) -> Text:
    """A text from where it goes on."""
    return text.cut(rest.option.ends[rest.line - 1]) if rest.option and rest.line else text


def words_of(item: Item, rest: Rest | None = None) -> int:
    """Words that an item sets with its notes, from where it goes on."""
    notes = sum(note.footnote.text.words for note in item.notes if not _is_set(item, note.piece, rest))
    if isinstance(item.payload, Galley):
        text = item.payload.atoms.text
        initial = item.payload.drop is not None and not (rest and rest.line)
        return (_from(text, rest) if rest else text).words + initial + notes
    return notes + sum(words_in(part) for part in item.payload[0].items if isinstance(part, Line))


def words_in(line: Line) -> int:
    """Words of a set line (docs: words_in, words_out)."""
    words = 0
    for run in line.runs:
        marks = run.text.marks[run.first : run.first + len(run.shapes)]
        words += len(marks) - sum([1 for mark in marks if mark & (GLUED | NOTE)]) if any(marks) else len(marks)
    return words
