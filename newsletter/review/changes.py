"""What changed between two proofs, told from their source maps alone.

Words are compared story by story in the order in which they were written, not where they came to stand: that a line
ends elsewhere, a column or a page, is no change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.review.maps import MapLine, MapPage, SourceMap
from newsletter.review.photo_changes import PhotoChange, photo_changes

ISSUE_FILE: Final = "issue.yaml"
"""Its words (masthead, imprint) stand together under this name, as those of a story do under its own."""
CONTEXT: Final = 5
"""Words shown before and after a change."""
EXACT_MOST: Final = 2500
"""Words of a run that are compared one by one; in longer runs frequent words are no anchors, so that time stays linear
(difflib, autojunk)."""
_NO_TEXT: Final = ("furniture", "jump")
_OWN_PARTS: Final = ("title", "kicker", "deck", "byline", "caption", "credit")
"""Roles that are compared each by itself; all others are the body."""

StoryChangeKind = Literal["added", "removed", "changed"]


class Mark(NamedTuple):
    """Where a change stands in the new proof: ``box`` in pt from the top left of the trim, y down; ``left`` is the edge
    of its column. ``deleted``: between two words, something stood there."""

    kind: Literal["added", "deleted", "photo"]
    page: int
    box: Box
    left: float


class Edit(NamedTuple):
    """Words that were replaced, left out ("" ``after``) or put in ("" ``before``), with some words on both sides.

    ``line`` and ``column`` in ``file`` as it is now (of what was left out: of the word before which it stood, (0, 0)
    where none follows); pages are 0 where it stands on none."""

    part: str
    before: str
    after: str
    prefix: str
    suffix: str
    file: str
    line: int
    column: int
    old_page: int
    new_page: int


class StoryChange(NamedTuple):
    """``moved``: it opens on another page, or in another slot of the same. ``words`` are those of a story that came or
    went."""

    story: str
    kind: StoryChangeKind
    title: str
    old_pages: tuple[int, ...]
    new_pages: tuple[int, ...]
    moved: bool = False
    edits: tuple[Edit, ...] = ()
    words: int = 0


class Changes(NamedTuple):
    """In the order of the new proof; stories that went come last."""

    old_pages: int
    new_pages: int
    stories: tuple[StoryChange, ...]
    photos: tuple[PhotoChange, ...]
    marks: tuple[Mark, ...]

    @property
    def none(self) -> bool:
        return not self.stories and not self.photos and self.old_pages == self.new_pages


class _Token(NamedTuple):
    """A word with where it was written, and the boxes in which it stands (two where a line ends in it)."""

    text: str
    file: str
    line: int
    column: int
    end: int
    boxes: tuple[Mark, ...]


_Parts = dict[str, list[_Token]]


class _Opening(NamedTuple):
    page: int
    slot: str
    x: float
    y: float


class _Story(NamedTuple):
    parts: _Parts
    pages: tuple[int, ...]
    opening: _Opening | None
    title: str


def changes(old: SourceMap, new: SourceMap) -> Changes:
    """Everything that changed from one proof to the next."""
    before, after = _stories(old.pages), _stories(new.pages)
    marks: list[Mark] = []
    found = [
        change
        for name, story in after.items()
        if (change := _changed(name, before.get(name), story, marks)) is not None
    ]
    found += [_gone(name, story) for name, story in before.items() if name not in after]
    photos = photo_changes(old, new)
    marks += [Mark("photo", photo.new_page, photo.box, photo.box.x0) for photo in photos if photo.box is not None]
    return Changes(len(old.pages), len(new.pages), tuple(found), photos, _joined_marks(marks))


# Maps become stories of words.


def _stories(pages: Sequence[MapPage]) -> dict[str, _Story]:
    """Stories in the order in which they open."""
    lines: dict[str, list[tuple[int, MapLine]]] = {}
    for page in sorted(pages, key=lambda page: page.number):
        for line in page.lines:
            name = line.story if line.role not in _NO_TEXT else ISSUE_FILE if line.file == ISSUE_FILE else ""
            if name:
                lines.setdefault(name, []).append((page.number, line))
    return {name: _story(found) for name, found in lines.items()}


def _story(lines: Sequence[tuple[int, MapLine]]) -> _Story:
    edges: dict[tuple[int, str], float] = {}
    for page, line in lines:
        edges[page, line.frame] = min(edges.get((page, line.frame), line.box.x0), line.box.x0)
    parts: dict[str, dict[tuple[str, int, int], _Token]] = {}
    for page, line in lines:
        part = parts.setdefault(line.role if line.role in _OWN_PARTS else "body", {})
        for word in line.words:
            box = Box(word.left, line.box.y0, word.right, line.box.y1)
            mark = Mark("added", page, box, edges[page, line.frame])
            token = _Token(word.text, line.file, word.line, word.column, word.column + word.length, (mark,))
            part.setdefault(token[1:4], token)  # a head that is shown again counts once
    joined = {name: list(_whole_words(part.values())) for name, part in parts.items()}
    first_page, first = lines[0]
    return _Story(
        joined,
        tuple(sorted({page for page, _ in lines})),
        _Opening(first_page, first.frame.partition("/")[0], first.box.x0, first.box.y0),
        " ".join(token.text for token in joined.get("title", ())),
    )


def _whole_words(tokens: Iterable[_Token]) -> Iterator[_Token]:
    """In the order in which they were written; what touches in the source is one word: a drop cap and its rest, a word
    with a line's end in it."""
    held: _Token | None = None
    for token in sorted(tokens, key=lambda token: token[1:4]):
        if held is not None and (held.file, held.line, held.end) == token[1:4]:
            held = held._replace(text=held.text + token.text, end=token.end, boxes=held.boxes + token.boxes)
            continue
        if held is not None:
            yield held
        held = token
    if held is not None:
        yield held


