"""No false alarms: files of ours and of others that are good by the rules pass; others get the verdicts that are true."""

import io
import time
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from preflight import others
from preflight.defects import saved
from preflight.legal import LEGAL
from preflight.verdicts import told
from press_issue import make_press_issue, press_pdf

SAMPLE = Path(__file__).parent.parent.parent / "issues/2022-10-so-dac-biet"


def findings(content: bytes, standard: str = "pdfx1a") -> list[str]:
    """Codes of everything but notes."""
    return sorted({one.code for one in told(content, standard) if one.severity != "note"})


@pytest.mark.parametrize("standard", ["pdfx1a", "pdfx4"])
def test_our_sample_is_found_no_fault_with(standard: str, tmp_path: Path) -> None:
    content = press_pdf(SAMPLE, tmp_path / "a.pdf", standard).read_bytes()
    started = time.process_time()
    assert findings(content, standard) == []
    assert time.process_time() - started < 6, "sixteen pages have six seconds"


@pytest.mark.parametrize("standard", ["pdfx1a", "pdfx4"])
def test_an_issue_with_photos_of_every_kind_is_found_no_fault_with(standard: str, tmp_path: Path) -> None:
    content = press_pdf(make_press_issue(tmp_path / "issue"), tmp_path / "a.pdf", standard).read_bytes()
    assert findings(content, standard) == []


CASES = [(name, standard) for name, (_, standards) in LEGAL.items() for standard in standards]


@pytest.mark.parametrize(("name", "standard"), CASES)
def test_what_the_standard_allows_is_no_fault(name: str, standard: str, good: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(good[standard])) as document:
        LEGAL[name][0](document)
        assert findings(saved(document), standard) == []


def test_pdf_x_4_may_pack_its_objects(good: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(good["pdfx4"])) as document:
        content = saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/ObjStm" in content
    assert findings(content, "pdfx4") == []


def test_a_good_file_stays_good_when_others_rewrite_or_update_it(good: Mapping[str, bytes]) -> None:
    assert findings(others.rewritten_by_qpdf(good["pdfx1a"])) == []
    assert findings(others.updated(good["pdfx1a"])) == []


def test_a_good_page_of_ghostscript_passes(tmp_path: Path) -> None:
    assert findings(others.ghostscript(tmp_path)) == []


def test_another_standard_is_named(tmp_path: Path) -> None:
    assert findings(others.ghostscript(tmp_path, "PDF/X-3:2002")) == ["NL808"]


def test_a_good_page_of_latex_passes(tmp_path: Path) -> None:
    """Its black text of 11.96 pt knocks out, which GWG R0009 warns of below 12 pt; nothing else is to be said."""
    found = told(others.latex(tmp_path, "x-4"), "pdfx4")
    assert [(one.code, one.severity, one.values["value"]) for one in found] == [("NL852", "warning", 11.96)]


def test_an_office_file_gets_the_verdicts_that_are_true_of_it() -> None:
    found = told(others.plain_reportlab())
    assert [one.code for one in found] == ["NL808", "NL813", "NL830", "NL840", "NL845", "NL880"]
    assert [one.values["value"] for one in found if one.code == "NL880"] == ["Helvetica"]


def test_a_photo_from_a_screen_gets_the_verdicts_that_are_true_of_it() -> None:
    found = told(others.pdfium_with_a_photo())
    assert {one.code for one in found} == {
        "NL804", "NL808", "NL809", "NL810", "NL813", "NL830", "NL840", "NL870",
    }  # fmt: skip
    (coarse,) = (one for one in found if one.code == "NL870")
    assert coarse.place == pytest.approx((50, 100, 250, 300), abs=0.1)
    assert coarse.values["value"] == pytest.approx(256 / 200 * 72, abs=0.1)
