"""From pages and paper to sides of sheets: printed, cut apart and folded, they read from the first page to the last."""

import pytest
from folding import Face, Paper, folded, sideways
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter.finish.arrangement import Arrangement, Wish, arrange
from newsletter.finish.schemes import FOLDINGS, Edge, Scheme
from newsletter.finish.sheets import Forme, Placed, Setup, parse_sheet
from newsletter.geometry import Size
from newsletter.units import Mpt, mm

A5 = Size(mm(148), mm(210))
Spot = tuple[Mpt, Mpt]

TO_THE_LEFT: dict[Edge, Edge] = {"top": "left", "left": "bottom", "bottom": "right", "right": "top"}


def setup(paper: str | None = None, **more: Mpt) -> Setup:
    sheet = parse_sheet(paper) if paper else None
    return Setup(A5, bleed=mm(3), gutter=mm(6), gripper=mm(10), sheet=sheet)._replace(**more)


def arranged(count: int, wish: Wish, how: Setup) -> Arrangement:
    found = arrange(count, wish, how)
    assert found.value is not None, found.problems
    return found.value


def middle(placed: Placed, width: Mpt) -> Spot:
    """Where a page lies on paper that is looked at from side B: the same spot for both pages of a leaf."""
    return (width - (placed.box.x0 + placed.box.x1) // 2, (placed.box.y0 + placed.box.y1) // 2)


def leaves(sides: list[Forme], one_plate: bool) -> dict[Spot, tuple[Face, Face]]:
    """By where they lie, the leaves of a printed sheet, side B up. One plate has printed the sheet from both sides: its
    left half is cut off and the rest looked at no more."""
    front, back = (sides[0], sides[0]) if one_plate else sides
    width = front.size.width
    behind = {middle(page, width): page for page in front.pages}
    found = {}
    for page in back.pages:
        x, y = (page.box.x0 + page.box.x1) // 2, (page.box.y0 + page.box.y1) // 2
        if one_plate and x < width // 2:
            continue
        under = min(behind, key=lambda spot: abs(spot[0] - x) + abs(spot[1] - y))
        assert abs(under[0] - x) + abs(under[1] - y) <= 2  # back to back
        other = behind[under]
        found[x, y] = (
            Face(page.page, page.head, page.spine),
            Face(other.page, sideways(other.head) or "top", sideways(other.spine)),
        )
    return found


def upright(found: dict[Spot, tuple[Face, Face]]) -> dict[Spot, tuple[Face, Face]]:
    """Paper whose heads point to the side is given a quarter turn to the left."""
    if next(iter(found.values()))[0].head in ("top", "bottom"):
        return found

    def turned(face: Face) -> Face:
        return Face(face.page, TO_THE_LEFT[face.head], TO_THE_LEFT[face.spine] if face.spine else None)

    return {(-y, x): (turned(above), turned(below)) for (x, y), (above, below) in found.items()}


def ranks(places: set[Mpt]) -> dict[Mpt, int]:
    """Columns or rows from their places, which creep may shift a little."""
    found: dict[Mpt, int] = {}
    for place in sorted(places):
        before = max(found, default=None)
        step = 0 if before is None else found[before] + (place - before > A5.width // 2)
        found[place] = step
    return found


def blocks(found: dict[Spot, tuple[Face, Face]], folding: int) -> list[Paper]:
    """The blocks that a sheet is cut into, each as columns and rows from the top left."""
    rows, columns = len(FOLDINGS[folding].rows), len(FOLDINGS[folding].rows[0])
    across, down = ranks({x for x, _ in found}), ranks({-y for _, y in found})
    cut: dict[Spot, Paper] = {}
    for (x, y), leaf in found.items():
        column, row = across[x], down[-y]
        cut.setdefault((column // columns, row // rows), {})[column % columns, row % rows] = [leaf]
    assert {len(block) for block in cut.values()} == {rows * columns}
    return list(cut.values())


def read(block: Paper, folding: int) -> list[Face]:
    """The pages of a block that is folded, as they are turned."""
    for fold in FOLDINGS[folding].folds:
        block = folded(block, fold)
    (pieces,) = block.values()
    return [face for piece in pieces for face in piece]


def sections(arrangement: Arrangement) -> list[list[list[Face]]]:
    """For each sheet, the pages of each of its blocks, folded."""
    made = []
    for number in range(1, arrangement.sheets + 1):
        sides = [side for side in arrangement.formes if side.sheet == number]
        folding = sides[0].folding
        paper = upright(leaves(sides, arrangement.one_plate))
        made.append([read(block, folding) for block in blocks(paper, folding)])
    return made


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 64),
    scheme=st.sampled_from(["saddle", "perfect"]),
    signature=st.sampled_from([0, 4, 8, 16, 32]),
    paper=st.sampled_from([None, "65x86", "79x109", "43x65", "33x48"]),
    turn=st.booleans(),
    repeat=st.booleans(),
    creep=st.integers(0, 300),
)
def test_every_sheet_that_can_be_had_folds_to_its_section(
    count: int, scheme: Scheme, signature: int, paper: str | None, turn: bool, repeat: bool, creep: Mpt
) -> None:
    found = arrange(count, Wish(scheme, signature, turn=turn, repeat=repeat), setup(paper, creep=creep))
    if found.value is None:
        assert [problem.code for problem in found.problems] == ["NL657"]
        return
    if len({side.letter for side in found.value.formes}) == 1 and not turn:
        assert count <= 2  # nothing on the backs
        return
    book: list[int] = []
    for copies in sections(found.value):
        for copy in copies:
            assert {face.head for face in copy} == {"top"}
            assert {face.spine for face in copy} == {"left"}
            assert [face.page for face in copy] == [face.page for face in copies[0]]
        section, inside = [face.page for face in copies[0]], len(book) // 2 if scheme == "saddle" else len(book)
        book[inside:inside] = section
    assert [page for page in book if page] == list(range(1, count + 1))
    assert book[-1] == count or count == 1
    assert len(book) == -(-count // 4) * 4


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 24),
    paper=st.sampled_from([None, "65x86", "43x65", "SRA3", "39x54"]),
    turn=st.sampled_from([None, True, False]),
    repeat=st.booleans(),
)
def test_cut_apart_loose_leaves_have_the_next_page_behind_each_odd_one(
    count: int, paper: str | None, turn: bool | None, repeat: bool
) -> None:
    found = arrange(count, Wish("nup", turn=turn, repeat=repeat), setup(paper))
    assert found.value is not None
    pairs = set()
    for number in range(1, found.value.sheets + 1):
        sides = [side for side in found.value.formes if side.sheet == number]
        if len(sides) == 1 and not found.value.one_plate:
            pairs |= {(placed.page, 0) for placed in sides[0].pages}
            continue
        for above, below in leaves(sides, found.value.one_plate).values():
            assert above.head == below.head or {above.head, below.head} == {"left", "right"}
            pairs.add((below.page, above.page))
    wanted = {(page, page + 1 if page < count else 0) for page in range(1, count + 1, 2)}
    assert {pair if pair[0] % 2 or not pair[0] else pair[::-1] for pair in pairs if pair != (0, 0)} == wanted


def test_stitched_without_a_named_paper_it_is_spreads() -> None:
    assert [side.folding for side in arranged(16, Wish("saddle"), setup()).formes] == [4] * 8


@pytest.mark.parametrize(("paper", "signature"), [("33x24", 4), ("SRA3", 8), ("65x86", 16)])
def test_stitched_on_a_named_paper_it_is_the_largest_signature_that_fits(paper: str, signature: int) -> None:
    assert {side.folding for side in arranged(16, Wish("saddle"), setup(paper)).formes} == {signature}


def test_what_is_left_over_goes_on_a_sheet_of_its_own() -> None:
    found = arranged(28, Wish("perfect"), setup("65x86"))
    assert [side.folding for side in found.formes if side.letter == "A"] == [16, 8, 4]
    assert (found.sheets, found.blanks) == (3, 0)


def test_one_page_is_printed_on_one_side() -> None:
    found = arranged(1, Wish("nup"), setup("SRA3"))
    assert [side.letter for side in found.formes] == ["A"]
    assert {placed.page for placed in found.formes[0].pages} == {1}


def test_blanks_are_counted_where_paper_is_folded() -> None:
    assert arranged(6, Wish("saddle"), setup()).blanks == 2
    assert arranged(6, Wish("nup"), setup()).blanks == 0
    assert arranged(6, Wish("reader"), setup()).blanks == 0
