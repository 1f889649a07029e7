"""The press sheet of an issue: standard, printing condition, boxes, marks and slug, for render to write."""

from pathlib import Path

from newsletter.colour import BLACK
from newsletter.faces.book import FontBook
from newsletter.finish.condition import output_intent
from newsletter.finish.marks import CROP_LENGTH, CROP_OFFSET, margin, press_marks
from newsletter.finish.standards import STANDARDS
from newsletter.model.article import unplaced
from newsletter.model.issue import Press
from newsletter.model.layout import FaceSpec
from newsletter.pages.items import Edition, Line, Page, TextRun
from newsletter.problems import Outcome
from newsletter.render.options import PressSheet
from newsletter.units import Mpt, mm

SLUG_SIZE: Mpt = 5200
SLUG_LEFT: Mpt = mm(8)
"""From the trim's left edge, clear of the crop marks."""


def press_sheet(press: Press, edition: Edition, book: FontBook, slug: FaceSpec, folder: Path) -> Outcome[PressSheet]:
    """What the press standard asks of this edition. ``slug`` is the face of the line under the trim; a profile that is
    no name of ours is a file relative to ``folder``. None where the profile cannot be had."""
    found = output_intent(press.profile, folder)
    if found.value is None:
        return Outcome(None, found.problems)
    standard = STANDARDS[press.standard]
    words = (edition.title, "·", edition.id, "·", standard.title, "·", found.value.identifier)
    sheet = PressSheet(
        version=standard.version,
        info=standard.info,
        xmp=standard.xmp,
        intent=found.value,
        bleed=edition.bleed,
        margin=margin(edition.bleed),
        marks=press_marks(edition.trim, edition.bleed),
        slug=lambda page: (_slug_line(page, " ".join(words), edition, (slug, book)),),
    )
    return Outcome(sheet, found.problems)


def _slug_line(page: Page, words: str, edition: Edition, face: tuple[FaceSpec, FontBook]) -> Line:
    """The line outside the bleed that tells sheets apart: issue, standard, condition, page, date."""
    spec, book = face
    known = book.face(spec)
    text = unplaced(f"{words} · trang {page.label} · {edition.date:%d/%m/%Y}")
    shapes = tuple(known.shape(piece) for piece in text.pieces)
    unit = SLUG_SIZE / known.upem
    baseline = edition.trim.height + edition.bleed + CROP_OFFSET + CROP_LENGTH
    run = TextRun(spec, SLUG_SIZE, unit, BLACK, SLUG_LEFT, shapes, text, space=known.space * unit)
    return Line("", "furniture", "slug", baseline - SLUG_SIZE, baseline, baseline, (run,))
