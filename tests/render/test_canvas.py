"""A PDF while it is written."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from newsletter.render.canvas import PdfFile

ROOT = Path(__file__).resolve().parents[2]


def test_a_build_without_photos_loads_neither_pillow_nor_reportlab() -> None:
    code = "import sys, newsletter.render.pdf; print(*{'PIL', 'reportlab'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""


def test_every_object_is_found_by_the_table_in_whatever_order_it_was_written() -> None:
    sink = io.BytesIO()
    pdf = PdfFile(sink, (1, 7))
    root, unused, tree = pdf.reserve(), pdf.reserve(), pdf.reserve()
    pdf.write(tree, "<</Type/Pages/Kids[]/Count 0>>")
    pdf.write(root, f"<</Type/Catalog/Pages {tree}>>")
    pdf.write(pdf.fonts, "<<>>")
    info = pdf.add("<</Title(tin)>>")
    pdf.close(root, info)
    read = PdfReader(sink, strict=True)
    assert (read.metadata or {})["/Title"] == "tin"
    assert read.xref[0].keys() == {int(ref.split()[0]) for ref in (pdf.fonts, root, tree, info)}
    assert int(unused.split()[0]) not in read.xref[0]
    assert read.trailer["/Size"] == 6


def test_an_object_is_written_once() -> None:
    pdf = PdfFile(io.BytesIO(), (1, 7))
    pdf.write(pdf.fonts, "<<>>")
    with pytest.raises(ValueError, match="written twice"):
        pdf.write(pdf.fonts, "<<>>")
