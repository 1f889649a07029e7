"""One story in one slot: head, photos, columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from newsletter.compose.figures import crop_range, natural_lines, set_photo
from newsletter.compose.flow import EMPTY_LINE, Fit, Placed, Rest, balance, fit
from newsletter.compose.galley import Galley, draw
from newsletter.compose.head import set_head
from newsletter.compose.kit import Kit
from newsletter.compose.solid import Solid, placed
from newsletter.compose.story import Item, Run, rest_of, story_items
from newsletter.geometry import Rect
from newsletter.model.article import Article, Photo
from newsletter.model.layout import PhotoPlace, Slot
from newsletter.pages.items import Item as Drawn
from newsletter.pages.items import Panel, Picture, Stroke
from newsletter.units import Mpt, share

TRIES = 6
"""How many sets of picture heights are tried for a slot that is to be filled."""
COMBINATIONS = 400
"""How many are compared by arithmetic before."""


class Place(NamedTuple):
    """A slot on a page: its box inside the inset, the x of its columns and their width, its height in grid lines."""

    slot: Slot
    box: Rect
    xs: tuple[Mpt, ...]
    width: Mpt
    depth: int

    def span(self, first: int, count: int) -> Mpt:
        """Width of ``count`` columns from column ``first`` (from 0) on."""
        count = max(1, min(count, len(self.xs) - first))
        return self.xs[first + count - 1] - self.xs[first] + self.width

    def frame(self, column: int) -> str:
        return f"{self.slot.name}/{column + 1}"


def place_slot(slot: Slot, box: Rect, kit: Kit) -> Place:
    """The columns of a slot whose area on the page is ``box``; whole grid lines of inset above and below."""
    inset_lines = kit.lines(slot.inset) if slot.inset else 0
    inner = Rect(
        box.x0 + slot.inset,
        box.y0 + inset_lines * kit.baseline,
        box.x1 - slot.inset,
        box.y1 - inset_lines * kit.baseline,
    )
    widths = share(inner.width - (slot.columns - 1) * slot.gutter, slot.columns)
    width = widths[-1]
    xs = tuple(inner.x0 + sum(widths[:k]) + k * slot.gutter for k in range(slot.columns))
    return Place(slot, inner, xs, width, inner.height // kit.baseline)


@dataclass(slots=True, kw_only=True)
class Setting:
    """What a slot came to: items in reading order, things behind them, what is left of the story."""

    items: list[Drawn]
    ground: list[Panel | Picture | Stroke]
    rest: Article | None = None
    left_over: tuple[list[Item], Rest] | None = None
    lines: int = 0
    short: int = 0
    columns: tuple[int, ...] = ()
    elasticity: tuple[int, int, int] = (0, 0, 0)
    tall: tuple[tuple[int, int], ...] = ()
    """Blocks in one piece that are higher than their column: (lines, lines of the column)."""


class _Fixed(NamedTuple):
    """A photo with a place in the slot: first column (from 0), columns, and the heights that it may take."""

    photo: Photo
    place: PhotoPlace
    column: int
    span: int
    heights: tuple[int, ...]
    natural: int


def set_story(article: Article, place: Place, kit: Kit, *, opening: bool, head: Solid | None = None) -> Setting:
    """Set a story in a slot. ``head`` replaces the story's own head (a continuation's line)."""
    slot = place.slot
    fixed, loose = _photo_places(article, place, kit, opening=opening)
    setting = Setting(items=[], ground=[])
    top = 0
    for one in fixed:
        if one.place.where == "head":
            solid = _photo(one, one.natural, place, kit, article.id)
            setting.items += _at(solid, place, one.column, top, kit)
            top += solid.lines
    if head is None and slot.head_span and opening:
        head = set_head(article, slot, place.span(0, slot.head_span), kit)
    tops = [top] * slot.columns
    if head is not None:
        setting.items += _at(head, place, 0, top, kit)
        spanned = slot.head_span or slot.columns
        tops[:spanned] = [top + head.lines] * len(tops[:spanned])
    run = Run(replace(slot, drop_cap=slot.drop_cap if opening else 0), place.width, place.depth - max(tops))
    items = list(story_items(article, run, kit, loose))
    inside = [one for one in fixed if one.place.where in ("top", "foot")]
    heights, found, foot = _fill(items, inside, tops, place, kit, fill=slot.fill)
    starts, _ = _columns(inside, heights, tops, foot, place, kit)
    for one, height in zip(inside, heights, strict=True):
        solid = _photo(one, height, place, kit, article.id)
        at = tops[one.column] if one.place.where == "top" else foot - solid.lines
        setting.items += _at(solid, place, one.column, at, kit)
    setting.items += draw_placed(items, found.placed, place, starts, kit)
    setting.columns = tuple(sorted({part.column for part in found.placed}))
    setting.lines = sum(part.stop - part.start for part in found.placed)
    setting.elasticity = elasticity(items)
    setting.short = max(0, sum(max(0, place.depth - start) for start in starts) - found.used) if slot.fill else 0
    setting.tall = tuple(
        (part.stop, place.depth - starts[part.column])
        for part in found.placed
        if not items[part.block].block.splits and part.line + part.stop > place.depth - starts[part.column]
    )
    if found.rest is not None:
        setting.rest, setting.left_over = rest_of(article, items, found.rest), (items, found.rest)
        setting.short = 0
    return setting


def elasticity(items: Iterable[Item]) -> tuple[int, int, int]:
    """Least, natural and greatest number of grid lines."""
    least = natural = most = 0
    for item in items:
        lines = [option.lines for option in item.block.options]
        least += min(lines)
        most += max(lines)
        natural += min(item.block.options, key=lambda option: option.cost).lines
    return least, natural, most


def draw_placed(
    items: Sequence[Item], parts: Iterable[Placed], place: Place, starts: Sequence[int], kit: Kit
) -> list[Drawn]:
    """The items of a fit at their places; ``starts`` are the first grid lines of the columns."""
    drawn: list[Drawn] = []
    step = kit.baseline
    for part in parts:
        item = items[part.block]
        x = place.xs[part.column % len(place.xs)]
        top = place.box.y0 + (starts[part.column] + part.line) * step
        frame = place.frame(part.column % len(place.xs))
        if isinstance(item.payload, Galley):
            galley = item.payload._replace(words=item.payload.words._replace(frame=frame))
            ends = item.block.options[part.option].ends
            first = top + kit.drop
            drawn += draw(galley, ends, (part.start, part.stop), x, lambda k, first=first: first + k * step, kit)  # type: ignore[misc]
        else:
            drawn += placed(item.payload.items, x, top, frame)
    return drawn


def _at(solid: Solid, place: Place, column: int, line: int, kit: Kit) -> tuple[Drawn, ...]:
    return placed(solid.items, place.xs[column], place.box.y0 + line * kit.baseline, place.frame(column))


def _photo(one: _Fixed, height: int, place: Place, kit: Kit, story: str) -> Solid:
    """A photo in its place, with one empty line on the side where text follows."""
    caption = one.place.caption != "none"
    solid = set_photo(one.photo, place.span(one.column, one.span), height, kit, place.slot, story, caption=caption)
    if one.place.where == "foot":
        return Solid(placed(solid.items, 0, kit.baseline), solid.lines + 1)
    return solid


def _photo_places(article: Article, place: Place, kit: Kit, *, opening: bool) -> tuple[list[_Fixed], tuple[Photo, ...]]:
    """Photos with a place in the slot's columns, and those that run with the text."""
    photos = list(article.photos)
    fixed: list[_Fixed] = []
    own = sum(1 for spot in place.slot.photos if spot.where in ("area", "bleed")) if opening else 0
    photos = photos[own:]
    for spot in place.slot.photos if opening else ():
        if spot.where in ("area", "bleed") or not photos:
            continue
        photo = photos.pop(0)
        column = min(spot.column, place.slot.columns) - 1
        span = min(spot.span, place.slot.columns - column)
        width = place.span(column, span)
        least, most = crop_range(photo, width, kit)
        low, high = max(spot.least, min(least, spot.most)), min(spot.most, max(most, spot.least))
        natural = min(max(natural_lines(photo, width, kit), low), high)
        fixed.append(_Fixed(photo, spot, column, span, tuple(range(low, high + 1)), natural))
    return fixed, tuple(photos)


