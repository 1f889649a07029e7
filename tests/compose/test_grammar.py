"""Where a line of Vietnamese may end, and what hangs in the margin."""

from itertools import pairwise, product

import pytest

from newsletter.compose.grammar import LEANS, NEVER, SOFT, base_letter, hinges, kind, prices, protrusion, reading
from newsletter.model.lexicon import make_lexicon

MARKED = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ", "e": "èéẻẽẹêềếểễệ", "i": "ìíỉĩị", "o": "òóỏõọôồốổỗộơờớởỡợ", "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ", "d": "đ",
}  # fmt: skip


def between(pair: str, *phrases: str) -> int:
    """The price of a break at "|", where the lexicon holds ``phrases``."""
    before, after = pair.split("|")
    pieces = tuple(f"{before} {after}".split())
    kinds, opens, closes = zip(*map(reading, pieces), strict=True)
    return prices(pieces, kinds, opens, closes, make_lexicon(phrases))[len(before.split())]


@pytest.mark.parametrize(
    "pair",
    [
        "68|năm", "68|đơn vị", "1.250|đồng", "15|ha", "98,5|%", "98,5|% kế hoạch", "+3|điểm", "1.250.000|₫", "(68|năm)",
        "20|triệu", "10|tỷ", "8|giờ", "30|phút",
        "năm|2022", "năm|2022.", "tháng|11", "ngày|02/11/2022", "ngày|02", "quý|III", "khóa|XIII", "khóa|XIII,", "khoá|XV",
        "Điều|34", "điều|34", "khoản|1", "số|68", "Số|68", "chương|II", "trang|4", "hạng|3", "mùng|2",
        "ông|Nguyễn Văn A", "Ông|Nguyễn", "bà|Trần", "anh|Hùng", "chị|Ánh", "đồng chí|Đỗ Mười",
        "đ/c|Lê", "Đ/c|Lê", "cụ|Phan",
        "3|tháng nữa", "12|tháng", "đồng chí|Lan", "Đồng chí|Lan", "thầy|Minh", "Đại hội|XIII", "thế kỷ|XXI", "Nguyễn Văn|A",
        "N.|V. A", "N. V.|A", "H.|Phú Bình", "BS.|trực", "xanh sạch|…", "đẹp|!", "–|Tăng cường",
        "02/11/1954|– 02/11/2022", "Thái Nguyên|–", "“|Học tập", "(|Ảnh", "[|1",
    ],
)  # fmt: skip
def test_what_belongs_together_is_never_parted(pair: str) -> None:
    assert between(pair) == NEVER


@pytest.mark.parametrize(
    "pair",
    [
        "TP.|Thái Nguyên",
        "TX.|Phổ Yên",
        "GS.|Nguyễn",
        "PGS.TS.|Nguyễn",
        "ThS.|Lê",
        "BS.|Hoa",
        "Q.|Cầu Giấy",
        "Q.|1",
        "P.|Quang Trung",
    ],
)
def test_an_abbreviated_title_stays_with_the_name(pair: str) -> None:
    assert between(pair) == NEVER


@pytest.mark.parametrize("pair", ["số|03-HD/ĐUK", "số|36-HD/VPTW,", "số|30/2020/NĐ-CP"])
def test_a_decree_stays_with_the_word_that_leads_it(pair: str) -> None:
    assert between(pair) == NEVER


@pytest.mark.parametrize(
    "pair",
    [
        "Nguyễn|Văn A",
        "Hồ|Chí Minh",
        "Hồ Chí|Minh",
        "Thái|Nguyên",
        "Ban|Tuyên giáo",
        "Quốc|Tuấn.",
        "Khối|68",
        "Nguyễn V.|Anh",
        "tổ|5",
        "Nghị quyết|18-NQ/TW",
        "ngày 02|tháng 11",
        "tháng 11|năm 2022",
    ],
)
def test_names_are_parted_at_a_price(pair: str) -> None:
    assert between(pair) == SOFT


@pytest.mark.parametrize(
    "pair",
    [
        "năm 2022.|Năm nay", "Hà Nội.|Năm", "Nguyễn Văn A,|Bí thư", "Thái Nguyên;|Ban", "02/11/2022,|đồng chí",
        "khóa XIII,|Đảng",
        "lần 2:|Đồng chí", "(2022)|Năm", "68 năm|xây dựng", "xây|dựng", "đoàn kết|là", "2022|có", "02/11/1954 –|02/11/2022",
        "ông|nói",
        "36-HD/VPTW|ngày 02", "số|lượng", "ngày|càng", "tháng|Giêng", "quý|báu", "năm|nay", "bà|con", "Phan Đình Phùng?|Ông",
    ],
)  # fmt: skip
def test_every_other_space_is_free(pair: str) -> None:
    assert between(pair) == 0


