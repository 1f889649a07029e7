"""The forms of a layout's files: layout.yaml, styles.yaml and page templates; which keys there are and what each means."""

from typing import Annotated, Literal

from newsletter.intake.scalars import Line, Reader, YesNo, choice, length, number, whole
from newsletter.intake.validate import Field, Form, OneOrMore
from newsletter.model.article import KINDS
from newsletter.model.layout import Alignment, CaptionPlace, FitMeans, FurnitureKind, PagePlace, PhotoWhere, WrapKind
from newsletter.units import Mpt, mm, pt

REST = -1
"""A size that reaches to the right edge or to the foot of the type area."""
ALL = -1
"""All columns of the slot."""

_LONGEST = mm(3000)
Extent = Annotated[Mpt, length(0, _LONGEST, "0 … 3000mm")]
Size = Annotated[Mpt, length(pt(3), pt(400), "3pt … 400pt")]
Weight = Annotated[Mpt, length(0, pt(24), "0 … 24pt")]
Percent = Annotated[float, number(0, 100)]
Step = Annotated[int, whole(0, 500)]
Few = Annotated[int, whole(0, 99)]
Ratio = Annotated[float, number(1, 10)]


def _or_word(word: str, value: int, most: int) -> Reader:
    """A whole number from 1, or a word that stands for ``value``."""
    figure = whole(1, most)

    def read(text: str) -> object:
        return value if text == word else figure.read(text)

    schema = {"anyOf": [{"const": word}, figure.schema]}
    return Reader(read, "NL164", schema, {"word": word, "least": 1, "most": most})


Breadth = Annotated[int, _or_word("rest", REST, 500)]


def _read_head(text: str) -> int:
    if text in {"all", "none"}:
        return ALL if text == "all" else 0
    value = whole(0, 12).read(text)
    assert isinstance(value, int)  # noqa: S101 (what its reader gives)
    return value


def _read_optical(text: str) -> int:
    """-1 = the size at which the text is set."""
    value = -1 if text == "auto" else whole(0, 144).read(text)
    assert isinstance(value, int)  # noqa: S101 (what its reader gives)
    return value


Head = Annotated[
    int,
    Reader(
        _read_head,
        "NL164",
        {"anyOf": [{"enum": ["all", "none"]}, whole(0, 12).schema]},
        {"word": "all, none", "least": 0, "most": 12},
    ),
]
Optical = Annotated[
    int,
    Reader(
        _read_optical,
        "NL164",
        {"anyOf": [{"const": "auto"}, whole(0, 144).schema]},
        {"word": "auto", "least": 0, "most": 144},
    ),
]
Takes = Annotated[str, choice(Literal[(*KINDS, "any")])]


class MarginsForm(Form):
    """White between the trim and the text; ``inside`` is the edge at the fold."""

    top: Extent = Field(description="Above the first line of text; the running head stands in it", examples=["17mm"])
    inside: Extent = Field(description="At the fold", examples=["15mm"])
    outside: Extent = Field(description="Away from the fold", examples=["15mm"])
    bottom: Extent | None = Field(
        default=None, description="Below the last line; absent where `grid: lines` says how many lines there are"
    )


class PageForm(Form):
    """The sheet after trimming."""

    trim: tuple[Extent, Extent] = Field(description="Width and height", examples=[["190mm", "270mm"]])
    margins: MarginsForm
    bleed: Extent = Field(default=mm(3), description="How far pictures run over the trim")


class GridForm(Form):
    """Vertical strips (units) with gutters between them, and horizontal lines on which all text stands."""

    units: Annotated[int, whole(1, 48)] = Field(default=12, description="Vertical strips of the type area")
    gutter: Extent = Field(default=mm(5), description="White between two strips, and between columns of text")
    baseline: Annotated[Mpt, length(pt(6), pt(40), "6pt … 40pt")] = Field(
        default=pt(12), description="Distance of two lines of text"
    )
    lines: Annotated[int, whole(8, 400)] | None = Field(
        default=None, description="Lines of the type area; absent: as many as the margins leave room for"
    )


