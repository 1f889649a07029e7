"""``review set``: decisions are kept with who and when, and nothing is written for a note that is not there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_issue import make_issue

from newsletter.commands import main
from newsletter.commands.review import VERBS
from newsletter.commands.review_desk import meant
from newsletter.review.notes import Note
from newsletter.review.store import note_file, read_shelf


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = make_issue(tmp_path / "issue")
    (folder / "review/notes").mkdir(parents=True)
    for name in ("n1", "n2"):
        file = note_file(Note(name, "comment", 1, "Hà", comment="xem lại"))
        (folder / file.path).write_bytes(file.content)
    return folder


def review(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["review", *map(str, arguments)])


def test_a_decision_is_kept_with_who_and_when(issue: Path) -> None:
    ran = review("set", issue, "n1", "accepted", "--by", "Nam")
    assert (ran.exit_code, ran.stdout) == (0, "1 ý kiến: accepted\n")
    shelf = read_shelf(issue)
    assert [note.status for note in shelf.notes] == ["accepted", "open"]
    assert [event.by for event in shelf.events] == ["Nam"]
    assert shelf.events[0].when.endswith("Z")


def test_a_decision_can_be_taken_back_and_every_step_stays(issue: Path) -> None:
    for status in ("accepted", "done", "open"):
        assert review("set", issue, "n1", "n2", status, "--by", "Nam").exit_code == 0
    shelf = read_shelf(issue)
    assert [note.status for note in shelf.notes] == ["open", "open"]
    assert len(shelf.events) == 6


def test_the_same_decision_again_writes_nothing(issue: Path) -> None:
    review("set", issue, "n1", "done", "--by", "Nam")
    review("set", issue, "n1", "done", "--by", "Hà")
    assert len(read_shelf(issue).events) == 1


def test_an_unknown_note_is_an_error_and_no_other_is_set(issue: Path) -> None:
    ran = review("set", issue, "n1", "n9", "done", "--json")
    assert ran.exit_code == 1
    assert [problem["code"] for problem in json.loads(ran.stdout)["problems"]] == ["NL768"]
    assert read_shelf(issue).events == ()


def test_a_beginning_that_no_other_note_has_is_enough() -> None:
    known = ("3f9a01", "3f9b77", "77c2aa")
    assert meant(("77", "3f9a"), known) == (("77c2aa", "3f9a01"), ())
    for unclear in ("3f9", "", "9"):
        found, problems = meant((unclear,), known)
        assert found == ()
        assert [problem.code for problem in problems] == ["NL768"]


def test_a_folder_without_an_issue_is_no_place_for_decisions(tmp_path: Path) -> None:
    assert review("set", tmp_path, "n1", "done").exit_code == 4


def test_an_unknown_verb_of_the_group_is_wrong_usage() -> None:
    assert review("sett").exit_code == 2


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_of_the_group_has_help_in_both_languages(name: str) -> None:
    vietnamese, english = review(name, "--lang", "vi", "--help"), review(name, "--lang", "en", "--help")
    assert vietnamese.exit_code == english.exit_code == 0
    assert vietnamese.output != english.output
