"""``collect``: an inbox is read and filed into an issue: all files or none, and a killed run is completed by the next.

Originals come first, then the list of what is about to be written, then photos and articles, and the log last: whatever
is not in the log was not taken, and is taken by the next run under the names that this one had chosen for it.
"""

import datetime as dt
import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from newsletter.desk.collection import Collection, Taken, Write
from newsletter.desk.filing import file_submissions
from newsletter.desk.gather import gather
from newsletter.desk.log import ARTICLES, CONFLICTS, INBOX, ORIGINALS, PHOTOS, TEXTS, UNFINISHED, read_log, with_lines
from newsletter.desk.reread import reread
from newsletter.desk.stock import standing, unknown_looks
from newsletter.desk.submission import Shot
from newsletter.desk.take import Told, take
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.issue import ISSUE_FILE, UNREADABLE, issue_id
from newsletter.intake.issue_head import read_head
from newsletter.intake.layout import read_layout
from newsletter.intake.resources import builtin
from newsletter.intake.text import read_text
from newsletter.intake.text_pieces import Pieces
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, Slot
from newsletter.output import Staged, Unwritable, alone_beside, commit_all, stands, sweep
from newsletter.problems import Outcome, Problem, error, has_errors
from newsletter.source import SourceSpan
from newsletter.units import Mpt


class Order(NamedTuple):
    """``received``: the day of submissions that do not say it themselves. ``write``: else nothing is put into the issue."""

    folder: Path
    inboxes: tuple[Path, ...]
    received: dt.date | None = None
    write: bool = True


class Collected(NamedTuple):
    """``collection`` is None where nothing could be read at all. ``written``: its files are in their places. ``column``:
    width of a column of the layout, 0 where that could not be read."""

    collection: Collection | None
    issue: Issue | None = None
    written: bool = False
    column: Mpt = 0
    problems: tuple[Problem, ...] = ()


class _Haul(NamedTuple):
    """What is filed into an issue. ``looks``: fingerprints of photos there that are not in the log."""

    taken: tuple[Taken, ...]
    issue: Issue
    looks: Mapping[str, int]


def collect(order: Order, told: Told, waiting: Callable[[str], None]) -> Collected:
    """``waiting`` is told who else writes into the issue."""
    found = _issue(order.folder)
    if found.value is None:
        return Collected(None, problems=found.problems)
    root, issue = found.value
    gathered = gather(order.inboxes, issue=order.folder)
    log = read_log(root)
    problems = (*gathered.problems, *log.problems)
    if gathered.value is None or has_errors(log.problems):
        return Collected(None, problems=problems)
    submissions = [
        one if one.received or not order.received else one._replace(received=order.received) for one in gathered.value
    ]
    taken = _in_section(take(submissions, log.entries, issue.units, told), issue)
    looks = unknown_looks(root, log) if any(_shots(taken)) else {}
    haul = _Haul(taken, issue, looks)
    if order.write and (log.unfinished or any(one.known is None for one in taken)):
        done = _write(root, haul, waiting)
    else:
        done = Collected(_filed(root, haul))
    return done._replace(issue=issue, column=column_width(root, issue), problems=(*problems, *done.problems))


def _issue(folder: Path) -> Outcome[tuple[Path, Issue]]:
    """The folder, resolved, and what its issue.yaml says."""
    absent = error(UNREADABLE, SourceSpan(ISSUE_FILE), folder=str(folder))
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return Outcome(None, (absent,))
    if not (root / ISSUE_FILE).is_file():
        return Outcome(None, (absent,))
    read = read_text(root, ISSUE_FILE)
    if read.value is None:
        return Outcome(None, read.problems)
    head = read_head(read.value, issue_id(folder), str(root), Pieces())
    return Outcome((root, head.issue) if head.issue else None, head.problems)


def _in_section(taken: Sequence[Taken], issue: Issue) -> tuple[Taken, ...]:
    """Where an issue has a single section, every article belongs to it; which of several, its editors say."""
    if len(issue.sections) != 1:
        return tuple(taken)
    (section,) = issue.sections
    return tuple(
        one._replace(drafts=tuple(draft._replace(head=draft.head._replace(section=section)) for draft in one.drafts))
        for one in taken
    )


