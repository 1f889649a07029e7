"""The files that lie in inboxes, found and read within bounds.

Nothing outside the inboxes is read: links are told, and not followed. The order is that of the names, whatever the file
system says.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from newsletter.intake.folder import Fault, read_bounded
from newsletter.manuscripts.naming import is_litter
from newsletter.problems import Problem, error, note, warning

MOST_FILES: Final = 5000
MOST_SEEN: Final = 50_000
"""Files that are counted at all: somebody may have named a whole disk."""
MOST_LEVELS: Final = 12
"""Of folders in folders."""
MOST_BYTES: Final = 2**30
"""Of all files together: they are held in memory."""
LARGEST: Final = 300 * 2**20
"""Bytes of one file."""
_WHY: Final = {Fault.NO_FILE: "inbox.special", Fault.TOO_LARGE: "inbox.large"}


class Stored(NamedTuple):
    """``path`` from the inbox, NFC; ``place`` on the disk; ``of``: what it came with, the folder of the inbox that it lies
    in, or itself."""

    path: str
    place: Path
    of: str


class Walked(NamedTuple):
    """``stored`` in the order of what they came with, then of their paths."""

    stored: tuple[Stored, ...]
    problems: tuple[Problem, ...]


def walk(inboxes: Sequence[Path], issue: Path | None) -> Walked:
    """All files of the inboxes, each once; nothing of the issue that they are collected for."""
    work = _Walk(issue)
    for inbox in inboxes:
        work.enter(inbox)
    return Walked(tuple(sorted(work.stored, key=lambda stored: (_order(stored.of), _order(stored.path)))), work.told())


def read_stored(stored: Sequence[Stored], problems: list[Problem]) -> Iterator[tuple[Stored, bytes]]:
    """Those that can be read, with their bytes; all others are told."""
    left = MOST_BYTES
    for number, one in enumerate(stored):
        if number == MOST_FILES:
            problems.append(error("NL272", count=len(stored) - number, value=f"{MOST_FILES}"))
            return
        found = read_bounded(one.place, min(LARGEST, left))
        if found.fault is Fault.TOO_LARGE and left < LARGEST:
            problems.append(error("NL272", count=len(stored) - number, value=f"{MOST_BYTES // 2**20} MB"))
            return
        if found.fault is not None:
            problems.append(warning("NL271", file=one.path, value=_WHY.get(found.fault, "inbox.unreadable")))
            continue
        left -= len(found.data)
        yield one, found.data


class _Walk:
    """Through folders, each file once. ``_tops``: which inbox the names on its first level are from."""

    def __init__(self, issue: Path | None) -> None:
        self._issue = issue.resolve() if issue else None
        self._problems: list[Problem] = []
        self._seen: set[tuple[int, int]] = set()
        self._tops: dict[str, Path] = {}
        self._litter: dict[str, int] = {}
        self.stored: list[Stored] = []

    def told(self) -> tuple[Problem, ...]:
        litter = [note("NL268", file=inbox, count=count) for inbox, count in self._litter.items()]
        return (*self._problems, *litter)

    def enter(self, inbox: Path) -> None:
        real = inbox.resolve()
        if self._issue and real.is_relative_to(self._issue):
            self._problems.append(warning("NL271", file=str(inbox), value="inbox.issue"))
        elif real.is_dir():
            self._folder(real, real, ())
        else:
            self._file(inbox, real, (_nfc(inbox.name),), real.lstat())

    def _folder(self, inbox: Path, folder: Path, above: tuple[str, ...]) -> None:
        path = "/".join(above)
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: (_order(_nfc(entry.name)), os.fsencode(entry.name)))
            for entry in found:
                self._entry(inbox, entry, (*above, _nfc(entry.name)))
        except OSError:
            self._problems.append(warning("NL271", file=path or str(inbox), value="inbox.unreadable"))

    def _entry(self, inbox: Path, entry: os.DirEntry[str], parts: tuple[str, ...]) -> None:
        if len(self.stored) >= MOST_SEEN:
            return
        path = "/".join(parts)
        status = entry.stat(follow_symlinks=False)
        if is_litter(f"{path}/" if entry.is_dir(follow_symlinks=False) else path):
            self._litter[inbox.name] = self._litter.get(inbox.name, 0) + 1
        elif stat.S_ISDIR(status.st_mode):
            if Path(entry.path) == self._issue:
                self._problems.append(note("NL271", file=path, value="inbox.issue"))
            elif len(parts) > MOST_LEVELS:
                self._problems.append(warning("NL271", file=path, value="inbox.deep"))
            else:
                self._folder(inbox, Path(entry.path), parts)
        elif stat.S_ISREG(status.st_mode):
            self._file(inbox, Path(entry.path), parts, status)
        else:
            value = "inbox.link" if stat.S_ISLNK(status.st_mode) else "inbox.special"
            self._problems.append(warning("NL271", file=path, value=value))

    def _file(self, inbox: Path, place: Path, parts: tuple[str, ...], status: os.stat_result) -> None:
        path = "/".join(parts)
        identity = (status.st_dev, status.st_ino)
        if identity in self._seen:
            self._problems.append(note("NL274", file=path))
            return
        if status.st_ino:  # some systems give none
            self._seen.add(identity)
        if self._tops.setdefault(parts[0], inbox) != inbox:  # another inbox has this name too
            parts = (_nfc(inbox.name if inbox.is_dir() else inbox.parent.name), *parts)
            self.stored.append(Stored("/".join(parts), place, "/".join(parts[:2])))
        else:
            self.stored.append(Stored(path, place, parts[0]))


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def _order(path: str) -> bytes:
    return path.encode("utf-8", "replace")
