"""Lengths of the house: whole thousandths of a point, and the one rounding rule.

1 pt = 1/72 in (ISO 32000-1, 8.3.2.3); A4 is 595276 x 841890 Mpt. Whole numbers, because a length that is added up in two
ways must give one result.
"""

import math
import re

Mpt = int
"""Thousandths of a point. A plain alias: a NewType would make ``a + b`` an int for mypy."""

PT: Mpt = 1000
INCH: Mpt = 72 * PT

_PER_UNIT = {
    "pt": (PT, 1),
    "mm": (INCH * 10, 254),
    "cm": (INCH * 100, 254),
    "in": (INCH, 1),
    "pc": (12 * PT, 1),
}
"""Mpt per unit, as a fraction."""
_LENGTH = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))? ?(pt|mm|cm|in|pc)")


def half_up(value: float) -> int:
    """Round to the nearest whole number, halves towards +infinity (the rule of OpenType, ``otRound``)."""
    return math.floor(value + 0.5)


def _nearest(numerator: int, denominator: int) -> int:
    """The same for a fraction, exactly."""
    return (2 * numerator + denominator) // (2 * denominator)


def pt(value: float) -> Mpt:
    return half_up(value * PT)


def mm(value: float) -> Mpt:
    return half_up(value * INCH * 10 / 254)


def to_mm(length: Mpt) -> float:
    return length * 254 / (INCH * 10)


def parse_length(text: str) -> Mpt:
    """Read ``3mm``, ``9.5pt``, ``1.2 cm``, ``1in`` or ``2pc``; ValueError where it is no length."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    sign, whole, decimals, unit = match[1], match[2], match[3] or "", match[4]
    numerator, denominator = _PER_UNIT[unit]
    value = int(whole + decimals) * (-1 if sign else 1)
    return _nearest(value * numerator, denominator * 10 ** len(decimals))


def share(total: int, parts: int) -> tuple[int, ...]:
    """Split a length into equal whole parts; what remains goes to the first ones, 1 each."""
    size, rest = divmod(total, parts)
    return tuple(size + (index < rest) for index in range(parts))
