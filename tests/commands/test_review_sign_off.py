"""``review sign-off`` and the gate of the press: what is signed is what is printed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_issue import ARTICLE, make_press_issue

from newsletter.commands import main

ROLES = "review: {sign_offs: [Trưởng ban biên tập]}\n"


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return make_press_issue(tmp_path / "issue", more=ROLES)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def sign(issue: Path, *more: object, role: str = "Trưởng ban biên tập") -> Result:
    return run("review", "sign-off", issue, "--name", "Nguyễn Thị Hà", "--role", role, *more)


def press(issue: Path, *more: str) -> tuple[Result, list[str]]:
    ran = run("build", issue, "--target", "press", "--json", *more)
    return ran, [problem["code"] for problem in json.loads(ran.stdout)["problems"] if problem["severity"] == "error"]


def test_a_press_file_waits_for_the_roles_that_issue_yaml_lists(issue: Path) -> None:
    assert "NL770" in press(issue)[1]
    assert not (issue / "out/issue-press.pdf").exists()
    signed = sign(issue)
    assert signed.exit_code == 0
    assert signed.stdout.startswith("Nguyễn Thị Hà (Trưởng ban biên tập) đã ký duyệt bản ")
    assert "NL770" not in press(issue)[1]


def test_a_change_after_the_sign_off_voids_it_and_names_the_file(issue: Path) -> None:
    sign(issue)
    (issue / "articles/01-hoi-thao.md").write_text(ARTICLE.replace("mười", "mười một"), encoding="utf-8")
    ran, codes = press(issue)
    assert "NL770" in codes
    assert "articles/01-hoi-thao.md" in ran.stderr
    assert "chữ ký không còn hiệu lực" in ran.stderr
    (issue / "articles/01-hoi-thao.md").write_text(ARTICLE, encoding="utf-8")
    assert "NL770" not in press(issue)[1]


def test_a_request_for_changes_takes_an_approval_back(issue: Path) -> None:
    (issue / "review/sign-offs").mkdir(parents=True)
    sign(issue)
    (earlier,) = (issue / "review/sign-offs").glob("*.json")
    text = earlier.read_text("utf-8")
    earlier.write_text(text.replace('"when": "20', '"when": "19'), encoding="utf-8")  # a century before
    assert sign(issue, "--decision", "changes").exit_code == 0
    ran, codes = press(issue)
    assert "NL770" in codes
    assert "yêu cầu sửa" in ran.stderr


def checked(issue: Path) -> tuple[int, list[tuple[str, str]]]:
    ran = run("check", issue, "--json")
    return ran.exit_code, [(p["code"], p["severity"]) for p in json.loads(ran.stdout)["problems"]]


def test_check_names_what_is_not_signed_and_its_exit_code_stays(issue: Path) -> None:
    """A note while nobody has signed yet, a warning where what was signed has changed."""
    code, problems = checked(issue)
    assert (code, ("NL770", "note") in problems) == (0, True)
    sign(issue)
    assert "NL770" not in dict(checked(issue)[1])
    (issue / "articles/01-hoi-thao.md").write_text(ARTICLE.replace("mười", "mười một"), encoding="utf-8")
    code, problems = checked(issue)
    assert (code, ("NL770", "warning") in problems) == (0, True)


def test_the_gate_can_be_allowed_by_its_code(issue: Path) -> None:
    assert "NL770" not in press(issue, "--allow", "NL770")[1]


def test_a_proof_needs_no_sign_off(issue: Path) -> None:
    assert run("build", issue, "--pages", "1").exit_code == 0


def test_the_record_does_not_change_what_it_signs(issue: Path) -> None:
    first = json.loads(sign(issue, "--json").stdout)["fingerprint"]
    assert json.loads(sign(issue, "--json").stdout)["fingerprint"] == first


def test_a_role_that_nobody_asks_for_is_told(issue: Path) -> None:
    ran = sign(issue, role="Biên tập")
    assert ran.exit_code == 0
    assert "NL771" in ran.stderr


def test_a_damaged_record_does_not_count(issue: Path) -> None:
    sign(issue)
    (record,) = (issue / "review/sign-offs").glob("*.json")
    record.write_text("{", encoding="utf-8")
    assert set(press(issue)[1]) >= {"NL766", "NL770"}


@pytest.mark.parametrize("name", ["", "  "])
def test_nobody_signs_without_a_name(issue: Path, name: str) -> None:
    assert run("review", "sign-off", issue, "--name", name, "--role", "x").exit_code == 2
    assert run("review", "sign-off", issue, "--role", "x").exit_code == 2
