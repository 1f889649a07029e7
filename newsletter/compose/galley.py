"""Paragraphs on the grid: text that offers itself in several numbers of lines, and its lines once a place is found."""

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from newsletter.compose.even import Setting, settings_of
from newsletter.compose.flow import EMPTY_LINE, LEAST_TOGETHER, Block, Option, Placed
from newsletter.compose.itemise import Atoms, forced_breaks, itemise
from newsletter.compose.kit import Kit
from newsletter.compose.ledger import Drawn
from newsletter.compose.linebreak import break_first, break_lines
from newsletter.compose.rows import Row
from newsletter.compose.setting import Measure, Words, best_ends, set_line
from newsletter.model.article import GLUED, Text
from newsletter.model.layout import Style
from newsletter.pages.items import Line, TextRun
from newsletter.units import Mpt, half_up

MARKED_ROOM = 350
"""How far the mark of a drop cap (Ấ, Ễ, Ộ) may rise over the capitals of its line, per mille of the line distance."""
DEAREST = 5 * EMPTY_LINE
"""Price of a number of lines with which a paragraph has a runt or a line as loose as can be: dearer than a few empty lines,
cheaper than a widow."""
WHOLE = Row(0)
LEAST_BESIDE = 12
"""Characters of a line beside something."""


RISE = 950
"""How high the letters of text reach with their marks, per mille of its size: what hangs lower from an initial (the dot of
Ộ, the tail of Q) asks for one more line beside it."""


class DropCap(NamedTuple):
    """The initial; ``lines`` are shortened by ``width`` at the left. Its run is placed from x 0 on baseline 0,
    ``foot`` below that of the first line.

    ``whole`` is the paragraph with it.
    """

    run: TextRun
    lines: int
    width: Mpt
    whole: Text
    foot: Mpt


class Galley(NamedTuple):
    """A paragraph as one block of a flow. ``left`` is its distance from the column's edge (lists, quotations); ``settings``
    are those of all its lines by their ends and widths, worked out once for all columns over which they stand."""

    atoms: Atoms
    settings: Callable[[tuple[int, ...], tuple[Mpt, ...]], tuple[Setting, ...]]
    words: Words
    left: Mpt
    width: Mpt
    label: TextRun | None = None
    drop: DropCap | None = None

    @property
    def text(self) -> Text:
        """All of the paragraph, its initial too."""
        return self.atoms.text if self.drop is None else self.drop.whole

    def measure(self, line: int, row: Row = WHOLE) -> Measure:
        """Where a line stands in the column, on a row that something may narrow."""
        cap = self.drop.width if self.drop is not None and line < self.drop.lines else 0
        width = row.width - self.left if row.width else self.width
        return Measure(row.left + self.left + cap, width - cap)

    def measures(self, lines: int, rows: tuple[Row, ...]) -> list[Measure]:
        """Where each line stands; most paragraphs are of one width from their first line to their last. Lines for which no
        row is left are as wide as the column."""
        if not rows and self.drop is None:
            return [self.measure(0)] * lines
        return [self.measure(line, rows[line] if line < len(rows) else WHOLE) for line in range(lines)]


class Para(NamedTuple):
    """How a paragraph differs from plain text: indent of the first line, distance from the left, label, drop cap; the
    last three as in flow.Block."""

    indent: Mpt = 0
    left: Mpt = 0
    label: TextRun | None = None
    drop_lines: int = 0
    before: int = 0
    splits: bool = True
    keeps: bool = False


PLAIN = Para()


def make_galleys(
    text: Text, style: Style, width: Mpt, words: Words, kit: Kit, para: Para = PLAIN
) -> list[tuple[Block, Galley]]:
    """A text as blocks of the flow, one for each part between hard line breaks; none where it is empty."""
    made: list[tuple[Block, Galley]] = []
    for number, part in enumerate(forced_breaks(kit.fitting(text, style, width - para.left))):
        if not part.pieces:
            continue
        para_here = para if not number else para._replace(indent=0, label=None, drop_lines=0, before=0)
        made.append(_make(part, style, width - para.left, words, kit, para_here))
    return made


def _make(text: Text, style: Style, width: Mpt, words: Words, kit: Kit, para: Para) -> tuple[Block, Galley]:
    drop, whole = None, text
    if para.drop_lines:
        text, drop = _drop_cap(text, style, kit, para.drop_lines)
    atoms = itemise(text, style, kit.caster, indent=0 if drop else para.indent)
    galley = Galley(atoms, cache(partial(settings_of, atoms)), words, para.left, width, para.label, drop)
    if style.align == "justify":
        breakings = break_lines(atoms, width, (width - drop.width,) * drop.lines if drop else ())
        least = min(breaking.demerits for breaking in breakings)
        options = tuple([Option(len(ends), min(cost - least, DEAREST), ends) for cost, ends in breakings])
    else:
        least = 0.0
        ends = best_ends(atoms, width - (drop.width if drop else 0))
        options = (Option(len(ends), 0.0, ends),)
    if drop and (min(option.lines for option in options) <= drop.lines or _overfull(galley, options)):
        return _make(whole, style, width, words, kit, para._replace(drop_lines=0))
    first = max(LEAST_TOGETHER, drop.lines if drop else 0)
    return Block(options, para.before, para.splits, para.keeps, first, _reflow(galley, least)), galley


