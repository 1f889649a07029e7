"""Ornaments in their boxes, rows of them, borders."""

from newsletter.colour import BLACK
from newsletter.compose.ornament import band, border, fitted
from newsletter.geometry import Rect
from newsletter.model.artwork import Drawing, Path
from newsletter.pages.items import Artwork

WIDE = Drawing(30, 10, (Path((("m", (0, 0)), ("l", (30, 10))), stroke=BLACK),))
CORNER = Drawing(10, 10, (Path((("m", (0, 0)), ("l", (10, 5))), stroke=BLACK),))
AREA = Rect(0, 0, 100_000, 50_000)


def on_page(art: Artwork) -> list[tuple[int, int]]:
    """The points of its first path, where they come to stand."""
    box, drawing = art.box, art.drawing
    points = [
        point for _, numbers in drawing.paths[0].segments for point in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    return [
        (round(box.x0 + x * box.width / drawing.width), round(box.y0 + y * box.height / drawing.height))
        for x, y in points
    ]


def test_one_ornament_is_as_large_as_its_area_allows_and_keeps_its_shape() -> None:
    assert fitted(WIDE, AREA).box == Rect(0, 8333, 100_000, 41_666)
    assert fitted(CORNER, AREA).box == Rect(25_000, 0, 75_000, 50_000)


def test_a_band_is_full_from_edge_to_edge() -> None:
    boxes = [art.box for art in band(WIDE, Rect(0, 0, 100_000, 10_000))]
    assert [box.x0 for box in boxes] == [0, 33_333, 66_667]
    assert boxes[-1].x1 == 100_000


def test_a_border_has_its_corner_in_all_four_and_the_outer_edge_outside() -> None:
    arts = list(border(WIDE, CORNER, AREA, 10_000))
    corners = arts[-4:]
    assert [on_page(art) for art in corners] == [
        [(0, 0), (10_000, 5000)],
        [(100_000, 0), (95_000, 10_000)],
        [(100_000, 50_000), (90_000, 45_000)],
        [(0, 50_000), (5000, 40_000)],
    ]
    ends = [on_page(art) for art in arts[:-4]]
    assert ends[0][0] == (10_000, 0), "the top row begins at its outer edge"
    assert {x for (x, _), _ in ends if x == 100_000}, "the outer edge of the right side lies on the right"
    assert {y for (_, y), _ in ends if y == 50_000}
    assert {x for (x, _), _ in ends if x == 0}


def test_an_area_without_width_has_no_band() -> None:
    assert list(band(WIDE, Rect(5, 5, 5, 5))) == []
