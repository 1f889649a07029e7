"""Where a tone mark stands in oa, oe, uy: on the first letter (hòa, thủy: the older custom) or on the second (hoà, thuỷ)."""

from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from newsletter.language.syllables import spell, tone_places

Custom = Literal["", "old", "new"]


@lru_cache(maxsize=1 << 14)
def custom_of(word: str) -> Custom:
    """Which custom a syllable follows; "" where both write it alike, and for what is no syllable."""
    spelled = spell(word)
    places = tone_places(spelled.bare) if spelled else ()
    if spelled is None or not spelled.tone or len(places) < 2 or spelled.place not in places:
        return ""
    return "old" if spelled.place == places[0] else "new"


def placed(word: str, custom: Custom) -> str:
    """The syllable as the other custom writes it, capitals as they are; a word that has no choice stays."""
    spelled = spell(word)
    if spelled is None or custom_of(word) in ("", custom):
        return word
    place = tone_places(spelled.bare)[0 if custom == "old" else 1]
    return with_tone(word, spelled.tone, place)


def with_tone(word: str, tone: str, place: int) -> str:
    """The word with its tone on letter ``place``."""
    spelled = spell(word)
    bare = spelled.bare if spelled else word
    letters = [letter + tone if k == place else letter for k, letter in enumerate(bare)]
    cased = [new.upper() if old.isupper() else new for new, old in zip(letters, word, strict=True)]
    return normalize("NFC", "".join(cased))
