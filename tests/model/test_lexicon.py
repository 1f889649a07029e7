"""Phrases of several syllables found in a run of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.model.lexicon import NO_WORDS, make_lexicon, syllable

KNOWN = (
    "hội nghị", "xã hội", "chủ nghĩa xã hội", "Đảng bộ Khối", "đảng bộ", "Thái Nguyên", "Ban Tuyên giáo",
    "nhân dân", "dân tộc",
)  # fmt: skip


def marked(text: str, *phrases: str) -> str:
    """The text with "_" for each space inside a phrase."""
    pieces = tuple(text.split())
    opens, closes = zip(*map(syllable, pieces), strict=True)
    inside = {index for index, _ in make_lexicon(phrases or KNOWN).inside(pieces, opens, closes)}
    return "".join(("_" if k in inside else " ") + piece for k, piece in enumerate(pieces)).strip()


@pytest.mark.parametrize(
    "found",
    [
        "mở hội_nghị lớn",
        "mở hội_nghị",
        "Hội_nghị mở",
        "chủ_nghĩa_xã_hội nghị",  # the longest, from the left
        "xã_hội nghị",
        "chủ nghĩa xã_hội",
        "nhân_dân tộc",
        "Đảng_bộ_Khối",
        "Đảng_bộ huyện",
        "đảng_bộ Khối",
    ],
)
def test_phrases_are_taken_from_the_left_and_the_longest_first(found: str) -> None:
    phrases = [one for one in KNOWN if one != "chủ nghĩa xã hội"] if found == "chủ nghĩa xã_hội" else KNOWN
    assert marked(found.replace("_", " "), *phrases) == found


@pytest.mark.parametrize("found", ["hội_nghị", "Hội_nghị", "Hội_Nghị", "HỘI_NGHỊ", "đảng_bộ", "ĐẢNG_BỘ_KHỐI"])
def test_small_letters_are_met_by_any(found: str) -> None:
    assert marked(found.replace("_", " ")) == found


@pytest.mark.parametrize(
    "found", ["Thái_Nguyên", "THÁI_NGUYÊN", "thái nguyên", "Thái nguyên", "Ban_Tuyên_giáo", "ban Tuyên giáo"]
)
def test_capitals_are_met_by_capitals_alone(found: str) -> None:
    assert marked(found.replace("_", " ")) == found


@pytest.mark.parametrize(
    "found",
    [
        "(hội_nghị),",
        "“Hội_nghị”",
        "hội, nghị",
        "hội (nghị)",
        "Ban Tuyên, giáo",
        "Ban Tuyên “giáo”",
        "chủ nghĩa, xã_hội",
    ],
)
def test_marks_stand_round_a_phrase_but_not_inside(found: str) -> None:
    assert marked(found.replace("_", " ")) == found


def test_without_words_nothing_is_found() -> None:
    opens, closes = zip(*map(syllable, ("hội", "nghị")), strict=True)
    assert list(NO_WORDS.inside(("hội", "nghị"), opens, closes)) == []


@pytest.mark.parametrize(
    "seams",
    [
        "Đảng_bộ_Khối+các+cơ_quan+tỉnh+Thái_Nguyên",
        "Ban_Chấp_hành+Trung_ương",
        "uống_nước_nhớ_nguồn",
        "chủ_nghĩa+xã_hội",
        "Đảng_bộ_Khối",
        "Công_đoàn+Viên_chức",
    ],
)
def test_a_long_phrase_has_seams_between_its_words(seams: str) -> None:
    phrases = ("Đảng bộ Khối các cơ quan tỉnh Thái Nguyên", "cơ quan", "Thái Nguyên", "Ban Chấp hành Trung ương",
               "Ban Chấp hành", "Trung ương", "uống nước nhớ nguồn", "chủ nghĩa xã hội", "chủ nghĩa", "Công đoàn Viên chức",
               "công đoàn", "công đoàn viên", "viên chức", *KNOWN)  # fmt: skip
    pieces = tuple(seams.replace("_", " ").replace("+", " ").split())
    opens, closes = zip(*map(syllable, pieces), strict=True)
    found = dict(make_lexicon(phrases).inside(pieces, opens, closes))
    assert "".join((("+" if found[k] else "_") if k in found else "") + one for k, one in enumerate(pieces)) == seams


SYLLABLES = st.sampled_from("a b c A B C a, (b".split())
PHRASES = st.lists(st.lists(st.sampled_from("a b c A B".split()), min_size=2, max_size=4).map(" ".join), max_size=6)


@given(st.lists(SYLLABLES, min_size=1, max_size=12), PHRASES)
def test_what_is_found_is_what_reading_from_the_left_finds(pieces: list[str], phrases: list[str]) -> None:
    """Against a plain reading of the rule."""
    opens, closes = zip(*map(syllable, pieces), strict=True)
    wanted: list[int] = []
    at = 0
    while at < len(pieces):
        fitting = [len(phrase.split()) for phrase in phrases if _stands(phrase.split(), pieces[at:])]
        wanted += range(at + 1, at + max(fitting, default=1))
        at += max(fitting, default=1)
    assert [index for index, _ in make_lexicon(phrases).inside(tuple(pieces), opens, closes)] == wanted


def _stands(phrase: list[str], pieces: list[str]) -> bool:
    if len(pieces) < len(phrase):
        return False
    met = [a.lower() == b.strip("(,").lower() and (a.islower() or b.strip("(,").isupper())
           for a, b in zip(phrase, pieces, strict=False)]  # fmt: skip
    inner = pieces[: len(phrase)]
    return all(met) and not any("," in one for one in inner[:-1]) and not any("(" in one for one in inner[1:])
