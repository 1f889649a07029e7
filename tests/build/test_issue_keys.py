"""What is wrong with a value of issue.yaml is told where the value stands."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from small_issue import ISSUE, make_issue

from newsletter.commands import main

LINES = len(ISSUE.splitlines())


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return make_issue(tmp_path / "so", more="pages: 9\npress: {profile: FOGRA59}\n")


def told(*arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code and the problems by code."""
    result = CliRunner().invoke(main, [*arguments, "--json"])
    return result.exit_code, {problem["code"]: problem for problem in json.loads(result.stdout)["problems"]}


def test_a_profile_that_cannot_be_had_is_told_by_check_at_its_key(issue: Path) -> None:
    code, problems = told("check", str(issue))
    assert code == 3
    assert (problems["NL601"]["severity"], problems["NL601"]["line"]) == ("error", LINES + 2)


def test_a_proof_is_written_though_its_press_profile_cannot_be_had(issue: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    code, problems = told("build", str(issue), "--target", "proof", "-o", str(out))
    assert (code, out.is_file(), problems["NL601"]["severity"]) == (0, True, "warning")


def test_a_missing_page_is_told_where_the_number_of_pages_stands(issue: Path) -> None:
    _, problems = told("check", str(issue))
    assert problems["NL505"]["line"] == LINES + 1
