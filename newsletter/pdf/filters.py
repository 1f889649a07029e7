"""Streams decoded within bounds (ISO 32000-1, 7.4). Image codecs (DCT, JPX, CCITT, JBIG2) stay as they are."""

import base64
import binascii
import re
import zlib
from typing import Final, NamedTuple

from newsletter.pdf.objects import Array, Dictionary, Name, Stream

STREAM_MOST: Final = 128 * 1024 * 1024
"""Bytes that one stream may come to: ten times the largest content stream seen, and below what a machine notices."""
FILTERS_MOST: Final = 8
"""Filters on one stream; more than two is unusual, and each may multiply."""
SHORT: Final[dict[str, str]] = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}
"""Names that inline images may use (table 94)."""
CODECS: Final = frozenset(("DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"))


class Decoded(NamedTuple):
    """``filters`` are those left undone (an image codec and what follows it). ``wrong`` says what went wrong, empty
    where nothing did: then ``data`` is what could be had."""

    data: bytes
    filters: tuple[str, ...] = ()
    wrong: str = ""


def filters_of(stream: Dictionary) -> tuple[str, ...]:
    """Names of the filters in order, long forms."""
    value = stream.get("Filter", stream.get("F"))
    names = [value] if isinstance(value, Name) else list(value) if isinstance(value, Array) else []
    return tuple(SHORT.get(name, str(name)) for name in names[:64] if isinstance(name, Name))


def decode(stream: Stream, most: int = STREAM_MOST) -> Decoded:
    """The bytes of a stream, at most ``most`` of them."""
    names = filters_of(stream)
    if len(names) > FILTERS_MOST:
        return Decoded(b"", (), "filters")
    data = stream.stored
    for place, name in enumerate(names):
        if name in CODECS:
            return Decoded(data, names[place:])
        try:
            data, wrong = _undo(name, data, _parameters(stream, place), most)
        except (ValueError, IndexError, zlib.error, binascii.Error):
            return Decoded(b"", (), name)
        if wrong:
            return Decoded(data[:most], (), wrong)
    return Decoded(data, (), "") if len(data) <= most else Decoded(data[:most], (), "amount")


def _parameters(stream: Dictionary, place: int) -> Dictionary:
    value = stream.get("DecodeParms", stream.get("DP"))
    if isinstance(value, Array):
        value = value[place] if place < len(value) else None
    return value if isinstance(value, Dictionary) else Dictionary({})


def _undo(name: str, data: bytes, parameters: Dictionary, most: int) -> tuple[bytes, str]:
    match name:
        case "FlateDecode":
            plain, wrong = inflate(data, most)
            return (plain, wrong) if wrong else (_unpredict(plain, parameters), "")
        case "LZWDecode":
            plain, wrong = _lzw(data, parameters.whole("EarlyChange", 1), most)
            return (plain, wrong) if wrong else (_unpredict(plain, parameters), "")
        case "ASCII85Decode":
            return _ascii85(data), ""
        case "ASCIIHexDecode":
            digits = re.sub(rb"\s", b"", data.partition(b">")[0])
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")), ""
        case "RunLengthDecode":
            return _run_lengths(data, most)
        case "Crypt":
            return data, ""
        case _:
            return b"", name[:40]


def inflate(data: bytes, most: int) -> tuple[bytes, str]:
    """What deflated bytes come to, as far as they are whole: writers forget the checksum, so its lack is no fault."""
    engine = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(data), 65536):
        try:
            part = engine.decompress(data[start : start + 65536], most - size + 1)
        except zlib.error:
            return b"".join(parts), "FlateDecode"
        size += len(part)
        parts.append(part)
        if size > most:
            return b"".join(parts)[:most], "amount"
        if engine.eof:
            break
    return b"".join(parts), "" if engine.eof or not data else "FlateDecode"


def inflated_length(data: bytes, most: int) -> tuple[int, str]:
    """How many bytes deflated ones come to, at most ``most``, without keeping them."""
    engine = zlib.decompressobj()
    size = 0
    for start in range(0, len(data), 65536):
        part = data[start : start + 65536]
        while part:
            try:
                size += len(engine.decompress(part, 1 << 20))
            except zlib.error:
                return size, "FlateDecode"
            part = engine.unconsumed_tail
            if size > most:
                return most, "amount"
        if engine.eof:
            break
    return size, "" if engine.eof else "FlateDecode"


