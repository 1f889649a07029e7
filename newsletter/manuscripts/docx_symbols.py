"""Characters of symbol fonts: their codes mean nothing outside Symbol, Wingdings and the like."""

from typing import Final

from mammoth.docx.dingbats import dingbats

_PRIVATE: Final = range(0xF000, 0xF100)
"""Where Word puts the codes of a symbol font (17.3.3.30)."""
_FONTS: Final = {font for font, _ in dingbats}
_PLAINER: Final = {
    ("Wingdings", code): mark for code, mark in zip((0x6C, 0x6E, 0xD8, 0xDF, 0xE0), "●■➢←→", strict=True)
}
"""Where the table of mammoth has a look-alike that hardly any text font draws."""


def symbol(font: str, code: int) -> str:
    """The character of Unicode for a code in a font; "" where there is none that we know."""
    low = code & 0xFF if code in _PRIVATE else code
    if font in _FONTS:
        found = dingbats.get((font, low))
        return _PLAINER.get((font, low)) or (chr(found) if found else "")
    return chr(low) if 0x20 <= low < 0x110000 and not 0xD800 <= low < 0xE000 else ""


def code_of(text: str) -> int:
    """A code as a file writes it, in hexadecimal; 0 where it is none."""
    try:
        return int(text, 16)
    except ValueError:
        return 0


def plain_symbols(text: str, font: str) -> str:
    """A text in a symbol font with characters that any font has in place of the codes; what is not known stays."""
    if font not in _FONTS or not any(ord(letter) in _PRIVATE for letter in text):
        return text
    return "".join((symbol(font, ord(letter)) or letter) if ord(letter) in _PRIVATE else letter for letter in text)


def bullet(text: str, font: str) -> str:
    """The mark before an item of a list. "o" in a typewriter font is Word's hollow point."""
    if text == "o" and font.startswith("Courier"):
        return "◦"
    drawn = plain_symbols(text, font)
    return "".join("•" if ord(letter) in _PRIVATE else letter for letter in drawn)
