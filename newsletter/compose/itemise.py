"""Text becomes boxes, glue and penalties (Knuth & Plass 1981, p. 1126), held as parallel tuples.

A box is a shaped piece of text. Everything that does not depend on its neighbours is worked out once for each distinct
piece, face and size, and looked up from then on: 62,000 syllables of news hold under 5,000 distinct forms.
"""

from itertools import accumulate, pairwise
from operator import add, sub
from typing import NamedTuple

from newsletter.compose.grammar import HINGED, HYPHEN, NEVER, SOFT, hinges, prices, protrusion, reading
from newsletter.faces.book import FontBook
from newsletter.faces.shape import Shape
from newsletter.model.article import BOLD, BREAK, GLUED, HINGE, ITALIC, NOTE, TIED, Text
from newsletter.model.layout import FaceSpec, Style
from newsletter.model.lexicon import NO_WORDS, Lexicon
from newsletter.units import Mpt, half_up

NOTE_SIZE = 650
"""Size of a footnote's mark, per mille of the text."""
NOTE_RISE = 330
"""Its rise, per mille of the text's size."""
LONG_PIECE = 12
"""Letters; no Vietnamese syllable is longer (the longest, "nghiêng", has 7). Shorter pieces are measured only where a
line holds fewer ems."""
COMFORT = 0.75
"""Share of the style's limits of tracking and scale (and of its least word space) that is used up at ratio 1 and -1, the
bounds of what goes unseen; the rest is for the few lines that cannot do without."""


class Cast(NamedTuple):
    """A piece at a size: lengths in Mpt; ``stretch`` by tracking and scale at ratio 1, ``shrink`` at the limit.

    ``left`` and ``right`` are how far it hangs into a margin. ``face`` differs from the style's where a fallback family
    had to help out; ``unit`` is Mpt per font unit. ``kind``, ``opens`` and ``closes`` as in grammar.reading.
    """

    shape: Shape
    width: Mpt
    stretch: Mpt
    shrink: Mpt
    left: Mpt
    right: Mpt
    kind: int
    opens: str
    closes: str
    glyphs: int
    face: FaceSpec
    unit: float


class CastTable(dict[str, Cast]):
    """All casts of one face at one size under one style; a piece is cast when it is first asked for.

    ``em`` is the size of the text around, after which a whole line is tracked (of footnotes' marks: larger than ``size``).
    ``lacking`` collects the pieces with characters that no font has: (piece, characters); ``helped``: a fallback family had
    to help out with some.
    """

    def __init__(self, caster: "Caster", spec: FaceSpec, size: Mpt, style: Style, *, em: Mpt, rise: Mpt = 0) -> None:
        super().__init__()
        book = caster.book
        self.face = face = book.face(spec)
        self.book, self.spec, self.size, self.style, self.em, self.rise = book, spec, size, style, em, rise
        self.unit = size / face.upem
        self.space: Mpt = half_up(face.space * self.unit)
        self.lacking: dict[str, str] = {}
        self.helped = False

    def __missing__(self, text: str) -> Cast:
        style, spec, face = self.style, self.spec, self.face
        shown = text.upper() if style.caps else text
        if missing := face.missing(shown):
            covering = self.book.cover(spec, shown)
            if covering is None:
                self.lacking[text] = missing
            else:
                spec, face = covering, self.book.face(covering)
                self.helped = True
        shape = face.shape(shown)
        unit = self.size / face.upem
        glyphs = len(shape.glyphs)
        tracking = self.em / 1000
        width = shape.advance * unit + glyphs * style.tracking * tracking
        left = right = 0
        if glyphs:
            before, after = protrusion(shown[0])[0], protrusion(shown[-1])[1]
            left = half_up(before * shape.advances[0] * unit / 1000) if before else 0
            right = half_up(after * shape.advances[-1] * unit / 1000) if after else 0
        cast = self[text] = Cast(
            shape,
            half_up(width),
            half_up(COMFORT * (glyphs * style.tracking_max * tracking + width * (style.scale_max - 1000) / 1000)),
            half_up(-glyphs * style.tracking_min * tracking + width * (1000 - style.scale_min) / 1000),
            left,
            right,
            *reading(text),
            glyphs,
            spec,
            unit,
        )
        return cast


