"""What of a body is plain text, and what must be read as Markdown.

Most paragraphs of a newspaper hold no markup at all. They are found here and kept away from the Markdown parser, which
gets the rest with one placeholder line for each run of them, so that lists, quotes and footnotes around them end and
begin as CommonMark says.
"""

import re
from typing import NamedTuple

PLACEHOLDER = "x"
INLINE = re.compile(r"[\\`*_\[<&]")
_BLOCK_STARTS = frozenset("#>-+=|~: \t")
_ORDERED = re.compile(r"\d{1,9}[.)](?:[ \t]|$)")


class Chunk(NamedTuple):
    """A paragraph of plain text: offsets in the stored file."""

    start: int
    end: int


class Skeleton(NamedTuple):
    """``lines`` is what the Markdown parser gets, ``offsets`` where each line stands in the stored file.

    ``plain``: line number of a placeholder -> the paragraphs for which it stands.
    """

    lines: list[str]
    offsets: list[int]
    plain: dict[int, list[Chunk]]

    @property
    def is_plain(self) -> bool:
        return len(self.lines) == 2 * len(self.plain)


def sketch(text: str, start: int) -> Skeleton:
    """The skeleton of ``text[start:]``."""
    body = text[start:]
    fenced = "```" in body or "~~~" in body  # what stands in a code block is no paragraph, blank lines or not
    skeleton = Skeleton([], [], {})
    chunk: list[str] = []
    first, offset, special = start, start, fenced
    for line in body.split("\n"):
        if line and not line.isspace():
            if not chunk:
                first, special = offset, fenced
            chunk.append(line)
            special = special or _opens_block(line)
        elif chunk:
            _close(skeleton, chunk, first, special or bool(INLINE.search(text, first, offset)))
            chunk = []
        elif fenced:
            _add(skeleton, "", offset)
        offset += len(line) + 1
    if chunk:
        _close(skeleton, chunk, first, special or bool(INLINE.search(text, first)))
    return skeleton


def _opens_block(line: str) -> bool:
    """May this line be more than a line of a paragraph?"""
    first = line[0]
    return (
        first in _BLOCK_STARTS
        or (first.isdigit() and _ORDERED.match(line) is not None)
        or line.endswith(("  ", "  \r"))
    )


def _close(skeleton: Skeleton, chunk: list[str], first: int, special: bool) -> None:
    if special:
        for line in chunk:
            _add(skeleton, line.removesuffix("\r"), first)
            first += len(line) + 1
        _add(skeleton, "", first)
        return
    paragraph = Chunk(first, first + sum(map(len, chunk)) + len(chunk) - 1)
    last = len(skeleton.lines) - 2
    if last in skeleton.plain:
        skeleton.plain[last].append(paragraph)
        return
    skeleton.plain[len(skeleton.lines)] = [paragraph]
    _add(skeleton, PLACEHOLDER, first)
    _add(skeleton, "", paragraph.end)


def _add(skeleton: Skeleton, line: str, offset: int) -> None:
    skeleton.lines.append(line)
    skeleton.offsets.append(offset)
