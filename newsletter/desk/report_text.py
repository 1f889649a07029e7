"""The report of a collection for a terminal: a block for each submission, what was taken before in a line."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from newsletter.desk.collection import Filed, Receipt
from newsletter.desk.report import BLURRED, Print, Report, in_order, prints_of, put_by, strays_of, sums_of
from newsletter.desk.report_diff import diff_lines
from newsletter.desk.report_labels import LABELS, Labels, Language
from newsletter.desk.submission import Draft
from newsletter.legible import clean

_MOST: Final = 60
"""Signs of a case that are shown."""
_MOST_LINES: Final = 6
_WIDEST: Final = 100
"""Lines of what changed in an article, and signs of one of them."""


def as_text(report: Report) -> Iterator[str]:
    labels = LABELS[report.language]
    if report.unwritten:
        yield labels.unwritten
        yield ""
    if all(receipt.known for receipt in report.collection.receipts):
        yield from _end(report, labels)
        return
    for receipt in in_order(report):
        yield from map(clean, _block(report, receipt, labels))
    yield ""
    yield from _end(report, labels)


def _end(report: Report, labels: Labels) -> Iterator[str]:
    yield from sums_lines(report, labels, labels.files_elsewhere)


def sums_lines(report: Report, labels: Labels, files: str) -> Iterator[str]:
    """``files``: how the number of files is told."""
    sums = sums_of(report)
    if not sums.submissions:
        yield labels.no_submissions
    elif sums.known == sums.submissions:
        yield labels.nothing.format(count=sums.submissions)
    else:
        states = "; ".join(f"{count} {labels.states[state]}" for state, count in sums.states.items())
        told = labels.sums.format(
            submissions=sums.submissions, known=sums.known, states=states or "–", photos=sums.photos
        )
        yield labels.would.format(sums=told) if report.unwritten else told
    yield files.format(files=sums.files, members=sums.members)
    if report.dry:
        yield labels.dry


def headline(receipt: Receipt, labels: Labels, language: Language) -> str:
    """Who sent it, and when."""
    submission = receipt.submission
    sender = submission.sender
    who = f"{sender.name} <{sender.address}>" if sender.name and sender.address else sender.name or sender.address
    day = labels.received.format(day=day_of(submission.received, language)) if submission.received else ""
    return " · ".join(filter(None, (submission.origin, who, day)))


def day_of(day: dt.date | None, language: Language) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}" if language == "vi" else day.isoformat()


def _block(report: Report, receipt: Receipt, labels: Labels) -> Iterator[str]:
    if receipt.known:
        if receipt.twin:  # what lies there as it did before is counted, and listed on the web page
            yield f"= {receipt.submission.origin}: {labels.twin.format(origin=receipt.twin)}"
        return
    documents = {one.document for one in receipt.filed}
    alone = documents == {receipt.submission.origin}
    if not alone:
        yield f"* {headline(receipt, labels, report.language)}"
    for one in receipt.filed:
        lines = list(_document(report, one, labels))
        yield f"* {lines[0]}" if alone else f"    {lines[0]}"
        yield from (f"      {line}" for line in lines[1:])
    for photo in strays_of(report, receipt):
        yield f"    {photo_line(photo, labels)}; {labels.stray}"
    for file in put_by(receipt):
        yield f"    {file.path}: {labels.fates[file.fate]}"


def _document(report: Report, one: Filed, labels: Labels) -> Iterator[str]:
    arrow = f" → {one.article}" if one.article else ""
    facts = [labels.states[one.state]]
    if one.draft and one.state not in ("known", "older", "twin", "empty"):
        facts.append(words_line(one.draft, labels))
        if one.photos:
            facts.append(labels.photos.format(count=len(one.photos)))
        if report.issue.units and not one.draft.head.unit:
            facts.append(labels.no_unit)
    yield f"{one.document}{arrow}: {', '.join(facts)}"
    if one.beside:
        yield labels.beside.format(file=one.beside)
    yield from _changed_lines(one.diff, labels)
    if one.draft and one.state not in ("known", "older", "twin"):
        yield from _details(one.draft, labels)
    yield from (photo_line(photo, labels) for photo in prints_of(report, one))


def _changed_lines(diff: str, labels: Labels) -> Iterator[str]:
    """The beginning of what went and what came."""
    lines = list(diff_lines(diff, _WIDEST))
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield labels.more.format(count=len(lines) - _MOST_LINES)


def words_line(draft: Draft, labels: Labels) -> str:
    if not draft.missing:
        return labels.words.format(words=draft.words_out)
    return labels.words_missing.format(words_out=draft.words_out, words_in=draft.words_in, count=len(draft.missing))


def _details(draft: Draft, labels: Labels) -> Iterator[str]:
    if draft.missing:
        yield f"{labels.missing}: {_short(' '.join(draft.missing))}"
    for change in draft.changes:
        case = f" ({_short(change.before)} → {_short(change.after)})" if change.before or change.after else ""
        yield f"{labels.changed}: {labels.change(change.what)}, {labels.times.format(count=change.times)}{case}"
    for encoding, count in Counter(one.encoding for one in draft.conversions).items():
        first = next(one for one in draft.conversions if one.encoding == encoding)
        passages = labels.passages.format(count=count)
        yield f"{labels.converted}: {encoding}, {passages} ({_short(first.before)} → {_short(first.after)})"
    if draft.revisions:
        deleted = _cases(one.text for one in draft.revisions if one.kind == "deletion")
        yield f"{labels.tracked}: {_counted(labels.revisions[one.kind] for one in draft.revisions)}{deleted}"
    if draft.comments:
        yield f"{labels.comments}: {len(draft.comments)} ({_short(draft.comments[0].text)})"
    if draft.losses:
        what = _cases(one.what for one in draft.losses)
        yield f"{labels.left_out}: {_counted(labels.losses[one.kind] for one in draft.losses)}{what}"


def _cases(texts: Iterable[str]) -> str:
    """What was left out, as much as a line holds; all of it stands in JSON and on the page."""
    told = " / ".join(" ".join(text.split()) for text in texts if text.strip())
    return f" ({_short(told)})" if told else ""


def _counted(kinds: Iterable[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in Counter(kinds).items())


def photo_line(photo: Print, labels: Labels) -> str:
    """What there is to know of a photo before it is printed."""
    shot = photo.shot
    width, height = shot.pixels
    facts = [labels.photo.format(file=photo.file, width=width, height=height)]
    if photo.ppi:
        facts.append(labels.ppi.format(ppi=photo.ppi))
    if shot.sharpness < BLURRED:
        facts.append(labels.blurred)
    if photo.near:
        facts.append(labels.near.format(other=photo.near))
    if shot.stripped:
        facts.append(labels.stripped.format(what=", ".join(shot.stripped)))
    return ", ".join(facts)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain}”" if len(plain) <= _MOST else f"“{plain[:_MOST]}…”"
