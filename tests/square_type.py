"""Real type for tests: the square font, lines set in it, and a PDF of them in memory.

At 10 pt a letter is 10 pt wide and a space 2.5 pt (tests/fonts/make_square.py).
"""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf

from newsletter.colour import BLACK, Cmyk
from newsletter.faces.book import FontBook
from newsletter.geometry import Size
from newsletter.model.article import Text, unplaced
from newsletter.model.fonts import FontCatalogue, FontFamily, FontFile
from newsletter.model.layout import FaceSpec
from newsletter.pages.items import Edition, Item, Line, Page, Role, TextRun
from newsletter.units import Mpt, pt

FONTS = Path(__file__).parent / "fonts"
SQUARE = FaceSpec("Square")
CFF = FaceSpec("SquareCff")
ASCII = FaceSpec("SquareAscii")

EDITION = Edition(
    id="2022-10-thu", title="Bản tin thử", organization="Đảng bộ Khối", date=date(2022, 10, 20), language="vi",
    trim=Size(pt(400), pt(600)), bleed=pt(9),
)  # fmt: skip


def family(name: str, file: str, **of_file: Any) -> FontFamily:
    return FontFamily(name=name, files=(FontFile(str(FONTS / file), **of_file),), package=f"package-of-{name.lower()}")


CATALOGUE = FontCatalogue(
    {
        "Square": family("Square", "square.ttf"),
        "SquareCff": family("SquareCff", "square.otf"),
        "SquareAscii": family("SquareAscii", "square-ascii.ttf"),
    },
    ("Square",),
)


def set_run(
    book: FontBook, words: str | Text, *, x: float = 20, size: float = 10, face: FaceSpec = SQUARE, colour: Cmyk = BLACK,
    **more: Any,
) -> TextRun:  # fmt: skip
    text = unplaced(words) if isinstance(words, str) else words
    known = book.face(face)
    unit = pt(size) / known.upem
    return TextRun(
        face, pt(size), unit, colour, pt(x), tuple(map(known.shape, text.pieces)), text,
        **{"space": known.space * unit, **more},
    )  # fmt: skip


def set_line(*runs: TextRun, y: float = 50, role: Role = "body") -> Line:
    baseline: Mpt = pt(y)
    return Line("a", role, "lead/1", baseline - pt(10), baseline + pt(2), baseline, runs)


def page(*items: Item, number: int = 1, **more: Any) -> Page:
    return Page(number=number, label=str(number), template="three-up", left=number % 2 == 0, items=items, **more)


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Hold the result while its objects are in use."""
    return pikepdf.open(io.BytesIO(pdf))


def write(book: FontBook, pages: Iterable[Page], **more: Any) -> bytes:
    """A PDF, a clean one for the screen unless told otherwise."""
    from newsletter.render.options import RenderOptions  # noqa: PLC0415 (reportlab, for the tests that print)
    from newsletter.render.pdf import write_pdf  # noqa: PLC0415

    options = {"target": "screen", "date": datetime(2022, 10, 20, tzinfo=UTC), "photos": FONTS, **more}
    sink = io.BytesIO()
    write_pdf(EDITION, pages, book, RenderOptions(**options), sink)
    return sink.getvalue()
