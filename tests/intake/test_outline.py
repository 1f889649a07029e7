"""Shapes of photos: from the alpha channel, from a polygon."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from newsletter.intake.outline import BANDS, alpha_outline, polygon_outline


def png(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def test_the_outline_of_an_alpha_channel_is_what_is_seen() -> None:
    image = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 299, 199), fill=(200, 0, 0, 255))
    outline = alpha_outline(png(image))
    assert len(outline) == BANDS
    assert outline[10] == (1.0, 0.0)
    assert outline[100] == pytest.approx((0.25, 0.75), abs=0.01)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_photo_without_a_transparent_part_has_no_outline(mode: str) -> None:
    assert alpha_outline(png(Image.new(mode, (40, 20), "red"))) == ()


def test_a_file_that_cannot_be_read_has_no_outline() -> None:
    assert alpha_outline(b"\x89PNG broken") == ()


def test_the_outline_of_a_polygon_is_as_wide_as_its_sides_are_apart() -> None:
    outline = polygon_outline(((0.5, 0.0), (1.0, 1.0), (0.0, 1.0)))
    assert len(outline) == BANDS
    left, right = outline[BANDS // 2]
    assert (left, right) == pytest.approx((0.25, 0.75), abs=0.01)


@pytest.mark.parametrize("points", [(), ((0.0, 0.0), (1.0, 1.0)), ((0.0, 0.5), (0.5, 0.5), (1.0, 0.5))])
def test_corners_that_enclose_nothing_make_no_shape(points: tuple[tuple[float, float], ...]) -> None:
    assert polygon_outline(points) == ()
