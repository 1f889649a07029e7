"""How notes are listed: in which groups and order, in which language, with which pictures."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from newsletter.review.notes import Note, Place

Grouping = Literal["story", "reviewer", "page"]
Language = Literal["vi", "en"]
_CONTEXT = 32
"""Characters that a place keeps on each side of what is marked, where there are so many."""


class Picture(NamedTuple):
    """A piece of a page. ``type`` is its media type, ``width`` and ``height`` its pixels."""

    type: str
    content: bytes
    width: int
    height: int


class Listing(NamedTuple):
    """``title`` names the issue; ``pictures`` are by the id of their note, for formats that show them."""

    by: Grouping = "story"
    language: Language = "vi"
    title: str = ""
    pictures: Mapping[str, Picture] = MappingProxyType({})


class Group(NamedTuple):
    """``name`` is the story, reviewer or number of a page; "" for notes in no story, or of nobody."""

    name: str
    notes: tuple[Note, ...]


def grouped(notes: Sequence[Note], by: Grouping) -> list[Group]:
    """Each note in one group, groups by name, within them in reading order; what has no name comes last."""
    groups: dict[str, list[Note]] = {}
    for note in in_order(notes):
        groups.setdefault(_name(note, by), []).append(note)
    return [Group(name, tuple(groups[name])) for name in sorted(groups, key=lambda name: _order(name, by))]


def in_order(notes: Sequence[Note]) -> list[Note]:
    """By page, then by place in the source; notes without a place come at the end of their page, top down."""
    return sorted(notes, key=_position)


def reviewer(note: Note) -> str:
    """Who wrote it: some programs (Firefox) leave no name, and then the file tells the people apart."""
    return note.author or note.file


def around(place: Place) -> tuple[str, str]:
    """The words before and after what is marked, without the piece of a word at which they were cut off."""
    before, after = place.prefix, place.suffix
    if len(before) >= _CONTEXT and " " in before.rstrip():
        before = before[before.index(" ") + 1 :]
    if len(after) >= _CONTEXT and " " in after.lstrip():
        after = after[: after.rindex(" ")]
    return before, after


def _name(note: Note, by: Grouping) -> str:
    match by:
        case "story":
            return note.place.story if note.place else ""
        case "reviewer":
            return reviewer(note)
        case "page":
            return str(note.shown_page)


def _order(name: str, by: Grouping) -> tuple[bool, int, str, str]:
    return (not name, int(name) if by == "page" else 0, name.casefold(), name)


def _position(note: Note) -> tuple[int, bool, str, tuple[int, int], float, str]:
    top = max((box.y1 for box in note.boxes), default=0.0)
    if note.place is None:
        return (note.page, True, "", (0, 0), -top, note.id)
    return (note.page, False, note.place.file, note.place.start, -top, note.id)
