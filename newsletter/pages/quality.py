"""How well the body is set, counted from the display list: the figures of the build report, for the issue and page by page.

The definitions are those of a reader of the finished PDF: body lines alone, spacing on justified lines alone. Pages go
by once, in any order; what spans pages (widows, orphans) is told at the end from the ends of each column.
"""

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from newsletter.model.article import GLUED, Text
from newsletter.pages.items import Item, Line, Page, Picture
from newsletter.units import PT, Mpt

RIVER_LINES = 4
"""Word spaces below each other in so many lines are a river."""
RIVER_OVERLAP = 0.4
"""Share of the narrower of two word spaces that lies under the other."""
RIVER_WIDTH = 1.08
"""Only word spaces wider than this many natural ones take part."""
BREAK_IN_COLUMN = 1.5
"""Lines further apart than so many leadings do not follow each other."""
SHORT_LAST = 0.2
"""A last line under this share of the measure is a runt, as one of a single syllable is."""
CAPTION_LINES = 6
"""Captions begin within so many grid lines below their picture."""
FLUSH = 0.25
"""Grid lines within which feet of columns are even: captions and notes have a leading of their own."""
EACH = 3
"""Every so many justified lines are enough to tell how many characters a column holds."""

Flaw = Literal["widow", "orphan", "runt"]


class Quality(NamedTuple):
    """Lengths in pt; ``gap_over_2`` is a share 0 … 1. None where nothing could be measured."""

    gap_p95: float | None
    gap_sd: float | None
    gap_over_2: float | None
    rivers_per_100: float
    widows: int
    orphans: int
    runts: int
    baseline_error_max: float
    bottom_raggedness_max: float


class Column(NamedTuple):
    """A story's body lines in one column of a page.

    ``gaps``: of justified lines, top down; ``characters`` is what these hold in the mean. ``rivers``: the line in which each
    is one. ``runts`` and ``orphans`` stand below the head of the column; of its first line (``head``) the column before
    knows whether it begins a paragraph. ``short``: it would be a runt. ``ends``: the last line ends its paragraph.
    ``foot``: where the column ends, whatever stands there.
    """

    frame: str
    story: str
    lines: int
    characters: float
    gaps: tuple[float, ...]
    loosest: Line | None
    tightest: Line | None
    rivers: tuple[Line, ...]
    runts: tuple[Line, ...]
    orphan: Line | None
    head: Line
    short: bool
    ends: bool
    foot: Mpt

    @property
    def slot(self) -> str:
        return self.frame.partition("/")[0]

    @property
    def number(self) -> str:
        return self.frame.rpartition("/")[2]


class PageTally(NamedTuple):
    """A page in figures; ``phases`` counts its baselines by their place on the grid."""

    number: int
    columns: tuple[Column, ...]
    phases: Counter[Mpt]

    @property
    def lines(self) -> int:
        return sum(column.lines for column in self.columns)

    @property
    def justified(self) -> int:
        return sum(len(column.gaps) for column in self.columns)


class Tally:
    """What has been counted so far; ``grid`` is the distance of baselines in Mpt."""

    def __init__(self, grid: Mpt) -> None:
        self.grid = grid
        self.pages: list[PageTally] = []


def count(tally: Tally, page: Page) -> None:
    """Add a page."""
    tally.pages.append(measured(page, tally.grid))


def measured(page: Page, grid: Mpt) -> PageTally:
    """A page in figures."""
    columns: dict[tuple[str, str], list[Line]] = defaultdict(list)
    phases: Counter[Mpt] = Counter()
    others: list[Item] = []
    for item in page.items:
        if isinstance(item, Line) and item.role == "body":
            if item.runs and item.runs[0].shapes:
                columns[item.frame, item.story].append(item)
                phases[item.baseline % grid] += 1
        else:
            others.append(item)
    reach = CAPTION_LINES * grid
    found = [_column(frame, story, lines, others, reach) for (frame, story), lines in columns.items()]
    return PageTally(page.number, tuple(found), phases)


