"""Marks of changes on a page of a proof."""

from newsletter.compose.changemarks import BAR_OFF, BAR_WIDTH, UNDERLINE, Changed, change_bars, change_marks
from newsletter.geometry import Rect
from newsletter.pages.items import Outline, Panel, Stroke
from newsletter.units import pt


def word(x: float, y: float, left: float = 40) -> Changed:
    """A new word of 30 pt on a line of 12."""
    return Changed("added", Rect(pt(x), pt(y), pt(x + 30), pt(y + 12)), pt(left))


def test_a_bar_stands_left_of_its_column_as_high_as_the_line() -> None:
    (bar,) = change_bars([word(60, 100)])
    assert bar == Rect(pt(40) - BAR_OFF - BAR_WIDTH, pt(100), pt(40) - BAR_OFF, pt(112))


def test_lines_that_follow_one_another_share_a_bar() -> None:
    bars = change_bars([word(60, 112), word(60, 100), word(90, 100), word(60, 136), word(260, 100, left=240)])
    assert [(bar.y0, bar.y1) for bar in bars] == [(pt(100), pt(124)), (pt(136), pt(148)), (pt(100), pt(112))]


def test_a_new_word_has_a_line_at_the_foot_of_its_own() -> None:
    marks = change_marks([word(60, 100)])
    assert Rect(pt(60), pt(112) - UNDERLINE, pt(90), pt(112)) in [mark.box for mark in marks if isinstance(mark, Panel)]


def test_words_left_out_have_a_wedge_and_photos_a_frame() -> None:
    gap = Changed("deleted", Rect(pt(60), pt(100), pt(60), pt(112)), pt(40))
    photo = Changed("photo", Rect(pt(40), pt(200), pt(140), pt(300)), pt(40))
    marks = change_marks([gap, photo])
    (wedge,) = [mark for mark in marks if isinstance(mark, Outline)]
    assert min(wedge.rings[0], key=lambda corner: corner.y).x == pt(60)
    (frame,) = [mark for mark in marks if isinstance(mark, Stroke)]
    assert frame.box.x0 < pt(40)
    assert frame.box.y1 > pt(300)


def test_where_nothing_changed_nothing_is_marked() -> None:
    assert change_marks([]) == ()
