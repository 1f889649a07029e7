"""What a verb says: results on stdout, everything else on stderr, and one JSON document where that is asked for."""

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import NamedTuple, NoReturn

import click

from newsletter.check.verdict import exit_code
from newsletter.commands.program import (
    INTERRUPTED,
    PACKAGE,
    REINSTALL,
    Language,
    Verb,
    Words,
    json_option,
    language_of,
    language_option,
)
from newsletter.commands.wording import as_json, by_place, hint, message
from newsletter.legible import clean
from newsletter.problems import Problem, error

WAITING = Words("đợi một lượt dựng khác ghi xong vào thư mục này ({holder})",
                "waiting for another build into this folder ({holder})")  # fmt: skip
_UNWRITTEN = Words("không ghi {name}", "{name} not written")
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


class Speech(NamedTuple):
    """How a run speaks. ``issue`` is the folder as it was typed, so that a place can be clicked; ``elsewhere``: names of
    files that lie outside it, as they are told."""

    language: Language
    wants_json: bool = False
    issue: str = ""
    elsewhere: frozenset[str] = frozenset()

    def say(self, text: str) -> None:
        """A result."""
        if not self.wants_json:
            click.echo(text)

    def tell(self, words: Words, **values: object) -> None:
        """Something by the way."""
        click.echo(words.of(self.language).format(**values), err=True)

    def document(self, content: Mapping[str, object]) -> None:
        """The one JSON document. A broken byte of a file name becomes an escape of JSON."""
        if self.wants_json:
            import json  # noqa: PLC0415 (1 ms, for those alone who want it)

            text = json.dumps(content, ensure_ascii=False, indent=2)
            click.echo(text.encode("utf-8", "backslashreplace"))

    def problems(self, problems: Iterable[Problem]) -> None:
        """All problems on stderr, in the order of their places."""
        for problem in sorted(dict.fromkeys(problems), key=by_place):
            click.echo(self.line(problem), err=True)

    def problem_json(self, problem: Problem) -> dict[str, object]:
        return as_json(problem, self.language)

    def line(self, problem: Problem) -> str:
        """``FILE:LINE:COL: severity CODE: message`` and, on a line of its own, the hint."""
        colour = _colourful()
        severity = (
            click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True) if colour else problem.severity
        )
        page = ""
        if problem.spot and not any(name == "page" for name, _ in problem.values):
            page = f" (trang {problem.spot.page})" if self.language == "vi" else f" (page {problem.spot.page})"
        text = f"{self._where(problem)}{severity} {problem.code}: {message(problem, self.language)}{page}"
        way_out = hint(problem, self.language)
        return f"{text}\n  hint: {way_out}" if way_out else text

    def _where(self, problem: Problem) -> str:
        source = problem.source
        named = source.file if source else str(dict(problem.values).get("file", ""))
        if named in self.elsewhere:
            return f"{clean(named)}: "
        if source is None:
            return f"{clean(self.issue)}: " if self.issue else ""
        numbers = [str(number) for number in (source.line, source.column) if number]
        return ":".join([clean(str(Path(self.issue, source.file))), *numbers]) + ": "

    def summary(self, name: str, pages: int, problems: Iterable[Problem]) -> str:
        """``bong-1.pdf: 16 trang, 0 lỗi, 2 cảnh báo``."""
        leaves = f"{pages} trang" if self.language == "vi" else f"{pages} page{'s' * (pages != 1)}"
        return f"{name}: {leaves}, {self.counts(problems)}"

    def unwritten(self, name: str, problems: Iterable[Problem]) -> str:
        return f"{_UNWRITTEN.of(self.language).format(name=name)}: {self.counts(problems)}"

    def counts(self, problems: Iterable[Problem]) -> str:
        """``0 lỗi, 2 cảnh báo``."""
        found = Counter(problem.severity for problem in problems)
        errors, warnings = found["error"], found["warning"]
        if self.language == "vi":
            return f"{errors} lỗi, {warnings} cảnh báo"
        return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


def _colourful() -> bool:
    """Colour on terminals alone, and not against NO_COLOR or a dumb terminal."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def verb(name: str, words: Words, params: Sequence[click.Parameter], run: Callable[..., int]) -> Verb:
    """A command around a function that takes a ``Speech`` and the options and returns the exit code."""
    return Verb(name, words=words, params=[*params, json_option(), language_option()], callback=_guarded(run))


def _guarded(run: Callable[..., int]) -> Callable[..., None]:
    """No traceback ever reaches a user: an interrupt is 130, any other exception a problem of the machine or of ours."""

    @wraps(run)
    def guarded(*, as_json: bool, lang: str | None, **options: object) -> None:  # noqa: ARG001 (read from the context)
        issue = options.get("issue")
        speech = Speech(language_of(click.get_current_context()), as_json, issue if isinstance(issue, str) else "")
        with suppress(ValueError):  # in a thread, where signals are not ours to take
            signal.signal(signal.SIGTERM, _terminate)
        try:
            code = run(speech, **options)
        except KeyboardInterrupt:
            code = INTERRUPTED
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as fault:  # the last stand
            problem = _missing(fault, speech.language) or our_fault(fault)
            speech.problems([problem])
            speech.document({"problems": [speech.problem_json(problem)]})
            code = exit_code([problem])
        sys.exit(code)

    return guarded


def _missing(fault: Exception, language: Language) -> Problem | None:
    """A package of others that is not installed, and was wanted only on the way."""
    if not isinstance(fault, ModuleNotFoundError) or not fault.name or fault.name.startswith("newsletter"):
        return None
    what = PACKAGE.of(language).format(name=fault.name)
    return error("NL908", what=what, reason=str(fault), remedy=REINSTALL.of(language))


def our_fault(fault: BaseException) -> Problem:
    """An exception as a problem: its kind, its words, and the line of the program where it arose."""
    at = fault.__traceback__
    place = ""
    while at is not None:
        file = Path(at.tb_frame.f_code.co_filename)
        if "newsletter" in file.parts:
            place = f"{file.name}:{at.tb_lineno}"
        at = at.tb_next
    return error("NL901", kind=type(fault).__name__, detail=str(fault)[:300], place=place)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 (the shape of a handler)
    """A polite kill leaves as an error does: through the blocks that clean up."""
    sys.exit(128 + number)
