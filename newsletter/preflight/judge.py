"""The conductor of preflight: reads a file, asks every rule, gathers what they find into a verdict."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from newsletter.pdf.document import Document
from newsletter.pdf.interpret import marks_of
from newsletter.pdf.marks import Fault
from newsletter.pdf.painter import Shelf
from newsletter.pdf.reader import read
from newsletter.preflight import (
    bleed_rules,
    claims,
    colour_rules,
    font_rules,
    image_rules,
    overprint_rules,
    page_rules,
    small_rules,
    structure,
)
from newsletter.preflight.facts import Tally, facts_of
from newsletter.preflight.fault_rules import faulty
from newsletter.preflight.finding import Case, Sheet, Sighting, Subject, gather, sheet_of
from newsletter.preflight.ink import PageInk, measure
from newsletter.preflight.ink_rules import ink
from newsletter.preflight.table import CONDITIONS, ERROR_SHARE, LIMITS, StandardName, Stock, StockName, Yardstick
from newsletter.preflight.verdict import PreflightOrder, Verdict
from newsletter.preflight.xmp import read_xmp

ON_FILES: Final[tuple[Callable[[Subject], Iterator[Sighting]], ...]] = (
    *structure.RULES, *claims.RULES, *page_rules.RULES, *colour_rules.DOCUMENT_RULES,
)  # fmt: skip
ON_MARKS: Final[tuple[Callable[[Case], Iterator[Sighting]], ...]] = (
    *colour_rules.RULES, *overprint_rules.RULES, *small_rules.RULES, *image_rules.RULES, *font_rules.RULES,
    *bleed_rules.RULES,
)  # fmt: skip
LOST: Final = frozenset({"unreadable", "truncated", "locked", "catalogue"})
"""Damages that take parts of the file away: what would be missed of it are consequences, and not told."""
SPOILING: Final = frozenset({"NL801", "NL802", "NL877"})
"""Faults of a page for which its plates cannot be rendered wholly."""
EVERYTHING: Final = PreflightOrder()


def preflight(content: bytes, order: PreflightOrder = EVERYTHING) -> Verdict:
    """Judges a PDF. Whatever the file is, there is a verdict; limits of time and memory are for ``bounded`` to set."""
    document = read(content)
    properties = read_xmp(document.xmp) if document.xmp is not None else None
    claimed, standard = claims.claimed(document, properties)
    yardstick = yardstick_of(document, order, standard)
    subject = Subject(document, yardstick, properties)
    tally, inks = Tally(), list[PageInk]()
    sheets = {page.number: sheet for page in document.pages if (sheet := sheet_of(page))}
    found = gather(_sightings(subject, sheets, (tally, inks)), yardstick, sheets)
    return Verdict(found, facts_of(document, claimed, tally, inks), yardstick)


def yardstick_of(document: Document, order: PreflightOrder, claimed: StandardName | None) -> Yardstick:
    """A file that claims nothing is judged by PDF/X-1a, one that names no condition that is known by coated stock."""
    named = (intent.text("OutputConditionIdentifier").strip().lower() for intent in document.intents)
    implied: StockName = next((CONDITIONS[name] for name in named if name in CONDITIONS), "coated")
    stock = order.stock or implied
    return Yardstick(order.standard or claimed or "pdfx1a", stock, limits_of(stock, order))


def limits_of(stock: StockName, order: PreflightOrder) -> Stock:
    """The limits of a stock, with those that the order sets."""
    limits = LIMITS[stock]
    if order.min_ppi is not None:
        limits = limits._replace(error_ppi=order.min_ppi * ERROR_SHARE, warning_ppi=order.min_ppi)
    if order.max_ink is not None:
        limits = limits._replace(average_ink=order.max_ink)
    return limits


def _sightings(subject: Subject, sheets: Mapping[int, Sheet], notes: tuple[Tally, list[PageInk]]) -> Iterator[Sighting]:
    """Everything that any rule objects to; facts are noted on the way."""
    lost = any(damage.kind in LOST for damage in subject.document.damages)
    for ask in structure.DAMAGE_RULES if lost else ON_FILES:
        yield from ask(subject)
    if lost:
        return
    spoilt = set[int]()
    for sighting in _on_marks(subject, sheets, notes[0]):
        if sighting.code in SPOILING:
            spoilt.add(sighting.page)
        yield sighting
    yield from _on_plates(subject, notes, spoilt)


def _on_marks(subject: Subject, sheets: Mapping[int, Sheet], tally: Tally) -> Iterator[Sighting]:
    shelf, faults = Shelf(), list[Fault]()
    for page in subject.document.pages:
        sheet = sheets.get(page.number)
        for mark in marks_of(subject.document, page, faults, shelf):
            tally.see(mark)
            if sheet is not None:
                case = Case(mark, sheet, subject.yardstick)
                for ask in ON_MARKS:
                    yield from ask(case)
        for fault in faults:
            yield from faulty(fault)
        faults.clear()


def _on_plates(subject: Subject, notes: tuple[Tally, list[PageInk]], spoilt: set[int]) -> Iterator[Sighting]:
    """That a page could not be measured is told only where nothing else has told why."""
    tally, inks = notes
    for page in measure(subject.document):
        tally.ink(page)
        inks.append(page)
        if not (page.fault and page.page in spoilt):
            yield from ink(page, subject.yardstick)
