"""Where the tone stands in oa, oe, uy."""

import pytest

from newsletter.language.tones import custom_of, placed


@pytest.mark.parametrize(
    ("old", "new"), [("hòa", "hoà"), ("THỦY", "THUỶ"), ("Ủy", "Uỷ"), ("khỏe", "khoẻ"), ("Hóa", "Hoá")]
)
def test_either_way_becomes_the_other(old: str, new: str) -> None:
    assert (custom_of(old), custom_of(new)) == ("old", "new")
    assert (placed(old, "new"), placed(new, "old"), placed(old, "old")) == (new, old, old)


@pytest.mark.parametrize("word", ["quý", "hoàn", "của", "hoa", "thuyền", "website", "quả", "họat"])
def test_other_words_have_no_choice(word: str) -> None:
    assert custom_of(word) == ""
    assert placed(word, "new") == word
