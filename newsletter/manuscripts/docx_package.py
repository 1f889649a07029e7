"""The parts of an Office Open XML package (ISO/IEC 29500-2): names, relations, and XML that can do no harm."""

import io
import posixpath
import zipfile
from typing import Any, Final, NamedTuple
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

from lxml import etree

from newsletter.manuscripts.budget import FAULTS, within_budget
from newsletter.manuscripts.docx_deep import parsed_flat
from newsletter.manuscripts.kinds import Unreadable

_MOST_XML: Final = 64 * 1024**2
"""Bytes of one part of XML: 30 times a book of 300 pages."""
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_RENAMED: Final = {
    _STRICT + "wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    _STRICT + "officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT + "officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    _STRICT + "drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
    _STRICT + "drawingml/picture": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    _STRICT + "drawingml/chart": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    _STRICT + "drawingml/diagram": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    _STRICT
    + "drawingml/wordprocessingDrawing": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
"""Namespaces of the strict variant, and the transitional ones that everybody writes."""


class Relation(NamedTuple):
    """Where a part leads. ``kind``: the last word of its type ("image", "footnotes"). ``target``: the name of a part, or
    the address of something outside the package."""

    kind: str
    target: str
    external: bool


class Package:
    """A package that is open: its parts by name, whatever the case of their letters (29500-2, 6.2.2.3). ``too_deep``: parts
    that could be read only with tables inside tables dissolved; ``damaged``: parts that could not be read."""

    def __init__(self, content: bytes) -> None:
        if within_budget(content):
            raise Unreadable("size")
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        members = self._zip.infolist()
        self.too_deep: list[str] = []
        self.damaged: list[str] = []
        self._members = {member.filename.replace("\\", "/").lstrip("/").lower(): member for member in members}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def part(self, name: str) -> bytes:
        """Its bytes; none where there is no such part, or it is damaged."""
        member = self._members.get(name.lower())
        try:
            return self._zip.read(member) if member else b""
        except FAULTS:
            self.damaged.append(name)
            return b""

    def tree(self, name: str) -> Any:
        """The root of a part of XML; None where there is no such part, or it is damaged."""
        try:
            return self.sound_tree(name)
        except (*FAULTS, etree.XMLSyntaxError, ExpatError):
            self.damaged.append(name)
            return None

    def sound_tree(self, name: str) -> Any:
        """The root of a part that is needed; whatever is wrong with it is raised."""
        member = self._members.get(name.lower())
        if not member or not member.file_size:
            return None
        if member.file_size > _MOST_XML:
            raise Unreadable("size")
        try:
            return parsed(self._zip.read(member))
        except etree.XMLSyntaxError as fault:
            if fault.code != etree.ErrorTypes.ERR_RESOURCE_LIMIT:
                raise
            self.too_deep.append(name)
            return _transitional(parsed_flat(self._zip.read(member)))

    def relations(self, name: str = "") -> dict[str, Relation]:
        """By their ids, of a part, or of the package itself."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return {}
        return {each.get("Id", ""): _relation(each, folder) for each in root if each.get("Target") is not None}


def parsed(content: bytes) -> Any:
    """The root of an XML text. No DTD, so neither entities nor outside files; the strict variant renamed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("damaged")
    return _transitional(root)


def _relation(element: Any, folder: str) -> Relation:
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    target = element.get("Target")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    path = target.replace("\\", "/")
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, unquote(path)))[1:], external=False)


def _transitional(root: Any) -> Any:
    if _STRICT not in (root.tag + " ".join(root.nsmap.values())):
        return root
    for element in root.iter(etree.Element):
        element.tag = _renamed(element.tag)
        for name, value in element.attrib.items():
            if name.startswith("{" + _STRICT):
                del element.attrib[name]
                element.set(_renamed(name), value)
    return root


def _renamed(name: str) -> str:
    space, _, local = name.rpartition("}")
    return f"{{{_RENAMED.get(space[1:], space[1:])}}}{local}" if space else local
