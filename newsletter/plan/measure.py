"""What a story comes to in a slot, asked of composition itself."""

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from newsletter.compose.figures import crop_to, natural_lines
from newsletter.compose.furniture import set_jump_from
from newsletter.compose.kit import Kit
from newsletter.compose.place import Place, above_jump_line, place_slot
from newsletter.compose.river import River
from newsletter.compose.slot import Setting, set_story
from newsletter.compose.story import TALLEST_FIGURE
from newsletter.geometry import Rect
from newsletter.model.article import Article, Box, Figure, Kind, Photo, Table, texts_of
from newsletter.model.layout import GridArea, PhotoPlace, Slot
from newsletter.pages.items import Item, Line, Picture
from newsletter.units import INCH, Mpt

WORDS_PER_SQUARE_EM = 0.36
"""About how many Vietnamese words a square em of set text holds: 3.4 letters and a space of half an em, leading 1.26."""
FAR_TOO_LONG = 1.5
"""Words over what a slot of many may hold, beyond which composition need not be asked."""
FAR_TOO_SHORT = 0.55
"""Share of a slot that a story has to take, by a guess, to be worth a trial where pictures are to fill it."""
HEAD = (5, 14)
"""Grid lines of a head, least and most."""
SLACK = 0.12
"""By how much a guess of lines may be wrong."""
RUNNING: tuple[Kind, ...] = ("article", "brief", "timeline")
"""Kinds whose length can be guessed from their words."""
KEPT = 0.7
"""Share of a photo that a crop should leave."""
HOLE = 4.0
"""Blemish of a page's worth of places for photos that stay empty."""
FORCED = 0.3
"""Blemish of a widow or an orphan that only another slot can avoid."""
HOPELESS = 0.6
"""Share of the wanted resolution below which a photo is an error (contract: min_ppi)."""


class Waiting(NamedTuple):
    """A story that has no place yet; with ``jump`` it is the rest of one that is continued. ``words`` are to be set."""

    article: Article
    words: int
    jump: bool = False


class Fitting(NamedTuple):
    """``empty``: share of the slot left white, 0 … 1. ``blemish``: what photos and paragraphs suffer, 1 for a spoilt photo.

    ``rest``: what found no room and would have to be continued.
    """

    empty: float
    blemish: float
    rest: Waiting | None = None
    picture: float = 0.0
    """Share of the page that the largest picture takes."""


