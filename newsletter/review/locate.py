"""The place of a note in an article as it is now: where the map of its proof says, if the same words still stand there,
else where the same words stand between the same words, and nowhere else."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from unicodedata import normalize

from newsletter.review.notes import Place
from newsletter.review.requests import QUOTES
from newsletter.review.shown import GAPS, Cell, Shown

NEAR: Final = 32
"""Characters before and after, at most, by which words are known again."""


class Spot(NamedTuple):
    """Cells ``first`` … ``last`` - 1 of a text of the article; of a caret both are the cell that it stands before.
    ``capitals``: the proof shows in capitals what is written in small letters."""

    text: int
    first: int
    last: int
    capitals: bool = False


def locate(shown: Shown, place: Place) -> Spot | None:
    """None where the words are gone, or stand in several places."""
    quote = _close_up(place.quote)
    if not quote and place.method == "nearest":
        return None
    found = _by_position(shown, place)
    lines = [_Close(cells) for cells in shown.texts]
    everywhere = list(_occurrences(lines, quote, place))
    if found is not None and _close_up(_signs(shown, found)) == quote:
        here = [spot for spot, _ in everywhere if _same(shown, spot, found)]
        agree = max((sides for spot, sides in everywhere if spot in here), default=0)
        if agree == 2 or (quote and (agree or len(everywhere) == 1)):
            return found._replace(capitals=_is_capitals(shown, found, place))
    best = [spot for spot, sides in everywhere if sides == 2] if quote or len(place.prefix + place.suffix) > 3 else []
    if len(best) != 1:
        return None
    return best[0]._replace(capitals=_is_capitals(shown, best[0], place))


def part_of(shown: Shown, spot: Spot, words: str) -> Spot | None:
    """Where ``words`` stand within the marked ones, once and as whole words; None where they do not."""
    cells = shown.texts[spot.text]
    line = _Close(cells)
    wanted = _close_up(words)
    for exact in (True, False):
        found = []
        for first, last in line.find(wanted):
            inside = spot.first <= first and last <= spot.last and _is_whole(cells, first, last)
            same = not exact or _plain(cells[first:last]) == " ".join(normalize("NFC", words).split())
            if inside and same:
                found.append(spot._replace(first=first, last=last))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _by_position(shown: Shown, place: Place) -> Spot | None:
    """The cells that stand at the lines and columns of the place."""
    starts = shown.stored.lines.starts
    (line, column), (last_line, last_column) = place.start, place.end
    if not (0 < line <= len(starts) and (not place.quote or 0 < last_line <= len(starts))):
        return None
    begin = starts[line - 1] + column - 1
    stop = starts[last_line - 1] + last_column if place.quote else begin
    for text, cells in enumerate(shown.texts):
        if not cells or not cells[0].start <= begin <= cells[-1].end:
            continue
        if not place.quote:
            at = next((at for at, cell in enumerate(cells) if begin < max(cell.end, cell.start + 1)), len(cells))
            return Spot(text, at, at)
        inside = [at for at, c in enumerate(cells) if c.sign not in GAPS and c.start < stop and c.end > begin]
        if inside:
            return Spot(text, inside[0], inside[-1] + 1)
    return None


class _Close:
    """A text without its spaces and in small letters; ``at`` leads from its characters to the cells."""

    def __init__(self, cells: tuple[Cell, ...]) -> None:
        self.at = [at for at, cell in enumerate(cells) if cell.sign not in GAPS]
        self.text = "".join([_small(cells[at].sign) for at in self.at])

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        position = self.text.find(wanted) if wanted else -1
        while position >= 0:
            yield self.at[position], self.at[position + len(wanted) - 1] + 1
            position = self.text.find(wanted, position + 1)


def _occurrences(lines: list[_Close], quote: str, place: Place) -> Iterator[tuple[Spot, int]]:
    """Wherever the words stand, and on how many sides the words around them are the same too."""
    before, after = _close_up(place.prefix)[-NEAR:], _close_up(place.suffix)[:NEAR]
    for number, line in enumerate(lines):
        position = line.text.find(quote)
        while position >= 0:
            stop = position + len(quote)
            left = line.text[max(0, position - len(before)) : position]
            sides = _ends(left, before) + _begins(line.text[stop : stop + len(after)], after)
            if quote or sides:
                first = line.at[position] if position < len(line.at) else (line.at[-1] + 1 if line.at else 0)
                yield Spot(number, first, line.at[stop - 1] + 1 if quote else first), sides
            position = line.text.find(quote, position + 1) if position < len(line.text) else -1


def _ends(text: str, with_: str) -> bool:
    """Where the text is shorter, its beginning is the beginning of what can be compared."""
    return text.endswith(with_) if len(text) >= len(with_) else with_.endswith(text)


def _begins(text: str, with_: str) -> bool:
    return text.startswith(with_) if len(text) >= len(with_) else with_.startswith(text)


def _same(shown: Shown, one: Spot, other: Spot) -> bool:
    """Two spots that only a space may part, as a caret before it and behind it."""
    if one.text != other.text:
        return False
    low, high = sorted((one.first, other.first))
    return all(cell.sign in GAPS for cell in shown.texts[one.text][low:high]) and (
        one.last - one.first == other.last - other.first
    )


def _is_whole(cells: tuple[Cell, ...], first: int, last: int) -> bool:
    """Do words begin and end here?"""
    left = cells[first - 1].sign if first else " "
    right = cells[last].sign if last < len(cells) else " "
    return not (left.isalnum() and cells[first].sign.isalnum()) and not (
        right.isalnum() and cells[last - 1].sign.isalnum()
    )


def _is_capitals(shown: Shown, spot: Spot, place: Place) -> bool:
    """Capitals on the proof that are none in the file, in the words or, at a caret, around them."""
    cells = shown.texts[spot.text]
    if place.quote:
        written, seen = _plain(cells[spot.first : spot.last]), place.quote
    else:
        seen = place.prefix[-NEAR:]
        count = len("".join(seen.split()))
        written = "".join("".join(cell.sign for cell in cells[: spot.first] if cell.sign not in GAPS)[-count:])
    seen, written = "".join(normalize("NFC", seen).split()), "".join(written.split())
    return seen != written and seen == seen.upper() and seen.lower() == written.lower()


def _signs(shown: Shown, spot: Spot) -> str:
    return _plain(shown.texts[spot.text][spot.first : spot.last])


def _plain(cells: tuple[Cell, ...]) -> str:
    return "".join(" " if cell.sign in GAPS else cell.sign for cell in cells)


def _close_up(text: str) -> str:
    return "".join(map(_small, "".join(normalize("NFC", text).split())))


def _small(sign: str) -> str:
    """One character for one, whatever the kind of quotation mark."""
    small = sign.lower().translate(QUOTES)
    return small if len(small) == 1 else sign
