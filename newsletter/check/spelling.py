"""Words that cannot be right: syllables against the rules of spelling, keys that stayed, names in two spellings."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsletter.check.glossary import is_agreed
from newsletter.check.slip import Line, Reading, Slip, Word, rewritten
from newsletter.language.folding import folded
from newsletter.language.spelling import is_misspelt, suggestion
from newsletter.language.syllables import is_syllable
from newsletter.language.typing import meant_by_keys
from newsletter.problems import warning

_SENTENCE_ENDS: Final = ".!?:…"
_OPENING: Final = "“‘(["
_BARE_KEYS: Final = frozenset(("dd", "aa", "ee", "oo", "ww", "uw", "ow", "aw"))
LONGEST_NAME: Final = 6
"""Words of a name that are compared."""


def spelled_rightly(reading: Reading) -> Iterator[Slip]:
    """The rules of syllables and of typing keys. Names in the middle of a sentence are not judged."""
    known: Counter[str] | None = None
    for line in reading.lines:
        for k, word in enumerate(line.words):
            plain = word.plain
            if not plain or is_syllable(plain):
                continue
            code, new = "", meant_by_keys(plain)
            if new or plain in _BARE_KEYS:
                code = "NL352"
            elif not plain.isascii() and is_misspelt(plain) and not _may_be_name(line.words, k):
                known = known or Counter(one.plain.lower() for each in reading.lines for one in each.words)
                code, new = "NL351", suggestion(plain, known)
            if code and not (code == "NL352" and _among_foreign(line.words, k)):
                told = warning(code, reading.at(line.text, word.first), word=plain, other=new)
                yield Slip(told, rewritten(line.text, word, word.shown.replace(plain, new)) if new else ())


def _may_be_name(words: Sequence[Word], k: int) -> bool:
    """A capital in the middle of a sentence, or before another one."""
    plain = words[k].plain
    if not plain[0].isupper() or (plain.isupper() and len(plain) > 1):
        return False
    following = words[k + 1].plain if k + 1 < len(words) else ""
    return not _begins(words, k) or following[:1].isupper()


def _among_foreign(words: Sequence[Word], k: int) -> bool:
    """Do words of another language stand on both sides, or the only one there is?"""
    beside = [words[j].plain for j in (k - 1, k + 1) if 0 <= j < len(words)]
    foreign = [
        word.isascii() and word.isalpha() and not is_syllable(word) and not meant_by_keys(word) for word in beside
    ]
    return bool(foreign) and all(foreign)


# -- names -------------------------------------------------------------------------


class _Name(NamedTuple):
    """Words that may be a name, at their place: ``words`` as written without marks of punctuation."""

    line: Line
    first: int
    words: tuple[str, ...]


def named_one_way(reading: Reading) -> Iterator[Slip]:
    """The rule of names and offices: what differs in marks alone from a name that stands more often is a slip of it, or
    another person: nothing is fixed."""
    spelled: dict[str, dict[str, list[_Name]]] = defaultdict(lambda: defaultdict(list))
    for line in reading.lines:
        for name in _names(line):
            shown = " ".join(name.words)
            if is_agreed(shown, reading.issue.glossary):
                continue
            spelled[folded(shown)][shown.lower()].append(name)
    told: set[tuple[int, int]] = set()
    for ways in sorted((ways for ways in spelled.values() if len(ways) > 1), key=_longest_first):
        most = max(ways, key=lambda way: len(ways[way]))
        rare = [name for way in sorted(ways) if len(ways[way]) < len(ways[most]) for name in ways[way]]
        for name in rare:
            names = ways[" ".join(name.words).lower()]
            places = {(id(name.line), name.first + j) for j in range(len(name.words))}
            if not told & places:
                told |= places
                yield _slip(reading, name, ways[most][0].words, (len(names), len(ways[most])))


def _longest_first(ways: dict[str, list[_Name]]) -> int:
    return -len(next(iter(ways.values()))[0].words)


def _names(line: Line) -> Iterator[_Name]:
    """Runs of words from one capital to another, with small words between at most one by one (Đảng ủy Khối). A run that
    goes on with a capital on either side is part of another name (Chí Minh); the first word of a sentence is no such
    side."""
    words = line.words
    capital = [word.plain[:1].isupper() and is_syllable(word.plain) for word in words]
    for first, starts in enumerate(capital):
        goes_on = first > 0 and capital[first - 1] and not _ends(words[first - 1]) and not _begins(words, first - 1)
        if not starts or goes_on:
            continue
        for last in range(first + 1, min(first + LONGEST_NAME, len(words))):
            if _ends(words[last - 1]) or words[last].shown[0] in _OPENING or not is_syllable(words[last].plain):
                break
            if not capital[last] and not capital[last - 1]:
                break
            goes_on = last + 1 < len(words) and capital[last + 1] and not _ends(words[last])
            if capital[last] and not goes_on:
                yield _Name(line, first, tuple(word.plain for word in words[first : last + 1]))


def _ends(word: Word) -> bool:
    """Does a sign behind this word end a name?"""
    return word.shown[-1] in ".,;:!?…)”’"


def _begins(words: Sequence[Word], k: int) -> bool:
    """Is this word the first of a sentence?"""
    return k == 0 or words[k - 1].shown[-1] in _SENTENCE_ENDS or words[k].shown[0] in _OPENING


def _slip(reading: Reading, name: _Name, right: Sequence[str], counts: tuple[int, int]) -> Slip:
    words = name.line.words[name.first : name.first + len(name.words)]
    shown = [new.upper() if old.isupper() and len(old) > 1 else new for old, new in zip(name.words, right, strict=True)]
    told = warning("NL353", reading.at(name.line.text, words[0].first), found=" ".join(name.words),
                   other=" ".join(shown), count=counts[0], most=counts[1])  # fmt: skip
    return Slip(told)
