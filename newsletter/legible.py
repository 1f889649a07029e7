"""Text of others that is shown as it is and can steer nothing: control characters, bidi overrides and broken bytes are
written out, as ``\\x1b`` or ``\\u202e``."""

import re
import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that reorder text (Unicode 16, UAX 9)."""
_LINE_END = "\r\n|[\n\v\f\r\x85\u2028\u2029]"
"""What ends a line (Unicode 16, 5.8): files of other programs have any of them."""


def clean(text: str) -> str:
    """For one line of a terminal."""
    return "".join(_escaped(sign) if _steers(sign) else sign for sign in text)


def clean_lines(text: str) -> str:
    """For text of several lines: they stay, parted by a line feed."""
    return "\n".join(clean(line.replace("\t", " ")) for line in re.split(_LINE_END, text))


def without_steering(text: str) -> str:
    """For names that become part of other texts: what steers is left out."""
    return "".join(sign for sign in text if not _steers(sign) or sign.isspace())


def _steers(sign: str) -> bool:
    return sign in _BIDI or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape", "backslashreplace").decode()
