"""The display list. Positions in Mpt from the top left of the trim, y down; baselines, not tops, place text."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

from newsletter.colour import Cmyk
from newsletter.faces.shape import Shape
from newsletter.geometry import Point, Rect, Size
from newsletter.model.article import GLUED, Photo, Text
from newsletter.model.artwork import Drawing
from newsletter.model.layout import FaceSpec
from newsletter.source import SourceSpan
from newsletter.units import INCH, Mpt, half_up

Role = Literal[
    "body",
    "crosshead",
    "title",
    "kicker",
    "deck",
    "byline",
    "caption",
    "credit",
    "pull-quote",
    "box",
    "drop-cap",
    "table",
    "footnote",
    "jump",
    "furniture",
]


class TextRun(NamedTuple):
    """Pieces of one face, size and colour on one baseline.

    ``shapes[k]`` is piece ``first + k`` of ``text`` (there its source, its marks). ``x`` is the origin of the first
    piece; from the end of a piece to the origin of the next it is ``space`` (nothing where the next is GLUED), so that a
    piece is ``(advance * unit + glyphs * tracking) * scale / 1000`` wide, ``unit`` being Mpt per font unit (size / upem),
    ``tracking`` Mpt after every glyph and ``scale`` the glyph scale in per mille (PDF Tc and Tz: scale acts on tracking
    too). ``space`` is as seen, scale and tracking included. ``rise`` lifts the run off the baseline.
    """

    face: FaceSpec
    size: Mpt
    unit: float
    colour: Cmyk
    x: Mpt
    shapes: tuple[Shape, ...]
    text: Text
    first: int = 0
    space: float = 0.0
    scale: int = 1000
    tracking: float = 0.0
    rise: Mpt = 0

    def spans(self) -> Iterator[tuple[Mpt, Mpt]]:
        """Left and right edge (advance) of each piece."""
        x = float(self.x)
        marks = self.text.marks
        for k, shape in enumerate(self.shapes):
            if k and not marks[self.first + k] & GLUED:
                x += self.space
            right = x + (shape.advance * self.unit + len(shape.glyphs) * self.tracking) * self.scale / 1000
            yield half_up(x), half_up(right)
            x = right


class Line(NamedTuple):
    """A set line of text, the unit of the source map. ``story`` is "" where there is no source.

    ``top`` and ``bottom`` are its line slot (the leading); ``gap`` is the mean word space over the font's natural one, 0
    where the line is not justified. ``ends`` says that it is the last line of its paragraph.
    """

    story: str
    role: Role
    frame: str
    top: Mpt
    bottom: Mpt
    baseline: Mpt
    runs: tuple[TextRun, ...]
    gap: float = 0.0
    ends: bool = False


class Picture(NamedTuple):
    """A photo in a frame. ``crop`` is the part shown: x0, y0, x1, y1 in 0 … 1 of the photo after EXIF rotation.

    ``clip``: corners of a shape in 0 … 1 of the frame, outside of which nothing is shown; () = the whole frame.
    ``hairline``: colour of a line round the picture, drawn where an edge of what it shows is about as light as paper.
    ``ink``: the photo is printed as greys in this colour.
    """

    story: str
    photo: Photo
    box: Rect
    crop: tuple[float, float, float, float]
    clip: tuple[tuple[float, float], ...] = ()
    hairline: Cmyk | None = None
    ink: Cmyk | None = None

    def shows(self, point: tuple[float, float]) -> bool:
        """Whether a point of the photo (0 … 1) lies in the part that is shown."""
        x0, y0, x1, y1 = self.crop
        return x0 <= point[0] <= x1 and y0 <= point[1] <= y1

    @property
    def ppi(self) -> float:
        """Pixels of the photo to an inch of paper, along the poorer axis."""
        x0, y0, x1, y1 = self.crop
        across = self.photo.pixels[0] * (x1 - x0) * INCH / max(1, self.box.width)
        down = self.photo.pixels[1] * (y1 - y0) * INCH / max(1, self.box.height)
        return min(across, down)


class Panel(NamedTuple):
    """A filled rectangle (a tint, a rule as a thin one)."""

    box: Rect
    colour: Cmyk


class Stroke(NamedTuple):
    """The outline of a rectangle, or a line where it has no width or no height; ``dash`` 0 = solid."""

    box: Rect
    colour: Cmyk
    width: Mpt
    dash: Mpt = 0


class Outline(NamedTuple):
    """A filled shape of closed rings (even-odd rule), each a polygon (a star, a diamond, an arrow)."""

    rings: tuple[tuple[Point, ...], ...]
    colour: Cmyk


class Artwork(NamedTuple):
    """A vector drawing, scaled to its box."""

    box: Rect
    drawing: Drawing


class Link(NamedTuple):
    """A place to click: ``page`` from 1, else ``address``."""

    box: Rect
    page: int = 0
    address: str = ""


Item = Line | Picture | Panel | Stroke | Outline | Artwork | Link


class Bookmark(NamedTuple):
    """An entry of the document outline (ISO 32000-1, 12.3.3); ``y`` is the top of what it leads to."""

    title: str
    y: Mpt


class Page(NamedTuple):
    """``ground`` is drawn first, then ``items`` in reading order, then ``furniture`` (artifacts), then ``marks`` (proof
    marks, drawn on proofs alone). Pages may be handed on in any order: ``number`` (from 1) places them.

    ``paper``: the size of a sheet that is no page of the issue (instructions with a proof; its number is 0 or less)."""

    number: int
    label: str
    template: str
    left: bool
    ground: tuple[Panel | Picture | Stroke | Outline, ...] = ()
    items: tuple[Item, ...] = ()
    furniture: tuple[Item, ...] = ()
    marks: tuple[Item, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    paper: Size | None = None


CutKind = Literal["words", "bracket", "clause", "aside", "sentence", "paragraph"]
"""What a cut takes out: any words, or what can go by its sense."""


class Cut(NamedTuple):
    """Words without which a paragraph (``paragraph``: its number in the story, from 1) is shorter by ``lines`` grid lines.

    ``at`` is the first of them. ``span``: offsets of the first and behind the last in the stored file. ``kept``: the mark
    at their end that stays, with the word before; ``text`` lacks it.
    """

    paragraph: int
    at: SourceSpan
    kind: CutKind
    syllables: int
    lines: int
    text: str
    span: tuple[int, int]
    kept: str = ""


class StoryFit(NamedTuple):
    """What became of a story: figures of the build report, counted in grid lines."""

    story: str
    words: int
    words_set: int
    lines: int
    frames: tuple[str, ...]
    pages: tuple[int, ...]
    overset_lines: int
    overset_words: int
    short_lines: int
    elasticity: tuple[int, int, int]
    left_out: int = 0
    """Words of optional parts that it was set without, as a Problem tells."""
    cuts: tuple[Cut, ...] = ()
    """The cheapest cuts, fewest words for a line first; worked out where they are asked for."""

    @property
    def accounted(self) -> int:
        """Words that are set, or of which it is told that they are not."""
        return self.words_set + self.overset_words + self.left_out


class Edition(NamedTuple):
    """What all pages of an issue share."""

    id: str
    title: str
    organization: str
    date: dt.date
    language: str
    trim: Size
    bleed: Mpt
