"""What a file is, by its content; its name decides only between texts, which look alike.

Nothing here unpacks more than a few kilobytes, so it may run on any file in the program itself.
"""

import io
import re
import struct
from pathlib import PurePosixPath
from typing import Final, Literal, get_args
from zipfile import ZipFile

from newsletter.manuscripts.budget import FAULTS, open_zip
from newsletter.manuscripts.budget import is_locked as is_member_locked

Kind = Literal[
    "docx", "doc", "odt", "rtf", "html", "md", "txt", "eml", "msg", "zip", "jpeg", "png", "tiff", "webp", "heic", "gif",
    "bmp", "pdf", "other",
]  # fmt: skip
"""``doc``: a document that LibreOffice must convert first: Word 97-2003, Word 2003 XML, flat OPC, flat ODF,
OpenOffice 1."""
Reason = Literal["damaged", "locked", "size", "nesting", "reader"]

EXTENSIONS: Final[dict[str, tuple[Kind, ...]]] = {
    ".docx": ("docx",), ".docm": ("docx",), ".dotx": ("docx",), ".dotm": ("docx",), ".doc": ("doc",), ".dot": ("doc",),
    ".odt": ("odt",), ".ott": ("odt",), ".fodt": ("doc",), ".sxw": ("doc",), ".rtf": ("rtf",),
    ".html": ("html",), ".htm": ("html",), ".xhtml": ("html",), ".md": ("md",), ".markdown": ("md",),
    ".txt": ("txt", "md"), ".text": ("txt", "md"), ".eml": ("eml",), ".msg": ("msg",), ".zip": ("zip",),
    ".jpg": ("jpeg",), ".jpeg": ("jpeg",), ".jpe": ("jpeg",), ".png": ("png",), ".tif": ("tiff",), ".tiff": ("tiff",),
    ".webp": ("webp",), ".heic": ("heic",), ".heif": ("heic",), ".gif": ("gif",), ".bmp": ("bmp",), ".pdf": ("pdf",),
}  # fmt: skip
"""What a name promises."""

_HEAD: Final = 64 * 1024
"""Bytes of a text that are looked at."""
_MOST_PART: Final = 1 << 20
"""Bytes unpacked of a part that says what a package is."""
_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"GIF8", "gif"),
)
_FILMS: Final = (
    b"\x1aE\xdf\xa3", b"OggS", b"ID3", b"FLV\x01", b"\0\0\x01\xba", b"\0\0\x01\xb3",
    bytes.fromhex("3026b2758e66cf11"), b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"fLaC",
)  # fmt: skip
"""Matroska, Ogg, MP3 with a tag, Flash, MPEG, Windows Media, MP3, FLAC."""
_HEIF: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
"""Brands of ISO/IEC 23008-12 with HEVC pictures, and the two general ones."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK: Final = bytes.fromhex("0b0d020000000000c000000000000046")
"""CLSID of the root storage of an Outlook message ([MS-OXMSG] 2.2)."""
_WORD_PARTS: Final = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml|"
    rb"ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml"
)
"""Content types of the main part of a Word document (ECMA-376-1 11.3.10, [MS-OFFMACRO])."""
_MAIL_FIELD: Final = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]+\S|>?From ")
_MAIL_SIGNS: Final = re.compile(
    rb"^(?:from|to|date|subject|message-id|mime-version|received|return-path|content-type|x-mailer):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML_HEAD: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|ul|ol|span|font)[\s/>]", re.IGNORECASE
)
_MARKDOWN: Final = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*\n|^#{1,6}[ \t]+\S", re.MULTILINE)


class Unreadable(Exception):  # noqa: N818  (it says what the file is)
    """A reader cannot take the file. ``reason`` is one of ``Reason``; another text counts as "damaged"."""

    def __init__(self, reason: str = "damaged") -> None:
        super().__init__(reason)
        self.reason: Reason = reason if reason in get_args(Reason) else "damaged"  # type: ignore[assignment]


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of a file. An empty file is what its name promises, so that it is told where such files are read."""
    if not content:
        return EXTENSIONS.get(_extension(name), ("other",))[0]
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0":  # reserved; two letters may begin a text
        return "bmp"
    if content[4:8] == b"ftyp":
        return "heic" if _HEIF & {content[at : at + 4] for at in (8, *range(16, 64, 4))} else "other"
    if content.startswith(_OLE):
        return _kind_of_ole(content, name)
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        return _kind_of_zip(content, name)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return _kind_of_text(content, name)


def promised(name: str) -> tuple[Kind, ...]:
    """The kinds that the extension of a name stands for; () where it stands for none that we know."""
    return EXTENSIONS.get(_extension(name), ())


def is_film(content: bytes) -> bool:
    """Whether a file holds moving pictures or sound."""
    if content[4:8] in (b"ftyp", b"moov", b"mdat", b"wide"):  # ISO/IEC 14496-12 and QuickTime, but for those of photos
        return not (_HEIF | {b"avif", b"avis", b"crx "}) & {content[at : at + 4] for at in (8, *range(16, 64, 4))}
    return content.startswith(_FILMS) or (content[:4] == b"RIFF" and content[8:12] in (b"AVI ", b"WAVE"))


def is_drawing(content: bytes) -> bool:
    """Whether a picture is made of lines and areas: WMF, EMF, SVM, SVG and their packed forms, or PDF and PostScript."""
    return (
        content.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"VCLMTF", b"\x1f\x8b", b"%PDF", b"%!PS"))
        or content[40:44] == b" EMF"
        or b"<svg" in content[:1024]
    )


