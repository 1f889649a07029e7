"""Proofs marked by programs that reviewers have: nothing that they wrote is missed, and every mark means what it meant."""

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from review.clients import (
    SAMPLE,
    Mark,
    annotations,
    built,
    by_poppler,
    by_pypdf,
    has_poppler,
    make_proof,
    plan,
    said,
    sources,
    without_map,
)
from review.odd_files import FILES

from newsletter.review.notes import Note, Reading
from newsletter.review.proofs import proof_file, read_proofs
from newsletter.review.read import read_proof

RETURNED = Path(__file__).with_name("returned")


class Sent(NamedTuple):
    proof: bytes
    marks: list[Mark]
    sources: Mapping[str, str]

    def read(self, back: bytes) -> Reading:
        return read_proof(back, "về.pdf", self.sources, ())


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("sent")
    proof = make_proof(folder)
    return Sent(proof, plan(proof), sources(folder / "issue"))


def remark(note: Note) -> str:
    return note.comment or note.new_text


def wrong(reading: Reading, marks: Sequence[Mark]) -> list[tuple[Mark, Note]]:
    """Marks that were tied to other characters of the sources than those that they stand on; every one has its note."""
    notes = {remark(note): note for note in reading.notes}
    assert sorted(map(remark, reading.notes)) == sorted(map(said, marks))
    return [(mark, notes[said(mark)]) for mark in marks if not _is_right(mark, notes[said(mark)])]


def _is_right(mark: Mark, note: Note) -> bool:
    place = note.place
    if place is None or (place.file, place.start, place.quote) != (mark.file, mark.start, mark.quote):
        return False
    return mark.what == "caret" or place.end == mark.end


def adds_up(reading: Reading, back: bytes) -> bool:
    counted = reading.used + reading.states + sum(count for _, count in reading.skipped)
    return reading.annotations == counted == annotations(back)


def test_the_plan_marks_words_phrases_parts_lines_and_gaps(sent: Sent) -> None:
    assert {mark.what for mark in sent.marks} == {"word", "phrase", "part", "lines", "line", "caret"}
    assert len(sent.marks) > 100


@pytest.mark.parametrize("taller", [0.0, 2.0])
def test_marks_of_pypdf_are_tied_to_their_very_characters(sent: Sent, taller: float) -> None:
    back = by_pypdf(sent.proof, sent.marks, taller=taller)
    reading = sent.read(back)
    assert not wrong(reading, sent.marks)
    assert adds_up(reading, back)


@pytest.mark.skipif(not has_poppler(), reason="no poppler-glib with GObject introspection here")
def test_marks_of_poppler_are_tied_to_their_very_characters(sent: Sent, tmp_path: Path) -> None:
    marks = [mark for mark in sent.marks if mark.what != "caret"]
    back, selected = by_poppler(sent.proof, marks, tmp_path)
    reading = sent.read(back)
    words = dict(zip(map(said, marks), selected, strict=True))  # where the mouse took others than were planned
    other = [note for _, note in wrong(reading, marks) if not note.place or note.place.quote != words[remark(note)]]
    assert len(other) <= 1  # its boxes of the masthead reach into each other
    assert adds_up(reading, back)


@pytest.mark.parametrize("shape", FILES)
def test_marks_mean_the_same_in_whatever_shape_a_file_comes_back(sent: Sent, shape: str) -> None:
    assert not wrong(sent.read(FILES[shape](by_pypdf(sent.proof, sent.marks))), sent.marks)


def test_without_its_map_words_are_found_by_themselves(sent: Sent) -> None:
    marks = [mark for mark in sent.marks if mark.what != "caret"]
    reading = sent.read(without_map(by_pypdf(sent.proof, marks)))
    assert len(wrong(reading, marks)) <= len(marks) * 0.02
    assert all(note.place is None or note.place.method != "map" for note in reading.notes)


@pytest.mark.parametrize("name", ["pdfjs", "poppler"])
def test_marks_of_a_recorded_program_mean_what_was_selected(name: str) -> None:
    """One letter of a word is another in each: the text of the browser lies not quite on that of the page."""
    truth = {mark["contents"]: mark["quote"] for mark in json.loads((RETURNED / f"{name}.json").read_text("utf-8"))}
    back = (RETURNED / f"{name}.pdf").read_bytes()
    reading = read_proof(back, "về.pdf", {}, ())
    assert sorted(map(remark, reading.notes)) == sorted(truth)
    assert adds_up(reading, back)
    other = [note for note in reading.notes if note.place is None or note.place.quote != truth[remark(note)]]
    assert len(other) <= 1


def test_strokes_of_xournal_are_tied_to_the_words_that_they_run_through_over_and_under(tmp_path: Path) -> None:
    """It writes every page anew, and leaves no map, no /ID and no annotation: the code printed on the pages names the
    proof."""
    truth, reading = of_the_kept_proof("xournal", tmp_path)
    found = [
        (note.page, note.comment, note.place.quote if note.place and not note.comment else "") for note in reading.notes
    ]
    assert sorted(found) == sorted((mark["page"], mark["written"], mark["quote"]) for mark in truth)


def test_marks_of_okular_mean_the_very_words_that_it_selected(tmp_path: Path) -> None:
    """It adds to the very bytes of the proof; one selection in a masthead took the line above along."""
    truth, reading = of_the_kept_proof("okular", tmp_path)
    found = [(note.page, note.kinds[0], note.place.quote if note.place else "") for note in reading.notes]
    assert sorted(found) == sorted((mark["page"], mark["kind"], mark["quote"]) for mark in truth)
    assert all(note.place and note.place.method == "map" for note in reading.notes)


def test_notes_of_libreoffice_are_tied_to_the_lines_that_they_point_at(tmp_path: Path) -> None:
    """It sets every page anew too, letter by letter, and keeps no /ID."""
    truth, reading = of_the_kept_proof("libreoffice", tmp_path)
    assert {(note.kinds, note.author) for note in reading.notes} == {(("note",), "Lê Thị Mai")}
    lines = {note.comment: note.place.quote for note in reading.notes if note.place}
    assert len(lines) == len(truth)
    assert [mark["quote"] for mark in truth if mark["quote"] not in lines[mark["written"]]] == []


def of_the_kept_proof(name: str, folder: Path) -> tuple[list[dict[str, str]], Reading]:
    """What was marked, and what is read, of a file that is known by the code on its pages alone."""
    truth = json.loads((RETURNED / f"{name}.json").read_text("utf-8"))
    proof_file(folder, 1).parent.mkdir(parents=True)
    proof_file(folder, 1).write_bytes((RETURNED / "sent.json").read_bytes())
    (kept,) = read_proofs(folder).value or ()
    reading = read_proof((RETURNED / f"{name}.pdf").read_bytes(), "về.pdf", {}, (kept,))
    assert (reading.proof, reading.problems) == (kept.code, ())
    return truth, reading


def test_a_proof_of_sixteen_pages_is_read_in_no_time(tmp_path: Path) -> None:
    """Ten of them with 200 notes are to take less than 5 s on two processors, programs started and all
    (benchmarks/reviews.py); one has twice its share here."""
    proof = built(SAMPLE, tmp_path / "proof.pdf")
    marks = plan(proof, every=40)
    back = by_pypdf(proof, marks)
    texts = sources(SAMPLE)
    begun = time.process_time()
    reading = read_proof(back, "về.pdf", texts, ())
    assert time.process_time() - begun < 2
    assert len(marks) >= 20
    assert not wrong(reading, marks)
