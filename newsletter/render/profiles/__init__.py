"""The press profiles that come with the program; where they are from and their licences: README.md beside them."""

from functools import lru_cache
from pathlib import Path

FOGRA39 = "FOGRA39"
FOGRA39L = "FOGRA39L"
FOGRA29 = "FOGRA29"
_FILES = {
    FOGRA39: "ISOcoated_v2_300_bas.icc",
    FOGRA39L: "FOGRA39L_coated.icc",
    FOGRA29: "FOGRA29L_uncoated_280.icc",
}
NAMES = tuple(_FILES)


@lru_cache(maxsize=3)
def profile(name: str) -> bytes:
    """A profile by name (KeyError where there is none of that name)."""
    return (Path(__file__).parent / _FILES[name]).read_bytes()
