"""Which article a document is a newer version of: the same sender and the same name of the file or the same title, and a
text that shares enough with it. Another text under an old name is another article."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from newsletter.desk.log import Entry, Piece
from newsletter.desk.submission import Draft, Submission
from newsletter.language.folding import folded

_VERSION: Final = {"v", "ver", "ban", "lan", "sua", "moi", "cuoi", "final", "copy", "chinh", "bo", "sung", "thuc"}
"""Words at the end of a file's name that tell versions from each other (bai v2, bai sua lan 2, bai ban cuoi)."""
_BODY: Final = re.compile(r"!/thư\.(?:html|txt|rtf)$")
"""The text of a mail, which has no name of its own."""
_ANSWERS: Final = {"re", "fw", "fwd"}
_FRONT: Final = re.compile(r"\A\ufeff?---\s*\n.*?^---\s*$", re.DOTALL | re.MULTILINE)
_WORDS: Final = re.compile(r"\w+")
_SHINGLE: Final = 3
"""Words that stand together: office prose shares most of its words, but few rows of three."""
SAME_ARTICLE: Final = 0.3
"""Share of the shorter text that a version has in common with the one before, at least."""
RENAMED: Final = 0.6
"""The same for an article that editors have worked on and given another name."""
SAME_TEXT: Final = 0.8
"""The same for an article that nobody says to be the same."""


class Match(NamedTuple):
    """``before``: the version that the article has. ``least``: how like it the text must be (``likeness``)."""

    before: Piece
    entry: Entry
    least: float = SAME_ARTICLE

    @property
    def same(self) -> bool:
        """The very document was taken before."""
        return not self.least


def earlier(draft: Draft, sha256: str, submission: Submission, taken: Sequence[tuple[Entry, Piece]]) -> list[Match]:
    """What has been taken that may be the same piece, the likeliest and latest first; ``sha256`` of its document."""
    same = [Match(piece, entry, 0) for entry, piece in reversed(taken) if piece.sha256 == sha256]
    named = (
        Match(piece, entry, least)
        for entry, piece in reversed(taken)
        if (least := _least(draft, submission, entry, piece))
    )
    return same or list(named)


def _least(draft: Draft, submission: Submission, entry: Entry, piece: Piece) -> float:
    """How like two texts must be to be versions of one; 0 where their names forbid it."""
    if entry.origin == submission.origin and piece.document == draft.document:
        return SAME_ARTICLE
    stem = _stem(draft.document, submission.subject)
    name = bool(stem) and stem == _stem(piece.document, entry.subject)
    title = bool(draft.head.title) and _plain(draft.head.title) == _plain(piece.title)
    pairs = ((submission.sender.address.casefold(), entry.address.casefold()), (draft.head.unit, piece.unit))
    known = [mine == other for mine, other in pairs if mine and other]
    if any(known):
        return SAME_ARTICLE if name or title else 0
    if name and title:  # a stranger may have sent it on
        return SAME_TEXT if known else SAME_ARTICLE
    return 0


def _stem(document: str, subject: str) -> str:
    """A file's name without what tells its versions apart; of the text of a mail, what the mail is called."""
    name = subject if _BODY.search(document) else PurePosixPath(document).stem
    words = re.findall(r"[^\W_]+", folded(name))
    while words and words[0] in _ANSWERS and name is subject:
        words.pop(0)
    while len(words) > 1 and (words[-1] in _VERSION or re.fullmatch(r"v?\d+", words[-1])):
        words.pop()
    return " ".join(words)


def _plain(title: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(title)))


def likeness(one: str, other: str) -> float:
    """Which share of the rows of three words of the shorter of two articles stands in the other as well, 0 … 1; front
    matter does not count."""
    rows = sorted((_rows(one), _rows(other)), key=len)
    return len(rows[0] & rows[1]) / len(rows[0]) if rows[0] else float(one == other)


def most_like(text: str, articles: Iterable[tuple[str, str]], least: float) -> str:
    """The path of the article (path, text) that a text is most like; "" where none is so by ``least``."""
    found = [(likeness(text, other), path) for path, other in articles]
    best = max(found, key=lambda one: (one[0], one[1]), default=(0.0, ""))
    return best[1] if best[0] >= least else ""


def _rows(text: str) -> set[tuple[str, ...]]:
    words = _WORDS.findall(_FRONT.sub("", text).lower())
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False)) or {tuple(words)} - {()}
