"""Days as they are written in text: 02/11/2022, ngày 31 tháng 9."""

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Literal, NamedTuple

DateStyle = Literal["padded", "decree", "plain"]
STYLES: tuple[DateStyle, ...] = ("padded", "decree", "plain")
_NUMERIC = re.compile(r"(?:(?<![\w/.-])|(?<=\d{4}-))(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/]|\.\d|-[^\W\d])")
_SPOKEN = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?\b", re.IGNORECASE)
_SHORT = re.compile(r"\bngày (\d{1,2})/(\d{1,2})(?![\w/]|[.-]\d)", re.IGNORECASE)
_LEAP = 2000
"""Where no year is written, a 29 February is possible."""


class Written(NamedTuple):
    """A day at ``start`` … ``end`` of a text; ``numeric``: day and month in figures, with a year; ``mark`` parts them."""

    start: int
    end: int
    day: str
    month: str
    year: str
    mark: str = ""

    @property
    def numeric(self) -> bool:
        return bool(self.mark and self.year)

    @property
    def possible(self) -> bool:
        month, year = int(self.month), int(self.year or _LEAP)
        return 1 <= month <= 12 and year > 0 and 1 <= int(self.day) <= monthrange(year, month)[1]

    def follows(self, style: DateStyle) -> bool:
        return (self.day, self.month) == _figures(int(self.day), int(self.month), style)

    def styled(self, style: DateStyle) -> str:
        day, month = _figures(int(self.day), int(self.month), style)
        return f"{day}{self.mark}{month}{self.mark}{self.year}"


def days_in(text: str) -> Iterator[Written]:
    """Days that a text names, words parted by single spaces."""
    for match in _NUMERIC.finditer(text):
        day, mark, month, year = match.groups()
        yield Written(*match.span(), day, month, year, mark)
    for match in _SPOKEN.finditer(text):
        day, month, year = match.groups()
        yield Written(*match.span(), day, month, year or "")
    for match in _SHORT.finditer(text):
        yield Written(*match.span(), match[1], match[2], "", "/")


def _figures(day: int, month: int, style: DateStyle) -> tuple[str, str]:
    """Decree 30/2020, Appendix I: a nought before days under 10 and before January and February."""
    if style == "plain":
        return str(day), str(month)
    return f"{day:02}", str(month) if style == "decree" and month > 2 else f"{month:02}"
