"""A text file of the issue: UTF-8 alone, every fault of its characters with its place, offsets as stored.

The text is kept as it stands in the file; pieces of it are normalised one by one (text_pieces.py), so that an offset
always points into the file.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsletter.intake.folder import Fault, read_inside
from newsletter.intake.text_encoding import find_garbled, guess_encoding
from newsletter.problems import Outcome, Problem, error, warning
from newsletter.source import LineIndex, SourceSpan

MEGABYTE = 1 << 20
LIMIT = 16 * MEGABYTE
"""Of a text file: over a million Vietnamese syllables take 7 MB."""

# Written in place of letters that look alike: stroked D of Icelandic and of African alphabets for the Vietnamese one, gha of
# old Turkic alphabets for ư, as some PDF files have it.
LOOKALIKES = {"Ð": "Đ", "Ɖ": "Đ", "Ƣ": "Ư", "ƣ": "ư"}
# Cyrillic letters that cannot be told from Latin ones, set right where they stand inside a Latin word.
CYRILLIC = dict(zip("аеорсухіАВЕКМНОРСТХІ", "aeopcyxiABEKMHOPCTXI", strict=True))
_LATIN = "[A-Za-zÀ-ɏḀ-ỹ]"
MIXED = f"{_LATIN}[{''.join(CYRILLIC)}]|[{''.join(CYRILLIC)}]{_LATIN}"
"""Such a letter beside a Latin one. Compiled (1 ms) where one is met."""
INVISIBLE = "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks without a look of their own, left behind by word processors: no font should be asked for them."""
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_STRANGE = re.compile(f"[{_CONTROLS}{''.join(LOOKALIKES)}{''.join(CYRILLIC)}{INVISIBLE}]")
_LONE_RETURN = re.compile("\r(?!\n)")
_CONTROL = re.compile(f"[{_CONTROLS}\r]")


class Stored(NamedTuple):
    """``file`` is relative to the issue folder; ``text`` is what is stored there, without a byte order mark."""

    file: str
    text: str
    lines: LineIndex
    sha256: str

    def at(self, offset: int) -> SourceSpan:
        return SourceSpan(self.file, *self.lines.place(offset))


_FAULTS = {
    Fault.MISSING: "NL121",
    Fault.OUTSIDE: "NL122",
    Fault.LINK: "NL122",
    Fault.NO_FILE: "NL123",
    Fault.UNREADABLE: "NL121",
    Fault.TOO_LARGE: "NL124",
}


def read_text(root: Path, file: str, limit: int = LIMIT, *, prose: bool = True) -> Outcome[Stored]:
    """Read a text file of the issue folder ``root`` (resolved); ``prose`` may have come through the wrong table, which
    names in a list cannot be told to have."""
    data, fault = read_inside(root, file, limit)
    where = SourceSpan(printable(file))
    if fault:
        return Outcome(None, (error(_FAULTS[fault], where, file=where.file, limit=limit // MEGABYTE),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault_at:
        return Outcome(None, (_wrong_encoding(where.file, data, fault_at.start),))
    lines = LineIndex.of(text)
    stored = Stored(where.file, text, lines, f"sha256:{hashlib.sha256(data).hexdigest()}")
    if text.count("\0") > len(text) // 8:
        return Outcome(None, (error("NL125", where, encoding="UTF-16"),))
    garbled = find_garbled(text) if prose else None
    if garbled:
        place = stored.at(garbled.offset)
        return Outcome(None, (error("NL126", place, encoding=garbled.encoding, word=printable(garbled.word[:40])),))
    return Outcome(stored, tuple(_strange(stored)))


def printable(text: str) -> str:
    """For messages and maps: no control character, no half of a surrogate pair."""
    return _CONTROL.sub("\ufffd", text.encode("utf-8", "replace").decode())


def _wrong_encoding(file: str, data: bytes, offset: int) -> Problem:
    encoding = guess_encoding(data)
    if encoding.startswith("UTF"):
        return error("NL125", SourceSpan(file), encoding=encoding)
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    place = SourceSpan(file, line, column)
    return error("NL125", place, encoding=encoding) if encoding else error("NL127", place, byte=f"{data[offset]:02X}")


def _strange(stored: Stored) -> Iterator[Problem]:
    """One problem for each strange character of the file, at its first place, with how often it stands there."""
    seen: dict[str, list[int]] = {}
    lone = _LONE_RETURN.finditer(stored.text) if stored.text.count("\r") > stored.text.count("\r\n") else ()
    for match in (*_STRANGE.finditer(stored.text), *lone):
        at = match.start()
        if match[0] not in CYRILLIC or re.search(MIXED, stored.text[max(at - 1, 0) : at + 2]):
            seen.setdefault(match[0], []).append(at)
    for character, offsets in seen.items():
        place, name = stored.at(offsets[0]), f"U+{ord(character):04X}"
        meant = LOOKALIKES.get(character) or CYRILLIC.get(character)
        if meant:
            yield warning("NL129", place, written=character, meant=meant, count=len(offsets))
        elif character in INVISIBLE:
            yield warning("NL130", place, character=name, count=len(offsets))
        else:
            yield error("NL128", place, character=name, count=len(offsets))
