"""Text of old Vietnamese encodings becomes Unicode, stretch by stretch; what was changed is listed."""

from unicodedata import normalize

from newsletter.manuscripts.manuscript import (
    Block,
    Cell,
    Footnote,
    Inset,
    Manuscript,
    Paragraph,
    Rule,
    Table,
)

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decoded(manuscript: Manuscript) -> Manuscript:
    """The manuscript with all its text in Unicode (NFC), and what was converted."""
    return manuscript._replace(
        blocks=tuple(_block(block) for block in manuscript.blocks),
        footnotes=tuple(Footnote(note.label, tuple(map(_paragraph, note.paragraphs))) for note in manuscript.footnotes),
    )


def decode_bytes(content: bytes, declared: str = "") -> tuple[str, str]:
    """The text of a file whose encoding nobody knows for certain, and the name of the encoding.

    ``declared`` is what the file or its mail says of itself.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace"), name
    for name in (declared, "utf-8", "cp1252"):
        try:
            return content.decode(name), name
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1"), "latin-1"


def _block(block: Block) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Table(rows):
            return block._replace(rows=tuple(tuple(map(_cell, row)) for row in rows))
        case Inset(blocks):
            return Inset(tuple(_block(inner) for inner in blocks))  # type: ignore[misc]
        case Rule():
            return block


def _cell(cell: Cell) -> Cell:
    return cell._replace(paragraphs=tuple(map(_paragraph, cell.paragraphs)))


def _paragraph(paragraph: Paragraph) -> Paragraph:
    return paragraph._replace(
        runs=tuple(run._replace(text=normalize("NFC", run.text)) for run in paragraph.runs),
    )
