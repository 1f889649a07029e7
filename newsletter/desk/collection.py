"""What was taken from an inbox and what becomes of it in the issue, as values."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from newsletter.desk.log import Entry, Kept, Log
from newsletter.desk.submission import Draft, Shot, Submission
from newsletter.problems import Problem

State = Literal["new", "known", "updated", "merged", "conflict", "gone", "older", "twin", "alike", "empty"]
"""What became of a document: a new article; taken before; its newer version replaced the text that nobody had worked on,
was merged with the work of editors, or could not be; its article is no more there; a newer version was taken before;
another document of the same submission says the same; an article that nobody collected does; nothing in it could be
taken."""


class Taken(NamedTuple):
    """A submission with what was made of it: a draft of each document, in their order, and the photos that belong to
    none. ``known``: it was taken before, so that nothing was read."""

    submission: Submission
    drafts: tuple[Draft, ...] = ()
    strays: tuple[Shot, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Entry | None = None


class Standing(NamedTuple):
    """What stands in the issue. ``articles``: their text by path, None where it is no UTF-8. ``photos``: SHA-256 by path.
    ``texts``: articles as they were collected, by SHA-256. ``looks``: fingerprints of photos by path. ``beside``: versions
    in inbox/conflicts by path."""

    articles: Mapping[str, str | None] = {}
    photos: Mapping[str, str] = {}
    log: Log = Log()
    texts: Mapping[str, str] = {}
    looks: Mapping[str, int] = {}
    beside: Mapping[str, str] = {}


class Write(NamedTuple):
    """A file to be put into its place. ``instead``: the text that it replaces, None where it is new."""

    path: str
    content: bytes
    instead: str | None = None


class Filed(NamedTuple):
    """What became of a document. ``photos``: paths in the issue of the draft's photos; ``near``: for each, a photo of the
    issue that it is nearly a copy of, or "". ``diff``: what changed in the article. ``beside``: where a version stands
    that could not be put into its article."""

    document: str
    state: State
    article: str = ""
    draft: Draft | None = None
    photos: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    diff: str = ""
    beside: str = ""
    problems: tuple[Problem, ...] = ()


class Stray(NamedTuple):
    """A photo that belongs to no article, and where it was put."""

    shot: Shot
    file: str
    near: str = ""


class Receipt(NamedTuple):
    """What became of a submission. ``kept``: where its files are kept. ``twin``: the name under which it was taken
    before, where that is another."""

    submission: Submission
    filed: tuple[Filed, ...]
    kept: tuple[Kept, ...]
    strays: tuple[Stray, ...] = ()
    problems: tuple[Problem, ...] = ()
    twin: str = ""
    known: bool = False


class Collection(NamedTuple):
    """``receipts`` in the order of the submissions. ``keep``: originals and texts as collected, named by what they hold.
    ``files``: photos, articles, versions beside them. ``entries``: new lines of the log; ``log``: the log with them, None
    where there are none."""

    receipts: tuple[Receipt, ...] = ()
    keep: tuple[Write, ...] = ()
    files: tuple[Write, ...] = ()
    entries: tuple[Entry, ...] = ()
    log: Write | None = None
