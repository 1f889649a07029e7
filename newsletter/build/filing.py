"""What reviews keep goes to its place in the issue: files whole or not at all, all ready before the first is put there."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from newsletter.output import Staged, Unwritable, alone_beside, commit_all, stands
from newsletter.problems import Problem, error
from newsletter.review.store import File

REVIEW = "review"


def file_away(folder: Path, files: Iterable[File], waiting: Callable[[str], None]) -> tuple[Problem, ...]:
    """Writes files of ISSUE/review; a file that stands as it should is left alone."""
    changed = [file for file in files if not stands(folder / file.path, file.content)]
    if not changed:
        return ()
    root = folder / REVIEW
    try:
        for place in {(folder / file.path).parent for file in changed}:
            place.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        return (error("NL904", file=str(root), reason=fault.strerror or type(fault).__name__),)
    try:
        with alone_beside(root / "notes", waiting), ExitStack() as staged:
            commit_all([_written(staged, folder, file) for file in changed])
    except Unwritable as refusal:
        return (refusal.problem,)
    return ()


def _written(staged: ExitStack, folder: Path, file: File) -> Staged:
    one = staged.enter_context(Staged(folder / file.path))
    one.sink.write(file.content)
    one.seal()  # and closed: hundreds may be in the making
    return one
