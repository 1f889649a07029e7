"""Planning: every story has one opening, people's pages stay, what fits nowhere goes into the stream."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from square_issue import BOOK, composed, planned
from square_layout import article, issue, layout, slot, template, text

from newsletter.model.article import Article, Paragraph
from newsletter.model.layout import GridArea, Layout, PhotoPlace
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.plan import plan_issue
from newsletter.plan.sequence import MANY, in_order

LINE = "aaa bbb ccc "
BRIEFS = slot("briefs", columns=1, unit=2, kinds=("brief",), many=True, head_span=1)
LONG = ("article", "photo-story", "poem", "table", "notice", "timeline")
COVER = template(slot("lead", priority=1, lines=12, kinds=LONG), slot("tease", columns=1, lines=6, line=14, teaser=True),
                 name="cover", place="first")  # fmt: skip
WHOLE = template(slot("all", priority=2, kinds=LONG, fill=True), name="whole")
PAIR = template(slot("up", lines=10, kinds=LONG), slot("down", lines=10, line=10, kinds=LONG, priority=4), name="pair")
MIXED = template(slot("main", columns=2, kinds=LONG), BRIEFS, name="mixed")
STREAM = template(slot("river", many=True, bands=True), name="stream")
BACK = template(
    slot("end", columns=2, lines=8, kinds=("notice", "poem", "brief"), priority=5), name="back", place="last"
)
DESIGN = layout(COVER, WHOLE, PAIR, MIXED, STREAM, BACK)
SECTIONS = ("Xã luận", "Tin", "Văn nghệ")


def story(name: str, lines: int = 10, **more: Any) -> Article:
    return article(name, Paragraph(text(LINE * lines)), title=name, **more)


def plan(
    *stories: Article, design: Layout = DESIGN, pinned: Plan | None = None, **more: Any
) -> tuple[PlannedPage, ...]:
    outcome = plan_issue(issue(*stories, sections=SECTIONS, **more), design, BOOK, pinned)
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value.pages


def openings(pages: tuple[PlannedPage, ...], design: Layout = DESIGN) -> dict[str, int]:
    """The page (from 1) of a plan on which each story opens."""
    return {
        placement.story: number
        for number, page in enumerate(pages, 1)
        for name, placements in page.stories
        for placement in placements
        if not placement.jump and not design.templates[page.template].slot(name).teaser  # type: ignore[union-attr]
    }


def check(pages: tuple[PlannedPage, ...], stories: tuple[Article, ...], design: Layout = DESIGN) -> None:
    """One opening a story, continuations behind it, slots of the template, kinds that they take."""
    kinds = {one.id: one.kind for one in stories}
    found: Counter[str] = Counter()
    for page in pages:
        names = [name for name, _ in page.stories]
        assert len(set(names)) == len(names)
        for name, placements in page.stories:
            own = design.templates[page.template].slot(name)
            assert own is not None
            assert own.many or len(placements) == 1
            for placement in placements:
                if own.teaser:
                    continue
                if placement.jump:
                    assert found[placement.story] == 1
                else:
                    found[placement.story] += 1
                    assert kinds[placement.story] in own.kinds
    assert found == {one.id: 1 for one in stories}


written = st.fixed_dictionaries(
    {
        "lines": st.integers(1, 90),
        "kind": st.sampled_from((*LONG, "brief", "brief")),
        "priority": st.integers(1, 5),
        "section": st.sampled_from(SECTIONS),
        "page": st.none() | st.integers(1, 4),
    }
)
issues = st.lists(written, min_size=1, max_size=7).map(
    lambda rows: tuple(story(f"s{number}", **row) for number, row in enumerate(rows))
)


@settings(max_examples=30, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(issues)
def test_every_story_opens_once_and_all_its_text_is_set(stories: tuple[Article, ...]) -> None:
    pages = plan(*stories)
    check(pages, stories)
    made = composed(DESIGN, pages, *stories)
    assert "NL501" not in made.codes
    for fit in made.ledger.fits:
        assert fit.words == fit.words_set


@settings(max_examples=30, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(issues)
def test_a_plan_is_the_same_each_time(stories: tuple[Article, ...]) -> None:
    assert plan(*stories) == plan(*stories)


@settings(max_examples=30, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(issues, st.integers(0, 2), st.integers(0, 6))
def test_pinned_pages_stay_where_they_are(stories: tuple[Article, ...], index: int, which: int) -> None:
    kept = stories[which % len(stories)]
    if kept.kind == "brief":
        return
    old = (*[planned("pair")] * index, planned("pair", pinned=True, up=kept.id))
    pages = plan(*stories, pinned=Plan(old))
    check(pages, stories)
    assert old[index] in pages
    if len(pages) > index + 1:
        assert pages[index] == old[index]


# -- order ---------------------------------------------------------------------------


def test_stories_queue_by_section_then_priority_then_name() -> None:
    stories = [
        story("d", section="Tin", priority=1),
        story("c", section="Xã luận", priority=3),
        story("b", section="Xã luận", priority=1),
        story("a", section="Lạ", priority=1),
        story("e", section="Tin", priority=1),
    ]
    assert [one.id for one in in_order(issue(*stories, sections=SECTIONS))] == ["b", "c", "d", "e", "a"]


def test_whole_pages_follow_the_order_of_the_queue() -> None:
    stories = [story(name, 54, section=section) for name, section in zip("dcba", ("Xã luận", *SECTIONS), strict=True)]
    found = openings(plan(*stories, design=layout(WHOLE, STREAM)), layout(WHOLE, STREAM))
    assert sorted(found, key=found.__getitem__) == ["c", "d", "b", "a"]


def test_the_lead_of_the_first_page_is_a_story_of_first_priority() -> None:
    stories = (story("a", 27, priority=4), story("b", 27, priority=1), story("c", 27, priority=4))
    assert openings(plan(*stories))["b"] == 1


def test_a_story_that_asks_for_a_page_opens_there_and_not_before() -> None:
    stories = [story(name, 57) for name in "abcd"] + [story("wanted", 57, page=3, priority=1, section="Xã luận")]
    design = layout(WHOLE, STREAM)
    assert openings(plan(*stories, design=design), design)["wanted"] == 3


# -- the stream ------------------------------------------------------------------------


def test_a_story_that_no_template_holds_goes_into_the_stream() -> None:
    design = layout(template(slot("low", lines=8), name="low"), STREAM)
    pages = plan(story("long", 200, jump=False), design=design)
    assert [(page.template, page.repeat) for page in pages] == [("stream", True)]
    made = composed(design, pages, story("long", 200, jump=False))
    assert made.fit("long").words == made.fit("long").words_set


def test_a_story_of_very_many_pages_is_for_the_stream_though_it_might_be_continued() -> None:
    pages = plan(story("long", 2000), design=layout(WHOLE, PAIR, STREAM))
    assert [(page.template, page.repeat) for page in pages] == [("stream", True)]


def test_a_story_of_many_pages_flows_by_itself_between_pages_that_are_designed() -> None:
    pages = plan(story("long", 500), *[story(name, 57) for name in "abc"], design=layout(WHOLE, PAIR, STREAM))
    assert [page.stories for page in pages if page.repeat] == [(("river", (Placement("long"),)),)]
    assert {page.template for page in pages if not page.repeat} == {"whole"}


def test_more_text_than_any_bulletin_holds_is_one_stream() -> None:
    stories = tuple(story(f"s{number:02}", 200) for number in range(60))
    pages = plan(*stories)
    check(pages, stories)
    assert [page.template for page in pages] == ["stream"]


HUGE_WORD = article("odd", Paragraph(text("a" * 5000)))
HUGE_TITLE = article("odd", Paragraph(text(LINE * 2)), title="aaa " * 700)


@pytest.mark.parametrize("odd", [HUGE_WORD, HUGE_TITLE], ids=["word", "headline"])
def test_a_story_with_what_no_page_holds_is_left_to_the_stream(odd: Article) -> None:
    design = layout(COVER, WHOLE, STREAM)
    for others in ((), (story("news", 57),)):
        pages = plan(odd, *others, design=design)
        check(pages, (odd, *others), design)
        assert [page.stories for page in pages if page.repeat] == [(("river", (Placement("odd"),)),)]


def test_a_story_that_has_no_place_at_all_is_told() -> None:
    design = layout(template(slot("low", lines=4, kinds=("poem",)), name="low"))
    outcome = plan_issue(issue(story("long", 200)), design, BOOK)
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["NL420"]


def test_an_issue_of_hundreds_of_stories_is_one_stream() -> None:
    stories = tuple(story(f"s{number:03}", 1) for number in range(MANY + 1))
    pages = plan(*stories)
    check(pages, stories)
    assert [page.template for page in pages] == ["stream"]


def test_pinned_pages_stay_in_an_issue_of_hundreds_of_stories() -> None:
    stories = tuple(story(f"s{number:03}", 1) for number in range(MANY + 2))
    old = planned("pair", pinned=True, up="s000")
    pages = plan(*stories, pinned=Plan((old,)))
    check(pages, stories)
    assert old in pages


def test_an_issue_without_stories_has_no_pages_but_the_last() -> None:
    assert [page.template for page in plan()] == ["back"]


# -- the rest -------------------------------------------------------------------------------


def test_teasers_announce_stories_that_open_on_later_pages() -> None:
    pages = plan(*[story(name, 27, priority=1 + (name != "a")) for name in "abcde"])
    found = openings(pages)
    for page in pages:
        for name, placements in page.stories:
            if name == "tease":
                assert found[placements[0].story] > 1


def test_briefs_share_a_slot() -> None:
    stories = (story("a", 30), *(story(f"b{n}", 2, kind="brief") for n in range(4)))
    design = layout(MIXED, STREAM)
    pages = plan(*stories, design=design)
    assert dict(pages[0].stories)["briefs"] == tuple(
        placement for page in pages for name, placements in page.stories if name == "briefs" for placement in placements
    )
    assert len(dict(pages[0].stories)["briefs"]) == 4


def test_the_least_important_stories_stand_on_the_last_page() -> None:
    stories = (story("lead", 27, priority=1), story("poem", 4, kind="poem", priority=5), story("news", 27))
    pages = plan(*stories)
    assert pages[-1].template == "back"
    assert openings(pages)["poem"] == len(pages)


def test_a_story_that_must_not_jump_is_never_continued() -> None:
    stories = (story("a", 70, jump=False, priority=1), story("b", 70, priority=1), story("c", 20))
    for page in plan(*stories):
        for _, placements in page.stories:
            assert not any(placement.jump and placement.story == "a" for placement in placements)


def test_an_issue_keeps_to_its_number_of_pages_where_it_can() -> None:
    """Six stories that may stand on three pages or on six."""
    halves = (slot("up", lines=12, kinds=LONG), slot("down", lines=12, line=12, kinds=LONG))
    design = layout(
        template(*halves, name="pair"), template(slot("all", lines=24, kinds=LONG, fill=True), name="whole"), lines=24
    )
    stories = tuple(story(f"s{n}", 33) for n in range(6))
    assert len(plan(*stories, design=design, pages=3)) == 3


@pytest.mark.parametrize("pages", [3, 4, 5, 6])
def test_stories_spread_out_over_more_pages_than_they_need(pages: int) -> None:
    """Six stories of half a page: three pages would do, six may hold them."""
    halves = (slot("up", lines=12, kinds=LONG), slot("down", lines=12, line=12, kinds=LONG))
    design = layout(template(*halves, name="pair"), template(slot("all", lines=24, kinds=LONG), name="one"), lines=24)
    found = plan(*(story(f"s{n}", 33) for n in range(6)), design=design, pages=pages)
    assert len(found) == pages
    assert all(page.stories for page in found)


def test_a_poem_without_a_photo_stands_on_the_last_page_rather_than_leaving_its_slot_and_its_photo_empty() -> None:
    picture = PhotoPlace(where="area", area=GridArea(2, 0, 1, 20))
    verse = slot("verse", columns=1, lines=7, kinds=("poem",), photos=(picture,))
    note = slot("note", columns=2, lines=8, line=10, kinds=("notice",), priority=5)
    design = layout(WHOLE, template(verse, note, name="back", place="last"))
    stories = (
        story("news", 57),
        story("poem", 4, kind="poem", priority=4),
        story("note", 9, kind="notice", priority=5),
    )
    pages = plan(*stories, design=design)
    assert openings(pages, design) == {"news": 1, "poem": 2, "note": 2}


def test_continued_stories_follow_their_opening_page_after_page() -> None:
    pages = plan(story("a", 130, priority=1), story("b", 20))
    where = [
        n
        for n, page in enumerate(pages)
        for _, ps in page.stories
        for p in ps
        if p.story == "a" and page.template != "stream"
    ]
    assert all(a < b for a, b in pairwise(where))


def test_no_story_opens_in_a_slot_that_is_made_for_continuations() -> None:
    """The page of rests comes first and holds each story whole; still it only takes what another page has begun."""
    rests = template(slot("rest", lines=40, kinds=LONG, continues=True), name="a-rests")
    opener = template(slot("open", lines=8, priority=1, kinds=LONG), name="opener")
    design = layout(rests, opener, lines=40)
    stories = (story("long", 60, priority=1), story("short", 15, priority=1))
    pages = plan(*stories, design=design)
    check(pages, stories, design)
    on_rests = [p for page in pages if page.template == "a-rests" for _, ps in page.stories for p in ps]
    assert on_rests
    assert all(placement.jump for placement in on_rests)
