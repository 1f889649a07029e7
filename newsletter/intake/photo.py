"""Photo files: what the header says, and whether the file is whole. Pixels are decoded when a page is written."""

import hashlib
import os
import warnings
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsletter.intake.folder import Fault, find_inside, read_inside
from newsletter.intake.scalars import nearest
from newsletter.intake.text import MEGABYTE, printable
from newsletter.model.article import Ink
from newsletter.problems import Outcome, Problem, error
from newsletter.source import SourceSpan

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 256 * MEGABYTE
"""Of a photo file."""
MOST_PIXELS = 300_000_000
"""A scan of A2 at 600 ppi has 140 million; decoded, this is 0.9 GB."""
LONGEST = 30_000
"""Pixels of a side."""
_KINDS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIC")
_PLUGINS = {"TIFF": "TiffImagePlugin", "WEBP": "WebPImagePlugin"}
"""Named so that Pillow does not load all of its forty when it meets one of these."""
_SIDEWAYS = (5, 6, 7, 8)
"""EXIF orientations (CIPA DC-008, 4.6.4) in which width and height change places."""
_ORIENTATION = 0x0112
_MODES: dict[str, Ink] = {
    "1": "grey", "L": "grey", "LA": "grey", "La": "grey", "I": "grey", "F": "grey", "I;16": "grey", "I;16B": "grey",
    "I;16L": "grey", "CMYK": "cmyk",
}  # fmt: skip
_KNOWN = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\0\0\1\0", "ICO"),
    (b"PK\3\4", "ZIP, Word"),
    (b"\xd0\xcf\x11\xe0", "Word"),
    (b"<svg", "SVG"),
    (b"<?xml", "XML, SVG"),
)


_FAULTS = {
    Fault.OUTSIDE: "NL211",
    Fault.LINK: "NL212",
    Fault.TOO_LARGE: "NL213",
    Fault.NO_FILE: "NL214",
    Fault.UNREADABLE: "NL214",
}


class Header(NamedTuple):
    """``file`` as the disk has it (NFC or NFD); ``pixels`` after EXIF rotation; ``sha256`` with its prefix."""

    file: str
    pixels: tuple[int, int]
    mode: Ink
    sha256: str


