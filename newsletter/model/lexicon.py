"""Words of several syllables, and where they stand in a text: Vietnamese writes a space inside them as between them."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import compress, count
from typing import NamedTuple

LONG = 4
"""Syllables from which a phrase is made of words: Ban Chấp hành Trung ương."""
MARKS_BEFORE = "([{“‘«\"'"
MARKS_AFTER = ".,;:!?…)]}”’»\"'"


class Lexicon(NamedTuple):
    """``phrases``: first two syllables in lower case -> the phrases that begin with them."""

    phrases: dict[tuple[str, str], tuple[str, ...]]

    def inside(
        self, pieces: tuple[str, ...], opens: tuple[str, ...], closes: tuple[str, ...]
    ) -> Iterator[tuple[int, bool]]:
        """The pieces before which a space stands inside a phrase, and whether it is a seam: a space between the words of
        which a long phrase is made. Phrases are taken from the left, the longest first.

        ``opens`` and ``closes`` hold for each piece what ``syllable`` makes of it. Hot: one look-up for each word, the
        rest only where two syllables begin a phrase.
        """
        phrases = self.phrases
        after = 0
        begins = map(phrases.__contains__, zip(opens, closes[1:], strict=False))
        for second in compress(count(1), begins):
            if second > after:
                first = second - 1
                after = _stop(_endings(phrases[opens[first], closes[second]]), first, pieces, opens, closes)
                if after - first < LONG:
                    for index in range(second, after):
                        yield index, False
                else:
                    yield from self._seams(first, pieces[first:after], opens[first:after], closes[first:after])

    def _seams(
        self, at: int, pieces: tuple[str, ...], opens: tuple[str, ...], closes: tuple[str, ...]
    ) -> Iterator[tuple[int, bool]]:
        """The same of one long phrase, which begins with piece ``at``."""
        inner: set[int] = set()
        first = 0
        while first < len(pieces) - 1:
            endings = _endings(self.phrases.get((opens[first], closes[first + 1]), ()))
            left = len(pieces) - first - 2
            # a part is not the whole, and leaves no syllable alone: Công đoàn|Viên chức, not Công đoàn viên|chức
            shorter = tuple(
                [one for one in endings if len(one.syllables) != left - 1 and (first or len(one.syllables) < left)]
            )
            stop = _stop(shorter, first, pieces, opens, closes)
            inner.update(range(first + 1, stop))
            first = max(first + 1, stop)
        for index in range(1, len(pieces)):
            yield at + index, index not in inner and bool({index - 1, index + 1} & inner)


class _Ending(NamedTuple):
    """What follows the first two syllables of a phrase, in lower case; ``capitals`` are the places of its syllables that
    must not be in lower case."""

    syllables: tuple[str, ...]
    capitals: tuple[int, ...]


_PAIR = (_Ending((), ()),)


@cache
def _endings(phrases: tuple[str, ...]) -> tuple[_Ending, ...]:
    """How phrases with the same beginning go on, the longest first."""
    if len(phrases) == 1 and phrases[0].islower() and phrases[0].count(" ") == 1:
        return _PAIR  # most of them
    split = sorted((phrase.split(" ") for phrase in phrases), key=len, reverse=True)
    return tuple(
        [
            _Ending(
                tuple([one.lower() for one in syllables[2:]]),
                tuple([place for place, one in enumerate(syllables) if one != one.lower()]),
            )
            for syllables in split
        ]
    )


def _stop(
    endings: tuple[_Ending, ...], first: int, pieces: tuple[str, ...], opens: tuple[str, ...], closes: tuple[str, ...]
) -> int:
    """The piece after the phrase that begins with piece ``first``; 0 where none does."""
    third = first + 2
    for syllables, capitals in endings:
        stop = third + len(syllables)
        if syllables and (
            closes[third:stop] != syllables or opens[third - 1 : stop - 1] != closes[third - 1 : stop - 1]
        ):
            continue
        if not capitals or all(pieces[first + place] != pieces[first + place].lower() for place in capitals):
            return stop
    return 0


def syllable(piece: str) -> tuple[str, str]:
    """A piece as it may open (or go on with) a phrase, and as it may close (or go on with) one: in lower case, marks kept
    where they end the phrase. Nothing goes on past a comma, nor into a bracket."""
    bare = piece.lower()
    return bare.lstrip(MARKS_BEFORE), bare.rstrip(MARKS_AFTER)


def make_lexicon(phrases: Iterable[str]) -> Lexicon:
    """Of phrases of two syllables or more, single spaces between them.

    A capital must be met by a capital ("Thái Nguyên"), and anything meets a small letter ("kinh tế", "KINH TẾ").
    """
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for phrase in phrases:
        parts = phrase.lower().split(" ", 2)
        pair = (parts[0], parts[1])
        found[pair] = (*found[pair], phrase) if pair in found else (phrase,)
    return Lexicon(found)


NO_WORDS = Lexicon({})
