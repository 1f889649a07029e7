"""``explain-break`` as an editor uses it: a line of the proof, where else it could end, what would move its end."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from small_issue import ARTICLE, make_issue

from newsletter.commands import main

STORY = "01-hoi-thao"
LONG = (
    ARTICLE
    + """
Ban tổ chức cho biết, sau ba ngày thi đấu có 214 lượt vận động viên của mười đơn vị vào sân; đồng chí Nguyễn Văn An,
Bí thư chi bộ, trao cờ cho đội kéo co của Văn phòng, đội đã thắng cả bốn trận và chưa để thua hiệp nào từ đầu giải.
"""
)


def call(*words: object, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["explain-break", *map(str, words), "--lang", lang])


def asked(*words: object) -> dict[str, Any]:
    said = call(*words, "--json")
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return make_issue(tmp_path / "so-1", {STORY: LONG})


def body_lines(issue: Path) -> list[dict[str, Any]]:
    """The body lines of the source map, in reading order."""
    target = issue.parent / "map.json"
    CliRunner().invoke(main, ["build", str(issue), "--target", "screen", "--map", str(target)])
    pages = json.loads(target.read_text(encoding="utf-8"))["pages"]
    return [line for page in pages for line in page["lines"] if line["role"] == "body"]


def test_the_line_that_is_explained_is_the_one_that_was_built(issue: Path) -> None:
    built = body_lines(issue)
    assert len(built) > 6
    justified = [number for number, line in enumerate(built) if "gap" in line]
    for at in (justified[0], justified[len(justified) // 2], justified[-1]):
        found, line = asked(issue, f"{STORY}:{at + 1}"), built[at]
        assert (found["text"], found["start"], found["frame"]) == (line["text"], line["start"], line["frame"])
        assert found["gap"] == pytest.approx(line["gap"], abs=0.01)


def test_a_line_is_named_by_its_column_and_its_number_there_as_printed(issue: Path) -> None:
    built = body_lines(issue)
    frame = built[-1]["frame"]
    number = sum(line["frame"] == frame for line in built)
    for column in (frame, frame.rpartition("/")[2]):
        found = asked(issue, f"{STORY}:{column}:{number}")
        assert (found["text"], found["frame"], found["line"]) == (built[-1]["text"], frame, number)


def test_the_place_that_was_chosen_makes_the_cheapest_paragraph_of_its_lines(issue: Path) -> None:
    last = len(body_lines(issue))
    for number in (1, last - 3, last):
        found = asked(issue, f"{STORY}:{number}")
        (chosen,) = [one for one in found["candidates"] if one["chosen"]]
        costs = [one["cost_in_as_many_lines"] for one in found["candidates"]]
        assert chosen["cost_in_as_many_lines"] == pytest.approx(found["paragraph"]["cost"])
        assert chosen["cost_in_as_many_lines"] == pytest.approx(min(cost for cost in costs if cost is not None))
        assert found["text"].endswith(chosen["before"])


def test_a_word_less_moves_the_end_of_the_line_as_it_says(issue: Path) -> None:
    """The word is taken out of the manuscript, and the issue asked again."""
    built = body_lines(issue)
    manuscript = issue / "articles" / f"{STORY}.md"
    text = manuscript.read_text(encoding="utf-8")
    tried = 0
    for number in (len(built) - 4, len(built) - 3):
        found = asked(issue, f"{STORY}:{number}")
        for change in found["changes"]:
            if text.count(f" {change.get('without')} ") == 1:
                manuscript.write_text(text.replace(f" {change['without']} ", " ", 1), encoding="utf-8")
                assert asked(issue, f"{STORY}:{number}")["text"].endswith(change["ends"])
                manuscript.write_text(text, encoding="utf-8")
                tried += 1
    assert tried


def test_it_is_told_in_vietnamese_with_decimal_commas(issue: Path) -> None:
    said = call(issue, f"{STORY}:1", lang="vi")
    assert said.exit_code == 0
    assert "dòng 1 của đoạn" in said.stdout
    assert "Dòng này có thể kết thúc ở" in said.stdout
    assert re.search(r"Khoảng trắng [01],\d\d lần tự nhiên", said.stdout)
    assert re.search(r"^  > .* \|", said.stdout, re.MULTILINE)
    assert "Đã chọn “" in said.stdout


def test_a_number_and_its_unit_are_named_where_they_ruled_a_place_out(tmp_path: Path) -> None:
    sums = " ".join(f"{amount} đồng" for amount in range(101, 161))
    issue = make_issue(tmp_path / "so-2", {STORY: ARTICLE.partition("Sáng ngày")[0] + sums + "\n"})
    found = asked(issue, f"{STORY}:2")
    forbidden = [one for one in found["candidates"] if one["flaw"] == "forbidden"]
    assert forbidden
    assert all(one["bond"] == "unit" and one["before"][-3:].isdigit() for one in forbidden)
    assert "never parted: a number stays with its unit" in call(issue, f"{STORY}:2").stdout


def test_a_story_that_is_not_there_is_told_with_names_like_it(issue: Path) -> None:
    said = call(issue, "01-hoi-tao:1")
    assert said.exit_code == 1
    assert "NL910" in said.stderr
    assert f"did you mean: {STORY}?" in said.stderr


def test_a_line_that_is_not_there_is_told_with_how_many_there_are(issue: Path) -> None:
    said = call(issue, f"{STORY}:999")
    assert said.exit_code == 1
    assert f'NL911: the story "{STORY}" has no line 999 there, but {len(body_lines(issue))}' in said.stderr


def test_verse_is_not_explained_and_says_so(tmp_path: Path) -> None:
    poem = ARTICLE.replace("kind: article", "kind: poem").split("---\n")[1]
    issue = make_issue(tmp_path / "tho", {"01-tho": f"---\n{poem}---\nTrăng lên đầu núi  \nGió về ngang sông\n"})
    said = call(issue, "01-tho:1")
    assert said.exit_code == 1
    assert "NL912: line 1 (“Trăng lên đầu núi”) is not justified" in said.stderr


@pytest.mark.parametrize("place", ["01-hoi-thao", "01-hoi-thao:", "01-hoi-thao:0", "01-hoi-thao:x", ":3", "a:1:²"])
def test_a_place_of_another_form_is_wrong_usage(issue: Path, place: str) -> None:
    said = call(issue, place)
    assert said.exit_code == 2
    assert "STORY:COLUMN:LINE" in said.stderr


def test_an_issue_that_is_not_there_is_4(tmp_path: Path) -> None:
    assert call(tmp_path / "absent", "a:1").exit_code == 4


def test_help_says_how_proofs_number_lines() -> None:
    said = CliRunner().invoke(main, ["--lang", "en", "explain-break", "--help"])
    assert "01-xa-luan:2:5 is line 5 of column 2" in " ".join(said.stdout.split())
