"""Our own word list: its form, and that it is Vietnamese."""

import re
from itertools import pairwise
from pathlib import Path
from unicodedata import is_normalized, normalize

from newsletter.intake import lexicon
from newsletter.intake.lexicon import read_lexicon

LIST = Path(lexicon.__file__).parent / "words" / "vi.txt"
PHRASES = LIST.read_text(encoding="utf-8").split("\n")[:-1]

FOREIGN = {"Kạn", "Đắk", "Lắk", "Kon"}
"""Of names that come from other languages of the country."""
TONES = "\u0300\u0301\u0303\u0309\u0323"
SYLLABLE = re.compile(
    "(?:(?:ngh|gh|k)(?=[ieêy])|ng|nh|ch|gi|kh|ph|qu|th|tr|[bcdđghlmnprstvx])?"
    "(?:(?:uyê|iê|yê|uô|ươ|oă|oa|oe|uâ|uê|uơ|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])?"
    "|(?:uya|uyu|uây|oai|oay|oeo|oao|iêu|yêu|uôi|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|oa|oe|ua|ui|uê|uy|uơ|ưa|ưi|ưu)"
    "|(?:uy)(?:nh|[tnp])|oo[nc]g?)"
)
STOPPED = re.compile("(?:ch|[cpt])$")


def is_syllable(word: str) -> bool:
    """Is it built as a Vietnamese syllable is: onset, rime, and one tone that the final allows?"""
    letters = normalize("NFD", word.lower())
    tones = [one for one in letters if one in TONES]
    plain = normalize("NFC", "".join(one for one in letters if one not in TONES))
    if STOPPED.search(plain) and tones not in (["\u0301"], ["\u0323"]):
        return False
    return len(tones) <= 1 and SYLLABLE.fullmatch(plain) is not None


def test_the_check_of_syllables_can_fail() -> None:
    assert all(map(is_syllable, "nghiêng Đảng ủy Khối quyết khuya giếng gìn thuyền hoạch xoong ươu oẹo Ấp yếu".split()))
    assert not any(map(is_syllable, "nghành nghànhh Zalo ñ kác khốii tac bb đẹpp trườg".split()))


def test_it_holds_the_words_of_an_office() -> None:
    assert 1500 <= len(PHRASES) <= 2500
    assert {"cơ quan", "Thái Nguyên", "Đảng bộ Khối", "công đoàn"} <= set(PHRASES)


def test_it_is_sorted_and_says_nothing_twice() -> None:
    keys = [phrase.lower() for phrase in PHRASES]
    assert all(a < b for a, b in pairwise(keys)), [b for a, b in pairwise(keys) if a >= b]


def test_it_is_vietnamese() -> None:
    assert all(is_normalized("NFC", phrase) for phrase in PHRASES)
    syllables = {one for phrase in PHRASES for one in phrase.split(" ")} - FOREIGN
    abbreviation = re.compile("[A-ZĐƯ]{2,5}")
    assert [one for one in sorted(syllables) if not abbreviation.fullmatch(one) and not is_syllable(one)] == []


def test_phrases_have_two_to_eight_syllables() -> None:
    assert [phrase for phrase in PHRASES if not 2 <= len(phrase.split(" ")) <= 8] == []


def test_phrases_of_the_issue_stand_beside_ours() -> None:
    assert ("toàn", "cảnh") not in read_lexicon().phrases
    known = read_lexicon(["Toàn cảnh Khối", "cơ quan báo"]).phrases
    assert known["toàn", "cảnh"] == ("Toàn cảnh Khối",)
    assert set(known["cơ", "quan"]) >= {"cơ quan", "cơ quan báo"}
