"""Words found again where no map tells their place: the best passage of all articles for a quotation with what stood
before and after it."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple

from newsletter.review.charts import CONTEXT

_WEIGHTS: Final = (50, 20, 20)
"""Of quotation, prefix and suffix, as in the anchoring of Hypothes.is."""
_LEAST: Final = 0.7
"""Likeness of a passage that is not the same, below which it is another."""
_SURE: Final = 0.5
"""Confidence below which nothing is said: a word that stands in all articles, without its surroundings."""
_ALIKE: Final = 0.01
"""Difference of confidence that tells no passage from another."""
_ON_PAGE: Final = 0.05
"""Confidence added to passages of files that the page shows."""
_MOST: Final = 0.99
"""Words alone are never wholly sure."""
_PIECE: Final = 24
"""Characters by which a page's text is looked for in the sources."""
_PAGE_MOST: Final = 6000
PASSAGES_MOST: Final = 500
"""Places of the same words that are weighed."""
QUOTE_MOST: Final = 2000
_YAML_KEY: Final = re.compile(r"(?:^|(?<=[{,]))[ \t]*(?:- )?[{ ]*[a-z_]+:(?=\s)(?:[ \t]+[\"'|>{[])?", re.MULTILINE)
"""What stands before a value in YAML: each value is a text of its own."""
_FRONT: Final = re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL)
_MARKUP: Final = re.compile(r"[*_`\\]+|^#{1,6} +|^> *|^[-+] +|\]\([^)\n]*\)|[\[\]]", re.MULTILINE)
"""Signs of Markdown that are not shown."""


class Anchor(NamedTuple):
    """``start`` and ``end`` are line and column of the first and last character, inclusive."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    confidence: float


class Hint(NamedTuple):
    """What is known beside the words: the file, the line and column where they once were, the files of which the page
    shows text."""

    file: str = ""
    at: tuple[int, int] = (0, 0)
    on_page: frozenset[str] = frozenset()


NO_HINT: Final = Hint()


class Side(NamedTuple):
    """``text`` beside a passage, of which the ``own`` characters next to it are of the same text."""

    text: str
    own: int


class Plain(NamedTuple):
    """A source as shown: NFC, without markup, white space as one space, all small; ``at`` and ``last`` are the offsets in
    the stored text at which each character begins and ends; ``rows`` those at which stored lines begin. ``edges`` are the
    characters with which a text begins that does not run on from the one before it."""

    text: str
    at: tuple[int, ...]
    last: tuple[int, ...]
    rows: tuple[int, ...]
    edges: tuple[int, ...] = ()

    def around(self, start: int, stop: int) -> tuple["Side", "Side"]:
        """What stands before and after some characters."""
        index = bisect_right(self.edges, start)
        first = self.edges[index - 1] if index else 0
        end = self.edges[index] if index < len(self.edges) else len(self.text)
        before, after = self.text[max(0, start - CONTEXT) : start], self.text[stop : stop + CONTEXT]
        return Side(before, min(start - first, CONTEXT)), Side(after, min(max(0, end - stop), CONTEXT))

    def place(self, stored: int) -> tuple[int, int]:
        row = bisect_right(self.rows, stored)
        return row, stored - self.rows[row - 1] + 1

    def span(self, start: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Line and column of the first and last stored character of what is shown from ``start`` to before ``stop``."""
        return self.place(self.at[start]), self.place(self.last[stop - 1])


