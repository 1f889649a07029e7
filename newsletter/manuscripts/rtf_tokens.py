"""RTF as tokens (Rich Text Format 1.9.1, "Basic Entities")."""

import codecs
import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

_TOKEN: Final = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|'([0-9a-fA-F]{2})|([^a-zA-Z']))|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
CHARSETS: Final = {
    2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""``\\fcharset``: the code page of a font. 0 and 1 stand for that of the document."""
SIGNS: Final = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "", "rtlmark": "",
}  # fmt: skip
"""Control words that stand for characters."""
SYMBOLS: Final = {"~": "\xa0", "-": "\xad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
"""Control symbols that do. The soft hyphen is a letter in fonts of the 1990s, so it stays."""


class Token(NamedTuple):
    """``word`` with its ``number`` (None = without one); ``text`` of a symbol, or the bytes of "text", "byte" and "bin"."""

    kind: Literal["open", "close", "word", "symbol", "byte", "text", "bin"]
    word: str = ""
    number: int | None = None
    text: bytes = b""


def tokens(content: bytes) -> Iterator[Token]:
    """All tokens of a file; line ends are none."""
    at = 0
    while found := _TOKEN.match(content, at):
        at = found.end()
        word, number, byte, symbol, brace, text = found.groups()
        if text:
            yield Token("text", text=text)
        elif word:
            name = word.decode("ascii")
            if name == "bin":  # as many bytes as they are, whatever is in them
                size = min(max(int(number or 0), 0), len(content) - at)
                yield Token("bin", text=content[at : at + size])
                at += size
            else:
                yield Token("word", name, int(number) if number else None)
        elif byte:
            yield Token("byte", text=bytes.fromhex(byte.decode("ascii")))
        elif symbol:
            yield Token("symbol", text=symbol)
        elif brace:
            yield Token("open" if brace == b"{" else "close")


def decoded(content: bytes, encoding: str) -> str:
    """Bytes of a code page; those that it has no sign for are the control characters that Windows makes of them."""
    if encoding == "symbol":
        return "".join(
            "•" if byte in b"\xb7\xa7" else chr(0xF000 + byte) if byte > 0x7F else chr(byte) for byte in content
        )
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return "".join(_sign(bytes([byte]), encoding) for byte in content)


def _sign(byte: bytes, encoding: str) -> str:
    try:
        return byte.decode(encoding)
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def code_page(number: int) -> str:
    """Python's name of a Windows code page; Western where there is none."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gbk", 708: "cp1256"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "symbol" if number == 42 else "cp1252"


def day_and_time(packed: int) -> str:
    """A DTTM (1.9.1, "Track Changes") as ISO 8601 text; "" for none."""
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, 1900 + (packed >> 20 & 511)
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00" if 1 <= month <= 12 and day else ""
