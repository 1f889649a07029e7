"""Imposition: the pages of a PDF on the printer's sheets, in a new PDF of the same standard.

Every page becomes a Form XObject that is placed, turned and clipped to trim and bleed; its operators, fonts and photos
stay byte for byte what they were. Printing condition, Info and XMP come along, so a PDF/X file stays one.
"""

from typing import BinaryIO, NamedTuple

from newsletter.finish.arrangement import Arrangement, Wish, arrange
from newsletter.finish.copying import Copier
from newsletter.finish.lettering import Lettering, open_lettering
from newsletter.finish.schemes import Edge, padded
from newsletter.finish.sheetmarks import SheetMark, crowded_out, sheet_marks, slug_place
from newsletter.finish.sheets import (
    GRIPPER,
    MILLING,
    Forme,
    Placed,
    Setup,
    parse_sheet,
)
from newsletter.finish.source import (
    Damaged,
    Source,
    SourcePage,
    open_source,
    shown_numbers,
    shown_size,
)
from newsletter.geometry import Rect, Size
from newsletter.problems import Outcome, Problem, error, has_errors, note, warning
from newsletter.render.canvas import PdfFile, Ref, number, text_string
from newsletter.render.pdf import press_resources
from newsletter.units import Mpt, mm, to_mm

SLUG_SIZE: Mpt = 6000
LEAST_BLEED: Mpt = mm(2)
"""With less, a cut that is a hair off leaves white."""
NUP_SHEET = "65x86"
_TURNS: dict[Edge, int] = {"top": 0, "left": 1, "bottom": 2, "right": 3}
_ROTATIONS = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
"""Quarter turns to the left as the matrix a b c d (ISO 32000-1, 8.3.3)."""


class Job(NamedTuple):
    """What is asked for; None leaves a length to the scheme: the gripper to the paper (12 mm where a sheet is named), the
    gutter to the bleed (twice), the bleed to the file. ``name`` stands on the slug."""

    wish: Wish
    sheet: Size | None = None
    creep: Mpt = 0
    milling: Mpt | None = None
    gripper: Mpt | None = None
    gutter: Mpt | None = None
    bleed: Mpt | None = None
    marks: frozenset[SheetMark] = frozenset()
    name: str = ""


class Planned(NamedTuple):
    """A file that can be imposed as the job asks, and how."""

    source: Source
    setup: Setup
    arrangement: Arrangement

    @property
    def paper(self) -> Size:
        """The sheet; of a reader's file the largest spread."""
        return max((forme.size for forme in self.arrangement.formes), key=lambda size: size.width * size.height)


def plan(file: BinaryIO, job: Job) -> Outcome[Planned]:
    """The file read and its pages arranged, nothing written; with all that is wrong. It has to stay open for ``impose``."""
    opened = open_source(file)
    if opened.value is None or has_errors(opened.problems):
        return Outcome(None, opened.problems)
    source = opened.value
    setup = _setup(source, job)
    arranged = arrange(len(source.pages), job.wish, setup)
    problems = [*opened.problems, *arranged.problems]
    if arranged.value is None:
        return Outcome(None, tuple(problems))
    problems += _remarks(source, setup, arranged.value, job)
    return Outcome(Planned(source, setup, arranged.value), tuple(problems))


def impose(planned: Planned, job: Job, sink: BinaryIO) -> tuple[Problem, ...]:
    """Write the sheets to a sink. With an error among the problems, what was written is for the caller to throw away."""
    lettering: Outcome[Lettering] = open_lettering(press=True) if "slug" in job.marks else Outcome(None)
    if has_errors(lettering.problems):
        return lettering.problems
    try:
        _Press(planned.source, job, lettering.value, sink).print(planned.arrangement)
    except Damaged as fault:
        return (*lettering.problems, error("NL652", reason=str(fault)))
    return lettering.problems


def _setup(source: Source, job: Job) -> Setup:
    """Lengths settled: what the job leaves open follows from scheme, paper and file."""
    scheme, trim = job.wish.scheme, source.pages[0].size
    if scheme == "reader":
        return Setup(trim, marked=False)
    there = max(page.bleed for page in source.pages)
    bleed = there if job.bleed is None else min(job.bleed, there)
    sheet = job.sheet or (parse_sheet(NUP_SHEET) if scheme == "nup" else None)
    return Setup(
        trim=trim,
        bleed=bleed,
        gutter=2 * bleed if job.gutter is None else job.gutter,
        milling=(MILLING if job.milling is None else job.milling) if scheme == "perfect" else 0,
        creep=job.creep if scheme != "nup" else 0,
        gripper=(GRIPPER if sheet else 0) if job.gripper is None else job.gripper,
        sheet=sheet,
        marked=bool(job.marks),
    )


def _remarks(source: Source, setup: Setup, arrangement: Arrangement, job: Job) -> list[Problem]:
    """What is worth knowing of a job that can be done."""
    found: list[Problem] = []
    if job.wish.scheme == "reader":
        return found
    if arrangement.blanks:
        after = padded(len(source.pages), 4, job.wish.blanks).index(0)
        found.append(note("NL658", blanks=arrangement.blanks, pages=len(source.pages), after=after))
    bare = [page.number for page in source.pages if page.has_trim and page.bleed < LEAST_BLEED]
    if bare:
        found.append(warning("NL660", pages=shown_numbers(bare), bleed=round(to_mm(setup.bleed), 1)))
    crowded = sorted({mark for forme in arrangement.formes for mark in crowded_out(forme, job.marks)})
    if crowded:
        found.append(warning("NL662", marks=", ".join(crowded)))
    return found


