"""Tracking and glyph scale of all lines of a paragraph at once, so that lines which follow each other look alike."""

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from newsletter.compose.itemise import COMFORT, Atoms
from newsletter.model.article import GLUED
from newsletter.model.layout import Style
from newsletter.units import Mpt

NEIGHBOUR_TRACKING = 5
"""How far the tracking of lines that follow each other may differ, in 1/1000 em."""
NEIGHBOUR_SCALE = 10
"""And their glyph scale, in per mille."""
ROUNDING = 1
"""Scale is whole: two shares on either side of 0 may be rounded apart."""

WIDEST = 1300
"""How wide a word space may be for the sake of neighbours, per mille of the font's own, where the style has it narrower."""
GAPING = 1.97
"""Word spaces of a line, over the font's own, that are about to look like holes."""
STRAINED = 1.3
"""Where a line comes down to GAPING with at most so much of the tracking and scale that its style gives (2.6 % em for the
default 2 %), it takes them: a hole is worse than letters a hair further apart. A wider one is let be."""
SHORT = 4
"""A last line under a quarter of the measure is not drawn in: it could become a runt (linebreak.RUNT_SHARE)."""


class Setting(NamedTuple):
    """Glyph scale (per mille) and tracking (Mpt, added to the style's own) of a line."""

    scale: int = 1000
    tracking: float = 0.0


NATURAL = Setting()

_Leeway = tuple[float, float, float]
"""Shares of the style's tracking and scale, from -1 (all the shrink) to 1 (all the stretch): that with which the word
spaces of a line are natural, and those with which they come to the most and to the least that the style allows."""


def settings_of(atoms: Atoms, ends: Sequence[int], measures: Sequence[Mpt]) -> tuple[Setting, ...]:
    """The settings of a paragraph whose line k ends before piece ``ends[k]`` and is ``measures[k]`` wide; the word spaces
    take what is left.

    Lines that follow each other differ by no more than the two limits above, as long as the word spaces stay within the
    limits of the style for it; past these a line helps itself (docs/decisions/0010).
    """
    style, size = atoms.plain.style, atoms.plain.size
    if style.align != "justify":
        return (NATURAL,) * len(ends)
    step = min(
        NEIGHBOUR_TRACKING / max(1, style.tracking_max, -style.tracking_min),
        (NEIGHBOUR_SCALE - ROUNDING) / max(1, style.scale_max - 1000, 1000 - style.scale_min),
    )
    return tuple([_setting(share, style, size) for share in evened(_leeways(atoms, ends, measures), step)])


def _setting(share: float, style: Style, size: Mpt) -> Setting:
    """Scale is rounded down, so that no line grows out of its measure for it."""
    scale, tracking = (style.scale_max, style.tracking_max) if share >= 0 else (style.scale_min, style.tracking_min)
    return Setting(floor(1000 + abs(share) * (scale - 1000)), abs(share) * tracking * size / 1000)


def _leeways(atoms: Atoms, ends: Sequence[int], measures: Sequence[Mpt]) -> list[_Leeway]:
    """Hot: once for each line that is drawn."""
    plain, style, marks = atoms.plain, atoms.plain.style, atoms.text.marks
    at, end, up_at, up_end, down_at, down_end = atoms[2:8]
    count = len(at)
    loosest, tightest = plain.space * (style.space_max - 1000) // 1000, plain.space * (1000 - style.space_min) // 1000
    widest = plain.space * (max(style.space_max, WIDEST) - 1000) // 1000
    # Tracking beside a space belongs to the space.
    grown_gap, drawn_gap = style.tracking_max * plain.size / 1000, -style.tracking_min * plain.size / 1000
    leeways: list[_Leeway] = []
    start = 0
    for stop, measure in zip(ends, measures, strict=True):
        natural = end[stop - 1] - at[start]
        slack = measure - natural
        gaps = stop - start - 1
        if atoms.tables:
            gaps = sum([1 for mark in marks[start + 1 : stop] if not mark & GLUED])
        stretch, shrink = up_end[stop - 1] - up_at[start], down_end[stop - 1] - down_at[start]
        start = stop
        grown = (stretch - gaps * loosest) / COMFORT - gaps * grown_gap
        drawn_in = shrink - gaps * (tightest + drawn_gap)
        wish = _share(slack, grown, drawn_in)
        hole = slack - gaps * plain.space * (GAPING - 1)
        if gaps and stop < count and 0 < grown < hole <= STRAINED * grown:
            leeways.append((hole / grown,) * 3)
        elif gaps and (slack < 0 or stop < count):
            least = _share(slack - gaps * widest, grown, drawn_in)
            leeways.append((wish, least, _share(slack + gaps * tightest, grown, drawn_in)))
        elif slack < 0:
            leeways.append((wish, wish, wish))
        else:  # its spaces stay as they are, so that it may grow as far as its measure (tracking is scaled too)
            room = 1000 * slack / ((grown + gaps * grown_gap) * style.scale_max) if grown > 0 else 0.0
            leeways.append((0.0, -1.0 if natural * SHORT > measure else 0.0, min(1.0, room)))
    return leeways


def _share(slack: float, grown: float, drawn_in: float) -> float:
    """The share that takes up so much slack, with ``grown`` at 1 and ``drawn_in`` at -1."""
    if slack >= 0:
        return min(1.0, slack / grown) if grown > 0 else 0.0
    return max(-1.0, slack / drawn_in) if drawn_in > 0 else 0.0


def evened(leeways: Sequence[_Leeway], step: float) -> list[float]:
    """A share for each line, within its leeway and near its wish, that of no line further than ``step`` from the one before;
    where leeways do not allow it, as few pairs of lines as can be are further apart.

    Backwards: what of a line's leeway the lines after it can follow. Forwards: choose within it.
    """
    ways: list[tuple[float, float]] = []
    low, high = -2.0, 2.0
    for _, least, most in reversed(leeways):
        if most < low - step or least > high + step:
            low, high = least, most
        else:
            low, high = max(least, low - step), min(most, high + step)
        ways.append((low, high))
    shares: list[float] = []
    low, high = -2.0, 2.0
    for (wish, _, _), (least, most) in zip(leeways, reversed(ways), strict=True):
        if most < low:
            share = most
        elif least > high:
            share = least
        else:
            share = min(max(wish, least, low), most, high)
        shares.append(share)
        low, high = share - step, share + step
    return shares
