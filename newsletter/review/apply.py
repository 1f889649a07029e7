"""Notes put into the articles: for each file one new text, for each note what became of it.

Two notes that speak of the same words and want different things are in conflict, and neither is carried out; two that want
the same are one change. All edits of a file are proved together once more."""

from collections.abc import Iterable, Sequence
from difflib import unified_diff
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from newsletter.intake.folder import read_inside
from newsletter.intake.text import LIMIT
from newsletter.review.edits import Edit, Reason, edit, is_right, spliced
from newsletter.review.notes import Note
from newsletter.review.shown import Shown, show

ARTICLES: Final = "articles"
_MARK: Final = "\ufeff"


class Applied(NamedTuple):
    note: Note
    edit: Edit
    at: tuple[int, int]
    """Line and column of the words in the file as it was."""


class Left(NamedTuple):
    note: Note
    reason: Reason


class Revision(NamedTuple):
    """A file of the issue before and after, as stored."""

    file: str
    before: bytes
    after: bytes


class Application(NamedTuple):
    """Every note is in ``applied`` or in ``left``, in the order given. Files whose text stays have no revision."""

    applied: tuple[Applied, ...]
    left: tuple[Left, ...]
    revisions: tuple[Revision, ...]


def apply_notes(root: Path, notes: Sequence[Note]) -> Application:
    """``root`` is the resolved folder of the issue; nothing is written."""
    applied: list[Applied] = []
    left: list[Left] = []
    revisions: list[Revision] = []
    for file in dict.fromkeys(note.place.file if note.place else "" for note in notes):
        here = [note for note in notes if (note.place.file if note.place else "") == file]
        before = _stored(root, file)
        if before is None:
            left += [Left(note, "elsewhere" if file else "lost") for note in here]
            continue
        text = before.decode("utf-8").removeprefix(_MARK)
        shown = show(file, text)
        done, kept = _of_one_file(shown, here)
        left += kept
        applied += [Applied(note, one, shown.stored.lines.place(one.target[0])) for note, one in done]
        after = spliced(text, {splice for _, one in done for splice in one.splices})
        if after is not None and after != text:
            mark = _MARK if before.startswith(_MARK.encode()) else ""
            revisions.append(Revision(file, before, (mark + after).encode()))
    order = {note.id: at for at, note in enumerate(notes)}
    return Application(
        tuple(sorted(applied, key=lambda one: order[one.note.id])),
        tuple(sorted(left, key=lambda one: order[one.note.id])),
        tuple(sorted(revisions)),
    )


def unified(revisions: Iterable[Revision]) -> bytes:
    """What ``git apply`` in the folder of the issue takes, lines as stored."""
    parts: list[str] = []
    for file, before, after in revisions:
        old, new = _lines(before.decode("utf-8")), _lines(after.decode("utf-8"))
        lines = unified_diff(old, new, _header(f"a/{file}"), _header(f"b/{file}"))
        parts += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return "".join(parts).encode()


def _stored(root: Path, file: str) -> bytes | None:
    """An article as stored; None where it is none, or is not to be read."""
    path = PurePosixPath(file)
    if path.parent.as_posix() != ARTICLES or path.suffix != ".md":
        return None
    data, fault = read_inside(root, file, LIMIT)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if fault else data


def _of_one_file(shown: Shown, notes: Sequence[Note]) -> tuple[list[tuple[Note, Edit]], list[Left]]:
    done: list[tuple[Note, Edit]] = []
    left: list[Left] = []
    for note in notes:
        found = edit(note, shown)
        if isinstance(found, Edit):
            done.append((note, found))
        else:
            left.append(Left(note, found))
    rivals = {note.id for note, one in done for other, another in done if other is not note and _is_rival(one, another)}
    left += [Left(note, "conflict") for note, _ in done if note.id in rivals]
    done = [(note, one) for note, one in done if note.id not in rivals]
    if _are_right(shown, [one for _, one in done]):
        return done, left
    return _one_by_one(shown, done, left)


def _one_by_one(
    shown: Shown, done: list[tuple[Note, Edit]], left: list[Left]
) -> tuple[list[tuple[Note, Edit]], list[Left]]:
    """Those that go together, the first ones first."""
    together: list[tuple[Note, Edit]] = []
    for note, one in done:
        if _are_right(shown, [*(other for _, other in together), one]):
            together.append((note, one))
        else:
            left.append(Left(note, "conflict"))
    return together, left


def _are_right(shown: Shown, edits: Sequence[Edit]) -> bool:
    changes = {change for one in edits for change in one.changes}
    splices = {splice for one in edits for splice in one.splices}
    return not splices or is_right(shown, changes, splices)


def _is_rival(one: Edit, other: Edit) -> bool:
    """Do two edits want different things of the same words? What is put before the first of some words touches none."""
    if one.splices == other.splices:
        return False
    (start, end), (start_too, end_too) = one.target, other.target
    if start == end or start_too == end_too:
        return (start == start_too and end == end_too) or start_too < start < end_too or start < start_too < end
    return start < end_too and start_too < end


def _lines(text: str) -> list[str]:
    """Parted at line feeds alone, which stay."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _header(name: str) -> str:
    """As git writes names: in quotation marks where it must, with a tab behind one that has spaces."""
    if any(sign in name for sign in '"\t\r\n'):
        escaped = "".join({'"': '\\"', "\t": "\\t", "\r": "\\r", "\n": "\\n"}.get(sign, sign) for sign in name)
        return f'"{escaped}"'
    return f"{name}\t" if " " in name else name
