"""Pieces of the pages of a returned PDF, each round a note, as pdfium shows them with the reviewer's marks; the place
of the note is drawn over them in the colour of what it asks for.

The file is hostile: it is rendered in a process of its own, for a bounded number of pieces of a bounded size."""

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from newsletter.apart import Failure, apart
from newsletter.pdf.marks import Box
from newsletter.problems import Outcome, Problem, note, warning
from newsletter.review.formats.colours import COLOURS
from newsletter.review.formats.listing import Picture, in_order
from newsletter.review.notes import Note

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL.Image import Image

MOST: Final = 300
"""Pieces of one file."""
_SECONDS: Final = 10.0
"""For all pieces of a file: sixteen pages of a bulletin with twenty notes take one."""
_MARGIN: Final = (50.0, 26.0)
"""Points of page shown on each side of a note, across and down: some words, and the lines above and below."""
_LEAST: Final = (230.0, 90.0)
"""A piece's size in points, where the page has room."""
_SCALE: Final = 2.0
"""Pixels a point: fine print can be read, and a screen of twice the density is served."""
_PIXELS: Final = (900.0, 700.0)
"""The most across and down: a note that covers a page shows it smaller."""
_TINTS: Final = 96
"""Colours of a picture as PNG: edges of letters stay even."""
_JPEG_QUALITY: Final = 78
_REACH: Final = 1.5
"""Points that a frame stands off what it is about."""
_UNITS: Final = 1000.0
"""Of pdfium's conversion of places, which has whole numbers, in one point."""
_FARTHEST: Final = 100_000.0
"""Points from the origin: in those units still a number of 32 bits, and beyond every page (14,400 points)."""


class Spot(NamedTuple):
    """What is to be shown: ``boxes`` in points of the page's default user space, y upward."""

    note: str
    page: int
    boxes: tuple[Box, ...]
    colour: str


def crops(content: bytes, notes: Sequence[Note], password: str = "") -> Outcome[Mapping[str, Picture]]:
    """Pictures by the id of their note, for those of ``notes`` that have a place on a page of this file."""
    spots = [
        Spot(one.id, one.page, one.boxes, COLOURS[one.intent]) for one in in_order(notes) if one.boxes and one.page > 0
    ]
    if not spots:
        return Outcome({})
    file = next((one.file for one in notes if one.file), "")
    problems: list[Problem] = []
    if len(spots) > MOST:
        problems.append(note("NL794", file=file, count=len(spots) - MOST, most=MOST))
    found = apart("newsletter.review.crops:cut", content, tuple(spots[:MOST]), password, seconds=_SECONDS)
    if isinstance(found, Failure):
        return Outcome({}, (*problems, warning("NL793", file=file, value=f"limit.{found.why}")))
    pictures: dict[str, Picture] = dict(found) if isinstance(found, tuple) else {}
    return Outcome(pictures, tuple(problems))


def cut(content: bytes, spots: Sequence[Spot], password: str) -> tuple[tuple[str, Picture], ...]:
    """The pieces, in this process; those of pages that cannot be loaded, or that have nothing on their page, are left
    out."""
    import pypdfium2 as pdfium  # noqa: PLC0415 (in the process apart alone)

    try:
        document = pdfium.PdfDocument(content, password=password or None)
    except pdfium.PdfiumError:
        return ()
    with document:
        return tuple(_pieces(document, spots))


def _pieces(document: "pdfium.PdfDocument", spots: Sequence[Spot]) -> Iterator[tuple[str, Picture]]:
    """Spots come page by page, so that each page is loaded once."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    page, number = None, 0
    for spot in spots:
        if spot.page > len(document):
            continue
        try:
            if page is None or number != spot.page:
                page, number = document[spot.page - 1], spot.page
            picture = _piece(page, spot)
        except (pdfium.PdfiumError, ValueError):
            continue
        if picture is not None:
            yield spot.note, picture


def _piece(page: "pdfium.PdfPage", spot: Spot) -> Picture | None:
    size = (page.get_width(), page.get_height())
    sheet = Box(0.0, 0.0, *size)
    boxes = [shown for box in spot.boxes if (shown := _on_page(page, size, box).cut(sheet)) is not None]
    if not boxes:
        return None
    window = _window(boxes, size)
    scale = min(_SCALE, _PIXELS[0] / window.width, _PIXELS[1] / window.height)
    edges = (window.x0, size[1] - window.y1, size[0] - window.x1, window.y0)
    image = page.render(scale=scale, crop=edges, may_draw_forms=False).to_pil().convert("RGB")
    return _packed(_marked(image, boxes, window, spot.colour))


def _on_page(page: "pdfium.PdfPage", size: tuple[float, float], box: Box) -> Box:
    """As the page is shown: cropped, turned, from its top left, y down."""
    import ctypes  # noqa: PLC0415

    from pypdfium2 import raw  # noqa: PLC0415

    if not all(map(math.isfinite, box)):
        return Box(-1.0, -1.0, -1.0, -1.0)
    x0, y0, x1, y1 = (min(max(value, -_FARTHEST), _FARTHEST) for value in box)
    extent = [round(side * _UNITS) for side in size]
    places = []
    for x, y in ((x0, y0), (x1, y1)):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *extent, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        places.append((across.value / _UNITS, down.value / _UNITS))
    (x0, y0), (x1, y1) = places
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _window(boxes: Sequence[Box], size: tuple[float, float]) -> Box:
    """What is shown of the page: all boxes with some of what stands round them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    across = _stretch(min(lefts), max(rights), _MARGIN[0], _LEAST[0], size[0])
    down = _stretch(min(tops), max(bottoms), _MARGIN[1], _LEAST[1], size[1])
    return Box(across[0], down[0], across[1], down[1])


def _stretch(low: float, high: float, margin: float, least: float, most: float) -> tuple[float, float]:
    """A stretch from 0 to ``most`` widened on both sides, and moved in where it would leave the page."""
    more = max(margin, (least - (high - low)) / 2)
    length = min(most, high - low + 2 * more)
    start = min(max(0.0, low - more), most - length)
    return start, start + length


def _marked(image: "Image", boxes: Sequence[Box], window: Box, colour: str) -> "Image":
    """With the boxes tinted and framed."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    across, down = image.width / window.width, image.height / window.height
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    for box in boxes:
        frame = (
            (box.x0 - _REACH - window.x0) * across,
            (box.y0 - _REACH - window.y0) * down,
            (box.x1 + _REACH - window.x0) * across,
            (box.y1 + _REACH - window.y0) * down,
        )
        pen.rounded_rectangle(frame, radius=4, fill=(red, green, blue, 36), outline=(red, green, blue, 230), width=2)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _packed(image: "Image") -> Picture:
    """As PNG in few colours, which suits type, or as JPEG where that is smaller: of photos."""
    from PIL import Image  # noqa: PLC0415

    drawn, photo = io.BytesIO(), io.BytesIO()
    image.quantize(_TINTS, Image.Quantize.FASTOCTREE).save(drawn, "PNG")
    image.save(photo, "JPEG", quality=_JPEG_QUALITY)
    if drawn.tell() <= photo.tell():
        return Picture("image/png", drawn.getvalue(), image.width, image.height)
    return Picture("image/jpeg", photo.getvalue(), image.width, image.height)
