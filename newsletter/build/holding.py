"""A package as somebody sent it, a folder or a ZIP: its files are listed and read where they are, never unpacked.

Whatever comes is hostile: it is read within bounds, and what could do harm when it is unpacked is told.
"""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import ZipFile, ZipInfo

from newsletter.build.bundle import SUMS_NAME
from newsletter.manuscripts.budget import is_locked, is_plain_file, is_swollen, look_at_directory
from newsletter.problems import Outcome, Problem, error

MOST_FILES = 2000
MOST_BYTES = 2 * 2**30
"""Of all files together: hundreds of pages full of photos come to a tenth of it."""
LONGEST = 240
"""Characters of a path."""
_LOCAL_HEADER = 30


class Holding(NamedTuple):
    """``sizes`` are the files by path, in bytes; ``open`` reads one of them."""

    sizes: dict[str, int]
    open: Callable[[str], AbstractContextManager[IO[bytes]]]


def hold_folder(folder: Path) -> Outcome[Holding]:
    """The files of a folder; links and other things that are no files are told, and not followed."""
    found = list(islice(_walked(folder), MOST_FILES + 1))
    if len(found) > MOST_FILES:
        return Outcome(None, (error("NL694", limit=MOST_FILES),))
    sizes: dict[str, int] = {}
    problems: list[Problem] = []
    for name, entry in found:
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            sizes[name] = status.st_size
        elif not stat.S_ISDIR(status.st_mode):
            problems.append(error("NL688", file=name[:LONGEST]))
    problems += _too_much(list(sizes.values()))
    return Outcome(Holding(sizes, lambda name: (folder / name).open("rb")), tuple(problems))


def _walked(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything in a folder, by its path there; each folder sorted."""
    waiting = [(folder, "")]
    while waiting:
        here, prefix = waiting.pop()
        with os.scandir(here) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            yield f"{prefix}{entry.name}", entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append((here / entry.name, f"{prefix}{entry.name}/"))


def hold_zip(archive: ZipFile) -> Outcome[Holding]:
    """The files of a ZIP, below its one folder where it has one. None where it must not be read any further."""
    infos = archive.infolist()
    if problems := [*_too_much([info.file_size for info in infos])] or [*_dangers(infos)]:
        return Outcome(None, tuple(problems))
    files = {info.filename: info for info in infos if not info.is_dir()}
    root = _root(files)
    held = {name.removeprefix(root): info for name, info in files.items()}
    sizes = {name: info.file_size for name, info in sorted(held.items())}
    return Outcome(Holding(sizes, lambda name: archive.open(held[name])))


def open_zip(path: Path) -> ZipFile:
    """A ZIP whose directory is small enough to be read; BadZipFile (or another of FAULTS) where it is none."""
    with path.open("rb") as file:
        look_at_directory(file)
    return ZipFile(path)


def _too_much(sizes: list[int]) -> Iterator[Problem]:
    if len(sizes) > MOST_FILES:
        yield error("NL694", limit=MOST_FILES)
    if sum(sizes) > MOST_BYTES:
        yield _too_large(sum(sizes))


def _too_large(size: int) -> Problem:
    return error("NL689", megabytes=size // 2**20, limit=MOST_BYTES // 2**20)


def _dangers(infos: Iterable[ZipInfo]) -> Iterator[Problem]:
    """What is wrong with the entries of a ZIP before anything of them is read."""
    seen: set[str] = set()
    free = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        name = info.orig_filename
        shown = name[:LONGEST]
        folded = unicodedata.normalize("NFC", name.rstrip("/")).casefold()
        if not _is_safe(name):
            yield error("NL686", file=shown)
        elif folded in seen:
            yield error("NL687", file=shown)
        elif not is_plain_file(info):
            yield error("NL688", file=shown)
        elif is_locked(info):
            yield error("NL690", file=shown)
        elif is_swollen(info):
            yield _too_large(info.file_size)
        elif info.header_offset < free:  # entries that share bytes: a bomb in little room
            yield error("NL690", file=shown)
        seen.add(folded)
        free = info.header_offset + _LOCAL_HEADER + info.compress_size


def _is_safe(name: str) -> bool:
    """Whether a path stays in the folder into which the ZIP is unpacked, on every system."""
    parts = name.removesuffix("/").split("/")
    printable = all(sign.isprintable() and sign not in '\\:*?"<>|' for sign in name)
    ordinary = all(part not in ("", "..") and part == part.rstrip(" .") for part in parts)
    return len(name) <= LONGEST and printable and ordinary


def _root(names: Iterable[str]) -> str:
    """The one folder in which everything stands, with its slash; "" where there is none."""
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and SUMS_NAME not in tops else ""
