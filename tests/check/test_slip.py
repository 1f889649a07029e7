"""Levels of the house style, and comments that set a problem aside."""

from pathlib import Path

import pytest
from written_issue import HEAD, written_issue

from newsletter.check.rules import slips
from newsletter.check.slip import read_words, weighed
from newsletter.model.house import ADJUSTABLE
from newsletter.problems import error


def told(folder: Path, body: str, *, style: str = "", head: str = HEAD) -> list[tuple[str, str, int]]:
    """Code, severity, line."""
    issue = written_issue(folder, body, style=style, head=head)
    found = weighed((slip.problem for slip in slips(issue)), issue)
    return [(one.code, one.severity, one.source.line) for one in found if one.source]


def test_a_level_makes_a_problem_graver_or_silent(tmp_path: Path) -> None:
    body = "thế rồi... một , hai"
    assert told(tmp_path, body) == [("NL703", "warning", 4), ("NL702", "warning", 4)]
    assert told(tmp_path, body, style="{levels: {NL703: error, NL702: off}}") == [("NL703", "error", 4)]


def test_a_comment_sets_problems_of_its_line_aside(tmp_path: Path) -> None:
    body = "thế rồi... một , hai <!-- check: ignore NL703 -->\nthế rồi..."
    assert told(tmp_path, body) == [("NL702", "warning", 4), ("NL703", "warning", 5)]


def test_a_comment_by_itself_speaks_of_the_paragraph_that_follows(tmp_path: Path) -> None:
    body = "<!-- check: ignore NL703, NL702 -->\nthế rồi...\nmột , hai\n\nthế rồi..."
    assert told(tmp_path, body) == [("NL703", "warning", 8)]


def test_a_comment_without_codes_sets_all_problems_of_text_aside(tmp_path: Path) -> None:
    assert told(tmp_path, "thế rồi... một , hai <!-- check: ignore -->") == []


def test_front_matter_has_comments_of_its_own(tmp_path: Path) -> None:
    ignore = "# check: ignore NL703"
    head = f"---\ntitle: Thế rồi...  {ignore}\n{ignore}\nkicker: Thế rồi...\ndeck: Thế rồi...\n---\n"
    assert told(tmp_path, "Xong.", head=head) == [("NL703", "warning", 5)]


def test_a_comment_that_ignores_nothing_is_noted_and_an_unknown_code_told(tmp_path: Path) -> None:
    body = "Xong. <!-- check: ignore NL703 -->\n\nXong. <!-- check: ignore NL203 -->"
    assert told(tmp_path, body) == [("NL355", "note", 4), ("NL354", "warning", 6)]


def test_what_is_no_problem_of_text_cannot_be_set_aside(tmp_path: Path) -> None:
    issue = written_issue(tmp_path, "Xong. <!-- check: ignore -->", style="{levels: {NL203: off}}")
    problem = error("NL203", issue.articles[0].at._replace(line=4))
    assert problem in list(weighed([problem], issue))


@pytest.mark.parametrize("code", ADJUSTABLE)
def test_every_code_that_may_be_weighed_is_explained(code: str) -> None:
    from newsletter.commands.wording import codes  # noqa: PLC0415

    assert code in codes()


def test_words_are_told_without_marks_of_footnotes(tmp_path: Path) -> None:
    issue = written_issue(tmp_path, "Đảng **ủy**[^a] Khối.\n\n[^a]: Chú thích.\n")
    line = next(line for line in read_words(issue).lines if len(line.words) == 3)
    assert [word.shown for word in line.words] == ["Đảng", "ủy", "Khối."]
