"""Notes of reviewers put into the articles of an issue: all files or none, each only where it is as it was read."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from newsletter.output import Staged, Unwritable, alone_beside
from newsletter.problems import Problem, error
from newsletter.review.apply import ARTICLES, Application, Revision, apply_notes
from newsletter.review.notes import Note
from newsletter.source import SourceSpan


class Correction(NamedTuple):
    """``written`` where the files of the application are in their places."""

    application: Application
    written: bool = False
    problems: tuple[Problem, ...] = ()


def correct(folder: Path, notes: Sequence[Note], waiting: Callable[[str], None]) -> Correction:
    """Reads, edits and writes while no other run of ours writes beside the articles."""
    root = folder.resolve()
    try:
        with alone_beside(root / ARTICLES / "notes", waiting):
            application = apply_notes(root, notes)
            problems = put(root, application.revisions)
            return Correction(application, written=not problems, problems=problems)
    except Unwritable as refusal:
        return Correction(apply_notes(root, notes), written=False, problems=(refusal.problem,))


def put(root: Path, revisions: Sequence[Revision]) -> tuple[Problem, ...]:
    """Revised files into their places, all or none; what is wrong is that somebody has saved one since it was read.
    Unwritable where the disk refuses."""
    with ExitStack() as stack:
        ready = [_sealed(stack, root, revision) for revision in revisions]
        changed = [revision.file for revision in revisions if not _stands(root, revision)]
        for one in ready if not changed else ():
            one.commit()
    return tuple(error("NL792", SourceSpan(file), file=file) for file in changed)


def _sealed(stack: ExitStack, root: Path, revision: Revision) -> Staged:
    one = stack.enter_context(Staged(root / revision.file))
    one.sink.write(revision.after)
    one.seal()
    return one


def _stands(root: Path, revision: Revision) -> bool:
    """Whether nobody has saved the file since it was read."""
    try:
        return (root / revision.file).read_bytes() == revision.before
    except OSError:
        return False
