"""How well the body is set, counted from the display list: the figures of the build report.

The definitions are those of a reader of the finished PDF: body lines alone, spacing on justified lines alone. Pages go
by once, in any order; what spans pages (widows, orphans) is told at the end from a few marks of each line.
"""

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsletter.model.article import GLUED
from newsletter.pages.items import Line, Page, Picture
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


class _End(NamedTuple):
    """What the ends of paragraphs are told from. ``short``: would be a runt; ``head`` and ``foot``: first and
    last line of the story in its column."""

    ends: bool
    short: bool
    head: bool
    foot: bool


class _Set(NamedTuple):
    """A line with what is measured on it: edges of its text, its word spaces, the width of the font's own space."""

    line: Line
    left: float
    right: float
    spaces: list[tuple[float, float]]
    natural: float


@dataclass(slots=True)
class Tally:
    """What has been counted so far; ``grid`` is the distance of baselines in Mpt.

    ``stories``: story -> (page, its lines there in reading order).
    """

    grid: Mpt
    gaps: list[float] = field(default_factory=list)
    phases: Counter[Mpt] = field(default_factory=Counter)
    lines: int = 0
    rivers: int = 0
    raggedness: Mpt = 0
    stories: dict[str, list[tuple[int, tuple[_End, ...]]]] = field(default_factory=lambda: defaultdict(list))


def count(tally: Tally, page: Page) -> None:
    """Add a page."""
    columns: dict[tuple[str, str], list[_Set]] = defaultdict(list)
    for item in page.items:
        if isinstance(item, Line) and item.role == "body" and item.runs:
            columns[item.frame, item.story].append(_measured(item))
    stories: dict[str, list[_End]] = defaultdict(list)
    for (_, story), lines in columns.items():
        lines.sort(key=lambda one: one.line.baseline)
        _count_lines(tally, lines)
        stories[story] += _ends(lines)
        tally.rivers += _rivers(lines)
    for story, ends in stories.items():
        tally.stories[story].append((page.number, tuple(ends)))
    tally.raggedness = max(tally.raggedness, _raggedness(page, columns))


def quality(tally: Tally) -> Quality:
    gaps = sorted(tally.gaps)
    widows, orphans, runts = _breaks(tally)
    return Quality(
        gap_p95=_rounded(_percentile(gaps, 0.95)),
        gap_sd=_rounded(_deviation(gaps)),
        gap_over_2=_rounded(sum(gap > 2 for gap in gaps) / len(gaps)) if gaps else None,
        rivers_per_100=round(100 * tally.rivers / max(1, tally.lines), 3),
        widows=widows,
        orphans=orphans,
        runts=runts,
        baseline_error_max=_phase_error(tally.phases, tally.grid) / PT,
        bottom_raggedness_max=tally.raggedness / PT,
    )


def _measured(line: Line) -> _Set:
    """Edges as in TextRun.spans, without its generator: every line of a report passes here."""
    spaces: list[tuple[float, float]] = []
    before = x = float(line.runs[0].x)
    for number, run in enumerate(line.runs):
        marks, unit, tracking, scale = run.text.marks, run.unit, run.tracking, run.scale / 1000
        x = float(run.x)
        for at, shape in enumerate(run.shapes, run.first):
            if at > run.first and not marks[at] & GLUED:
                x += run.space
            if x > before and (number or at > run.first):
                spaces.append((before, x))
            before = x = x + (shape.advance * unit + len(shape.glyphs) * tracking) * scale
    natural = sum([b - a for a, b in spaces]) / len(spaces) / (line.gap or 1.0) if spaces else 0.0
    return _Set(line, float(line.runs[0].x), x, spaces, natural)


def _count_lines(tally: Tally, lines: Sequence[_Set]) -> None:
    tally.lines += len(lines)
    for line in [one.line for one in lines]:
        tally.phases[line.baseline % tally.grid] += 1
        if line.gap and not line.ends:
            tally.gaps.append(line.gap)


