"""Rules on the ink that stands on the plates (R0005, R0026): the average of 15 x 15 mm, and the wettest spot."""

from collections.abc import Iterator
from typing import Final

from newsletter.preflight.finding import Sighting
from newsletter.preflight.ink import PageInk
from newsletter.preflight.table import PEAK_TOLERANCE, Yardstick

ROUNDING: Final = 0.5
"""Per cent that eight bits for each of four inks lose on the way."""


def ink(page: PageInk, yardstick: Yardstick) -> Iterator[Sighting]:
    limit = yardstick.limits.average_ink
    if page.fault:
        yield Sighting("NL897", page.page, value=f"plate.{page.fault}")
    elif page.empty:
        yield Sighting("NL838", page.page)
    average, peak = page.average, page.peak
    if average.percent > limit + ROUNDING:
        yield Sighting("NL895", page.page, average.box, value=round(average.percent, 1), limit=limit)
    elif peak.percent > limit + PEAK_TOLERANCE:
        yield Sighting("NL896", page.page, peak.box, value=round(peak.percent, 1), limit=limit)
