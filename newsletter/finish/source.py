"""The PDF that is imposed: opened within bounds, its pages as values. The one place here that knows pypdf.

Whatever pypdf meets in a damaged file comes out as ``Damaged``; nothing of such a file is guessed, since a page that
was mended wrongly would be printed wrongly.
"""

import io
import logging
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from newsletter.geometry import Rect, Size
from newsletter.problems import Outcome, Problem, error, warning
from newsletter.units import Mpt, mm, pt, to_mm

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAGES_MOST: Final = 2000
LEAST_TRIM, LARGEST_TRIM = mm(20), mm(2000)
BLEED_MOST: Mpt = mm(10)
BLEED_UNSAID: Mpt = mm(3)
"""What is taken for the bleed at most where there is no BleedBox: marks stand beyond it."""
TOLERANCE: Mpt = 500
"""By which the trims of two pages may differ and count as one size."""
_LARGEST_NUMBER: Final = 100_000.0
_OBJECT: Final = re.compile(rb"\s*([0-9]{1,10})\s+([0-9]{1,5})\s+obj")
_TAIL: Final = 1024
"""Bytes in which a PDF ends (ISO 32000-1, annex H, 3.4.4)."""
_OBJECT_HEAD: Final = 64
"""Bytes in which an object's number stands."""
_ADDRESS: Final = re.compile(r", [0-9]{9,}(?=\))")
"""Of an object in memory, which is another each time."""
_HEADER: Final = re.compile(r"([12])\.([0-9])")


class Damaged(Exception):  # noqa: N818 (a state of the file, told as its Problem)
    """The file cannot be read on; says what pypdf met."""


class SourcePage(NamedTuple):
    """A page as it is placed. ``trim`` in its own coordinates (y up, UserUnit applied), before /Rotate;
    ``turns`` are quarter turns to the left that set it upright; ``bleed`` is there on all sides."""

    number: int
    trim: Rect
    bleed: Mpt
    turns: int
    unit: float
    has_trim: bool
    annotated: bool

    @property
    def size(self) -> Size:
        """The trim as it is seen."""
        width, height = self.trim.width, self.trim.height
        return Size(height, width) if self.turns % 2 else Size(width, height)


class Source(NamedTuple):
    """A PDF that can be imposed; ``version`` is that of the format."""

    reader: "PdfReader"
    version: tuple[int, int]
    pages: tuple[SourcePage, ...]


@contextmanager
def guarded() -> Iterator[None]:
    """Around every call into pypdf: what it raises is the file's doing. Names are read as bytes, so that resources keep
    the names by which content streams call them."""
    from pypdf.generic import NameObject  # noqa: PLC0415 (0.16 s)

    log = logging.getLogger("pypdf")
    log.propagate = False  # what it would print, problems say
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    charsets = NameObject.CHARSETS
    NameObject.CHARSETS = ("latin1",)  # type: ignore[assignment]
    try:
        yield
    except Damaged:
        raise
    except Exception as fault:
        raise Damaged(_ADDRESS.sub("", str(fault))[:100] or type(fault).__name__) from fault
    finally:
        NameObject.CHARSETS = charsets


def open_source(file: BinaryIO) -> Outcome[Source]:
    """A PDF with pages of which each has a usable size; None, with all that is wrong, where it is not to be had. The file
    is read as it is needed: it has to stay open."""
    try:
        with guarded():
            return _opened(file)
    except Damaged as fault:
        return Outcome(None, (error("NL652", reason=str(fault)),))


def _opened(file: BinaryIO) -> Outcome[Source]:
    from pypdf import PdfReader  # noqa: PLC0415 (the same)
    from pypdf.errors import DependencyError  # noqa: PLC0415

    file.seek(max(0, file.seek(0, io.SEEK_END) - _TAIL))
    if b"%%EOF" not in file.read():  # which pypdf looks for line by line through the whole file
        raise Damaged("no end of file marker")
    try:
        reader = PdfReader(file, strict=True)
    except (DependencyError, NotImplementedError):  # a cipher that pypdf lacks
        return Outcome(None, (error("NL651"),))
    if reader.is_encrypted:
        return Outcome(None, (error("NL651"),))
    _prove_table(reader, file)
    count = len(reader.pages)
    if not count:
        raise Damaged("no pages")
    if count > PAGES_MOST:
        return Outcome(None, (error("NL653", pages=count, limit=PAGES_MOST),))
    read = [_page(page, number) for number, page in enumerate(reader.pages, 1)]
    pages = [page for page in read if isinstance(page, SourcePage)]
    problems = [*(page for page in read if isinstance(page, Problem)), *_told(pages)]
    whole = len(pages) == count
    return Outcome(Source(reader, _version(reader), tuple(pages)) if whole else None, tuple(problems))


