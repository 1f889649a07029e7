"""Which page of one document is which of another: pages that came in between or went must not make all after them
different."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

LIKENESS_LEAST: Final = 0.35
"""Pages that share less of their words, or of their picture, are not the same page."""
_ALIKE: Final = 1.0


class Look(NamedTuple):
    """What a page is known by: its words, in no order, and a small picture of it in greys."""

    words: frozenset[str]
    picture: bytes


Pair = tuple[int, int]
"""Numbers of an old and a new page, from 1; 0 = none."""


def match_pages(old: Sequence[Look], new: Sequence[Look]) -> list[Pair]:
    """All pages of both, in order."""
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [(i + 1, i - i1 + j1 + 1) for i in range(i1, i2)]
        else:
            pairs += [(i and i + i1, j and j + j1) for i, j in _alike(old[i1:i2], new[j1:j2])]
    return pairs


def likeness(one: Look, other: Look) -> float:
    """0 … 1: the share of words that both have; of pages without words how near their pictures are."""
    if one.words or other.words:
        return len(one.words & other.words) / len(one.words | other.words)
    difference = sum(abs(a - b) for a, b in zip(one.picture, other.picture, strict=False))
    return max(0.0, _ALIKE - 8 * difference / (255 * max(1, len(one.picture), len(other.picture))))


def _alike(old: Sequence[Look], new: Sequence[Look]) -> list[Pair]:
    """The pairs, in order, that are most alike in sum (Needleman and Wunsch 1970); between them what is left on both sides
    is paired where it is as many."""
    rows, columns = len(old), len(new)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    gains = [[likeness(one, other) - LIKENESS_LEAST for other in new] for one in old]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + gains[i - 1][j - 1])
    return list(_evened(_path(best, gains)))


def _path(best: Sequence[Sequence[float]], gains: Sequence[Sequence[float]]) -> list[Pair]:
    i, j = len(best) - 1, len(best[0]) - 1
    path: list[Pair] = []
    while i or j:
        if i and j and gains[i - 1][j - 1] > 0 and best[i][j] == best[i - 1][j - 1] + gains[i - 1][j - 1]:
            path.append((i, j))
            i, j = i - 1, j - 1
        elif j and (not i or best[i][j] == best[i][j - 1]):
            path.append((0, j))
            j -= 1
        else:
            path.append((i, 0))
            i -= 1
    return path[::-1]


def _evened(pairs: Sequence[Pair]) -> Iterator[Pair]:
    for matched, run in groupby(pairs, key=all):
        found = list(run)
        gone, came = [i for i, _ in found if i], [j for _, j in found if j]
        if matched or len(gone) != len(came):
            yield from found
        else:
            yield from zip(gone, came, strict=True)
