"""The annotations of a returned PDF as values (ISO 32000-1, 12.5; what clients really leave is of many kinds).

Nothing is followed: no action, link or attached file. There are bounds on all of it."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from html.parser import HTMLParser
from typing import Final, NamedTuple

from newsletter.pdf.document import Annotation, Document
from newsletter.pdf.filters import decode
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Array, Dictionary, Ref, Stream, text_of
from newsletter.review.notes import Drawing, Form, Markup, MarkupKind, Points

KINDS: Final[Mapping[str, MarkupKind]] = {
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "squiggly",
    "StrikeOut": "strike-out",
    "Caret": "caret",
    "Text": "note",
    "FreeText": "free-text",
    "Ink": "ink",
    "Stamp": "stamp",
    "Square": "shape",
    "Circle": "shape",
    "Line": "shape",
    "Polygon": "shape",
    "PolyLine": "shape",
    "Polyline": "shape",
    "FileAttachment": "attachment",
}
"""Subtypes that are remarks (table 169), and the name that PDFBox gives to one."""
FORMS: Final[Mapping[str, Form]] = {
    "Ink": "ink",
    "Line": "line",
    "Polygon": "polygon",
    "PolyLine": "polyline",
    "Polyline": "polyline",
    "Square": "square",
    "Circle": "circle",
    "Stamp": "stamp",
}
"""Subtypes that are drawn, not written."""
TEXT_KINDS: Final = ("highlight", "underline", "squiggly", "strike-out")
MARKUPS_MOST: Final = 20_000
TEXT_MOST: Final = 20_000
"""Characters of one text: a page of a bulletin has some four thousand."""
QUADS_MOST: Final = 1000
POINTS_MOST: Final = 20_000
RICH_MOST: Final = 200_000
_FARTHEST: Final = 32_000.0
"""Beyond it a box is none: empty marks are written with ±32768."""
_WIDEST: Final = 100.0
"""Points of a pen; a wider one is a mistake of the file."""
_HIDDEN: Final = 2 | 32
"""Hidden and NoView (table 165)."""
_LANGUAGE: Final = re.compile("\x1b[A-Za-z-]{2,8}\x1b")
"""A language escape (7.9.2.2)."""
_DATE: Final = re.compile(r"\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_ZONE: Final = re.compile(r"([+-])(\d\d)'?(\d\d)?'?\s*")


class Found(NamedTuple):
    """``total`` annotations are ``markups``, and those of ``skipped`` by subtype; they add up."""

    markups: tuple[Markup, ...]
    skipped: tuple[tuple[str, int], ...]
    total: int


def markups(document: Document) -> Found:
    """What reviewers left in a file, in the file's order; an annotation that stands in it twice counts once."""
    skipped: Counter[str] = Counter()
    kept: list[tuple[int, Annotation]] = []
    seen: dict[Ref, int] = {}
    for page in document.pages:
        for annotation in page.annotations:
            ref = annotation.dictionary.ref
            if annotation.subtype not in KINDS:
                skipped[_named(annotation.subtype)] += 1
            elif len(kept) >= MARKUPS_MOST:
                skipped["too-many"] += 1
            elif ref in seen:
                skipped["twice"] += 1
            else:
                if ref is not None:
                    seen[ref] = len(kept)
                kept.append((page.number, annotation))
    found = tuple(_markup(page, annotation, seen) for page, annotation in kept)
    return Found(found, tuple(sorted(skipped.items())), len(found) + sum(skipped.values()))


