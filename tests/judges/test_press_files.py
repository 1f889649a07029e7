"""The sample's press PDFs before the judges of others, each of which is seen to judge."""

from pathlib import Path

import pikepdf
import pytest
from judges import outside
from judges.outside import JUDGES, judged


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_a_fault_in_the_sample(judge: str, sample: Path, tmp_path: Path) -> None:
    assert judged(judge, sample, tmp_path) == []


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_a_fault_in_photos_of_any_kind(judge: str, small: Path, tmp_path: Path) -> None:
    assert judged(judge, small, tmp_path) == []


@pytest.mark.parametrize("judge", ["poppler", "ghostscript"])
def test_they_draw_every_page(judge: str, small: Path, tmp_path: Path) -> None:
    JUDGES[judge](small, tmp_path)
    assert len(list(tmp_path.iterdir())) == 4


def test_poppler_names_the_standard(sample: Path) -> None:
    assert outside.subtype(sample) == {"pdfx1a": "PDF/X-1a:2003", "pdfx4": "PDF/X-4"}[sample.stem]


def test_every_font_is_an_embedded_subset(sample: Path) -> None:
    found = outside.fonts(sample)
    assert len(found) > 5
    assert [font for font in found if font[1:] != ("yes", "yes")] == []


def faulty(folder: Path) -> Path:
    """A page with a font that is no font, an operator that is none, RGB, and a Contents stream that does not inflate."""
    path = folder / "faulty.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(200, 200))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type7, BaseFont=pikepdf.Name.Nothing)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        page.Contents = document.make_stream(b"q 1 0 0 rg BT /F1 12 Tf (A) Tj ET 9 bogus 0 0 9 9 re f Q Q")
        document.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFX)])
        document.Root.Metadata = document.make_stream(b"<rdf:RDF></rdf:RDF>")
        broken = document.make_stream(b"no deflate")
        document.add_blank_page(page_size=(200, 200)).Contents = broken
        document.save(path, compress_streams=False)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"/Length 10 ", b"/Filter/FlateDecode/Length 10 "))
    return path


@pytest.mark.parametrize("judge", JUDGES)
def test_every_judge_sees_faults_where_there_are_some(judge: str, tmp_path: Path) -> None:
    assert JUDGES[judge](faulty(tmp_path), tmp_path)
