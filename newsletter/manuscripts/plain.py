"""Plain text becomes a manuscript: where it has paragraphs, lists, stanzas and tables is read off its lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from newsletter.manuscripts.legacy import decode_told
from newsletter.manuscripts.manuscript import Block, Cell, Manuscript, Paragraph, Rule, Table
from newsletter.manuscripts.recall import counted
from newsletter.manuscripts.runs import plain

_LINE_END: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f\x7f\ufeff]")
_RULE: Final = re.compile(r"[-_=*~—–]{3,}|(?:[-*_] ){2,}[-*_]|\* ?\* ?\*")
_ITEM: Final = re.compile(
    r"([-–—•●○▪■◦‣·*+➢✓\uf0b7\uf0a7\uf0d8]|\d{1,3}[.)]|\(\d{1,2}\)|[a-zđ][.)]|[ivx]{1,5}[.)])[ \t]+(?=\S)"
)
"""A list item: its label and what parts it from the text."""
_WRAPPED_FROM: Final = 56
"""Characters of the shortest line that a program has broken, but for the last; shorter ones are broken by their author."""
_WRAPPED_TO: Final = 100
_VERSE: Final = 48
"""Characters of the longest line of verse: twelve syllables."""


class _Line(NamedTuple):
    """``indent`` in characters, a tab as four."""

    text: str
    indent: int


def read_text(content: bytes, assume: str = "") -> Manuscript:
    """A text file; ``assume`` names its encoding, "" where that is to be found out."""
    text, told = decode_told(content, assume)
    lines = [_line(line) for line in _LINE_END.split(_CONTROL.sub("", text))]
    blocks = tuple(_with_lists(list(_blocks(lines))))
    return counted(Manuscript("txt", blocks, conversions=told), _CONTROL.sub("", text))


def _line(line: str) -> _Line:
    text = line.strip(" \t\u3000")
    return _Line(text, len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4)))


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    """Groups of lines between blank ones, each by its looks."""
    for has_text, group in groupby(lines, key=lambda line: bool(line.text)):
        if has_text:
            yield from _group(list(group))


def _group(lines: list[_Line]) -> Iterator[Block]:
    if _is_verse(lines):
        yield plain("\n".join(line.text for line in lines), "verse")
        return
    for columns, same in groupby(lines, key=lambda line: line.text.count("\t")):
        rows = list(same)
        if columns and len(rows) > 1:
            yield Table(tuple(tuple(Cell((plain(cell.strip()),)) for cell in row.text.split("\t")) for row in rows))
        else:
            yield from _paragraphs(rows)


def _paragraphs(lines: list[_Line]) -> Iterator[Block]:
    """Lines that a program has broken are put together again; of others, each is a paragraph."""
    gathered: list[_Line] = []
    longest = max(line.indent + len(line.text) for line in lines)
    for line in lines:
        if gathered and not (_goes_on(gathered[-1], longest) and _continues(gathered[0], line)):
            yield _paragraph(gathered)
            gathered = []
        gathered.append(line)
    yield _paragraph(gathered)


def _goes_on(line: _Line, longest: int) -> bool:
    """Whether a line is as long as a program makes them: nearly the longest, in a text where none is too long."""
    return _WRAPPED_FROM <= longest <= _WRAPPED_TO and line.indent + len(line.text) > longest * 0.75


def _continues(first: _Line, line: _Line) -> bool:
    if _ITEM.match(line.text) or _RULE.fullmatch(line.text):
        return False
    return line.indent <= first.indent or bool(_ITEM.match(first.text))


def _paragraph(lines: list[_Line]) -> Block:
    text = " ".join(line.text for line in lines)
    return Rule() if _RULE.fullmatch(text) else plain(text, level=1 + (lines[0].indent >= 2))


def _is_verse(lines: list[_Line]) -> bool:
    """Four or more short lines that begin with capitals and are neither items nor fields of a letterhead."""
    if len(lines) < 4 or any(len(line.text) > _VERSE or _ITEM.match(line.text) for line in lines):
        return False
    capitals = sum(line.text.lstrip("“\"'‘(–-… ")[:1].isupper() for line in lines)
    fields = sum(":" in line.text for line in lines)
    syllables = [len(line.text.split()) for line in lines]
    shouted = sum(line.text.isupper() for line in lines)
    return capitals >= len(lines) * 0.8 and fields * 4 < len(lines) and not shouted and min(syllables) >= 3


def _with_lists(blocks: list[Block]) -> Iterator[Block]:
    """Items become list items where two or more of a kind follow each other: one alone may be a heading ("1. Kết quả"), or
    somebody who speaks ("– Vâng")."""
    labels = [_label(block) for block in blocks]
    kinds = ["0" if label[:1].isdigit() else label[:1] and "x" for label in labels]
    for at, (block, label) in enumerate(zip(blocks, labels, strict=True)):
        beside = kinds[at - 1 : at] + kinds[at + 1 : at + 2] if at else kinds[1:2]
        if isinstance(block, Paragraph) and label and kinds[at] in beside:
            yield plain(block.text[len(label) :].strip(), "list-item", block.level, label)
        else:
            yield block._replace(level=1) if isinstance(block, Paragraph) else block


def _label(block: Block) -> str:
    found = _ITEM.match(block.text) if isinstance(block, Paragraph) and block.role == "paragraph" else None
    return found[1] if found else ""
