"""Every article that is written is read as a build will read it before it is put into its place: its words are those of the
draft, and what is wrong with it is known at once."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from newsletter.desk.collection import Collection, Filed, Write
from newsletter.desk.filing import day_and_name
from newsletter.intake.article import House, read_article
from newsletter.intake.photo import Header
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces
from newsletter.model.issue import Issue
from newsletter.problems import Problem, warning
from newsletter.source import LineIndex, SourceSpan

_WRITTEN: Final = ("new", "updated", "merged")


def reread(root: Path, collection: Collection, issue: Issue) -> Collection:
    """``root``: the issue folder, resolved."""
    writes = {write.path: write for write in collection.files}
    shelf = PhotoShelf(root)
    shelf.read |= _coming(collection, writes)
    units = {unit.id: "" for unit in issue.units}  # without a name: a byline that a draft has no words for
    house = House(shelf, Pieces(), units, issue.sections)
    last = _last(collection)
    receipts = tuple(
        receipt._replace(filed=tuple(_judged(one, writes, house) if id(one) in last else one for one in receipt.filed))
        for receipt in collection.receipts
    )
    return collection._replace(receipts=receipts)


def _last(collection: Collection) -> set[int]:
    """Of each article, the document that it was made of last: an inbox may hold several versions."""
    order = sorted(collection.receipts, key=lambda receipt: day_and_name(receipt.submission))
    written = (one for receipt in order for one in receipt.filed if one.draft and one.state in _WRITTEN)
    return {id(one) for one in {one.article: one for one in written}.values()}


def _coming(collection: Collection, writes: Mapping[str, Write]) -> dict[str, Header]:
    """Headers of photos that are not there yet."""
    sizes = {stray.file: stray.shot.pixels for receipt in collection.receipts for stray in receipt.strays}
    for receipt in collection.receipts:
        for one in receipt.filed:
            if one.draft:
                sizes |= dict(zip(one.photos, (shot.pixels for shot in one.draft.shots), strict=False))
    return {
        path: Header(path, size, "rgb", f"sha256:{hashlib.sha256(writes[path].content).hexdigest()}")
        for path, size in sizes.items()
        if path in writes
    }


def _judged(one: Filed, writes: Mapping[str, Write], house: House) -> Filed:
    write = writes.get(one.article)
    if write is None:
        return one
    return one._replace(problems=(*one.problems, *_faults(one, write, house)))


def _faults(one: Filed, write: Write, house: House) -> Iterator[Problem]:
    text = write.content.decode().removeprefix("\ufeff")
    stored = Stored(one.article, text, LineIndex.of(text), "")
    outcome = read_article(stored, house)
    yield from (problem for problem in outcome.problems if problem.severity == "error")
    words = outcome.value.words if outcome.value else 0
    whole = one.state != "merged" and all(problem.code != "NL445" for problem in one.problems)
    if one.draft and whole and words != one.draft.words_out:
        name = PurePosixPath(one.article).name
        yield warning("NL444", SourceSpan(one.article), story=name, words_in=one.draft.words_out, words_out=words)
