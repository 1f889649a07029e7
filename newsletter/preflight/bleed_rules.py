"""Rules on the edge of the page: what comes to the trim goes on to the bleed, what is read keeps clear of the knife."""

from collections.abc import Iterator
from typing import Final

from newsletter.pdf.marks import Box
from newsletter.preflight.finding import Case, Sighting, seen
from newsletter.preflight.inks import is_white

MM: Final = 72 / 25.4
AT_THE_TRIM: Final = 0.3 * MM
"""Art that ends so near the trim was meant to end at it."""
SHORT_OF_BLEED: Final = 0.3 * MM
"""What lacks no more than this of its bleed reaches it: the knife itself strays by half a millimetre."""
ROOM: Final = 0.1
"""Points by which boxes of letters may miss the edge of the safe area."""


def reaches_bleed(case: Case) -> Iterator[Sighting]:
    """Pictures, areas and lines that come to the trim on a side must go on to the bleed there."""
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    if mark.kind == "text" or not mark.visible or not sheet.sound or not _within(mark.box, sheet.trim):
        return
    if is_white(mark.colour):
        return
    wanted = yardstick.limits.bleed
    for beyond in _beyond(mark.box, sheet.trim):
        if -AT_THE_TRIM < beyond < wanted * MM - SHORT_OF_BLEED:
            yield seen("NL890", mark, round(beyond / MM, 2), wanted)
            return


def _beyond(box: Box, trim: Box) -> tuple[float, float, float, float]:
    """How far a box goes past each side of the trim, in points, inwards negative."""
    return trim.x0 - box.x0, trim.y0 - box.y0, box.x1 - trim.x1, box.y1 - trim.y1


def _within(box: Box, trim: Box) -> bool:
    """Whether some of it lies properly inside the trim, not only along its edge."""
    return (
        box.x1 > trim.x0 + AT_THE_TRIM
        and box.x0 < trim.x1 - AT_THE_TRIM
        and box.y1 > trim.y0 + AT_THE_TRIM
        and box.y0 < trim.y1 - AT_THE_TRIM
    )


def safe(case: Case) -> Iterator[Sighting]:
    """Text inside the trim stands clear of it."""
    mark, sheet, yardstick = case.mark, case.sheet, case.yardstick
    if mark.kind != "text" or not mark.visible or not sheet.sound or (is_white(mark.colour) and mark.overprint):
        return
    common = mark.box.cut(sheet.trim)
    if common is None or common.width <= 0 or common.height <= 0:
        return
    wanted = yardstick.limits.safe
    inwards = -max(_beyond(mark.box, sheet.trim))
    if inwards < wanted * MM - ROOM:
        yield seen("NL891", mark, round(inwards / MM, 2), wanted)


RULES: Final = (reaches_bleed, safe)