def quality(tally: Tally) -> Quality:
    """Of the whole issue."""
    return _figures(tally.pages, [flaw for _, flaw, _ in flaws(tally)], home(tally), tally.grid)


def page_qualities(tally: Tally) -> Iterator[tuple[PageTally, Quality]]:
    """Page by page, in order; a flaw belongs to the page on which its line stands.

    Baselines are measured from the grid of the issue, so that the greatest of the pages is the issue's.
    """
    on: dict[int, list[Flaw]] = defaultdict(list)
    for number, flaw, _ in flaws(tally):
        on[number].append(flaw)
    base = home(tally)
    for page in sorted(tally.pages, key=lambda page: page.number):
        yield page, _figures([page], on[page.number], base, tally.grid)


def flaws(tally: Tally) -> Iterator[tuple[int, Flaw, Line]]:
    """Widows, orphans and runts: page, which of them, its line; a paragraph of one line is none of them."""
    stories: dict[str, list[tuple[int, Column]]] = defaultdict(list)
    for page in sorted(tally.pages, key=lambda page: page.number):
        for column in page.columns:
            stories[column.story].append((page.number, column))
    for parts in stories.values():
        begins = True
        for number, column in parts:
            if column.head.ends and not begins:
                yield number, "widow", column.head
                if column.short:
                    yield number, "runt", column.head
            yield from ((number, "runt", line) for line in column.runts)
            if column.lines == 1 and begins and not column.ends:
                yield number, "orphan", column.head
            elif column.orphan is not None:
                yield number, "orphan", column.orphan
            begins = column.ends


def home(tally: Tally) -> Mpt:
    """The commonest place of baselines on the grid."""
    phases: Counter[Mpt] = Counter()
    for page in tally.pages:
        phases.update(page.phases)
    return min(phases, key=lambda phase: (-phases[phase], phase), default=0)


def off_grid(phases: Iterable[Mpt], base: Mpt, grid: Mpt) -> Mpt:
    """The greatest distance of baselines from the commonest place on the grid."""
    return max((min((phase - base) % grid, (base - phase) % grid) for phase in phases), default=0)


def feet(page: PageTally) -> list[list[Column]]:
    """Columns that should end together: those of a story in a slot, and those that stand side by side at a slot's foot.

    Where another story goes on below one that ends in mid-column, the column ends with the other.
    """
    slots: dict[str, list[Column]] = defaultdict(list)
    for column in page.columns:
        slots[column.slot].append(column)
    return [group for columns in slots.values() for group in _level(columns) if group]


