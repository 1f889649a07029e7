"""How much ink a photo lays on the paper: total area coverage, the sum of its inks, in per cent."""

from itertools import accumulate
from typing import NamedTuple

from PIL import Image, ImageChops

from newsletter.geometry import Size
from newsletter.units import INCH, Mpt, half_up, mm

SQUARE: Mpt = mm(15)
"""Side of the square over which an average is taken (GWG 2022, R0026)."""

_SEEN_PPI = 150
"""A peak is that of a spot of this fineness, a sixth of a millimetre: single pixels are mostly noise."""
_STEPS = 8
"""So many places of the square are tried along its own side."""


class Coverage(NamedTuple):
    """Per cent: the largest ``average`` over any square of 15 x 15 mm (over the whole side where the photo is smaller), and
    the largest ``peak``."""

    average: float = 0.0
    peak: float = 0.0


def coverage(image: Image.Image, size: Size) -> Coverage:
    """Of a grey or CMYK image printed at a size; grey is black ink."""
    inks = ImageChops.invert(image) if image.mode == "L" else image
    spots = inks.reduce(max(1, half_up(image.width * INCH / max(1, size.width) / _SEEN_PPI)))
    return Coverage(_average(spots, size), _peak(spots))


def _peak(spots: Image.Image) -> float:
    """To 1.6 per cent: bytes hold the mean of the inks, not their sum."""
    bands = spots.split()
    if len(bands) == 1:
        return _percent(_most(bands[0]))
    cyan, magenta, yellow, black = bands
    pair = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
    return _percent(4 * _most(ImageChops.add(*pair, scale=2)))


def _most(band: Image.Image) -> int:
    """The largest byte."""
    return max(value for value, count in enumerate(band.histogram()) if count)


def _average(spots: Image.Image, size: Size) -> float:
    """The densest square: sums over a grid of cells an eighth of its side wide, each row and column added up once."""
    across, down = (max(1, half_up(side * _STEPS / SQUARE)) for side in size)
    cells = spots.resize((across, down), Image.Resampling.BOX).split()
    sums = list(map(sum, zip(*(band.tobytes() for band in cells), strict=True)))
    rows = [_windows(sums[row * across : (row + 1) * across]) for row in range(down)]
    windows = [_windows(list(column)) for column in zip(*rows, strict=True)]
    square = min(across, _STEPS) * min(down, _STEPS)
    return _percent(max(map(max, windows)) / square)


def _windows(values: list[int]) -> list[int]:
    """Sums of each ``_STEPS`` neighbours; of all, where there are fewer."""
    before = [0, *accumulate(values)]
    width = min(_STEPS, len(values))
    return [end - start for start, end in zip(before, before[width:], strict=False)]


def _percent(value: float) -> float:
    """To a tenth, as it is kept."""
    return round(value * 100 / 255, 1)
