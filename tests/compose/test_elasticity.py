"""Elasticity of a story: its least, natural and greatest number of lines, over all of its slots.

Three words of three letters fill a line, and square type offers no other number of lines: what is set and what is over
add up to the one number there is.
"""

from typing import Any

import pytest
from square_issue import composed, planned
from square_layout import article, layout, slot, template, text

from newsletter.model.article import Box, Paragraph, Table
from newsletter.model.layout import Layout

LINE = "aaa bbb ccc "


def para(lines: int) -> Paragraph:
    return Paragraph(text(LINE * lines))


ROWS = Table((text("a"), text("b")), ((text("xx"), text("yy")),) * 12, ("left", "left"))
ONE = layout(template(slot(lines=8)))
LOW = layout(template(slot(lines=6)))
THREADED = layout(template(slot(lines=8), slot("b", line=10, lines=10, columns=1, head_span=1)))
BANDS = layout(template(slot("lead", many=True, bands=True, lines=10)))
COLUMNS = layout(template(slot("lead", many=True, lines=10)))


@pytest.mark.parametrize(
    ("design", "plan", "blocks", "lines"),
    [
        (ONE, {"lead": "a"}, (para(6), para(6)), 12),
        (ONE, {"lead": "a"}, (para(16), para(16)), 32),
        (ONE, {"lead": "a"}, (para(3), Box(None, (para(2),)), para(3)), None),
        (LOW, {"lead": "a"}, (ROWS,), 13),
        (THREADED, {"lead": "a", "b": "+a"}, (para(16), para(12)), 28),
        (BANDS, {"lead": ["a"], "repeat": True}, (para(30), para(12)), 42),
        (BANDS, {"lead": ["a"]}, (para(30), para(12)), 42),
        (COLUMNS, {"lead": ["a"]}, (para(30), para(12)), 42),
    ],
)
def test_lines_that_are_set_and_lines_that_are_over_are_what_a_story_comes_to(
    design: Layout, plan: dict[str, Any], blocks: tuple[Any, ...], lines: int | None
) -> None:
    fit = composed(design, (planned("one", **plan),), article("a", *blocks)).fit("a")
    assert fit.elasticity == (fit.lines + fit.overset_lines,) * 3
    assert lines is None or fit.elasticity[1] == lines


def test_a_story_of_a_river_that_was_not_begun_is_counted_whole() -> None:
    made = composed(BANDS, (planned("one", lead=["a", "b"]),), article("a", para(40)), article("b", para(20)))
    assert made.fit("b").elasticity == (20, 20, 20)
    assert made.fit("b").overset_lines == 20


def test_a_story_that_goes_on_in_wider_columns_counts_each_part_in_its_own() -> None:
    """Three words a line in a column of 100 pt, nine in one of 320 pt."""
    wide = slot("b", line=10, lines=10, columns=3, head_span=1)._replace(columns=1)
    design = layout(template(slot(lines=8, columns=1, head_span=1), wide))
    fit = composed(design, (planned("one", lead="a", b="+a"),), article("a", para(20))).fit("a")
    assert fit.overset_lines == 0
    assert fit.elasticity[1] == fit.lines < 20
