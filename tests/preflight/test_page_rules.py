"""Boxes, sizes, turns and number of pages."""

import pytest
from press_values import BLEED, BOXES, MEDIA, TRIM, document, page

from newsletter.pdf.document import Boxes, Document
from newsletter.pdf.marks import Box
from newsletter.preflight.finding import Sighting, Subject
from newsletter.preflight.page_rules import RULES
from newsletter.preflight.table import Yardstick


def found(file: Document) -> list[Sighting]:
    return [one for rule in RULES for one in rule(Subject(file, Yardstick()))]


def codes(boxes: Boxes) -> list[str]:
    return [one.code for one in found(document(page(1, boxes)))]


def test_good_boxes_are_passed() -> None:
    assert codes(BOXES) == []
    assert codes(BOXES._replace(crop=MEDIA)) == []


def test_a_page_without_trim_box_is_a_fault_and_an_art_box_stands_in_for_it() -> None:
    assert codes(BOXES._replace(trim=None)) == ["NL830"]
    assert codes(BOXES._replace(trim=None, art=TRIM)) == []


def test_trim_box_and_art_box_together_are_a_fault() -> None:
    assert codes(BOXES._replace(art=TRIM)) == ["NL831"]


def test_boxes_lie_in_each_other() -> None:
    assert codes(BOXES._replace(bleed=Box(-10, 40, 360, 460))) == ["NL832"]
    outside = found(document(page(1, BOXES._replace(trim=Box(50, 50, 365, 450)))))
    assert (outside[0].code, outside[0].value, outside[0].limit) == ("NL832", "TrimBox", "BleedBox")


def test_boxes_may_miss_each_other_by_a_rounding() -> None:
    assert codes(BOXES._replace(bleed=Box(0, 0, 400.01, 500.004))) == []


def test_a_crop_box_of_its_own_is_a_fault() -> None:
    assert codes(BOXES._replace(crop=BLEED)) == ["NL833"]


def test_a_unit_of_its_own_is_a_fault() -> None:
    assert [one.code for one in found(document(page()._replace(user_unit=2.0)))] == ["NL834"]


@pytest.mark.parametrize("bleed", [None, TRIM, Box(45, 45, 355, 455), Box(40, 40, 360, 450)])
def test_bleed_short_on_one_side_is_too_little(bleed: Box | None) -> None:
    assert codes(BOXES._replace(bleed=bleed)) == ["NL835"]


def test_three_millimetres_of_bleed_are_enough() -> None:
    edge = 3 * 72 / 25.4
    assert codes(BOXES._replace(bleed=Box(50 - edge, 50 - edge, 350 + edge, 450 + edge))) == []


def test_the_page_of_another_size_is_named_and_not_the_others() -> None:
    other = BOXES._replace(trim=Box(50, 50, 350, 440))
    (one,) = found(document(page(1), page(2, other), page(3), page(4)))
    assert (one.code, one.page) == ("NL836", 2)
    assert (one.value, one.limit) == ("105.8 x 137.6 mm", "105.8 x 141.1 mm")


def test_a_turned_page_is_named() -> None:
    (one,) = found(document(page()._replace(rotate=90)))
    assert (one.code, one.value) == ("NL837", 90)


def test_pages_that_make_no_whole_sheets_are_noted_but_a_leaf_is_a_leaf() -> None:
    def noted(count: int) -> list[str]:
        return [one.code for one in found(document(*(page(number) for number in range(1, count + 1))))]

    assert [count for count in range(1, 13) if noted(count) == ["NL839"]] == [3, 5, 6, 7, 9, 10, 11]
