"""Titles of capitals in sentence case: names, abbreviations and Roman numerals keep theirs."""

import pytest

from newsletter.desk.casing import casings, sentence_case

TEXTS = ["Kế hoạch nêu rõ Giải thể thao truyền thống Khối các cơ quan tỉnh.", "Trên bờ Sông Cầu, mùa thu đã về."]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("SÁU MƯƠI TÁM NĂM XÂY DỰNG", "Sáu mươi tám năm xây dựng"),
        ("ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH THÁI NGUYÊN: 68 NĂM", "Đảng bộ Khối các cơ quan tỉnh Thái Nguyên: 68 năm"),
        ("UBND TỈNH GẶP MẶT CCVC", "UBND tỉnh gặp mặt CCVC"),
        ("GIẢI THỂ THAO TRUYỀN THỐNG LẦN THỨ XXIII", "Giải thể thao truyền thống lần thứ XXIII"),
        ("KHÓA VI: HỌC VÀ LÀM THEO BÁC", "Khóa VI: học và làm theo Bác"),
        ("VÌ SAO VI PHẠM?  CÁCH SỬA", "Vì sao vi phạm? Cách sửa"),
        ("“CHI BỘ BỐN TỐT” BÊN SÔNG CẦU", "“Chi bộ bốn tốt” bên Sông Cầu"),
        ("68 NĂM NGÀY TRUYỀN THỐNG", "68 năm ngày truyền thống"),
        ("VĂN PHÒNG ĐẢNG ỦY KHỐI", "Văn phòng Đảng ủy Khối"),
    ],
)
def test_a_title_of_capitals(typed: str, title: str) -> None:
    assert sentence_case(typed, casings(TEXTS, ["Văn phòng Đảng ủy Khối"])) == title
