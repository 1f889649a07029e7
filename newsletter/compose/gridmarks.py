"""What ``build --debug-grid`` draws over a proof: the grid, slots and columns, word spaces by width, loose lines, feet of
columns, crops of photos. Names and figures are those of the build report."""

from collections.abc import Iterator
from typing import NamedTuple

from newsletter.colour import PAPER, Cmyk
from newsletter.compose.furniture import extent, one_line, put
from newsletter.compose.kit import Kit
from newsletter.compose.place import Place, place_slot
from newsletter.geometry import Rect
from newsletter.model.article import unplaced
from newsletter.model.layout import GridArea
from newsletter.pages.items import Item, Line, Page, Panel, Picture, Stroke
from newsletter.pages.quality import FLUSH, Column, PageTally, Tally, feet, measured, quality, spaces
from newsletter.units import PT, Mpt, mm

LINES = Cmyk(0, 220, 60, 0)
FRAMES = Cmyk(700, 250, 0, 0)
EVEN = Cmyk(750, 0, 900, 150)
AMISS = Cmyk(0, 950, 900, 0)
BLANK = Cmyk(0, 130, 110, 0)
INK = Cmyk(0, 0, 0, 800)
HAIR: Mpt = 200
SMALL: Mpt = 4600
LEGEND_BELOW = mm(9)
SWATCH: Mpt = 7000
CROPPED = 0.995
"""A photo of which less is shown, across or down, is cropped."""
INSET_MAP: Mpt = 22_000
"""Width of the little picture that shows which part of a photo is printed."""


class Shade(NamedTuple):
    """How a word space is shown that is wider (tight: narrower) than so many of the font's own."""

    ratio: float
    colour: Cmyk


LOOSE = (Shade(2.0, Cmyk(0, 800, 700, 0)), Shade(1.5, Cmyk(0, 450, 850, 0)), Shade(1.33, Cmyk(0, 90, 800, 0)))
TIGHT = Shade(0.86, Cmyk(550, 130, 0, 0))


def mark_grid(page: Page, kit: Kit) -> Page:
    """The page with its grid and its word spaces behind the text, all else over it."""
    page_figures = measured(page, kit.baseline)
    places = _places(page, kit)
    behind: list[Panel | Stroke] = [*_baselines(page, kit), *_word_spaces(page)]
    over = (
        *_slots(places, kit),
        *_loose_lines(page, kit),
        *_flaws(page_figures, kit),
        *_feet(page_figures, places, kit),
        *_crops(page, kit),
        *_legend(page_figures, kit),
    )
    return page._replace(ground=(*page.ground, *behind), marks=(*page.marks, *over))


def _places(page: Page, kit: Kit) -> dict[str, Place]:
    """The slots of the page's template, by name."""
    template = kit.layout.templates.get(page.template)
    if template is None:
        return {}

    def area(of: GridArea) -> Rect:
        return kit.layout.area(of, left=page.left, mirror=template.mirror)

    return {slot.name: place_slot(slot, area, kit) for slot in template.slots}


def _label(text: str, colour: Cmyk, kit: Kit, size: Mpt = SMALL) -> Line:
    style = kit.style("running-head")._replace(size=size, steps=(size,), colour=colour, caps=False, tracking=0)
    return one_line(unplaced(text), style, kit, 0)


# -- grid and frames ------------------------------------------------------------------


def _baselines(page: Page, kit: Kit) -> Iterator[Stroke]:
    layout = kit.layout
    area = layout.area(GridArea(0, 0, layout.units, layout.lines), left=page.left)
    for line in range(layout.lines):
        y = area.y0 + line * layout.baseline + kit.drop
        yield Stroke(Rect(area.x0, y, area.x1, y), LINES, HAIR)


