"""The sample's press PDFs before the judges of others, each of which is seen to judge."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from judges import outside

HELPLESS = (
    # Codes of PDFBox, each with the reason why a good PDF/X file has it.
    "3.1.11 : Invalid Font definition, {font}: The CIDSet entry is missing for the Composite Subset",  # PDF/A-1's alone
    "7.1.1 : Error on MetaData, No type defined for {http://ns.adobe.com/pdf/1.3/}Trapped",  # PDF/X-4 demands it
)


def helpless(complaint: str) -> bool:
    head, _, tail = HELPLESS[0].partition("{font}")
    return complaint == HELPLESS[1] or (complaint.startswith(head) and complaint.endswith(tail))


def test_qpdf_finds_no_fault(press_file: Path) -> None:
    assert outside.qpdf(press_file) == []


def test_poppler_draws_every_page_without_a_word(press_file: Path, tmp_path: Path) -> None:
    assert outside.poppler(press_file, tmp_path) == []
    assert len(list(tmp_path.glob("page-*"))) == 16


def test_poppler_names_the_standard(press_file: Path) -> None:
    assert outside.subtype(press_file) == {"pdfx1a": "PDF/X-1a:2003", "pdfx4": "PDF/X-4"}[press_file.stem]


def test_every_font_is_an_embedded_subset(press_file: Path) -> None:
    found = outside.fonts(press_file)
    assert len(found) > 5
    assert [font for font in found if font[1:] != ("yes", "yes")] == []


def test_ghostscript_draws_every_page_without_a_word(press_file: Path, tmp_path: Path) -> None:
    assert outside.ghostscript(press_file, tmp_path) == []
    assert len(list(tmp_path.glob("plate-*"))) == 16


def test_pdfbox_complains_of_nothing_that_pdf_x_forbids(press_file: Path, tmp_path: Path) -> None:
    told = outside.pdfbox(press_file, tmp_path)
    assert [complaint for complaint in told if not helpless(complaint)] == []


def test_pdfcpu_in_strict_mode_finds_no_fault(press_file: Path) -> None:
    assert outside.pdfcpu(press_file) == []


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


JUDGES: dict[str, Callable[[Path, Path], list[str]]] = {
    "qpdf": lambda pdf, _: outside.qpdf(pdf),
    "poppler": outside.poppler,
    "ghostscript": outside.ghostscript,
    "pdfbox": outside.pdfbox,
    "pdfcpu": lambda pdf, _: outside.pdfcpu(pdf),
}


@pytest.mark.parametrize("judge", JUDGES)
def test_every_judge_sees_faults_where_there_are_some(judge: str, tmp_path: Path) -> None:
    assert JUDGES[judge](faulty(tmp_path), tmp_path)
