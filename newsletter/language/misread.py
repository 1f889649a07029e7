"""UTF-8 that was read through the table of Western Windows, and saved so ("Ä‘áº£ng" for đảng)."""

import re
from unicodedata import normalize

from newsletter.language.syllables import is_syllable

_CODES = {shown: code for code in range(0x80, 0xA0) if (shown := bytes([code]).decode("cp1252", "ignore"))} | {
    chr(code): code for code in range(0x80, 0x100)
}
_HIGH = "".join(re.escape(shown) for shown, code in _CODES.items() if code < 0xC0)
_SEQUENCE = re.compile(f"[ÂÃÄÅÆÌ][{_HIGH}]|[áâ][{_HIGH}][{_HIGH}]")
"""What Vietnamese is written with, in bytes of UTF-8: letters, combining tones, quotation marks and dashes."""
_LETTERS = re.compile(f"áº[{_HIGH}]|á»[{_HIGH}]|Ä‘|Ä\u0090|Ä[ƒ‚]|Æ[°¡]")
"""Letters that no Western language has: their bytes cannot be anything else."""
_CUT = re.compile(r"([^\W\d_Ã]{0,7}?)(Ã|áº|á»)( {0,2})(?=([^\W\d_Ãá]{0,7}))")


def is_misread(text: str, *, surely: bool = True) -> bool:
    """Does the text hold bytes of UTF-8 as Western characters? ``surely``: such as nothing else explains."""
    return (_LETTERS if surely else _SEQUENCE).search(text) is not None


def reread(text: str) -> str:
    """The text as it was meant (NFC); what was not misread stays.

    Some letters lose their last byte on the way through word processors: it looks like a no-break space (à, Ạ, Ỡ) or like a
    soft hyphen (í, ậ, ử).
    """
    meant = normalize("NFC", _SEQUENCE.sub(_letter, text))
    spaced = "\u00a0" not in text
    return _CUT.sub(lambda match: _mended(match, spaced=spaced), meant) if "Ã" in meant or "á" in meant else meant


def _letter(match: re.Match[str]) -> str:
    try:
        return bytes(_CODES[sign] for sign in match[0]).decode()
    except UnicodeDecodeError:
        return match[0]


def _mended(match: re.Match[str], *, spaced: bool) -> str:
    """A word with a letter whose last byte was dropped, or became a space (``spaced``: the text has no other ones left)."""
    before, lead, spaces, after = match.groups()
    with_space, without = {"Ã": ("à", "í"), "áº": ("Ạ", "ậ"), "á»": ("Ỡ", "ử")}[lead]
    if not spaces or not spaced or (with_space.isupper() and not before.isupper()):
        return before + without + spaces
    joined = spaces == " " and is_syllable(before + with_space + after)
    return before + with_space + ("" if joined else " ")
