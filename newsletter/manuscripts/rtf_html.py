"""HTML that Outlook wrapped into RTF ([MS-OXRTFEX]): its tags stand in destinations of their own, its text between them."""

import html
from typing import Final, NamedTuple

from newsletter.manuscripts.rtf_tokens import CHARSETS, SIGNS, Token, code_page, decoded, tokens

_SIGN: Final = b"\\fromhtml"
_HEAD: Final = 4096
"""Bytes in which the sign stands: within the first ten tokens (2.1.3.1)."""
_DROPPED: Final = frozenset({"colortbl", "fonttbl", "info", "mhtmltag", "pict", "stylesheet"})
_BREAKS: Final = {"par": "\r\n", "line": "\r\n", "tab": "\t"}


class _Group(NamedTuple):
    """What is in force in a group. ``tag``: it holds HTML as it was; ``beside``: RTF for those who know no HTML;
    ``after``: bytes that stand for a sign which was given by its number."""

    tag: bool = False
    dropped: bool = False
    beside: bool = False
    encoding: str = ""
    after: int = 1


def is_wrapped(rtf: bytes) -> bool:
    return _SIGN in rtf[:_HEAD]


def unwrapped(rtf: bytes) -> str:
    """The HTML as it was before it was wrapped, all of its text decoded."""
    work = _Unwrapping()
    for token in tokens(rtf):
        work.take(token)
    work.flush()
    return "".join(work.made).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Unwrapping:
    def __init__(self) -> None:
        self.made: list[str] = []
        self._group = _Group()
        self._outer: list[_Group] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._page = "cp1252"
        self._starred = False
        self._skip = 0
        self._bytes = bytearray()

    def take(self, token: Token) -> None:
        if token.kind in ("byte", "text"):
            self._bytes += self._unskipped(token.text)
            return
        self.flush()
        match token.kind:
            case "open":
                self._outer.append(self._group)
            case "close" if self._outer:
                self._group = self._outer.pop()
            case "word":
                self._word(token.word, token.number)
            case "symbol" if token.text == b"*":
                self._starred = True
                return
            case "symbol":
                self._symbol(token.text)
        self._starred = False

    def flush(self) -> None:
        """Bytes may be halves of signs, so they are decoded together."""
        if self._bytes:
            self._put(decoded(bytes(self._bytes), self._group.encoding or self._page))
            self._bytes.clear()

    def _unskipped(self, content: bytes) -> bytes:
        skipped = min(self._skip, len(content))
        self._skip -= skipped
        return content[skipped:]

    def _put(self, text: str) -> None:
        if not self._group.dropped and not self._group.beside:
            self.made.append(text if self._group.tag else html.escape(text, quote=False))

    def _symbol(self, symbol: bytes) -> None:
        if self._skip:
            self._skip -= 1
        elif symbol == b"~":
            self._put("\xa0")
        elif symbol in (b"\\", b"{", b"}"):
            self._put(symbol.decode())
        elif symbol == b"_":
            self._put("\u2011")

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        if word == "htmltag":
            self._group = group._replace(tag=True)
        elif word in _DROPPED or (self._starred and word != "htmltag"):
            self._group = group._replace(dropped=True)
        elif word == "htmlrtf":
            self._group = group._replace(beside=number != 0)
        elif word == "u" and number is not None:
            self._put(chr(number & 0xFFFF))
            self._skip = group.after
        elif word in _BREAKS:
            self._put(_BREAKS[word])
        elif word in SIGNS:
            self._put(SIGNS[word])
        else:
            self._setting(word, number or 0)

    def _setting(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._page = code_page(number)
        elif word == "uc":
            self._group = self._group._replace(after=min(max(number, 0), 8))
        elif word == "f":
            self._font = number
            self._group = self._group._replace(encoding=self._fonts.get(number, ""))
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._font] = CHARSETS[number]
