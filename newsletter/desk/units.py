"""Which unit of the issue sent a piece: by address, by what the document says of itself, by names of files and folders."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from newsletter.language.folding import folded
from newsletter.model.issue import Unit

_LEAST: Final = 3
"""Words of a unit's name by which it is known where no other unit shares them: ban tuyen giao."""
_ASIDE: Final = re.compile(r"\s*\([^()]*\)")
_WORD: Final = re.compile(r"[a-z0-9]+")


class Evidence(NamedTuple):
    """What speaks of the sender, each kind surer than the next. ``stated``: after "Đơn vị:"; ``places``: folders and
    names of files."""

    addresses: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Found(NamedTuple):
    """``unit``: its id, "" where nothing or more than one thing was found; ``rivals``: names, where it was more than one."""

    unit: str = ""
    rivals: tuple[str, ...] = ()


def unit_of(units: Sequence[Unit], evidence: Evidence) -> Found:
    """By the surest kind of evidence that knows any unit."""
    for found in _by_kind(units, evidence):
        ids = dict.fromkeys(unit.id for unit in found)
        if len(ids) == 1:
            return Found(next(iter(ids)))
        if ids:
            return Found("", tuple(dict.fromkeys(unit.name for unit in found)))
    return Found()


def named(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Units that a line names: by the whole name or the id; else by the first words of it, where they are one unit's."""
    words = _words(text)
    whole = [unit for unit in units if _holds(words, _name(unit)) or "-".join(words) == unit.id.lower()]
    if whole:  # the name of one may stand in that of another
        names = [_name(unit) for unit in whole]
        return [unit for unit in whole if not any(_holds(name, _name(unit)) and name != _name(unit) for name in names)]
    near = [(_shared(words, _name(unit)), unit) for unit in units]
    best = max((length for length, _ in near), default=0)
    return [unit for length, unit in near if length == best] if best >= _LEAST else []


def _by_kind(units: Sequence[Unit], evidence: Evidence) -> Iterator[list[Unit]]:
    mails = {address.strip().lower() for address in evidence.addresses}
    yield [unit for unit in units if mails.intersection(one.strip().lower() for one in unit.senders)]
    for texts in (evidence.stated, evidence.bylines, evidence.letterhead, evidence.senders):
        yield _in_any(texts, units)
    yield _in_any(evidence.places, units) or [
        unit for unit in units if any(_holds(_words(place), _words(unit.id)) for place in evidence.places)
    ]


def _in_any(texts: Iterable[str], units: Sequence[Unit]) -> list[Unit]:
    return [unit for text in texts for unit in named(text, units)]


def _name(unit: Unit) -> list[str]:
    return _words(_ASIDE.sub("", unit.name))


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    count = len(phrase)
    return bool(count) and any(words[at : at + count] == phrase for at in range(len(words) - count + 1))


def _shared(words: Sequence[str], name: Sequence[str]) -> int:
    """With how many of its first words a name stands in a text."""
    return max((length for length in range(1, len(name) + 1) if _holds(words, name[:length])), default=0)
