"""Set lines as PDF text operators: glyph numbers under Identity-H, word spaces as numbers of a TJ array.

A word space is the face's own space glyph, moved by a number: what is copied out of the PDF has its spaces, and
the line is as wide as compose made it. All is strings joined as text; nothing happens glyph by glyph.
"""

from operator import attrgetter
from typing import NamedTuple

from newsletter.colour import BLACK, Cmyk
from newsletter.faces.book import FontBook
from newsletter.faces.face import Face
from newsletter.faces.shape import Shape
from newsletter.model.article import GLUED
from newsletter.model.layout import FaceSpec
from newsletter.pages.items import Line, TextRun
from newsletter.render.inks import Palette
from newsletter.units import Mpt

_code = attrgetter("code")


class FaceUse(NamedTuple):
    """A face in this PDF: its resource name, and every piece that was set in it, by code."""

    name: str
    face: Face
    used: dict[str, Shape]


class FaceUses:
    """The faces of a PDF in the order of their first use; designs of one instance share an entry."""

    def __init__(self, book: FontBook) -> None:
        self._book = book
        self._by_spec: dict[FaceSpec, FaceUse] = {}
        self._by_face: dict[int, FaceUse] = {}

    def of(self, spec: FaceSpec) -> FaceUse:
        found = self._by_spec.get(spec)
        if found is None:
            face = self._book.face(spec)
            found = self._by_face.get(id(face))
            if found is None:
                found = self._by_face[id(face)] = FaceUse(f"F{len(self._by_face) + 1}", face, {})
            self._by_spec[spec] = found
        return found

    def all(self) -> tuple[FaceUse, ...]:
        return tuple(self._by_face.values())


class Typesetter:
    """Writes the text of one page into ``parts``; repeats no operator whose effect still holds.

    ``left`` and ``top`` are where the trim's top left corner lies on the media, from its bottom left, y up.
    """

    def __init__(
        self, parts: list[str], uses: FaceUses, palette: Palette, place: tuple[Mpt, Mpt], *, press: bool
    ) -> None:
        self._parts = parts
        self._uses = uses
        self._palette = palette
        self._left, self._top = place
        self._press = press
        self._open = False
        self._font: tuple[FaceSpec, Mpt] | None = None
        self._scale, self._tracking = 1000, 0.0
        self._ink: Cmyk | None = None
        self._overprint = False

    def close(self) -> None:
        """End the text object before anything else is drawn."""
        if self._open:
            self._parts.append("ET\n")
            self._open = False

    def open(self) -> None:
        if not self._open:
            self._parts.append("BT\n")
            self._open = True

    def fill(self, ink: Cmyk, *, overprint: bool) -> None:
        """The colour of text and areas."""
        if ink != self._ink:
            self._parts.append(self._palette.operator(ink))
            self._ink = ink
        self.overprinting(overprint)

    def overprinting(self, wanted: bool) -> None:
        """Black text and thin black lines print over what lies beneath on the press; all else knocks out."""
        if self._press and wanted is not self._overprint:
            self._parts.append("/GO gs\n" if wanted else "/GK gs\n")
            self._overprint = wanted

    def line(self, line: Line) -> None:
        """Hot: 150,000 lines in an issue of a million words."""
        self.open()
        y = self._top - line.baseline
        runs = line.runs
        if len(runs) == 1:
            self.run(runs[0], y + runs[0].rise, spaced=False)
            return
        for run, following in zip(runs, (*runs[1:], None), strict=True):
            spaced = following is not None and not following.text.marks[following.first] & GLUED
            self.run(run, y + run.rise, spaced=spaced)

    def run(self, run: TextRun, y: Mpt, *, spaced: bool) -> None:
        """A run on a baseline, y up; ``spaced``: a space follows before the next run of the line."""
        if not run.shapes:
            return
        use = self._uses.of(run.face)
        shapes = run.shapes
        codes = list(map(_code, shapes))
        use.used.update(zip(codes, shapes, strict=True))
        size, scale, tracking = run.size, run.scale, run.tracking
        parts = self._parts
        if run.colour != self._ink or self._press:
            self.fill(run.colour, overprint=run.colour == BLACK)
        if (run.face, size) != self._font:
            self._font = (run.face, size)
            parts.append(f"/{use.name} {size / 1000:g} Tf\n")
        if scale != self._scale:
            self._scale = scale
            parts.append(f"{scale / 10:g} Tz\n")
        if tracking != self._tracking:
            self._tracking = tracking
            parts.append(f"{tracking / 1000:.4f} Tc\n")
        face = use.face
        nudge = (face.space * run.unit + tracking - run.space * 1000 / scale) * 1000 / size
        gap = f"{face.space_code}>{nudge:.1f}<"
        marks = run.text.marks[run.first : run.first + len(codes)]
        text = gap.join(codes) if not any(marks) else _glued(codes, marks, gap)
        if spaced:
            text += face.space_code
        parts.append(f"1 0 0 1 {(self._left + run.x) / 1000:.3f} {y / 1000:.3f} Tm[<{text}>]TJ\n")


def _glued(codes: list[str], marks: tuple[int, ...], gap: str) -> str:
    """Pieces of which some continue the piece before them."""
    parts = codes[:1]
    for code, mark in zip(codes[1:], marks[1:], strict=True):
        if not mark & GLUED:
            parts.append(gap)
        parts.append(code)
    return "".join(parts)
