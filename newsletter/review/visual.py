"""Two PDFs compared as pictures, whatever they are: pages side by side, and over one another with all that stayed pale.

A page is compared in greys; a pixel counts as changed where it is darker or lighter than all its neighbours of the other
page, so that what moved by a pixel did not change."""

from collections.abc import Iterator
from typing import Final, NamedTuple, cast

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import raw

from newsletter.apart import Failure, apart
from newsletter.pdf.marks import Box
from newsletter.problems import Problem, error, warning
from newsletter.review.compare import Given
from newsletter.review.page_match import Look, Pair, match_pages
from newsletter.review.visual_sheets import Pictures, SheetFile

DPI: Final = 110
PIXELS_MOST: Final = 2400
"""Along the longer side; larger pages are rendered coarser."""
PAGES_MOST: Final = 300
SECONDS: Final = 300.0
STEP: Final = 40
"""Of 255: less is the smoothing of edges, or the noise of a photo coded anew."""
CELL: Final = 8
"""Pixels: changes nearer to one another are one box."""
BOXES_MOST: Final = 200
_SMALL: Final = (32, 44)
_LETTERS_MOST: Final = 50_000


class PageChange(NamedTuple):
    """Pages from 1, 0 where there is none. ``boxes`` in points from the top left of the page as shown, y down; of a page
    that came or went none."""

    old: int
    new: int
    boxes: tuple[Box, ...] = ()


class Seen(NamedTuple):
    """``pages``: those that differ, in order. ``sheets`` is the PDF that shows them, None where none was asked for, or
    nothing differs."""

    old_pages: int = 0
    new_pages: int = 0
    pages: tuple[PageChange, ...] = ()
    sheets: bytes | None = None
    problems: tuple[Problem, ...] = ()


def see_apart(old: Given, new: Given, *, sheets: bool) -> Seen:
    """``see`` within limits of time and memory."""
    found = apart("newsletter.review.visual:see", old, new, sheets, seconds=SECONDS)
    if isinstance(found, Failure):
        return Seen(problems=(error("NL782", file=new.name, reason=f"limit.{found.why}"),))
    return cast("Seen", found)


def see(old: Given, new: Given, sheets: bool) -> Seen:
    """Two files page by page."""
    before, after = _opened(old), _opened(new)
    unreadable = tuple(found for found in (before, after) if isinstance(found, Problem))
    if isinstance(before, Problem) or isinstance(after, Problem):
        return Seen(problems=unreadable)
    with before, after:
        long = tuple(
            warning("NL785", file=name, pages=len(file), most=PAGES_MOST)
            for (name, *_), file in ((old, before), (new, after))
            if len(file) > PAGES_MOST
        )
        pairs = match_pages(_looks(before), _looks(after))
        sheet_file = SheetFile() if sheets else None
        pages = tuple(_differing(before, after, pairs, sheet_file))
        written = sheet_file.whole() if sheet_file and pages else None
        return Seen(len(before), len(after), pages, written, long)


def _opened(given: Given) -> pdfium.PdfDocument | Problem:
    """The file, or why it cannot be read."""
    try:
        file = pdfium.PdfDocument(given.content, password=given.password or None)
    except pdfium.PdfiumError as fault:
        return error("NL751" if fault.err_code == raw.FPDF_ERR_PASSWORD else "NL781", file=given.name)
    if len(file):
        return file
    file.close()
    return error("NL781", file=given.name)


def _looks(file: pdfium.PdfDocument) -> list[Look]:
    return [_look(file, index) for index in range(min(len(file), PAGES_MOST))]


def _look(file: pdfium.PdfDocument, index: int) -> Look:
    picture, _ = _rendered(file, index, 20)
    try:
        letters = file[index].get_textpage()
        count = min(letters.count_chars(), _LETTERS_MOST)
        text = letters.get_text_range(0, count, errors="replace") if count > 0 else ""
    except pdfium.PdfiumError:
        text = ""
    return Look(frozenset(text.split()), picture.resize(_SMALL).tobytes())


