"""Text that flows round photos, pull-quotes and sidebars, and round shapes."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from square_issue import Composed, composed, extent, lines, pictures, planned, words
from square_layout import article, layout, photo, slot, template, text

from newsletter.colour import BLACK
from newsletter.compose.flow import Block, Option, fit
from newsletter.compose.rows import Row
from newsletter.model.article import Box, Crosshead, ListItem, Paragraph, PullQuote
from newsletter.model.layout import GridArea, PhotoPlace, Wrap
from newsletter.pages.items import Stroke
from newsletter.units import pt

LEFT, RIGHT = GridArea(0, 4, 2, 6), GridArea(4, 4, 2, 6)
"""Of a column of 320 pt, 30 … 350: 30 … 130 and 250 … 350, at lines 4 … 9."""
PROSE = "aaa bbbb cc ddd eeee ff ggg hhhh ii jjj " * 12


def story(*blocks: Any, wraps: tuple[Wrap, ...], lines: int = 24, **more: Any) -> Composed:
    """One story in one wide column, on a grid of six units."""
    own = slot(columns=1, lines=lines, head_span=0, wraps=wraps)._replace(area=GridArea(0, 0, 6, lines))
    design = layout(template(own), lines=lines)._replace(units=6)
    return composed(design, (planned("one", lead="a"),), article("a", *blocks, **more))


def body(made: Composed) -> dict[int, tuple[int, int]]:
    """Left and right edge of the text by grid line."""
    return {(line.top - pt(40)) // pt(12): extent(line) for line in lines(made.pages[0], "body")}


def test_lines_beside_a_photo_are_as_long_as_it_leaves_them() -> None:
    made = story(Paragraph(text(PROSE)), wraps=(Wrap("photo", RIGHT),), photos=(photo(),))
    (picture,) = pictures(made.pages[0])
    assert (picture.box.x0, picture.box.x1) == (pt(250), pt(350))
    edges = body(made)
    assert all(edges[line][1] <= pt(244) for line in range(4, 10))
    assert min(edges[3][1], edges[10][1]) > pt(349)
    assert made.codes == []


def test_lines_right_of_a_photo_begin_after_it() -> None:
    edges = body(story(Paragraph(text(PROSE)), wraps=(Wrap("photo", LEFT),), photos=(photo(),)))
    assert all(edges[line][0] >= pt(130) + 6666 for line in range(4, 10))
    assert edges[3][0] == edges[10][0] == pt(30)


def test_the_number_of_a_list_item_stands_before_its_text_right_of_a_photo() -> None:
    item = ListItem(text("aaa bbb ccc"), "8.", 0)
    made = story(Paragraph(text("aaa bbbb " * 22)), item, wraps=(Wrap("photo", LEFT),), photos=(photo(),))
    (line,) = [line for line in lines(made.pages[0], "body") if words(line).startswith("8.")]
    number, *spans = [span for run in line.runs for span in run.spans()]
    assert pt(130) < number[0] < number[1] < spans[0][0] < number[1] + pt(10)


def test_lines_beside_a_photo_keep_the_grid() -> None:
    made = story(Paragraph(text(PROSE)), wraps=(Wrap("photo", LEFT),), photos=(photo(),))
    assert len({line.baseline % pt(12) for line in lines(made.pages[0], "body")}) == 1


def test_a_pull_quote_and_a_sidebar_take_their_places_and_leave_the_run_of_text() -> None:
    quote, box = PullQuote((text("to be or not"),)), Box(text("Số"), (Paragraph(text("một hai")),))
    made = story(
        Paragraph(text(PROSE)), quote, box, Paragraph(text(PROSE)),
        wraps=(Wrap("quote", LEFT), Wrap("box", GridArea(4, 12, 2, 6))), lines=40,
    )  # fmt: skip
    assert {words(line) for line in lines(made.pages[0], "pull-quote")} == {"to be or not"}
    assert max(extent(line)[1] for line in lines(made.pages[0], "pull-quote")) <= pt(130)
    assert min(extent(line)[0] for line in lines(made.pages[0], "box")) >= pt(250)
    assert made.fit("a").words_set == made.fit("a").words - 1  # no headline is set


def test_what_is_higher_than_its_place_stays_with_the_text() -> None:
    quote = PullQuote((text("aaa " * 30),))
    made = story(Paragraph(text(PROSE)), quote, wraps=(Wrap("quote", LEFT),), lines=40)
    assert max(extent(line)[1] for line in lines(made.pages[0], "pull-quote")) > pt(130)
    assert made.fit("a").words_set == made.fit("a").words - 1  # no headline is set


def test_where_nothing_takes_a_place_the_text_stands_there() -> None:
    edges = body(story(Paragraph(text(PROSE)), wraps=(Wrap("photo", LEFT),)))
    assert {left for left, _ in edges.values()} == {pt(30)}


def test_a_place_that_the_headline_takes_is_told_and_its_photo_runs_with_the_text() -> None:
    own = slot(columns=1, lines=24, wraps=(Wrap("photo", GridArea(4, 0, 2, 6)),))._replace(area=GridArea(0, 0, 6, 24))
    design = layout(template(own), lines=24)._replace(units=6)
    made = composed(
        design, (planned("one", lead="a"),), article("a", Paragraph(text(PROSE)), photos=(photo(2000, 400),))
    )
    (title,) = lines(made.pages[0], "title")
    assert pictures(made.pages[0])[0].box.y0 > title.bottom
    assert made.codes == ["NL516"]


def test_a_place_and_a_photo_at_the_top_of_its_columns_share_them() -> None:
    own = slot(columns=1, lines=24, head_span=0, fill=True, wraps=(Wrap("photo", GridArea(4, 8, 2, 6)),),
               photos=(PhotoPlace("top", 1, 1, 4, 20),))._replace(area=GridArea(0, 0, 6, 24))  # fmt: skip
    design = layout(template(own), lines=24)._replace(units=6)
    made = composed(design, (planned("one", lead="a"),),
                    article("a", Paragraph(text(PROSE)), photos=(photo(2000, 600), photo(file="photos/b.jpg"))))  # fmt: skip
    boxes = {picture.photo.file: picture.box for picture in pictures(made.pages[0])}
    assert boxes["photos/a.jpg"].y1 < boxes["photos/b.jpg"].y0
    assert boxes["photos/b.jpg"].x0 == pt(250)
    assert "NL516" not in made.codes


def test_beside_a_thing_that_leaves_too_little_no_text_stands() -> None:
    made = story(Paragraph(text(PROSE)), wraps=(Wrap("photo", GridArea(0, 4, 4, 6)),), photos=(photo(),), lines=40)
    assert not set(range(4, 10)) & set(body(made))
    assert made.fit("a").words_set == made.fit("a").words - 1  # no headline is set


def test_text_follows_a_shape() -> None:
    """A triangle that stands on its base: the higher the line, the longer."""
    outline = tuple((0.5 - row / 40, 0.5 + row / 40) for row in range(20))
    made = story(Paragraph(text(PROSE)), wraps=(Wrap("photo", RIGHT),), photos=(photo(outline=outline),))
    edges = [body(made)[line][1] for line in range(4, 10)]
    assert edges == sorted(edges, reverse=True)
    assert edges[0] - edges[-1] > pt(25)
    assert pictures(made.pages[0])[0] in made.pages[0].ground


def test_a_caption_below_a_shape_is_not_run_into() -> None:
    outline = ((0.4, 0.6),) * 20
    made = story(
        Paragraph(text(PROSE)), wraps=(Wrap("photo", RIGHT),), photos=(photo(outline=outline, caption=text("aa bb")),)
    )
    caption = lines(made.pages[0], "caption")[0]
    beside = [line for line in lines(made.pages[0], "body") if abs(line.baseline - caption.baseline) < pt(12)]
    assert beside
    assert all(extent(line)[1] < extent(caption)[0] for line in beside)


def test_a_caption_stands_under_a_shape_that_is_narrower_than_its_place() -> None:
    tall = photo(500, 1000, outline=((0.0, 1.0),) * 20, caption=text("aa"))
    made = story(Paragraph(text(PROSE)), wraps=(Wrap("photo", RIGHT._replace(lines=10)),), photos=(tall,))
    (picture,) = pictures(made.pages[0])
    (caption,) = lines(made.pages[0], "caption")
    assert picture.box.x0 > pt(265)
    assert abs(extent(caption)[0] - picture.box.x0) < pt(10)


def test_a_photo_is_cut_to_the_shape_that_was_drawn_for_it() -> None:
    corners = ((0.5, 0.0), (1.0, 1.0), (0.0, 1.0))
    drawn = photo(outline=((0.2, 0.8),) * 20, polygon=corners)
    made = story(Paragraph(text(PROSE)), wraps=(Wrap("photo", RIGHT),), photos=(drawn,))
    assert [picture.clip for picture in pictures(made.pages[0])] == [corners]


def test_a_paragraph_too_long_for_its_place_beside_a_photo_is_told_as_any() -> None:
    made = story(Paragraph(text(PROSE * 2)), wraps=(Wrap("photo", LEFT),), photos=(photo(),), lines=12)
    assert made.codes == ["NL501"]
    fit = made.fit("a")
    assert fit.words_set + fit.overset_words == fit.words - 1  # no headline is set


def test_lines_that_stay_empty_beside_a_photo_are_counted() -> None:
    """Four lines of text, six empty ones beside the photo, for which the sidebar is too wide, and the sidebar."""
    own = slot(columns=1, lines=14, head_span=0, fill=True, wraps=(Wrap("photo", LEFT),))
    design = layout(template(own._replace(area=GridArea(0, 0, 6, 14))), lines=14)._replace(units=6)
    box = Box(text("Số"), (Paragraph(text("một hai")),))
    made = composed(design, (planned("one", lead="a"),),
                    article("a", Paragraph(text("aaa bbbb " * 15)), box, photos=(photo(),)))  # fmt: skip
    text_lines, box_lines = lines(made.pages[0], "body"), lines(made.pages[0], "box")
    assert (text_lines[-1].top - pt(40)) // pt(12) == 3
    assert (box_lines[0].top - pt(40)) // pt(12) >= 10
    assert made.fit("a").short_lines >= 6


def test_no_initial_stands_over_what_begins_below_its_first_line() -> None:
    own = slot(columns=1, lines=24, head_span=0, fill=True, drop_cap=3, wraps=(Wrap("photo", GridArea(0, 1, 2, 6)),))
    design = layout(template(own._replace(area=GridArea(0, 0, 6, 24))), lines=24)._replace(units=6)
    made = composed(design, (planned("one", lead="a"),), article("a", Paragraph(text(PROSE)), photos=(photo(),)))
    assert pictures(made.pages[0])[0].box.x0 == pt(30)
    assert not lines(made.pages[0], "drop-cap")


def test_a_photo_amid_the_columns_leaves_the_jump_line_its_place() -> None:
    own = slot(columns=1, lines=12, wraps=(Wrap("photo", GridArea(2, 2, 2, 10)),))._replace(area=GridArea(0, 0, 6, 12))
    design = layout(template(own), template(slot(lines=12), name="two"), lines=12)._replace(units=6)
    plan = (planned("one", lead="a"), planned("two", lead="+a"))
    made = composed(design, plan, article("a", Paragraph(text(PROSE)), photos=(photo(2000, 300),)))
    (jump,) = lines(made.pages[0], "jump")
    assert all(picture.box.y1 < jump.top for picture in pictures(made.pages[0]))


def test_the_rule_between_columns_stops_above_a_photo_across_it_and_goes_on_below() -> None:
    """Columns of 155 pt, the rule at 190 pt; the photo stands on lines 4 … 9."""
    own = slot(
        columns=2, lines=24, head_span=0, fill=True, column_rule=BLACK, wraps=(Wrap("photo", GridArea(2, 4, 2, 6)),)
    )
    design = layout(template(own._replace(area=GridArea(0, 0, 6, 24))), lines=24)._replace(units=6)
    made = composed(design, (planned("one", lead="a"),), article("a", Paragraph(text(PROSE * 2)), photos=(photo(),)))
    rules = [item.box for item in made.pages[0].ground if isinstance(item, Stroke)]
    assert {rule.x0 for rule in rules} == {pt(190)}
    above, below = rules
    assert above.y1 < pt(40 + 4 * 12) < pt(40 + 10 * 12) < below.y0


def test_a_crosshead_stands_beside_a_photo_in_more_lines_where_it_must() -> None:
    made = story(
        Paragraph(text("aaa bbbb cc ddd eeee ff ggg hhhh " * 6)), Crosshead(text("aaaa bbbb cccc dddd eeee ffff"), 2),
        Paragraph(text(PROSE)), wraps=(Wrap("photo", RIGHT._replace(lines=14)),), photos=(photo(),), lines=60,
    )  # fmt: skip
    heads = lines(made.pages[0], "crosshead")
    assert len(heads) == 2
    assert all(extent(line)[1] < pt(250) for line in heads)


def test_a_word_that_is_wider_than_the_lines_beside_a_photo_passes_over_them() -> None:
    prose = "aaa bbbb cc ddd eeee ff ggg hhhh ii jjj " * 5
    made = story(Paragraph(text(f"{prose} {'n' * 26} {prose}")), wraps=(Wrap("photo", RIGHT),), photos=(photo(),))
    edges = body(made)
    assert all(right <= pt(244) for line, (_, right) in edges.items() if line in range(4, 10))
    assert made.fit("a").words_set == made.fit("a").words - 1  # no headline is set


# -- rows, without type --------------------------------------------------------------


def narrowed(widths: dict[int, int], height: int) -> tuple[Row, ...]:
    """A column in which some lines are of a width of their own, or cannot be used (0)."""
    return tuple(Row(line, 0, widths.get(line, 0)) for line in range(height) if widths.get(line) != 0)


def counted(units: int) -> Block:
    """A paragraph that fills so many units; a whole line holds 10, a narrow one what its width says."""

    def reflow(rows: tuple[Row, ...]) -> tuple[Option, ...]:
        left, count = units, 0
        while left > 0:
            left -= (rows[count].width if count < len(rows) else 0) or 10
            count += 1
        return (Option(count, 0.0, tuple(range(1, count + 1)), rows[:count]),)

    count = -(-units // 10)
    return Block((Option(count, 0.0, tuple(range(1, count + 1))),), splits=True, reflow=reflow)


def test_a_paragraph_takes_more_lines_beside_what_narrows_it() -> None:
    found = fit([counted(60)], [narrowed({2: 5, 3: 5}, 10)])
    assert [(part.line, part.stop) for part in found.placed] == [(0, 7)]
    assert fit([counted(60)], [10]).used == 6


def test_lines_that_cannot_be_used_are_passed_over() -> None:
    found = fit([counted(60)], [narrowed({2: 0, 3: 0}, 10)])
    (part,) = found.placed
    assert [row.line for row in part.option.rows] == [0, 1, 4, 5, 6, 7]


def test_what_stands_in_one_piece_waits_for_room() -> None:
    solid = Block((Option(3, 0.0),))
    assert [part.line for part in fit([counted(20), solid], [narrowed({3: 5, 4: 5}, 12)]).placed] == [0, 5]
    small = Block((Option(3, 0.0, width=4),))
    assert [part.line for part in fit([counted(20), small], [narrowed({3: 5, 4: 5}, 12)]).placed] == [0, 2]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(10, 90).map(counted), min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(4, 14), st.dictionaries(st.integers(0, 13), st.sampled_from((0, 4, 7)))),
        min_size=1, max_size=3,
    ),
)  # fmt: skip
def test_no_line_is_lost_or_set_twice_whatever_is_in_the_way(
    blocks: list[Block], shapes: list[tuple[int, dict[int, int]]]
) -> None:
    columns = [narrowed(widths, height) for height, widths in shapes]
    found = fit(blocks, columns, exact=True)
    taken = []
    want = (0, 0)
    for part in found.placed:
        assert (part.block, part.start) == want
        rows = part.option.rows[part.start : part.stop] or [Row(part.line + k) for k in range(part.stop - part.start)]
        assert all(row in columns[part.column] for row in rows)
        taken += [(part.column, row.line) for row in rows]
        want = (part.block + 1, 0) if part.stop == part.option.lines else (part.block, part.stop)
    assert taken == sorted(set(taken))
    assert want == ((found.rest.block, found.rest.line) if found.rest else (len(blocks), 0))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(10, 90).map(counted), min_size=1, max_size=6), st.lists(st.integers(3, 9), min_size=1))
def test_rows_that_nothing_narrows_are_as_a_clear_column(blocks: list[Block], heights: list[int]) -> None:
    assert fit(blocks, [narrowed({}, height) for height in heights]) == fit(blocks, heights)