class Atoms(NamedTuple):
    """A paragraph ready to be broken; entry k of each tuple belongs to piece k.

    ``at`` and ``end``: natural x of a piece's left edge and right edge, counted from the paragraph's first piece as if on
    one line, protrusion taken off (a line from piece i to piece j is ``end[j] - at[i]`` wide; the indent of the first
    line is part of ``at[0]``). ``up_at``, ``up_end``, ``down_at``, ``down_end``: sums of stretch and shrink up to there.
    ``prices[k]``: penalty of a break before piece k; the last entry stands for the paragraph's end. ``tables`` is () where
    all pieces are of the plain face.
    """

    casts: tuple[Cast, ...]
    tables: tuple[CastTable, ...]
    at: tuple[Mpt, ...]
    end: tuple[Mpt, ...]
    up_at: tuple[Mpt, ...]
    up_end: tuple[Mpt, ...]
    down_at: tuple[Mpt, ...]
    down_end: tuple[Mpt, ...]
    prices: tuple[int, ...]
    text: Text
    plain: CastTable
    indent: Mpt


class Caster:
    """The cast tables of a run, by face, size and style, and what is known of its words."""

    def __init__(self, book: FontBook, lexicon: Lexicon = NO_WORDS) -> None:
        self.book, self.lexicon = book, lexicon
        self.tables: dict[tuple[FaceSpec, Mpt, Style, bool], CastTable] = {}

    def table(self, style: Style, spec: FaceSpec | None = None, size: Mpt = 0, *, note: bool = False) -> CastTable:
        key = (spec or style.face, size or style.size, style, note)
        found = self.tables.get(key)
        if found is None:
            rise = half_up(key[1] * NOTE_RISE / 1000) if note else 0
            cast_size = half_up(key[1] * NOTE_SIZE / 1000) if note else key[1]
            found = self.tables[key] = CastTable(self, key[0], cast_size, style, em=key[1], rise=rise)
        return found

    def tables_of(self, style: Style, size: Mpt = 0) -> tuple[CastTable, CastTable, CastTable, CastTable]:
        """By sum of the marks BOLD and ITALIC."""
        return (
            self.table(style, size=size),
            self.table(style, style.bold, size),
            self.table(style, style.emphasis, size),
            self.table(style, style.bold_emphasis, size),
        )


def itemise(text: Text, style: Style, caster: Caster, *, size: Mpt = 0, indent: Mpt = 0) -> Atoms:
    """The atoms of a text; ``size`` overrides the style's (headlines that try several sizes)."""
    plain = caster.table(style, size=size)
    marks = text.marks
    mixed = any(marks)
    tables = _tables(marks, style, caster, size) if mixed else ()
    if mixed:
        casts = tuple([table[piece] for table, piece in zip(tables, text.pieces, strict=True)])
    else:
        casts = tuple(map(plain.__getitem__, text.pieces))
    if not casts:
        return Atoms((), (), (), (), (), (), (), (), (0,), text, plain, indent)
    _, widths, ups, downs, lefts, rights, kinds, opens, closes, _, _, _ = zip(*casts, strict=True)
    if max(kinds) >= HINGED:
        return itemise(_unhinged(text, kinds), style, caster, size=size, indent=indent)
    tolls = prices(text.pieces, kinds, opens, closes, caster.lexicon)
    if tables:
        for index, mark in enumerate(marks):
            if mark & HINGE:
                tolls[index] = HYPHEN if text.pieces[index - 1][-1] == "-" else SOFT
            elif mark & (GLUED | TIED) and not mark & BREAK:
                tolls[index] = NEVER
    space = plain.space
    loosest, tightest = space * (style.space_max - 1000) // 1000, space * (1000 - style.space_min) // 1000
    end = tuple(accumulate(map(add, widths, _spaces(space, marks, mixed=mixed))))
    up_end = tuple(accumulate(map(add, ups, _spaces(loosest, marks, mixed=mixed))))
    down_end = tuple(accumulate(map(add, downs, _spaces(tightest, marks, mixed=mixed))))
    at = list(map(add, map(sub, end, widths), lefts))
    at[0] -= indent
    return Atoms(
        casts, tables, tuple(at), tuple(map(sub, end, rights)), tuple(map(sub, up_end, ups)), up_end,
        tuple(map(sub, down_end, downs)), down_end, tuple(tolls), text, plain, indent,
    )  # fmt: skip


