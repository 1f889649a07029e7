"""Ink: process colours as whole per mille of coverage, so that a tint is exact and compares equal."""

from typing import NamedTuple


class Cmyk(NamedTuple):
    """Cyan, magenta, yellow, black; each 0 … 1000 (1000 = a solid)."""

    c: int
    m: int
    y: int
    k: int

    def tint(self, per_mille: int) -> "Cmyk":
        return Cmyk(*(part * per_mille // 1000 for part in self))

    @property
    def total(self) -> int:
        """Ink coverage in per mille; 3000 is the 300 % that coated stock takes."""
        return sum(self)


BLACK = Cmyk(0, 0, 0, 1000)
PAPER = Cmyk(0, 0, 0, 0)
