"""What the verbs of ``review`` have in common: the issue that they work on, who works, and how they end."""

import datetime as dt
import getpass
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from newsletter.build.copy import ISSUE_NAME
from newsletter.check.verdict import exit_code
from newsletter.commands.speech import WAITING, Speech
from newsletter.intake.issue import read_issue
from newsletter.problems import Problem, error

MOST_SHOWN = 60
"""Characters of what somebody typed or wrote that are repeated in a message."""


def no_issue(folder: Path) -> tuple[Problem, ...]:
    """Why there is no issue in a folder; nothing where there is one."""
    return () if (folder / ISSUE_NAME).is_file() else read_issue(folder).problems


def ended(speech: Speech, problems: tuple[Problem, ...], **told: object) -> int:
    """Problems and the JSON document of a verb, and its exit code."""
    speech.problems(problems)
    speech.document({**told, "problems": [speech.problem_json(one) for one in problems]})
    return exit_code(problems)


def meant(wanted: Sequence[str], known: Iterable[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The ids that a command line means, each by its whole or a beginning that no other has; what means none or several."""
    every = tuple(known)
    found: dict[str, None] = {}
    problems: list[Problem] = []
    for given in dict.fromkeys(wanted):
        ids = [given] if given in every else [one for one in every if given and one.startswith(given)]
        if len(ids) == 1:
            found[ids[0]] = None
        else:
            problems.append(error("NL768", note=given[:MOST_SHOWN]))
    return tuple(found), tuple(problems)


def waiting(speech: Speech) -> Callable[[str], None]:
    return lambda holder: speech.tell(WAITING, holder=holder)


def now() -> str:
    """The moment of a decision, in UTC to the second: who decided when is the point of it."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def account() -> str:
    """Who works at this machine, "" where it does not say."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""
