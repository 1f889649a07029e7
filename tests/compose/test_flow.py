"""Blocks poured into columns: what must hold of every fit, and the best of small ones found by trying all."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsletter.compose.flow import (
    EMPTY_LINE,
    HEADLESS,
    LEAST_TOGETHER,
    SPLIT_BADLY,
    TOO_TALL,
    Block,
    Fit,
    Option,
    Rest,
    balance,
    fit,
    hole,
)


def paragraph(*lines: int, before: int = 0) -> Block:
    """A paragraph of some number of lines, the first given at no price, the others at 10 each."""
    options = tuple(Option(count, 10.0 * (count != lines[0])) for count in sorted(lines))
    return Block(options, before, splits=True)


def solid(lines: int, before: int = 0) -> Block:
    return Block((Option(lines, 0.0),), before)


def crosshead(lines: int = 1, before: int = 1) -> Block:
    return Block((Option(lines, 0.0),), before, keeps=True)


def columns(found: Fit, count: int) -> list[str]:
    """Each column as text: a letter for each line (capital: first line of its block), "." for an empty one above text."""
    shown = []
    for column in range(count):
        rows: dict[int, str] = {}
        for part in (part for part in found.placed if part.column == column):
            for row in range(part.start, part.stop):
                letter = chr(ord("a") + part.block)
                rows[part.line + row - part.start] = letter if row else letter.upper()
        shown.append("".join(rows.get(row, ".") for row in range(max(rows, default=-1) + 1)))
    return shown


# -- by example ------------------------------------------------------------------


def test_text_runs_on_from_column_to_column() -> None:
    found = fit([paragraph(4), paragraph(6)], [6, 4])
    assert columns(found, 2) == ["AaaaBb", "bbbb"]
    assert (found.used, found.empty, found.rest, found.cost) == (10, 0, None, 0.0)


def test_a_first_line_is_not_left_alone_at_the_foot() -> None:
    assert columns(fit([paragraph(4), paragraph(6)], [5, 8]), 2) == ["Aaaa", "Bbbbbb"]


def test_a_last_line_does_not_stand_alone_at_the_head() -> None:
    assert columns(fit([paragraph(5)], [4, 4]), 2) == ["Aaa", "aa"]


def test_a_widow_is_pulled_back_by_a_looser_paragraph() -> None:
    """A paragraph that offers itself in one line less or more makes the empty line needless."""
    assert columns(fit([paragraph(4, 5), paragraph(6)], [5, 8]), 2) == ["Aaaaa", "Bbbbbb"]
    assert columns(fit([paragraph(5, 4)], [4, 4]), 2) == ["Aaaa", ""]


def test_a_crosshead_takes_two_lines_of_its_text_along() -> None:
    assert columns(fit([paragraph(4), crosshead(), paragraph(6)], [8, 8]), 2) == ["Aaaa.BCc", "cccc"]
    assert columns(fit([paragraph(4), crosshead(), paragraph(6)], [7, 8]), 2) == ["Aaaa", "BCccccc"]


@pytest.mark.parametrize("follower", [paragraph(3), solid(4), crosshead(), paragraph(6, before=1)])
def test_a_crosshead_is_never_left_at_the_foot_of_a_column(follower: Block) -> None:
    """Two lines of room stand below it, but what follows cannot use them."""
    found = fit([paragraph(4), crosshead(), follower, paragraph(4)], [8, 12], exact=False)
    head = next(part for part in found.placed if part.block == 1)
    after = next(part for part in found.placed if part.block == 2)
    assert head.column == after.column


def test_columns_are_not_so_short_that_a_crosshead_fills_one_of_them() -> None:
    assert fit([crosshead(4), paragraph(7)], [4, 4, 4]).cost >= HEADLESS
    foot, found = balance([crosshead(4), paragraph(7)], [0, 0, 0], 30)
    assert (foot, columns(found, 3)) == (6, ["AaaaBb", "bbbbb", ""])


def test_white_above_a_block_is_dropped_at_the_head_of_a_column() -> None:
    assert columns(fit([paragraph(4), solid(3, before=1)], [4, 4]), 2) == ["Aaaa", "Bbb"]
    assert columns(fit([paragraph(2), solid(2, before=1)], [5]), 1) == ["Aa.Bb"]


def test_a_solid_goes_on_to_the_next_column_whole() -> None:
    found = fit([paragraph(4), solid(4)], [6, 6])
    assert columns(found, 2) == ["Aaaa", "Bbbb"]
    assert found.empty == 2


def test_a_solid_waits_for_a_column_that_holds_it() -> None:
    assert columns(fit([solid(6)], [4, 6]), 2) == ["", "Aaaaaa"]
    assert fit([solid(6)], [4, 6]).cost < TOO_TALL
    assert columns(fit([crosshead(5), paragraph(4)], [4, 9]), 2) == ["", "AaaaaBbbb"]


def test_a_solid_higher_than_every_column_stands_in_the_highest_and_costs_for_each_line_that_is_cut() -> None:
    found = fit([solid(9)], [4, 6])
    assert [part.column for part in found.placed] == [1]
    assert 3 * TOO_TALL <= found.cost < 4 * TOO_TALL


def test_text_goes_on_after_a_solid_that_is_too_tall() -> None:
    found = fit([solid(9), paragraph(4)], [6, 6])
    assert [(part.block, part.column) for part in found.placed] == [(0, 0), (1, 1)]


def test_what_finds_no_room_is_left_over_from_the_line_where_it_stopped() -> None:
    found = fit([paragraph(4), paragraph(8)], [4, 4])
    assert found.rest == Rest(1, Option(8, 0.0), 4)
    assert fit([paragraph(4), solid(5)], [6]).rest == Rest(1, None, 0)


def test_of_a_paragraph_that_goes_on_elsewhere_at_least_three_lines_are_left() -> None:
    """In columns that are wider there, two might become one."""
    found = fit([paragraph(2), paragraph(8)], [4, 4])
    assert found.rest == Rest(1, Option(8, 0.0), 5)


def test_lines_that_are_lacking_are_spread_over_the_columns() -> None:
    """Two lines short of three columns of five: one in each of two, not two in the last."""
    found = fit([paragraph(5), paragraph(4), paragraph(4)], [5, 5, 5], exact=True)
    assert columns(found, 3) == ["Aaaaa", "Bbbb", "Cccc"]


def test_columns_without_height_take_nothing() -> None:
    assert fit([paragraph(2)], [0, 0]) == Fit((), 0.0, 0, 0, Rest(0, None, 0))
    assert columns(fit([paragraph(2)], [0, 3]), 2) == ["", "Aa"]


def test_no_blocks_need_no_room() -> None:
    assert fit([], [5]) == Fit((), 0.0, 0, 0, None)


# -- by brute force ------------------------------------------------------------------


def least_cost(blocks: Sequence[Block], heights: Sequence[int]) -> float | None:
    """The least price of all settings of the blocks in the columns, no solid cut; None where they do not fit."""

    @cache
    def blocks_from(index: int, column: int, row: int) -> float:
        if index == len(blocks):
            return 0.0
        return min((option.cost + set_from(index, number, 0, column, row, row) for number, option in
                    enumerate(blocks[index].options)), default=float("inf"))  # fmt: skip

    def set_from(index: int, number: int, done: int, column: int, row: int, came: int) -> float:
        """Lines from ``done`` on; ``came`` is where the block before ended, or -1 in a later column."""
        block, costs = blocks[index], []
        lines = block.options[number].lines
        headed = index > 0 and blocks[index - 1].keeps and done == 0 and came > 0
        if column >= len(heights):
            return float("inf")
        top = row if row == 0 or done else row + block.before
        room = heights[column] - top
        takes = range(1, min(room, lines - done) + 1) if block.splits else [lines] if lines <= room else []
        for take in takes:
            if block.keeps and room - take < LEAST_TOGETHER:
                continue
            left = lines - done - take
            bad = left > 0 and ((done == 0 and take < LEAST_TOGETHER) or left < LEAST_TOGETHER)
            if left == 0:
                costs.append(blocks_from(index + 1, column, top + take))
            else:
                empty = heights[column] - top - take
                costs.append(hole(empty) + bad * SPLIT_BADLY + set_from(index, number, done + take, column + 1, 0, -1))
        if row > 0 or heights[column] == 0 or not takes or block.keeps:
            costs.append(hole(heights[column] - row) + headed * HEADLESS
                         + set_from(index, number, done, column + 1, 0, -1))  # fmt: skip
        return min(costs, default=float("inf"))

    found = blocks_from(0, 0, 0)
    return None if found == float("inf") else found


paragraphs = st.integers(1, 7).flatmap(
    lambda n: st.sampled_from((paragraph(n), paragraph(n), paragraph(n, n + 1), paragraph(n, max(1, n - 1))))
)
things = st.one_of(
    paragraphs, paragraphs, paragraphs, st.integers(1, 5).map(solid), st.just(solid(2, before=1)), st.just(crosshead()),
    st.just(crosshead(2)), st.integers(2, 5).map(lambda n: paragraph(n, before=1)),
)  # fmt: skip
stories = st.lists(things, min_size=1, max_size=6)
written = stories.map(
    lambda blocks: [one for one, after in pairwise([*blocks, crosshead()]) if not (one.keeps and after.keeps)]
)
"""No crosshead without text below it."""
heights_of = st.lists(st.integers(3, 9), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(stories, heights_of)
def test_no_other_setting_is_better(blocks: list[Block], heights: list[int]) -> None:
    least = least_cost(blocks, heights)
    found = fit(blocks, heights)
    assume(least is not None and least < EMPTY_LINE)
    assert found.rest is None
    assert found.cost == pytest.approx(least)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(stories, heights_of)
def test_no_widow_no_orphan_and_no_lost_crosshead_where_there_is_a_way_without(
    blocks: list[Block], heights: list[int]
) -> None:
    least = least_cost(blocks, heights)
    assume(least is not None and least < SPLIT_BADLY)
    found = fit(blocks, heights)
    if found.rest is None:
        assert faults(found, blocks) == []


def faults(found: Fit, blocks: Sequence[Block]) -> list[str]:
    """Widows, orphans and crossheads without text, in a fit that holds all."""
    told = []
    for index, parts in groupby(found.placed, key=lambda part: part.block):
        pieces = list(parts)
        lines = pieces[0].option.lines
        if len(pieces) > 1 and pieces[0].stop < LEAST_TOGETHER:
            told.append(f"orphan {index}")
        if len(pieces) > 1 and lines - pieces[-1].start < LEAST_TOGETHER:
            told.append(f"widow {index}")
        if index and blocks[index - 1].keeps:
            head = next(part for part in found.placed if part.block == index - 1)
            if head.column != pieces[0].column:
                told.append(f"crosshead {index - 1}")
    return told


# -- what holds of every fit -------------------------------------------------------------


def check(found: Fit, blocks: Sequence[Block], heights: Sequence[int], begun: Rest | None = None) -> None:
    """Every line once, in order, inside its column (a solid that no column holds may be cut)."""
    want = (begun.block, begun.line) if begun else (0, 0)
    place = (-1, -1)
    for part in found.placed:
        lines = part.option.lines
        assert (part.block, part.start) == want
        assert (part.column, part.line) > place
        assert part.start < part.stop <= lines
        if not blocks[part.block].splits:
            assert (part.start, part.stop) == (0, lines)
        if blocks[part.block].splits or lines <= max(heights):
            assert part.line + part.stop - part.start <= heights[part.column]
        place = (part.column, part.line + part.stop - part.start - 1)
        want = (part.block + 1, 0) if part.stop == lines else (part.block, part.stop)
    if found.rest is None:
        assert want == (len(blocks), 0)
    else:
        assert (found.rest.block, found.rest.line) == want


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(things | st.integers(6, 12).map(solid), max_size=12), heights_of, st.booleans())
def test_every_line_is_set_once_in_order_and_inside_its_column(
    blocks: list[Block], heights: list[int], exact: bool
) -> None:
    check(fit(blocks, heights, exact=exact), blocks, heights)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(things, min_size=1, max_size=25), st.lists(heights_of, min_size=1, max_size=3))
def test_text_that_goes_on_over_many_pages_loses_nothing(blocks: list[Block], pages: list[list[int]]) -> None:
    begun: Rest | None = None
    for turn in range(200):
        heights = pages[turn % len(pages)]
        found = fit(blocks, heights, begun=begun)
        check(found, blocks, heights, begun)
        if found.rest is None:
            return
        assert found.rest != begun or max(heights) < max(h for page in pages for h in page)
        begun = found.rest
    raise AssertionError("the text never ends")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(written, st.lists(st.integers(0, 3), min_size=1, max_size=3), st.integers(12, 30))
def test_no_other_foot_balances_better(blocks: list[Block], tops: list[int], depth: int) -> None:
    foot, found = balance(blocks, tops, depth)
    check(found, blocks, [foot - top for top in tops])
    prices = []
    for other in range(max(tops) + 1, depth + 1):
        heights = [other - top for top in tops]
        tried = fit(blocks, heights, exact=True)
        if tried.rest is None:
            prices.append(tried.cost + (sum(heights) - tried.used) * EMPTY_LINE)
    if prices:
        assert found.rest is None
        assert found.cost + (sum(foot - top for top in tops) - found.used) * EMPTY_LINE <= min(prices) + EMPTY_LINE / 2
    else:
        assert foot == depth


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.integers(4, 12).map(lambda n: paragraph(n, n + 1)), min_size=2, max_size=8), st.integers(2, 4))
def test_columns_of_plain_paragraphs_end_together(blocks: list[Block], count: int) -> None:
    foot, found = balance(blocks, [0] * count, 200)
    ends = [max((p.line + p.stop - p.start for p in found.placed if p.column == k), default=0) for k in range(count)]
    assert max(ends) == foot
    assert max(ends) - min(ends) <= count - 1  # at worst one empty line a column, all of them in the last


def test_balanced_columns_end_on_one_line_whatever_stands_above_them() -> None:
    foot, found = balance([paragraph(4), paragraph(6), paragraph(8)], [0, 3, 3], 20)
    assert foot == 8  # 18 lines of text and 6 of photo
    assert columns(found, 3) == ["AaaaBbbb", "bbCcc", "ccccc"]


def test_text_that_fits_at_the_price_of_a_first_line_alone_is_not_left_over() -> None:
    found = fit([paragraph(4), paragraph(6)], [5, 5])
    assert found.rest is None
    assert columns(found, 2) == ["AaaaB", "bbbbb"]
