"""Where the words of a proof stand on its pages and in the sources: the map of the proof laid over a returned page."""

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from newsletter.pdf.document import Page, sheet
from newsletter.pdf.marks import Box
from newsletter.review.glyphs import Glyph, graphemes
from newsletter.review.maps import MapLine, MapPage, SourceMap

CONTEXT: Final = 32
"""Characters kept before and after a quotation."""
_RUNNING: Final = ("body", "drop-cap", "crosshead")
"""Roles that are one text."""
_SLACK: Final = 1.0
"""Points by which a glyph may stand outside the box of its line or word: italics, and rounding."""
_MIDDLE: Final = 0.25
"""Of the leading, by which the middle of letters stands over the base line."""
_EVEN: Final = 0.01
"""How much a page that was scaled may differ in width and height."""
_ALIKE: Final = 0.6
"""Share of characters that have to be the map's, for a line to be taken for that of the map."""


class Sign(NamedTuple):
    """A character of a line of the map: its line on the page, its offset in the shown text, its place in the source as
    first and last column of ``row``."""

    line: int
    offset: int
    text: str
    x: float
    left: float
    right: float
    y: float
    row: int
    columns: tuple[int, int]


class Stream(NamedTuple):
    """Lines of the map that are one text, in order; ``starts`` are their offsets in it."""

    text: str
    starts: Mapping[tuple[int, int], int]


class Chart:
    """The map of a proof, ready for looking up. ``sources`` are the texts of today by path, as stored."""

    def __init__(self, source_map: SourceMap, sources: Mapping[str, str]) -> None:
        self.map = source_map
        self._rows = {
            file: text.split("\n") for file, text in sources.items() if is_current(source_map, file, text)
        }  # fmt: skip
        self._streams: dict[tuple[str, str, str], Stream] | None = None
        self._order = {id(page): index for index, page in enumerate(source_map.pages)}

    def is_current(self, file: str) -> bool:
        """Whether the source is still what the proof was made of."""
        return file in self._rows

    def offset(self, page: MapPage, line: int, offset: int) -> int:
        """Of a character in the text that its line is part of."""
        return self._stream(page.lines[line]).starts[self._order[id(page)], line] + offset

    def around(self, page: MapPage, line: int, first: int, last: tuple[int, int]) -> tuple[str, str, str]:
        """What stands from offset ``first`` of a line to before the (line, offset) of ``last`` on that page, with what is
        before and after it."""
        stream = self._stream(page.lines[line])
        order = self._order[id(page)]
        start = self.offset(page, line, first)
        end = stream.starts.get((order, last[0]), start) + last[1]
        text = stream.text
        return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]

    def _stream(self, line: MapLine) -> Stream:
        if self._streams is None:
            gathered: dict[tuple[str, str, str], list[tuple[tuple[int, int], MapLine]]] = {}
            for order, page in enumerate(self.map.pages):
                for index, each in enumerate(page.lines):
                    gathered.setdefault(stream_of(each), []).append(((order, index), each))
            self._streams = {key: _joined(lines) for key, lines in gathered.items()}
        return self._streams[stream_of(line)]

    def signs(self, page: MapPage, number: int, glyphs: Iterable[Glyph]) -> list[Sign]:
        """The characters of one line from the glyphs that stand on it, all in points of the map; where a word has not the
        glyphs that it should, from its box. None where the glyphs are of another text."""
        line = page.lines[number]
        drawn = sorted((glyph for glyph in glyphs if glyph.text != " "), key=lambda glyph: (glyph.left, glyph.x))
        shown = [(offset, text) for offset, text in _offsets(line.text) if not text.isspace()]
        if len(drawn) == len(shown):
            if not _agree([text for _, text in shown], drawn):
                return []
            places = [(glyph.x, glyph.left, glyph.right, glyph.y) for glyph in drawn]
        else:
            places = _by_words(line, drawn)
            if len(places) != len(shown):
                return []
        found = []
        words = _words_at(line)
        for (offset, text), (x, left, right, y) in zip(shown, places, strict=True):
            row, columns = self._source(line, words, offset, len(text))
            found.append(Sign(number, offset, text, x, left, right, y, row, columns))
        return found

    def _source(
        self, line: MapLine, words: Sequence[tuple[int, int]], offset: int, length: int
    ) -> tuple[int, tuple[int, int]]:
        """Row and columns of the source for a character of a line."""
        at = bisect_right(words, (offset, len(line.words))) - 1
        if at < 0 or not line.words:
            return line.start[0], (line.start[1], line.start[1])
        start, index = words[at]
        word = line.words[index]
        within = min(offset - start, max(0, len(word.text) - 1))
        first, last = self._columns(line.file, word.line, word.column, (word.length, word.text))(within, length)
        return word.line, (word.column + first, word.column + last)

    def _columns(self, file: str, row: int, column: int, word: tuple[int, str]) -> "_Spread":
        length, text = word
        rows = self._rows.get(file, [])
        stored = rows[row - 1][column - 1 : column - 1 + length] if 0 < row <= len(rows) else ""
        return _Spread(length, text, stored)


