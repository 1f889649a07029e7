"""What --debug-grid draws on made pages of the square design: three columns of 100 pt, baselines 12 pt apart."""

import itertools

import pytest
from square_layout import book, issue, layout, slot, template
from square_pages import line, page, photo

from newsletter.compose.gridmarks import AMISS, BLANK, EVEN, LINES, LOOSE, TIGHT, mark_grid
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.geometry import Rect
from newsletter.pages.items import Line, Page, Panel, Picture, Stroke
from newsletter.units import pt

BLUE, YELLOW, ORANGE, RED = (shade.colour for shade in (TIGHT, *reversed(LOOSE)))
TOP = 40
"""Of the type area."""


@pytest.fixture(scope="module")
def kit() -> Kit:
    return open_kit(issue(), layout(template(slot("lead", lines=10), name="three-up")), book(), Ledger())


def body(words: str, row: int, column: int = 1, gap: float = 0.0, ends: bool = False, space: float = 10) -> Line:
    x = 30 + 110 * (column - 1)
    return line(words, x=x, y=TOP + 12 * row, gap=gap, ends=ends, space=space, frame=f"lead/{column}")


def said(marked: Page) -> list[str]:
    """Each label of the marks."""
    return [
        " ".join(shape.text for run in item.runs for shape in run.shapes)
        for item in marked.marks
        if isinstance(item, Line)
    ]


def spaces(marked: Page) -> list[Panel]:
    return [item for item in marked.ground if isinstance(item, Panel)]


def test_every_grid_line_is_drawn_across_the_type_area_behind_the_text(kit: Kit) -> None:
    drawn = [item for item in mark_grid(page(), kit).ground if isinstance(item, Stroke) and item.colour == LINES]
    assert len(drawn) == 20
    assert {(item.box.x0, item.box.x1) for item in drawn} == {(pt(30), pt(350))}
    assert drawn[0].box.y0 == pt(TOP) + kit.drop
    assert {b.box.y0 - a.box.y0 for a, b in itertools.pairwise(drawn)} == {pt(12)}


def test_slots_and_columns_are_framed_and_the_slot_is_named(kit: Kit) -> None:
    marked = mark_grid(page(), kit)
    boxes = [item.box for item in marked.marks if isinstance(item, Stroke)]
    assert Rect(pt(30), pt(TOP), pt(350), pt(TOP + 120)) in boxes
    for x in (30, 140, 250):
        assert Rect(pt(x), pt(TOP), pt(x + 100), pt(TOP + 120)) in boxes
    assert any(label.startswith("lead ·") for label in said(marked))


@pytest.mark.parametrize(
    ("gap", "colour"),
    [(0.8, BLUE), (0.86, None), (1.0, None), (1.33, None), (1.4, YELLOW), (1.6, ORANGE), (2.1, RED)],
)
def test_a_word_space_has_the_colour_of_its_width(gap: float, colour: object, kit: Kit) -> None:
    found = spaces(mark_grid(page(body("aaaa bbbb", 1, gap=gap)), kit))
    assert [item.colour for item in found] == ([colour] if colour else [])
    assert all((item.box.x0, item.box.x1) == (pt(70), pt(80)) for item in found)


def test_lines_that_are_not_justified_have_no_colour(kit: Kit) -> None:
    assert spaces(mark_grid(page(body("a b", 1), body("a b", 2, gap=2.5, ends=True)), kit)) == []


def test_a_loose_line_has_its_figure_at_its_right(kit: Kit) -> None:
    marked = mark_grid(page(body("aaaa bbbb", 1, gap=1.62), body("aaaa bbbb", 2, gap=1.2)), kit)
    (figure,) = [item for item in marked.marks if isinstance(item, Line) and item.runs[0].shapes[0].text == "1.62"]
    assert figure.baseline == pt(TOP + 12)
    assert figure.runs[0].x > pt(120)
    assert "1.20" not in said(marked)


def test_runts_and_orphans_are_named_beside_their_lines(kit: Kit) -> None:
    marked = mark_grid(page(body("aaaaaaaaa", 1), body("b", 2, ends=True), body("cccc", 3)), kit)
    assert [label for label in said(marked) if label in {"runt", "orphan", "widow"}] == ["runt", "orphan"]


def test_a_line_that_ends_what_another_column_began_is_a_widow(kit: Kit) -> None:
    from square_pages import run, text  # noqa: PLC0415 (two names for one test)

    words = text("aaaa bbbb cccc dddd")
    head = body("x", 1, column=2)._replace(runs=(run(words, x=140, first=2, count=2),), ends=True)
    assert "widow" in said(mark_grid(page(body("aaaa bbbb", 1), head), kit))
    assert "widow" not in said(mark_grid(page(body("aaaa bbbb", 1), body("cccc dddd", 1, column=2, ends=True)), kit))


def test_the_foot_of_a_column_tells_its_grid_line_and_what_it_is_short_of(kit: Kit) -> None:
    shown = [body("aaaa", row, column) for column, depth in ((1, 3), (2, 1)) for row in range(1, depth + 1)]
    base = kit.drop // 1000  # the baseline of grid line 1 lies so far below the top
    moved = [one._replace(baseline=one.baseline + pt(base) - pt(12)) for one in shown]
    marked = mark_grid(page(*moved), kit)
    feet = {item.colour: item.box for item in marked.marks if isinstance(item, Stroke) and item.box.height == 0}
    assert (feet[EVEN].x0, feet[EVEN].x1) == (pt(30), pt(130))
    assert (feet[AMISS].x0, feet[AMISS].x1) == (pt(140), pt(240))
    assert feet[EVEN].y0 - feet[AMISS].y0 == pt(24)
    (blank,) = [item for item in marked.marks if isinstance(item, Panel) and item.colour == BLANK]
    assert blank.box.y1 == feet[EVEN].y0
    assert any(label.endswith("−2") for label in said(marked))


def test_a_photo_tells_its_pixels_and_its_crop(kit: Kit) -> None:
    """A thousand pixels over 720 pt, of which a half is shown: 50 to the inch."""
    picture = Picture("a", photo(), Rect(pt(0), pt(0), pt(720), pt(360)), (0.25, 0.0, 0.75, 0.5))
    assert "50 ppi · 50 × 50 %" in said(mark_grid(page(picture), kit))


def test_the_page_itself_is_as_it_was(kit: Kit) -> None:
    bare = page(body("aaaa bbbb", 1, gap=1.6))
    marked = mark_grid(bare, kit)
    assert marked.items == bare.items
    assert marked.furniture == bare.furniture
