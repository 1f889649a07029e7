"""``check``: what it says, and what it sets right."""

import json
from pathlib import Path

from click.testing import CliRunner, Result
from written_issue import HEAD, written_issue

from newsletter.commands import main

BODY = "Nghành y tế , rồi... hết"


def checked(folder: Path, *options: str, body: str = BODY) -> Result:
    written_issue(folder, body)
    return CliRunner().invoke(main, ["check", str(folder), "--lang", "en", *options])


def stored(folder: Path) -> str:
    return (folder / "articles/01-bai.md").read_text("utf-8").removeprefix(HEAD)


def test_slips_are_told_at_their_place_with_a_suggestion(tmp_path: Path) -> None:
    result = checked(tmp_path)
    assert f'{tmp_path}/articles/01-bai.md:4:1: warning NL351: "Nghành" cannot be a Vietnamese word' in result.stderr
    assert 'perhaps "Ngành"' in result.stderr
    assert stored(tmp_path) == BODY


def test_fix_sets_right_what_changes_no_word_and_says_so(tmp_path: Path) -> None:
    result = checked(tmp_path, "--fix")
    assert stored(tmp_path) == "Nghành y tế, rồi… hết"
    assert "articles/01-bai.md: 2 places set right (NL702, NL703)" in result.stderr
    assert "NL351" in result.stderr
    assert "NL703:" not in result.stderr


def test_unsafe_fixes_change_words_too(tmp_path: Path) -> None:
    checked(tmp_path, "--fix", "--unsafe-fixes")
    assert stored(tmp_path) == "Ngành y tế, rồi… hết"


def test_diff_shows_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    result = checked(tmp_path, "--diff")
    assert "-Nghành y tế , rồi... hết\n" in result.stdout
    assert "+Nghành y tế, rồi… hết\n" in result.stdout
    assert stored(tmp_path) == BODY


def test_unsafe_fixes_alone_are_wrong_usage(tmp_path: Path) -> None:
    result = checked(tmp_path, "--unsafe-fixes")
    assert result.exit_code == 2
    assert "--fix" in result.stderr


def test_json_counts_the_fixes_of_each_file(tmp_path: Path) -> None:
    document = json.loads(checked(tmp_path, "--fix", "--json").stdout)
    assert document["fixed"] == {"articles/01-bai.md": 2}
    assert "fixed" not in json.loads(checked(tmp_path, "--json").stdout)


def test_where_there_is_nothing_to_fix_it_says_so(tmp_path: Path) -> None:
    assert "nothing that can be set right" in checked(tmp_path, "--fix", body="Xong.").stderr


def test_a_level_of_the_house_style_is_an_error_of_the_issue(tmp_path: Path) -> None:
    written_issue(tmp_path, BODY, style="{levels: {NL351: error, NL702: off}}")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 1
    assert "error NL351" in result.stderr
    assert "NL702" not in result.stderr
