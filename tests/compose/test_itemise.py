"""Text as boxes, glue and penalties; pieces that no column holds."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_articles import texts
from square_layout import MEASURE, kit, layout, slot, style, template, text
from square_type import ASCII

from newsletter.compose.grammar import HYPHEN, NEVER, SOFT
from newsletter.compose.itemise import NOTE_RISE, NOTE_SIZE, Caster, fitted, forced_breaks, itemise
from newsletter.model.article import BOLD, BREAK, GLUED, NOTE, TIED, Text, unplaced
from newsletter.model.lexicon import make_lexicon
from newsletter.units import pt

KIT = kit()
BODY, CASTER = KIT.layout.styles["body"], KIT.caster


def marked(words: str, *marks: int) -> Text:
    return text(words)._replace(marks=marks)


def test_a_word_is_as_wide_as_its_letters_and_a_space_parts_two() -> None:
    of = itemise(text("aaa bb"), BODY, CASTER)
    assert [cast.width for cast in of.casts] == [pt(30), pt(20)]
    assert of.at == (0, pt(32.5))
    assert of.end == (pt(30), pt(52.5))


def test_kerning_counts() -> None:
    of = itemise(text("AV"), BODY, CASTER)  # A V stand 1 pt nearer; each hangs 5 % over the margin
    assert of.casts[0].width == pt(19)
    assert of.end[0] - of.at[0] == pt(19) - half(pt(9)) - half(pt(10))


def half(width: int) -> int:
    return width * 50 // 1000


def test_a_mark_that_hangs_takes_less_of_the_line() -> None:
    of = itemise(text("“aaa."), BODY, CASTER)
    assert of.casts[0].left == pt(3)
    assert of.casts[0].right == pt(7)
    assert of.end[0] - of.at[0] == pt(50) - pt(10)


def test_glued_pieces_have_no_space_and_no_break_between() -> None:
    of = itemise(text("aaa|bb cc"), BODY, CASTER)
    assert of.end[1] == pt(50)
    assert of.prices == (0, NEVER, 0, 0)


def test_a_no_break_space_is_a_space_without_a_break() -> None:
    of = itemise(marked("aaa bb cc", 0, TIED, 0), BODY, CASTER)
    assert of.end[1] == pt(52.5)
    assert of.prices == (0, NEVER, 0, 0)


def test_a_note_is_small_and_raised_and_stays_with_its_word() -> None:
    of = itemise(marked("aaa 1", 0, NOTE | GLUED), BODY, CASTER)
    assert of.casts[1].width == pt(10) * NOTE_SIZE // 1000
    assert of.tables[1].rise == pt(10) * NOTE_RISE // 1000
    assert of.prices[1] == NEVER


def test_a_line_may_end_after_the_hyphens_of_a_foreign_name_at_a_high_price() -> None:
    of = itemise(text("thăm Mát-xcơ-va và"), BODY, CASTER)
    assert of.text.pieces == ("thăm", "Mát-", "xcơ-", "va", "và")
    assert of.prices == (0, 0, HYPHEN, HYPHEN, 0, 0)
    assert of.text.words == 3
    assert of.text.plain() == "thăm Mát-xcơ-va và"


def test_a_line_may_end_after_a_dash_between_figures() -> None:
    of = itemise(text("(1954–2022)."), BODY, CASTER)
    assert of.text.pieces == ("(1954–", "2022).")
    assert of.prices == (0, SOFT, 0)


def test_what_a_link_spans_it_spans_when_its_words_are_parted() -> None:
    linked = text("ở Mát-xcơ-va nay")._replace(links=((1, 2, "https://a"),))
    assert itemise(linked, BODY, CASTER).text.links == ((1, 4, "https://a"),)


def test_words_of_the_lexicon_are_parted_at_a_price() -> None:
    known = Caster(CASTER.book, make_lexicon(["cơ quan", "Đảng bộ Khối"]))
    assert itemise(text("các cơ quan Đảng bộ Khối"), BODY, known).prices == (0, 0, SOFT, 0, SOFT, SOFT, 0)


def test_an_indent_belongs_to_the_first_line_alone() -> None:
    of = itemise(text("aaa bb"), BODY, CASTER, indent=pt(10))
    assert of.end[0] - of.at[0] == pt(40)
    assert of.end[1] - of.at[1] == pt(20)


def test_capitals_are_measured_as_shown() -> None:
    shown = itemise(text("đảng"), style("caps", caps=True), CASTER)
    assert shown.casts[0].shape.text == "ĐẢNG"


def test_another_size_is_another_width() -> None:
    assert itemise(text("aaa"), BODY, CASTER, size=pt(20)).casts[0].width == pt(60)


def test_letters_that_a_face_lacks_come_from_a_fallback_family() -> None:
    of = itemise(text("ab ủy"), style("ascii", face=ASCII), CASTER)
    assert [cast.face.family for cast in of.casts] == ["SquareAscii", "Square"]
    assert CASTER.table(style("ascii", face=ASCII)).lacking == {}


def test_letters_that_no_family_has_are_told() -> None:
    fresh = kit()
    itemise(text("ab 漢a"), BODY, fresh.caster)
    assert fresh.caster.table(BODY).lacking == {"漢a": "漢"}


def test_hard_breaks_cut_a_text() -> None:
    parts = forced_breaks(marked("a b c d", 0, BREAK, 0, BREAK))
    assert [part.plain() for part in parts] == ["a", "b c", "d"]
    assert [part.plain() for part in forced_breaks(marked("a b", BREAK, 0))] == ["a b"]


def test_a_text_without_words_is_one_part_without_pieces() -> None:
    assert [part.pieces for part in forced_breaks(unplaced(""))] == [()]


# -- pieces wider than the column ------------------------------------------------------


def test_text_that_fits_is_left_alone() -> None:
    words = text("aaa bbb")
    assert fitted(words, CASTER.table(BODY), MEASURE) == (words, ())


def test_ten_thousand_letters_are_cut_into_parts_as_wide_as_the_column_and_none_is_lost() -> None:
    table = CASTER.table(BODY)
    long = "abcdefghij" * 1000
    cut, told = fitted(text(f"aaa {long} bbb"), table, MEASURE)
    assert told == (long,)
    assert cut.plain() == f"aaa {long} bbb"
    assert cut.words == 3
    assert all(table[piece].width <= MEASURE for piece in cut.pieces)
    assert len(cut.pieces) == pytest.approx(2 + 10_000 / 9, abs=2)  # 9.8 letters a column


def test_parts_know_where_they_stand_in_the_file() -> None:
    long = "x" * 25
    words = Text("a.md", ("aa", long), (3, 10), (5, 35), (0, BOLD))
    cut, _ = fitted(words, CASTER.table(BODY), MEASURE)
    assert cut.starts == (3, 10, 19, 28)
    assert cut.ends == (5, 19, 28, 35)
    assert cut.marks[1:] == (BOLD, BOLD | GLUED | BREAK, BOLD | GLUED | BREAK)


def test_a_letter_is_not_parted_from_its_marks() -> None:
    loose = "e\u0302\u0301" * 30  # ế, not composed
    cut, _ = fitted(text(loose), CASTER.table(BODY), MEASURE)
    assert "".join(cut.pieces) == loose
    assert all(piece[0] == "e" for piece in cut.pieces)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet="aăâ.đ-/", min_size=1, max_size=80), st.integers(10, 200))
def test_no_part_is_wider_than_the_column(word: str, measure: int) -> None:
    table = CASTER.table(BODY)
    cut, _ = fitted(text(word), table, pt(measure))
    assert "".join(cut.pieces) == word
    if len(word) > 12:
        assert all(table[piece].width <= pt(measure) for piece in cut.pieces)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts())
def test_distances_along_a_paragraph_add_up(words: Text) -> None:
    of = itemise(words, BODY, CASTER)
    assert all(a < b for a, b in pairwise(of.end))
    assert all(a < b for a, b in pairwise(of.at))
    assert len(of.prices) == len(of.casts) + 1
    assert all(up >= 0 and down >= 0 for up, down in zip(of.up_end, of.down_end, strict=True))


def test_the_pool_of_a_style_is_its_spaces_tracking_and_scale() -> None:
    """Of tracking and scale three quarters; the rest is kept back (COMFORT)."""
    pool = style("pool", align="justify", space_max=1500, space_min=800, tracking_max=20, tracking_min=-10,
                 scale_max=1020, scale_min=980)  # fmt: skip
    of = itemise(text("aaa aaa"), pool, kit(layout(template(slot()))).caster)
    letters, space = pt(10) * 6, pt(2.5)
    assert of.up_end[1] == space * 0.5 + 0.75 * (6 * pt(0.2) + letters * 0.02)
    assert of.down_end[1] == space * 0.2 + 6 * pt(0.1) + letters * 0.02
