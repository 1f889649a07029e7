"""What the verbs of ``review`` have in common: the issue that they work on, who works, and how they end."""

import datetime as dt
import getpass
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsletter.build.copy import ISSUE_NAME
from newsletter.check.verdict import exit_code
from newsletter.commands.speech import WAITING, Speech
from newsletter.intake.issue import read_issue
from newsletter.problems import Problem


def no_issue(folder: Path) -> tuple[Problem, ...]:
    """Why there is no issue in a folder; nothing where there is one."""
    return () if (folder / ISSUE_NAME).is_file() else read_issue(folder).problems


def ended(speech: Speech, problems: tuple[Problem, ...], **told: object) -> int:
    """Problems and the JSON document of a verb, and its exit code."""
    speech.problems(problems)
    speech.document({**told, "problems": [speech.problem_json(one) for one in problems]})
    return exit_code(problems)


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
