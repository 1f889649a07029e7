"""A document of a submission becomes a draft: its parts found, its text cleaned, its photos looked at."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from newsletter.desk.submission import Draft, File, Head, Opened, Shot, Submission
from newsletter.manuscripts.manuscript import Manuscript, paragraphs_of
from newsletter.manuscripts.pictures import Look
from newsletter.model.issue import Unit
from newsletter.problems import Outcome

Looks = Mapping[str, Outcome[Look]]
"""What ``look_apart`` found, by the SHA-256 of the photo as it came (64 hexadecimal digits)."""
SUFFIXES: Final = {"jpeg": ".jpg", "png": ".png", "tiff": ".tif", "webp": ".webp", "heic": ".heic"}


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
        yield Wanted(hashlib.sha256(picture.content).hexdigest(), picture.name, picture.content)
    for file in photos_beside(opened.file, submission):
        yield Wanted(file.sha256, file.path, file.content)


def draft(opened: Opened, submission: Submission, units: Sequence[Unit], looks: Looks) -> Draft:
    """An article as a good secretary of the board would make it of this document; of one that could not be read, a draft
    without blocks that carries its Problems."""
    manuscript = opened.manuscript or Manuscript("")
    paragraphs = [paragraph for paragraph in paragraphs_of(manuscript) if paragraph.text.strip()]
    title = paragraphs[0].text if paragraphs else PurePosixPath(opened.file.path).stem
    shots = []
    problems = list(opened.problems)
    for wanted in photos_wanted(opened, submission):
        outcome = looks.get(wanted.sha256, Outcome(None))
        problems.extend(outcome.problems)
        if look := outcome.value:
            name = f"{PurePosixPath(wanted.name).stem}{SUFFIXES[look.kind]}"
            shots.append(Shot(name, look.content, opened.file.path, look.pixels, look.caption, look.credit))
    head = Head(" ".join(title.split()), unit=units[0].id if len(units) == 1 else "", received=submission.received)
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    blocks = tuple(block for block in manuscript.blocks if not paragraphs or block is not paragraphs[0])
    return Draft(
        opened.file.path,
        head,
        blocks,
        footnotes=manuscript.footnotes,
        shots=tuple(shots),
        words_in=manuscript.words or words,
        words_out=words,
        missing=manuscript.missing,
        conversions=manuscript.conversions,
        revisions=manuscript.revisions,
        comments=manuscript.comments,
        losses=manuscript.losses,
        problems=tuple(problems),
    )
