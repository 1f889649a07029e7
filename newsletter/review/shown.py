"""An article as its readers see it, sign by sign, each with its place in the stored file.

An edit is right when the file, read again, shows what was asked for and nothing else; so an article is laid out here as a
flat list of all that can be told apart: its form as written (``Leaf``), and its texts as cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from newsletter.intake.article import Front, House, read_article, split_front
from newsletter.intake.outline import Outline
from newsletter.intake.photo import Header
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import BOLD, BREAK, GLUED, ITALIC, NO_OFFSET, NOTE, TIED, Article, Text
from newsletter.problems import Outcome
from newsletter.source import LineIndex, SourceSpan

SPACE, TIE, TURN, PARAGRAPH = " ", "\u00a0", "\n", "\u2029"
"""What may stand between two words: a space, one that binds, the end of a line of verse, the end of a paragraph."""
GAPS: Final = frozenset((SPACE, TIE, TURN, PARAGRAPH))
Look = tuple[str, int, str]
"""A sign, its style, the address that it leads to."""


class Cell(NamedTuple):
    """A sign as shown; ``start`` and ``end`` in the stored file. Signs that were written as one thing (an entity, an
    escape) share their place. ``style`` is of BOLD, ITALIC, NOTE, and 0 between words."""

    sign: str
    style: int
    link: str
    start: int
    end: int

    @property
    def look(self) -> Look:
        return self.sign, self.style, self.link


class Leaf(NamedTuple):
    """Part of an article's form: the name of a type, a value, a bracket."""

    value: str


_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNIT: Final = re.compile(r"\\[!-/:-@\[-`{-~]|.", re.DOTALL)
"""What a backslash makes of the sign behind it, in Markdown and between quotation marks of YAML."""
_PARAGRAPH: Final = Leaf("Paragraph")
Layout = list["Leaf | tuple[Look, ...]"]


class Shown(NamedTuple):
    """``form``: leaves, and for each text its number; paragraphs that follow each other are one text. ``front`` as
    split_front has it. ``faults``: the codes of all that is wrong with the file."""

    stored: Stored
    article: Article
    front: Front
    form: tuple[Leaf | int, ...]
    texts: tuple[tuple[Cell, ...], ...]
    faults: tuple[str, ...]

    @property
    def verse(self) -> bool:
        return self.article.kind == "poem"

    def indents(self, text: int) -> list[tuple[int, int, int]]:
        """Of each line of verse its first and last + 1 cell, and by how many spaces it is set in."""
        cells, source = self.texts[text], self.stored.text
        ends = [at for at, cell in enumerate(cells) if cell.sign in (TURN, PARAGRAPH)]
        found = []
        for first, last in zip([0, *(end + 1 for end in ends)], [*ends, len(cells)], strict=True):
            line = source[source.rfind("\n", 0, cells[first].start) + 1 : cells[first].start] if first < last else ""
            found.append((first, last, len(line) - len(line.lstrip(" "))))
        return found

    def layout(self) -> Layout:
        return [part if isinstance(part, Leaf) else looks(self.texts[part]) for part in self.form]


class _AnyShelf(PhotoShelf):
    """Photos are not looked at: every one is there, and of the same size."""

    def __init__(self) -> None:
        super().__init__(Path())

    def header(self, file: str, at: SourceSpan) -> Outcome[Header]:  # noqa: ARG002 (the shelf's signature)
        return Outcome(Header(file, (1000, 1000), "grey", ""))

    def outline(self, file: str) -> Outline:  # noqa: ARG002 (the same)
        return ((0.0, 1.0),)


def show(file: str, text: str) -> Shown:
    """The article of a file whose text is ``text``."""
    stored = Stored(file, text, LineIndex.of(text), "")
    outcome = read_article(stored, House(_AnyShelf(), Pieces()))
    article = outcome.value
    assert article is not None, "an article is there whatever is wrong with it"  # noqa: S101
    texts: list[Text] = []
    form, cells = run_on(list(_form(article, texts)), [tuple(_cells(one, text)) for one in texts])
    faults = tuple(sorted(problem.code for problem in outcome.problems))
    return Shown(stored, article, split_front(stored)[0], form, cells, faults)


