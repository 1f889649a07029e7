"""What a story comes to in a slot, asked once for each shape of slot."""

from square_issue import BOOK
from square_layout import article, issue, layout, slot, template, text

from newsletter.compose.kit import open_kit
from newsletter.compose.ledger import Ledger
from newsletter.model.article import Paragraph
from newsletter.plan.measure import Ruler, Waiting


def test_slots_that_come_and_go_are_not_taken_for_each_other() -> None:
    story = article("a", Paragraph(text("aaa bbb ccc " * 60)))
    ruler = Ruler(open_kit(issue(story), layout(template(slot())), BOOK, Ledger()))
    waiting = Waiting(story, story.words)
    shares = [ruler.guess(waiting, slot(lines=lines))[1] for lines in range(20, 60)]
    assert shares == sorted(set(shares), reverse=True)
