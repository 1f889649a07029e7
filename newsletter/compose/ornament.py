"""Ornaments on a page: one in its box, a row of them along a band, a border with corners."""

from collections.abc import Iterator
from itertools import pairwise

from newsletter.geometry import Rect
from newsletter.model.artwork import Drawing, Matrix
from newsletter.pages.items import Artwork, Line
from newsletter.units import Mpt, half_up

_CAPITALS, _CLEAR = 720, 450
"""Height of an end mark, and the white before it, in per mille of the size of the text."""
_QUARTERS: tuple[Matrix, ...] = ((1, 0, 0, 1, 0, 0), (0, 1, -1, 0, 1, 0), (-1, 0, 0, -1, 1, 1), (0, -1, 1, 0, 0, 1))
"""Turns by 90 degrees clockwise, of a box that is 1 wide and high: for the top, the right, the foot, the left."""


def fitted(drawing: Drawing, area: Rect) -> Artwork:
    """As large as the area allows, in its middle."""
    unit = min(area.width / drawing.width, area.height / drawing.height)
    width, height = half_up(drawing.width * unit), half_up(drawing.height * unit)
    left, top = area.x0 + (area.width - width) // 2, area.y0 + (area.height - height) // 2
    return Artwork(Rect(left, top, left + width, top + height), drawing)


def end_mark(line: Line, right: Mpt, drawing: Drawing) -> Iterator[Artwork]:
    """Behind the last word of an article, as high as its capitals, where the column has room up to ``right``."""
    run = line.runs[-1]
    _, end = list(run.spans())[-1]
    height = run.size * _CAPITALS // 1000
    width = half_up(height * drawing.width / drawing.height)
    left = end + run.size * _CLEAR // 1000
    if left + width <= right:
        yield Artwork(Rect(left, line.baseline - height, left + width, line.baseline), drawing)


def band(drawing: Drawing, area: Rect) -> Iterator[Artwork]:
    """One beside the other along an area as high as one of them, stretched a little so that they come out even."""
    yield from (Artwork(box, drawing) for box in _row(area, area.height * drawing.width / drawing.height))


def _row(area: Rect, width: float) -> Iterator[Rect]:
    if not area.width or not width:
        return
    count = max(1, half_up(area.width / width))
    edges = [area.x0 + half_up(area.width * number / count) for number in range(count + 1)]
    yield from (area._replace(x0=left, x1=right) for left, right in pairwise(edges))


def border(tile: Drawing, corner: Drawing | None, area: Rect, depth: Mpt) -> Iterator[Artwork]:
    """A frame ``depth`` wide inside an area: the tile as it is along the top, turned on the other sides, its outer edge
    always outside; the corner as it is at the top left."""
    span = depth * tile.width / tile.height
    for quarter, turn in enumerate(_QUARTERS):
        drawing = _turned(tile, turn)
        yield from (Artwork(box, drawing) for box in _side(area, depth, span, quarter))
    if corner is not None:
        yield from (
            Artwork(box, _turned(corner, turn)) for box, turn in zip(_corners(area, depth), _QUARTERS, strict=True)
        )


def _side(area: Rect, depth: Mpt, span: float, quarter: int) -> Iterator[Rect]:
    """Boxes of the tiles of one side, between the corners."""
    if quarter % 2 == 0:
        top = area.y0 if quarter == 0 else area.y1 - depth
        yield from _row(Rect(area.x0 + depth, top, area.x1 - depth, top + depth), span)
        return
    left = area.x1 - depth if quarter == 1 else area.x0
    lying = Rect(area.y0 + depth, left, area.y1 - depth, left + depth)
    yield from (Rect(box.y0, box.x0, box.y1, box.x1) for box in _row(lying, span))


def _corners(area: Rect, depth: Mpt) -> Iterator[Rect]:
    """Clockwise from the top left."""
    left, top, right, foot = area.x0, area.y0, area.x1 - depth, area.y1 - depth
    yield from (Rect(x, y, x + depth, y + depth) for x, y in ((left, top), (right, top), (right, foot), (left, foot)))


def _turned(drawing: Drawing, turn: Matrix) -> Drawing:
    a, b, c, d, e, f = turn
    width, height = (drawing.height, drawing.width) if b else (drawing.width, drawing.height)
    return drawing.moved((a, b, c, d, e * width, f * height), width, height) if turn != _QUARTERS[0] else drawing
