"""The job ticket: what the print shop must know of an issue, as YAML for programs and as a sheet for people."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import NamedTuple

from newsletter import __version__
from newsletter.build.ticket_words import TicketWords
from newsletter.compose.paper import Banner, Gallery, Heading, Pairs, Prose, Sheet, Signatures, Stamp
from newsletter.geometry import Size
from newsletter.model.article import Photo
from newsletter.model.issue import Binding, Job
from newsletter.problems import Severity
from newsletter.units import Mpt, to_mm

TICKET_FORMAT = "newsletter-ticket/1"
ACROSS, ACROSS_FEW = 6, 8
"""Pictures of pages in a row on the ticket: 36 stand on a page, and headlines can still be read. Eight pages are one row,
which finds room under the signatures."""


class Product(NamedTuple):
    title: str
    organization: str
    day: dt.date
    trim: Size
    bleed: Mpt
    pages: int
    binding: Binding


class Font(NamedTuple):
    """A font of the PDF: what it is called there, its family and file, and how it is embedded (subset, whole, none)."""

    name: str
    family: str
    file: str
    version: str
    licence: str
    embedding: str


class Ink(NamedTuple):
    """How much of each plate is covered (per cent of all trims), and where most ink stands, as (per cent, page)."""

    coverage: tuple[tuple[str, float], ...]
    peak: tuple[float, int]
    average: tuple[float, int]


class PressFile(NamedTuple):
    """``condition`` is the identifier of the output intent. ``allowed`` are codes of errors that did not stop it."""

    name: str
    size: int
    sha256: str
    standard: str
    condition: str
    condition_is: str
    allowed: tuple[str, ...]


class Ticket(NamedTuple):
    issue: str
    product: Product
    job: Job
    press: PressFile
    fingerprint: str
    fonts: tuple[Font, ...] = ()
    ink: Ink | None = None


def lacking(ticket: Ticket) -> tuple[str, ...]:
    """The keys of issue.yaml that would fill the ticket's blanks."""
    return tuple(f"job.{key}" for key, value in ticket.job._asdict().items() if not value)


# -- for programs -----------------------------------------------------------------


def ticket_yaml(ticket: Ticket) -> str:
    """ticket.yaml. What is not known is absent."""
    product, press = ticket.product, ticket.press
    return "\n".join([
        f"format: {TICKET_FORMAT}",
        *_entries("", issue=ticket.issue, title=product.title, organization=product.organization, date=product.day),
        "product:",
        *_entries("  ", width_mm=round(to_mm(product.trim.width), 2), height_mm=round(to_mm(product.trim.height), 2),
                  bleed_mm=round(to_mm(product.bleed), 2), pages=product.pages, binding=product.binding),
        *(_ink_entries(ticket.ink) if ticket.ink else ()),
        *(["job:", *_entries("  ", **ticket.job._asdict())] if any(ticket.job) else []),
        "press:",
        *_entries("  ", file=press.name, bytes=press.size, sha256=press.sha256, standard=press.standard,
                  condition=press.condition, condition_is=press.condition_is),
        *([f"  allowed: [{', '.join(press.allowed)}]"] if press.allowed else []),
        *_entries("", fingerprint=ticket.fingerprint, program=f"newsletter {__version__}"),
        *(["fonts:", *(_listed(font) for font in ticket.fonts)] if ticket.fonts else []),
        "",
    ])  # fmt: skip


def _entries(indent: str, **values: object) -> Iterator[str]:
    for key, value in values.items():
        if value not in ("", None):
            yield f"{indent}{key}: {_scalar(value)}"


def _ink_entries(ink: Ink) -> Iterator[str]:
    yield "ink:"
    yield f"  coverage: {{{', '.join(f'{_scalar(name)}: {percent:.1f}' for name, percent in ink.coverage)}}}"
    for key, (percent, page) in (("peak", ink.peak), ("average_15mm", ink.average)):
        yield f"  {key}: {{percent: {percent:.1f}, page: {page}}}"


