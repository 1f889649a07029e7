"""Words of a document against those of its article: none may be lost unseen."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from newsletter.desk.submission import Head, Shot
from newsletter.manuscripts.manuscript import Block, Footnote, paragraphs_in

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]"
)


def missing(source: Iterable[str], kept: Iterable[str]) -> tuple[str, ...]:
    """Words of ``source`` that ``kept`` has less often, in their order. Letters and figures count, marks and capitals do
    not: they are what is tidied."""
    lack = Counter(map(_key, _words(source)))
    lack.subtract(map(_key, _words(kept)))
    lost: list[str] = []
    for word in reversed(list(_words(source))):  # of a word that stands twice, the later one is the one that is missed
        if lack[_key(word)] > 0:
            lack[_key(word)] -= 1
            lost.append(word)
    return tuple(reversed(lost))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(normalize("NFKC", _UNSEEN.sub("", text).replace("Ð", "Đ").replace("Ɖ", "Đ")))


def _key(word: str) -> str:
    return word.casefold()


def printed(head: Head, blocks: Iterable[Block], footnotes: Iterable[Footnote], shots: Sequence[Shot]) -> Iterator[str]:
    """All texts of an article that are printed; a photo that stands in two places has its caption in both."""
    yield from (head.title, head.kicker, head.deck, head.author)
    placed = [shot for shot in shots if not shot.anchored]
    for block in blocks:
        yield from (part.text for part in paragraphs_in(block))
        placed += [shots[run.picture] for part in paragraphs_in(block) for run in part.runs if run.picture >= 0]
    for note in footnotes:
        yield from (part.text for part in note.paragraphs)
    for shot in placed:
        yield from (shot.caption, shot.credit)
