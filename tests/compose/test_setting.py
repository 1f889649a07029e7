"""Lines on paper: justified to the measure with their marks in the margin, ragged, centred; changes of face."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from square_articles import texts
from square_layout import MEASURE, kit, style, text
from square_type import ASCII, CFF

from newsletter.colour import Cmyk
from newsletter.compose.even import STRAINED, Setting, settings_of
from newsletter.compose.grammar import protrusion
from newsletter.compose.itemise import Atoms, itemise
from newsletter.compose.linebreak import break_lines
from newsletter.compose.setting import Measure, Words, baseline_in, set_line, set_text
from newsletter.model.article import BOLD, GLUED, NOTE, Text
from newsletter.pages.items import TextRun
from newsletter.units import Mpt, pt

KIT = kit()
BODY, CASTER = KIT.layout.styles["body"], KIT.caster
MIXED = style("mixed", align="justify", bold=CFF, emphasis=ASCII)
ROUNDING: Mpt = 20
"""Each piece is rounded to 1 Mpt once for the sums and once for its place: 0.02 pt on a line of ten pieces."""

Spans = list[tuple[Mpt, Mpt]]


def spans(runs: tuple[TextRun, ...]) -> Spans:
    return [span for run in runs for span in run.spans()]


def inner(of: Atoms, start: int, stop: int, runs: tuple[TextRun, ...]) -> tuple[Mpt, Mpt]:
    """Left and right end of a line without what hangs: the marks' shares, and the tracking after the last letter."""
    placed, last = spans(runs), runs[-1]
    return (
        placed[0][0] + of.casts[start].left,
        placed[-1][1] - of.casts[stop - 1].right - round(last.tracking * last.scale / 1000),
    )


def lines_of(of: Atoms, measure: Mpt = MEASURE) -> list[tuple[int, int, Setting]]:
    """Where the lines of a paragraph begin and end, and how they are set."""
    ends = min(break_lines(of, measure), key=lambda breaking: breaking.demerits).ends
    settings = settings_of(of, ends, (measure,) * len(ends))
    return [(start, stop, one) for (start, stop), one in zip(pairwise((0, *ends)), settings, strict=True)]


def alone(of: Atoms, stop: int, measure: Mpt) -> Setting:
    """The setting of a paragraph's first line where it has no neighbour."""
    return settings_of(of, (stop,), (measure,))[0]


# -- justified ---------------------------------------------------------------------


@settings(max_examples=200, deadline=None, derandomize=True)
@given(texts(), st.sampled_from((BODY, MIXED)), st.integers(100, 250), st.sampled_from((0, pt(10))))
def test_justified_lines_end_at_the_measure(words: Text, of_style: object, measure: int, indent: Mpt) -> None:
    assert of_style in (BODY, MIXED)
    of = itemise(words, BODY if of_style is BODY else MIXED, CASTER, indent=indent)
    lines = lines_of(of, pt(measure))
    for start, stop, setting in lines:
        runs, gap = set_line(of, start, stop, Measure(pt(7), pt(measure)), setting, last=stop == len(of.casts))
        left, right = inner(of, start, stop, runs)
        assert left == pytest.approx(pt(7) + (0 if start else indent), abs=ROUNDING)
        if gap and any(not mark & GLUED for mark in of.text.marks[start + 1 : stop]):
            assert right == pytest.approx(pt(7 + measure), abs=ROUNDING)


@pytest.mark.parametrize("words", ["aa " * 10, "aaa " * 8, "aaaa " * 6])
def test_the_tightest_line_keeps_three_quarters_of_its_word_spaces(words: str) -> None:
    of = itemise(text(words), BODY, CASTER)
    tightest = of.end[-1] - of.at[0] - (of.down_end[-1] - of.down_at[0])
    setting = alone(of, len(of.casts), tightest)
    _, gap = set_line(of, 0, len(of.casts), Measure(0, tightest), setting, last=True)
    assert 0.75 <= gap < 1


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts(), st.integers(100, 250))
def test_tracking_and_scale_stay_near_the_style(words: Text, measure: int) -> None:
    of = itemise(words, BODY, CASTER)
    for start, stop, setting in lines_of(of, pt(measure)):
        runs, _ = set_line(of, start, stop, Measure(0, pt(measure)), setting, last=stop == len(of.casts))
        for run in runs:
            assert BODY.scale_min <= run.scale <= 1000 + STRAINED * (BODY.scale_max - 1000)
            assert BODY.tracking_min * 10 <= run.tracking <= BODY.tracking_max * 10 * STRAINED


