"""Words of several syllables, and where they stand in a text: Vietnamese writes a space inside them as between them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, count
from typing import NamedTuple

MARKS_BEFORE = "([{“‘«\"'"
MARKS_AFTER = ".,;:!?…)]}”’»\"'"


class Lexicon(NamedTuple):
    """``phrases``: first two syllables in lower case -> the phrases that begin with them."""

    phrases: dict[tuple[str, str], tuple[str, ...]]

    def inside(self, pieces: Sequence[str], opens: tuple[str, ...], closes: tuple[str, ...]) -> Iterator[int]:
        """The pieces before which a space stands inside a phrase; phrases are taken from the left, the longest first.

        ``opens`` and ``closes`` hold for each piece what ``syllable`` makes of it. Hot: one look-up for each word, the
        rest only where two syllables begin a phrase.
        """
        phrases = self.phrases
        after = 0
        begins = map(phrases.__contains__, zip(opens, closes[1:], strict=False))
        for second in compress(count(1), begins):
            if second > after:
                pair = (opens[second - 1], closes[second])
                stop = _stop(_endings(phrases[pair]), second - 1, pieces, opens, closes)
                yield from range(second, stop)
                after = stop


class _Ending(NamedTuple):
    """What follows the first two syllables of a phrase, in lower case; ``capitals`` are the places of its syllables that
    must not be in lower case."""

    syllables: tuple[str, ...]
    capitals: tuple[int, ...]


@cache
def _endings(phrases: tuple[str, ...]) -> tuple[_Ending, ...]:
    """How phrases with the same beginning go on, the longest first."""
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
    endings: tuple[_Ending, ...], first: int, pieces: Sequence[str], opens: tuple[str, ...], closes: tuple[str, ...]
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
