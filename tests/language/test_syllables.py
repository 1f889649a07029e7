"""What can be a Vietnamese syllable by spelling alone."""

import re

import pytest

from newsletter.intake.resources import builtin
from newsletter.language.syllables import is_syllable


@pytest.mark.parametrize("word", """
    a ý ở đảng Đảng ĐẢNG nghiêng khuỷu ngoằn ngoèo huỳnh huỵch gì gìn giữa giêng giết quý quí quốc quyển quýt kỳ kỷ kỉ mỹ
    thuở soóc khuya hươu rượu yêu yết uống iu ừ xoong lô gích thuyền quyết nguyễn
""".split())  # fmt: skip
def test_words_of_the_language_are_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(("older", "newer"), [("hòa", "hoà"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("Ủy", "Uỷ")])
def test_both_customs_of_placing_a_tone_are_good(older: str, newer: str) -> None:
    assert is_syllable(older)
    assert is_syllable(newer)


@pytest.mark.parametrize("word", """
    nghành ngĩa nghàng kà cê gế qúy họat cuả míá hac hàc đẢNG thuyề̉n ddongf tie61ng w aa website XXIII hello ñaûng ®¶ng
    iên uyên̂ zô fa jun c đ ngh
""".split())  # fmt: skip
def test_slips_and_foreign_words_are_not(word: str) -> None:
    assert not is_syllable(word)


def test_text_with_combining_marks_is_read_like_composed_text() -> None:
    assert is_syllable("Đa\u0309ng")


def test_the_words_of_the_sample_pass_but_for_foreign_ones() -> None:
    articles = (builtin("issues") / "2022-10-so-dac-biet/articles").glob("*.md")
    bodies = [path.read_text("utf-8").split("---\n", 2)[2] for path in articles]
    words = [word for body in bodies for word in re.findall(r"[^\W\d_]+", body) if any(c > "\x7f" for c in word)]
    assert len(words) > 3000
    assert {word for word in words if not is_syllable(word)} <= {"ĐUK", "m²"}


def test_as_many_forms_as_the_rules_allow() -> None:
    from newsletter.language.syllables import _forms  # noqa: PLC0415

    tones = {bare: 2 if bare.endswith(("c", "ch", "p", "t")) else 6 for bare in _forms()}
    assert 17_000 < sum(tones.values()) < 18_000
