"""A planned issue becomes pages."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from newsletter.colour import Cmyk
from newsletter.compose.area_photos import set_area_photos
from newsletter.compose.cuts import FARTHEST, MOST, cuts_that_fit, find_cuts, in_clear_columns
from newsletter.compose.draft import Draft, finished, open_draft
from newsletter.compose.fitting import fit_story, spare_quotes
from newsletter.compose.flow import best_lines
from newsletter.compose.furnish import furnish
from newsletter.compose.furniture import one_line, put, set_jump_from, set_jump_to, set_running, set_teaser
from newsletter.compose.kit import Kit, open_kit
from newsletter.compose.ledger import Ledger
from newsletter.compose.matter import elasticity_set, words_of
from newsletter.compose.place import Place, above_jump_line, place_slot
from newsletter.compose.river import River
from newsletter.compose.slot import Setting, set_story
from newsletter.compose.solid import Solid, placed
from newsletter.compose.tally import Tallies, elsewhere, lacking_glyphs
from newsletter.compose.wording import wording
from newsletter.faces.book import FontBook
from newsletter.geometry import Rect
from newsletter.model.article import Article, unplaced
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout, PageTemplate, Slot
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import Bookmark, Cut, Page, Panel, Picture
from newsletter.problems import PageSpot, error, note, warning
from newsletter.units import Mpt

MOST_REPEATS = 20_000
"""Pages of one repeated template: beyond any bound book; a stop for layouts in which nothing ever fits."""
SHORT = 3
"""Empty grid lines a column, in a slot that is to be filled, beyond which the page looks unfinished."""
SHOWN = 5
"""Cuts whose places are told in a sentence, each by its first SHOWN_WORDS words."""
SHOWN_WORDS = 6
MARK_RED = Cmyk(0, 1000, 1000, 0)


class _Work:
    """The state of composition: stories that wait to be continued, where stories opened, figures."""

    def __init__(self, kit: Kit, plan: Plan, articles: dict[str, Article], continuations: Counter[str]) -> None:
        self.kit, self.plan, self.articles = kit, plan, articles
        self.continuations = continuations
        """Slots that the plan has for each story beyond its first."""
        self.tallies = Tallies()
        self.opened: dict[str, int] = {}
        self.waiting: dict[str, Article] = {}
        self.continued: dict[tuple[str, int], int] = {}
        """(story, n-th continuation) -> page."""
        self.jumps: dict[str, int] = {}
        self.number = 0


def compose(issue: Issue, layout: Layout, plan: Plan, book: FontBook, ledger: Ledger) -> Iterator[Page]:
    """The pages of an issue, each as soon as it is finished: one that names later pages comes at the end.

    What goes wrong, and what became of each story, stands in ``ledger`` once all pages are drawn.
    """
    work = _Work(
        open_kit(issue, layout, book, ledger),
        plan,
        {article.id: article for article in issue.articles},
        _continuations(plan, layout),
    )
    held: list[Draft] = []
    for draft in _drafts(work):
        if draft.pending:
            held.append(draft)
        else:
            yield _numbered(finished(draft), work)
    yield from (_numbered(finished(draft), work) for draft in held)
    ledger.fits += work.tallies.fits(work.kit)
    ledger.problems += lacking_glyphs(work.kit)
    ledger.problems += elsewhere(issue, work.opened, work.number)


def _numbered(page: Page, work: _Work) -> Page:
    if not any(isinstance(item, Picture) and item.photo.key for item in (*page.ground, *page.items)):
        return page
    from newsletter.compose.photo_key import with_numbers  # noqa: PLC0415 (few photos have a key)

    return with_numbers(page, work.kit)


def _drafts(work: _Work) -> Iterator[Draft]:
    layout, wanted = work.kit.layout, work.kit.issue.pages
    for index, planned in enumerate(work.plan.pages):
        template = layout.templates[planned.template]
        if wanted and index == len(work.plan.pages) - 1 and template.place == "last":
            yield from _blank_pages(work, wanted - 1)
        yield from _pages_of(planned, template, work)
    if wanted:
        yield from _blank_pages(work, wanted)
        if work.number > wanted:
            work.kit.ledger.problems.append(
                error("NL506", work.kit.issue.place("pages"), pages=work.number, wanted=wanted)
            )


def _blank_pages(work: _Work, upto: int) -> Iterator[Draft]:
    """Pages without text, so that an issue has as many as it must."""
    missing = upto - work.number
    if missing > 0:
        work.kit.ledger.problems.append(
            warning("NL505", work.kit.issue.place("pages"), missing=missing, wanted=work.kit.issue.pages or 0)
        )
    for _ in range(missing):
        yield _next_page(PageTemplate(name="blank", running=False), work)


def _next_page(template: PageTemplate, work: _Work) -> Draft:
    work.number += 1
    return open_draft(work.number, template, work.kit.layout)


def _pages_of(planned: PlannedPage, template: PageTemplate, work: _Work) -> Iterator[Draft]:
    """The page of a plan, or, where it repeats, as many as its rivers need."""
    rivers: dict[str, River] = {}
    single: dict[str, Placement] = {}
    for name, placements in planned.stories:
        slot = template.slot(name)
        if slot is not None and not slot.many and placements:
            single[name] = placements[0]
        elif slot is not None and slot.many:
            found = [article for p in placements if not p.jump and (article := work.articles.get(p.story))]
            rivers[name] = River(found, work.kit)
    for turn in range(MOST_REPEATS):
        draft = _next_page(template, work)
        furnish(draft, work.opened, work.kit)
        flowing = False
        for slot in template.slots:
            if slot.name in rivers:
                flowing |= _set_river(rivers[slot.name], slot, draft, work)
            elif slot.name in single and not turn:
                _set_slot(slot, single[slot.name], draft, work)
        if template.running:
            draft.furniture += set_running(
                draft.spot.number, draft.section, draft.spot.box, work.kit, left=draft.spot.left
            )
        yield draft
        if not planned.repeat or not flowing or all(river.dry for river in rivers.values()):
            break
    for name, river in rivers.items():
        _overset_river(river, name, work)


# -- slots ------------------------------------------------------------------


def _set_river(river: River, slot: Slot, draft: Draft, work: _Work) -> bool:
    """Let a river fill its slot; whether it brought anything."""
    place = _place(slot, draft, work)
    poured = river.pour(place)
    draft.items += poured.items
    for story, lines, elastic, head_y in poured.stories:
        article = work.articles.get(story)
        if article is not None and head_y >= 0:
            _open_story(article, head_y, draft, work)
        elif article is not None and not draft.section:
            draft.section = article.section
        tally = work.tallies[story]
        tally.lines += lines
        tally.stretch(elastic)
    work.tallies.count(poured.items, draft.spot.number)
    for story, lines, limit in poured.tall:
        article = work.articles[story]
        spot = PageSpot(draft.spot.number, place.box)
        work.kit.ledger.problems.append(error("NL507", article.at, spot, story=story, lines=lines, limit=limit))
    draft.ground += poured.rules
    return bool(poured.items)


def _overset_river(river: River, slot: str, work: _Work) -> None:
    for article, lines, words, elastic in river.unset():
        work.tallies[article.id].stretch(elastic)
        if article.id not in work.opened:
            work.opened[article.id] = work.number
        _overset(article, slot, (lines, words), None, work)


def _place(slot: Slot, draft: Draft, work: _Work) -> Place:
    area = draft.spot.area(slot.area)
    if slot.ground is not None:
        draft.ground.append(Panel(area, slot.ground))
    if slot.rule is not None:
        foot = area.y0 if slot.ground is not None else area.y0 - work.kit.baseline // 4
        draft.ground.append(Panel(Rect(area.x0, foot - slot.rule_weight, area.x1, foot), slot.rule))
    return place_slot(slot, draft.spot.area, work.kit)


def _set_slot(slot: Slot, placement: Placement, draft: Draft, work: _Work) -> None:
    article = work.articles.get(placement.story)
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
        items = set_area_photos(article, slot, draft, work.kit)
        draft.items += items
        work.tallies.count(items, draft.spot.number)
    _set_article(article, place, draft, work, (opening, head))


def _set_article(article: Article, place: Place, draft: Draft, work: _Work, form: tuple[bool, Solid | None]) -> None:
    """The story itself, its jump line, and what does not fit."""
    opening, head = form
    kit, slot = work.kit, place.slot
    target = work.continuations[article.id] > work.jumps.get(article.id, 0)
    here = above_jump_line(place) if target else place
    setting = set_story(article, here, kit, opening=opening, head=head) if target else None
    if setting is None or setting.rest is None:
        setting = fit_story(article, place, kit, opening=opening, head=head)
    draft.items += setting.items
    draft.ground += setting.ground
    work.tallies.count(setting.items, draft.spot.number)
    tally = work.tallies[article.id]
    tally.lines += setting.lines
    tally.short += setting.short
    if setting.filled is not None:
        tally.stretch(elasticity_set(setting.filled.items, setting.filled.fit, continued=target))
    _report_shape(article, setting, place, draft, work)
    _note_cuts(article, setting, work, continued=target)
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
    cuts = _cuts_that_fit(article, setting, work, lambda one: fit_story(one, place, kit, opening=opening, head=head))
    _overset(article, slot.name, _over(setting), (draft, place), work, cuts)


def _over(setting: Setting) -> tuple[int, int]:
    """Lines and words for which a slot has no room."""
    if setting.left_over is None:
        return 0, 0
    items, rest = setting.left_over
    words = sum(words_of(item) for item in items[rest.block + 1 :]) + words_of(items[rest.block], rest)
    lines = sum(best_lines(item.block) + item.block.before for item in items[rest.block :])
    return lines - rest.line, words


def _note_cuts(article: Article, setting: Setting, work: _Work, *, continued: bool) -> None:
    """The cheapest cuts of a story, for the report, from what stands in this slot."""
    if not work.kit.ledger.cuts or setting.filled is None:
        return
    items = in_clear_columns(setting.filled.items, setting.filled.fit, continued=continued)
    work.tallies[article.id].cuts += find_cuts(items, work.articles[article.id], work.kit)


def _cuts_that_fit(
    article: Article, setting: Setting, work: _Work, again: Callable[[Article], Setting]
) -> tuple[Cut, ...]:
    """The cheapest cuts with which a story that is too long fits its slot, each tried on the page."""
    over, _ = _over(setting)
    if not 0 < over <= FARTHEST or setting.filled is None:
        return ()
    items = in_clear_columns(setting.filled.items, setting.filled.fit, continued=False)
    found = find_cuts(items, work.articles[article.id], work.kit, max(MOST, 2 * over))
    return cuts_that_fit(found, article, over, lambda one: _over(again(one))[0])


def _report_shape(article: Article, setting: Setting, place: Place, draft: Draft, work: _Work) -> None:
    """Blocks that are too tall, places amid the text that are taken, a slot that stays half empty, and what it took to
    fill it."""
    spot = PageSpot(draft.spot.number, place.box)
    report = work.kit.ledger.problems.append
    for lines, limit in setting.tall:
        report(error("NL507", article.at, spot, story=article.id, lines=lines, limit=limit))
    for wrap in setting.crowded:
        report(warning("NL516", article.at, spot, story=article.id, slot=place.slot.name, takes=wrap.takes,
                       line=wrap.area.line))  # fmt: skip
    if setting.unshown:
        unshown = sum(text.words for text in setting.unshown)
        work.tallies[article.id].left_out += unshown
        report(note("NL517", article.at, spot, story=article.id, slot=place.slot.name, words=unshown))
    if setting.quotes or setting.deck:
        left_out = _left_out(article, setting)
        work.tallies[article.id].left_out += left_out
        report(warning("NL508", article.at, spot, story=article.id, slot=place.slot.name, quotes=setting.quotes,
                       decks=int(setting.deck), words=left_out))  # fmt: skip
    if setting.stretched:
        report(note("NL509", article.at, spot, story=article.id, slot=place.slot.name))
    if setting.steps:
        report(note("NL511", article.at, spot, story=article.id, slot=place.slot.name, steps=setting.steps))
    if setting.more:
        report(note("NL514", article.at, spot, story=article.id, slot=place.slot.name, more=setting.more))
    if setting.short > SHORT * len(place.xs):
        words = setting.short * article.words // max(1, setting.lines)
        report(warning("NL503", article.at, spot, story=article.id, slot=place.slot.name,
                       lines=setting.short, words=words))  # fmt: skip


def _left_out(article: Article, setting: Setting) -> int:
    """Words of what a story was set without."""
    quotes = spare_quotes(article)
    gone = [text for quote in quotes[len(quotes) - setting.quotes :] for text in quote.texts]
    return sum(text.words for text in (*gone, *([article.deck] if setting.deck and article.deck else [])))


def _continuations(plan: Plan, layout: Layout) -> Counter[str]:
    """How many slots continue each story; a slot of many continues none (intake refuses it)."""
    return Counter(
        placement.story
        for page in plan.pages
        for name, placements in page.stories
        if (slot := layout.templates[page.template].slot(name)) is not None and not slot.many
        for placement in placements
        if placement.jump
    )


def _open_story(article: Article, y: Mpt, draft: Draft, work: _Work) -> None:
    work.opened.setdefault(article.id, draft.spot.number)
    draft.bookmarks.append(Bookmark(article.title.plain(), y))
    draft.section = draft.section or article.section


def _overset(
    article: Article, slot: str, over: tuple[int, int], where: tuple[Draft, Place] | None, work: _Work,
    cuts: Sequence[Cut] = (),
) -> None:  # fmt: skip
    """Report text that found no room, with the cuts that would make it fit, and mark its slot."""
    lines, words = over
    tally = work.tallies[article.id]
    tally.overset_lines += lines
    tally.overset_words += words
    spot = None
    kit = work.kit
    if where is not None:
        draft, place = where
        box = place.box
        spot = PageSpot(draft.spot.number, box)
        y = box.y0 + place.depth * kit.baseline
        style = kit.style("running-head")._replace(colour=MARK_RED)
        label = wording(kit.issue.language).overset.format(lines=lines, words=words)
        draft.marks.append(Panel(Rect(place.xs[-1], y, place.xs[-1] + place.width, y + 1500), MARK_RED))
        line = put(one_line(unplaced(label), style, kit, place.width), place.xs[-1], "left", y + style.size * 5 // 4)
        draft.marks.append(line)
    paragraphs = ", ".join(str(cut.paragraph) for cut in cuts)
    places = "; ".join(f"{cut.at.line}:{cut.at.column} “{_short(cut.text)}”" for cut in cuts[:SHOWN])
    kit.ledger.problems.append(
        error("NL501", article.at, spot, story=article.id, slot=slot, lines=lines, words=words, paragraphs=paragraphs,
              cut=sum(cut.syllables for cut in cuts) or "",
              places=f"{article.file}:{places}{'; …' * (len(cuts) > SHOWN)}" if cuts else "")
    )  # fmt: skip


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= SHOWN_WORDS else f"{' '.join(words[:SHOWN_WORDS])} …"
