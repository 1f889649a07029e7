"""Notes as text for a terminal or a mail: a head line for each with its place, below it the words and what is asked."""

from collections.abc import Iterator, Sequence
from typing import Final

from newsletter.legible import clean, clean_lines
from newsletter.review.formats.labels import LABELS, Labels, doubt, heading, standing, state_of
from newsletter.review.formats.listing import Listing, around, grouped, reviewer
from newsletter.review.notes import Note, Place, Reply

_MARGIN: Final = "    "


def as_text(notes: Sequence[Note], listing: Listing) -> str:
    labels = LABELS[listing.language]
    lines: list[str] = []
    for group in grouped(notes, listing.by):
        lines.append(clean(f"{heading(group, listing.by, labels)} ({len(group.notes)})"))
        for note in group.notes:
            lines += _told(note, labels)
        lines.append("")
    return "\n".join(lines)


def _told(note: Note, labels: Labels) -> Iterator[str]:
    *where, place = standing(note, labels)
    who = reviewer(note) or labels.nobody
    outcome = () if note.outcome == "proposed" else (labels.outcomes[note.outcome],)
    facts = [place, *where, labels.intents[note.intent], who, labels.statuses[note.status], *outcome]
    yield clean(f"  {note.id}  {' · '.join(facts)}")
    if note.place:
        yield f"{_MARGIN}{_quoted(note.place)}"
    for label, words in (
        (f"{labels.new_text}: ", note.new_text),
        ("", note.comment),
        (f"{labels.also}: ", ", ".join(note.also)),
        (f"{labels.rivals}: ", ", ".join(note.rivals)),
        *((f"{labels.reply}: ", _reply(reply, labels)) for reply in note.replies),
        ("", doubt(note, labels)),
    ):  # fmt: skip
        yield from _indented(f"{label}{words}") if words else ()


def _quoted(place: Place) -> str:
    lead, rest = around(place)
    before, marked, after = (" ".join(clean_lines(words).split("\n")) for words in (lead, place.quote, rest))
    return f"…{before}[{marked}]{after}…"


def _reply(reply: Reply, labels: Labels) -> str:
    return f"{reply.author or labels.nobody}: {reply.text or state_of(reply, labels)}"


def _indented(words: str) -> Iterator[str]:
    return (f"{_MARGIN}{line.rstrip()}" for line in clean_lines(words).split("\n") if line.strip())
