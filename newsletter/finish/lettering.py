"""Single lines of our own on the printer's sheets: slugs, and the numbers of a folding dummy."""

from pathlib import Path

from newsletter.colour import BLACK
from newsletter.faces.book import FontBook, open_book
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.resources import builtin
from newsletter.model.article import unplaced
from newsletter.model.layout import FaceSpec
from newsletter.pages.items import TextRun
from newsletter.problems import Outcome
from newsletter.render.canvas import PdfFile
from newsletter.render.embed import embed
from newsletter.render.inks import Palette
from newsletter.render.typesetter import FaceUses, Typesetter
from newsletter.units import Mpt

FACE = FaceSpec("Roboto Condensed")
_UNKNOWN = "?"


class Lettering:
    """Sets lines in one face, and embeds it at the end. ``press``: black as ink that overprints, by the state /GO."""

    def __init__(self, book: FontBook, *, press: bool) -> None:
        self._face = book.face(FACE)
        self._uses = FaceUses(book)
        self._press = press

    def line(self, text: str, size: Mpt, x: Mpt = 0, y: Mpt = 0) -> str:
        """Operators of a line from x on the baseline y, y up, that leave the graphics state as it was. A letter that the
        face lacks becomes a question mark."""
        words = unplaced(self._known(text))
        unit = size / self._face.upem
        shapes = tuple(self._face.shape(piece) for piece in words.pieces)
        run = TextRun(FACE, size, unit, BLACK, x, shapes, words, space=self._face.space * unit)
        parts: list[str] = []
        typesetter = Typesetter(parts, self._uses, Palette(press=self._press), (0, 0), press=self._press)
        typesetter.open()
        typesetter.run(run, y, spaced=False)
        typesetter.close()
        return f"q {''.join(parts)}Q\n"

    def width(self, text: str, size: Mpt) -> Mpt:
        words = unplaced(self._known(text))
        advance = sum(self._face.shape(piece).advance for piece in words.pieces)
        spaces = max(0, len(words.pieces) - 1) * self._face.space
        return round((advance + spaces) * size / self._face.upem)

    def cap_height(self, size: Mpt) -> Mpt:
        return round(self._face.cap_height * size / self._face.upem)

    def finish(self, pdf: PdfFile) -> None:
        """Write the fonts of the file; nothing may be set after that."""
        fonts = "".join(f"/{use.name} {embed(pdf, use)}" for use in self._uses.all())
        pdf.write(pdf.fonts, f"<<{fonts}>>")

    def _known(self, text: str) -> str:
        lacking = self._face.missing(text)
        return "".join(_UNKNOWN if letter in lacking else letter for letter in text)


def open_lettering(*, press: bool) -> Outcome[Lettering]:
    """None, with the problem, where the font is not installed."""
    catalogue = read_catalogue((Path(builtin("fonts")),))
    if catalogue.value is None:
        return Outcome(None, catalogue.problems)
    book = open_book(catalogue.value, (FACE,))
    problems = (*catalogue.problems, *book.problems)
    return Outcome(Lettering(book.value, press=press) if book.value else None, problems)
