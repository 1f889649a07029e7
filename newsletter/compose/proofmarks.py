"""What only a proof shows: the slug, the ids of stories, numbered lines."""

from typing import NamedTuple

from newsletter.colour import Cmyk
from newsletter.compose.furniture import extent, one_line, put
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.compose.wording import dated, wording
from newsletter.faces.book import FontBook
from newsletter.model.article import unplaced
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, Style
from newsletter.pages.items import Item, Line, Page
from newsletter.units import Mpt, mm

EVERY = 5
"""Each fifth line of a column is numbered, as reviewers count them."""
NUMBER_GREY = Cmyk(0, 0, 0, 500)
ID_BLUE = Cmyk(1000, 300, 0, 0)
SMALL: Mpt = 5000
SLUG_ABOVE = mm(6)


class ProofMarker(NamedTuple):
    """Adds the marks to pages."""

    kit: Kit

    def mark(self, page: Page) -> Page:
        return page._replace(marks=(*page.marks, *self._slug(page), *self._ids(page), *self._numbers(page)))

    def _small(self, colour: Cmyk) -> Style:
        style = self.kit.style("running-head")
        return style._replace(size=SMALL, steps=(SMALL,), colour=colour, caps=False, tracking=0)

    def _slug(self, page: Page) -> list[Item]:
        issue, words = self.kit.issue, wording(self.kit.issue.language)
        name = issue.title.plain() + (f" – {issue.edition.plain()}" if issue.edition else "")
        text = f"{words.proof.upper()} · {name} · {dated(issue.date, words)} · {words.page.format(page=page.number)}"
        style = self._small(ID_BLUE)._replace(size=SMALL * 8 // 5, steps=(SMALL * 8 // 5,))
        line = one_line(unplaced(text), style, self.kit, self.kit.layout.trim.width)
        return [put(line, 0, "left", -SLUG_ABOVE)]

    def _ids(self, page: Page) -> list[Item]:
        """The id of each story over the first line of its head, or of its text."""
        first: dict[str, Line] = {}
        for item in page.items:
            if isinstance(item, Line) and item.story and item.role in ("kicker", "title", "jump", "body", "table"):
                first.setdefault(item.story, item)
        style = self._small(ID_BLUE)
        return [
            put(one_line(unplaced(story), style, self.kit, 0), extent(line)[0], "left", line.top - SMALL // 2)
            for story, line in first.items()
        ]

    def _numbers(self, page: Page) -> list[Item]:
        """Numbers at the left of each fifth line of a story's column."""
        style = self._small(NUMBER_GREY)
        counted: dict[tuple[str, str], tuple[int, Mpt]] = {}
        marks: list[Item] = []
        for item in page.items:
            if not isinstance(item, Line) or item.role != "body":
                continue
            left = extent(item)[0]
            number, edge = counted.get((item.story, item.frame), (0, left))
            edge = min(edge, left)
            counted[item.story, item.frame] = (number + 1, edge)
            if (number + 1) % EVERY == 0:
                line = one_line(unplaced(str(number + 1)), style, self.kit, 0)
                marks.append(put(line, edge - SMALL // 2, "right", item.baseline))
        return marks


def proof_marker(issue: Issue, layout: Layout, book: FontBook) -> ProofMarker:
    return ProofMarker(open_kit(issue, layout, book, Ledger()))
