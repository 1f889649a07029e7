"""Issues of the square design, composed in memory, and what can be read off their pages."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from square_layout import book, issue

from newsletter.compose import Ledger, compose
from newsletter.model.article import Article
from newsletter.model.layout import Layout
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import Line, Page, Picture, StoryFit
from newsletter.units import Mpt

BOOK = book()


class Composed(NamedTuple):
    """Pages in their order, and what composition told."""

    pages: tuple[Page, ...]
    ledger: Ledger

    @property
    def codes(self) -> list[str]:
        """But NL517: slots without a head are common here, where only the text is looked at."""
        return [problem.code for problem in self.ledger.problems if problem.code != "NL517"]

    def fit(self, story: str) -> StoryFit:
        return next(fit for fit in self.ledger.fits if fit.story == story)


def planned(template: str, repeat: bool = False, pinned: bool = False, **stories: Any) -> PlannedPage:
    """A page of a plan; a story is its id, "+id" where it is continued, a list where several flow."""
    listed = {slot: [names] if isinstance(names, str) else names for slot, names in stories.items()}
    slots = tuple(
        (slot.replace("_", "-"), tuple(Placement(name.lstrip("+"), name.startswith("+")) for name in names))
        for slot, names in listed.items()
    )
    return PlannedPage(template=template, stories=slots, repeat=repeat, pinned=pinned)


def composed(design: Layout, plan: tuple[PlannedPage, ...], *articles: Article, **of_issue: Any) -> Composed:
    ledger = Ledger()
    pages = list(compose(issue(*articles, **of_issue), design, Plan(plan), BOOK, ledger))
    return Composed(tuple(sorted(pages, key=lambda page: page.number)), ledger)


def lines(page: Page, *roles: str) -> list[Line]:
    """Lines of stories on a page, of some roles or of all."""
    return [item for item in page.items if isinstance(item, Line) and (not roles or item.role in roles)]


def pictures(page: Page) -> list[Picture]:
    return [item for item in (*page.ground, *page.items) if isinstance(item, Picture)]


def words(line: Line) -> str:
    return " ".join(shape.text for run in line.runs for shape in run.shapes)


def extent(line: Line) -> tuple[Mpt, Mpt]:
    spans = [span for run in line.runs for span in run.spans()]
    return min(left for left, _ in spans), max(right for _, right in spans)


def all_lines(page: Page) -> Iterator[Line]:
    return (item for item in (*page.items, *page.furniture, *page.marks) if isinstance(item, Line))
