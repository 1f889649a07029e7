"""Titles typed in capitals become sentence case, as house style has it; names keep theirs, as the text itself, the units
and a short list write them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from newsletter.language.syllables import is_syllable

_NAMES: Final = (
    "Việt Nam", "Hồ Chí Minh", "Thái Nguyên", "Hà Nội", "Bác Hồ", "Đảng", "Đảng bộ Khối", "Đảng ủy Khối", "Ban Biên tập",
    "Trung ương", "Nhà nước", "Tổ quốc", "Đại hội", "Nghị quyết", "Tỉnh ủy", "Quốc khánh", "Điện Biên Phủ", "Tết",
    "Ban Tuyên giáo", "Ban Tổ chức", "Ban Thường vụ", "Ban Chấp hành", "Ủy ban Kiểm tra", "Đoàn Thanh niên",
)  # fmt: skip
"""House style of the press for words that any issue has (NĐ 30/2020, appendix II)."""
_LONGEST: Final = 8
"""Words of a phrase that is looked for."""
_WORD: Final = re.compile(r"\w+(?:[-–/]\w+)*|\S")
_ROMAN: Final = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})(?:[.,:;]?)")
_BEFORE_ROMAN: Final = {"LẦN", "THỨ", "KHÓA", "KHOÁ", "QUÝ", "HỘI", "CHƯƠNG", "PHẦN", "THẾ", "KỶ"}
_ENDS: Final = ".!?"

Casings = Mapping[tuple[str, ...], str]
"""A phrase in lower case, word by word -> as it is written amid a sentence."""


def casings(texts: Iterable[str], names: Iterable[str]) -> Casings:
    """Phrases with capitals inside sentences of ``texts``, and ``names``, which are right however texts have them."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for text in texts:
        words = [] if text.isupper() else text.split()
        bare = [word.strip("“”\"'‘’(),.;:!?…") for word in words]
        for start in range(1, len(words)):
            if words[start - 1][-1] in ".!?:…" or not bare[start][:1].isalpha():
                continue
            for length in (1, 2, 3, 4, 5, 6):
                phrase = bare[start : start + length]
                if len(phrase) == length and all(phrase):
                    key = tuple(word.lower() for word in phrase)
                    found.setdefault(key, Counter())[" ".join(phrase)] += 1
                if words[start + length - 1 : start + length] != bare[start + length - 1 : start + length]:
                    break
    known = {key: counts.most_common(1)[0][0] for key, counts in found.items()}
    named = {tuple(name.lower().split()): name for name in (*_NAMES, *names)}
    return {key: shown for key, shown in (known | named).items() if shown != shown.lower() and not shown.isupper()}


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


def _phrase(lower: list[str], known: Casings) -> list[str]:
    """The longest phrase that is known, with the punctuation of the title around it."""
    for length in range(min(_LONGEST, len(lower)), 0, -1):
        words = lower[:length]
        bare = tuple(word.strip("“”\"'‘’(),.;:!?…") for word in words)
        if bare in known:
            return [word.replace(core, as_written) for word, core, as_written in
                    zip(words, bare, known[bare].split(), strict=True)]  # fmt: skip
    return []


def _single(words: list[str], at: int) -> str:
    word = words[at]
    bare = word.strip("“”\"'‘’(),.;:!?…")
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