def _slots(places: dict[str, Place], kit: Kit) -> Iterator[Item]:
    """Each slot with its name and how many lines it holds, and its columns where it has several."""
    for name, place in places.items():
        box = place.box
        yield Stroke(box, FRAMES, 2 * HAIR)
        for x in place.xs if len(place.xs) > 1 else ():
            yield Stroke(Rect(x, box.y0, x + place.width, box.y1), FRAMES, HAIR, dash=1500)
        for wrap in place.wraps:
            yield Stroke(wrap, FRAMES, HAIR, dash=1500)
        told = f"{name} · {len(place.xs)} × {place.width / PT:.1f} pt × {place.depth}"
        yield put(_label(told, FRAMES, kit), box.x1, "right", box.y0 - SMALL // 3)


# -- word spaces ----------------------------------------------------------------------


def _justified(page: Page) -> Iterator[Line]:
    return (
        item
        for item in page.items
        if isinstance(item, Line) and item.role == "body" and item.gap and not item.ends and item.runs
    )


def _shade(ratio: float) -> Shade | None:
    ratio = round(ratio, 3)
    return TIGHT if ratio < TIGHT.ratio else next((shade for shade in LOOSE if ratio > shade.ratio), None)


def _word_spaces(page: Page) -> Iterator[Panel]:
    for line in _justified(page):
        gaps = spaces(line)
        natural = sum(right - left for left, right in gaps) / max(1, len(gaps)) / line.gap
        size = line.runs[0].size
        for left, right in gaps:
            if shade := _shade((right - left) / natural):
                box = Rect(round(left), line.baseline - size * 7 // 10, round(right), line.baseline + size // 5)
                yield Panel(box, shade.colour)


def _loose_lines(page: Page, kit: Kit) -> Iterator[Line]:
    """The mean of a line beside it."""
    for line in _justified(page):
        shade = _shade(line.gap)
        if shade and shade is not TIGHT:
            right = extent(line)[1] + SMALL // 3
            colour = AMISS if shade is LOOSE[0] else INK
            yield put(_label(f"{line.gap:.2f}", colour, kit), right, "left", line.baseline)


def _flaws(figures: PageTally, kit: Kit) -> Iterator[Line]:
    """Widows, orphans, runts and rivers, left of their lines.

    A first line that begins with a later piece of its paragraph goes on from the column before; an initial is one piece.
    """
    for column in figures.columns:
        goes_on = column.head.runs[0].first > 1
        found = [*(("runt", line) for line in column.runts), *(("river", line) for line in column.rivers)]
        if column.head.ends and goes_on:
            found.append(("widow", column.head))
            found += [("runt", column.head)] if column.short else []
        if column.orphan is not None:
            found.append(("orphan", column.orphan))
        elif column.lines == 1 and not column.ends and not goes_on:
            found.append(("orphan", column.head))
        for told, line in found:
            yield put(_label(told, AMISS, kit), extent(line)[0] - SMALL // 3, "right", line.baseline)


# -- feet of columns --------------------------------------------------------------------


def _feet(figures: PageTally, places: dict[str, Place], kit: Kit) -> Iterator[Item]:
    """Where each column ends, with its grid line; what it is short of those that it should end with stands below it."""
    goals: dict[tuple[str, str], Mpt] = {}
    for columns in feet(figures):
        deepest = max(column.foot for column in columns)
        goals |= {(one.frame, one.story): max(deepest, goals.get((one.frame, one.story), 0)) for one in columns}
    for column in figures.columns:
        deepest = goals.get((column.frame, column.story), column.foot)
        left, right = _edges(column, places.get(column.slot))
        short = (deepest - column.foot) / kit.baseline
        colour = EVEN if short <= FLUSH else AMISS
        if short > FLUSH:
            yield Panel(Rect(left, column.foot + kit.baseline // 3, right, deepest), BLANK)
        yield Stroke(Rect(left, column.foot, right, column.foot), colour, 3 * HAIR)
        number = (column.foot - kit.layout.margins.top - kit.drop) / kit.baseline + 1
        told = f"{number:.4g}" + (f"  −{short:.2g}" if short > FLUSH else "")
        yield put(_label(told, colour, kit), right, "right", column.foot + SMALL)


def _edges(column: Column, place: Place | None) -> tuple[Mpt, Mpt]:
    """Of the column in its slot; of its first line, where a page has no such slot."""
    number = column.number
    if place is None or not number.isdigit() or not 0 < int(number) <= len(place.xs):
        return extent(column.head)
    x = place.xs[int(number) - 1]
    return x, x + place.width


# -- photos -----------------------------------------------------------------------------


def _crops(page: Page, kit: Kit) -> Iterator[Item]:
    """What is shown of each photo, how large its pixels come out, and, where it is cropped, which part of it that is."""
    for item in (*page.ground, *page.items):
        if not isinstance(item, Picture):
            continue
        x0, y0, x1, y1 = item.crop
        across, down = x1 - x0, y1 - y0
        box = item.box
        yield Stroke(box, FRAMES, 2 * HAIR)
        left, top = box.x0 + 2 * SMALL // 3, box.y0 + 2 * SMALL // 3
        label = _label(f"{item.ppi:.0f} ppi · {100 * across:.0f} × {100 * down:.0f} %", FRAMES, kit)
        width = extent(label)[1] - extent(label)[0]
        yield Panel(Rect(left - SMALL // 3, top - SMALL // 3, left + width + SMALL // 3, top + SMALL * 4 // 3), PAPER)
        yield put(label, left, "left", top + SMALL)
        if min(across, down) < CROPPED:
            yield from _crop_map(item, left, top + 2 * SMALL)


def _crop_map(item: Picture, left: Mpt, top: Mpt) -> Iterator[Item]:
    """The whole photo in little, the printed part of it framed."""
    pixels = item.photo.pixels
    height = INSET_MAP * pixels[1] // max(1, pixels[0])
    x0, y0, x1, y1 = item.crop
    yield Panel(Rect(left, top, left + INSET_MAP, top + height), PAPER)
    shown = Rect(left + round(x0 * INSET_MAP), top + round(y0 * height),
                 left + round(x1 * INSET_MAP), top + round(y1 * height))  # fmt: skip
    yield Panel(shown, FRAMES.tint(400))
    yield Stroke(Rect(left, top, left + INSET_MAP, top + height), FRAMES, HAIR)


# -- legend -----------------------------------------------------------------------------


def _legend(figures: PageTally, kit: Kit) -> Iterator[Item]:
    """What the colours mean, and the figures of the page, below the trim."""
    trim = kit.layout.trim
    x, baseline = kit.layout.margins.outside, trim.height + LEGEND_BELOW
    for sign, shade in (("<", TIGHT), *((">", shade) for shade in reversed(LOOSE))):
        yield Panel(Rect(x, baseline - SWATCH * 3 // 4, x + SWATCH, baseline + SWATCH // 4), shade.colour)
        label = put(_label(f"{sign} {shade.ratio:g}", INK, kit, SWATCH), x + SWATCH * 5 // 4, "left", baseline)
        yield label
        x = extent(label)[1] + SWATCH
    tally = Tally(kit.baseline)
    tally.pages.append(figures)
    told = quality(tally)
    if told.gap_p95 is not None and told.gap_sd is not None and told.gap_over_2 is not None:
        text = (
            f"gap p95 {told.gap_p95:.2f} · sd {told.gap_sd:.2f} · > 2: {100 * told.gap_over_2:.1f} % · "
            f"rivers/100 {told.rivers_per_100:.1f} · feet {told.bottom_raggedness_max:.0f} pt"
        )
        yield put(_label(text, INK, kit, SWATCH), trim.width - kit.layout.margins.outside, "right", baseline)
