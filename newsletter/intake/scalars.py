"""Readers of scalars: the text of a YAML value becomes a number, a day, a length or one of a few words.

A value is read from the text as written, so that ``priority: 010`` is no 8 and ``edition: 1.10`` no 1.1.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, get_args

from newsletter.units import Mpt, parse_length


class Reader:
    """Reads a scalar from its text; stands in ``Annotated`` beside the type that it gives.

    ``read`` raises ValueError for what it cannot read; the fault is then ``code`` with ``values``. ``schema`` says the
    same as JSON Schema. ``words`` are those of a choice, among which a wrong one may have a neighbour.
    """

    __slots__ = ("code", "read", "schema", "values", "words")

    def __init__(
        self,
        read: Callable[[str], object],
        code: str,
        schema: dict[str, Any],
        values: Mapping[str, str | int | float] = MappingProxyType({}),
        words: tuple[str, ...] = (),
    ) -> None:
        self.read = read
        self.code = code
        self.schema = schema
        self.values = values
        self.words = words


_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,11})")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,12})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _within(value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ValueError(value)


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not (pattern.fullmatch(text) and text.isascii()):
        raise ValueError(text)
    return text


def whole(least: int, most: int) -> Reader:
    """A whole number from ``least`` to ``most``, without leading zeros, underscores or a point."""

    def read(text: str) -> int:
        value = int(_matched(_WHOLE, text))
        _within(value, least, most)
        return value

    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Reader(read, "NL154", schema, {"least": least, "most": most})


def number(least: float, most: float) -> Reader:
    """A number with a decimal point where it has a fraction."""

    def read(text: str) -> float:
        value = float(_matched(_NUMBER, text))
        _within(value, least, most)
        return value

    schema = {"type": "number", "minimum": least, "maximum": most}
    return Reader(read, "NL155", schema, {"least": f"{least:g}", "most": f"{most:g}"})


def length(least: Mpt, most: Mpt, shown: str) -> Reader:
    """A length with its unit (3mm, 9.5pt), or 0; ``shown`` says the limits as a user would write them."""

    def read(text: str) -> Mpt:
        value = 0 if text == "0" else parse_length(text)
        _within(value, least, most)
        return value

    schema = {"type": ["string", "integer"], "pattern": r"^(0|-?\d+(\.\d+)? ?(pt|mm|cm|in|pc))$"}
    return Reader(read, "NL158", schema, {"range": shown})


def choice(literal: object) -> Reader:
    """One word of a ``Literal``."""
    words = tuple(str(word) for word in get_args(literal))

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Reader(read, "NL159", {"enum": list(words)}, {"choices": ", ".join(words)}, words)


def _read_yes_no(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(text)
    return text == "true"


def _read_day(text: str) -> date:
    return date.fromisoformat(_matched(_DAY, text))


def _read_line(text: str) -> str:
    return text


Line = Annotated[str, Reader(_read_line, "NL150", {"type": ["string", "number"]})]
"""Text, as written; figures are text too."""
YesNo = Annotated[bool, Reader(_read_yes_no, "NL156", {"type": "boolean"})]
Day = Annotated[date, Reader(_read_day, "NL157", {"type": "string", "format": "date"})]
"""ISO 8601, year-month-day."""


def nearest(word: str, words: Iterable[str]) -> str:
    """The word of these that was most likely meant, "" where none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 (only where something is wrong)

    folded = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold(), folded, 1, 0.6)
    return folded[found[0]] if found else ""
