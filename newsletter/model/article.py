"""An article as it was written: text with its place in the file, blocks, photos."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, assert_never, get_args

from newsletter.source import SourceSpan

Kind = Literal["article", "brief", "poem", "photo-story", "table", "notice", "timeline"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Ink = Literal["grey", "rgb", "cmyk"]
"""Of a photo."""

# Marks of a piece of text, added together in ``Text.marks``.
BOLD = 1
ITALIC = 2
GLUED = 4
"""No space stands before this piece: it continues the piece before it (a change of style inside a word)."""
BREAK = 8
"""A line must begin with this piece (CommonMark hard break)."""
TIED = 16
"""The space before this piece is a no-break space (U+00A0 in the source)."""
NOTE = 32
"""The piece is the mark of a footnote, set as a superior figure."""
HINGE = 64
"""A line may begin with this piece, though no space stands before it: it follows a hyphen or a dash."""

NO_OFFSET = -1

ADDRESSES = ("http://", "https://", "mailto:", "tel:")
"""What a link may begin with; nothing else is made clickable."""


class Text(NamedTuple):
    """Inline text as parallel tuples, one entry a piece; a piece is a run without white space and of one style.

    ``pieces`` are NFC, as shown; ``starts`` and ``ends`` are offsets in code points of the stored file (end exclusive),
    NO_OFFSET where a piece stands in no file; ``marks`` holds sums of the constants above. ``links`` are
    (first piece, last piece, address).
    """

    file: str
    pieces: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: tuple[int, ...]
    links: tuple[tuple[int, int, str], ...] = ()

    @property
    def words(self) -> int:
        """Maximal runs without white space (contract: words_in, words_out); marks of footnotes are no words."""
        if not any(self.marks):
            return len(self.pieces)
        return sum(1 for mark in self.marks if not mark & (GLUED | NOTE))

    def plain(self) -> str:
        parts: list[str] = []
        for piece, mark in zip(self.pieces, self.marks, strict=True):
            if not mark & GLUED and parts:
                parts.append(" ")
            parts.append(piece)
        return "".join(parts)

    def cut(self, first: int, end: int | None = None) -> "Text":
        """The pieces first … end-1 as a text of their own."""
        stop = len(self.pieces) if end is None else end
        links = tuple(
            (max(a, first) - first, min(b, stop - 1) - first, url)
            for a, b, url in self.links
            if a < stop and b >= first
        )
        return Text(
            self.file,
            self.pieces[first:stop],
            self.starts[first:stop],
            self.ends[first:stop],
            self.marks[first:stop],
            links,
        )

    def followed(self, more: "Text") -> "Text":
        """This text and another one of its file as one."""
        count = len(self.pieces)
        return Text(
            self.file,
            self.pieces + more.pieces,
            self.starts + more.starts,
            self.ends + more.ends,
            self.marks + more.marks,
            (*self.links, *((first + count, last + count, url) for first, last, url in more.links)),
        )


def unplaced(text: str, marks: int = 0) -> Text:
    """A text that stands in no file (a jump line, a label)."""
    pieces = tuple(text.split())
    none = (NO_OFFSET,) * len(pieces)
    return Text("", pieces, none, none, (marks,) * len(pieces))


class Photo(NamedTuple):
    """A picture file and what is printed with it. ``pixels`` are width and height after EXIF rotation."""

    file: str
    pixels: tuple[int, int]
    sha256: str
    mode: Ink
    at: SourceSpan
    focus: tuple[float, float] = (0.5, 0.5)
    span: int = 0
    """Columns that the author asks for; 0 = the layout decides."""
    caption: Text | None = None
    credit: Text | None = None
    alt: str = ""
    outline: tuple[tuple[float, float], ...] = ()
    """The shape of what is shown, which text may follow: left and right edge (0 … 1) of so many bands of equal height from
    the top down, 1 and 0 where a band is empty; () = a rectangle."""
    polygon: tuple[tuple[float, float], ...] = ()
    """Corners (0 … 1 from the top left) of the shape where it was drawn by hand: nothing is shown outside."""
    key: tuple[tuple[float, float], ...] = ()
    """Points (0 … 1 from the top left) that bear numbers from 1 on; ``names`` says in their order who or what is there."""
    names: Text | None = None

    @property
    def texts(self) -> tuple[Text, ...]:
        """What is printed below it, in reading order."""
        return tuple(text for text in (self.caption, self.names, self.credit) if text is not None)


class Paragraph(NamedTuple):
    text: Text


class Crosshead(NamedTuple):
    """Tít xen. ``level`` 2 or 3."""

    text: Text
    level: int


class ListItem(NamedTuple):
    """``label`` is what stands before it ("–", "1."); ``depth`` from 0. A further paragraph of an item has no label."""

    text: Text
    label: str
    depth: int


class PullQuote(NamedTuple):
    """``> [!quote]``; the last paragraph may be its source, after a dash. Nothing is printed below the ``portrait``."""

    texts: tuple[Text, ...]
    portrait: Photo | None = None


class Quotation(NamedTuple):
    """A plain block quote."""

    text: Text


BoxLook = Literal["box", "figures", "chart", "line-chart"]


class Box(NamedTuple):
    """``> [!box] Title``: a sidebar; holds paragraphs, list items and tables.

    ``look``: ``[!figures]`` shows the bold beginnings of its list items large; ``[!chart]`` and ``[!line-chart]`` draw its
    tables of two columns."""

    title: Text | None
    blocks: "tuple[Paragraph | ListItem | Table, ...]"
    look: BoxLook = "box"


Align = Literal["left", "centre", "right"]


class Table(NamedTuple):
    """Every row, the head too, has ``len(align)`` cells. ``continued``: the head stands above earlier rows elsewhere and is
    repeated here, its words counting for nothing."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    align: tuple[Align, ...]
    continued: bool = False


