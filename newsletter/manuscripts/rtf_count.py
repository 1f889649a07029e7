"""The words of an RTF file, roughly and by other means: all that stands in no destination, bytes as Western text."""

import re
from typing import Final, NamedTuple

from newsletter.manuscripts.rtf_tokens import SIGNS, SYMBOLS

_PIECE: Final = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d{1,10})? ?|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_OPENING: Final = re.compile(rb"\s*(\\\*\s*)?\\([a-zA-Z]+)")
_SILENT: Final = frozenset(
    "aftnsep aftnsepc annotation bkmkend bkmkstart colortbl filetbl fldinst fonttbl footer footerf footerl footerr ftnsep "
    "ftnsepc header headerf headerl headerr info listname mmath nonesttables nonshppict objdata pict pnseclvl private "
    "revtbl rxe shprslt sp stylesheet tc template txe xe".split()
)
_HEARD: Final = frozenset("do dptxbxtext footnote nesttableprops shpinst shppict ud".split())
"""Destinations with text that a program may leave out which does not know them."""
_BREAKS: Final = frozenset(("cell", "column", "nestcell", "nestrow", "page", "par", "row", "sect", *SIGNS))
_OTHER: Final = re.compile("[^\0-\x7f]+")


def key(word: str) -> str:
    """What two words have in common that differ only in what bytes above 127 were taken for."""
    return _OTHER.sub("Ω", word)


def text_of(content: bytes) -> str:
    """The text of a file and then that of its notes and boxes, without what is deleted or hidden."""
    parts: dict[str, list[str]] = {"text": [], "note": [], "": []}
    place = _Place()
    places = [place]
    at = 0
    while found := _PIECE.match(content, at):
        at = found.end()
        byte, word, number, symbol, brace, text = found.groups()
        if brace == b"{":
            places.append(place._replace(after=0))
            place = _opened(place, content, at)
        elif brace:
            place = places.pop() if len(places) > 1 else place
        elif word == b"bin":
            at += max(int(number or 0), 0)
        elif word:
            place = _heard(place, word.decode(), int(number) if number else None, parts)
        elif byte or text:
            piece = bytes.fromhex(byte.decode()).decode("cp1252", "replace") if byte else text.decode("latin-1")
            parts[place.target].append(piece[place.after :])
            place = place._replace(after=max(0, place.after - len(piece)))
        elif symbol:
            parts[place.target].append(SYMBOLS.get(symbol.decode("latin-1"), " " if symbol in b"\r\n" else ""))
    return " ".join(("".join(parts["text"]), "".join(parts["note"])))


class _Place(NamedTuple):
    """``mode``: which part text goes to, "" = none. ``after``: characters still to leave out (``\\uc``)."""

    mode: str = "text"
    outer: str = "text"
    hidden: bool = False
    deleted: bool = False
    skip: int = 1
    after: int = 0

    @property
    def target(self) -> str:
        return "" if self.hidden or self.deleted else self.mode


def _heard(place: _Place, word: str, number: int | None, parts: dict[str, list[str]]) -> _Place:
    """A control word is taken in."""
    if word == "u" and number is not None:
        parts[place.target].append(chr(number & 0xFFFF))
        return place._replace(after=place.skip)
    if word in _BREAKS:
        parts[place.target].append(SIGNS.get(word, " "))
    elif word == "uc":
        return place._replace(skip=max(0, number if number is not None else 1))
    elif word == "v":
        return place._replace(hidden=number != 0)
    elif word == "deleted":
        return place._replace(deleted=number != 0)
    elif word == "plain":
        return place._replace(hidden=False)
    return place


def _opened(place: _Place, content: bytes, at: int) -> _Place:
    """A group begins here: where its text goes."""
    place = place._replace(after=0)
    found = _OPENING.match(content, at)
    if not found:
        return place
    name = found[2].decode()
    if name == "upr":  # the same twice, the second time in Unicode
        return place._replace(mode="", outer=place.mode)
    if name == "ud":
        return place._replace(mode=place.outer)
    if name in ("dptxbxtext", "footnote", "shptxt"):
        return place._replace(mode="note")
    return place._replace(mode="") if name in _SILENT or (found[1] and name not in _HEARD) else place
