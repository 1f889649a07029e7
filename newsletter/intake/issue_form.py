"""The forms of issue.yaml and of an article's front matter: which keys there are, what each takes, what it means.

``newsletter schema`` makes JSON Schemas of them: descriptions and examples are what an editor reads while typing.
"""

from typing import Annotated, Literal, get_args

from newsletter.intake.scalars import Day, Line, choice, length, number, whole
from newsletter.intake.validate import Field, Form
from newsletter.model.article import Kind
from newsletter.model.house import Dates, IOrY, Level, Tone
from newsletter.model.issue import Binding, PressMark, PressStandard
from newsletter.units import Mpt, mm

Jump = Literal["allowed", "never"]
PhotoShape = Literal["box", "alpha"]
Share = Annotated[float, number(0, 1)]


class ReleaseForm(Form):
    """The days between which the issue comes out."""

    start: Annotated[Day, Field(alias="from", description="First day", examples=["2022-10-01"])]
    end: Annotated[Day, Field(alias="to", description="Last day", examples=["2022-10-31"])]


class UnitForm(Form):
    """A body that sends articles."""

    id: Line = Field(description="Short name that articles use in `unit`", examples=["tuyen-giao"])
    name: Line = Field(description="Name as printed", examples=["Ban Tuyên giáo Đảng ủy Khối"])
    articles: Annotated[int, whole(0, 999)] = Field(
        default=0, description="How many articles are expected", examples=[2]
    )
    senders: tuple[Line, ...] = Field(
        default=(), description="Mail addresses from which it sends, for `collect`", examples=[["tuyengiao@example.vn"]]
    )


class ImprintForm(Form):
    """What the law wants on the last page; each line is printed as written."""

    license: Line | None = Field(
        default=None, description="Licence: number, authority, day", examples=["Giấy phép số …"]
    )
    publisher: Line | None = Field(default=None, description="The person responsible for publication")
    printer: Line | None = Field(default=None, description="Where it is printed", examples=["In tại Công ty In …"])
    print_run: Line | None = Field(
        default=None, description="Copies and trim size", examples=["In 500 cuốn, khuôn khổ 19 x 27 cm"]
    )
    periodicity: Line | None = Field(
        default=None, description="How often it appears", examples=["Xuất bản ba tháng một kỳ"]
    )
    lines: tuple[Line, ...] = Field(default=(), description="Further lines; **bold** and *italic* may be used")


class PressForm(Form):
    """What the print shop asks for."""

    standard: Annotated[PressStandard, choice(PressStandard)] = Field(default="pdfx1a", description="PDF/X standard")
    profile: Line = Field(
        default="FOGRA39", description="Printing condition: a name, or an .icc file in the issue folder"
    )
    bleed: Annotated[Mpt, length(0, mm(20), "0mm … 20mm")] = Field(default=mm(3), description="Bleed", examples=["3mm"])
    min_ppi: Annotated[int, whole(1, 2400)] = Field(default=250, description="Least resolution of photos as printed")
    max_ink: Annotated[int, whole(100, 400)] = Field(
        default=300, description="Most ink in per cent over any 15 x 15 mm"
    )
    marks: tuple[Annotated[PressMark, choice(PressMark)], ...] = Field(
        default=get_args(PressMark), description="Marks round the trim; fold marks stand where `folds` says"
    )
    folds: tuple[Annotated[Mpt, length(0, mm(2000), "0mm … 2000mm")], ...] = Field(
        default=(), description="Where the page is folded: lengths from its left edge", examples=[["95mm"]]
    )
    binding: Annotated[Binding, choice(Binding)] = Field(
        default="saddle",
        description="How it is bound: `saddle` (stitched: pages in fours), `perfect` (glued: an even number), or `none`",
    )


class JobForm(Form):
    """What the print shop is asked for, for the job ticket; what is absent is filled in by hand."""

    stock: Line = Field(default="", description="Paper", examples=["Bìa couché 200 g/m², ruột couché 120 g/m²"])
    run: Annotated[int, whole(1, 9_999_999)] | None = Field(default=None, description="Copies", examples=[500])
    finishing: Line = Field(default="", description="After printing", examples=["Cán mờ bìa, xén ba mặt"])
    contact: Line = Field(default="", description="Whom the print shop asks", examples=["Văn phòng, điện thoại …"])
    delivery: Day | None = Field(default=None, description="The day the copies are wanted", examples=["2022-10-28"])


class ReviewerForm(Form):
    """Somebody who reads proofs."""

    name: Line = Field(description="As it stands in their notes", examples=["Nguyễn Thị Hà"])
    role: Line = Field(default="", description="What they answer for", examples=["Trưởng ban biên tập"])


class ReviewForm(Form):
    """Who reads proofs and signs them off."""

    reviewers: tuple[ReviewerForm, ...] = Field(
        default=(), description="Who is to send notes on every proof; `review status` tells who has not"
    )
    sign_offs: tuple[Line, ...] = Field(
        default=(),
        description="Roles that must sign off before a press file is made",
        examples=[["Trưởng ban biên tập", "Người chịu trách nhiệm xuất bản"]],
    )


