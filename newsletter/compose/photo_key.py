"""The numbers of a group photo: small discs at the points that its key names, where the crop shows them."""

from collections.abc import Iterator

from newsletter.colour import BLACK, PAPER
from newsletter.compose.kit import Kit
from newsletter.geometry import Rect
from newsletter.model.artwork import Drawing, Path, Segment, circle, moved
from newsletter.pages.items import Artwork, Page, Picture
from newsletter.units import Mpt, half_up, mm

RADIUS = 780
"""Of a disc, per mille of the size of captions, in which its number is set."""
SAFE: Mpt = mm(3)
"""From the trim, where the picture runs over it."""
RING: Mpt = 400
"""A black ring parts the disc from a white shirt. It is a disc below the disc: thin black lines would have to print over
the photo (GWG 2022, R0010)."""


def with_numbers(page: Page, kit: Kit) -> Page:
    """A page with the discs of its photos, over everything; its pictures have their last boxes and crops."""
    pictures = [item for item in (*page.ground, *page.items) if isinstance(item, Picture) and item.photo.key]
    discs = [disc for picture in pictures for disc in _discs(picture, kit)]
    return page._replace(furniture=(*page.furniture, *discs)) if discs else page


def _discs(picture: Picture, kit: Kit) -> Iterator[Artwork]:
    """A disc stands in the middle of its point, or as near as lets it stand whole in the picture, clear of the knife."""
    box, trim = picture.box, kit.layout.trim
    radius = half_up(kit.style("caption").size * RADIUS / 1000)
    left, top = max(box.x0, SAFE) + radius, max(box.y0, SAFE) + radius
    right, foot = min(box.x1, trim.width - SAFE) - radius, min(box.y1, trim.height - SAFE) - radius
    for number, point in enumerate(picture.photo.key, 1):
        if picture.shows(point):
            x0, y0, x1, y1 = picture.crop
            x = box.x0 + half_up((point[0] - x0) / (x1 - x0) * box.width)
            y = box.y0 + half_up((point[1] - y0) / (y1 - y0) * box.height)
            x, y = max(left, min(x, right)), max(top, min(y, foot))
            yield Artwork(Rect(x - radius, y - radius, x + radius, y + radius), _disc(str(number), radius, kit))


def _disc(number: str, radius: Mpt, kit: Kit) -> Drawing:
    """Black figures on paper white, as outlines: they are no text of the story."""
    style = kit.style("caption")
    unit = kit.caster.table(style)[number].unit
    figures = kit.caster.book.face(style.bold).outline(number)
    ring, disc = Path(circle(radius, radius, radius), BLACK), Path(circle(radius, radius, radius - RING), PAPER)
    return Drawing(2 * radius, 2 * radius, (ring, disc, Path(_centred(figures, unit, radius), BLACK)))


def _centred(figures: tuple[Segment, ...], unit: float, radius: Mpt) -> tuple[Segment, ...]:
    """An outline in font units, y up, with the middle of its ink in the middle of the disc."""
    xs = [x for _, points in figures for x in points[::2]]
    ys = [y for _, points in figures for y in points[1::2]]
    dx, dy = (min(xs) + max(xs)) / 2 * unit, (min(ys) + max(ys)) / 2 * unit
    return moved(figures, (unit, 0, 0, -unit, radius - dx, radius + dy))