class WideForm(Form):
    """Word spaces of justified lines, over the font's own space."""

    p95: Ratio = Field(default=1.4, description="What 95 lines in a hundred keep below")
    deviation: Annotated[float, number(0, 5)] | None = Field(default=0.2, description="Standard deviation")
    over_2: Percent = Field(default=0.2, alias="over-2", description="Per cent of lines over twice the natural space")


class NarrowForm(WideForm):
    """The same in columns of fewer than 36 characters a line; there any deviation passes where none is given."""

    p95: Ratio = Field(default=1.6, description="What 95 lines in a hundred keep below")
    deviation: Annotated[float, number(0, 5)] | None = Field(default=None, description="Standard deviation")
    over_2: Percent = Field(default=0.5, alias="over-2", description="Per cent of lines over twice the natural space")


class QualityForm(Form):
    """From where on `check` and proofs speak of how the body is set; what is within these limits passes."""

    wide: WideForm = Field(default_factory=WideForm, description="Columns of 36 characters a line or more")
    narrow: NarrowForm = Field(default_factory=NarrowForm, description="Narrower columns")
    tightest: Annotated[float, number(0, 1)] = Field(
        default=0.75, description="Least word space, over the font's own space"
    )
    rivers: Annotated[float, number(0, 100)] = Field(default=1.0, description="Rivers of white for 100 lines")
    widows: Few = Field(default=0, description="Last lines alone at the top of a column, on a page")
    orphans: Few = Field(default=0, description="First lines alone at the foot of a column, on a page")
    runts: Few = Field(default=0, description="Last lines of one syllable or under a fifth of the measure, on a page")
    off_grid: Annotated[Mpt, length(0, pt(100), "0 … 100pt")] = Field(
        default=pt(0.1), alias="off-grid", description="Distance of a baseline from the grid"
    )
    feet: Few = Field(default=0, description="Grid lines by which the columns of a story may end apart")


class PhotosForm(Form):
    """How photos look, wherever they stand."""

    frame: Line = Field(
        default="none",
        description="Colour of a hairline (0.25 pt) round photos on paper an edge of which is about as light as paper",
        examples=["black 50%"],
    )


class LayoutForm(Form):
    """layout.yaml: page, grid, fonts and colours of a design."""

    description: Line = Field(default="", description="What the design is for, in a sentence")
    page: PageForm
    grid: GridForm = Field(default_factory=GridForm, description="The grid of all pages")
    fonts: dict[str, Line] = Field(
        default_factory=dict,
        description="Names for font families, so that a family is changed in one place",
        examples=[{"text": "Source Serif 4"}],
    )
    colours: dict[str, tuple[Percent, Percent, Percent, Percent]] = Field(
        default_factory=dict,
        description="Inks in per cent: cyan, magenta, yellow, black",
        examples=[{"deep-red": [15, 100, 90, 10]}],
    )
    end_mark: Line = Field(
        default="", alias="end-mark", description="An ornament that stands behind the last word of an article"
    )
    photos: PhotosForm = Field(default_factory=PhotosForm, description="How photos look")
    quality: QualityForm | None = Field(
        default=None, description="Limits of good setting; absent: those of the program"
    )


class StretchForm(Form):
    """How far justified lines may be stretched and shrunk: [least, most] of each."""

    space: tuple[Annotated[int, whole(50, 100)], Annotated[int, whole(100, 300)]] = Field(
        default=(86, 112), description="Word space, per cent of the font's own"
    )
    tracking: tuple[Annotated[int, whole(-50, 0)], Annotated[int, whole(0, 50)]] = Field(
        default=(-20, 20), description="Letter space, thousandths of an em"
    )
    scale: tuple[Annotated[int, whole(90, 100)], Annotated[int, whole(100, 110)]] = Field(
        default=(98, 102), description="Width of letters, per cent"
    )


