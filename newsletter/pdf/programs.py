"""Font programs as far as others must trust them: whether they can be one, and which glyphs they hold.

TrueType and OpenType by their tables (ISO/IEC 14496-22), CFF by its indices (Adobe technical note 5176), Type 1 by
its clear text and the names of its charstrings (Adobe Type 1 Font Format, chapters 2 and 7). Fails soft: what is
not understood counts as present."""

import re
import struct
from itertools import pairwise
from typing import Final, NamedTuple

GLYPHS_MOST: Final = 65536
TABLES_MOST: Final = 64
_EEXEC: Final = 55665
_CHARSTRING: Final = re.compile(rb"/([^\s/\[\]{}()<>%]{1,60})\s+[0-9]{1,6}\s+(?:RD|-\||\S{1,4})\s")
_WANTED: Final = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
"""Tables that a TrueType font in a PDF has to have (9.9)."""


class Program(NamedTuple):
    """``kind`` is TrueType, CFF, OpenType, Type1 or empty. ``broken`` says what is wrong. ``count`` is the number
    of glyphs, 0 where unknown. ``cids`` maps CID to glyph for a CFF font that is keyed by CID; ``names`` are glyph
    names of Type 1; ``codes`` maps codes of a TrueType font's own tables: (platform, encoding) → code → glyph."""

    kind: str
    broken: str = ""
    size: int = 0
    cids: dict[int, int] | None = None
    names: frozenset[str] | None = None
    codes: dict[tuple[int, int], dict[int, int]] | None = None


def program_of(data: bytes, key: str) -> Program:
    """What stands under FontFile, FontFile2 or FontFile3."""
    try:
        if key == "FontFile":
            return _type1(data)
        if data[:4] in {b"\0\1\0\0", b"true", b"OTTO", b"ttcf"}:
            return _sfnt(data)
        if key == "FontFile3" and data[:1] == b"\1":
            return _cff(data)
    except (struct.error, IndexError, ValueError):
        return Program("", "damaged")
    return Program("", "kind" if data else "empty")


# TrueType and OpenType.


def _sfnt(data: bytes) -> Program:
    if data[:4] == b"ttcf":
        return Program("TrueType", "collection")
    kind = "OpenType" if data[:4] == b"OTTO" else "TrueType"
    tables: dict[bytes, tuple[int, int]] = {}
    for place in range(min(struct.unpack_from(">H", data, 4)[0], TABLES_MOST)):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        if offset + length > len(data):
            return Program(kind, f"table {tag.decode('latin-1').strip()}")
        tables[tag] = (offset, length)
    if kind == "OpenType" or b"CFF " in tables:
        offset, length = tables.get(b"CFF ", (0, 0))
        return _cff(data[offset : offset + length])._replace(kind="OpenType") if length else Program(kind, "table CFF")
    for tag in _WANTED:
        if tag not in tables:
            return Program(kind, f"table {tag.decode('ascii')}")
    count = struct.unpack_from(">H", data, tables[b"maxp"][0] + 4)[0]
    long = struct.unpack_from(">h", data, tables[b"head"][0] + 50)[0]
    if tables[b"loca"][1] < (count + 1) * (4 if long else 2):
        return Program(kind, "table loca", count)
    last = struct.unpack_from(">L" if long else ">H", data, tables[b"loca"][0] + count * (4 if long else 2))[0]
    if last * (1 if long else 2) > tables[b"glyf"][1]:
        return Program(kind, "table glyf", count)
    codes = _cmap(data, tables[b"cmap"][0]) if b"cmap" in tables else {}
    return Program(kind, "", count, codes=codes)


def _cmap(data: bytes, start: int) -> dict[tuple[int, int], dict[int, int]]:
    found = {}
    for place in range(min(struct.unpack_from(">H", data, start + 2)[0], 16)):
        platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * place)
        codes = _subtable(data, start + offset)
        if codes is not None:
            found[platform, encoding] = codes
    return found


def _subtable(data: bytes, start: int) -> dict[int, int] | None:
    """Formats 0, 4 and 6 of a cmap; others are not used in PDFs' simple fonts."""
    form = struct.unpack_from(">H", data, start)[0]
    if form == 0:
        return dict(enumerate(data[start + 6 : start + 262]))
    if form == 6:
        first, count = struct.unpack_from(">HH", data, start + 6)
        return {first + place: glyph for place, glyph in enumerate(struct.unpack_from(f">{count}H", data, start + 10))}
    return _segments(data, start) if form == 4 else None


def _segments(data: bytes, start: int) -> dict[int, int]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, start + 16 + 4 * count)
    offsets = struct.unpack_from(f">{count}H", data, start + 16 + 6 * count)
    codes: dict[int, int] = {}
    left = GLYPHS_MOST
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            left -= 1
            if left < 0:
                return codes
            glyph = code
            if offsets[segment]:
                place = start + 16 + 6 * count + 2 * segment + offsets[segment] + 2 * (code - starts[segment])
                glyph = struct.unpack_from(">H", data, place)[0]
                if not glyph:
                    continue
            codes[code] = (glyph + deltas[segment]) & 0xFFFF
    return codes


