"""The rules of preflight as one table: code, source, severity, the standards they belong to, and the limits of each stock.

GWG ids are those of the Ghent Workgroup's 2022 specification, variant SheetCMYK (news: WebCMYKNews); clauses are those of
ISO 15930-4:2003 (PDF/X-1a:2003) and ISO 15930-7:2010 (PDF/X-4). "house" marks what Vietnamese print shops ask for besides.
What a rule means, why it matters and what mends it stands in the catalogue of codes, in both languages.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, get_args

from newsletter.problems import Severity

StandardName = Literal["pdfx1a", "pdfx4"]
StockName = Literal["coated", "uncoated", "newsprint", "digital"]
STANDARDS: Final[tuple[StandardName, ...]] = get_args(StandardName)
STOCKS: Final[tuple[StockName, ...]] = get_args(StockName)

PEAK_TOLERANCE: Final = 8
"""Per cent of ink: the noise of JPEG alone raised a peak of 300 by 5.5, so a peak counts from the limit + 8."""
ERROR_SHARE: Final = 0.6
"""Of a least resolution asked for by number: below this share of it a photo is an error (the contract's ``min_ppi``)."""


class Stock(NamedTuple):
    """The limits that a paper and its press set. Ink in per cent, sizes and widths in points, lengths in millimetres."""

    average_ink: float = 320
    """CMYK sum, averaged over any 15 x 15 mm (R0026)."""
    rich_black: float = 280
    """CMYK sum of text that looks black (R0015)."""
    small_text: float = 8
    """Below it white text and text of several inks lose their shape (R0016, R0017)."""
    tiny_text: float = 5
    """Below it black text on paper does (house)."""
    black_text: float = 12
    """Below it black text has to overprint, and not as DeviceGray (R0009, R0011)."""
    black_line: float = 2
    """The same of lines (R0010, R0012)."""
    thin_line: float = 0.25
    """The thinnest line (house; of white or of several inks: R0018, R0019)."""
    error_ppi: float = 150
    warning_ppi: float = 225
    """Effective resolution of photos, the smaller axis (R0031)."""
    error_ppi_line_art: float = 550
    warning_ppi_line_art: float = 800
    """The same of 1-bit images (R0032)."""
    fine_ppi: float = 450
    """Above it a photo holds pixels that no screen prints (house)."""
    bleed: float = 3
    """Picture beyond the trim (house)."""
    safe: float = 3
    """From the trim inwards, where the knife may stray (house)."""


_SHEET = Stock()
LIMITS: Final[Mapping[StockName, Stock]] = {
    "coated": _SHEET,
    "uncoated": _SHEET._replace(average_ink=300),
    "newsprint": _SHEET._replace(
        average_ink=245, rich_black=220, small_text=10, tiny_text=6, error_ppi=100, warning_ppi=150, fine_ppi=300
    ),
    "digital": _SHEET._replace(small_text=5, tiny_text=4),
}

CONDITIONS: Final[Mapping[str, StockName]] = {
    "fogra27": "coated", "fogra39": "coated", "fogra39l": "coated", "fogra51": "coated", "gracol2013": "coated",
    "jc200103": "coated",
    "fogra29": "uncoated", "fogra29l": "uncoated", "fogra30": "uncoated", "fogra47": "uncoated", "fogra52": "uncoated",
    "ifra26": "newsprint", "ifra30": "newsprint", "isonewspaper26v4": "newsprint", "wan-ifranewspaper26v5": "newsprint",
}  # fmt: skip
"""Stocks by the names of printing conditions (the ICC's registry of characterisation data), in lower case."""


class Yardstick(NamedTuple):
    """What a file is held against."""

    standard: StandardName = "pdfx1a"
    stock: StockName = "coated"
    limits: Stock = _SHEET


class Rule(NamedTuple):
    """``limit`` names the field of ``Stock`` that the rule measures against. For the stocks and standards ``severe_on``
    it is an error, whatever its severity elsewhere."""

    code: str
    source: str
    severity: Severity
    standards: tuple[StandardName, ...] = STANDARDS
    limit: str = ""
    severe_on: tuple[StockName | StandardName, ...] = ()

    def severity_by(self, yardstick: Yardstick) -> Severity:
        severe = yardstick.stock in self.severe_on or yardstick.standard in self.severe_on
        return "error" if severe else self.severity


_X1A: Final[tuple[StandardName, ...]] = ("pdfx1a",)
_X4: Final[tuple[StandardName, ...]] = ("pdfx4",)
_WEB: Final[tuple[StockName, ...]] = ("newsprint",)
"""A web press can neither turn nor shift one page of a run."""

RULES: Final[tuple[Rule, ...]] = (
    # The file
    Rule("NL800", "ISO 32000-1 7.5", "error"),
    Rule("NL801", "house", "error"),
    Rule("NL802", "ISO 32000-1 7.8", "error"),
    Rule("NL803", "ISO 15930-4 6.1, ISO 15930-7 6.1", "error"),
    Rule("NL804", "ISO 15930-4 6.1, ISO 15930-7 6.1", "error"),
    Rule("NL805", "ISO 15930-4 6.1, ISO 15930-7 6.1", "error"),
    Rule("NL806", "ISO 15930-4 6.1, ISO 15930-7 6.1", "error"),
    Rule("NL807", "ISO 15930-4 6.1", "error", _X1A),
    # What it says of itself
    Rule("NL808", "GWG 2022 R0001, ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL809", "ISO 15930-4", "error", _X1A),
    Rule("NL810", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL811", "ISO 15930-7", "error", _X4),
    Rule("NL812", "ISO 15930-7", "warning", severe_on=_X4),
    Rule("NL813", "GWG 2022 R0035, ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL814", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL815", "GWG 2022 R0035, ISO 15930-4, ISO 15930-7", "error"),
    # What does not belong into it
    Rule("NL816", "ISO 15930-4 6.1", "error", _X1A),
    Rule("NL817", "GWG 2022 R0034, R0036, ISO 15930-7", "warning", _X4),
    Rule("NL818", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL819", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL820", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL821", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL822", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL823", "ISO 15930-4, ISO 15930-7", "error"),
    # Pages and their boxes
    Rule("NL830", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL831", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL832", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL833", "GWG 2022 R0003", "error"),
    Rule("NL834", "GWG 2022 R0002", "error"),
    Rule("NL835", "house", "warning", limit="bleed"),
    Rule("NL836", "GWG 2022 R0004", "warning", severe_on=_WEB),
    Rule("NL837", "GWG 2022 R0004", "warning", severe_on=_WEB),
    Rule("NL838", "GWG 2022 R0005", "warning"),
    Rule("NL839", "house", "note"),
    # Colour
    Rule("NL840", "GWG 2022 R0027, ISO 15930-4", "error"),
    Rule("NL841", "GWG 2022 R0027, ISO 15930-4", "error"),
    Rule("NL842", "GWG 2022 R0020", "error"),
    Rule("NL843", "GWG 2022 R0024", "warning"),
    Rule("NL844", "ISO 15930-4", "error", _X1A),
    Rule("NL845", "ISO 15930-4", "error", _X1A),
    Rule("NL846", "GWG 2022 R0030", "error", _X4),
    # What prints over what
    Rule("NL850", "GWG 2022 R0007", "error"),
    Rule("NL851", "GWG 2022 R0008", "warning"),
    Rule("NL852", "GWG 2022 R0009", "warning", limit="black_text"),
    Rule("NL853", "GWG 2022 R0010", "warning", limit="black_line"),
    Rule("NL854", "GWG 2022 R0011", "warning", limit="black_text"),
    Rule("NL855", "GWG 2022 R0012", "warning", limit="black_line"),
    Rule("NL856", "GWG 2022 R0013", "warning"),
    # What prints too small
    Rule("NL860", "GWG 2022 R0015", "warning", limit="rich_black"),
    Rule("NL861", "GWG 2022 R0016", "warning", limit="small_text"),
    Rule("NL862", "GWG 2022 R0017", "warning", limit="small_text"),
    Rule("NL863", "GWG 2022 R0018", "warning", limit="thin_line"),
    Rule("NL864", "GWG 2022 R0019", "warning", limit="thin_line"),
    Rule("NL865", "house", "warning", limit="thin_line"),
    Rule("NL866", "house", "error"),
    Rule("NL867", "house", "warning", limit="tiny_text"),
    # Pictures
    Rule("NL870", "GWG 2022 R0031", "error", limit="error_ppi"),
    Rule("NL871", "GWG 2022 R0031", "warning", limit="warning_ppi"),
    Rule("NL872", "GWG 2022 R0032", "error", limit="error_ppi_line_art"),
    Rule("NL873", "GWG 2022 R0032", "warning", limit="warning_ppi_line_art"),
    Rule("NL874", "house", "note", limit="fine_ppi"),
    Rule("NL875", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL876", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL877", "ISO 32000-1 8.9.5", "error"),
    # Fonts
    Rule("NL880", "ISO 15930-4, ISO 15930-7", "error"),
    Rule("NL881", "house", "note"),
    Rule("NL882", "house", "warning", _X1A),
    Rule("NL883", "ISO 15930-7", "error"),
    Rule("NL884", "GWG 2022 R0014", "warning"),
    Rule("NL885", "ISO 32000-1 9.9", "error"),
    # The edge of the page
    Rule("NL890", "house", "error", limit="bleed"),
    Rule("NL891", "house", "warning", limit="safe"),
    # Ink
    Rule("NL895", "GWG 2022 R0026", "error", limit="average_ink"),
    Rule("NL896", "house", "warning", limit="average_ink"),
    Rule("NL897", "house", "warning"),
    # The report
    Rule("NL899", "house", "note"),
)
BY_CODE: Final[Mapping[str, Rule]] = {rule.code: rule for rule in RULES}
