"""Notes as JSON (newsletter-notes/1), for programs: every field of every note, by its name."""

import json
from collections.abc import Sequence
from typing import Any, Final

from newsletter.review.formats.listing import Listing, grouped
from newsletter.review.notes import Note

FORMAT: Final = "newsletter-notes/1"


def as_json(notes: Sequence[Note], listing: Listing) -> str:
    """In the order in which lists for people have them; what is not known is absent or empty."""
    told = [note_entry(note) for group in grouped(notes, listing.by) for note in group.notes]
    content = {"format": FORMAT, "issue": listing.title, "notes": told}
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"


def note_entry(note: Note) -> dict[str, object]:
    """A note as the JSON that verbs print too."""
    return {name: plain for name, value in note._asdict().items() if (plain := _plain(value)) is not None}


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        if all(isinstance(field, float) for field in value):
            return list(value)  # a box
        return {name: _plain(field) for name, field in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
