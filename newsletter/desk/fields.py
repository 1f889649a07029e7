"""Who wrote a mail that was sent on, and on which day, as its fields in the text say."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.language.folding import folded

_FROM: Final = re.compile(r"(?:tu|from|nguoi gui)\s*:\s*\S")
_SENT: Final = re.compile(r"(?:date|ngay|ngay gui|sent|da gui|gui luc)\s*:\s*(.*)")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w.-]*\w")
_SPELLED: Final = re.compile(r"\b(\d{1,2})\s*(?:thg|thang)\s*(\d{1,2})\s*,?\s*(?:nam\s*)?(\d{4})\b")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_FIGURES: Final = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ENGLISH: Final = re.compile(r"\b(?:([a-z]{3})[a-z]* (\d{1,2})|(\d{1,2}) ([a-z]{3})[a-z]*),? (\d{4})\b")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HALF_DAY: Final = re.compile(r"\b[ap]m\b")
"""As Americans write the time, who have the month first."""


class Letter(NamedTuple):
    """``writers``: the lines that name them, as they stand. ``sent`` is None where no field says it."""

    writers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sent: dt.date | None = None


def letter_of(lines: Sequence[str]) -> Letter:
    writers = tuple(line for line in lines if _FROM.match(folded(line)))
    addresses = tuple(address for line in writers for address in _ADDRESS.findall(line))
    fields = (found[1] for line in lines if (found := _SENT.match(folded(line))))
    return Letter(writers, addresses, next((day for field in fields if (day := _day(field))), None))


def _day(text: str) -> dt.date | None:
    """Of a field in small letters without marks; None where two days may be meant."""
    if found := _SPELLED.search(text):
        return _date(found[3], found[2], found[1])
    if found := _ISO.search(text):
        return _date(*found.groups())
    if found := _FIGURES.search(text):
        return None if _HALF_DAY.search(text) else _date(found[3], found[2], found[1])
    if (found := _ENGLISH.search(text)) and (name := found[1] or found[4]) in _MONTHS:
        return _date(found[5], _MONTHS.index(name) + 1, found[2] or found[3])
    return None


def _date(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
