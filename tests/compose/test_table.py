"""Tables: numbers under each other, columns after their content, rows on the grid that may be parted anywhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_issue import composed, extent, planned, words
from square_layout import article, kit, layout, slot, template, text

from newsletter.colour import BLACK, Cmyk
from newsletter.compose.columns import Column, share_width
from newsletter.compose.kit import Kit
from newsletter.compose.matter import words_in
from newsletter.compose.solid import Solid
from newsletter.compose.table import CLOSING, HAIRLINE, TableRows, set_rows, set_table
from newsletter.model.article import GLUED, NOTE, Align, Table, Text
from newsletter.pages.items import Line, Panel
from newsletter.units import Mpt, pt

GRID = pt(12)
PAD = pt(4)
WIDE = pt(320)
HANGING = pt(3)
"""A dash, a quotation mark hang so far into the white beside a column."""
RED, GREY = Cmyk(0, 1000, 1000, 0), Cmyk(0, 0, 0, 300)


def table(head: str, *rows: str, align: str = "") -> Table:
    """Cells parted by bars: ``table("a | b", "1 | 2", align="lr")``."""

    def cells(row: str) -> tuple[Text, ...]:
        return tuple(text(cell) for cell in row.split("|"))

    names: dict[str, Align] = {"l": "left", "c": "centre", "r": "right"}
    marks = align or "l" * len(cells(head))
    return Table(cells(head), tuple(cells(row) for row in rows), tuple(names[mark] for mark in marks))


def square(**styles: dict[str, Any]) -> Kit:
    return kit(layout(template(slot()), **styles))


def rows_of(one: Table, width: Mpt = WIDE, known: Kit | None = None) -> TableRows:
    return set_rows(one, width, known or square(), slot(), "a")


def lines(solid: Solid | None) -> list[Line]:
    return [item for item in solid.items if isinstance(item, Line)] if solid else []


def panels(solid: Solid | None, colour: Cmyk) -> list[tuple[Mpt, Mpt]]:
    """Top and foot of the panels of a colour."""
    return [(p.box.y0, p.box.y1) for p in (solid.items if solid else ()) if isinstance(p, Panel) and p.colour == colour]


def cells_in(made: TableRows, left: Mpt, right: Mpt) -> Iterator[Line]:
    return (line for row in made.rows for line in lines(row) if left <= extent(line)[0] < right)


def x_of(line: Line, mark: str) -> Mpt:
    """Where the first such character of a line begins, in square type."""
    at, seen = words(line).index(mark), 0
    for run in line.runs:
        for (left, _), shape in zip(run.spans(), run.shapes, strict=True):
            if at < seen + len(shape.text):
                return left + (at - seen) * pt(10)
            seen += len(shape.text) + 1
    raise AssertionError(mark)


# -- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("align", ["ll", "lc", "lr"])
def test_decimal_commas_stand_under_each_other_however_the_column_is_marked(align: str) -> None:
    made = rows_of(table("a | b", "x | 1.250,5", "x | 98,5 %", "x | -0,25 kg", align=align))
    commas = {x_of(line, ",") for row in made.rows for line in lines(row) if "," in words(line)}
    assert len(commas) == 1


def test_the_last_digit_of_whole_numbers_stands_before_the_comma_of_the_others() -> None:
    made = rows_of(table("a | b", "x | 1.250,5", "x | 12", "x | –", "x | 7 %"))
    long, twelve, dash, seven = (lines(row)[1] for row in made.rows)
    comma = x_of(long, ",")
    assert [extent(twelve)[1], extent(dash)[1], x_of(seven, "7") + pt(10)] == [comma, comma, comma]


def test_what_follows_a_number_begins_under_the_comma() -> None:
    """Scores, dates, hours: 6-1 over 10-8, 7h30 over 14h05."""
    made = rows_of(table("a | b", "6-1 | 7h30", "10-8 | 14h05"))
    first, second = (lines(row) for row in made.rows)
    assert x_of(first[0], "-") == x_of(second[0], "-")
    assert x_of(first[1], "h") == x_of(second[1], "h")


def test_points_part_thousands_and_are_no_decimals() -> None:
    made = rows_of(table("a", "1.250.000", "12", "3 500"))
    assert len({extent(line)[1] for row in made.rows for line in lines(row)}) == 1


def test_a_column_of_words_is_not_set_as_numbers() -> None:
    made = rows_of(table("a", "12 xe", "nhiều xe"))
    assert {extent(line)[0] for row in made.rows for line in lines(row)} == {PAD}


def test_numbers_of_a_column_marked_right_stand_under_each_other_beside_words() -> None:
    made = rows_of(table("a | b", "x | 9,58", "x | 10,1", "x | bỏ thi", align="lr"))
    first, second, out = (lines(row)[1] for row in made.rows)
    assert x_of(first, ",") == x_of(second, ",")
    assert extent(out)[1] == extent(first)[1] == WIDE - PAD


def test_the_mark_of_a_footnote_is_not_part_of_a_number() -> None:
    noted = text("12|1")
    noted = noted._replace(marks=(0, GLUED | NOTE))
    one = Table((text("a"),), ((noted,), (text("7"),)), ("left",))
    first, second = (lines(row)[0] for row in rows_of(one).rows)
    assert list(first.runs[0].spans())[-1][1] == extent(second)[1]


def test_numbers_wider_than_their_column_are_turned_over_like_words() -> None:
    made = rows_of(table("a", "1.250 aaa bbb ccc"), width=pt(60))
    assert [words(line) for line in lines(made.rows[0])] == ["1.250", "aaa", "bbb", "ccc"]


# -- rows -------------------------------------------------------------------------------------------------------------


def test_a_row_of_one_line_is_one_grid_line_high() -> None:
    made = rows_of(table("a | b", "aaa | bbb", "ccc | ddd"))
    assert made.head is not None
    assert [made.head.lines, *(row.lines for row in made.rows)] == [1, 1, 1]


def test_cells_are_turned_over_on_grid_lines() -> None:
    known = square(table={"leading": pt(10), "size": pt(8)})
    one = table("a | b", "aaa bbb ccc ddd eee fff | x", "x | y")
    (long, short) = rows_of(one, pt(100), known).rows
    assert long.lines == 1 + max(line.baseline for line in lines(long)) // GRID > 1
    assert {(line.baseline - known.drop) % GRID for line in (*lines(long), *lines(short))} == {0}
    assert short.lines == 1


def test_cells_begin_on_the_first_line_of_their_row_and_those_of_a_head_end_on_its_last() -> None:
    made = rows_of(table("aaa bbb ccc | x", "aaa bbb ccc | y"), pt(60))
    assert made.head is not None
    assert lines(made.head)[-1].baseline == lines(made.head)[-2].baseline > GRID
    assert lines(made.rows[0])[-1].baseline == lines(made.rows[0])[0].baseline < GRID


def test_a_table_in_one_piece_is_its_rows_on_each_other() -> None:
    known = square()
    solid = set_table(table("a", "b", "c"), pt(100), known, slot(), "a")
    assert solid.lines == 3
    assert [line.baseline // GRID for line in lines(solid)] == [0, 1, 2]


def test_a_head_is_repeated_as_furniture_whose_words_count_for_nothing() -> None:
    made = rows_of(table("aaa bbb | c", "1 | 2"))
    assert made.head is not None
    assert made.again is not None
    assert made.again.lines == made.head.lines
    assert [words(line) for line in lines(made.again)] == ["aaa bbb", "c"]
    assert [extent(line) for line in lines(made.again)] == [extent(line) for line in lines(made.head)]
    assert {line.role for line in lines(made.again)} == {"furniture"}
    assert [sum(map(words_in, lines(part))) for part in (made.head, made.again)] == [3, 0]


def test_repeated_heads_are_furniture_of_their_page() -> None:
    own = slot(columns=2, lines=6, head_span=0)
    rows = [f"{number} | x" for number in range(8)]
    made = composed(layout(template(own), lines=6), (planned("one", lead="a"),), article("a", table("n | y", *rows)))
    (page,) = made.pages
    assert [words(line) for line in page.furniture if isinstance(line, Line)] == ["n", "y"]
    told = [words(item) for item in page.items if isinstance(item, Line) and item.role == "table"]
    assert told == ["n", "y", *(cell for row in rows for cell in row.split(" | "))]
    assert made.codes == []


def test_a_table_without_a_head_has_none_to_repeat() -> None:
    made = rows_of(table(" | ", "a | b"))
    assert made.head is None
    assert made.again is None


# -- grounds and rules ------------------------------------------------------------------------------------------------


def test_rows_are_parted_by_rules_of_the_style() -> None:
    known = square(table={"rule": GREY}, table_head={"ground": RED})
    first, last = rows_of(table("a", "1", "2"), known=known).rows
    assert panels(first, GREY) == [(GRID - HAIRLINE, GRID)]
    assert panels(last, GREY) == []
    assert panels(last, RED) == [(GRID - CLOSING, GRID)]


def test_every_other_row_stands_on_the_ground_of_the_style() -> None:
    made = rows_of(table("a", "1", "2", "3", "4"), known=square(table={"ground": GREY}))
    assert [panels(row, GREY) for row in made.rows] == [[], [(0, GRID)], [], [(0, GRID)]]


def test_the_head_stands_on_its_ground_or_between_rules() -> None:
    one = table("aaa bbb | c", "1 | 2")
    assert panels(rows_of(one, known=square(table_head={"ground": RED})).head, RED) == [(0, GRID)]
    assert panels(rows_of(one).head, BLACK) == [(0, CLOSING), (GRID - HAIRLINE, GRID)]


def test_a_table_without_a_head_that_is_parted_has_a_rule_above_each_part() -> None:
    """The rule above a row lies where that below the row before it does."""
    made = rows_of(table("", "1", "2", "3"), known=square(table={"rule": GREY}, table_head={"ground": RED}))
    assert panels(made.rows[0], RED) == [(0, CLOSING)]
    assert panels(made.rows[1], GREY) == [(-HAIRLINE, 0), (GRID - HAIRLINE, GRID)]


# -- columns ----------------------------------------------------------------------------------------------------------


def column(wanted: float, least: float, weight: int = 100) -> Column:
    return Column("left", pt(wanted), pt(least), pt(least), weight, (), (), 0, 0, 0)


def test_columns_that_have_room_take_it_in_proportion() -> None:
    shares = share_width((column(12, 12), column(42, 42)), pt(140))
    assert shares.widths == (pt(32), pt(92))
    assert shares.lefts == (PAD, pt(40) + PAD)


def test_a_column_that_wants_little_is_not_turned_over_for_one_long_cell() -> None:
    made = rows_of(table("a | b", "aaa bbb | " + "ccc ddd " * 20, *["aaa bbb | x"] * 6), pt(200))
    assert [row.lines for row in made.rows[1:]] == [1] * 6


def test_white_between_columns_gives_way_before_cells_are_turned_over() -> None:
    shares = share_width((column(50, 10), column(50, 10)), pt(108))
    assert shares.widths == (pt(50), pt(50))


def test_width_that_turned_cells_leave_over_is_shared_among_all_columns() -> None:
    """Of two lines of "aaaaa bbbbb ccccc ddddd" the longer takes 102.5 pt, whatever more the column had."""
    made = rows_of(table("a | b", "aaaaa bbbbb ccccc ddddd | x", "aaa | x"), pt(200))
    assert [words(line) for line in lines(made.rows[0])] == ["aaaaa bbbbb", "ccccc ddddd", "x"]
    assert extent(lines(made.rows[0])[2])[0] < pt(190)


def test_words_that_stay_together_are_not_parted_while_there_is_room() -> None:
    made = rows_of(table("a | b", "x 68 năm | aaa bbb ccc ddd eee", "x | y"), pt(120))
    assert ["68 năm" in words(line) for line in lines(made.rows[0]) if "68" in words(line)] == [True]


def test_width_goes_where_it_takes_lines_off_the_rows() -> None:
    """One line of "aaa bbb" is 62.5 pt wide, as are two of "ccc ddd eee fff"."""
    made = rows_of(table("a | b", "aaa bbb | ccc ddd eee fff", "aaa bbb | g"), pt(141))
    assert [row.lines for row in made.rows] == [2, 1]


def test_a_table_wider_than_its_column_is_told_once_with_its_widths() -> None:
    known = square()
    one = table("aaaaaaaaaaaa | bbbbbbbb", "1 | 2")
    for _ in range(2):
        made = rows_of(one, pt(100), known)
    (problem,) = known.ledger.problems
    assert (problem.code, dict(problem.values)) == ("NL520", {"columns": "44 + 30", "needed": "73", "width": "35"})
    assert all(extent(line)[1] <= pt(100) for line in lines(made.head))


def test_very_many_columns_stay_inside_the_table() -> None:
    one = table("|".join("a" * 60), "|".join("1" * 60))
    for row in rows_of(one, pt(100)).rows:
        assert all(left >= 0 for left, _ in map(extent, lines(row)))


CELLS = st.sampled_from(["", "aaa", "aaa bbb ccc ddd", "12", "1.250,5", "98,5 %", "–", "a" * 14, "“bbb” 68 năm"])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=2, max_size=6)),
    st.integers(150, 400),
)
def test_no_word_of_a_table_is_lost_and_none_leaves_it(cells: list[tuple[str, ...]], width: int) -> None:
    one = Table(
        tuple(map(text, cells[0])), tuple(tuple(map(text, row)) for row in cells[1:]), ("left",) * len(cells[0])
    )
    made = rows_of(one, pt(width))
    parts = [*([made.head] if made.head else []), *made.rows]
    found = [line for part in parts for line in lines(part)]
    assert sum(map(words_in, found)) == sum(len(cell.split()) for row in cells for cell in row)
    for part in parts:
        for line in lines(part):
            assert extent(line)[1] <= pt(width) + HANGING
            assert 0 < line.baseline < part.lines * GRID


def test_a_line_that_its_cell_holds_since_its_comma_hangs_out_begins_at_the_edge_of_the_cell() -> None:
    """Moved to the right edge by its comma, it would begin before its cell."""
    broken = Text("articles/a.md", ("68", "Đảng", "năm,", "68"), (-1,) * 4, (-1,) * 4, (0, 0, 0, 8))
    wide = text("ủy khẳng-định ủy dựng")
    one = Table((broken, wide, wide), ((wide, wide, wide),), ("right", "right", "right"))
    for width in range(280, 340):
        made = rows_of(one, pt(width))
        assert min(extent(line)[0] for line in lines(made.head)) >= 0
