"""A planned issue becomes pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from newsletter.colour import PAPER, Cmyk
from newsletter.compose.figures import caption_lines, crop_to, set_photo
from newsletter.compose.furniture import (
    Entry,
    one_line,
    put,
    set_contents,
    set_fixed,
    set_imprint,
    set_jump_from,
    set_jump_to,
    set_masthead,
    set_running,
    set_teaser,
)
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.compose.place import Place, place_slot
from newsletter.compose.river import River
from newsletter.compose.slot import Setting, column_rules, set_story
from newsletter.compose.solid import Solid, placed
from newsletter.compose.story import words_in, words_of
from newsletter.compose.wording import wording
from newsletter.faces.book import FontBook
from newsletter.geometry import Rect
from newsletter.model.article import Article, Photo, texts_of, unplaced
from newsletter.model.issue import Issue
from newsletter.model.layout import Furniture, Layout, PageTemplate, PhotoPlace, Slot
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import Bookmark, Item, Line, Outline, Page, Panel, Picture, StoryFit, Stroke
from newsletter.problems import PageSpot, error, warning
from newsletter.source import SourceSpan
from newsletter.units import Mpt

MOST_REPEATS = 20_000
"""Pages of one repeated template: beyond any bound book; a stop for layouts in which nothing ever fits."""
SHORT = 3
"""Empty grid lines a column, in a slot that is to be filled, beyond which the page looks unfinished."""
MARK_RED = Cmyk(0, 1000, 1000, 0)
CAPTION_INSET: Mpt = 6000


@dataclass(slots=True)
class _Tally:
    """What became of a story so far, over all its slots."""

    lines: int = 0
    words: int = 0
    frames: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    overset_lines: int = 0
    overset_words: int = 0
    short: int = 0
    elasticity: tuple[int, int, int] = (0, 0, 0)


class _Spot(NamedTuple):
    """A page while it is being filled."""

    number: int
    template: PageTemplate
    left: bool
    box: Rect
    """The type area."""


@dataclass(slots=True)
class _Draft:
    """A page with what can only be set once all stories have their pages."""

    spot: _Spot
    ground: list[Panel | Picture | Stroke | Outline] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    furniture: list[Item] = field(default_factory=list)
    marks: list[Item] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    pending: list[Callable[[], list[Item]]] = field(default_factory=list)
    section: str = ""


@dataclass(slots=True)
class _Work:
    """The state of composition: stories that wait to be continued, where stories opened, figures."""

    kit: Kit
    plan: Plan
    tallies: dict[str, _Tally] = field(default_factory=dict)
    opened: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, Article] = field(default_factory=dict)
    continued: dict[tuple[str, int], int] = field(default_factory=dict)
    """(story, n-th continuation) -> page."""
    jumps: dict[str, int] = field(default_factory=dict)
    number: int = 0

    def tally(self, story: str) -> _Tally:
        return self.tallies.setdefault(story, _Tally())


def compose(issue: Issue, layout: Layout, plan: Plan, book: FontBook, ledger: Ledger) -> Iterator[Page]:
    """The pages of an issue, each as soon as it is finished: one that names later pages comes at the end.

    What goes wrong, and what became of each story, stands in ``ledger`` once all pages are drawn.
    """
    work = _Work(open_kit(issue, layout, book, ledger), plan)
    held: list[_Draft] = []
    for draft in _drafts(work):
        if draft.pending:
            held.append(draft)
        else:
            yield _finished(draft)
    yield from map(_finished, held)
    _settle(work)


def _drafts(work: _Work) -> Iterator[_Draft]:
    layout, wanted = work.kit.layout, work.kit.issue.pages
    for index, planned in enumerate(work.plan.pages):
        template = layout.templates[planned.template]
        if wanted and index == len(work.plan.pages) - 1 and template.place == "last":
            yield from _blank_pages(work, wanted - 1)
        yield from _pages_of(planned, template, work)
    if wanted:
        yield from _blank_pages(work, wanted)
        if work.number > wanted:
            work.kit.ledger.problems.append(error("NL506", work.kit.issue.at, pages=work.number, wanted=wanted))


def _blank_pages(work: _Work, upto: int) -> Iterator[_Draft]:
    """Pages without text, so that an issue has as many as it must."""
    missing = upto - work.number
    if missing > 0:
        work.kit.ledger.problems.append(
            warning("NL505", work.kit.issue.at, missing=missing, wanted=work.kit.issue.pages or 0)
        )
    for _ in range(missing):
        yield _Draft(_open_page(PageTemplate(name="blank", running=False), work))


def _open_page(template: PageTemplate, work: _Work) -> _Spot:
    work.number += 1
    layout = work.kit.layout
    left = work.number % 2 == 0
    trim, margins = layout.trim, layout.margins
    x0, x1 = (margins.outside, margins.inside) if left else (margins.inside, margins.outside)
    box = Rect(x0, margins.top, trim.width - x1, margins.top + layout.lines * layout.baseline)
    return _Spot(work.number, template, left, box)


def _pages_of(planned: PlannedPage, template: PageTemplate, work: _Work) -> Iterator[_Draft]:
    """The page of a plan, or, where it repeats, as many as its rivers need."""
    issue = work.kit.issue
    rivers: dict[str, River] = {}
    for name, placements in planned.stories:
        slot = template.slot(name)
        if slot is not None and slot.many:
            found = [article for p in placements if (article := issue.article(p.story)) is not None]
            rivers[name] = River(found, work.kit)
    for turn in range(MOST_REPEATS):
        draft = _Draft(_open_page(template, work))
        _furnish(draft, work)
        before = sum(len(river.stories) for river in rivers.values()), work.number
        for slot in template.slots:
            placements = dict(planned.stories).get(slot.name, ())
            if slot.name in rivers:
                _set_river(rivers[slot.name], slot, draft, work)
            elif placements and not turn:
                _set_slot(slot, placements[0], draft, work)
        if template.running:
            draft.furniture += set_running(
                draft.spot.number, draft.section, draft.spot.box, work.kit, left=draft.spot.left
            )
        yield draft
        if not planned.repeat or all(river.dry for river in rivers.values()) or before[0] == 0:
            break
    for name, river in rivers.items():
        _overset_river(river, name, work)


# -- slots ------------------------------------------------------------------


def _set_river(river: River, slot: Slot, draft: _Draft, work: _Work) -> None:
    place = _place(slot, draft, work)
    poured = river.pour(place)
    draft.items += poured.items
    for story, lines, elastic, head_y in poured.stories:
        article = work.kit.issue.article(story)
        if article is not None and head_y >= 0:
            _open_story(article, head_y, draft, work)
        elif article is not None and not draft.section:
            draft.section = article.section
        tally = work.tally(story)
        tally.lines += lines
        tally.elasticity = _plus(tally.elasticity, elastic)
    _count_words(poured.items, draft, work)
    draft.ground += column_rules(place, 0, poured.items, work.kit)


def _plus(a: tuple[int, int, int], b: tuple[int, int, int]) -> tuple[int, int, int]:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _overset_river(river: River, slot: str, work: _Work) -> None:
    for article, lines, words in river.unset():
        if article.id not in work.opened:
            work.opened[article.id] = work.number
        _overset(article, slot, (lines, words), None, work)


def _place(slot: Slot, draft: _Draft, work: _Work) -> Place:
    spot, layout = draft.spot, work.kit.layout
    area = layout.area(slot.area, left=spot.left, mirror=spot.template.mirror)
    if slot.ground is not None:
        draft.ground.append(Panel(area, slot.ground))
    if slot.rule is not None:
        draft.ground.append(Panel(Rect(area.x0, area.y0 - 700, area.x1, area.y0), slot.rule))
    return place_slot(slot, area, work.kit)


def _set_slot(slot: Slot, placement: Placement, draft: _Draft, work: _Work) -> None:
    article = work.kit.issue.article(placement.story)
    if article is None:
        return
    place = _place(slot, draft, work)
    if slot.teaser:
        story = article
        draft.pending.append(lambda: set_teaser(story, work.opened.get(story.id, 0), place.box, work.kit, slot))
        return
    opening = not placement.jump
    head = None
    if placement.jump:
        rest = work.waiting.pop(article.id, None)
        turn = work.jumps[article.id] = work.jumps.get(article.id, 0) + 1
        work.continued[article.id, turn] = draft.spot.number
        if rest is None:
            work.kit.ledger.problems.append(
                warning("NL504", placement.at, PageSpot(draft.spot.number, place.box), story=article.id, slot=slot.name)
            )
            return
        first = work.opened.get(article.id, 0)
        head = set_jump_from(article, first, place.span(0, slot.head_span or 1), work.kit, slot)
        article = rest
    else:
        _open_story(article, place.box.y0, draft, work)
        _set_area_photos(article, slot, draft, work)
    _set_article(article, place, draft, work, (opening, head))


def _set_article(article: Article, place: Place, draft: _Draft, work: _Work, form: tuple[bool, Solid | None]) -> None:
    """The story itself, its jump line, and what does not fit."""
    opening, head = form
    kit, slot = work.kit, place.slot
    target = _next_jump(article.id, work)
    here = place._replace(depth=place.depth - 1) if target else place
    setting = set_story(article, here, kit, opening=opening, head=head)
    if target and setting.rest is None:
        setting = set_story(article, place, kit, opening=opening, head=head)
    draft.items += setting.items
    draft.ground += setting.ground
    _count_words(setting.items, draft, work)
    tally = work.tally(article.id)
    tally.lines += setting.lines
    tally.short += setting.short
    if opening:
        tally.elasticity = setting.elasticity
    _report_shape(article, setting, place, draft, work)
    if setting.rest is None or setting.left_over is None:
        return
    if target:
        work.waiting[article.id] = setting.rest
        turn = work.jumps.get(article.id, 0) + 1
        story, x = article.id, place.xs[-1]
        y = place.box.y0 + (place.depth - 1) * kit.baseline
        draft.pending.append(
            lambda: list(
                placed(
                    set_jump_to(work.continued.get((story, turn), 0), place.width, kit, slot, story).items, x, y,
                    place.frame(len(place.xs) - 1),
                )
            )
        )  # fmt: skip
        return
    items, rest = setting.left_over
    option = max(0, rest.option)
    words = sum(words_of(item) for item in items[rest.block + 1 :]) + words_of(items[rest.block], rest.line, option)
    lines = sum(min(item.block.options, key=lambda o: o.cost).lines + item.block.before for item in items[rest.block :])
    _overset(article, slot.name, (lines - rest.line, words), (draft, place), work)


def _report_shape(article: Article, setting: Setting, place: Place, draft: _Draft, work: _Work) -> None:
    """Blocks that are too tall, and a slot that stays half empty."""
    spot = PageSpot(draft.spot.number, place.box)
    report = work.kit.ledger.problems.append
    for lines, limit in setting.tall:
        report(error("NL507", article.at, spot, story=article.id, lines=lines, limit=limit))
    if setting.short > SHORT * len(place.xs):
        words = setting.short * article.words // max(1, setting.lines)
        report(warning("NL503", article.at, spot, story=article.id, slot=place.slot.name,
                       lines=setting.short, words=words))  # fmt: skip


def _next_jump(story: str, work: _Work) -> bool:
    """Whether the plan has a further slot for the story."""
    planned = sum(
        1
        for page in work.plan.pages
        for _, placements in page.stories
        for p in placements
        if p.story == story and p.jump
    )
    return planned > work.jumps.get(story, 0)


def _open_story(article: Article, y: Mpt, draft: _Draft, work: _Work) -> None:
    work.opened.setdefault(article.id, draft.spot.number)
    draft.bookmarks.append(Bookmark(article.title.plain(), y))
    draft.section = draft.section or article.section


def _overset(
    article: Article, slot: str, over: tuple[int, int], where: tuple[_Draft, Place] | None, work: _Work
) -> None:
    """Report text that found no room, and mark its slot."""
    lines, words = over
    tally = work.tally(article.id)
    tally.overset_lines += lines
    tally.overset_words += words
    spot = None
    kit = work.kit
    if where is not None:
        draft, place = where
        box = place.box
        spot = PageSpot(draft.spot.number, box)
        y = box.y0 + place.depth * kit.baseline
        style = replace(kit.style("running-head"), colour=MARK_RED)
        label = wording(kit.issue.language).overset.format(lines=lines, words=words)
        draft.marks.append(Panel(Rect(place.xs[-1], y, place.xs[-1] + place.width, y + 1500), MARK_RED))
        line = put(one_line(unplaced(label), style, kit, place.width), place.xs[-1], "left", y + style.size * 5 // 4)
        draft.marks.append(line)
    kit.ledger.problems.append(error("NL501", article.at, spot, story=article.id, slot=slot, lines=lines, words=words))


def _count_words(items: list[Item], draft: _Draft, work: _Work) -> None:
    """Words, frames and pages of each story, from its set lines."""
    page = draft.spot.number
    for item in items:
        if not isinstance(item, Line) or not item.story or item.role in ("jump", "furniture"):
            continue
        tally = work.tally(item.story)
        tally.words += words_in(item)
        if item.frame and item.frame not in tally.frames:
            tally.frames.append(item.frame)
        if page not in tally.pages:
            tally.pages.append(page)


# -- photos with an area of their own ---------------------------------------


def _set_area_photos(article: Article, slot: Slot, draft: _Draft, work: _Work) -> None:
    """The first photos of a story, as many as have an area of their own (set_story passes them over)."""
    places = [place for place in slot.photos if place.where in ("area", "bleed")]
    for photo, place in zip(article.photos, places, strict=False):
        items = _set_area_photo(photo, place, article, slot, draft, work)
        draft.items += items
        _count_words(items, draft, work)


def _set_area_photo(
    photo: Photo, place: PhotoPlace, article: Article, slot: Slot, draft: _Draft, work: _Work
) -> list[Item]:
    kit, spot = work.kit, draft.spot
    assert place.area is not None  # noqa: S101 - where the layout was read
    area = kit.layout.area(place.area, left=spot.left, mirror=spot.template.mirror)
    if place.where == "area":
        caption = place.caption == "below"
        below = set_photo(photo, area.width, place.area.lines, kit, slot, article.id, caption=caption)
        lines = max(2, 2 * place.area.lines - below.lines)
        solid = set_photo(photo, area.width, lines, kit, slot, article.id, caption=caption)
        return list(placed(solid.items, area.x0, area.y0, f"{slot.name}/photo"))
    box = _bled(area, work, spot)
    draft.ground.append(Picture(article.id, photo, box, crop_to(photo, box.width, box.height)))
    return _caption_over(photo, area, article, slot, kit) if place.caption != "none" else []


def _bled(area: Rect, work: _Work, spot: _Spot) -> Rect:
    """The area taken over the trim, to the bleed, at each edge where it fills the type area."""
    layout, box = work.kit.layout, spot.box
    bleed = layout.bleed
    return Rect(
        -bleed if area.x0 <= box.x0 else area.x0,
        -bleed if area.y0 <= box.y0 else area.y0,
        layout.trim.width + bleed if area.x1 >= box.x1 else area.x1,
        layout.trim.height + bleed if area.y1 >= box.y1 else area.y1,
    )


def _caption_over(photo: Photo, area: Rect, article: Article, slot: Slot, kit: Kit) -> list[Item]:
    """Caption and credit on a paper-white label in the picture's lower corner."""
    width = area.width * 5 // 12
    lines, height = caption_lines(photo, width - 2 * CAPTION_INSET, kit, slot)
    if not lines:
        return []
    box = Rect(area.x0, area.y1 - height - 2 * CAPTION_INSET, area.x0 + width, area.y1)
    told = [line._replace(story=article.id) for line in lines]
    return [
        Panel(box, PAPER),
        *placed(told, box.x0 + CAPTION_INSET, box.y0 + CAPTION_INSET, f"{slot.name}/photo"),
    ]


