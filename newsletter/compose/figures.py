"""Photos: how high, which part of them, and what is printed below."""

from newsletter.colour import Cmyk
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, Words, set_text
from newsletter.compose.solid import Solid, placed
from newsletter.geometry import Point, Rect
from newsletter.model.article import Photo
from newsletter.model.layout import Slot
from newsletter.pages.items import Item, Line, Picture
from newsletter.units import Mpt, half_up

CLEAR: Mpt = 4000
"""Least white between a caption and the line slot below it."""
KEPT = 0.62
"""Least share of a photo that a crop may keep, of the side that is cut."""


def crop_to(photo: Photo, width: Mpt, height: Mpt) -> tuple[float, float, float, float]:
    """The largest part of a photo of the box's shape that has the focus as near its middle as the edges allow."""
    wide, high = photo.pixels
    shape, wanted = wide / high, width / height
    if shape > wanted:
        share = wanted / shape
        x0 = min(max(photo.focus[0] - share / 2, 0.0), 1.0 - share)
        return (x0, 0.0, x0 + share, 1.0)
    share = shape / wanted
    y0 = min(max(photo.focus[1] - share / 2, 0.0), 1.0 - share)
    return (0.0, y0, 1.0, y0 + share)


def contain(photo: Photo, box: Rect) -> Rect:
    """The largest rectangle of a photo's own shape in the middle of a box."""
    wide, high = photo.pixels
    share = min(box.width / wide, box.height / high)
    width, height = half_up(wide * share), half_up(high * share)
    x0, y0 = box.x0 + (box.width - width) // 2, box.y0 + (box.height - height) // 2
    return Rect(x0, y0, x0 + width, y0 + height)


def natural_lines(photo: Photo, width: Mpt, kit: Kit) -> int:
    """Grid lines of an uncropped picture."""
    return max(2, half_up(width * photo.pixels[1] / photo.pixels[0] / kit.baseline))


def crop_range(photo: Photo, width: Mpt, kit: Kit) -> tuple[int, int]:
    """Least and greatest height in grid lines at which enough of the photo is seen."""
    natural = natural_lines(photo, width, kit)
    return max(2, -(-natural * half_up(KEPT * 100) // 100)), max(2, natural * 100 // half_up(KEPT * 100))


def caption_lines(photo: Photo, width: Mpt, kit: Kit, slot: Slot) -> tuple[tuple[Line, ...], Mpt]:
    """Caption, names of its key and credit from y 0 down, and their height."""
    lines: tuple[Line, ...] = ()
    height: Mpt = 0
    for text in (photo.caption, photo.names):
        if text is not None:
            style = kit.style("caption", slot)
            told, depth = set_text(text, style, kit.caster, Measure(0, width), Words("", "caption"))
            lines, height = (*lines, *placed(told, 0, height)), height + depth
    if photo.credit is not None:
        style = kit.style("credit", slot)
        credit, depth = set_text(photo.credit, style, kit.caster, Measure(0, width), Words("", "credit"))
        lines, height = _credit_after(lines, height, credit, depth, width)
    return lines, height


def _credit_after(
    lines: tuple[Line, ...], height: Mpt, credit: tuple[Line, ...], depth: Mpt, width: Mpt
) -> tuple[tuple[Line, ...], Mpt]:
    """The credit at the right of the caption's last line where it has room there, else below."""
    if lines and len(credit) == 1:
        end = list(lines[-1].runs[-1].spans())[-1][1]
        spans = [span for run in credit[0].runs for span in run.spans()]
        gap = credit[0].runs[0].size
        room = width - end - gap
        length = spans[-1][1] - spans[0][0]
        if length <= room:
            beside = placed(credit, end + gap - spans[0][0], lines[-1].baseline - credit[0].baseline)
            return (*lines, *beside), height
    return (*lines, *placed(credit, 0, height)), height + depth


def set_photo(  # noqa: PLR0913 - what, how large, and for whom
    photo: Photo, width: Mpt, lines: int, kit: Kit, slot: Slot, story: str, *, caption: bool = True
) -> Solid:
    """A picture ``lines`` grid lines high, with its caption below in whole grid lines.

    The picture's top stands level with the capitals of a line of text beside it, its foot on a baseline.
    """
    body = kit.style("body", slot)
    top = kit.drop - half_up(body.size * 0.66)
    foot = (lines - 1) * kit.baseline + kit.drop
    box = Rect(0, top, width, foot)
    items: list[Item] = [_picture(photo, box, kit, slot)._replace(story=story)]
    height: Mpt = 0
    if caption:
        text, height = caption_lines(photo, width, kit, slot)
        size = kit.style("caption", slot).size
        gap = size // 3
        items += [line._replace(story=story) for line in placed(text, 0, foot + gap)]
        height = gap + height + CLEAR - (kit.baseline - kit.drop) if text else 0
    return Solid(tuple(items), lines + kit.lines(max(0, height)))


def inked(solid: Solid, ink: Cmyk | None) -> Solid:
    """A photo printed in one colour."""
    items = [item._replace(ink=ink) if isinstance(item, Picture) else item for item in solid.items]
    return solid._replace(items=tuple(items))


def set_portrait(photo: Photo, corner: Point, side: Mpt, kit: Kit, slot: Slot) -> Picture:
    """A square of a photo about its focus, from its top left corner on."""
    return _picture(photo, Rect(corner.x, corner.y, corner.x + side, corner.y + side), kit, slot)


def _picture(photo: Photo, box: Rect, kit: Kit, slot: Slot) -> Picture:
    """A photo that fills a box; on paper it may have the frame of the layout."""
    hairline = kit.layout.photo_frame if slot.ground is None else None
    return Picture("", photo, box, crop_to(photo, box.width, box.height), hairline=hairline)
