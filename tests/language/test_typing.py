"""Keys of Telex and VNI that stayed in a text."""

import pytest

from newsletter.language.typing import meant_by_keys


@pytest.mark.parametrize(("keys", "meant"), [
    ("ddoongf", "đồng"), ("tieengs", "tiếng"), ("Vieejt", "Việt"), ("khoois", "khối"), ("truowngf", "trường"),
    ("dduwowcj", "được"), ("nguowif", "người"), ("laf", "là"), ("hoaf", "hòa"), ("ddi", "đi"),
    ("tie61ng", "tiếng"), ("d9o62ng", "đồng"), ("nguoi72", "người"), ("thu7o7ng2", "thường"), ("d9ang3", "đảng"),
])  # fmt: skip
def test_keys_become_the_syllable_that_was_meant(keys: str, meant: str) -> None:
    assert meant_by_keys(keys) == meant


@pytest.mark.parametrize(
    "word", "book his new now room see of chef A4 CO2 km2 H2O w XII website tiếng file cos".split()
)
def test_other_words_are_none(word: str) -> None:
    assert meant_by_keys(word) == ""
