"""Text becomes glyphs: widths, kerning, stand-ins, and what a PDF embeds."""

import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st
from square_type import ASCII, CATALOGUE, CFF, SQUARE

from newsletter.faces.book import VIETNAMESE, FontBook
from newsletter.faces.face import Face

BOOK = FontBook(CATALOGUE)
FACE = BOOK.face(SQUARE)


def glyph(letter: str) -> int:
    return FACE.shape(letter).glyphs[0]


def test_a_face_knows_its_measures() -> None:
    assert (FACE.upem, FACE.space, FACE.cap_height, FACE.x_height) == (1000, 250, 700, 500)
    assert int(FACE.space_code, 16) == FACE.space_glyph


def test_letters_are_one_em_wide_each() -> None:
    shape = FACE.shape("Đảng")
    assert shape.advances == (1000,) * 4
    assert shape.advance == 4000
    assert shape.clusters == (0, 1, 2, 3)
    assert shape.code == "".join(f"{glyph(letter):04X}" for letter in "Đảng")


def test_kerning_narrows_the_advance_and_stands_in_the_code() -> None:
    shape = FACE.shape("AV")
    assert shape.advances == (900, 1000)
    assert shape.code == f"{glyph('A'):04X}>100<{glyph('V'):04X}"


def test_a_piece_is_shaped_once() -> None:
    assert FACE.shape("tỉnh") is FACE.shape("tỉnh")


def test_missing_names_each_character_once_and_in_order() -> None:
    assert FACE.missing("Thái Nguyên") == ""
    assert FACE.missing("日a本日") == "日本"
    assert BOOK.face(ASCII).missing("Đảng ủy") == "Đảủ"


def test_a_no_break_hyphen_is_drawn_as_a_hyphen_and_copied_as_itself() -> None:
    shape = FACE.shape("a\u2011b")
    assert FACE.missing("a\u2011b") == ""
    assert shape.glyphs == FACE.shape("a-b").glyphs
    assert "/ActualText<FEFF006120110062>" in shape.code


def test_thin_spaces_that_the_font_lacks_are_a_sixth_of_an_em() -> None:
    for space in "\u2009\u202f":
        assert FACE.shape(f"1{space}000").advance == 4 * 1000 + 166
    assert FACE.shape("a\u00a0b").advance == 2 * 1000 + 250


def test_characters_that_are_never_seen_take_no_room() -> None:
    assert FACE.missing("a\u200bb\u00ad") == ""
    assert FACE.shape("a\u200bb\u00ad").advance == 2000


def test_ink_is_measured_on_outlines_not_on_the_line() -> None:
    assert FACE.ink("H") == (0, 0, 1000, 700)
    assert FACE.ink("ag") == (0, -200, 2000, 500)
    assert FACE.ink(" ") == (0, 0, 0, 0)
    assert FACE.ink("AV") == (0, 0, 1900, 700)


def test_an_outline_is_a_closed_path_with_each_letter_in_its_place() -> None:
    path = FACE.outline("HH")
    assert [operator for operator, _ in path if operator in "mh"] == ["m", "h", "m", "h"]
    points = [pair for operator, values in path for pair in zip(values[::2], values[1::2], strict=True)]
    assert (min(x for x, _ in points), max(x for x, _ in points)) == (0, 2000)
    assert (min(y for _, y in points), max(y for _, y in points)) == (0, 700)


def test_the_program_keeps_glyph_numbers_and_leaves_the_rest_out() -> None:
    wanted = FACE.shape("Đảng").glyphs
    program = hb.Font(hb.Face(hb.Blob(FACE.program(wanted))))
    for number in wanted:
        assert program.get_glyph_h_advance(number) == 1000
        assert program.get_glyph_extents(number).width == 1000
    assert program.get_glyph_extents(glyph("z")).width == 0
    assert len(FACE.program(wanted)) < len(FACE.program(FACE.shape(VIETNAMESE).glyphs))


def test_the_program_is_the_same_in_any_order_and_each_time() -> None:
    wanted = FACE.shape("thời").glyphs
    assert FACE.program(wanted) == FACE.program(tuple(reversed(wanted)))


def test_a_face_with_cff_outlines_gives_its_bare_cff_table() -> None:
    face = BOOK.face(CFF)
    assert face.outlines == "CFF"
    assert face.shape("Đảng").advance == 4000
    assert face.program(face.shape("Đảng").glyphs)[:1] == b"\x01"


@given(st.text(alphabet=VIETNAMESE + "0123456789.,-–“”AV", min_size=1, max_size=12))
def test_a_shape_adds_up(text: str) -> None:
    shape = FACE.shape(text)
    assert shape.advance == sum(shape.advances)
    assert len(shape.glyphs) == len(shape.advances) == len(shape.clusters) == len(text)
    assert shape.advance == 1000 * len(text) - 100 * text.count("AV")


@given(st.text(max_size=20))
def test_no_text_breaks_a_face(text: str) -> None:
    shape = Face.shape(FACE, text)
    assert shape.text == text
    assert shape.advance == sum(shape.advances)
