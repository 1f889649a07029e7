"""The press sheet of an issue: standard, printing condition, boxes, marks and slug, for render to write."""

from pathlib import Path
from typing import NamedTuple

from newsletter.colour import BLACK
from newsletter.compose.wording import wording
from newsletter.faces.book import FontBook
from newsletter.finish.condition import output_intent
from newsletter.finish.marks import CORNER, margin, press_marks, slug_top
from newsletter.finish.standards import STANDARDS
from newsletter.model.article import unplaced
from newsletter.model.issue import Press
from newsletter.model.layout import FaceSpec
from newsletter.pages.items import Edition, Line, Page, TextRun
from newsletter.problems import Outcome
from newsletter.render.metadata import escape
from newsletter.render.options import PressSheet
from newsletter.units import Mpt

SLUG_SIZE: Mpt = 5200
_IDENTIFIER = (
    '\n<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:identifier>{fingerprint}</dc:identifier></rdf:Description>"
)
"""The fingerprint for programs (package --verify): a property that every reader of XMP knows."""
SHORT_FINGERPRINT = 12
"""Hex digits of the fingerprint on the slug: enough to tell any two builds apart by eye."""


class Slug(NamedTuple):
    """What the line under the trim is set in, and what it says besides the issue: the fingerprint of the build
    (``sha256:…``) and the codes of problems that were allowed."""

    face: FaceSpec
    fingerprint: str = ""
    allowed: tuple[str, ...] = ()


def press_sheet(press: Press, edition: Edition, book: FontBook, slug: Slug, folder: Path) -> Outcome[PressSheet]:
    """What the press standard asks of this edition; a profile that is no name of ours is a file relative to ``folder``.
    None where the profile cannot be had."""
    found = output_intent(press.profile, folder, press.standard)
    if found.value is None:
        return Outcome(None, found.problems)
    standard = STANDARDS[press.standard]
    line = _SlugLine(edition, book, slug, (standard.title, found.value.identifier), slug_top(edition.trim, press))
    shown = "slug" in press.marks
    sheet = PressSheet(
        version=standard.version,
        info=standard.info,
        xmp=standard.xmp + (_IDENTIFIER.format(fingerprint=escape(slug.fingerprint)) if slug.fingerprint else ""),
        intent=found.value,
        bleed=press.bleed,
        margin=margin(press),
        marks=press_marks(edition.trim, press),
        slug=lambda page: (line.of(page),) if shown else (),
    )
    return Outcome(sheet, found.problems)


class _SlugLine(NamedTuple):
    """The line outside the bleed that tells sheets apart; ``terms`` are the standard and the printing condition, ``top`` the
    head of its row."""

    edition: Edition
    book: FontBook
    slug: Slug
    terms: tuple[str, ...]
    top: Mpt

    def of(self, page: Page) -> Line:
        """A title that leaves no room for the rest is cut; on a page too narrow even so, the line is set smaller."""
        title, rest = self.edition.title.split(), self._rest(page)
        room = self.edition.trim.width - CORNER
        run = self._run(" · ".join((" ".join(title), *rest)))
        while _end(run) > room and title:
            title.pop()
            run = self._run(" · ".join((" ".join((*title, "…")), *rest)))
        if _end(run) > room:
            run = self._run(" · ".join(rest))
            run = self._run(" · ".join(rest), SLUG_SIZE * (room - CORNER) // max(1, _end(run) - CORNER))
        baseline = self.top + SLUG_SIZE * 5 // 4
        return Line("", "furniture", "slug", baseline - SLUG_SIZE, baseline, baseline, (run,))

    def _rest(self, page: Page) -> list[str]:
        edition, words = self.edition, wording(self.edition.language)
        parts = [edition.id, words.page.format(page=page.label), f"{edition.date:%d/%m/%Y}", *self.terms]
        if self.slug.fingerprint:
            kind, _, digest = self.slug.fingerprint.rpartition(":")
            parts.append(f"{kind} {digest[:SHORT_FINGERPRINT]}".strip())
        if self.slug.allowed:
            parts.append(f"{words.allowed}: {' '.join(self.slug.allowed)}")
        return parts

    def _run(self, words: str, size: Mpt = SLUG_SIZE) -> TextRun:
        face = self.book.face(self.slug.face)
        text = unplaced(words)
        unit = size / face.upem
        shapes = tuple(map(face.shape, text.pieces))
        return TextRun(self.slug.face, size, unit, BLACK, CORNER, shapes, text, space=face.space * unit)


def _end(run: TextRun) -> Mpt:
    return list(run.spans())[-1][1]
