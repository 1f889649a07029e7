"""What rules find, gathered so that a bad file gives a report that can be read: what repeats on a page is one finding with
its worst case, its first places and a count."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newsletter.geometry import Rect
from newsletter.pdf.document import Document, Page
from newsletter.pdf.marks import Box, Mark
from newsletter.preflight.table import BY_CODE, Yardstick
from newsletter.preflight.xmp import Properties
from newsletter.problems import PageSpot, Problem
from newsletter.units import pt, to_mm

MOST_PLACES = 5
"""Places kept of a finding."""
LONGEST_NAME = 200
"""Letters of a name that are shown: a hostile file has names of megabytes."""
BREAKAGES = frozenset({"collection", "components", "damaged", "empty", "header", "kind", "size", "truncated"})
"""Words of ``images`` and ``programs`` that are put into the reader's language; others are names of parts."""
MOST_OF_A_CODE = 60
"""Findings kept of a code; the rest is counted."""
BOX_TOLERANCE = 0.05
"""Points by which boxes may miss each other: programs write two or three decimals."""


class Sheet(NamedTuple):
    """A page as rules measure it, in points, y up. ``trim`` is what is cut out: TrimBox or ArtBox. ``bleed`` is how far
    paint counts: the BleedBox, the trim where there is none. ``sound`` is whether the page states where it is cut, in
    boxes that lie in each other: where not, paint counts where they agree, and nothing is said of edges."""

    number: int
    trim: Box
    bleed: Box
    sound: bool = True


class Subject(NamedTuple):
    """What rules on a file are asked about; ``properties`` are its metadata, None where there are none to be read."""

    document: Document
    yardstick: Yardstick
    properties: Properties | None = None


class Case(NamedTuple):
    """What rules on marks are asked about: one mark, the page that it stands on."""

    mark: Mark
    sheet: Sheet
    yardstick: Yardstick


class Sighting(NamedTuple):
    """One thing that one rule objects to. ``page`` 0 is the whole file. Sightings of one ``topic`` (a font, an ink) are one
    finding for the file, others one for each page. ``value`` and ``limit`` are numbers where the rule measures."""

    code: str
    page: int = 0
    box: Box | None = None
    topic: str = ""
    value: str | float = ""
    limit: str | float = ""
    object: str = ""


class Finding(NamedTuple):
    """A problem with its places, the worst one's first; ``problem`` is of the worst, and its values hold the count."""

    problem: Problem
    places: tuple[PageSpot, ...]
    times: int


def sheet_of(page: Page) -> Sheet | None:
    """The page with its boxes settled (ISO 32000-1, 14.11.2.1); None without any."""
    boxes = page.boxes
    whole = boxes.crop or boxes.media
    trim = boxes.trim or boxes.art
    if trim is None or whole is None:
        return Sheet(page.number, whole, boxes.bleed or whole, sound=False) if whole else None
    bleed = boxes.bleed or trim
    if holds(bleed, trim) and holds(boxes.media or whole, bleed):
        return Sheet(page.number, trim, bleed)
    return Sheet(page.number, trim, trim.cut(bleed) or trim, sound=False)


def holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies in another, give or take a rounding."""
    return (
        outer.x0 <= inner.x0 + BOX_TOLERANCE
        and outer.y0 <= inner.y0 + BOX_TOLERANCE
        and outer.x1 >= inner.x1 - BOX_TOLERANCE
        and outer.y1 >= inner.y1 - BOX_TOLERANCE
    )


def seen(code: str, mark: Mark, value: str | float = "", limit: str | float = "", topic: str = "") -> Sighting:
    return Sighting(code, mark.at.page, mark.box, topic, value, limit, object_of(mark))


def breakage(word: str) -> str:
    """What is wrong with the bytes of a font or an image, as a term where there are words for it."""
    return f"broken.{word}" if word in BREAKAGES else word


def object_of(mark: Mark) -> str:
    """Where a mark stands in the file: names of XObjects, then the number of its operator (``Fm0/Im3``, ``#153``)."""
    return "/".join(mark.at.chain) or f"#{mark.at.operator}"


class _Heap:
    """Sightings of one finding."""

    __slots__ = ("boxes", "times", "worst")

    def __init__(self, first: Sighting) -> None:
        self.worst = first
        self.times = 0
        self.boxes: list[tuple[int, Box | None]] = []


def gather(sightings: Iterable[Sighting], yardstick: Yardstick, sheets: Mapping[int, Sheet]) -> tuple[Finding, ...]:
    """Findings by page and code. Sightings of rules that the standard does not have are passed over."""
    heaps: dict[tuple[int, str, str], _Heap] = {}
    kept: dict[str, int] = {}
    over: dict[str, int] = {}
    for sighting in sightings:
        code = sighting.code
        if yardstick.standard not in BY_CODE[code].standards:
            continue
        key = (0 if sighting.topic else sighting.page, code, sighting.topic)
        heap = heaps.get(key)
        if heap is None:
            if kept.get(code, 0) >= MOST_OF_A_CODE:
                over[code] = over.get(code, 0) + 1
                continue
            kept[code] = kept.get(code, 0) + 1
            heap = heaps[key] = _Heap(sighting)
        _add(heap, sighting)
    found = [_finding(heap, yardstick, sheets) for heap in heaps.values()]
    found += [_more(code, count, yardstick) for code, count in over.items()]
    return tuple(sorted(found, key=_order))


def _add(heap: _Heap, sighting: Sighting) -> None:
    heap.times += 1
    place = (sighting.page, sighting.box)
    if len(heap.boxes) < MOST_PLACES and place not in heap.boxes:
        heap.boxes.append(place)
    if _excess(sighting) > _excess(heap.worst):
        heap.worst = sighting


def _excess(sighting: Sighting) -> float:
    """How far a measured value is from its limit."""
    value, limit = sighting.value, sighting.limit
    return abs(value - limit) if isinstance(value, int | float) and isinstance(limit, int | float) else 0.0


def _finding(heap: _Heap, yardstick: Yardstick, sheets: Mapping[int, Sheet]) -> Finding:
    worst = heap.worst
    spot = PageSpot(worst.page, _rect(worst.box, sheets.get(worst.page))) if worst.page else None
    first = (PageSpot(page, _rect(box, sheets.get(page))) for page, box in heap.boxes if page)
    places = tuple(dict.fromkeys((spot, *first)))[:MOST_PLACES] if spot else tuple(first)
    values = (
        ("object", _shown(worst.object)),
        ("topic", _shown(worst.topic)),
        ("value", _shown(worst.value)),
        ("limit", _shown(worst.limit)),
        ("count", heap.times),
        ("at", _at(spot)),
    )
    severity = BY_CODE[worst.code].severity_by(yardstick)
    return Finding(Problem(worst.code, severity, values, spot=spot), places, heap.times)


def _shown(value: str | float) -> str | float:
    """Numbers as people read them: two decimals tell 0.24 pt from 0.25. Names of PDF become plain words, since a
    verdict crosses from one process to another."""
    if isinstance(value, str):
        return str(value[:LONGEST_NAME])
    return round(value, 2) if isinstance(value, float) else value


def _rect(box: Box | None, sheet: Sheet | None) -> Rect | None:
    """From points of the page, y up, to Mpt from the trim's top left, y down."""
    if box is None or sheet is None:
        return None
    left, top = sheet.trim.x0, sheet.trim.y1
    return Rect(pt(box.x0 - left), pt(top - box.y1), pt(box.x1 - left), pt(top - box.y0))


def _at(spot: PageSpot | None) -> str:
    """``x 42 mm, y 120 mm`` from the trim's top left; the whole page where no place is known."""
    if spot is None or spot.box is None:
        return "–"
    return f"x {round(to_mm(spot.box.x0))} mm, y {round(to_mm(spot.box.y0))} mm"


def _more(code: str, count: int, yardstick: Yardstick) -> Finding:
    severity = BY_CODE["NL899"].severity_by(yardstick)
    return Finding(Problem("NL899", severity, (("topic", code), ("count", count))), (), count)


def _order(finding: Finding) -> tuple[int, str, str]:
    spot = finding.problem.spot
    return spot.page if spot else 0, finding.problem.code, str(finding.problem.values)
