"""What composition finds out on the way, beside the pages themselves."""

from typing import NamedTuple

from newsletter.compose.itemise import Atoms, Caster
from newsletter.pages.items import StoryFit
from newsletter.problems import Problem
from newsletter.units import Mpt


class Drawn(NamedTuple):
    """A paragraph as it was set: line k of it ends before piece ``ends[k]`` and is ``measures[k]`` wide; lines
    that there could be beyond these are ``measure`` wide."""

    atoms: Atoms
    ends: tuple[int, ...]
    measures: tuple[Mpt, ...]
    measure: Mpt
    caster: Caster


class Ledger:
    """Filled while the pages of an issue are drawn from ``compose``; complete once they are all there.

    ``cuts``: whether the cheapest cuts of stories that fit are asked for too. ``asked``: the story whose paragraphs are
    kept as they are drawn, on trial too.
    """

    def __init__(self, *, cuts: bool = False, asked: str = "") -> None:
        self.cuts, self.asked = cuts, asked
        self.problems: list[Problem] = []
        self.fits: list[StoryFit] = []
        self.drawn: list[Drawn] = []