class Figure(NamedTuple):
    """A photo anchored in the text."""

    photo: Photo


class Divider(NamedTuple):
    """A thematic break (``---``)."""

    at: SourceSpan


class Footnote(NamedTuple):
    """``label`` as printed ("1")."""

    label: str
    text: Text


class Comment(NamedTuple):
    """What an editor wrote for editors: offsets in the stored file, and the lines that it speaks of. ``ignores``: it tells
    ``check`` to pass over problems of these ``codes`` there, of all that may be passed over where it names none."""

    start: int
    end: int
    first_line: int
    last_line: int
    ignores: bool = False
    codes: tuple[str, ...] = ()


Block = Paragraph | Crosshead | ListItem | PullQuote | Quotation | Box | Table | Figure | Divider


class Article(NamedTuple):
    """One piece. ``id`` is its file name without .md; ``byline`` is the author (else the unit) as printed."""

    id: str
    file: str
    title: Text
    at: SourceSpan
    kicker: Text | None = None
    deck: Text | None = None
    byline: Text | None = None
    unit: str = ""
    section: str = ""
    kind: Kind = "article"
    priority: int = 3
    received: date | None = None
    approved: date | None = None
    page: int | None = None
    jump: bool = True
    photos: tuple[Photo, ...] = ()
    """The photos of the front matter, in order; those anchored in the text are Figures."""
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    comments: tuple[Comment, ...] = ()
    words: int = 0
    """All words that must be printed: title, kicker, deck, byline, blocks, footnotes, captions, credits."""


def texts_of(article: Article) -> Iterator[Text]:
    """Every text of an article that is printed, in no particular order."""
    own = (article.title, article.kicker, article.deck, article.byline)
    yield from (text for text in own if text is not None)
    yield from (note.text for note in article.footnotes)
    for photo in (*article.photos, *(b.photo for b in article.blocks if isinstance(b, Figure))):
        yield from photo.texts
    for block in article.blocks:
        yield from _texts_in(block)


def _texts_in(block: Block) -> Iterator[Text]:
    match block:
        case Paragraph(text) | Crosshead(text) | ListItem(text) | Quotation(text):
            yield text
        case PullQuote(texts):
            yield from texts
        case Table(head, rows, _, continued):
            yield from () if continued else head
            for row in rows:
                yield from row
        case Box(title, blocks):
            if title is not None:
                yield title
            for inner in blocks:
                yield from _texts_in(inner)
        case Figure() | Divider():
            pass
        case _:
            assert_never(block)