def _fill(
    items: list[Item], fixed: list[_Fixed], tops: list[int], place: Place, kit: Kit, *, fill: bool
) -> tuple[tuple[int, ...], Fit, int]:
    """Picture heights, the fit of the text and the foot of the columns (grid lines)."""
    blocks = [item.block for item in items]
    naturals = tuple(one.natural for one in fixed)
    if not fill:
        starts, _ = _columns(fixed, naturals, tops, place.depth, place, kit)
        foot, found = balance(blocks, starts, place.depth)
        return naturals, found, foot
    wanted = elasticity(items)[1] + sum(item.block.before for item in items)
    ranked: list[tuple[float, tuple[int, ...]]] = []
    extras = [_photo(one, one.natural, place, kit, "").lines - one.natural for one in fixed]
    ranges = [one.heights for one in fixed]
    total = 1
    for heights in ranges:
        total *= len(heights)
    if total > COMBINATIONS:
        ranges = [heights[:: max(1, len(heights) // 6)] for heights in ranges]
    base = sum(place.depth - top for top in tops)
    for heights in product(*ranges):
        used = sum((h + extra) * one.span for h, extra, one in zip(heights, extras, fixed, strict=True))
        strain = sum(abs(h - one.natural) for h, one in zip(heights, fixed, strict=True))
        ranked.append((abs(base - used - wanted) * 10.0 + strain, heights))
    ranked.sort()
    best: tuple[float, tuple[int, ...], Fit] | None = None
    for worth, heights in ranked[:TRIES]:
        starts, feet = _columns(fixed, heights, tops, place.depth, place, kit)
        found = fit(blocks, [max(0, b - a) for a, b in zip(starts, feet, strict=True)], exact=True)
        room = sum(b - a for a, b in zip(starts, feet, strict=True))
        cost = found.cost + max(0, room - found.used) * EMPTY_LINE + worth
        cost += 1e9 * (found.rest is not None)
        if best is None or cost < best[0]:
            best = (cost, heights, found)
        if cost < EMPTY_LINE / 2:
            break
    assert best is not None  # noqa: S101 - there is always one set of heights
    starts, feet = _columns(fixed, best[1], tops, place.depth, place, kit)
    room = sum(b - a for a, b in zip(starts, feet, strict=True))
    if best[2].rest is None and room - best[2].used > len(tops) and not any(o.place.where == "foot" for o in fixed):
        foot, found = balance(blocks, starts, place.depth)
        return best[1], found, foot
    return best[1], best[2], place.depth


def _columns(
    fixed: list[_Fixed], heights: tuple[int, ...], tops: list[int], foot: int, place: Place, kit: Kit
) -> tuple[list[int], list[int]]:
    """First grid line and foot of each column, photos at their tops and feet taken off."""
    starts, feet = list(tops), [foot] * len(tops)
    for one, height in zip(fixed, heights, strict=True):
        lines = _photo(one, height, place, kit, "").lines
        for column in range(one.column, one.column + one.span):
            if one.place.where == "top":
                starts[column] = max(starts[column], max(tops[one.column : one.column + one.span]) + lines)
            else:
                feet[column] -= lines
    return starts, feet
