"""Issues: every word once, every line on the grid, nothing off the page; jumps, repeats, blanks, contents."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from square_articles import articles
from square_issue import Composed, all_lines, composed, extent, lines, pictures, planned, words
from square_layout import article, layout, photo, slot, template, text

from newsletter.colour import BLACK, Cmyk
from newsletter.geometry import Rect
from newsletter.model.article import BREAK, Article, Box, Figure, ListItem, Paragraph, Quotation, Table
from newsletter.model.layout import Furniture, GridArea, PhotoPlace
from newsletter.pages.items import Line, Link, Stroke
from newsletter.units import Mpt, pt

LINE = "aaa bbb ccc "
PHOTO = PhotoPlace(where="top", column=2, span=2, least=3, most=6)
DESIGN = layout(
    template(slot(), name="one"),
    template(slot(drop_cap=2, fill=True, photos=(PHOTO,)), name="full"),
    template(slot(lines=8), name="short"),
    template(slot(columns=1, lines=20, head_span=1), name="narrow"),
    template(slot("river", many=True, bands=True), name="bands"),
    template(slot("river", many=True), name="columns"),
)
UNSHRUNK = (Phase.explicit, Phase.generate)
"""Whole issues are too slow to be made smaller again and again."""
PLANS = {
    "one": (planned("one", lead="a"),),
    "full": (planned("full", lead="a"),),
    "short": (planned("short", lead="a"),),
    "jump to columns of one width": (planned("short", lead="a"), planned("one", lead="+a")),
    "jump twice": (planned("full", lead="a"), planned("narrow", lead="+a"), planned("one", lead="+a")),
}
RIVERS = {
    "bands on one page": (planned("bands", river=["a", "b", "c"]),),
    "bands on many": (planned("bands", repeat=True, river=["a", "b", "c"]),),
    "columns on one page": (planned("columns", river=["a", "b", "c"]),),
    "columns on many": (planned("columns", repeat=True, river=["a", "b", "c"]),),
}


def paragraph(count: int, word: str = LINE) -> Paragraph:
    return Paragraph(text(word * count))


# -- what holds of every issue ----------------------------------------------------------


def check(made: Composed) -> None:
    """No word lost, body lines on the grid; what leaves the page is told."""
    for fit in made.ledger.fits:
        assert fit.words == fit.words_set + fit.overset_words, fit.story
        assert (fit.overset_words > 0) <= ("NL501" in made.codes)
    for page in made.pages:
        for line in lines(page):
            if line.role == "body":
                assert (line.baseline - pt(40) - pt(8.834)) % pt(12) == 0
            long = any(len(shape.text) > 8 for run in line.runs for shape in run.shapes)
            if line.role not in ("jump", "table") and not long:  # in square type wider than columns and cells
                assert extent(line)[1] <= pt(350 + 20 * page.left) + pt(8), (line.role, words(line))  # and what hangs
            if not {"NL507", "NL501"} & set(made.codes):
                assert line.baseline <= pt(40 + 20 * 12)
        for picture in pictures(page):
            assert picture.box.x1 <= pt(370)


@settings(max_examples=100, deadline=None, derandomize=True, phases=UNSHRUNK)
@given(articles(), st.sampled_from(sorted(PLANS)))
def test_no_word_of_a_story_is_lost(story: Article, plan: str) -> None:
    check(composed(DESIGN, PLANS[plan], story))


@settings(max_examples=100, deadline=None, derandomize=True, phases=UNSHRUNK)
@given(articles("a"), articles("b"), articles("c"), st.sampled_from(sorted(RIVERS)))
def test_no_word_of_a_river_is_lost(first: Article, second: Article, third: Article, plan: str) -> None:
    made = composed(DESIGN, RIVERS[plan], first, second, third)
    check(made)
    if "many" in plan:
        assert all(fit.overset_words == 0 for fit in made.ledger.fits)


def test_what_follows_rows_too_tall_for_their_columns_is_set_too() -> None:
    """Rows of 48 lines are cut (NL507); at the foot of a page more of them find a place than were made ready for it."""
    tall = Table(head=(text("aaa"),), rows=((text("aaaaaaaaa " * 48),),) * 6, align=("left",))
    made = composed(DESIGN, RIVERS["bands on many"], article("a", paragraph(33)), article("b", tall, paragraph(2)),
                    article("c"))  # fmt: skip
    check(made)
    assert "NL507" in made.codes


def test_lines_of_a_story_come_in_the_order_in_which_they_were_written() -> None:
    story = article("a", *[Paragraph(text(f"n{number} " + LINE * 2)) for number in range(40)])
    made = composed(DESIGN, (planned("bands", repeat=True, river="a"),), story)
    said = " ".join(words(line) for page in made.pages for line in lines(page, "body"))
    assert said == " ".join(" ".join(block.text.pieces) for block in story.blocks)  # type: ignore[union-attr]


# -- overset ------------------------------------------------------------------------------


def test_what_is_left_of_several_stories_is_told_story_by_story() -> None:
    stories = [article(name, paragraph(30), title=name) for name in "abc"]
    made = composed(DESIGN, (planned("columns", river=["a", "b", "c"]),), *stories)
    for fit in made.ledger.fits:
        assert fit.words == fit.words_set + fit.overset_words == 91
    assert made.fit("c").words_set == 0


def test_text_after_a_box_that_is_too_tall_for_a_river_is_not_lost() -> None:
    box = Box(None, tuple(paragraph(1) for _ in range(90)))
    made = composed(DESIGN, (planned("bands", repeat=True, river="a"),), article("a", box, paragraph(4)))
    fit = made.fit("a")
    assert fit.words == fit.words_set + fit.overset_words


def test_a_box_too_tall_for_a_river_is_told() -> None:
    box = Box(None, tuple(paragraph(1) for _ in range(40)))
    assert "NL507" in composed(DESIGN, (planned("bands", repeat=True, river="a"),), article("a", box)).codes


def test_a_headline_that_fills_its_slot_leaves_the_text_over() -> None:
    design = layout(template(slot(lines=3), name="low"))
    made = composed(design, (planned("low", lead="a"),), article("a", paragraph(3), title="Đảng bộ " * 12))
    assert made.fit("a").words == made.fit("a").words_set + made.fit("a").overset_words
    assert made.fit("a").overset_words == 9


# -- jumps ------------------------------------------------------------------------------------


JUMP = (planned("short", lead="a"), planned("one"), planned("one", lead="+a"))


def jumped(*blocks: object, plan: tuple = JUMP, **more: object) -> Composed:  # type: ignore[type-arg]
    return composed(DESIGN, plan, article("a", *blocks, **more))


def test_lines_after_hard_breaks_are_not_set_in_on_the_page_on_which_they_go_on() -> None:
    broken = text("aaa bbb ccc " * 40)
    broken = broken._replace(marks=tuple(BREAK if number and number % 3 == 0 else 0 for number in range(120)))
    design = layout(*DESIGN.templates.values(), body={"indent": pt(10)})
    page = composed(design, JUMP, article("a", paragraph(2), Paragraph(broken))).pages[2]
    assert {extent(line)[0] - pt(20 * page.left) for line in lines(page, "body")} <= {pt(30), pt(140), pt(250)}


def test_jump_lines_name_each_others_pages() -> None:
    made = jumped(paragraph(40))
    assert [words(line) for line in lines(made.pages[0], "jump")] == ["Xem tiếp trang 3"]
    assert [words(line) for line in lines(made.pages[2], "jump")][-1] == "Tiếp theo trang 1"
    assert made.fit("a").pages == (1, 3)


def test_a_jump_line_stands_below_the_text_of_the_last_column_and_the_others_are_full() -> None:
    (page, *_) = jumped(paragraph(40)).pages
    (jump,) = lines(page, "jump")
    feet: dict[str, Mpt] = {}
    for line in lines(page, "body"):
        feet[line.frame] = max(feet.get(line.frame, 0), line.baseline)
    assert feet.pop(jump.frame) == jump.baseline - pt(12)
    assert set(feet.values()) == {jump.baseline}


def test_a_story_that_fits_has_no_jump_line_and_its_second_place_is_told_to_be_empty() -> None:
    made = jumped(paragraph(4))
    assert made.codes == ["NL504"]
    assert [line for page in made.pages for line in lines(page, "jump")] == []


def test_a_story_may_jump_twice() -> None:
    plan = (planned("short", lead="a"), planned("short", lead="+a"), planned("one", lead="+a"))
    made = jumped(paragraph(60), plan=plan)
    told = [[words(line) for line in lines(page, "jump")] for page in made.pages]
    assert told[0] == ["Xem tiếp trang 2"]
    assert told[1][-1] == "Xem tiếp trang 3"
    assert told[2][-1].startswith("Tiếp theo trang")
    assert made.fit("a").words == made.fit("a").words_set


def test_a_story_continued_on_an_earlier_page_is_not_lost() -> None:
    made = jumped(paragraph(40), plan=(planned("one", lead="+a"), planned("short", lead="a")))
    assert made.fit("a").words == made.fit("a").words_set + made.fit("a").overset_words


def test_a_story_continued_in_a_river_is_not_set_twice() -> None:
    plan = (planned("short", lead="a"), planned("bands", repeat=True, river=["+a"]))
    made = jumped(paragraph(40), plan=plan)
    assert made.fit("a").words == made.fit("a").words_set + made.fit("a").overset_words


FULL_HEAD = layout(template(slot(lines=2, drop_cap=2), name="head"), template(slot(), name="one"))


def continued(*blocks: object) -> str:
    """The text of a story whose headline alone stands on the first page."""
    plan = (planned("head", lead="a"), planned("one", lead="+a"))
    made = composed(FULL_HEAD, plan, article("a", *blocks, title="Đảng bộ Khối " * 6))
    assert lines(made.pages[0], "body") == []
    assert made.fit("a").words == made.fit("a").words_set
    return " ".join(words(line) for line in lines(made.pages[1], "body"))


def test_a_paragraph_that_goes_over_whole_keeps_its_first_letter() -> None:
    assert continued(Paragraph(text("Khối " + LINE * 6))).startswith("Khối aaa")


def test_a_list_item_of_two_lines_by_hand_goes_over_with_one_label() -> None:
    two = text("aaa bbb")._replace(marks=(0, BREAK))
    assert continued(ListItem(two, "–", 0)) == "– aaa bbb"


# -- pages ----------------------------------------------------------------------------------------


def test_a_page_repeats_until_its_stories_end() -> None:
    stories = [article(name, paragraph(40), title=name) for name in "abc"]
    made = composed(DESIGN, (planned("bands", repeat=True, river=["a", "b", "c"]), planned("one")), *stories)
    assert [page.template for page in made.pages] == ["bands"] * 3 + ["one"]
    assert made.codes == []


def test_rules_between_the_columns_of_bands_leave_heads_across_them_alone() -> None:
    own = slot("river", lines=30, many=True, bands=True, column_rule=BLACK)
    made = composed(layout(template(own), lines=30), (planned("one", river=["a", "b"]),),
                    *(article(story, paragraph(12)) for story in "ab"))  # fmt: skip
    rules = [item.box for item in made.pages[0].ground if isinstance(item, Stroke)]
    assert len(rules) == 4
    for head in lines(made.pages[0], "title"):
        assert not any(rule.y0 < head.bottom and head.top < rule.y1 for rule in rules)


def test_a_repeated_page_whose_slot_takes_nothing_comes_to_an_end() -> None:
    design = layout(template(slot("river", lines=2, many=True, bands=True, inset=pt(12)), name="none"))
    made = composed(design, (planned("none", repeat=True, river="a"),), article("a", paragraph(4)))
    assert len(made.pages) < 50
    assert made.fit("a").words == made.fit("a").words_set + made.fit("a").overset_words


def test_missing_pages_are_added_blank_before_the_last_one() -> None:
    design = layout(template(slot(), name="one"), template(name="back", place="last"))
    made = composed(design, (planned("one", lead="a"), planned("back")), article(), pages=4)
    assert [page.template for page in made.pages] == ["one", "blank", "blank", "back"]
    assert [page.number for page in made.pages] == [1, 2, 3, 4]
    assert made.codes == ["NL505"]


def test_too_many_pages_are_an_error() -> None:
    assert composed(DESIGN, (planned("one", lead="a"), planned("one")), article(), pages=1).codes == ["NL506"]


def test_just_as_many_pages_as_wanted_are_no_problem() -> None:
    assert composed(DESIGN, (planned("one", lead="a"), planned("one")), article(), pages=2).codes == []


def test_left_pages_have_their_margins_mirrored() -> None:
    made = composed(DESIGN, (planned("one", lead="a"), planned("one", lead="b")), *[article(n, title=n) for n in "ab"])
    assert [extent(lines(page, "title")[0])[0] for page in made.pages] == [pt(30), pt(50)]
    assert [page.left for page in made.pages] == [False, True]


def test_a_mirrored_template_swaps_the_sides_of_its_slots() -> None:
    one, two = slot("a", columns=1), slot("b", columns=2, unit=1)
    for mirror, xs in ((False, (50, 160)), (True, (270, 50))):
        design = layout(template(one, two, name="two", mirror=mirror))
        plan = (planned("two"), planned("two", a="a", b="b"))
        made = composed(design, plan, article("a", title="aaa"), article("b", title="bbb"))
        found = {line.story: extent(line)[0] for line in lines(made.pages[1], "title")}
        assert found == {"a": pt(xs[0]), "b": pt(xs[1])}


def test_running_heads_carry_the_number_at_the_outside() -> None:
    design = layout(template(slot(), name="one", running=True))
    made = composed(design, (planned("one", lead="a"), planned("one", lead="b")), *[article(n, title=n) for n in "ab"])
    folios = [next(line for line in all_lines(page) if words(line) == str(page.number)) for page in made.pages]
    assert extent(folios[0])[1] == pt(350)
    assert extent(folios[1])[0] == pt(50)


# -- contents and teasers ------------------------------------------------------------------------


CONTENTS = Furniture(kind="contents", area=GridArea(0, 0, 3, 12))
COVER = layout(
    template(slot("lead", lines=6, line=14), name="cover", furniture=(CONTENTS,)),
    template(slot(), name="one"),
    template(slot("river", many=True, bands=True), name="bands"),
)


def test_contents_name_the_page_on_which_each_story_opens() -> None:
    stories = [article(name, paragraph(50), title=f"tit-{name}") for name in "abcd"]
    made = composed(COVER, (planned("cover", lead="a"), planned("bands", repeat=True, river=["b", "c", "d"])), *stories)
    rows = [line for line in all_lines(made.pages[0]) if line.role == "furniture"]
    pages = {line.baseline: words(line) for line in rows if words(line).isdigit()}
    told = {words(line): pages[line.baseline] for line in rows if words(line).startswith("tit-")}
    assert told == {f"tit-{name}": str(made.fit(name).pages[0]) for name in "bcd"}
    links = sorted(item.page for item in made.pages[0].furniture if isinstance(item, Link))
    assert links == sorted(int(page) for page in told.values())


def test_contents_without_room_leave_out_the_least_important() -> None:
    small = Furniture(kind="contents", area=GridArea(0, 0, 3, 4))
    design = layout(
        template(slot("lead", lines=6, line=14), name="cover", furniture=(small,)), template(slot(), name="one")
    )
    stories = [
        article(name, title=f"tit-{name}", priority=p) for name, p in zip("abcdef", (1, 5, 1, 2, 5, 5), strict=True)
    ]
    plan = (planned("cover", lead="a"), *[planned("one", lead=name) for name in "bcdef"])
    made = composed(design, plan, *stories)
    told = [
        words(line) for line in all_lines(made.pages[0]) if words(line).startswith("tit-") and line.role == "furniture"
    ]
    assert told[:1] == ["tit-c"]
    assert len(told) < 5
    assert "tit-f" not in told


def test_a_teaser_names_the_page_of_its_story() -> None:
    tease = slot("teaser", columns=1, lines=6, line=14, teaser=True)
    design = layout(template(slot("lead", lines=12), tease, name="cover"), template(slot(), name="one"))
    plan = (planned("cover", lead="a", teaser="b"), planned("one"), planned("one", lead="b"))
    made = composed(design, plan, article("a"), article("b", title="bbb", deck=text("ddd")))
    told = [words(line) for line in all_lines(made.pages[0])]
    assert "Trang 3" in told
    assert {"bbb", "ddd"} <= set(told)
    assert made.fit("b").words == made.fit("b").words_set == 2


def test_a_teaser_too_long_for_its_area_breaks_off_above_its_page_number() -> None:
    tease = slot("teaser", columns=1, lines=6, line=14, teaser=True)
    design = layout(template(slot("lead", lines=12), tease, name="cover"), template(slot(), name="one"))
    made = composed(design, (planned("cover", lead="a", teaser="b"), planned("one", lead="b")), article("a"),
                    article("b", title="bbbb " * 40))  # fmt: skip
    told = [line for line in all_lines(made.pages[0]) if line.frame == "teaser/1" or words(line) == "Trang 2"]
    assert words(told[-2]).endswith("bbbb …")
    assert words(told[-1]) == "Trang 2"
    assert told[-1].bottom <= pt(40) + 20 * pt(12)


# -- photos with an area of their own, text of every kind -------------------------------------------


def test_a_photo_with_an_area_of_its_own_stands_there_with_its_caption() -> None:
    spot = PhotoPlace(where="area", area=GridArea(0, 10, 3, 10))
    design = layout(template(slot(lines=10, photos=(spot,)), name="one"))
    shot = photo(2000, 1000, caption=text("aaa bbb"), credit=text("ccc"))
    made = composed(design, (planned("one", lead="a"),), article("a", paragraph(4), photos=(shot,)))
    (picture,) = pictures(made.pages[0])
    assert (picture.box.x0, picture.box.x1) == (pt(30), pt(350))
    assert picture.box.y0 >= pt(40 + 10 * 12)
    assert all(line.baseline <= pt(40 + 20 * 12) for line in lines(made.pages[0], "caption", "credit"))
    assert made.fit("a").words == made.fit("a").words_set


@pytest.mark.parametrize(
    "spot",
    [
        PhotoPlace(where="head", span=3),
        PhotoPlace(where="top", column=2, span=2),
        PhotoPlace(where="foot"),
        PhotoPlace(where="area", area=GridArea(0, 22, 3, 8)),
        PhotoPlace(where="bleed", area=GridArea(0, 22, 3, 8)),
    ],
)
def test_a_photo_is_printed_in_the_colour_of_its_place_and_in_its_own_elsewhere(spot: PhotoPlace) -> None:
    colour = Cmyk(0, 900, 700, 100)
    design = layout(template(slot(columns=3, lines=20, fill=True, photos=(spot._replace(ink=colour),)), name="one"))
    shots = (photo(2000, 1000), photo(1000, 1000))
    made = composed(design, (planned("one", lead="a"),), article("a", *[paragraph(4)] * 3, photos=shots))
    assert {picture.photo.pixels[0]: picture.ink for picture in pictures(made.pages[0])} == {2000: colour, 1000: None}


def test_a_photo_may_run_to_the_bleed() -> None:
    spot = PhotoPlace(where="bleed", area=GridArea(0, 0, 3, 8), caption="over")
    design = layout(template(slot(lines=12, line=8, photos=(spot,)), name="one"))
    shot = photo(2000, 1000, caption=text("aaa bbb"))
    made = composed(design, (planned("one", lead="a"),), article("a", paragraph(4), photos=(shot,)))
    (picture,) = pictures(made.pages[0])
    assert tuple(picture.box) == (-pt(9), -pt(9), pt(409), pt(40 + 8 * 12))
    assert made.fit("a").words == made.fit("a").words_set


def test_a_table_of_many_columns_stays_inside_its_column() -> None:
    row = tuple(text("aa") for _ in range(12))
    made = composed(DESIGN, (planned("narrow", lead="a"),), article("a", Table(row, (row,), ("left",) * 12)))
    assert made.fit("a").words == made.fit("a").words_set + made.fit("a").overset_words
    assert all(extent(line)[1] <= pt(150) for line in lines(made.pages[0], "table"))


def test_a_date_in_a_narrow_cell_does_not_run_into_the_next_cell() -> None:
    cells = (text("ngày 02 tháng 11 năm 2022"), text("bbb ccc ddd eee fff"))
    table = Table(cells, (cells,), ("left", "left"))
    made = composed(DESIGN, (planned("one", lead="a"),), article("a", table))
    told = lines(made.pages[0], "table")
    left = min(extent(line)[0] for line in told if words(line)[0] in "bcdef")
    assert all(extent(line)[1] <= left for line in told if words(line)[0] not in "bcdef")


@pytest.mark.parametrize("block", [Paragraph, lambda t: ListItem(t, "1.", 1), Quotation])
def test_ten_thousand_letters_are_cut_into_lines_and_told(block: type[Paragraph]) -> None:
    made = composed(
        DESIGN, (planned("bands", repeat=True, river="a"),), article("a", paragraph(1), block(text("x" * 10_000)))
    )
    assert "NL502" in made.codes
    found = "".join(words(line).removeprefix("1. ") for page in made.pages for line in lines(page, "body"))
    assert found.count("x") == 10_000
    for page in made.pages:
        for line in lines(page, "body"):
            column = int(line.frame[-1]) - 1
            assert extent(line)[1] <= pt(130.5 + 110 * column + 20 * page.left)


def test_letters_that_no_font_has_are_told_where_they_stand() -> None:
    made = composed(DESIGN, (planned("one", lead="a"),), article("a", Paragraph(text("aaa 漢 bbb"))))
    (problem,) = made.ledger.problems
    assert (problem.code, dict(problem.values)["word"]) == ("NL320", "漢")


def test_a_figure_in_the_text_is_set_with_its_caption() -> None:
    shot = photo(600, 400, caption=text("aaa bbb"))
    made = composed(DESIGN, (planned("one", lead="a"),), article("a", paragraph(6), Figure(shot), paragraph(6)))
    assert len(pictures(made.pages[0])) == 1
    assert [words(line) for line in lines(made.pages[0], "caption")] == ["aaa bbb"]
    assert isinstance(lines(made.pages[0], "caption")[0], Line)


def test_a_link_in_the_text_can_be_clicked_where_it_stands() -> None:
    linked = text("a bb cc d")._replace(links=((1, 2, "https://example.org"),))
    made = composed(DESIGN, (planned("one", lead="a"),), article("a", Paragraph(linked)))
    (link,) = [item for item in made.pages[0].items if isinstance(item, Link)]
    (line,) = lines(made.pages[0], "body")
    spans = list(line.runs[0].spans())
    assert link == Link(Rect(spans[1][0], line.top, spans[2][1], line.bottom), address="https://example.org")


@pytest.mark.parametrize(("asked", "codes"), [(1, []), (2, ["NL512"]), (3, ["NL513"]), (None, [])])
def test_a_story_that_asks_for_another_page_than_the_plan_gives_it_is_told(asked: int | None, codes: list[str]) -> None:
    first = article("a", Paragraph(text("aaa bbb")), page=asked)
    second = article("b", Paragraph(text("aaa bbb")))
    plan = (planned("one", lead="a"), planned("one", lead="b"))
    assert composed(layout(template(slot())), plan, first, second).codes == codes
