"""One story in one slot: columns, photos with places of their own, initials."""

from functools import partial
from typing import Any

import pytest
from square_issue import Composed, composed, extent, lines, pictures, planned, words
from square_layout import article, kit, layout, photo, slot, template, text

from newsletter.compose.place import place_slot
from newsletter.compose.slot import set_story
from newsletter.model.article import Box, Crosshead, ListItem, Paragraph, PullQuote
from newsletter.model.layout import GridArea, PhotoPlace, Slot, Wrap
from newsletter.units import pt

LINE = "aaa bbb ccc "
"""95 pt: one line of a column."""


def paragraph(count: int) -> Paragraph:
    return Paragraph(text(LINE * count))


def story(of_slot: Slot, *blocks: Any, height: int = 20, **more: Any) -> Composed:
    return composed(layout(template(of_slot), lines=height), (planned("one", lead="a"),), article("a", *blocks, **more))


def bottoms(made: Composed) -> dict[str, float]:
    """The lowest baseline of each column, in grid lines."""
    feet: dict[str, float] = {}
    for line in lines(made.pages[0], "body"):
        feet[line.frame] = max(feet.get(line.frame, 0), (line.baseline - pt(40)) // pt(12) + 1)
    return feet


def test_columns_of_a_story_end_on_one_line() -> None:
    assert bottoms(story(slot(), paragraph(4), paragraph(8))) == {"lead/1": 5, "lead/2": 5, "lead/3": 5}


def test_columns_beside_a_narrow_headline_begin_at_the_top() -> None:
    made = story(slot(head_span=1), paragraph(14))
    tops = {line.frame: line.top for line in reversed(lines(made.pages[0], "body"))}
    assert tops["lead/2"] == tops["lead/3"] < tops["lead/1"]
    assert len(set(bottoms(made).values())) == 1


def test_body_text_stands_in_its_column() -> None:
    for line in lines(story(slot(), paragraph(20)).pages[0], "body"):
        column = int(line.frame[-1]) - 1
        left, right = extent(line)
        assert pt(30 + 110 * column) <= left
        assert right <= pt(130.5 + 110 * column)  # the last letter's tracking falls outside


# -- photos ---------------------------------------------------------------------


def with_photo(where: str, *, fill: bool, count: int = 24, **more: Any) -> Composed:
    spot = PhotoPlace(where=where, column=2, span=2, least=4, most=8, **more)  # type: ignore[arg-type]
    shot = photo(2000, 1000, caption=text("aaaa bbbb cccc"))
    return story(slot(photos=(spot,), fill=fill), paragraph(count), photos=(shot,))


@pytest.mark.parametrize("fill", [False, True])
@pytest.mark.parametrize("where", ["head", "top", "foot"])
def test_text_and_photos_do_not_overlap(where: str, fill: bool) -> None:
    (page,) = with_photo(where, fill=fill).pages
    (picture,) = pictures(page)
    for line in lines(page):
        left, right = extent(line)
        apart = right <= picture.box.x0 or left >= picture.box.x1
        assert apart or line.baseline <= picture.box.y0 or line.baseline - pt(7) >= picture.box.y1, words(line)


@pytest.mark.parametrize("fill", [False, True])
@pytest.mark.parametrize("where", ["top", "foot"])
def test_lines_of_text_do_not_overlap_the_caption(where: str, fill: bool) -> None:
    (page,) = with_photo(where, fill=fill).pages
    told = lines(page, "caption")
    assert told
    for line in lines(page, "body", "title"):
        for other in told:
            (a, b), (c, d) = extent(line), extent(other)
            assert b <= c or d <= a or abs(line.baseline - other.baseline) >= pt(9)


def test_text_that_needs_all_its_slot_stops_above_a_photo_at_the_foot() -> None:
    (page,) = with_photo("foot", fill=False, count=60).pages
    (picture,) = pictures(page)
    below = [line for line in lines(page, "body") if line.frame != "lead/1" and line.baseline > picture.box.y0]
    assert below == []


def test_a_slot_that_is_to_be_full_crops_its_photo_until_it_is() -> None:
    made = with_photo("top", fill=True, count=41)
    assert set(bottoms(made).values()) == {20}
    assert made.codes == []


@pytest.mark.parametrize("fill", [False, True])
@pytest.mark.parametrize("where", ["top", "foot"])
def test_a_tall_photo_is_cut_rather_than_run_out_of_its_slot(where: str, fill: bool) -> None:
    spot = PhotoPlace(where=where, column=2, span=2, least=4, most=30)  # type: ignore[arg-type]
    tall = photo(1000, 3000, caption=text("aaaa bbbb cccc"))
    made = story(slot(lines=12, photos=(spot,), fill=fill), paragraph(2), photos=(tall,))
    (picture,) = pictures(made.pages[0])
    assert pt(40) < picture.box.y0 < picture.box.y1 < pt(40 + 12 * 12)
    assert max(line.baseline for line in lines(made.pages[0], "caption")) < pt(40 + 12 * 12)


def test_photos_without_a_place_run_with_the_text() -> None:
    made = story(slot(), *[paragraph(3)] * 4, photos=(photo(), photo()))
    assert len(pictures(made.pages[0])) == 2


def test_a_photo_stays_above_its_caption_in_one_column() -> None:
    made = story(slot(), *[paragraph(3)] * 6, photos=(photo(caption=text("aaa bbb ccc ddd"), credit=text("eee")),))
    (picture,) = pictures(made.pages[0])
    told = lines(made.pages[0], "caption", "credit")
    assert [line.role for line in told] == ["caption", "caption", "credit"]
    for line in told:
        assert line.top >= picture.box.y1
        assert line.baseline < picture.box.y1 + pt(40)
        assert picture.box.x0 <= extent(line)[0] < picture.box.x1


# -- initials ---------------------------------------------------------------------


def test_the_initial_is_a_line_of_its_own_before_the_line_it_begins() -> None:
    made = story(slot(drop_cap=2), Paragraph(text("Đảng " + LINE * 12)))
    first, second = lines(made.pages[0], "drop-cap", "body")[:2]
    assert (first.role, words(first), words(second).split()[0]) == ("drop-cap", "Đ", "ảng")
    assert first.baseline == second.baseline + pt(12)
    assert extent(second)[0] > extent(first)[1]
    assert made.fit("a").words_set == made.fit("a").words == 38


def test_lines_below_the_initial_have_the_full_measure() -> None:
    body = lines(story(slot(drop_cap=3), Paragraph(text("Đảng " + LINE * 12))).pages[0], "body")
    assert [extent(line)[0] > pt(40) for line in body[:4]] == [True, True, True, False]


def test_a_quotation_mark_or_a_figure_is_no_initial() -> None:
    for word in ("“Đảng", "68"):
        made = story(slot(drop_cap=2), Paragraph(text(f"{word} " + LINE * 12)))
        assert lines(made.pages[0], "drop-cap") == []


@pytest.mark.parametrize(
    ("place", "wraps", "head"),
    [
        (PhotoPlace("top", 2, 1, 3, 6, caption="none"), (), 3),
        (PhotoPlace("head", 1, 1, 3, 6, caption="none"), (), 3),
        (PhotoPlace("area", area=GridArea(0, 0, 1, 4), caption="none"), (), 3),
        (None, (Wrap("photo", GridArea(0, 8, 1, 6), "none"),), 3),
        (None, (), 0),
    ],
)
def test_words_that_a_slot_has_no_place_for_are_told_and_counted(
    place: PhotoPlace | None, wraps: tuple[Wrap, ...], head: int
) -> None:
    own = slot(lines=30, head_span=head, photos=(place,) if place else (), wraps=wraps)
    story = article("a", Paragraph(text("aaa bbb " * 30)), title="Tin vui", photos=(photo(caption=text("ccc ddd")),))
    made = composed(layout(template(own), lines=30), (planned("one", lead="a"),), story)
    assert [problem.code for problem in made.ledger.problems] == ["NL517"]
    fit = made.fit("a")
    assert (fit.left_out, fit.accounted) == (2, fit.words)


def test_a_short_paragraph_has_no_initial() -> None:
    assert lines(story(slot(drop_cap=3), Paragraph(text("Đảng aaa bbb"))).pages[0], "drop-cap") == []


@pytest.mark.parametrize("count", range(6, 16))
def test_an_initial_is_never_higher_than_what_stands_beside_it_in_its_column(count: int) -> None:
    """Balanced columns of two lines must not cut a paragraph beside its three-line initial."""
    made = story(slot(drop_cap=3), Paragraph(text("Đảng " + LINE * (count // 2))), height=9)
    body = lines(made.pages[0], "body")
    for cap in lines(made.pages[0], "drop-cap"):
        beside = [line for line in body if line.frame == cap.frame and line.baseline <= cap.baseline]
        assert len(beside) == 3
    for line in (line for line in body if line.frame != "lead/1"):
        assert extent(line)[0] < pt(30 + 110 * (int(line.frame[-1]) - 1) + 5)


# -- too much, too little, too tall ---------------------------------------------------


def test_text_that_finds_no_room_is_told_with_its_words() -> None:
    made = story(slot(lines=5), paragraph(20), height=9)
    fit = made.fit("a")
    assert made.codes == ["NL501"]
    assert fit.words == fit.words_set + fit.overset_words == 61
    assert fit.overset_words == 24
    assert fit.overset_lines == 8
    assert made.pages[0].marks != ()


def test_a_slot_that_stays_half_empty_is_told() -> None:
    made = story(slot(fill=True), paragraph(10))
    assert made.codes == ["NL503"]
    assert made.fit("a").short_lines > 40


def test_a_box_higher_than_its_column_is_told() -> None:
    made = story(slot(lines=6), Box(None, tuple(paragraph(1) for _ in range(12))), height=9)
    assert made.codes == ["NL507"]


def test_a_box_that_one_column_holds_is_set_there() -> None:
    """The headline stands over the first column alone, which leaves it too low for the box."""
    made = story(slot(head_span=1, lines=8), Box(None, (Paragraph(text("aaa bbb")),) * 5), height=9)
    assert made.codes == []


def test_a_list_item_has_its_label_before_its_first_line_alone() -> None:
    made = story(slot(), ListItem(text(LINE * 3), "–", 0))
    first, second, *_ = lines(made.pages[0], "body")
    assert words(first).startswith("– aaa")
    assert extent(second)[0] == extent(first)[0] + pt(10)
    assert made.fit("a").words_set == 10


def test_lists_in_lists_stay_inside_the_column_however_deep() -> None:
    made = story(slot(), *[ListItem(text("aaa"), "–", depth) for depth in range(30)])
    for line in lines(made.pages[0], "body"):
        assert extent(line)[1] <= pt(350)


def test_a_crosshead_stands_above_its_text() -> None:
    blocks = [part for number in range(6) for part in (Crosshead(text(f"h{number}"), 2), paragraph(5))]
    body = lines(story(slot(), *blocks).pages[0], "body", "crosshead")
    for number, line in enumerate(body):
        if line.role == "crosshead":
            assert [after.frame for after in body[number + 1 : number + 3]] == [line.frame] * 2


def test_a_pull_quote_is_set_with_its_source() -> None:
    made = story(slot(), paragraph(9), PullQuote((text("aaa bbb"), text("– ccc"))))
    assert [words(line) for line in lines(made.pages[0], "pull-quote")] == ["aaa bbb", "– ccc"]


def test_a_setting_says_when_its_text_fits_only_with_a_widow() -> None:
    """Three columns of 4 lines hold 12 lines whatever; paragraphs of 5, 5 and 2 lines part 4 + 1."""
    own = slot(lines=4, head_span=0)
    known = kit(layout(template(own)))
    place = place_slot(own, partial(known.layout.area, left=False), known)

    def forced(*counts: int) -> bool:
        made = set_story(article("a", *(paragraph(count) for count in counts)), place, known, opening=True)
        assert made.rest is None
        return made.forced

    assert forced(5, 5, 2)
    assert not forced(6, 4, 2)
