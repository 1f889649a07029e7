"""Which words a mark means: the characters whose base's centre lies in it, or the line that it stands nearest to.

Quadrilaterals of all programs overlap the lines next to theirs, so neither their corners nor what they touch is asked.
Places here are points of the map: from the trim's top left, y down."""

from collections.abc import Iterable, Sequence
from typing import Final

from newsletter.pdf.marks import Box
from newsletter.review.charts import Chart, Laid, Sign, stream_of
from newsletter.review.glyphs import Glyph
from newsletter.review.maps import MapLine, MapPage
from newsletter.review.markups import TEXT_KINDS
from newsletter.review.notes import Method, Place
from newsletter.review.threads import Thread

REACH: Final = 14.0
"""Points over and under a mark in which lines are read."""
_FARTHEST: Final = 144.0
"""Points from a mark to the nearest line, beyond which it belongs to none."""
_NEAR: Final = 0.7
"""Confidence of a mark that stands on a line without marking it; half as much at ``_HALVED`` points off."""
_HALVED: Final = 36.0
_FLAT: Final = 0.8
"""Of a line's height, of which a stroke along it has less."""
_UNDER, _OVER = 0.35, 0.75
"""How far below and above its base line, in its height, a stroke belongs to a line."""
_GAP: Final = 3
"""Characters that a mark may pass over, and still be one: a space, and a letter too narrow for a short quadrilateral."""
_ACROSS: Final = 0.5
_BESIDE: Final = 8.0
"""Points by which a caret may stand off either end of its line."""
_ON_BASE: Final = 0.25
"""Of the leading, over the base line: the height on which the middle of most carets stands."""


