"""The words that a page of any PDF shows, as pdfium reads them, and those among them that a sent page did not have."""

import ctypes
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.review.maps import MapPage

if TYPE_CHECKING:
    import pypdfium2 as pdfium

CHARACTERS_MOST: Final = 60_000
"""Of one page; a page of small print has eight thousand."""
NEAR: Final = 12.0
"""Points that a word may have moved and still be counted as the one that stood there."""
_BREAKS: Final = frozenset("\ufffe\u00ad\x02")
"""How pdfium writes a hyphen at a line's end, and hyphens that are not shown."""


class ShownWord(NamedTuple):
    """``text`` is NFC; ``box`` in points of default user space."""

    text: str
    box: Box


def words_of(page: "pdfium.PdfPage") -> list[ShownWord]:
    """In the order in which pdfium reads them."""
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), CHARACTERS_MOST)
        return list(_words(text, count))
    finally:
        text.close()


def _words(text: "pdfium.PdfTextPage", count: int) -> Iterator[ShownWord]:
    from pypdfium2 import raw  # noqa: PLC0415

    letters: list[str] = []
    boxes: list[Box] = []
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    for index in range(count + 1):
        code = raw.FPDFText_GetUnicode(text, index) if index < count else 32
        letter = chr(code) if 0 < code < 0x110000 else " "
        if not letter.isspace():
            if letter not in _BREAKS:
                letters.append(letter)
            if raw.FPDFText_GetCharBox(text, index, left, right, low, high):
                boxes.append(Box(left.value, low.value, right.value, high.value))
        elif letters:
            if boxes:
                yield ShownWord(unicodedata.normalize("NFC", "".join(letters)), around(boxes))
            letters, boxes = [], []


def around(boxes: Sequence[Box]) -> Box:
    """The box around some."""
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return Box(min(lefts), min(lows), max(rights), max(highs))


def mapped_words(page: MapPage, trim: Box) -> list[ShownWord]:
    """The words of a page as its map tells them, on a page whose trim is ``trim``. A line stands for the place of all its
    words, for those without a source have none of their own. A drop cap is one word with what follows it, or stands
    apart, or is a mere shape: each of these may be shown."""
    words: list[ShownWord] = []
    cap = ""
    for line in page.lines:
        box = line.box
        place = Box(trim.x0 + box.x0, trim.y1 - box.y1, trim.x0 + box.x1, trim.y1 - box.y0)
        text = unicodedata.normalize("NFC", line.text)
        words += [ShownWord(word, place) for word in text.split()]
        if cap:
            words.append(ShownWord(cap + text.split(maxsplit=1)[0], place))
        cap = text if line.role == "drop-cap" else ""
    return words


def added_words(shown: Sequence[ShownWord], expected: Sequence[ShownWord]) -> list[ShownWord]:
    """Words that are shown more often than expected: of the same word those stay that stand where one is expected."""
    left = Counter(word.text for word in expected)
    if not Counter(word.text for word in shown) - left:
        return []
    places: dict[str, list[Box]] = defaultdict(list)
    for word in expected:
        places[word.text].append(word.box)
    waiting: list[int] = []
    for index, word in enumerate(shown):
        if left[word.text] > 0 and any(_near(word.box, box) for box in places[word.text]):
            left[word.text] -= 1
        else:
            waiting.append(index)
    added: list[int] = []
    for index in waiting:
        if left[shown[index].text] > 0:
            left[shown[index].text] -= 1
        else:
            added.append(index)
    return [shown[index] for index in added]


def _near(word: Box, place: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return place.x0 - NEAR <= x <= place.x1 + NEAR and place.y0 - NEAR <= y <= place.y1 + NEAR
