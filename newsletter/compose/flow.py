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
SPLIT_BADLY = 1e7
"""Price of a widow or an orphan: dearer than any few empty lines (which are reported)."""
HEADLESS = 2e7
"""Price of a crosshead whose text begins in the next column."""
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
    ``keeps``: stands in one column with two lines of what follows. ``first``: lines that stand together at its beginning
    (beside an initial)."""

    options: tuple[Option, ...]
    before: int = 0
    splits: bool = False
    keeps: bool = False
    first: int = LEAST_TOGETHER


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


_Piece = tuple[int, int, int, int, int]
"""Block, option, position, first line, line after the last."""
_State = tuple[float, int, "_State | None", tuple[_Piece, ...]]
"""Price, empty lines, the state before, what the last block set. A plain tuple: there are thousands of them."""
_Move = tuple[int, float, int, tuple[_Piece, ...], Rest | None]
"""Position after a block, price, empty lines, what it sets, where it goes on."""


class _Columns:
    """Columns laid end to end: position u counts grid lines from the first one's top."""

    def __init__(self, heights: Sequence[int]) -> None:
        self.heights = tuple(heights)
        self.tops: list[int] = []
        self.column: list[int] = []
        self.foot: list[int] = []
        total = 0
        for index, height in enumerate(self.heights):
            self.tops.append(total)
            total += height
            self.column += [index] * height
            self.foot += [total] * height
        self.total = total
        self.at_top = set(self.tops)


def fit(blocks: Sequence[Block], heights: Sequence[int], *, begun: Rest | None = None, exact: bool = False) -> Fit:
    """Pour the blocks into columns of the given heights.

    ``begun`` continues where an earlier fit left off. With ``exact`` lines left empty after the end of the text cost as
    much as those before it.
    """
    columns = _Columns(heights)
    total = columns.total
    first = begun.block if begun else 0
    states: dict[int, _State] = {0: (0.0, 0, None, ())}
    full: tuple[_State, Rest] | None = None
    for index in range(first, len(blocks)):
        block = blocks[index]
        part = begun if begun and index == first else None
        headed = index > first and blocks[index - 1].keeps
        reached: dict[int, _State] = {}
        for u, state in states.items():
            cost, empty = state[0], state[1]
            moves = _moves(columns, block, index, u, part)
            if headed and 0 < u < total and u not in columns.at_top:
                moves = [_with_head(columns, move, u) for move in moves]
            for after, price, left, pieces, rest in moves:
                price += cost  # noqa: PLW2901
                if rest is not None:
                    if full is None or price < full[0][0]:
                        full = ((price, empty + left, state, pieces), rest)
                elif after not in reached or price < reached[after][0]:
                    reached[after] = (price, empty + left, state, pieces)
        states = reached if len(reached) <= BEAM else dict(sorted(reached.items(), key=lambda item: item[1][0])[:BEAM])
        if not states:
            break
    if states:
        tail = EMPTY_LINE if exact else 0.0
        used, state = min(states.items(), key=lambda item: item[1][0] + (total - item[0]) * tail)
        if full is None or state[0] < TOO_TALL or state[0] <= full[0][0]:  # text that fits is never left over
            return _fit(columns, state, used, None)
    if full is None:
        return Fit((), 0.0, 0, 0, Rest(first, -1, 0))
    return _fit(columns, full[0], total, full[1])


