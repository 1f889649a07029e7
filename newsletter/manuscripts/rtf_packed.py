"""RTF as Outlook packs it ([MS-OXRTFCP]): LZ77 over a window of 4,096 bytes that begins with what RTF mostly begins with."""

import struct
from typing import Final

_HEADER: Final = struct.Struct("<4I")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_WINDOW: Final = 4096
_BEGINNING: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans "
    b"SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab"
    b"\\tx"
)
"""2.1.2.1: the first 207 bytes of the window."""


def unpacked(content: bytes) -> bytes:
    """The RTF; nothing where the header is none. What is cut off is unpacked as far as it goes: at most 17 bytes of two."""
    if len(content) < _HEADER.size:
        return b""
    length, size, kind, _ = _HEADER.unpack_from(content)
    packed = content[_HEADER.size : length + 4]
    if kind == _PLAIN:
        return packed[:size]
    return _unpacked(packed) if kind == _PACKED else b""


def _unpacked(packed: bytes) -> bytes:
    """2.2.2.2: a control byte, then eight tokens, each a byte or a reference of 12 bits of place and 4 of length."""
    made = bytearray(_BEGINNING)
    at = 0
    while at < len(packed):
        control = packed[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1 == 0:
                made += packed[at : at + 1]
                at += 1
                continue
            token = packed[at : at + 2]
            at += 2
            place, length = int.from_bytes(token) >> 4, (int.from_bytes(token) & 15) + 2
            if len(token) < 2 or place == len(made) % _WINDOW:
                return bytes(made[len(_BEGINNING) :])
            start = len(made) - (len(made) - place) % _WINDOW
            for step in range(length):
                made.append(made[start + step] if start + step >= 0 else 0)
    return bytes(made[len(_BEGINNING) :])
