"""What can be told from the finished pages: sharpness of photos, bleed, distance from the knife."""

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple

from newsletter.geometry import Rect, Size
from newsletter.pages.items import Artwork, Item, Line, Outline, Page, Panel, Picture, Stroke
from newsletter.problems import PageSpot, Problem, error, warning
from newsletter.units import INCH, Mpt, mm, to_mm

POOR = 0.6
"""Below this share of min_ppi a photo is refused (contract: Press)."""
LEAST_SHOWN = 0.3
"""Of a photo's area: what is cropped further was put where it does not fit."""
SAFE = mm(3)
"""What stands nearer to the trim may be cut: the knife wanders by a millimetre or two."""
ON_EDGE = mm(0.5)
"""What ends this near to the trim was meant to run off the page."""
LEAST_BLEED = mm(2)
"""Print shops ask for 3 mm, and take 2."""
_ABOVE, _BELOW = 700, 200
"""Per mille of the type size that letters reach over and under the baseline: capitals and descenders of our faces."""


class Sheet(NamedTuple):
    """What the pages are judged by: lengths, the least resolution, the most ink in per cent."""

    trim: Size
    bleed: Mpt
    min_ppi: int
    max_ink: int = 300


def judge_page(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """All that can be wrong with one page."""
    yield from judge_photos(page, sheet)
    yield from short_of_bleed(page, sheet)
    yield from near_knife(page, sheet)


def judge_photos(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """What is wrong with its photos, which proofs tell too."""
    yield from blurred(page, sheet)
    yield from cut_to_a_strip(page)
    yield from cut_from_key(page)


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


def cut_to_a_strip(page: Page) -> Iterator[Problem]:
    """Photos of which so little is shown that nobody can tell what they are of."""
    for picture in pictures(page):
        x0, y0, x1, y1 = picture.crop
        shown = (x1 - x0) * (y1 - y0)
        if shown < LEAST_SHOWN:
            yield warning("NL582", picture.photo.at, PageSpot(page.number, picture.box), photo=picture.photo.file,
                          page=page.number, shown=round(100 * shown), least=round(100 * LEAST_SHOWN))  # fmt: skip


def cut_from_key(page: Page) -> Iterator[Problem]:
    """People of a group photo whose number cannot stand on it, since the crop leaves them out."""
    for picture in pictures(page):
        lost = [str(number) for number, point in enumerate(picture.photo.key, 1) if not picture.shows(point)]
        if lost:
            yield warning("NL581", picture.photo.at, PageSpot(page.number, picture.box), photo=picture.photo.file,
                          page=page.number, numbers=", ".join(lost))  # fmt: skip


def short_of_bleed(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """Pictures, tints and rules that reach the trim but not the bleed's edge leave a white hairline when the knife
    slips; so does a bleed that is none. (Of the whole issue that is one problem, said by each page alike.)"""
    for item in (*page.ground, *page.items, *page.furniture):
        box = art_box(item)
        gaps = _gaps(box, sheet.trim) if box else ()
        if sheet.bleed < LEAST_BLEED and any(gap < ON_EDGE for gap in gaps):
            yield warning("NL736", None, bleed=round(to_mm(sheet.bleed), 1), least=round(to_mm(LEAST_BLEED)))
        if not any(-ON_EDGE < -gap < sheet.bleed for gap in gaps):
            continue
        photo = item.photo if isinstance(item, Picture) else None
        yield warning("NL730" if photo else "NL731", photo.at if photo else None, PageSpot(page.number, box),
                      photo=photo.file if photo else "", page=page.number, bleed=round(to_mm(sheet.bleed), 1))  # fmt: skip


def near_knife(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """Text, rules, tints and pictures that the knife may cut into, or that a sliver of paper will part from the edge."""
    yield from _text_near_knife(page, sheet)
    for item in (*page.ground, *page.items, *page.furniture):
        box = art_box(item)
        if box is None:
            continue
        gap = min((gap for gap in _gaps(box, sheet.trim) if gap >= ON_EDGE), default=SAFE)
        if gap < SAFE:
            photo = item.photo if isinstance(item, Picture) else None
            yield warning("NL734" if photo else "NL735", photo.at if photo else None, PageSpot(page.number, box),
                          photo=photo.file if photo else "", page=page.number, gap=f"{to_mm(gap):.1f}",
                          safe=round(to_mm(SAFE)), bleed=round(to_mm(sheet.bleed), 1))  # fmt: skip


def _text_near_knife(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """The line nearest to the trim, and how many more of its page: text that is cut for certain apart from text that is
    only in danger."""
    found: dict[str, list[tuple[Mpt, Rect, str]]] = {}
    for item in (*page.items, *page.furniture):
        if isinstance(item, Line) and item.runs and item.runs[0].shapes:
            box = _text_box(item)
            gap = min(_gaps(box, sheet.trim))
            if gap < SAFE:
                code = "NL733" if gap < 0 else "NL732"
                found.setdefault(code, []).append((gap, box, item.runs[0].shapes[0].text))
    for code, lines in sorted(found.items()):
        gap, box, word = min(lines, key=lambda line: line[0])
        yield warning(code, None, PageSpot(page.number, box), page=page.number, word=word, lines=len(lines),
                      gap=f"{abs(to_mm(gap)):.1f}", safe=round(to_mm(SAFE)))  # fmt: skip


def _gaps(box: Rect, trim: Size) -> tuple[Mpt, Mpt, Mpt, Mpt]:
    """How far each edge lies inside its own side of the trim; beyond it the gap is negative."""
    return box.x0, box.y0, trim.width - box.x1, trim.height - box.y1


def art_box(item: Item) -> Rect | None:
    """What an item other than text covers with ink; None where that is nothing."""
    match item:
        case Picture() | Panel() | Artwork():
            return item.box
        case Stroke():
            return item.box.outset(item.width // 2)
        case Outline():
            points = [point for ring in item.rings for point in ring]
            xs, ys = [point.x for point in points], [point.y for point in points]
            return Rect(min(xs), min(ys), max(xs), max(ys)) if points else None
    return None


def _text_box(line: Line) -> Rect:
    """The ink of a line, as its letters reach without marks: a line slot may reach further."""
    size = max(run.size for run in line.runs)
    right = max(right for _, right in line.runs[-1].spans())
    return Rect(line.runs[0].x, line.baseline - size * _ABOVE // 1000, right, line.baseline + size * _BELOW // 1000)
