"""``status``: every expected and received piece of an issue, and who still owes some."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from newsletter.build.standing import standing
from newsletter.commands.outputs import deliver, refuse_sources
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.progress import Progress
from newsletter.commands.review_desk import ended
from newsletter.commands.speech import Speech, verb
from newsletter.desk.reminders import reminders
from newsletter.desk.status import Status
from newsletter.desk.status_formats import as_csv, as_json, as_text
from newsletter.desk.status_labels import Language
from newsletter.desk.status_page import as_html

FORMATS: dict[str, Callable[[Status, Language], str]] = {
    "text": lambda status, language: "".join(f"{line}\n" for line in as_text(status, language)),
    "csv": lambda status, _: as_csv(status),
    "html": as_html,
    "reminders": lambda status, _: reminders(status),
}


def run(speech: Speech, issue: str, form: str, out: str | None, today: dt.datetime | None) -> int:
    folder = Path(issue)
    if out:
        refuse_sources(folder, [Path(out)], speech.language)
    day = (today or dt.datetime.now().astimezone()).date()
    with Progress() as progress:
        found = standing(folder, day, progress.page)
    if found.value is None:
        return ended(speech, found.problems)
    text = FORMATS[form](found.value, speech.language)
    unwritten = deliver(text, out, speech)
    return ended(speech, (*found.problems, *unwritten), **as_json(found.value))


command = verb(
    "status",
    Words(
        "Bảng mọi bài đã nhận và còn thiếu: đơn vị, ngày nhận so với hạn, số chữ, tình trạng; đơn vị nào còn nợ bài.",
        "Every expected and received piece: unit, received against the deadline, length, state; who still owes.",
    ),
    [
        issue_argument(),
        Option(["--format", "form"], type=click.Choice(sorted(FORMATS)), default="text", show_default=True,
               words=Words("Dạng: bảng chữ, CSV, trang HTML, thư nhắc để dán.",
                           "Format: a table, CSV, an HTML page, reminders to paste.")),
        Option(["-o", "--output", "out"], metavar="FILE",
               words=Words("Tệp ghi ra; mặc định in ra màn hình.", "File to write; by default it is printed.")),
        Option(["--on", "today"], type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
               words=Words("Tính đến ngày này; mặc định là hôm nay.", "As of this day; by default today.")),
    ],
    run,
)  # fmt: skip
