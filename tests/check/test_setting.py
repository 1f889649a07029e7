"""How the body is set, against the bars: which page, which line, how bad, and no more than can be read."""

import pytest
from square_pages import line, page, text

from newsletter.check.setting import judge_setting
from newsletter.model.layout import Bars, SpacingBar
from newsletter.pages.items import Line, Page
from newsletter.pages.quality import Tally, count
from newsletter.problems import Problem
from newsletter.source import LineIndex, SourceSpan
from newsletter.units import pt

FILE = "articles/a.md"
NARROW = ("aaaaaaaa bbbbbbbb cccc", "aaaa bbbbbbbb cccccccc")
"""22 characters; no space stands below another."""
WIDE = ("aaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbb cccc", "aaaaaaaaaa bbbbbbbbbbbbbbbb cccccccccccccc")
"""42 characters."""


def judged(*pages: Page, bars: Bars = Bars()) -> list[Problem]:  # noqa: B008 (a constant)
    tally = Tally(pt(12))
    for made in pages:
        count(tally, made)
    return list(judge_setting(tally, bars, {FILE: LineIndex((0, 100))}))


def codes(*pages: Page, bars: Bars = Bars()) -> list[str]:  # noqa: B008 (a constant)
    return [problem.code for problem in judged(*pages, bars=bars)]


def column(count: int, words: tuple[str, str] = NARROW, *gaps: float) -> list[Line]:
    """``gaps``: of the lines, in turn."""
    wanted = gaps or (1.0,)
    return [line(words[row % 2], y=10 + 12 * row, gap=wanted[row % len(wanted)]) for row in range(count)]


def test_a_page_within_all_bars_says_nothing() -> None:
    assert judged(page(*column(40), line("aaaaaaaa bbbbbbbb", y=490, ends=True))) == []


def test_a_page_of_loose_lines_tells_figure_limit_and_its_loosest_line() -> None:
    loose = line(text("đồng chí bạn đọc gần xa thân mến", start=103), y=490, gap=1.9)
    (found,) = [problem for problem in judged(page(*column(40, NARROW, 1.7), loose)) if problem.code == "NL540"]
    values = dict(found.values)
    assert (values["page"], values["figure"], values["limit"], values["worst"]) == (1, "1.70", "1.6", "1.90")
    assert values["words"] == "đồng chí bạn đọc gần"
    assert found.severity == "warning"
    assert found.source == SourceSpan(FILE, 2, 4)
    assert found.spot is not None
    assert found.spot.page == 1
    assert found.spot.box is not None
    assert found.spot.box.y1 == pt(490)


def test_wide_columns_are_judged_more_severely_than_narrow_ones() -> None:
    assert codes(page(*column(40, NARROW, 1.5))) == []
    assert codes(page(*column(40, WIDE, 1.5))) == ["NL540"]


def test_uneven_spacing_is_told_of_wide_columns_alone() -> None:
    """Half of the lines at 0.9, half at 1.4: a deviation of 0.25."""

    assert codes(page(*column(40, WIDE, 0.9, 1.4))) == ["NL541"]
    narrow = page(*column(40, NARROW, 0.9, 1.4))
    assert codes(narrow) == []
    assert codes(narrow, bars=Bars(narrow=SpacingBar(1.6, 0.2, 0.5))) == ["NL541"]


def test_a_page_of_few_lines_has_no_percentile() -> None:
    assert codes(page(*column(39, WIDE, 1.5))) == []


def test_a_layout_may_allow_more() -> None:
    made = page(*column(40, WIDE, 1.5))
    assert codes(made, bars=Bars(wide=SpacingBar(1.5, 0.2, 0.2))) == []


