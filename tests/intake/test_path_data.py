"""Path data of SVG as moves, lines and curves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.intake.path_data import read_path


def test_a_move_and_lines_as_written() -> None:
    assert read_path("M 1 2 L 3 4 H 5 V 6 Z") == (
        ("m", (1, 2)), ("l", (3, 4)), ("l", (5, 4)), ("l", (5, 6)), ("h", ())
    )  # fmt: skip


def test_small_letters_are_relative_to_where_the_pen_is() -> None:
    assert read_path("m1,2l2,2h2v2z m1 1") == (
        ("m", (1, 2)), ("l", (3, 4)), ("l", (5, 4)), ("l", (5, 6)), ("h", ()), ("m", (2, 3))
    )  # fmt: skip


def test_numbers_after_a_move_are_lines_and_a_command_need_not_be_repeated() -> None:
    assert read_path("M0 0 10 0 10 10") == (("m", (0, 0)), ("l", (10, 0)), ("l", (10, 10)))
    assert read_path("M0 0C1 1 2 2 3 3 4 4 5 5 6 6")[2] == ("c", (4, 4, 5, 5, 6, 6))


def test_numbers_may_stand_without_white_between_them() -> None:
    assert read_path("M-1-.5L.5.5") == (("m", (-1, -0.5)), ("l", (0.5, 0.5)))


def test_a_smooth_curve_mirrors_the_handle_before_it() -> None:
    assert read_path("M0 0C0 5 5 10 10 10S20 5 20 0")[2] == ("c", (15, 10, 20, 5, 20, 0))
    assert read_path("M0 0S1 1 2 2")[1] == ("c", (0, 0, 1, 1, 2, 2))


def test_a_quadratic_curve_is_the_same_cubic_one() -> None:
    (_, (operator, points)) = read_path("M0 0Q3 6 6 0")
    assert operator == "c"
    assert points == pytest.approx((2, 4, 4, 4, 6, 0))


@pytest.mark.parametrize(
    "data", ["L 1 1", "M 1", "M 1 1 L 2", "M 0 0 A 1 1 0 0 0 2 2", "M 0 0 X", "M 0 0 Z 1", "M 0 0 L Z"]
)
def test_what_is_no_path_says_where(data: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_path(data)


@given(st.text(alphabet="MmLlHhVvCcSsQqZz0123456789-+.eE ,", max_size=40))
def test_any_text_is_a_path_or_a_value_error(data: str) -> None:
    try:
        found = read_path(data)
    except ValueError:
        return
    assert all(len(points) == {"m": 2, "l": 2, "c": 6, "h": 0}[operator] for operator, points in found)
