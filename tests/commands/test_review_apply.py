"""``review apply`` as a user sees it."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from marking import caret, place_of
from small_issue import ARTICLE, make_issue

from newsletter.commands.review_apply import command
from newsletter.review.notes import Intent, Note, Place
from newsletter.review.shown import show
from newsletter.review.store import event_file, note_file, read_shelf, set_status

FILE = "articles/01-hoi-thao.md"
SHOWN = show(FILE, ARTICLE)


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args])


def noted(name: str, intent: Intent, place: Place | None, new: str = "", comment: str = "") -> Note:
    place = place._replace(file=FILE) if place else None
    return Note(name, intent, 2, "Lê An", place=place, new_text=new, comment=comment, kinds=("strike-out", "caret"))


NOTES = (
    noted("n1", "replace", place_of(SHOWN, "mười"), "chín"),
    noted("n2", "delete", place_of(SHOWN, "của tỉnh")),
    noted("n3", "insert", caret(SHOWN, "bóng ", "đá"), "ném và bóng"),
    noted("n4", "comment", place_of(SHOWN, "Hội thao có"), comment="Nên nói rõ thời gian"),
    noted("n5", "drawing", None),
    noted("n6", "comment", place_of(SHOWN, "kéo co"), comment="kéo co -> kéo dây"),
)
CHANGED = (
    ARTICLE.replace("mười đơn", "chín đơn").replace(" của tỉnh", "").replace("bóng đá", "bóng ném và bóng đá")
    .replace("kéo co", "kéo dây")
)  # fmt: skip


def issue(folder: Path, notes: tuple[Note, ...] = NOTES, text: str = ARTICLE, *, accepted: bool = True) -> Path:
    make_issue(folder, {"01-hoi-thao": ""})
    (folder / FILE).write_bytes(text.encode())
    files = [note_file(note) for note in notes]
    if accepted:
        files += [event_file(set_status(read_shelf(folder), one.id, "accepted", "An", "2022-10-01")) for one in notes]
    for file in files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.content)
    return folder


@pytest.mark.parametrize("text", [ARTICLE, ARTICLE.replace("\n", "\r\n"), "\ufeff" + ARTICLE, ARTICLE.rstrip("\n")],
                         ids=["unix", "windows", "bom", "no last line end"])  # fmt: skip
def test_the_diff_is_one_that_git_applies(tmp_path: Path, text: str) -> None:
    folder = issue(tmp_path / "so-1", text=text)
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert (folder / FILE).read_bytes() == text.encode(), "nothing is written without being asked for"
    (tmp_path / "a.diff").write_bytes(result.stdout_bytes)
    ran = subprocess.run(["git", "apply", "../a.diff"], cwd=folder, capture_output=True, check=False)  # noqa: S607
    assert ran.returncode == 0, ran.stderr
    ends = "\r\n" if "\r" in text else "\n"
    wanted = ("\ufeff" * text.startswith("\ufeff") + CHANGED).replace("\n", ends)
    assert (folder / FILE).read_bytes().decode() == (wanted if text.endswith("\n") else wanted.rstrip("\n"))


def test_what_is_left_for_a_person_is_listed_with_its_reason(tmp_path: Path) -> None:
    result = run(issue(tmp_path / "so-1"))
    lines = result.stderr.splitlines()
    assert any(
        f"{FILE}:10:1: warning NL787" in line and "n4" in line and "Nên nói rõ thời gian" in line for line in lines
    )
    assert any("NL788" in line and "n5" in line and "không rõ chỗ nào" in line for line in lines)
    assert "6 ý kiến: 4 sửa được, 2 để người sửa" in lines


def test_in_place_only_when_asked_and_then_the_notes_are_done(tmp_path: Path) -> None:
    folder = issue(tmp_path / "so-1")
    result = run(folder, "--write", "--by", "Bình")
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{FILE}: đã sửa theo 4 ý kiến\n"
    assert (folder / FILE).read_text("utf-8") == CHANGED
    shelf = read_shelf(folder)
    assert {note.id: (note.status, note.outcome) for note in shelf.notes if note.id in ("n1", "n4")} == {
        "n1": ("done", "applied"), "n4": ("accepted", "proposed"),
    }  # fmt: skip
    assert {event.by for event in shelf.events if event.status == "done"} == {"Bình"}
    again = run(folder, "--write")
    assert (folder / FILE).read_text("utf-8") == CHANGED
    assert "2 ý kiến: 0 sửa được, 2 để người sửa" in again.stderr
    named = run(folder, "n3", "--write")
    assert "đã xong từ trước, không sửa lại: n3" in named.stderr
    assert (folder / FILE).read_text("utf-8") == CHANGED
    assert sorted(path.name for path in (folder / "articles").iterdir()) == ["01-hoi-thao.md"]


def test_the_same_as_json(tmp_path: Path) -> None:
    folder = issue(tmp_path / "so-1")
    found = json.loads(run(folder, "--json").stdout)
    assert found["written"] is False
    assert found["files"] == [FILE]
    assert len(found["applied"]) + len(found["left"]) == len(NOTES)
    assert found["applied"][0] == {"note": "n1", "file": FILE, "line": 8, "column": 36, "old": "mười", "new": "chín"}
    assert {one["note"]: one["code"] for one in found["left"]} == {"n4": "NL787", "n5": "NL788"}
    assert found["diff"].encode() == run(folder).stdout_bytes


def test_only_accepted_notes_unless_they_are_named(tmp_path: Path) -> None:
    folder = issue(tmp_path / "so-1", accepted=False)
    result = run(folder)
    assert result.stdout == ""
    assert "chưa có ý kiến nào được đồng ý" in result.stderr
    assert "+Sáng ngày 15 tháng 10, các đội của chín đơn vị" in run(folder, "n1").stdout
    unknown = run(folder, "n1", "n9")
    assert unknown.exit_code == 1
    assert "NL768" in unknown.stderr


def test_notes_that_want_different_things_of_the_same_words_are_in_conflict(tmp_path: Path) -> None:
    place = place_of(SHOWN, "mười")
    rivals = (noted("a", "replace", place, "chín"), noted("b", "replace", place, "tám"), noted("c", "delete", place),
              noted("d", "replace", place_of(SHOWN, "kéo co"), "kéo dây"))  # fmt: skip
    folder = issue(tmp_path / "so-1", rivals)
    result = run(folder, "--write")
    assert result.stderr.count("NL789") == 3
    assert (folder / FILE).read_text("utf-8") == ARTICLE.replace("kéo co", "kéo dây")
    assert "+Sáng ngày 15 tháng 10, các đội của tám đơn vị" in run(folder, "b").stdout


def test_an_article_that_changed_since_is_edited_where_the_words_still_stand(tmp_path: Path) -> None:
    text = ARTICLE.replace("Sáng ngày", "Đoạn mới.\n\nSáng ngày").replace("của tỉnh", "thành phố")
    folder = issue(tmp_path / "so-1", text=text)
    result = run(folder, "--write")
    wanted = text.replace("mười đơn", "chín đơn").replace("bóng đá", "bóng ném và bóng đá").replace("kéo co", "kéo dây")
    assert (folder / FILE).read_text("utf-8") == wanted
    assert "NL788" in result.stderr


def test_a_file_that_somebody_saves_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsletter.build import correcting  # noqa: PLC0415

    folder = issue(tmp_path / "so-1")
    honest = correcting.apply_notes

    def and_saved(root: Path, notes: tuple[Note, ...]) -> object:
        found = honest(root, notes)
        (folder / FILE).write_text("khác", encoding="utf-8")
        return found

    monkeypatch.setattr(correcting, "apply_notes", and_saved)
    result = run(folder, "--write")
    assert result.exit_code == 1
    assert "NL792" in result.stderr
    assert (folder / FILE).read_text("utf-8") == "khác"
    assert {note.status for note in read_shelf(folder).notes} == {"accepted"}


def test_notes_on_what_is_no_article_are_for_a_person(tmp_path: Path) -> None:
    place = Place("", "issue.yaml", (1, 8), (1, 14), "Bản tin", role="furniture")
    outside = Place("", "../../secret.md", (1, 1), (1, 2), "ab")
    notes = (NOTES[0]._replace(id="x", place=place), NOTES[0]._replace(id="y", place=outside))
    result = run(issue(tmp_path / "so-1", notes))
    assert result.stdout == ""
    assert result.stderr.count("NL791") == 2


def test_a_folder_without_an_issue_is_no_issue(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 4
