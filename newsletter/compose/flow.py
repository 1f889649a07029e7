"""Vertical fit: blocks poured into columns so that the columns end on one grid line.

A dynamic programme over blocks and positions. A paragraph offers itself in several numbers of lines (linebreak); the
programme takes for each the number with which no column ends on a first line, none begins with a last line, and none
stands short. After C. Hassan and A. Hunter (Knuth-Plass revisited, 2015) and M. Chernoff (lua-widow-control), who choose
per page; here all columns of a story on a page are chosen at once. All heights are whole grid lines, so nothing is
feathered.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from newsletter.compose.rows import Column, Columns, Row, rows_in
from newsletter.units import Mpt

LEAST_TOGETHER = 2
"""Lines of a paragraph that stand together at the foot or the head of a column."""
LEAST_OVER = 3
"""Lines of a paragraph that go on after the last column: of two, wider columns elsewhere might make one."""
EMPTY_LINE = 3e6
"""Price of an empty line at a column's foot; two lines at the limit of the pool cost 24,200."""
UNEVEN = EMPTY_LINE / 10
DEEPEST = 5
"""Empty lines in one column from which one more is no dearer than the others."""
GOOD = 5e5
"""A price at which nothing better is sought: no line is empty, no paragraph set much worse than at its best."""
SPLIT_BADLY = 6e7
"""Price of a widow or an orphan: dearer than any few empty lines (which are reported)."""
HEADLESS = 9e7
"""Price of a crosshead whose text begins in the next column."""
LONGER = 4
"""Lines by which narrow rows may lengthen a paragraph that still might not reach them."""
TOO_TALL = 3e8
"""A block that no column can take, cut off at the foot; reported by the caller."""
BEAM = 24
"""States kept after each block; what a state costs more than the best of them is rarely made good again."""


class Option(NamedTuple):
    """A height in grid lines and its price; ``ends`` as in linebreak.Breaking, () for what is not text.

    ``rows``: where each line stands, of text beside things that stand in its way; () in a clear column. ``width`` is what
    a block in one piece needs; 0 = the whole column.
    """

    lines: int
    cost: float
    ends: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    width: Mpt = 0


class Block(NamedTuple):
    """``before``: empty lines above, except at the top of a column. ``splits``: may run on into the next column.
    ``keeps``: stands in one column with two lines of what follows. ``first``: lines that stand together at its beginning
    (beside an initial).

    ``reflow`` gives the options of a text whose lines stand on rows of their own widths, none where it cannot stand there.
    ``again``: lines of a head that is repeated above it at the top of a column (rows of a table), which its height then
    contains.
    """

    options: tuple[Option, ...]
    before: int = 0
    splits: bool = False
    keeps: bool = False
    first: int = LEAST_TOGETHER
    reflow: Callable[[tuple[Row, ...]], tuple[Option, ...]] | None = None
    again: int = 0


class Placed(NamedTuple):
    """Lines ``start`` … ``stop``-1 of a block set as ``option`` says, from grid line ``line`` of a column on.

    ``left``: how far in from the column's edge a block in one piece stands.
    """

    block: int
    option: Option
    column: int
    line: int
    start: int
    stop: int
    left: Mpt = 0


class Rest(NamedTuple):
    """Where the text goes on when the columns are full: line ``line`` of a block as ``option`` sets it.

    None where nothing of the block is set yet.
    """

    block: int
    option: Option | None
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


_Piece = tuple[int, Option, int, int, int]
"""Block, option, position, first line, line after the last."""
_State = tuple[float, int, "_State | None", tuple[_Piece, ...]]
"""Price, empty lines, the state before, what the last block set. A plain tuple: there are thousands of them."""
_Goes = tuple[int, Option | None, int]
"""The fields of a Rest."""
_Move = tuple[int, float, int, tuple[_Piece, ...], _Goes | None]
"""Position after a block, price, empty lines, what it sets, where it goes on."""


