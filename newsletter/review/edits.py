"""A note and the file that it speaks of -> the edit that does what it asks, and nothing else.

Each change of signs can be written in several ways: as it is, with escapes, with the quotation marks of YAML. They are
tried in turn, the plainest first, and the file is read again: the first after which it shows what was asked for, in the same
form and without a new fault, is the one. What no way of writing gives is left for a person."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice, pairwise
from typing import Final, Literal, NamedTuple
from unicodedata import normalize

from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode
from newsletter.model.article import BOLD, NOTE
from newsletter.review.blocks import is_block, ways_out, without
from newsletter.review.locate import Spot, locate
from newsletter.review.notes import MarkupKind, Note
from newsletter.review.requests import Request, what_is_asked
from newsletter.review.shown import (
    GAPS,
    PARAGRAPH,
    SPACE,
    Cell,
    Layout,
    Leaf,
    Look,
    Shown,
    looks,
    run_on,
    show,
    signs,
    writes_apart,
)
from newsletter.review.wishes import Wish, wishes_of

Reason = Literal["unclear", "lost", "crosses", "elsewhere", "needed", "conflict"]
"""Why a note is left for a person: nobody but they can tell what it asks; its words are gone; markup or a paragraph's end
is in the way; what it speaks of stands in no article; no article is without it, as its title; another note speaks of
the same words."""
_TEXT_MARKS: Final[frozenset[MarkupKind]] = frozenset(("highlight", "underline", "squiggly", "strike-out"))
TRIES: Final = 12
"""Ways of writing one change that are tried."""
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>&|#])")
_GONE: Final = "\0"
"""Stands where words were, so that only marks round nothing go."""
_NOTHING: Final = rf"([\s{_GONE}]*{_GONE}[\s{_GONE}]*)"
_EMPTY: Final = re.compile(
    rf"(\*\*|__){_NOTHING}\1|(?<!\*)(\*){_NOTHING}\3(?!\*)|(?<!_)(_){_NOTHING}\5(?!_)|`{_NOTHING}`"
    rf"|\[{_NOTHING}\]\([^()\s]*\)"
)
_MARKS_BEHIND: Final = re.compile(r"(?:[*_`]|\]\([^()\s]*\))*")
_WHITE: Final = re.compile(r"\s+")
_RUN: Final = re.compile(rf"[^\S\n{_GONE}]*\n[\s>]*|[^\S{_GONE}]+")
"""White space, with the marks of a quotation at the head of a line."""


class Splice(NamedTuple):
    """Characters ``start`` … ``end`` - 1 of the file as stored, without a byte order mark, become ``new``."""

    start: int
    end: int
    new: str


class Change(NamedTuple):
    """Cells ``first`` … ``last`` - 1 of a text come to look so. ``block``: all of the text goes, with its block."""

    text: int
    first: int
    last: int
    looks: tuple[Look, ...]
    block: bool = False


class Edit(NamedTuple):
    """What a note does to its file. ``target``: first and last + 1 character that it speaks of, the same for an insertion.
    ``old`` and ``new`` are the words before and after, for lists. No splice: it stays as it is."""

    file: str
    target: tuple[int, int]
    splices: tuple[Splice, ...]
    changes: tuple[Change, ...]
    old: str = ""
    new: str = ""


def edit(note: Note, shown: Shown) -> Edit | Reason:
    request = what_is_asked(note)
    if note.place is None or request is None:
        return "lost" if note.place is None else "unclear"
    if request.deed != "keep" and not _is_pointed(note, request):
        return "unclear"
    spot = locate(shown, note.place)
    if spot is None:  # the name of a unit stands in issue.yaml
        return "elsewhere" if note.place.role == "byline" else "lost"
    asked = wishes_of(shown, spot, request)
    if isinstance(asked, str):
        return asked
    if any(not wish.new and not wish.gap and not wish.style and _is_title(shown, wish) for wish in asked.wishes):
        return "needed"
    found = _found(shown, asked.wishes)
    if found is None and len(asked.wishes) > 1:
        found = _found(shown, (_as_one(shown, asked.wishes),))
    if found is None:
        return "crosses"
    changes, splices = found
    cells = shown.texts[spot.text]
    start, end = _range(cells, asked.target.first, asked.target.last)
    old = _plain(looks(cells[asked.target.first : asked.target.last]))
    return Edit(shown.stored.file, (start, end), splices, changes, old, _after(cells, asked.target, changes))


def _is_whole(shown: Shown, wish: Wish) -> bool:
    """Does the wish speak of all of its text?"""
    return wish.first == 0 and wish.last == len(shown.texts[wish.text])


def _is_title(shown: Shown, wish: Wish) -> bool:
    """Does the wish speak of all of the title?"""
    title = shown.article.title.starts[:1]
    return _is_whole(shown, wish) and title == tuple(cell.start for cell in shown.texts[wish.text][:1])


def _is_pointed(note: Note, request: Request) -> bool:
    """Is it marked what is meant? A slip beside a line is about some of its words, and "xóa" on it says not which; a
    caret alone stands between two signs."""
    if note.intent != "comment" or request.old or not note.place:
        return True
    marks: frozenset[MarkupKind] = _TEXT_MARKS if note.place.quote else frozenset(("caret",))
    return note.place.method != "nearest" and (not note.kinds or not marks.isdisjoint(note.kinds))


def _found(shown: Shown, wishes: tuple[Wish, ...]) -> "_Way | None":
    """The first way of each wish that is right, where they are right together."""
    changes: list[Change] = []
    splices: list[Splice] = []
    for wish in wishes:
        way = next((way for way in islice(_ways(shown, wish), TRIES) if is_right(shown, *way)), None)
        if way is None:
            return None
        changes += way[0]
        splices += way[1]
    right = len(wishes) < 2 or is_right(shown, changes, splices)
    return (tuple(changes), tuple(splices)) if right else None


def _as_one(shown: Shown, wishes: tuple[Wish, ...]) -> Wish:
    """Wishes for words of one text as a wish for all that they span."""
    text, first, last = wishes[0].text, min(w.first for w in wishes), max(w.last for w in wishes)
    marked = list(signs(shown.texts[text]))
    for wish in sorted(wishes, key=lambda one: (one.first, one.last), reverse=True):
        marked[wish.first : wish.last] = wish.new
    grown = len(marked) - len(shown.texts[text])
    return Wish(text, first, last, "".join(marked[first : last + grown]))


def is_right(shown: Shown, changes: Collection[Change], splices: Iterable[Splice]) -> bool:
    """Does the file show these changes, no other, and is nothing new wrong with it?"""
    written = spliced(shown.stored.text, splices)
    if written is None:
        return False
    again = show(shown.stored.file, written)
    if again.layout() != expected(shown, changes) or Counter(again.faults) - Counter(shown.faults):
        return False
    return not shown.verse or all(_indents_stay(shown, again, changes, text) for text in range(len(shown.texts)))


def _indents_stay(shown: Shown, again: Shown, changes: Iterable[Change], text: int) -> bool:
    """Lines of verse are set in as they were; those without words are gone."""
    gone = {at for one in changes if one.text == text and not one.looks for at in range(one.first, one.last)}
    left = [step for first, last, step in shown.indents(text) if not gone.issuperset(range(first, last))]
    return left == [step for _, _, step in again.indents(text)]


def expected(shown: Shown, changes: Iterable[Change]) -> Layout:
    texts = [list(looks(cells)) for cells in shown.texts]
    for change in sorted(changes, key=lambda one: (one.text, one.first, one.last), reverse=True):
        texts[change.text][change.first : change.last] = change.looks
    gone = {change.text for change in changes if change.block}
    if not gone:
        return [part if isinstance(part, Leaf) else tuple(texts[part]) for part in shown.form]
    cells = [tuple(Cell(*look, 0, 0) for look in text) for text in texts]
    form, left = run_on(without(shown, gone), cells)
    return [part if isinstance(part, Leaf) else looks(left[part]) for part in form]


def spliced(text: str, splices: Iterable[Splice]) -> str | None:
    """None where two of them overlap."""
    ordered = sorted(splices)
    if any(before.end > after.start or before[:2] == after[:2] for before, after in pairwise(ordered)):
        return None
    parts, position = [], 0
    for start, end, new in ordered:
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


# -- ways of writing a change ---------------------------------------------------------

_Way = tuple[tuple[Change, ...], tuple[Splice, ...]]


def _ways(shown: Shown, wish: Wish) -> Iterator[_Way]:
    cells = shown.texts[wish.text]
    if wish.style:
        yield from _style_ways(cells, wish)
    elif wish.gap:
        yield from _gap_ways(shown, wish)
    elif not wish.new:
        yield from _deletion_ways(shown, wish)
    elif wish.first == wish.last:
        yield from _insertion_ways(shown, wish)
    else:
        yield from _replacement_ways(shown, wish)


def _replacement_ways(shown: Shown, wish: Wish) -> Iterator[_Way]:
    """Over the whole of what was written as one thing."""
    cells = shown.texts[wish.text]
    first, last = wish.first, wish.last
    while first and cells[first - 1][3:] == cells[first][3:]:
        first -= 1
    while last < len(cells) and cells[last][3:] == cells[last - 1][3:]:
        last += 1
    new = signs(cells[first : wish.first]) + wish.new + signs(cells[wish.last : last])
    styles = {cell[1:3] for cell in cells[first:last] if cell.sign not in GAPS}
    if len(styles) != 1:
        return
    change = Change(wish.text, first, last, _looks(new, *styles.pop()))
    yield from _written(shown, change, *_range(cells, first, last), new)


def _insertion_ways(shown: Shown, wish: Wish) -> Iterator[_Way]:
    """Before the sign that follows or behind the one that comes before; rather where the text is plain."""
    cells, at = shown.texts[wish.text], wish.first
    sides = [(cells[at - 1], cells[at - 1].end, at, wish.new)] if at else []
    if at < len(cells):
        sides.append((cells[at], cells[at].start, at, wish.new))
    if wish.new.endswith(SPACE) and at > 1 and cells[at - 1].sign == SPACE:
        sides.append((cells[at - 2], cells[at - 2].end, at - 1, SPACE + wish.new[:-1]))
    sides = [side for side in sides if side[0].sign not in GAPS]
    for cell, offset, place, new in sorted(sides, key=lambda side: (bool(side[0].style), bool(side[0].link))):
        style, link = (0, "") if cell.style & NOTE else cell[1:3]
        change = Change(wish.text, place, place, _looks(new, style, link))
        yield from _written(shown, change, offset, offset, new)


def _deletion_ways(shown: Shown, wish: Wish) -> Iterator[_Way]:
    """What stands between the signs that stay is markup and white space: pairs of marks round nothing go, and of several
    runs of white space one stays, or none."""
    cells, source = shown.texts[wish.text], shown.stored.text
    if _is_whole(shown, wish) and is_block(shown, wish.text):
        change = Change(wish.text, wish.first, wish.last, (), block=True)
        for cuts in ways_out(shown, wish.text):
            yield (change,), tuple(Splice(*cut) for cut in cuts)
    low, high = wish.first, wish.last
    while low and cells[low - 1].sign in GAPS:
        low -= 1
    while high < len(cells) and cells[high].sign in GAPS:
        high += 1
    left = cells[low - 1].end if low else len(source[: cells[0].start].rstrip("*_`["))
    right = cells[high].start if high < len(cells) else cells[-1].end + len(_behind(source, cells[-1].end))
    if shown.verse and not low:
        left = source.rfind("\n", 0, left) + 1
    rest, position = [], left
    for cell in cells[low:high]:
        if cell.sign not in GAPS:
            rest.append(source[position : cell.start])
            position = max(position, cell.end)
    residue = _GONE.join([*rest, source[position:right]])
    while (less := _EMPTY.sub(r"\2\4\6\7\8", residue)) != residue:
        residue = less
    change = Change(wish.text, wish.first, wish.last, ())
    behind = any(cell.sign in GAPS for cell in cells[wish.last : high])
    kept = behind or any(cell.sign in GAPS for cell in cells[low : wish.first])
    runs = sorted(_RUN.finditer(residue), key=lambda run: ("\n" not in run[0], -run.start() if behind else run.start()))
    for run in runs if kept else [None]:
        others = [other.span() for other in runs if other is not run]
        new = "".join(residue[a:b] for a, b in _without(residue, others)).replace(_GONE, "")
        yield (change,), (_narrow(source, Splice(left, right, new)),)
    if shown.verse and not residue.replace(_GONE, "").strip():
        for new in _line_ends(runs, kept=kept):
            yield (change,), (Splice(left, right, new),)
    value = _value(shown, cells[0].start)
    if value:
        yield from _quoted(shown, change, value)


def _line_ends(runs: list[re.Match[str]], *, kept: bool) -> Iterator[str]:
    """The end of one line of verse with the indent of another; where no gap stays, the indent alone."""
    parts = [run[0].rpartition("\n") for run in sorted(runs, key=re.Match.start)]
    heads = [head + end for head, end, _ in parts] if kept else [""]
    return (head + indent for head in heads for _, _, indent in reversed(parts))


def _without(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    position = 0
    for a, b in sorted(spans):
        yield position, a
        position = b
    yield position, len(text)


def _behind(source: str, at: int) -> str:
    found = _MARKS_BEHIND.match(source, at)
    return found[0] if found else ""


def _narrow(source: str, splice: Splice) -> Splice:
    """Without what stays the same at its ends."""
    start, end, new = splice
    while start < end and new and source[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and source[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Splice(start, end, new)


def _gap_ways(shown: Shown, wish: Wish) -> Iterator[_Way]:
    """Another white space in the one gap, whatever marks stand round it."""
    cells, source = shown.texts[wish.text], shown.stored.text
    gap = cells[wish.first]
    change = Change(wish.text, wish.first, wish.last, ((wish.gap, 0, ""),))
    line = "\r\n" if "\r\n" in source else "\n"
    new = line + line if wish.gap == PARAGRAPH else SPACE
    for run in _WHITE.finditer(source, gap.start, gap.end):
        yield (change,), (Splice(run.start(), run.end(), new),)


def _style_ways(cells: tuple[Cell, ...], wish: Wish) -> Iterator[_Way]:
    marked = cells[wish.first : wish.last]
    shown = tuple((c.sign, c.style if c.sign in GAPS else c.style | wish.style, c.link) for c in marked)
    change = Change(wish.text, wish.first, wish.last, shown)
    start, end = _range(cells, wish.first, wish.last)
    for mark in ("**", "__") if wish.style == BOLD else ("*", "_"):
        yield (change,), (Splice(start, start, mark), Splice(end, end, mark))


def _written(shown: Shown, change: Change, start: int, end: int, new: str) -> Iterator[_Way]:
    """As it is, with escapes of where it stands, and in a value of YAML with quotation marks round the whole."""
    form = normalize("NFD", new) if writes_apart(shown.stored.text) else new
    value = _value(shown, start)
    yield (change,), (Splice(start, end, form),)
    if value is None:
        yield (change,), (Splice(start, end, _SPECIAL.sub(r"\\\1", form)),)
        return
    if value.style == "'":
        yield (change,), (Splice(start, end, form.replace("'", "''")),)
    elif value.style == '"':
        yield (change,), (Splice(start, end, _escaped(form)),)
    yield from _quoted(shown, change, value)


def _quoted(shown: Shown, change: Change, value: ScalarNode) -> Iterator[_Way]:
    """The whole value written anew; a block of several lines stays a block."""
    if value.style in {"|", ">"}:
        return
    texts = list(looks(shown.texts[change.text]))
    texts[change.first : change.last] = change.looks
    form = _escaped("".join(sign for sign, _, _ in texts))
    form = normalize("NFD", form) if writes_apart(shown.stored.text) else form
    base = shown.front.source.base
    yield (change,), (Splice(base + value.start, base + value.end, f'"{form}"'),)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _value(shown: Shown, offset: int) -> ScalarNode | None:
    """The value of the front matter in which an offset stands."""
    if not shown.front.read or offset >= shown.front.body:
        return None
    at = offset - shown.front.source.base
    return next((node for node in _scalars(shown.front.node) if node.start <= at <= node.end), None)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    match node:
        case ScalarNode():
            yield node
        case ListNode():
            for inner in node.nodes:
                yield from _scalars(inner)
        case MapNode():
            for _, inner in node.entries:
                yield from _scalars(inner)


# -- signs ----------------------------------------------------------------------------


def _looks(new: str, style: int, link: str) -> tuple[Look, ...]:
    return tuple((sign, 0, "") if sign in GAPS else (sign, style, link) for sign in new)


def _range(cells: tuple[Cell, ...], first: int, last: int) -> tuple[int, int]:
    """Offsets of the cells; of none, the place between two."""
    if first < last:
        return cells[first].start, cells[last - 1].end
    at = cells[first].start if first < len(cells) else cells[-1].end if cells else 0
    return at, at


def _plain(parts: Iterable[Look]) -> str:
    return "".join(SPACE if sign in GAPS else sign for sign, _, _ in parts)


def _after(cells: tuple[Cell, ...], target: Spot, changes: tuple[Change, ...]) -> str:
    """The words of the target after the changes."""
    first, last = target.first, target.last
    texts = list(looks(cells))
    grown = 0
    for change in sorted(changes, key=lambda one: one.first, reverse=True):
        texts[change.first : change.last] = change.looks
        grown += len(change.looks) - (change.last - change.first)
    return _plain(texts[min([first, *(change.first for change in changes)]) : last + grown]).strip()