def test_a_line_of_natural_width_is_neither_stretched_nor_scaled() -> None:
    of = itemise(text("aaa aaa aaa bbb"), BODY, CASTER)
    (run,), gap = set_line(of, 0, 3, Measure(0, pt(95)), last=False)
    assert (run.scale, run.tracking, run.space, gap) == (1000, 0.0, pt(2.5), 1.0)


def test_points_and_quotation_marks_hang_in_the_margins() -> None:
    of = itemise(text("“aa aaa aaa. b"), BODY, CASTER)
    (run,), _ = set_line(of, 0, 3, Measure(0, pt(100)), alone(of, 3, pt(100)), last=False)
    placed = list(run.spans())
    assert placed[0][0] == -pt(10) * protrusion("“")[0] // 1000 == -pt(3)
    assert placed[-1][1] == pytest.approx(pt(100) + pt(7) + run.tracking * run.scale / 1000, abs=ROUNDING)


def test_the_last_line_is_set_at_its_own_width() -> None:
    of = itemise(text("aaa aaa"), BODY, CASTER)
    (run,), gap = set_line(of, 0, 2, Measure(0, MEASURE), last=True)
    assert gap == 0
    assert list(run.spans()) == [(0, pt(30)), (pt(32.5), pt(62.5))]


def test_a_last_line_a_little_too_long_is_drawn_in() -> None:
    of = itemise(text("aaa aaa aaa"), BODY, CASTER)
    runs, gap = set_line(of, 0, 3, Measure(0, pt(94)), alone(of, 3, pt(94)), last=True)
    assert inner(of, 0, 3, runs)[1] == pytest.approx(pt(94), abs=ROUNDING)
    assert 0.75 <= gap < 1.001


def test_one_word_alone_is_not_stretched() -> None:
    of = itemise(text("aaa bbb"), BODY, CASTER)
    (run,), gap = set_line(of, 0, 1, Measure(0, MEASURE), last=False)
    assert (list(run.spans()), gap) == ([(0, pt(30))], 0.0)


def test_one_word_a_little_too_long_is_drawn_in() -> None:
    of = itemise(text("aaaaa|bbbbb"), BODY, CASTER)
    runs, gap = set_line(of, 0, 2, Measure(0, pt(98)), alone(of, 2, pt(98)), last=True)
    assert inner(of, 0, 2, runs)[1] == pytest.approx(pt(98), abs=pt(0.2))
    assert gap == 0


def test_the_gap_is_the_mean_word_space_over_the_natural_one() -> None:
    of = itemise(text("aaaa bbbb c"), BODY, CASTER)
    (run,), gap = set_line(of, 0, 2, Measure(0, MEASURE), alone(of, 2, MEASURE), last=False)
    (_, right), (left, _) = run.spans()
    shown = left - right + run.tracking * run.scale / 1000  # the letter's own tracking belongs to the space
    assert gap == pytest.approx(shown / pt(2.5), abs=0.01)


# -- ragged ------------------------------------------------------------------------


@pytest.mark.parametrize(("align", "x"), [("left", 7), ("centre", 7 + 18.75), ("right", 7 + 37.5)])
def test_ragged_lines_stand_left_in_the_middle_or_right(align: str, x: float) -> None:
    of = itemise(text("aaa bbb"), style("ragged", align=align), CASTER)  # 62.5 pt of 100
    (run,), gap = set_line(of, 0, 2, Measure(pt(7), MEASURE), last=False)
    assert next(iter(run.spans()))[0] == pt(x)
    assert gap == 0


# -- several faces -------------------------------------------------------------------


def test_a_change_of_face_begins_a_new_run_where_the_old_one_ends() -> None:
    of = itemise(text("aaa bb c")._replace(marks=(0, BOLD, 0)), MIXED, CASTER)
    runs, _ = set_line(of, 0, 3, Measure(0, MEASURE), last=True)
    assert [run.face.family for run in runs] == ["Square", "SquareCff", "Square"]
    assert spans(runs) == [(0, pt(30)), (pt(32.5), pt(52.5)), (pt(55), pt(65))]
    assert [run.first for run in runs] == [0, 1, 2]


