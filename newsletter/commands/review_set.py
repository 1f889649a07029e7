"""``review set``: what becomes of notes, with who said so and when."""

from pathlib import Path
from typing import cast, get_args

import click

from newsletter.build.filing import file_away
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.review_desk import account, ended, meant, no_issue, now, waiting
from newsletter.commands.speech import Speech, verb
from newsletter.review.notes import Status
from newsletter.review.store import event_file, read_shelf, set_status

_SET = Words("{count} ý kiến: {status}", "{count} notes: {status}")
_ONE = Words("1 ý kiến: {status}", "1 note: {status}")


def run(speech: Speech, issue: str, *, notes: tuple[str, ...], status: str, by: str | None) -> int:
    folder = Path(issue)
    if faults := no_issue(folder):
        return ended(speech, faults)
    shelf = read_shelf(folder)
    wanted, unknown = meant(notes, (note.id for note in shelf.notes))
    if unknown:
        return ended(speech, (*shelf.problems, *unknown))
    chosen, when, who = cast("Status", status), now(), by or account()
    now_is = {note.id: note.status for note in shelf.notes}
    events = [set_status(shelf, note, chosen, who, when) for note in wanted if now_is[note] != chosen]
    problems = (*shelf.problems, *file_away(folder, map(event_file, events), waiting(speech)))
    words = _ONE if len(wanted) == 1 else _SET
    speech.say(words.of(speech.language).format(count=len(wanted), status=status))
    return ended(speech, problems, notes=list(wanted), status=status, by=who)


command = verb(
    "set",
    Words(
        "Ghi cách xử lý từng ý kiến: accepted (đồng ý), rejected (không sửa), done (đã xong), open (chưa xử lý).",
        "Set what becomes of notes: accepted, rejected, done, or open again.",
    ),
    [
        issue_argument(),
        click.Argument(["notes"], metavar="NOTE", nargs=-1, required=True),
        click.Argument(["status"], type=click.Choice(get_args(Status))),
        Option(["--by"], metavar="NAME",
               words=Words("Người quyết định; mặc định theo tài khoản máy.", "Who decides; by default the account.")),
    ],
    run,
)  # fmt: skip
