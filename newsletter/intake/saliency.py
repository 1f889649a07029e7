"""Where a photo has its subject, where nobody says it: what stands out is looked for at the size of a stamp."""

import warnings
from math import exp
from typing import TYPE_CHECKING

from newsletter.intake.photo import open_photo

if TYPE_CHECKING:
    from PIL.Image import Image

Focus = tuple[float, float]
"""As model.article.Photo.focus."""

MIDDLE: Focus = (0.5, 0.5)
EYE_LEVEL = 0.4
"""Where upright photos have what they show, from the top: heads stand in their upper half."""
_ORIENTATION, _IFD1, _THUMBNAIL, _THUMBNAIL_LENGTH = 0x0112, -1, 0x0201, 0x0202
"""Tags of Exif; IFD1 by the number that Pillow gives it."""
_HEAD = b"Exif\0\0"
_ALIKE = 0.02
"""By how much the shape of a thumbnail may differ; one that was left behind when a photo was cropped differs more."""
_SIDE = 64
"""Pixels of the longer side at which a photo is judged: a face in a group is still two of them."""
_SPREAD = 0.2
"""Standard deviation, in shares of a side, of how much places about the middle count: people aim at what they show."""
_MOST_DECODED = 8_000_000
"""Pixels of the largest photo that is decoded for it, after a JPEG's own reduction to an eighth: 0.1 s."""


def find_focus(data: bytes) -> Focus:
    """The centre of what differs from the rest of a photo in colour or has sharp edges, what is near the middle counting
    more; MIDDLE where nothing does, or where the photo cannot be decoded or is too large for it."""
    try:
        with warnings.catch_warnings(action="ignore"), open_photo(data) as image:
            small = _small(image)
        return _centre(_interest(small), *small.size) if small else MIDDLE
    except Exception:  # decoders raise anything on damaged files
        return MIDDLE


def _small(image: "Image") -> "Image | None":
    """A photo upright, at the size at which it is judged; None where it is too large to be decoded for it."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (wanted only for photos without a focus)

    turn = image.getexif().get(_ORIENTATION, 1) if image.format == "JPEG" else 1
    shown = _thumbnail(image) or image
    shown.draft(None, (_SIDE, _SIDE))
    if shown.width * shown.height > _MOST_DECODED:
        return None
    shown.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    if shown is not image:
        shown.getexif()[_ORIENTATION] = turn
    return ImageOps.exif_transpose(shown).convert("RGB")


def _thumbnail(image: "Image") -> "Image | None":
    """The small picture that cameras put into a JPEG (CIPA DC-008, 4.6.5: IFD1), for a fiftieth of the time; None where
    there is none, one of another shape, or a damaged one."""
    exif = image.info.get("exif", b"") if image.format == "JPEG" else b""
    place = image.getexif().get_ifd(_IFD1) if exif else {}
    start, length = place.get(_THUMBNAIL, 0), place.get(_THUMBNAIL_LENGTH, 0)
    if not start or not length:
        return None
    try:
        small = open_photo(exif[len(_HEAD) + start : len(_HEAD) + start + length])
        small.load()
    except Exception:  # as above
        return None
    alike = abs(small.width * image.height - small.height * image.width) <= _ALIKE * small.width * image.height
    return small if alike and min(small.size) >= _SIDE else None


def _interest(small: "Image") -> bytes:
    """How far each pixel stands out, 0 … 255: half by its colour against the mean of all, half by edges beside it."""
    from PIL import Image, ImageChops, ImageFilter, ImageStat  # noqa: PLC0415 (as above)

    mean = Image.new("RGB", small.size, tuple(round(value) for value in ImageStat.Stat(small).mean))
    colour = ImageChops.difference(small, mean).convert("L")
    edges = Image.new("L", small.size)
    inner = (1, 1, small.width - 1, small.height - 1)  # the filter leaves the outermost pixels as they are
    if min(small.size) > 2:
        edges.paste(small.convert("L").filter(ImageFilter.FIND_EDGES).crop(inner), inner)
    return ImageChops.add(colour, edges, scale=2).filter(ImageFilter.BoxBlur(2)).tobytes()


def _centre(interest: bytes, width: int, height: int) -> Focus:
    """The centre of gravity of what exceeds the mean; squares let the strongest speak."""
    middle = EYE_LEVEL if height > width else 0.5
    floor = sum(interest) / len(interest)
    total = across = down = 0.0
    for at, value in enumerate(interest):
        if value > floor:
            x, y = (at % width + 0.5) / width, (at // width + 0.5) / height
            away = (x - 0.5) ** 2 + (y - middle) ** 2
            weight = (value - floor) ** 2 * exp(-away / (2 * _SPREAD**2))
            total, across, down = total + weight, across + weight * x, down + weight * y
    return (round(across / total, 3), round(down / total, 3)) if total > 0 else MIDDLE
