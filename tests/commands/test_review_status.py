"""``review status``: an editor sees what is left and who is waited for."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_issue import ARTICLE, make_issue

from newsletter.commands import main
from newsletter.review.notes import Note, Place
from newsletter.review.store import note_file

REVIEW = "review: {reviewers: [{name: Hà}, {name: Trần Nam, role: Biên tập}], sign_offs: [Trưởng ban]}\n"
AT = Place("01-hoi-thao", "articles/01-hoi-thao.md", (8, 29), (8, 37), "mười", "các đội của ", " đơn vị dự")


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = make_issue(tmp_path / "issue", more=REVIEW)
    (folder / "review/notes").mkdir(parents=True)
    for note in (
        Note("n1", "replace", 1, "Hà", place=AT, new_text="chín"),
        Note("n2", "replace", 1, "Hà", place=AT, new_text="tám"),
        Note("n3", "comment", 1, "Hà", comment="trang bìa đẹp"),
    ):
        file = note_file(note)
        (folder / file.path).write_bytes(file.content)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["review", *map(str, arguments)])


def test_what_is_left_is_listed_with_its_place(issue: Path) -> None:
    ran = run("status", issue)
    assert ran.exit_code == 0
    lines = ran.stdout.splitlines()
    assert "  Trưởng ban: chưa ký" in lines
    assert "Ý kiến: 3" in lines
    assert "  n1  articles/01-hoi-thao.md:8:29 · Sửa · chưa xử lý · ý kiến trái nhau · bài còn nguyên" in lines
    assert lines[-2:] == ["Chưa có ý kiến nào của", "  Trần Nam · Biên tập"]


def test_a_correction_that_was_made_is_seen(issue: Path) -> None:
    (issue / "articles/01-hoi-thao.md").write_text(ARTICLE.replace("mười", "chín"), encoding="utf-8")
    told = json.loads(run("status", issue, "--json").stdout)
    assert {note["id"]: note["progress"] for note in told["notes"]} == {"n1": "done", "n2": "changed", "n3": None}
    assert [one["name"] for one in told["silent"]] == ["Trần Nam"]
    assert told["sign_offs"] == [{"role": "Trưởng ban", "state": "missing", "changed": []}]


def test_a_sign_off_and_what_voids_it_are_shown(issue: Path) -> None:
    run("sign-off", issue, "--name", "Lê An", "--role", "Trưởng ban")
    assert "  Trưởng ban: Lê An, " in run("status", issue).stdout
    (issue / "articles/01-hoi-thao.md").write_text(ARTICLE.replace("mười", "chín"), encoding="utf-8")
    said = run("status", issue).stdout
    assert "không còn hiệu lực (Lê An, " in said
    assert said.splitlines()[1].endswith(": articles/01-hoi-thao.md")


def test_a_damaged_note_is_told_beside_the_others(issue: Path) -> None:
    (issue / "review/notes/n3.json").write_text("{", encoding="utf-8")
    ran = run("status", issue)
    assert ran.exit_code == 1
    assert "review/notes/n3.json" in ran.stderr
    assert "Ý kiến: 2" in ran.stdout


def test_an_issue_without_reviews_has_no_notes(tmp_path: Path) -> None:
    ran = run("status", make_issue(tmp_path / "issue"), "--lang", "en")
    assert (ran.exit_code, ran.stdout) == (0, "Notes: 0\n")
