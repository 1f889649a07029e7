"""Where every expected and received piece of an issue stands, and which units still owe some."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from newsletter.model.article import Article, Block, Figure, PullQuote
from newsletter.model.issue import Issue, Unit
from newsletter.model.plan import Plan
from newsletter.pages.items import StoryFit

State = Literal["owed", "collected", "edited", "approved", "placed", "overset"]
"""How far a piece has come: not there; as it was sent; worked on; passed by the board; given its place in plan.yaml; and
there, but too long for it."""
NO_UNIT = Unit("", "")


class Piece(NamedTuple):
    """One row. ``story`` is "" where the piece is still owed. ``late``: days after the deadline on which it came, or
    since when it is owed; 0 = in time. ``pages``, and ``overset`` and ``short`` in grid lines, as a build sets it."""

    unit: Unit
    state: State
    late: int = 0
    story: str = ""
    title: str = ""
    received: dt.date | None = None
    approved: dt.date | None = None
    words: int = 0
    photos: int = 0
    pages: tuple[int, ...] = ()
    overset: int = 0
    short: int = 0


class Debt(NamedTuple):
    """A unit that has sent fewer pieces than are expected of it."""

    unit: Unit
    sent: int

    @property
    def owes(self) -> int:
        return self.unit.articles - self.sent


class Status(NamedTuple):
    """``today`` is the day on which all this was asked."""

    issue: Issue
    today: dt.date
    pieces: tuple[Piece, ...]
    debts: tuple[Debt, ...]

    @property
    def received(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.story)


class Known(NamedTuple):
    """What is known of the articles beside the issue: as which file content they were collected ("sha256:…"), what a
    build makes of them, and the plan that people made."""

    collected: Mapping[str, str] = {}
    fits: Iterable[StoryFit] = ()
    plan: Plan | None = None


def status(issue: Issue, known: Known, today: dt.date) -> Status:
    """Rows in the order of units in issue.yaml, then of articles; those of no unit come last."""
    fits = {fit.story: fit for fit in known.fits}
    planned = {one.story for page in (known.plan.pages if known.plan else ()) for _, run in page.stories for one in run}
    digests = dict(issue.files)
    units = {unit.id: unit for unit in issue.units}

    def piece(article: Article) -> Piece:
        fit = fits.get(article.id)
        untouched = known.collected.get(article.id) == digests.get(article.file)
        return Piece(
            unit=units.get(article.unit, NO_UNIT),
            state=_state(article, fit, untouched=untouched, planned=article.id in planned),
            late=_days_late(article.received, issue.deadline),
            story=article.id,
            title=article.title.plain(),
            received=article.received,
            approved=article.approved,
            words=article.words,
            photos=len(article.photos) + sum(map(_shows_photo, article.blocks)),
            pages=fit.pages if fit else (),
            overset=fit.overset_lines if fit else 0,
            short=fit.short_lines if fit else 0,
        )

    rows = [piece(article) for article in issue.articles]
    of = {unit: [row for row in rows if row.unit == unit] for unit in (*issue.units, NO_UNIT)}
    debts = tuple(Debt(unit, len(of[unit])) for unit in issue.units if len(of[unit]) < unit.articles)
    owed = {debt.unit: [Piece(debt.unit, "owed", _days_late(today, issue.deadline))] * debt.owes for debt in debts}
    return Status(issue, today, tuple(_chained(of, owed)), debts)


def _chained(of: Mapping[Unit, list[Piece]], owed: Mapping[Unit, list[Piece]]) -> Iterator[Piece]:
    for unit, rows in of.items():
        yield from rows
        yield from owed.get(unit, ())


def _shows_photo(block: Block) -> bool:
    return isinstance(block, Figure) or (isinstance(block, PullQuote) and block.portrait is not None)


def _state(article: Article, fit: StoryFit | None, *, untouched: bool, planned: bool) -> State:
    if fit and fit.overset_lines:
        return "overset"
    if planned:
        return "placed"
    if article.approved:
        return "approved"
    return "collected" if untouched else "edited"


def _days_late(day: dt.date | None, deadline: dt.date | None) -> int:
    """A piece is due before the deadline: one that comes on that day is a day late."""
    return max(0, (day - deadline).days + 1) if day and deadline else 0
