"""Words of a document against those of its article."""

import pytest

from newsletter.desk.words import missing


@pytest.mark.parametrize(
    ("source", "kept", "lost"),
    [
        ("Đảng bộ Khối", "Đảng bộ Khối", ()),
        ("ĐẢNG BỘ KHỐI", "Đảng bộ Khối", ()),
        ("Đảng bộ Khối", "Đảng Khối", ("bộ",)),
        ("năm năm", "năm", ("năm",)),
        ("m2, ngày 02/11", "m² ngày 02/11", ()),
        ("thà\u00adnh công", "thành công", ()),
        ("Ðảng bộ", "Đảng bộ", ()),
        ("Khô\u0301i", "Khối", ()),
        ("Khôi", "Khối", ("Khôi",)),
        ("một hai ba", "ba hai", ("một",)),
    ],
)
def test_letters_and_figures_are_compared_and_marks_are_not(source: str, kept: str, lost: tuple[str, ...]) -> None:
    assert missing([source], [kept]) == lost
