"""What becomes of each story: figures of the build report, gathered slot by slot."""

from collections.abc import Iterable, Iterator, Mapping

from newsletter.compose.cuts import MOST, cheapest_first
from newsletter.compose.kit import Kit
from newsletter.compose.matter import words_in
from newsletter.model.article import texts_of
from newsletter.model.issue import Issue
from newsletter.pages.items import Cut, Item, Line, StoryFit
from newsletter.problems import Problem, error, warning
from newsletter.source import SourceSpan


class Tally:
    """What became of a story so far, over all its slots."""

    def __init__(self) -> None:
        self.lines = self.words = self.short = 0
        self.frames: list[str] = []
        self.pages: list[int] = []
        self.overset_lines = self.overset_words = 0
        self.left_out = 0
        """Words that a story was set without, as was told: pull-quotes, decks, what its slots have no place for."""
        self.elasticity = (0, 0, 0)
        self.cuts: tuple[Cut, ...] = ()

    def stretch(self, more: tuple[int, int, int]) -> None:
        """Add the elasticity of a further part."""
        least, natural, most = self.elasticity
        self.elasticity = (least + more[0], natural + more[1], most + more[2])


class Tallies(dict[str, Tally]):
    """By story."""

    def __missing__(self, story: str) -> Tally:
        tally = self[story] = Tally()
        return tally

    def count(self, items: Iterable[Item], page: int) -> None:
        """Words, frames and pages of each story, from its set lines."""
        for item in items:
            if not isinstance(item, Line) or not item.story or item.role in ("jump", "furniture"):
                continue
            tally = self[item.story]
            tally.words += words_in(item)
            if item.frame and item.frame not in tally.frames:
                tally.frames.append(item.frame)
            if page not in tally.pages:
                tally.pages.append(page)

    def fits(self, kit: Kit) -> list[StoryFit]:
        return [
            StoryFit(
                article.id, article.words, tally.words, tally.lines, tuple(tally.frames), tuple(sorted(tally.pages)),
                tally.overset_lines, tally.overset_words, tally.short, tally.elasticity, tally.left_out,
                cheapest_first(tally.cuts)[:MOST],
            )
            for article in kit.issue.articles
            for tally in (self[article.id],)
        ]  # fmt: skip


def elsewhere(issue: Issue, opened: Mapping[str, int], pages: int) -> Iterator[Problem]:
    """Stories that ask for a page and begin on another one; ``opened``: the page on which each begins, of ``pages``."""
    for article in issue.articles:
        page = opened.get(article.id)
        if article.page is None or page is None or article.page == page:
            continue
        if article.page > pages:
            yield warning("NL513", article.at, story=article.id, wanted=article.page, page=page, pages=pages)
        else:
            yield warning("NL512", article.at, story=article.id, wanted=article.page, page=page)


def lacking_glyphs(kit: Kit) -> list[Problem]:
    """Characters that no font has, at each place where they stand; known once all text is cast."""
    lacking = {piece: letters for table in kit.caster.tables.values() for piece, letters in table.lacking.items()}
    if not lacking:
        return []
    return [
        _lacking(piece, lacking[piece], SourceSpan(text.file, *_place(kit, text.file, start)))
        for article in kit.issue.articles
        for text in texts_of(article)
        for piece, start in zip(text.pieces, text.starts, strict=True)
        if piece in lacking
    ]


def _lacking(piece: str, letters: str, at: SourceSpan) -> Problem:
    points = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    return error("NL320", at, characters=letters, points=points, word=piece)


def _place(kit: Kit, file: str, start: int) -> tuple[int, int]:
    index = kit.issue.lines.get(file)
    return index.place(start) if index and start >= 0 else (0, 0)
