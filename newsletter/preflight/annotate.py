"""A copy of a PDF with each finding drawn where it is: a square annotation round its box (ISO 32000-1, 12.5.6.8), or
a note at the corner of the page for what concerns the page or the file as a whole.

The contents of the pages are copied as they stand; what acts by itself (scripts, actions on opening) is left behind.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsletter.pdf.document import Document, Page, sheet
from newsletter.pdf.duplicate import Duplicate, rectangle
from newsletter.pdf.marks import Box
from newsletter.pdf.reader import read
from newsletter.pdf.writing import Section, TooMuch, deflated, real, text_string
from newsletter.problems import PageSpot, Severity


class Remark(NamedTuple):
    """A finding as its reader sees it: ``message`` in his language."""

    code: str
    severity: Severity
    message: str
    spot: PageSpot | None = None


class _Sign(NamedTuple):
    """A remark with its place on a page: the line round its box, None for a note, and the tag with its code."""

    remark: Remark
    frame: Box | None
    tag: Box


_COLOURS: Final[dict[Severity, tuple[float, float, float]]] = {
    "error": (0.82, 0.05, 0.1),
    "warning": (0.93, 0.5, 0.0),
    "note": (0.1, 0.4, 0.75),
}
_LINE, _HALO = 1.2, 2.4
"""Points: the line, and the white under it that parts it from a photo of its own colour."""
_ROOM = 3.0
"""From a box to the outer edge of what is drawn round it, so that thin things stay to be seen."""
_TAG_HEIGHT, _TAG_SIZE, _TAG_EDGE = 8.0, 6.0, 2.0
_LETTER = 0.62
"""Width of a letter of a tag over its size: capitals and figures of Helvetica Bold have 0.55 to 0.72."""
_INDENT = 4.0
"""From the trim's corner to the first note."""
_TRIES = 40
"""Places that are tried for a tag before it covers another."""
_KEPT: Final = ("PageLabels", "OCProperties", "OutputIntents", "ViewerPreferences", "Lang")
"""Entries of the catalogue that the copy keeps."""
_SKIPPED: Final = frozenset({"AA", "B", "JS", "JavaScript", "PieceInfo", "StructParent", "StructParents"})
_PRINT = 4
"""The flag of annotations that are printed (table 165)."""


def annotated(content: bytes, remarks: Sequence[Remark]) -> bytes | None:
    """The copy; None where no page of the file can be read. What names no page of the file stands on the first one."""
    document = read(content)
    if not document.pages:
        return None
    try:
        return _copy(document, remarks)
    except TooMuch:
        return None


def _copy(document: Document, remarks: Sequence[Remark]) -> bytes:
    copy = Duplicate(document, _SKIPPED)
    section = copy.section
    font = section.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
    known = {page.number for page in document.pages}
    for page in document.pages:
        here = [remark for remark in remarks if _page_of(remark, known) == page.number]
        copy.page(page, [section.add(_annotation(sign, section, font)) for sign in _signs(page, here)])
    return copy.whole(_KEPT)


def _page_of(remark: Remark, known: set[int]) -> int:
    return remark.spot.page if remark.spot is not None and remark.spot.page in known else min(known)


def _signs(page: Page, remarks: Sequence[Remark]) -> Iterator[_Sign]:
    trim = sheet(page)
    taken: set[tuple[int, int]] = set()
    for remark in remarks:
        width = len(remark.code) * _LETTER * _TAG_SIZE + 2 * _TAG_EDGE
        if remark.spot is None or remark.spot.box is None or remark.spot.page != page.number:
            tag = _free(Box(trim.x0 + _INDENT, trim.y1 - _INDENT - _TAG_HEIGHT, 0, 0), -_TAG_HEIGHT - 1, taken)
            yield _Sign(remark, None, Box(tag.x0, tag.y0, tag.x0 + width, tag.y0 + _TAG_HEIGHT))
            continue
        box = remark.spot.box
        frame = Box(
            trim.x0 + box.x0 / 1000 - _ROOM,
            trim.y1 - box.y1 / 1000 - _ROOM,
            trim.x0 + box.x1 / 1000 + _ROOM,
            trim.y1 - box.y0 / 1000 + _ROOM,
        )
        tag = _free(Box(frame.x0, frame.y1, 0, 0), _TAG_HEIGHT, taken)
        yield _Sign(remark, frame, Box(tag.x0, tag.y0, tag.x0 + width, tag.y0 + _TAG_HEIGHT))


def _free(corner: Box, step: float, taken: set[tuple[int, int]]) -> Box:
    """The first place, ``step`` by ``step`` up or down, where no tag stands; places are told apart by half an inch
    across and by the height of a tag."""
    place = corner
    for _ in range(_TRIES):
        cell = (round(place.x0 / 36), round(place.y0 / _TAG_HEIGHT))
        if cell not in taken:
            taken.add(cell)
            return place
        place = Box(place.x0, place.y0 + step, place.x1, place.y1 + step)
    return corner


def _annotation(sign: _Sign, section: Section, font: bytes) -> bytes:
    """Its dictionary; its appearance is written into the section."""
    remark, frame, tag = sign
    around = _union(frame, tag) if frame else tag
    colour = b" ".join(map(real, _COLOURS[remark.severity]))
    if frame:
        inner = (frame.x0 - around.x0, around.y1 - frame.y1, around.x1 - frame.x1, frame.y0 - around.y0)
        kind = b"/Square/BS<</W %b>>/RD[%b]" % (real(_LINE), b" ".join(map(real, inner)))
    else:
        kind = b"/Text/Name/Note"
    form = b"/Type/XObject/Subtype/Form/BBox%b/Resources<</Font<</F %b>>>>" % (rectangle(around), font)
    appearance = section.add(deflated(form, _drawing(sign, colour)))
    words = text_string(f"{remark.code}: {remark.message}")
    return b"<</Type/Annot/Subtype%b/Rect%b/C[%b]/Contents%b/T%b/F %d/AP<</N %b>>>>" % (
        kind,
        rectangle(around),
        colour,
        words,
        text_string("newsletter preflight"),
        _PRINT,
        appearance,
    )


def _drawing(sign: _Sign, colour: bytes) -> bytes:
    """The line in its white within the frame, the tag as a filled rectangle with the code in white."""
    parts = [colour + b" RG " + colour + b" rg"]
    if sign.frame:
        box, half = sign.frame, _HALO / 2
        size = (box.x0 + half, box.y0 + half, box.width - _HALO, box.height - _HALO)
        around = b" ".join(map(real, size)) + b" re S"
        parts.append(b"q 1 G " + real(_HALO) + b" w " + around + b" Q " + real(_LINE) + b" w " + around)
    tag = sign.tag
    parts.append(b" ".join(map(real, (tag.x0, tag.y0, tag.width, tag.height))) + b" re f")
    x, y = tag.x0 + _TAG_EDGE, tag.y0 + (_TAG_HEIGHT - 0.7 * _TAG_SIZE) / 2
    letters = sign.remark.code.encode("ascii", "replace").replace(b"\\", b"").replace(b"(", b"").replace(b")", b"")
    parts.append(b"1 g BT /F %b Tf %b %b Td (%b) Tj ET" % (real(_TAG_SIZE), real(x), real(y), letters))
    return b"\n".join(parts)


def _union(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))
