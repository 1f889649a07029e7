"""Files go out whole or not at all, one build at a time in a folder."""

import errno
import io
import os
import platform
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from newsletter.problems import error

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

LOCK_NAME = ".newsletter.lock"
_POLL_SECONDS = 0.05
_BUFFER = 1 << 18
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ASIDE = ".old"
"""Where an older folder stands for the moment in which a system without exchange puts the new one in its place."""
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux (fcntl.h, linux/fs.h)."""
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)
"""What file systems without locks answer (some network shares): there the lock binds nobody, and the build goes on."""

if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 30  # far behind the holder's name: a locked byte cannot be read on Windows

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as fault:
            if fault.errno not in _NO_LOCKS:
                raise
        return True


class Unwritable(Exception):  # noqa: N818 (a state of the machine, told as its Problem)
    """A file cannot be put in its place; carries the Problem that says why."""

    def __init__(self, target: Path, fault: OSError) -> None:
        if fault.errno in _FULL:
            self.problem = error("NL905", file=str(target))
        else:
            self.problem = error("NL904", file=str(target), reason=fault.strerror or type(fault).__name__)
        super().__init__(self.problem.code)


@contextmanager
def _refusals(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Unwritable(target, fault) from fault


class _Raw(io.FileIO):
    """A new file whose refusals name the file that was meant."""

    def __init__(self, path: Path, target: Path) -> None:
        with _refusals(target):
            super().__init__(path, "x")
        self._target = target

    def write(self, content: "Buffer", /) -> int:
        with _refusals(self._target):
            return super().write(content)


class Staged:
    """A file in the making beside its place; ``commit`` puts it there, leaving the block without it discards it.

    Unwritable where the folder or the disk refuses, wherever that shows.
    """

    def __init__(self, target: Path) -> None:
        self._named = target
        self.target = Path(os.path.realpath(target))
        if self.target.is_dir():
            raise Unwritable(target, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
        if self.target.exists() and not self.target.is_file():  # a device or a pipe would become a file
            raise Unwritable(target, OSError(errno.EINVAL, os.strerror(errno.EINVAL)))
        self._temp = self.target.with_name(f"{_temp_stem(self.target)}{os.urandom(4).hex()}.tmp")
        self.sink: BinaryIO = io.BufferedWriter(_Raw(self._temp, target), _BUFFER)

    def __enter__(self) -> "Staged":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError, Unwritable):  # closing flushes, which a full disk refuses again
            self.sink.close()
        with suppress(OSError):
            self._temp.unlink()

    def written(self) -> Path:
        """Where to read what was written so far."""
        with _refusals(self._named):
            self.sink.flush()
        return self._temp

    def seal(self) -> None:
        """Everything on the disk, so that only the renaming is left to do."""
        with _refusals(self._named):
            self.sink.flush()
            os.fsync(self.sink.fileno())
            self.sink.close()

    def place(self) -> None:
        """Put a sealed file in its place, which lasts when its folder is synced."""
        with _refusals(self._named):
            self._temp.replace(self.target)

    def commit(self) -> None:
        commit_all([self])


def commit_all(staged: Iterable[Staged]) -> None:
    """Put files in their places, all sealed before the first; each of their folders is synced once."""
    files = list(staged)
    for file in files:
        if not file.sink.closed:
            file.seal()
    for file in files:
        file.place()
    for folder in dict.fromkeys(file.target.parent for file in files):
        _sync_folder(folder)


class StagedFolder:
    """A folder in the making beside its place, filled at ``path``; ``commit`` puts it there.

    An older folder there gives way to it and is removed: whether it may be is for the caller to say. A process that is
    killed leaves the older folder or the new one, and the next to come sweeps what is left (alone_beside).
    """

    def __init__(self, target: Path) -> None:
        self._named = target
        self.target = Path(os.path.realpath(target))
        self.path = self.target.with_name(f"{_temp_stem(self.target)}{os.urandom(4).hex()}.tmp")
        with _refusals(target):
            self.path.mkdir()

    def __enter__(self) -> "StagedFolder":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        _remove(self.path)

    def commit(self) -> None:
        with _refusals(self._named):
            for folder, _, files in os.walk(self.path):
                for name in files:
                    _sync_file(Path(folder, name))
                _sync_folder(Path(folder))
            if self.target.exists() and not self.target.is_dir():  # an exchange would not mind
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            if self.target.exists():
                _exchange(self.path, self.target)
            else:
                self.path.rename(self.target)
            _sync_folder(self.target.parent)


def stands(path: Path, content: bytes) -> bool:
    """Whether a file is there with this content, so that it need not be written."""
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def write_whole(target: Path, content: bytes) -> None:
    """Write a small file whole or not at all; Unwritable where it cannot be."""
    with Staged(target) as staged:
        staged.sink.write(content)
        staged.commit()


@contextmanager
def alone_beside(target: Path, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of the target's folder; while another process holds it, wait, having said whose it is.

    The system frees the lock of a process that dies. The lock file is removed by its holder; who gets hold of a removed
    one sees that its name now leads elsewhere, and begins again. (The filelock package does the same and takes 50 ms to
    import.)
    """
    real = Path(os.path.realpath(target))
    path = real.with_name(LOCK_NAME)
    with _refusals(target):
        descriptor = _take(path, waiting)
    try:
        with _refusals(target):
            os.write(descriptor, _own_name().encode())
        _sweep(real)
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(descriptor)
        with suppress(OSError):
            path.unlink()
        if sys.platform != "win32":
            os.close(descriptor)


def _take(path: Path, waiting: Callable[[str], None]) -> int:
    told = False
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        if _try_lock(descriptor):
            if _leads_to(path, descriptor):
                os.truncate(descriptor, 0)
                return descriptor
        elif not told:
            waiting(os.read(descriptor, 200).decode(errors="replace") or "?")
            told = True
        os.close(descriptor)
        time.sleep(_POLL_SECONDS)


def _leads_to(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _own_name() -> str:
    return f"{platform.node()}, process {os.getpid()}"


def _temp_stem(target: Path) -> str:
    """Short whatever the name (255 bytes are the limit of most file systems), and the same for each build of a file."""
    return f".newsletter-{zlib.crc32(os.fsencode(target.name)):08x}-"


def _sweep(target: Path) -> None:
    """Whoever holds the lock is the only writer of the file, so what killed builds left of it can go."""
    for aside in target.parent.glob(f"{_temp_stem(target)}*{_ASIDE}"):
        if not target.exists():  # killed between two renamings: the older folder comes back
            with suppress(OSError):
                aside.rename(target)
        _remove(aside)
    for stale in target.parent.glob(f"{_temp_stem(target)}*.tmp"):
        if stale.is_dir() and not stale.is_symlink():
            _remove(stale)
        with suppress(OSError):
            stale.unlink()


def sweep(folder: Path) -> None:
    """What killed runs left in a folder of which the caller is the only writer."""
    for stale in folder.glob(".newsletter-*.tmp"):
        with suppress(OSError):
            stale.unlink()


def _remove(folder: Path) -> None:
    import shutil  # noqa: PLC0415 (2 ms that a proof need not pay)

    shutil.rmtree(folder, ignore_errors=True)


def _exchange(new: Path, old: Path) -> None:
    """Two folders change places, in one step where the system can (Linux: renameat2)."""
    if _exchanged(new, old):
        return
    aside = new.with_suffix(_ASIDE)
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def _exchanged(one: Path, other: Path) -> bool:
    import ctypes  # noqa: PLC0415 (few folders are replaced)

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make a renaming last (POSIX); where folders cannot be synced (Windows, some shares), the system sees to it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
