"""House style: one of two good ways of writing, through the whole issue."""

from pathlib import Path

import pytest
from written_issue import written_issue

from newsletter.check.slip import Slip, TextRule, read_words
from newsletter.check.style import abbreviations, capitals, days, i_or_y, numbers, tones_in_place

Found = tuple[str, str, str, str]


def judged(rule: TextRule, folder: Path, body: str, style: str = "") -> list[Found]:
    """Code, severity, what is written, what is to be written."""
    return [_told(slip) for slip in rule(read_words(written_issue(folder, body, style=style)))]


def _told(slip: Slip) -> Found:
    values = dict(slip.problem.values)
    found = values.get("found", values.get("date", ""))
    return slip.problem.code, slip.problem.severity, str(found), str(values.get("other", ""))


def test_a_rare_place_of_the_tone_is_noted_where_authors_may_choose(tmp_path: Path) -> None:
    body = "Hòa bình, thủy lợi, Đảng ủy; khoẻ mạnh. Hoàn toàn, quý, của, mía, tuyến."
    assert judged(tones_in_place, tmp_path, body) == [("NL340", "note", "khoẻ", "khỏe")]


def test_the_place_that_the_house_wants_is_a_warning(tmp_path: Path) -> None:
    found = judged(tones_in_place, tmp_path, "HÒA bình, Thủy lợi, khoẻ mạnh.", "{tone: new}")
    assert found == [("NL340", "warning", "HÒA", "HOÀ"), ("NL340", "warning", "Thủy", "Thuỷ")]


def test_a_word_in_i_and_in_y_is_noted_and_other_words_are_not(tmp_path: Path) -> None:
    body = "Kỷ niệm, kỷ niệm, kỉ niệm. Bánh mì, nước Mỹ, kỹ sư, lý do, chi li, bác sĩ."
    assert judged(i_or_y, tmp_path, body) == [("NL341", "note", "kỉ", "kỷ")]


def test_the_house_may_want_i_or_y_but_for_names(tmp_path: Path) -> None:
    assert judged(i_or_y, tmp_path, "Ông Lý nêu lý do, lí lẽ.", "{i_y: i}") == [("NL341", "warning", "lý", "lí")]
    assert judged(i_or_y, tmp_path, "Ông Lý nêu lý do, lí lẽ.", "{i_y: y}") == [("NL341", "warning", "lí", "lý")]


def test_impossible_days_are_always_told(tmp_path: Path) -> None:
    body = (
        "ngày 31/9/2022, ngày 30 tháng 2, 29/02/2024, 29/02/2023, ngày 30/2, ngày 5 tháng 13 năm 2020; tỷ số 3-1, 24/7."
    )
    assert [found[2] for found in judged(days, tmp_path, body)] == [
        "31/9/2022", "29/02/2023", "ngày 30 tháng 2", "ngày 5 tháng 13 năm 2020", "ngày 30/2",
    ]  # fmt: skip


def test_days_of_one_style_are_good_and_of_two_are_noted(tmp_path: Path) -> None:
    assert judged(days, tmp_path, "02/11/1954 – 02/11/2022, 15/9/2022, 13/12/2021, số 30/2020/NĐ-CP") == []
    found = judged(days, tmp_path, "02/11/1954, 15/09/2022, 03/04/2022, 5/9/2022")
    assert found == [("NL343", "note", "5/9/2022", "05/09/2022")]


@pytest.mark.parametrize(("style", "right"), [("padded", "02/09/2022"), ("decree", "02/9/2022"), ("plain", "2/9/2022")])
def test_the_house_may_want_one_way_of_writing_days(tmp_path: Path, style: str, right: str) -> None:
    ways = ["02/09/2022", "02/9/2022", "2/9/2022"]
    found = judged(days, tmp_path, ", ".join(ways), f"{{dates: {style}}}")
    assert found == [("NL343", "warning", way, right) for way in ways if way != right]


def test_numbers_have_a_decimal_comma_and_points_between_thousands(tmp_path: Path) -> None:
    body = (
        "Đạt 98.5% và 2.5 triệu; 1,250,000 đồng; 1,250 người. Mục 2.5, bản 4.0, 1.250 đồng, 98,5%, 15,5 ha, 3,250 điều."
    )
    assert [found[2:] for found in judged(numbers, tmp_path, body)] == [
        ("98.5%", "98,5%"), ("2.5", "2,5"), ("1,250,000", "1.250.000"), ("1,250", "1.250"),
    ]  # fmt: skip


def test_an_abbreviation_is_written_one_way(tmp_path: Path) -> None:
    body = "Đ/c An, đ/c Bình, đc Chi. TP. Hồ Chí Minh, TP. Thái Nguyên và Tp Huế; UBND tỉnh."
    assert judged(abbreviations, tmp_path, body) == [
        ("NL349", "note", "đc", "đ/c"), ("NL349", "note", "Tp", "TP."),
    ]  # fmt: skip


def test_capitals_of_the_decree_are_notes(tmp_path: Path) -> None:
    body = "Ban thường vụ họp thứ hai, ngày 5/9. BAN THƯỜNG VỤ, Ban Chấp hành; ban chấp hành; thứ hai là."
    assert judged(capitals, tmp_path, body) == [
        ("NL350", "note", "Ban thường vụ", "Ban Thường vụ"), ("NL350", "note", "thứ hai", "thứ Hai"),
    ]  # fmt: skip
