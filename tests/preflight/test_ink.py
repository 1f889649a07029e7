"""Ink is measured on the plates, where it stands, as the print shop would: average over 15 x 15 mm, peak over 1 x 1 mm.

Pages are 60 x 60 mm (170.079 pt), so that a square of 15 mm is 42.52 pt and numbers can be done in the head.
"""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from small_pdf import one_page, pages, stream

from newsletter.pdf.marks import Box
from newsletter.preflight.ink import PageInk, measure, weigh
from newsletter.preflight.plates import DENSITY, Plates

MM = 72 / 25.4
SIDE = 60 * MM
BOX = b"0 0 %f %f" % (SIDE, SIDE)


def square(colour: str, x: float = 0, y: float = 0, side: float = 60) -> bytes:
    """A filled square, in millimetres from the bottom left."""
    return f"{colour} {x * MM} {y * MM} {side * MM} {side * MM} re f\n".encode()


def ink(content: bytes, resources: bytes = b"", more: dict[int, bytes] | None = None, page: bytes = b"") -> PageInk:
    (found,) = measure(one_page(content, resources, more, page, BOX))
    assert found.fault == ""
    return found


def near(box: Sequence[float], *millimetres: float) -> bool:
    return box == pytest.approx([length * MM for length in millimetres], abs=0.3 * MM)


def test_a_square_of_15_mm_has_the_average_of_its_inks_where_it_stands() -> None:
    found = ink(square("1 1 1 0 k", 20, 30, 15))
    assert found.average.percent == pytest.approx(300, abs=0.1)
    assert found.peak.percent == pytest.approx(300, abs=0.1)
    assert near(found.average.box, 20, 30, 35, 45)


def test_half_a_square_has_half_the_average_and_the_whole_peak() -> None:
    found = ink(square("1 1 1 0 k", 20, 30, 15) + square("0 0 0 0 k", 27.5, 30, 15))
    assert found.average.percent == pytest.approx(150, abs=1)
    assert found.peak.percent == pytest.approx(300, abs=0.1)


def test_four_inks_make_400() -> None:
    assert ink(square("1 1 1 1 k")).average.percent == pytest.approx(400)


def test_a_peak_smaller_than_a_millimetre_counts_by_its_share_of_one() -> None:
    found = ink(square("1 1 1 1 k", 30, 30, 0.5))
    assert found.peak.percent == pytest.approx(100, rel=0.02)


def test_marks_outside_the_bleed_are_not_counted() -> None:
    marks = square("1 1 1 1 k", 0, 0, 6) + square("0 0 0 0.5 k", 20, 20, 20)
    boxes = b"/TrimBox[%f %f %f %f]/BleedBox[%f %f %f %f]" % tuple(
        length * MM for length in (10, 10, 50, 50, 7, 7, 53, 53)
    )
    found = ink(marks, page=boxes)
    assert found.average.percent == pytest.approx(50, abs=0.3)
    assert found.peak.percent == pytest.approx(50, abs=0.3)
    assert dict(found.coverage)["Black"] == pytest.approx(50 * 400 / 1600, abs=0.1)


def test_ink_in_the_bleed_is_counted_but_covers_nothing_of_the_trim() -> None:
    boxes = b"/TrimBox[%f %f %f %f]/BleedBox[0 0 %f %f]" % (*(length * MM for length in (20, 20, 40, 40)), SIDE, SIDE)
    found = ink(square("0 1 0 0 k", 0, 0, 20), page=boxes)
    assert found.average.percent == pytest.approx(100)
    assert found.empty
    assert dict(found.coverage) == {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 0}


def test_each_plate_covers_its_own_share_of_the_trim() -> None:
    found = ink(square("1 0 0 0.2 k", 0, 0, 30) + square("0 0.5 0 0 k", 30, 30, 30))
    assert dict(found.coverage) == pytest.approx({"Cyan": 25, "Magenta": 12.5, "Yellow": 0, "Black": 5}, abs=0.1)


def test_a_page_without_ink_is_empty_and_white_paint_is_no_ink() -> None:
    assert ink(b"").empty
    assert ink(square("0 0 0 0 k")).empty
    assert not ink(square("0 0 0 0.1 k", 30, 30, 1)).empty


def test_pages_are_measured_one_by_one_and_only_those_wanted() -> None:
    file = pages([square("1 0 0 0 k"), square("1 1 0 0 k"), b""], box=BOX)
    assert [round(found.average.percent) for found in measure(file)] == [100, 200, 0]
    assert [(found.page, round(found.average.percent)) for found in measure(file, [2])] == [(2, 200)]


def test_a_page_smaller_than_the_square_is_averaged_as_a_whole() -> None:
    (found,) = measure(one_page(square("1 1 0 0 k", 0, 0, 5), box=b"0 0 %f %f" % (10 * MM, 5 * MM)))
    assert found.average.percent == pytest.approx(100, abs=0.1)
    assert near(found.average.box, 0, 0, 10, 5)


def test_a_page_of_no_size_and_one_too_large_say_so() -> None:
    (found,) = measure(one_page(b"", box=b"0 0 0.1 0.1"))
    assert (found.fault, found.empty) == ("page", False)
    (found,) = measure(one_page(square("1 0 0 0 k"), box=b"0 0 30000 30000"))
    assert found.fault == "size"


def test_a_file_that_is_none_has_no_pages() -> None:
    assert list(measure(b"no PDF at all")) == []


def test_a_user_unit_makes_pages_larger() -> None:
    (found,) = measure(one_page(square("1 1 0 0 k", 0, 0, 7.5), box=BOX, page=b"/UserUnit 2"))
    assert found.average.percent == pytest.approx(200, abs=0.1)
    assert near(found.average.box, 0, 0, 7.5, 7.5)


@settings(max_examples=25)
@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 2**32 - 1))
def test_the_wettest_square_is_that_of_brute_force(width: int, height: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (4, height, width), dtype=np.uint8)
    inks = tuple((name, Image.fromarray(plate)) for name, plate in zip("CMYK", pixels, strict=True))
    page = Box(0, 0, width * 0.25 * MM, height * 0.25 * MM)
    found = weigh(Plates(1, page, page, DENSITY, DENSITY / MM, inks))
    total = pixels.astype(np.int64).sum(axis=0)
    for side, wettest in ((4, found.peak), (60, found.average)):
        down, across = min(side, height), min(side, width)
        windows = np.lib.stride_tricks.sliding_window_view(total, (down, across)).mean(axis=(2, 3))
        if side == 4 or (width >= 60 and height >= 60):
            assert wettest.percent == pytest.approx(windows.max() * 100 / 255)


def test_a_photo_of_cmyk_is_measured_by_its_own_values() -> None:
    samples = bytes((204, 153, 102, 51)) * 4
    photo = stream(samples, b"/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceCMYK")
    found = ink(b"%f 0 0 %f 0 0 cm /P Do" % (SIDE, SIDE), b"/XObject<</P 10 0 R>>", {10: photo})
    assert dict(found.coverage) == pytest.approx({"Cyan": 80, "Magenta": 60, "Yellow": 40, "Black": 20}, abs=0.1)
    assert found.average.percent == pytest.approx(200, abs=0.1)
