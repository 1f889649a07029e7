"""What was drawn by hand, as notes keep it: with no more points than a hand has meant, and bounded in number."""

from collections.abc import Iterator, Sequence
from math import hypot
from typing import Final

from newsletter.review.notes import Drawing, Markup, Note, Points

STEP: Final = 0.5
"""Points of length between two points of a stroke: a pen on a tablet leaves four times as many."""
STROKE_POINTS_MOST: Final = 2000
"""Of one drawing; a page of handwriting has half as many. More are thinned until they are so few."""
NOTE_POINTS_MOST: Final = 10_000
FILE_POINTS_MOST: Final = 200_000
"""Of a note, and of all notes of one file; what is drawn beyond keeps its box alone."""


def with_drawings(notes: Sequence[Note], made_of: Sequence[Sequence[Markup]]) -> list[Note]:
    """Notes with what was drawn of the markups that each was made of."""
    left = FILE_POINTS_MOST
    drawn: list[Note] = []
    for note, marks in zip(notes, made_of, strict=True):
        kept = tuple(_drawings(marks, min(left, NOTE_POINTS_MOST)))
        left -= sum(map(_weight, kept))
        drawn.append(note._replace(drawings=kept) if kept else note)
    return drawn


def _drawings(marks: Sequence[Markup], most: int) -> Iterator[Drawing]:
    for mark in marks:
        if mark.drawing is not None:
            thin = mark.drawing._replace(strokes=_thinned(mark.drawing.strokes))
            most -= _weight(thin)
            if most < 0:
                return
            yield thin


def _weight(drawing: Drawing) -> int:
    return 1 + sum(map(len, drawing.strokes))


def _thinned(strokes: Sequence[Points]) -> tuple[Points, ...]:
    step = STEP
    while True:
        thin = tuple(tuple(_steps(points, step)) for points in strokes)
        if sum(map(len, thin)) <= max(STROKE_POINTS_MOST, 2 * len(thin)):
            return thin
        step *= 2


def _steps(points: Points, step: float) -> Iterator[tuple[float, float]]:
    """First and last, and between them each that is a step from the one before it."""
    before: tuple[float, float] | None = None
    for index, (x, y) in enumerate(points):
        if before is None or index == len(points) - 1 or hypot(x - before[0], y - before[1]) >= step:
            before = (round(x, 2), round(y, 2))
            yield before
