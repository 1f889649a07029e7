"""An issue: what stands in issue.yaml, its articles, and the files it was read from."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from newsletter.model.article import Article, Text
from newsletter.model.house import House
from newsletter.model.lexicon import NO_WORDS, Lexicon
from newsletter.source import LineIndex, SourceSpan
from newsletter.units import Mpt

ISSUE_FILE = SourceSpan("issue.yaml")
PressStandard = Literal["pdfx1a", "pdfx4"]
Binding = Literal["saddle", "perfect", "none"]
PressMark = Literal["crop", "registration", "colour-bar", "slug", "fold"]


class Unit(NamedTuple):
    """A body that sends articles; ``articles`` is how many are expected, ``senders`` the mail addresses that it uses."""

    id: str
    name: str
    articles: int = 0
    senders: tuple[str, ...] = ()


class Release(NamedTuple):
    """The days in which an issue comes out, both included."""

    start: dt.date
    end: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


class Imprint(NamedTuple):
    """What the law wants on the last page. Each is None where issue.yaml does not give it."""

    license: Text | None = None
    publisher: Text | None = None
    printer: Text | None = None
    print_run: Text | None = None
    periodicity: Text | None = None
    lines: tuple[Text, ...] = ()


class Press(NamedTuple):
    """``max_ink`` in per cent of coverage; ``profile`` a name or the path of an .icc file; ``folds`` from the left edge of
    the trim."""

    standard: PressStandard = "pdfx1a"
    profile: str = "FOGRA39"
    bleed: Mpt = 8504
    min_ppi: int = 250
    max_ink: int = 300
    marks: tuple[PressMark, ...] = get_args(PressMark)
    folds: tuple[Mpt, ...] = ()
    binding: Binding = "saddle"


class Job(NamedTuple):
    """What the print shop is asked for beside the file; "" and None where issue.yaml does not say. ``run`` in copies."""

    stock: str = ""
    run: int | None = None
    finishing: str = ""
    contact: str = ""
    delivery: dt.date | None = None


class Reviewer(NamedTuple):
    """Who reads proofs."""

    name: str
    role: str = ""


class Review(NamedTuple):
    """Who reads proofs, and the roles that sign the issue off before it is printed."""

    reviewers: tuple[Reviewer, ...] = ()
    sign_offs: tuple[str, ...] = ()


class Issue(NamedTuple):
    """``folder`` is the absolute path of the issue; ``id`` its last part."""

    id: str
    folder: str
    title: Text
    date: dt.date
    edition: Text | None = None
    organization: Text | None = None
    occasion: Text | None = None
    deadline: dt.date | None = None
    release: Release | None = None
    language: str = "vi"
    layout: str = "ban-tin-19x27"
    sections: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    imprint: Imprint = Imprint()
    press: Press = Press()
    job: Job = Job()
    review: Review = Review()
    style: House = House()
    pages: int | None = None
    articles: tuple[Article, ...] = ()
    """In order of file name."""
    lexicon: Lexicon = NO_WORDS
    """Words of several syllables: ours, and those of glossary.yaml."""
    glossary: tuple[str, ...] = ()
    """The phrases of glossary.yaml, single spaces between their words."""
    files: tuple[tuple[str, str], ...] = ()
    """(path, "sha256:…") of every file read: issue.yaml, plan.yaml, glossary.yaml, articles, photos; sorted."""
    lines: Mapping[str, LineIndex] = MappingProxyType({})
    """For each text file, where its lines begin."""
    at: SourceSpan = ISSUE_FILE
    places: Mapping[str, SourceSpan] = MappingProxyType({})
    """Where the values of issue.yaml stand, by key: ``date``, ``press.profile``; of a list or mapping, its key."""

    def place(self, key: str) -> SourceSpan:
        """Where a key of issue.yaml has its value; where it is not written, the head of the file."""
        return self.places.get(key, self.at)
