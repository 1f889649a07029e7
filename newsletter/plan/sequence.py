"""The pages of an issue, one after another: a beam search over what could come next.

Stories queue by section and priority. At each page every template is filled from the head of the queue in a few ways
(plan.fill), and the cheapest sequences so far are carried on. A page costs its white paper, pictures that suffer, disorder.
Paper itself has a price too: it is raised where an issue comes out with more pages than it may have, and lowered where
with fewer, below nothing if need be: then the stories spread out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsletter.compose.kit import open_kit
from newsletter.compose.ledger import Ledger
from newsletter.faces.book import FontBook
from newsletter.model.article import Article
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, PageTemplate, Slot
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.plan.fill import Desk, Trial, ugly
from newsletter.plan.measure import HOLE, Ruler, Waiting
from newsletter.problems import Outcome, error

BEAM = 10
"""Sequences of pages that are carried on."""
MANY = 150
"""Stories beyond which an issue is no designed one: all go into the stream."""
ENDLESS = 6
"""Pages of text from which a story is no designed one either: it goes into the stream by itself."""
LARGEST = 100
"""Pages of an issue beyond which all goes into the stream: a bulletin has 64 at most (Press Law, Article 34)."""
RETRIES = 4
"""Searches, each with one more story in the stream, before all goes there."""
MOST_PAGES = 400
PAGE_PRICE = 0.25
"""What a page costs on top, in pages of white paper."""
BLANK = ugly(1.0)
"""What a blank page costs: so much is paid at most for an issue to be spread over one page more."""
PRICE_STEPS = 6
"""How often the price is changed until the number of pages is what it must be."""
NOWHERE_ELSE = 1.0
"""For a page of the stream, taken where no template holds a story."""
LONG_MARGIN = 0.1
"""Share of a slot that a guess may be wrong by, where it is asked whether a story is too long."""
TEXT_A_PAGE = 0.6
"""Of what a page of nothing but text would hold."""
PHOTO = 0.12
"""Of a page, about what a photo takes."""


class Track(NamedTuple):
    """A sequence of pages so far, what it costs, and the stories that wait."""

    cost: float
    pages: tuple[PlannedPage, ...]
    queue: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """What the search works with. ``kept``: pinned pages by their index. ``page_words``: what a page takes, about."""

    layout: Layout
    desk: Desk
    kept: dict[int, PlannedPage]
    page_words: float

    def templates(self, place: str) -> Iterator[PageTemplate]:
        for template in self.layout.templates.values():
            if template.place in (place, "any"):
                yield template

    def need(self, queue: Iterable[Waiting]) -> float:
        """Pages that the waiting stories will take, about."""
        return sum(
            waiting.words / self.page_words + PHOTO * len(waiting.article.photos) * (not waiting.jump)
            for waiting in queue
        )


def plan_issue(issue: Issue, layout: Layout, book: FontBook, pinned: Plan | None = None) -> Outcome[Plan]:
    """Places for all articles. Pages that are pinned in an older plan stay as they are, where they are."""
    kept = {index: page for index, page in enumerate(pinned.pages) if page.pinned} if pinned else {}
    taken = {story for page in kept.values() for story in _opened(page, layout)}
    queue = tuple(Waiting(article, article.words) for article in in_order(issue) if article.id not in taken)
    ruler = Ruler(open_kit(issue, layout, book, Ledger()))
    whole = max((slot for slot in _slots(layout)), key=ruler.capacity, default=None)
    page_words = TEXT_A_PAGE * (ruler.capacity(whole) if whole else 1000)
    if len(queue) > MANY or sum(waiting.words for waiting in queue) > LARGEST * page_words:
        stream = _stream(layout, queue)
        return Outcome(Plan(_around(stream, kept))) if stream else _homeless(queue[0], layout)
    endless = frozenset(waiting.article.id for waiting in queue if waiting.words > ENDLESS * page_words)
    desk = Desk(ruler, layout.units * layout.lines, _too_long(queue, layout, ruler), endless)
    table = _Table(layout, desk, kept, page_words)
    back, queue = _back_page(table, queue)
    pages = _settled(table, queue, None if issue.pages is None else issue.pages - (back is not None))
    if isinstance(pages, Waiting):
        return _homeless(pages, layout)
    return Outcome(Plan(pages if back is None else (*pages, back)))


def in_order(issue: Issue) -> list[Article]:
    """By section as issue.yaml orders them, then by priority; a story that asks for a page comes when it is reached."""
    rank = {section: number for number, section in enumerate(issue.sections)}
    return sorted(issue.articles, key=lambda a: (rank.get(a.section, len(rank)), a.priority, a.id))


def _homeless(story: Waiting, layout: Layout) -> Outcome[Plan]:
    return Outcome(None, (error("NL420", story.article.at, story=story.article.id, layout=layout.name),))


def _around(stream: PlannedPage, kept: dict[int, PlannedPage]) -> tuple[PlannedPage, ...]:
    """The pinned pages that begin the issue, the stream, the other pinned pages."""
    front = 0
    while front in kept:
        front += 1
    return (*(kept[index] for index in range(front)), stream, *(kept[index] for index in sorted(kept) if index > front))


def _opened(page: PlannedPage, layout: Layout) -> Iterator[str]:
    """The stories that begin on a page."""
    template = layout.templates[page.template]
    for name, placements in page.stories:
        slot = template.slot(name)
        if slot is not None and not slot.teaser:
            yield from (placement.story for placement in placements if not placement.jump)


def _slots(layout: Layout) -> Iterator[Slot]:
    for template in layout.templates.values():
        yield from (slot for slot in template.slots if not slot.teaser and not slot.many)


def _too_long(queue: Iterable[Waiting], layout: Layout, ruler: Ruler) -> frozenset[str]:
    """Stories that, by a guess, no slot holds whole."""
    slots = list(_slots(layout))
    return frozenset(
        waiting.article.id
        for waiting in queue
        if all(ruler.guess(waiting, slot)[0] + LONG_MARGIN > 1 for slot in slots if waiting.article.kind in slot.kinds)
    )


# -- the back page ----------------------------------------------------------------


def _back_page(table: _Table, queue: tuple[Waiting, ...]) -> tuple[PlannedPage | None, tuple[Waiting, ...]]:
    """The last page, with the least important stories that it takes, and the stories that are left."""
    for index, page in table.kept.items():
        if table.layout.templates[page.template].place == "last":
            del table.kept[index]
            return page, queue
    least = sorted(queue, key=lambda waiting: waiting.article.priority)[::-1]
    best: Trial | None = None
    for template in table.layout.templates.values():
        if template.place != "last":
            continue
        bare = sum(1 + HOLE * table.desk.ruler.holes(slot) for slot in template.slots)
        blank = Trial(bare, PlannedPage(template=template.name), frozenset(), ())
        whole = (trial for trial in table.desk.trials(template, least, MOST_PAGES, gaps=True) if not trial.rest)
        best = min([*([best] if best else []), blank, *whole], key=lambda trial: trial.cost)
    if best is None:
        return None, queue
    return best.page, tuple(waiting for waiting in queue if waiting.article.id not in best.used)


# -- the pages before it ------------------------------------------------------------


def _priced(table: _Table, queue: tuple[Waiting, ...], wanted: int | None) -> tuple[PlannedPage, ...] | Waiting:
    """The cheapest pages; where their number is set, the price of paper is changed until it comes out."""
    low, price, high = -BLANK, PAGE_PRICE, 16 * PAGE_PRICE
    found: dict[int, Track] = {}
    for _ in range(PRICE_STEPS):
        tracks = _search(table, queue, price)
        if isinstance(tracks, Waiting):
            return tracks
        best = min(tracks.values(), key=lambda track: track.cost + price * len(track.pages))
        if wanted is None or len(best.pages) == wanted:
            return best.pages
        found |= {
            count: track for count, track in tracks.items() if count not in found or track.cost < found[count].cost
        }
        if len(best.pages) > wanted:
            low, price = price, (price + high) / 2
        else:
            high, price = price, (price + low) / 2
    return min(found.items(), key=lambda item: (abs(item[0] - (wanted or 0)), item[0]))[1].pages


def _settled(table: _Table, queue: tuple[Waiting, ...], wanted: int | None) -> tuple[PlannedPage, ...] | Waiting:
    """The pages; a story at which the search is stuck goes into the stream, and in the end all of them."""
    for _ in range(RETRIES):
        pages = _priced(table, queue, wanted)
        if not isinstance(pages, Waiting) or pages.article.id in table.desk.endless:
            return pages
        table = replace(table, desk=replace(table.desk, endless=table.desk.endless | {pages.article.id}))
    stream = _stream(table.layout, queue)
    return _around(stream, table.kept) if stream else queue[0]


def _search(table: _Table, queue: tuple[Waiting, ...], price: float) -> dict[int, Track] | Waiting:
    """The cheapest sequence for each number of pages that was reached, or a story for which there is no place at all."""
    tracks, done = [Track(0.0, (), queue)], dict[int, Track]()
    stuck = queue[0] if queue else None
    for number in range(1, MOST_PAGES):
        following: dict[tuple[str, ...], Track] = {}
        for track in tracks:
            if not track.queue:
                ended = track._replace(pages=(*track.pages, *_later(table, number)))
                if len(ended.pages) not in done or ended.cost < done[len(ended.pages)].cost:
                    done[len(ended.pages)] = ended
                continue
            grown = list(_grown(table, track, number))
            stuck = stuck if grown else track.queue[0]
            for one in grown:
                key = tuple(f"{waiting.article.id}{waiting.words}" for waiting in one.queue)
                if key not in following or one.cost < following[key].cost:
                    following[key] = one
        tracks = sorted(following.values(), key=lambda track: track.cost + price * table.need(track.queue))[:BEAM]
        least = min((track.cost + price * len(track.pages) for track in done.values()), default=None)
        if not tracks or (least is not None and all(track.cost + price * number > least for track in tracks)):
            break
    if done:
        return done
    assert stuck is not None  # noqa: S101 - an empty queue is done at once
    return stuck


def _later(table: _Table, number: int) -> tuple[PlannedPage, ...]:
    """Pinned pages behind the last story that was to be placed."""
    return tuple(page for index, page in sorted(table.kept.items()) if index >= number - 1)


def _grown(table: _Table, track: Track, number: int) -> Iterator[Track]:
    """A sequence with one more page, in all ways that are tried."""
    if number - 1 in table.kept:
        yield track._replace(pages=(*track.pages, table.kept[number - 1]))
        return
    if number > 1 and track.queue[0].article.id in table.desk.endless:
        yield from _streamed(table, track)
        return
    place = "first" if number == 1 else "inner"
    templates = list(table.templates(place)) or list(table.templates("inner"))
    found = False
    for gaps in (False, True):
        for template in templates:
            for trial in table.desk.trials(template, track.queue, number, gaps=gaps):
                found = True
                yield _with(track, trial)
        if found:
            return
    if not any(waiting.jump for waiting in track.queue):
        yield from _streamed(table, track)


def _streamed(table: _Table, track: Track) -> Iterator[Track]:
    """The sequence with the story at the head of the queue in the stream."""
    page = _stream(table.layout, track.queue[:1])
    if page is not None:
        yield Track(track.cost + NOWHERE_ELSE, (*track.pages, page), track.queue[1:])


def _with(track: Track, trial: Trial) -> Track:
    left = tuple(waiting for waiting in track.queue if waiting.article.id not in trial.used)
    return Track(track.cost + trial.cost, (*track.pages, trial.page), (*trial.rest, *left))


def _stream(layout: Layout, queue: Iterable[Waiting]) -> PlannedPage | None:
    """A page repeated until the stories are set."""
    placements = tuple(Placement(waiting.article.id) for waiting in queue)
    for template in layout.templates.values():
        for slot in template.slots:
            if slot.many and slot.bands and template.place in ("inner", "any"):
                return PlannedPage(template=template.name, stories=((slot.name, placements),), repeat=True)
    return None
