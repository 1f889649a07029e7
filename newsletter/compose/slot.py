"""One story in one slot: head, photos, columns."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsletter.compose.fill import Filled, Fixed, fill_slot, free_lines, photo_places, set_fixed_photo
from newsletter.compose.flow import EMPTY_LINE, SPLIT_BADLY, Placed, Rest
from newsletter.compose.galley import Galley, draw
from newsletter.compose.head import set_head
from newsletter.compose.kit import Kit
from newsletter.compose.matter import Item, lines_set, rest_of
from newsletter.compose.place import Place
from newsletter.compose.rail import rails
from newsletter.compose.rows import Column
from newsletter.compose.solid import Solid, placed
from newsletter.compose.story import Run, story_items
from newsletter.compose.wrap import Wrapped, columns_beside, set_wraps, white_beside
from newsletter.geometry import Rect
from newsletter.model.article import Article, Photo, Text
from newsletter.model.layout import Slot, Wrap
from newsletter.pages.items import Item as Drawn
from newsletter.pages.items import Line, Panel, Picture, Stroke
from newsletter.units import Mpt

COLUMN_RULE: Mpt = 250


class Setting:
    """What a slot came to: items in reading order, things behind them, what is left of the story."""

    def __init__(self) -> None:
        self.items: list[Drawn] = []
        self.ground: list[Panel | Picture | Stroke] = []
        self.rest: Article | None = None
        self.left_over: tuple[list[Item], Rest] | None = None
        self.filled: Filled | None = None
        """The items of the text, and where they came to stand."""
        self.lines = self.short = 0
        self.forced = False
        """Whether a paragraph or a crosshead is parted badly because the text finds no room otherwise."""
        self.tall: tuple[tuple[int, int], ...] = ()
        """Blocks in one piece that are higher than their column: (lines, lines of the column)."""
        self.crowded: tuple[Wrap, ...] = ()
        """Places amid the columns that are not used since the headline or a photo stands there."""
        self.unshown: tuple[Text, ...] = ()
        """Texts that the slot has no place for: a head, captions."""
        self.quotes = self.steps = self.more = 0
        """Pull-quotes left out to make the story fit (compose.fitting); ``deck``, ``stretched`` text, ``steps`` of a smaller
        headline and its ``more`` lines are told here likewise."""
        self.deck = self.stretched = False

    @property
    def exact(self) -> bool:
        """Whether the story fills its slot to the line, no paragraph parted badly."""
        return self.rest is None and not self.short and not self.forced


def set_story(article: Article, place: Place, kit: Kit, *, opening: bool, head: Solid | None = None) -> Setting:
    """Set a story in a slot. ``head`` replaces the story's own head (a continuation's line)."""
    slot = place.slot
    setting = Setting()
    fixed, loose = photo_places(article, place, kit, opening=opening)
    above = [one for one in fixed if one.place.where == "head"]
    inside = [one for one in fixed if one.place.where != "head"]
    if head is None and slot.head_span and opening:
        head = set_head(article, slot, place.span(0, slot.head_span), kit)
    tops = _set_top(setting, article.id, above, head, place, kit)
    wrapped = Wrapped((), (), place, article, loose)
    starts, feet = free_lines(inside, tuple(one.heights[0] for one in inside), tops, place.depth)
    if slot.wraps and opening:
        wrapped = set_wraps(article, loose, place, kit, tuple(zip(starts, feet, strict=True)))
    place, article = wrapped.place, wrapped.article
    shown = slot._replace(drop_cap=_initial(columns_beside(place, starts, feet)[0], slot) if opening else 0)
    tallest = min(place.depth - max(tops), max(foot - start for start, foot in zip(starts, feet, strict=True)))
    run = Run(shown, place.width, tallest, place.narrowest if place.obstacles else 0)
    filled = fill_slot(list(story_items(article, run, kit, wrapped.photos)), inside, tops, place, kit)
    for one, height in zip(inside, filled.heights, strict=True):
        solid = set_fixed_photo(one, height, place, kit, article.id)
        at = tops[one.column] if one.place.where == "top" else place.depth - solid.lines
        setting.items += _at(solid, place, one.column, at, kit)
    text = draw_placed(filled.items, filled.fit.placed, place, filled.starts, kit)
    setting.items += text
    if article.kind == "timeline":
        setting.items += rails(text, place, kit)
    if filled.fit.rest is None:
        setting.items += _end_mark(article, text, place, kit)
    for column, line, solid in filled.noted.notes:
        setting.items += _at(solid, place, column, line, kit)
    setting.items += wrapped.items
    setting.ground += wrapped.ground
    setting.crowded = wrapped.crowded
    if opening:
        setting.unshown = _unshown(
            article, slot, (*(one.photo for one in fixed if one.place.caption == "none"), *wrapped.bare)
        )
    _describe(setting, filled, article, place, kit)
    return setting


def _end_mark(article: Article, text: Sequence[Drawn], place: Place, kit: Kit) -> list[Drawn]:
    """What the layout sets behind the last word of an article."""
    name, last = kit.layout.end_mark, text[-1] if text else None
    if not name or article.kind != "article" or not isinstance(last, Line) or last.role != "body":
        return []
    from newsletter.compose.ornament import end_mark  # noqa: PLC0415 (not every layout has one)

    x = next(x for column, x in enumerate(place.xs) if place.frame(column) == last.frame)
    return list(end_mark(last, x + place.width, kit.layout.ornaments[name]))


def _unshown(article: Article, slot: Slot, bare: tuple[Photo, ...]) -> tuple[Text, ...]:
    """What of a story is not printed where it opens: captions of ``bare`` photos and of those with an area of their own
    and no caption, and the head where there is none."""
    areas = [spot for spot in slot.photos if spot.area is not None]
    alone = [photo for photo, spot in zip(article.photos, areas, strict=False) if spot.caption == "none"]
    captions = [text for photo in (*alone, *bare) for text in photo.texts]
    head = () if slot.head_span else (article.kicker, article.title, article.deck, article.byline)
    return tuple(text for text in (*head, *captions) if text is not None)


def _initial(column: Column, slot: Slot) -> int:
    """Lines of the initial of a story: none where its column does not begin with as many lines at its own left edge."""
    rows = () if isinstance(column, int) else column[: slot.drop_cap]
    return slot.drop_cap if all(row.line == line and not row.left for line, row in enumerate(rows)) else 0


def _set_top(
    setting: Setting, story: str, above: Iterable[Fixed], head: Solid | None, place: Place, kit: Kit
) -> list[int]:
    """Photos above the headline and the headline; the first grid line of each column below them."""
    top = 0
    for one in above:
        solid = set_fixed_photo(one, one.natural, place, kit, story)
        setting.items += _at(solid, place, one.column, top, kit)
        top += solid.lines
    tops = [top] * place.slot.columns
    if head is not None:
        setting.items += _at(head, place, 0, top, kit)
        spanned = place.slot.head_span or place.slot.columns
        tops[:spanned] = [top + head.lines] * len(tops[:spanned])
    return tops


def _describe(setting: Setting, filled: Filled, article: Article, place: Place, kit: Kit) -> None:
    """The figures of a setting, and what is left over."""
    items, found, starts = filled.items, filled.fit, filled.starts
    setting.ground += column_rules(place, max(starts), setting.items, kit)
    setting.lines = sum(lines_set(items[part.block], part) for part in found.placed)
    setting.filled = filled
    setting.forced = found.cost - found.empty * EMPTY_LINE >= SPLIT_BADLY
    rooms = [foot - start - kept for start, foot, kept in zip(starts, filled.feet, filled.noted.kept, strict=True)]
    setting.tall = tuple(
        (part.stop, rooms[part.column])
        for part in found.placed
        if not items[part.block].block.splits and part.line + part.stop > rooms[part.column]
    )
    if found.rest is not None:
        setting.rest, setting.left_over = rest_of(article, items, found.rest), (items, found.rest)
    elif place.slot.fill:
        setting.short = max(0, filled.room - found.used + found.empty)


def draw_placed(
    items: Sequence[Item], parts: Iterable[Placed], place: Place, starts: Sequence[int], kit: Kit
) -> list[Drawn]:
    """The items of a fit at their places; ``starts`` are the first grid lines of the columns."""
    drawn: list[Drawn] = []
    step = kit.baseline
    for part in parts:
        item = items[part.block]
        x = place.xs[part.column % len(place.xs)]
        top = place.box.y0 + starts[part.column] * step
        frame = place.frame(part.column % len(place.xs))
        if isinstance(item.payload, Galley):
            galley = item.payload._replace(words=item.payload.words._replace(frame=frame))
            drawn += draw(galley, part, x, top, kit)
        else:
            solid = item.payload[item.block.options.index(part.option)]
            y = top + part.line * step
            if item.again is not None and part.stop > part.option.lines:
                drawn += placed(item.again.items, x + part.left, y, frame)
                y += item.again.lines * step
            drawn += placed(solid.items, x + part.left, y, frame)
    return drawn


def column_rules(place: Place, top: int, items: Iterable[Drawn], kit: Kit) -> list[Stroke]:
    """Hairlines between the columns of a slot, from grid line ``top`` to the lowest line of text."""
    colour = place.slot.column_rule
    feet = [item.baseline for item in items if isinstance(item, Line)]
    if colour is None or not feet:
        return []
    foot = 1 + (max(feet) - place.box.y0) // kit.baseline
    rules: list[Stroke] = []
    for x in (x - place.slot.gutter // 2 for x in place.xs[1:]):
        ends = [top - 1, *sorted(_crossed(place, x, range(top, foot))), foot]
        for above, below in pairwise(ends):
            y0 = place.box.y0 + (above + 1) * kit.baseline + kit.baseline // 4
            y1 = place.box.y0 + (below - 1) * kit.baseline + kit.drop
            rules += [Stroke(Rect(x, y0, x, y1), colour, COLUMN_RULE)] if below - above > 2 else []
    return rules


def _crossed(place: Place, x: Mpt, lines: range) -> set[int]:
    """Grid lines on which a thing amid the columns, without the white round it, stands where a rule would."""
    white = white_beside(place)
    spans = ((line, one.at(line)) for one in place.obstacles for line in lines)
    return {line for line, span in spans if span is not None and span[0] + white < x < span[1] - white}


def _at(solid: Solid, place: Place, column: int, line: int, kit: Kit) -> tuple[Drawn, ...]:
    return placed(solid.items, place.xs[column], place.box.y0 + line * kit.baseline, place.frame(column))
