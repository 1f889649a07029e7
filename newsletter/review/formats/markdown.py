"""Notes as a task list in Markdown (CommonMark 0.31, with the task boxes of GitHub): for tickets and minutes.

What reviewers wrote is escaped sign by sign, so that it is read as text and stays in its item."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsletter.legible import clean, clean_lines
from newsletter.review.formats.labels import LABELS, Labels, doubt, heading, standing, state_of
from newsletter.review.formats.listing import Listing, around, grouped, reviewer
from newsletter.review.notes import Note, Place, Reply

_ACTIVE: Final = re.compile(r"[\\`*_\[\]<>&|~$@!#]|(?<=[wW]{3})\.|:(?=/)")
"""Signs that may begin something in the middle of a line, with those of the extensions of GitHub (tables, links
without brackets, formulas)."""
_LEADING: Final = re.compile(r"(?:\d{1,9}(?=[.)]))?(?=[+\-=:.)])")
"""Up to a sign that begins a list, a rule or the underline of a heading at the start of a line."""
_TOGETHER: Final = "\\\n    "
"""A line break within an item of an item."""


def as_markdown(notes: Sequence[Note], listing: Listing) -> str:
    labels = LABELS[listing.language]
    lines = [f"# {_line(_flat(' · '.join(filter(None, (labels.title, listing.title)))))}"]
    for group in grouped(notes, listing.by):
        lines += ["", f"## {_line(_flat(heading(group, listing.by, labels)))}", ""]
        for note in group.notes:
            lines += _item(note, labels)
    return "\n".join(lines) + "\n"


def _item(note: Note, labels: Labels) -> Iterator[str]:
    """The box is ticked where nothing is left to do."""
    settled = "x" if note.status in ("done", "rejected") else " "
    facts = [*standing(note, labels), reviewer(note) or labels.nobody, labels.statuses[note.status]]
    told = " · ".join(_line(_flat(fact)) for fact in facts)
    yield f"- [{settled}] **{labels.intents[note.intent]}** · {told} · {_line(_flat(note.id))}"
    if note.place:
        yield f"  - {labels.quote}: {_quoted(note.place)}"
    for label, words in (
        (labels.new_text, note.new_text),
        (labels.comment, note.comment),
        (labels.also, ", ".join(note.also)),
        (labels.rivals, ", ".join(note.rivals)),
    ):
        if words:
            yield f"  - {label}: {_text(words)}"
    for reply in note.replies:
        yield f"  - {labels.reply}: {_text(_reply(reply, labels))}"
    if doubt(note, labels):
        yield f"  - {_text(doubt(note, labels))}"


def _quoted(place: Place) -> str:
    """The marked words in brackets, those of a caret empty. (Bold type cannot begin in the middle of every word.)"""
    lead, rest = around(place)
    before, marked, after = (_line(clean(words)) for words in (lead, place.quote, rest))
    return f"…{before}\\[{marked}\\]{after}…"


def _reply(reply: Reply, labels: Labels) -> str:
    told = [reply.author or labels.nobody, reply.date, state_of(reply, labels)]
    return ": ".join(filter(None, (" · ".join(filter(None, told)), reply.text)))


def _text(words: str) -> str:
    """As Markdown for the same words; empty lines are left out, since they end a paragraph."""
    lines = (line.strip() for line in clean_lines(words).split("\n"))
    return _TOGETHER.join(_line(line) for line in lines if line)


def _flat(words: str) -> str:
    return " ".join(clean_lines(words).split())


def _line(words: str) -> str:
    leading = _LEADING.match(words)
    if leading is None:
        return _escaped(words)
    sign = leading.end()
    return words[:sign] + "\\" + words[sign] + _escaped(words[sign + 1 :])


def _escaped(words: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", words)
