"""What only a proof shows: the slug, the ids of stories, numbered lines."""

from typing import NamedTuple

from newsletter.colour import Cmyk
from newsletter.compose.furniture import extent, one_line, put
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.compose.wording import dated, proof_title, wording
from newsletter.faces.book import FontBook
from newsletter.model.article import unplaced
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, Style
from newsletter.pages.items import Item, Line, Page
from newsletter.pages.proofcode import ProofName
from newsletter.units import Mpt, mm

EVERY = 5
"""Each fifth line of a column is numbered, as reviewers count them."""
NUMBER_GREY = Cmyk(0, 0, 0, 750)
ID_BLUE = Cmyk(1000, 300, 0, 0)
NUMBER_SIZE: Mpt = 5500
NUMBER_GAP: Mpt = 900
"""Two figures stand between the text and a rule in the middle of a gutter of 4.5 mm."""
ID_SIZE: Mpt = 6500
ID_GAP: Mpt = 2000
SLUG_SIZE: Mpt = 8000
SLUG_ABOVE = mm(6)
SLUG_BELOW = mm(8)


class ProofMarker(NamedTuple):
    """Adds the marks to the pages of the proof of that name."""

    kit: Kit
    name: ProofName

    def mark(self, page: Page) -> Page:
        return page._replace(marks=(*page.marks, *self._slug(page), *self._ids(page), *self._numbers(page)))

    def _small(self, size: Mpt, colour: Cmyk) -> Style:
        style = self.kit.style("running-head")
        return style._replace(size=size, steps=(size,), colour=colour, caps=False, tracking=0)

    def _slug(self, page: Page) -> list[Item]:
        issue, words = self.kit.issue, wording(self.kit.issue.language)
        proof, number = proof_title(self.name, words), words.page.format(page=page.number)
        name = issue.title.plain() + (f" – {issue.edition.plain()}" if issue.edition else "")
        style = self._small(SLUG_SIZE, ID_BLUE)
        trim = self.kit.layout.trim
        head = one_line(
            unplaced(f"{proof} · {number} · {name} · {dated(issue.date, words)}"), style, self.kit, trim.width
        )
        foot = one_line(unplaced(f"{proof} · {number}"), style, self.kit, trim.width)
        return [put(head, 0, "left", -SLUG_ABOVE), put(foot, 0, "left", trim.height + SLUG_BELOW)]

    def _ids(self, page: Page) -> list[Item]:
        """The id of each story over the first line of its head, or of its text; behind the head of what goes on from
        another page, over which the running head stands."""
        first: dict[str, Line] = {}
        for item in page.items:
            if isinstance(item, Line) and item.story and item.role in ("kicker", "title", "jump", "body", "table"):
                first.setdefault(item.story, item)
        style = self._small(ID_SIZE, ID_BLUE)
        marks: list[Item] = []
        for story, line in first.items():
            mark, (left, right) = one_line(unplaced(story), style, self.kit, 0), extent(line)
            behind = line.role == "jump"
            marks.append(put(mark, right + ID_SIZE, "left", line.baseline) if behind
                         else put(mark, left, "left", line.top - ID_GAP))  # fmt: skip
        return marks

    def _numbers(self, page: Page) -> list[Item]:
        """Numbers at the left of each fifth line of a story's column."""
        style = self._small(NUMBER_SIZE, NUMBER_GREY)
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
                marks.append(put(line, edge - NUMBER_GAP, "right", item.baseline))
        return marks


def proof_marker(issue: Issue, layout: Layout, book: FontBook, name: ProofName) -> ProofMarker:
    return ProofMarker(open_kit(issue, layout, book, Ledger()), name)
