"""What a build is asked for, what it knows on its way, and what comes of it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsletter.build.clock import Clock
from newsletter.compose.ledger import Ledger
from newsletter.model.issue import PressStandard
from newsletter.pages.proofcode import ProofName
from newsletter.pages.quality import Tally
from newsletter.problems import Problem
from newsletter.render.options import Target

if TYPE_CHECKING:
    from newsletter.check.ink import Soaked


class Order(NamedTuple):
    """What is asked for. ``pages`` empty = all; ``standard`` and ``profile`` "" = as issue.yaml says.

    ``told``: the report is wanted even where it goes to no file. ``grid``: a proof shows grid, frames and word spaces.
    ``since``: name and content of an older proof, whose changes a proof shows. ``allowed``: codes whose errors do not stop a
    press file, sorted. ``round``: the number of a proof that is sent out (0: none), ``due`` when it is wanted back.
    """

    folder: Path
    out: Path
    target: Target = "proof"
    map: Path | None = None
    report: Path | None = None
    told: bool = False
    grid: bool = False
    pages: frozenset[int] = frozenset()
    standard: PressStandard | Literal[""] = ""
    profile: str = ""
    allowed: tuple[str, ...] = ()
    since: tuple[str, bytes] | None = None
    round: int = 0
    due: date | None = None

    @property
    def reported(self) -> bool:
        return self.told or self.report is not None


class Ears(NamedTuple):
    """Who is told on the way: ``waiting`` for whom, ``page`` after each page (its count, how many are planned at least).

    ``worded`` puts a problem into words.
    """

    worded: Callable[[Problem], Mapping[str, object]]
    waiting: Callable[[str], None]
    page: Callable[[int, int], None]


class Built(NamedTuple):
    """``pages`` are composed, ``printed`` of them stand in the PDF; ``written``: whether OUT is that PDF.

    ``report`` is empty where it is not wanted.
    """

    code: int
    problems: tuple[Problem, ...]
    pages: int
    printed: int
    report: Mapping[str, object]
    written: bool


class Work:
    """What one build knows so far."""

    def __init__(self, order: Order, ears: Ears) -> None:
        self.order, self.ears = order, ears
        self.clock = Clock()
        self.problems: list[Problem] = []
        self.ledger = Ledger(cuts=order.reported)
        self.tally = Tally(1)
        self.maps: list[tuple[int, str]] = []
        self.soaked: list[Soaked] = []
        self.fingerprint = self.identifier = ""
        self.proof: ProofName | None = None
        self.sheets: list[int] = []
        self.pages = self.planned = self.printed = 0
