"""Names and set phrases of glossary.yaml, spelled as it says: "Đảng ủy Khôi" is no "Đảng ủy Khối"."""

from collections.abc import Iterator
from typing import NamedTuple

from newsletter.check.content import place_of, texts
from newsletter.check.rule import Subject
from newsletter.language.folding import folded
from newsletter.model.article import GLUED, Text
from newsletter.model.lexicon import MARKS_AFTER, MARKS_BEFORE
from newsletter.problems import Problem, warning


class _Known(NamedTuple):
    """``phrases``: without marks -> the phrases that read so; ``lengths``: first word without marks -> how many words the
    phrases that begin with it have, the most first."""

    phrases: dict[str, list[str]]
    lengths: dict[str, list[int]]


def spelled_as_agreed(subject: Subject) -> Iterator[Problem]:
    """The rule of the glossary: a run of words that differs from a phrase in nothing but marks is a slip.

    More than half of all slips of a mark give another good syllable, which no speller finds. Capitals are not judged: a
    phrase may begin a sentence or stand in a headline of capitals.
    """
    issue = subject.issue
    if not issue.glossary:
        return
    known = _known(issue.glossary)
    for text in texts(issue):
        words, places = _words(text)
        for k, found, phrase in _slips(words, known):
            yield warning("NL708", place_of(issue, text, places[k]), found=found, phrase=phrase)


def _known(glossary: tuple[str, ...]) -> _Known:
    phrases: dict[str, list[str]] = {}
    lengths: dict[str, set[int]] = {}
    for phrase in glossary:
        plain = folded(_bare(phrase))
        phrases.setdefault(plain, []).append(phrase)
        lengths.setdefault(plain.split(" ")[0], set()).add(plain.count(" ") + 1)
    return _Known(phrases, {word: sorted(counts, reverse=True) for word, counts in lengths.items()})


def _words(text: Text) -> tuple[list[str], list[int]]:
    """The words of a text, and the piece with which each begins."""
    places = [k for k, mark in enumerate(text.marks) if not (k and mark & GLUED)]
    if len(places) == len(text.pieces):
        return list(text.pieces), places
    return ["".join(text.pieces[a:b]) for a, b in zip(places, [*places[1:], len(text.pieces)], strict=True)], places


def _slips(words: list[str], known: _Known) -> Iterator[tuple[int, str, str]]:
    """First word, what is written, what the glossary says."""
    for k, word in enumerate(words):
        for length in known.lengths.get(folded(word.lstrip(MARKS_BEFORE)), ()):
            found = _bare(" ".join(words[k : k + length]))
            meant = known.phrases.get(folded(found), ())
            if meant and k + length <= len(words):
                if all(found.lower() != _bare(phrase).lower() for phrase in meant):
                    yield k, found, meant[0]
                break


def _bare(words: str) -> str:
    return words.lstrip(MARKS_BEFORE).rstrip(MARKS_AFTER)