class Anchors:
    """The sources of today, each made plain when it is first looked through."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._plain: dict[str, Plain] = {}

    def has(self, file: str) -> bool:
        return file in self._sources

    def plain(self, file: str) -> Plain:
        if file not in self._plain:
            self._plain[file] = _plain(self._sources[file], is_yaml=file.endswith(".yaml"))
        return self._plain[file]

    def files_of(self, page: str) -> frozenset[str]:
        """The files of which a page shows whole pieces."""
        shown = _shown(page)
        pieces = [shown[start : start + _PIECE] for start in range(0, min(len(shown), _PAGE_MOST), 2 * _PIECE)]
        return frozenset(
            file
            for file in self._sources
            if any(piece in self.plain(file).text for piece in pieces if len(piece) == _PIECE)
        )

    def find(self, quote: str, prefix: str, suffix: str, hint: Hint = NO_HINT) -> Anchor | None:
        """The best passage of all files, or of one; a quotation of nothing stands between its prefix and suffix. Of
        passages that are alike the one nearest to where it was; where that is not known there is none."""
        words, before, after = _shown(quote)[:QUOTE_MOST], _shown(prefix)[-CONTEXT:], _shown(suffix)[:CONTEXT]
        if not words:
            return self._between(before, after, hint)
        files = [file for file in sorted(self._sources) if hint.file in ("", file)]
        found = [
            Anchor(name, *plain.span(start, stop), _score(plain.around(start, stop), (before, after), same))
            for name in files
            for plain in (self.plain(name),)
            for start, stop, same in _passages(plain.text, words)
        ]
        found = [one._replace(confidence=one.confidence + _ON_PAGE * (one.file in hint.on_page)) for one in found]
        best = max((one.confidence for one in found), default=0.0)
        rivals = [one for one in found if one.confidence > best - _ALIKE]
        if not rivals or best < _SURE:
            return None
        if hint.at == (0, 0) and len(rivals) > 1:
            return None
        nearest = min(rivals, key=lambda one: (abs(one.start[0] - hint.at[0]), abs(one.start[1] - hint.at[1])))
        return nearest._replace(confidence=round(min(best, _MOST) if len(rivals) == 1 else _SURE, 2))

    def _between(self, before: str, after: str, hint: Hint) -> Anchor | None:
        """The place between two texts: before the first character of the second, or past the last of the first."""
        if after.strip():
            found = self.find(after, before, "", hint)
            return found and found._replace(end=found.start)
        found = self.find(before, "", "", hint) if before.strip() else None
        if found is None:
            return None
        past = (found.end[0], found.end[1] + 1)
        return found._replace(start=past, end=past)


def _plain(stored: str, *, is_yaml: bool) -> Plain:
    front = None if is_yaml else _FRONT.match(stored)
    keys = [
        found.span() for found in _YAML_KEY.finditer(stored, 0, len(stored) if is_yaml else front.end() if front else 0)
    ]
    ends = {end for _, end in keys} | ({front.end()} if front else set())
    marks = (found.span() for found in _MARKUP.finditer(stored))
    skipped = {place for span in (*keys, *marks) for place in range(*span)}
    edges: list[int] = []
    text: list[str] = []
    at: list[int] = []
    last: list[int] = []
    for offset, sign in enumerate(stored):
        if offset in ends:
            edges.append(len(text))
        if offset in skipped:
            continue
        if sign.isspace():
            if text and text[-1] != " ":
                text.append(" ")
                at.append(offset)
                last.append(offset)
        elif unicodedata.combining(sign) and text:
            text[-1] = unicodedata.normalize("NFC", text[-1] + sign)[0]
            last[-1] = offset
        else:
            text.append(_small(sign))
            at.append(offset)
            last.append(offset)
    rows = (0, *(found.end() for found in re.finditer("\n", stored)))
    return Plain("".join(text), tuple(at), tuple(last), rows, tuple(edges))


def _small(sign: str) -> str:
    """One character for one, so that offsets stay."""
    lower = sign.lower()
    return lower if len(lower) == 1 else sign


def _shown(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(_small(sign) for sign in re.sub(r"\s+", " ", composed))


def _passages(text: str, words: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and likeness of what could be the words."""
    exact = list(islice(re.finditer(re.escape(words), text), PASSAGES_MOST))
    if exact:
        yield from ((found.start(), found.end(), 1.0) for found in exact)
        return
    from rapidfuzz import fuzz  # noqa: PLC0415  (only where the map is lost)

    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=100 * _LEAST) if len(words) > 3 else None
    if found is not None and found.dest_end > found.dest_start:
        yield found.dest_start, found.dest_end, found.score / 100


def _score(sides: tuple[Side, Side], told: tuple[str, str], same: float) -> float:
    """Weighed likeness of the passage, of what is before it and after it; what is not told of counts half.

    A page may show a text apart from those that it stands between in its file (a title among the contents), or with them
    (the author below the title), so the likelier of both counts."""
    (before, own_before), (after, own_after) = sides
    apart = before[len(before) - own_before :].rstrip(), after[:own_after].rstrip()
    ends = told[0].rstrip()[-len(apart[0]) :] if apart[0] else "", told[1][: len(apart[1])]
    likeness = (
        same,
        max(_alike(before, told[0]), _alike(apart[0], ends[0])),
        max(_alike(after, told[1]), _alike(apart[1], ends[1])),
    )
    return sum(weight * alike for weight, alike in zip(_WEIGHTS, likeness, strict=True)) / sum(_WEIGHTS)


def _alike(text: str, other: str) -> float:
    """Likeness of two texts, the less telling the shorter the first is."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    known = len(text) if other else 0
    return (known * fuzz.ratio(text, other) / 100 + 0.5 * (CONTEXT - known)) / CONTEXT if known else 0.5
