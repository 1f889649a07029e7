"""Total-fit line breaking with one optimum for each attainable number of lines.

D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, 1981, sections "The desirability of line breaks" and "The
algorithm", with two changes. A state is (break, lines so far), as in Hassan & Hunter 2015: a paragraph offers itself in
n-1, n, n+1 … lines, each with its price. Stretch and shrink are one pool of word space, tracking and glyph scale, and
lines are measured with their protrusion, so that optical margins are part of the choice.

The line number is known in each state, so the first lines may have measures of their own (drop cap).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsletter.compose.grammar import CLOSER, DASH, LEANS, NEVER, OPENER, SOFT, STOP, TITLE
from newsletter.compose.itemise import COMFORT, Atoms
from newsletter.model.article import GLUED, TIED, Text
from newsletter.units import Mpt

LINE_DEMERITS = 10
"""TeX's \\linepenalty."""
RUNT = 1e8
"""A last line of one syllable, or under a fifth of the measure: dearer than a line stretched to ratio 4.6."""
PARTED = 5500
"""Price of parting a number from its unit where a line would gape else."""
GAPING = PARTED * PARTED
"""A paragraph as dear as that, or as one with a line at ratio 3.8, is worth a search among such breaks."""
RUNT_SHARE = 5
TOLERANCES = (3.0, 6.0)
"""Greatest stretch ratio of the first passes (1 = the pool's limit)."""
DESPERATE = 1e12
LAST_RESORT = NEVER - 1
"""Price of parting what is never parted, where it is wider than the measure."""
FARTHEST = 40.0
"""Ratio past which a line is no worse for being emptier; keeps demerits finite."""
SPREAD = 2
"""How far from the cheapest number of lines a state may stray."""


class Breaking(NamedTuple):
    """``ends[k]`` is the piece after the last one of line k."""

    demerits: float
    ends: tuple[int, ...]

    @property
    def lines(self) -> int:
        return len(self.ends)


_State = tuple[int, float, int]
"""(lines so far, demerits, piece at which the last line began)."""


def break_lines(atoms: Atoms, measure: Mpt, first: tuple[Mpt, ...] = ()) -> tuple[Breaking, ...]:
    """The best breaks for each number of lines within reach, fewest lines first; at least one.

    ``first`` are the measures of the first lines where they differ from ``measure``. A piece wider than its line stands
    over it (itemise.fitted cuts such pieces before).
    """
    if not atoms.casts:
        return (Breaking(0.0, ()),)
    near, far = TOLERANCES
    nodes = _forward(atoms, measure, first, near)
    if nodes[-1] and _least(nodes) < RUNT:
        return _traced(nodes)
    wider = _forward(atoms, measure, first, far)  # a runt is worth the search for looser lines
    if wider[-1] and _least(wider) < GAPING:
        return _traced(wider)
    atoms = eased(atoms)
    for tolerance in (far, DESPERATE):
        nodes = _forward(atoms, measure, first, tolerance)
        if nodes[-1]:
            return _traced(nodes)
    return _traced(_forward(_loosened(atoms, min((measure, *first))), measure, first, DESPERATE))


def _least(nodes: list[list[_State]]) -> float:
    return min([cost for _, cost, _ in nodes[-1]])


def eased(atoms: Atoms) -> Atoms:
    """Atoms in which a number may be parted from its unit and a name from its form of address, sooner than that a line has
    spaces of three times their width. Words, dashes, marks and what the author tied stay whole."""
    kinds = [cast.kind for cast in atoms.casts]
    prices = list(atoms.prices)
    for index, price in enumerate(prices[1:-1], 1):
        tied = atoms.text.marks[index] & (GLUED | TIED)
        marks = kinds[index] & (DASH | CLOSER) or kinds[index - 1] & (OPENER | TITLE | DASH)
        if price >= NEVER and not tied and not marks:
            prices[index] = PARTED
    return atoms._replace(prices=tuple(prices))


def first_lines(atoms: Atoms, measure: Mpt, length: Mpt) -> tuple[tuple[int, float], ...]:
    """Where the first line of a text, ``length`` wide, may end, and what it costs by itself."""
    nodes = _forward(atoms, measure, (length,), DESPERATE)
    if not nodes[-1]:
        nodes = _forward(_loosened(atoms, min(measure, length)), measure, (length,), DESPERATE)
    return tuple([(stop, cost) for stop, states in enumerate(nodes) for lines, cost, _ in states if lines == 1])


def _loosened(atoms: Atoms, measure: Mpt) -> Atoms:
    """Atoms in which what binds gives way where it is wider than the measure: at its spaces, and between the glued
    pieces of a word where even that word is too wide."""
    at, end, prices, text = atoms.at, atoms.end, atoms.prices, atoms.text
    bound = [price >= NEVER for price in prices]
    glued = [*(firm and mark & GLUED > 0 for firm, mark in zip(bound, text.marks, strict=False)), False]
    eased = list(prices)
    for joined in (bound, glued):
        start = 0
        for stop in range(1, len(prices)):
            if joined[stop]:
                continue
            if end[stop - 1] - at[start] > measure:
                for inner in range(start + 1, stop):
                    if joined is glued or not glued[inner]:
                        eased[inner] = LAST_RESORT
            start = stop
    return atoms._replace(prices=tuple(eased))


