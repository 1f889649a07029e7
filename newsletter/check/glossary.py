"""Names and set phrases of glossary.yaml, spelled as it says: "Đảng ủy Khôi" is no "Đảng ủy Khối"."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from newsletter.check.slip import Fix, Reading, Slip, Word, rewritten
from newsletter.language.folding import folded
from newsletter.model.article import Text
from newsletter.model.lexicon import MARKS_AFTER, MARKS_BEFORE
from newsletter.problems import warning

SHORTEST = 3
"""Words of a part of a phrase that is known without the rest: two words often mean something else (bạn thường)."""


class _Phrase(NamedTuple):
    """A phrase, or a part of one, as the glossary has it."""

    words: tuple[str, ...]
    whole: bool


class _Known(NamedTuple):
    """``phrases``: without marks -> the phrases that read so; ``lengths``: first word without marks -> how many words the
    phrases that begin with it have, the most first."""

    phrases: dict[str, list[_Phrase]]
    lengths: dict[str, list[int]]


def spelled_as_agreed(reading: Reading) -> Iterator[Slip]:
    """The rule of the glossary: a run of words that differs from a phrase in nothing but marks is a slip; so is one that
    differs so from a part of a phrase, of three words or more and with a name in it, capitals alike (Đảng bộ Khôi, of "Đảng
    bộ Khối các cơ quan tỉnh").

    More than half of all slips of a mark give another good syllable, which no speller finds. Capitals are not judged: a
    phrase may begin a sentence or stand in a headline of capitals.
    """
    if not reading.issue.glossary:
        return
    known = _known(reading.issue.glossary)
    for line in reading.lines:
        for k, length, phrase in _slips(line.words, known):
            words = line.words[k : k + length]
            found = _bare(" ".join(word.shown for word in words))
            told = warning("NL708", reading.at(line.text, words[0].first), found=found, phrase=" ".join(phrase.words))
            yield Slip(told, tuple(_fixes(line.text, words, phrase)))


def is_agreed(name: str, glossary: tuple[str, ...]) -> bool:
    """Does the glossary have this name, whatever its marks? Then it alone says which are right."""
    return folded(name) in _known(glossary).phrases


@lru_cache(maxsize=1)
def _known(glossary: tuple[str, ...]) -> _Known:
    phrases: dict[str, list[_Phrase]] = {}
    lengths: dict[str, set[int]] = {}
    for phrase in glossary:
        words = _bare(phrase).split(" ")
        for a, b in combinations(range(len(words) + 1), 2):
            part = _Phrase(tuple(words[a:b]), b - a == len(words))
            if not part.whole and (b - a < SHORTEST or not any(word[0].isupper() for word in part.words)):
                continue
            plain = folded(" ".join(part.words))
            phrases.setdefault(plain, []).append(part)
            lengths.setdefault(plain.split(" ")[0], set()).add(b - a)
    return _Known(phrases, {word: sorted(counts, reverse=True) for word, counts in lengths.items()})


def _slips(words: list[Word], known: _Known) -> Iterator[tuple[int, int, _Phrase]]:
    """First word, how many, what the glossary says; the longest run at each place, and no word twice."""
    free = 0
    plains = [folded(word.plain) for word in words]
    for k, plain in enumerate(plains):
        lengths = known.lengths.get(plain, ()) if k >= free else ()
        found = [
            one
            for length in lengths
            if (meant := known.phrases.get(" ".join(plains[k : k + length])))
            and (one := _match(words[k : k + length], meant))
        ]
        if found:
            wrong, phrase = next((one for one in found if one[0] and one[1].whole), found[0])
            if wrong:
                phrase = phrase if phrase.whole else _Phrase(phrase.words[: _needed(words[k:], phrase)], whole=False)
                yield k, len(phrase.words), phrase
            free = k + len(phrase.words)


def _match(words: list[Word], meant: list[_Phrase]) -> tuple[bool, _Phrase] | None:
    """The phrase that some words are but for their marks, and whether a mark is wrong; no sign may stand between them."""
    found = _bare(" ".join(word.shown for word in words))
    if found != " ".join(word.plain for word in words):
        return None
    meant = [phrase for phrase in meant if phrase.whole or _has_capitals(words, phrase)]
    right = next((phrase for phrase in meant if found.lower() == " ".join(phrase.words).lower()), None)
    if right or not meant:
        return (False, right) if right else None
    return True, max(meant, key=lambda phrase: phrase.whole)


def _has_capitals(words: list[Word], phrase: _Phrase) -> bool:
    """Does a capital stand where the phrase has one? Without it, a part of a phrase may be common words."""
    pairs = zip(words, phrase.words, strict=True)
    return all(word.plain[:1].isupper() or not new[0].isupper() for word, new in pairs)


def _needed(words: list[Word], phrase: _Phrase) -> int:
    """How many words of a part of a phrase show what is wrong with it."""
    wrong = [k for k, meant in enumerate(phrase.words) if _bare(words[k].shown).lower() != meant.lower()]
    return max(SHORTEST, wrong[-1] + 1) if wrong and wrong[0] else len(phrase.words)


def _fixes(text: Text, words: list[Word], phrase: _Phrase) -> Iterator[Fix]:
    """The words that differ, each in its own capitals."""
    for word, meant in zip(words, phrase.words, strict=True):
        bare = _bare(word.shown)
        if bare.lower() != meant.lower():
            new = meant.upper() if bare.isupper() and len(bare) > 1 else meant
            yield from rewritten(text, word, word.shown.replace(bare, new))


def _bare(words: str) -> str:
    return words.lstrip(MARKS_BEFORE).rstrip(MARKS_AFTER)
