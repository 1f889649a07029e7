"""File names from titles: readable, short, and good on every system."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.desk.slug import LONGEST, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Đảng bộ Khối", "dang-bo-khoi"),
        ("“Kỷ niệm 68 năm” (02/11/1954)", "ky-niem-68-nam-02-11-1954"),
        ("Sáu mươi tám năm xây dựng và trưởng thành của Đảng bộ Khối", "sau-muoi-tam-nam-xay-dung-va-truong"),
        ("CON", "con-bai"),
        ("…", "bai"),
        ("", "bai"),
        ("a" * 60, "a" * LONGEST),
        ("Thu\u031b\u0301 hai", "thu-hai"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text(max_size=80))
def test_whatever_the_title_the_name_is_safe(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= LONGEST + 4