def fit(blocks: Sequence[Block], shapes: Sequence[Column], *, begun: Rest | None = None, exact: bool = False) -> Fit:
    """Pour the blocks into columns.

    ``begun`` continues where an earlier fit left off. With ``exact`` lines left empty after the end of the text cost as
    much as those before it.
    """
    columns = Columns(shapes)
    total = columns.total
    first = begun.block if begun else 0
    states: dict[int, _State] = {0: (0.0, 0, None, ())}
    full: tuple[_State, _Goes] | None = None
    for index in range(first, len(blocks)):
        block = blocks[index]
        part = begun if begun and index == first else None
        headed = index > first and blocks[index - 1].keeps
        reached: dict[int, _State] = {}
        for u, state in states.items():
            cost, empty = state[0], state[1]
            moves = _moves(columns, block, index, u, part)
            if headed and 0 < u < total:
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
        used, state = min(states.items(), key=lambda item: item[1][0] + (hole(total - item[0]) if exact else 0.0))
        if full is None or state[0] < TOO_TALL or state[0] <= full[0][0]:  # text that fits is never left over
            return _fit(columns, state, used, None)
    if full is None:
        return Fit((), 0.0, 0, 0, Rest(first, None, 0))
    return _fit(columns, full[0], total, Rest(*full[1]))


@cache
def hole(lines: int) -> float:
    """Price of so many empty lines at one column's foot: dearer together than one in each of several columns."""
    few = min(lines, DEEPEST)
    return lines * EMPTY_LINE + few * (few - 1) / 2 * UNEVEN


def _moves(columns: Columns, block: Block, index: int, u: int, part: Rest | None) -> list[_Move]:
    """All ways to set a block from position u on."""
    if u >= columns.total:
        return [(u, 0.0, 0, (), (index, None, 0))]
    at = u if part or u in columns.at_top else u + block.before
    foot = columns.foot[u]
    skipped = 0
    if at >= foot:
        skipped, at = foot - u, foot
        if at >= columns.total:
            return [(at, hole(skipped), skipped, (), (index, None, 0))]
        foot = columns.foot[at]
    if not block.splits:
        return [
            move
            for option in block.options
            for move in _stand(columns, block, (index, option), at, (option.cost + hole(skipped), skipped))
        ]
    begin = part.line if part else 0
    options = (part.option,) if part and part.option else block.options
    if columns.rows is not None and block.reflow is not None and not part and not columns.clear(at, _longest(block)):
        return _beside(columns, block, index, at, (hole(skipped), skipped, ()))
    moves: list[_Move] = []
    for option in options:
        cost = option.cost + hole(skipped)
        end = at + option.lines - begin
        if end <= foot:
            moves.append((end, cost, skipped, ((index, option, at, begin, option.lines),), None))
        else:
            name = (index, option, min(block.first, option.lines))
            moves += _pour(columns, name, at, begin, (cost, skipped, ()))
    return moves


def _longest(block: Block) -> int:
    return max([option.lines for option in block.options]) + LONGER


def _with_head(columns: Columns, move: _Move, u: int) -> _Move:
    """A move after a crosshead, which ends above position u: dear where it does not begin in the crosshead's column."""
    after, price, empty, pieces, rest = move
    near = bool(pieces) and columns.column[pieces[0][2]] == columns.column[u - 1]
    return move if near else (after, price + HEADLESS, empty, pieces, rest)


