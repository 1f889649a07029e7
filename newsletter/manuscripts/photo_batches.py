"""Many photos at once, apart: small pictures for a report, and prints by which near copies are known. Several go into one
child, since each is done in a moment."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, cast

from newsletter.apart import Failure, apart
from newsletter.manuscripts.pictures import look

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


def thumbnails_apart(photos: Iterable[tuple[str, bytes]]) -> dict[str, Thumbnail]:
    """Of those photos (name, content) that can be decoded within the limits, under their names."""
    return cast("dict[str, Thumbnail]", _in_batches("thumbnails", photos))


def fingerprints_apart(photos: Iterable[tuple[str, bytes]]) -> dict[str, int]:
    """As ``Look.fingerprint``, of the same."""
    return cast("dict[str, int]", _in_batches("fingerprints", photos))


def _in_batches(task: str, photos: Iterable[tuple[str, bytes]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for batch in _batches(photos):
        found = apart(f"{__name__}:{task}", batch, seconds=SECONDS)
        if not isinstance(found, Failure):
            made |= cast("dict[str, object]", found)
    return made


def _batches(photos: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    batch: dict[str, bytes] = {}
    size = 0
    for name, content in photos:
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


def fingerprints(photos: Mapping[str, bytes]) -> dict[str, int]:
    """The work of ``fingerprints_apart``."""
    looks = {name: look(content, name).value for name, content in photos.items()}
    return {name: found.fingerprint for name, found in looks.items() if found and found.fingerprint}


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
