"""What reviewers write, and what is understood of it."""

from unicodedata import normalize

import pytest

from newsletter.review.notes import Note, Place
from newsletter.review.requests import Request, understood, what_is_asked

PLACE = Place("a", "articles/a.md", (1, 1), (1, 4), "khôi")


def asked(intent: str, new: str = "", comment: str = "") -> Request | None:
    return what_is_asked(Note("n", intent, 1, "An", place=PLACE, new_text=new, comment=comment))  # type: ignore[arg-type]


@pytest.mark.parametrize("said", [
    "khôi -> khối", "khôi → khối", "khôi => khối", "khôi->khối", '"khôi" -> "khối"', "“khôi” → “khối”", "«khôi» => «khối»",
    "khôi --> khối", "sửa khôi -> khối", 'Sửa "khôi" thành "khối".', 'thay từ "khôi" bằng “khối”', "Đổi 'khôi' thành 'khối'",
    normalize("NFD", "khôi -> khối"), "  khôi   ->\n khối ",
])  # fmt: skip
def test_an_arrow_or_its_sentence_is_a_replacement(said: str) -> None:
    assert understood(said) == Request("replace", "khôi", "khối")


@pytest.mark.parametrize(
    "said", ["xóa", "Xoá", "XÓA", "bỏ", "Bỏ đi!", "xóa bỏ", "gạch bỏ.", normalize("NFD", "xóa từ này")]
)
def test_words_of_deletion(said: str) -> None:
    assert understood(said) == Request("delete")


@pytest.mark.parametrize(("said", "request_"), [
    ('bỏ "và"', Request("delete", "và")),
    ('xoá từ “và”', Request("delete", "và")),
    ("bỏ dấu phẩy", Request("delete", ",")),
    ('thêm "các"', Request("insert", "", "các")),
    ('Thêm chữ “các” sau “của”', Request("after", "của", "các")),
    ('chèn "các" trước "ban"', Request("insert", "ban", "các")),
    ("thêm dấu phẩy", Request("insert", "", ",")),
    ("đảo", Request("swap")),
    ("Viết hoa", Request("capital")),
    ("VIẾT HOA TOÀN BỘ", Request("upper")),
    ("viết thường", Request("lower")),
    ("in đậm", Request("bold")),
    ("in nghiêng", Request("italic")),
    ("xuống dòng", Request("break")),
    ("sang dòng", Request("break")),
    ("nối đoạn", Request("join")),
    ("liền dòng", Request("join")),
    ("cách ra", Request("part")),
    ("sát lại", Request("close")),
    ("giữ nguyên", Request("keep")),
    ('sửa thành "khối"', Request("replace", "", "khối")),
])  # fmt: skip
def test_words_of_proof_correction(said: str, request_: Request) -> None:
    assert understood(said) == request_


@pytest.mark.parametrize("said", [
    "", "khối", "xoa", "bo", "khoi?", "khôi -> khối?", "khôi ->", "-> khối", "a -> b -> c", "xem lại", "bỏ đoạn này",
    "bỏ câu cuối", "thêm ảnh", "viết lại cho gọn", "đảo đoạn 2 lên đầu", "dam", "bỏ hay giữ?",
    "khôi -> khối\n\nxem lại câu sau",
    "x" * 3000,
])  # fmt: skip
def test_what_could_mean_two_things_is_for_a_person(said: str) -> None:
    assert asked("comment", "", said) is None


def test_quotation_marks_on_one_side_belong_to_the_words() -> None:
    assert understood("khôi -> “khối”") == Request("replace", "khôi", "“khối”")
    assert understood("“Văn -> “văn") == Request("replace", "“Văn", "“văn")


def test_marks_of_correction_say_what_they_are() -> None:
    assert asked("replace", "khối") == Request("replace", "", "khối")
    assert asked("delete") == Request("delete")
    assert asked("insert", " các ") == Request("insert", "", " các ")
    assert asked("delete", comment="khôi") == Request("delete"), "Acrobat copies the words that are struck out"
    assert asked("delete", comment="khôi -> khối") == Request("replace", "khôi", "khối")
    assert asked("insert", "xuống dòng") == Request("break")
    assert asked("insert", 'thêm "các"') == Request("insert", "", "các")


def test_marks_that_say_two_things_are_for_a_person() -> None:
    assert asked("delete", comment="khối") is None
    assert asked("insert", "bỏ") is None
    assert asked("replace", "khối", "đúng không?") is None
    assert asked("replace", "") is None
    assert asked("stamp", comment="xóa") is None
    assert asked("drawing") is None
