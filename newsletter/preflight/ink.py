"""How much ink stands on each page: the wettest square of 15 mm inside the bleed, the wettest spot, and how much each
plate covers.

Plates have four pixels a millimetre (101.6 ppi), so that a square of 15 mm is 60 x 60 of them and one of a millimetre
4 x 4. Sums are whole numbers and exact; squares begin at any pixel. The peak is the mean of a square
millimetre: less would find the noise of JPEG and the rims of letters, which no press notices.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from PIL import Image, ImageMath

from newsletter.pdf.document import Document
from newsletter.pdf.marks import Box
from newsletter.pdf.reader import read
from newsletter.preflight.plates import Plates, separations

SQUARE = 15
"""Millimetres: the side of the square that the average is taken over (GWG 2022, R0026)."""


class Wettest(NamedTuple):
    """``percent`` is the sum of all inks, at most 100 for each; ``box`` in points of default user space, y upward."""

    percent: float
    box: Box


class PageInk(NamedTuple):
    """``page`` from 1. ``peak`` over a square millimetre, ``average`` over 15 x 15 mm, both inside the BleedBox, of the
    whole area where that is smaller. ``coverage`` is the per cent of the trim that each plate covers, in the order
    of Plates. ``empty`` is a trim without any ink. ``fault`` says why a page could not be measured or not wholly (one
    of ``plates.FAULTS``), empty where it was."""

    page: int
    peak: Wettest
    average: Wettest
    coverage: tuple[tuple[str, float], ...] = ()
    empty: bool = False
    fault: str = ""


def measure(source: bytes | Document, pages: Iterable[int] | None = None) -> Iterator[PageInk]:
    """The ink of each page of a PDF, or of those whose numbers are given; one page is held at a time."""
    document = read(source) if isinstance(source, bytes) else source
    return (weigh(plates) for plates in separations(document, pages))


def weigh(plates: Plates) -> PageInk:
    """The ink of one separated page."""
    if not plates.inks:
        nothing = Wettest(0.0, plates.bleed)
        return PageInk(plates.page, nothing, nothing, fault=plates.fault)
    density = plates.density
    spots = _sums(_total([plate for _, plate in plates.inks]), density, 1)
    squares = _sums(spots, SQUARE, density)
    coverage = tuple((name, _coverage(plate, plates)) for name, plate in plates.inks)
    return PageInk(
        plates.page,
        _wettest(spots, plates),
        _wettest(squares, plates),
        coverage,
        empty=not any(percent for _, percent in coverage),
        fault=plates.fault,
    )


def _total(plates: list[Image.Image]) -> Image.Image:
    """The sum of all inks at each pixel, 255 for each full one. Plates are positive: 0 is paper."""
    inked = [plate for plate in plates if plate.getbbox()] or plates[:1]
    total = inked[0].convert("I")
    for plate in inked[1:]:
        total = _added(total, plate)
    return total


def _added(one: Image.Image, other: Image.Image) -> Image.Image:
    added: Image.Image = ImageMath.lambda_eval(lambda given: given["one"] + given["other"], one=one, other=other)
    return added


def _sums(image: Image.Image, count: int, step: int) -> Image.Image:
    """At each pixel the sum of ``count`` x ``count`` values that stand ``step`` pixels apart, rightward and down; the
    result is smaller by what does not fit, and of fewer values where the image itself is smaller."""
    across = _sums_along(image, 0, min(count, -(-image.width // step)), step)
    return _sums_along(across, 1, min(count, -(-image.height // step)), step)


def _sums_along(image: Image.Image, axis: int, count: int, step: int) -> Image.Image:
    """The same along one axis, by doubling: sums of 1, 2, 4, 8 … values, joined as the binary digits of ``count`` say."""
    length = image.size[axis] - (count - 1) * step
    doubled, size, offset = image, 1, 0
    result: Image.Image | None = None
    while True:
        if count & size:
            part = _slice(doubled, axis, offset, length)
            result = part if result is None else _added(result, part)
            offset += size * step
        if size * 2 > count:
            return result if result is not None else image
        rest = doubled.size[axis] - size * step
        doubled = _added(_slice(doubled, axis, 0, rest), _slice(doubled, axis, size * step, rest))
        size *= 2


def _slice(image: Image.Image, axis: int, start: int, length: int) -> Image.Image:
    box = (start, 0, start + length, image.height) if axis == 0 else (0, start, image.width, start + length)
    return image.crop(box)


def _wettest(sums: Image.Image, plates: Plates) -> Wettest:
    """The largest sum, the first from the top left where several are as large."""
    width, height = plates.inks[0][1].size
    across, down = width - sums.width + 1, height - sums.height + 1
    _, largest = cast("tuple[int, int]", sums.getextrema())
    y, x = divmod(_first(sums, largest), sums.width)
    percent = largest * 100 / (255 * across * down)
    return Wettest(percent, plates.box(x, y, x + across, y + down))


def _first(sums: Image.Image, value: int) -> int:
    """Where a value stands first, counted from the top left."""
    content, wanted = sums.tobytes(), struct.pack("i", value)
    place = content.find(wanted)
    while place % 4:  # the end of one number and the beginning of the next
        place = content.find(wanted, place + 1)
    return place // 4


def _coverage(plate: Image.Image, plates: Plates) -> float:
    """Per cent of the trim."""
    trim = plate.crop(plates.pixels(plates.trim))
    counts = trim.histogram()
    weight = sum(value * count for value, count in enumerate(counts))
    return weight * 100 / (255 * max(1, trim.width * trim.height))