def test_a_change_of_face_inside_a_word_leaves_no_gap() -> None:
    of = itemise(text("aaa|bb c")._replace(marks=(BOLD, GLUED, 0)), MIXED, CASTER)
    runs, _ = set_line(of, 0, 3, Measure(0, MEASURE), last=True)
    assert spans(runs)[:2] == [(0, pt(30)), (pt(30), pt(50))]


def test_a_note_is_a_run_of_its_own_above_the_line() -> None:
    of = itemise(text("aaa|1 bb")._replace(marks=(0, GLUED | NOTE, 0)), BODY, CASTER)
    runs, _ = set_line(of, 0, 3, Measure(0, MEASURE), last=True)
    assert [(run.size, run.rise) for run in runs] == [(pt(10), 0), (pt(6.5), pt(3.3)), (pt(10), 0)]


def test_a_line_with_a_letter_from_a_fallback_family_ends_at_the_measure() -> None:
    of = itemise(text("aaaa ủy bbb cc"), style("ascii", align="justify", face=ASCII), CASTER)
    runs, _ = set_line(of, 0, 3, Measure(0, MEASURE), alone(of, 3, MEASURE), last=False)
    assert [run.face.family for run in runs] == ["SquareAscii", "Square", "SquareAscii"]
    assert inner(of, 0, 3, runs)[1] == pytest.approx(MEASURE, abs=ROUNDING)


@pytest.mark.parametrize("marks", [(0, 0, 0, 0), (0, GLUED | NOTE, 0, 0)])
def test_a_tracked_style_fills_the_measure_too(marks: tuple[int, ...]) -> None:
    of = itemise(text("aaaa 1 bb cc")._replace(marks=marks), style("tracked", align="justify", tracking=50), CASTER)
    runs, _ = set_line(of, 0, 3, Measure(0, MEASURE), alone(of, 3, MEASURE), last=False)
    last = runs[-1]
    pooled = last.tracking - pt(0.5)  # what the line adds to the style's own
    assert spans(runs)[-1][1] - pooled * last.scale / 1000 == pytest.approx(MEASURE, abs=ROUNDING)


def test_a_style_in_another_colour_is_set_in_that_colour() -> None:
    """The red words of a proof must not make the running head red, nor take its colour."""
    red = BODY._replace(colour=Cmyk(0, 1000, 1000, 0))
    for one in (BODY, red, BODY):
        (run,), _ = set_line(itemise(text("a"), one, CASTER), 0, 1, Measure(0, MEASURE), last=True)
        assert run.colour == one.colour


# -- text off the grid -----------------------------------------------------------------


def test_lines_off_the_grid_follow_each_other_at_the_leading_of_their_style() -> None:
    caption = style("caption", leading=pt(11))
    lines, height = set_text(text("aaaa bbbb cccc dddd"), caption, CASTER, Measure(0, MEASURE), Words("a", "caption"))
    drop = baseline_in(pt(11), pt(10))
    assert [line.baseline for line in lines] == [drop, drop + pt(11)]
    assert [line.ends for line in lines] == [False, True]
    assert height == pt(22)
    assert 0 < drop < pt(11)


def test_a_text_without_words_has_no_lines() -> None:
    assert set_text(Text("", (), (), (), ()), BODY, CASTER, Measure(0, MEASURE), Words("a", "body")) == ((), 0)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts(), st.sampled_from(("left", "centre", "right", "justify")))
def test_text_off_the_grid_keeps_its_words_and_its_measure(words: Text, align: str) -> None:
    assume(all(len(piece) <= 10 for piece in words.pieces))
    lines, _ = set_text(words, style(align, align=align), CASTER, Measure(0, MEASURE), Words("a", "box"))
    assert [shape.text for line in lines for run in line.runs for shape in run.shapes] == list(words.pieces)
    for line in lines:
        placed = spans(line.runs)
        assert placed[0][0] >= -pt(5)  # at most what hangs
        assert placed[-1][1] <= MEASURE + pt(8)
