"""Things that stand in the way of text: photos, pull-quotes and sidebars with a place of their own in a story's columns.

Lines beside them keep the grid. Each line of a column takes the wider side that a thing leaves of it, or stays empty where
neither side is worth reading.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsletter.compose.figures import contain, set_photo
from newsletter.compose.inserts import set_box, set_pull_quote
from newsletter.compose.kit import Kit
from newsletter.compose.place import Obstacle, Place
from newsletter.compose.rows import Column, Row
from newsletter.compose.solid import Solid, placed
from newsletter.geometry import Rect
from newsletter.model.article import Article, Box, Photo, PullQuote
from newsletter.model.layout import Wrap
from newsletter.pages.items import Item, Line, Picture
from newsletter.units import Mpt, half_up

LEAST_CHARACTERS = 22
"""Width of the narrowest line beside a thing, in characters of its text: of fewer than twelve no line can be made to look
right, and a line that is measured for twenty-two hardly ever holds fewer than those."""
WHITE = 667
"""White at the sides of a thing, per mille of the gutter between columns."""


class Wrapped(NamedTuple):
    """The things of a story that text flows round, drawn (photos with a shape behind the text, whose lines run over their
    corners); the place with what is now in the way; what is left of the story and of its photos.

    ``crowded`` are the places that the headline or a photo of the slot leaves no room for; ``bare`` are photos that are
    shown without their captions.
    """

    items: tuple[Item, ...]
    ground: tuple[Picture, ...]
    place: Place
    article: Article
    photos: tuple[Photo, ...]
    crowded: tuple[Wrap, ...] = ()
    bare: tuple[Photo, ...] = ()


def set_wraps(
    article: Article, photos: tuple[Photo, ...], place: Place, kit: Kit, free: Sequence[tuple[int, int]]
) -> Wrapped:
    """Fill the places that a slot has for things amid its columns; what is higher than its place stays with the text.

    ``free`` gives for each column the grid lines (first, foot) that headline and photos leave of it.
    """
    items: list[Item] = []
    obstacles: list[Obstacle] = []
    crowded: list[Wrap] = []
    bare: list[Photo] = []
    for wrap, area in zip(place.slot.wraps, place.wraps, strict=True):
        written = _taken(wrap, article, photos)
        if written is None:
            continue
        if isinstance(written, Photo) and written.outline:
            area = _about_shape(written, wrap, area, place, kit)  # noqa: PLW2901
        solid = _set(written, wrap, area, place, kit, article.id)
        line = (area.y0 - place.box.y0) // kit.baseline
        if solid.lines > wrap.area.lines or line + solid.lines > place.depth:
            continue
        own = [at for at, x in enumerate(place.xs) if x < area.x1 and area.x0 < x + place.width]
        stands = range(line, line + solid.lines)
        if any(
            line < free[at][0] or stands.stop > free[at][1] or not place.blocked(at).isdisjoint(stands) for at in own
        ):
            crowded.append(wrap)
            continue
        if isinstance(written, Photo):
            photos = photos[1:]
            bare += [written] if wrap.caption == "none" else []
        else:
            article = article._replace(blocks=tuple(block for block in article.blocks if block is not written))
        top = place.box.y0 + line * kit.baseline
        drawn = placed(solid.items, area.x0, top, f"{place.slot.name}/{wrap.takes}")
        items += drawn
        obstacles.append(Obstacle(line, _spans(drawn, written, area, solid.lines, place, kit)))
    narrowest = LEAST_CHARACTERS * kit.character(kit.style("body", place.slot))
    beside = place._replace(obstacles=(*place.obstacles, *obstacles), narrowest=narrowest)
    behind = tuple(item for item in items if isinstance(item, Picture) and item.photo.outline)
    before = tuple(item for item in items if item not in behind)
    return Wrapped(before, behind, beside, article, photos, tuple(crowded), tuple(bare))


def white_beside(place: Place) -> Mpt:
    """The white at the sides of a thing."""
    return place.slot.gutter * WHITE // 1000


def columns_beside(place: Place, starts: Sequence[int], feet: Sequence[int]) -> list[Column]:
    """The columns of a slot from their first grid lines to their feet, as the obstacles leave them."""
    lengths = [max(0, foot - start) for start, foot in zip(starts, feet, strict=True)]
    if not place.obstacles:
        return list[Column](lengths)
    return [_column(place, x, start, lines) for x, start, lines in zip(place.xs, starts, lengths, strict=True)]


def _column(place: Place, x: Mpt, start: int, lines: int) -> Column:
    rows = []
    for line in range(lines):
        spans = [span for one in place.obstacles if (span := one.at(start + line)) is not None]
        left, right = _widest(x, x + place.width, spans)
        if right - left == place.width:
            rows.append(Row(line))
        elif right - left >= max(1, place.narrowest):
            rows.append(Row(line, left - x, right - left))
    clear = all(row == Row(line) for line, row in enumerate(rows))
    return len(rows) if clear else tuple(rows)


def _widest(x0: Mpt, x1: Mpt, spans: Iterable[tuple[Mpt, Mpt]]) -> tuple[Mpt, Mpt]:
    """The widest part between two edges that is free of the spans."""
    free = [(x0, x1)]
    for left, right in spans:
        free = [part for a, b in free for part in ((a, min(b, left)), (max(a, right), b)) if part[0] < part[1]]
    return max(free, key=lambda part: part[1] - part[0], default=(x0, x0))


def _taken(wrap: Wrap, article: Article, photos: tuple[Photo, ...]) -> Photo | PullQuote | Box | None:
    if wrap.takes == "photo":
        return photos[0] if photos else None
    kind = PullQuote if wrap.takes == "quote" else Box
    return next((block for block in article.blocks if isinstance(block, kind)), None)


def _set(written: Photo | PullQuote | Box, wrap: Wrap, area: Rect, place: Place, kit: Kit, story: str) -> Solid:
    slot = place.slot
    match written:
        case PullQuote():
            return set_pull_quote(written, area.width, kit, slot, story)
        case Box():
            return set_box(written, area.width, kit, slot, story)
        case Photo():
            caption = wrap.caption != "none"
            whole = set_photo(written, area.width, wrap.area.lines, kit, slot, story, caption=caption)
            lines = max(2, 2 * wrap.area.lines - whole.lines)
            solid = set_photo(written, area.width, lines, kit, slot, story, caption=caption)
            return _cut_out(solid) if written.outline else solid


def _about_shape(photo: Photo, wrap: Wrap, area: Rect, place: Place, kit: Kit) -> Rect:
    """The middle of an area, as wide as a photo with a shape comes out in its height, so that its caption stands under it;
    no less than half of the area."""
    picture = next(item for item in _set(photo, wrap, area, place, kit, "").items if isinstance(item, Picture))
    width = max(picture.box.width, area.width // 2)
    x0 = area.x0 + (area.width - width) // 2
    return area._replace(x0=x0, x1=x0 + width)


def _cut_out(solid: Solid) -> Solid:
    """A photo with a shape is shown whole, or as far as the shape that was drawn goes."""
    items = [
        item._replace(
            box=contain(item.photo, item.box), crop=(0.0, 0.0, 1.0, 1.0), clip=item.photo.polygon, hairline=None
        )
        if isinstance(item, Picture)
        else item
        for item in solid.items
    ]
    return solid._replace(items=tuple(items))


def _spans(
    drawn: tuple[Item, ...], written: object, area: Rect, lines: int, place: Place, kit: Kit
) -> tuple[tuple[Mpt, Mpt] | None, ...]:
    """What is in the way of each line, white round it included."""
    white = white_beside(place)
    if not (isinstance(written, Photo) and written.outline):
        return ((area.x0 - white, area.x1 + white),) * lines
    box = next(item.box for item in drawn if isinstance(item, Picture))
    caption = min((item.top for item in drawn if isinstance(item, Line)), default=area.y1)
    tops = range(area.y0, area.y0 + lines * kit.baseline, kit.baseline)
    return tuple(
        [
            _outlined(written.outline, box, (top, top + kit.baseline), white)
            if top + kit.baseline <= caption
            else (area.x0 - white, area.x1 + white)
            for top in tops
        ]
    )


def _outlined(
    outline: tuple[tuple[float, float], ...], box: Rect, band: tuple[Mpt, Mpt], white: Mpt
) -> tuple[Mpt, Mpt] | None:
    """Left and right edge of a shape between two heights, with white round it on all sides."""
    high = box.height / len(outline)
    first = max(0, int((band[0] - white // 2 - box.y0) // high))
    last = min(len(outline), int(-(-(band[1] + white // 2 - box.y0) // high)))
    spans = [(left, right) for left, right in outline[first:last] if left < right]
    if not spans:
        return None
    x0, x1 = min(left for left, _ in spans), max(right for _, right in spans)
    return box.x0 + half_up(x0 * box.width) - white, box.x0 + half_up(x1 * box.width) + white
