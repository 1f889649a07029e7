"""A request at its place -> the changes that it comes to, sign by sign, as an editor would make them.

A replacement changes only the words that differ, so that markup round the others stays. Spaces go with deleted words and
come with new ones."""

from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, Literal, NamedTuple
from unicodedata import normalize

from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import BOLD, ITALIC, NOTE
from newsletter.review.locate import Spot, part_of
from newsletter.review.requests import Request
from newsletter.review.shown import GAPS, PARAGRAPH, SPACE, TIE, TURN, Cell, Shown

Refusal = Literal["unclear", "lost", "crosses"]
"""Why a person has to do it: it may mean two things; the words are not there; it goes across markup or paragraphs."""
_CLOSING: Final = frozenset(",.;:!?…)]}»”’%")
_OPENING: Final = frozenset("([{«“‘")
_LONE: Final = frozenset("àạởýừồôờơỉ")
"""Words of one letter."""
_STRENGTH: Final = SPACE + TIE + TURN + PARAGRAPH
"""Of two gaps round deleted words the weaker goes."""
_VOWELS: Final = frozenset("aeiouy")


class Wish(NamedTuple):
    """Cells ``first`` … ``last`` - 1 of a text become ``new``; nothing where it is "". ``style`` instead of new signs:
    they become bold or italic. ``gap``: one sign between words for another."""

    text: int
    first: int
    last: int
    new: str = ""
    style: int = 0
    gap: str = ""


class Wishes(NamedTuple):
    """``target`` is what the note speaks of: two notes that speak of the same are in each other's way."""

    wishes: tuple[Wish, ...]
    target: Spot


def wishes_of(shown: Shown, spot: Spot, request: Request) -> Wishes | Refusal:
    if request.old:
        part = part_of(shown, spot, request.old)
        if part is None:
            return "lost"
        spot = spot._replace(first=part.first, last=part.last)
    cells = shown.texts[spot.text]
    marked = cells[spot.first : spot.last]
    at_caret = not marked
    match request.deed:
        case "keep":
            return Wishes((), spot)
        case "replace":
            made: list[Wish] | Refusal = "unclear" if at_caret else _replaced(cells, spot, request.new)
        case "delete":
            made = "unclear" if at_caret else _deleted(cells, spot)
        case "insert" | "after":
            if marked and not request.old:
                return "unclear"
            at = spot.last if request.deed == "after" else spot.first
            spot = spot._replace(first=at, last=at)
            made = _inserted(cells, spot, request.new)
        case "break" | "join" | "part" | "close":
            made = _gap(cells, spot, request.deed)
        case "bold" | "italic":
            made = "unclear" if at_caret else _styled(cells, spot, BOLD if request.deed == "bold" else ITALIC)
        case _:
            made = "unclear" if at_caret else _recast(cells, spot, request.deed)
    return made if isinstance(made, str) else Wishes(tuple(made), spot)


# -- words for words ----------------------------------------------------------------


def _replaced(cells: tuple[Cell, ...], spot: Spot, said: str) -> list[Wish] | Refusal:
    new = clean_words(said).strip()
    if any(cell.style & NOTE or cell.sign == PARAGRAPH for cell in cells[spot.first : spot.last]) or not new:
        return "crosses"
    words = _words(cells, spot)
    old, wanted = [_text(cells[a:b]) for a, b in words], new.split(SPACE)
    if spot.capitals:
        recast = _as_written(old, wanted)
        if recast is None:
            return "unclear"
        wanted = recast
    made: list[Wish] = []
    for what, i, k, p, q in SequenceMatcher(None, old, wanted, autojunk=False).get_opcodes():
        if what == "replace" and k - i == q - p:
            made += [_word(cells, spot, words[i + n], wanted[p + n]) for n in range(k - i)]
        elif what == "replace":
            made.append(Wish(spot.text, words[i][0], words[k - 1][1], SPACE.join(wanted[p:q])))
        elif what == "insert":
            more = SPACE.join(wanted[p:q])
            at = words[i][0] if i < len(words) else spot.last
            made.append(Wish(spot.text, at, at, more + SPACE if i < len(words) else SPACE + more))
        elif what == "delete":
            gone = _deleted(cells, spot._replace(first=words[i][0], last=words[k - 1][1]))
            if isinstance(gone, str):
                return gone
            made += gone
    return made


