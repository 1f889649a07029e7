"""What stands in a column as one piece: stanzas of a poem, labels of lists, sidebars, pull-quotes."""

import re
from itertools import pairwise
from operator import add
from typing import Any

import pytest
from square_issue import Composed, composed, extent, lines, planned, words
from square_layout import article, kit, layout, photo, slot, template, text

from newsletter.colour import Cmyk
from newsletter.compose.inserts import set_box, set_pull_quote
from newsletter.compose.kit import Kit
from newsletter.compose.solid import Solid
from newsletter.model.article import BOLD, BREAK, ITALIC, Article, Box, ListItem, Paragraph, PullQuote, Table, Text
from newsletter.pages.items import Line, Panel, Picture
from newsletter.source import LineIndex
from newsletter.units import Mpt, pt

LEFT = pt(30)
"""Left edge of the first column, which is 100 pt wide."""
GRID = pt(12)


def stanzas_of(source: str, mark: int = 0) -> list[Paragraph]:
    """The stanzas of a file: a verse a line, an empty line between two stanzas. Stars count as they stand in the source."""
    pieces: list[list[tuple[str, int, int]]] = [[]]
    offset = 0
    for line in source.split("\n"):
        found = list(re.finditer(r"[^\s*]+", line))
        if not found:
            pieces.append([])
        pieces[-1] += [
            (word[0], offset + word.start(), mark | (BREAK if not number and pieces[-1] else 0))
            for number, word in enumerate(found)
        ]
        offset += len(line) + 1
    return [Paragraph(_text(stanza)) for stanza in pieces]


def _text(stanza: list[tuple[str, int, int]]) -> Text:
    words, starts, marks = zip(*stanza, strict=True)
    return Text("articles/a.md", words, starts, tuple(map(add, starts, map(len, words))), marks)


def set_one(one: Article, source: str = "", *, columns: int = 1, height: int = 40, **styles: Any) -> Composed:
    own = slot(columns=columns, lines=height, head_span=0)
    design = layout(template(own), lines=height, **styles)
    return composed(design, (planned("one", lead="a"),), one, lines={"articles/a.md": LineIndex.of(source)})


def poem(source: str, *, mark: int = 0, **of_slot: int) -> list[Line]:
    made = set_one(article("a", *stanzas_of(source, mark), kind="poem"), source, **of_slot)
    assert made.codes == []
    return lines(made.pages[0], "body")


def lefts(set_lines: list[Line]) -> list[Mpt]:
    return [extent(line)[0] - LEFT for line in set_lines]


# -- poems ------------------------------------------------------------------------------------------------------------


