"""What is copied out of a PDF is what was written; what is drawn stands where it was placed."""

import unicodedata

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_type import CATALOGUE, CFF, EDITION, SQUARE, opened, page, set_line, set_run, write

from newsletter.colour import Cmyk
from newsletter.faces.book import VIETNAMESE, FontBook
from newsletter.faces.face import Face
from newsletter.model.article import GLUED, ITALIC, TIED, unplaced
from newsletter.model.layout import FaceSpec
from newsletter.pages.items import Line
from newsletter.units import pt

BOOK = FontBook(CATALOGUE)


def copied(pdf: bytes, index: int = 0) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return str(document[index].get_textpage().get_text_range())
    finally:
        document.close()


def boxes(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each letter with its left edge and its foot, from the top left of the trim."""
    document = pdfium.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        height = document[0].get_height()
        found = []
        for index in range(text.count_chars()):
            left, bottom, _, _ = text.get_charbox(index)
            found.append((text.get_text_range(index, 1), round(left, 2), round(height - bottom, 2)))
        return found
    finally:
        document.close()


def line(words: str, y: float = 50, face: FaceSpec = SQUARE) -> Line:
    return set_line(set_run(BOOK, words, face=face), y=y)


def test_vietnamese_is_copied_as_it_was_written() -> None:
    words = "Đảng ủy Khối các cơ quan tỉnh: “Tuổi trẻ – sáng tạo”"
    assert copied(write(BOOK, [page(line(words))])) == words
    assert unicodedata.is_normalized("NFC", words)


def test_cff_outlines_are_copied_as_well() -> None:
    assert copied(write(BOOK, [page(line("Thái Nguyên", face=CFF))])) == "Thái Nguyên"


def test_lines_are_copied_in_reading_order() -> None:
    assert copied(write(BOOK, [page(line("một hai", 50), line("ba bốn", 62))])) == "một hai\r\nba bốn"


def test_a_change_of_style_inside_a_word_leaves_no_space() -> None:
    text = unplaced("Khối các cơ")._replace(marks=(0, GLUED | ITALIC, TIED))
    assert copied(write(BOOK, [page(set_line(set_run(BOOK, text)))])) == "Khốicác cơ"


def test_runs_of_a_line_are_parted_by_a_space_unless_they_are_one_word() -> None:
    whole = unplaced("Khối các cơ")._replace(marks=(0, GLUED, 0))
    shapes = [BOOK.face(SQUARE).shape(piece) for piece in whole.pieces]
    first = set_run(BOOK, whole)._replace(shapes=(shapes[0],))
    second = set_run(BOOK, whole, x=60, colour=Cmyk(0, 1000, 1000, 0))._replace(shapes=(shapes[1],), first=1)
    third = set_run(BOOK, whole, x=92.5)._replace(shapes=(shapes[2],), first=2)
    assert copied(write(BOOK, [page(set_line(first, second, third))])) == "Khốicác cơ"


def test_a_no_break_hyphen_survives_copying() -> None:
    assert copied(write(BOOK, [page(line("Thái\u2011Nguyên"))])) == "Thái\u2011Nguyên"


def test_a_drop_cap_is_copied_with_the_rest_of_its_word() -> None:
    initial = set_line(set_run(BOOK, "Đ", size=30), y=74, role="drop-cap")
    rest = unplaced("ảng bộ")._replace(marks=(GLUED, 0))
    lines = [set_line(set_run(BOOK, rest, x=55)), line("Khối", 62)]
    assert copied(write(BOOK, [page(initial, *lines)])) == "Đảng bộ\r\nKhối"


def test_a_drop_cap_that_is_a_word_of_its_own_is_followed_by_a_space() -> None:
    initial = set_line(set_run(BOOK, "Ý", size=30), y=74, role="drop-cap")
    assert copied(write(BOOK, [page(initial, set_line(set_run(BOOK, "kiến", x=55)))])) == "Ý kiến"


def test_furniture_comes_last_and_is_an_artifact() -> None:
    pdf = write(BOOK, [page(line("bài", 300), furniture=(line("Trang 1", 20),))])
    assert copied(pdf) == "bài\r\nTrang 1"
    document = opened(pdf)
    operators = [str(step.operator) for step in pikepdf.parse_content_stream(document.pages[0])]
    assert operators.index("BMC") > operators.index("TJ")
    assert operators[-1] == "EMC"


def test_letters_stand_where_they_were_placed() -> None:
    assert boxes(write(BOOK, [page(line("ab c", 50))])) == [
        ("a", 20.0, 50.0),
        ("b", 30.0, 50.0),
        (" ", 40.0, 50.0),
        ("c", 42.5, 50.0),
    ]


def test_a_wider_word_space_moves_the_next_word() -> None:
    run = set_run(BOOK, "a b c", space=4000.0)
    assert [x for letter, x, _ in boxes(write(BOOK, [page(set_line(run))])) if letter != " "] == [20, 34, 48]


def test_tracking_and_glyph_scale_add_up_as_the_display_list_says() -> None:
    run = set_run(BOOK, "ab cd", space=5000.0, tracking=100.0, scale=980)
    edges = [left / 1000 for left, _ in run.spans()]
    found = {letter: x for letter, x, _ in boxes(write(BOOK, [page(set_line(run))]))}
    assert found["a"] == edges[0] == 20
    assert found["b"] == pytest.approx(20 + 10.1 * 0.98, abs=0.01)
    assert found["c"] == pytest.approx(edges[1], abs=0.01)


def test_a_raised_run_stands_off_the_baseline() -> None:
    assert boxes(write(BOOK, [page(set_line(set_run(BOOK, "a", rise=pt(3))))])) == [("a", 20.0, 47.0)]


def test_kerning_is_drawn() -> None:
    assert [x for _, x, _ in boxes(write(BOOK, [page(line("AVA"))]))] == [20, 29, 39]


def fonts_of(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(document.pages[0].Resources.Font.values())


def test_fonts_are_embedded_subset_and_named_after_their_content() -> None:
    document, second = opened(write(BOOK, [page(line("ab"))])), opened(write(BOOK, [page(line("abc"))]))
    (font,), (other,) = fonts_of(document), fonts_of(second)
    tag, _, name = str(font.BaseFont).lstrip("/").partition("+")
    assert name == "Square-Regular"
    assert len(tag) == 6
    assert tag.isupper()
    assert font.BaseFont != other.BaseFont
    descendant = font.DescendantFonts[0]
    assert descendant.FontDescriptor.FontName == font.BaseFont == descendant.BaseFont
    assert len(descendant.FontDescriptor.FontFile2.read_bytes()) < 2500


def test_widths_are_those_of_the_glyphs() -> None:
    document = opened(write(BOOK, [page(line("a b"))]))
    (font,) = fonts_of(document)
    stated: dict[int, float] = {}
    entries = list(font.DescendantFonts[0].W)
    for first, widths in zip(entries[::2], entries[1::2], strict=True):
        stated.update({int(first) + offset: float(width) for offset, width in enumerate(widths)})
    face = BOOK.face(SQUARE)
    assert stated[face.space_glyph] == 250
    assert stated[face.shape("a").glyphs[0]] == stated[face.shape("b").glyphs[0]] == 1000


def test_designs_of_one_face_share_one_font() -> None:
    heavier = FaceSpec("Square", 700)
    document = opened(write(BOOK, [page(line("một"), line("hai", 62, heavier), line("ba", 74, CFF))]))
    assert len(fonts_of(document)) == 2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet=VIETNAMESE + "0123456789", min_size=1, max_size=7), min_size=1, max_size=6))
def test_any_line_is_copied_whole(words: list[str]) -> None:
    text = " ".join(words)
    assert copied(write(BOOK, [page(line(text))])) == text


def test_pieces_shaped_elsewhere_are_embedded_too() -> None:
    """Shapes may come from another process: the glyphs that count are those of the display list."""
    other = FontBook(CATALOGUE)
    assert other.face(SQUARE) is not BOOK.face(SQUARE)
    assert isinstance(other.face(SQUARE), Face)
    assert copied(write(other, [page(line("giỗ tổ"))])) == "giỗ tổ"


def test_the_page_is_as_large_as_the_trim_on_screen() -> None:
    document = pdfium.PdfDocument(write(BOOK, [page(line("a"))]))
    assert document[0].get_size() == (EDITION.trim.width / 1000, EDITION.trim.height / 1000)
    document.close()