def read_photo(root: Path, file: str, at: SourceSpan) -> Outcome[Header]:
    """The header of a photo of the issue folder ``root`` (resolved); ``at`` is where the text names it."""
    shown = printable(file)
    data, fault = read_inside(root, file, LARGEST)
    if fault is Fault.MISSING:
        return Outcome(None, (error("NL210", at, photo=shown, near=_near(root, file)),))
    if fault:
        return Outcome(None, (error(_FAULTS[fault], at, photo=shown, limit=LARGEST // MEGABYTE),))
    kind = _kind(data)
    if kind not in _KINDS:
        return Outcome(None, (_no_picture(data, kind, shown, at),))
    header = _header(data, kind, shown, at)
    stored = find_inside(root, file)
    if header.value is None or stored is None:
        return header
    return Outcome(header.value._replace(file=stored.relative_to(root).as_posix()))


def open_photo(data: bytes) -> "Image":
    """A photo of which the header alone is read, by the one reader that its first bytes call for.

    UnknownPhoto where there is no reader; of a damaged file, whatever the reader raises.
    """
    import logging  # noqa: PLC0415 (as below)

    from PIL import Image  # noqa: PLC0415 (0.05 s, wanted only where there are photos)

    kind = _kind(data)
    if kind not in _KINDS or (kind == "HEIC" and not _reads_heic()):
        raise UnknownPhoto(kind)
    if kind in _PLUGINS:
        import_module(f"PIL.{_PLUGINS[kind]}")
    Image.MAX_IMAGE_PIXELS = None  # the limits are ours, judged before anything is decoded
    logging.getLogger("PIL").setLevel(logging.CRITICAL)  # what is wrong becomes a Problem, not a line on stderr
    return Image.open(BytesIO(data), formats=("HEIF" if kind == "HEIC" else kind,))


class UnknownPhoto(Exception):  # noqa: N818 (a fault of the user's file, reported as a Problem)
    """A kind of file that nothing here reads."""


def is_too_large(width: int, height: int) -> bool:
    return max(width, height) > LONGEST or width * height > MOST_PIXELS


def _reads_heic() -> bool:
    """Whether the package for HEIC is installed; Pillow knows it from then on."""
    try:
        from pi_heif import register_heif_opener  # noqa: PLC0415 (rarely wanted)
    except ImportError:
        return False
    register_heif_opener()
    return True


def _header(data: bytes, kind: str, shown: str, at: SourceSpan) -> Outcome[Header]:
    try:
        with warnings.catch_warnings(action="ignore"), open_photo(data) as image:
            width, height = _upright(image)
            if is_too_large(width, height):
                return Outcome(None, (_too_large(shown, width, height, at),))
            whole = min(width, height) > 0 and _WHOLE[kind](data, image)
            mode = _MODES.get(image.mode, "rgb")
    except UnknownPhoto:
        return Outcome(None, (error("NL218", at, photo=shown),))
    except Exception:  # decoders raise anything on damaged files: SyntaxError, struct.error, KeyError …
        whole = False
    if not whole:
        return Outcome(None, (error("NL216", at, photo=shown, format=kind),))
    return Outcome(Header(shown, (width, height), mode, f"sha256:{hashlib.sha256(data).hexdigest()}"))


def _too_large(shown: str, width: int, height: int, at: SourceSpan) -> Problem:
    megapixels = MOST_PIXELS // 10**6
    return error("NL217", at, photo=shown, width=width, height=height, limit=LONGEST, megapixels=megapixels)


def _kind(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return "HEIC" if data[8:12] in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc") else "AVIF, MP4"
    start = data[:16].lstrip().lower() if data[:1] in b" \t\r\n<" else data
    return next((name for magic, name in _KNOWN if start.startswith(magic)), "")


def _no_picture(data: bytes, kind: str, shown: str, at: SourceSpan) -> Problem:
    if not data:
        return error("NL216", at, photo=shown, format="JPEG, PNG, TIFF, WebP")
    if kind:
        return error("NL219", at, photo=shown, format=kind)
    text = b"\0" not in data[:1024]
    try:
        start = data[:1024].decode()
    except UnicodeDecodeError as cut:
        start, text = "", text and cut.start > 1000
    return (
        error("NL215", at, photo=shown, text=" ".join(printable(start)[:60].split()))
        if text
        else error("NL219", at, photo=shown, format="?")
    )


def _upright(image: "Image") -> tuple[int, int]:
    """Width and height after EXIF rotation."""
    if image.format == "TIFF":  # Pillow has turned it already
        return image.size
    orientation: object = 1
    try:
        # a PNG may hold it behind its pixels, which getexif would decode
        if image.format != "PNG" or "exif" in image.info:
            orientation = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # damaged EXIF does not make the picture useless
        orientation = 1
    width, height = image.size
    return (height, width) if orientation in _SIDEWAYS else (width, height)


# --- is the file whole? -----------------------------------------------------------------------------------------------


def _whole_jpeg(data: bytes, _: "Image") -> bool:
    """An end-of-image marker follows the first scan; thumbnails have theirs in the segments before it (T.81, B.1)."""
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            return False
        marker = data[position + 1]
        if marker == 0xDA:
            return data.rfind(b"\xff\xd9", position) > 0
        if marker == 0xFF:
            position += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            position += 2
        else:
            position += 2 + int.from_bytes(data[position + 2 : position + 4])
    return False


def _whole_png(data: bytes, _: "Image") -> bool:
    """Chunk by chunk to IEND (ISO 15948, 5.3)."""
    position = 8
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4])
        if data[position + 4 : position + 8] == b"IEND":
            return True
        position += 12 + length
    return False


def _whole_tiff(data: bytes, image: "Image") -> bool:
    """Strips or tiles lie inside the file (TIFF 6.0: tags 273 and 279, 324 and 325)."""
    tags = getattr(image, "tag_v2", {})
    for offsets, counts in ((273, 279), (324, 325)):
        if offsets in tags and counts in tags:
            pairs = zip(tags[offsets], tags[counts], strict=True)
            return all(offset + count <= len(data) for offset, count in pairs)
    return False


def _whole_webp(data: bytes, _: "Image") -> bool:
    return int.from_bytes(data[4:8], "little") + 8 <= len(data)


_WHOLE: dict[str, Callable[[bytes, "Image"], bool]] = {
    "JPEG": _whole_jpeg,
    "PNG": _whole_png,
    "TIFF": _whole_tiff,
    "WEBP": _whole_webp,
    "HEIC": lambda data, _: bool(data),
}


def _near(root: Path, file: str) -> str:
    """A file beside it whose name is close; "" where there is none."""
    folder = os.path.dirname(file)  # noqa: PTH120 (a name, not a place)
    try:
        names = sorted(os.listdir(root / folder))[:2000]  # noqa: PTH208
    except (OSError, ValueError):
        return ""
    found = nearest(os.path.basename(file), names)  # noqa: PTH119
    return printable(f"{folder}/{found}" if folder and found else found)
