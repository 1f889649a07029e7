"""What reaches the trim is taken to the bleed, and what does not stays where it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_layout import article, issue, kit, layout, photo, slot, template, text

from newsletter.colour import BLACK, Cmyk
from newsletter.compose.bleed import run_off
from newsletter.compose.edition import compose
from newsletter.compose.ledger import Ledger
from newsletter.geometry import Insets, Rect, Size
from newsletter.model.article import Paragraph
from newsletter.model.layout import Furniture, GridArea, Layout, PhotoPlace
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import Item, Page, Panel, Picture, Stroke
from newsletter.units import pt

TRIM, BLEED = Size(pt(400), pt(600)), pt(9)
TINT = Cmyk(0, 0, 100, 0)
NUMBERS = st.integers(-20, 620).map(pt)


def on_page(*items: Item) -> Page:
    return Page(number=1, label="1", template="one", left=False, items=items)


def taken(item: Item) -> Item:
    (found,) = run_off(on_page(item), TRIM, BLEED).items
    return found


def cropped(picture: Picture) -> tuple[float, float]:
    """Pixels across and down that are shown."""
    x0, y0, x1, y1 = picture.crop
    return (x1 - x0) * picture.photo.pixels[0], (y1 - y0) * picture.photo.pixels[1]


def test_a_picture_at_one_edge_runs_off_there_alone_and_its_bleed_holds_picture() -> None:
    shot = Picture("a", photo(2000, 1000), Rect(0, pt(100), pt(200), pt(200)), (0, 0, 1, 1), hairline=BLACK)
    found = taken(shot)
    assert isinstance(found, Picture)
    assert found.hairline is None
    assert found.box == Rect(-BLEED, pt(100), pt(200), pt(200))
    wide, high = cropped(found)
    assert wide / high == pytest.approx(209 / 100)
    assert 0 <= found.crop[0] < found.crop[2] <= 1
    assert 0 <= found.crop[1] < found.crop[3] <= 1


def test_tints_and_lines_run_off_and_a_line_stays_a_line() -> None:
    assert taken(Panel(Rect(pt(10), pt(500), pt(400), pt(600)), TINT)).box == Rect(pt(10), pt(500), pt(409), pt(609))
    assert taken(Stroke(Rect(0, pt(9), pt(400), pt(9)), BLACK, 500)).box == Rect(pt(-9), pt(9), pt(409), pt(9))
    rule = Stroke(Rect(0, 0, pt(400), 0), BLACK, 500)
    assert taken(rule).box == Rect(pt(-9), 0, pt(409), 0)


def test_a_photo_cut_to_a_shape_and_a_frame_keep_their_form() -> None:
    cut = Picture("a", photo(), Rect(0, 0, pt(100), pt(100)), (0, 0, 1, 1), ((0, 0), (1, 0), (0, 1)))
    frame = Stroke(Rect(0, 0, *TRIM), BLACK, 500)
    assert taken(cut) == cut
    assert taken(frame) == frame


@settings(max_examples=200, deadline=None, derandomize=True)
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_no_box_shrinks_and_each_edge_moves_only_where_it_reached_the_trim(x0: int, y0: int, x1: int, y1: int) -> None:
    box = Rect(min(x0, x1), min(y0, y1), max(x0, x1) + 1, max(y0, y1) + 1)
    found = taken(Panel(box, TINT))
    assert isinstance(found, Panel)
    far = (TRIM.width, TRIM.height)
    for k in (0, 1):
        assert found.box[k] == (min(box[k], -BLEED) if box[k] <= 0 else box[k])
        assert found.box[k + 2] == (max(box[k + 2], far[k] + BLEED) if box[k + 2] >= far[k] else box[k + 2])
    assert run_off(on_page(found), TRIM, BLEED).items == (found,)


def drawn(design: Layout) -> Page:
    shot = photo(2000, 1000, caption=text("aaa"))
    story = article("a", Paragraph(text("aaa bbb " * 20)), photos=(shot,))
    plan = Plan((PlannedPage("one", (("lead", (Placement("a"),)),)),))
    (page,) = compose(issue(story), design, plan, kit(design).caster.book, Ledger())
    return page


def boxes(page: Page, kind: type[Panel | Picture]) -> list[tuple[float, ...]]:
    return [tuple(side / 1000 for side in item.box) for item in (*page.ground, *page.items) if isinstance(item, kind)]


def without_margins(design: Layout) -> Layout:
    return design._replace(margins=Insets(0, 0, 0, 0), trim=Size(pt(320), pt(12 * design.lines)))


def test_on_a_page_without_margins_tints_and_photos_run_off_the_edges_that_they_fill() -> None:
    """Three columns of 100 pt fill the trim of 320 pt; the photo has the upper left column of its own."""
    spot = PhotoPlace(where="area", area=GridArea(0, 0, 1, 8), caption="none")
    story = slot(lines=12, line=8, photos=(spot,), ground=TINT)
    page = drawn(without_margins(layout(template(story, name="one"))))
    (picture,) = boxes(page, Picture)
    assert picture[0] == -9
    assert picture[2] == 100
    assert picture[1] > 0  # its top stands level with capitals
    assert boxes(page, Panel)[0] == (-9, 96, 329, 249)


def test_a_picture_for_the_bleed_at_one_edge_runs_off_there_alone() -> None:
    """The right column of a right page: the outside edge."""
    spot = PhotoPlace(where="bleed", area=GridArea(2, 5, 1, 8), caption="none")
    page = drawn(layout(template(slot(columns=2, photos=(spot,)), name="one")))
    (picture,) = boxes(page, Picture)
    assert picture == (250, 100, 409, 196)


@pytest.mark.parametrize("kind", ["panel", "contents", "imprint"])
def test_tints_of_furniture_run_to_the_bleed_where_they_are_told_to(kind: str) -> None:
    piece = Furniture(kind=kind, area=GridArea(0, 10, 3, 10), colour=TINT, bleed=True)
    page = drawn(layout(template(slot(lines=10), name="one", furniture=(piece,))))
    assert boxes(page, Panel)[0] == (-9, 160, 409, 329)
