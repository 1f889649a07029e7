"""The catalogue of problems: every code that the program knows is explained, in both languages, and none besides."""

import re
from pathlib import Path
from string import Formatter

import pytest

from newsletter.check.verdict import EXIT_OF
from newsletter.commands.wording import codes, entry

SOURCES = Path(__file__).parents[2] / "newsletter"
LITERAL = re.compile(r'"(NL\d{3})"')
SEVERITIES = {"error", "warning", "note"}


def spoken() -> set[str]:
    """Codes that stand in the program's source."""
    return {code for file in SOURCES.rglob("*.py") for code in LITERAL.findall(file.read_text(encoding="utf-8"))}


def names(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def test_every_code_of_the_program_has_an_entry() -> None:
    assert spoken() - set(codes()) == set()


def test_every_entry_is_a_code_of_the_program() -> None:
    assert set(codes()) - spoken() == set()


def test_codes_of_the_exit_table_exist() -> None:
    assert set(EXIT_OF) <= set(codes())


@pytest.mark.parametrize("code", codes())
def test_an_entry_says_all_in_both_languages_and_with_the_same_values(code: str) -> None:
    said = entry(code)
    assert said is not None
    assert said["severity"] in SEVERITIES
    for part in ("message", "why", "fix"):
        assert said[part]["vi"].strip()  # type: ignore[literal-required]
        assert said[part]["en"].strip()  # type: ignore[literal-required]
    assert names(said["message"]["vi"]) == names(said["message"]["en"])
    hint = said.get("hint")
    if hint:
        assert names(hint["vi"]) == names(hint["en"])


@pytest.mark.parametrize("code", codes())
def test_a_message_is_one_line_and_begins_without_a_capital_code(code: str) -> None:
    said = entry(code)
    assert said is not None
    for text in said["message"].values():
        assert "\n" not in text.strip()
        assert not text.startswith("NL")
