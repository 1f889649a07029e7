"""What is wrong at a place in a text, with what would set it right."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from newsletter.model.article import GLUED, NO_OFFSET, NOTE, Article, Comment, Text, texts_of
from newsletter.model.house import ADJUSTABLE
from newsletter.model.issue import Issue
from newsletter.model.lexicon import MARKS_AFTER, MARKS_BEFORE
from newsletter.problems import Problem, note, warning
from newsletter.source import SourceSpan

_EDGES = MARKS_BEFORE + MARKS_AFTER


class Fix(NamedTuple):
    """Characters ``start`` … ``end`` - 1 of the stored file become ``new``."""

    start: int
    end: int
    new: str


class Slip(NamedTuple):
    """``fixes`` together set it right; () where only a person can. ``safe``: they change no word."""

    problem: Problem
    fixes: tuple[Fix, ...] = ()
    safe: bool = False


class Word(NamedTuple):
    """A maximal run without white space, without marks of footnotes; pieces ``first`` … ``end`` - 1 of its text. ``plain``:
    without the signs round it."""

    shown: str
    first: int
    end: int
    plain: str


def words_of(text: Text) -> list[Word]:
    marks = text.marks
    if not any(marks):
        return [Word(piece, k, k + 1, piece.strip(_EDGES)) for k, piece in enumerate(text.pieces)]
    places = [k for k, mark in enumerate(marks) if not (k and mark & GLUED)]
    spans = zip(places, [*places[1:], len(marks)], strict=True)
    shown = (("".join(text.pieces[k] for k in range(a, b) if not marks[k] & NOTE), a, b) for a, b in spans)
    return [Word(word, a, b, word.strip(_EDGES)) for word, a, b in shown]


class Line(NamedTuple):
    """A text and its words."""

    text: Text
    words: list[Word]


class Reading(NamedTuple):
    """All texts of an issue that will be printed, parted into words once for all rules; ``articles`` and ``lines`` hold the
    same lines, those of each article together."""

    issue: Issue
    lines: tuple[Line, ...]
    articles: tuple[tuple[Article, tuple[Line, ...]], ...]

    def at(self, text: Text, k: int) -> SourceSpan | None:
        return place_of(self.issue, text, k)


class TextRule(Protocol):
    """Says what is wrong with the texts of an issue."""

    def __call__(self, reading: Reading) -> Iterator[Slip]: ...


def read_words(issue: Issue) -> Reading:
    own = [Line(text, words_of(text)) for text in _own_texts(issue)]
    articles = tuple(
        (article, tuple(Line(text, words_of(text)) for text in texts_of(article))) for article in issue.articles
    )
    return Reading(issue, (*own, *(line for _, lines in articles for line in lines)), articles)


def _own_texts(issue: Issue) -> Iterator[Text]:
    """Texts of issue.yaml."""
    imprint = issue.imprint
    own = (
        issue.title, issue.edition, issue.organization, issue.occasion, imprint.license, imprint.publisher,
        imprint.printer, imprint.print_run, imprint.periodicity, *imprint.lines,
    )  # fmt: skip
    yield from (text for text in own if text is not None)


def place_of(issue: Issue, text: Text, k: int) -> SourceSpan | None:
    """Where piece k of a text begins in its file."""
    index = issue.lines.get(text.file)
    if index is None or text.starts[k] == NO_OFFSET:
        return SourceSpan(text.file) if text.file else None
    return SourceSpan(text.file, *index.place(text.starts[k]))


def rewritten(text: Text, word: Word, new: str) -> tuple[Fix, ...]:
    """The fix that writes ``new`` for a word of one piece; () where markup stands inside the word."""
    whole = word.end == word.first + 1 and text.starts[word.first] != NO_OFFSET
    return (Fix(text.starts[word.first], text.ends[word.first], new),) if whole else ()


def gap_before(text: Text, k: int, new: str) -> tuple[Fix, ...]:
    """The fix that puts ``new`` between piece k and the one before; () where that is not white space between the two."""
    start, end = text.ends[k - 1], text.starts[k]
    return (Fix(start, end, new),) if NO_OFFSET not in (start, end) and start < end else ()


# -- levels and comments ---------------------------------------------------------------


def weighed(problems: Iterable[Problem], issue: Issue) -> Iterator[Problem]:
    """The problems as the issue weighs them: levels of its house style, and what comments in articles set aside."""
    levels = dict(issue.style.levels)
    comments = _by_line(issue)
    used: set[Comment] = set()
    for problem in problems:
        code = problem.code
        if code not in ADJUSTABLE:
            yield problem
            continue
        ignoring = _ignoring(problem, comments) if comments else None
        if ignoring:
            used.add(ignoring)
            continue
        level = levels.get(code)
        if level is None:
            yield problem
        elif level != "off":
            yield problem._replace(severity=level)
    for article in issue.articles:
        yield from _useless(issue, article, used)


def _by_line(issue: Issue) -> dict[tuple[str, int], list[Comment]]:
    """Comments that set something aside, by the lines that they speak of."""
    comments: dict[tuple[str, int], list[Comment]] = {}
    for article in issue.articles:
        for comment in article.comments:
            for line in range(comment.first_line, comment.last_line + 1) if comment.ignores else ():
                comments.setdefault((article.file, line), []).append(comment)
    return comments


def _ignoring(problem: Problem, comments: dict[tuple[str, int], list[Comment]]) -> Comment | None:
    at = problem.source
    for comment in comments.get((at.file, at.line), ()) if at else ():
        if not comment.codes or problem.code in comment.codes:
            return comment
    return None


def _useless(issue: Issue, article: Article, used: set[Comment]) -> Iterator[Problem]:
    for comment in article.comments:
        place = SourceSpan(article.file, *issue.lines[article.file].place(comment.start))
        unknown = [code for code in comment.codes if code not in ADJUSTABLE]
        if unknown:
            yield warning("NL354", place, unknown=", ".join(unknown))
        elif comment.ignores and comment not in used:
            yield note("NL355", place, codes=", ".join(comment.codes) or "NL…")
