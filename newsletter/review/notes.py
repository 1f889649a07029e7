"""What reviewers leave on a proof, as values: markups as a file holds them, and the notes that they come to.

Boxes are points of default user space, y upward, as the PDF has them; lines and columns of the source count from 1."""

from typing import Literal, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.problems import Problem

MarkupKind = Literal[
    "highlight", "underline", "squiggly", "strike-out", "caret", "note", "free-text", "ink", "stamp", "shape",
    "attachment", "drawn",
]  # fmt: skip
"""Markup annotations (ISO 32000-1, 12.5.6); ``drawn`` is what was painted into the page itself."""
Intent = Literal["replace", "delete", "insert", "comment", "stamp", "drawing"]
Outcome = Literal["proposed", "applied", "conflict", "orphan", "unreadable"]
"""``proposed``: it has its place in the source; ``conflict``: another asks otherwise of the same words; ``orphan``: on
its page, but in no text; ``unreadable``: the file tells too little of it."""
Status = Literal["open", "accepted", "rejected", "done"]
Method = Literal["map", "text", "nearest"]
"""How a place was found: by the map of the proof, by the words alone, or as the nearest line to a mark that stands on
none."""


Form = Literal["ink", "line", "polygon", "polyline", "square", "circle", "stamp"]
Points = tuple[tuple[float, float], ...]


class Drawing(NamedTuple):
    """What was drawn: the points of each stroke of ink, of a line, or the corners of a polygon; of the other forms their box
    says all. ``width`` is that of the pen, 0 where it is not told; ``icon`` the name of a stamp ("Approved")."""

    form: Form
    strokes: tuple[Points, ...] = ()
    width: float = 0.0
    icon: str = ""


class Markup(NamedTuple):
    """One annotation. ``quads`` are the boxes of the quadrilaterals of a text markup.

    ``contents`` and ``author`` are NFC; ``created`` and ``modified`` ISO 8601, "" where the file states none that
    makes sense. ``intent`` is IT, ``name`` NM. ``reply_to`` is the index in the file's list of what it answers to,
    -1 where to nothing; ``grouped``: it is one with that (RT Group). ``state``: StateModel and State, ``("Review",
    "Accepted")``. ``attachment`` names the file that it carries, which is never opened. ``at`` is its object's
    number."""

    kind: MarkupKind
    page: int
    rect: Box | None
    quads: tuple[Box, ...] = ()
    drawing: Drawing | None = None
    contents: str = ""
    author: str = ""
    subject: str = ""
    created: str = ""
    modified: str = ""
    intent: str = ""
    name: str = ""
    reply_to: int = -1
    grouped: bool = False
    state: tuple[str, str] | tuple[()] = ()
    hidden: bool = False
    attachment: str = ""
    at: int = 0


class Place(NamedTuple):
    """Where in the source a note belongs. ``start`` and ``end`` are line and column of its first and last character; of
    a caret ``start`` is the character that it stands before, and ``quote`` is "". ``quote`` is what is marked, as
    shown, with up to 32 characters before and after it. ``line`` is the number of its line in the column, as proofs
    print them. ``role`` as in the map. ``confidence`` in 0 … 1."""

    story: str
    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    quote: str
    prefix: str = ""
    suffix: str = ""
    frame: str = ""
    line: int = 0
    role: str = "body"
    method: Method = "map"
    confidence: float = 1.0


class Reply(NamedTuple):
    author: str
    date: str
    text: str
    state: str = ""
    """What it sets the note to in the file's own review states, "" where it is a remark."""


class Note(NamedTuple):
    """What one reviewer asks for, made of one markup or of some that belong together. ``page`` is that of the PDF, from 1,
    ``folio`` the number printed there (a page of instructions may come first), 0 where the map tells none. ``id`` is
    drawn from kind, page, place, text and author, so that the same note read again is the same. ``comment`` is what was
    written beside ``new_text``. ``boxes`` are where it stands on its page, ``drawings``
    what of it was drawn by hand. ``rivals`` are the ids of notes that ask
    otherwise of the same words. ``proof`` is the code of the proof that it was made on, ``file`` the name of the
    returned file. ``reason`` says why there is no place: "no-text", "changed" (the words are in the source no more) or
    "no-box" (it has none)."""

    id: str
    intent: Intent
    page: int
    author: str
    date: str = ""
    place: Place | None = None
    new_text: str = ""
    comment: str = ""
    boxes: tuple[Box, ...] = ()
    kinds: tuple[MarkupKind, ...] = ()
    replies: tuple[Reply, ...] = ()
    outcome: Outcome = "proposed"
    status: Status = "open"
    rivals: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Others who asked for the same: author, or file where it names none."""
    proof: str = ""
    file: str = ""
    reason: str = ""
    folio: int = 0
    drawings: tuple[Drawing, ...] = ()

    @property
    def shown_page(self) -> int:
        """The page as people call it."""
        return self.folio or self.page


class Reading(NamedTuple):
    """What a returned file held: ``annotations`` is how many it has; ``used`` of them are in notes and their replies,
    ``states`` set states, ``skipped`` are of kinds that are no remark (links, popups, form fields) by their subtype.
    They add up."""

    file: str
    proof: str
    notes: tuple[Note, ...]
    annotations: int = 0
    used: int = 0
    states: int = 0
    skipped: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
