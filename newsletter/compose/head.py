"""The head of a story: kicker, headline, deck, byline."""

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from newsletter.compose.grammar import NEVER, SOFT
from newsletter.compose.itemise import Atoms, fitted, itemise
from newsletter.compose.kit import Kit
from newsletter.compose.linebreak import HEADLINE_SENSE, Breaking, break_ragged, break_ragged_longer, leans, tears
from newsletter.compose.setting import Measure, Words, set_line, set_text
from newsletter.compose.solid import Solid, placed
from newsletter.geometry import Rect
from newsletter.model.article import Article, Text
from newsletter.model.layout import Slot, Style
from newsletter.pages.items import Item, Line, Panel, Role, TextRun
from newsletter.units import Mpt, half_up

CLEARANCE = 30
"""White between a mark and the descender above it, in per mille of the size."""
BESIDE = 30
"""How near at its side, per mille of the size, ink stands under other ink."""
TIGHTEST = 1040
"""Least leading of a headline, per mille of the size, where nothing collides."""
CAPS_RISE = 720
"""About the height of a capital, per mille of the size: where the top of a headline seems to be."""
KICKER_GAP = 300
"""Between the kicker's baseline and the capitals of the headline, per mille of the headline's size at most 24 pt."""
BROKEN = 1000
"""Price of a line that ends inside a compound or a name: no size is too small to spare it."""
LEANING_END = 70
"""Price of one that ends in a word that leans on the next: seven steps of size."""
TORN = 40
"""Price of one that tears a phrase (linebreak.tears), or of a line of one syllable."""
PARTED = 25
"""Price of one that ends at a seam of a name (grammar.LOOSE)."""
SMALLER = 10
"""Price of each step down in size."""
LONGER = 12
"""Price of each line beyond the fewest."""
SPARE = 2
"""Lines more than the measure allows that a headline may have at its smallest size, where fewer do worse to its sense."""
BEYOND = 20
"""Price of each of these on top."""
WIDE = 311_000
"""A measure (110 mm) from which a headline may have two lines at most; half as wide: three; else four."""


