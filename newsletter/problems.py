"""A fault as a value: found anywhere, collected, and put into words only where it is shown."""

from collections.abc import Iterable
from typing import Generic, Literal, NamedTuple, TypeVar

from newsletter.geometry import Rect
from newsletter.source import SourceSpan

Severity = Literal["error", "warning", "note"]
T = TypeVar("T")


class PageSpot(NamedTuple):
    """A place on a finished page; number from 1, box in Mpt from the top left of the trim."""

    page: int
    box: Rect | None = None


class Problem(NamedTuple):
    """``code`` is stable and public; ``values`` are what its message names (``photo``, ``ppi``, ``limit`` …).

    ``allowed``: an error that a user has let pass by its code, and a warning since.
    """

    code: str
    severity: Severity
    values: tuple[tuple[str, str | int | float], ...] = ()
    source: SourceSpan | None = None
    spot: PageSpot | None = None
    allowed: bool = False


def error(code: str, source: SourceSpan | None = None, spot: PageSpot | None = None, **values: str | float) -> Problem:
    return Problem(code, "error", tuple(values.items()), source, spot)


def warning(
    code: str, source: SourceSpan | None = None, spot: PageSpot | None = None, **values: str | float
) -> Problem:
    return Problem(code, "warning", tuple(values.items()), source, spot)


def note(code: str, source: SourceSpan | None = None, spot: PageSpot | None = None, **values: str | float) -> Problem:
    return Problem(code, "note", tuple(values.items()), source, spot)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


class Outcome(NamedTuple, Generic[T]):
    """What a stage made, or None where it could make nothing, with all that it found wrong on the way."""

    value: T | None
    problems: tuple[Problem, ...] = ()
