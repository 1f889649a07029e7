"""Widths of the fourteen standard fonts, which a file need not give (ISO 32000-1, 9.6.2.2): the doorway to reportlab, which
carries Adobe's tables."""

from collections.abc import Mapping


def standard_widths(font: str, encoding: str, differences: Mapping[int, str]) -> dict[int, float]:
    """Code → width in thousandths of the size, under an encoding of 9.6.6 ("" for the font's own) and its Differences; empty
    where the font is none of the fourteen."""
    from reportlab.pdfbase.pdfmetrics import getEncoding, getTypeFace, standardFonts  # noqa: PLC0415 (few files ask)

    if font not in standardFonts:
        return {}
    face = getTypeFace(font)
    named = encoding in {"WinAnsiEncoding", "MacRomanEncoding"} and face.requiredEncoding is None
    vector = getEncoding(encoding if named else face.requiredEncoding or "StandardEncoding").vector
    names = {code: name for code, name in enumerate(vector) if name} | dict(differences)
    return {code: float(face.glyphWidths[name]) for code, name in names.items() if name in face.glyphWidths}
