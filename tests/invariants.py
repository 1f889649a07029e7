"""What must be true of every composed page, told as a list of faults in words; [] is good.

Everything is read off the display list and the source map, as a reader of the finished pages could.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from newsletter.compose import Ledger, compose
from newsletter.compose.grammar import protrusion
from newsletter.compose.itemise import itemise
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.linebreak import RUNT, break_lines
from newsletter.compose.place import Place, place_slot
from newsletter.compose.wrap import WHITE
from newsletter.faces.book import FontBook
from newsletter.geometry import Rect
from newsletter.model.article import GLUED, NOTE, Article, Box, Table, texts_of
from newsletter.model.issue import Issue
from newsletter.model.layout import GridArea, Layout, PageTemplate, Slot
from newsletter.model.plan import Plan
from newsletter.pages.items import Line, Page, Panel, Picture, Stroke, TextRun
from newsletter.pages.source_map import page_map
from newsletter.units import PT, Mpt, pt

ROUNDING: Mpt = 10
"""0.01 pt: what a line may be wider than its measure."""
RISE: Mpt = pt(3.5)
"""Marks over capitals (Ấ) reach above their own line, descenders below it."""
RULE: Mpt = pt(3)
"""A panel no higher is a rule, not a ground."""
IN_COLUMN = ("body", "drop-cap", "crosshead", "pull-quote", "box", "table", "footnote")
RUNNING = ("body", "drop-cap", "crosshead")
"""What is read on from column to column."""
RUNT_SHARE = 0.2


class Made(NamedTuple):
    """An issue of one design, its pages in order, and what composition told."""

    issue: Issue
    design: Layout
    pages: tuple[Page, ...]
    ledger: Ledger
    kit: Kit

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.ledger.problems]


def make(issue: Issue, design: Layout, plan: Plan, book: FontBook) -> Made:
    ledger = Ledger()
    pages = sorted(compose(issue, design, plan, book, ledger), key=lambda page: page.number)
    return Made(issue, design, tuple(pages), ledger, open_kit(issue, design, book, Ledger()))


def faults(made: Made) -> Iterator[str]:
    """All that is wrong with places and words; ``splits`` tells of paragraphs, ``feet`` of columns."""
    for article in made.issue.articles:
        yield from _words(article, made)
    for page in made.pages:
        yield from _page_faults(page, made)


# -- words -----------------------------------------------------------------------


def _words(article: Article, made: Made) -> Iterator[str]:
    """Every word of the source once and in order, through the source map; and what is left over is told."""
    index = made.issue.lines[article.file]
    spans: list[tuple[int, int]] = []
    by_role: dict[str, list[int]] = defaultdict(list)
    for page in made.pages:
        for entry in json.loads(page_map(page, made.design.trim, made.issue.lines, proof=False))["lines"]:
            if entry.get("story") != article.id or entry["role"] in ("jump", "furniture"):
                continue
            role = "running" if entry["role"] in RUNNING else entry["role"]
            for _, _, line, column, length in entry["words"]:
                start = index.starts[line - 1] + column - 1
                spans.append((start, start + length))
                by_role[role].append(start)
    for role, starts in by_role.items():
        moved = role in ("pull-quote", "box") and any(slot.wraps for slot in _slots(made))
        inside = any(
            isinstance(block, Box) and any(isinstance(one, Table) for one in block.blocks) for block in article.blocks
        )
        if (
            moved or role in ("caption", "credit") or (role == "table" and inside)
        ):  # the pictures of the front matter stand where the design has places for them
            continue
        yield from (f"{role}: out of order at {b}" for a, b in pairwise(starts) if b <= a)
    seen: set[int] = set()
    for start, stop in spans:
        letters = range(start, stop)
        if not seen.isdisjoint(letters):
            yield f"doubled at {index.place(start)}"
        seen.update(letters)
    missing = [
        piece
        for text in texts_of(article)
        for piece, start, end, mark in zip(text.pieces, text.starts, text.ends, text.marks, strict=True)
        if not mark & NOTE and start >= 0 and not seen.issuperset(range(start, end))
    ]
    fit = next(fit for fit in made.ledger.fits if fit.story == article.id)
    if fit.words != fit.words_set + fit.overset_words:
        yield f"words: {fit.words} in, {fit.words_set} set, {fit.overset_words} over"
    if bool(missing) != (fit.overset_words > 0) or (missing and "NL501" not in made.codes):
        yield f"missing: {missing[:8]}, told: {sorted(set(made.codes))}"


def _slots(made: Made) -> Iterator[Slot]:
    for page in made.pages:
        yield from made.design.templates[page.template].slots


# -- places ----------------------------------------------------------------------


@dataclass
class _Here:
    """A page with its slots as they lie on it."""

    page: Page
    made: Made
    template: PageTemplate
    places: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for slot in self.template.slots:
            self.places[slot.name] = place_slot(slot, self.area, self.made.kit)

    def area(self, area: GridArea) -> Rect:
        return self.made.design.area(area, left=self.page.left, mirror=self.template.mirror)

    @cached_property
    def lines(self) -> list[Line]:
        """Lines of stories, without jump lines."""
        return [item for item in self.page.items if isinstance(item, Line) and item.runs and item.story]

    def measure(self, line: Line) -> tuple[Mpt, Mpt]:
        """Left and right edge of where a line may stand: its column; its slot, for what may be wider."""
        name, _, part = line.frame.rpartition("/")
        place = self.places[name]
        if part.isdigit() and line.role in IN_COLUMN:
            return place.xs[int(part) - 1], place.xs[int(part) - 1] + place.width
        kinds = [wrap.takes for wrap in place.slot.wraps]
        if part in kinds:
            own = [area for wrap, area in zip(place.slot.wraps, place.wraps, strict=True) if wrap.takes == part]
            return min(area.x0 for area in own), max(area.x1 for area in own)
        return place.box.x0, place.box.x1


def _page_faults(page: Page, made: Made) -> Iterator[str]:
    here = _Here(page, made, made.design.templates[page.template])
    for line in here.lines:
        yield from _line_faults(line, here)
    yield from _outside(here)
    yield from _overlaps(here)
    yield from _beside(here)
    yield from _headless(here)


def shown(line: Line) -> str:
    return " ".join(shape.text for run in line.runs for shape in run.shapes)


def extent(line: Line) -> tuple[Mpt, Mpt]:
    """Where a line begins and ends, what hangs in the margins and the last glyph's tracking taken off."""
    first, last = line.runs[0], line.runs[-1]
    left = first.x
    spans = [span for run in line.runs for span in run.spans()]
    right = spans[-1][1] - round(last.tracking * last.scale / 1000)
    return left + _hang(first, 0), right - _hang(last, -1)


