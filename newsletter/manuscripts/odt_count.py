"""The words of an OpenDocument text by expat, which knows nothing of the tree that lxml builds."""

from typing import Final
from xml.parsers.expat import ParserCreate

_PARAGRAPHS: Final = frozenset(("text:p", "text:h"))
_SILENT: Final = frozenset(
    "chart:chart dc:creator dc:date loext:sender-initials math:math meta:creator-initials meta:date-string "
    "office:annotation office:binary-data office:event-listeners office:forms office:scripts svg:desc svg:title "
    "text:index-title-template text:note-citation text:ruby-text text:tracked-changes".split()
)
"""Elements whose text does not stand in the text."""
_SPACES: Final = frozenset("table:table-cell text:h text:line-break text:p text:s text:tab".split())
_PREFIXES: Final = {
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1998/Math/MathML": "math",
    "urn:oasis:names:tc:opendocument:xmlns:chart:1.0": "chart",
}


def text_of(content: bytes) -> str:
    """All text of content.xml, paragraphs parted by spaces. The file must be free of a document type."""
    text: list[str] = []
    notes: list[str] = []
    inside, silent, noted = 0, 0, 0

    def put(piece: str) -> None:
        if not silent:
            (notes if noted else text).append(piece)

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside, silent, noted
        name = _short(name)
        inside += name in _PARAGRAPHS
        silent += name in _SILENT
        noted += name == "text:note"
        if name in _SPACES:
            put(" ")

    def end(name: str) -> None:
        nonlocal inside, silent, noted
        name = _short(name)
        if name in _SPACES:
            put(" ")
        inside -= name in _PARAGRAPHS
        silent -= name in _SILENT
        noted -= name == "text:note"

    def data(piece: str) -> None:
        if inside:
            put(piece)

    parser = ParserCreate(namespace_separator="\n")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parser.buffer_text = True
    parser.Parse(content, True)
    return " ".join(("".join(text), "".join(notes)))


def _short(name: str) -> str:
    space, _, local = name.rpartition("\n")
    return f"{_PREFIXES.get(space, '')}:{local}"
