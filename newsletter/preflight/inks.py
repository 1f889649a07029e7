"""What a mark comes to on the plates: which inks, how many, and whether it is printed at all."""

from typing import Final

from newsletter.pdf.marks import Colour, Mark
from newsletter.preflight.finding import Sheet

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
ALL: Final = "All"
"""The colorant that stands for every plate: for register marks alone (ISO 32000-1, 8.6.6.4)."""
NO_INK: Final = "None"
FULL: Final = 0.995
"""From here an ink is solid: 8 bits write 100 % as 255 of 255, and rounding on the way takes a little."""
NOTHING: Final = 0.005
LINE_LENGTH: Final = 3
"""A filled rectangle is a line where it is so many times as long as it is wide."""


def spots(colour: Colour) -> tuple[str, ...]:
    """Its colorants beyond the four process inks."""
    return tuple(name for name in colour.names if name not in PROCESS and name not in (ALL, NO_INK))


def on_all_plates(colour: Colour) -> bool:
    return ALL in colour.names


def ink_count(colour: Colour) -> int | None:
    """How many plates print it; None where that is for colour management to say."""
    if on_all_plates(colour):
        return len(PROCESS) if any(part > NOTHING for part in colour.components) else 0
    if spots(colour) and colour.components and len(colour.names) == len(colour.components):
        pairs = zip(colour.names, colour.components, strict=True)
        return sum(1 for name, part in pairs if part > NOTHING and name != NO_INK)
    if colour.cmyk is None:
        return None
    return sum(1 for part in colour.cmyk if part > NOTHING)


def is_white(colour: Colour) -> bool:
    """Paper: no ink at all."""
    return ink_count(colour) == 0


def is_black(colour: Colour) -> bool:
    """Solid black ink alone."""
    return ink_count(colour) == 1 and colour.cmyk is not None and colour.cmyk[3] >= FULL and not spots(colour)


def is_grey(colour: Colour) -> bool:
    return colour.family == "DeviceGray"


def overprints(mark: Mark) -> bool:
    """Whether what lies beneath shows through pure black: DeviceCMYK needs mode 1, DeviceGray never does, a separation
    always (ISO 32000-1, 8.6.7)."""
    if not mark.overprint or is_grey(mark.colour):
        return False
    return mark.overprint_mode == 1 or mark.colour.family != "DeviceCMYK"


def printed(mark: Mark, sheet: Sheet) -> bool:
    """Whether anything of it is seen inside the bleed; marks of the printer's stand outside."""
    x0, y0, x1, y1 = mark.box
    edge = sheet.bleed
    return mark.visible and x1 > edge.x0 and x0 < edge.x1 and y1 > edge.y0 and y0 < edge.y1


def line_width(mark: Mark) -> float | None:
    """The width of a line, stroked or filled as a thin rectangle; None where it is no line."""
    if mark.width is None or mark.kind not in ("stroke", "fill"):
        return None
    if mark.kind == "fill" and max(mark.box.width, mark.box.height) < LINE_LENGTH * mark.width:
        return None
    return mark.width
