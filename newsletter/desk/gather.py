"""What lies in inboxes, as submissions: files, folders, mails and archives, each file once.

Nothing outside the inboxes is read: links are told, and not followed. The order is that of the names, whatever the file
system says.
"""

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from newsletter.desk.inbox import Stored, read_stored, walk
from newsletter.desk.submission import File, Submission
from newsletter.manuscripts.archive import foreign_kind
from newsletter.manuscripts.body import Text
from newsletter.manuscripts.kinds import kind_of
from newsletter.manuscripts.manuscript import Parcel, Sender
from newsletter.manuscripts.open import is_parcel, open_all_apart
from newsletter.problems import Outcome, Problem, error, note, warning

ENOUGH_WORDS: Final = 40
"""Of a mail without documents, for its text to be an article."""
LOGO: Final = 30_000
"""Bytes below which a picture in the text of a letter is taken for a mark of its sender, and not for a photo."""

_DOCUMENTS: Final = frozenset({"docx", "doc", "odt", "rtf", "html", "md", "txt"})
_PICTURES: Final = frozenset({"jpeg", "png", "tiff", "webp", "heic", "gif", "bmp"})
_SCRAP: Final = re.compile(r"/ATT\d{5}\.(?:txt|html?)$", re.IGNORECASE)
"""What Outlook calls the end of a mail that stands behind its attachments."""
_CONTROL_WORDS: Final = re.compile(rb"\\[a-z]+-?\d* ?|[{}]")


class _Piece(NamedTuple):
    """``inlined``: a picture that stands in the text of its mail too."""

    file: File
    kind: str
    inlined: bool = False

    @property
    def is_document(self) -> bool:
        return self.kind in _DOCUMENTS and not self.file.body and not _SCRAP.search(self.file.path)


class _Lot(NamedTuple):
    """What came together, before it is sorted. ``originals`` as in a submission."""

    origin: str
    pieces: tuple[_Piece, ...]
    originals: tuple[File, ...]
    sender: Sender = Sender()
    subject: str = ""
    received: dt.date | None = None


def gather(inboxes: Sequence[Path], *, issue: Path | None = None) -> Outcome[tuple[Submission, ...]]:
    """Submissions in the order of their origins; None where an inbox is absent or unreadable.

    ``issue``: the folder that they are collected for, which is no part of any inbox.
    """
    absent = [error("NL270", file=str(inbox)) for inbox in inboxes if not os.access(inbox, os.R_OK)]
    if absent:
        return Outcome(None, tuple(absent))
    walked = walk(inboxes, issue)
    problems = list(walked.problems)
    held = [(stored, _file(stored.path, content)) for stored, content in read_stored(walked.stored, problems)]
    parcels = _parcels([file for _, file in held])
    lots: list[_Lot] = []
    for _, together in groupby(held, key=lambda one: one[0].of):
        lots += _lots([(stored, file, parcels.get((file.path, file.sha256))) for stored, file in together], problems)
    lots.sort(key=lambda lot: lot.origin.encode())
    return Outcome(tuple(_submission(lot, problems) for lot in _once(lots, problems)), tuple(problems))


def _file(path: str, content: bytes, *, body: bool = False) -> File:
    return File(path, content, hashlib.sha256(content).hexdigest(), body)


def _parcels(files: Sequence[File]) -> dict[tuple[str, str], Outcome[Parcel]]:
    """The mails and archives among files, opened, by path and content; as many at a time as there are processors."""
    closed = [file for file in files if is_parcel(file.content, file.path)]
    workers = os.cpu_count() or 1
    shares = [closed[first::workers] for first in range(workers)]
    with ThreadPoolExecutor(workers) as openers:
        made = openers.map(open_all_apart, [[(file.content, file.path) for file in share] for share in shares])
    return {
        (file.path, file.sha256): opened
        for share, outcomes in zip(shares, made, strict=True)
        for file, opened in zip(share, outcomes, strict=True)
    }


def _lots(together: Sequence[tuple[Stored, File, Outcome[Parcel] | None]], problems: list[Problem]) -> Iterator[_Lot]:
    """Of a folder in the inbox, or of one file that lies there by itself. Mails stand for themselves wherever they lie."""
    pieces: list[_Piece] = []
    originals: list[File] = []
    for _, file, opened in together:
        problems += opened.problems if opened else ()
        parcel = opened.value if opened else None
        if parcel is None:
            pieces.append(_piece(file))
        elif parcel.kind == "zip":
            pieces += _pieces(parcel, file.path)
            yield from _letters(parcel, file.path, file)
        else:
            yield from _letter(parcel, file.path, file)
            continue
        originals.append(file)
    if pieces:
        yield from _by_folder(together[0][0].of, pieces, originals)


