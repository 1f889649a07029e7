"""Rules on what prints too small or too thin: text and lines of several inks or of none, hairlines (R0015 to R0019)."""

from collections.abc import Iterator
from typing import Final

from newsletter.preflight.finding import Case, Sighting, seen
from newsletter.preflight.inks import ink_count, line_width, on_all_plates, printed

LOOKS_BLACK: Final = 0.85
"""Black ink from which text of several inks looks black (R0015)."""
TOLERANCE: Final = 0.001
"""Points: sizes come out of products of matrices."""


def rich_black(case: Case) -> Iterator[Sighting]:
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    limit = yardstick.limits.rich_black
    if mark.kind != "text" or mark.colour.cmyk is None or on_all_plates(mark.colour):
        return
    ink = 100 * sum(mark.colour.cmyk)
    if mark.colour.cmyk[3] >= LOOKS_BLACK and ink > limit + 0.5 and printed(mark, sheet):
        yield seen("NL860", mark, round(ink), limit)


def small_text(case: Case) -> Iterator[Sighting]:
    """White and many-inked text needs size; black text on paper needs less."""
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    if mark.kind != "text" or mark.size is None or not printed(mark, sheet):
        return
    limits, count = yardstick.limits, ink_count(mark.colour)
    small = mark.size < limits.small_text - TOLERANCE
    if small and count == 0:
        yield seen("NL861", mark, mark.size, limits.small_text)
    elif small and count is not None and count > 1:
        yield seen("NL862", mark, mark.size, limits.small_text)
    elif mark.size < limits.tiny_text - TOLERANCE:
        yield seen("NL867", mark, mark.size, limits.tiny_text)


def thin_line(case: Case) -> Iterator[Sighting]:
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    limit = yardstick.limits.thin_line
    width = line_width(mark)
    if width is None or width >= limit - TOLERANCE or not printed(mark, sheet):
        return
    count = ink_count(mark.colour)
    if width <= 0:
        yield seen("NL866", mark, width, limit)
    elif count == 0:
        yield seen("NL863", mark, width, limit)
    elif count is not None and count > 1:
        yield seen("NL864", mark, width, limit)
    else:
        yield seen("NL865", mark, width, limit)


RULES: Final = (rich_black, small_text, thin_line)