def _moves(columns: _Columns, block: Block, index: int, u: int, part: Rest | None) -> list[_Move]:
    """All ways to set a block from position u on."""
    if u >= columns.total:
        return [(u, 0.0, 0, (), Rest(index, -1, 0))]
    at = u if part or u in columns.at_top else u + block.before
    foot = columns.foot[u]
    skipped = 0
    if at >= foot:
        skipped, at = foot - u, foot
        if at >= columns.total:
            return [(at, skipped * EMPTY_LINE, skipped, (), Rest(index, -1, 0))]
        foot = columns.foot[at]
    begin = part.line if part else 0
    moves: list[_Move] = []
    for number, option in enumerate(block.options):
        if part and part.option >= 0 and number != part.option:
            continue
        end = at + option.lines - begin
        cost = option.cost + skipped * EMPTY_LINE
        if block.splits and end <= foot:
            moves.append((end, cost, skipped, ((index, number, at, begin, option.lines),), None))
        elif block.splits:
            name = (index, number, option.lines, min(block.first, option.lines))
            moves += _pour(columns, name, at, begin, (cost, skipped, ()))
        else:
            moves += _stand(columns, block, (index, number, option.lines), at, (cost, skipped))
    return moves


def _with_head(columns: _Columns, move: _Move, u: int) -> _Move:
    """A move after a crosshead: dear where it does not begin in the crosshead's column."""
    after, price, empty, pieces, rest = move
    near = bool(pieces) and columns.column[pieces[0][2]] == columns.column[u]
    return move if near else (after, price + HEADLESS, empty, pieces, rest)


def _stand(
    columns: _Columns, block: Block, name: tuple[int, int, int], u: int, so_far: tuple[float, int]
) -> list[_Move]:
    """A block in one piece: here, or at the top of a later column that is tall enough; what keeps with the next block may
    go on to the next column though it has room here. What no column holds is cut at the foot of a tallest one."""
    index, number, lines = name
    need = lines + LEAST_TOGETHER * block.keeps
    wanted = min(need, max(columns.heights))
    cost, empty = so_far
    found: list[_Move] = []
    fresh = u == 0
    while u < columns.total:
        room = columns.foot[u] - u
        top = u in columns.at_top
        if need <= room or (top and wanted <= room):
            price = cost + max(0, lines - room) * TOO_TALL
            found.append((u + min(lines, room), price, empty, ((index, number, u, 0, lines),), None))
            if not block.keeps:
                return found
        cost += room * EMPTY_LINE
        empty += room
        u += room
    if found and fresh:  # what begins a page is set on it
        return found
    return [*found, (u, cost, empty, (), Rest(index, -1, 0))]


def _pour(
    columns: _Columns,
    name: tuple[int, int, int, int],
    u: int,
    begin: int,
    so_far: tuple[float, int, tuple[_Piece, ...]],
) -> list[_Move]:
    """Lines from ``begin`` on of a paragraph from u on, over as many columns as they need."""
    index, number, lines, first = name
    foot = columns.foot[u]
    room, left = foot - u, lines - begin
    cost, empty, pieces = so_far
    if left <= room:
        return [(u + left, cost, empty, (*pieces, (index, number, u, begin, lines)), None)]
    top = u in columns.at_top
    found: list[_Move] = []
    for take in (room, room - 1, room - 2, 0) if room > 2 else (room, 0):
        if take < 0 or (take == 0 and top):
            continue
        bad = (0 < take < first and begin == 0) or 0 < left - take < LEAST_TOGETHER
        price = cost + (room - take) * EMPTY_LINE + bad * SPLIT_BADLY
        here = (*pieces, (index, number, u, begin, begin + take)) if take else pieces
        if foot >= columns.total:
            rest = Rest(index, number if begin + take else -1, begin + take)
            found.append((foot, price, empty + room - take, here, rest))
        else:
            found += _pour(columns, name, foot, begin + take, (price, empty + room - take, here))
    return found


def _fit(columns: _Columns, state: _State, used: int, rest: Rest | None) -> Fit:
    cost, empty = state[0], state[1]
    parts: list[tuple[_Piece, ...]] = []
    here: _State | None = state
    while here is not None:
        parts.append(here[3])
        here = here[2]
    placed = []
    for pieces in reversed(parts):
        for block, option, u, start, stop in pieces:
            column = columns.column[u]
            placed.append(Placed(block, option, column, u - columns.tops[column], start, stop))
    return Fit(tuple(placed), cost, used, empty, rest)


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
