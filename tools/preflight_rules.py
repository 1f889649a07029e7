"""The tables of docs/preflight.md, from the rules and the catalogue of codes: ``python tools/preflight_rules.py``."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from newsletter.commands.wording import entry  # noqa: E402 (the project is found first)
from newsletter.preflight.table import LIMITS, RULES, STANDARDS, STOCKS, Rule, Stock  # noqa: E402

MANUAL = ROOT / "docs" / "preflight.md"
BEGIN, END = "<!-- {} -->", "<!-- end of {} -->"
STANDARD_NAMES = {"pdfx1a": "X-1a", "pdfx4": "X-4"}
SEVERITIES = {
    "vi": {"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
HEADS = {
    "vi": "| mã | mức | nội dung | giới hạn | chuẩn | nguồn |",
    "en": "| code | severity | what it says | limit | standard | source |",
}
LIMIT_NAMES = {
    "average_ink": "mực trung bình / average ink, %",
    "rich_black": "mực của chữ đen / ink of black text, %",
    "small_text": "chữ trắng, chữ nhiều mực từ / white or many-inked text from, pt",
    "tiny_text": "chữ từ / text from, pt",
    "black_text": "chữ đen phải in đè dưới / black text overprints below, pt",
    "black_line": "nét đen phải in đè dưới / black lines overprint below, pt",
    "thin_line": "nét từ / lines from, pt",
    "error_ppi": "ảnh: lỗi dưới / pictures: error below, ppi",
    "warning_ppi": "ảnh: cảnh báo dưới / pictures: warning below, ppi",
    "error_ppi_line_art": "ảnh 1 bit: lỗi dưới / 1-bit: error below, ppi",
    "warning_ppi_line_art": "ảnh 1 bit: cảnh báo dưới / 1-bit: warning below, ppi",
    "fine_ppi": "ảnh: thừa trên / pictures: too fine above, ppi",
    "bleed": "tràn lề / bleed, mm",
    "safe": "chữ cách mép xén / text from the trim, mm",
}


def limits_table() -> str:
    rows = [f"| | {' | '.join(STOCKS)} |", "|---|" + "--:|" * len(STOCKS)]
    for field in Stock._fields:
        values = " | ".join(f"{getattr(LIMITS[stock], field):g}" for stock in STOCKS)
        rows.append(f"| {LIMIT_NAMES[field]} | {values} |")
    return "\n".join(rows)


def rules_table(language: str) -> str:
    return "\n".join([HEADS[language], "|---|---|---|---|---|---|", *(_row(rule, language) for rule in RULES)])


def _row(rule: Rule, language: str) -> str:
    said = entry(rule.code)
    if said is None:
        raise KeyError(rule.code)
    severity = SEVERITIES[language][rule.severity]
    if rule.severe_on:
        named = ", ".join(STANDARD_NAMES.get(one, one) for one in rule.severe_on)
        severity += f"; {named}: {SEVERITIES[language]['error']}"
    standards = "" if rule.standards == STANDARDS else ", ".join(STANDARD_NAMES[one] for one in rule.standards)
    source = rule.source.replace("house", "thực tế nhà in") if language == "vi" else rule.source
    cells = (rule.code, severity, _plain(said["message"][language]), _limits(rule), standards, source)
    return f"| {' | '.join(cells)} |"


def _plain(pattern: str) -> str:
    """A message without the places that are filled in."""
    bare = re.sub(r"( \[\{object\}\])?( \(\{(count|at)\}[^)]*\)$)?", "", pattern)
    return re.sub(r"[:;] …$", "", re.sub(r"\{\w+\}( \{\w+\})*", "…", bare))


def _limits(rule: Rule) -> str:
    values = [f"{getattr(LIMITS[stock], rule.limit):g}" for stock in STOCKS] if rule.limit else []
    return values[0] if len(set(values)) == 1 else " / ".join(values)


def filled(manual: str) -> str:
    """The manual with its tables as they have to be."""
    tables = {"limits": limits_table(), "rules vi": rules_table("vi"), "rules en": rules_table("en")}
    for name, table in tables.items():
        begin, end = BEGIN.format(name), END.format(name)
        head, _, rest = manual.partition(begin)
        _, _, tail = rest.partition(end)
        manual = f"{head}{begin}\n{table}\n{end}{tail}"
    return manual


if __name__ == "__main__":
    MANUAL.write_text(filled(MANUAL.read_text("utf-8")), "utf-8")