def _shots(taken: Sequence[Taken]) -> Iterator[Shot]:
    for one in taken:
        yield from (shot for draft in one.drafts for shot in draft.shots)
        yield from one.strays


def _filed(root: Path, haul: _Haul) -> Collection:
    sizes = {len(shot.content) for shot in _shots(haul.taken)}
    stock = standing(root, read_log(root), sizes, haul.looks)
    return reread(root, file_submissions(haul.taken, stock), haul.issue)


def _write(root: Path, haul: _Haul, waiting: Callable[[str], None]) -> Collected:
    """Filed while nobody else of ours writes, and put into place."""
    try:
        with (
            _folders(root),
            alone_beside(root / INBOX / "log", waiting),
            alone_beside(root / ARTICLES / "notes", waiting),
            ExitStack() as stack,
        ):
            collection = _filed(root, haul)
            problems = _put(root, collection, stack)
            return Collected(collection, written=collection.log is not None and not problems, problems=problems)
    except Unwritable as refusal:
        return Collected(_filed(root, haul), problems=(refusal.problem,))


def _put(root: Path, collection: Collection, stack: ExitStack) -> tuple[Problem, ...]:
    for folder in _homes(root):
        sweep(folder)
    if collection.log is None:  # a run was killed when all was done
        (root / UNFINISHED).unlink(missing_ok=True)
        return ()
    keep = [_sealed(root, write, stack) for write in collection.keep if not stands(root / write.path, write.content)]
    files = [_sealed(root, write, stack) for write in collection.files if not stands(root / write.path, write.content)]
    coming = _sealed(root, Write(UNFINISHED, with_lines(b"", collection.entries)), stack)
    log = _sealed(root, collection.log, stack)
    if changed := [write.path for write in collection.files if not _as_read(root, write)]:
        return tuple(error("NL442", SourceSpan(path), file=path) for path in changed)
    commit_all(keep)
    commit_all([coming])
    commit_all(files)
    commit_all([log])
    with suppress(OSError):
        (root / UNFINISHED).unlink()
    return ()


def _sealed(root: Path, write: Write, stack: ExitStack) -> Staged:
    """A path that a link leads out of the issue is not written to."""
    real = Path(os.path.realpath(root / write.path))
    if not real.is_relative_to(root):
        raise Unwritable(root / write.path, OSError(errno.ELOOP, os.strerror(errno.ELOOP)))
    one = stack.enter_context(Staged(real))
    one.sink.write(write.content)
    one.seal()  # and closed: hundreds may be in the making
    return one


@contextmanager
def _folders(root: Path) -> Iterator[None]:
    """The folders that may be written to; those that stay empty go again."""
    made: list[Path] = []
    try:
        for folder in _homes(root):
            try:
                if not folder.is_dir():
                    folder.mkdir()
                    made.append(folder)
            except OSError as fault:
                raise Unwritable(folder, fault) from fault
        yield
    finally:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()


def _homes(root: Path) -> tuple[Path, ...]:
    return tuple(root / folder for folder in (ARTICLES, PHOTOS, INBOX, ORIGINALS, TEXTS, CONFLICTS))


def _as_read(root: Path, write: Write) -> bool:
    """Whether nobody has saved an article or a photo since it was read."""
    if not write.path.startswith((ARTICLES, PHOTOS)):
        return True
    path = root / write.path
    try:
        return path.read_bytes() == (write.content if write.instead is None else write.instead.encode())
    except FileNotFoundError:
        return write.instead is None
    except OSError:
        return False


def column_width(root: Path, issue: Issue) -> Mpt:
    """The width that most columns of the layout have; 0 where the layout cannot be read, which ``check`` tells."""
    catalogue = read_catalogue((builtin("fonts"), root / "fonts")).value
    layout = read_layout(issue.layout, root, catalogue, issue.place("layout")).value if catalogue else None
    if layout is None:
        return 0
    slots = [slot for template in layout.templates.values() for slot in template.slots if not slot.teaser]
    widths = Counter((_width(layout, slot), slot.columns) for slot in slots)
    return max(widths, key=lambda width: (widths[width], width[0]))[0] if widths else 0


def _width(layout: Layout, slot: Slot) -> Mpt:
    across = layout.area(slot.area, left=False).width - 2 * slot.inset
    return (across - (slot.columns - 1) * slot.gutter) // slot.columns
