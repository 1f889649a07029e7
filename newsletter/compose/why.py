"""Why a line ends where it does: what each other place would have cost, tried by breaking the paragraph again."""

from typing import Literal, NamedTuple

from newsletter.compose.cuts import without
from newsletter.compose.grammar import (
    ADDRESS,
    CAPITAL,
    CLOSER,
    CODE,
    COMRADE,
    DASH,
    LETTER,
    NEVER,
    NUMBER,
    OPENER,
    ROMAN,
    TITLE,
    UNIT,
)
from newsletter.compose.itemise import COMFORT, Atoms, itemise
from newsletter.compose.ledger import Drawn
from newsletter.compose.linebreak import (
    FARTHEST,
    LAST_RESORT,
    RUNT_SHARE,
    TOLERANCES,
    Breaking,
    break_lines,
    eased,
    first_lines,
    last_word,
)
from newsletter.model.article import GLUED, HINGE, NOTE, TIED
from newsletter.units import Mpt

Bond = Literal[
    "",
    "tied",
    "glued",
    "hyphen",
    "hinge",
    "dash",
    "closer",
    "opener",
    "title",
    "unit",
    "number",
    "address",
    "name",
    "compound",
]
"""What a break would part; "" where nothing."""
Flaw = Literal["", "forbidden", "runt", "lines", "later", "here"]
"""Why a place was not taken: never parted; leaves a runt; not with that number of lines; a worse line later; a worse line
here."""
SHOWN = 3
"""Words on either side of a place."""
CHANGES = 3
"""Words whose removal would move the line's end, nearest first."""


class Place(NamedTuple):
    """Where a line could end: before piece ``stop``.

    ``ratio``: its stretch (over 0) or shrink over what the style gives without being seen; ``badness`` 100 |ratio|³;
    ``price``: penalty of the break, for what it parts. ``cost``: demerits of the line alone. ``total``: of the cheapest
    paragraph with this line, in ``lines`` lines; ``kept``: the same in as many lines as it was set in. Both None where there
    is none. ``loosest``: number (from 1) and ratio of the line after this one that is set worst there; ``runt``: whether the
    last one would be too short.
    """

    stop: int
    before: str
    after: str
    natural: Mpt
    ratio: float
    price: int
    bond: Bond
    cost: float = 0.0
    total: float | None = None
    lines: int = 0
    kept: float | None = None
    loosest: tuple[int, float] | None = None
    runt: bool = False
    flaw: Flaw = ""

    @property
    def badness(self) -> float:
        return 100 * abs(self.ratio) ** 3


class Change(NamedTuple):
    """What would move the line's end: ``word`` (in line ``line``) taken out, or, where it is "", the paragraph in ``lines``
    lines for ``extra`` demerits more; it would then end after ``before``."""

    word: str
    line: int
    lines: int
    extra: float
    before: str


class Why(NamedTuple):
    """A line explained: ``line`` from 1 of ``lines``; ``best`` lines are the cheapest, for ``best_total``; ``chosen`` is one
    of ``places``."""

    line: int
    lines: int
    total: float
    best: int
    best_total: float
    measure: Mpt
    chosen: int
    places: tuple[Place, ...]
    changes: tuple[Change, ...]


def explain_line(drawn: Drawn, number: int) -> Why:
    """Line ``number`` (from 0) of a justified paragraph; the lines before it stand as they were set."""
    drawn = drawn._replace(atoms=_allowed(drawn))
    atoms, ends, measures = drawn.atoms, drawn.ends, drawn.measures
    starts = (0, *ends)
    costs = [_costs(drawn, starts[line], line)[ends[line]] for line in range(len(ends))]
    total = sum(costs)
    places = tuple(_places(drawn, number, sum(costs[:number]), total))
    offered = break_lines(atoms, drawn.measure, measures)
    best = min(offered, key=lambda one: one.demerits)
    changes = (*_without_words(drawn, number, starts[number]), *_other_lines(drawn, number, offered, total))
    return Why(number + 1, len(ends), total, best.lines, best.demerits, measures[number], ends[number], places, changes)


def _allowed(drawn: Drawn) -> Atoms:
    """Atoms that may be parted where the paragraph was, though it be what is never parted (wider than its line)."""
    prices = list(drawn.atoms.prices)
    for at, price in enumerate(eased(drawn.atoms).prices):
        if at in drawn.ends:
            prices[at] = min(price, LAST_RESORT)
    return drawn.atoms._replace(prices=tuple(prices))


