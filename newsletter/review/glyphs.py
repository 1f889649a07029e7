"""The characters of a returned page with their places, through pdfium: it reads fonts of all kinds, and a page of four
thousand characters in 40 ms.

Places are points of default user space, y upward, whatever the page's rotation or crop."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from ctypes import byref, c_double
from typing import TYPE_CHECKING, Final, NamedTuple

from newsletter.pdf.marks import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

CHARACTERS_MOST: Final = 60_000
"""Of one page: ten times a page set solid in 6 pt."""
_HYPHENS: Final = "\x02\ufffe"
"""How pdfium gives a hyphen at the end of a line."""
_REACH: Final = 0.3
"""Of the line's height, by which a combining mark may stand off its base."""


class Glyph(NamedTuple):
    """A grapheme in NFC, or a space. ``x`` and ``y`` are the centre of its base: of its ink across, of its font's ascent
    and descent upward, so that a comma and a capital of one line are on one height. ``base`` is the height of its
    base line."""

    text: str
    x: float
    y: float
    base: float
    left: float
    right: float


class PageReader:
    """A file opened in pdfium; pages that cannot be read have no characters."""

    def __init__(self, content: bytes, password: str = "") -> None:
        import pypdfium2  # noqa: PLC0415  (heavy, and only for files that hold marks)

        self._document: pdfium.PdfDocument | None = None
        with suppress(pypdfium2.PdfiumError):
            self._document = pypdfium2.PdfDocument(content, password=password or None)
        self._pages: dict[int, tuple[object, object]] = {}

    def glyphs(self, number: int, near: Sequence[Box] = ()) -> tuple[Glyph, ...]:
        """Those of a page (from 1), in the file's order; only of lines whose base meets one of ``near`` in height,
        where any are given."""
        import pypdfium2  # noqa: PLC0415

        if self._document is None or not 0 < number <= len(self._document):
            return ()
        try:
            if number not in self._pages:
                page = self._document[number - 1]
                page.set_rotation(0)  # pdfium orders lines as the page is shown
                self._pages[number] = page, page.get_textpage()
            return tuple(_clusters(_signs(self._pages[number][1], near)))
        except pypdfium2.PdfiumError:
            return ()


def _signs(text_page: object, near: Sequence[Box]) -> Iterator[Glyph]:
    """Each character that pdfium tells of."""
    from pypdfium2 import raw  # noqa: PLC0415

    across, base = c_double(), c_double()
    left, right, low, high = c_double(), c_double(), c_double(), c_double()
    bands = [(box.y0, box.y1) for box in near]
    loose = raw.FS_RECTF()
    handle = text_page.raw  # type: ignore[attr-defined]
    for index in range(min(raw.FPDFText_CountChars(handle), CHARACTERS_MOST)):
        raw.FPDFText_GetCharOrigin(handle, index, byref(across), byref(base))
        height = base.value
        if bands and not any(foot <= height <= head for foot, head in bands):
            continue
        code = raw.FPDFText_GetUnicode(handle, index)
        sign = "-" if chr(code) in _HYPHENS else chr(code)
        if sign in "\r\n\0":
            yield Glyph(" ", across.value, height, height, across.value, across.value)
            continue
        raw.FPDFText_GetCharBox(handle, index, byref(left), byref(right), byref(low), byref(high))
        raw.FPDFText_GetLooseCharBox(handle, index, byref(loose))
        x0, x1 = left.value, right.value
        if x1 <= x0:
            x0, x1 = loose.left, loose.right
        middle = (loose.top + loose.bottom) / 2 if loose.top > loose.bottom else (low.value + high.value) / 2
        yield Glyph(" " if sign.isspace() else sign, (x0 + x1) / 2, middle, height, x0, x1)


def _clusters(signs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Combining marks with the base before them, composed: a mark drawn by itself is no character of its own."""
    held: Glyph | None = None
    for sign in signs:
        if held and _is_mark(sign.text) and held.text != " " and _stands_on(sign, held):
            held = held._replace(text=unicodedata.normalize("NFC", held.text + sign.text))
            continue
        if held:
            yield held
        held = sign._replace(text=unicodedata.normalize("NFC", sign.text))
    if held:
        yield held


def _is_mark(text: str) -> bool:
    return unicodedata.category(text[0]) in ("Mn", "Me")


def _stands_on(mark: Glyph, base: Glyph) -> bool:
    reach = _REACH * max(base.right - base.left, 1.0) + 4.0
    return base.left - reach <= mark.x <= base.right + reach


def graphemes(text: str) -> list[str]:
    """A text in NFC cut into bases with their marks."""
    found: list[str] = []
    for sign in text:
        if found and unicodedata.combining(sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found
