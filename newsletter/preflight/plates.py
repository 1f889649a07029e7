"""The plates of each page, rendered: what the platesetter would expose for every ink, overprint honoured.

pdfium renders RGB and grey alone, so each page is written anew for it, once for each plate (``films.py``,
``separate.py``), with its colours replaced by the greys of one ink.
"""

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from pypdfium2 import raw

from newsletter.finish.condition import LARGEST_PROFILE, is_cmyk_output
from newsletter.pdf.document import Document, Page, sheet
from newsletter.pdf.filters import decode
from newsletter.pdf.marks import Box
from newsletter.pdf.writing import TooMuch
from newsletter.preflight.films import FilmFile, Job
from newsletter.preflight.tints import PROCESS, Press
from newsletter.render.profiles import FOGRA39, profile

DENSITY: Final = 4
"""Pixels a millimetre: 101.6 ppi."""
PIXELS_MOST: Final = 16_000_000
"""Of one plate: a page larger than 1 x 1 m is rendered at 2 pixels a millimetre, or at 1."""
SPOTS_MOST: Final = 12
FAULTS: Final[dict[str, str]] = {
    "page": "the page has no size, or cannot be rendered",
    "size": "the page is larger than is rendered",
    "inks": "more inks than are rendered",
    "contents": "contents that cannot be decoded, or only in part",
    "amount": "more operators, images or objects than are rendered",
    "image": "an image that cannot be decoded",
    "shading": "a shading that makes no sense",
}
"""What may be wrong with plates, with its meaning."""


class Plates(NamedTuple):
    """``page`` from 1; ``bleed`` and ``trim`` in points of default user space; ``density`` in pixels a millimetre,
    ``scale`` in pixels a point. ``inks`` are names and plates, mode L, 0 is paper and 255 full ink, all of one size,
    their top left at that of ``bleed``; the process inks come first. There are none where the page cannot be
    rendered. ``fault`` is one of FAULTS, empty where nothing was wrong."""

    page: int
    bleed: Box
    trim: Box
    density: int
    scale: float
    inks: tuple[tuple[str, Image.Image], ...] = ()
    fault: str = ""

    def box(self, x0: int, y0: int, x1: int, y1: int) -> Box:
        """Pixels, y downward, as points."""
        left, top, scale = self.bleed.x0, self.bleed.y1, self.scale
        return Box(left + x0 / scale, top - y1 / scale, left + x1 / scale, top - y0 / scale)

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Points as the nearest pixels, cut by the plates; nothing of a box beyond them."""
        width, height = self.inks[0][1].size
        left, top, scale = self.bleed.x0, self.bleed.y1, self.scale
        x0, x1 = round((box.x0 - left) * scale), round((box.x1 - left) * scale)
        y0, y1 = round((top - box.y1) * scale), round((top - box.y0) * scale)
        x0, y0 = min(max(0, x0), width), min(max(0, y0), height)
        return x0, y0, max(x0, min(width, x1)), max(y0, min(height, y1))


def separations(document: Document, pages: Iterable[int] | None = None) -> Iterator[Plates]:
    """The plates of each page, or of those whose numbers are given, one page at a time."""
    job = Job(document, Press(_profile(document)), {})
    wanted = None if pages is None else frozenset(pages)
    for page in document.pages:
        if wanted is None or page.number in wanted:
            yield _plates(job, page)


def _profile(document: Document) -> bytes:
    """The profile of the output intent, where it is one of inks; else that of coated paper."""
    for intent in document.intents:
        embedded = intent.stream("DestOutputProfile")
        content = decode(embedded, LARGEST_PROFILE).data if embedded is not None else b""
        if is_cmyk_output(content):
            return content
    return profile(FOGRA39)


def _plates(job: Job, page: Page) -> Plates:
    trim = sheet(page)
    bleed = page.boxes.bleed or trim
    millimetre = 72 / 25.4 / (page.user_unit if page.user_unit > 0 else 1.0)
    area = bleed.width * bleed.height / millimetre**2
    density = next((density for density in (DENSITY, 2, 1) if area * density**2 <= PIXELS_MOST), 0)
    blank = Plates(page.number, bleed, trim, density, density / millimetre)
    # Pixels that reach beyond the bleed are left out, but not one that does by a rounding.
    size = (math.floor(bleed.width * blank.scale + 0.05), math.floor(bleed.height * blank.scale + 0.05))
    if min(size) < 1:
        return blank._replace(fault="page" if density else "size")
    frame = Box(bleed.x0, bleed.y1 - size[1] / blank.scale, bleed.x0 + size[0] / blank.scale, bleed.y1)
    try:
        inks, fault = _inks(job, page, (frame, size, blank.scale))
    except (pdfium.PdfiumError, TooMuch) as trouble:
        return blank._replace(fault="amount" if isinstance(trouble, TooMuch) else "page")
    return blank._replace(inks=inks, fault=fault)


_Frame = tuple[Box, tuple[int, int], float]
"""What of the page is rendered, in points and in pixels, and pixels a point."""


def _inks(job: Job, page: Page, frame: _Frame) -> tuple[tuple[tuple[str, Image.Image], ...], str]:
    """Plates by ink, and the first fault."""
    films, found = _exposed(job, page, PROCESS, frame)
    plates = [(ink, found[ink]) for ink in PROCESS]
    faults = list(films.faults)
    spots = [ink for ink in films.inks if ink not in PROCESS]
    if spots:
        _, more = _exposed(job, page, tuple(spots[:SPOTS_MOST]), frame)
        plates += more.items()
        faults += ["inks"] if len(spots) > SPOTS_MOST else []
    return tuple(plates), next(iter(faults), "")


def _exposed(job: Job, page: Page, plates: tuple[str, ...], frame: _Frame) -> tuple[FilmFile, dict[str, Image.Image]]:
    """The page on some plates."""
    box, size, scale = frame
    films = FilmFile(job, plates, scale)
    content = films.write(page, box)
    rendered = {plate: Image.new("L", size) for plate in plates}
    inked = [plate for plate, inked in zip(plates, films.inked, strict=True) if inked]
    if inked:
        with pdfium.PdfDocument(content) as file:
            for film, plate in zip(file, inked, strict=True):
                rendered[plate] = ImageChops.invert(_rendered(film, size))
    return films, rendered


def _rendered(film: pdfium.PdfPage, size: tuple[int, int]) -> Image.Image:
    """A page of the film file in exactly so many pixels. Letters come out 6 % too heavy in a bitmap of three colours,
    which pdfium smooths as for a screen, and true in one of greys."""
    bitmap = pdfium.PdfBitmap.new_native(*size, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
    raw.FPDF_RenderPageBitmap(bitmap, film, 0, 0, *size, 0, raw.FPDF_NO_CATCH)
    image: Image.Image = bitmap.to_pil()
    return image.convert("L")
