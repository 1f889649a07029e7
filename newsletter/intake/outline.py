"""The shape of what a photo shows, for text to follow: from its alpha channel or from a polygon."""

import warnings
from collections.abc import Sequence
from itertools import pairwise

from newsletter.intake.photo import open_photo

Outline = tuple[tuple[float, float], ...]
"""As model.article.Photo.outline."""

BANDS = 120
"""Bands of an outline: finer than the lines of text beside a photo of a whole page."""
_COLUMNS = 240
_SEEN = 24
"""Opacity (0 … 255) from which something is there."""
_EMPTY = (1.0, 0.0)


def alpha_outline(data: bytes) -> Outline:
    """The outline of what is not transparent in a photo that can be read; () where it has no transparent part."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (wanted only for photos with a shape)

    try:
        with warnings.catch_warnings(action="ignore"), open_photo(data) as image:
            if "A" not in image.getbands() and "transparency" not in image.info:
                return ()
            alpha = ImageOps.exif_transpose(image).convert("RGBA").getchannel("A")
            small = alpha.resize((_COLUMNS, BANDS), Image.Resampling.BOX)
    except Exception:  # decoders raise anything on damaged files
        return ()
    rows = [
        small.crop((0, row, _COLUMNS, row + 1)).point(lambda v: 255 * (v >= _SEEN)).getbbox() for row in range(BANDS)
    ]
    if all(row is not None and row[0] == 0 and row[2] == _COLUMNS for row in rows) or not any(rows):
        return ()
    return tuple((row[0] / _COLUMNS, row[2] / _COLUMNS) if row else _EMPTY for row in rows)


def polygon_outline(points: Sequence[tuple[float, float]]) -> Outline:
    """The outline of a polygon whose corners are shares of the photo's width and height; () where it encloses nothing."""
    if len(points) < 3 or max(y for _, y in points) - min(y for _, y in points) < 1 / BANDS:
        return ()
    return tuple(_band(points, row / BANDS, (row + 1) / BANDS) for row in range(BANDS))


def _band(points: Sequence[tuple[float, float]], top: float, foot: float) -> tuple[float, float]:
    """How far a polygon reaches to both sides between two heights."""
    xs = [x for x, y in points if top <= y <= foot]
    for (x0, y0), (x1, y1) in pairwise((*points, points[0])):
        crossed = [height for height in (top, foot) if min(y0, y1) < height < max(y0, y1)]
        xs += [x0 + (x1 - x0) * (height - y0) / (y1 - y0) for height in crossed]
    return (min(xs), max(xs)) if xs else _EMPTY
