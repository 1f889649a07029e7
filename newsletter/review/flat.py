"""Remarks that are no annotations: what was drawn or written into the pages themselves, by viewers that paint into them
(Chromium's Draw, Xournal++) or by tablets and print drivers that make annotations flat, some or all of them.

The returned file is compared with the proof that was sent, or where that is not at hand with its map. Words are told
apart by both; paths and pictures by what the sent page paints, else by the order of painting; a page that is one picture
by its pixels."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from newsletter.pdf.document import Document, Page, sheet
from newsletter.pdf.marks import Box
from newsletter.pdf.painter import Shelf
from newsletter.problems import Problem, note, warning
from newsletter.review.additions import added_last, added_since, content_of, edges_of, is_picture, painted_on
from newsletter.review.maps import MapPage, SourceMap
from newsletter.review.markups import clean
from newsletter.review.notes import Markup
from newsletter.review.page_words import ShownWord, added_words, around, mapped_words, words_of
from newsletter.review.pictures import drawn_on

if TYPE_CHECKING:
    import pypdfium2 as pdfium

PAGES_MOST: Final = 300
"""Pages that are compared."""
REMARKS_MOST: Final = 200
"""Remarks of one page; what is more stands together in the last."""
TOUCH: Final = 6.0
"""Points between strokes that are still one remark: letters of a word, a line and its arrow head."""
STROKES_MOST: Final = 600
"""Strokes of a page that are grouped one by one; of more, neighbours in the order of painting are taken together."""
UNTRUE: Final = 0.2
"""Share of a page's words that may be new where as many of its own are lacking; beyond, its text cannot be read, or it is
another page."""
LOST: Final = 0.5
"""Share of a page's own words that may be lacking, whatever is new."""
WRITTEN_MOST: Final = 150
"""Words that anybody writes on a page of a proof."""
_SIZE: Final = 1.0
"""Points by which a TrimBox may differ from the trim of the map and still be that of the proof."""


class Copy(NamedTuple):
    """A PDF as bytes, and as they were read."""

    content: bytes
    document: Document
    password: str = ""