def is_locked(content: bytes) -> bool:
    """Whether a document can be opened with a password only: OLE with an encrypted package or a Word stream whose FIB
    says so ([MS-DOC] 2.5.1, fEncrypted), ODF whose manifest has encryption data, or a ZIP with enciphered members."""
    if content.startswith(_OLE):
        if _stream(content, "EncryptedPackage") >= 0:
            return True
        entry = _stream(content, "WordDocument")
        if entry < 0:
            return False
        shift = struct.unpack_from("<H", content, 30)[0]
        at = (struct.unpack_from("<I", content, entry + 116)[0] + 1) << min(shift, 12)
        return len(content) >= at + 12 and bool(content[at + 11] & 1)
    package = _package(content)
    if package is None:
        return False
    with package:
        members = package.namelist()
        if any(map(is_member_locked, package.infolist())) or "encrypted-package" in members:
            return True
        return b"encryption-data" in _part(package, "META-INF/manifest.xml")


def _extension(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _kind_of_ole(content: bytes, name: str) -> Kind:
    """By the streams of a compound file ([MS-CFB]); a letter may hold a Word file and the reverse, so the class of the
    root is asked first."""
    root = content.find("Root Entry".encode("utf-16-le"))
    if root >= 0 and content[root + 80 : root + 96] == _OUTLOOK:
        return "msg"
    if _stream(content, "WordDocument") >= 0:
        return "doc"
    if _stream(content, "__properties_version1.0") >= 0:
        return "msg"
    if _stream(content, "EncryptedPackage") >= 0:  # what it holds nobody can see
        return "docx" if promised(name)[:1] in ((), ("docx",), ("doc",)) and _extension(name)[:4] != ".xls" else "other"
    return "other"


def _stream(content: bytes, name: str) -> int:
    """Where the directory entry of a stream stands; -1 where there is none ([MS-CFB] 2.6.1)."""
    stored = name.encode("utf-16-le")
    at = content.find(stored)
    while at >= 0:
        length, kind = struct.unpack_from("<HB", content, at + 64) if len(content) >= at + 128 else (0, 0)
        if at % 128 == 0 and length == len(stored) + 2 and kind == 2:
            return at
        at = content.find(stored, at + 1)
    return -1


def _kind_of_zip(content: bytes, name: str) -> Kind:
    """By what a package holds; one that is cut off may be the document that its name says."""
    package = _package(content)
    if package is None:
        return next((kind for kind in promised(name) if kind in ("docx", "odt")), "zip")
    with package:
        members = set(package.namelist())
        if "[Content_Types].xml" in members:
            types = _part(package, "[Content_Types].xml")
            return "docx" if _WORD_PARTS.search(types) or (not types and "word/document.xml" in members) else "other"
        if "word/document.xml" in members:
            return "docx"
        if "content.xml" in members:
            kind = _part(package, "mimetype") or _part(package, "META-INF/manifest.xml")
            if b"opendocument.text" in kind:
                return "odt"
            return "doc" if b"vnd.sun.xml.writer" in kind else "other"
        if b"opendocument.text" in _part(package, "mimetype"):
            return "odt"
        return "other" if "mimetype" in members else "zip"


def _package(content: bytes) -> ZipFile | None:
    """A ZIP file that may be a document; None for one that is damaged, or too large in its directory alone."""
    try:
        return open_zip(io.BytesIO(content))
    except FAULTS:
        return None


def _part(package: ZipFile, name: str) -> bytes:
    """The beginning of a member; nothing where it is absent or cannot be unpacked."""
    try:
        if is_member_locked(package.getinfo(name)):
            return b""
        with package.open(name) as part:
            return part.read(_MOST_PART)
    except (*FAULTS, KeyError):
        return b""


def _kind_of_text(content: bytes, name: str) -> Kind:
    head = _text(content[:_HEAD])
    if head is None:
        return "other"
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("{\\rtf"):
        return "rtf"
    if start.startswith("<"):
        return _kind_of_markup(start, name)
    if _is_mail(content[:_HEAD]):
        return "eml"
    if "html" in promised(name) and re.search(r"</?(?:p|div|br|table|li|h[1-6])\b", head, re.IGNORECASE):
        return "html"
    lines = head.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return "md" if "md" in promised(name)[:1] or _MARKDOWN.search(lines) else "txt"


def _kind_of_markup(start: str, name: str) -> Kind:
    if re.match(r"<\?xml|<(?:w|office|pkg):", start):
        if re.search(r'progid="Word\.Document"|<w:wordDocument|<pkg:package|opendocument\.text', start[:4096]):
            return "doc"
        return "html" if re.search(r"<html[\s>]", start[:4096], re.IGNORECASE) else "other"
    if _HTML_HEAD.search(start[:4096]):
        return "html" if "md" not in promised(name)[:1] else "md"
    return "md" if "md" in promised(name)[:1] else "txt"


def _text(head: bytes) -> str | None:
    """The beginning of a file as text, well enough to know it by its signs; None where it is none."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head[1::2].count(0) * 2 > len(head) / 2 and head[::2].count(0) * 20 < len(head):
        return head.decode("utf-16-le", "replace")
    controls = sum(head.count(sign) for sign in (*range(8), 14, 15, 16, 17, 18, 19, 0x7F))
    if b"\0" in head or controls * 50 > len(head):
        return None
    return head.decode("utf-8", "replace") if _is_utf8(head) else head.decode("latin-1")


def _is_utf8(head: bytes) -> bool:
    try:
        head[:-4].decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_mail(head: bytes) -> bool:
    """Whether it begins with the fields of a mail (RFC 5322 2.2), at least two that mails have."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    lines = block.splitlines()
    return bool(lines) and all(_MAIL_FIELD.match(line) for line in lines) and len(_MAIL_SIGNS.findall(block)) >= 2
