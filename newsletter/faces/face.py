"""A face: one instance of a font file, ready to turn text into glyphs without touching the disk again."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

import uharfbuzz as hb

from newsletter.faces.shape import Shape
from newsletter.model.artwork import Operator, Segment
from newsletter.model.fonts import pdf_name
from newsletter.model.layout import FaceSpec
from newsletter.units import half_up

FEATURES = {"liga": False, "clig": False, "dlig": False, "calt": False}
"""Kerning stays; ligatures would hide letters from tracking and from the reader who copies text."""

_NO_SCRIPT = frozenset({None, "Zyyy", "Zinh", "Zzzz"})
"""Figures and points alone: they take the kerning of the letters they stand among."""

NO_BREAK_SPACE, THIN_SPACE, NARROW_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2009", "\u202f", "\u2011"
THIN_EM = 6
"""A thin space that a font lacks is a sixth of an em (Unicode 16, 6.2: a fifth or a sixth)."""

_STAND_INS = {NO_BREAK_SPACE: " ", THIN_SPACE: " ", NARROW_SPACE: " ", NO_BREAK_HYPHEN: "-"}
_STANDING = frozenset(_STAND_INS)
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""HarfBuzz sets these as nothing, whether the font has them or not (Default_Ignorable_Code_Point)."""
_SHARED = _STANDING | _UNSEEN | {"\u2010", "\u2126", "\u2206", "\u00b5"}
"""Characters that fonts often draw with the glyph of another: what they stand for is written beside them in the PDF."""

_DROPPED = (
    "BASE",
    "DSIG",
    "GDEF",
    "GPOS",
    "GSUB",
    "HVAR",
    "MVAR",
    "OS/2",
    "STAT",
    "VORG",
    "cmap",
    "gasp",
    "meta",
    "name",
    "post",
)
"""What a viewer never reads in an embedded font (ISO 32000-1, 9.9)."""


class Bounds(NamedTuple):
    """Real outline bounds in font units, y up; all zero where there is no ink."""

    x0: int
    y0: int
    x1: int
    y1: int


