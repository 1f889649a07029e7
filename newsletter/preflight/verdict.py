"""What a preflight is asked for, and what it answers."""

from typing import NamedTuple

from newsletter.pdf.marks import Box
from newsletter.preflight.finding import Finding
from newsletter.preflight.table import StandardName, StockName, Yardstick
from newsletter.problems import Problem, has_errors


class PreflightOrder(NamedTuple):
    """What a file is to be judged by; what is None follows from the file, or from the stock."""

    standard: StandardName | None = None
    stock: StockName | None = None
    min_ppi: float | None = None
    max_ink: float | None = None


class PageFacts(NamedTuple):
    """Boxes in points as the page states them; ink in per cent, None where it was not measured."""

    number: int
    media: Box | None
    trim: Box | None
    bleed: Box | None
    rotate: int
    average_ink: float | None = None
    peak_ink: float | None = None
    coverage: tuple[tuple[str, float], ...] = ()


class Facts(NamedTuple):
    """``claimed`` is the standard in the file's own words; ``fonts`` as "Name (Type, subset)"; ``inks`` process inks
    first."""

    version: str = ""
    claimed: str = ""
    title: str = ""
    intents: tuple[str, ...] = ()
    pages: tuple[PageFacts, ...] = ()
    fonts: tuple[str, ...] = ()
    inks: tuple[str, ...] = ()
    spaces: tuple[str, ...] = ()
    images: int = 0
    marks: int = 0


class Verdict(NamedTuple):
    """``findings`` by page and code, each with its places."""

    findings: tuple[Finding, ...]
    facts: Facts = Facts()
    yardstick: Yardstick = Yardstick()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(finding.problem for finding in self.findings)

    @property
    def good(self) -> bool:
        return not has_errors(self.problems)
