"""Facts of an image (ISO 32000-1, 8.9.5), and whether its samples can be what its dictionary says, told without
decoding pictures."""

import re
from typing import Final

from newsletter.pdf.filters import decode, filters_of, inflated_length
from newsletter.pdf.marks import Colour, ImageFacts
from newsletter.pdf.objects import Array, Dictionary, Stream
from newsletter.pdf.spaces import CMYK, GREY, RGB, Report, Space, Spaces

SAMPLES_MOST: Final = 256 * 1024 * 1024
"""Bytes of samples that are counted; a double page at 450 ppi in four inks has 130 million."""
SIDE_MOST: Final = 1_000_000
_BY_COMPONENTS: Final = {1: GREY, 3: RGB, 4: CMYK}
_MARKER: Final = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_FRAMES: Final = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""Markers of a JPEG's frame header (ITU-T T.81, table B.1)."""


def image_of(
    image: Stream, resources: Dictionary, spaces: Spaces, report: Report, *, counted: bool = True
) -> tuple[Colour, ImageFacts]:
    """The colour space of an image as a colour without components, and its facts but for its resolution. ``report``
    takes what is wrong with its dictionary; what is wrong with its samples stands in the facts, if they are
    ``counted``."""
    width, height = image.whole("Width"), image.whole("Height")
    if not (0 < width <= SIDE_MOST and 0 < height <= SIDE_MOST):
        report("image", "Width Height")
    stencil = image.flag("ImageMask")
    bits = 1 if stencil else image.whole("BitsPerComponent", 8)
    if bits not in {1, 2, 4, 8, 16}:
        report("image", "BitsPerComponent")
    space = GREY if stencil else _space(image, resources, spaces, report)
    mask = image.get("Mask")
    facts = ImageFacts(
        width=max(width, 0),
        height=max(height, 0),
        bits=bits,
        ppi=(0.0, 0.0),
        filters=filters_of(image),
        stencil=stencil,
        masked="stencil" if isinstance(mask, Stream) else "colour-key" if isinstance(mask, Array) else "",
        soft_mask=isinstance(image.get("SMask"), Stream) or image.whole("SMaskInData") > 0,
        alternates=len(image.array("Alternates")) > 0,
        interpolate=image.flag("Interpolate"),
        broken=_broken(image, space, bits) if counted and 0 < width <= SIDE_MOST and 0 < height <= SIDE_MOST else "",
    )
    if "OPI" in image:
        report("opi", "")
    return Colour(space.spaces, space.names), facts


def _space(image: Stream, resources: Dictionary, spaces: Spaces, report: Report) -> Space:
    value = image.get("ColorSpace")
    if value is None and "JPXDecode" in filters_of(image):
        return _BY_COMPONENTS.get(_jpx_components(image.stored), GREY)
    return spaces.of(value, resources, report)


def _jpx_components(data: bytes) -> int:
    """Components that the header box of a JPEG 2000 file states (ISO 15444-1, I.5.3.1)."""
    place = data.find(b"ihdr", 0, 4096)
    return int.from_bytes(data[place + 12 : place + 14], "big") if place >= 0 else 0


def _broken(image: Stream, space: Space, bits: int) -> str:
    """What is wrong with the samples: a word, empty where nothing is known to be."""
    filters = filters_of(image)
    last = filters[-1] if filters else ""
    if last == "DCTDecode":
        found = decode(image, SAMPLES_MOST)
        return found.wrong or broken_jpeg(found.data, (image.whole("Width"), image.whole("Height")), space.size)
    if last == "JPXDecode":
        return "" if image.stored[4:8] == b"jP  " or image.stored[:4] == b"\xff\x4f\xff\x51" else "header"
    if last in {"CCITTFaxDecode", "JBIG2Decode"}:
        return "" if image.stored else "truncated"
    row = (image.whole("Width") * bits * max(1, space.size) + 7) // 8
    wanted = row * image.whole("Height")
    if wanted > SAMPLES_MOST or not space.spaces[0]:
        return ""
    if filters == ("FlateDecode",):
        length, wrong = inflated_length(image.stored, wanted + wanted // max(1, row) + 1)
        return "truncated" if length < wanted else wrong if wrong != "amount" else ""
    found = decode(image, wanted + wanted // max(1, row) + 1)
    return "truncated" if len(found.data) < wanted else ""


def broken_jpeg(data: bytes, size: tuple[int, int], components: int) -> str:
    """What is wrong with a JPEG for an image of this size and so many components: told from its markers alone."""
    if not data.startswith(b"\xff\xd8"):
        return "header"
    place = 2
    while place + 9 < len(data):
        found = _MARKER.match(data, place)
        if found is None:
            return "header"
        kind, place = found[1][0], found.end()
        if kind in _FRAMES:
            height, width = (int.from_bytes(data[place + at : place + at + 2], "big") for at in (3, 5))
            if (width, height) != size and height:
                return "size"
            if components and data[place + 7] != components:
                return "components"
            break
        place += int.from_bytes(data[place : place + 2], "big")
    else:
        return "truncated"
    return "" if b"\xff\xd9" in data[-4096:] else "truncated"