class Face:
    """An instance of a font file: shapes text, measures its ink and writes the program that a PDF embeds.

    ``coordinates`` are (axis tag, value) of a variable font, () of a static one. All lengths are font units.
    """

    def __init__(self, spec: FaceSpec, source: hb.Face, coordinates: tuple[tuple[str, float], ...] = ()) -> None:
        self.spec = spec
        self._source = source
        self._coordinates = coordinates
        self._font = hb.Font(source)
        self._font.set_variations(dict(coordinates))
        self._buffer = hb.Buffer()
        self._shapes: dict[str, Shape] = {}
        self._covered: dict[str, bool] = {}
        self._nominal = _Advances(self._font)
        self._digits = _Digits()
        self._gaps = _Gaps(source.upem)
        self._bounds = _Outlines(self._font)
        self.upem: int = source.upem
        self.outlines: Literal["glyf", "CFF"] = "glyf" if "glyf" in source.table_tags else "CFF"
        self.space_glyph: int = self._font.get_nominal_glyph(0x20) or 0
        self.space = self.advance(self.space_glyph)
        self.space_code = f"{self.space_glyph:04X}"
        self.slant: float = self._font.get_style_value(hb.StyleTag.SLANT_ANGLE)
        self.cap_height = self.ink("H").y1
        self.x_height = self.ink("x").y1

    @property
    def name(self) -> str:
        """The PostScript name of the font file's family, for the PDF."""
        return pdf_name(self._source.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.spec.family) or "Face"

    @property
    def coordinates(self) -> tuple[tuple[str, float], ...]:
        return self._coordinates

    def shape(self, text: str) -> Shape:
        """Glyphs of a text (NFC). A character without a glyph becomes glyph 0: ask ``missing`` before."""
        found = self._shapes.get(text)
        if found is None:
            found = self._shapes[text] = self._shape(text)
        return found

    def missing(self, text: str) -> str:
        """The characters of a text that the face cannot set, in order, once each."""
        covered = self._covered
        if all(map(covered.get, text)):
            return ""
        return "".join(letter for letter in dict.fromkeys(text) if not self._covers(letter))

    def advance(self, glyph: int) -> int:
        """Advance of a glyph without kerning."""
        return self._nominal[glyph]

    def ink(self, text: str) -> Bounds:
        """Bounds of the outlines of a text, its origin at 0, 0."""
        boxes = self.inks(text)
        if not boxes:
            return Bounds(0, 0, 0, 0)
        left, bottom, right, top = zip(*boxes, strict=True)
        return Bounds(min(left), min(bottom), max(right), max(top))

    def inks(self, text: str, tracking: float = 0.0) -> list[tuple[int, int, int, int]]:
        """Bounds of the outline of each glyph that has one, ``tracking`` font units added after each."""
        shape = self.shape(text)
        boxes = []
        x = 0.0
        for glyph, advance in zip(shape.glyphs, shape.advances, strict=True):
            x0, y0, x1, y1 = self._bounds[glyph]
            if x1 > x0:
                at = half_up(x)
                boxes.append((at + x0, y0, at + x1, y1))
            x += advance + tracking
        return boxes

    def reach(self, shape: Shape) -> tuple[int, int]:
        """The lowest and the highest ink of a shape, its baseline included."""
        boxes = list(map(self._bounds.__getitem__, shape.glyphs))
        return min([0, *[low for _, low, _, _ in boxes]]), max([0, *[high for _, _, _, high in boxes]])

    def outline(self, text: str) -> tuple[Segment, ...]:
        """The outlines of a text as path operators of PDF (m, l, c, h) and their coordinates, origin at 0, 0."""
        shape = self.shape(text)
        pen = _PathPen()
        for glyph, advance in zip(shape.glyphs, shape.advances, strict=True):
            self._font.draw_glyph_with_pen(glyph, pen)
            pen.x += advance
        return tuple(pen.path)

    def program(self, glyphs: Iterable[int]) -> bytes:
        """The font file with these glyphs alone, under their old numbers; a bare CFF table for CFF outlines."""
        request = hb.SubsetInput()
        request.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
            | hb.SubsetFlags.DOWNGRADE_CFF2
        )
        request.glyph_set.update(sorted(glyphs))
        request.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
        if self._coordinates:
            request.pin_all_axes_to_default(self._source)
        for tag, value in self._coordinates:
            request.pin_axis_location(self._source, tag, value)
        subset = hb.subset(self._source, request)
        program = subset.blob if self.outlines == "glyf" else subset.reference_table("CFF ")
        return bytes(program.data)

    def _covers(self, letter: str) -> bool:
        found = self._covered.get(letter)
        if found is None:
            stand_in = _STAND_INS.get(letter, letter)
            found = letter in _UNSEEN or any(map(self._font.get_nominal_glyph, (ord(letter), ord(stand_in))))
            self._covered[letter] = found
        return found

    def _shape(self, text: str) -> Shape:
        """Hot where text is new: about 6 microseconds a piece."""
        buffer = self._buffer
        buffer.clear_contents()
        shown = self._stand_in(text)
        buffer.add_str(shown)
        buffer.guess_segment_properties()
        if buffer.script in _NO_SCRIPT:
            buffer.script = "Latn"
        buffer.language = "vi"
        hb.shape(self._font, buffer, FEATURES)
        infos = buffer.glyph_infos
        glyphs = tuple([info.codepoint for info in infos])
        clusters = tuple([info.cluster for info in infos])
        places = [place.position for place in buffer.glyph_positions]
        advances = [place[2] for place in places]
        if shown != text:
            self._narrow(text, clusters, advances)
        code = self._code(glyphs, advances, [place[0] for place in places])
        if len(glyphs) != len(text) or not _SHARED.isdisjoint(text):
            code = _spelt_out(text, code)
        return Shape(text, glyphs, tuple(advances), clusters, sum(advances), code)

    def _stand_in(self, text: str) -> str:
        """The text with stand-ins for what the font lacks."""
        if text.isascii() or _STANDING.isdisjoint(text):
            return text
        return "".join(
            _STAND_INS[letter] if letter in _STAND_INS and not self._font.get_nominal_glyph(ord(letter)) else letter
            for letter in text
        )

    def _narrow(self, text: str, clusters: tuple[int, ...], advances: list[int]) -> None:
        """A word space that stands in for a thin one takes a thin one's width."""
        for index, cluster in enumerate(clusters):
            lacking = text[cluster] in (THIN_SPACE, NARROW_SPACE) and not self._font.get_nominal_glyph(
                ord(text[cluster])
            )
            if lacking:
                advances[index] = self.upem // THIN_EM

    def _code(self, glyphs: tuple[int, ...], advances: list[int], offsets: list[int]) -> str:
        """The piece for a TJ array; an offset moves one glyph and is taken back behind it."""
        gaps = self._gaps
        parts = list(map(self._digits.__getitem__, glyphs))
        widths = map(self._nominal.__getitem__, glyphs)
        for at, (width, advance, offset) in enumerate(zip(widths, advances, offsets, strict=True)):
            if offset or width != advance:
                parts[at] = f"{gaps[-offset]}{parts[at]}{gaps[width - advance + offset]}"
        return "".join(parts).replace("<>", " ")


