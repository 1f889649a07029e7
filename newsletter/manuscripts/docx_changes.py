"""Tracked changes carried out (ISO/IEC 29500-1, 17.13.5), and what the margin says (17.13.4)."""

import itertools
from collections.abc import Iterable
from typing import Any, Final

from newsletter.manuscripts.docx_names import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN_PROPERTIES,
    TEXT,
    W,
    remove,
    said,
)
from newsletter.manuscripts.manuscript import Comment, Revision, RevisionKind

_KINDS: Final[dict[str, RevisionKind]] = {
    W + "ins": "insertion",
    W + "del": "deletion",
    W + "moveTo": "move",
    W + "moveFrom": "deletion",
    W + "rPrChange": "formatting",
    W + "pPrChange": "formatting",
}
_GONE: Final = (W + "del", W + "moveFrom")
_PROPERTIES: Final = {PARAGRAPH_PROPERTIES, RUN_PROPERTIES, W + "trPr", W + "numPr", W + "tcPr"}
_NEAR: Final = 20
"""Marks of places that may stand between two paragraphs."""
_LONGEST_QUOTE: Final = 300
_Found = tuple[Revision, Any]
"""A change, and the paragraph that it stands in."""


def take_changes(root: Any) -> tuple[Revision, ...]:
    """Insertions stay, deletions go; what they were. Text that was moved counts once, where it is now."""
    changes = [each for each in root.iter(*_KINDS) if _is_told(each)]
    moved = {_key(each) for each in changes if each.tag == W + "moveTo"}
    found = [
        (_revision(each), next(each.iterancestors(PARAGRAPH), None)) for each in changes if not _echoes(each, moved)
    ]
    for mark in list(root.iter(*_GONE)):
        _carry_out(mark)
    _join_paragraphs(root)
    return tuple(_joined(each for each in found if each[0].text))


def _is_told(change: Any) -> bool:
    """Not told: a change inside another, and one of a mark that has no text."""
    parent = change.getparent()
    if change.tag in (W + "rPrChange", W + "pPrChange"):
        owner = parent.getparent()
        return owner is not None and owner.tag != PARAGRAPH_PROPERTIES
    if parent.tag == W + "trPr":
        return change.tag == W + "del" and next(parent.iterancestors(*_GONE), None) is None
    return parent.tag not in _PROPERTIES and parent.tag not in _GONE


def _key(change: Any) -> tuple[str, str, str]:
    return change.get(W + "author", ""), change.get(W + "date", ""), _text(change)


def _echoes(change: Any, moved: set[tuple[str, str, str]]) -> bool:
    return change.tag == W + "moveFrom" and _key(change) in moved


def _revision(change: Any) -> Revision:
    return Revision(_KINDS[change.tag], _text(change), change.get(W + "author", ""), change.get(W + "date", ""))


def _text(change: Any) -> str:
    parent = change.getparent()
    if parent.tag in _PROPERTIES:  # of a paragraph, a run, a row: theirs is the text
        return said(parent.getparent())
    if change.tag in _GONE:
        return said(change, TEXT, W + "delText")
    return said(change)


def _carry_out(mark: Any) -> None:
    parent = mark.getparent()
    if parent is None or parent.tag == RUN_PROPERTIES:  # of the mark of a paragraph: see below
        return
    remove(next(parent.iterancestors(ROW), mark) if parent.tag == W + "trPr" else mark)


def _join_paragraphs(root: Any) -> None:
    """A paragraph whose mark is deleted goes on in the next one (17.13.5.15), and so does an initial that is dropped: its
    letters are a paragraph of their own (17.3.1.11)."""
    for paragraph in list(root.iter(PARAGRAPH)):
        following = _following(paragraph) if _goes_on(paragraph) else None
        if following is not None and following.tag == PARAGRAPH:
            place = 1 if following.find(PARAGRAPH_PROPERTIES) is not None else 0
            following[place:place] = [each for each in paragraph if each.tag != PARAGRAPH_PROPERTIES]
            remove(paragraph)


def _following(paragraph: Any) -> Any:
    """What comes next, marks of places left aside."""
    near = itertools.islice(paragraph.itersiblings(), _NEAR)
    return next((each for each in near if each.tag == PARAGRAPH or len(each)), None)


def _goes_on(paragraph: Any) -> bool:
    mark = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}")
    frame = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{W}framePr")
    is_deleted = mark is not None and any(mark.find(tag) is not None for tag in _GONE)
    return is_deleted or (frame is not None and frame.get(W + "dropCap", "none") != "none")


def _joined(found: Iterable[_Found]) -> Iterable[Revision]:
    """Word cuts what somebody wrote at once into runs."""
    last: Revision | None = None
    place: Any = None
    for revision, paragraph in found:
        if last is not None and paragraph is place and last._replace(text="") == revision._replace(text=""):
            text = last.text if revision.text == last.text else f"{last.text} {revision.text}"
            last = last._replace(text=text)
            continue
        if last is not None:
            yield last
        last, place = revision, paragraph
    if last is not None:
        yield last


def comments_in(roots: Iterable[Any], remarks: Any) -> tuple[Comment, ...]:
    """``remarks``: the part of comments; ``roots``: the parts in which the marks of their ranges stand."""
    if remarks is None:
        return ()
    quotes: dict[str, str] = {}
    for root in roots:
        quotes.update(_quotes(root))
    return tuple(
        Comment(
            said(each), quotes.get(each.get(W + "id", ""), ""), each.get(W + "author", ""), each.get(W + "date", "")
        )
        for each in remarks.iter(W + "comment")
    )


def _quotes(root: Any) -> dict[str, str]:
    pieces: list[str] = []
    length = 0
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for each in root.iter(TEXT, PARAGRAPH, W + "commentRangeStart", W + "commentRangeEnd"):
        if each.tag == W + "commentRangeStart":
            starts[each.get(W + "id", "")] = length
        elif each.tag == W + "commentRangeEnd":
            ends[each.get(W + "id", "")] = length
        else:
            pieces.append(" " if each.tag == PARAGRAPH else each.text or "")
            length += len(pieces[-1])
    text = "".join(pieces)
    return {name: _short(text[start : ends.get(name, start)]) for name, start in starts.items()}


def _short(text: str) -> str:
    text = " ".join(text[: 2 * _LONGEST_QUOTE].split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
