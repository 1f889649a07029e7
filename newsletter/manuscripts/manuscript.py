"""A manuscript as plain values: what stands in a document that somebody sent, whatever program wrote it, and what was
found beside its text.

Readers (one for each format) make it, in a process of their own; nothing here knows an issue. Text is as stored in the
document until ``legacy`` has decoded it, and NFC from then on.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, assert_never

ParagraphRole = Literal["paragraph", "title", "subtitle", "heading", "list-item", "quotation", "caption", "verse"]
"""What the document's own styles say a paragraph is; what they do not say is for the desk to find out."""
Alignment = Literal["", "left", "centre", "right", "justified"]
RevisionKind = Literal["insertion", "deletion", "move", "formatting"]
LossKind = Literal[
    "picture",
    "remote-picture",
    "drawing",
    "chart",
    "formula",
    "object",
    "macro",
    "field",
    "header",
    "text",
    "nesting",
    "inner-table",
    "letterhead",
    "cover",
]


class Run(NamedTuple):
    """Characters of one look. ``text`` may hold "\\n" (a line break inside a paragraph) and "\\t".

    ``font``: the family that is in force for these characters, styles and defaults resolved; "" where the document does
    not say. ``link``: where it leads. ``footnote``: the label of a note whose mark stands here. ``picture``: the index of
    a picture that stands here. A run with one of the last two has no text.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    superior: bool = False
    inferior: bool = False
    font: str = ""
    link: str = ""
    footnote: str = ""
    picture: int = -1


class Paragraph(NamedTuple):
    """``level``: of a heading from 1, of a list item from 1 (its depth). ``label``: of a list item, as counted or drawn
    ("1.", "a)", "–"). ``size``: of most of its characters in points, 0 where unknown."""

    runs: tuple[Run, ...]
    role: ParagraphRole = "paragraph"
    level: int = 1
    label: str = ""
    align: Alignment = ""
    size: float = 0.0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Cell(NamedTuple):
    """``columns`` and ``rows`` are how many it spans."""

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1


class Table(NamedTuple):
    """Rows of cells, those that a cell above reaches into left out; the first ``heads`` rows are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0


class Inset(NamedTuple):
    """A text box or a sidebar: text that stands apart from the stream."""

    blocks: "tuple[Paragraph | Table, ...]"


class Rule(NamedTuple):
    """A line across the text."""


Block = Paragraph | Table | Inset | Rule


class Footnote(NamedTuple):
    """A footnote or an endnote; ``label`` is what runs name it by."""

    label: str
    paragraphs: tuple[Paragraph, ...]


class Picture(NamedTuple):
    """A picture file as it was embedded; without ``content`` it is one that a page names and that may have been sent
    beside it, ``name`` as the page has it. ``crop``: shares (0 … 1) that are not shown on the left, top, right and bottom.
    ``width``: as shown in the document, in mm, 0 where unknown. ``alt``: as its author described it."""

    name: str
    content: bytes
    alt: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    width: float = 0.0


class Revision(NamedTuple):
    """A tracked change. Insertions are in the text, deletions are not."""

    kind: RevisionKind
    text: str
    author: str = ""
    date: str = ""


class Comment(NamedTuple):
    """A remark in the margin; ``quote`` is the text that it speaks of."""

    text: str
    quote: str = ""
    author: str = ""
    date: str = ""


class Loss(NamedTuple):
    """Something of the document that is not taken, and which one."""

    kind: LossKind
    what: str = ""


class Conversion(NamedTuple):
    """A stretch that was written in a legacy encoding, before and after. ``sure``: 0 … 1. ``made``: False where too little
    spoke for it, and the text was left as ``before``."""

    encoding: str
    font: str
    before: str
    after: str
    sure: float = 1.0
    made: bool = True


class Properties(NamedTuple):
    """What the file says of itself; dates as ISO 8601 text."""

    title: str = ""
    author: str = ""
    subject: str = ""
    created: str = ""
    modified: str = ""


class Manuscript(NamedTuple):
    """``words``: how many the document has by a count of its own, made from the file without the reader (0 where there is
    no such count); ``missing``: words of that count which the reader did not bring."""

    kind: str
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    pictures: tuple[Picture, ...] = ()
    properties: Properties = Properties()
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    losses: tuple[Loss, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    words: int = 0
    missing: tuple[str, ...] = ()


class Enclosure(NamedTuple):
    """A file inside a mail or an archive. ``name`` is its path there, with forward slashes, as stored; it is shown to
    people and never opened. ``body``: it is the text of the mail itself; ``inlined``: a picture that stands in it too."""

    name: str
    content: bytes
    body: bool = False
    inlined: bool = False


class Sender(NamedTuple):
    name: str = ""
    address: str = ""


class Parcel(NamedTuple):
    """A mail or an archive. ``sent``: the day that a mail was sent, in the time zone of its Date field, as ISO text.
    ``parcels`` are mails and archives in it, which ``name`` names as it does enclosures; their files stand in them alone.
    """

    kind: str
    enclosures: tuple[Enclosure, ...] = ()
    sender: Sender = Sender()
    subject: str = ""
    sent: str = ""
    name: str = ""
    parcels: "tuple[Parcel, ...]" = ()


def paragraphs_of(manuscript: Manuscript) -> Iterator[Paragraph]:
    """All paragraphs in reading order, those of footnotes last."""
    for block in manuscript.blocks:
        yield from paragraphs_in(block)
    for note in manuscript.footnotes:
        yield from note.paragraphs


def paragraphs_in(block: Block) -> Iterator[Paragraph]:
    """All paragraphs of a block in reading order."""
    match block:
        case Paragraph():
            yield block
        case Table(rows):
            for row in rows:
                for cell in row:
                    yield from cell.paragraphs
        case Inset(blocks):
            for inner in blocks:
                yield from paragraphs_in(inner)
        case Rule():
            pass
        case _:
            assert_never(block)


def changed(manuscript: Manuscript, change: Callable[[Paragraph], Paragraph]) -> Manuscript:
    """The manuscript with every paragraph changed, in the order of ``paragraphs_of``."""
    return manuscript._replace(
        blocks=tuple(_changed(block, change) for block in manuscript.blocks),
        footnotes=tuple(
            note._replace(paragraphs=tuple(change(one) for one in note.paragraphs)) for note in manuscript.footnotes
        ),
    )


def _changed(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    match block:
        case Paragraph():
            return change(block)
        case Table():
            return _changed_table(block, change)
        case Inset(blocks):
            return Inset(
                tuple(change(one) if isinstance(one, Paragraph) else _changed_table(one, change) for one in blocks)
            )
        case Rule():
            return block
        case _:
            assert_never(block)


def _changed_table(table: Table, change: Callable[[Paragraph], Paragraph]) -> Table:
    rows = (
        tuple(cell._replace(paragraphs=tuple(change(one) for one in cell.paragraphs)) for cell in row)
        for row in table.rows
    )
    return table._replace(rows=tuple(rows))