def _word(cells: tuple[Cell, ...], spot: Spot, word: tuple[int, int], new: str) -> Wish:
    """Of a word in two styles only what differs."""
    first, last = word
    if len({cell[1:3] for cell in cells[first:last]}) > 1:
        while first < last and new and cells[first].sign == new[0]:
            first, new = first + 1, new[1:]
        while first < last and new and cells[last - 1].sign == new[-1]:
            last, new = last - 1, new[:-1]
    return Wish(spot.text, first, last, new)


def _as_written(old: list[str], wanted: list[str]) -> list[str] | None:
    """New words for a text that is shown in capitals and written otherwise: each as the word that it replaces."""
    if len(old) != len(wanted):
        return None
    made = []
    for was, new in zip(old, wanted, strict=True):
        if was.lower() == new.lower() or was == was.upper() != was.lower():
            made.append(was if was.lower() == new.lower() else new)
        elif was == was.lower():
            made.append(new.lower())
        else:
            made.append(new[:1].upper() + new[1:].lower())
    return made


def _recast(cells: tuple[Cell, ...], spot: Spot, deed: str) -> list[Wish] | Refusal:
    """The same words in other letters, or two words the other way round."""
    words = [_text(cells[a:b]) for a, b in _words(cells, spot)]
    text = SPACE.join(words)
    if deed == "lower":
        return _replaced(cells, spot._replace(capitals=False), text.lower()) if not spot.capitals else "unclear"
    if deed == "upper":
        return _replaced(cells, spot._replace(capitals=False), text.upper()) if not spot.capitals else "unclear"
    if deed == "capital":
        if len(words) != 1 or spot.capitals:
            return "unclear"
        return _replaced(cells, spot, text[:1].upper() + text[1:])
    if len(words) != 2 or not all(word.isalpha() and word == word.lower() for word in words):
        return "unclear"
    return _replaced(cells, spot._replace(capitals=False), f"{words[1]} {words[0]}")


# -- words less ---------------------------------------------------------------------


def _deleted(cells: tuple[Cell, ...], spot: Spot) -> list[Wish] | Refusal:
    """With the space that would be one too many; two marks of punctuation are not left side by side."""
    first, last = spot.first, spot.last
    while first < last and cells[first].sign in GAPS:
        first += 1
    while first < last and cells[last - 1].sign in GAPS:
        last -= 1
    gone = cells[first:last]
    after = cells[last] if last < len(cells) else None
    if not gone or any(cell.style & NOTE for cell in gone) or (after and after.style & NOTE):
        return "crosses"
    left = cells[first - 1].sign if first else PARAGRAPH
    right = after.sign if after else PARAGRAPH
    whole = left == PARAGRAPH and right == PARAGRAPH
    if any(cell.sign == PARAGRAPH for cell in gone) and not whole:
        return "crosses"
    if left in GAPS and right in GAPS:
        ends = right == PARAGRAPH and left != PARAGRAPH
        if _beside(cells, first - 2) in ",;:" and (ends or _beside(cells, last + 1) in ",;:."):
            return "unclear"
        weaker = _STRENGTH.index(left) < _STRENGTH.index(right) or (first and left == right == TURN)
        if after is None or weaker:
            return _with_left(spot, first, last)
        return [Wish(spot.text, first, last + 1)]
    if left in GAPS and right in _CLOSING and first:
        if right in ",;:." and _beside(cells, first - 2) in ",;:":
            return "unclear"
        return _with_left(spot, first, last) if left != PARAGRAPH else "unclear"
    if right in GAPS and left in _OPENING and after is not None and right != PARAGRAPH:
        return [Wish(spot.text, first, last + 1)]
    return [Wish(spot.text, first, last)]


def _with_left(spot: Spot, first: int, last: int) -> list[Wish]:
    return [Wish(spot.text, max(0, first - 1), last)]


def _beside(cells: tuple[Cell, ...], at: int) -> str:
    return cells[at].sign if 0 <= at < len(cells) else "\0"


# -- words more ---------------------------------------------------------------------