def _hang(run: TextRun, at: int) -> Mpt:
    shape = run.shapes[at]
    if not shape.text or not shape.advances:
        return 0
    share = protrusion(shape.text[at])[0 if at == 0 else 1]
    return round(share * shape.advances[at] * run.unit / 1000) + 1


def _line_faults(line: Line, here: _Here) -> Iterator[str]:
    kit = here.made.kit
    left, right = extent(line) if line.role != "drop-cap" else _sides(_bounds(_ink(line, here)))
    x0, x1 = here.measure(line)
    if left < x0 - ROUNDING or right > x1 + ROUNDING:
        yield f"{line.role} wider than its measure by {max(x0 - left, right - x1) / PT:.3f} pt: {shown(line)}"
    if line.role in ("body", "drop-cap"):
        off = (line.baseline - here.made.design.margins.top - kit.drop) % kit.baseline
        if off:
            yield f"{line.role} off the grid by {off / PT} pt: {shown(line)}"


def _sides(box: Rect) -> tuple[Mpt, Mpt]:
    return box.x0, box.x1


def _ink(line: Line, here: _Here) -> list[Rect]:
    """The ink of each glyph of a line."""
    boxes = []
    for run in line.runs:
        face = here.made.kit.caster.book.face(run.face)
        across, y = run.unit * run.scale / 1000, line.baseline - run.rise
        for (x, _), shape in zip(run.spans(), run.shapes, strict=True):
            boxes += [
                Rect(
                    x + round(left * across),
                    y - round(high * run.unit),
                    x + round(right * across),
                    y - round(low * run.unit),
                )
                for left, low, right, high in face.inks(shape.text, run.tracking / run.unit)
            ]
    return boxes


