"""What the finished pages show: sharpness, bleed, the knife."""

import pytest
from square_pages import line, page, picture

from newsletter.check.composition import Sheet, blurred, cut_to_a_strip, judge_page, near_knife, short_of_bleed
from newsletter.colour import BLACK
from newsletter.geometry import Point, Rect, Size
from newsletter.pages.items import Item, Outline, Panel, Stroke
from newsletter.problems import warning
from newsletter.units import pt

SHEET = Sheet(trim=Size(pt(400), pt(600)), bleed=pt(9), min_ppi=250)


def test_a_sharp_photo_passes() -> None:
    assert list(blurred(page(picture((50, 50, 194, 122), pixels=(500, 250))), SHEET)) == []


def test_a_photo_under_the_limit_is_a_warning_that_says_how_many_pixels_it_takes() -> None:
    (found,) = blurred(page(picture((50, 50, 194, 122), pixels=(400, 200))), SHEET)
    assert (found.code, found.severity) == ("NL203", "warning")
    values = dict(found.values)
    assert (values["ppi"], values["limit"], values["pixels"], values["width"]) == (200, 250, 500, 40)
    assert found.source is not None
    assert found.source.file == "articles/a.md"


def test_a_photo_under_six_tenths_of_the_limit_is_an_error() -> None:
    (exact,) = blurred(page(picture((50, 50, 194, 122), pixels=(300, 150))), SHEET)
    (below,) = blurred(page(picture((50, 50, 194, 122), pixels=(298, 149))), SHEET)
    assert (exact.severity, below.severity) == ("warning", "error")


def test_a_photo_that_is_cut_to_a_strip_is_told_with_the_share_that_is_shown() -> None:
    shown = picture((0, 0, 100, 20))
    (told,) = cut_to_a_strip(page(shown._replace(crop=(0.0, 0.4, 1.0, 0.6))))
    assert (told.code, dict(told.values)["shown"], dict(told.values)["least"]) == ("NL582", 20, 30)
    assert list(cut_to_a_strip(page(shown._replace(crop=(0.0, 0.2, 1.0, 0.8))))) == []


def test_a_picture_that_ends_on_the_trim_lacks_its_bleed() -> None:
    assert [p.code for p in short_of_bleed(page(picture((0, 50, 100, 100))), SHEET)] == ["NL730"]
    assert list(short_of_bleed(page(picture((-9, 50, 100, 100))), SHEET)) == []
    assert list(short_of_bleed(page(picture((40, 50, 100, 100))), SHEET)) == []


@pytest.mark.parametrize(
    "item",
    [
        Panel(Rect(pt(1), pt(50), pt(90), pt(80)), BLACK),
        Stroke(Rect(pt(0), pt(50), pt(90), pt(50)), BLACK, 500),
        Stroke(Rect(pt(0), pt(0), pt(400), pt(600)), BLACK, 500),
    ],
    ids=["tint", "rule", "frame"],
)
def test_tints_rules_and_frames_that_end_on_the_trim_lack_their_bleed_too(item: Item) -> None:
    assert [p.code for p in short_of_bleed(page()._replace(furniture=(item,)), SHEET)] == ["NL731"]


def test_without_bleed_all_that_reaches_the_trim_is_in_danger_and_it_is_said_once() -> None:
    bare = SHEET._replace(bleed=pt(3))
    made = page(picture((-3, 50, 100, 100)), picture((-3, 150, 100, 200)))
    assert set(short_of_bleed(made, bare)) == {warning("NL736", None, bleed=1.1, least=2)}
    assert list(short_of_bleed(page(picture((40, 50, 100, 100))), bare)) == []


def test_text_nearer_than_three_millimetres_to_the_trim_may_be_cut() -> None:
    assert [p.code for p in near_knife(page(line("abc", x=2, y=300)), SHEET)] == ["NL732"]
    assert [p.code for p in near_knife(page(line("abc", x=365, y=300)), SHEET)] == ["NL732"]
    assert list(near_knife(page(line("abc", x=40, y=300)), SHEET)) == []


def test_of_many_lines_near_the_trim_the_nearest_is_told_and_how_many_there_are() -> None:
    (found,) = near_knife(page(line("abc", x=5, y=300), line("xyz", x=2, y=320), line("abc", x=5, y=340)), SHEET)
    values = dict(found.values)
    assert (values["word"], values["lines"], values["gap"]) == ("xyz", 3, "0.7")


def test_text_over_the_trim_is_told_apart_for_it_will_be_cut() -> None:
    found = list(near_knife(page(line("abc", x=-3, y=300), line("xyz", x=2, y=320)), SHEET))
    assert [problem.code for problem in found] == ["NL732", "NL733"]


def test_letters_reach_above_and_below_their_line() -> None:
    assert [p.code for p in near_knife(page(line("abc", x=40, y=15)), SHEET)] == ["NL732"]
    assert [p.code for p in near_knife(page(line("abc", x=40, y=590)), SHEET)] == ["NL732"]
    assert [p.code for p in near_knife(page(line("abc", x=40, y=599)), SHEET)] == ["NL733"]


def rule(x0: float, y0: float, x1: float, y1: float) -> Rect:
    return Rect(pt(x0), pt(y0), pt(x1), pt(y1))


@pytest.mark.parametrize(
    "item",
    [
        Panel(rule(4, 50, 300, 51), BLACK),
        Stroke(rule(5, 5, 395, 595), BLACK, 500),
        Outline(((Point(pt(3), pt(50)), Point(pt(90), pt(50)), Point(pt(40), pt(90))),), BLACK),
    ],
)
def test_rules_frames_and_shapes_that_end_close_to_the_trim_are_told(item: Item) -> None:
    assert [p.code for p in near_knife(page()._replace(furniture=(item,)), SHEET)] == ["NL735"]


def test_a_photo_that_leaves_a_sliver_at_the_trim_is_told_by_name() -> None:
    (found,) = near_knife(page(picture((4, 50, 100, 100))), SHEET)
    assert (found.code, dict(found.values)["photo"]) == ("NL734", "photos/a.jpg")


@pytest.mark.parametrize("box", [(-9, 50, 300, 56), (-9, -9, 409, 5), (40, 50, 391, 51), (395, 50, 409, 90)], ids=str)
def test_what_bleeds_on_purpose_or_keeps_its_distance_is_not(box: tuple[float, float, float, float]) -> None:
    """A thumb index or a band along the head is thinner than the strip, and still well placed."""
    assert list(near_knife(page()._replace(furniture=(Panel(rule(*box), BLACK),)), SHEET)) == []


def test_judging_a_page_asks_all_of_it() -> None:
    made = page(picture((0, 50, 288, 194), pixels=(100, 50)), line("abc", x=2, y=300))
    assert [found.code for found in judge_page(made, SHEET)] == ["NL203", "NL730", "NL732"]
