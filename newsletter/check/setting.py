"""How the body is set, against the bars of the layout: the worst places of each kind, and how many more there are."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from newsletter.geometry import Rect
from newsletter.model.article import NO_OFFSET
from newsletter.model.layout import Bars, SpacingBar
from newsletter.pages.items import Line
from newsletter.pages.quality import (
    FLUSH,
    Column,
    Flaw,
    PageTally,
    Tally,
    deviation,
    feet,
    flaws,
    home,
    off_grid,
    percentile,
)
from newsletter.pages.source_map import line_words
from newsletter.problems import PageSpot, Problem, note, warning
from newsletter.source import LineIndex, SourceSpan
from newsletter.units import PT, Mpt

WIDE = 36
"""Characters a line from which a column is wide (the bars: two classes of columns)."""
ENOUGH = 40
"""Justified lines of a page from which a percentile and a deviation mean something."""
HUNDRED = 100
"""A single river on a short page is no fault: pages count as so many lines at least."""
LOOSE = 2.0
WORST = 5
"""Places of a kind that are told; of the rest, only how many."""
QUOTED = 5
"""Words of a line that a message repeats."""
CHARACTERS_A_WORD = 4.5
"""Of running Vietnamese, with the space after it (sample issue)."""

_FLAWS: dict[Flaw, str] = {"widow": "NL545", "orphan": "NL546", "runt": "NL547"}

Lines = Mapping[str, LineIndex]


class Found(NamedTuple):
    """A fault and how bad it is beside others of its kind (more is worse)."""

    badness: float
    problem: Problem


def judge_setting(tally: Tally, bars: Bars, lines: Lines) -> Iterator[Problem]:
    """What misses a bar, page by page; ``lines`` lead from offsets to places in the files of the issue."""
    found = [
        *(one for page in tally.pages for one in _of_page(page, tally, bars, lines)),
        *_loose(tally.pages, bars, lines),
        *_flawed(tally, bars, lines),
    ]
    found.sort(key=_kind_and_badness)
    for code, group in groupby(found, key=lambda one: one.problem.code):
        same = [one.problem for one in group]
        yield from sorted(same[:WORST], key=_page)
        if rest := same[WORST:]:
            pages = sorted({_page(problem) for problem in rest})
            yield note("NL549", like=code, count=len(rest), pages=", ".join(map(str, pages)))


def _kind_and_badness(one: Found) -> tuple[str, float, int]:
    return one.problem.code, -one.badness, _page(one.problem)


def _page(problem: Problem) -> int:
    return problem.spot.page if problem.spot else 0


# -- a page -----------------------------------------------------------------------


def _of_page(page: PageTally, tally: Tally, bars: Bars, lines: Lines) -> Iterator[Found]:
    for wide in (True, False):
        yield from _spaced(page, wide, bars.wide if wide else bars.narrow, lines)
    yield from _tight(page, bars.tightest, lines)
    yield from _rivers(page, bars.rivers, lines)
    if (error := off_grid(page.phases, home(tally), tally.grid)) > bars.off_grid:
        spot = PageSpot(page.number)
        yield Found(error, warning("NL548", None, spot, page=page.number, off=f"{error / PT:.2f}",
                                   limit=f"{bars.off_grid / PT:g}"))  # fmt: skip
    for columns in feet(page):
        yield from _uneven(page.number, columns, (tally.grid, bars.feet), lines)


def _of_class(page: PageTally, wide: bool) -> list[Column]:
    return [column for column in page.columns if column.gaps and (column.characters >= WIDE) == wide]


def _spaced(page: PageTally, wide: bool, bar: SpacingBar, lines: Lines) -> Iterator[Found]:
    columns = _of_class(page, wide)
    gaps = [gap for column in columns for gap in column.gaps]
    if len(gaps) < ENOUGH:
        return
    figures = (("NL540", percentile(gaps, 0.95), bar.p95), ("NL541", deviation(gaps), bar.deviation))
    characters = round(sum(column.characters * len(column.gaps) for column in columns) / len(gaps))
    worst = max((column.loosest for column in columns if column.loosest), key=lambda line: line.gap)
    for code, figure, limit in figures:
        if figure is not None and limit is not None and round(figure, 2) > limit:
            yield Found(figure / limit, _at(code, page.number, worst, lines, figure=f"{figure:.2f}", limit=f"{limit:g}",
                                            characters=characters, worst=f"{worst.gap:.2f}"))  # fmt: skip


def _tight(page: PageTally, limit: float, lines: Lines) -> Iterator[Found]:
    tightest = [column.tightest for column in page.columns if column.tightest]
    worst = min(tightest, key=lambda line: line.gap, default=None)
    if worst and round(worst.gap, 2) < limit:
        count = sum(gap < limit for column in page.columns for gap in column.gaps)
        yield Found(-worst.gap, _at("NL543", page.number, worst, lines, count=count, worst=f"{worst.gap:.2f}",
                                    limit=f"{limit:g}"))  # fmt: skip


def _rivers(page: PageTally, limit: float, lines: Lines) -> Iterator[Found]:
    rivers = [line for column in page.columns for line in column.rivers]
    share = 100 * len(rivers) / max(HUNDRED, page.lines)
    if share > limit:
        yield Found(share, _at("NL544", page.number, rivers[0], lines, count=len(rivers), limit=f"{limit:g}"))


def _uneven(number: int, columns: list[Column], rule: tuple[Mpt, int], lines: Lines) -> Iterator[Found]:
    """Columns that end above the deepest one; ``rule`` is the grid and how many of its lines pass."""
    grid, limit = rule
    deepest, highest = (pick(column.foot for column in columns) for pick in (max, min))
    short = [column for column in columns if deepest - column.foot > (limit + FLUSH) * grid]
    if not short:
        return
    missing = [max(1, round((deepest - column.foot) / grid)) for column in short]
    spare = round(sum(column.foot - highest for column in columns) / grid)
    characters = max(column.characters for column in columns) or WIDE
    worst = min(short, key=lambda column: column.foot)

    def words(count: int) -> int:
        return max(1, round(count * characters / CHARACTERS_A_WORD))

    told = ", ".join(f"{column.number} (−{count})" for column, count in zip(short, missing, strict=True))
    yield Found(max(missing), _at("NL542", number, worst.head, lines, story=worst.story, slot=worst.slot, columns=told,
                                  limit=limit, more=words(sum(missing)), less=words(spare)))  # fmt: skip


# -- the whole issue ----------------------------------------------------------------


def _loose(pages: Iterable[PageTally], bars: Bars, lines: Lines) -> Iterator[Found]:
    """Lines over twice the natural space, where the issue has too many: pages are too short for so small a share."""
    for wide, bar in ((True, bars.wide), (False, bars.narrow)):
        columns = [(page.number, column) for page in pages for column in _of_class(page, wide)]
        total = sum(len(column.gaps) for _, column in columns)
        over = sum(gap > LOOSE for _, column in columns for gap in column.gaps)
        if not total or round(100 * over / total, 2) <= bar.over_2:
            continue
        for number, group in groupby(columns, key=lambda one: one[0]):
            some = [column for _, column in group]
            worst = max((column.loosest for column in some if column.loosest), key=lambda line: line.gap)
            if worst.gap > LOOSE:
                count = sum(gap > LOOSE for column in some for gap in column.gaps)
                yield Found(worst.gap, _at("NL550", number, worst, lines, count=count, worst=f"{worst.gap:.2f}",
                                           share=f"{100 * over / total:.2f}", limit=f"{bar.over_2:g}"))  # fmt: skip


def _flawed(tally: Tally, bars: Bars, lines: Lines) -> Iterator[Found]:
    """Widows, orphans and runts of each page."""
    allowed = {"widow": bars.widows, "orphan": bars.orphans, "runt": bars.runts}
    found: dict[tuple[int, Flaw], list[Line]] = {}
    for number, flaw, line in flaws(tally):
        found.setdefault((number, flaw), []).append(line)
    for (number, flaw), some in found.items():
        if len(some) > allowed[flaw]:
            yield Found(len(some), _at(_FLAWS[flaw], number, some[0], lines, count=len(some), limit=allowed[flaw]))


def _at(code: str, number: int, line: Line, lines: Lines, **values: str | float) -> Problem:
    """A warning at a line: on its page, and where its text was written."""
    words = line_words(line)
    quoted = " ".join(word.text for word in words[:QUOTED])
    file = next((run.text.file for run in line.runs if run.text.file), "")
    start = next((word.start for word in words if word.start != NO_OFFSET), None)
    source = SourceSpan(file, *lines[file].place(start)) if start is not None and file in lines else None
    left, right = line.runs[0].x, round(words[-1].right * PT)
    spot = PageSpot(number, Rect(left, line.baseline - line.runs[0].size // 2, right, line.baseline))
    return warning(code, source, spot, page=number, words=quoted, **values)