def _costs(drawn: Drawn, start: int, line: int) -> dict[int, float]:
    """What a line that begins at ``start`` costs by itself, by where it ends."""
    found = first_lines(
        _rest(drawn.atoms, start, min(_reach(drawn, start, line) + 1, len(drawn.atoms.casts))),
        drawn.measure,
        _measure(drawn, line),
    )
    return {start + stop: cost for stop, cost in found}


def _reach(drawn: Drawn, start: int, line: int) -> int:
    """The first piece that finds no room on a line, nor one piece alone where it is too wide."""
    atoms, measure = drawn.atoms, _measure(drawn, line)
    stop, count = start + 1, len(atoms.casts)
    while stop < count and _ratio(atoms, start, stop + 1, measure)[1] >= -1 / COMFORT:
        stop += 1
    return stop


def _measure(drawn: Drawn, line: int) -> Mpt:
    return drawn.measures[line] if line < len(drawn.measures) else drawn.measure


def _rest(atoms: Atoms, start: int, end: int | None = None) -> Atoms:
    """A paragraph from a piece on, and up to another."""
    part = slice(start, end)
    return Atoms(
        casts=atoms.casts[part],
        tables=atoms.tables[part],
        at=atoms.at[part],
        end=atoms.end[part],
        up_at=atoms.up_at[part],
        up_end=atoms.up_end[part],
        down_at=atoms.down_at[part],
        down_end=atoms.down_end[part],
        prices=(*atoms.prices[: len(atoms.casts)][part], 0),
        text=atoms.text.cut(start, end),
        plain=atoms.plain,
        indent=0 if start else atoms.indent,
    )


def _places(drawn: Drawn, number: int, spent: float, total: float) -> list[Place]:
    """``spent``: what the lines before cost; ``total``: the paragraph as it was set."""
    atoms, wanted = drawn.atoms, len(drawn.ends)
    start = drawn.ends[number - 1] if number else 0
    costs = _costs(drawn, start, number)
    places: list[Place] = []
    for stop in range(start + 1, _reach(drawn, start, number) + 1):
        natural, ratio = _ratio(atoms, start, stop, _measure(drawn, number))
        if stop not in costs:
            if ratio >= -1 / COMFORT and atoms.prices[stop] >= NEVER and ratio <= TOLERANCES[-1]:
                places.append(_place(atoms, stop, natural, ratio)._replace(flaw="forbidden"))
            continue
        if ratio > TOLERANCES[-1] and stop != drawn.ends[number]:
            continue
        rests = _rests(drawn, stop, number)
        sums = {1 + number + rest.lines: spent + costs[stop] + rest.demerits for rest in rests}
        kept = next((rest for rest in rests if 1 + number + rest.lines == wanted), None)
        best = kept or min(rests, key=lambda rest: rest.demerits)
        lines = min(sums, key=sums.__getitem__)
        places.append(
            _place(atoms, stop, natural, ratio)._replace(
                cost=costs[stop],
                total=sums[lines],
                lines=lines,
                kept=sums.get(wanted),
                loosest=_loosest(drawn, stop, number, best),
                runt=_is_runt(drawn, stop, best),
            )
        )
    chosen = next(place for place in places if place.stop == drawn.ends[number])
    return [
        place._replace(kept=total)
        if place is chosen
        else place
        if place.flaw
        else place._replace(flaw=_flaw(place, chosen))
        for place in places
    ]


def _place(atoms: Atoms, stop: int, natural: Mpt, ratio: float) -> Place:
    text = atoms.text
    after = text.cut(stop, min(stop + SHOWN, len(text.pieces))).plain()
    return Place(stop, _before(atoms, stop), after, natural, ratio, atoms.prices[stop], bond(atoms, stop))


def _ratio(atoms: Atoms, start: int, stop: int, measure: Mpt) -> tuple[Mpt, float]:
    """Natural width and ratio of a line; a last line that is short of its measure has ratio 0."""
    natural = atoms.end[stop - 1] - atoms.at[start]
    slack = measure - natural
    if slack < 0:
        shrink = atoms.down_end[stop - 1] - atoms.down_at[start]
        return natural, max(-FARTHEST, slack / (COMFORT * shrink)) if shrink else -FARTHEST
    if stop == len(atoms.casts):
        return natural, 0.0
    stretch = atoms.up_end[stop - 1] - atoms.up_at[start]
    return natural, min(FARTHEST, slack / stretch) if stretch else FARTHEST


