"""Quotation marks in pairs, dashes between two spaces, a space behind each sign."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsletter.check.slip import Line, Reading, Slip, Word, rewritten
from newsletter.model.article import Article
from newsletter.problems import warning

_FOREIGN: Final = "„«»"
_ADDRESS: Final = re.compile(r"://|@|\bwww\.|\w\.(?:vn|com|org|net|gov|edu|info)\b", re.IGNORECASE)
_LETTERS: Final = "[^\\W\\d_]"
_CLOSE: Final = re.compile(
    f"(?<={_LETTERS}{_LETTERS})[,;:!?…](?={_LETTERS}{_LETTERS})|(?<=\\d)[,;!?](?={_LETTERS}{_LETTERS})"
    f"|(?<=[a-zà-ỹ]{{2}})\\.(?=[A-ZÀ-Ỹ][a-zà-ỹ])|[)”](?={_LETTERS}{_LETTERS})"
)
"""A sign with no space behind it."""
_OPEN: Final = re.compile(f"(?<={_LETTERS}{_LETTERS})[(“]")
"""An opening sign with no space before it."""
_TIGHT_DASH: Final = re.compile(f"(?<={_LETTERS})[–—](?={_LETTERS})")


def signs_apart(reading: Reading) -> Iterator[Slip]:
    """The rule of the space behind a sign, and before an opening one."""
    for line in reading.lines:
        for word in line.words:
            shown = word.shown
            if len(shown) < 4 or shown.isalpha() or _ADDRESS.search(shown):
                continue
            match = _CLOSE.search(shown) or _OPEN.search(shown)
            if match:
                new = _OPEN.sub(lambda one: f" {one[0]}", _CLOSE.sub(lambda one: f"{one[0]} ", shown))
                told = warning("NL348", reading.at(line.text, word.first), word=shown, other=new)
                yield Slip(told, rewritten(line.text, word, new))


def dashes(reading: Reading) -> Iterator[Slip]:
    """The rule of dashes: a space on both sides or on none ("1954- 2022", "năm –2022")."""
    for line in reading.lines:
        words = line.words
        for k, word in enumerate(words):
            shown = word.shown
            if shown.isalnum() or not (set(shown) & set("-–—")) or len(shown) < 2:
                continue
            behind = k + 1 < len(words) and shown[-1] in "-–—" and shown[-2].isalnum()
            before = k > 0 and shown[0] in "-–—" and shown[1].isalpha()
            if behind or before or _TIGHT_DASH.search(shown):
                new = _spaced(shown, behind=behind, before=before)
                told = warning("NL347", reading.at(line.text, word.first), word=shown, other=new)
                yield Slip(told, rewritten(line.text, word, new))


def _spaced(shown: str, *, behind: bool, before: bool) -> str:
    if behind:
        return f"{shown[:-1]} –"
    return f"– {shown[1:]}" if before else _TIGHT_DASH.sub(" – ", shown)


# -- quotation marks ---------------------------------------------------------------


class _Mark(NamedTuple):
    """A quotation mark: sign, its text, word and the number of that, and whether it stands at the head of its text."""

    sign: str
    line: int
    word: Word
    number: int
    heads: bool


def quoted_in_pairs(reading: Reading) -> Iterator[Slip]:
    """The rule of quotation marks: each opened is closed, one inside another is ‘ ’, none is of other languages."""
    owned = {id(line) for _, lines in reading.articles for line in lines}
    for line in reading.lines:
        if id(line) not in owned:
            yield from _paired(reading, [line])
    for article, lines in reading.articles:
        for group in _groups(article, lines):
            yield from _paired(reading, group)


def _groups(article: Article, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Texts that a quotation may run through: those of the body one after another; any other one by itself."""
    head = sum(text is not None for text in (article.title, article.kicker, article.deck, article.byline))
    head += len(article.footnotes)
    for line in lines[:head]:
        yield [line]
    yield list(lines[head:])


def _paired(reading: Reading, lines: Sequence[Line]) -> Iterator[Slip]:
    open_marks: list[_Mark] = []
    for mark in _marks(lines):
        if mark.sign in _FOREIGN:
            yield _told(reading, lines, mark, "NL346", "“ ”")
        elif mark.sign == "”":
            if open_marks:
                open_marks.pop()
            else:
                yield _told(reading, lines, mark, "NL345", "“")
        elif open_marks and mark.line == open_marks[-1].line:
            if _closes_twice(lines[mark.line], mark.number):
                yield _told(reading, lines, mark, "NL346", "‘ ’")
                open_marks.append(mark)
            else:
                yield _told(reading, lines, open_marks.pop(), "NL345", "”")
                open_marks.append(mark)
        elif open_marks and mark.heads:
            continue
        else:
            for lost in open_marks:
                yield _told(reading, lines, lost, "NL345", "”")
            open_marks = [mark]
    for lost in open_marks:
        yield _told(reading, lines, lost, "NL345", "”")


def _marks(lines: Sequence[Line]) -> Iterator[_Mark]:
    for number, line in enumerate(lines):
        for k, word in enumerate(line.words):
            for place, sign in enumerate(word.shown) if not word.shown.isalnum() else ():
                if sign in "“”" or sign in _FOREIGN:
                    yield _Mark(sign, number, word, k, k == 0 and place == 0)


FURTHEST: Final = 300
"""Words of the longest quotation in a quotation."""


def _closes_twice(line: Line, first: int) -> bool:
    """Are there two closing marks from this word on before the next opening one, as round a quotation in a quotation?"""
    depth = 0
    for k, word in enumerate(line.words[first : first + FURTHEST]):
        depth += (word.shown.count("“") if k else 0) - word.shown.count("”")
        if depth <= -2:
            return True
    return False


def _told(reading: Reading, lines: Sequence[Line], mark: _Mark, code: str, wanted: str) -> Slip:
    told = warning(code, reading.at(lines[mark.line].text, mark.word.first), word=mark.word.shown, sign=mark.sign,
                   other=wanted)  # fmt: skip
    return Slip(told)
