"""The display list. Positions in Mpt from the top left of the trim, y down; baselines, not tops, place text."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsletter.colour import Cmyk
from newsletter.faces.shape import Shape
from newsletter.geometry import Rect, Size
from newsletter.model.article import Photo
from newsletter.model.layout import FaceSpec
from newsletter.units import Mpt

Role = Literal["body", "crosshead", "title", "kicker", "deck", "byline", "caption", "credit", "pull-quote", "box",
               "drop-cap", "table", "footnote", "jump", "furniture"]


class TextRun(NamedTuple):
    """Words of one face, size and colour on one baseline; parallel tuples, one entry a piece of text.

    ``xs`` are the origins of the pieces. ``scale`` is the horizontal glyph scale in per mille, ``tracking`` is added after
    every glyph before scaling (PDF Tz and Tc: a piece is (advance * size / upem + glyphs * tracking) * scale wide).
    ``glued`` says which pieces follow the one before without a space (the first: the run before).
    ``starts`` and ``ends`` are offsets in the line's file, NO_OFFSET where there is none. ``rise`` lifts the run.
    """

    face: FaceSpec
    size: Mpt
    colour: Cmyk
    shapes: tuple[Shape, ...]
    xs: tuple[Mpt, ...]
    glued: tuple[bool, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    scale: int = 1000
    tracking: Mpt = 0
    rise: Mpt = 0


class Line(NamedTuple):
    """A set line of text, the unit of the source map. ``story`` and ``file`` are "" where there is no source.

    ``top`` and ``bottom`` are its line slot (the leading); ``gap`` is the mean word space over the font's natural one, 0
    where the line is not justified.
    """

    story: str
    file: str
    role: Role
    frame: str
    top: Mpt
    bottom: Mpt
    baseline: Mpt
    runs: tuple[TextRun, ...]
    gap: float = 0.0


class Picture(NamedTuple):
    """A photo in a frame. ``crop`` is the part shown: x0, y0, x1, y1 in 0 … 1 of the photo after EXIF rotation."""

    story: str
    photo: Photo
    box: Rect
    crop: tuple[float, float, float, float]


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


class Link(NamedTuple):
    """A place to click: ``page`` from 1, else ``address``."""

    box: Rect
    page: int = 0
    address: str = ""


Item = Line | Picture | Panel | Stroke | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """``ground`` is drawn first, then ``items`` in reading order, then ``furniture`` (artifacts), then ``marks`` (proof
    marks, drawn on proofs alone)."""

    number: int
    label: str
    template: str
    left: bool
    ground: tuple[Panel | Picture | Stroke, ...] = ()
    items: tuple[Item, ...] = ()
    furniture: tuple[Item, ...] = ()
    marks: tuple[Item, ...] = ()


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


class OutlineEntry(NamedTuple):
    """A bookmark."""

    title: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A composed issue."""

    trim: Size
    bleed: Mpt
    baseline: Mpt
    grid_top: Mpt
    pages: tuple[Page, ...]
    fits: tuple[StoryFit, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
