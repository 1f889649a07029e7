"""What lies in an inbox, and what becomes of it, as values."""

import datetime as dt
from typing import NamedTuple

from newsletter.manuscripts.manuscript import (
    Block,
    Comment,
    Conversion,
    Footnote,
    Loss,
    Manuscript,
    Revision,
    Sender,
)
from newsletter.model.article import Kind
from newsletter.problems import Problem


class File(NamedTuple):
    """A file as it came. ``path``: from the inbox, forward slashes; what lies in a mail or an archive follows its name
    after "!/" (``thu.eml!/bai.docx``). ``sha256``: 64 hexadecimal digits. ``body``: it is the text of a mail."""

    path: str
    content: bytes
    sha256: str
    body: bool = False


class Submission(NamedTuple):
    """What one sender sent at one time: a mail with its attachments, a folder or an archive, or a single file.

    ``origin`` names it to people and is the same each time that the same thing is collected. ``received`` is None where
    nothing says it. ``pictures`` are photos sent beside documents; ``others`` are files that cannot become an article.
    ``originals`` are the files as they lay in the inbox, which are kept: a mail or an archive as a whole, else the
    documents, photos and others themselves.
    """

    origin: str
    sender: Sender = Sender()
    subject: str = ""
    received: dt.date | None = None
    documents: tuple[File, ...] = ()
    pictures: tuple[File, ...] = ()
    others: tuple[File, ...] = ()
    originals: tuple[File, ...] = ()


class Shot(NamedTuple):
    """A photo as it will be printed. ``content`` is free of the place where it was taken. ``anchored``: it stands in the
    text, where a run names it by its index; others belong to the head of the article.

    ``pixels`` after EXIF rotation; ``sharpness`` 0 … 1 (1 = crisp); ``fingerprint``: 64 bits that near copies share but
    for a few. ``came``: the file or document that it was in. ``crop`` as in the document, left, top, right, bottom.
    """

    name: str
    content: bytes
    came: str
    pixels: tuple[int, int]
    caption: str = ""
    credit: str = ""
    alt: str = ""
    anchored: bool = False
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    sharpness: float = 1.0
    fingerprint: int = 0
    stripped: tuple[str, ...] = ()
    """What was taken out of it ("GPS")."""


class Change(NamedTuple):
    """Something that was cleaned, how often, and one case of it before and after."""

    what: str
    times: int
    before: str = ""
    after: str = ""


class Head(NamedTuple):
    """Front matter of an article as the document and its sender give it; "" and None where they do not. ``section`` is for
    whoever knows those of the issue."""

    title: str
    kicker: str = ""
    deck: str = ""
    author: str = ""
    unit: str = ""
    section: str = ""
    kind: Kind = "article"
    received: dt.date | None = None


class Draft(NamedTuple):
    """One document on its way to an article: cleaned, its parts found, its photos looked at; only their names and its own
    are still to be given. ``document``: the path of the file. ``words_in`` by the document's own count, ``words_out`` those
    that the article has; ``missing`` are words of the document that stand in no part of it."""

    document: str
    head: Head
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    shots: tuple[Shot, ...] = ()
    words_in: int = 0
    words_out: int = 0
    missing: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()


class Opened(NamedTuple):
    """A document of a submission as its reader gave it; ``manuscript`` is None where it could not be read."""

    file: File
    manuscript: Manuscript | None
    problems: tuple[Problem, ...] = ()
