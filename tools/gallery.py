"""Draw the pictures of docs/layouts.md and README.md: ``python tools/gallery.py [OUT]``, by default into docs/images.

For each layout a small picture of each page template, as the sample issue uses it or, where it does not, filled with
those of its stories that suit it best; a page with its grid drawn over it; and the finished sample's cover and one of its
spreads. The same sources give the same pictures. Needs what ``pip install -e '.[test]'`` installs.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image

from newsletter.build.copy import Copy, faces_of, planned, read_copy
from newsletter.build.identity import edition_of
from newsletter.colour import Cmyk
from newsletter.compose.draft import open_draft
from newsletter.compose.edition import compose
from newsletter.compose.gridmarks import mark_grid
from newsletter.compose.kit import open_kit
from newsletter.compose.ledger import Ledger
from newsletter.faces.book import open_book
from newsletter.geometry import Rect
from newsletter.intake.layout import read_layout
from newsletter.model.layout import GridArea, PageTemplate, Slot
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import Page, Stroke
from newsletter.plan.measure import Ruler, Waiting
from newsletter.plan.sequence import in_order
from newsletter.render.options import RenderOptions
from newsletter.render.pdf import write_pdf

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "issues" / "2022-10-so-dac-biet"
OUT = ROOT / "docs" / "images"
OTHERS = ("a4-3-cot", "tap-san-a5")
GRID = "story-briefs"
"""The template that is shown with its grid."""
SPREAD = (4, 5)
"""Pages of the sample that README shows beside its cover."""
SHOWN, PART = 4, (0.06, 0.5, 0.66, 0.94)
"""A page of the sample, and which part of it shows what --debug-grid draws: left, top, right, bottom."""
DATE = datetime(2022, 11, 2, tzinfo=UTC)

SMALL, MIDDLE, LARGE = 250, 300, 460
"""Widths of pictures in pixels."""
COLOURS = 96
UNITS, LINES = Cmyk(700, 100, 0, 0), Cmyk(0, 550, 150, 0)
HAIR = 250


class Shelf(NamedTuple):
    """An issue in a layout, ready to be composed and drawn."""

    copy: Copy

    def pages(self, *planned: PlannedPage) -> list[Page]:
        plan = Plan(tuple(planned))
        found = compose(self.copy.issue, self.copy.layout, plan, self.copy.book, Ledger())
        return sorted(found, key=lambda page: page.number)

    def drawn(self, pages: Sequence[Page], width: int) -> list[Image.Image]:
        """Pages as pictures, so many pixels wide."""
        sink = io.BytesIO()
        options = RenderOptions(target="screen", date=DATE, photos=SAMPLE)
        write_pdf(edition_of(self.copy.issue, self.copy.layout), pages, self.copy.book, options, sink)
        scale = width * 1000 / self.copy.layout.trim.width
        return [page.render(scale=scale).to_pil() for page in pdfium.PdfDocument(sink.getvalue())]


def main(out: Path) -> None:
    sample = Shelf(_copy())
    for shelf in (sample, *(Shelf(_in_layout(sample.copy, name)) for name in OTHERS)):
        layout = shelf.copy.layout
        finished = shelf.pages(*_plan(shelf.copy).pages)
        if shelf is sample:
            _save(shelf.drawn(finished[:1], MIDDLE)[0], out / "cover.png")
            _save(_beside(*shelf.drawn([finished[number - 1] for number in SPREAD], MIDDLE)), out / "spread.png")
        for template in layout.templates.values():
            page = next((page for page in finished if page.template == template.name), None)
            if page is None:
                page = shelf.pages(PlannedPage(template=template.name), _filled(template, shelf.copy))[1]
            _save(shelf.drawn([page], SMALL)[0], out / layout.name / f"{template.name}.png")
            if template.name == GRID:
                ruled = page._replace(furniture=(*page.furniture, *_grid(shelf.copy, template, page.number)))
                _save(shelf.drawn([ruled], LARGE)[0], out / layout.name / "grid.png")
        if shelf is sample:
            _save(_close(shelf, finished[SHOWN - 1]), out / "debug-grid.png")


def _copy() -> Copy:
    copy = read_copy(SAMPLE, [])
    if copy is None:
        raise SystemExit(f"{SAMPLE} cannot be read")
    return copy._replace(issue=copy.issue._replace(pages=None))


def _in_layout(copy: Copy, name: str) -> Copy:
    layout = read_layout(name, SAMPLE, copy.catalogue).value
    book = open_book(copy.catalogue, faces_of(layout)).value if layout else None
    if layout is None or book is None:
        raise SystemExit(f"layout {name} cannot be read")
    return copy._replace(layout=layout, book=book, issue=copy.issue._replace(layout=name), plan=None)


# -- stories for each template -----------------------------------------------------


def _plan(copy: Copy) -> Plan:
    plan = planned(copy, [])
    if plan is None:
        raise SystemExit(f"{SAMPLE} cannot be planned in {copy.layout.name}")
    return plan


def _filled(template: PageTemplate, copy: Copy) -> PlannedPage:
    """A template that the issue has no use for, filled from its stories; what is too long goes on beyond the picture."""
    ruler = Ruler(open_kit(copy.issue, copy.layout, copy.book, Ledger()))
    left = [Waiting(article, article.words) for article in in_order(copy.issue)]
    stories = []
    for slot in sorted((slot for slot in template.slots if not slot.teaser), key=lambda slot: slot.priority):
        chosen = _for(slot, left, ruler)
        left = [waiting for waiting in left if waiting not in chosen]
        stories.append((slot.name, tuple(Placement(waiting.article.id) for waiting in chosen)))
    return PlannedPage(template=template.name, stories=tuple(stories))


def _for(slot: Slot, left: Sequence[Waiting], ruler: Ruler) -> Sequence[Waiting]:
    """The story that leaves least of a slot white and has the largest picture, or as many as flow into it; the first of its
    kinds where none fits."""
    taken = [waiting for waiting in left if waiting.article.kind in slot.kinds]
    if slot.many:
        counts = range(1, len(taken) + 1)
        held = [n for n in counts if ruler.river(tuple(one.article for one in taken[:n]), slot) is not None]
        return taken[: max(held, default=1)]
    found = [(ruler.fitting(waiting, slot, cut=True), waiting) for waiting in taken]
    worth = [(fit.picture - 2 * fit.empty - fit.blemish, waiting) for fit, waiting in found if fit is not None]
    return [max(worth, key=lambda pair: pair[0])[1]] if worth else taken[:1]


# -- the grid ------------------------------------------------------------------------


def _grid(copy: Copy, template: PageTemplate, number: int) -> Iterator[Stroke]:
    """The lines on which text stands, the strips between which columns lie, and the edges of slots."""
    layout, drop = copy.layout, open_kit(copy.issue, copy.layout, copy.book, Ledger()).drop
    spot = open_draft(number, template, layout).spot
    box = spot.box
    for line in range(layout.lines):
        y = box.y0 + line * layout.baseline + drop
        yield Stroke(Rect(box.x0, y, box.x1, y), LINES, HAIR)
    for unit in range(layout.units):
        strip = spot.area(GridArea(unit, 0, 1, layout.lines))
        yield Stroke(strip, UNITS, HAIR * 2)
    for slot in template.slots:
        yield Stroke(spot.area(slot.area), UNITS, HAIR * 8)


def _close(shelf: Shelf, page: Page) -> Image.Image:
    """Part of a page with all that --debug-grid draws over it."""
    copy = shelf.copy
    marked = mark_grid(page, open_kit(copy.issue, copy.layout, copy.book, Ledger()))
    shown = marked._replace(furniture=(*marked.furniture, *marked.marks))
    whole = shelf.drawn([shown], round(LARGE / (PART[2] - PART[0])))[0]
    return whole.crop(tuple(round(part * side) for part, side in zip(PART, whole.size * 2, strict=True)))


# -- pictures ------------------------------------------------------------------------


def _beside(*pictures: Image.Image) -> Image.Image:
    """A spread: pages edge to edge."""
    sheet = Image.new("RGB", (sum(picture.width for picture in pictures), pictures[0].height), "white")
    x = 0
    for picture in pictures:
        sheet.paste(picture, (x, 0))
        x += picture.width
    return sheet


def _save(picture: Image.Image, file: Path) -> None:
    """An 8-bit palette and a grey edge, so that white pages end somewhere."""
    file.parent.mkdir(parents=True, exist_ok=True)
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), (170, 170, 170))
    framed.paste(picture.convert("RGB"), (1, 1))
    framed.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