def _piece(file: File, *, inlined: bool = False) -> _Piece:
    return _Piece(file, kind_of(file.content, file.path), inlined)


def _pieces(parcel: Parcel, path: str) -> Iterator[_Piece]:
    """The files of a parcel and of the archives in it."""
    for enclosure in parcel.enclosures:
        file = _file(f"{path}!/{enclosure.name}", enclosure.content, body=enclosure.body)
        yield _piece(file, inlined=enclosure.inlined)
    for inner in parcel.parcels:
        if inner.kind == "zip":
            yield from _pieces(inner, f"{path}!/{inner.name}")


def _letter(parcel: Parcel, path: str, original: File) -> Iterator[_Lot]:
    """A mail, and those that it forwards, which are their own senders'."""
    received = dt.date.fromisoformat(parcel.sent) if parcel.sent else None
    yield _Lot(path, tuple(_pieces(parcel, path)), (original,), parcel.sender, parcel.subject, received)
    yield from _letters(parcel, path, original)


def _letters(parcel: Parcel, path: str, original: File) -> Iterator[_Lot]:
    """The mails in a parcel."""
    for inner in parcel.parcels:
        within = f"{path}!/{inner.name}"
        yield from (_letters if inner.kind == "zip" else _letter)(inner, within, original)


def _by_folder(of: str, pieces: Sequence[_Piece], originals: Sequence[File]) -> Iterator[_Lot]:
    """One lot, or where documents lie in several folders one of each; photos go with the nearest folder above them."""
    homes = {_folder(piece.file.path) for piece in pieces if piece.is_document}
    if len(homes) <= 1:
        yield _Lot(of, tuple(pieces), tuple(originals))
        return
    by_home: dict[str, list[_Piece]] = {}
    for piece in pieces:
        by_home.setdefault(_home(piece.file.path, homes), []).append(piece)
    for home, held in by_home.items():
        theirs = {piece.file.path.partition("!/")[0] for piece in held}
        kept = tuple(file for file in originals if file.path in theirs)
        yield _Lot(home.removesuffix("!") or of, tuple(held), kept)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _home(path: str, homes: set[str]) -> str:
    folder = _folder(path)
    while folder and folder not in homes:
        folder = _folder(folder)
    return folder


def _once(lots: Sequence[_Lot], problems: list[Problem]) -> Iterator[_Lot]:
    """Without what came before with the same content; lots of which nothing is left are left out."""
    seen: dict[str, str] = {}
    for lot in lots:
        kept: list[_Piece] = []
        for piece in lot.pieces:
            first = seen.setdefault(piece.file.sha256, piece.file.path)
            if first == piece.file.path or piece.inlined or (piece.file.body and _words(piece) < ENOUGH_WORDS):
                kept.append(piece)
            else:
                problems.append(note("NL273", file=piece.file.path, other=first))
        if kept or not lot.pieces:
            yield lot._replace(pieces=tuple(kept))


def _submission(lot: _Lot, problems: list[Problem]) -> Submission:
    """The files of a lot by what they can become."""
    documents = [piece for piece in lot.pieces if piece.is_document]
    bodies = [piece for piece in lot.pieces if piece.file.body]
    is_article = not documents and sum(map(_words, bodies)) >= ENOUGH_WORDS
    documents += bodies if is_article else []
    pictures = [
        piece for piece in lot.pieces if piece.kind in _PICTURES and not _is_shown(piece, is_article=is_article)
    ]
    taken = {id(piece) for piece in (*documents, *pictures)}
    others = [piece for piece in lot.pieces if id(piece) not in taken and not (piece.inlined and is_article)]
    problems += [
        warning("NL269", file=piece.file.path, value=kind)
        for piece in others
        if (kind := foreign_kind(piece.file.content))
    ]
    sorts = [tuple(piece.file for piece in group) for group in (documents, pictures, others)]
    return Submission(lot.origin, lot.sender, lot.subject, lot.received, sorts[0], sorts[1], sorts[2], lot.originals)


def _is_shown(piece: _Piece, *, is_article: bool) -> bool:
    """Whether a picture is no photo beside a text: it stands in the article itself, or is the mark of a sender."""
    return piece.inlined and (is_article or len(piece.file.content) < LOGO)


def _words(piece: _Piece) -> int:
    """Of the text of a mail."""
    if piece.kind == "rtf":
        return len(_CONTROL_WORDS.sub(b" ", piece.file.content).split())
    return Text(piece.file.content.decode("utf-8-sig", "replace"), is_html=piece.file.path.endswith(".html")).words