def _ascii85(data: bytes) -> bytes:
    text = re.sub(rb"\s", b"", data.strip().removeprefix(b"<~").partition(b"~")[0])
    return base64.a85decode(text)


def _run_lengths(data: bytes, most: int) -> tuple[bytes, str]:
    parts: list[bytes] = []
    place = size = 0
    while place < len(data) and data[place] != 128:
        length = data[place]
        if length < 128:
            part = data[place + 1 : place + 2 + length]
            place += 2 + length
        else:
            part = data[place + 1 : place + 2] * (257 - length)
            place += 2
        parts.append(part)
        size += len(part)
        if size > most:
            return b"".join(parts)[:most], "amount"
    return b"".join(parts), ""


def _lzw(data: bytes, early: int, most: int) -> tuple[bytes, str]:
    """Codes of 9 to 12 bits, 256 clears, 257 ends (7.4.4)."""
    table = [bytes((value,)) for value in range(256)] + [b"", b""]
    parts: list[bytes] = []
    previous = b""
    bits = held = size = 0
    width = 9
    for byte in data:
        held = (held << 8 | byte) & 0xFFFFFF
        bits += 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == 257:
            return b"".join(parts), ""
        if code == 256:
            del table[258:]
            width, previous = 9, b""
            continue
        if code < len(table):
            entry = table[code]
        elif previous and code == len(table):
            entry = previous + previous[:1]
        else:
            return b"".join(parts), "LZWDecode"
        parts.append(entry)
        size += len(entry)
        if size > most:
            return b"".join(parts)[:most], "amount"
        if previous and len(table) < 4096:
            table.append(previous + entry[:1])
        previous = entry
        width = max(9, min(12, (len(table) + early).bit_length()))
    return b"".join(parts), ""


def _unpredict(data: bytes, parameters: Dictionary) -> bytes:
    """Undoes a predictor (7.4.4.4): TIFF's of 8 bits, and PNG's."""
    predictor = parameters.whole("Predictor", 1)
    if predictor < 2:
        return data
    colours, bits = parameters.whole("Colors", 1), parameters.whole("BitsPerComponent", 8)
    columns = parameters.whole("Columns", 1)
    if not (0 < colours <= 64 and 0 < bits <= 16 and 0 < columns <= 1 << 20):
        raise ValueError("a predictor that makes no sense")
    step, row = max(1, colours * bits // 8), (colours * bits * columns + 7) // 8
    if predictor == 2:
        return _untiff(data, step, row) if bits == 8 else data
    return _unpng(data, step, row)


def _untiff(data: bytes, step: int, row: int) -> bytes:
    out = bytearray(data)
    for start in range(0, len(out), row):
        for place in range(start + step, min(start + row, len(out))):
            out[place] = (out[place] + out[place - step]) & 255
    return bytes(out)


def _unpng(data: bytes, step: int, row: int) -> bytes:
    rows: list[bytes] = []
    above = bytes(row)
    for start in range(0, len(data), row + 1):
        kind, line = data[start], bytearray(data[start + 1 : start + 1 + row])
        if kind == 2:
            line = bytearray((byte + up) & 255 for byte, up in zip(line, above, strict=False))
        elif kind:
            _unfilter(kind, line, above, step)
        rows.append(bytes(line))
        above = rows[-1].ljust(row, b"\0")
    return b"".join(rows)


def _unfilter(kind: int, line: bytearray, above: bytes, step: int) -> None:
    """PNG's filters Sub (1), Average (3) and Paeth (4), in place."""
    for place in range(len(line)):
        left = line[place - step] if place >= step else 0
        up = above[place]
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + up) // 2
        elif kind == 4:
            corner = above[place - step] if place >= step else 0
            guess = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        else:
            raise ValueError("no filter of PNG")
        line[place] = (line[place] + guess) & 255
