"""Rules on pages as sheets: their boxes, sizes, turns and number."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from newsletter.pdf.marks import Box
from newsletter.preflight.finding import BOX_TOLERANCE, Sighting, Subject, holds, sheet_of

MM: Final = 72 / 25.4
"""Points in a millimetre."""
SIZE_TOLERANCE: Final = 0.5
"""Points by which pages of one size may differ."""
SECTION: Final = 4
"""Pages of a folded sheet: what is stitched or sewn has a multiple of it."""


def boxes(subject: Subject) -> Iterator[Sighting]:
    document = subject.document
    for page in document.pages:
        known = page.boxes
        if known.trim is None and known.art is None:
            yield Sighting("NL830", page.number)
        if known.trim is not None and known.art is not None:
            yield Sighting("NL831", page.number)
        named = (
            ("TrimBox", known.trim or known.art), ("BleedBox", known.bleed), ("CropBox", known.crop),
            ("MediaBox", known.media),
        )  # fmt: skip
        present = [(name, box) for name, box in named if box is not None]
        for (inner, small), (outer, large) in pairwise(present):
            if not holds(large, small):
                yield Sighting("NL832", page.number, small, value=inner, limit=outer)
        if known.crop and known.media and not (holds(known.crop, known.media) and holds(known.media, known.crop)):
            yield Sighting("NL833", page.number, known.crop)
        if page.user_unit != 1.0:
            yield Sighting("NL834", page.number, value=page.user_unit)


def bleed(subject: Subject) -> Iterator[Sighting]:
    """Room for picture beyond the trim, on all four sides."""
    document, yardstick = subject.document, subject.yardstick
    wanted = yardstick.limits.bleed
    for page in document.pages:
        trim = page.boxes.trim or page.boxes.art
        if trim is None:
            continue
        edge = page.boxes.bleed or trim
        least = min(trim.x0 - edge.x0, trim.y0 - edge.y0, edge.x1 - trim.x1, edge.y1 - trim.y1)
        if least < wanted * MM - BOX_TOLERANCE:
            yield Sighting("NL835", page.number, value=max(0.0, least / MM), limit=wanted)


def sizes(subject: Subject) -> Iterator[Sighting]:
    """All pages as most are: a page of another size is cut wrongly, a turned one lies wrongly on the sheet."""
    document = subject.document
    trims = {page.number: sheet.trim for page in document.pages if (sheet := sheet_of(page)) and sheet.sound}
    sizes = Counter(map(_rounded, trims.values())).most_common(1)
    usual = next((trim for trim in trims.values() if _rounded(trim) == sizes[0][0]), None)
    for page in document.pages:
        trim = trims.get(page.number)
        if trim and usual and not _same_size(trim, usual):
            yield Sighting("NL836", page.number, value=_size(trim), limit=_size(usual))
        if page.rotate:
            yield Sighting("NL837", page.number, value=page.rotate)


def _same_size(one: Box, other: Box) -> bool:
    return abs(one.width - other.width) <= SIZE_TOLERANCE and abs(one.height - other.height) <= SIZE_TOLERANCE


def _rounded(trim: Box) -> tuple[int, int]:
    return round(trim.width), round(trim.height)


def _size(trim: Box) -> str:
    return f"{trim.width / MM:.1f} x {trim.height / MM:.1f} mm"


def page_count(subject: Subject) -> Iterator[Sighting]:
    """A leaf alone has no binding; beyond that, folded sheets have four pages."""
    document = subject.document
    count = len(document.pages)
    if count > 2 and count % SECTION:
        yield Sighting("NL839", value=count, limit=SECTION)


RULES: Final = (boxes, bleed, sizes, page_count)
