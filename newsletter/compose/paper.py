"""Plain sheets: what a report or a ticket says becomes pages of A4, set with our own faces on a grid of half lines.

Blocks come in reading order. Each becomes pieces that are never parted; a page takes the pieces that it holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from newsletter.colour import BLACK, Cmyk
from newsletter.compose.furniture import put
from newsletter.compose.itemise import Caster
from newsletter.compose.setting import Measure, Words, set_text
from newsletter.compose.solid import on_grid, placed
from newsletter.geometry import Insets, Rect, Size
from newsletter.model.article import Align, Photo, unplaced
from newsletter.model.layout import FaceSpec, Style
from newsletter.pages.items import Item, Line, Page, Panel, Picture, Stroke
from newsletter.problems import Severity
from newsletter.units import Mpt, mm, share

A4 = Size(mm(210), mm(297))
MARGINS = Insets(top=mm(18), bottom=mm(20), inside=mm(24), outside=mm(18))
"""The left one is wide enough for a punch: tickets are filed."""
STEP: Mpt = 6000
"""Half a line of text: every height is a multiple of it."""
DROP: Mpt = 9000
"""From the top of a line of text down to its baseline."""
HAIRLINE: Mpt = 350
KEYS = mm(44)
"""Width of the column of keys, its gutter included."""
GUTTER = mm(4)
WRITING = 3
"""Half lines of a row that is filled in by hand."""
SIGNING = 9
"""Half lines of a box to sign in."""

_SANS, _LABEL, _SERIF = "Source Sans 3", "Roboto Condensed", "Source Serif 4"
_ACCENT, _GREY, _RULE, _MIST = Cmyk(150, 1000, 900, 100), Cmyk(0, 0, 0, 650), Cmyk(0, 0, 0, 250), Cmyk(0, 0, 0, 50)
_GOOD = Cmyk(800, 200, 900, 150)
_GRADES: dict[Severity, Cmyk] = {
    "error": Cmyk(50, 950, 900, 50),
    "warning": Cmyk(0, 500, 950, 100),
    "note": Cmyk(850, 400, 0, 100),
}
_NOWHERE = Words("", "furniture")


class Banner(NamedTuple):
    """What the sheet is (``kicker``), of what (``title``, ``deck``); stands at its head."""

    kicker: str
    title: str
    deck: str = ""


class Heading(NamedTuple):
    text: str


class Prose(NamedTuple):
    text: str
    quiet: bool = False
    """Small and grey: a remark."""


class Pairs(NamedTuple):
    """Keys and values; where a value is "", a line is drawn to write on."""

    rows: tuple[tuple[str, str], ...]


class Grid(NamedTuple):
    """A table; ``shares`` are the widths of its columns in parts of their sum. ``figures`` are set at the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    figures: bool = False


class Stamp(NamedTuple):
    """The outcome in one sentence; ``grade`` None = good."""

    grade: Severity | None
    text: str


class Finding(NamedTuple):
    """A problem: its severity in words (``label``), code, place, sentence and remedy."""

    grade: Severity
    label: str
    code: str
    where: str
    said: str
    remedy: str = ""


class Signatures(NamedTuple):
    """Boxes side by side, each with who signs there."""

    labels: tuple[str, ...]


class Gallery(NamedTuple):
    """Pictures of one shape in rows of ``across``, each over its label."""

    pictures: tuple[tuple[Photo, str], ...]
    across: int


Block = Banner | Heading | Prose | Pairs | Grid | Stamp | Finding | Signatures | Gallery


class Sheet(NamedTuple):
    """``foot`` is the line at the foot of each page, beside which its number stands."""

    foot: str
    blocks: tuple[Block, ...]


class _Piece(NamedTuple):
    """Items from (0, 0), ``steps`` half lines high, ``before`` more below what stands above.

    ``keeps``: it stays with the next.
    """

    items: tuple[Item, ...]
    steps: int
    before: int = 0
    keeps: bool = False


def _style(name: str, family: str, weight: int, size: Mpt, leading: Mpt, colour: Cmyk = BLACK) -> Style:
    face = FaceSpec(family, weight)
    return Style(name=name, face=face, bold=face, emphasis=face, bold_emphasis=face, size=size, leading=leading,
                 colour=colour, steps=(size,))  # fmt: skip


_TEXT = _style("text", _SANS, 400, 9500, 12000)
_STRONG = _style("strong", _SANS, 600, 9500, 12000)
_REMARK = _style("remark", _SANS, 400, 8500, 12000, _GREY)
_KEY = _style("key", _SANS, 400, 9500, 12000, _GREY)
_HEAD = _style("head", _LABEL, 700, 12000, 18000, _ACCENT)
_CELL_HEAD = _style("cell-head", _LABEL, 500, 9000, 12000, _GREY)
_MARK = _style("mark", _LABEL, 700, 9000, 12000)
_KICKER = _style("kicker", _LABEL, 700, 11000, 12000, _ACCENT)._replace(caps=True, tracking=60)
_TITLE = _style("title", _SERIF, 700, 21000, 24000)._replace(face=FaceSpec(_SERIF, 700, optical=24), steps=(21000,))
_DECK = _style("deck", _SANS, 400, 11000, 15000, _GREY)
_STYLES = (_TEXT, _STRONG, _REMARK, _KEY, _HEAD, _CELL_HEAD, _MARK, _KICKER, _TITLE, _DECK)
PAPER_FACES: tuple[FaceSpec, ...] = tuple(dict.fromkeys(style.face for style in _STYLES))
"""What the book of the caster must have open."""