def _overfull(galley: Galley, options: tuple[Option, ...]) -> bool:
    """Whether a word is wider than the line on which it stands beside the initial."""
    casts = galley.atoms.casts
    beside = max(option.ends[galley.drop.lines - 1] for option in options) if galley.drop else 0
    return any(cast.width - cast.left - cast.right > galley.measure(0).width for cast in casts[:beside])


def _reflow(galley: Galley, least: float) -> Callable[[tuple[Row, ...]], tuple[Option, ...]]:
    """The choices of a paragraph on rows of their own widths, none where it would stand badly on them; ``least`` is its
    price in a clear column."""

    @cache
    def options(rows: tuple[Row, ...]) -> tuple[Option, ...]:
        widths = tuple([galley.measure(number, row).width for number, row in enumerate(rows)])
        if galley.atoms.plain.style.align == "justify":
            breakings = break_lines(galley.atoms, galley.width, widths)
        else:
            breakings = (break_first(galley.atoms, galley.width, widths),)
        return tuple([
            Option(len(ends), min(cost - least, DEAREST), ends, rows[: len(ends)])
            for cost, ends in breakings
            if _stands(galley.atoms, ends, rows, widths)
        ])  # fmt: skip

    return options


def _stands(atoms: Atoms, ends: tuple[int, ...], rows: tuple[Row, ...], widths: tuple[Mpt, ...]) -> bool:
    """Whether the lines beside things are no wider than their rows, and none of them is under twelve characters."""
    for start, stop, row, width in zip((0, *ends), ends, rows, widths, strict=False):
        if not row.width:
            continue
        least = atoms.end[stop - 1] - atoms.at[start] - (atoms.down_end[stop - 1] - atoms.down_at[start])
        short = stop < len(atoms.casts) and len(atoms.text.cut(start, stop).plain()) < LEAST_BESIDE
        if least > width or short:
            return False
    return True


def _drop_cap(text: Text, style: Style, kit: Kit, lines: int) -> tuple[Text, DropCap | None]:
    """Part the first letter from its word, and size it so that its foot and top meet those of ``lines`` lines."""
    piece = text.pieces[0]
    if not piece[0].isalpha() or len(text.pieces) < 2 * lines:
        return text, None
    cap_style = kit.style("drop-cap")
    face = kit.caster.book.face(cap_style.face)
    letter = piece[0].upper()
    height = (lines - 1) * kit.baseline + half_up(style.size * 0.66)
    _, ink_foot, _, ink_top = face.ink(letter)
    size = half_up(height * face.upem / face.cap_height)
    most = height + kit.baseline * MARKED_ROOM // 1000
    if ink_top * size > most * face.upem:
        size = most * face.upem // ink_top
    initial = Text(text.file, (piece[0],), text.starts[:1], (text.starts[0] + 1,), text.marks[:1])
    table = kit.caster.table(cap_style, size=size)
    cast = table[letter]
    left, _, right, _ = face.ink(letter)
    run = TextRun(table.spec, size, table.unit, cap_style.colour, -half_up(left * table.unit), (cast.shape,), initial)
    width = half_up((right - left) * table.unit) + style.size * 2 // 5
    if len(piece) == 1:
        rest = text.cut(1)
    else:
        rest = text._replace(
            pieces=(piece[1:], *text.pieces[1:]),
            starts=(text.starts[0] + 1, *text.starts[1:]),
            marks=(text.marks[0] | GLUED, *text.marks[1:]),
        )
    foot = (lines - 1) * kit.baseline
    hanging = -ink_foot * size > (kit.baseline - style.size * RISE // 1000) * face.upem
    return rest, DropCap(run, lines + hanging, width, text, foot)


def draw(galley: Galley, part: Placed, x: Mpt, y: Mpt, kit: Kit) -> list[Line]:
    """The lines of a galley that are placed in a column whose left edge is ``x`` and whose first grid line begins at y."""
    atoms, words, drop, ends, rows = galley.atoms, galley.words, kit.drop, part.option.ends, part.option.rows
    step = kit.baseline
    count = len(atoms.casts)
    drawn: list[Line] = []
    start = ends[part.start - 1] if part.start else 0
    measures = galley.measures(len(ends), rows)
    widths = tuple([measure.width for measure in measures])
    settings = galley.settings(ends, widths)
    for number in range(part.start, part.stop):
        stop = ends[number]
        baseline = y + drop + (rows[number].line if rows else part.line + number - part.start) * step
        left, width = measures[number]
        runs, gap = set_line(atoms, start, stop, Measure(x + left, width), settings[number], last=stop == count)
        top = baseline - drop
        if not number and galley.drop is not None:
            drawn.append(_draw_cap(galley.drop, words, x + left - galley.drop.width, top, baseline, step))
        if not number and galley.label is not None:
            runs = (galley.label._replace(x=galley.label.x + x + left - galley.left), *runs)
        drawn.append(Line(*words, top, top + step, baseline, runs, gap, stop == count))
        start = stop
    if kit.ledger.asked and kit.ledger.asked == words.story:
        kit.ledger.drawn.append(Drawn(atoms, ends, widths, galley.width, kit.caster))
    return drawn


def _draw_cap(drop: DropCap, words: Words, x: Mpt, top: Mpt, baseline: Mpt, step: Mpt) -> Line:
    run = drop.run._replace(x=drop.run.x + x)
    return Line(words.story, "drop-cap", words.frame, top, top + drop.lines * step, baseline + drop.foot, (run,))
