"""The source map: each set line, where it stands and where it was written."""

import json
from typing import Any

from square_pages import line, page, picture, text

from newsletter.geometry import Size
from newsletter.model.article import unplaced
from newsletter.pages.items import Line, Page
from newsletter.pages.source_map import page_map, source_map
from newsletter.source import LineIndex
from newsletter.units import pt

TRIM = Size(pt(400), pt(600))
LINES = {"articles/a.md": LineIndex.of("0123456789\nabc de|f gh\n")}


def entries(made: Page, *, proof: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page_map(made, TRIM, LINES, proof=proof))
    return found


def only_line(made: Line) -> dict[str, Any]:
    found: dict[str, Any] = entries(page(made))["lines"][0]
    return found


def test_a_line_tells_where_its_first_and_last_letter_were_written() -> None:
    found = only_line(line(text("abc de", start=11), y=30))
    assert (found["file"], found["start"], found["end"]) == ("articles/a.md", [2, 1], [2, 6])


def test_the_box_spans_the_advances_and_the_line_slot() -> None:
    found = only_line(line(text("abc de", start=11), x=5, y=30))
    assert found["box"] == [5, 20, 65, 32]
    assert found["baseline"] == 30


def test_words_have_edges_place_and_length() -> None:
    found = only_line(line(text("abc de", start=11), space=20))
    assert found["words"] == [[0, 30, 2, 1, 3], [50, 70, 2, 5, 2]]


def test_a_change_of_style_inside_a_word_leaves_one_word_with_its_markup() -> None:
    found = only_line(line(text("abc de|f gh", start=11)))
    assert found["text"] == "abc def gh"
    assert found["words"][1] == [40, 70, 2, 5, 4]


def test_a_ragged_line_has_no_gap_and_a_justified_one_has() -> None:
    assert "gap" not in only_line(line("abc de"))
    assert only_line(line("abc de", gap=1.2))["gap"] == 1.2


def test_a_line_of_our_own_names_no_story_and_no_place() -> None:
    found = only_line(line(unplaced("Xem tiếp trang 4"), story="", frame="", role="jump"))
    assert found["text"] == "Xem tiếp trang 4"
    assert {"story", "file", "start", "end", "frame"}.isdisjoint(found)
    assert found["words"] == []


def test_a_label_before_a_sourced_text_is_shown_but_has_no_place() -> None:
    label, item = line(unplaced("–")), line(text("abc de", start=11), x=20)
    found = only_line(label._replace(runs=label.runs + item.runs))
    assert found["text"] == "– abc de"
    assert found["start"] == [2, 1]
    assert len(found["words"]) == 2


def test_the_text_is_as_shown_capitals_included() -> None:
    shown = line(text("abc", start=11))
    run = shown.runs[0]
    capitals = run._replace(shapes=(run.shapes[0]._replace(text="ABC"),))
    assert only_line(shown._replace(runs=(capitals,)))["text"] == "ABC"


def test_marks_of_the_proof_are_mapped_on_proofs_alone() -> None:
    made = page(line("abc"), marks=(line("12", role="furniture"),))
    assert len(entries(made)["lines"]) == 1
    assert len(entries(made, proof=True)["lines"]) == 2


def test_reading_order_comes_before_furniture() -> None:
    made = page(line("abc"), furniture=(line("1", role="furniture"),))
    assert [found["role"] for found in entries(made)["lines"]] == ["body", "furniture"]


def test_ppi_counts_the_pixels_that_are_shown_along_the_poorer_axis() -> None:
    assert picture((0, 0, 72, 36)).ppi == 1000
    assert picture((0, 0, 72, 36), crop=(0.25, 0, 0.75, 1)).ppi == 500
    assert picture((0, 0, 72, 72)).ppi == 500


def test_photos_are_listed_with_box_and_ppi_and_the_part_that_is_shown() -> None:
    found = entries(page(picture((10, 20, 82, 56))))["photos"]
    assert found == [{"story": "a", "file": "photos/a.jpg", "box": [10, 20, 82, 56], "ppi": 1000, "crop": [0, 0, 1, 1]}]


def test_the_map_puts_pages_in_order_however_they_came() -> None:
    maps = [(number, page_map(page(line("abc"), number=number), TRIM, LINES, proof=False)) for number in (2, 1)]
    whole = json.loads(source_map(maps, issue="so-1", fingerprint="sha256:f", files=[("issue.yaml", "sha256:0")]))
    assert [made["number"] for made in whole["pages"]] == [1, 2]
    assert whole["format"] == "newsletter-map/1"
    assert whole["unit"] == "pt"
    assert whole["files"] == {"issue.yaml": "sha256:0"}
    assert whole["pages"][0]["trim"] == [400, 600]