class _Press:
    """Prints sides of sheets into a PDF."""

    def __init__(self, source: Source, job: Job, lettering: Lettering | None, sink: BinaryIO) -> None:
        self._source, self._job, self._lettering = source, job, lettering
        self._pdf = PdfFile(sink, source.version)
        self._copier = Copier(source, self._pdf)
        self._forms: dict[int, Ref] = {}
        self._shared = ""

    def print(self, arrangement: Arrangement) -> None:
        pdf = self._pdf
        tree = pdf.reserve()
        self._shared = press_resources(pdf) if self._job.marks else ""
        sides = [self._side(forme, tree, arrangement) for forme in arrangement.formes]
        pdf.write(tree, f"<</Type/Pages/Count {len(sides)}/Kids[{' '.join(sides)}]>>")
        if self._lettering is None:
            pdf.write(pdf.fonts, "<<>>")
        else:
            self._lettering.finish(pdf)
        labels = _labels(arrangement)
        root = pdf.add(f"<</Type/Catalog/Pages {tree}{self._copier.catalogue()}/PageLabels<</Nums[{labels}]>>>>")
        info = self._copier.info()
        self._copier.finish()
        pdf.close(root, info)

    def _side(self, forme: Forme, tree: Ref, arrangement: Arrangement) -> Ref:
        pdf, marks = self._pdf, self._job.marks
        pages = self._source.pages
        drawn = [_show(placed, pages[placed.page - 1]) for placed in forme.pages if placed.page]
        drawn.append(sheet_marks(forme, marks, arrangement.sheets).decode("ascii"))
        drawn.append(self._slug(forme, arrangement))
        contents = pdf.reserve()
        pdf.deflated(contents, "", "".join(drawn).encode("ascii"))
        numbers = sorted({placed.page for placed in forme.pages if placed.page})
        forms = "".join(f"/P{page} {self._form(page)}" for page in numbers)
        resources = f"/Resources<</Font {pdf.fonts}{self._shared}/XObject<<{forms}>>>>"
        size = f"/MediaBox[0 0 {number(forme.size.width)} {number(forme.size.height)}]"
        boxes = f"{size}/BleedBox[{_corners(forme.bleed)}]/TrimBox[{_corners(forme.trim)}]"
        return pdf.add(f"<</Type/Page/Parent {tree}{boxes}{resources}/Contents {contents}>>")

    def _form(self, page: int) -> Ref:
        found = self._forms.get(page)
        if found is None:
            found = self._forms[page] = self._copier.form(self._source.pages[page - 1])
        return found

    def _slug(self, forme: Forme, arrangement: Arrangement) -> str:
        place = slug_place(forme)
        if self._lettering is None or place is None:
            return ""
        words = slug_words(forme, arrangement, self._job.name)
        size = SLUG_SIZE
        width = self._lettering.width(words, size)
        if width > place.room:
            size = size * place.room // width
        if not place.upward:
            return self._lettering.line(words, size, place.x, place.y)
        return f"q 0 1 -1 0 {number(place.x)} {number(place.y)} cm\n{self._lettering.line(words, size)}Q\n"


def slug_words(forme: Forme, arrangement: Arrangement, name: str) -> str:
    """What tells sheets apart: the file, sheet and side, signature, pages, the paper."""
    side = "in tự trở" if arrangement.one_plate else f"mặt {forme.letter}"
    parts = [name, f"tờ {forme.sheet}/{arrangement.sheets}", side]
    if arrangement.scheme == "perfect":
        parts.append(f"tay {forme.section}/{arrangement.sheets}")
    pages = sorted({placed.page for placed in forme.pages if placed.page})
    parts += [f"trang {shown_numbers(pages)}" if pages else "trắng", f"giấy {shown_size(forme.size)} mm"]
    return " · ".join(part for part in parts if part)


def _show(placed: Placed, page: SourcePage) -> str:
    """A page in its place: clipped, turned and moved, so that the corner of its trim meets that of the box."""
    a, b, c, d = _ROTATIONS[(_TURNS[placed.head] + page.turns) % 4]
    corners = [(a * x + c * y, b * x + d * y) for x in page.trim[::2] for y in page.trim[1::2]]
    left, foot = min(x for x, _ in corners), min(y for _, y in corners)
    scale = " ".join(f"{part * page.unit:g}" for part in (a, b, c, d))
    clip = placed.clip
    area = f"{number(clip.x0)} {number(clip.y0)} {number(clip.width)} {number(clip.height)} re W n"
    move = f"{number(placed.box.x0 - left)} {number(placed.box.y0 - foot)}"
    return f"q {area} {scale} {move} cm /P{placed.page} Do Q\n"


def _labels(arrangement: Arrangement) -> str:
    """Page labels (ISO 32000-1, 12.4.2): sheet and side, or the pages that a reader sees."""
    labels = []
    for index, forme in enumerate(arrangement.formes):
        spread = "-".join(str(placed.page) for placed in forme.pages)
        shown = spread if arrangement.scheme == "reader" else f"{forme.sheet}{forme.letter}"
        labels.append(f"{index}<</P{text_string(shown)}>>")
    return "".join(labels)


def _corners(box: Rect) -> str:
    return " ".join(number(edge) for edge in box)
