"""Days as they are written in text."""

import pytest

from newsletter.language.dates import STYLES, days_in


def test_days_are_found_in_figures_and_in_words() -> None:
    text = (
        "01/02/2020-03/04/2021, 02/11/1954; ngày 31 tháng 9 năm 2022, (2-9-2022), 1.5.2020; ngày 30/2; ngày 5 tháng 10"
    )
    assert [text[day.start : day.end] for day in days_in(text)] == [
        "01/02/2020", "03/04/2021", "02/11/1954", "2-9-2022", "1.5.2020", "ngày 31 tháng 9 năm 2022",
        "ngày 5 tháng 10", "ngày 30/2",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["30/2020/NĐ-CP", "1.250.1000", "tỷ số 3-1", "24/7", "12/3/20221", "số 1/2/2020-x/y"])
def test_codes_and_numbers_are_no_days(text: str) -> None:
    assert [day for day in days_in(text) if day.numeric] == []


@pytest.mark.parametrize(("text", "possible"), [
    ("29/02/2024", True), ("29/02/2023", False), ("31/9/2022", False), ("00/5/2022", False), ("1/13/2022", False),
    ("ngày 29 tháng 2", True), ("ngày 30 tháng 2", False),
])  # fmt: skip
def test_a_day_is_possible_where_the_calendar_has_it(text: str, possible: bool) -> None:
    assert [day.possible for day in days_in(text)] == [possible]


@pytest.mark.parametrize(("text", "styles"), [
    ("02/09/2022", ["padded"]), ("02/9/2022", ["decree"]), ("2/9/2022", ["plain"]), ("02/01/2022", ["padded", "decree"]),
    ("15/9/2022", ["decree", "plain"]), ("13/12/2021", ["padded", "decree", "plain"]), ("2/09/2022", []),
])  # fmt: skip
def test_a_day_follows_the_styles_that_would_write_it_so(text: str, styles: list[str]) -> None:
    (day,) = days_in(text)
    assert [style for style in STYLES if day.follows(style)] == styles
    assert all(day.styled(style) == text for style in STYLES if style in styles)
