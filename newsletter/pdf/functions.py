"""Functions of PDF (ISO 32000-1, 7.10), types 0, 2, 3 and 4, for tint transforms: each becomes a Python function
from numbers to numbers, within bounds. What makes no sense raises ``ValueError`` when the function is made, never
when it is used."""

import bisect
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product
from typing import Final

from newsletter.pdf.filters import decode
from newsletter.pdf.objects import Array, Dictionary, Plain, Stream
from newsletter.pdf.postscript import compile_calculator

Function = Callable[[Sequence[float]], list[float]]

INPUTS_MOST: Final = 32
OUTPUTS_MOST: Final = 64
PARTS_MOST: Final = 4000
"""Functions that one function may be made of."""
SAMPLES_MOST: Final = 32 * 1024 * 1024
DEPTH_MOST: Final = 8
"""Stitching functions inside one another."""
CORNERS_MOST: Final = 5
"""Inputs up to which samples are interpolated; beyond, the nearest one is taken."""


def function_of(value: Plain, depth: int = 0, room: Iterator[int] | None = None) -> Function:
    """The function, which cuts what it is given to its domain and what it gives to its range. ``room`` counts the
    parts that it may still have."""
    room = room or iter(range(PARTS_MOST))
    if not isinstance(value, Dictionary) or depth > DEPTH_MOST or next(room, None) is None:
        raise ValueError("no function")
    domain, results = _intervals(value, "Domain"), _intervals(value, "Range")
    if not domain or len(domain) > INPUTS_MOST or len(results) > OUTPUTS_MOST:
        raise ValueError("no domain")
    match value.get("FunctionType"):
        case 0:
            inner = _sampled(value, domain, results)
        case 2:
            inner = _exponential(value)
        case 3:
            inner = _stitching(value, domain[0], depth, room)
        case 4:
            inner = _calculator(value, results)
        case _:
            raise ValueError("a type of function that PDF does not have")

    def function(inputs: Sequence[float]) -> list[float]:
        given = [_cut(number, bounds) for number, bounds in zip(inputs, domain, strict=False)]
        given += [bounds[0] for bounds in domain[len(given) :]]
        found = [number if math.isfinite(number) else 0.0 for number in inner(given)]
        return [_cut(number, bounds) for number, bounds in zip(found, results, strict=False)] if results else found

    return function


def _intervals(value: Dictionary, key: str) -> list[tuple[float, float]]:
    numbers = value.numbers(key) or []
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _cut(number: float, bounds: tuple[float, float]) -> float:
    return min(max(number, bounds[0]), bounds[1])


def _scale(number: float, old: tuple[float, float], new: tuple[float, float]) -> float:
    width = old[1] - old[0]
    return new[0] + (number - old[0]) * (new[1] - new[0]) / width if width else new[0]


def _exponential(value: Dictionary) -> Function:
    """C0 + x^N (C1 - C0) (7.10.3)."""
    low, high = value.numbers("C0") or [0.0], value.numbers("C1") or [1.0]
    power = value.number("N", 1.0)
    if len(low) != len(high) or len(low) > OUTPUTS_MOST:
        raise ValueError("C0 and C1 of different lengths")

    def function(inputs: Sequence[float]) -> list[float]:
        try:
            weight = inputs[0] ** power
        except (ZeroDivisionError, OverflowError):
            weight = 0.0
        if isinstance(weight, complex):
            weight = 0.0
        return [start + weight * (end - start) for start, end in zip(low, high, strict=True)]

    return function


def _stitching(value: Dictionary, domain: tuple[float, float], depth: int, room: Iterator[int]) -> Function:
    """Functions of one input side by side (7.10.4)."""
    parts = [function_of(part, depth + 1, room) for part in value.array("Functions")[:256]]
    bounds = value.numbers("Bounds") or []
    encode = _intervals(value, "Encode")
    if not parts or len(bounds) != len(parts) - 1 or len(encode) < len(parts):
        raise ValueError("bounds that do not fit the functions")
    edges = list(pairwise([domain[0], *bounds, domain[1]]))

    def function(inputs: Sequence[float]) -> list[float]:
        part = min(bisect.bisect_right(bounds, inputs[0]), len(parts) - 1)
        return parts[part]([_scale(inputs[0], edges[part], encode[part])])

    return function


def _calculator(value: Dictionary, results: list[tuple[float, float]]) -> Function:
    if not isinstance(value, Stream) or not results:
        raise ValueError("a calculator without code or range")
    program = compile_calculator(decode(value, 1 << 20).data)

    def function(inputs: Sequence[float]) -> list[float]:
        stack = program(inputs)[-len(results) :]
        return [0.0] * (len(results) - len(stack)) + stack

    return function


def _sampled(value: Dictionary, domain: list[tuple[float, float]], results: list[tuple[float, float]]) -> Function:
    """A table of samples, interpolated between its corners (7.10.2)."""
    sizes = [int(number) for number in value.numbers("Size") or []]
    bits = value.whole("BitsPerSample")
    if (
        not isinstance(value, Stream)
        or not results
        or len(sizes) != len(domain)
        or bits not in {1, 2, 4, 8, 12, 16, 24, 32}
    ):
        raise ValueError("a table of no size")
    if min(sizes) < 1 or math.prod(sizes) * len(results) * bits > SAMPLES_MOST * 8:
        raise ValueError("a table too large")
    encode = _intervals(value, "Encode") or [(0.0, size - 1.0) for size in sizes]
    spread = _intervals(value, "Decode") or results
    if len(encode) < len(sizes) or len(spread) < len(results):
        raise ValueError("a table without bounds")
    table, most = decode(value, SAMPLES_MOST).data, (1 << bits) - 1
    strides = [math.prod(sizes[:place]) for place in range(len(sizes))]

    def sample(index: int) -> int:
        start = index * bits
        first, last = start // 8, (start + bits + 7) // 8
        word = int.from_bytes(table[first:last].ljust(last - first, b"\0"), "big")
        return word >> (last * 8 - start - bits) & most

    def function(inputs: Sequence[float]) -> list[float]:
        places = [
            _cut(_scale(number, domain[axis], encode[axis]), (0.0, sizes[axis] - 1.0))
            for axis, number in enumerate(inputs)
        ]
        sums = [0.0] * len(results)
        for weight, index in _corners(places, sizes, strides):
            for output in range(len(results)):
                sums[output] += weight * sample(index * len(results) + output)
        return [_scale(number, (0.0, float(most)), spread[output]) for output, number in enumerate(sums)]

    return function


def _corners(places: list[float], sizes: list[int], strides: list[int]) -> list[tuple[float, int]]:
    """Weights and indices of the samples around a place; of many inputs, of the nearest sample alone."""
    if len(places) > CORNERS_MOST:
        return [(1.0, sum(round(place) * stride for place, stride in zip(places, strides, strict=True)))]
    axes = []
    for place, size, stride in zip(places, sizes, strides, strict=True):
        low = min(int(place), size - 1)
        part = place - low
        axes.append([(1.0 - part, low * stride)] + ([(part, min(low + 1, size - 1) * stride)] if part else []))
    return [(math.prod(weight for weight, _ in corner), sum(index for _, index in corner)) for corner in product(*axes)]


def functions_of(value: Plain) -> Function:
    """A function, or an array of functions of one output each, as one (table 78)."""
    if not isinstance(value, Array):
        return function_of(value)
    parts = [function_of(part) for part in value[:INPUTS_MOST]]
    return lambda inputs: [number for part in parts for number in part(inputs)[:1]]