class Drawn(NamedTuple):
    """Markups of kind ``drawn``, page by page in order of place from the top; ``contents`` are words that were added.
    ``doubtful`` are pages whose remarks are less sure, for their content was written anew, or is a picture."""

    markups: tuple[Markup, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubtful: frozenset[int] = frozenset()


class _Found(NamedTuple):
    """Of one page: boxes of what was added, the words among it."""

    boxes: Sequence[Box] = ()
    words: Sequence[ShownWord] = ()
    doubtful: bool = False
    problem: Problem | None = None


def drawn(returned: Copy, source_map: SourceMap | None, sent: Copy | None = None) -> Drawn:
    """What was drawn or written into the pages of a returned copy of a proof. Each page is compared with the one of the
    same number; where the map is lost, too, only what viewers name and pages that are pictures are known."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    markups: list[Markup] = []
    problems: list[Problem] = []
    doubtful: set[int] = set()
    try:
        comparison = _Comparison(returned, source_map, sent)
    except pdfium.PdfiumError:
        return Drawn()
    for page in returned.document.pages[:PAGES_MOST]:
        found = comparison.page(page)
        groups = _groups(found.boxes, TOUCH)
        if len(groups) > REMARKS_MOST:
            problems.append(note("NL797", page=page.number, count=len(groups), most=REMARKS_MOST))
            groups = [*groups[: REMARKS_MOST - 1], around(groups[REMARKS_MOST - 1 :])]
        markups += _markups(page.number, groups, found.words)
        problems += [found.problem] if found.problem else []
        if found.doubtful:
            doubtful.add(page.number)
    return Drawn(tuple(markups), tuple(problems), frozenset(doubtful))


class _Comparison:
    """Both files while their pages are compared."""

    def __init__(self, returned: Copy, source_map: SourceMap | None, sent: Copy | None) -> None:
        self.returned, self.map, self.sent = returned, source_map, sent
        self.shelf, self.sent_shelf = Shelf(), Shelf()
        self.shown = _opened(returned)
        self.sent_shown = _opened(sent) if sent else None

    def page(self, page: Page) -> _Found:
        earlier = self._sent_page(page.number)
        if earlier is not None and content_of(page) == content_of(earlier):
            return _Found()
        painted = painted_on(self.returned.document, page, self.shelf)
        if is_picture(painted, page.boxes.crop or sheet(page)):
            return self._on_picture(page.number)
        if self.map is None and earlier is None:
            return _Found([painted.marks[index].box for index in sorted(painted.ink)])
        words, trusted = self._new_words(page)
        boxes = [word.box for word in words]
        marks = None
        if earlier is not None and self.sent is not None:
            marks = added_since(painted, painted_on(self.sent.document, earlier, self.sent_shelf))
        anew = marks is None and earlier is not None
        if marks is None:
            marks = added_last(painted, boxes)
        problem = None if trusted else warning("NL798", page=page.number)
        return _Found([*marks, *boxes], words, anew or not trusted, problem)

    def _on_picture(self, number: int) -> _Found:
        """What was drawn on a page that is one picture, where the sent page is at hand."""
        earlier = self._sent_page(number)
        boxes = None
        if self.sent is not None and self.sent_shown is not None and earlier is not None:
            edges = edges_of(painted_on(self.sent.document, earlier, self.sent_shelf))
            pages = _page(self.shown, number), _page(self.sent_shown, number)
            boxes = drawn_on(pages[0], pages[1], edges) if pages[0] and pages[1] else None
        if boxes is None:
            return _Found(problem=warning("NL796", page=number))
        return _Found(boxes, doubtful=True)

    def _sent_page(self, number: int) -> Page | None:
        pages = self.sent.document.pages if self.sent else ()
        return pages[number - 1] if number <= len(pages) else None

    def _new_words(self, page: Page) -> tuple[list[ShownWord], bool]:
        """Words that were added, and whether the page's text can be trusted."""
        expected = self._expected(page)
        shown = _words(self.shown, page.number)
        if expected is None:
            return [], True
        added = added_words(shown, expected)
        lacking = len(expected) - (len(shown) - len(added))
        many = len(added) > UNTRUE * len(shown) and (lacking > UNTRUE * len(expected) or len(added) > WRITTEN_MOST)
        if many or lacking > LOST * len(expected):
            return [], False
        return added, True

    def _expected(self, page: Page) -> list[ShownWord] | None:
        """The words that the page had when it was sent: by its map, or where it is no page of the issue by the sent file;
        None where nobody knows."""
        mapped = self.map.page_on(page.number) if self.map else None
        if mapped is not None:
            return mapped_words(mapped, trim_of(page, mapped))
        if self.sent_shown is not None and page.number <= len(self.sent_shown):
            return _words(self.sent_shown, page.number)
        return None


def trim_of(page: Page, mapped: MapPage) -> Box:
    """Where the trimmed page of a proof lies on a returned page: its TrimBox; of pages that lost it, the middle of the
    sheet."""
    width, height = mapped.trim
    held = sheet(page)
    if abs(held.width - width) <= _SIZE and abs(held.height - height) <= _SIZE:
        return held
    x, y = (held.x0 + held.x1) / 2, (held.y0 + held.y1) / 2
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _opened(copy: Copy) -> "pdfium.PdfDocument":
    import pypdfium2 as pdfium  # noqa: PLC0415

    return pdfium.PdfDocument(copy.content, password=copy.password or None)


def _page(document: "pdfium.PdfDocument", number: int) -> "pdfium.PdfPage | None":
    """None where it cannot be loaded."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        return document[number - 1]
    except (pdfium.PdfiumError, IndexError):
        return None


def _words(document: "pdfium.PdfDocument", number: int) -> list[ShownWord]:
    page = _page(document, number)
    return words_of(page) if page is not None else []


def _groups(boxes: Sequence[Box], gap: float) -> list[Box]:
    """Boxes that touch, or nearly, as one; from the top down."""
    step = max(1, -(-len(boxes) // STROKES_MOST))
    rest = sorted(around(boxes[at : at + step]) for at in range(0, len(boxes), step))
    leaders = list(range(len(rest)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            index = leaders[index] = leaders[leaders[index]]
        return index

    for index, box in enumerate(rest):
        for other in range(index + 1, len(rest)):
            if rest[other].x0 > box.x1 + gap:
                break
            if rest[other].y0 <= box.y1 + gap and box.y0 <= rest[other].y1 + gap:
                leaders[leader(other)] = leader(index)
    groups: dict[int, list[Box]] = {}
    for index, box in enumerate(rest):
        groups.setdefault(leader(index), []).append(box)
    return sorted((around(group) for group in groups.values()), key=lambda box: (-box.y1, box.x0))


def _markups(page: int, groups: Sequence[Box], words: Sequence[ShownWord]) -> Iterator[Markup]:
    """Each word goes into the first group that covers it."""
    waiting = list(words)
    for group in groups:
        inside = [word for word in waiting if _covers(group, word.box)]
        waiting = [word for word in waiting if not _covers(group, word.box)]
        yield Markup("drawn", page, group, contents=clean(" ".join(word.text for word in inside)))


def _covers(group: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return group.x0 <= x <= group.x1 and group.y0 <= y <= group.y1
