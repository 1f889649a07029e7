"""Our own preflight among the judges: what passes theirs passes ours, without a word."""

from pathlib import Path

from newsletter.preflight.judge import preflight
from newsletter.preflight.verdict import PreflightOrder


def test_preflight_has_nothing_to_say_of_the_sample(sample: Path) -> None:
    verdict = preflight(sample.read_bytes())
    assert verdict.problems == ()
    assert (verdict.yardstick.standard, verdict.yardstick.stock) == (sample.stem, "coated")
    assert len(verdict.facts.pages) == 16
    assert verdict.facts.inks == ("Cyan", "Magenta", "Yellow", "Black")


def test_preflight_has_nothing_to_say_of_photos_of_any_kind(small: Path) -> None:
    assert preflight(small.read_bytes()).problems == ()


def test_it_has_nothing_to_say_by_the_numbers_of_an_issue_either(sample: Path) -> None:
    assert preflight(sample.read_bytes(), PreflightOrder(min_ppi=250, max_ink=300)).problems == ()
