"""The bound of ink: never less than what a plate can show, and tight enough to clear ordinary pages."""

from square_pages import line, page, picture

from newsletter.check.composition import Sheet
from newsletter.check.ink import at_most, inked, soaked
from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.geometry import Rect, Size
from newsletter.pages.items import Item, Page, Panel, Picture, Stroke
from newsletter.units import mm, pt

RED = Cmyk(0, 1000, 900, 100)
RICH = Cmyk(700, 700, 700, 1000)
BOX = Rect(pt(50), pt(50), pt(250), pt(250))
SHEET = Sheet(trim=Size(pt(400), pt(600)), bleed=pt(9), min_ppi=250, max_ink=300)


def on_page(*items: Item) -> Page:
    return page()._replace(items=items)


def bound(*items: Item, peak: float = 0.0) -> float:
    photos = {(1, item): peak for item in items if isinstance(item, Picture)}
    return at_most(soaked(on_page(*items)), photos)


def test_a_page_of_black_text_has_a_single_ink() -> None:
    assert bound(line("abc", x=50, y=100), line("abc", x=50, y=112)) == 100


def test_black_text_prints_over_a_tint_and_adds_its_ink_to_the_colours() -> None:
    assert bound(Panel(BOX, RED), line("abc", x=60, y=100)) == 290
    assert bound(Panel(BOX, RED), line("abc", x=260, y=100)) == 200


def test_of_black_beneath_black_nothing_is_counted_twice() -> None:
    assert bound(Panel(BOX, Cmyk(0, 0, 0, 500)), line("abc", x=60, y=100)) == 100


def test_a_photo_counts_with_its_peak_and_with_black_over_it() -> None:
    photo = picture((50, 50, 250, 250))
    assert bound(photo, peak=296.5) == 296.5
    assert bound(photo, line("abc", x=60, y=100), peak=150) == 250
    assert bound(line("abc", x=60, y=100), photo, peak=150) == 150


def test_a_panel_between_photo_and_text_hides_the_photo() -> None:
    photo, caption = picture((50, 50, 250, 250)), Panel(Rect(pt(55), pt(80), pt(200), pt(120)), PAPER)
    assert bound(photo, caption, line("abc", x=60, y=100), peak=300) == 300
    assert bound(photo, caption, line("abcdefghijklmno", x=60, y=100), peak=300) == 400


def test_a_photo_cut_to_a_shape_hides_nothing() -> None:
    cut = picture((50, 50, 250, 250))._replace(clip=((0, 0), (1, 0), (0, 1)))
    assert bound(Panel(BOX, RED), cut, line("abc", x=60, y=100), peak=20) == 290


def test_a_frame_reaches_half_its_width_beyond_its_line() -> None:
    frame = Stroke(Rect(pt(50), pt(110), pt(250), pt(110)), RED, pt(20))
    assert bound(frame, line("abc", x=60, y=100)) == 290


def test_a_photo_that_could_not_be_converted_prints_none() -> None:
    assert at_most(soaked(on_page(picture((50, 50, 250, 250)))), {}) == 0


def test_a_large_panel_over_the_limit_is_told_without_a_pdf() -> None:
    wide = Panel(Rect(0, 0, mm(15), mm(15)), RICH)
    (found,) = inked(on_page(wide), SHEET)
    assert (found.code, dict(found.values)["ink"], dict(found.values)["limit"]) == ("NL621", 310.0, 300)
    assert found.spot is not None
    assert found.spot.box == wide.box


def test_a_small_spot_is_told_from_eight_per_cent_above() -> None:
    small = Rect(0, 0, mm(14), mm(40))
    assert [problem.code for problem in inked(on_page(Panel(small, RICH)), SHEET)] == ["NL622"]
    assert list(inked(on_page(Panel(small, RICH._replace(c=680))), SHEET)) == []


def test_what_the_layout_asks_for_within_the_limit_is_silent() -> None:
    assert list(inked(on_page(Panel(BOX, RED), line("abc", x=60, y=100), Panel(BOX, BLACK)), SHEET)) == []
