"""What stops a press file: every error, and some warnings that only paper makes serious; and what a user lets pass."""

from collections.abc import Iterable, Iterator
from typing import Final

from newsletter.check.verdict import EXIT_OF
from newsletter.problems import Problem, has_errors, note

STOPS_PRESS: Final = frozenset({
    "NL620",  # the binding cannot take the pages
    "NL721", "NL722", "NL723", "NL724", "NL725", "NL726",  # the law of bulletins
    "NL730", "NL731",  # art that stops at the trim: a white edge when the knife slips
    "NL733",  # text that the knife cuts
    "NL766", "NL770",  # a record of sign-offs that cannot be read, a sign-off that is lacking
})  # fmt: skip
"""Codes whose warnings and notes are errors in a press build: a proof lives with them, a print run does not."""


def may_be_allowed(code: str) -> bool:
    """Whether a user may let an error of this code pass: only what is the issue's own fault, never a lost word or a
    machine that cannot."""
    return code not in EXIT_OF


def for_press(problems: Iterable[Problem], allowed: Iterable[str], *, printable: bool = True) -> tuple[Problem, ...]:
    """The problems as a press build weighs them: what stops it as errors, what the user allows as warnings.

    Where nothing can be printed (``printable`` False: no plan, no profile) the errors that are the reason of it stay.
    """
    hard = tuple(_hardened(problem) for problem in problems)
    codes = frozenset(allowed)
    passed = tuple(_let_pass(problem, codes) for problem in hard)
    return passed if printable or has_errors(passed) else hard


def not_needed(allowed: Iterable[str], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Notes on codes that were allowed for nothing."""
    used = {problem.code for problem in problems if problem.allowed}
    return (note("NL623", unused=code) for code in allowed if code not in used)


def _hardened(problem: Problem) -> Problem:
    if problem.code in STOPS_PRESS and not problem.allowed:
        return problem._replace(severity="error")
    return problem


def _let_pass(problem: Problem, codes: frozenset[str]) -> Problem:
    if problem.severity == "error" and problem.code in codes and may_be_allowed(problem.code):
        return problem._replace(severity="warning", allowed=True)
    return problem
