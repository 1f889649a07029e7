"""Lengths: exact, in whole thousandths of a point."""

import pytest

from newsletter.units import half_up, mm, parse_length, pt, share, to_mm


@pytest.mark.parametrize(
    ("written", "length"),
    [("1in", 72000), ("25.4mm", 72000), ("2.54 cm", 72000), ("9.5pt", 9500), ("2pc", 24000), ("210mm", 595276),
     ("297mm", 841890), ("-3mm", -8504), ("0.0005pt", 1), ("0.1mm", 283)],
)  # fmt: skip
def test_a_length_is_read_exactly(written: str, length: int) -> None:
    assert parse_length(written) == length


@pytest.mark.parametrize("written", ["", "3", "mm", "3 m", "1e3pt", "1.pt", "3,5mm", "٣mm", "3mm 4mm"])
def test_what_is_no_length_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_length(written)


def test_halves_are_rounded_up_on_both_sides_of_zero() -> None:
    assert [half_up(value) for value in (0.5, 1.5, -0.5, -1.5, 2.4999)] == [1, 2, 0, -1, 2]


def test_millimetres_there_and_back() -> None:
    assert mm(190) == 538583
    assert to_mm(mm(190)) == pytest.approx(190, abs=0.0002)
    assert pt(9.5) == 9500


def test_a_shared_length_adds_up_and_the_first_parts_take_what_remains() -> None:
    assert share(10, 3) == (4, 3, 3)
    assert sum(share(453543, 12)) == 453543
