"""``--watch``: notice that something in an issue has changed, and wait until it is quiet again."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_POLL = 0.3
_QUIET = 0.3
"""Editors save in several steps, and people save twice: a build begins when nothing has changed for so long."""

Stamp = dict[str, tuple[int, int]]


def stamp(folder: Path, out: Path) -> Stamp:
    """Time and size of every file of an issue and of the layouts beside it, without what we write ourselves."""
    ours = {os.path.realpath(out.parent)} - {os.path.realpath(folder)}
    found: Stamp = {}
    for root in (folder, folder.parent / "layouts", folder.parent.parent / "layouts"):
        for place, folders, files in os.walk(root):
            folders[:] = [
                name for name in folders if not name.startswith(".") and os.path.realpath(Path(place, name)) not in ours
            ]
            for name in files:
                path = Path(place, name)
                if name.startswith(".") or path == out:
                    continue
                try:
                    status = path.stat()
                except OSError:
                    continue  # gone between two looks
                found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


def changes(folder: Path, out: Path, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """One item after each burst of changes, for ever."""
    known = stamp(folder, out)
    while True:
        sleep(_POLL)
        seen = stamp(folder, out)
        if seen == known:
            continue
        while True:
            sleep(_QUIET)
            now = stamp(folder, out)
            if now == seen:
                break
            seen = now
        known = seen
        yield