class _Spread:
    """Which characters of a stored word are shown as which of its shown form: the same, unless it is stored NFD, with
    markup in it, or shown as capitals of another length."""

    def __init__(self, length: int, text: str, stored: str) -> None:
        self.length = length
        self.text = text
        self.stored = stored

    def __call__(self, offset: int, count: int) -> tuple[int, int]:
        """First and last offset in the stored word."""
        if self.length == len(self.text) or not self.text:
            return min(offset, self.length - 1), min(offset + count, self.length) - 1
        starts = _aligned(self.text, self.stored)
        if starts:
            first = starts[offset]
            last = starts[offset + count] - 1 if offset + count < len(starts) else self.length - 1
            return first, max(first, last)
        scale = self.length / len(self.text)
        first = min(int(offset * scale), self.length - 1)
        return first, max(first, min(int((offset + count) * scale), self.length) - 1)


def _aligned(shown: str, stored: str) -> list[int]:
    """For each shown character where it begins in the stored word, signs of markup passed over; empty where the one is
    not in the other."""
    starts: list[int] = []
    position = 0
    clusters = graphemes(stored)
    offsets = [0]
    for cluster in clusters:
        offsets.append(offsets[-1] + len(cluster))
    for cluster in graphemes(shown):
        while position < len(clusters) and not _same(clusters[position], cluster):
            position += 1
        if position == len(clusters):
            return []
        starts += [offsets[position]] * len(cluster)
        position += 1
    return starts


def _same(stored: str, shown: str) -> bool:
    return unicodedata.normalize("NFC", stored).casefold() == shown.casefold()


def is_current(source_map: SourceMap, file: str, text: str) -> bool:
    return source_map.files.get(file) == "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def stream_of(line: MapLine) -> tuple[str, str, str]:
    """Story, file, and role where it is no running text."""
    return line.story, line.file, "" if line.role in _RUNNING else line.role


def _joined(lines: Sequence[tuple[tuple[int, int], MapLine]]) -> Stream:
    text = ""
    starts: dict[tuple[int, int], int] = {}
    before: MapLine | None = None
    for key, line in lines:
        if before is not None and before.role != "drop-cap":
            text += " "
        starts[key] = len(text)
        text += line.text
        before = line
    return Stream(text, starts)


def _offsets(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    offset = 0
    for cluster in graphemes(text):
        found.append((offset, cluster))
        offset += len(cluster)
    return found


def _words_at(line: MapLine) -> list[tuple[int, int]]:
    """Offset in the shown text and index of each word that has a source; these are the last ones."""
    pieces = line.text.split(" ")
    missing = len(pieces) - len(line.words)
    found: list[tuple[int, int]] = []
    offset = 0
    for index, piece in enumerate(pieces):
        if index >= missing:
            found.append((offset, index - missing))
        offset += len(piece) + 1
    return found


def _agree(shown: Sequence[str], drawn: Sequence[Glyph]) -> bool:
    alike = sum(text.casefold() == glyph.text.casefold() for text, glyph in zip(shown, drawn, strict=True))
    return alike >= _ALIKE * len(shown)


def _by_words(line: MapLine, drawn: Sequence[Glyph]) -> list[tuple[float, float, float, float]]:
    """Places of the characters of words: of their glyphs where these are as many, else shared out evenly."""
    if len(line.text.split(" ")) != len(line.words):
        return []
    places: list[tuple[float, float, float, float]] = []
    height = drawn[0].y if drawn else line.baseline - _MIDDLE * (line.box.y1 - line.box.y0)
    for word in line.words:
        within = [glyph for glyph in drawn if word.left - _SLACK < glyph.x < word.right + _SLACK]
        count = len(graphemes(word.text))
        if len(within) == count:
            places += [(glyph.x, glyph.left, glyph.right, glyph.y) for glyph in within]
            continue
        step = (word.right - word.left) / count
        places += [
            (word.left + step * (index + 0.5), word.left + step * index, word.left + step * (index + 1), height)
            for index in range(count)
        ]
    return places


class Laid(NamedTuple):
    """A page of the map as it lies on a page of the file: where the trim's top left stands in user space, and how many
    points of the map a unit of it has."""

    page: MapPage
    left: float
    top: float
    scale: float

    def box(self, box: Box) -> Box:
        """A box of the page in points of the map, y down."""
        return Box(self._x(box.x0), self._y(box.y1), self._x(box.x1), self._y(box.y0))

    def glyph(self, glyph: Glyph) -> Glyph:
        return Glyph(
            glyph.text,
            self._x(glyph.x),
            self._y(glyph.y),
            self._y(glyph.base),
            self._x(glyph.left),
            self._x(glyph.right),
        )

    def _x(self, x: float) -> float:
        return (x - self.left) * self.scale

    def _y(self, y: float) -> float:
        return (self.top - y) * self.scale


def lay(page: MapPage, sheet_page: Page) -> Laid:
    """By the TrimBox, which may be of another size (UserUnit, 14.11.2, or a program that scaled the page); where it is
    lost the trim is taken to stand in the middle of the paper."""
    trim = sheet_page.boxes.trim
    box = trim or sheet_page.boxes.media or sheet(sheet_page)
    width, height = page.trim
    scale = max(sheet_page.user_unit, 1.0)
    if trim and min(trim.width, trim.height, width, height) > 0:
        across, down = width / trim.width, height / trim.height
        scale = across if abs(across - down) < _EVEN * across else scale
    width, height = width / scale, height / scale
    return Laid(page, box.x0 + (box.width - width) / 2, box.y1 - (box.height - height) / 2, scale)