def looks(cells: tuple[Cell, ...]) -> tuple[Look, ...]:
    return tuple(cell[:3] for cell in cells)


def signs(cells: tuple[Cell, ...]) -> str:
    """A text as one string, a character for each cell."""
    return "".join(cell[0] for cell in cells)


def _form(value: object, texts: list[Text]) -> Iterator[Leaf | int]:
    match value:
        case Text():
            texts.append(value)
            yield len(texts) - 1
        case SourceSpan():
            pass
        case Article():  # its number of words and where its comments stand are no part of its form
            yield from _fields(value._replace(words=0, comments=()), texts)
        case tuple() if hasattr(value, "_fields"):
            yield from _fields(value, texts)
        case tuple():
            yield Leaf("(")
            for part in value:
                yield from _form(part, texts)
            yield Leaf(")")
        case _:
            yield Leaf(repr(value))


def _fields(value: tuple[object, ...], texts: list[Text]) -> Iterator[Leaf | int]:
    yield Leaf(type(value).__name__)
    for part in value:
        yield from _form(part, texts)


def run_on(
    form: list[Leaf | int], cells: list[tuple[Cell, ...]]
) -> tuple[tuple[Leaf | int, ...], tuple[tuple[Cell, ...], ...]]:
    """Each run of paragraphs as one text, so that a paragraph parted or joined is a change of a sign."""
    kept: list[Leaf | int] = []
    texts: list[tuple[Cell, ...]] = []
    for part in form:
        if isinstance(part, Leaf):
            kept.append(part)
            continue
        more = cells[part]
        if kept[-1:] == [_PARAGRAPH] and len(kept) > 2 and kept[-3] == _PARAGRAPH and more and texts[-1]:
            kept.pop()
            texts[-1] += (Cell(PARAGRAPH, 0, "", texts[-1][-1].end, more[0].start), *more)
        else:
            texts.append(more)
            kept.append(len(texts) - 1)
    return tuple(kept), tuple(texts)


def _cells(text: Text, source: str) -> Iterator[Cell]:
    before = NO_OFFSET
    for at, (piece, start, end, mark) in enumerate(zip(text.pieces, text.starts, text.ends, text.marks, strict=True)):
        if at and not mark & GLUED:
            gap = TURN if mark & BREAK else TIE if mark & TIED else SPACE
            yield Cell(gap, 0, "", before, start)
        style = mark & (BOLD | ITALIC | NOTE)
        link = next((address for first, last, address in text.links if first <= at <= last), "")
        spans = _spans(piece, source[start:end]) if start != NO_OFFSET else ()
        for number, sign in enumerate(piece):
            a, b = spans[number] if spans else (0, max(end - start, 0))
            yield Cell(sign, style, link, start + a, start + b)
        before = end


@lru_cache(maxsize=1 << 14)
def _spans(piece: str, stored: str) -> tuple[tuple[int, int], ...]:
    """Where each sign of a piece stands in what was stored; () where the two cannot be laid side by side."""
    if piece == stored:
        return tuple((at, at + 1) for at in range(len(piece)))
    edges = [unit.start() for unit in _UNIT.finditer(stored) if not combining(unit[0][0])] + [len(stored)]
    pieces = Pieces()
    shown = [len(pieces[_ESCAPE.sub(r"\1", stored[:edge])]) for edge in edges]
    if shown[-1] != len(piece) or pieces[_ESCAPE.sub(r"\1", stored)] != piece:
        return ()
    spans = []
    for at in range(len(piece)):
        k = bisect_right(shown, at)  # the first edge that shows this sign
        spans.append((edges[k - 1], edges[k]))
    return tuple(spans)


def writes_apart(text: str) -> bool:
    """Is a file written in decomposed letters (NFD)?"""
    return text != normalize("NFC", text) and text == normalize("NFD", text)
