"""Many stories through one slot, one after another, over as many pages as they need."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsletter.compose.flow import Block, Fit, Placed, Rest, balance, fit
from newsletter.compose.head import set_head
from newsletter.compose.kit import Kit
from newsletter.compose.matter import Item, elasticity, lines_set, solid_item, words_of
from newsletter.compose.notes import Feet, Noted, set_with_notes
from newsletter.compose.place import Place
from newsletter.compose.rows import Column
from newsletter.compose.slot import column_rules, draw_placed
from newsletter.compose.solid import placed
from newsletter.compose.story import Run, story_items
from newsletter.model.article import Article, Paragraph, Photo
from newsletter.pages.items import Item as Drawn
from newsletter.pages.items import Stroke
from newsletter.units import Mpt

LEAST_BELOW_HEAD = 4
"""Grid lines that must find room below a head, else it goes to the next page."""
BETWEEN_BANDS = 1
AHEAD = 3
"""How many times the lines that a page still holds are made ready: beyond doubt more than it takes."""


class Poured(NamedTuple):
    """What a page got: items in reading order; (story, grid lines, elasticity, y of its head or -1) for each story.

    ``tall``: blocks in one piece that are higher than their column (story, lines, lines of the column). ``rules`` stand
    between its columns, below heads across them.
    """

    items: list[Drawn]
    stories: list[tuple[str, int, tuple[int, int, int], Mpt]]
    tall: list[tuple[str, int, int]]
    rules: list[Stroke]


class River:
    """The stories that are still to be set, and how far the first of them has got."""

    def __init__(self, stories: list[Article], kit: Kit) -> None:
        self.stories = stories
        self.kit = kit
        self._source: Iterator[Item] | None = None
        self._items: list[Item] = []
        self._begun: Rest | None = None
        self.place: Place
        """The slot that was filled last."""

    @property
    def dry(self) -> bool:
        return not self.stories

    def pour(self, place: Place) -> Poured:
        """Fill a slot."""
        self.place = place
        return self._bands(place) if place.slot.bands else self._columns(place)

    def unset(self) -> Iterator[tuple[Article, int, int, tuple[int, int, int]]]:
        """What is left: (story, grid lines, words, elasticity of what was not begun); to be asked once nothing more is
        poured."""
        begun: dict[str, list[Item]] = {}
        for item in [*self._items, *(self._source or ())]:
            begun.setdefault(item.story or self.stories[0].id, []).append(item)
        first = self._begun
        for article in self.stories:
            items = begun.get(article.id)
            if items is None:
                elastic = elasticity(story_items(article, self._run(self.place), self.kit, article.photos))
                yield article, elastic[1], article.words, elastic
                continue
            words = words_of(items[0], first) + sum(words_of(item) for item in items[1:])
            lines = elasticity(items)[1] - (first.line if first else 0)
            yield (
                article,
                lines,
                words,
                elasticity(item for item in items[first is not None :] if item.written is not None),
            )
            first = None

    # -- bands: each story across all columns, balanced -------------------

    def _bands(self, place: Place) -> Poured:
        poured = Poured([], [], [], [])
        kit, y = self.kit, 0
        count = len(place.xs)
        while self.stories:
            article = self.stories[0]
            head_y = -1
            top = y
            if self._source is None:
                head = set_head(article, place.slot, place.span(0, place.slot.head_span or count), kit)
                if y and y + head.lines + LEAST_BELOW_HEAD > place.depth:
                    break
                head_y = place.box.y0 + y * kit.baseline
                poured.items.extend(placed(head.items, place.xs[0], head_y, place.frame(0)))
                top = y + head.lines
                self._source = _under_text(story_items(article, self._run(place), kit, article.photos), place.depth)
            blocks = self._ready(place, max(1, place.depth - top) * count)
            noted = self._even(blocks, [top] * count, place)
            foot, found = noted.foot, noted.fit
            self._draw(noted, place, [top] * count, poured)
            lines = sum(lines_set(self._items[part.block], part) for part in found.placed)
            poured.stories.append((article.id, lines, self._elasticity(found), head_y))
            if found.rest is not None:
                self._keep(found.rest)
                break
            following = next(self._source, None)
            if (
                following is not None
            ):  # blocks too tall for their columns were cut: more were set than was made ready for
                self._items, self._begun = [following], None
                break
            self._next_story()
            y = foot + BETWEEN_BANDS
        return poured

    def _run(self, place: Place) -> Run:
        return Run(place.slot, place.width, place.depth)

    def _ready(self, place: Place, lines: int) -> list[Block]:
        """Blocks of the story at hand, more than ``lines`` hold or all there are; lines set before count no more."""
        assert self._source is not None  # noqa: S101 - set by the caller
        made = sum(_taken(item, place.depth) for item in self._items) - (self._begun.line if self._begun else 0)
        while made <= lines * AHEAD:
            item = next(self._source, None)
            if item is None:
                break
            self._items.append(item)
            made += _taken(item, place.depth)
        return [item.block for item in self._items]

    def _elasticity(self, found: Fit) -> tuple[int, int, int]:
        """Of the blocks that begin on this page."""
        first = {part.block for part in found.placed if part.start == 0}
        return elasticity(self._items[number] for number in sorted(first))

    def _keep(self, rest: Rest) -> None:
        """Forget what is set; the story goes on from the block it stopped in."""
        del self._items[: rest.block]
        self._begun = rest._replace(block=0)

    def _next_story(self) -> None:
        self.stories.pop(0)
        self._source, self._items, self._begun = None, [], None

    def _even(self, blocks: list[Block], tops: list[int], place: Place) -> Noted:
        """Columns that end together."""

        def pour(feet: Feet) -> tuple[int, Fit]:
            return balance(blocks, tops, place.depth, self._begun, lambda foot: _heights(tops, feet(foot)))

        return set_with_notes(self._items, place, pour, lambda foot: [foot] * len(tops), self.kit)

    def _full(self, blocks: list[Block], place: Place) -> Noted:
        """Columns that are filled to the slot's foot."""
        tops = [0] * len(place.xs)

        def pour(feet: Feet) -> tuple[int, Fit]:
            return place.depth, fit(blocks, _heights(tops, feet(place.depth)), begun=self._begun)

        return set_with_notes(self._items, place, pour, lambda foot: [foot] * len(tops), self.kit)

    def _draw(self, noted: Noted, place: Place, starts: Sequence[int], poured: Poured) -> None:
        first = len(poured.items)
        poured.items.extend(draw_placed(self._items, noted.fit.placed, place, starts, self.kit))
        for column, line, solid in noted.notes:
            y = place.box.y0 + line * self.kit.baseline
            poured.items.extend(placed(solid.items, place.xs[column], y, place.frame(column)))
        poured.rules.extend(column_rules(place, starts[0], poured.items[first:], self.kit))
        for part in noted.fit.placed:
            item = self._items[part.block]
            room = place.depth - starts[part.column] - noted.kept[part.column]
            if not item.block.splits and part.line + part.stop > room:
                poured.tall.append((item.story or self.stories[0].id, part.stop, room))

    # -- columns: heads stand inside the columns ---------------------------

    def _columns(self, place: Place) -> Poured:
        poured = Poured([], [], [], [])
        if self._source is None:
            self._source = _under_text(self._all_items(place), place.depth)
        count = len(place.xs)
        blocks = self._ready(place, place.depth * count)
        exhausted = (following := next(self._source, None)) is None
        if following is not None:
            self._items.append(following)
            blocks.append(following.block)
        noted = (
            self._even(blocks, [0] * count, place) if exhausted and not place.slot.fill else self._full(blocks, place)
        )
        found = noted.fit
        self._draw(noted, place, [0] * count, poured)
        self._count(found.placed, place, poured)
        if found.rest is not None:
            open_story = self._items[found.rest.block].story
            self._keep(found.rest)
            while self.stories and self.stories[0].id != open_story:
                self.stories.pop(0)
        else:
            self.stories.clear()
        return poured

    def _all_items(self, place: Place) -> Iterator[Item]:
        """The items of all stories, each under its head; a rule of white between two."""
        for number, article in enumerate(tuple(self.stories)):
            head = set_head(article, place.slot, place.width, self.kit)
            yield solid_item(head, None, before=int(number > 0), keeps=True)._replace(story=article.id)
            for item in story_items(article, self._run(place), self.kit, article.photos):
                yield item._replace(story=article.id)

    def _count(self, parts: Sequence[Placed], place: Place, poured: Poured) -> None:
        """Lines and elasticity of each story on the page."""
        seen: dict[str, tuple[int, list[Item], Mpt]] = {}
        for part in parts:
            item = self._items[part.block]
            lines, items, head_y = seen.get(item.story, (0, [], -1))
            if item.written is None:
                head_y = place.box.y0 + part.line * self.kit.baseline
            else:
                lines += lines_set(item, part)
                items = [*items, item] if part.start == 0 else items
            seen[item.story] = (lines, items, head_y)
        for story, (lines, items, head_y) in seen.items():
            poured.stories.append((story, lines, elasticity(items), head_y))


def _under_text(items: Iterator[Item], depth: int) -> Iterator[Item]:
    """The items, but a photo that no column of ``depth`` lines holds together with the heads above it comes after the
    paragraph that follows: heads stand over text."""
    heads = 0
    for item in items:
        lines = item.block.before + item.block.options[0].lines
        if isinstance(item.written, Photo) and heads and heads + lines > depth:
            following = next(items, None)
            swaps = following is not None and isinstance(following.written, Paragraph)
            yield from (one for one in ((following, item) if swaps else (item, following)) if one is not None)
            heads = 0
        else:
            yield item
            heads = heads + lines if item.block.keeps else 0


def _heights(tops: Sequence[int], feet: Sequence[int]) -> list[Column]:
    return [max(0, foot - top) for top, foot in zip(tops, feet, strict=True)]


def _taken(item: Item, depth: int) -> int:
    """Grid lines that an item takes at least; what stands in one piece takes no more than a column."""
    lines = item.block.options[0].lines
    return lines if item.block.splits else min(lines, depth)
