"""``--watch``: notice that something in an issue has changed, and wait until it is quiet again."""

import os
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

_POLL = 0.3
_QUIET = 0.3
"""Editors save in several steps, and people save twice: a build begins when nothing has changed for so long."""
_RESULTS = ("out", "review")
"""Folders of an issue that no page depends on."""

Stamp = dict[str, tuple[int, int]]


def stamp(folder: Path, ours: Collection[Path]) -> Stamp:
    """Time and size of every file of an issue and of the layouts beside and above it, without the files that we write."""
    issue = Path(os.path.realpath(folder))
    written = {os.path.realpath(file) for file in ours}
    found: Stamp = {}
    for root in (issue, *(parent / "layouts" for parent in issue.parents)):
        for place, folders, files in os.walk(root):
            results = _RESULTS if place == str(issue) else ()
            folders[:] = [name for name in folders if not name.startswith(".") and name not in results]
            for name in files:
                path = os.path.join(place, name)  # noqa: PTH118 (thousands of photos, three times a second)
                if name.startswith(".") or os.path.realpath(path) in written:
                    continue
                try:
                    status = os.stat(path)  # noqa: PTH116 (the same)
                except OSError:
                    continue  # gone between two looks
                found[path] = (status.st_mtime_ns, status.st_size)
    return found


def changes(folder: Path, ours: Collection[Path], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """One item after each burst of changes since this call, for ever."""
    return _bursts(lambda: stamp(folder, ours), stamp(folder, ours), sleep)


def _bursts(look: Callable[[], Stamp], known: Stamp, sleep: Callable[[float], None]) -> Iterator[None]:
    while True:
        sleep(_POLL)
        seen = look()
        if seen == known:
            continue
        while True:
            sleep(_QUIET)
            now = look()
            if now == seen:
                break
            seen = now
        known = seen
        yield
