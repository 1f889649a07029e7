"""Words without their marks, as people search and as slips are found."""

import re
from functools import lru_cache
from unicodedata import normalize

_MARKS = re.compile("[\u0300-\u036f]+")
_REMEMBERED = 1 << 14
"""Words: Vietnamese has some 7,000 syllables."""


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """In lower case and without marks: Đảng ủy Khối -> dang uy khoi."""
    small = text.lower()
    return small if small.isascii() else _MARKS.sub("", normalize("NFD", small)).replace("đ", "d")
