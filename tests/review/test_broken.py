"""Returned files that are broken or hostile come to notes or to a problem, in little time, and never to an error of ours."""

import time
from pathlib import Path

import pytest
from review.broken import broken
from small_pdf import one_page

from newsletter.review.notes import Reading
from newsletter.review.read import read_apart, read_proof

RETURNED = Path(__file__).with_name("returned")
BACK = (RETURNED / "pdfjs.pdf").read_bytes()


def adds_up(reading: Reading) -> bool:
    return reading.annotations == reading.used + reading.states + sum(count for _, count in reading.skipped)


@pytest.mark.parametrize("seed", range(24))
def test_a_broken_file_is_read_as_far_as_it_goes(seed: int) -> None:
    begun = time.process_time()
    reading = read_proof(broken(BACK, seed), "về.pdf", {}, ())
    assert time.process_time() - begun < 20
    assert adds_up(reading)
    assert reading.notes or reading.problems or reading.annotations == 0


def test_where_drawn_strokes_cannot_be_looked_for_the_annotations_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that paints no end of things; its note is on it all the same."""
    note = b"<</Type/Annot/Subtype/Text/Rect[20 20 40 40]/Contents(xem lai)/T(Mai)>>"
    content = one_page(b"0 0 9 9 re f " * 300_000, more={10: note}, page=b"/Annots[10 0 R]")
    monkeypatch.setattr("newsletter.review.read.SECONDS", 1.0)
    monkeypatch.setattr("newsletter.review.read.SECONDS_AGAIN", 60.0)  # a busy machine is not what is tried
    reading = read_apart(content, "về.pdf", {}, ())
    assert [(one.comment, one.author) for one in reading.notes] == [("xem lai", "Mai")]
    assert {problem.code for problem in reading.problems} == {"NL754", "NL762"}
    assert adds_up(reading)


@pytest.mark.parametrize("seed", [1, 2])
def test_apart_it_comes_to_the_same(seed: int) -> None:
    content = broken(BACK, seed)
    assert read_apart(content, "về.pdf", {}, ()) == read_proof(content, "về.pdf", {}, ())