MOST_PARTS = 6
"""Slots of a kind that a story may fill in continuations; a longer one is for the stream."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures stories against slots, each pair once. Its kit's ledger is thrown away: a trial is no fault."""

    kit: Kit
    known: dict[tuple[str, int, int, bool], Fitting | None] = field(default_factory=dict)
    poured: dict[tuple[tuple[str, ...], int], float | None] = field(default_factory=dict)
    guessed: dict[tuple[str, int, int], tuple[float, float]] = field(default_factory=dict)
    shapes: dict[Slot, int] = field(default_factory=dict)
    numbers: dict[tuple[Slot, bool], int] = field(default_factory=dict)

    def fitting(self, waiting: Waiting, slot: Slot, *, cut: bool) -> Fitting | None:
        """None where the story cannot stand there; ``cut``: the rest may be continued elsewhere."""
        key = (waiting.article.id, waiting.words, self._shape(slot, jump=waiting.jump), cut)
        if key not in self.known:
            self.known[key] = self._measure(waiting, slot, cut=cut and waiting.article.jump)
        return self.known[key]

    def _shape(self, slot: Slot, *, jump: bool) -> int:
        """A number that slots share in which a story comes out alike; the rest of one finds no places for photos."""
        asked = (slot, jump)
        if asked not in self.numbers:
            bare = slot._replace(
                name="", area=slot.area._replace(unit=0, line=0), kinds=(), priority=3, ground=None, rule=None,
                rule_weight=0, column_rule=None, photos=() if jump else slot.photos,
            )  # fmt: skip
            self.numbers[asked] = self.shapes.setdefault(bare, len(self.shapes))
        return self.numbers[asked]

    def sparse(self, waiting: Waiting, slot: Slot) -> bool:
        """Whether a story would leave a slot that is to be full half empty."""
        return slot.fill and self.guess(waiting, slot)[1] < FAR_TOO_SHORT

    def river(self, articles: tuple[Article, ...], slot: Slot) -> float | None:
        """The share of one page of a slot of many that the articles leave white; None where they do not all go in."""
        key = (tuple(article.id for article in articles), self._shape(slot, jump=False))
        if key not in self.poured:
            self.poured[key] = self._pour(articles, slot)
        return self.poured[key]

    def guess(self, waiting: Waiting, slot: Slot) -> tuple[float, float]:
        """Share of a slot that a story will take, at least and at most; 0 … 1 where its words do not tell."""
        key = (waiting.article.id, waiting.words, self._shape(slot, jump=waiting.jump))
        if key not in self.guessed:
            self.guessed[key] = self._guess(waiting, slot)
        return self.guessed[key]

    def _guess(self, waiting: Waiting, slot: Slot) -> tuple[float, float]:
        article = waiting.article
        if article.kind not in RUNNING:
            return 0.0, 1.0
        place = self.place(slot)
        cells = place.depth * len(place.xs)
        text = waiting.words * cells / self.capacity(slot)
        least, most = text * (1 - SLACK), text * (1 + SLACK)
        if not waiting.jump:
            spots = [spot for spot in slot.photos if spot.area is None][: len(article.photos)]
            least += HEAD[0] * slot.head_span + sum(spot.least * spot.span for spot in spots)
            most += HEAD[1] * slot.head_span + sum((spot.most + 3) * spot.span for spot in spots)
            most += TALLEST_FIGURE * (len(article.photos) - len(spots))
        most += TALLEST_FIGURE * sum(isinstance(block, Figure | Box | Table) for block in article.blocks)
        return least / cells, most / cells

    def capacity(self, slot: Slot) -> float:
        """About how many words a slot holds without photos."""
        place = self.place(slot)
        size = self.kit.style("body", slot).size
        return place.box.width * place.box.height / (size * size) * WORDS_PER_SQUARE_EM

    def place(self, slot: Slot) -> Place:
        return place_slot(slot, partial(self.kit.layout.area, left=False), self.kit)

    def _pour(self, articles: tuple[Article, ...], slot: Slot) -> float | None:
        if sum(article.words for article in articles) > FAR_TOO_LONG * self.capacity(slot):
            return None
        place = self.place(slot)
        stream = River(list(articles), self.kit)
        poured = stream.pour(place)
        return _white(place, poured.items) if stream.dry else None

    def _measure(self, waiting: Waiting, slot: Slot, *, cut: bool) -> Fitting | None:
        article = waiting.article
        if self.guess(waiting, slot)[0] > (MOST_PARTS if cut else 1):
            return None
        place = self.place(slot)
        setting = self._set(waiting, place)
        if setting.rest is not None:
            if not cut:
                return None
            setting = self._set(waiting, above_jump_line(place))
        if setting.tall or not any(isinstance(item, Line) and item.role != "jump" for item in setting.items):
            return None
        blemish = FORCED * setting.forced + (0.0 if waiting.jump else self._blemish(article, place))
        rest = None if setting.rest is None else Waiting(setting.rest, words_left(setting.rest), jump=True)
        if rest is not None and rest.words >= waiting.words:
            return None  # a word longer than a page, which the stream can cut
        return Fitting(_white(place, setting.items), blemish, rest, self._largest(waiting, place, setting.items))

    def _set(self, waiting: Waiting, place: Place) -> Setting:
        if not waiting.jump:
            return set_story(waiting.article, place, self.kit, opening=True)
        slot = place.slot
        head = set_jump_from(waiting.article, 1, place.span(0, slot.head_span or 1), self.kit, slot)
        return set_story(waiting.article, place, self.kit, opening=False, head=head)

    # -- photos ------------------------------------------------------------

    def _blemish(self, article: Article, place: Place) -> float:
        """Places of the page that stay empty, photos without a place, photos cut to a strip or blown up."""
        spots = place.slot.photos
        homeless = max(0, len(article.photos) - len(spots))
        spoilt = sum(self._spoilt(photo, spot, place) for photo, spot in zip(article.photos, spots, strict=False))
        return HOLE * self.holes(place.slot, len(article.photos)) + 0.1 * homeless + spoilt

    def holes(self, slot: Slot, photos: int = 0) -> float:
        """Share of the page that stays empty where a slot's photos have an area and there are only so many of them."""
        page = self.kit.layout.units * self.kit.layout.lines
        areas = [spot.area for spot in slot.photos[photos:] if spot.area is not None]
        return sum(area.units * area.lines for area in areas) / page

    def _largest(self, waiting: Waiting, place: Place, items: list[Item]) -> float:
        """Share of the type area that the largest picture takes."""
        layout = self.kit.layout
        whole = layout.area(GridArea(0, 0, layout.units, layout.lines), left=False)
        boxes = [item.box for item in items if isinstance(item, Picture)]
        if not waiting.jump:
            spots = place.slot.photos[: len(waiting.article.photos)]
            boxes += [layout.area(spot.area, left=False) for spot in spots if spot.area is not None]
        return max((box.width * box.height for box in boxes), default=0) / (whole.width * whole.height)

    def _spoilt(self, photo: Photo, spot: PhotoPlace, place: Place) -> float:
        width, kept, seen = self._crop(photo, spot, place)
        wanted = self.kit.issue.press.min_ppi
        ppi = photo.pixels[0] * seen * INCH / width
        blurred = 0.0 if ppi >= wanted else 0.3 if ppi >= HOPELESS * wanted else 2.0
        return max(0.0, KEPT - kept) + blurred

    def _crop(self, photo: Photo, spot: PhotoPlace, place: Place) -> tuple[Mpt, float, float]:
        """Width on the page, share of the photo that is seen, share of its width."""
        layout = self.kit.layout
        if spot.area is not None:
            box = layout.area(spot.area, left=False)
            if spot.where == "bleed":
                box = box.outset(layout.margins.inside)
            x0, y0, x1, y1 = crop_to(photo, box.width, box.height)
            return box.width, (x1 - x0) * (y1 - y0), x1 - x0
        column = min(spot.column, len(place.xs)) - 1
        width = place.span(column, spot.span)
        natural = natural_lines(photo, width, self.kit)
        if natural < spot.least:
            return width, natural / spot.least, natural / spot.least
        return width, min(1.0, spot.most / natural), 1.0


def words_left(rest: Article) -> int:
    """Words of what is to be continued: its head stands on the page where it opened."""
    texts = sum(text.words for text in texts_of(rest))
    return texts - sum(text.words for text in (rest.title, rest.kicker, rest.deck, rest.byline) if text is not None)


def _white(place: Place, items: list[Item]) -> float:
    """Share of a slot that lies below what stands lowest in each of its columns."""
    box = place.box
    white = 0
    for x in place.xs:
        column = Rect(x, box.y0, x + place.width, box.y1)
        foot = max((_foot(item, column) for item in items), default=box.y0)
        white += max(0, box.y1 - max(foot, box.y0))
    return white / (len(place.xs) * max(1, box.height))


def _foot(item: Item, column: Rect) -> Mpt:
    """The lower edge of a line or picture that stands in a column; the column's top where it does not."""
    if isinstance(item, Line):
        x = item.runs[0].x if item.runs else column.x0 - 1
        inside = column.x0 - item.runs[0].size <= x < column.x1 if item.runs else False
        return item.bottom if inside else column.y0
    if isinstance(item, Picture):
        return item.box.y1 if item.box.x0 < column.x1 and column.x0 < item.box.x1 else column.y0
    return column.y0
