"""Words that spelling rules out."""

import pytest

from newsletter.language.spelling import is_misspelt, suggestion


@pytest.mark.parametrize(("word", "right"), [
    ("nghành", "ngành"), ("ngĩa", "nghĩa"), ("họat", "hoạt"), ("cuả", "của"), ("qúy", "quý"), ("đựơc", "được"),
    ("đuợc", "được"), ("Nghành", "Ngành"), ("NGHÀNH", "NGÀNH"), ("hoànthành", "hoàn thành"), ("kà", "cà"),
])  # fmt: skip
def test_what_rules_alone_can_mend(word: str, right: str) -> None:
    assert is_misspelt(word)
    assert suggestion(word, {}) == right


def test_a_letter_too_few_or_too_many_is_looked_for_among_the_words_of_the_text() -> None:
    assert suggestion("thườg", {"thường": 2, "thườn": 1}) == "thường"
    assert suggestion("chứcc", {"chức": 1}) == "chức"
    assert suggestion("đồgn", {"đồng": 1}) == "đồng"
    assert suggestion("tuyềnh", {}) == ""


@pytest.mark.parametrize("word", "ngành hòa hoà Đảng HĐND ĐUK ôtô đôla rôbốt Müller website đ ê café naïve".split())
def test_words_abbreviations_and_loans_pass(word: str) -> None:
    assert not is_misspelt(word)
