"""A table as CSV (RFC 4180) for a spreadsheet: in UTF-8 with the mark by which Excel knows it."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from newsletter.legible import clean_lines

_MARK: Final = "\ufeff"
_FORMULA: Final = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]")
"""What a cell may not begin with (OWASP, CSV Injection), even after signs that are not seen; tabs and carriage returns
are no more there."""


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    table.writerow(columns)
    table.writerows([_cell(value) for value in row] for row in rows)
    return _MARK + out.getvalue()


def _cell(value: object) -> str:
    """As it is shown, with an apostrophe before what a spreadsheet would take for a formula."""
    shown = clean_lines(str(value))
    return f"'{shown}" if _FORMULA.match(shown) else shown
