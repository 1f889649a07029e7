"""Photos: the part that is shown, the height, the caption that stays with them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_layout import kit, layout, photo, slot, template, text

from newsletter.colour import BLACK, PAPER
from newsletter.compose.figures import KEPT, caption_lines, crop_range, crop_to, natural_lines, set_photo
from newsletter.pages.items import Line, Picture
from newsletter.units import pt

KIT = kit()
SLOT = slot()
SIDES = st.integers(100, 6000)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SIDES, SIDES, st.floats(0, 1), st.floats(0, 1), st.integers(20, 800), st.integers(20, 800))
def test_a_crop_has_the_shape_of_its_box_and_holds_the_focus(
    wide: int, high: int, x: float, y: float, width: int, height: int
) -> None:
    x0, y0, x1, y1 = crop_to(photo(wide, high, focus=(x, y)), pt(width), pt(height))
    assert 0 <= x0 < x1 <= 1 + 1e-9
    assert 0 <= y0 < y1 <= 1 + 1e-9
    assert (x1 - x0) * wide / ((y1 - y0) * high) == pytest.approx(width / height)
    assert (x0, x1) == (0.0, 1.0) or (y0, y1) == (0.0, 1.0)  # the largest such part
    assert x0 - 1e-9 <= x <= x1 + 1e-9
    assert y0 - 1e-9 <= y <= y1 + 1e-9


def test_a_crop_lies_about_the_focus_as_far_as_the_edges_allow() -> None:
    half = (pt(100), pt(100))
    assert crop_to(photo(2000, 1000, focus=(0.5, 0.5)), *half) == (0.25, 0.0, 0.75, 1.0)
    assert crop_to(photo(2000, 1000, focus=(0.4, 0.5)), *half) == pytest.approx((0.15, 0.0, 0.65, 1.0))
    assert crop_to(photo(2000, 1000, focus=(0.0, 0.5)), *half) == (0.0, 0.0, 0.5, 1.0)
    assert crop_to(photo(1000, 2000, focus=(0.5, 1.0)), *half) == (0.0, 0.5, 1.0, 1.0)


FACE = 0.12
"""Half the height of a face, of the shorter side of a portrait."""


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SIDES, SIDES, st.floats(0, 1), st.floats(0, 1), st.floats(0.25, 1))
def test_a_crop_never_goes_through_a_face_given_as_focus(wide: int, high: int, x: float, y: float, kept: float) -> None:
    """Wherever the photo itself does not end: about the focus, crops leave more than a face has."""
    shorter = min(wide, high)
    for box in ((kept * wide, high), (wide, kept * high)):
        x0, y0, x1, y1 = crop_to(photo(wide, high, focus=(x, y)), pt(box[0]), pt(box[1]))
        for edge, end, at, side in ((x0, 0, x, wide), (x1, 1, x, wide), (y0, 0, y, high), (y1, 1, y, high)):
            assert edge == pytest.approx(end) or abs(edge - at) * side >= FACE * shorter - 1


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SIDES, SIDES, st.integers(50, 400))
def test_within_the_range_of_heights_enough_of_a_photo_is_seen(wide: int, high: int, width: int) -> None:
    shot = photo(wide, high)
    least, most = crop_range(shot, pt(width), KIT)
    assert 2 <= least <= max(2, natural_lines(shot, pt(width), KIT)) <= most
    if natural_lines(shot, pt(width), KIT) >= 10:
        for lines in (least, most):
            x0, y0, x1, y1 = crop_to(shot, pt(width), lines * KIT.baseline)
            assert (x1 - x0) * (y1 - y0) >= KEPT - 0.06  # the box is a little lower than its lines


def test_a_square_photo_in_a_column_is_as_high_as_wide() -> None:
    assert natural_lines(photo(500, 500), pt(96), KIT) == 8


def test_a_photo_stands_between_the_capitals_of_its_first_line_and_a_baseline() -> None:
    solid = set_photo(photo(), pt(100), 8, KIT, SLOT, "a")
    (picture,) = (item for item in solid.items if isinstance(item, Picture))
    assert picture.box.y0 == KIT.drop - pt(6.6)
    assert picture.box.y1 == 7 * KIT.baseline + KIT.drop
    assert (picture.box.x0, picture.box.x1) == (0, pt(100))
    assert solid.lines == 8


def test_a_photo_on_paper_may_get_the_frame_of_its_layout_and_one_on_a_tint_none() -> None:
    framed = KIT._replace(layout=KIT.layout._replace(photo_frame=BLACK))
    found = [
        set_photo(photo(), pt(100), 8, known, place, "a").items[0]
        for known, place in ((framed, SLOT), (framed, SLOT._replace(ground=PAPER)), (KIT, SLOT))
    ]
    assert [item.hairline for item in found if isinstance(item, Picture)] == [BLACK, None, None]


def told(words: str, by: str | None, width: float = 200) -> list[tuple[str, float, float]]:
    shot = photo(caption=text(words), credit=text(by) if by else None)
    lines, _ = caption_lines(shot, pt(width), KIT, SLOT)
    return [(line.role, next(iter(line.runs[0].spans()))[0] / 1000, line.baseline / 1000) for line in lines]


def test_a_credit_follows_the_caption_on_its_line_where_there_is_room() -> None:
    (_, _, first), (role, x, second) = told("aaa bbb", "ccc")
    assert (role, second) == ("credit", first)
    assert x == 62.5 + 10


def test_a_credit_without_room_stands_on_a_line_of_its_own() -> None:
    (_, _, first), (role, x, second) = told("aaa bbb", "c" * 14)
    assert (role, x) == ("credit", 0)
    assert second == first + 12


@pytest.mark.parametrize(("caption", "credit"), [("aaa bbb", "ccc"), ("aaa " * 20, None), ("aaa " * 9, "c " * 9)])
def test_a_caption_belongs_to_the_solid_of_its_photo(caption: str, credit: str | None) -> None:
    shot = photo(caption=text(caption), credit=text(credit) if credit else None)
    solid = set_photo(shot, pt(100), 6, KIT, SLOT, "a")
    (picture,) = (item for item in solid.items if isinstance(item, Picture))
    lines = [item for item in solid.items if isinstance(item, Line)]
    words = sum(len(run.shapes) for line in lines for run in line.runs)
    assert words == len(f"{caption} {credit or ''}".split())
    assert all(line.top >= picture.box.y1 for line in lines)
    assert max(line.baseline for line in lines) <= solid.lines * KIT.baseline
    assert {line.story for line in lines} == {"a"}


def test_a_photo_without_a_place_for_its_caption_is_set_without_it() -> None:
    solid = set_photo(photo(caption=text("aaa")), pt(100), 6, KIT, SLOT, "a", caption=False)
    assert [type(item) for item in solid.items] == [Picture]
    assert solid.lines == 6


def test_the_names_of_a_key_stand_below_the_caption_and_the_credit_behind_them() -> None:
    shot = photo(caption=text("aaa bbb"), names=text("1. cc; 2. dd"), credit=text("ee"))
    lines, height = caption_lines(shot, pt(200), KIT, SLOT)
    assert [line.role for line in lines] == ["caption", "caption", "credit"]
    assert lines[0].baseline < lines[1].baseline == lines[2].baseline
    assert height == 2 * pt(12)


def test_captions_have_the_leading_of_their_style() -> None:
    known = kit(layout(template(SLOT), caption={"leading": pt(9)}))
    lines, height = caption_lines(photo(caption=text("aaaa bbbb cccc dddd")), pt(100), known, SLOT)
    assert lines[1].baseline - lines[0].baseline == pt(9)
    assert height == pt(18)
