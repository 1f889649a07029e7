"""A simple honest plan: stories in the order of their sections and priorities, page after page, each page with the
template that its next stories fill best. A story that no template holds goes into the stream."""

from dataclasses import dataclass, field
from typing import NamedTuple

from newsletter.compose.kit import open_kit
from newsletter.compose.ledger import Ledger
from newsletter.faces.book import FontBook
from newsletter.model.article import Article
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, PageTemplate, Slot
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.plan.measure import Ruler
from newsletter.problems import Outcome, error

LOOK_AHEAD = 6
"""How far down the queue a story may be fetched from to fill a slot of its kind."""
PASSED_OVER = 0.04
"""Price of each story that a fetched one overtakes, as share of a page."""
MANY = 150
"""Stories beyond which an issue is no designed one: all go into the stream."""


class _Trial(NamedTuple):
    """A page that could come next; ``cost`` per page, ``used`` the stories it takes off the queue."""

    cost: float
    page: PlannedPage
    used: frozenset[str]


@dataclass(slots=True)
class _Work:
    layout: Layout
    ruler: Ruler
    queue: list[Article]
    pages: list[PlannedPage] = field(default_factory=list)


def plan_issue(issue: Issue, layout: Layout, book: FontBook, pinned: Plan | None = None) -> Outcome[Plan]:
    """Places for all articles. Pages that are pinned in an older plan stay as they are, where they are."""
    kept = dict(enumerate(page for page in pinned.pages)) if pinned else {}
    kept = {index: page for index, page in kept.items() if page.pinned}
    taken = {p.story for page in kept.values() for _, stories in page.stories for p in stories if not p.jump}
    queue = [article for article in in_order(issue) if article.id not in taken]
    work = _Work(layout, Ruler(open_kit(issue, layout, book, Ledger())), queue)
    last = _last_page(work) if len(queue) <= MANY else None
    if len(queue) > MANY:
        kept = {}
    while work.queue or len(work.pages) in kept:
        number = len(work.pages)
        if number in kept:
            work.pages.append(kept[number])
            continue
        page = _next_page(work, number + 1)
        if page is None:
            story = work.queue[0]
            return Outcome(None, (error("NL420", story.at, story=story.id, layout=layout.name),))
        work.pages.append(page)
    if last is not None:
        work.pages.append(last)
    return Outcome(Plan(tuple(work.pages)))


def in_order(issue: Issue) -> list[Article]:
    """By section as issue.yaml orders them, then by priority; a story that asks for a page comes when it is reached."""
    rank = {section: number for number, section in enumerate(issue.sections)}
    return sorted(issue.articles, key=lambda a: (rank.get(a.section, len(rank)), a.priority, a.id))


def _next_page(work: _Work, number: int) -> PlannedPage | None:
    if len(work.queue) > MANY:
        return _stream(work, work.queue)
    wanted = [article for article in work.queue if article.page == number]
    others = [article for article in work.queue if article.page != number]
    work.queue[:] = [*wanted, *others]
    place = "first" if number == 1 else "inner"
    trials = [
        trial
        for template in work.layout.templates.values()
        if template.place in (place, "any") and (trial := _try(template, work)) is not None
    ]
    if number == 1 and not trials:
        trials = [t for p in work.layout.templates.values() if p.place == "inner" and (t := _try(p, work))]
    if not trials:
        return _stream(work, work.queue[:1])
    best = min(trials, key=lambda trial: trial.cost)
    work.queue[:] = [article for article in work.queue if article.id not in best.used]
    return best.page


def _try(template: PageTemplate, work: _Work) -> _Trial | None:
    """Fill a template from the head of the queue; None where its first story finds no place or a slot stays empty."""
    free = list(work.queue)
    stories: list[tuple[str, tuple[Placement, ...]]] = []
    cost, area = 0.0, 0
    for slot in sorted(template.slots, key=lambda slot: slot.priority):
        if slot.teaser:
            continue
        size = slot.area.units * slot.area.lines
        area += size
        found = _many(slot, free, work) if slot.many else _one(slot, free, work)
        if found is None:
            return None
        chosen, empty, passed = found
        cost += empty * size + passed * PASSED_OVER * size
        stories.append((slot.name, tuple(Placement(article.id) for article in chosen)))
        free = [article for article in free if article not in chosen]
    used = frozenset(p.story for _, placements in stories for p in placements)
    teasers = [slot for slot in template.slots if slot.teaser]
    announced = sorted((a for a in work.queue if a.id not in used), key=lambda a: a.priority)
    for slot, article in zip(teasers, announced, strict=False):
        stories.append((slot.name, (Placement(article.id),)))
    if not used or (work.queue[0].id not in used and template.place != "first"):
        return None
    return _Trial(cost / max(1, area), PlannedPage(template=template.name, stories=tuple(stories)), used)


def _one(slot: Slot, free: list[Article], work: _Work) -> tuple[list[Article], float, int] | None:
    """The story for a slot: the next one of its kind that fits, or one a little further on that fits better."""
    best: tuple[float, Article, float, int] | None = None
    for passed, article in enumerate(free[:LOOK_AHEAD]):
        if article.kind not in slot.kinds:
            continue
        fitting = work.ruler.fitting(article, slot)
        if not fitting.fits:
            continue
        cost = fitting.empty + passed * PASSED_OVER
        if best is None or cost < best[0]:
            best = (cost, article, fitting.empty, passed)
    return ([best[1]], best[2], best[3]) if best else None


def _many(slot: Slot, free: list[Article], work: _Work) -> tuple[list[Article], float, int] | None:
    """As many stories of the slot's kinds as it holds, wherever they stand in the queue."""
    fit = [article for article in free if article.kind in slot.kinds]
    if slot.bands and "article" in slot.kinds:
        return None  # the stream is for what fits nowhere else
    count, empty = work.ruler.river(fit, slot)
    return (fit[:count], empty, 0) if count else None


def _last_page(work: _Work) -> PlannedPage | None:
    """The back page, with the least important stories that it takes."""
    for template in work.layout.templates.values():
        if template.place != "last":
            continue
        queue = work.queue
        work.queue = sorted(queue, key=lambda article: -article.priority)
        trial = _try(template, work) if template.slots else None
        work.queue = queue
        if trial is not None:
            work.queue = [article for article in queue if article.id not in trial.used]
            return trial.page
        return PlannedPage(template=template.name)
    return None


def _stream(work: _Work, articles: list[Article]) -> PlannedPage | None:
    """A page repeated until the articles are set."""
    for template in work.layout.templates.values():
        for slot in template.slots:
            if slot.many and slot.bands and template.place in ("inner", "any"):
                taken = tuple(Placement(article.id) for article in articles)
                work.queue[:] = work.queue[len(articles) :]
                return PlannedPage(template=template.name, stories=((slot.name, taken),), repeat=True)
    return None
