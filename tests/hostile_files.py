"""Files made to harm, small as they are: each is made anew, and none stands in the repository."""

import io
import struct
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from sent_files import packed
from word_files import part, word_file

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def word(body: str, doctype: str = "", files: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file of that body; ``doctype`` goes before its root."""
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override \
PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    document = f'<?xml version="1.0"?>{doctype}{part("document", f"<w:body>{body}</w:body>")}'
    return word_file("", files={"[Content_Types].xml": types, "word/document.xml": document, **(files or {})})


def open_document(body: str, doctype: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """An OpenDocument text of that body."""
    spaces = {"office": "office", "text": "text", "table": "table", "draw": "drawing"}
    names = " ".join(f'xmlns:{short}="{ODF}:{long}:1.0"' for short, long in spaces.items())
    content = (
        f'<?xml version="1.0"?>{doctype}<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {
        "mimetype": kind.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
        **(more or {}),
    }
    return packed(parts.items())


def zeros(megabytes: int) -> tuple[bytes, int]:
    """That many megabytes of spaces as one deflated stream, and their checksum."""
    block = b" " * 2**20
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + again * (megabytes - 1) + packer.flush(), 0


def with_bomb(package: bytes, name: str, megabytes: int, declared: int | None = None) -> bytes:
    """A package whose member of that name (put in with nothing in it) unpacks to so much. ``declared``: the bytes that its
    directory says."""
    stream, checksum = zeros(megabytes)
    size = megabytes * 2**20 if declared is None else declared
    with ZipFile(io.BytesIO(package)) as old:
        members = [(info, old.read(info)) for info in old.infolist()]
    made, directory = bytearray(), bytearray()
    for info, content in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = stream if info.filename == name else packer.compress(content) + packer.flush()
        crc, length = (checksum, size) if info.filename == name else (zlib.crc32(content), len(content))
        raw = info.filename.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0x800, ZIP_DEFLATED, 0, 0x21, crc, len(body), length, len(raw), 0)
        directory += b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(made)) + raw
        made += b"PK\x03\x04" + fields + raw + body
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(made), 0)
    return bytes(made + directory + b"PK\x05\x06" + end)


def overlapping(members: int, megabytes: int) -> bytes:
    """Members that all are the same bytes."""
    single = with_bomb(packed([("a.txt", b"")]), "a.txt", megabytes)
    end = single.rindex(b"PK\x05\x06")
    start = single.index(b"PK\x01\x02")
    entry = single[start:end]
    size = len(entry) * members
    return (
        single[:start]
        + entry * members
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, members, members, size, start, 0)
    )


def png(width: int, height: int, more: bytes = b"") -> bytes:
    """A PNG that says it has so many pixels, and has none."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def levels_of_mail(levels: int) -> bytes:
    """Parts in parts."""
    inner = "Content-Type: text/plain\r\n\r\nSau cùng\r\n"
    for level in range(levels):
        inner = f"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n{inner}\r\n--b{level}--\r\n"
    return f"From: a@example.vn\r\nSubject: sâu\r\nMIME-Version: 1.0\r\n{inner}".encode()