def _inserted(cells: tuple[Cell, ...], spot: Spot, said: str) -> list[Wish] | Refusal:
    new = clean_words(said)
    core = new.strip(SPACE)
    if not core or (spot.capitals and core != core.lower()):
        return "unclear"
    at = spot.first
    left = cells[at - 1].sign if at else PARAGRAPH
    right = cells[at].sign if at < len(cells) else PARAGRAPH
    if left not in GAPS and right not in GAPS:
        return _within(spot, new, left, right)
    if left in GAPS and right in GAPS and at:  # behind a gap that stands before another: at the end of a text
        at, left = at - 1, cells[at - 2].sign if at > 1 else PARAGRAPH
    if core[0] in _CLOSING and (left not in GAPS or at > 1):
        at = at - 1 if left in GAPS else at
        return [Wish(spot.text, at, at, core)]
    if all(sign in _OPENING for sign in core):
        at = at + 1 if right in GAPS and at < len(cells) else at
        return [Wish(spot.text, at, at, core)]
    if _may_be_letters(core, left, right):
        return "unclear"
    return [Wish(spot.text, at, at, core + SPACE if left in GAPS else SPACE + core)]


def _within(spot: Spot, new: str, left: str, right: str) -> list[Wish] | Refusal:
    """Between two signs without a space: letters as they were typed, but a word before a comma is a word."""
    core = new.strip(SPACE)
    if left.isalnum() and not right.isalnum() and right not in _OPENING and _is_word(core):
        return [Wish(spot.text, spot.first, spot.first, SPACE + core)]
    if core[0] in _CLOSING and not right.isalnum():
        return [Wish(spot.text, spot.first, spot.first, core)] if right not in ",.;:" else "unclear"
    return [Wish(spot.text, spot.first, spot.first, new)]


def _is_word(core: str) -> bool:
    bare = {sign for sign in normalize("NFD", core.lower()) if sign.isalpha()}
    return core[0].isalnum() and len(core) > 1 and (not _VOWELS.isdisjoint(bare) or core.isdigit())


def _may_be_letters(core: str, left: str, right: str) -> bool:
    """Is it perhaps meant to be part of the word that it stands beside?"""
    if core.isdigit():
        return left.isdigit() or right.isdigit()
    return core.isalpha() and not _is_word(core) and core.lower() not in _LONE


# -- spaces, paragraphs, styles -------------------------------------------------------


def _gap(cells: tuple[Cell, ...], spot: Spot, deed: str) -> list[Wish] | Refusal:
    """A gap at the caret, or the only one among the marked signs."""
    inside = [at for at in range(spot.first, spot.last) if cells[at].sign in GAPS]
    if spot.first == spot.last:
        inside = [at for at in (spot.first - 1, spot.first) if 0 <= at < len(cells) and cells[at].sign in GAPS]
    if deed == "part":
        return [Wish(spot.text, spot.first, spot.first, SPACE)] if spot.first == spot.last and not inside else "unclear"
    wanted = {"break": (SPACE,), "join": (PARAGRAPH,), "close": (SPACE, TIE)}[deed]
    verse = any(cell.sign == TURN for cell in cells)
    if len(inside) != 1 or cells[inside[0]].sign not in wanted or (verse and deed != "close"):
        return "unclear"
    if deed == "break" and spot.first != spot.last:
        return "unclear"
    at = inside[0]
    gap = {"break": PARAGRAPH, "join": SPACE, "close": ""}[deed]
    return [Wish(spot.text, at, at + 1, gap=gap)] if gap else [Wish(spot.text, at, at + 1)]


def _styled(cells: tuple[Cell, ...], spot: Spot, style: int) -> list[Wish] | Refusal:
    marked = [cell for cell in cells[spot.first : spot.last] if cell.sign not in GAPS]
    if any(cell.sign == PARAGRAPH for cell in cells[spot.first : spot.last]) or any(c.style & NOTE for c in marked):
        return "crosses"
    if all(cell.style & style for cell in marked):
        return []
    return [Wish(spot.text, spot.first, spot.last, style=style)]


# -- signs ----------------------------------------------------------------------------


def clean_words(said: str) -> str:
    """As intake would show it; a space that binds is kept, any other is a space."""
    pieces = Pieces()
    words = "".join(TIE if sign == TIE else SPACE if sign.isspace() else sign for sign in normalize("NFC", said))
    return SPACE.join(TIE.join(pieces[part] for part in word.split(TIE)) for word in words.split(SPACE))


def _words(cells: tuple[Cell, ...], spot: Spot) -> list[tuple[int, int]]:
    """First and last + 1 of each word among the marked cells; one that is bound to the next is one with it."""
    edges = (
        [spot.first - 1] + [at for at in range(spot.first, spot.last) if cells[at].sign in GAPS - {TIE}] + [spot.last]
    )
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _text(cells: tuple[Cell, ...]) -> str:
    return "".join([cell.sign for cell in cells])
