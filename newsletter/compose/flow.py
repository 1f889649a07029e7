"""Vertical fit: blocks poured into columns so that the columns end on one grid line.

A dynamic programme over blocks and positions. A paragraph offers itself in several numbers of lines (linebreak); the
programme takes for each the number with which no column ends on a first line, none begins with a last line, and none
stands short. After C. Hassan and A. Hunter (Knuth-Plass revisited, 2015) and M. Chernoff (lua-widow-control), who choose
per page; here all columns of a story on a page are chosen at once. All heights are whole grid lines, so nothing is
feathered.
"""

from collections.abc import Sequence
from typing import NamedTuple

LEAST_TOGETHER = 2
"""Lines of a paragraph that stand together at the foot or the head of a column."""
EMPTY_LINE = 1e6
"""Price of an empty line at a column's foot; two lines at the limit of the pool cost 24,200."""
SPLIT_BADLY = 3e6
"""Price of a widow or an orphan: dearer than one empty line, cheaper than four."""
TOO_TALL = 1e8
"""A block that no column can take, cut off at the foot; reported by the caller."""
BEAM = 24
"""States kept after each block; what a state costs more than the best of them is rarely made good again."""


class Option(NamedTuple):
    """A height in grid lines and its price; ``ends`` as in linebreak.Breaking, () for what is not text."""

    lines: int
    cost: float
    ends: tuple[int, ...] = ()


class Block(NamedTuple):
    """``before``: empty lines above, except at the top of a column. ``splits``: may run on into the next column.
    ``keeps``: stands in one column with two lines of what follows."""

    options: tuple[Option, ...]
    before: int = 0
    splits: bool = False
    keeps: bool = False


class Placed(NamedTuple):
    """Lines ``start`` … ``stop``-1 of a block's option, from grid line ``line`` of a column on."""

    block: int
    option: int
    column: int
    line: int
    start: int
    stop: int


class Rest(NamedTuple):
    """Where the text goes on when the columns are full: line ``line`` of a block's option."""

    block: int
    option: int
    line: int


class Fit(NamedTuple):
    """``used``: lines from the first column's top to the end of the text, all columns counted through.

    ``empty``: lines left at the feet of columns before that end.
    """

    placed: tuple[Placed, ...]
    cost: float
    used: int
    empty: int
    rest: Rest | None


class _State(NamedTuple):
    cost: float
    empty: int
    back: "_State | None"
    placed: tuple[Placed, ...]


class _Columns:
    """Columns laid end to end: position u counts grid lines from the first one's top."""

    def __init__(self, heights: Sequence[int]) -> None:
        self.heights = tuple(heights)
        self.tops: list[int] = []
        total = 0
        for height in self.heights:
            self.tops.append(total)
            total += height
        self.total = total
        self.column = [index for index, height in enumerate(self.heights) for _ in range(height)]

    def top(self, u: int) -> bool:
        return u >= self.total or self.tops[self.column[u]] == u

    def foot(self, u: int) -> int:
        column = self.column[u]
        return self.tops[column] + self.heights[column]


def fit(blocks: Sequence[Block], heights: Sequence[int], *, begun: Rest | None = None, exact: bool = False) -> Fit:
    """Pour the blocks into columns of the given heights.

    ``begun`` continues where an earlier fit left off. With ``exact`` lines left empty after the end of the text cost as
    much as those before it.
    """
    columns = _Columns(heights)
    first = begun.block if begun else 0
    states: dict[int, _State] = {0: _State(0.0, 0, None, ())}
    full: tuple[_State, Rest] | None = None
    for index in range(first, len(blocks)):
        reached: dict[int, _State] = {}
        part = begun if begun and index == begun.block else None
        for u, state in states.items():
            if u >= columns.total:
                if full is None or state.cost < full[0].cost:
                    full = (state, Rest(index, -1, 0))
                continue
            for after, move, rest in _moves(columns, blocks[index], index, u, part):
                new = _State(state.cost + move.cost, state.empty + move.empty, state, move.placed)
                if rest is not None:
                    if full is None or new.cost < full[0].cost:
                        full = (new, rest)
                elif after not in reached or new.cost < reached[after].cost:
                    reached[after] = new
        states = _beam(reached)
        if not states:
            break
    if states:
        used, state = min(
            states.items(), key=lambda item: item[1].cost + (columns.total - item[0]) * EMPTY_LINE * exact
        )
        if full is None or state.cost < EMPTY_LINE or state.cost <= full[0].cost:
            return _fit(state, used, None)
    if full is None:
        return Fit((), 0.0, 0, 0, Rest(first, -1, 0))
    return _fit(full[0], columns.total, full[1])


def _beam(states: dict[int, _State]) -> dict[int, _State]:
    if len(states) <= BEAM:
        return states
    return dict(sorted(states.items(), key=lambda item: item[1].cost)[:BEAM])


class _Move(NamedTuple):
    cost: float
    empty: int
    placed: tuple[Placed, ...]


_Reached = tuple[int, _Move, Rest | None]