# CFF.


def _index(data: bytes, start: int) -> tuple[list[tuple[int, int]], int]:
    """Where the objects of an INDEX begin and end, and where what follows begins."""
    count = struct.unpack_from(">H", data, start)[0]
    if not count:
        return [], start + 2
    size = data[start + 2]
    if not 1 <= size <= 4:
        raise ValueError("no INDEX")
    raw = data[start + 3 : start + 3 + (count + 1) * size]
    offsets = [int.from_bytes(raw[place : place + size], "big") for place in range(0, len(raw), size)]
    base = start + 2 + (count + 1) * size
    if len(offsets) != count + 1 or offsets != sorted(offsets) or base + offsets[-1] > len(data):
        raise ValueError("an INDEX beyond the program")
    return [(base + low, base + high) for low, high in pairwise(offsets)], base + offsets[-1]


def _cff(data: bytes) -> Program:
    _, place = _index(data, data[2])
    tops, place = _index(data, place)
    _, place = _index(data, place)
    if not tops:
        return Program("CFF", "damaged")
    top = _dict(data[tops[0][0] : tops[0][1]])
    if 17 not in top:
        return Program("CFF", "CharStrings")
    glyphs, _ = _index(data, int(top[17][-1]))
    cids = _charset(data, int(top[15][-1]), len(glyphs)) if 1230 in top and 15 in top else None
    return Program("CFF", "" if glyphs else "CharStrings", len(glyphs), cids=cids)


def _dict(data: bytes) -> dict[int, list[float]]:
    """A DICT: operator → operands; operators of two bytes are 1200 and the second."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    place = 0
    while place < len(data):
        byte = data[place]
        place += 1
        if byte <= 21:
            if byte == 12:
                byte = 1200 + data[place]
                place += 1
            found[byte] = operands or [0.0]
            operands = []
        elif byte == 28:
            operands.append(struct.unpack_from(">h", data, place)[0])
            place += 2
        elif byte == 29:
            operands.append(struct.unpack_from(">l", data, place)[0])
            place += 4
        elif byte == 30:
            while place < len(data) and data[place] & 15 != 15:
                place += 1
            place += 1
            operands.append(0.0)
        elif 32 <= byte <= 246:
            operands.append(byte - 139)
        elif 247 <= byte <= 254:
            low = (byte - 247) * 256 + data[place] + 108
            operands.append(low if byte <= 250 else -(byte - 251) * 256 - data[place] - 108)
            place += 1
    return found


def _charset(data: bytes, start: int, count: int) -> dict[int, int]:
    """CID → glyph of a font that is keyed by CID (note 5176, 13)."""
    form = data[start]
    cids = {0: 0}
    place, glyph = start + 1, 1
    while glyph < count:
        first = struct.unpack_from(">H", data, place)[0]
        place += 2
        left = 0
        if form:
            left = int.from_bytes(data[place : place + form], "big")
            place += form
        for step in range(min(left, count - glyph - 1) + 1):
            cids[first + step] = glyph
            glyph += 1
    return cids


# Type 1.


def _type1(data: bytes) -> Program:
    if data[:1] == b"\x80":
        data = _segments_of_pfb(data)
    if not data.startswith(b"%!"):
        return Program("Type1", "header" if data else "empty")
    start = data.find(b"eexec")
    if start < 0:
        return Program("Type1", "eexec")
    secret = data[start + 5 :].lstrip(b" \t\r\n")
    if re.match(rb"[0-9A-Fa-f\s]{8}", secret):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", secret)
        secret = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    clear = _decipher(secret[:400_000])
    names = frozenset(name.decode("latin-1") for name in _CHARSTRING.findall(clear[clear.find(b"/CharStrings") + 12 :]))
    if b"/CharStrings" not in clear or not names:
        return Program("Type1", "CharStrings")
    return Program("Type1", "", len(names), names=names)


def _segments_of_pfb(data: bytes) -> bytes:
    parts: list[bytes] = []
    place = 0
    while data[place : place + 1] == b"\x80" and data[place + 1] in {1, 2} and len(parts) < 100:
        length = int.from_bytes(data[place + 2 : place + 6], "little")
        parts.append(data[place + 6 : place + 6 + length])
        place += 6 + length
    return b"".join(parts)


def _decipher(data: bytes) -> bytes:
    """eexec (Type 1 Font Format, 7.3)."""
    key = _EEXEC
    out = bytearray(len(data))
    for place, byte in enumerate(data):
        out[place] = byte ^ key >> 8
        key = (byte + key) * 52845 + 22719 & 0xFFFF
    return bytes(out[4:])
