"""Lengths as CSS and OpenDocument write them (CSS Values 4, 6.2; ODF 1.3 part 3, 18.3.18)."""

import re
from typing import Final

_LENGTH: Final = re.compile(r"(\d{1,6}(?:\.\d+)?)(pt|px|pc|in|cm|mm)?")
_POINTS: Final = {"pt": 1.0, "px": 0.75, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}


def points(text: str) -> float:
    """A bare number is pixels; 0 for shares and nonsense."""
    found = _LENGTH.fullmatch(text.strip())
    return round(float(found[1]) * _POINTS[found[2] or "px"], 2) if found else 0.0


def millimetres(text: str) -> float:
    """As ``points``, in mm."""
    found = _LENGTH.fullmatch(text.strip())
    return round(float(found[1]) * _POINTS[found[2] or "px"] / 72 * 25.4, 2) if found else 0.0
