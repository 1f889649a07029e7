"""``review apply``: agreed corrections as a diff against the articles, or put into them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from newsletter.build.correcting import Correction, correct
from newsletter.build.filing import file_away
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.review_desk import MOST_SHOWN, account, ended, meant, no_issue, now, waiting
from newsletter.commands.speech import Speech, verb
from newsletter.legible import clean
from newsletter.problems import Problem, warning
from newsletter.review.apply import Application, Applied, Left, apply_notes, unified
from newsletter.review.edits import Reason
from newsletter.review.notes import Note
from newsletter.review.store import Shelf, event_file, note_file, read_shelf, set_status
from newsletter.source import SourceSpan

_CODES: Final[dict[Reason, str]] = {
    "unclear": "NL787", "lost": "NL788", "conflict": "NL789", "crosses": "NL790", "elsewhere": "NL791",
    "needed": "NL799",
}  # fmt: skip
_COUNTS = Words(
    "{all} ý kiến: {applied} sửa được, {left} để người sửa", "{all} notes: {applied} carried out, {left} for a person"
)
_NONE = Words(
    "chưa có ý kiến nào được đồng ý: newsletter review set ISSUE NOTE… accepted",
    "no note is accepted yet: newsletter review set ISSUE NOTE… accepted",
)
_OVER = Words("đã xong từ trước, không sửa lại: {notes}", "done before, not edited again: {notes}")
_WRITTEN = Words("{file}: đã sửa theo {count} ý kiến", "{file}: {count} notes carried out")


def run(speech: Speech, issue: str, *, notes: tuple[str, ...], write: bool, by: str | None) -> int:
    folder = Path(issue)
    if faults := no_issue(folder):
        return ended(speech, faults)
    shelf = read_shelf(folder)
    known = {note.id: note for note in shelf.notes}
    wanted, unknown = meant(notes, known)
    if unknown:
        return ended(speech, (*shelf.problems, *unknown))
    chosen = [known[name] for name in wanted] if wanted else [n for n in shelf.notes if n.status == "accepted"]
    if over := [note.id for note in chosen if note.status == "done"]:
        speech.tell(_OVER, notes=", ".join(over))
    chosen = [note for note in chosen if note.status != "done"]
    if write and chosen:
        done = correct(folder, chosen, waiting(speech))
    else:
        done = Correction(apply_notes(folder.resolve(), chosen))
    problems = [*shelf.problems, *map(_left, done.application.left), *done.problems]
    if done.written:
        problems += _settle(folder, shelf, done.application.applied, by or account(), speech)
    _tell(speech, done, chosen, named=bool(wanted), write=write)
    return ended(speech, tuple(problems), **_document(done))


def _settle(folder: Path, shelf: Shelf, applied: Sequence[Applied], by: str, speech: Speech) -> tuple[Problem, ...]:
    """What is carried out is done, and kept so."""
    names, when = {one.note.id for one in applied}, now()
    files = [note_file(note._replace(outcome="applied")) for note in shelf.kept if note.id in names]
    files += [event_file(set_status(shelf, name, "done", by, when)) for name in sorted(names)]
    return file_away(folder, files, waiting(speech))


def _tell(speech: Speech, done: Correction, chosen: Sequence[Note], *, named: bool, write: bool) -> None:
    application = done.application
    if not write and not speech.wants_json:
        click.echo(unified(application.revisions), nl=False)
    for revision in application.revisions if done.written else ():
        count = sum(one.edit.file == revision.file for one in application.applied)
        speech.say(_WRITTEN.of(speech.language).format(file=clean(revision.file), count=count))
    if chosen or named:
        counts = {"all": len(chosen), "applied": len(application.applied), "left": len(application.left)}
        speech.tell(_COUNTS, **counts)
    else:
        speech.tell(_NONE)


def _left(left: Left) -> Problem:
    note = left.note
    at = SourceSpan(note.place.file, *note.place.start) if note.place else None
    said = " ".join((note.comment or note.new_text or (note.place.quote if note.place else "")).split())
    named: dict[str, str | int] = {
        "note": note.id,
        "leaf": note.shown_page,
        "by": note.author or note.file,
        "said": said[:MOST_SHOWN],
    }
    if left.reason == "lost":
        return warning("NL788", at, None, **named, why="left.words" if note.place else "left.place")
    return warning(_CODES[left.reason], at, None, **named)


def _document(done: Correction) -> dict[str, object]:
    application: Application = done.application
    return {
        "written": done.written,
        "files": [revision.file for revision in application.revisions],
        "applied": [
            {"note": one.note.id, "file": one.edit.file, "line": one.at[0], "column": one.at[1],
             "old": one.edit.old, "new": one.edit.new}
            for one in application.applied
        ],
        "left": [{"note": one.note.id, "reason": one.reason, "code": _CODES[one.reason]} for one in application.left],
        "diff": unified(application.revisions).decode(),
    }  # fmt: skip


command = verb(
    "apply",
    Words(
        "Đưa ý kiến đã đồng ý (accepted), hoặc những ý kiến nêu tên, vào bài: in ra bản so (diff), hay sửa tại chỗ với "
        "--write. Ý kiến nào máy không chắc thì để người sửa, có nêu vì sao.",
        "Put accepted notes, or those that are named, into the articles: as a diff, or in place with --write. What is not "
        "plain is listed for a person, with the reason.",
    ),
    [
        issue_argument(),
        click.Argument(["notes"], metavar="[NOTE]...", nargs=-1),
        Option(["--write"], is_flag=True,
               words=Words("Sửa thẳng vào tệp bài và ghi các ý kiến ấy là đã xong.",
                           "Edit the articles, and set those notes to done.")),
        Option(["--by"], metavar="NAME",
               words=Words("Người quyết định; mặc định theo tài khoản máy.", "Who decides; by default the account.")),
    ],
    run,
)  # fmt: skip
