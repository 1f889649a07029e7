"""Preflight in a process of its own: the same verdict, and one where the process comes to no end."""

import pytest
from small_pdf import one_page

from newsletter.apart import Failure
from newsletter.preflight import bounded
from newsletter.preflight.bounded import annotated_apart, preflight_apart
from newsletter.preflight.judge import preflight
from newsletter.preflight.verdict import PreflightOrder

FILE = one_page(b"1 0 0 rg 10 10 50 50 re f")
ORDER = PreflightOrder(standard="pdfx4", stock="newsprint", max_ink=200)


def test_the_verdict_is_the_same_in_a_process_of_its_own() -> None:
    assert preflight_apart(FILE, ORDER) == preflight(FILE, ORDER)


@pytest.mark.parametrize("why", ["time", "memory", "crash"])
def test_a_file_that_cannot_be_judged_in_bounds_is_at_fault(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "apart", lambda *_given: Failure(why))  # type: ignore[arg-type]
    verdict = preflight_apart(FILE, ORDER)
    (problem,) = verdict.problems
    assert (problem.code, problem.severity, dict(problem.values)["value"]) == ("NL801", "error", f"limit.{why}")
    assert not verdict.good
    assert annotated_apart(FILE, ()) is None
