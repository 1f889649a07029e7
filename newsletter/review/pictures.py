"""What was drawn on a page that came back as one picture: where it is darker than the page that was sent in any of its
three colours, so that a yellow marker counts as a black pen does, or more colourful, as a red pen is across black type."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from newsletter.pdf.marks import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL import Image

DENSITY: Final = 100 / 72
"""Pixels a point."""
PIXELS_MOST: Final = 2_000_000
"""Of a page; of larger ones the pixels are coarser. A page of the bulletin has one million."""
SHAPE: Final = 0.02
"""By how much the proportions of a picture may differ from those of the page."""
SHIFT: Final = (3, 8)
"""Pixels round each in which the strongest tone of the sent page counts: a page may lie two points off; colours run over
a block of sixteen pixels where JPEG holds them coarsely."""
STRONGER: Final = 70
"""Levels of 255 by which a pixel has to be darker or more colourful: paper that was scanned, and what JPEG leaves, are
not."""
CHANGED_MOST: Final = 0.06
"""Share of a page that may be drawn on; of more, the pictures do not lie on each other."""
CELL: Final = 5
"""Pixels of the side of a cell; cells with something drawn in them that touch are one remark."""
SPECK: Final = 12
"""Pixels of which a remark has more."""


def drawn_on(returned: "pdfium.PdfPage", sent: "pdfium.PdfPage", edges: Sequence[Box]) -> list[Box] | None:
    """Boxes of what was drawn, in default user space of the returned page; None where the two pages do not lie on each
    other. Each is the box of what hangs together, within a cell.

    ``edges`` of areas, pictures and rules of the sent page, in its space, count as drawn there already: whether a hairline,
    or a seam of two areas, is to be seen depends on where the pixels lie."""
    width, height = sent.get_size()
    across, up = returned.get_size()
    if min(width, height, across, up) <= 0 or abs((across / up) / (width / height) - 1) > SHAPE:
        return None
    scale = min(DENSITY, math.sqrt(PIXELS_MOST / (width * height)))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    before = _tones(sent, size)
    _draw(before[0], sent, edges)
    new = _new(_tones(returned, size), before)
    if new.histogram()[255] > CHANGED_MOST * size[0] * size[1]:
        return None
    return [_on_page(returned, size, area) for area in _areas(new)]


def _tones(page: "pdfium.PdfPage", size: tuple[int, int]) -> tuple["Image.Image", "Image.Image"]:
    """The page in so many pixels: how dark each is in the darkest of its colours, how far its colours lie apart."""
    from PIL import ImageChops  # noqa: PLC0415

    scale = min(size[0] / page.get_width(), size[1] / page.get_height())
    image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    red, green, blue = (image if image.size == size else image.resize(size)).split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.invert(darkest), ImageChops.subtract(lightest, darkest)


def _draw(dark: "Image.Image", page: "pdfium.PdfPage", edges: Sequence[Box]) -> None:
    """Draws edges over the darkness of a page."""
    from PIL import ImageDraw  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    pen = ImageDraw.Draw(dark)
    for box in edges:
        corners = []
        for x, y in (box[:2], box[2:]):
            across, down = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page, 0, 0, *dark.size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
            corners.append((across.value, down.value))
        (x0, y0), (x1, y1) = corners
        pen.rectangle((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), fill=255)


def _new(returned: tuple["Image.Image", "Image.Image"], sent: tuple["Image.Image", "Image.Image"]) -> "Image.Image":
    """255 where the returned page is darker or more colourful than the sent one anywhere near."""
    from PIL import ImageChops  # noqa: PLC0415

    darker, brighter = (
        ImageChops.subtract(tone, _spread(before, reach))
        for tone, before, reach in zip(returned, sent, SHIFT, strict=True)
    )
    return ImageChops.lighter(darker, brighter).point([0] * STRONGER + [255] * (256 - STRONGER))


def _spread(tone: "Image.Image", reach: int) -> "Image.Image":
    """Of each pixel the strongest within reach, in twice as large steps each time: Pillow's MaxFilter takes 0.2 s."""
    from PIL import ImageChops  # noqa: PLC0415

    for across, down in ((1, 0), (0, 1)):
        covered, whole = 1, 2 * reach + 1
        while covered < whole:
            step = min(covered, whole - covered)
            tone = ImageChops.lighter(tone, ImageChops.offset(tone, step * across, step * down))
            covered += step
        tone = ImageChops.offset(tone, -reach * across, -reach * down)
    return tone


def _areas(new: "Image.Image") -> Iterator[tuple[int, int, int, int]]:
    """Pixels of what hangs together, cell by cell."""
    columns, rows = -(-new.width // CELL), -(-new.height // CELL)
    counts = new.reduce(CELL).tobytes()  # the mean of a cell: 255 / 25 for each pixel of it
    inked = [index for index, mean in enumerate(counts) if mean]
    waiting = set(inked)
    for first in inked:
        if first not in waiting:
            continue
        waiting.discard(first)
        hanging, edge = [first], [first]
        while edge:
            column, row = edge[-1] % columns, edge.pop() // columns
            for x in range(max(0, column - 1), min(columns, column + 2)):
                for y in range(max(0, row - 1), min(rows, row + 2)):
                    if (cell := y * columns + x) in waiting:
                        waiting.discard(cell)
                        hanging.append(cell)
                        edge.append(cell)
        if sum(counts[cell] for cell in hanging) * CELL * CELL > SPECK * 255:
            xs, ys = [cell % columns for cell in hanging], [cell // columns for cell in hanging]
            yield min(xs) * CELL, min(ys) * CELL, (max(xs) + 1) * CELL, (max(ys) + 1) * CELL


def _on_page(page: "pdfium.PdfPage", size: tuple[int, int], area: tuple[int, int, int, int]) -> Box:
    from pypdfium2 import raw  # noqa: PLC0415

    places = []
    for across, down in (area[:2], area[2:]):
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDF_DeviceToPage(page, 0, 0, *size, 0, across, down, ctypes.byref(x), ctypes.byref(y))
        places.append((x.value, y.value))
    (x0, y0), (x1, y1) = places
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