def test_a_poem_stands_in_the_middle_of_its_column_after_its_longest_verse() -> None:
    """The longest verse, "aaa bbb", is 62.5 pt wide."""
    assert lefts(poem("aaa\naa bb\n\naaa bbb\na")) == [pt(37.5) // 2] * 4


def test_stanzas_stand_on_the_grid_with_an_empty_line_between_them() -> None:
    made = poem("aaa\naa bb\n\naaa bbb")
    assert [(line.baseline - made[0].baseline) // GRID for line in made] == [0, 1, 3]


def test_a_verse_that_fits_is_not_broken() -> None:
    assert [words(line) for line in poem("aaa bbb ccc\naa")] == ["aaa bbb ccc", "aa"]


def test_a_verse_longer_than_the_measure_turns_over_and_its_rest_is_set_in() -> None:
    """From the edge (12.5 pt) a verse has 87.5 pt, a turned line a third less."""
    made = poem("aa bb cc dd ee\naa bbb cc")
    assert [words(line) for line in made] == ["aa bb cc", "dd ee", "aa bbb cc"]
    assert lefts(made) == [pt(12.5), pt(12.5) + pt(87.5) // 3, pt(12.5)]


@pytest.mark.parametrize("count", range(1, 12))
def test_verses_never_leave_their_column(count: int) -> None:
    made = poem("a\n\n" + "aaa " * count)
    assert sum(len(words(line).split()) for line in made) == 1 + count
    assert max(extent(line)[1] for line in made) <= LEFT + pt(100)


def test_a_word_longer_than_a_verse_can_be_is_cut_and_told() -> None:
    source = "a\n" + "b" * 40
    made = set_one(article("a", *stanzas_of(source), kind="poem"), source)
    assert made.codes == ["NL502"]
    assert max(extent(line)[1] for line in lines(made.pages[0], "body")) <= LEFT + pt(100)


def test_a_verse_that_turns_over_does_not_move_the_others_to_the_edge() -> None:
    assert lefts(poem("aaa\naaa bbb ccc ddd"))[:2] == [pt(35), pt(35)]


def test_verses_set_in_by_spaces_in_the_source_are_set_in() -> None:
    left, *others = lefts(poem("aa\n    bb\n        c\n dd"))
    assert [other - left for other in others] == [pt(15), pt(30), 0]


def test_a_poem_set_in_as_a_whole_stands_where_it_would_without() -> None:
    assert lefts(poem("    aa\n    bb cc")) == lefts(poem("aa\nbb cc"))


def test_stars_before_a_verse_do_not_set_it_in() -> None:
    assert lefts(poem("***aa\nbb***", mark=BOLD | ITALIC)) == [pt(40), pt(40)]


def test_each_column_of_a_poem_has_the_same_edge() -> None:
    made = poem("aaa bbb\naaa\n\naaa\naaa\n\na\nbb", columns=3, height=2)
    assert len({line.frame for line in made}) == 3
    assert {left - pt(110) * (int(line.frame[-1]) - 1) for left, line in zip(lefts(made), made, strict=True)} == {18750}


def test_a_stanza_of_very_many_verses_goes_on_in_the_next_column_by_pairs() -> None:
    made = poem("\n".join(f"aa {number:02}" for number in range(31)), columns=3, height=14)
    assert [words(line) for line in made] == [f"aa {number:02}" for number in range(31)]
    counts = [sum(line.frame == frame for line in made) for frame in ("lead/1", "lead/2", "lead/3")]
    assert [count % 2 for count in counts] == [0, 0, 1]
    assert counts[2] > 1


def test_a_stanza_of_eight_verses_stays_together() -> None:
    made = poem("\n".join("abcdefgh") + "\n\n" + "\n".join("ijklmnop"), columns=3, height=9)
    assert [line.frame for line in made] == ["lead/1"] * 8 + ["lead/2"] * 8


def test_a_long_stanza_goes_on_in_another_slot_and_loses_no_verse() -> None:
    source = "\n".join(f"aa {number:02}" for number in range(30))
    design = layout(
        template(slot(columns=1, lines=11, head_span=0)), template(slot(columns=1, lines=30), name="two"), lines=30
    )
    plan = (planned("one", lead="a"), planned("two", lead="+a"))
    story = article("a", *stanzas_of(source), kind="poem")
    made = composed(design, plan, story, lines={"articles/a.md": LineIndex.of(source)})
    told = [line for page in made.pages for line in lines(page, "body")]
    assert [words(line) for line in told] == source.split("\n")
    last = [line.baseline for line in told if line.frame == "lead/1"][-20:]
    assert {after - before for before, after in pairwise(last)} == {GRID}


# -- lists ------------------------------------------------------------------------------------------------------------


def items(*labels: str, depth: int = 0) -> list[ListItem]:
    return [ListItem(text("aaa bbb ccc ddd"), label, depth) for label in labels]


def label_edges(line: Line) -> tuple[Mpt, Mpt]:
    return next(iter(line.runs[0].spans()))


@pytest.mark.parametrize("align", ["left", "justify"])
def test_numbers_of_a_list_have_their_points_under_each_other(align: str) -> None:
    blocks = items("9.", "10.")
    made = lines(set_one(article("a", *blocks), list={"align": align}).pages[0], "body")
    nine, ten = (line for line in made if len(line.runs) > 1)
    assert label_edges(nine)[1] == label_edges(ten)[1] < extent(made[1])[0]
    assert label_edges(ten)[0] >= LEFT


def test_text_of_a_list_stands_on_one_edge_whatever_its_labels() -> None:
    made = lines(set_one(article("a", *items("1.", "10.", "–"))).pages[0], "body")
    assert len({run.x for line in made for run in line.runs[-1:]}) == 1


def test_a_further_paragraph_of_an_item_stands_under_its_text() -> None:
    made = lines(set_one(article("a", *items("1.", ""))).pages[0], "body")
    assert len({run.x for line in made for run in line.runs[-1:]}) == 1
    assert sum(len(line.runs) for line in made) == len(made) + 1


def test_a_list_in_a_list_is_set_in_by_a_further_step() -> None:
    made = lines(set_one(article("a", *items("–"), *items("–", depth=1))).pages[0], "body")
    outer, inner = (line for line in made if len(line.runs) > 1)
    assert label_edges(inner)[0] == outer.runs[1].x


def test_labels_of_a_sidebar_hang_as_in_the_column() -> None:
    made = lines(set_one(article("a", Box(None, tuple(items("9.", "10."))))).pages[0], "box")
    nine, ten = (line for line in made if len(line.runs) > 1)
    assert label_edges(nine)[1] == label_edges(ten)[1]
    assert {line.runs[-1].x for line in made} == {nine.runs[-1].x}


# -- sidebars and pull-quotes -----------------------------------------------------------------------------------------

RED, GREY = Cmyk(0, 1000, 1000, 0), Cmyk(0, 0, 0, 300)
ROW = Table((text("aa"), text("bb")), ((text("1"), text("2")),), ("left", "left"))


def known(**styles: Any) -> Kit:
    return kit(layout(template(slot()), **styles))


def panels(solid: Solid, colour: Cmyk) -> list[Panel]:
    return [item for item in solid.items if isinstance(item, Panel) and item.colour == colour]


def lines_of(solid: Solid) -> list[Line]:
    return [item for item in solid.items if isinstance(item, Line)]


def test_a_sidebar_of_the_grid_s_line_distance_has_all_its_text_on_the_grid() -> None:
    own = known(box_title={"leading": pt(14), "size": pt(11)})
    box = Box(text("aa bb cc dd ee ff"), (Paragraph(text("aa " * 12)), *items("9.", "10."), ROW, Paragraph(text("bb"))))
    made = lines_of(set_box(box, pt(100), own, slot(), "a"))
    assert len(made) > 10
    assert {(line.baseline - own.drop) % GRID for line in made} == {0}


@pytest.mark.parametrize("leading", [pt(11), pt(12), pt(13)])
@pytest.mark.parametrize("count", [1, 7, 30])
def test_a_sidebar_begins_level_with_capitals_and_ends_on_a_baseline(leading: Mpt, count: int) -> None:
    """Capitals of the body are 6.6 pt high."""
    own = known(box={"ground": GREY, "rule": RED, "leading": leading})
    made = set_box(Box(text("aa"), (Paragraph(text("bb " * count)),)), pt(100), own, slot(), "a")
    (ground,) = panels(made, GREY)
    assert ground.box.y0 == panels(made, RED)[0].box.y0 == own.drop - pt(6.6)
    assert ground.box.y1 == (made.lines - 1) * GRID + own.drop
    for line in lines_of(made):
        left, right = extent(line)
        assert ground.box.x0 + pt(5) <= left < right <= ground.box.x1 - pt(5)
        assert ground.box.y0 + pt(5) < line.baseline - pt(6.6) < line.baseline < ground.box.y1 - pt(5)


def test_paragraphs_of_a_sidebar_are_indented_but_the_first() -> None:
    own = known(box={"indent": pt(10)})
    made = lines_of(set_box(Box(text("aa"), (Paragraph(text("bb")),) * 3), pt(100), own, slot(), "a"))
    edges = [extent(line)[0] for line in made[1:]]
    assert [edge - edges[0] for edge in edges] == [0, pt(10), pt(10)]


def test_a_table_in_a_sidebar_has_white_above_and_below() -> None:
    own = known()
    made = set_box(Box(None, (Paragraph(text("bb")), ROW, Paragraph(text("cc")))), pt(100), own, slot(), "a")
    found = [line.baseline // GRID for line in lines_of(made)]
    assert found == [1, 3, 3, 4, 4, 6]


@pytest.mark.parametrize("size", [10, 13, 18])
def test_a_pull_quote_stands_in_the_middle_between_its_rules(size: int) -> None:
    own = known(pull_quote={"size": pt(size), "leading": pt(size + 3), "rule": RED})
    made = set_pull_quote(PullQuote((text("aa bb cc dd"), text("– ee"))), pt(100), own, slot(), "a")
    above, below = panels(made, RED)
    first, *_, last = lines_of(made)
    white = (first.baseline - pt(size) * 66 // 100 - above.box.y1, below.box.y0 - last.baseline)
    assert abs(white[0] - white[1]) <= 2
    assert white[0] >= pt(size) * 2 // 3
    assert above.box.y0 == own.drop - pt(6.6)
    assert below.box.y1 == (made.lines - 1) * GRID + own.drop


# --- portraits --------------------------------------------------------------------------------------------------------


def portrait_of(made: Solid) -> Picture:
    (found,) = (item for item in made.items if isinstance(item, Picture))
    return found


def with_portrait(words: str, width: int, **style: Any) -> tuple[Solid, Kit]:
    own = known(pull_quote={"size": pt(12), "leading": pt(15), "rule": RED, **style})
    quote = PullQuote((text(words), text("– ee")), photo(1000, 2000, focus=(0.5, 0.25)))
    return set_pull_quote(quote, pt(width), own, slot(), "a"), own


@pytest.mark.parametrize("words", ["aa bb", "aaa " * 40])
def test_a_portrait_stands_as_a_square_at_the_left_of_a_pull_quote(words: str) -> None:
    made, _ = with_portrait(words, 300)
    box = portrait_of(made).box
    above, below = panels(made, RED)
    assert box.width == box.height == pt(90)
    assert box.x0 == 0
    assert above.box.y1 < box.y0 < box.y1 < below.box.y0
    *first, source = [line.runs[0].x for line in lines_of(made)]
    assert set(first) == {pt(90 + 12)}
    assert pt(90 + 6) < source < pt(90 + 12), "its dash hangs"
    assert max(right for line in lines_of(made) for run in line.runs for _, right in run.spans()) <= pt(300)


def test_few_words_stand_in_the_middle_beside_a_portrait_and_many_begin_level_with_it() -> None:
    few, many = with_portrait("aa bb", 300)[0], with_portrait("aaa " * 40, 300)[0]
    first, last = lines_of(few)
    box = portrait_of(few).box
    over, under = first.baseline - pt(12) * 66 // 100 - box.y0, box.y1 - last.baseline
    assert abs(over - under) <= 1
    assert portrait_of(many).box.y0 == lines_of(many)[0].baseline - pt(12) * 66 // 100


@pytest.mark.parametrize(("align", "x0"), [("left", 0), ("centre", 60)])
def test_in_a_narrow_column_the_portrait_stands_above_the_words(align: str, x0: int) -> None:
    made, _ = with_portrait("aa bb cc dd", 200, align=align)
    box = portrait_of(made).box
    above, _ = panels(made, RED)
    assert (box.x0, box.width, box.height) == (pt(x0), pt(80), pt(80))
    assert above.box.y1 < box.y0
    assert box.y1 + pt(12) == lines_of(made)[0].baseline - pt(12) * 66 // 100
    assert min(line.runs[0].x for line in lines_of(made)) < pt(100)


def test_a_portrait_is_cropped_about_its_focus() -> None:
    made, _ = with_portrait("aa bb", 300)
    assert portrait_of(made).crop == (0.0, 0.0, 1.0, 0.5)
    assert portrait_of(made).story == "a"
