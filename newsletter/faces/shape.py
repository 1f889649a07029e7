"""A shaped piece of text."""

from typing import NamedTuple


class Shape(NamedTuple):
    """Glyphs of a piece of text, left to right; lengths in font units.

    ``advances`` include kerning. ``clusters`` holds for each glyph the index in ``text`` of the first character that it
    stands for. ``advance`` is the sum of ``advances``. ``code`` is the piece as it stands between < and > of a PDF TJ
    array under Identity-H: four hex digits a glyph, and where kerning falls between two glyphs ``>number<`` with the
    number of ISO 32000-1, 9.4.3 (thousandths of an em, taken off the pen), so that pieces can be joined as text.
    """

    text: str
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    clusters: tuple[int, ...]
    advance: int
    code: str
