"""Submissions become drafts: their documents are read and their photos looked at in processes of their own, as many at a
time as there are processors."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from newsletter.desk.beside import named_beside
from newsletter.desk.collection import Taken
from newsletter.desk.draft import Looks, Wanted, draft, photos_beside, photos_wanted
from newsletter.desk.log import Entry, by_key, submission_key
from newsletter.desk.shots import SUFFIXES, shot_of
from newsletter.desk.submission import File, Opened, Submission
from newsletter.manuscripts.archive import foreign_kind
from newsletter.manuscripts.kinds import kind_of
from newsletter.manuscripts.manuscript import Sender
from newsletter.manuscripts.pictures import Look, look_apart
from newsletter.manuscripts.read import read_apart
from newsletter.model.issue import Unit
from newsletter.problems import Outcome, note

Told = Callable[[int, int], None]
"""Called with how many steps are done, and of how many."""
LEAST_SIDE: Final = 200
"""Pixels that the longer side of a photo has at least: a column is wider even on a screen."""
A = TypeVar("A")
B = TypeVar("B")


def take(
    submissions: Sequence[Submission], entries: Iterable[Entry], units: Sequence[Unit], told: Told
) -> tuple[Taken, ...]:
    """``entries``: what was taken before; of that, nothing is read again, unless something could not be read then."""
    known = by_key(entries)
    before = [_whole(known.get(submission_key(submission))) for submission in submissions]
    fresh = [submission for submission, entry in zip(submissions, before, strict=True) if entry is None]
    work = _Work(told)
    readings = work.each(_read, {file.sha256: file for submission in fresh for file in _texts(submission)})
    photos = {wanted.sha256: wanted for submission in fresh for wanted in _photos(submission, readings)}
    looks = work.each(lambda wanted: look_apart(wanted.content, wanted.name), photos)
    return tuple(
        Taken(submission, known=entry) if entry else _taken(_without_marks(submission, looks), readings, units, looks)
        for submission, entry in zip(submissions, before, strict=True)
    )


def _whole(entry: Entry | None) -> Entry | None:
    return entry if entry and all(piece.article for piece in entry.pieces) else None


class _Work:
    """Tasks side by side, counted."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.done = self.of = 0

    def each(self, task: Callable[[A], B], values: Mapping[str, A]) -> dict[str, B]:
        """The result of each value, under its name."""
        self.of += len(values)

        def counted(value: A) -> B:
            result = task(value)
            self.done += 1
            self.told(self.done, self.of)
            return result

        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as workers:
            return dict(zip(values, workers.map(counted, values.values()), strict=True))


def _read(file: File) -> Opened:
    found = read_apart(file.content, file.path)
    return Opened(file, found.value, found.problems)


def _texts(submission: Submission) -> Iterator[File]:
    """Its documents, and what could be one: that it is not, its reader says."""
    yield from submission.documents
    yield from (
        file
        for file in submission.others
        if not file.body and not foreign_kind(file.content) and kind_of(file.content, file.path) not in SUFFIXES
    )


def _photos(submission: Submission, readings: Mapping[str, Opened]) -> Iterator[Wanted]:
    for file in submission.documents:
        yield from photos_wanted(readings[file.sha256]._replace(file=file), submission)
    yield from (Wanted(file.sha256, file.path, file.content) for file in _strays(submission, readings))


def _strays(submission: Submission, readings: Mapping[str, Opened]) -> Iterator[File]:
    """Photos that belong to no document."""
    owned = {file.path for document in submission.documents for file in photos_beside(document, submission)}
    for file in submission.documents:
        named = named_beside(readings[file.sha256]._replace(file=file), submission)
        owned |= {photo.path for photo in named.values()}
    return (file for file in submission.pictures if file.path not in owned)


def _without_marks(submission: Submission, looks: Looks) -> Submission:
    """A picture that came with a mail and is too small for any page is the mark of its sender, and no photo."""
    marks = [file for file in submission.pictures if submission.sender != Sender() and _is_mark(looks.get(file.sha256))]
    pictures = tuple(file for file in submission.pictures if file not in marks)
    return submission._replace(pictures=pictures, others=(*submission.others, *marks))


def _is_mark(look: Outcome[Look] | None) -> bool:
    return look is not None and look.value is not None and 0 < max(look.value.pixels) < LEAST_SIDE


def _taken(submission: Submission, readings: Mapping[str, Opened], units: Sequence[Unit], looks: Looks) -> Taken:
    opened = [readings[file.sha256]._replace(file=file) for file in submission.documents]
    others = [readings[file.sha256] for file in submission.others if file.sha256 in readings]
    strays = [(file, looks[file.sha256]) for file in _strays(submission, readings)]
    problems = [problem for one in others if one.manuscript is None for problem in one.problems]
    problems += [note("NL446", file=file.path, least=LEAST_SIDE) for file in submission.others if file.sha256 in looks]
    return Taken(
        submission,
        tuple(draft(one, submission, units, looks) for one in opened),
        tuple(shot_of(found.value, file.path, file.path) for file, found in strays if found.value),
        (*problems, *(problem for _, found in strays for problem in found.problems)),
    )
