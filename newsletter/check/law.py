"""What the law wants of a bulletin, as tables by country and date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsletter.check.rule import Subject
from newsletter.geometry import Size
from newsletter.model.article import Text
from newsletter.model.issue import Issue
from newsletter.problems import Problem, note, warning
from newsletter.units import mm, to_mm

_ROUNDING = mm(0.5)
"""A trim may be given in whole points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """In force from ``since`` until the day before ``until``; ``first`` and ``last`` are keys of issue.yaml that the
    first and the last page must print."""

    name: str
    language: str
    since: date
    until: date | None
    trim: Size
    pages: int
    first: tuple[str, ...]
    last: tuple[str, ...]


LAWS: tuple[Law, ...] = (
    Law(
        name="Luật Báo chí 2016, Điều 34",
        language="vi",
        since=date(2017, 1, 1),
        until=date(2026, 7, 1),
        trim=Size(mm(190), mm(270)),
        pages=64,
        first=("title", "organization", "date"),
        last=("imprint.license", "imprint.printer", "imprint.print_run", "imprint.periodicity", "imprint.publisher"),
    ),
)
"""Law 103/2016/QH13; the word BẢN TIN itself is set by the masthead. Law 126/2025/QH15 follows it from July 2026."""


def law_of(issue: Issue) -> Law | None:
    """The law for an issue of this language and date."""
    for law in LAWS:
        if law.language == issue.language and law.since <= issue.date and (law.until is None or issue.date < law.until):
            return law
    return None


def lawful(subject: Subject) -> Iterator[Problem]:
    """The rule."""
    issue = subject.issue
    law = law_of(issue)
    if law is None:
        if any(known.language == issue.language for known in LAWS):
            yield note("NL720", issue.place("date"), date=f"{issue.date:%d/%m/%Y}")
        return
    yield from _size(subject, law)
    for key in law.first:
        if _absent(issue, key):
            yield warning("NL723", issue.at, law=law.name, key=key, page="first")
    for key in law.last:
        if _absent(issue, key):
            yield warning("NL724", issue.at, law=law.name, key=key, page="last")
    yield from _printed(subject, law)


def _size(subject: Subject, law: Law) -> Iterator[Problem]:
    at, trim = subject.issue.at, subject.layout.trim
    if trim.width > law.trim.width + _ROUNDING or trim.height > law.trim.height + _ROUNDING:
        yield warning("NL721", at, law=law.name, width=_whole_mm(trim.width), height=_whole_mm(trim.height),
                      most_width=_whole_mm(law.trim.width), most_height=_whole_mm(law.trim.height))  # fmt: skip
    if subject.pages > law.pages:
        yield warning("NL722", at, law=law.name, pages=subject.pages, most=law.pages)


def _whole_mm(length: int) -> int:
    return round(to_mm(length))


def _absent(issue: Issue, key: str) -> bool:
    holder: object = issue
    for part in key.split("."):
        holder = getattr(holder, part)
    return holder is None or (isinstance(holder, Text) and not holder.pieces)


def _printed(subject: Subject, law: Law) -> Iterator[Problem]:
    """The first page needs a masthead and the last an imprint, or nobody prints those fields."""
    if subject.plan is None or not subject.plan.pages:
        return
    first, last = subject.plan.pages[0], subject.plan.pages[-1]
    for page, kind, code in ((first, "masthead", "NL725"), (last, "imprint", "NL726")):
        template = subject.layout.templates.get(page.template)
        if template and all(furniture.kind != kind for furniture in template.furniture):
            yield warning(code, page.at or subject.issue.at, law=law.name, template=page.template)
