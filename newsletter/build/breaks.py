"""The body lines of a story as a build sets them, with what their breaks were chosen from."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from newsletter.build.copy import planned, read_copy
from newsletter.compose.edition import compose
from newsletter.compose.ledger import Drawn, Ledger
from newsletter.pages.items import Line
from newsletter.problems import Problem
from newsletter.source import LineIndex


class SetLine(NamedTuple):
    """A body line of a story: ``number`` counts in its column of its page, as numbered on proofs, from 1. ``drawn`` and
    ``at`` (from 0): the justified paragraph that it is a line of, None where it is a line of something else."""

    page: int
    number: int
    line: Line
    drawn: Drawn | None
    at: int


class SetStory(NamedTuple):
    """``stories``: all ids of the issue. ``offsets``: where the lines of the article's file begin."""

    lines: tuple[SetLine, ...]
    stories: tuple[str, ...]
    offsets: LineIndex | None


def set_story(folder: Path, story: str, problems: list[Problem]) -> SetStory:
    """Compose an issue as a build does and keep the lines of one story; nothing where it cannot be composed or has no
    such story."""
    copy = read_copy(folder, problems)
    if copy is None:
        return SetStory((), (), None)
    stories = tuple([article.id for article in copy.issue.articles])
    if story not in stories:
        return SetStory((), stories, None)
    plan = planned(copy, problems)
    ledger = Ledger(asked=story)
    found: list[SetLine] = []
    for page in compose(copy.issue, copy.layout, plan, copy.book, ledger) if plan else ():
        counted: Counter[str] = Counter()
        for line in page.items:
            if isinstance(line, Line) and line.role == "body" and line.story == story:
                counted[line.frame] += 1
                found.append(SetLine(page.number, counted[line.frame], line, None, 0))
    problems += ledger.problems
    file = next(article.file for article in copy.issue.articles if article.id == story)
    lines = tuple([one._replace(drawn=drawn, at=at) for one in found for drawn, at in (_paragraph(one.line, ledger),)])
    return SetStory(lines, stories, copy.issue.lines.get(file))


def _paragraph(line: Line, ledger: Ledger) -> tuple[Drawn | None, int]:
    """The paragraph of a line, as it was drawn last, and the line's number in it."""
    if not line.runs:
        return None, 0
    text, stop = line.runs[-1].text, line.runs[-1].first + len(line.runs[-1].shapes)
    for drawn in reversed(ledger.drawn):
        atoms = drawn.atoms
        if atoms.text is text and stop in drawn.ends and atoms.plain.style.align == "justify":
            return drawn, drawn.ends.index(stop)
    return None, 0
