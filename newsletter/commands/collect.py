"""``collect``: mails, documents and photos from an inbox become articles of an issue."""

import datetime as dt
import os
from pathlib import Path

import click

from newsletter.build.collecting import Order, collect
from newsletter.commands.outputs import deliver, refuse_sources
from newsletter.commands.program import Option, Words
from newsletter.commands.progress import Progress
from newsletter.commands.review_desk import ended, waiting
from newsletter.commands.speech import Speech, verb
from newsletter.commands.wording import hint, message
from newsletter.desk.report import Report, as_json, every_file, photos_of
from newsletter.desk.report_text import as_text
from newsletter.problems import Problem


def run(
    speech: Speech, inboxes: tuple[str, ...], issue: str, page: str | None, *, received: dt.datetime | None, dry: bool
) -> int:
    folder = Path(issue)
    if page:
        refuse_sources(folder, [Path(page)], speech.language)
    order = Order(folder, tuple(map(Path, inboxes)), received.date() if received else None, write=not dry)
    inboxes_told = frozenset(
        name for inbox in order.inboxes for name in (str(inbox), Path(os.path.realpath(inbox)).name)
    )
    speech = speech._replace(elsewhere=inboxes_told)
    with Progress() as progress:
        collected = collect(order, progress.page, waiting(speech))
    if collected.collection is None or collected.issue is None:
        return ended(speech, collected.problems)

    def worded(problem: Problem) -> tuple[str, str]:
        return message(problem, speech.language), hint(problem, speech.language)

    report = Report(
        issue=collected.issue,
        collection=collected.collection,
        worded=worded,
        language=speech.language,
        found=collected.problems,
        column=collected.column,
        written=collected.written,
        dry=dry,
    )
    for line in as_text(report):
        speech.say(line)
    unwritten = deliver(_page(report), page, speech) if page else ()
    spoken = speech._replace(elsewhere=inboxes_told | _elsewhere(report))
    return ended(spoken, (*report.problems, *unwritten), **as_json(report))


def _elsewhere(report: Report) -> frozenset[str]:
    """The files of the inboxes, as the report names them."""
    articles = {one.article for receipt in report.collection.receipts for one in receipt.filed}
    return frozenset(one.path for one in every_file(report)) - articles


def _page(report: Report) -> str:
    from newsletter.desk.report_page import as_html  # noqa: PLC0415 (for those alone who want it)
    from newsletter.manuscripts.photo_batches import thumbnails_apart  # noqa: PLC0415 (the same)

    photos = {
        one.file: one.shot.content for receipt in report.collection.receipts for one in photos_of(report, receipt)
    }
    return as_html(report, thumbnails_apart(photos.items()))


command = verb(
    "collect",
    Words(
        "Nhận bài gửi về (Word, OpenDocument, Markdown, văn bản, HTML, thư, tệp nén, ảnh) vào một số báo; báo rõ đã lấy gì, "
        "sửa gì, bỏ gì.",
        "Take submissions (Word, OpenDocument, Markdown, text, HTML, mail, archives, photos) into an issue, and tell what "
        "was taken, changed and left out.",
    ),
    [
        click.Argument(["inboxes"], metavar="INBOX", nargs=-1, required=True),
        Option(["--issue"], required=True, metavar="ISSUE",
               words=Words("Thư mục của số báo.", "The folder of the issue.")),
        Option(["--received"], type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
               words=Words("Ngày nhận của những tệp không tự ghi ngày; thư thì theo ngày của thư.",
                           "The day on which files came that do not say it; mails do.")),
        Option(["--dry-run", "dry"], is_flag=True,
               words=Words("Chỉ báo sẽ làm gì, không ghi gì vào số báo.", "Only tell what would be done.")),
        Option(["--html", "page"], metavar="FILE",
               words=Words("Ghi báo cáo thành một trang web.", "Write the report as a web page.")),
    ],
    run,
)  # fmt: skip