def set_paper(sheet: Sheet, caster: Caster) -> tuple[Page, ...]:
    """The pages of a sheet."""
    setter = _Setter(caster, A4.width - MARGINS.inside - MARGINS.outside)
    depth = (A4.height - MARGINS.top - MARGINS.bottom) // STEP
    pages = list(_paged([piece for block in sheet.blocks for piece in setter.block(block)], depth))
    return tuple(
        Page(
            number, str(number), "paper", left=False, items=items, furniture=setter.foot(sheet.foot, number, len(pages))
        )
        for number, items in enumerate(pages, 1)
    )


def _paged(pieces: Sequence[_Piece], depth: int) -> Iterator[tuple[Item, ...]]:
    """The items of each page; one piece that is higher than a page runs over its foot."""
    items: list[Item] = []
    at = 0
    for number, piece in enumerate(pieces):
        above = piece.before if at else 0
        if at and at + above + _needed(pieces, number) > depth:
            yield tuple(items)
            items, at, above = [], 0, 0
        items += placed(piece.items, MARGINS.inside, MARGINS.top + (at + above) * STEP)
        at += above + piece.steps
    yield tuple(items)


def _needed(pieces: Sequence[_Piece], first: int) -> int:
    """How many half lines a piece takes with all that it keeps to itself."""
    needed = pieces[first].steps
    while pieces[first].keeps and first + 1 < len(pieces):
        first += 1
        needed += pieces[first].before + pieces[first].steps
    return needed


