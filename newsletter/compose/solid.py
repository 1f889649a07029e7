"""A solid: finished items that move about in one piece, and take whole grid lines."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar, assert_never

from newsletter.geometry import Point
from newsletter.pages.items import Artwork, Item, Line, Link, Outline, Panel, Picture, Stroke
from newsletter.units import Mpt

Some = TypeVar("Some", Item, Line)


class Solid(NamedTuple):
    """Items placed from (0, 0), the top left of the first of ``lines`` grid lines."""

    items: tuple[Item, ...]
    lines: int


def moved(item: Item, dx: Mpt, dy: Mpt) -> Item:
    """An item at another place."""
    match item:
        case Line():
            return moved_line(item, dx, dy)
        case Picture():
            return item._replace(box=item.box.moved(dx, dy))
        case Panel():
            return item._replace(box=item.box.moved(dx, dy))
        case Stroke():
            return item._replace(box=item.box.moved(dx, dy))
        case Link():
            return item._replace(box=item.box.moved(dx, dy))
        case Artwork():
            return item._replace(box=item.box.moved(dx, dy))
        case Outline():
            rings = tuple(tuple(Point(x + dx, y + dy) for x, y in ring) for ring in item.rings)
            return item._replace(rings=rings)
        case _:
            assert_never(item)


def moved_line(line: Line, dx: Mpt, dy: Mpt, frame: str = "") -> Line:
    runs = tuple([run._replace(x=run.x + dx) for run in line.runs])
    return line._replace(
        top=line.top + dy, bottom=line.bottom + dy, baseline=line.baseline + dy, runs=runs, frame=frame or line.frame
    )


def placed(items: Iterable[Some], dx: Mpt, dy: Mpt, frame: str = "") -> tuple[Some, ...]:
    """Items moved; lines get the name of the frame that they stand in."""
    return tuple([moved_line(i, dx, dy, frame) if isinstance(i, Line) else moved(i, dx, dy) for i in items])


def on_grid(lines: Iterable[Line], baseline: Mpt, drop: Mpt, first: int = 0) -> tuple[Line, ...]:
    """Lines one to a grid line, from grid line ``first`` on; ``drop`` as in Kit."""
    return tuple(
        line._replace(top=at * baseline, bottom=(at + 1) * baseline, baseline=at * baseline + drop)
        for at, line in enumerate(lines, first)
    )


def stacked(solids: Iterable[Solid], baseline: Mpt) -> Solid:
    """Solids as one, each below the one before it."""
    items: list[Item] = []
    lines = 0
    for solid in solids:
        items += placed(solid.items, 0, lines * baseline)
        lines += solid.lines
    return Solid(tuple(items), lines)