class StyleForm(Form):
    """How text of a role is set."""

    like: Line = Field(default="", description="Another style: all that is not said here is as there")
    font: Line = Field(description="A name of `fonts` in layout.yaml, or a family of the font catalogue")
    size: Annotated[tuple[Size, ...], OneOrMore] = Field(
        description="Size; of headlines, the sizes that may be tried, largest first",
        examples=["9.5pt", ["36pt", "30pt"]],
    )
    leading: Size | None = Field(default=None, description="Distance of lines; absent: 120 % of the size")
    weight: Annotated[int, whole(1, 1000)] = Field(default=400, description="400 regular, 700 bold, 900 black")
    bold: Annotated[int, whole(1, 1000)] | None = Field(
        default=None, description="Weight of **bold** words; absent: 300 more than the text, 700 at least"
    )
    width: Annotated[float, number(50, 200)] = Field(default=100.0, description="Width of letters in per cent (wdth)")
    italic: YesNo = Field(default=False, description="*Emphasis* in italic text is upright")
    optical: Optical = Field(default=-1, description="Size for which letters are drawn (opsz); auto: the size itself")
    align: Annotated[Alignment, choice(Alignment)] = Field(default="left", description="How lines stand in the column")
    colour: Line = Field(default="black", description="A colour of layout.yaml, with a tint after it: deep-red 60%")
    tracking: Annotated[int, whole(-200, 1000)] = Field(default=0, description="Letter space, thousandths of an em")
    caps: YesNo = Field(default=False, description="Set in capitals")
    indent: Extent = Field(default=0, description="First line of a paragraph that follows a paragraph")
    hang: Extent = Field(default=0, description="All lines but the first; labels of lists stand in it")
    before: Annotated[int, whole(0, 40)] = Field(default=0, description="Grid lines of white above")
    after: Annotated[int, whole(0, 40)] = Field(default=0, description="Grid lines of white below")
    rule: Line = Field(default="none", description="Colour of a line above")
    ground: Line = Field(default="none", description="Colour of a tint behind")
    stretch: StretchForm = Field(default_factory=StretchForm, description="Limits of justified lines")
    strain: StretchForm | None = Field(
        default=None, description="The same for stories that come out in no other way, in slots with `fit: stretch`"
    )


class PhotoPlaceForm(Form):
    """A place for a photo of the slot's story."""

    where: Annotated[PhotoWhere, choice(PhotoWhere)] = Field(
        description="head: above the headline; top, foot: in the columns; area: a part of the page of its own; "
        "bleed: the same, and on over the edges of the page that it reaches"
    )
    column: Annotated[int, whole(1, 12)] = Field(default=1, description="First column of the slot that it stands in")
    span: Annotated[int, _or_word("all", ALL, 12)] = Field(default=1, description="How many columns wide")
    height: Annotated[tuple[Step, ...], OneOrMore] = Field(
        default=(8, 14), description="Height of the picture in grid lines: least and most, or one number"
    )
    at: tuple[Step, Step] | None = Field(default=None, description="Of area and bleed: first unit, first line, from 0")
    size: tuple[Breadth, Breadth] | None = Field(default=None, description="Of area and bleed: units, lines, or rest")
    caption: Annotated[CaptionPlace, choice(CaptionPlace)] = Field(
        default="below", description="Where the caption stands"
    )
    ink: Line = Field(
        default="none",
        description="A colour of layout.yaml: the photo is printed in its tints alone; none: in the photo's own colours",
        examples=["deep-red"],
    )


class WrapForm(Form):
    """A place amid the columns of a slot; the text flows round what stands there."""

    takes: Annotated[WrapKind, choice(WrapKind)] = Field(
        description="photo: the next photo of the story; quote, box: its first pull-quote or sidebar"
    )
    at: tuple[Step, Step] = Field(description="First unit, first line of the page's grid, from 0")
    size: tuple[Breadth, Breadth] = Field(
        description="Units wide, lines high (of a photo with its caption; quote and box: at most)"
    )
    caption: Annotated[CaptionPlace, choice(CaptionPlace)] = Field(
        default="below", description="Of a photo: whether its caption is set"
    )


