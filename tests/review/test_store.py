"""What an issue keeps of its reviews: small files that merge, and are read whatever stands in them."""

from pathlib import Path

import pytest

from newsletter.pdf.marks import Box
from newsletter.review.notes import Note, Place, Reply
from newsletter.review.store import Event, Shelf, event_file, note_file, read_shelf, set_status

NOTE = Note(
    "a1b2",
    "replace",
    3,
    "Chị Hà",
    "2022-10-12T08:00:00Z",
    Place("01-xa-luan", "articles/01-xa-luan.md", (12, 4), (12, 7), "khôi", "Đảng bộ ", " các cơ quan", line=14),
    "khối",
    "sửa dấu",
    (Box(1.5, 2.0, 30.25, 12.0),),
    ("caret", "strike-out"),
    (Reply("Anh Nam", "", "đúng", "Accepted"),),
)


def keep(folder: Path, *files: tuple[str, bytes]) -> None:
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def test_a_note_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    keep(tmp_path, note_file(NOTE))
    shelf = read_shelf(tmp_path)
    assert shelf.notes == (NOTE,)
    assert shelf.problems == ()


def test_a_note_stands_on_a_line_for_each_field_in_letters_that_people_read() -> None:
    lines = note_file(NOTE).content.decode().splitlines()
    assert note_file(NOTE).path == "review/notes/a1b2.json"
    assert '  "new_text": "khối",' in lines
    keys = [line.split('"')[1] for line in lines[1:-1]]
    assert keys == sorted(keys)
    assert "rivals" not in keys  # fields at their default change no file


def test_an_issue_without_reviews_has_an_empty_shelf(tmp_path: Path) -> None:
    assert read_shelf(tmp_path) == Shelf()


def test_the_last_event_of_a_note_is_its_status(tmp_path: Path) -> None:
    keep(tmp_path, note_file(NOTE))
    for status, when in (("accepted", "2022-10-13T09:00:00Z"), ("done", "2022-10-13T09:00:00Z")):
        event = set_status(read_shelf(tmp_path), "a1b2", status, "Nam", when)
        keep(tmp_path, event_file(event))
    shelf = read_shelf(tmp_path)
    assert [note.status for note in shelf.notes] == ["done"]
    assert [(event.number, event.by) for event in shelf.events] == [(1, "Nam"), (2, "Nam")]


def test_of_two_people_who_did_not_know_of_each_other_the_later_decides(tmp_path: Path) -> None:
    early = Event("a1b2", "accepted", 1, "Nam", "2022-10-13T09:00:00Z")
    late = Event("a1b2", "rejected", 1, "Hà", "2022-10-13T10:00:00Z")
    keep(tmp_path, note_file(NOTE), event_file(late), event_file(early))
    assert event_file(late).path != event_file(early).path
    assert [note.status for note in read_shelf(tmp_path).notes] == ["rejected"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"id": "a1b2"}',
        b'{"id": "a1b2", "intent": "sing", "page": 1, "author": ""}',
        b'{"id": "a1b2", "intent": "comment", "page": true, "author": ""}',
        b'{"id": "a1b2", "intent": "comment", "page": 1, "author": "", "place": 3}',
        b'{"id": "a1b2", "intent": "comment", "page": 1, "author": "", "boxes": [[1, 2]]}',
        b'{"id": "a1b2", "intent": "comment", "page": 1, "author": "", "more": 1}',
        b'{"id": "other", "intent": "comment", "page": 1, "author": ""}',
        b"[" * 100_000,
        b'{"id": "a1b2",\n<<<<<<< HEAD\n"page": 1}',
    ],
)
def test_a_damaged_file_is_told_and_costs_no_other_note(tmp_path: Path, content: bytes) -> None:
    keep(tmp_path, note_file(NOTE._replace(id="good")), ("review/notes/a1b2.json", content))
    shelf = read_shelf(tmp_path)
    assert [note.id for note in shelf.notes] == ["good"]
    assert shelf.damaged == {"review/notes/a1b2.json"}
    assert [problem.code for problem in shelf.problems] == ["NL766"]


def test_a_link_out_of_the_issue_is_not_followed(tmp_path: Path) -> None:
    keep(tmp_path, ("secret.json", note_file(NOTE).content))
    (tmp_path / "issue/review/notes").mkdir(parents=True)
    (tmp_path / "issue/review/notes/a1b2.json").symlink_to(tmp_path / "secret.json")
    assert [problem.code for problem in read_shelf(tmp_path / "issue").problems] == ["NL766"]
