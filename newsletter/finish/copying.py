"""Objects of a read PDF go over into a new one, as they are and once each; their numbers alone change."""

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeGuard

from newsletter.finish.source import Damaged, Source, SourcePage, guarded
from newsletter.geometry import Rect
from newsletter.render.canvas import PdfFile, Ref, number

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject, StreamObject

_NESTING_MOST = 100
"""Arrays and dictionaries inside one another."""
_CONTENT_MOST = 100 * 2**20
"""Bytes of a page's operators where they come in several parts, which are joined; maps have 10 MB."""
_NAME_PLAIN = frozenset(range(0x21, 0x7F)) - set(b"#()<>[]{}/%")
_KEPT = ("OutputIntents", "Metadata", "OCProperties", "Lang")
"""What the catalogue of the sheets takes over: the printing condition, XMP (which names PDF/X-4), layers, language."""
_TREE = ("/Page", "/Pages")
"""Whatever points back to a page would bring all pages along."""


class Copier:
    """Copies from ``source`` to ``pdf``; call ``finish`` once everything has been asked for."""

    def __init__(self, source: Source, pdf: PdfFile) -> None:
        self._source, self._pdf = source, pdf
        self._refs: dict[tuple[int, int], Ref] = {}
        self._waiting: deque[tuple[Ref, IndirectObject]] = deque()

    def form(self, page: SourcePage) -> Ref:
        """A page as a Form XObject (ISO 32000-1, 8.10) that shows trim and bleed."""
        box = _unscaled(page.trim.outset(page.bleed), page.unit)
        with guarded():
            leaf = self._source.reader.pages[page.number - 1]
            resources = self._text(leaf.raw_get("/Resources")) if "/Resources" in leaf else "<<>>"
            group = f"/Group{self._text(leaf.raw_get('/Group'))}" if "/Group" in leaf else ""
            head = f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources{resources}{group}"
            contents = leaf.get("/Contents")
            found = contents.get_object() if contents is not None else None
            ref = self._pdf.reserve()
            if _is_stream(found):
                self._stream(ref, found, head)
            else:
                self._pdf.deflated(ref, head, b"\n".join(_decoded(found)))
        return ref

    def catalogue(self) -> str:
        """Entries that the new catalogue takes over."""
        with guarded():
            root: Any = self._source.reader.trailer["/Root"].get_object()
            return "".join(f"/{key}{self._text(root.raw_get(f'/{key}'))}" for key in _KEPT if f"/{key}" in root)

    def info(self) -> Ref:
        """The Info dictionary, which names PDF/X-1a; an empty one where there is none."""
        with guarded():
            trailer = self._source.reader.trailer
            found = trailer["/Info"].get_object() if "/Info" in trailer else None
            return self._pdf.add(self._text(found) if isinstance(found, dict) else "<<>>")

    def finish(self) -> None:
        """Write what is referred to, and what that refers to."""
        with guarded():
            while self._waiting:
                ref, source = self._waiting.popleft()
                found = source.get_object()
                if _is_stream(found):
                    self._stream(ref, found, "")
                    # pypdf keeps what it has read: all photos of the file
                    self._source.reader.resolved_objects.pop((source.generation, source.idnum), None)
                elif isinstance(found, dict) and found.get("/Type") in _TREE:
                    self._pdf.write(ref, "null")
                else:
                    self._pdf.write(ref, self._text(found))

    def _stream(self, ref: Ref, stream: "StreamObject", head: str) -> None:
        """A stream, still encoded; of a page's content only the filters are kept beside ``head``."""
        entries = [
            f"{_name(key)}{self._text(stream.raw_get(key))}"
            for key in dict.keys(stream)
            if (key in ("/Filter", "/DecodeParms") if head else key != "/Length")
        ]
        self._pdf.stream(ref, head + "".join(entries), stream._data)

    def _ref(self, source: "IndirectObject") -> Ref:
        key = (source.idnum, source.generation)
        found = self._refs.get(key)
        if found is None:
            found = self._refs[key] = self._pdf.reserve()
            self._waiting.append((found, source))
        return found

    def _text(self, value: "PdfObject | None", depth: int = 0) -> str:
        """An object as PDF syntax in ASCII, with a space before what needs one."""
        from pypdf import generic as g  # noqa: PLC0415 (0.16 s)

        if depth > _NESTING_MOST:
            raise Damaged("too many objects inside one another")
        match value:
            case None | g.NullObject():
                return " null"
            case g.IndirectObject():
                return f" {self._ref(value)}"
            case g.NameObject():
                return _name(value)
            case g.BooleanObject():
                return " true" if value.value else " false"
            case g.NumberObject():
                return f" {int(value)}"
            case g.FloatObject():
                return f" {value.myrepr()}"
            case g.TextStringObject() | g.ByteStringObject():
                return _string(value.original_bytes)
            case g.ArrayObject():
                return f"[{''.join(self._text(item, depth + 1) for item in list.__iter__(value))}]"
            case g.StreamObject():
                raise Damaged("a stream inside an object")
            case g.DictionaryObject():
                return f"<<{''.join(self._entry(value, key, depth) for key in dict.keys(value))}>>"
        raise Damaged(f"an object of kind {type(value).__name__}")

    def _entry(self, holder: "DictionaryObject", key: str, depth: int) -> str:
        return f"{_name(key)}{self._text(holder.raw_get(key), depth + 1)}"


def _is_stream(value: object) -> "TypeGuard[StreamObject]":
    from pypdf.generic import StreamObject  # noqa: PLC0415 (the same)

    return isinstance(value, StreamObject)


def _decoded(contents: Any) -> Iterator[bytes]:
    """The parts of a page's content, to be joined by white space (7.8.2)."""
    length = 0
    for part in contents if isinstance(contents, list) else ():
        stream = part.get_object()
        if _is_stream(stream):
            decoded = stream.get_data()
            length += len(decoded)
            if length > _CONTENT_MOST:
                raise Damaged("more operators on a page than any has")
            yield decoded


def _unscaled(box: Rect, unit: float) -> str:
    return " ".join(number(round(edge / unit)) for edge in box)


def _name(name: str) -> str:
    """A name, read as Latin-1, byte for byte (7.3.5)."""
    return "/" + "".join(
        chr(byte) if byte in _NAME_PLAIN else f"#{byte:02X}" for byte in name[1:].encode("latin-1", "replace")
    )


def _string(content: bytes) -> str:
    """A string: as it reads where that is plain ASCII, else in hex."""
    if all(0x20 <= byte < 0x7F for byte in content):
        text = content.decode("ascii")
        for sign in "\\()":
            text = text.replace(sign, f"\\{sign}")
        return f"({text})"
    return f"<{content.hex().upper()}>"
