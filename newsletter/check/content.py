"""House style of the text: what an author slipped on. The engine sets it as written; only here it is said."""

from collections import Counter
from collections.abc import Iterator

from newsletter.check.rule import Subject
from newsletter.model.article import GLUED, NO_OFFSET, NOTE, Text, texts_of
from newsletter.model.issue import Issue
from newsletter.problems import Problem, note, warning
from newsletter.source import SourceSpan

_STRAIGHT = "\"'"
_FEET = ("'", '"')
_NO_SPACE_BEFORE = ",;:!?…"
_NO_SPACE_AFTER = "([“‘"
_NO_SPACE_BEFORE_CLOSING = ")]”’"
CAPITALS_FROM = 2
"""Words of a title from which capitals throughout are taken for shouting, not for an abbreviation."""


def texts(issue: Issue) -> Iterator[Text]:
    """Every text that will be printed."""
    imprint = issue.imprint
    own = (
        issue.title, issue.edition, issue.organization, issue.occasion, imprint.license, imprint.publisher,
        imprint.printer, imprint.print_run, imprint.periodicity, *imprint.lines,
    )  # fmt: skip
    yield from (text for text in own if text is not None)
    for article in issue.articles:
        yield from texts_of(article)


def well_typed(subject: Subject) -> Iterator[Problem]:
    """The rule of punctuation and spacing, text by text."""
    for text in texts(subject.issue):
        for k in range(len(text.pieces)):
            yield from _slips(subject.issue, text, k)


def _slips(issue: Issue, text: Text, k: int) -> Iterator[Problem]:
    """What is wrong with piece k of a text, and with the space before it."""
    piece, mark = text.pieces[k], text.marks[k]
    starts_word = not mark & GLUED
    ends_word = k + 1 == len(text.pieces) or not text.marks[k + 1] & GLUED
    if mark & NOTE:
        return
    shown = _word_at(text, k)
    if any(sign in piece for sign in _STRAIGHT) and not _is_measure(piece):
        yield warning("NL701", place_of(issue, text, k), word=shown)
    if "..." in piece:
        yield warning("NL703", place_of(issue, text, k), word=shown)
    elif starts_word and k and (piece[0] in _NO_SPACE_BEFORE + _NO_SPACE_BEFORE_CLOSING or piece == "."):
        yield warning("NL702", place_of(issue, text, k), word=text.pieces[k - 1], sign=piece[0])
    if piece == "-" and starts_word and ends_word and 0 < k < len(text.pieces) - 1:
        yield warning("NL704", place_of(issue, text, k), before=text.pieces[k - 1], after=text.pieces[k + 1])
    if ends_word and k + 1 < len(text.pieces) and piece[-1] in _NO_SPACE_AFTER:
        yield warning("NL707", place_of(issue, text, k), sign=piece[-1], word=text.pieces[k + 1])
    if _doubled(issue, text, k):
        yield note("NL706", place_of(issue, text, k), word=shown)


def _word_at(text: Text, k: int) -> str:
    """The word that piece k belongs to, as printed."""
    first = k
    while first and text.marks[first] & GLUED:
        first -= 1
    end = k + 1
    while end < len(text.pieces) and text.marks[end] & GLUED:
        end += 1
    return "".join(text.pieces[first:end])


def _is_measure(piece: str) -> bool:
    """Feet, inches, minutes, seconds: 5'30", 27"."""
    return piece.rstrip(".,;:)")[-1:] in _FEET and piece[0].isdigit()


def _doubled(issue: Issue, text: Text, k: int) -> bool:
    """Whether two spaces stand before piece k in the source; between pieces of one style and off links, where no markup
    can stand."""
    if not k or text.marks[k] != text.marks[k - 1] or text.starts[k] - text.ends[k - 1] < 2:
        return False
    if NO_OFFSET in (text.starts[k], text.ends[k - 1]) or any(k in (a, b + 1) for a, b, _ in text.links):
        return False
    index = issue.lines.get(text.file)
    return index is not None and index.place(text.starts[k])[0] == index.place(text.ends[k - 1])[0]


def place_of(issue: Issue, text: Text, k: int) -> SourceSpan | None:
    """Where piece k of a text begins in its file."""
    index = issue.lines.get(text.file)
    if index is None or text.starts[k] == NO_OFFSET:
        return SourceSpan(text.file) if text.file else None
    return SourceSpan(text.file, *index.place(text.starts[k]))


def sentence_case(subject: Subject) -> Iterator[Problem]:
    """The rule of titles: capitals are the layout's business."""
    for article in subject.issue.articles:
        title = article.title.plain()
        if article.title.words >= CAPITALS_FROM and title.isupper():
            yield warning("NL705", place_of(subject.issue, article.title, 0), title=title)


def everyone_sent(subject: Subject) -> Iterator[Problem]:
    """The rule of the list of units: who owes pieces, and who sent more than were asked for."""
    issue = subject.issue
    sent = Counter(article.unit for article in issue.articles if article.unit)
    for unit in issue.units:
        if sent[unit.id] < unit.articles:
            yield warning("NL710", issue.place("units"), unit=unit.name, sent=sent[unit.id], expected=unit.articles)
        elif unit.articles and sent[unit.id] > unit.articles:
            yield note("NL711", issue.place("units"), unit=unit.name, sent=sent[unit.id], expected=unit.articles)


def in_release_window(subject: Subject) -> Iterator[Problem]:
    """The rule of the date on the masthead."""
    issue = subject.issue
    if issue.release and not issue.release.holds(issue.date):
        yield warning("NL712", issue.place("date"), date=f"{issue.date:%d/%m/%Y}",
                      start=f"{issue.release.start:%d/%m/%Y}", end=f"{issue.release.end:%d/%m/%Y}")  # fmt: skip
