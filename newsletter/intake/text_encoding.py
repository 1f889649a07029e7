"""In which encoding was a text written that is not UTF-8, or that came through the wrong table?

Vietnamese offices still pass files about in the encodings of the nineties. The one is named that makes the words Vietnamese
syllables (language/decoding.py).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from newsletter.language.syllables import is_syllable

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAMPLE = 200_000
"""Bytes that are looked at; the encoding of a file does not change on the way."""
_WORD = re.compile("\\S+")
_EDGE = " .,;:!?…\"'()[]{}<>*_#|-–/\\“”‘’0123456789"
_SINGLE_BYTE = re.compile("[A-Za-z][\u00c0-\u00ff]|[\u00c0-\u00ff][A-Za-z]")


def guess_encoding(data: bytes) -> str:
    """The likely encoding of bytes that are not UTF-8, as people call it; "" where nothing fits."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 8:
        return "UTF-16"
    from newsletter.language.decoding import recognise_bytes  # noqa: PLC0415 (nearly all files are UTF-8)

    text = normalize("NFC", sample.decode("latin-1"))
    return recognise_bytes(text) or ("windows-1252" if _SINGLE_BYTE.search(text) else "")


class Garbled(NamedTuple):
    """Words that came through the wrong table: its name, the offset and the look of the first."""

    encoding: str
    offset: int
    word: str


def find_garbled(text: str) -> Garbled | None:
    """Text that reads as Latin letters but is Vietnamese in an old encoding ("§¶ng bé Khèi")."""
    suspects = list(_suspects(text)) if _OLD.search(text) else []
    enough = _ENOUGH if len(text) >= _SHORT else 1
    if len(suspects) < enough:
        return None
    from newsletter.language.charsets import transcribe  # noqa: PLC0415 (nearly no text is suspect)

    for name in ("TCVN3", "VNI"):
        hits = [word for word in suspects if is_syllable(transcribe(word[1], name))]
        misses = len(suspects) - len(hits)
        if len(hits) > 2 * misses and len(hits) >= enough:
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
            if not word.isascii() and max(word) <= "ÿ" and _OLD.search(word) and not is_syllable(word):
                yield start + match.start() + match[0].find(word), word
        start += len(line) + 1


_OLD = re.compile("[¡-¿×÷ÄÅËÏÑÖÛÜåäëïñöûü]")
"""Latin-1 characters that Vietnamese text has little use for."""
_ENOUGH = 3
_SHORT = 120
"""Characters; in so short a text one such word is enough."""