class Tracer:
    """One page of a returned file under the map of its proof; ``glyphs`` as read of the file."""

    def __init__(self, chart: Chart, laid: Laid, glyphs: Iterable[Glyph]) -> None:
        self.chart = chart
        self.laid = laid
        self.page: MapPage = laid.page
        self._at_base: dict[float, list[int]] = {}
        self.signs = self._signs([laid.glyph(glyph) for glyph in glyphs if glyph.text != " "])

    def _signs(self, glyphs: Sequence[Glyph]) -> dict[int, list[Sign]]:
        """By line of the page."""
        standing: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            line = self._line_of(glyph)
            if line >= 0:
                standing.setdefault(line, []).append(glyph)
        return {line: self.chart.signs(self.page, line, drawn) for line, drawn in sorted(standing.items())}

    def _line_of(self, glyph: Glyph) -> int:
        """The line on which a glyph stands: of those that it lies in, the one whose base line is nearest."""
        best, found = 1e9, -1
        for index in self._beside(glyph.base):
            line = self.page.lines[index]
            if line.box.x0 - 2 < glyph.x < line.box.x1 + 2 and abs(glyph.base - line.baseline) < best:
                best, found = abs(glyph.base - line.baseline), index
        return found

    def _beside(self, base: float) -> list[int]:
        """Lines whose slot holds a base line; glyphs of one line have one, so each is looked for once."""
        if base not in self._at_base:
            lines = enumerate(self.page.lines)
            self._at_base[base] = [index for index, line in lines if line.box.y0 - 1 < base < line.box.y1 + 1]
        return self._at_base[base]

    def place(self, thread: Thread) -> Place | None:
        """Where in the source a request belongs; None where it is in no text."""
        marked = [box for mark in thread.marks if mark.kind in TEXT_KINDS for box in mark.quads or _whole(mark.rect)]
        boxes = [self.laid.box(box) for box in marked]
        if boxes:
            return self._marked(boxes, "map", 1.0) or self._nearest(_round(boxes))
        rects = [self.laid.box(box) for box in thread.boxes]
        if not rects:
            return None
        kind = thread.marks[0].kind
        if kind == "caret":
            return self._at_caret(rects[0]) or self._nearest(rects[0])
        if kind in ("ink", "shape", "drawn"):
            stroke = _round(rects)
            return self._along(stroke) or self._marked(rects, "nearest", _NEAR) or self._nearest(stroke)
        return self._nearest(self._pointed(rects[0]) if kind in ("note", "attachment") else rects[0])

    def _pointed(self, icon: Box) -> Box:
        """What an icon points at: viewers hang it by its upper left corner where a word is pointed at (12.5.3, NoZoom); in
        the margin people put it beside a line by their eyes, its middle on the line's."""
        corner = Box(icon.x0, icon.y0, icon.x0, icon.y0)
        on_words = any(line.file and line.words and not _distance(corner, line.box) for line in self.page.lines)
        return corner if on_words else _middle(icon)

    def _along(self, stroke: Box) -> Place | None:
        """The words through or under which a stroke runs that is lower than its line; None for any other. Where it is how
        high says less than where it begins and ends."""
        beside: list[tuple[float, int]] = []
        for index, signs in self.signs.items():
            line = self.page.lines[index]
            height = (line.baseline - (stroke.y0 + stroke.y1) / 2) / line.box.height
            flat = stroke.height < _FLAT * line.box.height and -_UNDER < height < _OVER
            if flat and any(stroke.x0 <= sign.x <= stroke.x1 for sign in signs):
                beside.append((abs(height - _ON_BASE), index))
        if not beside:
            return None
        inside = [sign for sign in self.signs[min(beside)[1]] if stroke.x0 <= sign.x <= stroke.x1]
        place = self._between(inside[0], inside[-1])
        return place and place._replace(method="nearest", confidence=_NEAR)

    @property
    def is_other(self) -> bool:
        """Whether the page shows other text than that of the map: it was set anew, or taken from another place."""
        alike = sum(bool(signs) for signs in self.signs.values())
        return 2 * alike < max(1, len(self.signs))

    def _marked(self, boxes: Sequence[Box], method: Method, confidence: float) -> Place | None:
        inside = [
            sign
            for index, signs in self.signs.items()
            if (over := [box for box in boxes if box.cut(self.page.lines[index].box)])
            for sign in signs
            if any(_holds(box, sign.x, sign.y) for box in over)
        ]
        if not inside:
            return None
        streams: dict[tuple[str, str, str], list[Sign]] = {}
        for sign in sorted(inside, key=lambda sign: (sign.line, sign.offset)):
            streams.setdefault(stream_of(self.page.lines[sign.line]), []).append(sign)
        most = max(streams, key=lambda stream: (bool(stream[1]), self._area(streams[stream])))
        run = max(self._runs(streams[most]), key=lambda run: (len({sign.line for sign in run}), self._area(run)))
        place = self._between(run[0], run[-1])
        return place and place._replace(method=method, confidence=round(confidence * len(run) / len(inside), 2))

    def _runs(self, signs: Sequence[Sign]) -> list[list[Sign]]:
        """Characters that follow upon one another: a selection that ran over the next column, or into the lines beside a
        large one, asks for what is unmarked between them no more than for all of it. Of them that is meant which goes over
        the most lines: what was dragged from one line to the next is on both, what it ran over is beside them."""
        runs: list[list[Sign]] = []
        end = 0
        for sign in signs:
            start = self.chart.offset(self.page, sign.line, sign.offset)
            if not runs or start - end > _GAP:
                runs.append([])
            runs[-1].append(sign)
            end = start + len(sign.text)
        return runs

    def _area(self, run: Sequence[Sign]) -> float:
        """The area of a run on the page."""
        return sum((sign.right - sign.left) * self.page.lines[sign.line].box.height for sign in run)

    def _between(self, first: Sign, last: Sign) -> Place | None:
        line = self.page.lines[first.line]
        if not line.file or not first.row:
            return None
        end = (last.line, last.offset + len(last.text))
        quote, prefix, suffix = self.chart.around(self.page, first.line, first.offset, end)
        start, stop = (first.row, first.columns[0]), (last.row, last.columns[1])
        return Place(
            line.story, line.file, start, stop, quote, prefix, suffix, line.frame, self._number(first.line), line.role
        )

    def _number(self, index: int) -> int:
        """Of a line in its column, as proofs print it: lines of body of its story in its frame."""
        line = self.page.lines[index]
        above = self.page.lines[: index + 1]
        return sum(
            each.role == "body" and (each.story, each.frame) == (line.story, line.frame) for each in above
        ) if line.role == "body" else 0  # fmt: skip

    def _at_caret(self, rect: Box) -> Place | None:
        """The character before which a caret stands; after the last one of its line where it is past its middle."""
        x, y = (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2
        found = [
            index
            for index, line in enumerate(self.page.lines)
            if self.signs.get(index) and line.file and line.box.x0 - _BESIDE < x < line.box.x1 + _BESIDE
        ]
        if not found:
            return None
        index = min(found, key=lambda index: abs(y - _height(self.page.lines[index])))
        line = self.page.lines[index]
        if abs(y - _height(line)) > line.box.height:
            return None
        signs = self.signs[index]
        before = min(signs, key=lambda sign: abs(sign.left - x))
        if abs(signs[-1].right - x) < abs(before.left - x):
            return self._after(signs[-1])
        place = self._between(before, before)
        return place and place._replace(end=place.start, quote="", suffix=(place.quote + place.suffix)[:32])

    def _after(self, last: Sign) -> Place | None:
        place = self._between(last, last)
        if place is None:
            return None
        past = (place.end[0], place.end[1] + 1)
        return place._replace(start=past, end=past, quote="", prefix=(place.prefix + place.quote)[-32:])

    def _nearest(self, box: Box) -> Place | None:
        """The line that a box stands nearest to, the more doubtful the farther it is off; a line of contents or masthead
        only where the box touches it."""
        lines = [
            line for line in self.page.lines
            if line.file and line.words and line.role != "drop-cap"
            and (line.role != "furniture" or not _distance(box, line.box))
        ]  # fmt: skip
        if not lines:
            return None
        line = min(lines, key=lambda line: (_distance(box, line.box), _distance(_middle(box), _middle(line.box))))
        off = _distance(box, line.box)
        if off > _FARTHEST:
            return None
        index = self.page.lines.index(line)
        quote, prefix, suffix = self.chart.around(self.page, index, 0, (index, len(line.text)))
        confidence = round(_NEAR / (1 + off / _HALVED), 2)
        return Place(
            line.story, line.file, line.start, line.end, quote, prefix, suffix, line.frame, self._number(index),
            line.role, "nearest", confidence,
        )  # fmt: skip


def _height(line: MapLine) -> float:
    return line.baseline - _ON_BASE * line.box.height


def _whole(rect: Box | None) -> tuple[Box, ...]:
    return (rect,) if rect else ()


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _round(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _middle(box: Box) -> Box:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return Box(x, y, x, y)


def _distance(one: Box, other: Box) -> float:
    """Across counts half: a remark in the margin stands beside its line."""
    across = _ACROSS * max(one.x0 - other.x1, other.x0 - one.x1, 0.0)
    down = max(one.y0 - other.y1, other.y0 - one.y1, 0.0)
    return float((across * across + down * down) ** 0.5)
