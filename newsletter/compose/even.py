"""Tracking and glyph scale of all lines of a paragraph at once, so that lines which follow each other look alike."""

from collections.abc import Sequence
from typing import NamedTuple

from newsletter.compose.itemise import COMFORT, Atoms
from newsletter.model.article import GLUED
from newsletter.model.layout import Style
from newsletter.units import Mpt, half_up

NEIGHBOUR_TRACKING = 5
"""How far the tracking of lines that follow each other may differ, in 1/1000 em."""
NEIGHBOUR_SCALE = 10
"""And their glyph scale, in per mille."""
ROUNDING = 1
"""Scale is whole: two shares on either side of 0 may be rounded apart."""

SHORT = 4
"""A last line under a quarter of the measure is not drawn in: it could become a runt (linebreak.RUNT_SHARE)."""


class Setting(NamedTuple):
    """Glyph scale (per mille) and tracking (Mpt, added to the style's own) of a line."""

    scale: int = 1000
    tracking: float = 0.0


NATURAL = Setting()

_Leeway = tuple[float, float, float]
"""The share of its style's tracking and scale that a line would take by itself, and the least and most that it takes for
the sake of its neighbours: -1 (all the shrink) … 1 (all the stretch)."""


def settings_of(atoms: Atoms, ends: Sequence[int], measures: Sequence[Mpt]) -> tuple[Setting, ...]:
    """The settings of a paragraph whose line k ends before piece ``ends[k]`` and is ``measures[k]`` wide; the word spaces
    take what is left.

    Lines that follow each other differ by no more than the two limits above, as long as the word spaces stay within the
    limits of the style for it; past these a line helps itself (docs/decisions/0010).
    """
    style, size = atoms.plain.style, atoms.plain.size
    if style.align != "justify":
        return (NATURAL,) * len(ends)
    leeways = [
        _leeway(atoms, start, stop, measure) for start, stop, measure in zip((0, *ends), ends, measures, strict=False)
    ]
    step = min(
        NEIGHBOUR_TRACKING / max(1, style.tracking_max, -style.tracking_min),
        (NEIGHBOUR_SCALE - ROUNDING) / max(1, style.scale_max - 1000, 1000 - style.scale_min),
    )
    return tuple([_setting(share, style, size) for share in _evened(leeways, step)])


def _setting(share: float, style: Style, size: Mpt) -> Setting:
    if share >= 0:
        return Setting(1000 + half_up(share * (style.scale_max - 1000)), share * style.tracking_max * size / 1000)
    return Setting(1000 - half_up(share * (style.scale_min - 1000)), -share * style.tracking_min * size / 1000)


def _leeway(atoms: Atoms, start: int, stop: int, measure: Mpt) -> _Leeway:
    style, size = atoms.plain.style, atoms.plain.size
    slack = measure - atoms.end[stop - 1] + atoms.at[start]
    gaps = stop - start - 1
    if atoms.tables:
        gaps = sum([1 for mark in atoms.text.marks[start + 1 : stop] if not mark & GLUED])
    loosest = gaps * (atoms.plain.space * (style.space_max - 1000) // 1000)
    tightest = gaps * (atoms.plain.space * (1000 - style.space_min) // 1000)
    stretch = atoms.up_end[stop - 1] - atoms.up_at[start]
    shrink = atoms.down_end[stop - 1] - atoms.down_at[start]
    grown = (stretch - loosest) / COMFORT
    if slack < 0:
        wish = -min(1.0, -slack / shrink) if shrink else 0.0
        if not gaps:
            return wish, wish, wish
    elif not gaps or stop == len(atoms.casts):
        # Its spaces stay as they are, so that it may grow as far as its measure (tracking is scaled too).
        room = slack / (grown * style.scale_max / 1000) if grown > 0 else 0.0
        return 0.0, -1.0 if (measure - slack) * SHORT > measure else 0.0, min(1.0, room)
    else:
        wish = min(1.0, COMFORT * slack / stretch) if stretch else 0.0
    # The shares with which the word spaces come to the style's limits; the tracking beside a space belongs to it.
    grown -= gaps * style.tracking_max * size / 1000
    drawn_in = shrink - tightest + gaps * style.tracking_min * size / 1000
    least, most = _share(slack - loosest, grown, drawn_in), _share(slack + tightest, grown, drawn_in)
    return wish, min(wish, least), max(wish, most)


def _share(slack: float, grown: float, drawn_in: float) -> float:
    """The share that takes up so much slack, with ``grown`` at 1 and ``drawn_in`` at -1."""
    if slack >= 0:
        return min(1.0, slack / grown) if grown > 0 else 0.0
    return max(-1.0, slack / drawn_in) if drawn_in > 0 else 0.0


def _evened(leeways: Sequence[_Leeway], step: float) -> list[float]:
    """A share for each line, near its wish, no further than ``step`` from the line before where their leeways allow it.

    Backwards: what of a line's leeway the lines after it can follow. Forwards: choose within it.
    """
    ways: list[tuple[float, float]] = []
    low, high = -2.0, 2.0
    for _, least, most in reversed(leeways):
        low, high = _meeting(least, most, low - step, high + step)
        ways.append((low, high))
    shares: list[float] = []
    low, high = -2.0, 2.0
    for (wish, _, _), (least, most) in zip(leeways, reversed(ways), strict=True):
        low, high = _meeting(least, most, low, high)
        share = min(max(wish, low), high)
        shares.append(share)
        low, high = share - step, share + step
    return shares


def _meeting(least: float, most: float, low: float, high: float) -> tuple[float, float]:
    """What two ranges share; where nothing, the place in the first that is nearest to the second."""
    if most < low:
        return most, most
    if least > high:
        return least, least
    return max(least, low), min(most, high)
