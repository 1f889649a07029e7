"""Which photos would run out into the paper."""

import pytest
from PIL import Image, ImageDraw

from newsletter.render.edges import has_pale_edge

WHITE, SKY, DARK = (255, 255, 255), (240, 242, 245), (60, 70, 60)


def edged(side: str, colour: tuple[int, int, int], size: tuple[int, int] = (400, 200)) -> Image.Image:
    """A dark picture with one edge a twentieth of the shorter side wide."""
    image = Image.new("RGB", size, DARK)
    rim = min(size) // 20
    box = {
        "top": (0, 0, size[0], rim), "foot": (0, size[1] - rim, *size),
        "left": (0, 0, rim, size[1]), "right": (size[0] - rim, 0, *size),
    }[side]  # fmt: skip
    image.paste(colour, box)
    return image


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("side", ["top", "foot", "left", "right"])
@pytest.mark.parametrize(("colour", "pale"), [(WHITE, True), (SKY, True), ((200, 205, 210), False)])
def test_one_edge_as_light_as_paper_is_enough(
    side: str, colour: tuple[int, int, int], mode: str, *, pale: bool
) -> None:
    assert has_pale_edge(edged(side, colour).convert(mode)) is pale


def test_what_is_light_within_the_picture_or_at_a_bit_of_an_edge_does_not_count() -> None:
    image = edged("top", DARK)
    ImageDraw.Draw(image).rectangle((20, 20, 380, 180), fill=WHITE)
    ImageDraw.Draw(image).rectangle((0, 0, 120, 40), fill=WHITE)
    assert not has_pale_edge(image)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (3, 2)])
def test_the_smallest_pictures_have_edges(size: tuple[int, int]) -> None:
    assert has_pale_edge(Image.new("RGB", size, WHITE))
