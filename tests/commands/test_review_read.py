"""``review read``: many returned files, one list, kept with the issue."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from review.formats.some_notes import DELETE, INSERT, REPLACE
from small_issue import make_issue

from newsletter.commands import main, review_read
from newsletter.problems import error
from newsletter.review.notes import Note, Reading
from newsletter.review.store import read_shelf

MAI, BINH = "bong-1-mai.pdf", "bong-1-binh.pdf"
HELD: dict[str, tuple[Note, ...]] = {MAI: (REPLACE, INSERT._replace(file=MAI)), BINH: (DELETE,)}


@pytest.fixture
def issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An issue, and returned files beside it whose notes are known."""

    def reading(content: bytes, name: str, _sources: object, _proofs: object, password: str, _sent: object) -> Reading:
        if content == b"locked" and password != "mở":  # noqa: S105
            return Reading(name, "", (), problems=(error("NL751", file=name),))
        notes = HELD[name]
        return Reading(name, "7K3M-Q9XA", notes, len(notes) + 2, len(notes), 1, (("Link", 1),))

    monkeypatch.setattr(review_read, "read_apart", reading)
    for name in HELD:
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    return make_issue(tmp_path / "issue")


def read(issue: Path, *more: object, files: tuple[str, ...] = (MAI, BINH)) -> Result:
    named = [str(issue.parent / file) for file in files]
    return CliRunner().invoke(main, ["review", "read", *named, "--issue", str(issue), *map(str, more)])


def test_notes_of_all_files_are_one_list_and_are_kept(issue: Path) -> None:
    ran = read(issue)
    assert ran.exit_code == 0
    assert "  a1  articles/01-xa-luan.md:12:8 · " in ran.stdout
    assert "2 tệp, 7 chú thích: 3 thành ý kiến và trả lời, 2 trạng thái, 2 không phải ý kiến" in ran.stderr
    assert {note.id for note in read_shelf(issue).notes} == {"a1", "b2", "c3"}


def test_reading_the_same_files_again_changes_nothing(issue: Path) -> None:
    read(issue)
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in issue.rglob("review/**/*.json")}
    ran = read(issue, "--json")
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in issue.rglob("review/**/*.json")} == before
    told = json.loads(ran.stdout)
    assert (told["fresh"], told["updated"], len(told["notes"])) == ([], [], 3)
    assert told["files"][0]["skipped"] == {"Link": 1}


def test_a_decision_outlives_another_reading(issue: Path) -> None:
    read(issue)
    CliRunner().invoke(main, ["review", "set", str(issue), "a1", "accepted"])
    assert " · đồng ý" in read(issue, files=(MAI,)).stdout


def test_the_list_goes_to_a_file_in_any_format(issue: Path, tmp_path: Path) -> None:
    for form in ("text", "json", "csv", "md", "xfdf"):
        out = tmp_path / f"list.{form}"
        ran = read(issue, "--format", form, "-o", out, "--by", "reviewer")
        assert ran.exit_code == 0
        assert "khôi" in out.read_text("utf-8") or form == "xfdf"
        assert "3 ý kiến" in ran.stdout


def test_a_returned_file_is_not_written_over(issue: Path) -> None:
    assert read(issue, "-o", issue.parent / MAI).exit_code == 2
    assert (issue.parent / MAI).read_bytes() == b"%PDF-1.7"


def test_one_file_that_cannot_be_read_does_not_keep_the_others_back(issue: Path) -> None:
    (issue.parent / BINH).write_bytes(b"locked")
    ran = read(issue, files=(MAI, BINH, "none.pdf"))
    assert ran.exit_code == 4
    assert "none.pdf" in ran.stderr
    assert "NL751" in ran.stderr
    assert {note.id for note in read_shelf(issue).notes} == {"a1", "c3"}
    assert read(issue, "--password", "mở").exit_code == 0


def test_a_damaged_note_is_told_and_not_written_over(issue: Path) -> None:
    read(issue)
    damaged = issue / "review/notes/a1.json"
    damaged.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    ran = read(issue)
    assert ran.exit_code == 1
    assert "NL766" in ran.stderr
    assert damaged.read_text("utf-8") == "<<<<<<< HEAD\n"


def test_a_folder_without_an_issue_gets_no_notes(issue: Path, tmp_path: Path) -> None:
    assert read(issue, "--issue", tmp_path).exit_code == 4
    assert not (tmp_path / "review").exists()
