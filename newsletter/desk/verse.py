"""Poems: many short lines, parted into stanzas by empty ones."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from newsletter.desk.lines import is_blank, look_of, picture_of
from newsletter.language.folding import folded
from newsletter.manuscripts.manuscript import Block, Paragraph, Run, paragraphs_in

_LEAST: Final = 8
"""Lines of a poem that nothing but its lines shows."""
_COUPLETS: Final = 4
"""The same of lục bát, whose lines of six and eight syllables take turns."""
_LONGEST: Final = 10
"""Words of a line; a line of eight syllables has eight."""
_TAB: Final = 8
"""Spaces that a tab is as wide as."""
_STEPS: Final = 3


def is_poem(blocks: Sequence[Block]) -> bool:
    """Is what is left of a document, its head taken off, a poem?"""
    written = [block for block in blocks if not is_blank(block) and picture_of(block) < 0]
    parts = [block for block in written if isinstance(block, Paragraph)]
    if not parts or len(parts) < len(written):
        return False
    if sum(block.role == "verse" for block in parts) > len(parts) / 2:
        return True
    lines = [line.strip() for block in parts for line in block.text.split("\n") if line.strip()]
    counts = [len(line.split()) for line in lines]
    if len(counts) >= _COUPLETS and all(count == (6, 8)[at % 2] for at, count in enumerate(counts)):
        return True
    plain = all(block.role == "paragraph" and not look_of(block).caps for block in parts)
    short = sum(2 <= count <= _LONGEST for count in counts) >= 0.9 * len(lines)
    capital = sum(line.lstrip("“\"'-– ")[:1].isupper() for line in lines) >= 0.6 * len(lines)
    ended = sum(line.endswith((".", ";", ":")) for line in lines) <= 0.5 * len(lines)
    listed = sum(line[:1] in "-+•*" or line[:1].isdigit() for line in lines) > 0.3 * len(lines)
    even = sum(counts) / len(lines) <= 8.5 if lines else False
    return plain and len(lines) >= _LEAST and short and capital and ended and even and not listed


def stanzas(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A paragraph for each stanza, its lines parted by line feeds."""
    blank = any(is_blank(block) for block in blocks)
    result: list[Block] = []
    for (empty, stands_alone), group in groupby(blocks, key=lambda block: (is_blank(block), picture_of(block) >= 0)):
        parts = [block for block in group if isinstance(block, Paragraph)]
        if empty:
            continue
        if stands_alone or (not blank and any("\n" in part.text for part in parts)):
            result += parts
        elif parts:
            result.append(_stanza(parts))
    return tuple(result)


def stepped(stanzas: Sequence[Block], typed: Sequence[Block]) -> tuple[Block, ...]:
    """Stanzas in which a tab stands before a line for each step that it is indented in the document, as ``typed``; what
    stands before all lines is no indent."""
    widths: dict[str, list[int]] = defaultdict(list)
    for line in (line for block in typed for part in paragraphs_in(block) for line in part.text.split("\n")):
        widths[_key(line)].append(_width(line))
    lines = [line for block in stanzas if _is_stanza(block) for line in text_lines(block)]
    found = [widths[_key(line)].pop(0) if widths[_key(line)] else 0 for line in lines]
    steps = iter([_step(width, found) for width in found])
    return tuple(_indented(block, steps) if _is_stanza(block) else block for block in stanzas)


def with_verses(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Verses amid prose, which their style shows, or four and more short lines in italics: one paragraph of lines."""
    result: list[Block] = []
    for verse, group in groupby(blocks, key=_may_be_line):
        parts = list(group)
        lines = [part for part in parts if isinstance(part, Paragraph)]
        styled = any(part.role == "verse" for part in lines)
        if verse and len(lines) > 1 and (styled or len(lines) >= 4):
            result.append(_stanza(lines))
        else:
            result += parts
    return tuple(result)


def _may_be_line(block: Block) -> bool:
    if not isinstance(block, Paragraph) or picture_of(block) >= 0 or is_blank(block):
        return False
    look = look_of(block)
    short = look.words <= _LONGEST and look.italic and block.role == "paragraph" and not look.caps
    return block.role == "verse" or short


def _stanza(parts: Sequence[Paragraph]) -> Paragraph:
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(Run("\n"))
        runs += part.runs
    return parts[0]._replace(runs=tuple(runs), role="verse")


def text_lines(block: Block) -> list[str]:
    return [line for part in paragraphs_in(block) for line in part.text.split("\n")]


def _is_stanza(block: Block) -> bool:
    return isinstance(block, Paragraph) and picture_of(block) < 0


def _key(line: str) -> str:
    return "".join(filter(str.isalnum, folded(line)))


def _width(line: str) -> int:
    """Of the white space before a line, in spaces."""
    blank = line[: len(line) - len(line.lstrip())]
    return sum(_TAB if sign == "\t" else 1 for sign in blank)


def _step(width: int, widths: Sequence[int]) -> int:
    """The rank of an indent among those of the poem; a space more or less, which nobody meant, makes none."""
    steps, last = 0, min(widths)
    for other in sorted(set(widths)):
        if other > width:
            break
        if other - last > 1:
            steps, last = steps + 1, other
    return min(steps, _STEPS)


def _indented(block: Block, steps: Iterator[int]) -> Block:
    """With the tabs of its lines at their heads."""
    if not isinstance(block, Paragraph):
        return block
    runs: list[Run] = []
    begins = True
    for run in block.runs:
        for at, line in enumerate(run.text.split("\n")):
            if at:
                runs.append(Run("\n"))
                begins = True
            tabs = "\t" * next(steps, 0) if begins and line else ""
            begins = begins and not line
            runs += [Run(tabs)] * bool(tabs) + [run._replace(text=line)] * bool(line or not run.text)
    return block._replace(runs=tuple(runs))