class HouseForm(Form):
    """House style: what `check` holds the text of the issue to."""

    tone: Annotated[Tone, choice(Tone)] = Field(
        default="keep",
        description="Place of tone marks: `old` (hòa, thủy), `new` (hoà, thuỷ), `keep` (mixtures are told)",
    )
    i_y: Annotated[IOrY, choice(IOrY)] = Field(
        default="keep", description="`y` (kỷ niệm, lý luận), `i` (kỉ niệm, lí luận), `keep` (mixtures are told)"
    )
    dates: Annotated[Dates, choice(Dates)] = Field(
        default="keep",
        description="`padded` (02/09/2022), `decree` (02/9/2022), `plain` (2/9/2022), `keep` (mixtures are told)",
    )
    levels: dict[str, Annotated[Level, choice(Level)]] = Field(
        default_factory=dict,
        description="How grave a problem of text is: its code, and `off`, `note`, `warning` or `error`",
        examples=[{"NL350": "off", "NL708": "error"}],
    )


class IssueForm(Form):
    """issue.yaml: one issue of the newsletter."""

    title: Line = Field(description="Name of the newsletter, as in the masthead", examples=["Bản tin nội bộ"])
    edition: Line | None = Field(default=None, description="Number or name of this issue", examples=["Số đặc biệt"])
    organization: Line | None = Field(
        default=None, description="The issuing body", examples=["Đảng bộ Khối các cơ quan tỉnh …"]
    )
    occasion: Line | None = Field(
        default=None, description="What the issue marks", examples=["Kỷ niệm 68 năm Ngày truyền thống"]
    )
    date: Day = Field(description="Printed on the masthead; never taken from the clock", examples=["2022-10-20"])
    deadline: Day | None = Field(default=None, description="Pieces are due before this day; received on it is late")
    release: ReleaseForm | None = Field(
        default=None, description="When it comes out", examples=[{"from": "2022-10-01", "to": "2022-10-31"}]
    )
    language: Line = Field(default="vi", description="Language of the text (BCP 47)", examples=["vi"])
    layout: Line = Field(
        default="ban-tin-19x27", description="Folder of the layout: in the issue, in layouts/, or built in"
    )
    sections: tuple[Line, ...] = Field(default=(), description="Sections in the order in which they are printed")
    units: tuple[UnitForm, ...] = Field(default=(), description="Who is expected to send what")
    imprint: ImprintForm = Field(default_factory=ImprintForm, description="Imprint on the last page")
    press: PressForm = Field(default_factory=PressForm, description="For the print shop")
    job: JobForm = Field(default_factory=JobForm, description="For the job ticket")
    review: ReviewForm = Field(default_factory=ReviewForm, description="For proofs and sign-offs")
    style: HouseForm = Field(default_factory=HouseForm, description="House style: what `check` holds the text to")
    pages: Annotated[int, whole(1, 9999)] | None = Field(
        default=None, description="Exact number of pages; absent: as many as needed"
    )


class KeyForm(Form):
    """Who, or what, is where in a photo."""

    at: tuple[Share, Share] = Field(description="The point: x, y from the top left, 0 … 1", examples=[[0.2, 0.4]])
    name: Line = Field(description="As printed below the photo", examples=["Đồng chí Trưởng ban"])


class PhotoForm(Form):
    """A photo of the article."""

    file: Line = Field(description="Path from the issue folder", examples=["photos/hoi-nghi.jpg"])
    caption: Line | None = Field(default=None, description="Caption as printed")
    credit: Line | None = Field(default=None, description="Who took it, as printed", examples=["Ảnh: Minh Anh"])
    focus: tuple[Share, Share] | None = Field(
        default=None,
        description="The point to keep when cropping: x, y from the top left, 0 … 1; absent: what stands out in the photo",
    )
    span: Annotated[int, whole(1, 12)] | None = Field(
        default=None, description="How many columns wide; absent: the layout decides"
    )
    shape: Annotated[PhotoShape, choice(PhotoShape)] = Field(
        default="box",
        description="What text beside it follows, in a `wraps` place: its box, or what its alpha channel shows",
    )
    polygon: tuple[tuple[Share, Share], ...] = Field(
        default=(),
        description="The same by hand: corners as x, y from the top left, 0 … 1; beside text the photo is cut to them",
    )
    key: tuple[KeyForm, ...] = Field(
        default=(), description="Numbers on a group photo, from 1 on, and the names that stand for them below it"
    )
    alt: Line = Field(default="", description="The picture in words, for those who cannot see it")


class ArticleForm(Form):
    """Front matter of an article."""

    title: Line = Field(description="Headline", examples=["Sáu mươi tám năm xây dựng và trưởng thành"])
    kicker: Line | None = Field(default=None, description="Line above the headline", examples=["Kỷ niệm 68 năm"])
    deck: Line | None = Field(default=None, description="Sentence below the headline")
    author: Line | None = Field(default=None, description="Byline; absent: the name of the unit")
    unit: Line = Field(default="", description="Who sent it: an id of `units` in issue.yaml", examples=["tuyen-giao"])
    section: Line = Field(default="", description="One of `sections` in issue.yaml", examples=["Xã luận"])
    kind: Annotated[Kind, choice(Kind)] = Field(default="article", description="What kind of piece it is")
    priority: Annotated[int, whole(1, 5)] = Field(default=3, description="1 is the lead, 5 a filler")
    received: Day | None = Field(default=None, description="The day it came in", examples=["2022-09-10"])
    approved: Day | None = Field(
        default=None, description="The day the editorial board passed it", examples=["2022-09-20"]
    )
    page: Annotated[int, whole(1, 9999)] | None = Field(default=None, description="The page on which it must begin")
    jump: Annotated[Jump, choice(Jump)] = Field(default="allowed", description="May it be continued on another page?")
    photos: tuple[PhotoForm, ...] = Field(
        default=(), description="Photos that the layout places; those in the text stay there"
    )