def _stand(columns: Columns, block: Block, name: tuple[int, Option], u: int, so_far: tuple[float, int]) -> list[_Move]:
    """A block in one piece: here, or further down or in a later column where there is room for it; what keeps with the next
    block may go on to the next column though it has room here. What no column holds is cut at the foot of a tallest one."""
    index, option = name
    tallest = max(columns.heights)
    cost, empty = so_far
    found: list[_Move] = []
    fresh = u == 0
    while u < columns.total:
        top = u in columns.at_top
        lines = option.lines + block.again * top
        need = lines + LEAST_TOGETHER * block.keeps
        room = columns.room(u, option.width)
        if need <= room or (top and room == columns.foot[u] - u and min(need, tallest) <= room):
            price = cost + max(0, lines - room) * TOO_TALL
            found.append((u + min(lines, room), price, empty, ((index, option, u, 0, lines),), None))
            if not block.keeps:
                return found
        step = max(1, room)
        cost += hole(step)
        empty += step
        u += step
    if found and fresh:  # what begins a page is set on it
        return found
    return [*found, (u, cost, empty, (), (index, None, 0))]


_SoFar = tuple[float, int, tuple[_Piece, ...]]
"""Price, empty lines and pieces of a block up to somewhere."""


def _pour(columns: Columns, name: tuple[int, Option, int], u: int, begin: int, so_far: _SoFar) -> list[_Move]:
    """Lines from ``begin`` on of a paragraph from u on, over as many columns as they need."""
    index, option, first = name
    lines = option.lines
    foot = columns.foot[u]
    room, left = foot - u, lines - begin
    cost, empty, pieces = so_far
    if left <= room:
        return [(u + left, cost, empty, (*pieces, (index, option, u, begin, lines)), None)]
    top = u in columns.at_top
    found: list[_Move] = []
    for take in (room, room - 1, room - 2, 0) if room > 2 else (room, 0):
        if take < 0 or (take == 0 and top):
            continue
        least = LEAST_OVER if foot >= columns.total else LEAST_TOGETHER
        bad = (0 < take < first and begin == 0) or 0 < left - take < least
        price = cost + hole(room - take) + bad * SPLIT_BADLY
        here = (*pieces, (index, option, u, begin, begin + take)) if take else pieces
        if foot >= columns.total:
            rest = (index, option if begin + take else None, begin + take)
            found.append((foot, price, empty + room - take, here, rest))
        else:
            found += _pour(columns, name, foot, begin + take, (price, empty + room - take, here))
    return found


def _beside(columns: Columns, block: Block, index: int, u: int, so_far: _SoFar) -> list[_Move]:
    """A paragraph that meets what stands in its way: broken anew for the rows that it would stand on, once for each
    number of rows that may stay empty at the foot of its first column."""
    assert block.reflow is not None and columns.rows is not None  # noqa: S101, PT018 - asked by the caller
    cost, skipped, _ = so_far
    foot = columns.foot[u]
    found: list[_Move] = []
    for left_out in dict.fromkeys((0, 1, 2, foot - u)):
        if left_out > foot - u or (left_out == foot - u and u in columns.at_top):
            continue
        end = foot - left_out
        path = [*range(u, end), *range(foot, columns.total)]
        for option in block.reflow(tuple([columns.rows[at] for at in path])):
            crosses = option.lines > end - u
            if crosses or not left_out:
                empty = left_out if crosses else 0
                so_here = (cost + option.cost + hole(empty), skipped + empty, ())
                found.append(_along(columns, (index, option, min(block.first, option.lines)), path, so_here))
        if end == foot and not any(move[0] > foot or move[4] for move in found):
            break  # nothing reaches the foot
    return found or [_past(columns, block, index, u, so_far)]


def _past(columns: Columns, block: Block, index: int, u: int, so_far: _SoFar) -> _Move:
    """A paragraph that cannot stand beside what is in its way (a word is wider than its row): it passes over such rows."""
    assert block.reflow is not None and columns.rows is not None  # noqa: S101, PT018 - asked by the caller
    cost, skipped, _ = so_far
    path = [at for at in range(u, columns.total) if not columns.rows[at].width]
    options = block.reflow(tuple([columns.rows[at] for at in path])) if path else ()
    if not options:
        return columns.total, cost + EMPTY_LINE, skipped, (), (index, None, 0)
    option = min(options, key=lambda one: one.cost)
    count = min(option.lines, len(path))
    passed = path[count - 1] - u + 1 - count
    so_here = (cost + option.cost + hole(passed), skipped + passed, ())
    return _along(columns, (index, option, min(block.first, option.lines)), path, so_here)