class _Advances(dict[int, int]):
    """By glyph, in font units and without kerning; asked of the font once."""

    def __init__(self, font: hb.Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, glyph: int) -> int:
        width = self[glyph] = int(self._font.get_glyph_h_advance(glyph))
        return width


class _Outlines(dict[int, tuple[int, int, int, int]]):
    """The bounds of a glyph by itself, as in ``Bounds``."""

    def __init__(self, font: hb.Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, glyph: int) -> tuple[int, int, int, int]:
        found = (0, 0, 0, 0)
        if extents := self._font.get_glyph_extents(glyph):
            left, top, width, height = extents
            found = (left, top + height, left + width, top)
        self[glyph] = found
        return found


class _Digits(dict[int, str]):
    """A glyph as it is written in a string of the PDF."""

    def __missing__(self, glyph: int) -> str:
        digits = self[glyph] = f"{glyph:04X}"
        return digits


class _Gaps(dict[int, str]):
    """Font units -> a number of a TJ array between two strings: thousandths of an em, one decimal; "" for none."""

    def __init__(self, upem: int) -> None:
        super().__init__({0: ""})
        self._upem = upem

    def __missing__(self, units: int) -> str:
        thousandths = f"{units * 1000 / self._upem:.1f}".removesuffix(".0")
        gap = self[units] = f">{thousandths}<"
        return gap


Place = tuple[float, float]


class _PathPen:
    """Collects outlines, as HarfBuzz hands them to a fontTools pen; a quadratic curve becomes a cubic one."""

    def __init__(self) -> None:
        self.path: list[Segment] = []
        self.x = 0
        self._at: Place = (0.0, 0.0)

    def moveTo(self, to: Place) -> None:  # noqa: N802 (names of the pen protocol)
        self._add("m", to)

    def lineTo(self, to: Place) -> None:  # noqa: N802
        self._add("l", to)

    def curveTo(self, one: Place, two: Place, to: Place) -> None:  # noqa: N802
        self._add("c", one, two, to)

    def qCurveTo(self, bend: Place, to: Place) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2) = self._at, bend, to
        self._add(
            "c", (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3), (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3), to
        )

    def closePath(self) -> None:  # noqa: N802
        self._add("h")

    def _add(self, operator: Operator, *points: Place) -> None:
        self.path.append((operator, tuple(value for x, y in points for value in (x + self.x, y))))
        if points:
            self._at = points[-1]


def _spelt_out(text: str, code: str) -> str:
    """A piece that carries its text beside its glyphs (ISO 32000-1, 14.9.4), still to be joined as text."""
    utf16 = ("\ufeff" + text).encode("utf-16-be").hex().upper()
    return f">]TJ/Span<</ActualText<{utf16}>>>BDC[<{code}>]TJ EMC[<"