class SlotForm(Form):
    """A place for stories."""

    like: Line = Field(default="", description="Another slot of the template, or template/slot, to begin from")
    at: tuple[Step, Step] = Field(default=(0, 0), description="First unit, first line, counted from 0")
    size: tuple[Breadth, Breadth] = Field(
        default=(REST, REST), description="How many units wide, how many lines high; rest: to the edge"
    )
    columns: Annotated[int, whole(1, 12)] = Field(default=1, description="Columns of text")
    gutter: Extent | None = Field(default=None, description="White between columns; absent: that of the grid")
    takes: Annotated[tuple[Takes, ...], OneOrMore] = Field(
        default=("article", "brief", "notice", "timeline", "table"), description="Kinds of stories that fit here"
    )
    priority: Annotated[int, whole(1, 5)] = Field(default=3, description="Rank of the story that it is made for")
    styles: dict[str, Line] = Field(
        default_factory=dict, description="Styles used here in place of others", examples=[{"title": "title-lead"}]
    )
    head: Head = Field(default=ALL, description="Columns below the headline: a number, all, or none (no headline)")
    many: YesNo = Field(default=False, description="A list of stories flows through, one after another")
    bands: YesNo = Field(default=False, description="Of many: each story spans all columns, its columns balanced")
    fill: YesNo = Field(default=False, description="Photos are cropped so that the slot is full")
    fit: Annotated[tuple[Annotated[FitMeans, choice(FitMeans)], ...], OneOrMore] = Field(
        default=(),
        description="What else a story may do to fill the slot: leave out pull-quotes (quotes) or the deck (deck), "
        "be set as `strain` of its styles allows (stretch), take a smaller or a longer headline (headline)",
    )
    continues: YesNo = Field(
        default=False, description="For the rest of a story that opened on an earlier page; the program opens none here"
    )
    teaser: YesNo = Field(default=False, description="Announces a story that stands on another page")
    drop_cap: Annotated[int, whole(0, 8)] = Field(default=0, alias="drop-cap", description="Lines of the initial")
    photos: tuple[PhotoPlaceForm, ...] = Field(default=(), description="Places for the photos of its story, in order")
    wraps: tuple[WrapForm, ...] = Field(
        default=(), description="Places amid its columns that the text flows round, for what `photos` leaves"
    )
    ground: Line = Field(default="none", description="Colour of a tint behind the slot")
    inset: Extent = Field(default=0, description="White inside the tint")
    column_rule: Line = Field(default="none", alias="column-rule", description="Colour of lines between columns")
    rule: Line = Field(default="none", description="Colour of a line along the top")
    rule_weight: Weight = Field(default=700, alias="rule-weight", description="How thick that line is")


class FurnitureForm(Form):
    """What belongs to the page, not to a story."""

    kind: Annotated[FurnitureKind, choice(FurnitureKind)] = Field(
        description="masthead, contents, imprint; panel: a tint; rule: a line; label: fixed text; ornament: one in the "
        "middle of its area; band: one beside the other along it; border: round it, `inset` wide"
    )
    at: tuple[Step, Step] = Field(default=(0, 0), description="First unit, first line, counted from 0")
    size: tuple[Breadth, Breadth] = Field(default=(REST, REST), description="Units wide, lines high; rest: to the edge")
    text: Line = Field(default="", description="Of a label: what it says")
    style: Line = Field(default="", description="Of a label: the style it is set in")
    colour: Line = Field(default="none", description="Of a panel or a rule; of contents and imprint, the tint behind")
    bleed: YesNo = Field(default=False, description="Runs on over the edges of the page that it reaches")
    columns: Annotated[int, whole(1, 12)] = Field(default=1, description="Of contents and imprint: columns")
    inset: Extent = Field(
        default=0, description="Of contents and imprint: white inside the tint; of a border: its width"
    )
    weight: Weight = Field(default=700, description="Of a rule: how thick it is")
    ornament: Line = Field(default="", description="Of ornament, band and border: a name of ornaments.yaml")
    corner: Line = Field(default="", description="Of a border: the ornament at its corners, drawn for the top left")


class TemplateForm(Form):
    """A page template."""

    like: Line = Field(default="", description="Another template to begin from; slots of one name are merged")
    description: Line = Field(default="", description="What the page is for, in a sentence")
    place: Annotated[PagePlace, choice(PagePlace)] = Field(
        default="inner", description="Where in an issue it may stand"
    )
    running: YesNo = Field(default=True, description="Folio and running head are set")
    mirror: YesNo = Field(default=False, description="Slots and furniture swap sides on left pages")
    styles: dict[str, Line] = Field(default_factory=dict, description="Styles used in all slots in place of others")
    slots: dict[str, SlotForm] = Field(default_factory=dict, description="Places for stories, by name")
    furniture: tuple[FurnitureForm, ...] = Field(default=(), description="What belongs to the page")
