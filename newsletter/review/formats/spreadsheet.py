"""Notes as CSV (RFC 4180) for a spreadsheet: one row a note, in UTF-8 with the mark by which Excel knows it."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Final

from newsletter.legible import clean_lines
from newsletter.review.formats.listing import Listing, grouped
from newsletter.review.notes import Note, Reply

_MARK: Final = "\ufeff"
_FORMULA: Final = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]")
"""What a cell may not begin with (OWASP, CSV Injection), even after signs that are not seen; tabs and carriage returns
are no more there."""

COLUMNS: Final[dict[str, Callable[[Note], object]]] = {
    "id": lambda note: note.id,
    "page": lambda note: note.shown_page,
    "story": lambda note: note.place.story if note.place else "",
    "file": lambda note: note.place.file if note.place else "",
    "line": lambda note: note.place.start[0] if note.place else "",
    "column": lambda note: note.place.start[1] if note.place else "",
    "end_line": lambda note: note.place.end[0] if note.place else "",
    "end_column": lambda note: note.place.end[1] if note.place else "",
    "frame": lambda note: note.place.frame if note.place else "",
    "printed_line": lambda note: (note.place and note.place.line) or "",
    "intent": lambda note: note.intent,
    "before": lambda note: note.place.prefix if note.place else "",
    "quote": lambda note: note.place.quote if note.place else "",
    "after": lambda note: note.place.suffix if note.place else "",
    "new_text": lambda note: note.new_text,
    "comment": lambda note: note.comment,
    "author": lambda note: note.author,
    "date": lambda note: note.date,
    "also": lambda note: "; ".join(note.also),
    "replies": lambda note: "\n".join(map(_reply, note.replies)),
    "status": lambda note: note.status,
    "outcome": lambda note: note.outcome,
    "rivals": lambda note: " ".join(note.rivals),
    "method": lambda note: note.place.method if note.place else "",
    "confidence": lambda note: f"{note.place.confidence:.2f}" if note.place else "",
    "reason": lambda note: note.reason,
    "kinds": lambda note: " ".join(note.kinds),
    "proof": lambda note: note.proof,
    "returned_file": lambda note: note.file,
    "pdf_page": lambda note: note.page,
}
"""Name of each column, the same in any language, and what stands in it."""


def as_csv(notes: Sequence[Note], listing: Listing) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    rows.writerow(COLUMNS)
    for group in grouped(notes, listing.by):
        rows.writerows([_cell(value(note)) for value in COLUMNS.values()] for note in group.notes)
    return _MARK + out.getvalue()


def _cell(value: object) -> str:
    """As it is shown, with an apostrophe before what a spreadsheet would take for a formula."""
    shown = clean_lines(str(value))
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _reply(reply: Reply) -> str:
    return " · ".join(filter(None, (reply.author, reply.date, reply.state, reply.text)))