def _rests(drawn: Drawn, stop: int, number: int) -> tuple[Breaking, ...]:
    return break_lines(_rest(drawn.atoms, stop), drawn.measure, drawn.measures[number + 1 :])


def _loosest(drawn: Drawn, stop: int, number: int, rest: Breaking) -> tuple[int, float] | None:
    """Number (from 1) and ratio of the line after a place that is set worst."""
    ratios: list[tuple[float, int]] = []
    start = stop
    for line, end in enumerate(rest.ends, number + 1):
        ratios.append((_ratio(drawn.atoms, start, stop + end, _measure(drawn, line))[1], line + 1))
        start = stop + end
    if not ratios:
        return None
    ratio, line = max(ratios, key=lambda one: abs(one[0]))
    return line, ratio


def _flaw(place: Place, chosen: Place) -> Flaw:
    if place.kept is None:
        return "lines"
    if place.cost >= chosen.cost:
        return "here"
    return "runt" if place.runt > chosen.runt else "later"


def _is_runt(drawn: Drawn, stop: int, rest: Breaking) -> bool:
    """Whether a paragraph whose lines after a place are broken like that ends in a line that is too short."""
    atoms = drawn.atoms
    start = stop + (rest.ends[-2] if len(rest.ends) > 1 else 0)
    if not rest.ends:
        return False
    return start >= last_word(atoms.text) or (atoms.end[-1] - atoms.at[start]) * RUNT_SHARE < drawn.measure


def bond(atoms: Atoms, stop: int) -> Bond:
    """What a break before a piece would part (grammar.price, in words)."""
    text = atoms.text
    if not 0 < stop < len(atoms.casts) or not atoms.prices[stop]:
        return ""
    before, after, mark = atoms.casts[stop - 1].kind, atoms.casts[stop].kind, text.marks[stop]
    told: tuple[tuple[int, Bond], ...] = (
        (mark & HINGE, "hyphen" if text.pieces[stop - 1].endswith("-") else "hinge"),
        (mark & GLUED, "glued"),
        (mark & TIED, "tied"),
        (after & DASH, "dash"),
        (after & CLOSER, "closer"),
        (before & OPENER, "opener"),
        (before & DASH, "dash"),
        (before & TITLE, "title"),
        (before & CAPITAL and after & LETTER, "name"),
        (before & NUMBER and after & UNIT, "unit"),
        (before & (ADDRESS | COMRADE) and after & CAPITAL, "address"),
        (before & CAPITAL and after & CAPITAL, "name"),
        (after & (NUMBER | CODE | ROMAN), "number"),
    )
    return next((name for holds, name in told if holds), "compound")


def _without_words(drawn: Drawn, number: int, start: int) -> list[Change]:
    """Single words of this line and the one before it whose removal moves the line's end."""
    atoms, text, stop = drawn.atoms, drawn.atoms.text, drawn.ends[number]
    first = ([0, 0, *drawn.ends])[number]
    found: list[Change] = []
    for word in range(stop - 1, first - 1, -1):
        glued = text.marks[word] & (GLUED | NOTE) or (word + 1 < len(text.pieces) and text.marks[word + 1] & GLUED)
        if glued or len(text.pieces) == 1:
            continue
        rest = without(text, word, word + 1)
        shorter = itemise(rest, atoms.plain.style, drawn.caster, size=atoms.plain.size, indent=atoms.indent)
        breaking = _like(break_lines(shorter, drawn.measure, drawn.measures), len(drawn.ends))
        if stop - 1 not in breaking.ends and number < breaking.lines:
            line = number + 1 if word >= start else number
            found.append(Change(text.pieces[word], line, breaking.lines, 0.0, _before(shorter, breaking.ends[number])))
        if len(found) == CHANGES:
            break
    return found


def _like(offered: tuple[Breaking, ...], lines: int) -> Breaking:
    """The breaks in so many lines, else the cheapest."""
    return next((one for one in offered if one.lines == lines), min(offered, key=lambda one: one.demerits))


def _other_lines(drawn: Drawn, number: int, offered: tuple[Breaking, ...], total: float) -> list[Change]:
    stop = drawn.ends[number]
    return [
        Change("", 0, one.lines, one.demerits - total, _before(drawn.atoms, one.ends[number]))
        for one in offered
        if one.lines != len(drawn.ends) and number < one.lines and one.ends[number] != stop
    ]


def _before(atoms: Atoms, stop: int) -> str:
    return atoms.text.cut(max(0, stop - SHOWN), stop).plain()
