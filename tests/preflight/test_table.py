"""The table of rules: each has its words, each is asked by some rule, and the manual shows them all."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from newsletter.commands.wording import codes, entry, terms
from newsletter.pdf.document import DAMAGES
from newsletter.pdf.marks import FAULTS
from newsletter.preflight.finding import BREAKAGES
from newsletter.preflight.plates import FAULTS as PLATE_FAULTS
from newsletter.preflight.table import BY_CODE, LIMITS, RULES, STANDARDS, STOCKS, Rule, Stock, Yardstick

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "newsletter" / "preflight"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = spec_from_file_location("preflight_rules", ROOT / "tools" / "preflight_rules.py")
    assert spec is not None
    assert spec.loader is not None
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_manual_shows_the_table_and_the_catalogue_as_they_are(tool: ModuleType) -> None:
    manual = (ROOT / "docs" / "preflight.md").read_text("utf-8")
    assert manual == tool.filled(manual), "python tools/preflight_rules.py"


def test_a_code_has_one_rule() -> None:
    assert len(BY_CODE) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(BY_CODE)


def test_the_table_and_the_catalogue_know_the_same_codes() -> None:
    assert set(BY_CODE) == {code for code in codes() if code.startswith("NL8")}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained_with_its_own_severity_and_a_remedy(rule: Rule) -> None:
    said = entry(rule.code)
    assert said is not None
    assert said["severity"] == rule.severity
    assert said["hint"]["vi"]
    assert rule.source
    assert set(rule.standards) <= set(STANDARDS)
    assert rule.limit in ("", *Stock._fields)


def test_every_rule_is_asked_somewhere() -> None:
    asked = "".join(file.read_text("utf-8") for file in ROOM.glob("*.py") if file.name != "table.py")
    assert [code for code in BY_CODE if f'"{code}"' not in asked] == []


def test_every_stock_has_limits() -> None:
    assert tuple(LIMITS) == STOCKS


def test_newsprint_takes_less_ink_and_coarser_pictures_than_coated_paper() -> None:
    news, coated = LIMITS["newsprint"], LIMITS["coated"]
    assert news.average_ink == 245
    assert coated.average_ink == 320
    assert (news.error_ppi, news.warning_ppi) == (100, 150)
    assert (coated.error_ppi, coated.warning_ppi) == (150, 225)


def test_a_turned_page_is_an_error_on_a_web_press_and_a_warning_elsewhere() -> None:
    assert BY_CODE["NL837"].severity_by(Yardstick("pdfx1a", "newsprint")) == "error"
    assert BY_CODE["NL837"].severity_by(Yardstick("pdfx1a", "coated")) == "warning"


def test_every_kind_of_damage_and_fault_has_its_words() -> None:
    assert {f"damage.{kind}" for kind in DAMAGES} - {"damage.locked"} <= set(terms())  # which has a rule of its own
    assert {f"broken.{word}" for word in BREAKAGES} <= set(terms())
    assert {f"plate.{fault}" for fault in PLATE_FAULTS} <= set(terms())
    elsewhere = {"postscript", "opi", "reference", "font", "image"}
    assert {f"fault.{kind}" for kind in FAULTS if kind not in elsewhere} <= set(terms())


def test_every_term_speaks_both_languages_and_stands_in_a_rule() -> None:
    rules = "".join(file.read_text("utf-8") for file in ROOM.parent.rglob("*.py"))
    for term, words in terms().items():
        assert words["vi"]
        assert words["en"]
        family, _, _ = term.partition(".")
        assert re.search(rf'"{term}"|f"{family}\.\{{', rules), term
