"""A verdict as a document: what ``preflight --json`` prints and a package holds. Its keys are public."""

from collections.abc import Callable, Mapping
from typing import Final

from newsletter.pdf.marks import Box
from newsletter.preflight.finding import Finding
from newsletter.preflight.table import BY_CODE
from newsletter.preflight.verdict import Facts, PageFacts, Verdict
from newsletter.problems import Problem
from newsletter.units import PT

FORMAT: Final = "newsletter-preflight/1"


def report(verdict: Verdict, tell: Callable[[Problem], Mapping[str, object]]) -> dict[str, object]:
    """``tell`` puts a problem into words, as the contract's JSON has it."""
    yardstick = verdict.yardstick
    return {
        "format": FORMAT,
        "good": verdict.good,
        "standard": yardstick.standard,
        "profile": yardstick.stock,
        "limits": yardstick.limits._asdict(),
        "facts": _facts(verdict.facts),
        "problems": [_finding(finding, tell) for finding in verdict.findings],
    }


def _finding(finding: Finding, tell: Callable[[Problem], Mapping[str, object]]) -> dict[str, object]:
    places = [
        {"page": spot.page} | ({"box": [edge / PT for edge in spot.box]} if spot.box else {}) for spot in finding.places
    ]
    values = {name: value for name, value in finding.problem.values if name in _VALUES and value != ""}
    rule = BY_CODE.get(finding.problem.code)
    source = {"source": rule.source} if rule else {}
    return {**tell(finding.problem), **values, "count": finding.times, "places": places, **source}


_VALUES: Final = ("object", "value", "limit")


def _facts(facts: Facts) -> dict[str, object]:
    plain = facts._asdict()
    return plain | {"pages": [_page(page) for page in facts.pages]}


def _page(page: PageFacts) -> dict[str, object]:
    found: dict[str, object] = {"number": page.number, "rotate": page.rotate}
    found |= {
        name: _box(box) for name, box in (("media", page.media), ("trim", page.trim), ("bleed", page.bleed)) if box
    }
    if page.average_ink is not None:
        found |= {"average_ink": page.average_ink, "peak_ink": page.peak_ink, "coverage": dict(page.coverage)}
    return found


def _box(box: Box) -> list[float]:
    return [round(edge, 3) for edge in box]
