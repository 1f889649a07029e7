"""How high the pictures of a slot are and where its inserts stand, so that the text fills the columns to one line."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from newsletter.compose.figures import crop_range, inked, natural_lines, set_photo
from newsletter.compose.flow import EMPTY_LINE, GOOD, Fit, balance, fit
from newsletter.compose.kit import Kit
from newsletter.compose.matter import Item, RowsOf, VersesOf, elasticity
from newsletter.compose.notes import Feet, Noted, set_with_notes
from newsletter.compose.place import Place
from newsletter.compose.rows import rows_in
from newsletter.compose.solid import Solid, placed
from newsletter.compose.wrap import columns_beside
from newsletter.model.article import Article, Box, Photo, PullQuote
from newsletter.model.layout import PhotoPlace

OVERSET = 1e9
"""Price of a line that finds no room: dearer than all else."""
TRIES = 6
"""Sets of picture heights that are composed; COMBINATIONS of them are compared by arithmetic before."""
LAST_TRIES = 40
"""The same, while none of them held the text."""
COMBINATIONS = 400
LOWEST = 2
"""Grid lines of a picture where there is no room at all."""
FARTHEST = 3
"""Blocks by which an insert may move from where the author has it."""


class Fixed(NamedTuple):
    """A photo with a place in the slot's columns: first column (from 0), columns, the heights that it may take, its
    height uncropped, and the grid lines that its caption adds."""

    photo: Photo
    place: PhotoPlace
    column: int
    span: int
    heights: tuple[int, ...]
    natural: int
    extra: int


class Filled(NamedTuple):
    """``items`` in the order in which they are set; ``starts`` and ``feet`` are where the columns' text may begin and has to
    end, in grid lines, ``room`` is how many rows they have for it."""

    cost: float
    items: list[Item]
    heights: tuple[int, ...]
    noted: Noted
    starts: list[int]
    feet: list[int]
    room: int

    @property
    def fit(self) -> Fit:
        return self.noted.fit


def photo_places(article: Article, place: Place, kit: Kit, *, opening: bool) -> tuple[list[Fixed], tuple[Photo, ...]]:
    """Photos with a place in the slot's columns, and those that run with the text.

    The first photos are those with an area of their own on the page (edition); a continuation has no places.
    """
    if not opening:
        return [], article.photos
    spots = place.slot.photos
    photos = list(article.photos[sum(1 for spot in spots if spot.area is not None) :])
    within = [spot for spot in spots if spot.area is None]
    fixed = [_fixed(photo, spot, place, kit) for photo, spot in zip(photos, within, strict=False)]
    return fixed, tuple(photos[len(fixed) :])


def _fixed(photo: Photo, spot: PhotoPlace, place: Place, kit: Kit) -> Fixed:
    column = min(spot.column, place.slot.columns) - 1
    span = min(spot.span, place.slot.columns - column)
    width = place.span(column, span)
    least, most = crop_range(photo, width, kit)
    low, high = max(spot.least, min(least, spot.most)), min(spot.most, max(most, spot.least))
    natural = min(max(natural_lines(photo, width, kit), low), high)
    one = Fixed(photo, spot, column, span, tuple(range(low, high + 1)), natural, 0)
    return one._replace(extra=set_fixed_photo(one, natural, place, kit, "").lines - natural)


def set_fixed_photo(one: Fixed, height: int, place: Place, kit: Kit, story: str) -> Solid:
    """A photo in its place, with one empty line on the side where text stands above it."""
    caption = one.place.caption != "none"
    solid = set_photo(one.photo, place.span(one.column, one.span), height, kit, place.slot, story, caption=caption)
    solid = inked(solid, one.place.ink)
    if one.place.where == "foot":
        return Solid(placed(solid.items, 0, kit.baseline), solid.lines + 1)
    return solid


def _within(one: Fixed, tops: list[int], place: Place) -> Fixed:
    """Only heights with which the picture and its caption end inside the slot and clear of what stands in its columns,
    whatever is cut off for it."""
    top, foot = max(tops[one.column : one.column + one.span]), place.depth
    blocked = place.blocked(one.column, one.span)
    if one.place.where == "foot":
        top = max([top, *[line + 1 for line in blocked]])
    else:
        foot = min([foot, *[line for line in blocked if line >= top]])
    room = max(LOWEST, foot - top - one.extra)
    heights = tuple(height for height in one.heights if height <= room) or (room,)
    return one._replace(heights=heights, natural=min(one.natural, heights[-1]))


def fill_slot(items: list[Item], fixed: list[Fixed], tops: list[int], place: Place, kit: Kit) -> Filled:
    """Set the items in the columns below ``tops``: the best arrangement of inserts, and of heights of pictures."""
    fixed = [_within(one, tops, place) for one in fixed]
    best: Filled | None = None
    for arranged in _arrangements(items):
        found = (_filled if place.slot.fill else _balanced)(arranged, fixed, tops, place, kit)
        if best is None or found.cost < best.cost:
            best = found
        if best.cost < GOOD:
            break
    assert best is not None  # noqa: S101 - the author's own arrangement is the first
    return best


def _arrangements(items: list[Item]) -> Iterator[list[Item]]:
    """The items as they are, then with one insert moved a little, nearest first; never right below a crosshead, nor past
    another of its kind."""
    yield items
    for distance in range(1, FARTHEST + 1):
        for index, item in enumerate(items):
            if not isinstance(item.written, PullQuote | Box | Photo):
                continue
            others = items[:index] + items[index + 1 :]
            for target in (index + distance, index - distance):
                passed = others[min(index, target) : max(index, target)]
                alike = any(type(one.written) is type(item.written) for one in passed)
                if 0 < target <= len(others) and not alike and _may_stand(others, target):
                    yield [*others[:target], item, *others[target:]]


def _may_stand(items: list[Item], at: int) -> bool:
    """Whether an insert may come before item ``at``: not below a crosshead, not amid a table or a stanza."""
    match items[at].written if at < len(items) else None:
        case RowsOf(_, above) | VersesOf(_, above):
            amid = above > 0
        case _:
            amid = False
    return not items[at - 1].block.keeps and not amid


def _balanced(items: list[Item], fixed: list[Fixed], tops: list[int], place: Place, kit: Kit) -> Filled:
    """Pictures at their own heights, columns that end together as high as they can."""
    heights = tuple(one.natural for one in fixed)
    starts, feet = free_lines(fixed, heights, tops, place.depth)
    noted, room = _even(items, starts, feet, place, kit)
    return Filled(_price(items, noted.fit, room), items, heights, noted, starts, feet, room)


def _even(items: list[Item], starts: list[int], feet: list[int], place: Place, kit: Kit) -> tuple[Noted, int]:
    """Columns that end together as high as they can, above the pictures at their feet; and their rows."""
    blocks = [item.block for item in items]

    def ends(foot: int) -> list[int]:
        return [min(foot, end) for end in feet]

    def pour(feet: Feet) -> tuple[int, Fit]:
        return balance(blocks, starts, place.depth, shaped=lambda foot: columns_beside(place, starts, feet(foot)))

    noted = set_with_notes(items, place, pour, ends, kit)
    return noted, sum(map(rows_in, columns_beside(place, starts, ends(noted.foot)))) - sum(noted.kept)


def _filled(items: list[Item], fixed: list[Fixed], tops: list[int], place: Place, kit: Kit) -> Filled:
    """Picture heights with which the text comes out at the slot's foot; where it is too short, columns that end together."""
    best: tuple[float, Filled] | None = None
    for number, (worth, heights) in enumerate(_ranked(items, fixed, tops, place)):
        if best is not None and number >= (TRIES if best[1].fit.rest is None else LAST_TRIES):
            break
        starts, feet = free_lines(fixed, heights, tops, place.depth)
        noted = _poured(items, starts, feet, place, kit)
        room = sum(map(rows_in, columns_beside(place, starts, feet))) - sum(noted.kept)
        filled = Filled(_filled_price(items, noted.fit, room), items, heights, noted, starts, feet, room)
        if best is None or filled.cost + worth < best[0]:
            best = (filled.cost + worth, filled)
        if filled.cost < GOOD:
            break
    assert best is not None  # noqa: S101 - there is always one set of heights
    filled = best[1]
    missing = filled.room - filled.fit.used + filled.fit.empty
    if filled.fit.rest is None and missing >= len(tops) and all(one.place.where == "top" for one in fixed):
        noted, _ = _even(items, filled.starts, [place.depth] * len(tops), place, kit)
        return filled._replace(cost=_filled_price(items, noted.fit, filled.room), noted=noted)
    return filled


