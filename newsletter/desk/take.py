"""Submissions become drafts: their documents are read and their photos looked at in processes of their own, as many at a
time as there are processors."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath
from typing import TypeVar

from newsletter.desk.collection import Taken
from newsletter.desk.draft import SUFFIXES, Looks, draft, photos_beside, photos_wanted
from newsletter.desk.log import Entry, submission_key
from newsletter.desk.submission import File, Opened, Shot, Submission
from newsletter.manuscripts.pictures import Look, look_apart
from newsletter.manuscripts.read import read_apart
from newsletter.model.issue import Unit
from newsletter.problems import Problem

Told = Callable[[int, int], None]
"""Called with how many steps are done, and of how many."""
A = TypeVar("A")
B = TypeVar("B")


def take(
    submissions: Sequence[Submission], entries: Iterable[Entry], units: Sequence[Unit], told: Told
) -> tuple[Taken, ...]:
    """``entries``: what was taken before; of that, nothing is read again, unless something could not be read then."""
    known = {entry.key: entry for entry in entries}
    before = [_whole(known.get(submission_key(submission))) for submission in submissions]
    fresh = [submission for submission, entry in zip(submissions, before, strict=True) if entry is None]
    work = _Work(told)
    documents = [(submission, file) for submission in fresh for file in submission.documents]
    opened = work.each(_read, [file for _, file in documents])
    pairs = [(one, submission) for one, (submission, _) in zip(opened, documents, strict=True)]
    photos = {wanted.sha256: (wanted.content, wanted.name) for pair in pairs for wanted in photos_wanted(*pair)}
    photos |= {file.sha256: (file.content, file.path) for submission in fresh for file in _strays(submission)}
    looks = dict(zip(photos, work.each(lambda photo: look_apart(*photo), list(photos.values())), strict=True))
    drafts: dict[int, list[Opened]] = {}
    for one, submission in pairs:
        drafts.setdefault(id(submission), []).append(one)
    return tuple(
        _taken(submission, drafts.get(id(submission), []), units, looks)
        if entry is None
        else Taken(submission, known=entry)
        for submission, entry in zip(submissions, before, strict=True)
    )


def _whole(entry: Entry | None) -> Entry | None:
    return entry if entry and all(piece.article for piece in entry.pieces) else None


class _Work:
    """Tasks side by side, counted."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.done = self.of = 0

    def each(self, task: Callable[[A], B], values: Sequence[A]) -> list[B]:
        self.of += len(values)

        def counted(value: A) -> B:
            result = task(value)
            self.done += 1
            self.told(self.done, self.of)
            return result

        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as workers:
            return list(workers.map(counted, values))


def _read(file: File) -> Opened:
    found = read_apart(file.content, file.path)
    return Opened(file, found.value, found.problems)


def _strays(submission: Submission) -> Iterator[File]:
    """Photos that belong to no document."""
    owned = {file.path for document in submission.documents for file in photos_beside(document, submission)}
    return (file for file in submission.pictures if file.path not in owned)


def _taken(submission: Submission, opened: Sequence[Opened], units: Sequence[Unit], looks: Looks) -> Taken:
    drafts = tuple(draft(one, submission, units, looks) for one in opened)
    shots: list[Shot] = []
    problems: list[Problem] = []
    for file in _strays(submission):
        found = looks[file.sha256]
        problems += found.problems
        shots += [_shot(file, found.value)] if found.value else []
    return Taken(submission, drafts, tuple(shots), tuple(problems))


def _shot(file: File, look: Look) -> Shot:
    return Shot(
        name=PurePosixPath(file.path).stem + SUFFIXES[look.kind],
        content=look.content,
        came=file.path,
        pixels=look.pixels,
        caption=look.caption,
        credit=look.credit,
        sharpness=look.sharpness,
        fingerprint=look.fingerprint,
        stripped=look.stripped,
    )
