"""Facts of a file, gathered while its marks go by."""

from collections.abc import Iterable
from typing import Final

from newsletter.pdf.document import Document, Page
from newsletter.pdf.marks import Mark
from newsletter.preflight.finding import LONGEST_NAME, sheet_of
from newsletter.preflight.ink import PageInk
from newsletter.preflight.inks import PROCESS, spots
from newsletter.preflight.verdict import Facts, PageFacts

MOST_NAMES: Final = 200
"""Fonts, inks and colour spaces that are listed."""


class Tally:
    """Gathers facts while marks go by."""

    def __init__(self) -> None:
        self.fonts: dict[str, None] = {}
        self.inks: dict[str, None] = {}
        self.spaces: dict[str, None] = {}
        self.images = self.marks = 0

    def see(self, mark: Mark) -> None:
        self.marks += 1
        self.images += mark.kind == "image"
        _note(self.spaces, " / ".join(mark.colour.spaces))
        for name in spots(mark.colour):
            _note(self.inks, name)
        if mark.colour.cmyk is not None:
            for name, part in zip(PROCESS, mark.colour.cmyk, strict=True):
                if part > 0:
                    _note(self.inks, name)
        if mark.font is not None:
            kind = "embedded" if mark.font.embedded else "not embedded"
            _note(self.fonts, f"{mark.font.name or '?'} ({mark.font.type}, {'subset' if mark.font.subset else kind})")

    def ink(self, page: PageInk) -> None:
        """Pictures and shadings count as inks by what they put on the plates."""
        for name, percent in page.coverage:
            if percent > 0:
                _note(self.inks, name)


def _note(names: dict[str, None], name: str) -> None:
    if len(names) < MOST_NAMES:
        names[str(name[:LONGEST_NAME])] = None  # a name of PDF becomes a plain word


def facts_of(document: Document, claimed: str, tally: Tally, inks: Iterable[PageInk]) -> Facts:
    measured = {ink.page: ink for ink in inks}
    order = {name: place for place, name in enumerate(PROCESS)}
    return Facts(
        document.version,
        claimed,
        document.info.text("Title")[:LONGEST_NAME],
        tuple(
            _condition(intent.text("OutputConditionIdentifier"), intent.name("S")) for intent in document.intents[:20]
        ),
        tuple(_page(page, measured.get(page.number)) for page in document.pages),
        tuple(sorted(tally.fonts)),
        tuple(sorted(tally.inks, key=lambda name: (order.get(name, len(order)), name))),
        tuple(sorted(tally.spaces)),
        tally.images,
        tally.marks,
    )


def _condition(identifier: str, kind: str) -> str:
    return f"{identifier or '?'} ({kind or '?'})"[:LONGEST_NAME]


def _page(page: Page, ink: PageInk | None) -> PageFacts:
    boxes, sheet = page.boxes, sheet_of(page)
    known = PageFacts(page.number, boxes.media, sheet.trim if sheet else None, boxes.bleed, page.rotate)
    if ink is None or ink.fault:
        return known
    coverage = tuple((str(name[:LONGEST_NAME]), round(percent, 2)) for name, percent in ink.coverage)
    return known._replace(
        average_ink=round(ink.average.percent, 1), peak_ink=round(ink.peak.percent, 1), coverage=coverage
    )
