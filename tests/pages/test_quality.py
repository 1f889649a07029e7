"""Figures of the build report, each shown by the smallest page that has the fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from square_pages import line, page, picture

from newsletter.pages.items import Page
from newsletter.pages.quality import Quality, Tally, count, page_qualities, quality, spaces
from newsletter.units import pt


def tallied(*pages: Page) -> Tally:
    tally = Tally(pt(12))
    for made in pages:
        count(tally, made)
    return tally


def judged(*pages: Page) -> Quality:
    return quality(tallied(*pages))


def test_an_issue_without_text_has_no_spacing_and_no_faults() -> None:
    found = judged(page())
    assert found.gap_p95 is None
    assert (found.widows, found.orphans, found.runts, found.rivers_per_100) == (0, 0, 0, 0)


def test_spacing_counts_justified_lines_and_no_last_ones() -> None:
    found = judged(page(line("a b", gap=1.0), line("a b", y=22, gap=2.5), line("a b", y=34, gap=9, ends=True)))
    assert found.gap_p95 == pytest.approx(2.425)
    assert found.gap_sd == pytest.approx(0.75)
    assert found.gap_over_2 == 0.5


def test_a_last_line_alone_at_the_top_of_a_column_is_a_widow() -> None:
    found = judged(
        page(line("aaaa bbbb"), line("aaaa bbbb", y=22), line("cccc dddd", x=200, frame="lead/2", ends=True))
    )
    assert (found.widows, found.orphans) == (1, 0)


def test_a_widow_on_the_next_page_is_found_though_that_page_came_first() -> None:
    before = page(line("aaaa bbbb"), line("aaaa bbbb", y=22), number=1)
    after = page(line("cccc dddd", ends=True), number=2)
    assert judged(after, before).widows == 1


def test_a_paragraph_of_one_line_at_the_top_of_a_column_is_no_widow() -> None:
    found = judged(page(line("aaaa bbbb", ends=True), line("cccc dddd", x=200, frame="lead/2", ends=True)))
    assert found.widows == 0


def test_a_first_line_alone_at_the_foot_of_a_column_is_an_orphan() -> None:
    found = judged(
        page(
            line("aaaa bbbb", ends=True),
            line("cccc dddd", y=22),
            line("eeee ffff", x=200, frame="lead/2"),
            line("gggg hhhh", x=200, y=22, frame="lead/2", ends=True),
        )
    )
    assert (found.widows, found.orphans) == (0, 1)


@pytest.mark.parametrize(("last", "runts"), [("nghiêng", 1), ("an toàn", 0), ("a b", 1)])
def test_a_last_line_of_one_syllable_or_under_a_fifth_of_the_measure_is_a_runt(last: str, runts: int) -> None:
    assert judged(page(line("aaaaaaaa bbbbbbbb"), line(last, y=22, ends=True))).runts == runts


def test_word_spaces_below_each_other_in_four_lines_are_a_river() -> None:
    straight = [line("aaaa bbbb", y=10 + 12 * row, space=20, gap=2.0) for row in range(4)]
    assert judged(page(*straight)).rivers_per_100 == 25
    assert judged(page(*straight[:3])).rivers_per_100 == 0


def test_the_white_after_a_label_is_no_word_space() -> None:
    """A bullet 20 pt left of its text, in four lines."""
    listed = []
    for row in range(4):
        text_line = line("aaaa bbbb", x=30, y=10 + 12 * row, gap=1.2)
        listed.append(text_line._replace(runs=(*line("a", x=0).runs, *text_line.runs)))
    assert spaces(listed[0]) == [(pt(70), pt(80))]


def test_no_river_runs_through_natural_spaces_or_through_a_crosshead() -> None:
    natural = [line("aaaa bbbb", y=10 + 12 * row, gap=1.0) for row in range(4)]
    parted = [line("aaaa bbbb", y=10 + 12 * row + 24 * (row > 1), space=20, gap=2.0) for row in range(4)]
    assert judged(page(*natural)).rivers_per_100 == 0
    assert judged(page(*parted)).rivers_per_100 == 0


def test_a_line_off_the_grid_is_measured_from_the_commonest_phase() -> None:
    assert judged(page(line("a"), line("a", y=22), line("a", y=34))).baseline_error_max == 0
    assert judged(page(line("a"), line("a", y=22), line("a", y=33))).baseline_error_max == 1


def test_columns_of_a_story_that_end_apart_are_ragged_by_the_difference() -> None:
    found = judged(page(line("aaaa"), line("aaaa", y=22), line("aaaa", x=100, frame="lead/2")))
    assert found.bottom_raggedness_max == 12


def test_a_photo_at_the_foot_of_a_column_is_its_foot() -> None:
    found = judged(
        page(line("aaaa"), line("aaaa", y=22), line("aaaa", x=100, frame="lead/2"), picture((100, 11, 140, 22)))
    )
    assert found.bottom_raggedness_max == 0


def test_a_photo_across_two_columns_is_the_foot_of_both_with_its_caption() -> None:
    """Three columns of 40 pt; the photo and its caption fill the last two below their texts."""
    found = judged(
        page(
            *[line("aaaa", y=10 + 12 * row) for row in range(4)],
            line("aaaa", x=50, frame="lead/2"),
            line("aaaa", x=100, frame="lead/3"),
            picture((50, 16, 140, 34)),
            line("aaaaaa", x=50, y=46, role="caption"),
        )
    )
    assert found.bottom_raggedness_max == 0


def test_feet_of_different_slots_are_not_compared() -> None:
    found = judged(page(line("aaaa"), line("aaaa", y=22), line("aaaa", x=100, frame="other/1", story="b")))
    assert found.bottom_raggedness_max == 0


def test_a_story_that_ends_in_mid_column_above_another_is_not_ragged() -> None:
    """Two columns of four lines: story a fills the first and two lines of the second, story b the rest."""
    first = [line("aaaa", y=10 + 12 * row) for row in range(4)]
    rest = [line("aaaa", x=100, y=10 + 12 * row, frame="lead/2", story="ab"[row > 1]) for row in range(4)]
    assert judged(page(*first, *rest)).bottom_raggedness_max == 0
    assert judged(page(*first, *rest[:3])).bottom_raggedness_max == 12


def test_stories_side_by_side_at_the_foot_of_a_slot_end_together() -> None:
    first = [line("aaaa", y=10 + 12 * row) for row in range(4)]
    assert judged(page(*first, line("bbbb", x=100, frame="lead/2", story="b"))).bottom_raggedness_max == 36


def test_a_band_is_not_compared_with_the_one_below_it() -> None:
    """A band over two columns, then one that fills only the first."""
    above = [line("aaaa", x=100 * (at - 1), frame=f"lead/{at}") for at in (1, 2)]
    assert judged(page(*above, line("bbbb", y=46, story="b"))).bottom_raggedness_max == 0


def test_headlines_and_captions_do_not_count_as_body() -> None:
    found = judged(page(line("a b", gap=3, role="title"), line("a b", y=25, role="caption")))
    assert found.gap_p95 is None
    assert found.baseline_error_max == 0


def test_pages_add_up_to_the_issue() -> None:
    """Two pages: a loose line and an orphan on the first, a widow, a runt and a line off the grid on the second."""
    first = page(line("a b", gap=1.0), line("a b", y=22, gap=2.5, ends=False), line("a b", y=34, ends=True),
                 line("aaaa bbbb", y=46), number=1)  # fmt: skip
    second = page(line("aaaa bbbb", ends=True), line("cccccc dddd", y=21), line("e", y=33, ends=True), number=2)
    tally = tallied(second, first)
    whole, parts = quality(tally), {part.number: figures for part, figures in page_qualities(tally)}
    assert list(parts) == [1, 2]
    assert (parts[1].orphans, parts[1].widows, parts[1].runts) == (1, 0, 0)
    assert (parts[2].orphans, parts[2].widows, parts[2].runts) == (0, 1, 1)
    assert (whole.orphans, whole.widows, whole.runts) == (1, 1, 1)
    assert parts[1].gap_over_2 == whole.gap_over_2 == 0.5
    assert parts[2].gap_p95 is None
    assert (parts[1].baseline_error_max, parts[2].baseline_error_max) == (0, whole.baseline_error_max)
    assert whole.baseline_error_max == 1


LINES = st.tuples(st.sampled_from(["aaaa bbbb", "a", "aaaa", "a b c d"]), st.sampled_from([0.0, 0.8, 1.0, 1.5, 2.5]),
                  st.booleans())  # fmt: skip
"""Words, gap, whether the paragraph ends."""


@given(st.lists(st.lists(st.lists(LINES, max_size=6), max_size=3), max_size=4))
def test_whatever_stands_on_the_pages_they_add_up_to_the_issue(
    columns: list[list[list[tuple[str, float, bool]]]],
) -> None:
    pages = [
        page(*[line(words, x=100 * at, y=10 + 12 * row, gap=gap, ends=ends, frame=f"lead/{at}")
               for at, rows in enumerate(stacks, 1) for row, (words, gap, ends) in enumerate(rows)], number=number)
        for number, stacks in enumerate(columns, 1)
    ]  # fmt: skip
    tally = tallied(*pages)
    whole, parts = quality(tally), list(page_qualities(tally))
    assert [part.number for part, _ in parts] == [made.number for made in pages]
    for name in ("widows", "orphans", "runts"):
        assert sum(getattr(figures, name) for _, figures in parts) == getattr(whole, name)
    for name in ("baseline_error_max", "bottom_raggedness_max"):
        assert max((getattr(figures, name) for _, figures in parts), default=0) == getattr(whole, name)
    justified = sum(part.justified for part, _ in parts)
    over = sum((figures.gap_over_2 or 0) * part.justified for part, figures in parts)
    assert over == pytest.approx((whole.gap_over_2 or 0) * justified, abs=0.01)
