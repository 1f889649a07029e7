"""The law of bulletins, by language and date."""

from datetime import date

from newsletter.check.law import lawful
from newsletter.check.rule import Subject
from newsletter.geometry import Insets, Size
from newsletter.model.article import unplaced
from newsletter.model.issue import Imprint, Issue
from newsletter.model.layout import Furniture, GridArea, Layout, PageTemplate
from newsletter.model.plan import Plan, PlannedPage
from newsletter.units import mm

WORDS = unplaced("có ghi")
IMPRINT = Imprint(license=WORDS, publisher=WORDS, printer=WORDS, print_run=WORDS, periodicity=WORDS)
ISSUE = Issue(id="i", folder="/i", title=WORDS, organization=WORDS, date=date(2022, 10, 20), imprint=IMPRINT)


def furnished(kind: str) -> PageTemplate:
    piece = Furniture(kind=kind, area=GridArea(0, 0, 1, 1))  # type: ignore[arg-type]
    return PageTemplate(name=kind, furniture=(piece,))


TEMPLATES = {"cover": furnished("masthead"), "back": furnished("imprint"), "inner": PageTemplate(name="inner")}


def layout(width: float = 190, height: float = 270) -> Layout:
    return Layout(
        name="x", trim=Size(mm(width), mm(height)), margins=Insets(0, 0, 0, 0), bleed=0, units=1, gutter=0,
        baseline=12000, lines=1, styles={}, templates=TEMPLATES,
    )  # fmt: skip


def plan(*templates: str) -> Plan:
    return Plan(tuple(PlannedPage(template=name) for name in templates))


def codes(subject: Subject) -> list[str]:
    return [problem.code for problem in lawful(subject)]


def test_a_lawful_bulletin_passes() -> None:
    assert codes(Subject(ISSUE, layout(), plan("cover", "inner", "back"), 64)) == []


def test_a4_is_over_the_size_of_a_bulletin() -> None:
    assert codes(Subject(ISSUE, layout(210, 297))) == ["NL721"]


def test_sixty_four_pages_are_the_most() -> None:
    assert codes(Subject(ISSUE, layout(), pages=65)) == ["NL722"]


def test_each_mandatory_field_that_is_absent_is_named() -> None:
    bare = ISSUE._replace(organization=None, imprint=Imprint(license=WORDS, printer=WORDS))
    found = [dict(problem.values).get("key") for problem in lawful(Subject(bare, layout()))]
    assert found == ["organization", "imprint.print_run", "imprint.periodicity", "imprint.publisher"]


def test_first_and_last_page_have_to_print_the_fields() -> None:
    assert codes(Subject(ISSUE, layout(), plan("inner", "inner"), 2)) == ["NL725", "NL726"]


def test_a_date_without_a_known_law_is_only_noted() -> None:
    later = ISSUE._replace(date=date(2026, 7, 1))
    (found,) = lawful(Subject(later, layout(400, 400)))
    assert (found.code, found.severity) == ("NL720", "note")


def test_other_languages_are_not_judged_by_vietnamese_law() -> None:
    assert codes(Subject(ISSUE._replace(language="en"), layout(400, 400))) == []


def test_the_trim_may_be_rounded_to_whole_points() -> None:
    assert codes(Subject(ISSUE, layout()._replace(trim=Size(539000, 765000)))) == []
