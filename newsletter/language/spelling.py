"""Words that spelling rules out, and what was meant: nghành -> ngành, qúy -> quý, đựơc -> được."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unicodedata import normalize

from newsletter.language.syllables import TONES, is_syllable, spell, tone_places
from newsletter.language.tones import with_tone

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_MARKED = re.compile("[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")
_ALPHABET = re.compile(f"[{_LETTERS}áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]+")
_ONSETS = (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k"), ("dd", "đ"), ("đd", "đ"))
_RIMES = (
    ("uơ", "ươ"),
    ("ưo", "ươ"),
    ("uo", "ươ"),
    ("uo", "uô"),
    ("ie", "iê"),
    ("ye", "yê"),
    ("yê", "iê"),
    ("iê", "yê"),
)
LOAN = 6
"""Letters of the longest loanword that is written as one (ôtô, đôla, rôbốt); more are two words run together."""
_LONGEST = 14


@lru_cache(maxsize=1 << 14)
def is_misspelt(word: str) -> bool:
    """Is it written with Vietnamese letters, and cannot be a Vietnamese word? Words without a mark are taken for foreign
    ones, capitals without a tone for abbreviations (HĐND)."""
    small = word.lower()
    if is_syllable(word) or not _ALPHABET.fullmatch(small) or not _MARKED.search(small) or len(word) > _LONGEST:
        return False
    if word not in (small, small.capitalize(), small.upper()):
        return False
    if len(word) == 1 or (word.isupper() and not any(mark in TONES for mark in normalize("NFD", small))):
        return False
    return len(small) > LOAN or not any(True for _ in _halves(small))


def suggestion(word: str, known: Mapping[str, int]) -> str:
    """What was meant, in the same capitals; "" where nothing is likely. ``known``: small words and how often they stand in
    the text."""
    small = word.lower()
    found = next(_by_rule(small), "") or max(
        (one for one in _near(small) if known.get(one)), key=lambda one: (known[one], one), default=""
    )
    if not found:
        found = next((" ".join(halves) for halves in _halves(small)), "")
    return found.upper() if word.isupper() else found[:1].upper() + found[1:] if word[0].isupper() else found


def _by_rule(word: str) -> Iterator[str]:
    """A tone on its right letter, an onset before its right vowel, a rime with both its marks."""
    spelled = spell(word)
    if spelled is None:
        return
    bares = [spelled.bare]
    bares += [new + spelled.bare[len(old) :] for old, new in _ONSETS if spelled.bare.startswith(old)]
    bares += [spelled.bare.replace(old, new, 1) for old, new in _RIMES if old in spelled.bare]
    for bare in bares:
        places = tone_places(bare)
        if places:
            made = with_tone(bare, spelled.tone, places[0]) if spelled.tone else bare
            if is_syllable(made):
                yield made


def _near(word: str) -> Iterator[str]:
    """Syllables that one letter more, less or another makes, or two that change places."""
    spelled = spell(word)
    if spelled is None:
        return
    bare = spelled.bare
    made = {bare[:k] + bare[k + 1 :] for k in range(len(bare))}
    made |= {bare[:k] + letter + bare[k:] for k in range(len(bare) + 1) for letter in _LETTERS}
    made |= {bare[:k] + letter + bare[k + 1 :] for k in range(len(bare)) for letter in _LETTERS}
    made |= {bare[:k] + bare[k + 1] + bare[k] + bare[k + 2 :] for k in range(len(bare) - 1)}
    for one in sorted(made):
        for place in tone_places(one):
            word = with_tone(one, spelled.tone, place) if spelled.tone else one
            if is_syllable(word):
                yield word


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Two syllables that were run together; the second begins with a consonant."""
    for k in range(1, len(word)):
        if word[k] in "bcdđghklmnpqrstvx" and is_syllable(word[:k]) and is_syllable(word[k:]):
            yield word[:k], word[k:]
