"""What shows on a proof that something has changed since the last one: bars in the margin, lines under new words, a
wedge where words were left out, a frame round photos."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from newsletter.colour import Cmyk
from newsletter.geometry import Point, Rect
from newsletter.pages.items import Outline, Panel, Stroke
from newsletter.units import Mpt, pt

CHANGE_RED: Final = Cmyk(0, 1000, 700, 100)
NEW_GREEN: Final = Cmyk(900, 0, 900, 100)
PHOTO_BLUE: Final = Cmyk(1000, 400, 0, 0)
BAR_WIDTH: Final[Mpt] = pt(1.2)
BAR_OFF: Final[Mpt] = pt(0.8)
"""From a bar to its column: between the text and the numbers of its lines."""
UNDERLINE: Final[Mpt] = pt(0.9)
WEDGE: Final[Mpt] = pt(2.2)
"""Half the width of the wedge where words were left out, and the width of a photo's frame."""
TOUCHING: Final[Mpt] = pt(1)
"""Bars no farther apart are one."""

ChangeMark = Panel | Stroke | Outline


class Changed(NamedTuple):
    """Something that changed on a page: ``box`` in Mpt from the top left of the trim, without width where something was
    left out; ``left`` is the edge of its column."""

    kind: Literal["added", "deleted", "photo"]
    box: Rect
    left: Mpt


def change_marks(changed: Sequence[Changed]) -> tuple[ChangeMark, ...]:
    """The marks of a page."""
    marks: list[ChangeMark] = [Panel(bar, CHANGE_RED) for bar in change_bars(changed)]
    for kind, box, _ in changed:
        if kind == "added":
            marks.append(Panel(box._replace(y0=box.y1 - UNDERLINE), NEW_GREEN))
        elif kind == "deleted":
            marks += _wedge(box)
        else:
            marks.append(Stroke(box.outset(WEDGE // 2), PHOTO_BLUE, WEDGE))
    return tuple(marks)


def change_bars(changed: Iterable[Changed]) -> list[Rect]:
    """One bar for each run of changed lines of a column."""
    bars: list[Rect] = []
    for kind, box, left in sorted(changed, key=lambda one: (one.left, one.box.y0)):
        right = left - BAR_OFF - (WEDGE if kind == "photo" else 0)
        last = bars[-1] if bars else None
        if last is not None and last.x1 == right and box.y0 - last.y1 <= TOUCHING:
            bars[-1] = last._replace(y1=max(last.y1, box.y1))
        else:
            bars.append(Rect(right - BAR_WIDTH, box.y0, right, box.y1))
    return bars


def _wedge(box: Rect) -> list[ChangeMark]:
    """A thin upright line on a wedge that points up from under the line of text."""
    x, foot = (box.x0 + box.x1) // 2, box.y1 + WEDGE // 2
    corners = (Point(x - WEDGE, foot), Point(x, foot - 2 * WEDGE), Point(x + WEDGE, foot))
    stem = Rect(x - UNDERLINE // 3, box.y0 + WEDGE, x + UNDERLINE // 3, foot)
    return [Outline((corners,), CHANGE_RED), Panel(stem, CHANGE_RED)]