def _named(subtype: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", subtype)[:32] or "none"


def _markup(page: int, annotation: Annotation, places: Mapping[Ref, int]) -> Markup:
    entries = annotation.dictionary
    above = entries.unresolved("IRT")
    return Markup(
        kind=KINDS[annotation.subtype],
        page=page,
        rect=annotation.box if annotation.box and _is_near(annotation.box) else None,
        quads=tuple(_quads(entries)),
        drawing=_drawing(entries, FORMS[annotation.subtype]) if annotation.subtype in FORMS else None,
        contents=contents_of(entries),
        author=_line(entries.text("T")),
        subject=_line(entries.text("Subj")),
        created=date_of(entries.text("CreationDate")),
        modified=date_of(entries.text("M")),
        intent=entries.name("IT")[:64],
        name=_line(entries.text("NM")),
        reply_to=places.get(above, -1) if isinstance(above, Ref) else -1,
        grouped=entries.name("RT") == "Group",
        state=_state(entries),
        hidden=bool(annotation.flags & _HIDDEN),
        attachment=_attached(entries) if annotation.subtype == "FileAttachment" else "",
        at=entries.ref.number if entries.ref else 0,
    )


def _state(entries: Dictionary) -> tuple[str, str] | tuple[()]:
    """StateModel and State (12.5.6.3), which some write as names."""
    state = _line(entries.text("State")) or entries.name("State")[:64]
    model = _line(entries.text("StateModel")) or entries.name("StateModel")[:64]
    if not state:
        return ()
    return model or ("Marked" if state in ("Marked", "Unmarked") else "Review"), state


def _attached(entries: Dictionary) -> str:
    """The name of the file carried, which stays closed."""
    named = entries.get("FS")
    if isinstance(named, Dictionary):
        return _line(named.text("UF") or named.text("F"))
    return _line(text_of(named)) if isinstance(named, bytes) else ""


# Text.


def clean(text: str, most: int = TEXT_MOST) -> str:
    """NFC, lines ended by a line feed, without language escapes and control characters."""
    text = _LANGUAGE.sub("", text[: 2 * most])
    text = re.sub("\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", text[:most]).strip()


def _line(text: str) -> str:
    return " ".join(clean(text, 256).split())


def contents_of(entries: Dictionary) -> str:
    """Contents, or the words of the rich text (RC, 12.7.3.4) where it has none."""
    return clean(entries.text("Contents")) or clean(_rich(entries))


def _rich(entries: Dictionary) -> str:
    value = entries.get("RC")
    content = decode(value, RICH_MOST).data if isinstance(value, Stream) else value
    if not isinstance(content, bytes) or not content or len(content) > RICH_MOST:
        return ""
    parser = _RichText()
    parser.feed(text_of(content))
    parser.close()
    return "".join(parser.words)


class _RichText(HTMLParser):
    """The words of XHTML, a line for each paragraph. It is read as HTML: entities that a file defines stay as they are
    written, and what is not well formed is read as far as it goes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(re.sub(r"\s+", " ", data))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "br"):  # <br/> ends too
            self.words.append("\n")


def date_of(text: str) -> str:
    """A date (7.9.4) as ISO 8601, without its zone where that makes no sense; "" where it is none."""
    found = _DATE.match(text[:64])
    if not found:
        return ""
    parts = [int(part) if part else least for part, least in zip(found.groups(), (0, 1, 1, 0, 0, 0), strict=True)]
    try:
        moment = datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  (as written)
    except ValueError:
        return ""
    if not 1990 <= moment.year < 2200:
        return ""
    return moment.isoformat() + _zone(text[found.end() : 64])


def _zone(text: str) -> str:
    if text.startswith("Z"):
        return "Z"
    found = _ZONE.fullmatch(text)
    if found is None or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return ""
    return f"{found[1]}{found[2]}:{found[3] or '00'}"


# Geometry.


def _is_near(box: Box) -> bool:
    return all(math.isfinite(number) and abs(number) < _FARTHEST for number in box)


def _quads(entries: Dictionary) -> Iterator[Box]:
    """The box round each quadrilateral: the order of its corners is not to be trusted."""
    numbers = _numbers(entries.get("QuadPoints"), 8 * QUADS_MOST)
    for start in range(0, len(numbers) - 7, 8):
        across, up = numbers[start : start + 8 : 2], numbers[start + 1 : start + 8 : 2]
        box = Box(min(across), min(up), max(across), max(up))
        if _is_near(box) and box.width > 0 and box.height > 0:
            yield box


def _drawing(entries: Dictionary, form: Form) -> Drawing:
    border = entries.numbers("Border") or []
    width = entries.dictionary("BS").number("W") or (border[2] if len(border) > 2 else 0.0)
    return Drawing(
        form,
        tuple(_strokes(entries, form)),
        round(width, 2) if 0 < width < _WIDEST else 0.0,
        entries.name("Name")[:64] if form == "stamp" else "",
    )


def _strokes(entries: Dictionary, form: Form) -> Iterator[Points]:
    """Points of ink, or the corners of a line or polygon."""
    if form == "ink":
        rows = [row for row in entries.array("InkList")[:1000] if isinstance(row, Array)]
        each = POINTS_MOST // max(1, len(rows))
        for row in rows:
            yield from _points(_numbers(row, 2 * each))
    elif form == "line":
        yield from _points(_numbers(entries.get("L"), 4))
    elif form in ("polygon", "polyline"):
        yield from _points(_numbers(entries.get("Vertices"), POINTS_MOST))


def _points(numbers: list[float]) -> Iterator[Points]:
    pairs = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if pairs and all(abs(number) < _FARTHEST for pair in pairs for number in pair):
        yield pairs


def _numbers(value: object, most: int) -> list[float]:
    """Numbers of an array, null and others as what ends it."""
    found: list[float] = []
    for item in value[:most] if isinstance(value, Array) else ():
        if isinstance(item, bool) or not isinstance(item, int | float):
            break
        found.append(float(item))
    return found
