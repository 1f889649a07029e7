"""Footnotes: each stands at the foot of the column in which its mark stands, under the text there.

Where the marks come to stand depends on how much room the notes take, and the other way round: the text is set, room is kept
free at the foot of the first column in which its notes find none, for one note more, and it is set again, until all do. So
no more is kept than the notes need that stay in the column once they push its text on.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from newsletter.compose.flow import Fit, Placed
from newsletter.compose.galley import Galley
from newsletter.compose.inserts import set_footnotes
from newsletter.compose.kit import Kit
from newsletter.compose.matter import Item, Note
from newsletter.compose.place import Place
from newsletter.compose.solid import Solid, stacked

TURNS = 40
"""Times that the text is set before each column keeps room for all notes there are."""


class Noted(NamedTuple):
    """Text with its notes. ``foot`` is where the columns end; ``notes`` are (column, grid line, what is drawn there)."""

    foot: int
    fit: Fit
    kept: tuple[int, ...]
    notes: tuple[tuple[int, int, Solid], ...]


Feet = Callable[[int], Sequence[int]]
"""From the foot at which columns end to the grid lines at which the text of each has to."""


def set_with_notes(
    items: Sequence[Item], place: Place, pour: Callable[[Feet], tuple[int, Fit]], feet: Feet, kit: Kit
) -> Noted:
    """Pour the items into the columns of a place, above their notes.

    ``feet`` says where columns end without notes; ``pour`` sets the text in columns that end as it is told.
    """
    count = len(place.xs)
    if not any(item.notes for item in items):
        foot, found = pour(feet)
        return Noted(foot, found, (0,) * count, ())
    kept = (0,) * count
    every = tuple([note for item in items for note in item.notes])
    for turn in range(TURNS + 1):
        kept = kept if turn < TURNS else (_note_solid(every, place, kit).lines,) * count

        def above(foot: int, kept: tuple[int, ...] = kept) -> list[int]:
            return [_above(place, column, end, kept[column]) for column, end in enumerate(feet(foot))]

        foot, found = pour(above)
        notes = _by_column(items, found.placed)
        solids = {column: _note_solid(own, place, kit) for column, own in notes.items()}
        short = min((column for column, solid in solids.items() if solid.lines > kept[column]), default=None)
        if short is None:
            break
        kept = (*kept[:short], _one_more(notes[short], kept[short], place, kit), *kept[short + 1 :])
    ends = above(foot)
    drawn = tuple((column, ends[column] + kept[column] - solid.lines, solid) for column, solid in solids.items())
    return Noted(foot, found, kept, drawn)


def _one_more(notes: Sequence[Note], lines: int, place: Place, kit: Kit) -> int:
    """Lines of the first notes of a column, of as few as take more than ``lines``."""
    heights = (_note_solid(notes[:count], place, kit).lines for count in range(1, len(notes) + 1))
    return next(height for height in heights if height > lines)


def _note_solid(notes: Iterable[Note], place: Place, kit: Kit) -> Solid:
    """Notes one below the other; those of each story under a rule of their own."""
    solids = (
        set_footnotes(tuple(note.footnote for note in group), place.width, kit, place.slot, story)
        for story, group in groupby(notes, key=lambda note: note.story)
    )
    return stacked(solids, kit.baseline)


def _above(place: Place, column: int, foot: int, lines: int) -> int:
    """Where text has to end so that notes of so many lines stand below it, clear of what the text flows round."""
    blocked = place.blocked(column)
    tops = (top for top in range(foot - lines, 0, -1) if blocked.isdisjoint(range(top, top + lines)))
    return next(tops, max(0, foot - lines))


def _by_column(items: Sequence[Item], parts: Iterable[Placed]) -> dict[int, list[Note]]:
    """The notes whose marks stand in each column."""
    found: dict[int, list[Note]] = {}
    for part in parts:
        for note in items[part.block].notes:
            if _stands(items[part.block], part, note.piece):
                found.setdefault(part.column, []).append(note)
    return found


def _stands(item: Item, part: Placed, piece: int) -> bool:
    if not isinstance(item.payload, Galley):
        return True
    ends = part.option.ends
    return (ends[part.start - 1] if part.start else 0) <= piece < ends[part.stop - 1]
