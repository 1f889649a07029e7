"""ISSUE/inbox: what has been taken in. ``log.jsonl`` has one JSON line for each submission and only grows; originals/ holds
the files as they came, bases/ the text of each article as it was collected, with which later versions are merged.

A line that cannot be read is told and kept as it stands. ``unfinished.jsonl`` is there while files are put into their
places: what a killed run leaves there names the files that are its own.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from newsletter.desk.submission import Submission
from newsletter.intake.folder import Fault, is_inside, read_inside
from newsletter.legible import clean
from newsletter.problems import Problem, error, warning
from newsletter.source import SourceSpan

ARTICLES: Final = "articles"
PHOTOS: Final = "photos"
INBOX: Final = "inbox"
LOG: Final = f"{INBOX}/log.jsonl"
UNFINISHED: Final = f"{INBOX}/unfinished.jsonl"
ORIGINALS: Final = f"{INBOX}/originals"
TEXTS: Final = f"{INBOX}/bases"
CONFLICTS: Final = f"{INBOX}/conflicts"
LARGEST: Final = 64 << 20
"""Bytes of the log: a line for each of 100,000 submissions."""
_LARGEST_TEXT: Final = 16 << 20
PASSED: Final = ("older", "twin")
"""States of documents that their article holds nothing of (desk/collection.py)."""
_FORMAT: Final = "newsletter-inbox/1"
_SHORT: Final = 12
"""Digits of a SHA-256 in a file name."""
_LONGEST_NAME: Final = 80
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_UNSAFE: Final = re.compile(r'[\s<>:"/\\|?*]+')


class Kept(NamedTuple):
    """A file of the inbox: its path there, and where in the issue it is kept."""

    path: str
    sha256: str
    kept: str


class Print(NamedTuple):
    """A photo that was taken: ``sha256`` of the file as written, its path in the issue, and 64 bits of its look."""

    file: str
    sha256: str
    fingerprint: int = 0


class Piece(NamedTuple):
    """A document that was taken, and the article it became ("" where it could not be read).

    ``text``: SHA-256 of the article as this version gives it. ``base``: of the version that the article has taken in, which
    is another where it is in conflict with the work of editors. ``state``: as it was filed (desk/collection.py).
    ``was``: the name that editors have changed to ``article``.
    """

    document: str
    sha256: str
    article: str = ""
    state: str = ""
    was: str = ""
    title: str = ""
    unit: str = ""
    text: str = ""
    base: str = ""
    photos: tuple[Print, ...] = ()


class Entry(NamedTuple):
    """A submission that was taken. ``key`` as ``submission_key`` has it. ``received``: ISO text. ``photos`` are those that
    belong to no article."""

    origin: str
    key: str
    files: tuple[Kept, ...]
    sender: str = ""
    address: str = ""
    subject: str = ""
    received: str = ""
    pieces: tuple[Piece, ...] = ()
    photos: tuple[Print, ...] = ()

    @property
    def prints(self) -> tuple[Print, ...]:
        """All photos that were taken of it."""
        return (*self.photos, *(photo for piece in self.pieces for photo in piece.photos))


class Log(NamedTuple):
    """``stored``: the bytes of log.jsonl. ``unfinished``: entries of a run that was killed."""

    entries: tuple[Entry, ...] = ()
    unfinished: tuple[Entry, ...] = ()
    stored: bytes = b""
    problems: tuple[Problem, ...] = ()


def submission_key(submission: Submission) -> str:
    """What tells a submission from others, wherever it lies and whatever it is called: SHA-256 over those of its files."""
    files = (*submission.originals, *submission.documents, *submission.pictures, *submission.others)
    return hashlib.sha256("\n".join(sorted({file.sha256 for file in files})).encode()).hexdigest()


def by_key(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Submissions by their keys. One that was tried again, since not all of it could be read, has several lines, each with
    what it added: the last word on each document counts."""
    found: dict[str, Entry] = {}
    for entry in entries:
        before = found.get(entry.key)
        pieces = {piece.document: piece for piece in (*(before.pieces if before else ()), *entry.pieces)}
        photos = (*(before.photos if before else ()), *entry.photos)
        found[entry.key] = entry._replace(pieces=tuple(pieces.values()), photos=tuple(dict.fromkeys(photos)))
    return found


def original_path(name: str, sha256: str) -> str:
    """Where a file of the inbox is kept: its name there, without what some system or program would take amiss."""
    last = clean(name.rsplit("/", 1)[-1]).replace("\\", "")
    safe = _UNSAFE.sub("-", last).strip(".- ") or "tep"
    stem, dot, suffix = safe.rpartition(".")
    if len(safe.encode()) > _LONGEST_NAME:
        suffix = f"{dot}{suffix}" if len(suffix) <= 8 and dot else ""
        safe = (stem or safe).encode()[: _LONGEST_NAME - len(suffix)].decode(errors="ignore") + suffix
    return f"{ORIGINALS}/{sha256[:_SHORT]}-{safe}"