def test_lines_over_twice_the_natural_space_are_told_where_the_issue_has_too_many() -> None:
    """A limit of 0.5 %: one line in 200 passes, one in 197 does not."""
    loose = line(NARROW[0], y=490, gap=2.5)
    plain = [page(*column(40), number=number) for number in range(1, 5)]
    assert "NL550" not in codes(*plain, page(*column(39), loose, number=5))
    told = [problem for problem in judged(*plain, page(*column(36), loose, number=5)) if problem.code == "NL550"]
    assert [dict(problem.values)["page"] for problem in told] == [5]
    assert dict(told[0].values)["count"] == 1


def test_a_line_set_too_close_is_told() -> None:
    assert codes(page(*column(2, NARROW, 0.75))) == []
    (found,) = judged(page(*column(2, NARROW, 0.7, 1.0)))
    assert (found.code, dict(found.values)["worst"]) == ("NL543", "0.70")


def test_one_river_on_a_page_passes_and_two_do_not() -> None:
    def river(y: int) -> list[Line]:
        return [line("aaaa bbbb", y=y + 12 * row, space=20, gap=1.2) for row in range(4)]

    assert codes(page(*river(10))) == []
    (found,) = judged(page(*river(10), *river(106)))
    assert (found.code, dict(found.values)["count"]) == ("NL544", 2)


def test_widows_orphans_and_runts_are_told_at_their_lines() -> None:
    first = page(line("aaaa bbbb", ends=True), line("aaaa bbbb", y=22), number=1)
    second = page(line("cccccc dddd", ends=True), line("aaaa bbbb", y=22), line("eee", y=34, ends=True), number=2)
    found = {problem.code: dict(problem.values) for problem in judged(first, second)}
    assert (found["NL546"]["page"], found["NL546"]["words"]) == (1, "aaaa bbbb")
    assert (found["NL545"]["page"], found["NL545"]["words"]) == (2, "cccccc dddd")
    assert (found["NL547"]["page"], found["NL547"]["words"]) == (2, "eee")
    assert codes(first, second, bars=Bars(widows=1, orphans=1, runts=1)) == []


def test_a_line_off_the_grid_is_told_with_its_distance() -> None:
    (found,) = judged(page(line("a b"), line("a b", y=22), line("a b", y=33)))
    assert (found.code, dict(found.values)["off"], dict(found.values)["limit"]) == ("NL548", "1.00", "0.1")


def test_columns_that_end_apart_say_which_is_how_many_lines_short() -> None:
    """Four lines, two, three: three lines are missing, three are over the highest foot."""
    columns = [line("aaaaaaaaa", x=50 * at, y=10 + 12 * row, frame=f"lead/{at}")
               for at, depth in ((1, 4), (2, 2), (3, 3)) for row in range(depth)]  # fmt: skip
    (found,) = judged(page(*columns))
    values = dict(found.values)
    assert (found.code, values["story"], values["slot"]) == ("NL542", "a", "lead")
    assert values["columns"] == "2 (−2), 3 (−1)"
    assert values["more"] == values["less"] == 24  # three lines of 36 characters, as none is justified
    assert codes(page(*columns), bars=Bars(feet=1)) == ["NL542"]
    assert codes(page(*columns), bars=Bars(feet=2)) == []


def test_only_the_worst_places_of_a_kind_are_told_and_the_rest_counted() -> None:
    pages = [page(*column(2, NARROW, 0.70 - number / 100), number=number) for number in range(1, 9)]
    found = judged(*pages)
    assert [dict(problem.values)["page"] for problem in found[:-1]] == [4, 5, 6, 7, 8]
    assert (found[-1].code, found[-1].severity) == ("NL549", "note")
    assert dict(found[-1].values) == {"like": "NL543", "count": 3, "pages": "1, 2, 3"}


@pytest.mark.parametrize("number", [1, 2])
def test_judgement_does_not_depend_on_the_order_of_pages(number: int) -> None:
    pages = [page(line("aaaa bbbb", ends=True), line("aaaa bbbb", y=22), number=1),
             page(line("cccccc dddd", ends=True), number=2)]  # fmt: skip
    assert codes(*pages[::-1]) == codes(*pages)