def _poured(items: list[Item], starts: list[int], feet: list[int], place: Place, kit: Kit) -> Noted:
    """Columns that are filled to their feet."""
    blocks = [item.block for item in items]

    def pour(ends: Feet) -> tuple[int, Fit]:
        return place.depth, fit(blocks, columns_beside(place, starts, ends(place.depth)), exact=True)

    return set_with_notes(items, place, pour, lambda _: feet, kit)


def _ranked(
    items: list[Item], fixed: list[Fixed], tops: list[int], place: Place
) -> list[tuple[float, tuple[int, ...]]]:
    """Sets of picture heights, those first whose columns hold what the text wants, then the least cropped."""
    wanted = elasticity(items)[1] + sum(item.block.before for item in items)
    room = _capacity(tops, place) - sum(one.extra * one.span for one in fixed)
    ranges = [one.heights for one in fixed]
    total = 1
    for heights in ranges:
        total *= len(heights)
    if total > COMBINATIONS:
        ranges = [heights[:: max(1, len(heights) // 6)] for heights in ranges]
    ranked = []
    for heights in product(*ranges):
        left = room - sum(height * one.span for height, one in zip(heights, fixed, strict=True))
        strain = sum(abs(height - one.natural) for height, one in zip(heights, fixed, strict=True))
        ranked.append((abs(left - wanted) * 10.0 + strain, heights))
    ranked.sort()
    return ranked


def _capacity(tops: list[int], place: Place) -> float:
    """Lines of full width that the columns hold between and beside what stands in their way."""
    columns = columns_beside(place, tops, [place.depth] * len(tops))
    rows = [row for column in columns if not isinstance(column, int) for row in column]
    clear = sum(column for column in columns if isinstance(column, int))
    return clear + sum((row.width or place.width) / place.width for row in rows)


def _filled_price(items: Sequence[Item], found: Fit, room: int) -> float:
    return _price(items, found, room) + found.empty * EMPTY_LINE / 2


def _price(items: Sequence[Item], found: Fit, room: int) -> float:
    over = 0
    if found.rest is not None:
        left = sum(min(option.lines for option in item.block.options) for item in items[found.rest.block :])
        over = max(1, left - found.rest.line)
    return found.cost + max(0, room - found.used) * EMPTY_LINE + over * OVERSET


def free_lines(
    fixed: list[Fixed], heights: tuple[int, ...], tops: list[int], depth: int
) -> tuple[list[int], list[int]]:
    """First grid line and foot of each column, photos at their tops and feet taken off."""
    starts, feet = list(tops), [depth] * len(tops)
    for one, height in zip(fixed, heights, strict=True):
        own = range(one.column, one.column + one.span)
        top = max(tops[column] for column in own)
        for column in own:
            if one.place.where == "top":
                starts[column] = max(starts[column], top + height + one.extra)
            else:
                feet[column] -= height + one.extra
    return starts, feet