def text_path(sha256: str) -> str:
    """Where the text of an article is kept as it was collected."""
    return f"{TEXTS}/{sha256[:_SHORT]}.md"


def read_log(root: Path) -> Log:
    """``root``: the issue folder, resolved."""
    stored, problems = _stored(root, LOG)
    entries = tuple(_read_lines(stored, LOG, problems))
    left, _ = _stored(root, UNFINISHED)
    unfinished = tuple(_read_lines(left, UNFINISHED, []))  # what it lacks was written by nobody
    return Log(entries, unfinished, stored, tuple(problems))


def read_collected(root: Path, sha256: str) -> str | None:
    """The text of an article as it was collected; None where it is gone or was changed."""
    content, fault = read_inside(root, text_path(sha256), _LARGEST_TEXT)
    return None if fault or hashlib.sha256(content).hexdigest() != sha256 else content.decode("utf-8", "replace")


def as_collected(log: Log) -> dict[str, str]:
    """Of each article, by its id, the digest ("sha256:…") of the text as it was collected last: who has another has been
    worked on."""
    pieces = (piece for entry in log.entries for piece in entry.pieces if piece.article and piece.state not in PASSED)
    return {PurePosixPath(piece.article).stem: f"sha256:{piece.text}" for piece in pieces}


def log_line(entry: Entry) -> str:
    """One line of JSON, the same for the same entry; what is empty is left out."""
    shown = {
        "format": _FORMAT,
        "origin": entry.origin,
        "key": entry.key,
        "sender": entry.sender,
        "address": entry.address,
        "subject": entry.subject,
        "received": entry.received,
        "files": [file._asdict() for file in entry.files],
        "pieces": [_filled({**piece._asdict(), "photos": _prints(piece.photos)}) for piece in entry.pieces],
        "photos": _prints(entry.photos),
    }
    return json.dumps(_filled(shown), ensure_ascii=False)


def _prints(photos: Iterable[Print]) -> list[dict[str, object]]:
    return [{"file": one.file, "sha256": one.sha256, "fingerprint": f"{one.fingerprint:016x}"} for one in photos]


def _filled(shown: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shown.items() if value not in ("", [])}


def with_lines(stored: bytes, entries: Sequence[Entry]) -> bytes:
    """The log with further lines; what stood there stays, byte for byte."""
    gap = b"" if stored.endswith(b"\n") or not stored else b"\n"
    return stored + gap + "".join(f"{log_line(entry)}\n" for entry in entries).encode("utf-8", "backslashreplace")


def _stored(root: Path, file: str) -> tuple[bytes, list[Problem]]:
    content, fault = read_inside(root, file, LARGEST)
    if fault in (None, Fault.MISSING):
        return content, []
    return b"", [error("NL430", SourceSpan(file), file=file)]


def _read_lines(stored: bytes, file: str, problems: list[Problem]) -> Iterator[Entry]:
    for number, line in enumerate(stored.split(b"\n"), 1):
        if line.strip():
            try:
                yield _entry(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                problems.append(warning("NL431", SourceSpan(file, number, 1), file=file))


def _entry(shown: Any) -> Entry:
    """ValueError, TypeError or KeyError where it is none of ours."""
    if shown["format"] != _FORMAT:
        raise ValueError(shown["format"])
    words = {key: _text(shown.get(key, "")) for key in ("origin", "sender", "address", "subject", "received")}
    files = tuple(
        Kept(_text(file["path"]), _sha256(file["sha256"]), _place(file["kept"], ORIGINALS)) for file in shown["files"]
    )
    pieces = tuple(map(_piece, shown.get("pieces", ())))
    if not files:
        raise ValueError(shown)
    return Entry(key=_sha256(shown["key"]), files=files, pieces=pieces, photos=_read_prints(shown), **words)


def _piece(shown: Any) -> Piece:
    words = {key: _text(shown.get(key, "")) for key in ("document", "state", "title", "unit")}
    places = {key: _place(shown[key], ARTICLES) for key in ("article", "was") if key in shown}
    digests = {key: _sha256(shown[key]) for key in ("text", "base") if "article" in shown}
    return Piece(**{**words, **places, **digests, "sha256": _sha256(shown["sha256"])}, photos=_read_prints(shown))


def _read_prints(shown: Any) -> tuple[Print, ...]:
    return tuple(
        Print(_place(one["file"], PHOTOS), _sha256(one["sha256"]), int(_text(one["fingerprint"]), 16))
        for one in shown.get("photos", ())
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _sha256(value: object) -> str:
    if not _SHA256.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)


def _place(value: object, folder: str) -> str:
    """A file right in a folder of the issue."""
    text = _text(value)
    if not is_inside(text) or text.split("/")[:-1] != folder.split("/"):
        raise ValueError(value)
    return text