class _Setter(NamedTuple):
    """Turns blocks into pieces that are ``width`` wide."""

    caster: Caster
    width: Mpt

    def block(self, block: Block) -> Iterable[_Piece]:
        match block:
            case Banner():
                return (self.banner(block),)
            case Heading(text):
                lines, height = self.lines(text, _HEAD, 0, self.width)
                return (_Piece(lines, _steps(height), before=2, keeps=True),)
            case Prose(text, quiet):
                lines, height = self.lines(text, _REMARK if quiet else _TEXT, 0, self.width)
                return (_Piece(lines, _steps(height), before=1),)
            case Pairs(rows):
                return (self.pair(key, value) for key, value in rows)
            case Grid():
                return self.grid(block)
            case Stamp():
                return (self.stamp(block),)
            case Finding():
                return (self.finding(block),)
            case Signatures(labels):
                return (self.signatures(labels),)
            case Gallery(pictures, across):
                starts = range(0, len(pictures), across)
                return (self.pictures(pictures[start : start + across], across) for start in starts)
            case _:
                assert_never(block)

    def lines(self, text: str, style: Style, x: Mpt, width: Mpt) -> tuple[tuple[Line, ...], Mpt]:
        """A text from y 0 down, and its height; lines of text stand on the grid."""
        lines, height = set_text(unplaced(text), style, self.caster, Measure(x, width), _NOWHERE)
        return (on_grid(lines, style.leading, DROP) if style.leading == 2 * STEP else lines), height

    def one(self, text: str, style: Style, x: Mpt, align: Align) -> tuple[Line, ...]:
        """The first line of a text, with its left edge, middle or right edge at ``x``."""
        lines, _ = self.lines(text, style, 0, self.width)
        return tuple(put(line, x, align, line.baseline) for line in lines[:1])

    def banner(self, banner: Banner) -> _Piece:
        items: list[Item] = []
        y: Mpt = 0
        for text, style in ((banner.kicker, _KICKER), (banner.title, _TITLE), (banner.deck, _DECK)):
            lines, height = self.lines(text, style, 0, self.width)
            items += placed(lines, 0, y)
            y += height + (STEP // 2 if height else 0)
        foot = _steps(y) * STEP + STEP
        items.append(Panel(Rect(0, foot - 2000, self.width, foot), _ACCENT))
        return _Piece(tuple(items), foot // STEP)

    def pair(self, key: str, value: str) -> _Piece:
        keys, height = self.lines(key, _KEY, 0, KEYS - GUTTER)
        values, depth = self.lines(value, _TEXT, KEYS, self.width - KEYS)
        if not value:
            y = STEP * (WRITING - 1)
            return _Piece((*placed(keys, 0, STEP // 2), _dots(KEYS, self.width, max(y, height))),
                          max(WRITING, _steps(height) + 1))  # fmt: skip
        return self._row((*keys, *values), max(height, depth))

    def grid(self, grid: Grid) -> Iterator[_Piece]:
        widths = [self.width * part // sum(grid.shares) for part in grid.shares]
        head, text = (style._replace(align="right" if grid.figures else "left") for style in (_CELL_HEAD, _TEXT))
        yield self._row(*self._cells(grid.head, widths, head), _GREY)._replace(keeps=True)
        for row in grid.rows:
            yield self._row(*self._cells(row, widths, text))

    def _cells(self, cells: Sequence[str], widths: Sequence[Mpt], style: Style) -> tuple[tuple[Item, ...], Mpt]:
        """Cells side by side and how deep they are; the gutter stands where the text does not begin."""
        found: list[Item] = []
        x = deepest = 0
        for cell, width in zip(cells, widths, strict=True):
            left = x + GUTTER if style.align == "right" else x
            lines, height = self.lines(cell, style, left, width - GUTTER)
            found += lines
            deepest = max(deepest, height)
            x += width
        return tuple(found), deepest

    def _row(self, items: tuple[Item, ...], height: Mpt, colour: Cmyk = _RULE) -> _Piece:
        """A row with white above and below and a hairline at its foot."""
        steps = _steps(height) + 1
        rule = Panel(Rect(0, steps * STEP - HAIRLINE, self.width, steps * STEP), colour)
        return _Piece((*placed(items, 0, STEP // 2), rule), steps)

    def stamp(self, stamp: Stamp) -> _Piece:
        colour = _GRADES[stamp.grade] if stamp.grade else _GOOD
        lines, height = self.lines(stamp.text, _STRONG, STEP * 2, self.width - STEP * 3)
        foot = (_steps(height) + 2) * STEP
        ground = (Panel(Rect(0, 0, self.width, foot), _MIST), Panel(Rect(0, 0, STEP, foot), colour))
        return _Piece((*ground, *placed(lines, 0, STEP)), foot // STEP, before=2)

    def finding(self, finding: Finding) -> _Piece:
        """Severity and code, the place at the right; under them what is wrong, and what to do."""
        colour = _GRADES[finding.grade]
        left = STEP * 2
        items: list[Item] = [
            *self.one(f"{finding.label} {finding.code}", _MARK._replace(colour=colour), left, "left"),
            *self.one(finding.where, _REMARK, self.width, "right"),
        ]
        y = 2 * STEP
        for text, style in ((finding.said, _TEXT), (finding.remedy, _REMARK)):
            lines, height = self.lines(text, style, left, self.width - left)
            items += placed(lines, 0, y)
            y += height
        bar = Panel(Rect(0, 1500, 2500, y - 500), colour)
        return _Piece((bar, *items), _steps(y), before=1)

    def signatures(self, labels: tuple[str, ...]) -> _Piece:
        widths = share(self.width - (len(labels) - 1) * GUTTER, len(labels))
        items: list[Item] = []
        x = 0
        for label, width in zip(labels, widths, strict=True):
            lines, _ = self.lines(label, _CELL_HEAD, x + STEP, width - 2 * STEP)
            items.append(Stroke(Rect(x, 0, x + width, SIGNING * STEP), _RULE, HAIRLINE * 2))
            items += placed(lines, 0, STEP // 2)
            x += width + GUTTER
        return _Piece(tuple(items), SIGNING, before=3)

    def pictures(self, row: Sequence[tuple[Photo, str]], across: int) -> _Piece:
        """One row of a gallery, as high as its tallest picture."""
        widths = share(self.width - (across - 1) * GUTTER, across)
        heights = [width * photo.pixels[1] // photo.pixels[0] for (photo, _), width in zip(row, widths, strict=False)]
        foot = _steps(max(heights)) * STEP
        items: list[Item] = []
        x = 0
        for (photo, label), width, height in zip(row, widths, heights, strict=False):
            box = Rect(x, 0, x + width, height)
            items += [Picture("", photo, box, (0, 0, 1, 1)), Stroke(box, _RULE, HAIRLINE)]
            items += placed(self.one(label, _REMARK, x + width // 2, "centre"), 0, foot)
            x += width + GUTTER
        return _Piece(tuple(items), foot // STEP + 2, before=1)

    def foot(self, text: str, number: int, count: int) -> tuple[Item, ...]:
        """The line at the foot of a page, in the margin."""
        said = self.one(text, _REMARK, 0, "left")
        page = self.one(f"{number}/{count}", _REMARK, self.width, "right")
        rule = Panel(Rect(0, 0, self.width, HAIRLINE), _RULE)
        return placed((rule, *said, *page), MARGINS.inside, A4.height - MARGINS.bottom + STEP)


def _steps(height: Mpt) -> int:
    return -(-height // STEP)


def _dots(x0: Mpt, x1: Mpt, y: Mpt) -> Stroke:
    """A line to write on."""
    return Stroke(Rect(x0, y, x1, y), _GREY, HAIRLINE, dash=1000)
