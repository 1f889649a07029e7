"""Files of an issue, and nothing outside it: every path is resolved, links included, before it is opened."""

import os
import stat
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from unicodedata import normalize


class Fault(Enum):
    """Why a file could not be read."""

    MISSING = "missing"
    OUTSIDE = "outside"
    LINK = "link"
    """A symbolic link leads out of the folder."""
    NO_FILE = "no file"
    """A folder, a device, a pipe."""
    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"


class Bytes(NamedTuple):
    """``data`` is empty where there is a ``fault``."""

    data: bytes
    fault: Fault | None = None


def read_inside(root: Path, file: str, limit: int) -> Bytes:
    """The bytes of a file at a path relative to ``root`` (a resolved folder), at most ``limit`` of them."""
    if not is_inside(file):
        return Bytes(b"", Fault.OUTSIDE)
    path = find_inside(root, file)
    if path is None:
        return Bytes(b"", Fault.MISSING)
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return Bytes(b"", Fault.MISSING)
    if not real.is_relative_to(root):
        return Bytes(b"", Fault.LINK)
    return read_bounded(real, limit)


def is_inside(file: str) -> bool:
    """Is it a relative path, written with forward slashes, that does not climb out?"""
    path = PurePosixPath(file)
    return bool(file) and not path.is_absolute() and ".." not in path.parts and "\\" not in file and "\0" not in file


def find_inside(root: Path, file: str) -> Path | None:
    """The path as it stands on the disk: some systems store names decomposed (NFD)."""
    for name in dict.fromkeys((file, normalize("NFC", file), normalize("NFD", file))):
        path = root / name
        try:
            if os.path.lexists(path):
                return path
        except (OSError, ValueError):
            return None
    return None


def read_bounded(path: Path, limit: int) -> Bytes:
    """The bytes of a file, at most ``limit`` of them. Opened without waiting (a pipe would), judged by what was opened."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return Bytes(b"", Fault.MISSING)
    except OSError:
        return Bytes(b"", Fault.NO_FILE if path.is_dir() else Fault.UNREADABLE)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return Bytes(b"", Fault.NO_FILE)
    try:
        with os.fdopen(handle, "rb") as file:
            data = file.read(limit + 1)
    except OSError:
        return Bytes(b"", Fault.UNREADABLE)
    return Bytes(b"", Fault.TOO_LARGE) if len(data) > limit else Bytes(data)
