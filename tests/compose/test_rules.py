"""Rules and blocks of a layout: how thick, where."""

from typing import Any

import pytest
from square_issue import composed, planned, words
from square_layout import article, book, issue, kit, layout, slot, template, text

from newsletter.colour import BLACK, Cmyk
from newsletter.compose.furniture import extent, set_masthead, set_running
from newsletter.compose.kit import open_kit
from newsletter.compose.ledger import Ledger
from newsletter.geometry import Rect
from newsletter.model.article import Paragraph
from newsletter.model.layout import Furniture, GridArea
from newsletter.pages.items import Line, Panel
from newsletter.units import pt

RED = Cmyk(0, 1000, 1000, 0)


def ruled(**more: Any) -> tuple[Any, ...]:
    """The ground of a page whose slot begins at 64 pt."""
    design = layout(template(slot(line=2, lines=10, rule=RED, rule_weight=pt(3), **more)))
    return composed(design, (planned("one", lead="a"),), article("a", Paragraph(text("aaa")))).pages[0].ground


def test_a_rule_over_a_slot_keeps_clear_of_its_text() -> None:
    assert Panel(Rect(pt(30), pt(58), pt(350), pt(61)), RED) in ruled()


def test_a_rule_over_a_tint_lies_on_its_edge() -> None:
    assert Panel(Rect(pt(30), pt(61), pt(350), pt(64)), RED) in ruled(ground=BLACK)


def test_a_rule_of_the_page_is_as_thick_as_its_template_says() -> None:
    line = Furniture(kind="rule", area=GridArea(0, 5, 3, 1), colour=BLACK, weight=pt(2))
    page = composed(
        layout(template(slot(lines=4), furniture=(line,))),
        (planned("one", lead="a"),),
        article("a", Paragraph(text("aaa"))),
    ).pages[0]
    assert Panel(Rect(pt(30), pt(100), pt(350), pt(102)), BLACK) in page.ground


def folio(*, left: bool) -> tuple[Panel, Line, Rect]:
    box = Rect(pt(30), pt(40), pt(350), pt(280))
    design = layout(template(slot()), folio={"ground": RED})
    items = set_running(12, "", box, kit(design), left=left)
    block = next(item for item in items if isinstance(item, Panel) and item.colour == RED)
    number = next(item for item in items if isinstance(item, Line) and item.runs[0].text.pieces == ("12",))
    return block, number, box


def test_a_folio_on_a_ground_stands_in_a_block_flush_with_the_text() -> None:
    for left in (True, False):
        block, number, box = folio(left=left)
        assert (block.box.x0 == box.x0) if left else (block.box.x1 == box.x1)
        assert block.box.x0 < extent(number)[0] < extent(number)[1] < block.box.x1
        assert block.box.y0 < number.baseline < block.box.y1


@pytest.mark.parametrize("height", [90, 110, 150])
def test_a_nameplate_is_set_smaller_until_all_its_rows_stand_above_its_foot(height: int) -> None:
    steps = (pt(60), pt(40), pt(20))
    design = layout(template(slot()), masthead={"size": steps[0], "steps": steps})
    known = open_kit(
        issue(title=text("Nhịp"), organization=text("Khối"), occasion=text("Mừng")), design, book(), Ledger()
    )
    box = Rect(pt(30), pt(40), pt(350), pt(40 + height))
    made = [item for item in set_masthead(box, known) if isinstance(item, Line)]
    sizes = {words(line): line.runs[0].size for line in made}
    assert sizes["Nhịp"] == {90: pt(20), 110: pt(40), 150: pt(60)}[height]
    foot = box.y1 - pt(18)  # edition and date stand in a line and a half
    assert all(line.baseline < foot for line in made if words(line) in ("Khối", "Nhịp", "Mừng"))