def last_word(text: Text) -> int:
    """The piece at which the last word begins."""
    piece = len(text.pieces) - 1
    while piece > 0 and text.marks[piece] & GLUED:
        piece -= 1
    return piece


def _forward(  # noqa: C901, PLR0912, PLR0915 - the hot loop of the program, in one piece
    atoms: Atoms, measure: Mpt, first: tuple[Mpt, ...], tolerance: float
) -> list[list[_State]]:
    """For each piece, the best ways to end a line before it.

    Hot: about three line ratios a word. Lists and tuples only (a frozen dataclass costs eight times a tuple);
    benchmarks/linebreak.py measures it.
    """
    _, _, at, end, up_at, up_end, down_at, down_end, prices, _, _, _ = atoms
    count = len(at)
    special = len(first)
    final = last_word(atoms.text)
    widest, narrowest = max((measure, *first)), min((measure, *first))
    nodes: list[list[_State]] = [[] for _ in range(count + 1)]
    nodes[0] = [(0, 0.0, 0)]
    starts = [0]
    for stop in range(1, count + 1):
        toll = prices[stop]
        if toll >= NEVER:
            continue
        toll *= toll
        last = stop == count
        right, right_up, right_down = end[stop - 1], up_end[stop - 1], down_end[stop - 1]
        while starts and starts[0] < stop - 1 and right - at[starts[0]] - right_down + down_at[starts[0]] > widest:
            del starts[0]
        here: dict[int, tuple[float, int]] = {}
        for start in starts:
            natural = right - at[start]
            stretch = right_up - up_at[start]
            if natural + tolerance * (stretch or 1) < narrowest and not last:
                break  # later starts make shorter, looser lines
            length, squared, runt = measure, -1.0, 0.0
            for lines, demerits, _ in nodes[start]:
                if special:
                    length = first[lines] if lines < special else measure
                if special or squared < 0:  # one line, whatever the number of lines before it
                    slack = length - natural
                    runt = 0.0
                    if slack < 0:
                        shrink = right_down - down_at[start]
                        if slack + shrink < 0:
                            if stop - start > 1:
                                continue
                            ratio = -FARTHEST  # a piece wider than its line has to stand somewhere
                        else:
                            ratio = slack / (shrink * COMFORT)
                        badness = LINE_DEMERITS - 100 * ratio * ratio * ratio
                    elif last:
                        badness = LINE_DEMERITS
                        runt = RUNT if natural * RUNT_SHARE < measure or start >= final else 0.0
                    else:
                        ratio = slack / stretch if stretch else FARTHEST
                        if ratio > tolerance:
                            continue
                        ratio = ratio if ratio < FARTHEST else FARTHEST  # noqa: FURB136 (min takes three times as long)
                        badness = LINE_DEMERITS + 100 * ratio * ratio * ratio
                    squared = badness * badness
                total = demerits + runt + squared + toll
                known = here.get(lines + 1)
                if known is None or total < known[0]:
                    here[lines + 1] = (total, start)
        if len(here) > 2 * SPREAD:
            centre = min(here, key=lambda lines: here[lines][0])
            here = {lines: best for lines, best in here.items() if abs(lines - centre) <= SPREAD}
        if here:
            nodes[stop] = [(lines, total, start) for lines, (total, start) in here.items()]
            starts.append(stop)
    return nodes


def _traced(nodes: list[list[_State]]) -> tuple[Breaking, ...]:
    return tuple(_trace(nodes, lines) for lines in sorted(state[0] for state in nodes[-1]))


def _trace(nodes: list[list[_State]], lines: int) -> Breaking:
    ends: list[int] = []
    stop = len(nodes) - 1
    demerits = next(cost for n, cost, _ in nodes[stop] if n == lines)
    for number in range(lines, 0, -1):
        ends.append(stop)
        stop = next(start for n, _, start in nodes[stop] if n == number)
    ends.reverse()
    return Breaking(demerits, tuple(ends))


def break_first(atoms: Atoms, measure: Mpt, first: tuple[Mpt, ...]) -> Breaking:
    """Breaks of unjustified text whose first lines have measures of their own: each line takes what it holds."""
    ends: list[int] = []
    start, count = 0, len(atoms.casts)
    while start < count:
        room = first[len(ends)] if len(ends) < len(first) else measure
        stop = fits = start + 1
        while stop <= count and atoms.end[stop - 1] - atoms.at[start] <= room:
            fits = stop if atoms.prices[stop] < NEVER else fits
            stop += 1
        ends.append(fits)
        start = fits
    return Breaking(0.0, tuple(ends))


