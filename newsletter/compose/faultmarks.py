"""Where a proof is at fault: the code of each problem beside what it speaks of."""

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsletter.colour import Cmyk
from newsletter.compose.furniture import extent, one_line, put
from newsletter.compose.kit import Kit
from newsletter.geometry import Rect
from newsletter.model.article import NO_OFFSET, texts_of, unplaced
from newsletter.model.layout import Style
from newsletter.pages.items import Item, Line, Page, Stroke
from newsletter.problems import Problem
from newsletter.units import Mpt, mm

FAULT_RED = Cmyk(0, 1000, 1000, 0)
SMALL: Mpt = 7000
FRAME_WIDTH: Mpt = 1000
ABOVE_TRIM: Mpt = mm(6)
MARKED_BY_COMPOSE = ("NL501",)
"""Overset text has its own mark, with the numbers."""
NO_GLYPH = "NL320"
"""Told when all pages are composed; on the page it is seen by its glyph, 0 (OpenType 1.9, cmap: .notdef)."""


class Anchor(NamedTuple):
    """The printed piece that a place in a file leads to."""

    story: str
    offset: int


class FaultMarker:
    """Marks pages as they go by; where each problem leads is worked out once."""

    def __init__(self, kit: Kit, style: Style) -> None:
        self.kit, self.style = kit, style
        self.anchors: dict[Problem, Anchor | None] = {}

    def marks(self, page: Page, problems: Iterable[Problem]) -> tuple[Item, ...]:
        """Frames round spots of this page and codes at lines of this page; notes are no faults.

        What is said of the issue, its plan or its layout stands over the first page.
        """
        found: list[Item] = []
        wanted: dict[Anchor, dict[str, bool]] = {}
        of_the_issue: dict[str, bool] = {}
        for problem in problems:
            if problem.severity == "note" or problem.code in MARKED_BY_COMPOSE:
                continue
            if problem.spot is not None:
                if problem.spot.page == page.number and problem.spot.box is not None:
                    found += self._framed(problem.code, problem.spot.box)
            elif (anchor := self._anchor(problem)) is not None:
                wanted.setdefault(anchor, {})[problem.code] = True
            elif page.number == 1:
                of_the_issue[problem.code] = True
        if of_the_issue:
            edge = self.kit.layout.trim.width
            found.append(put(self._label(" ".join(of_the_issue)), edge, "right", -ABOVE_TRIM))
        lines = [item for item in page.items if isinstance(item, Line) and item.story]
        return (*found, *(label for line in lines for label in self._beside(line, wanted)))

    def _framed(self, code: str, box: Rect) -> list[Item]:
        """A frame clear of the letters inside it, its code above it at the right."""
        frame = box.outset(2 * FRAME_WIDTH)
        label = put(self._label(code), frame.x1, "right", frame.y0 - SMALL // 4)
        return [Stroke(frame, FAULT_RED, FRAME_WIDTH), label]

    def _beside(self, line: Line, wanted: dict[Anchor, dict[str, bool]]) -> Iterator[Line]:
        codes: dict[str, bool] = {}
        if wanted:
            starts = [start for run in line.runs for start in run.text.starts[run.first : run.first + len(run.shapes)]]
            codes = {code: True for start in starts for code in wanted.get(Anchor(line.story, start), ())}
        if any(0 in shape.glyphs for run in line.runs for shape in run.shapes):
            codes[NO_GLYPH] = True
        if codes:
            yield put(self._label(" ".join(codes)), extent(line)[1] + SMALL // 2, "left", line.top + SMALL)

    def _label(self, text: str) -> Line:
        return one_line(unplaced(text), self.style, self.kit, 0)

    def _anchor(self, problem: Problem) -> Anchor | None:
        if problem not in self.anchors:
            self.anchors[problem] = _anchor(problem, self.kit)
        return self.anchors[problem]


def fault_marker(kit: Kit) -> FaultMarker:
    style = kit.style("running-head")._replace(size=SMALL, steps=(SMALL,), colour=FAULT_RED, caps=False, tracking=0)
    return FaultMarker(kit, style)


def _anchor(problem: Problem, kit: Kit) -> Anchor | None:
    """The last printed piece at or before the place that a problem names; of the title, where there is none."""
    source = problem.source
    article = next((one for one in kit.issue.articles if source and one.file == source.file), None)
    if source is None or article is None:
        return None
    index = kit.issue.lines[article.file]
    here = (source.line, source.column or sys.maxsize)
    starts = [start for text in texts_of(article) for start in text.starts if start != NO_OFFSET]
    before = [start for start in starts if index.place(start) <= here]
    return Anchor(article.id, max(before, default=next(iter(article.title.starts), NO_OFFSET)))
