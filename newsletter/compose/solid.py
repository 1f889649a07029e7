"""A solid: finished items that move about in one piece, and take whole grid lines."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar, assert_never

from newsletter.geometry import Point
from newsletter.pages.items import Item, Line, Link, Outline, Panel, Picture, Stroke
from newsletter.units import Mpt

Some = TypeVar("Some", bound=Item)


class Solid(NamedTuple):
    """Items placed from (0, 0), the top left of the first of ``lines`` grid lines."""

    items: tuple[Item, ...]
    lines: int


def moved(item: Some, dx: Mpt, dy: Mpt) -> Some:
    """An item at another place."""
    match item:
        case Line():
            runs = tuple([run._replace(x=run.x + dx) for run in item.runs])
            return item._replace(
                top=item.top + dy, bottom=item.bottom + dy, baseline=item.baseline + dy, runs=runs
            )
        case Picture() | Panel() | Stroke() | Link():
            return item._replace(box=item.box.moved(dx, dy))
        case Outline():
            rings = tuple(tuple(Point(x + dx, y + dy) for x, y in ring) for ring in item.rings)
            return item._replace(rings=rings)
        case _:
            assert_never(item)


def placed(items: Iterable[Some], dx: Mpt, dy: Mpt, frame: str = "") -> tuple[Some, ...]:
    """Items moved; lines get the name of the frame that they stand in."""
    out = []
    for item in items:
        new = moved(item, dx, dy)
        out.append(new._replace(frame=frame) if frame and isinstance(new, Line) else new)
    return tuple(out)