def _spaces(width: Mpt, marks: tuple[int, ...], *, mixed: bool) -> list[Mpt]:
    """What so wide a space comes to before each piece; nothing before the first, and where no space stands."""
    if mixed:
        return [0, *[0 if mark & GLUED else width for mark in marks[1:]]]
    return [0, *([width] * (len(marks) - 1))]


def _tables(marks: tuple[int, ...], style: Style, caster: Caster, size: Mpt) -> tuple[CastTable, ...]:
    faces = caster.tables_of(style, size)
    note = caster.table(style, size=size, note=True)
    return tuple(note if mark & NOTE else faces[mark & (BOLD | ITALIC)] for mark in marks)


def forced_breaks(text: Text) -> tuple[Text, ...]:
    """A text cut at its hard line breaks."""
    starts = [index for index, mark in enumerate(text.marks) if mark & BREAK and index]
    bounds = [0, *starts, len(text.pieces)]
    return tuple(text.cut(a, b) for a, b in pairwise(bounds))


def _unhinged(text: Text, kinds: tuple[int, ...]) -> Text:
    """A text in which the parts of hinged words are pieces, before each of which a line may begin."""
    parts = {index: _parts(text.pieces[index], [0, *hinges(text.pieces[index])]) for index, kind in enumerate(kinds)
             if kind >= HINGED}  # fmt: skip
    return _parted(text, parts, HINGE)


def _parts(piece: str, cuts: list[int]) -> list[tuple[int, str]]:
    return [(start, piece[start:stop]) for start, stop in pairwise([*sorted(cuts), len(piece)])]


def _parted(text: Text, parts: dict[int, list[tuple[int, str]]], joint: int) -> Text:
    """A text some pieces of which become several, glued; ``joint`` is the mark of all but the first of each. ``parts``:
    index of a piece -> offsets and pieces."""
    columns: list[tuple[str, int, int, int]] = []
    became: list[int] = []
    for index, (piece, start, end, mark) in enumerate(
        zip(text.pieces, text.starts, text.ends, text.marks, strict=True)
    ):
        became.append(len(columns))
        if index not in parts:
            columns.append((piece, start, end, mark))
            continue
        for offset, part in parts[index]:
            at = start + offset if start >= 0 else start
            first = mark if not offset else mark & (BOLD | ITALIC) | GLUED | joint
            columns.append((part, at, at + len(part) if start >= 0 else end, first))
    pieces, starts, ends, marks = zip(*columns, strict=True)
    links = tuple((became[a], (*became, len(pieces))[b + 1] - 1, address) for a, b, address in text.links)
    return Text(text.file, pieces, starts, ends, marks, links)


def fitted(text: Text, table: CastTable, measure: Mpt) -> tuple[Text, tuple[str, ...]]:
    """A text no piece of which is wider than the measure, and the pieces that had to be cut for it.

    A syllable is never broken; what is cut here is no syllable (an address, a run of digits, ten thousand letters).
    """
    letters = min(LONG_PIECE, measure // table.size)
    if max(map(len, text.pieces), default=0) <= letters:
        return text, ()
    long = [piece for piece in text.pieces if len(piece) > letters and table[piece].width > measure]
    if not long:
        return text, ()
    parts = {index: _chop(piece, table, measure) for index, piece in enumerate(text.pieces) if piece in long}
    return _parted(text, parts, BREAK), tuple(long)


def _chop(piece: str, table: CastTable, measure: Mpt) -> list[tuple[int, str]]:
    """Parts of a long piece, each as wide as the measure takes, with their offsets."""
    shape = table[piece].shape
    unit = table.unit
    parts: list[tuple[int, str]] = []
    start, width = 0, 0.0
    for advance, cluster in zip(shape.advances, shape.clusters, strict=True):
        width += advance * unit
        if width > measure * 0.98 and cluster > start:
            parts.append((start, piece[start:cluster]))
            start, width = cluster, advance * unit
    parts.append((start, piece[start:]))
    return parts
