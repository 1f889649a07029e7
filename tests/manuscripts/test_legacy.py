"""Old encodings become Unicode."""

from newsletter.manuscripts.legacy import decode_bytes, decoded
from newsletter.manuscripts.manuscript import Manuscript, Paragraph, Run


def test_combining_marks_are_composed() -> None:
    manuscript = Manuscript("docx", (Paragraph((Run("Đa\u0309ng"),)),))
    assert decoded(manuscript).blocks == (Paragraph((Run("Đảng"),)),)


def test_a_byte_order_mark_names_the_encoding() -> None:
    assert decode_bytes("\ufeffĐảng".encode("utf-16-le")) == ("Đảng", "utf-16-le")
    assert decode_bytes("\ufeffĐảng".encode()) == ("Đảng", "utf-8")