def _level(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Of the columns of one slot."""
    stories: dict[str, list[Column]] = defaultdict(list)
    lowest: dict[str, Column] = {}
    for column in columns:
        stories[column.story].append(column)
        below = lowest.get(column.frame)
        if below is None or column.foot > below.foot:
            lowest[column.frame] = column
    last = max(lowest.values(), key=lambda column: column.foot)
    beside = [column for column in lowest.values() if column.foot > last.head.top]
    several = len({column.story for column in beside}) > 1
    if several:
        yield beside
    for own in stories.values():
        deepest = max(column.foot for column in own)
        kept = [one for one in own if not _followed(one, deepest, columns)]
        yield [one for one in kept if not (several and any(one is other for other in beside))]


def _followed(column: Column, deepest: Mpt, others: Sequence[Column]) -> bool:
    """Whether another story stands where this column is short of the deepest of its own."""
    return any(
        other.frame == column.frame and other.story != column.story and column.foot < other.head.baseline <= deepest
        for other in others
    )


def percentile(values: Iterable[float], share: float) -> float | None:
    ordered = sorted(values)
    if not ordered:
        return None
    at = (len(ordered) - 1) * share
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def deviation(values: Sequence[float]) -> float | None:
    if not values:
        return None
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))


# -- figures --------------------------------------------------------------------


def _figures(pages: Sequence[PageTally], found: Sequence[Flaw], base: Mpt, grid: Mpt) -> Quality:
    columns = [column for page in pages for column in page.columns]
    gaps = [gap for column in columns for gap in column.gaps]
    lines = sum(column.lines for column in columns)
    return Quality(
        gap_p95=_rounded(percentile(gaps, 0.95)),
        gap_sd=_rounded(deviation(gaps)),
        gap_over_2=_rounded(sum(gap > 2 for gap in gaps) / len(gaps)) if gaps else None,
        rivers_per_100=round(100 * sum(len(column.rivers) for column in columns) / max(1, lines), 3),
        widows=found.count("widow"),
        orphans=found.count("orphan"),
        runts=found.count("runt"),
        baseline_error_max=max((off_grid(page.phases, base, grid) for page in pages), default=0) / PT,
        bottom_raggedness_max=max((_raggedness(page) for page in pages), default=0) / PT,
    )


def _raggedness(page: PageTally) -> Mpt:
    """The greatest difference between feet of columns that should end together."""
    stacks = [[column.foot for column in columns] for columns in feet(page)]
    return max((max(stack) - min(stack) for stack in stacks), default=0)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


# -- a column -------------------------------------------------------------------


def _column(frame: str, story: str, lines: list[Line], others: Sequence[Item], reach: Mpt) -> Column:
    lines.sort(key=lambda line: line.baseline)
    full = [line for line in lines if line.gap and not line.ends]
    some = full[::EACH]
    left = min([line.runs[0].x for line in lines])
    # What stands beside a picture leaves the first or the last full line alone; the others need no measuring.
    right = max([_right(line) for line in ((full[0], full[-1]) if full else lines)])
    head, last = lines[0], lines[-1]
    alone = last if len(lines) > 1 and lines[-2].ends and not last.ends else None
    return Column(
        frame=frame,
        story=story,
        lines=len(lines),
        characters=sum([_characters(line) for line in some]) / len(some) if some else 0.0,
        gaps=tuple([line.gap for line in full]),
        loosest=max(full, key=_gap, default=None),
        tightest=min(full, key=_gap, default=None),
        rivers=tuple(_rivers(lines)),
        runts=tuple([b for a, b in pairwise(lines) if b.ends and not a.ends and _is_short(b, left, right)]),
        orphan=alone,
        head=head,
        short=head.ends and _is_short(head, left, right),
        ends=last.ends,
        foot=_foot(last, others, left, right, reach),
    )


def _gap(line: Line) -> float:
    return line.gap


def _right(line: Line) -> float:
    """The right edge of its text, as TextRun.spans tells it, without its generator."""
    run = line.runs[-1]
    stop = run.first + len(run.shapes)
    spaces = sum([not mark & GLUED for mark in run.text.marks[run.first + 1 : stop]])
    units = sum([shape.advance for shape in run.shapes]) * run.unit
    glyphs = sum([len(shape.glyphs) for shape in run.shapes]) if run.tracking else 0
    return run.x + (units + glyphs * run.tracking) * run.scale / 1000 + spaces * run.space


def _characters(line: Line) -> int:
    """With the spaces between them, as a reader counts them."""
    pieces = [run.text.pieces[run.first : run.first + len(run.shapes)] for run in line.runs]
    return sum([sum(map(len, some)) + len(some) for some in pieces]) - 1


def _is_short(line: Line, left: float, right: float) -> bool:
    if _right(line) - left < SHORT_LAST * max(1.0, right - left):
        return True
    words = [shape.text for run in line.runs for shape in run.shapes]
    return len(words) == 1 and _syllables(words[0]) <= 1


def _syllables(word: str) -> int:
    """Groups of vowels; in Vietnamese every written word is one syllable."""
    letters = [sign for sign in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(sign)]
    vowels = [letter in "aeiouy" for letter in letters]
    return sum(here and not before for before, here in zip([False, *vowels], vowels, strict=False))


# -- rivers ---------------------------------------------------------------------


def _rivers(lines: Sequence[Line]) -> Iterator[Line]:
    """The line in which each river is one.

    A river needs three lines of wide spaces below a line of any; only there are spaces measured, since most lines are
    set too close for one.
    """
    first = 0
    for at in range(1, len(lines) + 1):
        follows = at < len(lines) and _follows(lines[at - 1], lines[at])
        if follows and _may_widen(lines[at]):
            continue
        if at - first >= RIVER_LINES:
            yield from _rivers_in(lines[first:at])
        first = at


def _follows(above: Line, below: Line) -> bool:
    return below.baseline - above.baseline <= BREAK_IN_COLUMN * (below.bottom - below.top)


def _may_widen(line: Line) -> bool:
    """Whether a space of it could be wide; runs of other faces have spaces of their own."""
    return len(line.runs) > 1 or line.gap > RIVER_WIDTH


def _rivers_in(lines: Sequence[Line]) -> Iterator[Line]:
    """Of lines that follow each other."""
    above: list[tuple[float, float, int]] = []
    for line in lines:
        gaps = spaces(line)
        natural = sum([b - a for a, b in gaps]) / len(gaps) / (line.gap or 1.0) if gaps else 0.0
        here = []
        for left, right in gaps:
            depth = 0
            if right - left > RIVER_WIDTH * natural:
                for a, b, n in above:
                    if b <= left or n <= depth:
                        continue
                    if a >= right:
                        break
                    if min(right, b) - max(left, a) > RIVER_OVERLAP * min(right - left, b - a):
                        depth = n
            if depth + 1 == RIVER_LINES:
                yield line
            here.append((left, right, depth + 1))
        above = here


def spaces(line: Line) -> list[tuple[float, float]]:
    """Left and right edge of each word space: from the end of a piece to the origin of the next of the same text (what
    parts a list's label from it is none).

    Edges as in TextRun.spans, without its generator and its rounding.
    """
    found: list[tuple[float, float]] = []
    before = x = float(line.runs[0].x)
    text: Text | None = None
    for run in line.runs:
        goes_on, text = run.text is text, run.text
        marks, unit, tracking, scale = text.marks, run.unit, run.tracking, run.scale / 1000
        x = float(run.x)
        for at, shape in enumerate(run.shapes, run.first):
            if at > run.first and not marks[at] & GLUED:
                x += run.space
            if x > before and (goes_on or at > run.first):
                found.append((before, x))
            before = x = x + (shape.advance * unit + len(shape.glyphs) * tracking) * scale
    return found


# -- feet -----------------------------------------------------------------------


def _foot(last: Line, others: Sequence[Item], left: float, right: float, reach: Mpt) -> Mpt:
    """Where a column ends: its last line, or what else of the story stands below it."""
    foot = last.baseline
    for item in others:
        if isinstance(item, Picture):
            # A picture belongs to each column of which it covers the half, with its caption.
            covered = min(item.box.x1, right) - max(item.box.x0, left)
            if item.story == last.story and 2 * covered > right - left:
                foot = max(foot, item.box.y1, *[line.baseline for line in _captions(item, others, reach)])
        elif isinstance(item, Line) and item.story == last.story and item.role != "furniture" and item.runs:
            foot = max(foot, item.baseline if left <= item.runs[0].x <= right else foot)
    return foot


def _captions(picture: Picture, others: Sequence[Item], reach: Mpt) -> Iterator[Line]:
    box = picture.box
    for line in others:
        if not isinstance(line, Line) or line.role not in {"caption", "credit"} or line.story != picture.story:
            continue
        if line.runs and box.x0 <= line.runs[0].x < box.x1 and box.y1 < line.baseline <= box.y1 + reach:
            yield line
