"""Where a photo was taken is taken out of its file: GPS of EXIF and XMP. Nothing is compressed anew, so no pixel changes;
profile, orientation and the words of people stay.

The data are blanked where they stand (Exif 2.32, 4.6.3: an IFD that tag 0x8825 points to), so that no offset moves.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import Final, Literal

_GPS: Final = 0x8825
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Bytes of a value by its type (TIFF 6.0, page 15)."""
_LONGEST: Final = 4096
"""Bytes of a GPS value; times and places have some dozens."""
_MOST_IFDS: Final = 64
_EXIF: Final = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
_XMP_GPS: Final = re.compile(
    rb"\s[A-Za-z]+:GPS\w+\s*=\s*(?:\"[^\"<]{0,4000}\"|'[^'<]{0,4000}')|"
    rb"<([A-Za-z]+:GPS\w+)(?:\s[^<>]{0,400})?>.{0,4000}?</\1\s*>",
    re.DOTALL,
)
_PNG_HEAD: Final = 8
_RAW_PROFILE: Final = re.compile(rb"Raw profile type (?:exif|APP1|xmp)\0", re.IGNORECASE)
_XMP_KEY: Final = b"XML:com.adobe.xmp\0"
_LARGEST_XMP: Final = 1 << 24


def without_place(content: bytes, kind: str) -> tuple[bytes, bool]:
    """The file without it, and whether it was there."""
    clean = _CLEANERS[kind](content)
    return clean, clean != content


def _marked(content: bytes) -> bytes:
    """JPEG and HEIC: EXIF stands behind its mark. In the scans of a JPEG no such mark can stand (T.81, B.1.1.5); the
    further pictures that phones append have their own."""
    data = bytearray(content)
    for found in _EXIF.finditer(content):
        _wipe(data, found.end(), len(data))
    return _without_xmp(bytes(data))


def _tiff(content: bytes) -> bytes:
    data = bytearray(content)
    _wipe(data, 0, len(data))
    return _without_xmp(bytes(data))


def _webp(content: bytes) -> bytes:
    """RIFF chunks: name, length, content, evened (WebP container specification)."""
    data = bytearray(content)
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"EXIF":
            start = at + 8 + (6 if data[at + 8 : at + 14] == b"Exif\0\0" else 0)
            _wipe(data, start, min(at + 8 + length, len(data)))
        at += 8 + length + length % 2
    return _without_xmp(bytes(data))


def _png(content: bytes) -> bytes:
    """Chunks with their checksums (ISO/IEC 15948, 5.3); EXIF written as text by some programs goes as a whole."""
    parts = [content[:_PNG_HEAD]]
    for name, body, whole in _chunks(content):
        clean = body
        if name == b"eXIf":
            data = bytearray(body)
            _wipe(data, 0, len(data))
            clean = bytes(data)
        elif name in (b"tEXt", b"zTXt", b"iTXt") and _RAW_PROFILE.match(body):
            continue
        elif name == b"iTXt" and body.startswith(_XMP_KEY):
            clean = _xmp_text(body)
        parts.append(whole if clean == body else _chunk(name, clean))
    return b"".join(parts)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, content and the whole of each chunk; what follows the last one comes without a name."""
    at = _PNG_HEAD
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        end = at + 12 + length
        if end > len(content):
            break
        yield content[at + 4 : at + 8], content[at + 8 : end - 4], content[at:end]
        at = end
    yield b"", b"", content[at:]


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def _xmp_text(body: bytes) -> bytes:
    """An iTXt chunk: keyword, compressed or not, language, translated keyword, text (11.3.4.5)."""
    flags, rest = body[len(_XMP_KEY) : len(_XMP_KEY) + 2], body[len(_XMP_KEY) + 2 :]
    parts = rest.split(b"\0", 2)
    if len(parts) < 3 or len(flags) < 2:
        return body
    text = parts[2]
    if flags[0]:
        opened = zlib.decompressobj()
        try:
            text = opened.decompress(text, _LARGEST_XMP)
        except zlib.error:
            return body
    clean = _without_xmp(text)
    return body if clean == text else _XMP_KEY + b"\0\0" + parts[0] + b"\0" + parts[1] + b"\0" + clean


def _without_xmp(content: bytes) -> bytes:
    """XMP is text: what names a place becomes spaces, as many."""
    if b":GPS" not in content:
        return content
    return _XMP_GPS.sub(lambda found: b" " * len(found[0]), content)


_CLEANERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "jpeg": _marked, "heic": _marked, "tiff": _tiff, "webp": _webp, "png": _png,
}  # fmt: skip


# --- EXIF, which is a TIFF --------------------------------------------------------------------------------------------


def _wipe(data: bytearray, base: int, end: int) -> None:
    """The GPS IFDs of the TIFF from ``base`` to ``end`` are blanked, and the entries that point to them taken out."""
    order: Literal["little", "big"] = "little" if data[base : base + 2] == b"II" else "big"

    def whole(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    seen: set[int] = set()
    ifd = base + whole(base + 4, 4)
    while base < ifd and ifd + 2 <= end and ifd not in seen and len(seen) < _MOST_IFDS:
        seen.add(ifd)
        count = whole(ifd, 2)
        last = ifd + 2 + 12 * count
        if last + 4 > end:
            return
        for at in range(ifd + 2, last, 12):
            if whole(at, 2) == _GPS:
                _blank(data, (base, end), base + whole(at + 8, 4), order)
                data[at : last - 8] = data[at + 12 : last + 4]
                data[last - 8 : last + 4] = bytes(12)
                data[ifd : ifd + 2] = (count - 1).to_bytes(2, order)
                last -= 12
                break
        ifd = base + whole(last, 4)


def _blank(data: bytearray, bounds: tuple[int, int], ifd: int, order: Literal["little", "big"]) -> None:
    """An IFD and the values that stand outside it."""
    base, end = bounds
    count = int.from_bytes(data[ifd : ifd + 2], order)
    last = ifd + 2 + 12 * count + 4
    if not base < ifd or last > end or count > 64:
        return
    for at in range(ifd + 2, last - 4, 12):
        size = _SIZES.get(int.from_bytes(data[at + 2 : at + 4], order), 0) * int.from_bytes(
            data[at + 4 : at + 8], order
        )
        start = base + int.from_bytes(data[at + 8 : at + 12], order)
        if 4 < size <= _LONGEST and base < start and start + size <= end:
            data[start : start + size] = bytes(size)
    data[ifd:last] = bytes(last - ifd)