def _listed(font: Font) -> str:
    return f"  - {{{', '.join(f'{key}: {_scalar(value)}' for key, value in font._asdict().items() if value)}}}"


def _scalar(value: object) -> str:
    """Text in quotation marks (JSON is YAML), numbers and days as they are."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


# -- for people -------------------------------------------------------------------


def ticket_sheet(
    ticket: Ticket, words: TicketWords, verdict: tuple[Severity | None, str], pictures: tuple[Photo, ...] = ()
) -> Sheet:
    """The printed ticket; ``verdict`` is what preflight says, ``pictures`` show the pages."""
    product = ticket.product
    across = ACROSS_FEW if len(pictures) <= ACROSS_FEW else ACROSS
    numbered = tuple((picture, str(number)) for number, picture in enumerate(pictures, 1))
    blocks = (
        Banner(words.ticket, product.title, product.organization),
        Stamp(verdict[0], f"{words.report}: {verdict[1]}"),
        Heading(words.product),
        Pairs(tuple(_product_rows(ticket, words))),
        Heading(words.job),
        Pairs(tuple(_job_rows(ticket.job, words))),
        Heading(words.file),
        Pairs(tuple(_press_rows(ticket, words))),
        Signatures((words.giver, words.taker)),
        Prose(words.by_hand, quiet=True),
        *((Heading(words.pictures), Gallery(numbered, across)) if pictures else ()),
    )
    return Sheet(f"{words.ticket} · {ticket.issue} · {ticket.fingerprint}", blocks)


def _product_rows(ticket: Ticket, words: TicketWords) -> Iterator[tuple[str, str]]:
    product, ink = ticket.product, ticket.ink
    yield words.day, dated(product.day, words)
    width, height, bleed = (_length(length, words) for length in (*product.trim, product.bleed))
    yield words.trim, words.trim_is.format(width=width, height=height, bleed=bleed)
    yield words.pages, words.pages_are.format(count=product.pages)
    if ink:
        plates = (words.coverage.format(ink=name, percent=number(percent, words)) for name, percent in ink.coverage)
        yield words.colours, ", ".join(plates)
        (peak, peak_page), (average, average_page) = ink.peak, ink.average
        yield (
            words.ink,
            words.ink_is.format(
                peak=number(peak, words), peak_page=peak_page, average=number(average, words), average_page=average_page
            ),
        )
    yield words.binding, words.bindings[product.binding]


def _job_rows(job: Job, words: TicketWords) -> Iterator[tuple[str, str]]:
    yield words.stock, job.stock
    yield words.run, words.run_is.format(count=number(job.run, words)) if job.run else ""
    yield words.finishing, job.finishing
    yield words.delivery, dated(job.delivery, words) if job.delivery else ""
    yield words.contact, job.contact


def _press_rows(ticket: Ticket, words: TicketWords) -> Iterator[tuple[str, str]]:
    press = ticket.press
    yield words.name, words.name_is.format(name=press.name, size=number(press.size, words))
    yield words.standard, press.standard
    yield words.condition, f"{press.condition}: {press.condition_is}"
    if ticket.fonts:
        lacking = sum(font.embedding == "none" for font in ticket.fonts)
        said = words.fonts_lack if lacking else words.fonts_are
        yield words.fonts, said.format(count=len(ticket.fonts), lacking=lacking)
    yield words.digest, press.sha256
    yield words.fingerprint, ticket.fingerprint.removeprefix("sha256:")
    if press.allowed:
        yield words.allowed, ", ".join(press.allowed)


def dated(day: dt.date, words: TicketWords) -> str:
    return words.date.format(d=day.day, m=day.month, y=day.year)


def number(value: float, words: TicketWords, *, fixed: bool = False) -> str:
    """With at most one decimal (``fixed``: with one), thousands parted, as the language writes numbers."""
    plain = f"{value:,.1f}"
    shown = plain if fixed else plain.removesuffix(".0")
    return shown.translate({ord(","): words.stop, ord("."): words.comma})


def _length(length: Mpt, words: TicketWords) -> str:
    return number(to_mm(length), words)
