"""Numbers stand on a group photo where its key says."""

import pytest
from square_issue import composed, pictures, planned
from square_layout import article, layout, photo, slot, template, text

from newsletter.check.composition import cut_from_key
from newsletter.geometry import Rect
from newsletter.model.article import Paragraph
from newsletter.model.layout import GridArea, PhotoPlace
from newsletter.pages.items import Artwork, Page
from newsletter.units import mm, pt

RADIUS = pt(7.8)
"""Captions are 10 pt."""


def page_of(*key: tuple[float, float], where: str = "area", pixels: tuple[int, int] = (2000, 1000)) -> Page:
    spot = PhotoPlace(where="bleed" if where == "bleed" else "area", area=GridArea(0, 10, 3, 10))
    design = layout(template(slot(lines=10, photos=(spot,)), name="one"))
    shot = photo(*pixels, key=key, names=text(" ".join(f"{n}. aa;" for n, _ in enumerate(key, 1))))
    made = composed(design, (planned("one", lead="a"),), article("a", Paragraph(text("aaa bbb ccc")), photos=(shot,)))
    assert made.fit("a").words == made.fit("a").words_set
    return made.pages[0]


def discs(page: Page) -> list[Rect]:
    return [item.box for item in page.furniture if isinstance(item, Artwork)]


def test_a_disc_stands_in_the_middle_of_its_point() -> None:
    page = page_of((0.5, 0.5), (0.25, 0.5))
    (shown,) = pictures(page)
    middle, left = discs(page)
    x0, _, x1, _ = shown.crop
    assert middle.width == middle.height == 2 * RADIUS
    assert (middle.x0 + middle.x1) // 2 == (shown.box.x0 + shown.box.x1) // 2
    assert (middle.y0 + middle.y1) // 2 == pytest.approx((shown.box.y0 + shown.box.y1) // 2, abs=1)
    x = shown.box.x0 + (0.25 - x0) / (x1 - x0) * shown.box.width
    assert (left.x0 + left.x1) / 2 == pytest.approx(x, abs=1)


@pytest.mark.parametrize("where", ["area", "bleed"])
def test_discs_move_with_the_crop_and_stand_in_the_picture_as_a_whole(where: str) -> None:
    page = page_of((0.5, 0.5), (0.5, 0.0), (0.5, 1.0), (0.0, 0.5), where=where)
    (shown,) = pictures(page)
    assert len(discs(page)) == sum(map(shown.shows, shown.photo.key)) >= 2
    for disc in discs(page):
        assert disc.x0 >= mm(3)
        assert shown.box.x0 <= disc.x0 < disc.x1 <= shown.box.x1
        assert shown.box.y0 <= disc.y0 < disc.y1 <= shown.box.y1


def test_who_is_cut_off_is_told_and_bears_no_number() -> None:
    """Of an upright photo a low place shows the middle alone."""
    page = page_of((0.5, 0.02), (0.5, 0.5), (0.5, 0.98), pixels=(1000, 2000))
    assert len(discs(page)) == 1
    (problem,) = cut_from_key(page)
    assert problem.code == "NL581"
    assert dict(problem.values)["numbers"] == "1, 3"


def test_a_photo_without_a_key_bears_nothing() -> None:
    page = page_of()
    assert not discs(page)
    assert not list(cut_from_key(page))


def test_a_number_is_drawn_in_the_middle_of_its_disc() -> None:
    (drawing,) = [item.drawing for item in page_of((0.5, 0.5)).furniture if isinstance(item, Artwork)]
    *_, figure = drawing.paths
    xs = [x for _, points in figure.segments for x in points[::2]]
    ys = [y for _, points in figure.segments for y in points[1::2]]
    assert (min(xs) + max(xs)) / 2 == pytest.approx(RADIUS, abs=1)
    assert (min(ys) + max(ys)) / 2 == pytest.approx(RADIUS, abs=1)
