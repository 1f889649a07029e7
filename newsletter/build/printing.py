"""Sheets of paper as PDFs: tickets and reports, set with the fonts that come with the program."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from newsletter.build.copy import Copy
from newsletter.build.identity import stated_date
from newsletter.compose.itemise import Caster
from newsletter.compose.paper import A4, PAPER_FACES, Sheet, set_paper
from newsletter.faces.book import FontBook, open_book
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.resources import builtin
from newsletter.pages.items import Edition
from newsletter.problems import Outcome
from newsletter.render.options import RenderOptions
from newsletter.render.pdf import write_pdf


class Desk(NamedTuple):
    """``edition`` and ``options`` are those of the issue that is spoken of."""

    book: FontBook
    caster: Caster
    edition: Edition
    options: RenderOptions

    def printed(self, sheet: Sheet, title: str) -> bytes:
        """A sheet as a PDF."""
        sink = io.BytesIO()
        write_pdf(self.edition._replace(title=title), set_paper(sheet, self.caster), self.book, self.options, sink)
        return sink.getvalue()


def open_desk(copy: Copy, environment: Mapping[str, str], language: str, pictures: Path) -> Outcome[Desk]:
    """None where a font that comes with the program is not there. Pictures on the sheets are files of ``pictures``."""
    catalogue = read_catalogue((builtin("fonts"),))
    if catalogue.value is None:
        return Outcome(None, catalogue.problems)
    opened = open_book(catalogue.value, PAPER_FACES)
    if opened.value is None:
        return Outcome(None, (*catalogue.problems, *opened.problems))
    issue = copy.issue
    organization = issue.organization.plain() if issue.organization else ""
    edition = Edition(issue.id, "", organization, issue.date, language, A4, 0)
    options = RenderOptions("screen", stated_date(issue, environment), pictures)
    return Outcome(Desk(opened.value, Caster(opened.value, issue.lexicon), edition, options))
