"""A document of a submission becomes a draft: its parts found, its text cleaned, its photos looked at."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from newsletter.desk.beside import joined, named_beside
from newsletter.desk.body import as_text, called_notes, settled
from newsletter.desk.captions import Caption, captioned
from newsletter.desk.casing import casings
from newsletter.desk.form import without_form
from newsletter.desk.kind import kind_of
from newsletter.desk.ledger import Ledger
from newsletter.desk.letterhead import Bared, bared
from newsletter.desk.lines import body_size, is_blank, text_of
from newsletter.desk.pieces import further_titles
from newsletter.desk.roles import Parts, parts_of
from newsletter.desk.shots import Album, albumed, shot_of, told
from newsletter.desk.submission import Draft, File, Head, Opened, Shot, Submission
from newsletter.desk.tidy import tidied, tidied_notes
from newsletter.desk.unfold import unfolded
from newsletter.desk.units import Evidence, unit_of
from newsletter.desk.verse import is_poem, stanzas, stepped, text_lines, with_verses
from newsletter.desk.words import missing, printed
from newsletter.legible import without_steering
from newsletter.manuscripts.manuscript import (
    Block,
    Footnote,
    Loss,
    Manuscript,
    paragraphs_in,
    paragraphs_of,
)
from newsletter.manuscripts.pictures import Look
from newsletter.model.issue import Unit
from newsletter.problems import Outcome, Problem, note, warning
from newsletter.source import SourceSpan

Looks = Mapping[str, Outcome[Look]]
"""What ``look_apart`` found, by the SHA-256 of the photo as it came (64 hexadecimal digits)."""
_ANSWER = re.compile(r"(?:(?:re|fw|fwd|tr|chuyển tiếp|trả lời)\s*:\s*)+", re.IGNORECASE)
_FOR_US = re.compile(
    r"(?:gửi\s+)?(?:tin,?\s*)?bài\s+(?:gửi\s+)?(?:cho\s+)?(?:bản tin|ban biên tập)?\s*[:–-]\s*", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"(?:microsoft word\b.*|document\s*\d*|untitled.*|tài liệu\s*\d*|bai|bài|doc\s*\d*|\W*)", re.IGNORECASE
)
_FEW = 8
"""Words of a list that are shown."""


class Wanted(NamedTuple):
    """A photo that has to be looked at before its draft is made."""

    sha256: str
    name: str
    content: bytes


def photos_beside(document: File, submission: Submission) -> tuple[File, ...]:
    """The photos sent with a document that belong to it: all, where it is the only one; else those in a folder where
    it is the only one. What belongs to no document is for its caller to tell."""
    if [file.sha256 for file in submission.documents] == [document.sha256]:
        return submission.pictures
    folder = PurePosixPath(document.path).parent
    alone = sum(PurePosixPath(file.path).parent == folder for file in submission.documents) == 1
    return tuple(file for file in submission.pictures if alone and PurePosixPath(file.path).parent == folder)


def photos_wanted(opened: Opened, submission: Submission) -> Iterator[Wanted]:
    """All photos of a document and beside it, for ``look_apart``."""
    for picture in opened.manuscript.pictures if opened.manuscript else ():
        if picture.content:
            yield Wanted(_sha256(picture.content), picture.name, picture.content)
    for file in (*photos_beside(opened.file, submission), *named_beside(opened, submission).values()):
        yield Wanted(file.sha256, file.path, file.content)


def draft(opened: Opened, submission: Submission, units: Sequence[Unit], looks: Looks) -> Draft:
    """An article as a good secretary of the board would make it of this document; of one that could not be read, a draft
    without blocks that carries its Problems."""
    manuscript = opened.manuscript
    if manuscript is None:
        head = Head(PurePosixPath(opened.file.path).stem, received=submission.received)
        return Draft(opened.file.path, head, (), problems=opened.problems)
    return _Secretary(opened, manuscript, submission, looks).article(units)


class _Secretary:
    """One document on its way. ``at``: the place that Problems name."""

    def __init__(self, opened: Opened, manuscript: Manuscript, submission: Submission, looks: Looks) -> None:
        self.named = named_beside(opened, submission)
        self.opened, self.manuscript = opened, joined(manuscript, self.named)
        self.submission, self.looks = submission, looks
        self.ledger = Ledger()
        self.at = SourceSpan(opened.file.path)
        self.problems: list[Problem] = list(opened.problems)

    def article(self, units: Sequence[Unit]) -> Draft:
        manuscript, ledger = self.manuscript, self.ledger
        blocks = unfolded(tidied(manuscript.blocks, ledger), ledger)
        bare = bared(blocks, ledger)
        size = body_size(bare.blocks)
        with_captions = captioned(without_form(bare.blocks, ledger), size)
        known = casings(map(text_of, blocks), (unit.name for unit in units))
        parts = parts_of(with_captions.blocks, units, known, ledger)
        album = self.album(parts.blocks, with_captions.captions)
        poem = is_poem(album.blocks)
        body = self.poem(album.blocks) if poem else settled(with_verses(album.blocks), known, ledger)
        self.tell_pieces(parts, body, units)
        body, notes = self.noted(body)
        head = Head(
            self.title(parts, [*body, *album.shots]),
            parts.kicker,
            parts.deck,
            parts.author,
            self.unit(units, parts, bare),
            kind="poem" if poem else kind_of(body, parts, album.shots),
            received=_received(bare.letter.sent, self.submission.received),
        )
        return self.counted(Draft(
            self.opened.file.path, head, body, notes, album.shots, conversions=manuscript.conversions,
            revisions=manuscript.revisions, comments=manuscript.comments,
        ))  # fmt: skip

    # --- parts --------------------------------------------------------------------------------------------------------

    def title(self, parts: Parts, held: Sequence[Block | Shot]) -> str:
        """Of the document; else of its properties, of the mail, of the file."""
        if parts.title:
            return parts.title
        path = PurePosixPath(self.opened.file.path)
        subject = _FOR_US.sub("", _ANSWER.sub("", self.submission.subject).strip())
        others = (self.manuscript.properties.title, subject, path.stem.replace("_", " "))
        lines = [" ".join(without_steering(one).split()) for one in others]
        title = next((line for line in lines if line and not _NO_TITLE.fullmatch(line)), lines[-1] or "…")
        if held:
            self.problems.append(note("NL282", self.at, title=title))
        return title

    def unit(self, units: Sequence[Unit], parts: Parts, bare: Bared) -> str:
        sender = self.submission.sender
        evidence = Evidence(
            bare.letter.addresses or (sender.address,), parts.stated, (parts.author,), bare.said, (sender.name,),
            tuple(PurePosixPath(self.opened.file.path).parts),
        )  # fmt: skip
        found = unit_of(units, evidence)
        if found.rivals:
            self.problems.append(note("NL281", self.at, units="; ".join(found.rivals[:_FEW])))
        return found.unit

    def album(self, blocks: Sequence[Block], captions: Mapping[int, Caption]) -> Album:
        inside: dict[int, Shot] = {}
        for index, picture in enumerate(self.manuscript.pictures):
            if look := self.look(_sha256(picture.content)):
                came = self.named.get(index, self.opened.file).path
                shot = shot_of(look, picture.name, came)
                inside[index] = told(shot, captions.get(index, Caption()), picture, self.ledger)
        placed = {file.path for file in self.named.values()}
        files = (file for file in photos_beside(self.opened.file, self.submission) if file.path not in placed)
        beside = [shot_of(look, file.path, file.path) for file in files if (look := self.look(file.sha256))]
        return albumed(inside, beside, blocks, self.ledger)

    def tell_pieces(self, parts: Parts, body: Sequence[Block], units: Sequence[Unit]) -> None:
        if others := further_titles(parts.kicker, body, units):
            self.problems.append(note("NL283", self.at, count=len(others) + 1, title=others[0]))

    def poem(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        body = stepped(stanzas(blocks), self.manuscript.blocks)
        lines = [line for block in body for line in text_lines(block)]
        self.ledger.keep("change.indents", sum(line.startswith("\t") for line in lines))
        return body

    def look(self, sha256: str) -> Look | None:
        outcome = self.looks.get(sha256, Outcome(None))
        self.problems += [problem for problem in outcome.problems if problem not in self.problems]
        return outcome.value

    def noted(self, body: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
        """Notes whose marks stand in the body; others, whose marks stood in the title or nowhere, end it as paragraphs."""
        read = tidied_notes(self.manuscript.footnotes, self.ledger)
        notes = [one._replace(paragraphs=tuple(map(as_text, one.paragraphs))) for one in read]
        called = called_notes(body)
        loose = [one for one in notes if one.label not in called]
        spoken = [part for one in loose for part in one.paragraphs if not is_blank(part) and part.text.strip()]
        self.ledger.tell("change.notes", times=len(spoken))
        return (*body, *spoken), tuple(one for one in notes if one.label in called)

    # --- the account --------------------------------------------------------------------------------------------------

    def counted(self, made: Draft) -> Draft:
        """With its words in and out, and what was changed and left out."""
        manuscript = self.manuscript
        source = [part.text for part in paragraphs_of(manuscript)]
        texts = list(printed(made.head, made.blocks, made.footnotes, made.shots))
        labels = [part.label for block in made.blocks for part in paragraphs_in(block)]
        frames = [loss for loss in manuscript.losses if loss.kind == "inner-table"]  # their words are kept
        self.ledger.tell("change.inner-table", times=len(frames))
        left = tuple(self.ledger.left)
        lost = (*missing(source, [*texts, *labels, *(loss.what for loss in left)]), *manuscript.missing)
        if lost:
            shown = " ".join(lost[:_FEW]) + (" …" if len(lost) > _FEW else "")
            self.problems.append(warning("NL280", self.at, count=len(lost), words=shown))
        return made._replace(
            words_in=manuscript.words or sum(len(text.split()) for text in source),
            words_out=sum(len(text.split()) for text in texts),
            missing=lost,
            changes=self.ledger.changes(),
            losses=(*(loss for loss in manuscript.losses if loss not in frames), *left, *self.unused()),
            problems=tuple(self.problems),
        )

    def unused(self) -> Iterator[Loss]:
        """Pictures that no article can show."""
        for picture in self.manuscript.pictures:
            if not self.looks.get(_sha256(picture.content), Outcome(None)).value:
                yield Loss("picture", picture.name)


def _received(sent: dt.date | None, came: dt.date | None) -> dt.date | None:
    """The day of the mail that was sent on, unless it would lie after the one that it came in."""
    return sent if sent and (came is None or sent <= came) else came


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
