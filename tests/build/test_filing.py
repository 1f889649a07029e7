"""What reviews keep goes to its place: all or nothing new, nothing touched that stands."""

import shutil
import subprocess
from pathlib import Path

import pytest

from newsletter.build.filing import file_away
from newsletter.review.notes import Note
from newsletter.review.store import Event, File, event_file, note_file, read_shelf


def put(folder: Path, *files: File) -> list[str]:
    return [problem.code for problem in file_away(folder, files, lambda _: None)]


def test_files_stand_in_folders_of_their_own(tmp_path: Path) -> None:
    assert put(tmp_path, File("review/notes/a.json", b"1"), File("review/events/b.json", b"2")) == []
    assert sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")) == [
        "review/events/b.json",
        "review/notes/a.json",
    ]


def test_what_stands_as_it_should_is_not_written_again(tmp_path: Path) -> None:
    put(tmp_path, File("review/notes/a.json", b"1"))
    before = (tmp_path / "review/notes/a.json").stat().st_ino
    put(tmp_path, File("review/notes/a.json", b"1"), File("review/notes/b.json", b"2"))
    assert (tmp_path / "review/notes/a.json").stat().st_ino == before


def test_where_one_file_has_no_place_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "review/notes/b.json").mkdir(parents=True)
    assert put(tmp_path, File("review/notes/a.json", b"1"), File("review/notes/b.json", b"2")) == ["NL904"]
    assert [file.name for file in (tmp_path / "review/notes").iterdir()] == ["b.json"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "review").write_bytes(b"")
    assert put(tmp_path, File("review/notes/a.json", b"1")) == ["NL904"]


def test_what_two_people_decided_on_two_branches_merges_in_git(tmp_path: Path) -> None:
    program = shutil.which("git")
    if program is None:
        pytest.skip("no git here")

    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run([program or "", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def keep(*files: File) -> None:
        put(tmp_path, *files)
        git("add", "-A")
        git("commit", "-q", "-m", "kept")

    git("init", "-q", "-b", "first")
    keep(note_file(Note("n1", "comment", 1, "Hà")))
    git("branch", "second")
    keep(
        event_file(Event("n1", "accepted", 1, "Nam", "2022-10-13T09:00:00Z")),
        note_file(Note("n2", "comment", 2, "Nam")),
    )
    git("checkout", "-q", "second")
    keep(
        event_file(Event("n1", "rejected", 1, "An", "2022-10-13T10:00:00Z")), note_file(Note("n3", "comment", 3, "An"))
    )
    git("merge", "-q", "-m", "both", "first")
    shelf = read_shelf(tmp_path)
    assert [(note.id, note.status) for note in shelf.notes] == [("n1", "rejected"), ("n2", "open"), ("n3", "open")]
    assert len(shelf.events) == 2
