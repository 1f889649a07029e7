"""Notes as CSV for a spreadsheet: one row a note."""

from collections.abc import Callable, Sequence
from typing import Final

from newsletter import spreadsheet
from newsletter.review.formats.listing import Listing, grouped
from newsletter.review.notes import Note, Reply

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
    rows = ([value(note) for value in COLUMNS.values()] for group in grouped(notes, listing.by) for note in group.notes)
    return spreadsheet.as_csv(COLUMNS, rows)


def _reply(reply: Reply) -> str:
    return " · ".join(filter(None, (reply.author, reply.date, reply.state, reply.text)))
