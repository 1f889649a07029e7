"""Broken text becomes lines of glyph runs at their places."""

from typing import NamedTuple

from newsletter.compose.even import NATURAL, Setting, settings_of
from newsletter.compose.itemise import Atoms, Cast, Caster, fitted, forced_breaks, itemise
from newsletter.compose.linebreak import break_lines, break_ragged
from newsletter.model.article import GLUED, Text
from newsletter.model.layout import Style
from newsletter.pages.items import Line, Role, TextRun
from newsletter.units import Mpt, half_up


class Measure(NamedTuple):
    """Where a line may stand: left edge and width."""

    left: Mpt
    width: Mpt


def set_line(
    atoms: Atoms, start: int, stop: int, measure: Measure, setting: Setting = NATURAL, *, last: bool
) -> tuple[tuple[TextRun, ...], float]:
    """The runs of pieces start … stop-1 on one line, and the mean word space over the natural one (0 = not justified)."""
    style = atoms.plain.style
    casts = atoms.casts[start:stop]
    indent = 0 if start else atoms.indent
    natural = atoms.end[stop - 1] - atoms.at[start]
    slack = measure.width - natural
    space = float(atoms.plain.space)
    marks = atoms.text.marks
    gaps = stop - start - 1
    if atoms.tables:
        gaps = sum(1 for mark in marks[start + 1 : stop] if not mark & GLUED)
    justified = style.align == "justify" and (slack < 0 or (gaps > 0 and not last))
    (scale, tracking), gap = setting, 0.0
    x = measure.left + indent - casts[0].left
    if justified:
        glyphs = sum([cast.glyphs for cast in casts])
        margins = casts[0].left + casts[-1].right - indent
        width = (natural + margins - gaps * atoms.plain.space + glyphs * tracking) * scale / 1000
        # The last glyph's tracking falls outside the measure.
        goal = measure.width + margins + tracking * scale / 1000
        if gaps:
            space = (goal - width) / gaps
            gap = (space + tracking * scale / 1000) / atoms.plain.space
    elif style.align == "right":
        x += slack
    elif style.align == "centre":
        x += slack // 2
    tracking += style.tracking * atoms.plain.size / 1000
    if not (atoms.tables or atoms.plain.helped):
        table = atoms.plain
        run = TextRun(table.spec, table.size, table.unit, style.colour, x, tuple([cast.shape for cast in casts]),
                      atoms.text, start, space, scale, tracking)  # fmt: skip
        return (run,), gap
    return _mixed(atoms, start, casts, float(x), (space, scale, tracking)), gap


def _mixed(
    atoms: Atoms, start: int, casts: tuple[Cast, ...], x: float, setting: tuple[float, int, float]
) -> tuple[TextRun, ...]:
    """Runs of a line in which the face changes."""
    space, scale, tracking = setting
    marks, colour = atoms.text.marks, atoms.plain.style.colour
    runs: list[TextRun] = []
    first, run_x = 0, x
    for k, cast in enumerate(casts):
        if k and not marks[start + k] & GLUED:
            x += space
        table = atoms.tables[start + k] if atoms.tables else atoms.plain
        if k == first:
            run_x = x
        x += (cast.shape.advance * cast.unit + cast.glyphs * tracking) * scale / 1000
        following = casts[k + 1] if k + 1 < len(casts) else None
        after = atoms.tables[start + k + 1] if atoms.tables and following else table
        if following is None or following.face != cast.face or after.size != table.size:
            shapes = tuple([one.shape for one in casts[first : k + 1]])
            runs.append(TextRun(cast.face, table.size, cast.unit, colour, half_up(run_x), shapes,
                                atoms.text, start + first, space, scale, tracking, table.rise))  # fmt: skip
            first = k + 1
    return tuple(runs)


class Words(NamedTuple):
    """What lines of text share on their way to the page."""

    story: str
    role: Role
    frame: str = ""


def set_text(
    text: Text, style: Style, caster: Caster, measure: Measure, words: Words, *, indent: Mpt = 0
) -> tuple[tuple[Line, ...], Mpt]:
    """A text off the grid (caption, deck, box), at the style's own leading from y 0 down; its lines and its height."""
    lines: list[Line] = []
    leading, drop = style.leading, baseline_in(style.leading, style.size)
    for part in forced_breaks(fitted(text, caster.table(style), measure.width)[0]):
        atoms = itemise(part, style, caster, indent=indent if not lines else 0)
        start = 0
        ends = best_ends(atoms, measure.width)
        for stop, setting in zip(ends, settings_of(atoms, ends, (measure.width,) * len(ends)), strict=True):
            last = stop == len(atoms.casts)
            runs, gap = set_line(atoms, start, stop, measure, setting, last=last)
            top = len(lines) * leading
            lines.append(Line(*words[:3], top, top + leading, top + drop, runs, gap, last))
            start = stop
    return tuple(lines), len(lines) * leading


def best_ends(atoms: Atoms, width: Mpt) -> tuple[int, ...]:
    """Where the lines of a text end that has no choice of line counts to offer."""
    if atoms.plain.style.align == "justify":
        return min(break_lines(atoms, width), key=lambda breaking: breaking.demerits).ends
    breaking = break_ragged(atoms, width)
    return breaking.ends if breaking else ()


def baseline_in(leading: Mpt, size: Mpt) -> Mpt:
    """How far below the top of its line slot a baseline lies: descenders take a quarter of the size, the rest of the
    leading is split as type does, more above than below."""
    return leading - (leading - size) // 3 - size // 4
