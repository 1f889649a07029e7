"""What the finished pages show: sharpness, bleed, the knife."""

from square_pages import line, page, picture

from newsletter.check.composition import Sheet, blurred, judge_page, near_knife, short_of_bleed
from newsletter.geometry import Size
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


def test_a_picture_that_ends_on_the_trim_lacks_its_bleed() -> None:
    assert [p.code for p in short_of_bleed(page(picture((0, 50, 100, 100))), SHEET)] == ["NL730"]
    assert list(short_of_bleed(page(picture((-9, 50, 100, 100))), SHEET)) == []
    assert list(short_of_bleed(page(picture((40, 50, 100, 100))), SHEET)) == []


def test_text_nearer_than_three_millimetres_to_the_trim_may_be_cut() -> None:
    assert [p.code for p in near_knife(page(line("abc", x=2, y=300)), SHEET)] == ["NL732"]
    assert [p.code for p in near_knife(page(line("abc", x=365, y=300)), SHEET)] == ["NL732"]
    assert list(near_knife(page(line("abc", x=40, y=300)), SHEET)) == []


def test_judging_a_page_asks_all_of_it() -> None:
    made = page(picture((0, 50, 288, 194), pixels=(100, 50)), line("abc", x=2, y=300))
    assert [found.code for found in judge_page(made, SHEET)] == ["NL203", "NL730", "NL732"]
