"""Photos with an area of the page to themselves, some of them running to the edges."""

from newsletter.colour import PAPER
from newsletter.compose.draft import Draft
from newsletter.compose.figures import caption_lines, crop_to, inked, set_photo
from newsletter.compose.kit import Kit
from newsletter.compose.solid import placed
from newsletter.geometry import Rect
from newsletter.model.article import Article, Photo
from newsletter.model.layout import PhotoPlace, Slot
from newsletter.pages.items import Item, Panel, Picture
from newsletter.units import Mpt

CAPTION_INSET: Mpt = 6000
"""White round a caption that stands in its picture."""


def set_area_photos(article: Article, slot: Slot, draft: Draft, kit: Kit) -> list[Item]:
    """The first photos of a story, as many as have an area of their own (fill.photo_places passes them over).

    Pictures that run to the edges lie behind the page; what is handed back is what stands on it.
    """
    places = [place for place in slot.photos if place.area is not None]
    return [
        item
        for photo, place in zip(article.photos, places, strict=False)
        for item in _set(photo, place, article.id, slot, draft, kit)
    ]


def _set(photo: Photo, place: PhotoPlace, story: str, slot: Slot, draft: Draft, kit: Kit) -> list[Item]:
    assert place.area is not None  # noqa: S101 - asked by the caller
    area = draft.spot.area(place.area)
    if place.where == "bleed":
        box = draft.spot.bled(area)
        draft.ground.append(Picture(story, photo, box, crop_to(photo, box.width, box.height), ink=place.ink))
        return _caption_over(photo, area, story, slot, kit) if place.caption != "none" else []
    caption = place.caption != "none"
    whole = set_photo(photo, area.width, place.area.lines, kit, slot, story, caption=caption)
    lines = max(2, 2 * place.area.lines - whole.lines)
    solid = inked(set_photo(photo, area.width, lines, kit, slot, story, caption=caption), place.ink)
    return list(placed(solid.items, area.x0, area.y0, f"{slot.name}/photo"))


def _caption_over(photo: Photo, area: Rect, story: str, slot: Slot, kit: Kit) -> list[Item]:
    """Caption and credit on a paper-white label in the picture's lower corner."""
    width = area.width * 5 // 12
    lines, height = caption_lines(photo, width - 2 * CAPTION_INSET, kit, slot)
    if not lines:
        return []
    box = Rect(area.x0, area.y1 - height - 2 * CAPTION_INSET, area.x0 + width, area.y1)
    told = [line._replace(story=story) for line in lines]
    shifted = placed(told, box.x0 + CAPTION_INSET, box.y0 + CAPTION_INSET, f"{slot.name}/photo")
    return [Panel(box, PAPER), *shifted]
