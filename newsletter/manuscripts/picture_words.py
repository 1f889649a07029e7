"""What people wrote into a photo: caption, credit and day, from IPTC, XMP and EXIF, the first of them that says it.

Words of cameras and programs are none of theirs.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from PIL.Image import Image

_LONGEST: Final = 2000
"""Characters of a caption."""
_LARGEST_XMP: Final = 1 << 20
_MACHINES: Final = re.compile(
    r"(?:olympus|samsung|sony|nikon|canon|fuji\w*|kodak|minolta|dcim|dsc|img|untitled|default|picasa|adobe|photoshop|"
    r"digital camera|camera|screenshot|oznor|hdr|unknown|admin|user|owner|\W|\d|processed with|created by|"
    r"exif_jpeg_\w*|jpeg|file written by .*|iphone|oppo|vivo|xiaomi|huawei|realme|description|picture)*",
    re.IGNORECASE,
)
_CREDITED: Final = re.compile(r"(?:ảnh|photo|nguồn|tranh|đồ họa)\b", re.IGNORECASE)
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP: Final = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
_DAY: Final = re.compile(r"((?:19|20)\d\d)[-:]?(\d\d)[-:]?(\d\d)")
_XP: Final = {0x9C9B: "caption", 0x9C9F: "caption", 0x9C9C: "caption", 0x9C9D: "credit"}
"""Fields that the file manager of Windows writes, UTF-16."""
_EXIF: Final = {0x010E: "caption", 0x013B: "credit", 0x8298: "credit", 0x0132: "day"}
_IPTC: Final = {(2, 120): "caption", (2, 80): "credit", (2, 110): "credit", (2, 55): "day"}
"""IPTC-IIM 4.2, chapter 6."""


class Words(NamedTuple):
    """``day`` as ISO text."""

    caption: str = ""
    credit: str = ""
    day: str = ""


def words_of(image: "Image") -> Words:
    found: dict[str, str] = {}
    for field, text in (*_iptc(image), *_xmp(image), *_exif(image)):
        line = _line(text)
        if field == "day":
            line = _day(line)
        elif _MACHINES.fullmatch(line):
            line = ""
        if line:
            found.setdefault(field, line)
    credit = found.get("credit", "")
    credit = credit if not credit or _CREDITED.match(credit) else f"Ảnh: {credit}"
    caption = found.get("caption", "")
    return Words(caption if len(caption.split()) > 1 else "", credit[:200], found.get("day", ""))


def _line(text: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in mended(text[:_LONGEST]))
    return normalize("NFC", " ".join(printable.split()))


def mended(text: str) -> str:
    """UTF-8 that was read as Latin-1, set right; other text as it is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _day(text: str) -> str:
    found = _DAY.match(text)
    good = found is not None and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31
    return f"{found[1]}-{found[2]}-{found[3]}" if found and good else ""


def _iptc(image: "Image") -> Iterator[tuple[str, str]]:
    from PIL import ImageFile, IptcImagePlugin  # noqa: PLC0415 (in the child alone)

    if not isinstance(image, ImageFile.ImageFile):
        return
    try:
        fields: Mapping[tuple[int, int], object] = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # damaged blocks raise anything
        return
    for key, field in _IPTC.items():
        values = fields.get(key, b"")
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, bytes):
                yield field, _decoded(value)


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1258", "replace")


def _xmp(image: "Image") -> Iterator[tuple[str, str]]:
    from lxml import etree  # noqa: PLC0415 (in the child alone)

    packet = image.info.get("xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(packet, bytes) or not packet or len(packet) > _LARGEST_XMP or b"<!DOCTYPE" in packet:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    for name, field in (
        (f"{_DC}description", "caption"), (f"{_PHOTOSHOP}Headline", "caption"), (f"{_DC}creator", "credit"),
        (f"{_PHOTOSHOP}Credit", "credit"), (f"{_DC}rights", "credit"), (f"{_PHOTOSHOP}DateCreated", "day"),
        (f"{_XMP}CreateDate", "day"),
    ):  # fmt: skip
        for element in root.iter(name):
            items = [item.text or "" for item in element.iter(f"{_RDF}li")] or [element.text or ""]
            yield field, next(filter(None, map(str.strip, items)), "")
        for element in root.iter(f"{_RDF}Description"):
            yield field, element.get(name, "")


def _exif(image: "Image") -> Iterator[tuple[str, str]]:
    try:
        exif = image.getexif()
        own = dict(exif)
        original = exif.get_ifd(0x8769).get(0x9003, "")
    except Exception:  # damaged EXIF does not make the picture useless
        return
    yield "day", str(original)
    for tag, field in _EXIF.items():
        value = own.get(tag, "")
        yield field, value if isinstance(value, str) else _decoded(value) if isinstance(value, bytes) else ""
    for tag, field in _XP.items():
        value = own.get(tag, b"")
        packed = bytes(value) if isinstance(value, bytes | tuple) and all(0 <= part < 256 for part in value) else b""
        yield field, packed.decode("utf-16-le", "ignore")
