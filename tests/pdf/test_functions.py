"""Functions of PDF give the numbers that can be done in the head."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter.pdf.functions import function_of, functions_of
from newsletter.pdf.objects import Array, Dictionary, Plain, Ref, Stream
from newsletter.pdf.postscript import compile_calculator


def numbers(*items: float) -> Array:
    return Array([*items])


def calculator(code: bytes, *inputs: float) -> list[float]:
    return compile_calculator(code)(inputs)


def stream(entries: dict[str, Plain | Ref], data: bytes) -> Stream:
    return Stream(entries, data)


def test_an_exponential_goes_from_c0_to_c1() -> None:
    function = function_of(
        Dictionary({"FunctionType": 2, "Domain": numbers(0, 1), "C0": numbers(0, 1), "C1": numbers(1, 0), "N": 1})
    )
    assert function([0.25]) == [0.25, 0.75]
    assert function([7]) == [1, 0]


def test_stitched_functions_each_have_their_part() -> None:
    up: Plain = Dictionary({"FunctionType": 2, "Domain": numbers(0, 1), "N": 1})
    function = function_of(
        Dictionary(
            {
                "FunctionType": 3,
                "Domain": numbers(0, 1),
                "Functions": Array([up, up]),
                "Bounds": numbers(0.5),
                "Encode": numbers(0, 1, 1, 0),
            }
        )
    )
    assert [function([x])[0] for x in (0, 0.25, 0.5, 0.75, 1)] == [0, 0.5, 1, 0.5, 0]


def test_samples_are_interpolated() -> None:
    table: dict[str, Plain | Ref] = {
        "FunctionType": 0,
        "Domain": numbers(0, 1),
        "Range": numbers(0, 1, 0, 1),
        "Size": numbers(2),
        "BitsPerSample": 8,
    }
    function = function_of(stream(table, b"\x00\xff\xff\x00"))
    assert function([0.5]) == [0.5, 0.5]
    assert function([0.75]) == [0.75, 0.25]


def test_samples_of_two_inputs_and_of_four_bits() -> None:
    table: dict[str, Plain | Ref] = {
        "FunctionType": 0,
        "Domain": numbers(0, 1, 0, 1),
        "Range": numbers(0, 1),
        "Size": numbers(2, 2),
        "BitsPerSample": 4,
    }
    function = function_of(stream(table, b"\x0f\x0f"))
    assert [function(place)[0] for place in ([0, 0], [1, 0], [0, 1], [0.5, 0.5])] == [0, 1, 0, 0.5]


@pytest.mark.parametrize(
    ("code", "inputs", "left"),
    [
        (b"{ 2 mul exch 1 sub }", (3, 4), [8, 2]),
        (b"{ dup 0.5 gt { 1 exch sub } if }", (0.75,), [0.25]),
        (b"{ dup 0.5 gt { pop 1 } { pop 0 } ifelse }", (0.25,), [0]),
        (b"{ 3 1 roll }", (1, 2, 3), [3, 1, 2]),
        (b"{ 3 -1 roll }", (1, 2, 3), [2, 3, 1]),
        (b"{ 1 index 2 copy }", (5, 6), [5, 6, 5, 6, 5]),
        (b"{ 0 div 9 sqrt 2 3 exp }", (1,), [0, 3, 8]),
        (b"{ true false or {7} if % done\n }", (), [7]),
        (b"{ pop pop }", (1,), []),
    ],
)
def test_the_calculator(code: bytes, inputs: Sequence[float], left: list[float]) -> None:
    assert calculator(code, *inputs) == left


@pytest.mark.parametrize("code", [b"", b"{", b"}", b"{ foo }", b"{} {}", b"{" * 99 + b"}" * 99, b"{ nan }", b"1"])
def test_code_that_is_none_is_refused(code: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        compile_calculator(code)


_WORDS = (
    "add sub mul div idiv mod exp atan bitshift and or xor not roll copy index dup pop exch if ifelse ln log sqrt cvi"
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*_WORDS.split(), "1", "-7", "1e300", "true", "{ 2 }", "0.1"]), max_size=30))
def test_no_calculator_raises_when_it_runs(words: list[str]) -> None:
    calculator(b"{ " + " ".join(words).encode() + b" }", 0.5, 1.0)


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"FunctionType": 9, "Domain": numbers(0, 1)},
        {"FunctionType": 2},
        {"FunctionType": 3, "Domain": numbers(0, 1), "Functions": numbers(1)},
        {
            "FunctionType": 0,
            "Domain": numbers(0, 1),
            "Range": numbers(0, 1),
            "Size": numbers(99999999),
            "BitsPerSample": 8,
        },
    ],
)
def test_what_is_no_function_is_refused(entries: dict[str, Plain | Ref]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        function_of(stream(entries, b""))


def test_a_function_that_stitches_itself_is_refused() -> None:
    entries: dict[str, Plain | Ref] = {
        "FunctionType": 3,
        "Domain": numbers(0, 1),
        "Bounds": numbers(),
        "Encode": numbers(0, 1),
    }
    itself = Dictionary(entries)
    entries["Functions"] = Array([itself])
    with pytest.raises(ValueError):  # noqa: PT011
        function_of(itself)


def test_functions_of_one_output_each_stand_side_by_side() -> None:
    one: Plain = Dictionary({"FunctionType": 2, "Domain": numbers(0, 1), "N": 1})
    assert functions_of(Array([one, one]))([0.5]) == [0.5, 0.5]
