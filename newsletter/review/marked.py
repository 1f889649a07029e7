"""The new proof with its changes drawn over its pages: bars in the margin, new words on green, wedges where words were
left out, frames round photos.

They are page content, not annotations, so that notes of reviewers on the marked copy are the only notes in it. The copy
keeps the identity of the proof (ID, Info, metadata, source map), and nothing that acts."""

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from newsletter.compose.changemarks import Changed, ChangeMark, change_marks
from newsletter.geometry import Rect
from newsletter.pages.items import Outline, Panel, Stroke
from newsletter.pdf.document import Document, Page, sheet
from newsletter.pdf.duplicate import Duplicate, rectangle
from newsletter.pdf.marks import Box
from newsletter.pdf.writing import Copies, Section, TooMuch, deflated, real, scalar, text_string
from newsletter.review.changes import Mark, changed_pages
from newsletter.review.maps import ATTACHMENT, SourceMap
from newsletter.units import Mpt, pt

_KEPT: Final = ("Metadata", "PageLabels", "Outlines", "OCProperties", "ViewerPreferences", "Lang")
_SKIPPED: Final = frozenset({
    "A", "AA", "AF", "B", "EF", "FS", "JS", "JavaScript", "Movie", "PieceInfo", "Sound", "StructParent", "StructParents",
})  # fmt: skip
"""Actions, what carries files or plays, and what leads into structures that are not copied."""
_TINT: Final = b"0.78 0.95 0.72 rg"
_INFO: Final = (
    "Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "ProofCode", "ProofRound",
)  # fmt: skip


def marked(document: Document, source_map: SourceMap, stored: bytes, marks: Iterable[Mark]) -> bytes | None:
    """The copy; None where the file asks for more than is taken along. ``stored`` is the map as it stands in the file."""
    pages = changed_pages(marks)
    try:
        copy = Duplicate(document, _SKIPPED)
        for page in document.pages:
            of_issue = source_map.page_on(page.number)
            here = pages.get(of_issue.number, []) if of_issue else []
            copy.page(page, over=_form(page, here, copy.section) if here else b"")
        return copy.whole(_KEPT, _attachment(stored, copy.section), _identity(document, copy.copies, copy.section))
    except TooMuch:
        return None


def changed_on_page(marks: Iterable[Mark]) -> list[Changed]:
    """Marks of one page, in Mpt."""
    return [Changed(mark.kind, Rect(*map(pt, mark.box)), pt(mark.left)) for mark in marks]


def _form(page: Page, marks: Sequence[Mark], section: Section) -> bytes:
    """All marks of a page as one form (8.10), its space that of the page."""
    trim = sheet(page)
    new = [_corners(Rect(*map(pt, mark.box)), trim) for mark in marks if mark.kind == "added"]
    tints = [b"/Multiply gs", _TINT, *(b" ".join(map(real, corners)) + b" re f" for corners in new)]
    drawn = [
        b"q",
        *(tints if new else ()),
        b"Q",
        *(_drawn(item, trim) for item in change_marks(changed_on_page(marks))),
    ]
    state = b"/ExtGState<</Multiply<</Type/ExtGState/BM/Multiply>>>>"
    box = page.boxes.media or trim
    head = b"/Type/XObject/Subtype/Form/BBox%b/Resources<<%b>>" % (rectangle(box), state)
    return section.add(deflated(head, b"\n".join(drawn)))


def _corners(box: Rect, trim: Box) -> tuple[float, float, float, float]:
    """Left, bottom, width and height in the space of the page."""
    x, y = _point(box.x0, box.y1, trim)
    return x, y, box.width / 1000, (box.y1 - box.y0) / 1000


def _point(x: Mpt, y: Mpt, trim: Box) -> tuple[float, float]:
    return trim.x0 + x / 1000, trim.y1 - y / 1000


def _drawn(item: ChangeMark, trim: Box) -> bytes:
    colour = b" ".join(real(ink / 1000) for ink in item.colour)
    match item:
        case Panel():
            return colour + b" k " + b" ".join(map(real, _corners(item.box, trim))) + b" re f"
        case Stroke():
            corners = b" ".join(map(real, _corners(item.box, trim)))
            return colour + b" K " + real(item.width / 1000) + b" w " + corners + b" re S"
        case Outline():
            parts = [colour + b" k"]
            for ring in item.rings:
                points = [b" ".join(map(real, _point(x, y, trim))) for x, y in ring]
                parts += [points[0] + b" m", *(point + b" l" for point in points[1:]), b"h"]
            return b" ".join([*parts, b"f*"])
        case _:
            assert_never(item)


def _attachment(stored: bytes, section: Section) -> bytes:
    """The map as the one attached file (7.11.4)."""
    head = b"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size %d>>" % len(stored)
    stream = section.add(deflated(head, stored))
    title = text_string(ATTACHMENT)
    entry = b"<</Type/Filespec/F%b/UF%b/AFRelationship/Source/EF<</F %b>>>>" % (title, title, stream)
    return b"/Names<</EmbeddedFiles<</Names[%b %b]>>>>" % (title, section.add(entry))


def _identity(document: Document, copies: Copies, section: Section) -> bytes:
    """Info and ID of the proof. The first half of an ID stays from update to update, the second names the state (14.4): of
    the copy it is another."""
    known = [key for key in _INFO if key in document.info]
    info = b"".join(b"/%b %b" % (key.encode(), copies.copy(document.info[key])) for key in known)
    first = next((part for part in document.identifiers if isinstance(part, bytes)), b"")
    entries = b"/Info " + section.add(b"<<%b>>" % info)
    return entries + b"/ID[%b%b]" % (scalar(first), scalar(first[::-1] or b"")) if first else entries
