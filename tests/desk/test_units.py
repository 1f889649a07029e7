"""Units are found by the surest evidence; where two fit alike, none is taken."""

import pytest

from newsletter.desk.units import Evidence, unit_of
from newsletter.model.issue import Unit

UNITS = (
    Unit("tuyen-giao", "Ban Tuyên giáo Đảng ủy Khối", 2, ("tg@example.vn",)),
    Unit("van-phong", "Văn phòng Đảng ủy Khối"),
    Unit("chi-bo-a", "Chi bộ cơ quan A (minh họa)"),
    Unit("chi-bo-b", "Chi bộ cơ quan B (minh họa)"),
)


@pytest.mark.parametrize(
    ("evidence", "unit"),
    [
        (Evidence(addresses=(" TG@example.vn",), bylines=("Văn phòng Đảng ủy Khối",)), "tuyen-giao"),
        (Evidence(stated=("van phong dang uy khoi",), bylines=("Chi bộ cơ quan A",)), "van-phong"),
        (Evidence(bylines=("Bài, ảnh: Ban Tuyên giáo",)), "tuyen-giao"),
        (Evidence(letterhead=("ĐẢNG ỦY KHỐI", "VĂN PHÒNG ĐẢNG UỶ KHỐI")), "van-phong"),
        (Evidence(senders=("Ban Tuyên giáo ĐUK",)), "tuyen-giao"),
        (Evidence(places=("thang-9", "chi-bo-a", "bai.docx")), "chi-bo-a"),
        (Evidence(places=("van-phong - bai.docx",)), "van-phong"),
        (Evidence(bylines=("Chi bộ cơ quan C",)), ""),
        (Evidence(bylines=("Nhóm phóng viên",)), ""),
        (Evidence(), ""),
    ],
)
def test_a_unit_is_found(evidence: Evidence, unit: str) -> None:
    assert unit_of(UNITS, evidence).unit == unit


def test_a_unit_whose_name_stands_in_that_of_another_is_no_rival() -> None:
    units = (*UNITS, Unit("dang-uy", "Đảng ủy Khối"))
    assert unit_of(units, Evidence(bylines=("Văn phòng Đảng ủy Khối",))).unit == "van-phong"
    assert unit_of(units, Evidence(bylines=("Đảng ủy Khối",))).unit == "dang-uy"


def test_rivals_are_named() -> None:
    found = unit_of(UNITS, Evidence(bylines=("Chi bộ cơ quan", "Chi bộ cơ quan")))
    assert (found.unit, found.rivals) == ("", ("Chi bộ cơ quan A (minh họa)", "Chi bộ cơ quan B (minh họa)"))