def _bounds(boxes: Sequence[Rect]) -> Rect:
    return Rect(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def _meet(a: Rect, b: Rect, slack: Mpt = ROUNDING) -> bool:
    return a.x0 + slack < b.x1 and b.x0 + slack < a.x1 and a.y0 + slack < b.y1 and b.y0 + slack < a.y1


def _within(a: Rect, b: Rect, slack: Mpt) -> bool:
    return a.x0 >= b.x0 - slack and a.y0 >= b.y0 - slack and a.x1 <= b.x1 + slack and a.y1 <= b.y1 + slack


def _outside(here: _Here) -> Iterator[str]:
    boxes = [place.box for place in here.places.values()]
    for line in here.lines:
        box = _bounds(_ink(line, here))
        if not any(place.y0 - RISE <= box.y0 and box.y1 <= place.y1 + RISE for place in boxes):
            over = min(max(place.y0 - box.y0, box.y1 - place.y1) for place in boxes)
            yield f"{line.role} outside its slot by {over / PT} pt: {shown(line)}"
    areas = [*boxes, *(area for place in here.places.values() for area in place.wraps)]
    for item in here.page.items:
        if isinstance(item, Picture | Panel) and not any(_within(item.box, area, pt(1)) for area in areas):
            yield f"{type(item).__name__} outside its slot: {item.box}"


def _overlaps(here: _Here) -> Iterator[str]:
    inked = [(line, ink, _bounds(ink)) for line in here.lines if (ink := _ink(line, here))]
    inked.sort(key=lambda one: one[2].y0)
    for at, (line, ink, box) in enumerate(inked):
        for other, more, its in inked[at + 1 :]:
            if its.y0 >= box.y1:
                break
            if _meet(box, its) and any(_meet(a, b) for a in _near(ink, its) for b in _near(more, box)):
                yield f"{line.role} and {other.role} overlap: {shown(line)} / {shown(other)}"
    pictures = [item for item in (*here.page.ground, *here.page.items) if isinstance(item, Picture)]
    for one, other_one in combinations(pictures, 2):
        if _meet(one.box, other_one.box):
            yield f"two pictures overlap: {one.photo.file} / {other_one.photo.file}"
    for line, ink, box in inked:
        for item in (*here.page.ground, *here.page.items):
            if _hit(line, ink, box, item):
                yield f"{line.role} meets a {type(item).__name__}: {shown(line)}"


def _near(ink: Sequence[Rect], box: Rect) -> list[Rect]:
    return [one for one in ink if _meet(one, box)]


def _hit(line: Line, ink: Sequence[Rect], box: Rect, item: object) -> bool:
    """Whether text lies on what is no text; on a ground it may, if it lies there wholly."""
    match item:
        case Picture():
            return not item.photo.outline and any(_meet(one, item.box) for one in ink)
        case Panel() if item.box.height <= RULE:
            return line.role != "table" and any(_meet(one, item.box) for one in ink)
        case Panel():
            return _meet(box, item.box) and not _within(box, item.box, RISE)
        case Stroke():
            return _meet(box, item.box.outset(50), 0)
        case _:
            return False


# -- wraps -----------------------------------------------------------------------


def _beside(here: _Here) -> Iterator[str]:
    """Text keeps the white that a thing has round it; no line of text beside it is under twelve characters."""
    for name, place in here.places.items():
        white = place.slot.gutter * WHITE // 1000
        things = [thing for wrap in place.slot.wraps for thing in _thing(f"{name}/{wrap.takes}", here)]
        for line in here.lines if things else ():
            beside = [thing for thing in things if thing.y0 < line.bottom - pt(4) and line.top + pt(4) < thing.y1]
            if not beside or line.role not in RUNNING or line.frame.rpartition("/")[0] != name:
                continue
            left, right = extent(line)
            if any(left < thing.x1 + white - pt(0.1) and right > thing.x0 - white + pt(0.1) for thing in beside):
                yield f"{line.role} runs into what it stands beside: {shown(line)}"
            x0, x1 = here.measure(line)
            near = any(thing.x0 < x1 and x0 < thing.x1 for thing in beside)
            if near and line.gap and len(shown(line)) < 12:
                yield f"a line of {len(shown(line))} characters beside something: {shown(line)}"


def _thing(frame: str, here: _Here) -> list[Rect]:
    """What stands in a wrap: its text as a whole, its picture, by the rows of its outline where it has one."""
    told = [_bounds(_ink(line, here)) for line in here.lines if line.frame == frame]
    things = [_bounds(told)] if told else []
    if not frame.endswith("/photo"):
        return things
    for item in (*here.page.ground, *here.page.items):
        if not isinstance(item, Picture):
            continue
        box, rows = item.box, item.photo.outline or ((0.0, 1.0),)
        for at, (left, right) in enumerate(rows):
            if left < right:
                top = box.y0 + box.height * at // len(rows)
                foot = box.y0 + box.height * (at + 1) // len(rows)
                things.append(Rect(round(box.x0 + left * box.width), top, round(box.x0 + right * box.width), foot))
    return things


# -- columns ---------------------------------------------------------------------


def paragraphs(made: Made, story: str) -> Iterator[list[tuple[int, Line]]]:
    """The paragraphs of a story, each as its lines with their pages; a hard line break begins another."""
    run: list[tuple[int, Line]] = []
    for page in made.pages:
        for item in page.items:
            if isinstance(item, Line) and item.role == "body" and item.story == story and item.runs:
                run.append((page.number, item))
                if item.ends:
                    yield run
                    run = []
    if run:
        yield run


def splits(made: Made, story: str) -> Iterator[str]:
    """Widows, orphans and runts; a paragraph of one line is none of them."""
    for lines in paragraphs(made, story):
        if len(lines) == 1 or not lines[-1][1].ends:
            continue
        places = [(number, line.frame) for number, line in lines]
        first, last = places.count(places[0]), places.count(places[-1])
        text = shown(lines[0][1])[:30]
        if places[0] != places[-1] and first == 1:
            yield f"orphan: {text}"
        if places[0] != places[-1] and last == 1:
            yield f"widow: {text}"
        yield from _runt(lines, made)


def _runt(lines: list[tuple[int, Line]], made: Made) -> Iterator[str]:
    """A last line of one word or under a fifth of its measure, where the text could be broken without one."""
    number, end = lines[-1]
    page = next(page for page in made.pages if page.number == number)
    here = _Here(page, made, made.design.templates[page.template])
    left, right = extent(end)
    measure = here.measure(end)[1] - left
    words = sum(1 for run in end.runs for at in range(len(run.shapes)) if not run.text.marks[run.first + at] & GLUED)
    beside_initial = left > here.measure(end)[0] + pt(30)
    if (words > 1 and right - left >= RUNT_SHARE * measure) or beside_initial:
        return
    run = next(run for run in end.runs if run.text.file)  # not the label of a list item
    slot = here.places[end.frame.rpartition("/")[0]].slot
    for role in ("body", "list", "quotation"):
        style = made.kit.style(role, slot)
        if run.face in (style.face, style.bold, style.emphasis, style.bold_emphasis) and run.size == style.size:
            indent = max(0, extent(lines[0][1])[0] - left) if lines[0][1].runs[0].text is run.text else 0
            found = break_lines(itemise(run.text, style, made.kit.caster, indent=indent), measure)
            if all(breaking.demerits >= RUNT for breaking in found):
                return
    yield f"runt: {shown(end)} after {shown(lines[0][1])[:30]}"


def _headless(here: _Here) -> Iterator[str]:
    """A crosshead at the foot of a column: what follows it begins in the next one."""
    items = here.page.items
    for number, (above, below) in enumerate(pairwise(items)):
        if not (isinstance(above, Line) and above.role == "crosshead"):
            continue
        text = [one for one in items[number + 1 :] if isinstance(one, Line) and one.story == above.story]
        if not any(one.role in ("body", "table", "crosshead") for one in text):
            continue  # photos alone follow it
        x0, x1 = here.measure(above)
        match below:
            case Line():
                apart = below.role != "footnote" and bool(below.story) and below.frame != above.frame
            case Picture() | Panel():
                apart = not x0 <= (below.box.x0 + below.box.x1) // 2 <= x1 and below.box.height > RULE
            case _:
                apart = False
        if apart:
            yield f"crosshead without text: {shown(above)}"


def feet(made: Made, page: Page) -> dict[str, dict[int, int]]:
    """For each slot, the lowest grid line that each of its columns uses, counted from the slot's top."""
    here = _Here(page, made, made.design.templates[page.template])
    found: dict[str, dict[int, int]] = {name: dict.fromkeys(range(len(p.xs)), 0) for name, p in here.places.items()}
    for item in page.items:
        box, foot = (_bounds(_ink(item, here)), item.baseline) if isinstance(item, Line) and item.runs else (None, 0)
        if isinstance(item, Picture | Panel):
            box, foot = item.box, item.box.y1
        if box is None or (isinstance(item, Line) and item.role == "jump"):
            continue
        for name, place in here.places.items():
            if not place.box.y0 <= foot <= place.box.y1 + RISE:
                continue
            for column, x in enumerate(place.xs):
                if box.x0 < x + place.width - pt(1) and box.x1 > x + pt(1):
                    line = -(-(foot - place.box.y0 - made.kit.drop) // made.kit.baseline) + 1
                    found[name][column] = max(found[name][column], line)
    return found