def _prove_table(reader: "PdfReader", file: BinaryIO) -> None:
    """Each entry of the cross-reference table leads to its object. Where one does not, pypdf would search the whole file
    for that object, and for the next one again: minutes in a hostile file."""
    for generation, entries in reader.xref.items():
        for number, offset in entries.items():
            file.seek(offset)
            found = _OBJECT.match(file.read(_OBJECT_HEAD))
            if found is None or (int(found[1]), int(found[2])) != (number, generation):
                raise Damaged(f"cross-reference of object {number}")


def _version(reader: "PdfReader") -> tuple[int, int]:
    """The newer of header and catalogue (ISO 32000-1, 7.5.2)."""
    said = (str(reader.pdf_header), str(reader.trailer["/Root"].get_object().get("/Version", "")))  # type: ignore[union-attr]
    found = [(int(match[1]), int(match[2])) for text in said if (match := _HEADER.search(text))]
    return max(found, default=(1, 7))


def _page(page: "PageObject", number: int) -> SourcePage | Problem:
    unit = _number(page.get("/UserUnit", 1)) or 1.0
    media = _box(page, "/MediaBox", unit)
    crop = _box(page, "/CropBox", unit) or media
    said = _box(page, "/TrimBox", unit) or _box(page, "/ArtBox", unit)
    trim = said or crop
    sides = (trim.width, trim.height) if trim else (0, 0)
    if trim is None or crop is None or min(sides) < LEAST_TRIM or max(sides) > LARGEST_TRIM:
        shown = " x ".join(f"{to_mm(side):.0f}" for side in sides)
        return error("NL656", page=number, size=shown, least=round(to_mm(LEAST_TRIM)), most=round(to_mm(LARGEST_TRIM)))
    bleed = _box(page, "/BleedBox", unit)
    most = BLEED_MOST if bleed else BLEED_UNSAID
    return SourcePage(
        number=number,
        trim=trim,
        bleed=max(0, min(most, _least_room(trim, bleed or crop))) if said else 0,
        turns=-round((_number(page.get("/Rotate", 0)) or 0) / 90) % 4,
        unit=unit,
        has_trim=said is not None,
        annotated=bool(page.get("/Annots")),
    )


def _box(page: "PageObject", key: str, unit: float) -> Rect | None:
    """A box, its corners in order (7.9.5); None where it is none."""
    found = page.get(key)
    values = found.get_object() if found is not None else None
    if not isinstance(values, list) or len(values) != 4:
        return None
    corners = [_number(value) for value in values]
    if any(corner is None for corner in corners):
        return None
    x0, y0, x1, y1 = (pt((corner or 0.0) * unit) for corner in corners)
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _number(value: object) -> float | None:
    from pypdf.generic import IndirectObject  # noqa: PLC0415 (the same)

    found = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return float(found) if math.isfinite(found) and abs(found) < _LARGEST_NUMBER else None


def _least_room(trim: Rect, bleed: Rect) -> Mpt:
    return min(trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1)


def _told(pages: list[SourcePage]) -> Iterator[Problem]:
    """What the print shop should know of the pages, each once."""
    first = pages[0].size if pages else Size(0, 0)
    for page in pages:
        if max(abs(page.size.width - first.width), abs(page.size.height - first.height)) > TOLERANCE:
            yield error("NL654", page=page.number, size=shown_size(page.size), first=shown_size(first))
    unboxed = [page.number for page in pages if not page.has_trim]
    if unboxed:
        yield warning("NL655", pages=shown_numbers(unboxed))
    annotated = [page.number for page in pages if page.annotated]
    if annotated:
        yield warning("NL661", pages=shown_numbers(annotated))


def shown_size(size: Size) -> str:
    """Millimetres, to the tenth where there are tenths."""
    return " x ".join(f"{to_mm(side):.1f}".removesuffix(".0") for side in size)


def shown_numbers(numbers: list[int]) -> str:
    """``1-4, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