def _moves(columns: _Columns, block: Block, index: int, u: int, part: Rest | None) -> list[_Reached]:
    """All ways to set a block from position u on: (position after it, price and places, where it goes on)."""
    start = u if columns.top(u) or part else u + block.before
    foot = columns.foot(u)
    skipped = max(0, foot - u) if start >= foot else 0
    moves: list[_Reached] = []
    for number, option in enumerate(block.options):
        if part and part.option >= 0 and number != part.option:
            continue
        begin = part.line if part else 0
        cost = option.cost + skipped * EMPTY_LINE
        at = min(start, foot)
        if at >= columns.total:
            moves.append((at, _Move(cost, skipped, ()), Rest(index, -1, 0)))
            continue
        name = (index, number)
        if block.splits:
            moves += _pour(columns, name, at, begin, option.lines, _Move(cost, skipped, ()))
        else:
            moves += _stand(columns, block, name, at, option.lines, _Move(cost, skipped, ()))
    return moves


def _stand(
    columns: _Columns, block: Block, name: tuple[int, int], u: int, lines: int, so_far: _Move
) -> list[_Reached]:
    """A block in one piece: here, or at the top of the next column that is tall enough."""
    need = lines + LEAST_TOGETHER * block.keeps
    cost, empty, _ = so_far
    while u < columns.total:
        foot = columns.foot(u)
        column = columns.column[u]
        if need <= foot - u or (not columns.top(u) and lines == foot - u and not block.keeps):
            placed = Placed(*name, column, u - columns.tops[column], 0, lines)
            return [(u + lines, _Move(cost, empty, (placed,)), None)]
        if columns.top(u) and lines >= max(columns.heights) - LEAST_TOGETHER * block.keeps:
            placed = Placed(*name, column, 0, 0, lines)
            over = max(0, lines - (foot - u))
            return [(min(u + lines, foot), _Move(cost + over * TOO_TALL, empty, (placed,)), None)]
        cost += (foot - u) * EMPTY_LINE
        empty += foot - u
        u = foot
    return [(u, _Move(cost, empty, ()), Rest(name[0], -1, 0))]


def _pour(
    columns: _Columns, name: tuple[int, int], u: int, begin: int, lines: int, so_far: _Move
) -> list[_Reached]:
    """Lines begin … lines-1 of a paragraph from u on, over as many columns as they need."""
    foot = columns.foot(u)
    room = foot - u
    column = columns.column[u]
    line = u - columns.tops[column]
    left = lines - begin
    cost, empty, places = so_far
    if left <= room:
        placed = Placed(*name, column, line, begin, lines)
        return [(u + left, _Move(cost, empty, (*places, placed)), None)]
    found: list[_Reached] = []
    for take in {room, room - 1, room - 2, 0}:
        if take < 0 or (take == 0 and columns.top(u) and room > 0):
            continue
        bad = (0 < take < LEAST_TOGETHER and begin == 0) or 0 < left - take < LEAST_TOGETHER
        price = cost + (room - take) * EMPTY_LINE + bad * SPLIT_BADLY
        here = (*places, Placed(*name, column, line, begin, begin + take)) if take else places
        move = _Move(price, empty + room - take, here)
        if foot >= columns.total:
            found.append((foot, move, Rest(name[0], name[1] if begin + take else -1, begin + take)))
        else:
            found += _pour(columns, name, foot, begin + take, lines, move)
    return found


def _fit(state: _State, used: int, rest: Rest | None) -> Fit:
    parts: list[tuple[Placed, ...]] = []
    here: _State | None = state
    while here is not None:
        parts.append(here.placed)
        here = here.back
    placed = tuple(place for part in reversed(parts) for place in part)
    return Fit(placed, state.cost, used, state.empty, rest)


def balance(blocks: Sequence[Block], tops: Sequence[int], depth: int, begun: Rest | None = None) -> tuple[int, Fit]:
    """The least foot (grid line) at which columns that begin at ``tops`` hold the blocks and end together.

    ``depth`` is the lowest foot there is; the fit has a rest where even that does not hold the text.
    """
    natural = sum(block.before + min(block.options, key=lambda o: o.cost).lines for block in blocks)
    if begun:
        natural -= begun.line + sum(min(o.lines for o in block.options) for block in blocks[: begun.block])
    least = -(-(natural + sum(tops)) // len(tops))
    best: tuple[float, int, Fit] | None = None
    for foot in range(max(min(tops) + 1, least - 2), depth + 1):
        found = fit(blocks, [max(0, foot - top) for top in tops], begun=begun, exact=True)
        if found.rest is None:
            total = sum(max(0, foot - top) for top in tops)
            cost = found.cost + (total - found.used) * EMPTY_LINE
            if best is None or cost < best[0]:
                best = (cost, foot, found)
            if cost < EMPTY_LINE / 2 or foot > least + 2:
                break
    if best is None:
        return depth, fit(blocks, [max(0, depth - top) for top in tops], begun=begun)
    return best[1], best[2]
