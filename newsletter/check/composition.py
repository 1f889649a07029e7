"""What can be told from the finished pages: sharpness of photos, bleed, distance from the knife."""

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple

from newsletter.geometry import Rect, Size
from newsletter.pages.items import Line, Page, Panel, Picture
from newsletter.problems import PageSpot, Problem, error, warning
from newsletter.units import INCH, Mpt, mm, to_mm

POOR = 0.6
"""Below this share of min_ppi a photo is refused (contract: Press)."""
SAFE = mm(3)
"""Text nearer to the trim may be cut: the knife wanders by a millimetre or two."""
ON_EDGE = mm(0.5)
"""What ends this near to the trim was meant to run off the page."""


class Sheet(NamedTuple):
    """What the pages are judged by."""

    trim: Size
    bleed: Mpt
    min_ppi: int


def judge_page(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """All that can be wrong with one page."""
    yield from blurred(page, sheet)
    yield from short_of_bleed(page, sheet)
    yield from near_knife(page, sheet)


def pictures(page: Page) -> Iterator[Picture]:
    yield from (item for item in (*page.ground, *page.items, *page.furniture) if isinstance(item, Picture))


def blurred(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """Photos with fewer pixels than their size in print asks for."""
    for picture in pictures(page):
        ppi = picture.ppi
        if ppi < sheet.min_ppi:
            speak = error if ppi < POOR * sheet.min_ppi else warning
            shown = max(1e-6, picture.crop[2] - picture.crop[0])
            yield speak("NL203", picture.photo.at, PageSpot(page.number, picture.box), photo=picture.photo.file,
                        ppi=floor(ppi), limit=sheet.min_ppi, page=page.number,
                        pixels=ceil(sheet.min_ppi * picture.box.width / INCH / shown),
                        width=floor(to_mm(int(picture.box.width * ppi / sheet.min_ppi))))  # fmt: skip


def short_of_bleed(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """Pictures and tints that reach the trim but not the bleed's edge leave a white hairline when the knife slips."""
    trim = sheet.trim
    for item in (*page.ground, *page.items, *page.furniture):
        if not isinstance(item, Picture | Panel):
            continue
        beyond = (-item.box.x0, -item.box.y0, item.box.x1 - trim.width, item.box.y1 - trim.height)
        if any(-ON_EDGE < edge < sheet.bleed for edge in beyond):
            what = item.photo.file if isinstance(item, Picture) else ""
            at = item.photo.at if isinstance(item, Picture) else None
            code = "NL730" if what else "NL731"
            yield warning(code, at, PageSpot(page.number, item.box), photo=what, page=page.number,
                          bleed=round(to_mm(sheet.bleed), 1))  # fmt: skip


def near_knife(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """Text that may be trimmed off."""
    limit = Rect(SAFE, SAFE, sheet.trim.width - SAFE, sheet.trim.height - SAFE)
    for item in (*page.items, *page.furniture):
        if not isinstance(item, Line) or not item.runs or not item.runs[0].shapes:
            continue
        box = _text_box(item)
        if box.x0 < limit.x0 or box.y0 < limit.y0 or box.x1 > limit.x1 or box.y1 > limit.y1:
            word = item.runs[0].shapes[0].text
            yield warning(
                "NL732", None, PageSpot(page.number, box), page=page.number, word=word, safe=round(to_mm(SAFE))
            )


def _text_box(line: Line) -> Rect:
    """The line at about its x-height: a line slot may reach further than its ink."""
    right = max(right for _, right in line.runs[-1].spans())
    return Rect(line.runs[0].x, line.baseline - line.runs[0].size // 2, right, line.baseline)
