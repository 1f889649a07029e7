"""Notes as JSON: every field by its name, in the order of the lists."""

import json

from review.formats.some_notes import DELETE, REPLACE

from newsletter.review.formats.json_text import as_json
from newsletter.review.formats.listing import Listing
from newsletter.review.notes import Note


def test_a_program_reads_every_field() -> None:
    told = json.loads(as_json([DELETE, REPLACE], Listing(title="2022-10")))
    assert (told["format"], told["issue"]) == ("newsletter-notes/1", "2022-10")
    first = told["notes"][0]
    assert set(first) == set(Note._fields)
    assert first["place"]["start"] == [12, 8]
    assert first["boxes"] == [[100.0, 500.0, 124.0, 512.0]]
    assert first["replies"][0]["author"] == "Trần Văn Bình"


def test_a_note_without_a_place_has_none() -> None:
    assert "place" not in json.loads(as_json([REPLACE._replace(place=None)], Listing()))["notes"][0]


def test_letters_that_no_file_can_hold_become_escapes() -> None:
    text = as_json([REPLACE._replace(comment="\ud800")], Listing())
    assert json.loads(text)["notes"][0]["comment"] == "\ud800"
    text.encode()