def set_head(article: Article, slot: Slot, width: Mpt, kit: Kit, *, more: int = 0) -> Solid:
    """The head in a measure; its last baseline lies on the grid.

    ``more``: lines that the headline takes beyond what it needs.
    """
    items: list[Item] = []
    y: Mpt = 0
    if article.kicker is not None:
        style = kit.style("kicker", slot)
        lines, height = _plain(article.kicker, style, kit, width, article.id, "kicker")
        items += placed(lines, 0, y)
        if style.ground is not None and lines:
            items[:] = [*[_label_ground(line, style) for line in lines], *placed(lines, style.size // 3, 0)]
        y = lines[-1].baseline + half_up(style.size * 0.2) if lines else height
    title, height = set_title(article, kit.style("title", slot), width, kit, more=more)
    if items and title:
        y += half_up(min(24_000, title[0].runs[0].size) * KICKER_GAP / 1000)
        y += _collision(items[-1], title[0], y, kit)
    elif title:
        y += _overhang(title[0], kit)
    items += placed(title, 0, y)
    y += height
    last, sag_at = y, len(items)
    for role, text in (("deck", article.deck), ("byline", article.byline)):
        if text is None:
            continue
        style = kit.style(role, slot)
        lines, _ = _plain(text, style, kit, width, article.id, "deck" if role == "deck" else "byline")
        if lines:
            space = half_up(style.leading * 0.35)
            space += _collision(items[-1], lines[0], last + space, kit) if items else 0
            items += placed(lines, 0, last + space)
            last += space + lines[-1].baseline
            last += 0 if role == "byline" else style.size // 4
    baseline = items[-1].baseline if items and isinstance(items[-1], Line) else 0
    return _on_grid(items, sag_at, baseline, kit, kit.style("byline", slot).after)


def _collision(above: Item, below: Line, y: Mpt, kit: Kit) -> Mpt:
    """How much lower than ``y`` a line must stand to keep clear of the one above it."""
    if not isinstance(above, Line):
        return 0
    white, there = below.runs[0].size * CLEARANCE // 1000, y + below.baseline - above.baseline
    return max(0, needed_leading([above.runs, below.runs], kit, there - white) + white - there)


def _overhang(first: Line, kit: Kit) -> Mpt:
    """How much a headline at the top of a slot is lowered, so that its marks begin where the slot does: a rule above
    leaves no more white than a quarter of a grid line."""
    return max(0, _reach(first.runs, kit)[1] - first.baseline)


def _on_grid(items: list[Item], sag_at: int, baseline: Mpt, kit: Kit, after: int) -> Solid:
    """Let the last baseline fall on the grid: half of what is missing above the headline, half below it."""
    step, drop = kit.baseline, kit.drop
    count = max(0, -(-(baseline - drop) // step))
    sag = count * step + drop - baseline
    above = sag if sag_at >= len(items) else sag // 2
    lowered = (*placed(items[:sag_at], 0, above), *placed(items[sag_at:], 0, sag))
    return Solid(lowered, count + 1 + after)


def _plain(text: Text, style: Style, kit: Kit, width: Mpt, story: str, role: Role) -> tuple[tuple[Line, ...], Mpt]:
    return set_text(text, style, kit.caster, Measure(0, width), Words(story, role))


def _width(line: Line) -> Mpt:
    spans = [span for run in line.runs for span in run.spans()]
    return spans[-1][1] - spans[0][0] if spans else 0


def _label_ground(line: Line, style: Style) -> Panel:
    pad = style.size // 3
    x0 = line.runs[0].x
    box = Rect(x0, line.baseline - style.size + pad // 3, x0 + _width(line) + 2 * pad, line.baseline + pad)
    assert style.ground is not None  # noqa: S101 - asked by the caller
    return Panel(box, style.ground)


def set_title(article: Article, style: Style, width: Mpt, kit: Kit, *, more: int = 0) -> tuple[tuple[Line, ...], Mpt]:
    """The headline from y 0 (the top of its capitals) down; lines and the last baseline."""
    size, atoms, breaking = _choose_size(article.title, style, width, kit)
    if more:
        breaking = _longer(atoms, breaking, width, more)
    rows: list[tuple[TextRun, ...]] = []
    start = 0
    for stop in breaking.ends:
        runs, _ = set_line(atoms, start, stop, Measure(0, width), last=True)
        rows.append(runs)
        start = stop
    white = size * CLEARANCE // 1000
    leading = needed_leading(rows, kit, size * TIGHTEST // 1000 - white) + white
    leading = max(leading, style.leading if len(style.steps) == 1 else 0)
    first = size * CAPS_RISE // 1000
    lines = []
    for number, runs in enumerate(rows):
        baseline = first + number * leading
        lines.append(Line(article.id, "title", "", baseline - leading * 3 // 4, baseline + leading // 4, baseline,
                          runs, 0.0, number == len(rows) - 1))  # fmt: skip
    return tuple(lines), lines[-1].baseline + size // 6 if lines else 0


def _choose_size(text: Text, style: Style, width: Mpt, kit: Kit) -> tuple[Mpt, Atoms, Breaking]:
    """Size and breaks: the largest size of the style that takes no more lines than the measure allows, unless it breaks
    the sense where a smaller one, or one line more, does not."""
    most = 2 if width >= WIDE else 3 if width * 2 >= WIDE else 4
    best: tuple[int, Mpt, Atoms, Breaking] | None = None
    for step, size in enumerate(style.steps):
        if best is not None and best[0] <= step * SMALLER:
            break  # this size is already dearer
        if size == style.steps[-1]:
            text, _ = fitted(text, kit.caster.table(style, size=size), width)
        atoms = itemise(text, style, kit.caster, size=size)
        smallest = size == style.steps[-1]
        for more, breaking in enumerate(_breakings(atoms, width, most, smallest=smallest)):
            beyond = max(0, min(more, breaking.lines - most))
            price = step * SMALLER + more * LONGER + beyond * BEYOND + _faults(atoms, breaking)
            if best is None or price < best[0]:
                best = (price, size, atoms, breaking)
    assert best is not None  # noqa: S101 - a text can always be broken in some way
    return best[1:]


def _longer(atoms: Atoms, breaking: Breaking, width: Mpt, more: int) -> Breaking:
    """The breaks in so many lines more, where the sense allows it."""
    longer = break_ragged(atoms, width, lines=breaking.lines + more, sense=HEADLINE_SENSE)
    return longer if longer is not None and _faults(atoms, longer) <= _faults(atoms, breaking) else breaking


def _breakings(atoms: Atoms, width: Mpt, most: int, *, smallest: bool) -> Iterator[Breaking]:
    """Breaks into as few lines as can be, and into each greater number up to ``most``; none where the text does not fit,
    unless this is the ``smallest`` size."""
    breaking = break_ragged(atoms, width, sense=HEADLINE_SENSE)
    if breaking is None:
        return
    fits = all(
        atoms.end[stop - 1] - atoms.at[start] <= width and atoms.prices[stop] < NEVER
        for start, stop in pairwise((0, *breaking.ends))
    )
    if smallest or (fits and breaking.lines <= most):
        yield breaking
    limit = max(most, breaking.lines) + SPARE if smallest else most
    if fits and limit > breaking.lines:
        yield from break_ragged_longer(atoms, width, range(breaking.lines + 1, limit + 1), HEADLINE_SENSE)


def _faults(atoms: Atoms, breaking: Breaking) -> int:
    """What the lines of a headline do to its sense."""
    ends = breaking.ends
    broken = sum(BROKEN for stop in ends[:-1] if atoms.prices[stop] >= SOFT)
    parted = sum(PARTED for stop in ends[:-1] if 0 < atoms.prices[stop] < SOFT)
    leaning = sum(LEANING_END for stop in ends[:-1] if leans(atoms, stop))
    torn = sum(TORN for stop in ends[:-1] if tears(atoms, stop))
    lonely = sum(TORN for start, stop in pairwise((0, *ends)) if stop - start == 1) if len(ends) > 1 else 0
    return broken + parted + leaning + torn + lonely


def needed_leading(rows: list[tuple[TextRun, ...]], kit: Kit, least: Mpt = 0) -> Mpt:
    """The least leading, from ``least`` on, at which no ink of a line meets ink of the next, glyph by glyph."""
    needed = max(0, least)
    for above, below in pairwise(rows):
        if _reach(below, kit)[1] - _reach(above, kit)[0] <= needed:
            continue
        beside = above[0].size * BESIDE // 1000
        lower = sorted(_inks(below, kit), key=itemgetter(3), reverse=True)
        for x0, x1, bottom, _ in _inks(above, kit):
            for u0, u1, _, top in lower:
                if top - bottom <= needed:
                    break  # the rest reaches no higher
                if x0 < u1 + beside and u0 < x1 + beside:
                    needed = top - bottom
    return needed


def _reach(runs: tuple[TextRun, ...], kit: Kit) -> tuple[Mpt, Mpt]:
    """The lowest and the highest that their ink can reach, y up from the baseline."""
    reaches = [(run.unit, *kit.caster.book.face(run.face).reach(shape)) for run in runs for shape in run.shapes]
    return min(half_up(low * unit) for unit, low, _ in reaches), max(half_up(high * unit) for unit, _, high in reaches)


def _inks(runs: tuple[TextRun, ...], kit: Kit) -> list[tuple[Mpt, Mpt, Mpt, Mpt]]:
    """Left, right, lowest and highest ink of each glyph; y up from the baseline."""
    boxes = []
    for run in runs:
        face = kit.caster.book.face(run.face)
        for (x, _), shape in zip(run.spans(), run.shapes, strict=True):
            boxes += [
                (
                    x + half_up(left * run.unit),
                    x + half_up(right * run.unit),
                    half_up(low * run.unit),
                    half_up(high * run.unit),
                )
                for left, low, right, high in face.inks(shape.text, run.tracking / run.unit)
            ]
    return boxes
