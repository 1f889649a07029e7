"""In which encoding each stretch is."""

from newsletter.manuscripts.legacy_fonts import kind_of_font
from newsletter.manuscripts.legacy_verdicts import LEFT, Stretch, Verdict, judge

OLD = "§¶ng bé Khèi c¸c c¬ quan tØnh"


def stretch(text: str, font: str = "", paragraph: int = 0) -> Stretch:
    return Stretch(paragraph, 0, 1, kind_of_font(font), font, text)


def test_words_have_the_last_word_over_the_font() -> None:
    assert judge([stretch(OLD, ".VnTime"), stretch("Đảng bộ Khối", ".VnTime", 1)]) == [Verdict("TCVN3"), LEFT]


def test_a_font_of_another_set_is_overruled() -> None:
    assert judge([stretch(OLD, "VNI-Times")]) == [Verdict("TCVN3")]


def test_what_says_nothing_follows_its_paragraph_then_the_document() -> None:
    found = judge([stretch(OLD, ".VnTime"), stretch("mét", ".VnTime"), stretch("mét", ".VnTime", 1)])
    assert [verdict.encoding for verdict in found] == ["TCVN3"] * 3
    found = judge([stretch("Đảng bộ Khối các cơ quan", ".VnTime"), stretch("mét", ".VnTime", 1)])
    assert found == [LEFT, LEFT]


def test_without_a_font_one_clear_paragraph_speaks_for_short_ones() -> None:
    assert judge([stretch("vµ")]) == [LEFT]
    assert [verdict.encoding for verdict in judge([stretch(OLD), stretch("vµ", paragraph=1)])] == ["TCVN3", "TCVN3"]


def test_symbols_are_never_letters() -> None:
    assert judge([stretch(OLD), stretch("·", "Symbol")])[1] == LEFT
