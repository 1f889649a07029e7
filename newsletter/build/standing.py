"""Where the pieces of an issue stand: what the folder holds and what a build would make of it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from newsletter.build.copy import Copy, planned, read_copy
from newsletter.compose.edition import compose
from newsletter.compose.ledger import Ledger
from newsletter.desk.log import as_collected, read_log
from newsletter.desk.status import Known, Status, status
from newsletter.intake.issue import read_issue
from newsletter.pages.items import StoryFit
from newsletter.problems import Outcome, Problem


def standing(folder: Path, today: dt.date, heard: Callable[[int, int], None]) -> Outcome[Status]:
    """The issue is composed where it can be; without a layout or a sound plan the table lacks pages, not rows."""
    problems: list[Problem] = []
    copy = read_copy(folder, problems)
    issue = copy.issue if copy else read_issue(folder).value
    if issue is None:
        return Outcome(None, tuple(problems))
    fits = _fits(copy, problems, heard) if copy else ()
    log = read_log(folder.resolve())
    problems += log.problems
    known = Known(as_collected(log), fits, copy.plan if copy else None)
    return Outcome(status(issue, known, today), tuple(dict.fromkeys(problems)))


def _fits(copy: Copy, problems: list[Problem], heard: Callable[[int, int], None]) -> tuple[StoryFit, ...]:
    plan = planned(copy, problems)
    if plan is None:
        return ()
    ledger = Ledger()
    for number, _ in enumerate(compose(copy.issue, copy.layout, plan, copy.book, ledger), 1):
        heard(number, len(plan.pages))
    return tuple(ledger.fits)
