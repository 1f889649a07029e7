"""From problems to the exit code: what stops a build, and whose fault it is."""

from collections.abc import Iterable
from typing import Final

from newsletter.problems import Problem

GOOD: Final = 0
FAULTY: Final = 1
"""An error inside a readable issue."""
WRONG_USAGE: Final = 2
NOT_FOUND: Final = 3
"""A font family, a profile or a program is missing."""
MACHINE: Final = 4
"""ISSUE itself is absent or unreadable, or OUT cannot be written."""
OURS: Final = 5

EXIT_OF: Final = {
    "NL120": MACHINE,
    "NL246": NOT_FOUND,
    "NL270": MACHINE,
    "NL301": NOT_FOUND,
    "NL302": NOT_FOUND,
    "NL303": NOT_FOUND,
    "NL601": NOT_FOUND,
    "NL650": MACHINE,
    "NL691": MACHINE,
    "NL692": MACHINE,
    "NL901": OURS,
    "NL902": OURS,
    "NL904": MACHINE,
    "NL905": MACHINE,
    "NL906": WRONG_USAGE,
    "NL907": MACHINE,
    "NL908": NOT_FOUND,
    "NL909": MACHINE,
}
"""Codes whose errors are not the issue's; every other error is FAULTY."""

_ORDER = (OURS, NOT_FOUND, MACHINE, WRONG_USAGE, FAULTY)


def exit_code(problems: Iterable[Problem]) -> int:
    """The first code of the contract's order that applies."""
    found = {EXIT_OF.get(problem.code, FAULTY) for problem in problems if problem.severity == "error"}
    return next((code for code in _ORDER if code in found), GOOD)
