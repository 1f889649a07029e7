"""Small pictures of pages, as pdfium shows them on a screen."""

import io
from collections.abc import Iterator

import pypdfium2 as pdfium

_LARGEST = 20_000
"""Pixels down: a page that would become taller at the width asked for is left out."""


def thumbnails(content: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    """Number, from 1, and trim of each page as a PNG of ``width`` pixels across, one at a time; pages that pdfium
    cannot load are left out. ValueError where it cannot open the file."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        raise ValueError(str(fault)) from None
    with document:
        for index in range(len(document)):
            picture = _picture(document, index, width)
            if picture is not None:
                yield index + 1, picture


def _picture(document: pdfium.PdfDocument, index: int, width: int) -> bytes | None:
    try:
        page = document[index]
        # pdfium's page is the CropBox: what of it lies beyond the trim is cut, left, bottom, right, top.
        whole, trim = page.get_cropbox(), page.get_trimbox()
        edges = (trim[0] - whole[0], trim[1] - whole[1], whole[2] - trim[2], whole[3] - trim[3])
        turned = _turned(tuple(max(0.0, edge) for edge in edges), page.get_rotation())
        across = page.get_width() - turned[0] - turned[2]
        scale = width / across if across > 0 else 0.0
        if not 0 < scale * page.get_height() < _LARGEST:
            return None
        image = page.render(scale=scale, crop=turned, draw_annots=False, may_draw_forms=False).to_pil()
    except pdfium.PdfiumError:
        return None
    out = io.BytesIO()
    # pdfium's picture is whole pixels, rounded up: what is over is cut.
    image.convert("RGB").crop((0, 0, width, image.height)).save(out, "PNG")
    return out.getvalue()


def _turned(edges: tuple[float, ...], angle: int) -> tuple[float, ...]:
    """Left, bottom, right, top as they come to lie when the page is turned clockwise for viewing."""
    steps = angle // 90 % 4
    return edges[steps:] + edges[:steps]
