"""Ink of a photo: the densest 15 x 15 mm, and the densest spot."""

import pytest
from PIL import Image

from newsletter.geometry import Size
from newsletter.render.coverage import coverage
from newsletter.units import mm


def inks(cyan: int, magenta: int, yellow: int, black: int, size: tuple[int, int] = (600, 600)) -> Image.Image:
    """Per cent of each."""
    return Image.new("CMYK", size, tuple(round(part * 2.55) for part in (cyan, magenta, yellow, black)))


def test_an_even_tint_has_its_sum_as_average_and_as_peak() -> None:
    average, peak = coverage(inks(60, 40, 40, 100), Size(mm(50), mm(50)))
    assert average == pytest.approx(240, abs=0.5)
    assert peak == pytest.approx(240, abs=1.6)


def test_the_average_is_that_of_the_densest_square() -> None:
    """A field of 20 x 20 mm at 300 % on white: a square of 15 mm lies wholly within it."""
    photo = inks(0, 0, 0, 0)
    photo.paste(inks(100, 100, 0, 100, (200, 200)), (400, 390))
    average, peak = coverage(photo, Size(mm(60), mm(60)))
    assert average == 300
    assert peak == pytest.approx(300, abs=1.6)


def test_a_small_dark_field_makes_a_peak_and_a_mild_average() -> None:
    """7.5 x 7.5 mm at 400 % is a quarter of the square."""
    photo = inks(0, 0, 0, 0)
    photo.paste(inks(100, 100, 100, 100, (75, 75)), (300, 300))
    average, peak = coverage(photo, Size(mm(60), mm(60)))
    assert average == pytest.approx(100, abs=3)
    assert peak == 400


def test_a_photo_smaller_than_the_square_is_averaged_whole() -> None:
    photo = inks(0, 0, 0, 0, (100, 100))
    photo.paste(inks(0, 0, 100, 100, (50, 100)), (0, 0))
    assert coverage(photo, Size(mm(10), mm(10))).average == pytest.approx(100, abs=1)


def test_a_grey_photo_is_black_ink() -> None:
    assert coverage(Image.new("L", (300, 300), 51), Size(mm(30), mm(30))) == (80, 80)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1)])
def test_any_shape_has_a_coverage(size: tuple[int, int]) -> None:
    assert coverage(inks(50, 50, 0, 0, size), Size(mm(200), 1)).average == pytest.approx(100, abs=1)
