"""House style of the text: what an author slipped on. The engine sets it as written; only here it is said."""

import re
from collections import Counter
from collections.abc import Iterator

from newsletter.check.rule import Subject
from newsletter.check.slip import Fix, Reading, Slip, gap_before, place_of
from newsletter.model.article import BREAK, GLUED, NO_OFFSET, NOTE, TIED, Comment, Text
from newsletter.model.issue import Issue
from newsletter.problems import Problem, note, warning

_FEET = ("'", '"')
_NO_SPACE_BEFORE = ",;:!?…"
_NO_SPACE_AFTER = "([“‘"
_NO_SPACE_BEFORE_CLOSING = ")]”’"
_DOTS = re.compile(r"\.\.\.")
CAPITALS_FROM = 2
"""Words of a title from which capitals throughout are taken for shouting, not for an abbreviation."""


def well_typed(reading: Reading) -> Iterator[Slip]:
    """The rule of punctuation and spacing, text by text."""
    comments = {article.file: article.comments for article in reading.issue.articles}
    for text, _ in reading.lines:
        for k in range(len(text.pieces)):
            if not text.pieces[k].isalnum():
                yield from _slips(reading, text, k)
            if _doubled(reading.issue, text, k, comments.get(text.file, ())):
                gap = "\u00a0" if text.marks[k] & TIED else " "
                yield Slip(
                    note("NL706", reading.at(text, k), word=_word_at(text, k)), gap_before(text, k, gap), safe=True
                )


def _slips(reading: Reading, text: Text, k: int) -> Iterator[Slip]:
    """What is wrong with piece k of a text, and with the space before it."""
    piece, mark = text.pieces[k], text.marks[k]
    starts_word = not mark & GLUED
    ends_word = k + 1 == len(text.pieces) or not text.marks[k + 1] & GLUED
    if mark & NOTE:
        return
    if ('"' in piece or "'" in piece) and not _is_measure(piece):
        told = warning("NL701", reading.at(text, k), word=_word_at(text, k))
        yield Slip(told, _written(text, k, _curled(piece, starts=starts_word)))
    if "..." in piece:
        told = warning("NL703", reading.at(text, k), word=_word_at(text, k))
        yield Slip(told, _written(text, k, _DOTS.sub("…", piece)), safe=True)
    elif starts_word and k and (piece[0] in _NO_SPACE_BEFORE + _NO_SPACE_BEFORE_CLOSING or piece == "."):
        told = warning("NL702", reading.at(text, k), word=text.pieces[k - 1], sign=piece[0])
        yield Slip(told, () if mark & BREAK else gap_before(text, k, ""), safe=True)
    if piece == "-" and starts_word and ends_word and 0 < k < len(text.pieces) - 1:
        told = warning("NL704", reading.at(text, k), before=text.pieces[k - 1], after=text.pieces[k + 1])
        yield Slip(told, _written(text, k, "–"))
    if ends_word and k + 1 < len(text.pieces) and piece[-1] in _NO_SPACE_AFTER:
        told = warning("NL707", reading.at(text, k), sign=piece[-1], word=text.pieces[k + 1])
        yield Slip(told, () if text.marks[k + 1] & BREAK else gap_before(text, k + 1, ""), safe=True)


def _written(text: Text, k: int, new: str) -> tuple[Fix, ...]:
    return () if text.starts[k] == NO_OFFSET else (Fix(text.starts[k], text.ends[k], new),)


def _curled(piece: str, *, starts: bool) -> str:
    """Straight marks as curly ones: opening at the head of a word and behind a bracket, else closing."""
    shown = ""
    for sign in piece:
        opens = starts if not shown else shown[-1] in _NO_SPACE_AFTER
        shown += {'"': "“" if opens else "”", "'": "‘" if opens else "’"}.get(sign, sign)
    return shown


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


def _doubled(issue: Issue, text: Text, k: int, comments: tuple[Comment, ...]) -> bool:
    """Whether two spaces stand before piece k in the source; between pieces of one style and off links, where no markup
    can stand."""
    if not k or text.marks[k] & ~TIED != text.marks[k - 1] & ~TIED or text.starts[k] - text.ends[k - 1] < 2:
        return False
    if NO_OFFSET in (text.starts[k], text.ends[k - 1]) or any(k in (a, b + 1) for a, b, _ in text.links):
        return False
    if any(text.ends[k - 1] <= comment.start < text.starts[k] for comment in comments):
        return False
    index = issue.lines.get(text.file)
    return index is not None and index.place(text.starts[k])[0] == index.place(text.ends[k - 1])[0]


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
    for index, unit in enumerate(issue.units):
        at = issue.place(f"units.{index}")
        if sent[unit.id] < unit.articles:
            yield warning("NL710", at, unit=unit.name, sent=sent[unit.id], expected=unit.articles)
        elif unit.articles and sent[unit.id] > unit.articles:
            yield note("NL711", at, unit=unit.name, sent=sent[unit.id], expected=unit.articles)


def in_release_window(subject: Subject) -> Iterator[Problem]:
    """The rule of the date on the masthead."""
    issue = subject.issue
    if issue.release and not issue.release.holds(issue.date):
        yield warning("NL712", issue.place("date"), date=f"{issue.date:%d/%m/%Y}",
                      start=f"{issue.release.start:%d/%m/%Y}", end=f"{issue.release.end:%d/%m/%Y}")  # fmt: skip
