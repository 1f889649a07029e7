"""A value of YAML as text with its places: the words are the value's, the offsets those of what was written for it.

Quotes, escapes and folding may stand between the two; words are then matched one by one, in order.
"""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces, is_tied, plain_text, without_empty
from newsletter.intake.yaml import ScalarNode
from newsletter.model.article import TIED, Text

if TYPE_CHECKING:
    from newsletter.intake.markdown_inline import Content

_WORD = re.compile(r"\S+")


class Source(NamedTuple):
    """A stored file and the offset at which its YAML begins."""

    stored: Stored
    base: int = 0


def scalar_text(node: ScalarNode, source: Source, pieces: Pieces) -> Text:
    """The value as text without markup."""
    inner, start = _inner(node, source)
    if inner == node.text:
        return plain_text(source.stored.file, inner, start, pieces)
    found = list(_WORD.finditer(node.text))
    words = [match[0] for match in found]
    spans = _match(words, inner, start)
    marks = [0] * len(words)
    for index, (left, right) in enumerate(pairwise(found), 1):
        if is_tied(node.text[left.end() : right.start()]):
            marks[index] = TIED
    shown = tuple(map(pieces.__getitem__, words))
    starts, ends = tuple(a for a, _ in spans), tuple(b for _, b in spans)
    return without_empty(Text(source.stored.file, shown, starts, ends, tuple(marks)))


def scalar_content(node: ScalarNode, source: Source) -> "Content":
    """The value as Markdown to be read: word by word with its places."""
    from newsletter.intake.markdown_inline import Content  # noqa: PLC0415 (needs markdown-it)

    inner, start = _inner(node, source)
    words = node.text.split()
    cuts: list[int] = []
    shifts: list[int] = []
    position = 0
    for word, (offset, _) in zip(words, _match(words, inner, start), strict=True):
        cuts.append(position)
        shifts.append(offset - position)
        position += len(word) + 1
    return Content(" ".join(words), tuple(cuts) or (0,), tuple(shifts) or (start,))


def whole_value(node: ScalarNode, source: Source) -> tuple[int, int]:
    """Offsets of the value, without quotation marks."""
    inner, start = _inner(node, source)
    return start, start + len(inner.rstrip())


def _inner(node: ScalarNode, source: Source) -> tuple[str, int]:
    """What stands between the quotation marks, or below the header of a block, and its offset."""
    start, end = source.base + node.start, source.base + node.end
    if node.style in {"'", '"'}:
        return source.stored.text[start + 1 : end - 1], start + 1
    if node.style in {"|", ">"}:
        start = source.stored.text.find("\n", start, end) + 1 or end
    return source.stored.text[start:end], start


def _match(words: list[str], inner: str, start: int) -> list[tuple[int, int]]:
    """Start and end in the file of each word of the value."""
    written = [match.span() for match in _WORD.finditer(inner)]
    if len(written) == len(words):
        return [(start + a, start + b) for a, b in written]
    spans: list[tuple[int, int]] = []
    position = 0
    for word in words:
        at = inner.find(word, position)
        following = _WORD.search(inner, position)
        if at >= 0:
            a, b = at, at + len(word)
        elif following:
            a, b = following.span()
        else:
            a = b = position
        spans.append((start + a, start + b))
        position = b
    return spans
