"""Words without their marks, as people search and as slips are found."""

from functools import lru_cache
from unicodedata import combining, normalize

_REMEMBERED = 1 << 14
"""Words: Vietnamese has some 7,000 syllables."""


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """In lower case and without marks: Đảng ủy Khối -> dang uy khoi."""
    letters = normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(letter for letter in letters if not combining(letter))
