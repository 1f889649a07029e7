"""A design: page, grid, colours, styles and page templates, all defaults resolved.

The grid of a page has ``units`` vertical strips (12) with a gutter between them, and ``lines`` horizontal lines, each as
high as the baseline distance; line 0 begins at the top margin. Left and right pages mirror the margins and, where a
template says so, the slots.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from newsletter.colour import Cmyk
from newsletter.geometry import Insets, Rect, Size
from newsletter.model.article import Kind
from newsletter.model.artwork import Drawing
from newsletter.units import Mpt, share

Alignment = Literal["justify", "left", "centre", "right"]
PhotoWhere = Literal["head", "top", "foot", "area", "bleed"]
CaptionPlace = Literal["below", "over", "none"]
FurnitureKind = Literal["masthead", "contents", "imprint", "panel", "rule", "label", "ornament", "band", "border"]
WrapKind = Literal["photo", "quote", "box"]
FitMeans = Literal["quotes", "deck", "stretch", "headline"]
PagePlace = Literal["first", "inner", "last", "any"]


class FaceSpec(NamedTuple):
    """A face by design, not by file: family of fonts.yaml and the axes that matter.

    ``weight`` 1 … 1000 and ``width`` in per cent (OpenType wght, wdth); ``optical`` is the size in whole points for
    which letters are drawn (opsz), 0 where the family has no such axis.
    """

    family: str
    weight: int = 400
    italic: bool = False
    width: float = 100.0
    optical: int = 0


class Stretch(NamedTuple):
    """Limits of justified lines, as Style has them."""

    space_min: int
    space_max: int
    tracking_min: int
    tracking_max: int
    scale_min: int
    scale_max: int


class Style(NamedTuple):
    """How text of a role is set. Lengths in Mpt; ``leading`` is the line distance.

    On the grid (body, list, poem, table …) leading is a whole number of baseline distances; elsewhere the block as a
    whole takes whole grid lines. ``tracking`` in 1/1000 em. ``before`` and ``after`` in grid lines.
    ``steps`` are the sizes that a headline may take, largest first; (size,) where there is no choice.
    """

    name: str
    face: FaceSpec
    bold: FaceSpec
    emphasis: FaceSpec
    bold_emphasis: FaceSpec
    size: Mpt
    leading: Mpt
    colour: Cmyk
    steps: tuple[Mpt, ...]
    align: Alignment = "left"
    tracking: int = 0
    caps: bool = False
    indent: Mpt = 0
    """First line of a paragraph that follows a paragraph."""
    hang: Mpt = 0
    """All lines but the first (lists: the label stands in it)."""
    before: int = 0
    after: int = 0
    rule: Cmyk | None = None
    """A hairline above (pull-quote, crosshead, section label), in this colour."""
    ground: Cmyk | None = None
    """A tint behind the block (boxes, labels)."""
    # The pool of stretch and shrink of justified lines (docs/decisions: line breaking).
    space_min: int = 860
    """Least word space in per mille of the font's own."""
    space_max: int = 1120
    tracking_min: int = -20
    """1/1000 em; the greatest tracking is for lines that cannot do without (compose.itemise.COMFORT)."""
    tracking_max: int = 20
    scale_min: int = 980
    """Glyph scale in per mille."""
    scale_max: int = 1020
    strain: Stretch | None = None
    """The limits for a story that fills its slot in no other way."""


class GridArea(NamedTuple):
    """Part of the grid: first unit, first line, how many units wide, how many lines high; counted from 0."""

    unit: int
    line: int
    units: int
    lines: int


class PhotoPlace(NamedTuple):
    """A place for a photo of the slot's story.

    ``where``: head (above the headline), top (below the headline, at the top of its columns), foot (at the foot of its
    columns), area (a part of the page of its own), bleed (area, and on to the bleed at each edge of the page it nears).
    ``column`` from 1 and ``span`` in columns of the slot; ``least`` and ``most`` are the height of the picture in grid
    lines, within which it is cropped so that the text fits. ``caption``: below, over (on a band inside the picture's foot)
    or none.
    """

    where: PhotoWhere
    column: int = 1
    span: int = 1
    least: int = 8
    most: int = 14
    area: GridArea | None = None
    caption: CaptionPlace = "below"
    ink: Cmyk | None = None
    """The photo is printed in tints of this colour; None = in its own colours."""


class Wrap(NamedTuple):
    """A place amid the columns of a slot for a photo, a pull-quote or a sidebar of its story; the text flows round it.

    ``area`` is as high as a photo becomes with its caption, and the most that text may take.
    """

    takes: WrapKind
    area: GridArea
    caption: CaptionPlace = "below"


