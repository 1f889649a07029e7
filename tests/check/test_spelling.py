"""Words that cannot be right."""

from pathlib import Path

import pytest
from written_issue import written_issue

from newsletter.check.slip import read_words
from newsletter.check.spelling import named_one_way, spelled_rightly


def misspelt(folder: Path, body: str) -> list[tuple[str, str, str]]:
    """Code, word, what was meant."""
    found = [dict(slip.problem.values) | {"code": slip.problem.code}
             for slip in spelled_rightly(read_words(written_issue(folder, body)))]  # fmt: skip
    return [(str(one["code"]), str(one["word"]), str(one["other"])) for one in found]


def test_words_that_spelling_rules_out_are_found_with_what_was_meant(tmp_path: Path) -> None:
    body = "Nghành y tế họat động có ngĩa, qúy báu, đựơc “đuợc”, thưòng, hoànthành; NGHÀNH."
    assert misspelt(tmp_path, body) == [("NL351", word, right) for word, right in [
        ("Nghành", "Ngành"), ("họat", "hoạt"), ("ngĩa", "nghĩa"), ("qúy", "quý"), ("đựơc", "được"), ("đuợc", "được"),
        ("thưòng", "thường"), ("hoànthành", "hoàn thành"), ("NGHÀNH", "NGÀNH"),
    ]]  # fmt: skip


def test_keys_of_typing_methods_are_found(tmp_path: Path) -> None:
    body = "Chi bộ ddongf chis Tie61ng Vieejt dd tieengs nha2 truowngf."
    assert misspelt(tmp_path, body)[:3] == [
        ("NL352", "ddongf", "đòng"), ("NL352", "Tie61ng", "Tiếng"), ("NL352", "Vieejt", "Việt"),
    ]  # fmt: skip
    assert {code for code, _, _ in misspelt(tmp_path, body)} == {"NL352"}


@pytest.mark.parametrize("body", [
    "Bà H'Hen Niê ở Đắk Lắk, Bắc Kạn, Krông Pắc; ông Müller, café, naïve.",
    "UBND, HĐND, MTTQ, ĐUK, CNVCLĐ, 03-HD/ĐUK, 30/2020/NĐ-CP, A4, B12, H2O, CO2, km2, 5G.",
    "Website, Facebook, email, internet, Windows 10, Zalo, wifi, robot, video, clip, ôtô, đôla, rôbốt.",
    "Mát-xcơ-va, Vla-đi-mia I-lích Lê-nin, https://thainguyen.gov.vn/tin?id=a1, a.b@c.vn.",
    "See the book room trees of his new law; too few boys saw cows.",
    "hòa, hoà, khuỷu, ngoằn ngoèo, huỵch, quýt, giếng, gìn giữ, khuya, xoong, ừ, ủy, uỷ.",
])  # fmt: skip
def test_names_codes_and_foreign_words_are_none_of_them(tmp_path: Path, body: str) -> None:
    assert misspelt(tmp_path, body) == []


def named(folder: Path, body: str, glossary: str = "") -> list[tuple[str, str, int, int]]:
    found = [dict(slip.problem.values)
             for slip in named_one_way(read_words(written_issue(folder, body, glossary=glossary)))]  # fmt: skip
    return [(str(one["found"]), str(one["other"]), int(one["count"]), int(one["most"])) for one in found]


def test_a_name_that_differs_in_marks_from_one_that_stands_more_often_is_told_with_both_counts(tmp_path: Path) -> None:
    body = (
        "Ông Nguyễn Văn Hoàn. Nguyễn Văn Hoàn, Nguyễn Văn Hoan; Hội Nông dân Phú Lương, NGUYỄN VĂN HOÀN, Hội Nông dân."
    )
    assert named(tmp_path, body) == [("Nguyễn Văn Hoan", "Nguyễn Văn Hoàn", 1, 3)]


def test_offices_with_small_words_between_are_names_too(tmp_path: Path) -> None:
    body = "Đảng ủy Khối họp. Đảng ủy Khối bàn. Đảng ủy Khôi quyết."
    assert named(tmp_path, body) == [("Đảng ủy Khôi", "Đảng ủy Khối", 1, 2)]


def test_what_the_glossary_has_is_left_to_it(tmp_path: Path) -> None:
    body = "Đảng ủy Khôi họp. Đảng ủy Khôi bàn. Đảng ủy Khối quyết."
    assert named(tmp_path, body, "Đảng ủy Khối") == []


def test_sentences_that_begin_alike_are_no_names(tmp_path: Path) -> None:
    body = "Các cơ quan họp. Các cơ quan bàn. Cạc cỡ quạn. Ban thì họp, Bàn Thì họp."
    assert named(tmp_path, body) == []
