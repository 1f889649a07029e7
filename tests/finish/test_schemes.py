"""Which page lies where: sheets of paper are folded, in code, and read from the first page to the last."""

import pytest
from folding import Face, Paper, folded, sideways
from hypothesis import given
from hypothesis import strategies as st

from newsletter.finish.schemes import (
    FOLDINGS,
    Leaf,
    Sheet,
    nup,
    padded,
    perfect,
    quarter_turned,
    reader,
    repeated,
    saddle,
    section_sizes,
    work_and_turn,
)


def laid(sheet: Sheet) -> Paper:
    """The flat sheet, side B up, as a folding machine takes it."""
    columns = len(sheet.rows[0])
    paper: Paper = {}
    for row, (front, back) in enumerate(zip(sheet.rows, sheet.back, strict=True)):
        for column, leaf in enumerate(back):
            under = front[columns - 1 - column]
            above = Face(leaf.front, leaf.head, leaf.spine)
            below = Face(under.front, sideways(under.head) or "top", sideways(under.spine))  # seen through the paper
            paper[column, row] = [(above, below)]
    return paper


def book(sheet: Sheet) -> list[Face]:
    """The pages of a folded section in the order in which they are turned."""
    paper = laid(sheet)
    for fold in FOLDINGS[4 * len(sheet.rows) * len(sheet.rows[0]) // 2].folds:
        paper = folded(paper, fold)
    (pieces,) = paper.values()
    return [face for layer in pieces for face in layer]


def stitched(sheets: tuple[Sheet, ...]) -> list[int]:
    """The sections put one into the other, each in the middle of the one before."""
    pages: list[int] = []
    for sheet in sheets:
        section, middle = [face.page for face in book(sheet)], len(pages) // 2
        pages[middle:middle] = section
    return pages


def sides(sheet: Sheet) -> tuple[list[list[int]], list[list[int]]]:
    return [[leaf.front for leaf in row] for row in sheet.rows], [[leaf.front for leaf in row] for row in sheet.back]


def test_sixteen_pages_in_a_saddle_are_the_spreads_that_every_stitcher_knows() -> None:
    found = [sides(sheet) for sheet in saddle(padded(16, 4, "inside"), 4)]
    assert found == [
        ([[16, 1]], [[2, 15]]),
        ([[14, 3]], [[4, 13]]),
        ([[12, 5]], [[6, 11]]),
        ([[10, 7]], [[8, 9]]),
    ]


@pytest.mark.parametrize("size", FOLDINGS)
def test_a_folded_sheet_reads_from_its_first_page_to_its_last(size: int) -> None:
    (sheet,) = perfect(padded(size, 4, "end"), size)
    assert [face.page for face in book(sheet)] == list(range(1, size + 1))


@pytest.mark.parametrize("size", FOLDINGS)
def test_all_heads_of_a_folded_sheet_are_up_and_all_spines_lie_together(size: int) -> None:
    (sheet,) = perfect(padded(size, 4, "end"), size)
    assert {face.head for face in book(sheet)} == {"top"}
    assert {face.spine for face in book(sheet)} == {"left"}


@pytest.mark.parametrize("largest", [4, 8, 16])
@pytest.mark.parametrize("count", range(4, 65, 4))
def test_a_stitched_bulletin_reads_from_cover_to_cover(count: int, largest: int) -> None:
    assert stitched(saddle(padded(count, 4, "inside"), largest)) == list(range(1, count + 1))


@pytest.mark.parametrize("largest", [8, 16, 32])
@pytest.mark.parametrize("count", range(4, 65, 4))
def test_gathered_sections_read_from_cover_to_cover(count: int, largest: int) -> None:
    sheets = perfect(padded(count, 4, "inside"), largest)
    assert [face.page for sheet in sheets for face in book(sheet)] == list(range(1, count + 1))
    assert [sheet.section for sheet in sheets] == list(range(1, len(sheets) + 1))


@pytest.mark.parametrize("count", range(1, 65))
def test_blanks_come_before_the_back_cover_or_at_the_end(count: int) -> None:
    inside, end = padded(count, 4, "inside"), padded(count, 4, "end")
    assert [page for page in inside if page] == [page for page in end if page] == list(range(1, count + 1))
    assert len(inside) == len(end) == -(-count // 4) * 4
    assert inside[-1] == count or inside == (1, 0, 0, 0)
    assert end[:count] == tuple(range(1, count + 1))


def test_the_leaf_in_the_middle_of_the_saddle_has_all_others_round_it() -> None:
    nests = [[leaf.nest for row in sheet.rows for leaf in row] for sheet in saddle(padded(16, 4, "inside"), 4)]
    assert nests == [[0, 0], [1, 1], [2, 2], [3, 3]]
    (one,) = saddle(padded(16, 4, "inside"), 16)
    assert sorted((leaf.front, leaf.nest) for row in one.rows for leaf in row) == [
        (1, 0), (4, 1), (5, 2), (8, 3), (9, 3), (12, 2), (13, 1), (16, 0)
    ]  # fmt: skip


def test_each_section_of_a_glued_book_begins_a_nest_of_its_own() -> None:
    nests = {leaf.front: leaf.nest for sheet in perfect(padded(32, 4, "end"), 16) for row in sheet.rows for leaf in row}
    assert (nests[1], nests[8], nests[16], nests[17], nests[24], nests[32]) == (0, 3, 0, 0, 3, 0)


def test_what_does_not_fill_a_section_goes_into_smaller_ones_at_the_end() -> None:
    assert section_sizes(28, 16) == (16, 8, 4)
    assert section_sizes(40, 32) == (32, 8)
    assert section_sizes(64, 8) == (8,) * 8


def test_loose_leaves_have_their_second_page_behind_the_first() -> None:
    (sheet,) = nup(8, (2, 2), repeat=False)
    assert sides(sheet) == ([[1, 3], [5, 7]], [[4, 2], [8, 6]])


def test_one_leaf_is_repeated_over_the_whole_sheet() -> None:
    assert [sides(sheet) for sheet in nup(4, (3, 1), repeat=True)] == [([[1] * 3], [[2] * 3]), ([[3] * 3], [[4] * 3])]
    assert sides(nup(1, (2, 1), repeat=False)[0]) == ([[1, 1]], [[0, 0]])


def test_few_leaves_come_as_often_as_the_sheet_has_room_for_all() -> None:
    assert sides(nup(4, (5, 1), repeat=False)[0])[0] == [[1, 1, 3, 3, 0]]


def test_one_plate_prints_the_same_sheet_from_behind() -> None:
    """Work and turn: after turning, the plate's own backs fall behind its fronts."""
    for sheet in (*nup(8, (2, 1), repeat=False), *saddle(padded(8, 4, "end"), 8)):
        plate = work_and_turn(sheet)
        assert plate.rows == plate.back
        assert plate.one_plate
        assert len(plate.rows[0]) == 2 * len(sheet.rows[0])


def test_four_quarter_turns_lead_back() -> None:
    (sheet,) = perfect(padded(16, 4, "end"), 16)
    turned = quarter_turned(sheet)
    assert sides(turned)[0] == [[8, 1], [9, 16], [12, 13], [5, 4]]
    assert {leaf.head for row in turned.rows for leaf in row} == {"left", "right"}
    assert turned.block == (2, 4)
    assert quarter_turned(quarter_turned(quarter_turned(turned))) == sheet


def test_a_block_is_repeated_whole() -> None:
    (sheet,) = saddle(padded(4, 4, "end"), 4)
    assert sides(repeated(sheet, 2, 2))[0] == [[4, 1, 4, 1]] * 2


@pytest.mark.parametrize(("count", "spreads"), [(1, [[1]]), (4, [[1], [2, 3], [4]]), (5, [[1], [2, 3], [4, 5]])])
def test_a_reader_sees_the_cover_alone_and_then_pairs(count: int, spreads: list[list[int]]) -> None:
    assert [sides(sheet)[0][0] for sheet in reader(count)] == spreads


@given(
    count=st.integers(1, 200),
    largest=st.sampled_from([4, 8, 16, 32]),
    bound=st.sampled_from([saddle, perfect]),
    turn=st.booleans(),
)
def test_no_page_is_lost_or_doubled(count: int, largest: int, bound, turn: bool) -> None:  # type: ignore[no-untyped-def]
    sheets = bound(padded(count, 4, "inside"), largest)
    if turn:
        sheets = tuple(quarter_turned(sheet) for sheet in sheets)
    pages = [page for sheet in sheets for side in sides(sheet) for row in side for page in row]
    assert sorted(page for page in pages if page) == list(range(1, count + 1))
    assert pages.count(0) == -count % 4


@given(count=st.integers(1, 200), columns=st.integers(1, 6), rows=st.integers(1, 6))
def test_of_loose_leaves_none_is_lost_either(count: int, columns: int, rows: int) -> None:
    sheets = nup(count, (columns, rows), repeat=False)
    pages = {page for sheet in sheets for side in sides(sheet) for row in side for page in row}
    assert pages - {0} == set(range(1, count + 1))


def test_a_leaf_seen_from_behind_shows_its_other_page() -> None:
    leaf = Leaf(5, 6, "left", "bottom", 2)
    assert leaf.mirrored() == Leaf(6, 5, "right", "bottom", 2)
    assert leaf.mirrored().mirrored() == leaf
