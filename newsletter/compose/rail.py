"""The rail of a timeline: a line down each column, with a dot where a date begins."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from newsletter.colour import Cmyk
from newsletter.compose.kit import Kit
from newsletter.compose.place import Place
from newsletter.geometry import Rect
from newsletter.model.article import BOLD
from newsletter.model.artwork import Drawing, Path, circle
from newsletter.model.layout import Style
from newsletter.pages.items import Artwork, Item, Line, Stroke
from newsletter.units import Mpt

LINE: Mpt = 700
DOT: Mpt = 2600
"""Radius."""
_ROUND = circle(1, 1, 1)


def rail_width(style: Style) -> Mpt:
    """What the text of a timeline is set in by."""
    return style.size * 5 // 4


def rails(text: Iterable[Item], place: Place, kit: Kit) -> Iterator[Item]:
    """Drawn beside the lines of text of a timeline, column by column."""
    style = kit.style("body", place.slot)
    ink, rule = kit.style("crosshead", place.slot).colour, kit.style("pull-quote", place.slot)
    lines = [item for item in text if isinstance(item, Line) and item.role == "body"]
    edges = {place.frame(column): x for column, x in enumerate(place.xs)}
    for frame, group in groupby(lines, key=lambda line: line.frame):
        column = list(group)
        x = edges[frame] + DOT
        middle = style.size * 330 // 1000
        yield Stroke(Rect(x, column[0].baseline - middle, x, column[-1].baseline), rule.rule or rule.colour, LINE)
        yield from (_dot(x, line.baseline - middle, ink) for line in column if _is_dated(line))


def _is_dated(line: Line) -> bool:
    """Whether it begins a paragraph, with a bold word."""
    run = line.runs[0]
    return run.first == 0 and bool(run.text.marks[0] & BOLD)


def _dot(x: Mpt, y: Mpt, ink: Cmyk) -> Artwork:
    return Artwork(Rect(x - DOT, y - DOT, x + DOT, y + DOT), Drawing(2, 2, (Path(_ROUND, fill=ink),)))
