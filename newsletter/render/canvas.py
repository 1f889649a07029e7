"""A PDF while it is written: objects with their numbers, each of which leaves for the file at once, the cross-reference
table and the trailer (ISO 32000-1, 7.3.10, 7.5.4, 7.5.5)."""

import hashlib
import zlib
from typing import BinaryIO, NewType

from newsletter.units import Mpt

Ref = NewType("Ref", str)
"""An indirect reference as written: ``12 0 R``."""

_FREE = "0000000000 65535 f \n"
"""The entry of a number that no object bears: 0, which heads the list of such, or one that was reserved and not used."""


class PdfFile:
    """A PDF being written. Numbers may be reserved before their objects are known; every one is written once."""

    def __init__(self, sink: BinaryIO, version: tuple[int, int]) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()
        self._position = 0
        self._places = [0]
        """Where each object begins, by number; 0 while it is not written."""
        self._put(f"%PDF-{version[0]}.{version[1]}\n".encode() + b"%\xe2\xe3\xcf\xd3\n")
        self.fonts = self.reserve()

    def reserve(self) -> Ref:
        """A number for an object that comes later."""
        self._places.append(0)
        return Ref(f"{len(self._places) - 1} 0 R")

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
        start, size = self._position, len(self._places)
        table = "".join([f"{place:010} 00000 n \n" if place else _FREE for place in self._places])
        self._put(f"xref\n0 {size}\n{table}".encode("ascii"))
        trailer = f"<<\n/ID [<{mark}><{mark}>]\n/Info {info}\n/Root {root}\n/Size {size}\n>>"
        self._put(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("ascii"))
        return mark

    def _write(self, ref: Ref, *parts: bytes) -> None:
        """An object in parts, of which none is copied: photos are large."""
        number = int(ref.split(" ", 1)[0])
        if self._places[number]:
            raise ValueError(f"object {ref} is written twice")
        self._places[number] = self._position
        for part in (b"%d 0 obj\n" % number, *parts, b"\nendobj\n"):
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
