"""A process shuts itself in for good: no network, no program started, nothing written, nothing read but what Python, its
libraries and this program are made of.

The audit hook (PEP 578) holds for all that is written in Python. Libraries in C open files without asking it, so the
system is asked as well, where it has the means: Landlock (Linux 5.13) for files, programs and TCP, and a network of its own
without any device. Elsewhere the hook stands alone.
"""

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ROOMS_BARRED: Final = frozenset({"socket", "subprocess", "pty", "shutil"})
"""First words of audit events that never happen here."""
_DEEDS_BARRED: Final = frozenset(
    f"os.{deed}"
    for deed in (
        "chmod chown exec fork forkpty kill killpg link mkdir posix_spawn remove rename rmdir spawn startfile symlink"
        " system truncate utime"
    ).split()
)
_LOOKS: Final = frozenset({"open", "os.listdir", "os.scandir"})
_SYSTEM: Final = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/mime.types",
    "/dev/null",
    "/dev/urandom",
    "/dev/zero",
)
"""Shared libraries, fonts, time zones, kinds of files; nobody's papers."""

_CACHE: Final = "__pycache__"

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Calls of Landlock, the same on every processor (linux/landlock.h, asm-generic/unistd.h)."""
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_SOCKET = 1 << 5, 1 << 9
_IN_FOLDERS: Final = ~(_EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15)
"""Rights that only folders can have; 14 and 15 are to truncate and to steer a device."""
_RIGHTS: Final = ((5, (1 << 16) - 1), (3, (1 << 15) - 1), (2, (1 << 14) - 1), (1, (1 << 13) - 1))
"""The least version of Landlock -> the rights on files that it knows."""
_TCP, _TCP_SINCE = 0b11, 4
_BY_PATH = 1


_REFUSALS: Final = (ImportError, OSError, AttributeError, TypeError, ValueError)
"""What a system may answer that has not the means."""


class BarredError(PermissionError):
    """Work on a file of others asked for something that it has no business with."""


def confine() -> set[str]:
    """From here on, in this process. What the system does not offer is done without. Returns a set that grows: folders of
    modules whose bytecode Python would have kept, had it been let."""
    roots = own_folders()
    with contextlib.suppress(*_REFUSALS):
        _ask_system(dict.fromkeys((*_SYSTEM, *roots), _READ_FILE | _READ_FOLDER))
    allowed = frozenset(map(_normal, (*_SYSTEM, *roots)))
    beneath = tuple(root.rstrip(os.sep) + os.sep for root in allowed)
    uncached: set[str] = set()

    def judge(event: str, args: tuple[object, ...]) -> None:
        if event in _LOOKS:
            if isinstance(args[0], int):
                return
            name = _normal(args[0])
            if event == "open" and isinstance(args[2], int) and args[2] & _WRITING:
                _note(os.path.dirname(name), uncached)  # noqa: PTH120
                raise BarredError(event)
            if name not in allowed and not name.startswith(beneath):
                raise BarredError(event)
        elif event in _DEEDS_BARRED or event.partition(".")[0] in _ROOMS_BARRED:
            if event == "os.mkdir":
                _note(_normal(args[0]), uncached)
            raise BarredError(event)

    sys.addaudithook(judge)
    return uncached


def enclose(folder: str, program: str) -> None:
    """For a program of others that takes the place of this process: it reaches no network, writes in ``folder`` alone, and
    reads but that and what the system is made of. ``program``: where it stands.

    In /tmp it may make sockets and remove files: LibreOffice insists on a socket there, which it renews at its first start.
    """
    reading = _EXECUTE | _READ_FILE | _READ_FOLDER
    parts = (*_SYSTEM, "/bin", "/etc", "/opt", "/proc", "/sys", "/var", str(Path(program).parent))
    devices = dict.fromkeys(("/dev/null", "/dev/random", "/dev/urandom", "/dev/zero"), _READ_FILE | _WRITE_FILE)
    with contextlib.suppress(*_REFUSALS):
        _ask_system(dict.fromkeys(parts, reading) | devices | {"/tmp": _MAKE_SOCKET | _REMOVE_FILE, folder: -1})  # noqa: S108


def _normal(path: object) -> str:
    """A path as the hook compares it; None is the folder that the process stands in."""
    named = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else os.curdir
    return os.path.normcase(os.path.abspath(named))  # noqa: PTH100  (fast: each import asks)


def _note(folder: str, uncached: set[str]) -> None:
    above, _, name = folder.rpartition(os.sep)
    if name == _CACHE:
        uncached.add(above)


def own_folders() -> tuple[str, ...]:
    """Where Python, its libraries and this program stand, as these folders are named and as they lie."""
    package = Path(__file__).parent
    installed = package.parent.name in ("site-packages", "dist-packages")
    given = (os.path.dirname(os.__file__), *sys.path, sys.prefix, sys.pycache_prefix, str(package))  # noqa: PTH120
    named = [root for root in given if root and (installed or root != str(package.parent))]
    return tuple(dict.fromkeys(path for root in named for path in (root, os.path.realpath(root))))


def _ask_system(places: Mapping[str, int]) -> None:
    """Rights on places and what is in them, -1 = all that there are. Linux alone; root keeps its own user, without whom it
    might not read its own libraries."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415  (2 ms, and for this alone)

    system = ctypes.CDLL(None)
    system.unshare(_NEW_NET if os.geteuid() == 0 else _NEW_USER | _NEW_NET)
    version = system.syscall(_CREATE, None, 0, 1)
    if version < 1:
        return
    rights = next(known for least, known in _RIGHTS if version >= least)
    asked = (ctypes.c_uint64 * 2)(rights, _TCP if version >= _TCP_SINCE else 0)
    rules = system.syscall(_CREATE, asked, ctypes.c_size_t(16 if version >= _TCP_SINCE else 8), 0)
    if rules < 0:
        return
    for place, granted in places.items():
        with contextlib.suppress(OSError):
            _grant(system, rules, place, granted & rights)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.syscall(_RESTRICT, rules, 0)
    os.close(rules)


def _grant(system: object, rules: int, path: str, granted: int) -> None:
    import ctypes  # noqa: PLC0415  (loaded by now)

    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    granted = granted if os.path.isdir(path) else granted & ~_IN_FOLDERS  # noqa: PTH112
    rule = granted.to_bytes(8, sys.byteorder) + place.to_bytes(4, sys.byteorder)
    system.syscall(_ADD, rules, _BY_PATH, ctypes.c_char_p(rule), 0)  # type: ignore[attr-defined]
    os.close(place)
