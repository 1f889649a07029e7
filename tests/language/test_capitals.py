"""Capitals of Decree 30/2020."""

import pytest

from newsletter.language.capitals import miswritten


@pytest.mark.parametrize(("text", "right"), [
    ("Ban thường vụ họp", "Ban Thường vụ"),
    ("của Ủy Ban Nhân Dân tỉnh", "Ủy ban nhân dân"),
    ("Đảng cộng sản Việt Nam", "Đảng Cộng sản Việt Nam"),
    ("sáng thứ hai, ngày 5/9", "thứ Hai"),
])  # fmt: skip
def test_a_name_with_other_capitals_is_found(text: str, right: str) -> None:
    ((start, end, found),) = miswritten(text)
    assert found == right
    assert text[start:end].lower() == right.lower()


@pytest.mark.parametrize("text", [
    "Ban Thường vụ, Ủy ban nhân dân", "ban thường vụ của một hội", "BAN THƯỜNG VỤ", "lần thứ hai là", "thứ Hai, ngày 5",
])  # fmt: skip
def test_right_names_common_words_and_capitals_throughout_are_not(text: str) -> None:
    assert list(miswritten(text)) == []
