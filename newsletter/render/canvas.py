"""The one doorway to reportlab: it numbers the objects of a PDF and frames them; each leaves for the file at once.

Only ``reportlab.pdfbase`` is used (its import costs 50 ms, the canvas on top 20 more), and what reportlab would add by
itself (Helvetica, ASCII 85, comments, md5 of a time stamp as /ID, unterminated streams) does not come about.
"""

import hashlib
import importlib
import sys
import zlib
from importlib import util
from typing import BinaryIO, NewType

from newsletter.units import Mpt


def _load_late(package: str, module: str) -> None:
    """Let a module be loaded when something of it is first used (importlib, "Implementing lazy imports")."""
    name = f"{package}.{module}"
    spec = None if name in sys.modules else util.find_spec(name)
    if spec is not None and spec.loader is not None:
        spec.loader = util.LazyLoader(spec.loader)
        late = sys.modules[name] = util.module_from_spec(spec)
        spec.loader.exec_module(late)
        setattr(importlib.import_module(package), module, late)


_load_late("PIL", "Image")  # reportlab imports it for its own pictures, which are not used here: 15 ms
from reportlab.pdfbase import pdfdoc  # noqa: E402

Ref = NewType("Ref", str)
"""An indirect reference as written: ``12 0 R``."""


_HERE = b"\0"
"""Where the parts of an object go in its frame."""


class _Body(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are ready."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: object) -> bytes:  # noqa: ARG002 (reportlab calls it so)
        return self.content


class PdfFile:
    """A PDF being written. Numbers may be reserved before their objects are known; every one is written once."""

    def __init__(self, sink: BinaryIO, version: tuple[int, int]) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()
        self._position = 0
        self._document = pdfdoc.PDFDocument(dummyoutline=1, compression=0, invariant=1, pdfVersion=version)
        self._written: list[str] = []
        self._put(f"%PDF-{version[0]}.{version[1]}\n".encode() + b"%\xe2\xe3\xcf\xd3\n")
        number, generation = self._document.idToObjectNumberAndVersion[pdfdoc.BasicFonts]
        self.fonts = Ref(f"{number} {generation} R")

    def reserve(self) -> Ref:
        """A number for an object that comes later."""
        number = self._document.objectcounter + 1
        self._document.Reference(_Body(b""), f"R{number}")
        return Ref(f"{number} 0 R")

    def write(self, ref: Ref, body: str) -> None:
        """An object that is no stream, as PDF syntax in ASCII."""
        self._write(ref, body.encode("ascii"))

    def stream(self, ref: Ref, entries: str, content: bytes) -> None:
        """A stream whose content is encoded as ``entries`` say."""
        head = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("ascii")
        self._write(ref, head, content, b"\nendstream")

    def deflated(self, ref: Ref, entries: str, content: bytes, level: int = 6) -> None:
        self.stream(ref, f"{entries}/Filter/FlateDecode", zlib.compress(content, level))

    def add(self, body: str) -> Ref:
        ref = self.reserve()
        self.write(ref, body)
        return ref

    def fingerprint(self) -> str:
        """SHA-256 of what has been written so far, in hex."""
        return self._digest.hexdigest()

    def close(self, root: Ref, info: Ref) -> str:
        """The cross-reference table and the trailer; returns /ID, which is drawn from the content, in hex."""
        mark = self.fingerprint()[:32]
        names = sorted(self._written, key=lambda name: self._document.idToObjectNumberAndVersion[name][0])
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = self._position
        self._put(table.format(self._document))
        trailer = pdfdoc.PDFTrailer(
            startxref=start, Size=len(names) + 1, Root=root, Info=info, ID=f"[<{mark}><{mark}>]"
        )
        self._put(trailer.format(self._document))
        return mark

    def _write(self, ref: Ref, *parts: bytes) -> None:
        """An object in parts, of which none is copied: photos are large."""
        name = self._document.numberToId[int(ref.split(" ", 1)[0])]
        if name in self._document.idToOffset:
            raise ValueError(f"object {ref} is written twice")
        self._document.idToOffset[name] = self._position
        self._written.append(name)
        before, after = pdfdoc.PDFIndirectObject(name, _Body(_HERE)).format(self._document).split(_HERE)
        for part in (before, *parts, after):
            self._put(part)

    def _put(self, content: bytes) -> None:
        self._sink.write(content)
        self._digest.update(content)
        self._position += len(content)


def text_string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, else UTF-16 in hex."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def byte_string(text: str) -> str:
    """An ASCII string for addresses; whatever else stands in it is written as UTF-8."""
    return f"<{text.encode('utf-8', 'replace').hex().upper()}>"


def number(length: Mpt) -> str:
    """A length in points, exact to the thousandth."""
    return f"{length / 1000:.3f}".rstrip("0").rstrip(".")
