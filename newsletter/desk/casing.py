"""Titles typed in capitals become sentence case, as house style has it; names keep theirs, as the text itself, the units
and a short list write them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from newsletter.desk.lines import is_body, is_caps
from newsletter.language.syllables import is_syllable

_NAMES: Final = (
    "Việt Nam", "Hồ Chí Minh", "Thái Nguyên", "Hà Nội", "Bác Hồ", "Đảng", "Đảng bộ Khối", "Đảng ủy Khối", "Ban Biên tập",
    "Trung ương", "Nhà nước", "Tổ quốc", "Đại hội", "Nghị quyết", "Tỉnh ủy", "Quốc khánh", "Điện Biên Phủ", "Tết",
    "học Bác", "theo Bác", "lời Bác", "nhớ Bác", "về Bác", "ơn Bác",
    "Ban Tuyên giáo", "Ban Tổ chức", "Ban Thường vụ", "Ban Chấp hành", "Ủy ban Kiểm tra", "Đoàn Thanh niên",
)  # fmt: skip
"""House style of the press for words that any issue has (NĐ 30/2020, appendix II)."""
_LONGEST: Final = 6
"""Words of a phrase that is looked for."""
_PERSON: Final = 5
"""Words of the name of somebody, at most."""
_ASIDE: Final = re.compile(r"\([^()]*\)")
_WORD: Final = re.compile(r"\w+(?:[-–/]\w+)*|\S")
_ROMAN: Final = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})(?:[.,:;]?)")
_BEFORE_ROMAN: Final = {"LẦN", "THỨ", "KHÓA", "KHOÁ", "QUÝ", "HỘI", "CHƯƠNG", "PHẦN", "THẾ", "KỶ"}
_ENDS: Final = ".!?"
_MARKS: Final = "“”\"'‘’(),.;:!?…"

Casings = Mapping[tuple[str, ...], str]
"""A phrase in lower case, word by word -> as it is written amid a sentence."""


def casings(texts: Iterable[str], names: Iterable[str]) -> Casings:
    """Phrases with a capital inside sentences of ``texts``, and ``names``, which are right however texts have them.

    A word by itself counts where it has its capital more often than not.
    """
    found: dict[tuple[str, ...], Counter[str]] = {}
    small: Counter[str] = Counter()
    for text in texts:
        words = [] if text.isupper() else text.split()
        bare = [word.strip(_MARKS) for word in words]
        small.update(word for word in bare if word.islower())
        for start in range(1, len(words)):
            if not bare[start][:1].isupper() or words[start - 1][-1] in ".!?:…":
                continue
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                phrase = bare[start:end]
                found.setdefault(tuple(map(str.lower, phrase)), Counter())[" ".join(phrase)] += 1
                if words[end - 1][-1:] != bare[end - 1][-1:]:
                    break
    known = {
        key: shown
        for key, counts in found.items()
        if all(key) and (len(key) > 1 or counts.total() > small[key[0]]) and not (shown := _usual(counts)).isupper()
    }
    written = [written for name in names for written in (name, _ASIDE.sub("", name).strip())]
    return known | {tuple(name.lower().split()): name for name in (*_NAMES, *written)}


def _usual(counts: Counter[str]) -> str:
    return max(counts, key=lambda shown: counts[shown])


def sentence_case(title: str, known: Casings) -> str:
    """A title of capitals with a capital at its head, in names, abbreviations and Roman numerals alone."""
    words = title.split()
    lower = [word.lower() for word in words]
    shown: list[str] = []
    fresh = True
    while len(shown) < len(words):
        at = len(shown)
        phrase = _phrase(lower[at:], known) or [_single(words, at)]
        if fresh:
            phrase[0] = _opened(phrase[0])
        shown += phrase
        fresh = shown[-1][-1] in _ENDS
    return " ".join(shown)


def is_title_caps(line: str) -> bool:
    """In capitals but for what stands in brackets; one word that is no abbreviation is enough."""
    outside = " ".join(_ASIDE.sub(" ", line).split()) or line
    if len(outside.split()) > 1:
        return is_caps(outside)
    return outside.isupper() and is_syllable(outside.strip(_MARKS))


def without_capitals(line: str, known: Casings) -> str:
    """A title of capitals in sentence case; what stands in brackets in small letters stays as it is."""
    asides = [] if line.isupper() else _ASIDE.findall(line)
    shown = sentence_case(_ASIDE.sub("(0)", line) if asides else line, known)
    for aside in asides:
        shown = shown.replace("(0)", aside, 1)
    return shown


def as_name(line: str, known: Casings) -> str:
    """The name of a body or of somebody, typed in capitals, as it is written."""
    typed = line.split()
    lowered = sentence_case(line, known).split()
    words = [one if len(one) == 1 else word for one, word in zip(typed, lowered, strict=True)]  # Chi bộ cơ quan A
    shown = " ".join(words)
    person = len(words) <= _PERSON and not is_body(shown) and all(is_syllable(word) for word in words)
    return " ".join(map(str.capitalize, words)) if person and words[1:] and " ".join(lowered)[1:].islower() else shown


def _phrase(lower: list[str], known: Casings) -> list[str]:
    """The longest phrase that is known, with the punctuation of the title around it."""
    for length in range(min(_LONGEST, len(lower)), 0, -1):
        words = lower[:length]
        bare = tuple(word.strip(_MARKS) for word in words)
        if bare in known:
            return [word.replace(core, as_written) for word, core, as_written in
                    zip(words, bare, known[bare].split(), strict=True)]  # fmt: skip
    return []


def _single(words: list[str], at: int) -> str:
    word = words[at]
    bare = word.strip(_MARKS)
    roman = bool(bare) and bool(_ROMAN.fullmatch(bare))
    if roman and (not is_syllable(bare) or (at and words[at - 1] in _BEFORE_ROMAN)):
        return word
    parts = [part for part in re.split(r"[-–/]", bare) if part.isalpha()]
    known = all(map(is_syllable, parts))
    return word.lower() if known or len(bare) > 7 else word


def _opened(word: str) -> str:
    """With a capital as its first letter."""
    for at, sign in enumerate(word):
        if sign.isalpha():
            return word[:at] + sign.upper() + word[at + 1 :]
        if sign.isdigit():
            break
    return word
