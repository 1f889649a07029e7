"""An issue folder and all that it refers to, read and understood."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from newsletter.faces.book import FontBook, open_book
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.issue import read_issue
from newsletter.intake.layout import read_layout
from newsletter.intake.plan import read_plan
from newsletter.intake.resources import builtin
from newsletter.model.fonts import FontCatalogue
from newsletter.model.issue import Issue
from newsletter.model.layout import FaceSpec, Layout
from newsletter.model.plan import Plan
from newsletter.problems import Outcome, Problem

T = TypeVar("T")
ISSUE_NAME = "issue.yaml"
PLAN_NAME = "plan.yaml"


class Copy(NamedTuple):
    """All that an issue is made of, read and understood; ``plan`` is the one that stands in the folder, if it is sound."""

    issue: Issue
    layout: Layout
    catalogue: FontCatalogue
    book: FontBook
    plan: Plan | None


def read_copy(folder: Path, problems: list[Problem]) -> Copy | None:
    """Everything in the folder and what it refers to; None where no page could be composed."""
    issue = _kept(read_issue(folder), problems)
    if issue is None:
        return None
    catalogue = _kept(read_catalogue((builtin("fonts"), folder / "fonts")), problems)
    layout = _kept(read_layout(issue.layout, folder, catalogue, issue.place("layout")), problems)
    if layout is None or catalogue is None:
        return None
    book = _kept(open_book(catalogue, faces_of(layout)), problems)
    pinned = folder / PLAN_NAME
    plan = _kept(read_plan(pinned, issue, layout), problems) if os.path.lexists(pinned) else None
    if book is None:
        return None
    return Copy(issue, layout._replace(bleed=issue.press.bleed), catalogue, book, plan)


def planned(copy: Copy, problems: list[Problem]) -> Plan | None:
    if copy.plan is not None:
        return copy.plan
    return _kept(_plan(copy, None), problems)


def _kept(outcome: Outcome[T], problems: list[Problem]) -> T | None:
    problems += outcome.problems
    return outcome.value


def faces_of(layout: Layout) -> Iterator[FaceSpec]:
    for style in layout.styles.values():
        yield from (style.face, style.bold, style.emphasis, style.bold_emphasis)


def replanned(copy: Copy, problems: list[Problem]) -> Plan | None:
    """A fresh plan around the pages that people have pinned in the old one."""
    return _kept(_plan(copy, copy.plan), problems)


def _plan(copy: Copy, old: Plan | None) -> Outcome[Plan]:
    from newsletter.plan import plan_issue  # noqa: PLC0415 (4 ms that an issue with a plan need not pay)

    return plan_issue(copy.issue, copy.layout, copy.book, old)
