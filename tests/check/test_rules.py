"""Which rules judge a text."""

from pathlib import Path

from written_issue import written_issue

from newsletter.check.rules import slips

BODY = "Le «ddoongf» du , nghành 98.5% hơn"


def codes(folder: Path, language: str) -> set[str]:
    issue = written_issue(folder, BODY)._replace(language=language)
    return {slip.problem.code for slip in slips(issue)}


def test_rules_of_vietnamese_judge_vietnamese_alone(tmp_path: Path) -> None:
    assert codes(tmp_path, "vi") == {"NL702", "NL346", "NL344", "NL351", "NL352"}
    assert codes(tmp_path, "vi-VN") == codes(tmp_path, "vi")
    assert codes(tmp_path, "fr") == {"NL702"}
