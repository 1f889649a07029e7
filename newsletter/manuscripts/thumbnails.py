"""Photos made small for a report, apart: many in one child, since each is done in a moment."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, cast

from newsletter.apart import Failure, apart

WIDEST: Final = 360
"""Pixels."""
SECONDS: Final = 30.0
_BATCH: Final = 24
"""Photos of one child."""
_BATCH_BYTES: Final = 100 << 20
_QUALITY: Final = 70


class Thumbnail(NamedTuple):
    """A small JPEG."""

    content: bytes
    pixels: tuple[int, int]


def thumbnails_apart(photos: Mapping[str, bytes]) -> dict[str, Thumbnail]:
    """Of those photos that can be decoded within the limits, under their names."""
    made: dict[str, Thumbnail] = {}
    for batch in _batches(photos):
        found = apart("newsletter.manuscripts.thumbnails:thumbnails", batch, seconds=SECONDS)
        if not isinstance(found, Failure):
            made |= cast("dict[str, Thumbnail]", found)
    return made


def _batches(photos: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    batch: dict[str, bytes] = {}
    size = 0
    for name, content in photos.items():
        if batch and (len(batch) == _BATCH or size + len(content) > _BATCH_BYTES):
            yield batch
            batch, size = {}, 0
        batch[name] = content
        size += len(content)
    if batch:
        yield batch


def thumbnails(photos: Mapping[str, bytes]) -> dict[str, Thumbnail]:
    """The work of ``thumbnails_apart``."""
    made: dict[str, Thumbnail] = {}
    for name, content in photos.items():
        try:
            made[name] = _small(content)
        except MemoryError:
            raise
        except Exception:  # noqa: S112  (decoders raise anything on damaged files: that photo is shown by its name)
            continue
    return made


def _small(content: bytes) -> Thumbnail:
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image, ImageOps  # noqa: PLC0415  (in the child alone)

    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "TIFF", "WEBP")) as image:
        image.draft("RGB", (WIDEST * 2, WIDEST * 2))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((WIDEST, WIDEST))
        flat = Image.new("RGB", upright.size, "white")
        seen = upright.convert("RGBA")
        flat.paste(seen, mask=seen)
        out = BytesIO()
        flat.save(out, "JPEG", quality=_QUALITY)
        return Thumbnail(out.getvalue(), flat.size)
