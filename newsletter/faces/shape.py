"""A shaped piece of text."""

from typing import NamedTuple


class Shape(NamedTuple):
    """Glyphs of a piece of text, left to right; lengths in font units.

    ``advances`` include kerning. ``clusters`` holds for each glyph the index in ``text`` of the first character that it
    stands for. ``advance`` is their sum. ``code`` is the whole as the inside of a PDF hex string (Identity-H, four hex
    digits a glyph) where no kerning falls between its glyphs, else as the inside of a TJ array (``<0012>-15<0034>``),
    kerning in 1/1000 em, rounded once per glyph; the enclosing < > are included in both cases.
    """

    text: str
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    clusters: tuple[int, ...]
    advance: int
    code: str