def _ends(lines: Sequence[_Set]) -> list[_End]:
    """A story's lines in one column."""
    left = min(one.left for one in lines)
    measure = max(1.0, max(one.right for one in lines) - left)
    last = len(lines) - 1
    return [
        _End(line.ends, line.ends and _is_short(line, (right - left) / measure), at == 0, at == last)
        for at, (line, _, right, _, _) in enumerate(lines)
    ]


def _is_short(line: Line, share: float) -> bool:
    words = [shape.text for run in line.runs for shape in run.shapes]
    return share < SHORT_LAST or (len(words) == 1 and _syllables(words[0]) <= 1)


def _breaks(tally: Tally) -> tuple[int, int, int]:
    """Widows, orphans and runts, story by story from page to page; a paragraph of one line is none of them."""
    widows = orphans = runts = 0
    for pages in tally.stories.values():
        begins = True
        for line in (line for _, lines in sorted(pages) for line in lines):
            widows += line.ends and line.head and not begins
            runts += line.ends and line.short and not begins
            orphans += begins and line.foot and not line.ends
            begins = line.ends
    return widows, orphans, runts


def _syllables(word: str) -> int:
    """Groups of vowels; in Vietnamese every written word is one syllable."""
    letters = [sign for sign in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(sign)]
    vowels = [letter in "aeiouy" for letter in letters]
    return sum(here and not before for before, here in zip([False, *vowels], vowels, strict=False))


def _rivers(lines: Sequence[_Set]) -> int:
    found = 0
    above: list[tuple[float, float, int]] = []
    previous: Line | None = None
    for line, _, _, spaces, natural in lines:
        leading = line.bottom - line.top
        if previous is not None and line.baseline - previous.baseline > BREAK_IN_COLUMN * leading:
            above = []
        here = []
        first = 0
        for left, right in spaces:
            depth = 0
            while first < len(above) and above[first][1] <= left:
                first += 1
            if right - left > RIVER_WIDTH * natural:
                for a, b, n in above[first:]:
                    if a >= right:
                        break
                    if n > depth and min(right, b) - max(left, a) > RIVER_OVERLAP * min(right - left, b - a):
                        depth = n
            found += depth + 1 == RIVER_LINES
            here.append((left, right, depth + 1))
        above, previous = here, line
    return found


def _raggedness(page: Page, columns: dict[tuple[str, str], list[_Set]]) -> Mpt:
    """The greatest difference between the feet of a story's columns in a slot of this page."""
    feet: dict[tuple[str, str], list[Mpt]] = defaultdict(list)
    others = [item for item in page.items if not (isinstance(item, Line) and item.role == "body")]
    for (frame, story), lines in columns.items():
        left, right = min(one.left for one in lines), max(one.right for one in lines)
        bottoms = [_bottom(item, story, left, right) for item in others]
        foot = max(lines[-1].line.baseline, *[bottom for bottom in bottoms if bottom is not None], 0)
        feet[frame.partition("/")[0], story].append(foot)
    return max((max(stack) - min(stack) for stack in feet.values()), default=0)


def _bottom(item: object, story: str, left: float, right: float) -> Mpt | None:
    """Where a photo, caption or box of the story that stands over this column ends: text at its baseline."""
    if isinstance(item, Picture):
        middle = (item.box.x0 + item.box.x1) // 2
        return item.box.y1 if item.story == story and left <= middle <= right else None
    if isinstance(item, Line) and item.story == story and item.role != "furniture" and item.runs:
        return item.baseline if left <= item.runs[0].x <= right else None
    return None


def _phase_error(phases: Counter[Mpt], grid: Mpt) -> Mpt:
    """The greatest distance of a baseline from the commonest place on the grid."""
    if not phases:
        return 0
    home = min(phases, key=lambda phase: (-phases[phase], phase))
    return max(min((phase - home) % grid, (home - phase) % grid) for phase in phases)


def _percentile(ordered: Sequence[float], share: float) -> float | None:
    if not ordered:
        return None
    at = (len(ordered) - 1) * share
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def _deviation(values: Sequence[float]) -> float | None:
    if not values:
        return None
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
