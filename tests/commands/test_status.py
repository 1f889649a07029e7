"""``newsletter status`` as an editor runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_issue import ARTICLE, make_issue

from newsletter.commands import main

PLAN = "pages:\n  - {template: single, stories: {a: 01-hoi-thao}}\n"
OWING = ARTICLE.replace("author: Văn phòng\n", "author: Văn phòng\nreceived: 2022-09-17\n")


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    more = "deadline: 2022-09-15\nrelease: {from: 2022-10-01, to: 2022-10-31}\n"
    folder = make_issue(tmp_path / "so-nay", {"01-hoi-thao": OWING}, more)
    head = (folder / "issue.yaml").read_text("utf-8")
    owing = "articles: 1}\n  - {id: chi-bo-a, name: Chi bộ A, articles: 2}"
    (folder / "issue.yaml").write_text(head.replace("articles: 1}", owing), "utf-8")
    return folder


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["status", *map(str, arguments), "--on", "2022-09-20", "--lang", "vi"])
    return result.exit_code, result.stdout, result.stderr


def test_the_table_shows_pieces_and_debts(issue: Path) -> None:
    code, out, err = run(issue)
    assert code == 0, err
    assert "Hội thao chào mừng ngày truyền thống" in out
    assert "muộn 3 ngày" in out
    assert "Chi bộ A: nợ 2 bài (đã gửi 0/2)" in out


def test_json_is_the_only_thing_on_stdout(issue: Path) -> None:
    (issue / "plan.yaml").write_text(PLAN, "utf-8")
    code, out, _ = run(issue, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["format"] == "newsletter-status/1"
    assert [(one["story"], one["state"], one["pages"]) for one in found["pieces"]] == [
        ("01-hoi-thao", "placed", [1]), ("", "owed", []), ("", "owed", [])
    ]  # fmt: skip


def test_a_story_that_is_too_long_for_its_place_is_overset(issue: Path) -> None:
    (issue / "plan.yaml").write_text(PLAN, "utf-8")
    (issue / "articles/01-hoi-thao.md").write_text(OWING + "Thêm một câu nữa cho dài. " * 900, "utf-8")
    found = json.loads(run(issue, "--json")[1])
    assert found["pieces"][0]["state"] == "overset"
    assert found["pieces"][0]["overset_lines"] > 10


@pytest.mark.parametrize(
    ("form", "begins"), [("csv", "\ufeffunit,"), ("html", "<!DOCTYPE html>"), ("reminders", "Kính gửi")]
)
def test_other_formats_go_to_a_file(issue: Path, tmp_path: Path, form: str, begins: str) -> None:
    out = tmp_path / "tinh-hinh"
    assert run(issue, "--format", form, "-o", out)[0] == 0
    assert out.read_text("utf-8").startswith(begins)


def test_the_table_stands_even_where_the_layout_is_missing(issue: Path) -> None:
    with (issue / "issue.yaml").open("a", encoding="utf-8") as head:
        head.write("layout: khong-co\n")
    code, out, err = run(issue)
    assert code == 1
    assert "khong-co" in err
    assert "Hội thao chào mừng" in out


def test_a_folder_without_an_issue_is_no_traceback(tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "nowhere")
    assert code == 4
    assert "NL" in err


def test_every_build_says_that_its_date_is_outside_the_release_window(issue: Path, tmp_path: Path) -> None:
    head = (issue / "issue.yaml").read_text("utf-8")
    (issue / "issue.yaml").write_text(head.replace("date: 2022-10-20", "date: 2022-11-02"), "utf-8")
    for target in ("proof", "screen"):
        told = CliRunner().invoke(main, ["build", str(issue), "--target", target, "-o", str(tmp_path / "a.pdf")]).stderr
        assert "NL712" in told, target


def test_what_was_collected_counts_as_edited_once_somebody_works_on_it(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "bai.txt").write_text(
        "Tin chi bộ A\n\nChi bộ A họp thường kỳ, bàn việc viết bài cho bản tin.\n", "utf-8"
    )
    taken = CliRunner().invoke(main, ["collect", str(tmp_path / "bai.txt"), "--issue", str(issue)])
    assert taken.exit_code == 0, taken.output
    (article,) = (issue / "articles").glob("02-*.md")

    def state() -> str:
        found = json.loads(run(issue, "--json")[1])
        return str(next(one["state"] for one in found["pieces"] if one["story"] == article.stem))

    assert state() == "collected"
    article.write_text(article.read_text("utf-8") + "\nThêm một câu.\n", "utf-8")
    assert state() == "edited"
