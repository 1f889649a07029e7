"""What a layout should not do."""

import pytest
from square_layout import book, layout, slot, style, template

from newsletter.check.design import contrast, judge_design
from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.model.artwork import Drawing
from newsletter.model.layout import Furniture, GridArea, Layout, PhotoPlace
from newsletter.units import pt

GREY = Cmyk(0, 0, 0, 300)


def codes(design: Layout) -> list[str]:
    return [problem.code for problem in judge_design(design, book())]


def with_style(name: str, **more: object) -> Layout:
    design = layout(template(slot(columns=1)))
    return design._replace(styles={**design.styles, name: style(name)._replace(**more)})  # type: ignore[arg-type]


def test_black_on_paper_is_the_greatest_contrast_and_equal_inks_have_none() -> None:
    assert contrast(BLACK, PAPER) == contrast(PAPER, BLACK) == pytest.approx(21)
    assert contrast(GREY, GREY) == 1


def test_type_under_seven_points_is_told() -> None:
    assert "NL470" in codes(with_style("credit", steps=(pt(6.5),), size=pt(6.5)))
    assert "NL470" not in codes(with_style("credit", steps=(pt(7),), size=pt(7)))


def test_faint_text_is_told_once_with_its_contrast() -> None:
    found = [one for one in judge_design(with_style("caption", colour=GREY), book()) if one.code == "NL471"]
    assert [dict(one.values)["style"] for one in found] == ["caption"]
    assert float(str(dict(found[0].values)["contrast"])) < 4.5


def test_text_is_judged_on_the_ground_of_its_slot_and_on_the_panel_under_it() -> None:
    for dark in (
        template(slot(columns=1, ground=BLACK)),
        template(slot(columns=1), furniture=(Furniture("panel", GridArea(0, 0, 12, 20), colour=BLACK),)),
    ):
        assert "NL471" in codes(layout(dark))
    assert "NL471" not in codes(layout(template(slot(columns=1))))


def test_justified_lines_of_a_few_letters_are_told() -> None:
    assert "NL472" in codes(with_style("body", align="justify"))
    assert "NL472" not in codes(with_style("body", align="left"))


def test_a_picture_under_half_a_column_is_told() -> None:
    def places(units: int) -> Layout:
        area = GridArea(0, 0, units, 5)
        wide = slot(columns=3, photos=(PhotoPlace("area", area=area),))._replace(columns=1)
        return layout(template(wide))

    assert "NL473" in codes(places(1))
    assert "NL473" not in codes(places(2))


def test_an_ornament_that_nothing_uses_is_a_note() -> None:
    design = layout(template(slot(columns=1)))._replace(ornaments={"star": Drawing(1, 1, ())})
    assert "NL474" in codes(design)
    assert "NL474" not in codes(design._replace(end_mark="star"))
