"""Opens any PDF within bounds, through pypdf, and hands on plain values: the one place that knows the library
(decision 0013).

pypdf looks through the whole file for each object that its table misplaces, so a hostile file would hold it for
minutes. Every entry of the table is tried beforehand, and where one is wrong the file is given a table of our own
(``mend``) and read again."""

import io
import logging
import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from newsletter.pdf.document import Damage, Document, Encryption
from newsletter.pdf.filters import decode
from newsletter.pdf.mend import OBJECTS_MOST, mend
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Ref, Stream
from newsletter.pdf.pagetree import layers_off, pages_of

if TYPE_CHECKING:
    import pypdf

NESTING_MOST: Final = 100
"""Arrays and dictionaries inside one another; what is deeper is left out."""
INTEGER_MOST: Final = 2**31 - 1
"""Larger integers are no PDF integers (annex C, table C.1)."""
HEADER_WITHIN: Final = 1024
"""Bytes in which the header has to stand for most readers (ISO 32000-1, annex H, 3.4.1)."""
XMP_MOST: Final = 4 * 1024 * 1024
_HEADER: Final = re.compile(rb"%PDF-([0-9]\.[0-9])")
_START: Final = re.compile(rb"startxref[\0\t\n\f\r ]+([0-9]{1,10})[\0\t\n\f\r ]*(%%EOF)?")
_XREF: Final = re.compile(rb"[\0\t\n\f\r ]*(?:xref|[0-9]+[\0\t\n\f\r ]+[0-9]+[\0\t\n\f\r ]+obj)")
_STREAM: Final = re.compile(rb">>[\0\t\n\f\r ]*stream *(?:\r\n|\n|\r)")
_STREAM_END: Final = re.compile(rb"[\0\t\n\f\r ]*endstream")
_LENGTH: Final = re.compile(
    rb"/Length[\0\t\n\f\r ]+([0-9]{1,10})(?![0-9])(?:[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+R(?![A-Za-z]))?"
)
_HEAD: Final = 100_000
"""Bytes in which the dictionary of a stream ends."""
_OBJECT: Final = re.compile(rb"[\0\t\n\f\r ]*([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+obj")


def read(content: bytes, password: str = "") -> Document:
    """Everything a PDF says of itself; of a file that nothing can be read of, a Document without pages that says
    why."""
    return _Reading(content, password).document()


