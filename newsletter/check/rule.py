"""What a rule is, and the door through which rules are asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from newsletter.check.slip import weighed
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout
from newsletter.model.plan import Plan
from newsletter.problems import Problem


@dataclass(frozen=True, slots=True)
class Subject:
    """An issue as it is about to be printed. ``pages`` is how many it has; 0 where it could not be composed."""

    issue: Issue
    layout: Layout
    plan: Plan | None = None
    pages: int = 0


class Rule(Protocol):
    """Says what is wrong with a subject."""

    def __call__(self, subject: Subject) -> Iterator[Problem]: ...


def check(rules: Iterable[Rule], subject: Subject) -> tuple[Problem, ...]:
    """What the rules say, weighed as the issue weighs it."""
    return tuple(weighed((problem for rule in rules for problem in rule(subject)), subject.issue))