# What changed in one story.


def _changed(name: str, old: _Story | None, new: _Story, marks: list[Mark]) -> StoryChange | None:
    """The change of a story that is in the new proof; None where there is none. Its marks go to the list."""
    if old is None:
        every = [token for part in new.parts.values() for token in part]
        marks += [mark for token in every for mark in token.boxes]
        return StoryChange(name, "added", new.title, (), new.pages, words=len(every))
    edits: list[Edit] = []
    for part in dict.fromkeys((*new.parts, *old.parts)):
        edits += _edits(part, old.parts.get(part, []), new.parts.get(part, []), marks)
    is_story = name != ISSUE_FILE
    moved = is_story and _is_moved(old.opening, new.opening)
    if not edits and not moved and (old.pages == new.pages or not is_story):
        return None
    return StoryChange(name, "changed", new.title, old.pages, new.pages, moved, tuple(edits))


def _gone(name: str, old: _Story) -> StoryChange:
    return StoryChange(name, "removed", old.title, old.pages, (), words=sum(map(len, old.parts.values())))


def _is_moved(old: _Opening | None, new: _Opening | None) -> bool:
    """On another page, or in another slot that lies elsewhere."""
    if old is None or new is None:
        return False
    if old.page != new.page:
        return True
    return old.slot != new.slot and (abs(old.x - new.x) > 1 or abs(old.y - new.y) > 1)


def _edits(part: str, old: list[_Token], new: list[_Token], marks: list[Mark]) -> Iterator[Edit]:
    for i1, i2, j1, j2 in _differences(old, new):
        before, after = old[i1:i2], new[j1:j2]
        follows = new[j2] if j2 < len(new) else None
        place = after[0] if after else follows
        marks += [mark for token in after for mark in token.boxes] if after else _gap(new, j1)
        around = new[max(0, j1 - 1) : j2 + 1]
        yield Edit(
            part,
            _said(before),
            _said(after),
            _said(new[max(0, j1 - CONTEXT) : j1]),
            _said(new[j2 : j2 + CONTEXT]),
            (place or (before or around)[0]).file,
            place.line if place else 0,
            place.column if place else 0,
            before[0].boxes[0].page if before else 0,
            (after or around)[0].boxes[0].page if (after or around) else 0,
        )


def _said(tokens: Sequence[_Token]) -> str:
    return " ".join(token.text for token in tokens)


def _gap(new: list[_Token], at: int) -> list[Mark]:
    """Where words were left out: behind the word before, else before the word that follows."""
    if at:
        last = new[at - 1].boxes[-1]
        return [last._replace(kind="deleted", box=last.box._replace(x0=last.box.x1))]
    if new:
        first = new[0].boxes[0]
        return [first._replace(kind="deleted", box=first.box._replace(x1=first.box.x0))]
    return []


def _differences(old: list[_Token], new: list[_Token]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of words that differ, as ranges of both. Lines of the source first, then the words of those that differ, so
    that a long story is compared in the time that its changes take."""
    old_lines, new_lines = _source_lines(old), _source_lines(new)
    old_starts, new_starts = _starts(old_lines), _starts(new_lines)
    for tag, i1, i2, j1, j2 in _opcodes(old_lines, new_lines):
        if tag == "equal":
            continue
        x, y = old_starts[i1], new_starts[j1]
        before = [token.text for token in old[x : old_starts[i2]]]
        after = [token.text for token in new[y : new_starts[j2]]]
        for kind, a1, a2, b1, b2 in _opcodes(before, after):
            if kind != "equal":
                yield x + a1, x + a2, y + b1, y + b2


def _opcodes(
    old: Sequence[str] | Sequence[tuple[str, ...]], new: Sequence[str] | Sequence[tuple[str, ...]]
) -> list[tuple[str, int, int, int, int]]:
    long = max(len(old), len(new)) > EXACT_MOST
    return list(SequenceMatcher(None, old, new, autojunk=long).get_opcodes())


def _source_lines(tokens: list[_Token]) -> list[tuple[str, ...]]:
    grouped = groupby(tokens, key=lambda token: (token.file, token.line))
    return [tuple(token.text for token in group) for _, group in grouped]


def _starts(lines: Sequence[Sequence[str]]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _joined_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """In the order of pages; words that follow one another on a line are one mark."""
    joined: list[Mark] = []
    for mark in sorted(dict.fromkeys(marks), key=lambda mark: (mark.page, mark.left, mark.box.y0, mark.box.x0)):
        last = joined[-1] if joined else None
        if last is not None and _follows(last, mark):
            joined[-1] = last._replace(box=last.box._replace(x1=max(last.box.x1, mark.box.x1)))
        else:
            joined.append(mark)
    return tuple(joined)


def _follows(last: Mark, mark: Mark) -> bool:
    """On the same line, no farther from it than two letters."""
    here = (last.kind, last.page, last.left, last.box.y0) == (mark.kind, mark.page, mark.left, mark.box.y0)
    return here and mark.kind == "added" and mark.box.x0 - last.box.x1 < last.box.height


def changed_pages(marks: Iterable[Mark]) -> Mapping[int, list[Mark]]:
    """Marks by page."""
    pages: dict[int, list[Mark]] = {}
    for mark in marks:
        pages.setdefault(mark.page, []).append(mark)
    return pages
