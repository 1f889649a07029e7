"""The press standards as a table: what each writes into the file besides the pages."""

from dataclasses import dataclass
from typing import Final

from newsletter.model.issue import PressStandard


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """``version`` of the PDF header; ``info`` are entries of Info, PDF syntax; ``xmp`` is RDF beside the common one."""

    title: str
    version: tuple[int, int]
    info: tuple[tuple[str, str], ...] = ()
    xmp: str = ""


_X4_XMP: Final = (
    '\n<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">'
    "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description>"
)

STANDARDS: Final[dict[PressStandard, Standard]] = {
    # ISO 15930-4:2003: PDF 1.4 at most, no transparency, all colour in the inks of the printing condition.
    "pdfx1a": Standard(title="PDF/X-1a:2003", version=(1, 4), info=(("GTS_PDFXVersion", "(PDF/X-1a:2003)"),)),
    # ISO 15930-7:2010: the version that counts is in XMP, and Info repeats it for older programs. What this program
    # draws needs none of the further freedom.
    "pdfx4": Standard(title="PDF/X-4", version=(1, 6), info=(("GTS_PDFXVersion", "(PDF/X-4)"),), xmp=_X4_XMP),
}
