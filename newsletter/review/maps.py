"""The source map that every proof carries (newsletter-map/1), found in the file and read as values.

A file that came back may hold anything under that name: what is no map is None, what of it makes no sense is left out,
and there are bounds on all of it."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from newsletter.pdf.document import Document
from newsletter.pdf.filters import decode
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Dictionary, Stream

ATTACHMENT: Final = "source-map.json"
FORMAT: Final = "newsletter-map/1"
BYTES_MOST: Final = 64 * 1024 * 1024
"""A map of 16 pages has some 400 thousand."""
LINES_MOST: Final = 1_000_000
NAMES_MOST: Final = 1000
"""Nodes of a name tree, and entries of each, that are looked through."""


class MapWord(NamedTuple):
    """``left`` and ``right`` in pt; ``line`` and ``column`` of its first character in the stored file, ``length`` there.
    ``text`` as shown."""

    left: float
    right: float
    line: int
    column: int
    length: int
    text: str


class MapLine(NamedTuple):
    """A set line. ``box`` and ``baseline`` in pt from the top left of the trim, y down (as ``y0`` < ``y1``). ``start``
    and ``end`` are (0, 0) where it has no source."""

    story: str
    file: str
    role: str
    frame: str
    start: tuple[int, int]
    end: tuple[int, int]
    box: Box
    baseline: float
    text: str
    words: tuple[MapWord, ...]


class MapPhoto(NamedTuple):
    """``crop`` is the part shown: x0, y0, x1, y1 in 0 … 1, None in maps of before it was told."""

    story: str
    file: str
    box: Box
    crop: tuple[float, float, float, float] | None


class MapPage(NamedTuple):
    """``trim`` is width and height in pt."""

    number: int
    label: str
    trim: tuple[float, float]
    lines: tuple[MapLine, ...]
    photos: tuple[MapPhoto, ...]


class SourceMap(NamedTuple):
    """``files``: path → sha256. ``code`` and ``round`` name the proof, "" and 0 where it has none.

    ``sheets``: the number of the issue's page on each page of the PDF, in order; 0 = the instructions, which are no page of
    the issue; empty where it is not told."""

    issue: str
    fingerprint: str
    files: Mapping[str, str]
    pages: tuple[MapPage, ...]
    code: str = ""
    round: int = 0
    sheets: tuple[int, ...] = ()

    def page_on(self, sheet: int) -> MapPage | None:
        """The page of the issue that stands on a page of the PDF (from 1); None where none does."""
        sheets = self.sheets or range(1, len(self.pages) + 1)
        number = sheets[sheet - 1] if 0 < sheet <= len(sheets) else 0
        return next((page for page in self.pages if number and page.number == number), None)


def embedded_map(document: Document) -> bytes | None:
    """The attachment ``source-map.json`` of a file as it stands in it, decoded; None where there is none."""
    found = map_stream(document)
    if found is None:
        return None
    decoded = decode(found, BYTES_MOST)
    return None if decoded.wrong else decoded.data


def map_stream(document: Document) -> Stream | None:
    """The stream of that attachment (7.11.4), looked for in the whole name tree."""
    waiting = [document.catalogue.dictionary("Names").dictionary("EmbeddedFiles")]
    seen = 0
    while waiting and seen < NAMES_MOST:
        node = waiting.pop()
        seen += 1
        waiting += [kid for kid in node.array("Kids")[:NAMES_MOST] if isinstance(kid, Dictionary)]
        for entry in node.array("Names")[: 2 * NAMES_MOST]:
            if isinstance(entry, Dictionary) and ATTACHMENT in (entry.text("UF"), entry.text("F")):
                found = entry.dictionary("EF").stream("F")
                if found is not None:
                    return found
    return None


def parse_map(content: bytes) -> SourceMap | None:
    """The map as values; None where it is none."""
    try:
        return map_of(json.loads(content))
    except (ValueError, RecursionError):
        return None


def map_of(whole: object) -> SourceMap | None:
    """A map from what JSON says; None where it is none."""
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or not isinstance(whole.get("pages"), list):
        return None
    files = whole.get("files")
    pages: list[MapPage] = []
    left = LINES_MOST
    for page in whole["pages"]:
        if isinstance(page, dict) and left > 0:
            pages.append(_page(page, left))
            left -= len(pages[-1].lines)
    return SourceMap(
        _text(whole.get("issue")),
        _text(whole.get("fingerprint")),
        {key: value for key, value in files.items() if isinstance(value, str)} if isinstance(files, dict) else {},
        tuple(pages),
        *_proof(whole.get("proof")),
    )


def _proof(proof: object) -> tuple[str, int, tuple[int, ...]]:
    """Code, round and sheets."""
    if not isinstance(proof, dict):
        return "", 0, ()
    sheets = proof.get("sheets")
    numbers = [_whole(sheet) for sheet in sheets[:LINES_MOST]] if isinstance(sheets, list) else []
    return _text(proof.get("code")), _whole(proof.get("round")), tuple(numbers)


def _page(page: dict[str, object], most: int) -> MapPage:
    trim = _numbers(page.get("trim"), 2) or (0.0, 0.0)
    lines = (_line(line) for line in _entries(page.get("lines"), most))
    photos = (_photo(photo) for photo in _entries(page.get("photos"), most))
    return MapPage(
        _whole(page.get("number")),
        _text(page.get("label")),
        (trim[0], trim[1]),
        tuple(line for line in lines if line is not None),
        tuple(photo for photo in photos if photo is not None),
    )


def _line(line: dict[str, object]) -> MapLine | None:
    box, text = _numbers(line.get("box"), 4), _text(line.get("text"))
    if box is None or not text:
        return None
    baseline = _numbers([line.get("baseline")], 1) or (box[3],)
    start, end = _numbers(line.get("start"), 2) or (0, 0), _numbers(line.get("end"), 2) or (0, 0)
    return MapLine(
        _text(line.get("story")),
        _text(line.get("file")),
        _text(line.get("role")),
        _text(line.get("frame")),
        (int(start[0]), int(start[1])),
        (int(end[0]), int(end[1])),
        Box(*box),
        baseline[0],
        text,
        tuple(_words(line.get("words"), text)),
    )


def _words(words: object, text: str) -> Iterator[MapWord]:
    """Words that have a source, with what is shown of each. What has none (the bullet of a list, the number of a note)
    stands before them, as a rule."""
    placed = [found for word in (words if isinstance(words, list) else ()) if (found := _numbers(word, 5))]
    shown = text.split(" ")
    for word, piece in zip(placed, shown[max(0, len(shown) - len(placed)) :], strict=False):
        yield MapWord(word[0], word[1], int(word[2]), int(word[3]), int(word[4]), piece)


def _photo(photo: dict[str, object]) -> MapPhoto | None:
    box, crop = _numbers(photo.get("box"), 4), _numbers(photo.get("crop"), 4)
    if box is None:
        return None
    shown = (crop[0], crop[1], crop[2], crop[3]) if crop else None
    return MapPhoto(_text(photo.get("story")), _text(photo.get("file")), Box(*box), shown)


def _entries(value: object, most: int) -> list[dict[str, object]]:
    return [entry for entry in value[:most] if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _numbers(value: object, count: int) -> tuple[float, ...] | None:
    """``count`` finite numbers, else None."""
    if not isinstance(value, list) or len(value) != count:
        return None
    if not all(isinstance(number, int | float) and math.isfinite(number) and abs(number) < 1e9 for number in value):
        return None
    return tuple(value)
