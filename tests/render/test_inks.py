"""Inks as operators, and lengths and texts as PDF syntax."""

from hypothesis import given
from hypothesis import strategies as st

from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.render.canvas import number, text_string
from newsletter.render.inks import Palette, press_operator, screen_colour, screen_operator

SHARE = st.integers(0, 1000)
INKS = st.builds(Cmyk, SHARE, SHARE, SHARE, SHARE)


def test_black_and_white_are_exact_on_screen() -> None:
    assert screen_operator(BLACK) == "0 g\n"
    assert screen_operator(PAPER) == "1 g\n"
    assert screen_operator(Cmyk(0, 0, 0, 400), stroke=True) == "0.6 G\n"


def test_festive_red_is_red_on_screen() -> None:
    red, green, blue = screen_colour(Cmyk(0, 1000, 1000, 0))
    assert red > 0.85
    assert max(green, blue) < 0.1


@given(INKS)
def test_more_black_is_never_lighter(ink: Cmyk) -> None:
    darker = ink._replace(k=min(1000, ink.k + 100))
    assert all(one >= other for one, other in zip(screen_colour(ink), screen_colour(darker), strict=True))


@given(INKS)
def test_screen_colours_are_colours(ink: Cmyk) -> None:
    assert all(0 <= part <= 1 for part in screen_colour(ink))


@given(INKS)
def test_the_press_gets_each_ink_to_the_per_mille(ink: Cmyk) -> None:
    *parts, operator = press_operator(ink).split()
    assert operator == "k"
    assert [round(float(part) * 1000) for part in parts] == list(ink)


def test_a_palette_speaks_the_language_of_its_target() -> None:
    assert Palette(press=True).operator(BLACK, stroke=True) == "0 0 0 1 K\n"
    assert Palette(press=False).operator(BLACK) == "0 g\n"


@given(st.integers(-(10**7), 10**7))
def test_lengths_are_exact_to_the_thousandth(length: int) -> None:
    assert round(float(number(length)) * 1000) == length
    assert "e" not in number(length)


def test_ascii_stays_readable_and_the_rest_is_utf_16() -> None:
    assert text_string("So (dac) biet\\") == "(So \\(dac\\) biet\\\\)"
    assert text_string("Đ") == "<FEFF0110>"
