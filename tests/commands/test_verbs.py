"""The verbs besides build: check, plan, schema, new."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_issue import ARTICLE, make_issue

from newsletter.commands import main


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--lang", "en"])


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return make_issue(tmp_path / "so-1")


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_of_a_good_issue_is_0_and_writes_nothing(issue: Path) -> None:
    before = written(issue)
    said = call("check", issue)
    assert said.exit_code == 0, said.output
    assert "0 errors" in said.stdout
    assert written(issue) == before


def test_check_tells_slips_with_their_place_and_stays_0(issue: Path) -> None:
    (issue / "articles" / "01-hoi-thao.md").write_text(ARTICLE + '\nÔng nói "tốt" .\n', encoding="utf-8")
    said = call("check", issue)
    assert said.exit_code == 0
    assert f"{issue}/articles/01-hoi-thao.md:12:9: warning NL701" in said.stderr
    assert "warning NL702" in said.stderr


def test_check_of_a_faulty_issue_is_1_and_of_none_is_4(issue: Path, tmp_path: Path) -> None:
    (issue / "articles" / "01-hoi-thao.md").write_text("không có đầu bài\n", encoding="utf-8")
    assert call("check", issue).exit_code == 1
    assert call("check", tmp_path / "absent").exit_code == 4


def test_check_as_json_is_one_document(issue: Path) -> None:
    (issue / "articles" / "01-hoi-thao.md").write_text(ARTICLE + '\nÔng nói "tốt".\n', encoding="utf-8")
    found = json.loads(call("check", issue, "--json").stdout)
    assert found["issue"] == "so-1"
    (slip,) = [problem for problem in found["problems"] if problem["code"] == "NL701"]
    assert (slip["file"], slip["line"], slip["column"]) == ("articles/01-hoi-thao.md", 12, 9)


def test_an_issue_behind_a_link_has_the_name_of_the_link(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "so-nay").symlink_to(issue)
    assert json.loads(call("check", tmp_path / "so-nay", "--json").stdout)["issue"] == "so-nay"
    assert call("build", tmp_path / "so-nay", "--map", tmp_path / "m.json").exit_code == 0
    assert json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["issue"] == "so-nay"
    assert (issue / "out" / "so-nay-proof.pdf").is_file()


def test_check_names_what_the_law_wants_and_the_issue_lacks(issue: Path) -> None:
    text = (issue / "issue.yaml").read_text(encoding="utf-8").replace("license: Số 1, ", "")
    (issue / "issue.yaml").write_text(text, encoding="utf-8")
    assert 'issue.yaml lacks "imprint.license"' in call("check", issue).stderr


def test_plan_writes_a_plan_that_build_takes_to_the_same_pages(issue: Path, tmp_path: Path) -> None:
    free, planned = tmp_path / "free.pdf", tmp_path / "planned.pdf"
    assert call("build", issue, "--target", "screen", "-o", free).exit_code == 0
    assert call("plan", issue).exit_code == 0
    assert (issue / "plan.yaml").is_file()
    assert call("build", issue, "--target", "screen", "-o", planned).exit_code == 0
    assert free.read_bytes() == planned.read_bytes()


def test_what_is_pinned_in_a_plan_is_kept(issue: Path, tmp_path: Path) -> None:
    assert call("plan", issue).exit_code == 0
    old = (issue / "plan.yaml").read_text(encoding="utf-8")
    (issue / "articles" / "02-them.md").write_text(ARTICLE, encoding="utf-8")
    pinned = old.replace("{template:", "{pinned: true, template:")
    (issue / "plan.yaml").write_text(pinned, encoding="utf-8")
    assert call("plan", issue, "-o", tmp_path / "new.yaml").exit_code == 0
    new = (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert "pinned: true" in new
    assert "02-them" in new


@pytest.fixture
def shrunk(issue: Path) -> Path:
    """An issue from which an article was taken out after it was planned."""
    gone = issue / "articles" / "02-them.md"
    gone.write_text(ARTICLE, encoding="utf-8")
    assert call("plan", issue).exit_code == 0
    gone.unlink()
    return issue


def test_an_article_that_is_gone_does_not_stop_a_new_plan(shrunk: Path) -> None:
    assert "02-them" in (shrunk / "plan.yaml").read_text(encoding="utf-8")
    said = call("plan", shrunk)
    assert said.exit_code == 0, said.stderr
    assert "02-them" not in (shrunk / "plan.yaml").read_text(encoding="utf-8")
    assert call("check", shrunk).exit_code == 0


def test_an_article_that_is_gone_from_a_pinned_page_has_to_be_taken_out_by_hand(shrunk: Path) -> None:
    old = (shrunk / "plan.yaml").read_text(encoding="utf-8").replace("{template:", "{pinned: true, template:")
    (shrunk / "plan.yaml").write_text(old, encoding="utf-8")
    said = call("plan", shrunk)
    assert said.exit_code == 1
    assert "error NL452" in said.stderr
    assert "take its name out of plan.yaml" in said.stderr
    assert (shrunk / "plan.yaml").read_text(encoding="utf-8") == old


def test_a_bad_plan_is_not_overwritten(issue: Path) -> None:
    (issue / "plan.yaml").write_text("pages: [{template: none-such}]\n", encoding="utf-8")
    assert call("plan", issue).exit_code == 1
    assert (issue / "plan.yaml").read_text(encoding="utf-8") == "pages: [{template: none-such}]\n"


def test_a_plan_that_cannot_be_written_is_4(issue: Path, tmp_path: Path) -> None:
    assert call("plan", issue, "-o", tmp_path / "none" / "plan.yaml").exit_code == 4


def test_a_plan_is_never_written_over_an_article(issue: Path) -> None:
    before = written(issue)
    assert call("plan", issue, "-o", issue / "articles" / "01-hoi-thao.md").exit_code == 2
    assert written(issue) == before


@pytest.mark.parametrize("kind", ["issue", "article", "layout", "styles", "template", "plan"])
def test_schemas_are_json(kind: str) -> None:
    found = json.loads(call("schema", kind).stdout)
    assert "$schema" in found


def test_a_new_issue_builds_at_once(tmp_path: Path) -> None:
    made = tmp_path / "so-moi"
    assert call("new", made).exit_code == 0
    assert not (made / "out").exists()
    line = (made / "issue.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert line == "# yaml-language-server: $schema=schemas/issue.schema.json"
    kinds = (
        "article",
        "glossary",
        "issue",
        "layout",
        "ornaments",
        "plan",
        "styles",
        "template",
    )  # the last for a layout of one's own
    assert sorted(file.name for file in (made / "schemas").iterdir()) == [f"{kind}.schema.json" for kind in kinds]
    said = call("build", made, "-o", tmp_path / "x.pdf")
    assert said.exit_code == 0, said.stderr
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_a_new_issue_takes_another_layout(tmp_path: Path) -> None:
    made = tmp_path / "so-moi"
    assert call("new", made, "--layout", "a4-3-cot").exit_code == 0
    lines = (made / "issue.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("layout:")] == ["layout: a4-3-cot"]
    assert call("new", tmp_path / "other", "--layout", "none-such").exit_code == 2


def test_a_new_issue_in_a_smaller_layout_has_the_pages_that_it_needs(tmp_path: Path) -> None:
    made = tmp_path / "tap-san"
    assert call("new", made, "--layout", "tap-san-a5").exit_code == 0
    said = call("build", made, "-o", tmp_path / "x.pdf")
    assert said.exit_code == 0, said.stderr
    assert "36 pages" in said.stdout


def test_nothing_is_ever_overwritten_by_a_new_issue(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "bai.md").write_text("của tôi")
    assert call("new", tmp_path / "full").exit_code == 4
    assert written(tmp_path) == {"full/bai.md": "của tôi".encode()}
    (tmp_path / "empty").mkdir()
    assert call("new", tmp_path / "empty").exit_code == 0


def test_a_link_to_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    assert call("new", tmp_path / "link").exit_code == 0
    assert (tmp_path / "empty" / "issue.yaml").is_file()
    assert (tmp_path / "link").is_symlink()


def test_a_new_issue_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    said = call("new", tmp_path / "so-moi")
    assert said.exit_code == 4
    assert list(tmp_path.iterdir()) == []
