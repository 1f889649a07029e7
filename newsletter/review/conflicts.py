"""Which notes ask for different things of the same words. It follows from the notes alone, so that no file keeps it."""

from collections.abc import Iterable
from typing import Final

from newsletter.review.formats.listing import in_order
from newsletter.review.notes import Intent, Note

CORRECTIONS: Final[frozenset[Intent]] = frozenset({"replace", "delete", "insert"})
MOST_RIVALS: Final = 50
"""Told before a note in its file: a hostile one may put thousands on one word."""


def with_conflicts(notes: Iterable[Note]) -> list[Note]:
    """Notes in reading order. Corrections of overlapping words that ask for different things are rivals and in
    conflict, as long as none of the two is rejected or done."""
    told = list(notes)
    rivals: dict[str, set[str]] = {}
    open_ones = [note for note in told if note.intent in CORRECTIONS and note.status in ("open", "accepted")]
    for one, other in _overlapping(open_ones):
        if (one.intent, one.new_text) != (other.intent, other.new_text) or _span(one) != _span(other):
            rivals.setdefault(one.id, set()).add(other.id)
            rivals.setdefault(other.id, set()).add(one.id)
    return in_order([_rivalled(note, rivals.get(note.id, set())) for note in told])


def _rivalled(note: Note, rivals: set[str]) -> Note:
    if rivals and note.outcome in ("proposed", "conflict"):
        return note._replace(outcome="conflict", rivals=tuple(sorted(rivals)))
    return note._replace(outcome="proposed" if note.outcome == "conflict" else note.outcome, rivals=())


def _overlapping(notes: Iterable[Note]) -> Iterable[tuple[Note, Note]]:
    """Pairs of notes on the same words, each pair once: a sweep over each file from its top."""
    placed = [note for note in notes if note.place is not None]
    placed.sort(key=lambda note: (_file(note), _span(note), note.id))
    still: list[Note] = []
    for note in placed:
        still = [one for one in still if _file(one) == _file(note) and _reaches(one, note)][-MOST_RIVALS:]
        yield from ((one, note) for one in still if _meets(one, note))
        still.append(note)


def _file(note: Note) -> str:
    return note.place.file if note.place else ""


def _span(note: Note) -> tuple[tuple[int, int], tuple[int, int]]:
    return (note.place.start, note.place.end) if note.place else ((0, 0), (0, 0))


def _reaches(one: Note, later: Note) -> bool:
    """Whether a note that begins no later can have to do with what begins here."""
    return _span(one)[1] >= _span(later)[0]


def _meets(one: Note, later: Note) -> bool:
    """Whether two notes, the second not before the first, have words in common. A caret stands before a character: it
    meets words that go on to both its sides, and another caret in the same spot."""
    (start, _), (later_start, _) = _span(one), _span(later)
    if one.intent == "insert" == later.intent:
        return start == later_start
    if one.intent == "insert":
        return False  # before the first of the words
    if later.intent == "insert":
        return start < later_start
    return True