# -- furniture ----------------------------------------------------------------


def _furnish(draft: _Draft, work: _Work) -> None:
    kit, spot = work.kit, draft.spot
    for piece in spot.template.furniture:
        area = kit.layout.area(piece.area, left=spot.left, mirror=spot.template.mirror)
        if piece.kind in ("panel", "rule"):
            _set_panel(piece, area, draft, work)
        elif piece.kind == "masthead":
            draft.furniture += set_masthead(area, kit)
        elif piece.kind == "label":
            style = kit.layout.styles[piece.style]
            draft.furniture += set_fixed(piece.text, area, style, kit)
        else:
            if piece.colour is not None:
                draft.ground.append(Panel(area, piece.colour))
            inner = area.outset(-piece.inset)
            if piece.kind == "imprint":
                draft.furniture += set_imprint(inner, piece.columns, kit)
            else:
                draft.pending.append(lambda piece=piece, inner=inner: _contents(piece, inner, draft, work))  # type: ignore[misc]


def _set_panel(piece: Furniture, area: Rect, draft: _Draft, work: _Work) -> None:
    if piece.colour is None:
        return
    box = _bled(area, work, draft.spot) if piece.bleed else area
    if piece.kind == "rule":
        box = Rect(box.x0, box.y0, box.x1, box.y0 + 700)
    draft.ground.append(Panel(box, piece.colour))


