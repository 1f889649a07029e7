"""Notes on a terminal: their place first, to be clicked; what strangers wrote steers nothing."""

from review.formats.some_notes import DELETE, INSERT, REPLACE

from newsletter.review.formats.listing import Listing
from newsletter.review.formats.plain_text import as_text


def test_a_note_tells_place_words_wish_and_who() -> None:
    assert as_text([REPLACE], Listing()).splitlines() == [
        "01-xa-luan (1)",
        "  a1  articles/01-xa-luan.md:12:8 · trang 1 · dòng 15 · Sửa · Lê Thị Mai · chưa xử lý",
        "    …Đảng ủy [khôi] các cơ quan tỉnh…",
        "    Đề nghị: Khối",
        "    tên riêng viết hoa",
        "    Cùng ý: Phạm Hà",
        "    Trả lời: Trần Văn Bình: nhất trí",
    ]


def test_a_conflict_names_its_rivals_and_a_nameless_reviewer_the_file() -> None:
    said = as_text([INSERT, DELETE], Listing(by="reviewer", language="en"))
    assert "Insert · firefox.pdf · done · conflict" in said
    assert "    Against: b2\n" in said
    assert said.index("firefox.pdf (1)") < said.index("Trần Văn Bình (1)")


def test_words_of_strangers_keep_to_their_lines() -> None:
    said = as_text([REPLACE._replace(comment="một\x1b[31m\n\nhai\u202e", author="Mai\nGiả")], Listing())
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "    một\\x1b[31m\n    hai\\u202e\n" in said
    assert "Mai\\nGiả" in said
