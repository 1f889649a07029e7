"""Which forms can be Vietnamese syllables: onset, rime and tone by the rules of spelling, with no word list.

Some 17,000 forms pass, of which about 7,000 are in use; what fails is a typing slip, a foreign word or an abbreviation.
"""

from functools import lru_cache
from itertools import product
from typing import NamedTuple
from unicodedata import normalize

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Grave (huyền), acute (sắc), tilde (ngã), hook (hỏi), dot below (nặng)."""
LONGEST = 7
"""Letters of a syllable: nghiêng."""
_REMEMBERED = 1 << 15

_ONSETS = "|b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x".split("|")
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong oon ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe oem oen oeo oet
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y
""".split()
_AFTER_GI = ["êng", "êt", "êm", "êp", "êc"]
"""Written with one i, spoken with iê: giêng, giết."""
_AFTER_Q = """
    ua uac uach uai uan uang uanh uao uap uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uây ue uen ueo uet uê uêch
    uên uênh uêt uêu ui uit uơ uơn uơt uôc uy uych uyên uyêt uyn uynh uyp uyt
""".split()
_BARE = ["yêm", "yên", "yêng", "yêt", "yêu"]
"""Rimes that stand without an onset alone."""
_FRONT = "eêiy"
_BEFORE_FRONT = {"k", "gh", "ngh"}
_BEFORE_BACK = {"c", "g", "ng"}
_STOPS = ("c", "ch", "p", "t")
_VOWELS = "aăâeêioôơuưy"


class Spelled(NamedTuple):
    """A syllable taken apart: ``bare`` without tone; ``tone`` is "" or one of TONES; ``place`` of the letter that bears
    it, -1 where none does."""

    bare: str
    tone: str
    place: int


@lru_cache(maxsize=_REMEMBERED)
def is_syllable(word: str) -> bool:
    """Is the word spelled like a Vietnamese syllable, small, capital or titled (bộ, BỘ, Bộ)?

    Either place of the tone mark is good where usage differs (hòa, hoà; thủy, thuỷ), no other one is (qúy, hoạt).
    """
    composed = normalize("NFC", word)
    if not 0 < len(composed) <= LONGEST or not (composed.islower() or composed.istitle() or composed.isupper()):
        return False
    spelled = spell(composed)
    if spelled is None:
        return False
    places = tone_places(spelled.bare)
    if not places:
        return False
    if spelled.bare.endswith(_STOPS):
        return spelled.tone in ("\u0301", "\u0323") and spelled.place in places
    return not spelled.tone or spelled.place in places


def spell(word: str) -> Spelled | None:
    """A word (NFC) as a bare syllable in small letters and its tone; None where it has two tones, or strange marks."""
    bare, tone, place = "", "", -1
    for letter in word.lower():
        if letter in _LETTERS:
            bare += letter
            continue
        apart = normalize("NFD", letter)
        mark = next((mark for mark in apart if mark in TONES), "")
        base = normalize("NFC", apart.replace(mark, "", 1)) if mark else ""
        if base not in _VOWELS or not base or tone:
            return None
        bare, tone, place = bare + base, mark, len(bare)
    return Spelled(bare, tone, place)


def tone_places(bare: str) -> tuple[int, ...]:
    """Letters of a syllable without its tone that may bear one; () for what is no syllable."""
    return _forms().get(bare, ())


_LETTERS = frozenset("abcdeghiklmnopqrstuvxyăâđêôơư")


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[int, ...]]:
    """Every syllable without its tone, and where a tone may stand in it."""
    forms: dict[str, tuple[int, ...]] = {}
    for onset, rime in product(_ONSETS, _RIMES):
        if _agree(onset, rime):
            forms[onset + rime] = tuple(len(onset) + place for place in _tone_places(rime))
    for onset, rimes in (("gi", _AFTER_GI), ("", _BARE)):
        for rime in rimes:
            forms[onset + rime] = tuple(len(onset) + place for place in _tone_places(rime))
    for rime in _AFTER_Q:
        forms["q" + rime] = tuple(2 + place for place in _tone_places(rime[1:]))
    return forms


def _agree(onset: str, rime: str) -> bool:
    """May this rime follow this onset in spelling?"""
    front = rime[0] in _FRONT
    if onset == "q":
        return False
    if onset == "gi":
        return rime[0] not in "iy"
    if onset in _BEFORE_FRONT:
        return front and not (rime == "y" and onset != "k")
    if onset == "g" and rime[0] == "i":
        return rime in ("i", "ich", "im", "in", "ip")
    if onset in _BEFORE_BACK:
        return not front
    return onset != "" or not rime.startswith("iê")


def _tone_places(rime: str) -> tuple[int, ...]:
    """Letters of a rime that may bear its tone: the one with a mark of its own, else the main vowel; in oa, oe and uy the
    first letter too (the older custom)."""
    marked = [k for k, letter in enumerate(rime) if letter in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    count = next((k for k, letter in enumerate(rime) if letter not in _VOWELS), len(rime))
    if count == 1:
        return (0,)
    if rime in ("oa", "oe", "uy"):
        return (0, 1)
    return (1,) if count == 3 or count < len(rime) else (0,)
