"""Rules on what prints over what: white that overprints is lost, small black that knocks out shows the paper at the least
shift of a plate (R0007 to R0013)."""

from collections.abc import Iterator
from typing import Final

from newsletter.pdf.marks import Mark
from newsletter.preflight.finding import Case, Sighting, seen
from newsletter.preflight.inks import is_black, is_grey, is_white, line_width, overprints, printed


def white(case: Case) -> Iterator[Sighting]:
    """White that overprints leaves what lies beneath, that is, nothing of itself."""
    mark, sheet = case.mark, case.sheet
    if mark.overprint and is_white(mark.colour) and _vanishes(mark) and printed(mark, sheet):
        yield seen("NL850" if mark.kind == "text" else "NL851", mark, f"mark.{mark.kind}")


def _vanishes(mark: Mark) -> bool:
    """In mode 0 white of DeviceCMYK knocks out all the same (ISO 32000-1, table 149)."""
    return mark.overprint_mode == 1 or mark.colour.family in ("Separation", "DeviceN")


def black_text(case: Case) -> Iterator[Sighting]:
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    limit = yardstick.limits.black_text
    if mark.kind != "text" or mark.size is None or mark.size >= limit or not is_black(mark.colour):
        return
    if not printed(mark, sheet):
        return
    if is_grey(mark.colour):
        yield seen("NL854", mark, mark.size, limit)
    elif not overprints(mark):
        yield seen("NL852", mark, mark.size, limit)


def black_line(case: Case) -> Iterator[Sighting]:
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    limit = yardstick.limits.black_line
    width = line_width(mark)
    if width is None or width >= limit or not is_black(mark.colour) or not printed(mark, sheet):
        return
    if is_grey(mark.colour):
        yield seen("NL855", mark, width, limit)
    elif not overprints(mark):
        yield seen("NL853", mark, width, limit)


def grey(case: Case) -> Iterator[Sighting]:
    """DeviceGray with overprint: programs disagree on whether it does."""
    mark, sheet = case.mark, case.sheet
    if mark.overprint and is_grey(mark.colour) and mark.kind != "image" and printed(mark, sheet):
        yield seen("NL856", mark, f"mark.{mark.kind}")


RULES: Final = (white, black_text, black_line, grey)