def _along(columns: Columns, name: tuple[int, Option, int], path: Sequence[int], so_far: _SoFar) -> _Move:
    """The lines of an option one after another on the rows of a path; what finds none is left for the next page."""
    index, option, first = name
    cost, empty, _ = so_far
    count = min(option.lines, len(path))
    pieces: list[_Piece] = []
    begin = 0
    while begin < count:
        column = columns.column[path[begin]]
        stop = begin
        while stop < count and columns.column[path[stop]] == column:
            stop += 1
        least = LEAST_OVER if stop == count else LEAST_TOGETHER
        bad = stop < option.lines and (stop < first or option.lines - stop < least)
        cost += bad * SPLIT_BADLY
        pieces.append((index, option, path[begin], begin, stop))
        begin = stop
    if count < option.lines:
        return columns.total, cost, empty, tuple(pieces), (index, option if count else None, count)
    return (path[count - 1] + 1, cost, empty, tuple(pieces), None)


def _fit(columns: Columns, state: _State, used: int, rest: Rest | None) -> Fit:
    cost, empty = state[0], state[1]
    parts: list[tuple[_Piece, ...]] = []
    here: _State | None = state
    while here is not None:
        parts.append(here[3])
        here = here[2]
    placed = []
    for pieces in reversed(parts):
        for block, option, u, start, stop in pieces:
            line, left = columns.place(u, u + stop - start)
            placed.append(Placed(block, option, columns.column[u], line, start, stop, left))
    return Fit(tuple(placed), cost, used, empty, rest)


def balance(
    blocks: Sequence[Block],
    tops: Sequence[int],
    depth: int,
    begun: Rest | None = None,
    shaped: Callable[[int], Sequence[Column]] | None = None,
) -> tuple[int, Fit]:
    """The least foot (grid line) at which columns that begin at ``tops`` hold the blocks and end together.

    ``depth`` is the lowest foot there is; the fit has a rest where even that does not hold the text. ``shaped`` gives the
    columns that end at a foot; without it they are clear.
    """
    columns_at = shaped or (lambda foot: [max(0, foot - top) for top in tops])
    natural = sum([block.before + best_lines(block) for block in blocks])
    if begun:
        natural -= begun.line + sum([min([o.lines for o in block.options]) for block in blocks[: begun.block]])
    least = -(-(natural + sum(tops)) // len(tops))
    shortest = _shortest(blocks, depth - min(tops), begun)
    best: tuple[float, int, Fit] | None = None
    for foot in range(max(min(tops) + 1, least - 2), depth + 1):
        columns = columns_at(foot)
        total = sum(map(rows_in, columns))
        if total < shortest:
            continue  # two in five tries of a river, told without trying
        found = fit(blocks, columns, begun=begun, exact=True)
        if found.rest is None:
            cost = found.cost + (total - found.used) * EMPTY_LINE
            if best is None or cost < best[0]:
                best = (cost, foot, found)
            if cost < GOOD or (best[0] < SPLIT_BADLY and foot > max(least, best[1]) + 2):
                break
    if best is None:
        return depth, fit(blocks, columns_at(depth), begun=begun)
    return best[1], best[2]


def _shortest(blocks: Sequence[Block], tallest: int, begun: Rest | None) -> int:
    """The fewest rows that can hold the blocks; one in one piece that is higher than any column counts for nothing, since
    it would be cut."""
    first, set_before = (begun.block, begun.line) if begun else (0, 0)
    heights = [(block.splits, min([option.lines for option in block.options])) for block in blocks[first:]]
    return sum([lines for splits, lines in heights if splits or lines <= tallest]) - set_before


def best_lines(block: Block) -> int:
    """Lines of a block at its best price."""
    return min(block.options, key=lambda option: option.cost).lines
