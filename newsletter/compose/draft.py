"""A page while it is being filled."""

from collections.abc import Callable
from typing import NamedTuple

from newsletter.compose.bleed import run_off
from newsletter.geometry import Rect
from newsletter.model.layout import GridArea, Layout, PageTemplate
from newsletter.pages.items import Bookmark, Item, Line, Link, Outline, Page, Panel, Picture, Stroke


class Spot(NamedTuple):
    """Which page it is, and its type area."""

    number: int
    template: PageTemplate
    left: bool
    box: Rect
    layout: Layout

    def area(self, area: GridArea) -> Rect:
        """A part of the template's grid, on this page's side of the spread."""
        return self.layout.area(area, left=self.left, mirror=self.template.mirror)

    def bled(self, area: Rect) -> Rect:
        """The area taken over the trim, to the bleed, at each edge where it fills the type area."""
        trim, bleed, box = self.layout.trim, self.layout.bleed, self.box
        return Rect(
            -bleed if area.x0 <= box.x0 else area.x0,
            -bleed if area.y0 <= box.y0 else area.y0,
            trim.width + bleed if area.x1 >= box.x1 else area.x1,
            trim.height + bleed if area.y1 >= box.y1 else area.y1,
        )


class Draft:
    """``pending``: what can only be set once all stories have their pages."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.ground: list[Panel | Picture | Stroke | Outline] = []
        self.items: list[Item] = []
        self.furniture: list[Item] = []
        self.marks: list[Item] = []
        self.bookmarks: list[Bookmark] = []
        self.pending: list[Callable[[], list[Item]]] = []
        self.section = ""


def open_draft(number: int, template: PageTemplate, layout: Layout) -> Draft:
    """An empty page; even numbers are left pages."""
    left = number % 2 == 0
    trim, margins = layout.trim, layout.margins
    x0, x1 = (margins.outside, margins.inside) if left else (margins.inside, margins.outside)
    box = Rect(x0, margins.top, trim.width - x1, margins.top + layout.lines * layout.baseline)
    return Draft(Spot(number, template, left, box, layout))


def finished(draft: Draft) -> Page:
    """The page, with all that was pending: jump lines belong to their stories, the rest is furniture, as are the repeated
    heads of tables."""
    late = [item for make in draft.pending for item in make()]
    jumps = [item for item in late if isinstance(item, Line) and item.role == "jump"]
    spot = draft.spot
    heads = [item for item in draft.items if isinstance(item, Line) and item.role == "furniture"]
    items = [item for item in draft.items if item not in heads] if heads else draft.items
    links = [link for item in draft.items if isinstance(item, Line) for link in links_of(item)]
    page = Page(
        number=spot.number,
        label=str(spot.number),
        template=spot.template.name,
        left=spot.left,
        ground=tuple(draft.ground),
        items=(*items, *jumps, *links),
        furniture=(*draft.furniture, *heads, *(item for item in late if item not in jumps)),
        marks=tuple(draft.marks),
        bookmarks=tuple(draft.bookmarks),
    )
    return run_off(page, spot.layout.trim, spot.layout.bleed)


def links_of(line: Line) -> list[Link]:
    """The places to click of a set line: what it shows of each link in its text."""
    found = []
    for run in line.runs:
        for first, last, address in run.text.links:
            start, stop = max(first - run.first, 0), min(last + 1 - run.first, len(run.shapes))
            if start < stop:
                spans = list(run.spans())[start:stop]
                found.append(Link(Rect(spans[0][0], line.top, spans[-1][1], line.bottom), address=address))
    return found
