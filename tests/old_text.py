"""Vietnamese written down in the character sets of the nineties, as Western Windows shows their bytes."""

from unicodedata import normalize

LETTERS = [
    normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + ["đ", "Đ"]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def _taken_apart(letter: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    marks = normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in TONES), "")
    return normalize("NFC", marks.replace(tone, "", 1)) if tone else letter, tone


def _vni(letter: str) -> str:
    base, tone = _taken_apart(letter)
    plain = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "ô", "ư": "ö", "đ": "ñ"}.get(base.lower(), base.lower())
    if base.lower() in "ăâêô":
        marks = {"ă": "éèüúë", "â": "áàãåä"}["ă" if base.lower() == "ă" else "â"]
        order = dict(zip("\u0301\u0300\u0303\u0309\u0323", marks, strict=True))
        mark = order[tone] if tone else ("ê" if base.lower() == "ă" else "â")
    elif base.lower() == "i" and tone in ("\u0303", "\u0309", "\u0323"):
        plain, mark = {"\u0303": "ó", "\u0309": "æ", "\u0323": "ò"}[tone], ""
    else:
        mark = dict(zip("\u0301\u0300\u0303\u0309\u0323", "ùøõûï", strict=True)).get(tone, "")
    return (plain + mark).upper() if base.isupper() else plain + mark


def _windows_1258(letter: str) -> str:
    base, tone = _taken_apart(letter)
    try:
        return letter.encode("cp1258").decode("latin-1")
    except UnicodeEncodeError:
        return (base + tone).encode("cp1258").decode("latin-1")


VIQR = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0303": "~",
    "\u0309": "?",
    "\u0323": ".",
    "\u0302": "^",
    "\u0306": "(",
    "\u031b": "+",
}


def _viqr(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    base, tone = _taken_apart(letter)
    return "".join(VIQR.get(mark, mark) for mark in normalize("NFD", base)) + VIQR.get(tone, "")


TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
)
"""The ABC fonts: no capitals with a tone."""


def _tcvn3(letter: str) -> str:
    return TCVN3.get(letter) or TCVN3.get(letter.lower(), letter)


_WRITERS = {"TCVN3": _tcvn3, "VNI": _vni, "windows-1258": _windows_1258, "VIQR": _viqr}


def written_in(text: str, encoding: str) -> str:
    """Text as a document in this encoding holds it. Capitals that TCVN3 has not are small letters."""
    if encoding == "UTF-8":
        return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in text.encode())
    write = _WRITERS[encoding]
    return "".join(write(letter) if letter in _KNOWN else letter for letter in normalize("NFC", text))


_KNOWN = frozenset(letter for letter in LETTERS if not letter.isascii())
