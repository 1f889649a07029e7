"""Quotation marks, dashes, and spaces behind signs."""

from pathlib import Path

import pytest
from written_issue import written_issue

from newsletter.check.punctuation import dashes, quoted_in_pairs, signs_apart
from newsletter.check.slip import TextRule, read_words


def judged(rule: TextRule, folder: Path, body: str) -> list[tuple[str, int, int, str]]:
    """Code, line and column, what is to be written."""
    found = [slip.problem for slip in rule(read_words(written_issue(folder, body)))]
    return [
        (one.code, one.source.line, one.source.column, str(dict(one.values)["other"])) for one in found if one.source
    ]


@pytest.mark.parametrize(("body", "right"), [
    ("Khối,các cơ quan", "Khối, các"),
    ("họp xong.Chi bộ", "xong. Chi"),
    ("(CCVC)và tỉnh(mới)", "(CCVC) và"),
    ("năm 2022;các", "2022; các"),
])  # fmt: skip
def test_a_missing_space_is_found(tmp_path: Path, body: str, right: str) -> None:
    assert judged(signs_apart, tmp_path, body)[0][3] == right


@pytest.mark.parametrize("body", [
    "thainguyen.gov.vn, https://a.vn/b?c=d, a.b@c.vn, www.abc.com",
    "TP.HCM, 8:30, 1.250,5 và 03-HD/ĐUK; f(x)",
    "“Tốt”, rồi (CCVC), thế “nhé”!",
])  # fmt: skip
def test_addresses_numbers_and_abbreviations_lack_none(tmp_path: Path, body: str) -> None:
    assert judged(signs_apart, tmp_path, body) == []


def test_a_dash_with_one_space_is_found(tmp_path: Path) -> None:
    body = "(02/11/1954- 02/11/2022), năm –nay; truyền–hình. Mát-xcơ-va, 2020–2025, 1954 – 2022, 03-HD/ĐUK, -5 độ."
    assert [found[3] for found in judged(dashes, tmp_path, body)] == ["(02/11/1954 –", "– nay;", "truyền – hình."]


def test_pairs_of_quotation_marks_are_good(tmp_path: Path) -> None:
    body = "Ông nói: “Một” và “hai ‘trong’ ba”.\n\n“Đoạn một\n\n“Đoạn hai”.\n"
    assert judged(quoted_in_pairs, tmp_path, body) == []


@pytest.mark.parametrize(("body", "found"), [
    ("Ông nói: “Một.\n\nHai “ba” bốn", [("NL345", 4, 10, "”")]),
    ("Một” hai", [("NL345", 4, 1, "“")]),
    ("“Một “hai” ba” bốn", [("NL346", 4, 6, "‘ ’")]),
    ("“Một “hai” ba", [("NL345", 4, 1, "”")]),
    ("Một «hai» ba", [("NL346", 4, 5, "“ ”"), ("NL346", 4, 5, "“ ”")]),
])  # fmt: skip
def test_marks_without_their_other_half_are_found(tmp_path: Path, body: str, found: list[object]) -> None:
    assert judged(quoted_in_pairs, tmp_path, body) == found
