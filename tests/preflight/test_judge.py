"""By what a file is judged, and what stands for what when things go wrong."""

import pytest
from press_values import MIDDLE, document, intent

from newsletter.commands.wording import terms
from newsletter.pdf.document import Document
from newsletter.pdf.marks import FAULTS, At, Fault
from newsletter.preflight.fault_rules import faulty
from newsletter.preflight.ink import PageInk, Wettest
from newsletter.preflight.ink_rules import ink
from newsletter.preflight.judge import limits_of, preflight, yardstick_of
from newsletter.preflight.table import BY_CODE, LIMITS, Yardstick
from newsletter.preflight.verdict import PreflightOrder


def stock(file: Document, order: PreflightOrder = PreflightOrder()) -> str:  # noqa: B008 (a value)
    return yardstick_of(file, order, "pdfx1a").stock


def test_the_stock_is_that_of_the_condition_unless_it_is_named() -> None:
    assert stock(document(intents=(intent(OutputConditionIdentifier=b"FOGRA29L"),))) == "uncoated"
    assert stock(document(intents=(intent(OutputConditionIdentifier=b"WAN-IFRAnewspaper26v5"),))) == "newsprint"
    assert stock(document(intents=(intent(OutputConditionIdentifier=b"nha-in-A"),))) == "coated"
    assert stock(document(), PreflightOrder(stock="digital")) == "digital"


def test_the_standard_is_that_which_is_asked_for_or_claimed_or_x1a() -> None:
    assert yardstick_of(document(), PreflightOrder(standard="pdfx4"), "pdfx1a").standard == "pdfx4"
    assert yardstick_of(document(), PreflightOrder(), "pdfx4").standard == "pdfx4"
    assert yardstick_of(document(), PreflightOrder(), None).standard == "pdfx1a"


def test_a_least_resolution_by_number_is_a_warning_below_it_and_an_error_below_six_tenths() -> None:
    limits = limits_of("coated", PreflightOrder(min_ppi=250))
    assert (limits.error_ppi, limits.warning_ppi) == (150, 250)
    assert limits._replace(error_ppi=150, warning_ppi=225) == LIMITS["coated"]


def weighed(average: float, peak: float, **more: object) -> list[str]:
    page = PageInk(1, Wettest(peak, MIDDLE), Wettest(average, MIDDLE))._replace(**more)
    return [one.code for one in ink(page, Yardstick())]


@pytest.mark.parametrize(
    ("average", "peak", "told"),
    [(320, 328, []), (321, 400, ["NL895"]), (300, 329, ["NL896"]), (0, 0, [])],
)
def test_ink_is_judged_by_its_average_and_then_by_its_peak(average: float, peak: float, told: list[str]) -> None:
    assert weighed(average, peak) == told


def test_a_page_without_ink_is_empty_unless_it_could_not_be_measured() -> None:
    assert weighed(0, 0, empty=True) == ["NL838"]
    assert weighed(0, 0, empty=True, fault="size") == ["NL897"]


@pytest.mark.parametrize("kind", FAULTS)
def test_every_fault_of_reading_comes_under_a_rule_in_words(kind: str) -> None:
    (one,) = faulty(Fault(kind, At(3, ("Fm0",), 7), "F1"))
    assert one.page == 3
    assert BY_CODE[one.code].severity == "error"
    assert not str(one.value).startswith("fault.") or one.value in terms()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"\0" * 5000])
def test_what_is_no_pdf_has_a_verdict_of_damage_alone(content: bytes) -> None:
    verdict = preflight(content)
    assert {problem.code for problem in verdict.problems} == {"NL800"}
    assert not verdict.good