class Slot(NamedTuple):
    """A place for stories.

    ``styles`` maps a role to the style used here (``title: title-lead``). ``head_span`` columns stand below the headline
    (0 = no headline is set: teasers); columns beyond it begin at the top. ``many``: a list of stories flows through;
    ``bands``: each of them spans all columns and is balanced, else heads stand inside the columns. ``fill``: photos of
    the story are cropped and columns set so that the slot is full; else columns are balanced and end early.
    """

    name: str
    area: GridArea
    gutter: Mpt
    kinds: tuple[Kind, ...]
    columns: int = 1
    priority: int = 3
    """Rank of the story it is made for: 1 lead … 5 filler."""
    styles: tuple[tuple[str, str], ...] = ()
    head_span: int = 1
    many: bool = False
    bands: bool = False
    fill: bool = False
    fit: tuple[FitMeans, ...] = ()
    """What else a story may do to fill it (compose.fitting)."""
    continues: bool = False
    """Made for the rest of a story that opened on an earlier page: in a plan made by the program none opens here."""
    teaser: bool = False
    drop_cap: int = 0
    """Lines; 0 = none."""
    photos: tuple[PhotoPlace, ...] = ()
    wraps: tuple[Wrap, ...] = ()
    """Photos are taken for ``photos`` first."""
    ground: Cmyk | None = None
    """A tint behind the slot, with ``inset`` inside."""
    inset: Mpt = 0
    column_rule: Cmyk | None = None
    rule: Cmyk | None = None
    """A line along the top, ``rule_weight`` thick: on the edge of the ground, else a quarter of a line above the text."""
    rule_weight: Mpt = 700


class Furniture(NamedTuple):
    """What belongs to the page, not to a story.

    ``kind``: masthead, contents, imprint, panel (a tint), rule (a line at the area's top), label (fixed ``text``);
    of vectors: ornament (one in the middle of the area), band (one beside the other, as high as the area), border (round
    the area, ``inset`` wide, with ``corner`` at its corners).
    """

    kind: FurnitureKind
    area: GridArea
    text: str = ""
    style: str = ""
    colour: Cmyk | None = None
    bleed: bool = False
    columns: int = 1
    inset: Mpt = 0
    """White inside the area of contents and imprint; their ``colour`` is a tint behind."""
    weight: Mpt = 700
    """How thick a rule is."""
    ornament: str = ""
    corner: str = ""


class PageTemplate(NamedTuple):
    """``place``: where in an issue it may stand. ``mirror``: slots and furniture swap sides on left pages.

    ``running``: folio and running head are set.
    """

    name: str
    place: PagePlace = "inner"
    slots: tuple[Slot, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    running: bool = True
    mirror: bool = False

    def slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)


class SpacingBar(NamedTuple):
    """The loosest setting that passes without a word, as word space over the font's own on justified lines.

    ``p95``: of 95 lines in a hundred; ``deviation``: standard deviation, None = any; ``over_2``: per cent of lines over
    twice the natural space.
    """

    p95: float
    deviation: float | None
    over_2: float


class Bars(NamedTuple):
    """From where on the setting of the body is told as a warning.

    ``narrow`` is for columns of fewer than 36 characters a line. ``tightest``: the least word space; ``rivers`` for 100
    lines; ``widows``, ``orphans`` and ``runts`` on a page; ``off_grid`` in Mpt; ``feet``: grid lines by which columns of a
    story may end apart.
    """

    wide: SpacingBar = SpacingBar(1.4, 0.2, 0.2)
    narrow: SpacingBar = SpacingBar(1.6, None, 0.5)
    tightest: float = 0.75
    rivers: float = 1.0
    widows: int = 0
    orphans: int = 0
    runts: int = 0
    off_grid: Mpt = 100
    feet: int = 0


class Layout(NamedTuple):
    """``digest`` = "sha256:…" over its files."""

    name: str
    trim: Size
    margins: Insets
    bleed: Mpt
    units: int
    gutter: Mpt
    baseline: Mpt
    lines: int
    styles: dict[str, Style]
    templates: dict[str, PageTemplate]
    description: str = ""
    colours: Mapping[str, Cmyk] = MappingProxyType({})
    """Those that the layout names, black and paper among them."""
    ornaments: Mapping[str, Drawing] = MappingProxyType({})
    end_mark: str = ""
    """The ornament behind the last word of an article; "" = none."""
    photo_frame: Cmyk | None = None
    """A hairline round photos that stand on paper, where an edge of them is about as light as it."""
    bars: Bars = Bars()
    digest: str = ""

    def style(self, role: str, slot: Slot | None = None) -> Style:
        """The style of a role, as the slot changes it; every role has one (checked when the layout is read)."""
        for key, name in slot.styles if slot else ():
            if key == role:
                return self.styles[name]
        return self.styles[role]

    def area(self, area: GridArea, *, left: bool, mirror: bool = False) -> Rect:
        """A part of the grid on a left or a right page, in Mpt from the top left of the trim."""
        first = self.units - area.unit - area.units if mirror and left else area.unit
        x0 = self.margins.outside if left else self.margins.inside
        widths = share(
            self.trim.width - self.margins.inside - self.margins.outside - (self.units - 1) * self.gutter, self.units
        )
        start = x0 + sum(widths[:first]) + first * self.gutter
        width = sum(widths[first : first + area.units]) + (area.units - 1) * self.gutter
        top = self.margins.top + area.line * self.baseline
        return Rect(start, top, start + width, top + area.lines * self.baseline)