CAPTION_SENSE = 20
"""Weight of sense against evenness in ragged text: a broken compound is as bad as a line short of 63 % of the measure."""
HEADLINE_SENSE = 40
"""In headlines sense comes first: of a line short of 90 %."""
LEANING = 100
"""Price of a break after a word that leans on the next, or between a syllable and the pause beside it, before it is
weighted (a compound costs grammar.SOFT)."""
AMID = 15
"""Price of any other break but after a mark; half of it before a word that leads on (từ, của …)."""
SINGLE = 60
"""Price of a line of one syllable, before it is weighted."""
LONELY = 160
"""Price of a last line of one syllable, before it is weighted: nearly that of a broken compound."""


def break_ragged(atoms: Atoms, measure: Mpt, *, lines: int = 0, sense: int = CAPTION_SENSE) -> Breaking | None:
    """Breaks of unjustified text (captions, headlines): as few lines as fit, and those by sense and even.

    ``lines`` asks for just so many; None where they do not hold the text. Minimises the sum of squared shortfalls (per
    cent of the measure) and of ``sense`` times the prices of the breaks.
    """
    table = _ragged_or_loose(atoms, measure, sense, fewest=not lines)
    return _followed(table, lines or min(table[-1]))


def break_ragged_longer(atoms: Atoms, measure: Mpt, counts: Iterable[int], sense: int) -> Iterator[Breaking]:
    """The same in each of so many lines that hold the text."""
    table = _ragged_or_loose(atoms, measure, sense, fewest=False)
    return filter(None, (_followed(table, lines) for lines in counts))


def _ragged_or_loose(atoms: Atoms, measure: Mpt, sense: int, *, fewest: bool) -> list[dict[int, tuple[float, int]]]:
    table = _ragged(atoms, measure, sense, fewest=fewest)
    return table if table[-1] else _ragged(_loosened(atoms, measure), measure, sense, fewest=fewest)


def _followed(table: list[dict[int, tuple[float, int]]], lines: int) -> Breaking | None:
    if lines not in table[-1]:
        return None
    ends, stop = [], len(table) - 1
    for number in range(lines, 0, -1):
        ends.append(stop)
        stop = table[stop][number][1]
    ends.reverse()
    return Breaking(table[-1][lines][0], tuple(ends))


def parting(atoms: Atoms, stop: int) -> int:
    """What a line that ends before piece ``stop`` does to the sense, beside what grammar asks for it, unweighted."""
    if leans(atoms, stop) or tears(atoms, stop):
        return LEANING
    if _pauses(atoms, stop):
        return 0
    return AMID // 2 if atoms.casts[stop].kind & LEANS else AMID


def leans(atoms: Atoms, stop: int) -> bool:
    """Does a line that ends before piece ``stop`` end in a word that leans on the next (but not in "làm theo")?"""
    return bool(atoms.casts[stop - 1].kind & LEANS and atoms.prices[stop - 1] < SOFT) and not _pauses(atoms, stop)


def tears(atoms: Atoms, stop: int) -> bool:
    """Does a line that ends before piece ``stop`` leave a single syllable between the break and a pause: "Gửi bạn, người /
    mở trang", "Nghị quyết / ngắn, việc làm dài"? Not so before a list: "Vì một Thái Nguyên / xanh, sạch, đẹp"."""
    if _pauses(atoms, stop):
        return False
    listed = stop + 2 <= len(atoms.casts) and _pauses(atoms, stop + 2)
    return (stop > 1 and _pauses(atoms, stop - 1)) or (_pauses(atoms, stop + 1) and not listed)


def _pauses(atoms: Atoms, stop: int) -> bool:
    return atoms.casts[stop - 1].kind & (STOP | DASH) > 0


def _ragged(atoms: Atoms, measure: Mpt, sense: int, *, fewest: bool) -> list[dict[int, tuple[float, int]]]:
    """For each piece and number of lines, the best way to end a line before it: its price, and where that line began.

    Where the ``fewest`` lines are wanted, the fewest up to each piece are enough: what takes more of them up to there could
    only be part of a longer text. So the time is linear in the text (a sidebar of 6,000 words took 20 s).
    """
    count = len(atoms.casts)
    at, end, prices = atoms.at, atoms.end, atoms.prices
    final = last_word(atoms.text)
    table: list[dict[int, tuple[float, int]]] = [{} for _ in range(count + 1)]
    table[0][0] = (0.0, 0)
    for stop in range(1, count + 1):
        if prices[stop] >= NEVER:
            continue
        here: dict[int, tuple[float, int]] = {}
        toll = sense * (prices[stop] + (parting(atoms, stop) if stop < count else 0))
        for start in range(stop - 1, -1, -1):
            width = end[stop - 1] - at[start]
            if width > measure and stop - start > 1:
                if end[stop - 1] - at[0] <= measure:
                    continue  # the first line, which hangs out to the left, holds it yet
                break
            if not table[start]:
                continue
            short = (measure - width) / max(1, measure) * 100
            cost = short * short + toll
            if stop == count and start >= final > 0:
                cost += LONELY * sense
            elif stop - start == 1:
                cost += SINGLE * sense
            for number, (before, _) in table[start].items():
                best = here.get(number + 1)
                if best is None or before + cost < best[0]:
                    here[number + 1] = (before + cost, start)
        if fewest and len(here) > 1:
            least = min(here)
            here = {least: here[least]}
        table[stop] = here
    return table
