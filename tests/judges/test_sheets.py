"""Imposed sheets before the judges of others: still PDF/X, and no judge has anything against them."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from judges import outside
from judges.outside import JUDGES, judged

from newsletter.commands import main

SCHEMES = {
    "saddle": ["--creep", "0.1mm"],
    "perfect": ["--signature", "8"],
    "nup": ["--sheet", "65x86"],
    "reader": [],
}


def imposed(pdf: Path, folder: Path, scheme: str) -> Path:
    out = folder / f"{pdf.stem}-{scheme}.pdf"
    result = CliRunner().invoke(main, ["impose", str(pdf), "-o", str(out), "--scheme", scheme, *SCHEMES[scheme]])
    assert result.exit_code == 0, result.stderr
    return out


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_a_fault_in_a_stitched_sheet(judge: str, small: Path, tmp_path: Path) -> None:
    assert judged(judge, imposed(small, tmp_path, "saddle"), tmp_path) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_makes_sound_files_that_keep_standard_and_fonts(scheme: str, small: Path, tmp_path: Path) -> None:
    sheets = imposed(small, tmp_path, scheme)
    assert outside.qpdf(sheets) == []
    assert outside.subtype(sheets) == outside.subtype(small) != ""
    assert {font for font in outside.fonts(sheets) if font[1:] != ("yes", "yes")} == set()
    assert {name for name, *_ in outside.fonts(sheets)} >= {name for name, *_ in outside.fonts(small)}


def test_a_folding_dummy_is_sound(small: Path, tmp_path: Path) -> None:
    dummy = tmp_path / "dummy.pdf"
    assert CliRunner().invoke(main, ["impose", str(small), "--dummy", str(dummy)]).exit_code == 0
    assert outside.qpdf(dummy) == []
    assert outside.poppler(dummy, tmp_path) == []
    assert outside.pdfcpu(dummy) == []
