"""One page: a template filled with stories that wait, and what that is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsletter.model.article import Kind
from newsletter.model.layout import PageTemplate, Slot
from newsletter.model.plan import Placement, PlannedPage
from newsletter.plan.measure import HOLE, Ruler, Waiting

# Prices, in pages of white paper. All are judgements of how a page looks, tuned on the sample and on shuffled issues.
LOOK_AHEAD = 8
"""How far down the queue a story may be fetched from to fill a slot."""
BRANCHES = 3
"""Stories that are tried in one slot, the cheapest first."""
OVERTAKEN = 0.08
"""For each story of another section that waits longer than one that comes later."""
OVERTAKEN_AT_HOME = 0.02
"""The same within a section."""
MISCAST = 0.04
"""For each step between the priority of a story and the one its slot is made for."""
MISCAST_IN_FRONT = 0.3
"""The same on page 1."""
WHOLE_PAGE = 0.8
"""Share of a page from which a slot counts as all of it."""
NO_FOCUS = 0.15
"""For a page that has nothing to look at first: in full without a picture, not at all from FOCUS on."""
FOCUS = 0.12
"""Of a page: what its largest picture should take."""
CONTINUED = 0.12
"""For sending a reader to another page."""
UNFILLED = 1.5
"""Times its area, for a slot without a story."""
LATE = 3.0
"""For a story that asks for this page and is not on it."""
MASTERLESS: tuple[Kind, ...] = ("brief", "notice", "poem", "table")
"""Kinds that are not announced on the cover."""


class Chosen(NamedTuple):
    """A slot and what goes into it; ``cost`` in pages of white paper."""

    slot: Slot
    stories: tuple[Waiting, ...]
    cost: float
    rest: Waiting | None = None
    picture: float = 0.0
    """Share of the page that its largest picture takes, about."""


class Trial(NamedTuple):
    """A page that could come next, the stories that it takes off the queue, and what of them has to follow on the next."""

    cost: float
    page: PlannedPage
    used: frozenset[str]
    rest: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What pages are made from. ``long``: stories too long for any slot, which may be continued from any large one;
    ``endless``: those that go into the stream."""

    ruler: Ruler
    area: int
    """Units by lines of the type area."""
    long: frozenset[str]
    endless: frozenset[str] = frozenset()

    def trials(
        self, template: PageTemplate, queue: Sequence[Waiting], number: int, *, gaps: bool = False
    ) -> Iterator[Trial]:
        """Ways to fill a template from the first stories of the queue; with ``gaps`` slots may stay empty, at a price."""
        slots = sorted((slot for slot in template.slots if not slot.teaser), key=lambda slot: slot.priority)
        finite = [waiting for waiting in queue if waiting.article.id not in self.endless]
        near = [waiting for waiting in finite if (waiting.article.page or 0) <= number] or finite
        for chosen in self._fill(slots, near, template, gaps=gaps):
            used = frozenset(waiting.article.id for one in chosen for waiting in one.stories)
            if used and not any(waiting.jump and waiting.article.id not in used for waiting in queue):
                yield self._judged(template, chosen, queue, number)

    def _fill(
        self, slots: Sequence[Slot], free: list[Waiting], template: PageTemplate, *, gaps: bool
    ) -> Iterator[tuple[Chosen, ...]]:
        if not slots:
            yield ()
            return
        slot, others = slots[0], slots[1:]
        found = self._many(slot, free) if slot.many else self._one(slot, free, template, sparse=gaps)
        best = sorted(found, key=lambda one: one.cost)[:BRANCHES]
        if gaps:
            best.append(Chosen(slot, (), UNFILLED * self._share(slot) + HOLE * self.ruler.holes(slot)))
        for one in best:
            left = [waiting for waiting in free if waiting not in one.stories]
            for more in self._fill(others, left, template, gaps=gaps):
                yield (one, *more)

    def _share(self, slot: Slot) -> float:
        return slot.area.units * slot.area.lines / self.area

    def _one(self, slot: Slot, free: Sequence[Waiting], template: PageTemplate, *, sparse: bool) -> Iterator[Chosen]:
        """Stories for a slot: the next ones of its kinds, or what has to be continued."""
        fitting = [waiting for waiting in free if waiting.article.kind in slot.kinds]
        for waiting in fitting[:LOOK_AHEAD]:
            wrong = slot.continues if not waiting.jump else slot.priority == 1  # a lead's slot is made for an opening
            if wrong or (not sparse and self.ruler.sparse(waiting, slot)):
                continue
            found = self.ruler.fitting(waiting, slot, cut=self._may_cut(waiting, slot))
            if found is None:
                continue
            cost = ugly(found.empty) * self._share(slot) + found.blemish
            cost += CONTINUED * (found.rest is not None)
            if not waiting.jump:
                step = MISCAST_IN_FRONT if template.place == "first" else MISCAST
                cost += step * abs(slot.priority - waiting.article.priority)
            yield Chosen(slot, (waiting,), cost, found.rest, 0.0 if waiting.jump else found.picture)

    def _may_cut(self, waiting: Waiting, slot: Slot) -> bool:
        """Leads are made to be continued; so is what fills a page and still goes on."""
        return slot.priority == 1 or (
            self._share(slot) >= WHOLE_PAGE and (waiting.jump or waiting.article.id in self.long)
        )

    def _many(self, slot: Slot, free: Sequence[Waiting]) -> Iterator[Chosen]:
        """The next stories of the slot's kinds, as many as go in, or fewer."""
        if slot.bands and "article" in slot.kinds:
            return  # the stream is for what fits nowhere else
        fit = [waiting for waiting in free if waiting.article.kind in slot.kinds and not waiting.jump]
        for count in range(len(fit), 0, -1):
            stories = tuple(fit[:count])
            empty = self.ruler.river(tuple(waiting.article for waiting in stories), slot)
            if empty is not None:
                yield Chosen(slot, stories, ugly(empty) * self._share(slot))

    def _judged(
        self, template: PageTemplate, chosen: tuple[Chosen, ...], queue: Sequence[Waiting], number: int
    ) -> Trial:
        used = [waiting.article.id for one in chosen for waiting in one.stories]
        cost = sum(one.cost for one in chosen) + _disorder(queue, used)
        cost += NO_FOCUS * max(0.0, 1 - max(one.picture for one in chosen) / FOCUS)
        cost += LATE * sum(waiting.article.page == number and waiting.article.id not in used for waiting in queue)
        stories = {one.slot.name: one.stories for one in chosen if one.stories}
        stories |= _announced(template, queue, used)
        placed = tuple(
            (slot.name, tuple(Placement(waiting.article.id, waiting.jump) for waiting in stories[slot.name]))
            for slot in template.slots
            if slot.name in stories
        )
        rest = tuple(one.rest for one in chosen if one.rest is not None)
        return Trial(cost, PlannedPage(template=template.name, stories=placed), frozenset(used), rest)


def ugly(empty: float) -> float:
    """What white paper costs: a line or two next to nothing, half a page more than a page."""
    return empty + 3 * empty * empty


def _disorder(queue: Sequence[Waiting], used: Sequence[str]) -> float:
    """For stories that are overtaken. Briefs wait for each other, and nobody minds."""
    cost, waiting = 0.0, []
    for one in queue:
        article = one.article
        if article.id not in used:
            waiting.append(article)
        elif article.kind != "brief":
            cost += sum(
                OVERTAKEN_AT_HOME if other.section == article.section else OVERTAKEN
                for other in waiting
                if other.kind != "brief"
            )
    return cost


def _announced(template: PageTemplate, queue: Sequence[Waiting], used: Sequence[str]) -> dict[str, tuple[Waiting, ...]]:
    """Teasers: the most important stories of the pages that follow."""
    teasers = [slot for slot in template.slots if slot.teaser]
    others = [one for one in queue if one.article.id not in used and one.article.kind not in MASTERLESS]
    others.sort(key=lambda one: one.article.priority)
    return {slot.name: (one,) for slot, one in zip(teasers, others, strict=False)}
