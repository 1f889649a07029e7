"""Where pages lie on a sheet: behind one another, clear of each other, on the paper and off the gripper."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.finish.schemes import Leaf, Sheet, nup, padded, perfect, reader, saddle
from newsletter.finish.sheets import Forme, Placed, Setup, extent, fitted, formes, needed, parse_sheet
from newsletter.geometry import Rect, Size
from newsletter.units import Mpt, mm, to_mm

TRIM = Size(mm(100), mm(150))
BIG = Size(mm(860), mm(650))
BLEED = mm(3)


def setup(**more: object) -> Setup:
    return Setup(trim=TRIM, bleed=BLEED, gutter=2 * BLEED)._replace(**more)  # type: ignore[arg-type]


def overlap(one: Rect, other: Rect) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def inside(inner: Rect, outer: Rect) -> bool:
    return outer.x0 <= inner.x0 and outer.y0 <= inner.y0 and inner.x1 <= outer.x1 and inner.y1 <= outer.y1


def of_page(side: Forme, page: int) -> Placed:
    (found,) = [placed for placed in side.pages if placed.page == page]
    return found


@pytest.mark.parametrize(
    ("text", "millimetres"),
    [
        ("65x86", (860, 650)),
        ("79x109", (1090, 790)),
        ("109 x 79 cm", (1090, 790)),
        ("320x450mm", (450, 320)),
        ("SRA3", (450, 320)),
        ("32cm×450mm", (450, 320)),
    ],
)
def test_sizes_of_sheets_as_the_trade_names_them(text: str, millimetres: tuple[int, int]) -> None:
    assert tuple(round(to_mm(side), 3) for side in parse_sheet(text)) == millimetres


@pytest.mark.parametrize("text", ["A7", "65", "65x", "650x860", "1x1", "-65x86", "65x86km", "1.2.3x5cm"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_sheet(text)


def test_a_spread_is_as_large_as_two_pages_and_its_sheet_has_room_for_marks() -> None:
    (sheet,) = saddle((1, 2, 3, 4), 4)
    front, back = formes(sheet, 1, setup())
    assert extent(sheet, setup()) == Size(2 * TRIM.width, TRIM.height)
    assert [placed.page for placed in front.pages] == [4, 1]
    assert [placed.page for placed in sorted(back.pages, key=lambda placed: placed.box.x0)] == [2, 3]
    assert front.trim.x0 == front.size.width - front.trim.x1 == BLEED + mm(1) + mm(6) + mm(3)
    assert front.folds == ((front.size.width // 2,), ())


def test_pages_that_share_a_spine_meet_at_the_fold_and_are_cut_there() -> None:
    front = formes(saddle((1, 2, 3, 4), 4)[0], 1, setup())[0]
    left, right = front.pages
    assert left.clip.x1 == left.trim.x1 == right.trim.x0 == right.clip.x0
    assert left.clip.x0 == left.trim.x0 - BLEED
    assert right.clip.y1 == right.trim.y1 + BLEED


@pytest.mark.parametrize("creep", [0, mm(0.1), mm(0.25)])
def test_inner_sheets_creep_towards_the_spine_by_the_paper_that_lies_round_them(creep: Mpt) -> None:
    sides = [formes(sheet, 1, setup(creep=creep)) for sheet in saddle(padded(16, 4, "inside"), 4)]
    for number, (front, back) in enumerate(sides):
        left, right = front.pages
        assert left.box.x1 - left.trim.x1 == number * creep  # lost at the fold
        assert left.trim.width == right.trim.width == TRIM.width - number * creep
        assert left.trim.x0 - sides[0][0].pages[0].trim.x0 == number * creep
        assert {placed.trim.width for placed in back.pages} == {TRIM.width - number * creep}


def test_creep_is_the_same_on_one_large_sheet() -> None:
    creep = mm(0.1)
    (sheet,) = saddle(padded(16, 4, "inside"), 16)
    front, _ = formes(sheet, 1, setup(creep=creep))
    for page, nest in ((1, 0), (4, 1), (5, 2), (8, 3), (9, 3), (12, 2), (13, 1), (16, 0)):
        assert of_page(front, page).trim.width == TRIM.width - nest * creep


def test_the_spine_of_a_glued_book_has_room_for_the_mill() -> None:
    front, _ = formes(perfect(padded(16, 4, "end"), 16)[0], 1, setup(milling=mm(3)))
    assert of_page(front, 1).trim.x0 - of_page(front, 16).trim.x1 == 2 * mm(3)
    assert of_page(front, 9).trim.x0 - of_page(front, 12).trim.x1 == 2 * BLEED  # two faces: cut apart
    (spine,) = front.spines
    assert (spine.x0, spine.x1) == (of_page(front, 16).trim.x1, of_page(front, 1).trim.x0)


def test_sixteen_pages_a4_go_on_65_by_86_and_thirty_two_do_not() -> None:
    wide = setup(trim=Size(mm(210), mm(297)), sheet=parse_sheet("65x86"), gripper=mm(12))
    sixteen, more = perfect(padded(16, 4, "end"), 16)[0], perfect(padded(32, 4, "end"), 32)[0]
    assert fitted(sixteen, wide, turn=False, repeat=False) == sixteen
    assert fitted(more, wide, turn=False, repeat=False) is None
    assert [round(to_mm(side)) for side in needed(more, wide)] == [852, 1224]


def test_a_block_that_fits_only_when_turned_is_turned() -> None:
    tall = setup(sheet=Size(mm(330), mm(230)), gripper=mm(10))
    (sheet,) = perfect(padded(8, 4, "end"), 8)
    found = fitted(sheet, tall, turn=False, repeat=False)
    assert found is not None
    assert {leaf.head for row in found.rows for leaf in row} == {"left", "right"}
    front, back = formes(found, 1, tall)
    assert all(inside(placed.clip, front.printable) for placed in (*front.pages, *back.pages))


def test_as_many_leaves_as_the_sheet_holds_and_turned_where_that_is_more() -> None:
    (leaf,) = nup(2, (1, 1), repeat=True)
    flyer = setup(trim=Size(mm(148), mm(210)), sheet=Size(mm(450), mm(320)), gripper=mm(10))
    found = fitted(leaf, flyer, turn=True, repeat=True)
    assert found is not None
    assert (len(found.rows[0]), len(found.rows)) == (2, 2) or len(found.rows[0]) * len(found.rows) == 4
    (plate,) = formes(found, 1, flyer)
    half = plate.size.width // 2
    assert {placed.page for placed in plate.pages if placed.box.x1 <= half} == {1}
    assert {placed.page for placed in plate.pages if placed.box.x0 >= half} == {2}


def test_a_readers_spread_is_two_pages_and_nothing_else() -> None:
    sides = [formes(sheet, 1, Setup(TRIM, marked=False))[0] for sheet in reader(3)]
    assert [side.size for side in sides] == [TRIM, Size(2 * TRIM.width, TRIM.height)]
    assert sides[1].bleed == sides[1].trim == Rect(0, 0, *sides[1].size)


@given(
    count=st.integers(1, 64),
    largest=st.sampled_from([4, 8, 16, 32]),
    bound=st.sampled_from([saddle, perfect]),
    creep=st.integers(0, 300),
    milling=st.integers(0, 12_000),
    gutter=st.integers(0, 40_000),
    turn=st.booleans(),
    sheet=st.sampled_from([None, BIG, Size(mm(1090), mm(790))]),
)
def test_trims_never_overlap_and_lie_on_the_paper(  # type: ignore[no-untyped-def]
    count: int, largest: int, bound, creep: Mpt, milling: Mpt, gutter: Mpt, turn: bool, sheet: Size | None
) -> None:
    how = setup(creep=creep, milling=milling, gutter=gutter, sheet=sheet, gripper=mm(12))
    for section in bound(padded(count, 4, "inside"), largest):
        found = fitted(section, how, turn=turn, repeat=False)
        if found is None:
            continue
        for side in formes(found, 1, how):
            assert all(not overlap(a.trim, b.trim) for a, b in combinations(side.pages, 2))
            assert all(not overlap(a.clip, b.clip) for a, b in combinations(side.pages, 2))
            assert all(inside(placed.trim, placed.clip) and inside(placed.trim, placed.box) for placed in side.pages)
            assert inside(side.bleed, side.printable)
            assert inside(side.printable, Rect(0, 0, *side.size))
            assert side.bleed.y0 >= mm(12)


@given(creep=st.integers(0, 300), largest=st.sampled_from([4, 8, 16, 32]), sheet=st.sampled_from([None, BIG]))
def test_a_page_lies_exactly_behind_the_other_page_of_its_leaf(creep: Mpt, largest: int, sheet: Size | None) -> None:
    how = setup(creep=creep, milling=1000, sheet=sheet)
    for section in saddle(padded(32, 4, "end"), largest):
        found = fitted(section, how, turn=False, repeat=False)
        if found is None:
            continue
        front, back = formes(found, 1, how)
        for page in front.pages:
            behind = of_page(back, page.page + (1 if page.page % 2 else -1))
            width = front.size.width
            assert (behind.trim.x0, behind.trim.x1) == (width - page.trim.x1, width - page.trim.x0)
            assert behind.trim.y0 == page.trim.y0
            assert behind.head == {"left": "right", "right": "left"}.get(page.head, page.head)


def test_folds_lie_in_the_middle_of_their_gaps_and_cuts_are_no_folds() -> None:
    (sheet,) = perfect(padded(16, 4, "end"), 16)
    front, back = formes(sheet, 1, setup())
    middle = front.size.width // 2
    assert front.folds == ((middle - TRIM.width - BLEED, middle, middle + TRIM.width + BLEED), (front.folds[1][0],))
    assert back.folds[0] == tuple(sorted(front.size.width - x for x in front.folds[0]))
    (loose,) = nup(4, (2, 1), repeat=False)
    assert formes(loose, 1, setup())[0].folds == ((), ())


def test_a_blank_leaf_is_a_place_without_a_page() -> None:
    front, back = formes(Sheet(((Leaf(0, 0), Leaf(1, 0)),)), 1, setup())
    assert [placed.page for placed in (*front.pages, *back.pages)] == [0, 1, 0, 0]