class _Reading:
    """One file being read: finds the way in, then answers references. Damages are noted once each."""

    def __init__(self, content: bytes, password: str) -> None:
        self.password = password
        self.damages: dict[Damage, None] = {}
        self.cache: dict[Ref, Plain] = {}
        self.open: set[Ref] = set()
        self.known: set[tuple[int, int]] = set()
        self.encryption: Encryption | None = None
        self.header, self.content = self._trim(content)
        self.file = self._enter()

    def note(self, kind: str, page: int = 0, detail: str = "") -> None:
        if len(self.damages) < 200:
            self.damages[Damage(kind, page, detail)] = None

    # The way in.

    def _trim(self, content: bytes) -> tuple[str, bytes]:
        """The version of the header, and the file without what stands before it."""
        found = _HEADER.search(content, 0, HEADER_WITHIN)
        if found is None:
            self.note("header")
            return "", content
        if found.start():
            self.note("header", detail=str(found.start()))
            if self._is_sound(content):  # offsets count from the first byte, junk or not
                return found[1].decode("ascii"), content
        return found[1].decode("ascii"), content[found.start() :]

    def _is_sound(self, content: bytes) -> bool:
        """Whether the last startxref leads to a cross-reference."""
        ends = list(_START.finditer(content, max(0, len(content) - 2048)))
        return bool(ends) and _XREF.match(content, int(ends[-1][1])) is not None

    def _enter(self) -> "pypdf.PdfReader | None":
        if b"%%EOF" not in self.content[-1024:]:
            self.note("truncated")
        if self._is_sound(self.content):
            opened = self._open(self.content)
            if opened is not None:
                return opened
        self.note("xref")
        mended = mend(self.content)
        opened = self._open(mended, trusted=True) if mended else None
        if opened is None and self.encryption is None:
            self.note("unreadable")
        return opened

    def _open(self, content: bytes, trusted: bool = False) -> "pypdf.PdfReader | None":
        """The file through pypdf, with every entry of its table tried; None where it cannot be had so."""
        import pypdf  # noqa: PLC0415  (0.14 s)

        log = logging.getLogger("pypdf")
        log.propagate = False  # what it would print is found out again here, as values
        if not log.handlers:
            log.addHandler(logging.NullHandler())
        try:
            opened = pypdf.PdfReader(io.BytesIO(content))
            if opened.is_encrypted:
                self._decipher(opened)
        except Exception:
            return None
        self.known = set()
        self.cache.clear()
        for generation, entries in opened.xref.items():
            for number, offset in entries.items():
                found = _OBJECT.match(content, offset)
                if found and int(found[1]) == number and int(found[2]) == generation:
                    self.known.add((number, generation))
                elif not trusted:
                    return None
        self.known.update((number, 0) for number in opened.xref_objStm)
        if len(self.known) > OBJECTS_MOST:
            self.note("amount")
            return None
        return opened if self._has_pages(opened) or trusted else None

    def _has_pages(self, opened: "pypdf.PdfReader") -> bool:
        root = self._trailer(opened).dictionary("Root")
        return bool(root.dictionary("Pages")) or (self.encryption is not None and not self.encryption.opened)

    def _decipher(self, opened: "pypdf.PdfReader") -> None:
        found = self._plain(opened.trailer["/Encrypt"].get_object())
        entry = found if isinstance(found, Dictionary) else Dictionary({})
        try:
            worked = bool(opened.decrypt("") or (self.password and opened.decrypt(self.password)))
        except Exception:
            worked = False
        self.encryption = Encryption(entry.name("Filter"), entry.whole("V"), entry.whole("R"), worked)
        if not worked:
            self.note("locked")

    # Objects.

    def resolve(self, ref: Ref) -> Plain:
        """The object that a reference leads to, None where it leads nowhere (7.3.10) or in a circle."""
        if ref in self.cache:
            return self.cache[ref]
        if self.file is None or tuple(ref) not in self.known or ref in self.open:
            return None
        self.open.add(ref)
        try:
            value = self._fetch(self.file, ref)
        finally:
            self.open.discard(ref)
        if isinstance(value, Array | Dictionary):
            value.ref = ref
        self.cache[ref] = value
        return value

    def _fetch(self, file: "pypdf.PdfReader", ref: Ref) -> Plain:
        from pypdf.generic import IndirectObject  # noqa: PLC0415

        try:
            found = self._plain(file.get_object(IndirectObject(ref.number, ref.generation, file)))
        except Exception:
            self.note("object", detail=str(ref.number))
            return None
        hops = 0
        while isinstance(found, Ref) and hops < 8:  # a reference to a reference, which PDF does not allow
            found = self.cache[found] if found in self.cache else self.resolve(found)
            hops += 1
        return None if isinstance(found, Ref) else found

    def _plain(self, value: object, depth: int = 0) -> Plain | Ref:
        from pypdf import generic as g  # noqa: PLC0415

        if value is None or isinstance(value, g.NullObject) or depth > NESTING_MOST:
            return None
        if isinstance(value, g.IndirectObject):
            return Ref(value.idnum, value.generation)
        if isinstance(value, g.NameObject):
            return Name(value[1:])
        if isinstance(value, g.BooleanObject):
            return bool(value.value)
        if isinstance(value, g.NumberObject):
            return int(value) if -INTEGER_MOST <= value <= INTEGER_MOST else INTEGER_MOST
        if isinstance(value, g.FloatObject):
            number = float(value)
            return max(-float(INTEGER_MOST), min(float(INTEGER_MOST), number)) if math.isfinite(number) else 0.0
        if isinstance(value, g.TextStringObject):
            return bytes(value.original_bytes)
        if isinstance(value, bytes):
            return bytes(value)
        if isinstance(value, g.ArrayObject):
            return Array([self._plain(item, depth + 1) for item in list.__iter__(value)], self.resolve)
        if isinstance(value, g.DictionaryObject):
            entries = {str(key)[1:]: self._plain(value.raw_get(key), depth + 1) for key in dict.keys(value)}
            if isinstance(value, g.StreamObject):
                return Stream(entries, bytes(value._data), self.resolve)
            return Dictionary(entries, self.resolve)
        return None

    def _check_lengths(self, file: "pypdf.PdfReader") -> None:
        """Whether endstream follows where the Length of each stream says (7.3.8.2); pypdf looks for it itself, and
        forgets what was said."""
        places = sorted(
            (offset, number, generation)
            for generation, entries in file.xref.items()
            for number, offset in entries.items()
            if (number, generation) in self.known
        )
        for place, (offset, number, _) in enumerate(places):
            after = places[place + 1][0] if place + 1 < len(places) else len(self.content)
            begins = _STREAM.search(self.content, offset, min(after, offset + _HEAD))
            if begins is not None and not self._ends_as_stated(offset, begins):
                self.note("length", detail=str(number))

    def _ends_as_stated(self, offset: int, begins: re.Match[bytes]) -> bool:
        stated = _LENGTH.search(self.content, offset, begins.start())
        length: Plain = int(stated[1]) if stated else None
        if stated and stated[2]:
            length = self.resolve(Ref(int(stated[1]), int(stated[2])))
        return isinstance(length, int) and bool(_STREAM_END.match(self.content, begins.end() + max(0, length)))

    def _trailer(self, opened: "pypdf.PdfReader") -> Dictionary:
        self.file = opened
        trailer = self._plain(opened.trailer)
        return trailer if isinstance(trailer, Dictionary) else Dictionary({})

    # The document.

    def document(self) -> Document:
        trailer = self._trailer(self.file) if self.file else Dictionary({})
        catalogue = trailer.dictionary("Root")
        if self.file and catalogue.name("Type") != "Catalog":
            self.note("catalogue")
        pages = pages_of(catalogue, self.note)
        if self.file:
            self._check_lengths(self.file)
        xmp = catalogue.stream("Metadata")
        return Document(
            header=self.header,
            version=max(self.header, catalogue.name("Version")),
            trailer=trailer,
            catalogue=catalogue,
            info=trailer.dictionary("Info"),
            xmp=decode(xmp, XMP_MOST).data if xmp is not None else None,
            pages=pages,
            intents=tuple(item for item in catalogue.array("OutputIntents")[:16] if isinstance(item, Dictionary)),
            encryption=self.encryption,
            damages=tuple(self.damages),
            binary=_is_marked_binary(self.content),
            object_streams=bool(self.file and self.file.xref_objStm),
            xref_stream=any(_OBJECT.match(self.content, int(found[1])) for found in _START.finditer(self.content)),
            revisions=max(1, len(re.findall(rb"startxref[\0\t\n\f\r ]+[0-9]+[\0\t\n\f\r ]+%%EOF", self.content))),
            identifiers=trailer.array("ID"),
            layers_off=layers_off(catalogue),
        )


def _is_marked_binary(content: bytes) -> bool:
    """Whether the second line is a comment of at least four bytes over 127 (7.5.2)."""
    lines: Iterable[bytes] = re.split(rb"\r\n|\r|\n", content[:200])[1:2]
    return any(line.startswith(b"%") and sum(byte > 127 for byte in line[1:5]) == 4 for line in lines)
