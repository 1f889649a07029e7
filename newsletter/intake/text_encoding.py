"""In which encoding was a text written that is not UTF-8, or that came through the wrong table?

Vietnamese offices still pass files about in the encodings of the nineties. Each candidate's table is tried; the one is
named that makes the words Vietnamese syllables.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAMPLE = 200_000
"""Bytes that are looked at; the encoding of a file does not change on the way."""

# Code points 0xA1 … 0xFE as in glibc's TCVN5712-1, VISCII (RFC 1456, from 0x80).
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹ"
    "ềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
# VNI writes a letter and then its mark: here the marks; the last seven bytes are letters of their own.
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI = {
    **dict(zip("ùøûõï", _TONES, strict=True)),
    **dict(zip("âáàåãä", ("\u0302", *(f"\u0302{tone}" for tone in _TONES)), strict=True)),
    **dict(zip("êéèúüë", ("\u0306", *(f"\u0306{tone}" for tone in _TONES)), strict=True)),
    **dict(zip("ñôöòæóî", "đơưịỉĩỵ", strict=True)),
}
_SYLLABLE = "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?[aăâeêioôơuưy]{1,3}(?:ch?|m|n|ng|nh|p|t)?"
_UNTONED = dict.fromkeys(map(ord, _TONES))
_WORD = re.compile("\\S+")
_EDGE = " .,;:!?…\"'()[]{}<>*_#|-–/\\“”‘’0123456789"


@cache
def _tables() -> dict[str, dict[int, str]]:
    """By name, what stands for each code point of Latin-1. Made (and patterns compiled) where a text is suspect: 1 ms."""
    vni = {ord(key): value for key, value in _VNI.items()}
    return {
        "TCVN3": {0xA1 + index: letter for index, letter in enumerate(_TCVN3)},
        "VNI": vni | {ord(key.upper()): value for key, value in _VNI.items()},
        "VISCII": {0x80 + index: letter for index, letter in enumerate(_VISCII)},
    }


def guess_encoding(data: bytes) -> str:
    """The likely encoding of bytes that are not UTF-8, as people call it; "" where nothing fits."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 8:
        return "UTF-16"
    text = sample.decode("latin-1")
    words = [word.strip(_EDGE) for word in text.split() if not word.isascii()]
    scores = {name: _share(words, table) for name, table in _tables().items()}
    scores["windows-1258"] = _share([_windows_1258(word) for word in words], {})
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= 0.5:
        return best
    return "windows-1252" if _SINGLE_BYTE.search(text) else ""


_SINGLE_BYTE = re.compile("[A-Za-z][\u00c0-\u00ff]|[\u00c0-\u00ff][A-Za-z]")


class Garbled(NamedTuple):
    """Words that came through the wrong table: its name, the offset and the look of the first."""

    encoding: str
    offset: int
    word: str


def find_garbled(text: str) -> Garbled | None:
    """Text that reads as Latin letters but is Vietnamese in an old encoding ("§¶ng bé Khèi")."""
    suspects = list(_suspects(text)) if _OLD.search(text) else []
    for name in ("TCVN3", "VNI") if suspects else ():
        hits = [word for word in suspects if _is_syllable(word[1].translate(_tables()[name]))]
        misses = len(suspects) - len(hits)
        if len(hits) > 2 * misses and (len(hits) >= _ENOUGH or len(text) < _SHORT):
            return Garbled(name, *hits[0])
    return None


def _suspects(text: str) -> Iterator[tuple[int, str]]:
    """Offset and look of words of Latin-1 letters and signs that are no Vietnamese."""
    start = 0
    for line in text.split("\n"):
        for match in _WORD.finditer(line) if _OLD.search(line) else ():
            word = match[0].strip(_EDGE)
            if len(word) < 2:  # a sign by itself: "Số 12 · 2025"
                continue
            if not word.isascii() and max(word) <= "ÿ" and _OLD.search(word) and not _is_syllable(word):
                yield start + match.start() + match[0].find(word), word
        start += len(line) + 1


_OLD = re.compile("[¡-¿×÷ÄÅËÏÑÖÛÜåäëïñöûü]")
"""Latin-1 characters that Vietnamese text has little use for."""
_ENOUGH = 3
_SHORT = 120
"""Characters; in so short a text one such word is enough."""


def _share(words: list[str], table: dict[int, str]) -> float:
    return sum(_is_syllable(word.translate(table)) for word in words) / len(words) if words else 0.0


def _windows_1258(word: str) -> str:
    return unicodedata.normalize("NFC", word.encode("latin-1").decode("cp1258", "replace"))


def _is_syllable(word: str) -> bool:
    """Is it built like a Vietnamese syllable, small, capital or titled (bộ, BỘ, Bộ)?"""
    composed = unicodedata.normalize("NFC", word)
    if not (composed.islower() or composed.istitle() or composed.isupper()) or len(composed) > 7:
        return False
    spelt = unicodedata.normalize("NFD", composed.lower())
    bare = spelt.translate(_UNTONED)
    return len(spelt) - len(bare) <= 1 and re.fullmatch(_SYLLABLE, unicodedata.normalize("NFC", bare)) is not None
