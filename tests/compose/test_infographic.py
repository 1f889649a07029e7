"""Figures and charts in a sidebar: drawn to scale, text on the grid, no word lost."""

import pytest
from square_layout import kit, layout, slot, template, text

from newsletter.compose.infographic import fits_points, is_chartable, set_bars, set_figure, set_points, value_of
from newsletter.compose.inserts import set_box
from newsletter.compose.kit import Kit
from newsletter.model.article import BOLD, Box, ListItem, Table, Text
from newsletter.pages.items import Artwork, Item, Line, Panel
from newsletter.units import pt

WIDE = pt(300)
SLOT = slot(columns=1)


def desk() -> Kit:
    return kit(layout(template(SLOT)))


def table(*rows: tuple[str, str], head: tuple[str, str] = ("aa", "bb")) -> Table:
    return Table(
        (text(head[0]), text(head[1])), tuple((text(name), text(number)) for name, number in rows), ("left", "right")
    )


def shown(items: tuple[Item, ...]) -> list[str]:
    lines = [item for item in items if isinstance(item, Line)]
    return [shape.text for line in lines for run in line.runs for shape in run.shapes]


def bars(*rows: tuple[str, str]) -> list[Panel]:
    return [item for item in set_bars(table(*rows), WIDE, desk(), SLOT, "a").items if isinstance(item, Panel)]


@pytest.mark.parametrize(
    ("written", "value"),
    [("6", 6), ("1.250", 1250), ("98,5 %", 98.5), ("1.250.000 đồng", 1_250_000), ("+3", 3), ("abc", None), ("", None)],
)
def test_numbers_are_read_as_vietnamese_writes_them(written: str, value: float | None) -> None:
    assert value_of(text(written)) == value


def test_bars_are_as_long_as_their_numbers_say_and_stand_on_their_grid_lines() -> None:
    one, two, three = bars(("aa", "10"), ("bb", "5"), ("cc", "2,5"))
    assert one.box.width == 2 * two.box.width == 4 * three.box.width
    assert one.box.x0 == two.box.x0 == three.box.x0
    assert two.box.y1 - one.box.y1 == three.box.y1 - two.box.y1 == pt(12)


def test_a_bar_and_its_number_stay_within_the_width() -> None:
    made = set_bars(table(("aaaa bbbb", "1000"), ("b", "1")), WIDE, desk(), SLOT, "a")
    rights = [right for item in made.items if isinstance(item, Line) for run in item.runs for _, right in run.spans()]
    assert max(rights) <= WIDE


def test_nothing_has_no_bar_but_its_number() -> None:
    made = set_bars(table(("aa", "0"), ("bb", "4")), WIDE, desk(), SLOT, "a")
    assert len([item for item in made.items if isinstance(item, Panel)]) == 1
    assert "0" in shown(made.items)


@pytest.mark.parametrize("draw", [set_bars, set_points])
def test_every_word_of_a_table_is_shown_once(draw: object) -> None:
    made = draw(table(("aa", "1"), ("bb", "2"), head=("cc", "dd")), WIDE, desk(), SLOT, "a")  # type: ignore[operator]
    assert sorted(shown(made.items)) == ["1", "2", "aa", "bb", "cc", "dd"]


def test_points_rise_with_their_numbers_and_are_joined() -> None:
    made = set_points(table(("aa", "1"), ("bb", "3"), ("cc", "2")), WIDE, desk(), SLOT, "a")
    (art,) = [item for item in made.items if isinstance(item, Artwork)]
    line = art.drawing.paths[0]
    assert [operator for operator, _ in line.segments] == ["m", "l", "l"]
    low, high, middle = (point[1] for _, point in line.segments)
    assert high < middle < low
    assert low - high == pytest.approx(2 * (low - middle), abs=2)


def test_long_names_are_no_line_of_points() -> None:
    short, long = table(("aa", "1"), ("bb", "2")), table(("a" * 30, "1"), ("bb", "2"))
    assert fits_points(short, WIDE, desk(), SLOT)
    assert not fits_points(long, WIDE, desk(), SLOT)


def test_a_figure_is_larger_than_what_it_counts_and_stands_above_it() -> None:
    words = Text("articles/a.md", ("68", "aa"), (-1, -1), (-1, -1), (BOLD, 0))
    made = set_figure(ListItem(words, "–", 0), WIDE, desk(), SLOT, "a")
    number, label = (item for item in made.items if isinstance(item, Line))
    assert number.runs[0].size > 1.5 * label.runs[0].size
    assert number.baseline < label.baseline
    assert {line.baseline % pt(12) for line in (number, label)} == {number.baseline % pt(12)}


def test_a_table_that_is_no_chart_is_set_as_a_table_and_told() -> None:
    here = desk()
    wrong = table(("aa", "nhiều"), ("bb", "2"))
    assert not is_chartable(wrong)
    solid = set_box(Box(None, (wrong,), "chart"), WIDE, here, SLOT, "a")
    assert "nhiều" in shown(solid.items)
    assert [problem.code for problem in here.ledger.problems] == ["NL560"]


def test_a_box_holds_title_and_chart_on_whole_lines() -> None:
    here = desk()
    solid = set_box(Box(text("Tên"), (table(("aa", "1"), ("bb", "2")),), "chart"), WIDE, here, SLOT, "a")
    assert here.ledger.problems == []
    assert sorted(shown(solid.items)) == ["1", "2", "Tên", "aa", "aa", "bb", "bb"]
