"""What stops a press file, and what a user may let pass."""

from newsletter.check.gates import STOPS_PRESS, for_press, may_be_allowed, not_needed
from newsletter.problems import Problem, error, has_errors, note, warning


def severities(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.severity for problem in problems]


def test_what_paper_makes_serious_is_an_error_and_the_rest_as_it_was() -> None:
    found = for_press([warning("NL724"), warning("NL542"), note("NL720"), error("NL203")], ())
    assert severities(found) == ["error", "warning", "note", "error"]


def test_an_allowed_error_is_a_warning_that_says_so() -> None:
    (found, other) = for_press([warning("NL724"), error("NL203")], ["NL724"])
    assert (found.severity, found.allowed) == ("warning", True)
    assert (other.severity, other.allowed) == ("error", False)


def test_weighing_twice_changes_nothing() -> None:
    once = for_press([warning("NL724"), error("NL203")], ["NL724"])
    assert for_press(once, ["NL724"]) == once


def test_warnings_of_an_allowed_code_stay_as_they_are() -> None:
    assert for_press([warning("NL203")], ["NL203"]) == (warning("NL203"),)


def test_a_fault_of_ours_or_of_the_machine_never_passes() -> None:
    assert [code for code in ("NL902", "NL601", "NL905", "NL301") if may_be_allowed(code)] == []
    assert has_errors(for_press([error("NL902")], ["NL902"]))


def test_where_nothing_can_be_printed_the_reason_stays_an_error() -> None:
    assert has_errors(for_press([error("NL602")], ["NL602"], printable=False))
    other = for_press([error("NL602"), error("NL501")], ["NL602"], printable=False)
    assert severities(other) == ["warning", "error"]


def test_a_code_that_was_allowed_for_nothing_is_noted() -> None:
    found = for_press([error("NL203")], ["NL203", "NL501"])
    assert list(not_needed(["NL203", "NL501"], found)) == [note("NL623", unused="NL501")]


def test_every_gate_is_a_warning_elsewhere() -> None:
    assert all(may_be_allowed(code) for code in STOPS_PRESS)
