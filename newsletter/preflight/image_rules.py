"""Rules on pictures: enough pixels for their size, encodings that a press server reads, nothing that lies elsewhere."""

from collections.abc import Iterator
from typing import Final

from newsletter.pdf.marks import ImageFacts
from newsletter.preflight.finding import Case, Sighting, breakage, seen
from newsletter.preflight.inks import printed
from newsletter.preflight.table import StandardName

SMALLEST: Final = 16
"""Pictures of at most so many pixels on a side are ornaments or tints (R0031)."""
FINE_TOLERANCE: Final = 1.02
"""Programs that reduce to a resolution miss it by a pixel."""
REFUSED: Final[dict[StandardName, frozenset[str]]] = {
    "pdfx1a": frozenset({"LZWDecode", "LZW", "JBIG2Decode", "JPXDecode"}),
    "pdfx4": frozenset({"LZWDecode", "LZW"}),
}
"""Filters that the standards do not let stand."""


def resolution(case: Case) -> Iterator[Sighting]:
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    image, limits = mark.image, yardstick.limits
    if image is None or min(image.width, image.height) <= SMALLEST or not printed(mark, sheet):
        return
    ppi = round(image.resolution, 1)
    if _line_art(image):
        if ppi < limits.error_ppi_line_art:
            yield seen("NL872", mark, ppi, limits.error_ppi_line_art)
        elif ppi < limits.warning_ppi_line_art:
            yield seen("NL873", mark, ppi, limits.warning_ppi_line_art)
    elif ppi < limits.error_ppi:
        yield seen("NL870", mark, ppi, limits.error_ppi)
    elif ppi < limits.warning_ppi:
        yield seen("NL871", mark, ppi, limits.warning_ppi)
    elif ppi > limits.fine_ppi * FINE_TOLERANCE:
        yield seen("NL874", mark, ppi, limits.fine_ppi)


def _line_art(image: ImageFacts) -> bool:
    return image.bits == 1 or image.stencil


def encoding(case: Case) -> Iterator[Sighting]:
    mark, yardstick = case.mark, case.yardstick
    if mark.image is None:
        return
    refused = [name for name in mark.image.filters if name in REFUSED[yardstick.standard]]
    if refused:
        yield seen("NL875", mark, ", ".join(refused))
    if mark.image.alternates:
        yield seen("NL876", mark, "Alternates")
    if mark.image.broken:
        yield seen("NL877", mark, breakage(mark.image.broken))


RULES: Final = (resolution, encoding)
