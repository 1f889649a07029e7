"""What a story comes to in a slot, asked of composition itself."""

from dataclasses import dataclass, field
from typing import NamedTuple

from newsletter.compose.kit import Kit
from newsletter.compose.place import Place, place_slot
from newsletter.compose.river import River
from newsletter.compose.slot import set_story
from newsletter.model.article import Article
from newsletter.model.layout import Slot
from newsletter.pages.items import Line
from newsletter.units import Mpt

WORDS_PER_SQUARE_EM = 0.36
"""About how many Vietnamese words a square em of set text holds: 3.4 letters and a space of half an em, leading 1.26."""
FAR_TOO_LONG = 1.5
"""Words over what a slot may hold, beyond which composition need not be asked."""


class Fitting(NamedTuple):
    """``empty``: share of the slot's height left empty, 0 … 1."""

    fits: bool
    empty: float


NEVER = Fitting(fits=False, empty=1.0)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures stories against slots, each pair once. Its kit's ledger is thrown away: a trial is no fault."""

    kit: Kit
    known: dict[tuple[str, Slot], Fitting] = field(default_factory=dict)

    def fitting(self, article: Article, slot: Slot) -> Fitting:
        found = self.known.get((article.id, slot))
        if found is None:
            found = self.known[article.id, slot] = self._measure(article, slot)
        return found

    def capacity(self, slot: Slot) -> float:
        """About how many words a slot holds without photos."""
        place = self._place(slot)
        size = self.kit.style("body", slot).size
        return place.box.width * place.box.height / (size * size) * WORDS_PER_SQUARE_EM

    def river(self, articles: list[Article], slot: Slot) -> tuple[int, float]:
        """How many of the articles, from the first on, one page of a slot of many takes; the share it leaves empty."""
        place = self._place(slot)
        for count in range(len(articles), 0, -1):
            if sum(article.words for article in articles[:count]) > FAR_TOO_LONG * self.capacity(slot):
                continue
            stream = River(articles[:count], self.kit)
            poured = stream.pour(place)
            if stream.dry:
                return count, _empty(place, [item.bottom for item in poured.items if isinstance(item, Line)])
        return 0, 1.0

    def _place(self, slot: Slot) -> Place:
        return place_slot(slot, self.kit.layout.area(slot.area, left=False), self.kit)

    def _measure(self, article: Article, slot: Slot) -> Fitting:
        if article.words > FAR_TOO_LONG * self.capacity(slot):
            return NEVER
        place = self._place(slot)
        setting = set_story(article, place, self.kit, opening=True)
        if setting.rest is not None:
            return NEVER
        feet = [item.bottom if isinstance(item, Line) else place.box.y0 for item in setting.items]
        return Fitting(True, _empty(place, feet))


def _empty(place: Place, feet: list[Mpt]) -> float:
    """Share of a slot's height below the lowest line."""
    return max(0.0, (place.box.y1 - max(feet, default=place.box.y0)) / max(1, place.box.height))
