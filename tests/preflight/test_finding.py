"""Findings: grouped, counted, worst first, bounded."""

from press_values import SHEET, area, text

from newsletter.geometry import Rect
from newsletter.pdf.marks import At, Box
from newsletter.pdf.objects import Name
from newsletter.preflight.finding import MOST_OF_A_CODE, MOST_PLACES, Finding, Sighting, gather, seen
from newsletter.preflight.table import Yardstick


def gathered(*sightings: Sighting) -> tuple[Finding, ...]:
    return gather(sightings, Yardstick(), {1: SHEET})


def value(finding: Finding, name: str) -> object:
    return dict(finding.problem.values)[name]


def test_what_repeats_on_a_page_is_one_finding_with_a_count_and_its_first_places() -> None:
    marks = [text(size=4, box=Box(100, 100 + 10 * row, 120, 105 + 10 * row)) for row in range(9)]
    (finding,) = gathered(*(seen("NL867", mark, 4.0, 5) for mark in marks))
    assert finding.times == 9
    assert value(finding, "count") == 9
    assert len(finding.places) == MOST_PLACES


def test_the_worst_stands_for_all() -> None:
    sizes = (4.5, 2.0, 4.0)
    (finding,) = gathered(*(seen("NL867", text(), size, 5) for size in sizes))
    assert value(finding, "value") == 2.0


def test_the_place_of_the_worst_is_among_the_places_shown() -> None:
    boxes = [Box(100, 100 + 10 * row, 120, 105 + 10 * row) for row in range(9)]
    (finding,) = gathered(*(seen("NL867", text(box=box), 4.0 - row * 0.1, 5) for row, box in enumerate(boxes)))
    assert finding.places[0] == finding.problem.spot
    assert value(finding, "value") == 3.2


def test_names_of_any_length_are_shown_short() -> None:
    (finding,) = gathered(Sighting("NL842", 1, topic="x" * 10_000, value="x" * 10_000))
    assert len(str(value(finding, "value"))) == 200


def test_a_place_near_the_edge_has_no_minus_nought() -> None:
    (finding,) = gathered(Sighting("NL843", 1, Box(49.9, 430, 60, 450.1)))
    assert value(finding, "at") == "x 0 mm, y 0 mm"


def test_pages_are_told_apart_and_topics_are_not() -> None:
    marks = [area(at=At(page)) for page in (1, 2, 3)]
    assert len(gathered(*(seen("NL840", mark) for mark in marks))) == 3
    (finding,) = gathered(*(seen("NL842", mark, "Gold", topic="Gold") for mark in marks))
    assert [place.page for place in finding.places] == [1, 2, 3]


def test_places_are_measured_from_the_top_left_of_the_trim_downwards() -> None:
    (finding,) = gathered(Sighting("NL843", 1, Box(50, 430, 60, 440)))
    assert finding.problem.spot is not None
    assert finding.problem.spot.box == Rect(0, 10_000, 10_000, 20_000)
    assert value(finding, "at") == "x 0 mm, y 4 mm"


def test_names_of_pdf_become_plain_words_that_cross_from_process_to_process() -> None:
    name = Name("JavaScript")
    (finding,) = gathered(Sighting("NL818", topic=name, value=name, object=name))
    assert {type(value(finding, key)) for key in ("object", "topic", "value")} == {str}


def test_rules_of_another_standard_are_passed_over() -> None:
    assert gathered(Sighting("NL846", 1)) == ()


def test_a_file_with_faults_on_every_page_gives_a_report_of_bounded_length() -> None:
    found = gathered(*(Sighting("NL830", page) for page in range(1, 1001)))
    assert len(found) == MOST_OF_A_CODE + 1
    (rest,) = [finding for finding in found if finding.problem.code == "NL899"]
    assert dict(rest.problem.values) == {"topic": "NL830", "count": 1000 - MOST_OF_A_CODE}


def test_findings_come_in_the_order_of_pages_and_codes() -> None:
    found = gathered(Sighting("NL830", 2), Sighting("NL840", 1), Sighting("NL830", 1), Sighting("NL806"))
    order = [(finding.problem.spot.page if finding.problem.spot else 0, finding.problem.code) for finding in found]
    assert order == [(0, "NL806"), (1, "NL830"), (1, "NL840"), (2, "NL830")]
