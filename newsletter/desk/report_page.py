"""The report of a collection as one web page that a secretary of the board reads: what came, what became of it, what is to
be looked at, and where every file went."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from newsletter.desk.collection import Filed, Receipt, State
from newsletter.desk.report import (
    BLURRED,
    Print,
    Report,
    Whereabouts,
    every_file,
    in_order,
    prints_of,
    problems_of,
    put_by,
    strays_of,
)
from newsletter.desk.report_diff import diff_markup
from newsletter.desk.report_labels import LABELS, Labels
from newsletter.desk.report_style import STYLE
from newsletter.desk.report_text import day_of, sums_lines
from newsletter.desk.submission import Change, Draft, Head
from newsletter.manuscripts.manuscript import Comment, Conversion, Revision
from newsletter.manuscripts.photo_batches import Thumbnail
from newsletter.problems import Problem
from newsletter.webpage import markup, name_markup, picture, web_page

_MOST: Final = 1000
"""Cases of a kind that are shown of a document; the rest is counted."""
_MOST_DECODED: Final = 40
"""Passages of an old encoding, of which a few tell enough."""
_FEW: Final = 10
_MOST_SIGNS: Final = 2000
"""Signs of a passage that are shown."""
_TONE: Final[dict[State, str]] = {
    "new": "good", "updated": "good", "merged": "good", "known": "soft", "older": "soft", "twin": "soft",
    "conflict": "bad", "gone": "bad", "alike": "bad", "empty": "bad",
}  # fmt: skip


class _Page(NamedTuple):
    report: Report
    labels: Labels
    thumbnails: Mapping[str, Thumbnail]


def as_html(report: Report, thumbnails: Mapping[str, Thumbnail]) -> str:
    """``thumbnails`` of photos by their paths in the issue."""
    page = _Page(report, LABELS[report.language], thumbnails)
    labels = page.labels
    receipts = in_order(report)
    fresh = [(number, receipt) for number, receipt in enumerate(receipts, 1) if not receipt.known]
    known = [receipt for receipt in receipts if receipt.known]
    body = [
        f"<header><h1>{labels.title}</h1>",
        f"<p>{name_markup(report.title)}</p></header>",
        "<main>",
        f'<div class="sum">{"".join(f"<p>{markup(line)}</p>" for line in _sums(page))}</div>',
        *_found(page),
        *_overview(fresh, page),
        *(line for number, receipt in fresh for line in _submission(number, receipt, page)),
        *_known(known, page),
        *_files(page),
        "</main>",
    ]
    return web_page(f"{labels.title} · {report.title}", body, language=report.language, style=STYLE)


def _sums(page: _Page) -> Iterator[str]:
    if page.report.unwritten:
        yield page.labels.unwritten
    yield from sums_lines(page.report, page.labels, page.labels.files)


def _found(page: _Page) -> Iterator[str]:
    """What is wrong with the run as a whole."""
    if page.report.found:
        yield f"<h2>{page.labels.problems}</h2>"
        yield from _problems(page.report.found, page)


def _overview(fresh: Sequence[tuple[int, Receipt]], page: _Page) -> Iterator[str]:
    if not fresh:
        return
    labels = page.labels
    yield f"<table class='overview'><thead><tr>{''.join(f'<th>{name}</th>' for name in labels.columns)}</tr></thead>"
    for number, receipt in fresh:
        rows = [*receipt.filed, *([None] if receipt.strays or not receipt.filed else [])]
        yield "<tbody>"
        for at, one in enumerate(rows):
            who = receipt.submission.sender.name or receipt.submission.origin
            head = (
                f'<th rowspan="{len(rows)}"><a href="#s{number}">{name_markup(who)}</a></th>'
                f'<td rowspan="{len(rows)}" class="number">{day_of(receipt.submission.received, page.report.language)}</td>'
            )
            yield f"<tr>{head if not at else ''}{_row(one, receipt, labels)}</tr>"
        yield "</tbody>"
    yield "</table>"


def _row(one: Filed | None, receipt: Receipt, labels: Labels) -> str:
    """A document, or the photos that came with none."""
    if one is None:
        fates = dict.fromkeys(labels.fates[file.fate] for file in put_by(receipt))
        kept = labels.stray if receipt.strays else ", ".join(fates) or labels.fates["original"]
        return f'<td></td><td class="number"></td><td class="number">{len(receipt.strays) or ""}</td><td>{kept}</td>'
    words = str(one.draft.words_out) if one.draft and one.article else ""
    if one.draft and one.draft.missing:
        words = f'<span class="bad">{one.draft.words_out}/{one.draft.words_in}</span>'
    title = one.draft.head.title if one.draft else one.document
    return (
        f"<td>{name_markup(title)}</td>"
        f'<td class="number">{words}</td><td class="number">{len(one.photos) or ""}</td>'
        f'<td class="{_TONE[one.state]}">{labels.states[one.state]}</td>'
    )


def _submission(number: int, receipt: Receipt, page: _Page) -> Iterator[str]:
    submission, labels = receipt.submission, page.labels
    sender = submission.sender
    facts = [name_markup(fact) for fact in (sender.name, sender.address, submission.subject) if fact]
    if submission.received:
        facts.append(labels.received.format(day=day_of(submission.received, page.report.language)))
    yield f'<section id="s{number}">'
    yield f"<h2>{name_markup(submission.origin)} <small>{' · '.join(facts)}</small></h2>"
    yield from _problems(tuple(dict.fromkeys(problems_of(page.report, receipt))), page)
    for one in receipt.filed:
        yield from _document(one, page)
    if receipt.strays:
        yield f'<article class="card bad"><h3>{labels.stray}</h3>'
        yield from _photos(strays_of(page.report, receipt), page)
        yield "</article>"
    if others := put_by(receipt):
        names = "".join(f"<li>{name_markup(file.path)}: {labels.fates[file.fate]}</li>" for file in others)
        yield f'<ul class="plain">{names}</ul>'
    yield "</section>"


def _problems(problems: Iterable[Problem], page: _Page) -> Iterator[str]:
    lines = []
    for problem in problems:
        said, way_out = page.report.worded(problem)
        hint = f'<br><span class="small">{markup(way_out)}</span>' if way_out else ""
        lines.append(
            f'<li class="{problem.severity}">{markup(said)} <span class="code">{problem.code}</span>{hint}</li>'
        )
    if lines:
        yield f'<ul class="problems">{"".join(lines)}</ul>'


def _document(one: Filed, page: _Page) -> Iterator[str]:
    labels, draft = page.labels, one.draft
    yield f'<article class="card {_TONE[one.state]}">'
    yield f"<h3>{name_markup(draft.head.title if draft and one.article else one.document)}</h3>"
    arrow = f" → <code>{name_markup(one.article)}</code>" if one.article else ""
    yield f'<p class="facts"><span class="tag">{labels.states[one.state]}</span> {name_markup(one.document)}{arrow}</p>'
    if one.beside:
        yield f"<p>{markup(labels.beside.format(file=one.beside))}</p>"
    if draft and one.state not in ("known", "older", "twin", "empty"):
        yield f'<p class="head">{" · ".join(_head(draft.head, page))}</p>'
        yield from _words(draft, labels)
    if draft and one.state not in ("known", "older", "twin"):
        yield from _changes(draft.changes, labels)
        yield from _conversions(draft.conversions, labels)
        yield from _revisions(draft.revisions, labels)
        yield from _comments(draft.comments, labels)
        yield from _losses(draft, labels)
    yield from _photos(prints_of(page.report, one), page)
    if one.diff:
        head = labels.differs if one.state == "conflict" else labels.diff
        yield f"<details open><summary>{head}</summary><pre>{diff_markup(one.diff)}</pre></details>"
    yield "</article>"


def _head(head: Head, page: _Page) -> Iterator[str]:
    """What was found of the front matter, beside the title."""
    labels, units = page.labels, {unit.id: unit.name for unit in page.report.issue.units}
    if head.unit:
        yield labels.unit.format(unit=name_markup(units.get(head.unit, head.unit)))
    elif units:
        yield f'<span class="bad">{labels.no_unit}</span>'
    if head.author:
        yield labels.author.format(author=name_markup(head.author))
    if head.deck:
        yield labels.deck.format(deck=markup(head.deck))


def _words(draft: Draft, labels: Labels) -> Iterator[str]:
    if not draft.missing:
        yield f'<p class="words good">{labels.words.format(words=draft.words_out)}</p>'
        return
    count = labels.words_missing.format(words_out=draft.words_out, words_in=draft.words_in, count=len(draft.missing))
    shown = _cut(" ".join(draft.missing))
    yield f'<p class="words bad">{count}. {labels.missing}: <q>{markup(shown)}</q></p>'


def _changes(changes: Sequence[Change], labels: Labels) -> Iterator[str]:
    if changes:
        rows = (
            (f"{markup(labels.change(one.what))} <span class='small'>{labels.times.format(count=one.times)}</span>",
             markup(_cut(one.before)), markup(_cut(one.after)))
            for one in changes
        )  # fmt: skip
        yield from _table((labels.changed, labels.before, labels.after), rows)


def _conversions(conversions: Sequence[Conversion], labels: Labels) -> Iterator[str]:
    if conversions:
        rows = (
            (name_markup(" ".join(filter(None, (one.encoding, one.font)))),
             markup(_cut(one.before)), f"<b>{markup(_cut(one.after))}</b>")
            for one in conversions[:_MOST_DECODED]
        )  # fmt: skip
        yield from _table((labels.converted, labels.before, labels.after), rows)
        yield from _more(len(conversions), labels, _MOST_DECODED)


def _revisions(revisions: Sequence[Revision], labels: Labels) -> Iterator[str]:
    if not revisions:
        return
    lines = []
    for one in revisions[:_MOST]:
        tag = {"insertion": "ins", "deletion": "del"}.get(one.kind, "span")
        who = " · ".join(name_markup(part) for part in (one.author, one.date[:10]) if part)
        lines.append(f"<li>{labels.revisions[one.kind]}: <{tag}>{markup(_cut(one.text))}</{tag}> {_small(who)}</li>")
    counts = _counted(labels.revisions[one.kind] for one in revisions)
    yield f"{_details(len(revisions))}<summary>{labels.tracked}: {counts}</summary><ul>{''.join(lines)}</ul>"
    yield from _more(len(revisions), labels)
    yield "</details>"


def _comments(comments: Sequence[Comment], labels: Labels) -> Iterator[str]:
    if comments:
        lines = []
        for one in comments[:_MOST]:
            who = " · ".join(name_markup(part) for part in (one.author, one.date[:10]) if part)
            quote = f"<q>{markup(_cut(one.quote))}</q> – " if one.quote else ""
            lines.append(f"<li>{quote}{markup(_cut(one.text))} {_small(who)}</li>")
        yield f"{_details(len(comments))}<summary>{labels.comments}: {len(comments)}</summary><ul>{''.join(lines)}</ul>"
        yield from _more(len(comments), labels)
        yield "</details>"


def _details(count: int) -> str:
    """A few are seen at once, and printed."""
    return "<details open>" if count <= _FEW else "<details>"


def _losses(draft: Draft, labels: Labels) -> Iterator[str]:
    if draft.losses:
        parts = Counter((one.kind, _cut(one.what)) for one in draft.losses)
        lines = (
            f"<li>{f'{count} × ' if count > 1 else ''}{labels.losses[kind]}{f': {markup(what)}' if what else ''}</li>"
            for (kind, what), count in list(parts.items())[:_MOST]
        )
        yield f'<p class="label">{labels.left_out}</p><ul>{"".join(lines)}</ul>'
        yield from _more(len(parts), labels)


def _photos(photos: Sequence[Print], page: _Page) -> Iterator[str]:
    if photos:
        yield '<div class="photos">'
        for one in photos:
            small = page.thumbnails.get(one.file)
            shown = (
                picture(small.content, "image/jpeg", small.pixels, one.file) if small else '<div class="none"></div>'
            )
            yield f"<figure>{shown}<figcaption>{_photo(one, page.labels)}</figcaption></figure>"
        yield "</div>"


def _photo(one: Print, labels: Labels) -> str:
    shot = one.shot
    width, height = shot.pixels
    facts = [f"<b>{name_markup(one.file)}</b>", f"{width} × {height} px"]
    if one.ppi:
        facts.append(labels.ppi.format(ppi=one.ppi))
    if shot.sharpness < BLURRED:
        facts.append(f'<span class="bad">{labels.blurred}</span>')
    if one.near:
        facts.append(f'<span class="bad">{labels.near.format(other=name_markup(one.near))}</span>')
    if shot.stripped:
        facts.append(labels.stripped.format(what=name_markup(", ".join(shot.stripped))))
    caption = markup(_cut(shot.caption)) if shot.caption else f'<span class="bad">{labels.no_caption}</span>'
    said = re.match(rf"{labels.credit}\s*:", shot.credit, re.IGNORECASE)  # some credits say themselves what they are
    label = "" if said else f"{labels.credit}: "
    credit = f"<br>{label}{name_markup(shot.credit)}" if shot.credit else ""
    return f"{'<br>'.join(facts)}<br><i>{caption}</i>{credit}"


def _known(receipts: Sequence[Receipt], page: _Page) -> Iterator[str]:
    if receipts:
        labels = page.labels
        lines = []
        for receipt in receipts:
            articles = ", ".join(f"<code>{name_markup(one.article)}</code>" for one in receipt.filed if one.article)
            twin = f" – {markup(labels.twin.format(origin=receipt.twin))}" if receipt.twin else ""
            lines.append(
                f"<li>{name_markup(receipt.submission.origin)}{f' → {articles}' if articles else ''}{twin}</li>"
            )
        yield f"<details><summary>{labels.known}: {len(receipts)}</summary><ul>{''.join(lines)}</ul></details>"


def _files(page: _Page) -> Iterator[str]:
    labels = page.labels
    rows = (
        (name_markup(file.path), _fate(file, labels), f"<code>{name_markup(file.kept)}</code>" if file.kept else "")
        for file in every_file(page.report)
    )
    yield f"<details><summary>{labels.where}</summary>"
    yield from _table((labels.file, labels.became, labels.kept), rows)
    yield "</details>"


def _fate(file: Whereabouts, labels: Labels) -> str:
    became = ", ".join(f"<code>{name_markup(path)}</code>" for path in file.became)
    return f"{labels.fates[file.fate]} {became}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Cells are markup."""
    yield f'<div class="wide"><table><thead><tr>{"".join(f"<th>{cell}</th>" for cell in head)}</tr></thead><tbody>'
    yield from (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    yield "</tbody></table></div>"


def _more(count: int, labels: Labels, most: int = _MOST) -> Iterator[str]:
    if count > most:
        yield f'<p class="small">{labels.more.format(count=count - most)}</p>'


def _counted(kinds: Iterable[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in Counter(kinds).items())


def _small(words: str) -> str:
    return f'<span class="small">{words}</span>' if words else ""


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SIGNS else f"{text[:_MOST_SIGNS]}…"