def test_a_year_at_the_end_of_a_sentence_does_not_bind_the_next_one() -> None:
    assert between("năm|2022.") == NEVER
    assert between("2022.|Năm") == 0
    assert between("2022.”|Năm") == 0


def test_chi_inside_a_name_is_no_form_of_address() -> None:
    assert between("đồng chí|Minh") == NEVER
    assert between("ĐỒNG CHÍ|MINH") == NEVER
    assert between("Hồ Chí|Minh") == SOFT


@pytest.mark.parametrize("words", ["năm 2022|tổ chức", "ngày 02/11|đồng chí", "2020-2025|đại hội", "20/10/2022|giờ"])
def test_years_and_dates_count_nothing(words: str) -> None:
    assert between(words) == 0


@pytest.mark.parametrize("words", ["2.022|người", "7-8|người", "3|tổ"])
def test_other_numbers_count(words: str) -> None:
    assert between(words) == NEVER


@pytest.mark.parametrize("words", ["ý chí|Việt Nam", "báo chí|Việt Nam", "CÔNG TÁC|DÂN VẬN", "tổng kết|5 năm", "A,|B"])
def test_capitals_that_make_no_name_bind_nothing(words: str) -> None:
    assert between(words) == 0


@pytest.mark.parametrize(
    "words", ["hội|nghị", "Hội|nghị", "HỘI|NGHỊ", "“hội|nghị”", "các hội|nghị, hội thảo", "THÁI|NGUYÊN"]
)
def test_words_of_several_syllables_are_parted_at_a_price(words: str) -> None:
    assert between(words, "hội nghị", "Thái Nguyên") == SOFT


@pytest.mark.parametrize("words", ["hội,|nghị", "hội|“nghị”", "hội|thảo", "thái|nguyên"])
def test_what_is_no_word_of_the_lexicon_is_free(words: str) -> None:
    assert between(words, "hội nghị", "Thái Nguyên") == 0


def test_a_price_of_grammar_is_not_lowered_by_the_lexicon() -> None:
    assert between("68|năm", "68 năm") == NEVER


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Mát-xcơ-va", ["Mát-", "xcơ-", "va"]),
        ("(Lê-nin),", ["(Lê-", "nin),"]),
        ("ki-lô-mét", ["ki-", "lô-", "mét"]),
        ("A-xê-an", ["A-xê-", "an"]),
        ("1954–2022", ["1954–", "2022"]),
        ("Nội–Hải", ["Nội–", "Hải"]),
        ("hóa-xã", ["hóa-xã"]),
        ("Nội-Hải", ["Nội-Hải"]),
        ("36-HD/VPTW", ["36-HD/VPTW"]),
        ("NQ/TW-2022", ["NQ/TW-2022"]),
        ("02-11-2022", ["02-11-2022"]),
        ("–", ["–"]),
    ],
)
def test_a_line_may_end_after_a_dash_and_after_hyphens_of_foreign_names_alone(word: str, parts: list[str]) -> None:
    cuts = [0, *hinges(word), len(word)]
    assert [word[a:b] for a, b in pairwise(cuts)] == parts


def test_short_words_that_lean_on_the_next_are_known() -> None:
    leaning = "của và về các những với trong tại để là đã được không".split()
    assert all(kind(word) & LEANS for word in leaning)
    assert not any(kind(word) & LEANS for word in "Đảng Khối năm đoàn kết".split())


@pytest.mark.parametrize(("base", "letters"), MARKED.items())
def test_letters_lose_every_mark(base: str, letters: str) -> None:
    assert {base_letter(letter) for letter in letters} == {base}
    assert {base_letter(letter.upper()) for letter in letters} == {base.upper()}


def test_a_marked_letter_hangs_as_far_as_its_base_letter() -> None:
    for base, letters in MARKED.items():
        for letter, form in product(letters, (str.lower, str.upper)):
            assert protrusion(form(letter)) == protrusion(form(base)), letter
    assert protrusion("Ỵ") == protrusion("Y") != (0, 0)


def test_points_hang_more_than_letters() -> None:
    assert protrusion(".")[1] > protrusion(",")[1] > protrusion("y")[1] > protrusion("n")[1] == 0
    assert protrusion("“")[0] > 0
    assert protrusion("(")[0] > protrusion(")")[0] == 0
