"""A press build finds every error that ``check`` finds: there is one list of rules, and both ask it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_issue import ARTICLE, make_press_issue, with_photo

from newsletter.check.gates import STOPS_PRESS
from newsletter.commands import main

FAULTS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "nothing": lambda issue, article: (issue, article),
    "bad YAML": lambda issue, article: (issue + "a: [", article),
    "an unknown key": lambda issue, article: (issue + "prss: 1\n", article),
    "an unknown unit": lambda issue, article: (issue, article.replace("unit: van-phong", "unit: van-phon")),
    "a missing photo": lambda issue, article: (issue, with_photo(article, "photos/khong-co.jpg")),
    "a missing glyph": lambda issue, article: (issue, article + "\nChữ \U00012000.\n"),
    "overset text": lambda issue, article: (issue, article + "\nHội thao có bốn môn thi đấu chính.\n" * 600),
    "folds off the page": lambda issue, article: (issue + "press: {folds: [900mm]}\n", article),
    "a profile that is none": lambda issue, article: (issue + "press: {profile: issue.yaml}\n", article),
    "an odd number of pages": lambda issue, article: (issue + "pages: 5\n", article),
    "no licence": lambda issue, article: (issue.replace("license: Số 1, ", ""), article),
    "a sign-off that is lacking": lambda issue, article: (issue + "review: {sign_offs: [Trưởng ban]}\n", article),
    "a layout that is not there": lambda issue, article: (issue + "layout: none\n", article),
}


def told(*arguments: str) -> list[dict[str, str]]:
    found = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)["problems"]
    return [problem for problem in found if problem["severity"] != "note" or problem["code"] in STOPS_PRESS]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_check_calls_an_error_and_what_paper_makes_one_stops_the_press(tmp_path: Path, fault: str) -> None:
    folder = make_press_issue(tmp_path / "so-1")
    issue, article = folder / "issue.yaml", folder / "articles" / "01-hoi-thao.md"
    texts = FAULTS[fault](issue.read_text(encoding="utf-8"), ARTICLE)
    for file, text in zip((issue, article), texts, strict=True):
        file.write_text(text, encoding="utf-8")
    checked = told("check", str(folder))
    pressed = told("build", str(folder), "--target", "press", "-o", str(tmp_path / "x.pdf"))
    errors = {problem["message"] for problem in pressed if problem["severity"] == "error"}
    wanted = {
        problem["message"] for problem in checked if problem["severity"] == "error" or problem["code"] in STOPS_PRESS
    }
    assert errors == wanted
    assert bool(errors) is (fault != "nothing")
    assert (tmp_path / "x.pdf").exists() is (fault == "nothing")
    assert {problem["message"] for problem in checked} == {problem["message"] for problem in pressed}
