"""The metadata of a file (XMP, ISO 16684-1) as plain text values, read with a bare XML parser that knows no entities."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

Properties = Mapping[str, str]
"""``{"dc:title": …}``: the first value of each property."""
LARGEST = 4 * 2**20
"""Bytes of metadata that are read: enough for any, since thumbnails stand in them."""
DEEPEST = 60

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES: Final[Mapping[str, str]] = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
}
"""The schemas that the rules ask for, by their namespaces."""
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_XMP_DATE = re.compile(
    r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:(Z)|([+-])(\d\d):?(\d\d)?)?"
)


class _RefusedError(Exception):
    """Metadata that no honest program writes: a document type, or elements nested without end."""


def read_xmp(packet: bytes) -> Properties | None:
    """The properties; None where the packet is no XML."""
    reader = _Reader()
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.buffer_text = True
    try:
        parser.Parse(packet[:LARGEST].strip(b"\0 \t\r\n"), True)
    except (ExpatError, _RefusedError, ValueError):
        return None
    return reader.found


class _Reader:
    """Walks the elements; the path holds their prefixed names."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.path: list[str] = []
        self.pieces: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self.path) >= DEEPEST:
            raise _RefusedError
        self.path.append(_prefixed(name))
        self.pieces = []
        if self.path[-1] == "rdf:Description" and len(self.path) <= 3:
            for key, value in attributes.items():
                self._keep(_prefixed(key), value)

    def end(self, _name: str) -> None:
        text = "".join(self.pieces).strip()
        property_name = self._property()
        if property_name and text:
            self._keep(property_name, text)
        self.path.pop()
        self.pieces = []

    def text(self, text: str) -> None:
        self.pieces.append(text)

    def doctype(self, *_given: object) -> None:
        raise _RefusedError

    def _property(self) -> str:
        """The property whose text ends here: itself, or the list whose item does; empty inside of structures."""
        tail = self.path
        if tail[-1] == "rdf:li" and len(tail) >= 4:
            tail = tail[:-2]
        return tail[-1] if len(tail) >= 2 and tail[-2] == "rdf:Description" and len(tail) <= 4 else ""

    def _keep(self, name: str, value: str) -> None:
        if ":" in name and not name.startswith("rdf:"):
            self.found.setdefault(name, value.strip())


def _prefixed(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    if namespace == _RDF:
        return f"rdf:{local}"
    prefix = PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else local


def moment(text: str) -> datetime | None:
    """A date of Info (``D:20221020080000+07'00'``, ISO 32000-1, 7.9.4) or of XMP (ISO 8601); without a zone, UTC."""
    match = _XMP_DATE.fullmatch(text.strip()) if "-" in text[:8] else _PDF_DATE.match(text.strip())
    if match is None:
        return None
    numbers = [int(match[index]) if match[index] else default for index, default in enumerate((1, 1, 1, 0, 0, 0), 1)]
    zone = UTC
    try:
        if match[8]:
            offset = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
            zone = timezone(offset if match[8] == "+" else -offset)
        return datetime(*numbers, tzinfo=zone)  # type: ignore[arg-type, misc]
    except (ValueError, OverflowError):
        return None
