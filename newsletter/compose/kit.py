"""What every part of composition works with."""

from typing import NamedTuple

from newsletter.compose.itemise import Caster, fitted
from newsletter.compose.ledger import Ledger
from newsletter.compose.setting import baseline_in
from newsletter.faces.book import FontBook
from newsletter.model.article import Text
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, Slot, Style
from newsletter.problems import Problem, warning
from newsletter.source import SourceSpan
from newsletter.units import Mpt, half_up

_PROSE = "các đơn vị gửi tin bài và ảnh về ban biên tập trước ngày kỷ niệm truyền thống".split()


class Kit(NamedTuple):
    """``drop``: how far below the top of a grid line its baseline lies, the same on every page."""

    issue: Issue
    layout: Layout
    caster: Caster
    ledger: Ledger
    drop: Mpt

    @property
    def baseline(self) -> Mpt:
        return self.layout.baseline

    def style(self, role: str, slot: Slot | None = None) -> Style:
        return self.layout.style(role, slot)

    def character(self, style: Style) -> Mpt:
        """Mean width of a character of Vietnamese prose, its word spaces among them."""
        table = self.caster.table(style)
        words = [table[word] for word in _PROSE]
        return half_up(
            (sum(cast.width for cast in words) + len(words) * table.space) / (len("".join(_PROSE)) + len(words))
        )

    def lines(self, height: Mpt) -> int:
        """Grid lines that hold a height."""
        return -(-height // self.layout.baseline)

    def whereabouts(self, text: Text, piece: int = 0) -> SourceSpan:
        """The place in its file of a piece of text."""
        index, start = self.issue.lines.get(text.file), text.starts[piece]
        return SourceSpan(text.file, *index.place(start)) if index is not None and start >= 0 else SourceSpan(text.file)

    def fitting(self, text: Text, style: Style, measure: Mpt) -> Text:
        """A text no piece of which is wider than the measure; what had to be cut for it is told."""
        fit, cut = fitted(text, self.caster.table(style), measure)
        for piece in cut:
            at = self.whereabouts(text, text.pieces.index(piece))
            self.tell(warning("NL502", at, word=f"{piece[:24]}…", letters=len(piece)))
        return fit

    def tell(self, problem: Problem) -> None:
        """Note a problem, once though its text is set more than once."""
        if problem not in self.ledger.problems:
            self.ledger.problems.append(problem)


def open_kit(issue: Issue, layout: Layout, book: FontBook, ledger: Ledger) -> Kit:
    body = layout.style("body")
    drop = baseline_in(layout.baseline, body.size)
    return Kit(issue=issue, layout=layout, caster=Caster(book, issue.lexicon), ledger=ledger, drop=drop)
