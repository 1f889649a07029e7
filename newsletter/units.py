"""Lengths of the house: whole thousandths of a point, and the one rounding rule.

1 pt = 1/72 in (ISO 32000-1, 8.3.2.3); A4 is 595276 x 841890 Mpt. Whole numbers, because a length that is added up in two
ways must give one result.
"""

import math
import re
from fractions import Fraction

Mpt = int
"""Thousandths of a point. A plain alias: a NewType would make ``a + b`` an int for mypy."""

PT: Mpt = 1000
INCH: Mpt = 72 * PT

_PER_UNIT = {
    "pt": Fraction(PT),
    "mm": Fraction(INCH * 10, 254),
    "cm": Fraction(INCH * 100, 254),
    "in": Fraction(INCH),
    "pc": Fraction(12 * PT),
}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?) ?(pt|mm|cm|in|pc)")


def half_up(value: float | Fraction) -> int:
    """Round to the nearest whole number, halves towards +infinity (the rule of OpenType, ``otRound``)."""
    return math.floor(value + Fraction(1, 2) if isinstance(value, Fraction) else value + 0.5)


def pt(value: float) -> Mpt:
    return half_up(value * PT)


def mm(value: float) -> Mpt:
    return half_up(Fraction(value).limit_denominator(10**6) * _PER_UNIT["mm"])


def to_pt(length: Mpt) -> float:
    return length / PT


def to_mm(length: Mpt) -> float:
    return float(length / _PER_UNIT["mm"])


def parse_length(text: str) -> Mpt:
    """Read ``3mm``, ``9.5pt``, ``1.2 cm``, ``1in`` or ``2pc``; ValueError where it is no length."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return half_up(Fraction(match[1]) * _PER_UNIT[match[2]])


def share(total: int, parts: int) -> tuple[int, ...]:
    """Split a length into equal whole parts; what remains goes to the first ones, 1 each."""
    size, rest = divmod(total, parts)
    return tuple(size + (index < rest) for index in range(parts))
