"""From one round of proofs to the next: which notes are done in today's words, and who has not answered.

A place is found again by what stood there: the words with those before and after them. Neither file nor line needs to
be the same; white space does not count, unless the note is about white space."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from unicodedata import combining, normalize

from newsletter.model.article import texts_of
from newsletter.model.issue import Issue, Reviewer
from newsletter.review.conflicts import CORRECTIONS
from newsletter.review.formats.listing import reviewer
from newsletter.review.notes import Note, Place, Status
from newsletter.review.requests import Deed, what_is_asked

Progress = Literal["done", "waiting", "changed"]
"""``done``: what was asked for stands there; ``waiting``: the words are as they were; ``changed``: they are no more, and
a person has to look."""
CONTEXT: Final = 16
"""Characters before and after that tell a place: three or four words."""
LEAST: Final = 6
"""With fewer of them on one side, that side tells nothing."""
ALONE: Final = 12
"""A headline is marked as a whole, with nothing before and after it: so many characters tell their own place."""
_SPACE: Final = re.compile(r"\s+")


class Tally(NamedTuple):
    """How many notes of somebody or of a story have each status, and what their words say of them."""

    name: str
    statuses: Mapping[Status, int]
    done: int
    waiting: int
    changed: int


def words_now(issue: Issue) -> dict[str, str]:
    """The printed text of each article, by file."""
    return {article.file: " ".join(text.plain() for text in texts_of(article)) for article in issue.articles}


def progress(notes: Iterable[Note], words: Mapping[str, str]) -> dict[str, Progress]:
    """By id, of each note with a place in a text that can be read."""
    return {
        note.id: _progress(note, note.place, words[note.place.file])
        for note in notes
        if note.place is not None and note.place.file in words
    }


def tallies(notes: Sequence[Note], found: Mapping[str, Progress], of: Callable[[Note], Iterable[str]]) -> list[Tally]:
    """Notes counted by the names that ``of`` gives each, in order of name."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        for name in of(note):
            groups.setdefault(name, []).append(note)
    return [_tally(name, groups[name], found) for name in sorted(groups)]


def story_of(note: Note) -> tuple[str, ...]:
    return (note.place.story if note.place else "",)


def askers(note: Note) -> tuple[str, ...]:
    """Everybody who asked for it; a file stands for somebody without a name."""
    return (reviewer(note), *note.also)


def silent(reviewers: Iterable[Reviewer], notes: Sequence[Note]) -> tuple[Reviewer, ...]:
    """Those of whom no note is there, by their name as author or in the name of a file."""
    names = {_bare(name) for note in notes for name in (note.author, *note.also) if name}
    files = {_bare(name) for note in notes for name in (note.file, *note.also) if name}
    return tuple(
        one for one in reviewers if _bare(one.name) not in names and not any(_bare(one.name) in file for file in files)
    )


def _tally(name: str, notes: Sequence[Note], found: Mapping[str, Progress]) -> Tally:
    statuses: dict[Status, int] = {}
    for note in notes:
        statuses[note.status] = statuses.get(note.status, 0) + 1
    states = [found.get(note.id) for note in notes]
    return Tally(name, statuses, states.count("done"), states.count("waiting"), states.count("changed"))


def _progress(note: Note, place: Place, text: str) -> Progress:
    asked = _asked(note, place)
    new = place.quote if asked is None else asked
    fold: Callable[[str], str] = _squeezed if _tight(new) == _tight(place.quote) else _tight
    if all(not part or part == part.upper() for part in (place.prefix, place.quote, place.suffix)):
        fold, text = _levelled(fold), text.casefold()  # shown in capitals, whatever the source has
    before, after = fold(place.prefix)[-CONTEXT:], fold(place.suffix)[:CONTEXT]
    now, old, new = fold(text), fold(place.quote), fold(new)
    if old != new:
        if _stands(now, before, new, after):
            return "done"
        if not _stands(now, before, old, after) and new and new not in old and _leans(now, before, new, after):
            return "done"
    return "waiting" if _stands(now, before, old, after) or (old and _leans(now, before, old, after)) else "changed"


def _asked(note: Note, place: Place) -> str | None:
    """What is to stand in the place of the marked words; None where that is not plain."""
    if note.intent in CORRECTIONS:
        return "" if note.intent == "delete" else note.new_text
    request = what_is_asked(note)
    if request is None or request.deed not in ("replace", "delete"):
        return _recast(place.quote, request.deed) if request else None
    return place.quote.replace(request.old, request.new, 1) if request.old else request.new


def _recast(words: str, deed: Deed) -> str | None:
    """Words in other letters, or two the other way round; None for what leaves no trace in them."""
    match deed:
        case "upper":
            return words.upper()
        case "lower":
            return words.lower()
        case "capital":
            return words[:1].upper() + words[1:]
        case "swap":
            return " ".join(reversed(words.split()))
    return None


def _levelled(fold: Callable[[str], str]) -> Callable[[str], str]:
    return lambda words: fold(words).casefold()


def _stands(text: str, before: str, words: str, after: str) -> bool:
    return bool(before or after or len(words) >= ALONE) and before + words + after in text


def _leans(text: str, before: str, words: str, after: str) -> bool:
    """Whether the words stand beside what was on one side of them, where the other side has changed."""
    return (len(before) >= LEAST and before + words in text) or (len(after) >= LEAST and words + after in text)


@lru_cache(maxsize=256)
def _squeezed(words: str) -> str:
    return _SPACE.sub(" ", normalize("NFC", words))


@lru_cache(maxsize=256)
def _tight(words: str) -> str:
    return _SPACE.sub("", normalize("NFC", words))


def _bare(name: str) -> str:
    """Letters and figures alone, without their marks: ``Nguyễn Thị Hà`` sends ``bong-1_NguyenThiHa.pdf``."""
    plain = normalize("NFD", name.casefold()).replace("đ", "d")
    return "".join(sign for sign in plain if sign.isalnum() and not combining(sign))
