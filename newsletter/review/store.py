"""Notes and what became of them, as small files in ISSUE/review: one for each note and one for each event, so that two
people's work merges in git without a conflict.

``notes/ID.json`` is a note as it was read; ``events/DAY-ID-NUMBER-DIGEST.json`` says who set its status, and when.
Nothing here writes: files are values, put in their places by build."""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin, get_type_hints

from newsletter.intake.folder import read_inside
from newsletter.problems import Problem, error
from newsletter.review.conflicts import with_conflicts
from newsletter.review.notes import Note, Status
from newsletter.source import SourceSpan

NOTES: Final = "review/notes"
EVENTS: Final = "review/events"
LARGEST: Final = 1 << 20
"""Bytes of one file: a note of a hundred typed pages."""
MOST_FILES: Final = 20_000
"""In one folder: a hundred times what an issue of 16 pages gets from ten reviewers."""
_ID: Final = re.compile(r"[0-9A-Za-z-]{1,40}")


class Event(NamedTuple):
    """``by`` set ``note`` to ``status``. ``number`` counts the events that its author knew of the note: where two
    people's events meet, the later ``when`` (ISO 8601) of the same number holds."""

    note: str
    status: Status
    number: int
    by: str
    when: str


class Shelf(NamedTuple):
    """What an issue keeps: notes in reading order with the status that their events come to and their conflicts.
    ``kept`` are the same as their files have them. ``damaged`` are files that could not be read, as paths in the
    issue: they are not written over."""

    notes: tuple[Note, ...] = ()
    kept: tuple[Note, ...] = ()
    events: tuple[Event, ...] = ()
    damaged: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


class File(NamedTuple):
    """``path`` in the issue."""

    path: str
    content: bytes


def read_shelf(folder: Path) -> Shelf:
    """``folder`` is that of the issue."""
    notes = read_values(folder, NOTES, Note)
    events = read_values(folder, EVENTS, Event)
    strangers = [path for path, note in notes.values if note_path(note) != path or not _ID.fullmatch(note.id)]
    problems = [*notes.problems, *events.problems, *(damage(path, "kept.name") for path in strangers)]
    kept = [note for path, note in notes.values if path not in strangers]
    return settled(
        kept,
        Shelf(
            events=tuple(sorted((event for _, event in events.values), key=_order)),
            damaged=notes.damaged | events.damaged | frozenset(strangers),
            problems=tuple(problems),
        ),
    )


def settled(kept: Iterable[Note], shelf: Shelf) -> Shelf:
    """The shelf with these notes on it. Of each note the last event holds; without one, what the returned file says."""
    told = tuple(kept)
    last = {event.note: event.status for event in shelf.events}
    shown = with_conflicts(note._replace(status=last.get(note.id, note.status)) for note in told)
    return shelf._replace(kept=told, notes=tuple(shown))


def set_status(shelf: Shelf, note: str, status: Status, by: str, when: str) -> Event:
    """The event by which a note comes to its next status."""
    number = max((event.number for event in shelf.events if event.note == note), default=0) + 1
    return Event(note, status, number, by, when)


def note_path(note: Note) -> str:
    return f"{NOTES}/{note.id}.json"


def note_file(note: Note) -> File:
    """Of a note as it is kept. Its conflicts are no part of it."""
    bare = note._replace(rivals=(), outcome="proposed" if note.outcome == "conflict" else note.outcome)
    return File(note_path(note), as_json(bare))


def event_file(event: Event) -> File:
    content = as_json(event)
    name = f"{event.when[:10]}-{event.note}-{event.number}-{hashlib.sha256(content).hexdigest()[:8]}"
    return File(f"{EVENTS}/{name}.json", content)


def _order(event: Event) -> tuple[str, int, str, str, str]:
    return (event.note, event.number, event.when, event.by, event.status)


# -- values as files ----------------------------------------------------------------


class Values(NamedTuple):
    """``values`` with the path of each, in order of path."""

    values: tuple[tuple[str, Any], ...]
    damaged: frozenset[str]
    problems: tuple[Problem, ...]


def as_json(value: NamedTuple) -> bytes:
    """One line a field, sorted by name; fields at their default are left out, so that new ones change no file."""
    usual = value._field_defaults
    fields = {name: _plain(field) for name, field in value._asdict().items()
              if name not in usual or field != usual[name]}  # fmt: skip
    lines = (f"  {json.dumps(name)}: {_written(fields[name])}" for name in sorted(fields))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "backslashreplace")


def read_values(folder: Path, under: str, kind: type[Any]) -> Values:
    """Every ``*.json`` of a folder of the issue as a NamedTuple of this kind. What makes no sense is a problem."""
    names, problems = _names(folder / under)
    if problems:
        problems = [error("NL767", SourceSpan(under), most=MOST_FILES)]
    values: list[tuple[str, Any]] = []
    damaged: set[str] = set()
    for path in (f"{under}/{name}" for name in names):
        found = _read(folder, path, kind)
        if isinstance(found, Problem):
            problems.append(found)
            damaged.add(path)
        else:
            values.append((path, found))
    return Values(tuple(values), frozenset(damaged), tuple(problems))


def damage(path: str, why: str) -> Problem:
    return error("NL766", SourceSpan(path), file=path, why=why)


def _names(folder: Path) -> tuple[list[str], list[Any]]:
    """Names in order, and whether there were more than are read (a list that is not empty)."""
    try:
        found = list(islice((entry.name for entry in folder.iterdir() if entry.suffix == ".json"), MOST_FILES + 1))
    except OSError:
        return [], []
    return sorted(found)[:MOST_FILES], found[MOST_FILES:]


def _read(folder: Path, path: str, kind: type[Any]) -> Any:
    stored = read_inside(folder.resolve(), path, LARGEST)
    if stored.fault:
        return damage(path, "kept.closed")
    if b"\n<<<<<<< " in stored.data:
        return damage(path, "kept.merge")
    try:
        entries = json.loads(stored.data.decode("utf-8"))
        return _value(entries, kind)
    except (ValueError, RecursionError, TypeError, KeyError):
        return damage(path, "kept.form")


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        usual = value._field_defaults
        return {
            name: _plain(field) for name, field in value._asdict().items() if name not in usual or field != usual[name]
        }
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)


@cache
def _hints(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(entry: Any, kind: Any) -> Any:
    """What JSON holds as a value of a type that stands in a NamedTuple; ValueError or TypeError where it is none."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if entry is None and NoneType in arguments else _value(entry, arguments[0])
    if origin is Literal:
        return _one_of(entry, arguments)
    if origin is tuple:
        return _tuple(entry, arguments)
    if hasattr(kind, "_fields"):
        return _named(entry, kind)
    if kind is float and type(entry) is int and abs(entry) < sys.maxsize:
        return float(entry)
    if type(entry) is not kind:
        raise TypeError(kind)
    return entry


def _one_of(entry: Any, choices: tuple[Any, ...]) -> Any:
    if not isinstance(entry, str) or entry not in choices:
        raise ValueError(choices)
    return entry


def _tuple(entry: Any, kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(entry, list):
        raise TypeError(kinds)
    if kinds[-1:] == (...,):
        return tuple([_value(one, kinds[0]) for one in entry])
    return tuple([_value(one, kind) for one, kind in zip(entry, kinds, strict=True)])


def _named(entry: Any, kind: Any) -> Any:
    if not isinstance(entry, dict):
        raise TypeError(kind)
    hints = _hints(kind)
    return kind(**{name: _value(field, hints[name]) for name, field in entry.items()})
