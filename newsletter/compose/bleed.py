"""What reaches the trim runs on to the bleed, so that the knife leaves no white edge when it slips."""

from typing import TypeVar

from newsletter.compose.figures import crop_to
from newsletter.geometry import Rect, Size
from newsletter.pages.items import Item, Page, Panel, Picture, Stroke
from newsletter.units import Mpt

T = TypeVar("T", bound=Item)


def run_off(page: Page, trim: Size, bleed: Mpt) -> Page:
    """The page with all tints, pictures and lines that reach the trim taken to the bleed.

    A picture is cropped anew for its larger box, about the same focus; one that is cut to a shape stays as it is.
    """
    edges = Rect(-bleed, -bleed, trim.width + bleed, trim.height + bleed)
    return page._replace(
        ground=tuple(_taken(item, edges, trim) for item in page.ground),
        items=tuple(_taken(item, edges, trim) for item in page.items),
        furniture=tuple(_taken(item, edges, trim) for item in page.furniture),
    )


def _taken(item: T, edges: Rect, trim: Size) -> T:
    if not isinstance(item, Panel | Picture | Stroke):
        return item
    box = _extended(item.box, edges, trim)
    if box == item.box:
        return item
    if isinstance(item, Picture):
        crop = crop_to(item.photo, box.width, box.height)
        return item if item.clip else item._replace(box=box, crop=crop, hairline=None)
    if isinstance(item, Stroke):
        return item._replace(box=_along(item.box, box))
    return item._replace(box=box)


def _extended(box: Rect, edges: Rect, trim: Size) -> Rect:
    return Rect(
        min(box.x0, edges.x0) if box.x0 <= 0 else box.x0,
        min(box.y0, edges.y0) if box.y0 <= 0 else box.y0,
        max(box.x1, edges.x1) if box.x1 >= trim.width else box.x1,
        max(box.y1, edges.y1) if box.y1 >= trim.height else box.y1,
    )


def _along(line: Rect, box: Rect) -> Rect:
    """A line goes on in its own direction; the outline of a rectangle keeps its shape."""
    if not line.height:
        return line._replace(x0=box.x0, x1=box.x1)
    return line._replace(y0=box.y0, y1=box.y1) if not line.width else line