def _contents(piece: Furniture, area: Rect, draft: _Draft, work: _Work) -> list[Item]:
    """All stories but those of the page itself, in the order of their pages."""
    entries = [
        Entry(article, work.opened[article.id])
        for article in work.kit.issue.articles
        if work.opened.get(article.id, 0) not in (0, draft.spot.number)
    ]
    entries.sort(key=lambda entry: entry.page)
    return set_contents(area, piece.columns, entries, work.kit)


def _finished(draft: _Draft) -> Page:
    late = [item for make in draft.pending for item in make()]
    spot = draft.spot
    return Page(
        number=spot.number,
        label=str(spot.number),
        template=spot.template.name,
        left=spot.left,
        ground=tuple(draft.ground),
        items=(*draft.items, *(i for i in late if isinstance(i, Line) and i.role == "jump")),
        furniture=(*draft.furniture, *(i for i in late if not isinstance(i, Line) or i.role != "jump")),
        marks=tuple(draft.marks),
        bookmarks=tuple(draft.bookmarks),
    )


# -- the end --------------------------------------------------------------------


def _settle(work: _Work) -> None:
    """Figures of each story, and what can only be known at the end."""
    kit = work.kit
    for article in kit.issue.articles:
        tally = work.tally(article.id)
        kit.ledger.fits.append(
            StoryFit(
                article.id, article.words, tally.words, tally.lines, tuple(tally.frames), tuple(sorted(tally.pages)),
                tally.overset_lines, tally.overset_words, tally.short, tally.elasticity,
            )
        )  # fmt: skip
    _report_lacking(work)


def _report_lacking(work: _Work) -> None:
    """Characters that no font has, at each place where they stand."""
    kit = work.kit
    lacking = {piece: chars for table in kit.caster.tables.values() for piece, chars in table.lacking.items()}
    if not lacking:
        return
    for article in kit.issue.articles:
        for text in texts_of(article):
            for piece, start in zip(text.pieces, text.starts, strict=True):
                if piece in lacking:
                    index = kit.issue.lines.get(text.file)
                    line, column = index.place(start) if index and start >= 0 else (0, 0)
                    characters = lacking[piece]
                    kit.ledger.problems.append(
                        error("NL320", SourceSpan(text.file, line, column), characters=characters,
                              points=" ".join(f"U+{ord(c):04X}" for c in characters), word=piece)
                    )  # fmt: skip
