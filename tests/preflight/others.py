"""PDFs that programs of others write: some good by the rules, some not, each with the verdicts that are true of it."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from newsletter.render.profiles import FOGRA39L, profile

SHEET = """%!PS
<< /PageSize [300 400] >> setpagedevice
[ /TrimBox [20 20 280 380] /BleedBox [10 10 290 390] /PAGE pdfmark
0.1 0.2 0.1 0 setcmykcolor 10 10 280 50 rectfill
0 0 0 1 setcmykcolor 50 120 100 20 rectfill
/Times-Roman findfont 14 scalefont setfont 50 200 moveto (Hello, printer) show
0.1 0.9 0.8 0 setcmykcolor 2 setlinewidth 50 300 moveto 200 300 lineto stroke
showpage
"""
INTENT = """%!
[ /GTS_PDFXVersion (VERSION) /Title (Sheet) /Trapped /False /DOCINFO pdfmark
[ /_objdef {icc} /type /stream /OBJ pdfmark
[ {icc} << /N 4 >> /PUT pdfmark
[ {icc} (PROFILE) (r) file /PUT pdfmark
[ /_objdef {intent} /type /dict /OBJ pdfmark
[ {intent} << /Type /OutputIntent /S /GTS_PDFX /Info (Coated) /OutputConditionIdentifier (FOGRA39)
  /RegistryName (http://www.color.org) /DestOutputProfile {icc} >> /PUT pdfmark
[ {Catalog} << /OutputIntents [ {intent} ] >> /PUT pdfmark
"""
LATEX = r"""\documentclass[12pt,a4paper]{article}
\begin{filecontents*}[overwrite]{sheet.xmpdata}
\Title{Sheet}\Author{Office}\Language{vi}
\end{filecontents*}
\usepackage[STANDARD]{pdfx}
\usepackage{xcolor}
\begin{document}
\pagestyle{empty}
Hello, \textcolor[cmyk]{0.1,0.9,0.8,0}{printer}

\color[cmyk]{0,0,0,1}\rule{5cm}{3pt}
\end{document}
"""


def ghostscript(folder: Path, version: str = "PDF/X-1a:2003") -> bytes:
    """A page by Ghostscript's pdfwrite. It writes PDF/X-3 of 2002, and here claims ``version``."""
    _needs("gs")
    (folder / "press.icc").write_bytes(profile(FOGRA39L))
    intent = INTENT.replace("PROFILE", str(folder / "press.icc")).replace("VERSION", version)
    (folder / "intent.ps").write_text(intent, encoding="ascii")
    (folder / "sheet.ps").write_text(SHEET, encoding="ascii")
    wanted = ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFX", "-sDEVICE=pdfwrite", "-sColorConversionStrategy=CMYK"]
    _run(folder, "gs", *wanted, f"--permit-file-read={folder}/", "-o", "sheet.pdf", "intent.ps", "sheet.ps")
    return (folder / "sheet.pdf").read_bytes()


def latex(folder: Path, standard: str) -> bytes:
    """A page by LuaLaTeX with the package pdfx; ``standard`` is its option: x-1a3, x-4."""
    _needs("lualatex")
    (folder / "sheet.tex").write_text(LATEX.replace("STANDARD", standard), encoding="ascii")
    _run(folder, "lualatex", "-interaction=nonstopmode", "sheet.tex")
    if not (folder / "sheet.pdf").exists():
        pytest.skip("LuaLaTeX has no package pdfx")
    return (folder / "sheet.pdf").read_bytes()


def plain_reportlab() -> bytes:
    """What anybody writes who knows nothing of presses: Helvetica that is not embedded, RGB, no boxes, no intent."""
    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=(300, 400), invariant=1)
    canvas.setFont("Helvetica", 14)
    canvas.setFillColorRGB(0.8, 0.1, 0.1)
    canvas.drawString(50, 200, "Hello, printer")
    canvas.setFillAlpha(0.5)
    canvas.rect(50, 100, 80, 40, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return sink.getvalue()


def pdfium_with_a_photo() -> bytes:
    """A page that pdfium makes of one small JPEG in RGB."""
    photo, sink = io.BytesIO(), io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(photo, "JPEG")
    document = pdfium.PdfDocument.new()
    picture = pdfium.PdfImage.new(document)
    picture.load_jpeg(photo)
    picture.set_matrix(pdfium.PdfMatrix().scale(200, 200).translate(50, 100))
    page = document.new_page(300, 400)
    page.insert_obj(picture)
    page.gen_content()
    document.save(sink)
    document.close()
    return sink.getvalue()


def rewritten_by_qpdf(good: bytes) -> bytes:
    """A good file as qpdf writes it anew: other numbers, other order, linearized."""
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as document:
        document.save(
            sink,
            linearize=True,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return sink.getvalue()


def updated(good: bytes) -> bytes:
    """A good file with an incremental update that says once more what its Info says (ISO 32000-1, 7.5.6)."""
    start = int(re.findall(rb"startxref\s+(\d+)", good)[-1])
    trailer = good[good.rindex(b"trailer") :]
    number = int(re.search(rb"/Info (\d+) 0 R", trailer)[1])  # type: ignore[index]
    found = re.search(rb"\n%d 0 obj\s(.+?)\sendobj" % number, good, flags=re.DOTALL)
    assert found
    place = len(good) + 1
    again = b"\n%d 0 obj\n%s\nendobj\n" % (number, found[1])
    entries = re.search(rb"<<(.*)>>", trailer, flags=re.DOTALL)[1]  # type: ignore[index]
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<<%s/Prev %d>>\n" % (number, place, entries, start)
    return good + again + table + b"startxref\n%d\n%%%%EOF\n" % (len(good) + len(again))


def _needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def _run(folder: Path, *arguments: str) -> None:
    subprocess.run(arguments, cwd=folder, capture_output=True, check=False, timeout=120)
