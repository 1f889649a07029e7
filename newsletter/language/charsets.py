"""Vietnamese character sets of the nineties, and their text as Unicode.

Text in an old set reaches us as the characters that Western Windows shows for its bytes ("§¶ng bé" for Đảng bộ): here
each such character, or pair, becomes the letter that was meant. Sources: TCVN 5712:1993 (as the ABC fonts have it, VN3),
RFC 1456 (VISCII), the VNI and VPS tables of their makers, windows-1258 of Microsoft.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from unicodedata import normalize

from newsletter.language.syllables import is_syllable

CHARSETS = ("TCVN3", "VNI", "windows-1258", "VISCII", "VPS")
"""Sets whose text looks like Western letters; in the order in which they are met with."""

# From 0xA1; a blank where the fonts have no letter, or one that stands for itself (° ² À).
_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
# From 0x80; small codes hold capitals that found no room.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ ắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ  ỀỂỄỐỒỔỖýỷỵỚỜỞ ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺßàáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
_VPS_LOW = dict(zip((2, 3, 4, 5, 6, 16, 17, 18, 19, 20, 21, 25, 28, 29), "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True))
# VNI writes a letter and then its mark: here the marks; the last seven are letters of their own.
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI = {
    **dict(zip("ùøûõï", _TONES, strict=True)),
    **dict(zip("âáàåãä", ("\u0302", *(f"\u0302{tone}" for tone in _TONES)), strict=True)),
    **dict(zip("êéèúüë", ("\u0306", *(f"\u0306{tone}" for tone in _TONES)), strict=True)),
    **dict(zip("ñôöòæóî", "đơưịỉĩỵ", strict=True)),
}
_PDF_SIGNS = {0x2212: "ư", 0x2219: "ã", 0x03BC: "à"}
"""TCVN3 codes as they come out of PDF files: minus for the soft hyphen, bullet operator for the raised dot, mu for micro."""


def decode(text: str, charset: str) -> str:
    """Text (NFC) that shows the bytes of an old set as Western characters, as Unicode in NFC; what the set does not hold
    stays as it is. Words of capitals are capitals throughout."""
    converted = transcribe(text, charset)
    return _capitals(converted) if charset == "TCVN3" else converted


def transcribe(text: str, charset: str) -> str:
    """The same letter by letter, with no look at words."""
    if charset in _SIGNED and _SIGNED[charset].search(text):
        text = _SIGNED[charset].sub(lambda match: _signed(match[0], charset), text)
    shown = normalize("NFC", text.translate(_table(charset)))
    return _LOST_U.sub(_with_u, shown) if charset == "TCVN3" else shown


_LOST_U = re.compile("[^\\W\\d_]{0,4}(?<![ưƯ])[ơờớởỡợ][^\\W\\d_]{0,3}")


def _with_u(match: re.Match[str]) -> str:
    """The code of ư looks like a soft hyphen, which web pages and many programs drop: it is put back where the word makes no
    syllable without it ("®îc" for được)."""
    word = match[0]
    if is_syllable(word.lower()):
        return word
    found = re.sub("(?=[ơờớởỡợ])", "ư", word, count=1)
    return found if is_syllable(found.lower()) else word


@cache
def _table(charset: str) -> dict[int, str]:
    """What stands for each character. Made where a text is suspect, not before: 1 ms."""
    western = {code: shown for code in range(0x80, 0xA0) if (shown := _western(code))}
    match charset:
        case "TCVN3":
            return western | _row(_TCVN3, 0xA1) | _PDF_SIGNS
        case "VNI":
            lower = {ord(key): value for key, value in _VNI.items()}
            return western | {ord(key.upper()): value.upper() for key, value in _VNI.items()} | lower
        case "windows-1258":
            high = {code: bytes([code]).decode("cp1258", "ignore") for code in range(0xA0, 0x100)}
            return western | {code: letter for code, letter in high.items() if letter}
    letters = _row(_VISCII, 0x80) | _VISCII_LOW if charset == "VISCII" else _row(_VPS, 0x80) | _VPS_LOW
    shown_as = {shown: code for code, shown in western.items() if shown not in _SIGNS}
    return letters | {ord(shown): letters[code] for shown, code in shown_as.items() if code in letters}


def _row(letters: str, start: int) -> dict[int, str]:
    return {start + index: letter for index, letter in enumerate(letters) if letter != " "}


def _western(code: int) -> str:
    """The sign of windows-1252 (a quotation mark, a dash) for a control code, as Latin-1 has there; "" for none."""
    return bytes([code]).decode("cp1252", "ignore")


# VISCII and VPS have letters where windows-1252 has dashes and quotation marks, VISCII also at the no-break space.
_SIGNS = "‚„…†‡‹›‘’“”•–—"
_EDGES = f"{_SIGNS}\u00a0"
_SIGNED = {
    name: re.compile(f"[^\\W\\d_]{{0,7}}[{signs}](?:[^\\W\\d_]|[{signs}]){{0,7}}")
    for name, signs in (("VISCII", _EDGES), ("VPS", _SIGNS))
}


def _signed(word: str, charset: str) -> str:
    """A word with such signs: they are letters where that makes a syllable of it, else what they look like."""
    codes = list(map(_code_of, word))
    head, tail = len(word) - len(word.lstrip(_EDGES)), len(word.rstrip(_EDGES))
    for start, end in ((0, len(word)), (head, len(word)), (0, tail)):
        if tail > head and is_syllable(normalize("NFC", "".join(codes[start:end]).translate(_table(charset)))):
            return "".join([word[:start], *codes[start:end], word[end:]])
    return word


def _code_of(sign: str) -> str:
    """The byte of a sign, as Latin-1; that of the no-break space is a letter of VISCII."""
    return "O\u0303" if sign == "\u00a0" else chr(sign.encode("cp1252")[0]) if sign in _SIGNS else sign


# -- capitals of TCVN3 ------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")


def _capitals(text: str) -> str:
    """Words of capitals in whole: the plain fonts of TCVN3 have no capitals with tones, so "KHèI" stands for KHỐI."""
    words = list(_WORD.finditer(text))
    raised = [_half_capital(word[0]) for word in words]
    if not any(raised):
        return text
    loud = [up or (len(word[0]) > 1 and word[0].isupper()) for up, word in zip(raised, words, strict=True)]
    for first, end in _between(loud):
        beside = [k for k in (first - 1, end) if 0 <= k < len(words)]
        if any(raised[k] for k in beside) and all(_could_be_capital(word[0]) for word in words[first:end]):
            raised[first:end] = [True] * (end - first)
    pieces, done = [], 0
    for word, up in zip(words, raised, strict=True):
        pieces += [text[done : word.start()], word[0].upper() if up else word[0]]
        done = word.end()
    return "".join([*pieces, text[done:]])


def _between(loud: list[bool]) -> Iterator[tuple[int, int]]:
    """First and end of each stretch of words that are not loud."""
    k = 0
    for is_loud, group in groupby(loud):
        count = len(list(group))
        if not is_loud:
            yield k, k + count
        k += count


def _half_capital(word: str) -> bool:
    """KHốI, ủY: capitals but for letters that had none."""
    if word.islower() or word.isupper() or word.istitle():
        return False
    plain = [letter for letter in word if letter.isascii()]
    return bool(plain) and all(map(str.isupper, plain))


def _could_be_capital(word: str) -> bool:
    """Kỳ, ở: a word that has no small letter but such as TCVN3 has no capital for."""
    return all(letter.isupper() or not letter.isascii() for letter in word)
