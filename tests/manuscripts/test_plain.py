"""Plain text: paragraphs, lists, stanzas and tables by the looks of its lines."""

import pytest

from newsletter.manuscripts.manuscript import Manuscript, Paragraph, Rule, Table
from newsletter.manuscripts.plain import read_text


def read(text: str) -> Manuscript:
    found = read_text(text.encode())
    assert found.missing == ()
    return found


def shown(found: Manuscript) -> list[tuple[str, str, str]]:
    return [(block.role, block.label, block.text) for block in found.blocks if isinstance(block, Paragraph)]


def test_blank_lines_part_paragraphs_and_broken_lines_are_joined() -> None:
    text = (
        "Đảng ủy Khối tổ chức hội nghị sơ kết công tác sáu tháng đầu năm, đề ra\n"
        "nhiệm vụ trọng tâm sáu tháng cuối năm với sự tham dự của các chi bộ\n"
        "trực thuộc.\n\nHội nghị diễn ra trong một ngày."
    )
    first, second = (part[2] for part in shown(read(text)))
    assert first == text.partition("\n\n")[0].replace("\n", " ")
    assert second == "Hội nghị diễn ra trong một ngày."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_without_blank_lines_each_line_is_a_paragraph(end: str) -> None:
    lines = ["Hội nghị sơ kết", "Ngày 30 tháng 6, hội nghị đã diễn ra. " * 5, "Kết quả tốt."]
    assert [part[2] for part in shown(read(end.join(lines)))] == [line.strip() for line in lines]


def test_two_items_are_a_list_and_one_is_none() -> None:
    found = shown(read("1. Kết quả\n\nNăm qua có:\n- ba hội nghị\n  - một ở Hà Nội\n- hai lớp\n\nTrân trọng."))
    assert found == [
        ("paragraph", "", "1. Kết quả"),
        ("paragraph", "", "Năm qua có:"),
        ("list-item", "-", "ba hội nghị"),
        ("list-item", "-", "một ở Hà Nội"),
        ("list-item", "-", "hai lớp"),
        ("paragraph", "", "Trân trọng."),
    ]


def test_short_lines_with_capitals_are_a_stanza() -> None:
    verse = "Thu về trên phố nhỏ\nNắng vàng trải khắp sân trường\nTiếng trống đầu năm rộn rã\nGọi em náo nức đến trường"
    assert shown(read(f"Xin gửi bài.\n\n{verse}\n")) == [("paragraph", "", "Xin gửi bài."), ("verse", "", verse)]


def test_a_letterhead_is_no_stanza() -> None:
    found = read("Kính gửi: Ban biên tập\nĐơn vị: Chi bộ 1\nNgười viết: Tổ tuyên truyền\nNgày: 02/11/2022")
    assert [part[0] for part in shown(found)] == ["paragraph"] * 4


def test_lines_with_the_same_tabs_are_a_table() -> None:
    (table,) = read("Đơn vị\tSố bài\nChi bộ 1\t3\nChi bộ 2\t5").blocks
    assert isinstance(table, Table)
    assert [[cell.paragraphs[0].text for cell in row] for row in table.rows][2] == ["Chi bộ 2", "5"]


def test_a_line_of_dashes_is_a_rule() -> None:
    assert read("Trên\n\n-----\n\nDưới").blocks[1] == Rule()


def test_control_characters_do_not_reach_the_text() -> None:
    assert shown(read_text("Xin\x00 chào\x1b[31m".encode())) == [("paragraph", "", "Xin chào[31m")]
