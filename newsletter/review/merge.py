"""What many returned files hold as one list: the same note read twice is one, the same wish of two people is one note
with two names.

A note is known again by kind, page, place, text and author (its id is drawn from them), never by the name that a viewer
gave it: viewers leave that out, repeat it, or give one to what they did not make."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from newsletter.problems import Problem, warning
from newsletter.review.notes import Note, Reading
from newsletter.review.store import Shelf, settled
from newsletter.source import SourceSpan

T = TypeVar("T")


class Merged(NamedTuple):
    """``shelf`` is what the issue has now. ``fresh`` and ``updated`` are the ids of notes that were not known, or not
    so: their files are to be written."""

    shelf: Shelf
    fresh: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def merge(readings: Iterable[Reading], shelf: Shelf) -> Merged:
    """Readings in the order of their files, onto the notes that the issue keeps."""
    gathering = _Gathering(shelf)
    problems: list[Problem] = []
    for reading in readings:
        problems += _uncounted(reading)
        ids = frozenset(note.id for note in reading.notes)
        for note in reading.notes:
            gathering.add(note, ids)
    before, now = {note.id: note for note in shelf.kept}, gathering.notes
    return Merged(
        settled(now.values(), shelf),
        tuple(name for name in now if name not in before),
        tuple(name for name, note in now.items() if name in before and note != before[name]),
        tuple(problems),
    )


class _Gathering:
    """The list while files are added to it, notes by id in the order in which they came."""

    def __init__(self, shelf: Shelf) -> None:
        self.notes = {note.id: note for note in shelf.kept}
        self._open = {note.id for note in shelf.notes if note.status == "open"}
        self._alike: dict[tuple[object, ...], str] = {}
        self._spots: dict[tuple[object, ...], list[str]] = {}
        for note in shelf.kept:
            self._index(note)

    def add(self, note: Note, beside: frozenset[str]) -> None:
        """``beside`` are the ids of all notes of its file."""
        note = note._replace(id=self._own_id(note))
        if note.id in self.notes:
            self._keep(_renewed(self.notes[note.id], note))
            return
        same = self._alike.get(_wish(note))
        if same is not None:
            self._keep(_seconded(self.notes[same], note))
            return
        older = self._older(note, beside)
        if older is not None:
            self._keep(note._replace(id=older.id, replies=_joined(older.replies, note.replies)))
            return
        self._keep(note)
        self._index(note)

    def _own_id(self, note: Note) -> str:
        """Its id; another where a different note has it by chance."""
        name, count = note.id, 1
        while name in self.notes and _who(self.notes[name]) != _who(note):
            count += 1
            name = f"{note.id}-{count}"
        return name

    def _keep(self, note: Note) -> None:
        self.notes[note.id] = note
        self._alike.setdefault(_wish(note), note.id)

    def _index(self, note: Note) -> None:
        self._alike.setdefault(_wish(note), note.id)
        self._spots.setdefault(_spot(note), []).append(note.id)

    def _older(self, note: Note, beside: frozenset[str]) -> Note | None:
        """The note that this one is the second thought of: by the same person on the same spot, of an earlier date, not
        in the same file any more, and not settled. Where dates say nothing both stay, for a person to choose."""
        found = [self.notes[name] for name in self._spots.get(_spot(note), ()) if name not in beside]
        found = [
            one for one in found
            if one.author and one.id in self._open and not one.also and one.date and one.date < note.date
        ]  # fmt: skip
        return found[-1] if found else None


def _who(note: Note) -> tuple[object, ...]:
    return (note.author, note.kinds, note.page)


def _spot(note: Note) -> tuple[object, ...]:
    return (*_who(note), note.proof, *_where(note))


def _wish(note: Note) -> tuple[object, ...]:
    """What two notes have in common that ask for the same."""
    return (note.intent, *_where(note), note.new_text, _folded(note.comment), note.page if note.place is None else 0)


def _where(note: Note) -> tuple[object, ...]:
    if note.place is not None:
        return (note.place.file, note.place.start, note.place.end)
    return tuple((round(box.x0), round(box.y0), round(box.x1), round(box.y1)) for box in note.boxes)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _renewed(known: Note, note: Note) -> Note:
    """The same note, read again: new replies and a later date are taken over, nothing that is known goes."""
    return known._replace(
        date=max(known.date, note.date),
        replies=_joined(known.replies, note.replies),
        status=note.status if known.status == "open" else known.status,
        place=known.place or note.place,
        drawings=known.drawings or note.drawings,
        outcome=note.outcome if known.place is None and note.place is not None else known.outcome,
        reason="" if known.place or note.place else known.reason,
    )


def _seconded(known: Note, note: Note) -> Note:
    """One note for two people's wish. The first keeps its words; who asked too is named."""
    who = note.author or note.file
    named = who and who not in (known.author or known.file, *known.also)
    return known._replace(
        also=(*known.also, who) if named else known.also, replies=_joined(known.replies, note.replies)
    )


def _joined(known: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*known, *more)))


def _uncounted(reading: Reading) -> list[Problem]:
    """Whether every annotation of a file is accounted for."""
    told = reading.used + reading.states + sum(count for _, count in reading.skipped)
    if told == reading.annotations:
        return []
    return [warning("NL765", SourceSpan(reading.file), found=reading.annotations, told=told)]
