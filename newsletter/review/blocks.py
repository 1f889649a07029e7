"""Whole blocks that go from an article: an item of a list, a paragraph by itself, a crosshead. What the article's form is
without them, and which lines of its file to take out.

An item goes alone: with further paragraphs or items below it, it stays for a person to part them."""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from newsletter.review.shown import Leaf, Shown

_PARTS: Final = {"Paragraph": 2, "Crosshead": 3, "ListItem": 4}
"""Parts of the form that a block has, its name and its text the first of them."""
_NUMBER: Final = re.compile(r"'(\d+)([.)])'")
_MARKER: Final = re.compile(r"[ \t>]*(\d+)[.)]")
_BLANK: Final = " \t\r\n>"
"""What a line without words may hold, in a quotation too."""


class Cut(NamedTuple):
    """Characters ``start`` … ``end`` - 1 of the file as stored become ``new``."""

    start: int
    end: int
    new: str


def is_block(shown: Shown, text: int) -> bool:
    """Whether a text is a block that can go as a whole."""
    at = shown.form.index(text) - 1
    part = shown.form[at]
    if shown.verse or not isinstance(part, Leaf) or part.value not in _PARTS:
        return False
    item = _item(shown.form, at)
    below = _item(shown.form, at + _PARTS["ListItem"])
    return item is None or below is None or bool(below[0] and below[1] <= item[1])


def without(shown: Shown, gone: Collection[int]) -> list[Leaf | int]:
    """The form when the blocks of these texts are gone; items behind one in a numbered list move up."""
    kept: list[Leaf | int] = []
    last: dict[int, int] = {}
    shift: dict[int, int] = {}
    at = 0
    while at < len(shown.form):
        part, size = shown.form[at], 1
        if isinstance(part, Leaf) and part.value in _PARTS and isinstance(shown.form[at + 1], int):
            size = _PARTS[part.value]
        parts = list(shown.form[at : at + size])
        item = _item(shown.form, at)
        goes = size > 1 and parts[1] in gone
        if item and (number := _NUMBER.fullmatch(item[0])):
            count, depth = int(number[1]), item[1]
            shift[depth] = shift[depth] if last.get(depth) == count - 1 else 0
            last[depth] = count
            parts[2] = Leaf(f"'{count - shift[depth]}{number[2]}'")
            shift[depth] += goes
        elif item is None and size > 1:
            last.clear()
        kept += [] if goes else parts
        at += size
    return kept


def ways_out(shown: Shown, text: int) -> Iterator[tuple[Cut, ...]]:
    """What may be taken out of the file for the block of a text to go, the likeliest first; the numbers of the items behind
    it move up."""
    numbers = tuple(_numbers(shown, shown.form.index(text) - 1))
    for start, end in dict.fromkeys(_lines(shown, text)):
        yield (Cut(start, end, ""), *numbers)


def _lines(shown: Shown, text: int) -> Iterator[tuple[int, int]]:
    """With the empty lines above or below that would be too many."""
    source, cells = shown.stored.text, shown.texts[text]
    start = source.rfind("\n", 0, cells[0].start) + 1
    stop = _line_end(source, cells[-1].end)
    before, after = start, stop
    while before and not source[(above := source.rfind("\n", 0, before - 1) + 1) : before].strip(_BLANK):
        before = above
    while after < len(source) and not source[after : (end := _line_end(source, after))].strip(_BLANK):
        after = end
    item = _item(shown.form, shown.form.index(text) - 1)
    labelled = item is not None and item[0] != ""
    if before < start and after > stop:
        yield start, after
    elif stop == len(source) or (before < start and not labelled):
        yield before, stop
    yield from ((start, stop), (start, after)) if labelled else ((start, after), (start, stop))
    yield before, stop


def _numbers(shown: Shown, at: int) -> Iterator[Cut]:
    """The numbers of the items behind one in a list, each one less."""
    item = _item(shown.form, at)
    number = _NUMBER.fullmatch(item[0]) if item else None
    count = int(number[1]) if number else 0
    while item and number and (other := _item(shown.form, at := at + _PARTS["ListItem"])) and other[1] >= item[1]:
        text, behind = shown.form[at + 1], _NUMBER.fullmatch(other[0])
        if other[1] > item[1] or not other[0]:
            continue
        if behind is None or int(behind[1]) != count + 1 or not isinstance(text, int):
            return
        line = shown.stored.text.rfind("\n", 0, shown.texts[text][0].start) + 1
        marker = _MARKER.match(shown.stored.text, line)
        if marker and marker[1] == behind[1]:  # a lower one moves up by itself
            yield Cut(*marker.span(1), str(count))
        count += 1


def _item(form: tuple[Leaf | int, ...], at: int) -> tuple[str, int] | None:
    """Label (as the form has it, "" for a further paragraph) and depth of the item that stands there."""
    if form[at : at + 1] != (Leaf("ListItem"),):
        return None
    label, depth = form[at + 2 : at + 4]
    assert isinstance(label, Leaf)  # noqa: S101 (the fields of a ListItem)
    assert isinstance(depth, Leaf)  # noqa: S101
    return ("" if label.value == "''" else label.value), int(depth.value)


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return end + 1 if end >= 0 else len(source)