def _rendered(file: pdfium.PdfDocument, index: int, dpi: float) -> tuple[Image.Image, float]:
    """A page in greys, and its pixels a point; a blank one where it cannot be rendered."""
    try:
        page = file[index]
        longer = max(page.get_size())
        scale = min(dpi / 72, PIXELS_MOST / longer) if longer > 0 else 1.0
        image: Image.Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
        return image.convert("L"), scale
    except (pdfium.PdfiumError, ValueError, MemoryError):
        return Image.new("L", _SMALL, 255), 1.0


def _differing(
    old: pdfium.PdfDocument, new: pdfium.PdfDocument, pairs: list[Pair], sheets: SheetFile | None
) -> Iterator[PageChange]:
    """The pairs that differ; each is drawn on the sheets as it goes by."""
    for i, j in pairs:
        shown = [_rendered(file, at - 1, DPI) if at else None for file, at in ((old, i), (new, j))]
        first, second = shown
        boxes: tuple[Box, ...] = ()
        scale = (second or first or (None, 1.0))[1]
        changed: Image.Image | None = None
        if first is not None and second is not None:
            before, after = _of_one_size(first[0], second[0])
            changed = _changed(before, after)
            found = _boxes(changed)
            if not found:
                continue
            boxes = tuple(Box(*(edge / scale for edge in box)) for box in found)
            first, second = (before, scale), (after, scale)
        if sheets:
            pictures = Pictures(first and first[0], second and second[0], changed, scale)
            sheets.add((i, j), pictures, boxes)
        yield PageChange(i, j, boxes)


def _of_one_size(one: Image.Image, other: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Both on paper as large as the larger of them, at its top left."""
    size = (max(one.width, other.width), max(one.height, other.height))
    sheets = (Image.new("L", size, 255), Image.new("L", size, 255))
    for sheet, image in zip(sheets, (one, other), strict=True):
        sheet.paste(image, (0, 0))
    return sheets


def _changed(one: Image.Image, other: Image.Image) -> Image.Image:
    """255 where a pixel of one page is farther than STEP from all within a pixel of it on the other."""
    if one.tobytes() == other.tobytes():  # most pages
        return Image.new("L", one.size)
    beyond = ImageChops.lighter(_beyond(one, other), _beyond(other, one))
    return beyond.point([0] * STEP + [255] * (256 - STEP))


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel of ``one`` is out of what ``other`` has round it."""
    darkest, lightest = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    return ImageChops.lighter(ImageChops.subtract(one, lightest), ImageChops.subtract(darkest, one))


def _boxes(changed: Image.Image) -> list[tuple[int, int, int, int]]:
    """Boxes round what hangs together, from the top; cells of 8 pixels that touch, also at a corner, hang together."""
    if changed.getbbox() is None:
        return []
    cells = changed.reduce(CELL)
    width = cells.width
    waiting = {at for at, value in enumerate(cells.tobytes()) if value}
    boxes: list[tuple[int, int, int, int]] = []
    for at in sorted(waiting):
        if at in waiting:
            columns, rows = _hanging(at, waiting, width)
            region = (min(columns) * CELL, min(rows) * CELL, (max(columns) + 1) * CELL, (max(rows) + 1) * CELL)
            x0, y0, x1, y1 = changed.crop(region).getbbox() or (0, 0, CELL, CELL)
            boxes.append((region[0] + x0, region[1] + y0, region[0] + x1, region[1] + y1))
    return boxes if len(boxes) <= BOXES_MOST else [changed.getbbox() or (0, 0, *changed.size)]


def _hanging(start: int, waiting: set[int], width: int) -> tuple[list[int], list[int]]:
    """Columns and rows of all cells that hang together with one; they are taken out of those that wait."""
    columns: list[int] = []
    rows: list[int] = []
    edge = [start]
    waiting.discard(start)
    while edge:
        row, column = divmod(edge.pop(), width)
        rows.append(row)
        columns.append(column)
        for y in (row - 1, row, row + 1):
            for x in range(max(0, column - 1), min(width, column + 2)):
                if y * width + x in waiting:
                    waiting.discard(y * width + x)
                    edge.append(y * width + x)
    return columns, rows
