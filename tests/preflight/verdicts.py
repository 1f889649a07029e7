"""What preflight says of a file, in the terms of tests: code, severity, page, place in the file's own points."""

import io
from typing import NamedTuple

import pikepdf

from newsletter.preflight.judge import PreflightOrder, preflight
from newsletter.problems import Problem

Place = tuple[float, float, float, float]


class Told(NamedTuple):
    """``page`` is 0 for the whole file; ``place`` is x0, y0, x1, y1 in points, y upward."""

    code: str
    severity: str
    page: int
    place: Place | None
    values: dict[str, object]


def told(content: bytes, standard: str = "pdfx1a") -> list[Told]:
    problems = preflight(content, PreflightOrder(standard=standard)).problems  # type: ignore[arg-type]
    corners = _corners(content) if any(problem.spot and problem.spot.box for problem in problems) else []
    return [_told(problem, corners) for problem in problems]


def errors(content: bytes, standard: str = "pdfx1a") -> set[str]:
    return {one.code for one in told(content, standard) if one.severity == "error"}


def _told(problem: Problem, corners: list[tuple[float, float]]) -> Told:
    page = problem.spot.page if problem.spot else 0
    place = None
    if problem.spot and problem.spot.box:
        left, top = corners[page - 1]
        x0, y0, x1, y1 = (edge / 1000 for edge in problem.spot.box)
        place = (left + x0, top - y1, left + x1, top - y0)
    return Told(problem.code, problem.severity, page, place, dict(problem.values))


def _corners(content: bytes) -> list[tuple[float, float]]:
    """The upper left corner of each page's trim."""
    with pikepdf.open(io.BytesIO(content)) as document:
        boxes = [[float(edge) for edge in page.trimbox] for page in document.pages]
    return [(min(x0, x1), max(y0, y1)) for x0, y0, x1, y1 in boxes]
