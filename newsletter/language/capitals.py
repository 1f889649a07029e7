"""Capitals of Decree 30/2020/NĐ-CP, Appendix II, for names that newsletters of offices have most."""

import re
from collections.abc import Iterator

_PHRASES = """
    Ban Chấp hành
    Ban Thường vụ
    Ban Bí thư
    Ban Tổ chức
    Ban Tuyên giáo
    Ban Dân vận
    Ban Biên tập
    Ban Kiểm tra
    Ban Nội chính
    Bộ Chính trị
    Bộ Giáo dục và Đào tạo
    Chủ tịch nước
    Đảng Cộng sản Việt Nam
    Đoàn Thanh niên
    Đội Thiếu niên Tiền phong
    Hội Cựu chiến binh
    Hội Liên hiệp Phụ nữ
    Hội Nông dân
    Hội đồng nhân dân
    Huân chương Độc lập
    Huân chương Lao động
    Mặt trận Tổ quốc
    Nghị quyết Trung ương
    Tết Nguyên đán
    Tỉnh ủy Thái Nguyên
    Tổng Bí thư
    Trung ương Đảng
    Ủy ban Kiểm tra
    Ủy ban nhân dân
    Ủy ban Mặt trận Tổ quốc
    Văn phòng Chính phủ
    Cách mạng tháng Tám
    Quốc khánh
"""
_RIGHT = [line.strip() for line in _PHRASES.splitlines() if line.strip()]
_WEEKDAY = re.compile(r"\b([Tt]hứ) (hai|ba|tư|năm|sáu|bảy)(?=,? (?:ngày )?\(?\d)")


def _pattern() -> re.Pattern[str]:
    """The phrases with a capital at their head, whatever the case of the rest: small ones throughout are common words."""
    parts = []
    for phrase in sorted(_RIGHT, key=lambda one: -len(one)):
        head, rest = phrase[0], phrase[1:]
        parts.append(f"{head}(?i:{re.escape(rest)})")
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


_BY_FOLD = {phrase.lower(): phrase for phrase in _RIGHT}
_NAMES = _pattern()


def miswritten(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of names whose capitals depart from the decree, and how it has them; words parted by single spaces.
    Names in capitals throughout are a matter of design."""
    for match in _NAMES.finditer(text):
        right = _BY_FOLD[match[0].lower()]
        if match[0] != right and not match[0].isupper():
            yield *match.span(), right
    for match in _WEEKDAY.finditer(text):
        yield *match.span(), f"{match[1]} {match[2].capitalize()}"
