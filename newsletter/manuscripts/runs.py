"""Runs of characters while a reader collects them."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from newsletter.manuscripts.manuscript import Block, Inset, Paragraph, ParagraphRole, Rule, Run, Table

_SPACE = re.compile(r"[ \t\r\n\f]+")


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one look become one run; empty ones go."""
    found: list[Run] = []
    for look, same in groupby(runs, key=lambda run: run._replace(text="") if run.text else run):
        if look.footnote or look.picture >= 0:
            found.extend(same)
        elif text := "".join(run.text for run in same):
            found.append(look._replace(text=text))
    return tuple(found)


def flowed(text: str) -> str:
    """Text of HTML, where any white space is one space (CSS Text 3, 4.1)."""
    return _SPACE.sub(" ", text)


def trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Flowed runs without white space at either end, doubled, or about a line break."""
    found: list[Run] = []
    before = "\n"
    for run in joined(runs):
        text = re.sub(" *\n *", "\n", _doubled(run.text)) if run.text else ""
        if before in " \n":
            text = text.lstrip(" ")
        if text.startswith("\n") and found and found[-1].text:
            found[-1] = found[-1]._replace(text=found[-1].text.rstrip(" "))
        if text or not run.text:
            found.append(run._replace(text=text))
            before = text[-1:] or "x"
    while found and found[-1].text and not (text := found[-1].text.rstrip(" \n")):
        found.pop()
    if found and found[-1].text:
        found[-1] = found[-1]._replace(text=text)
    while found and found[0].text and not (text := found[0].text.lstrip(" \n")):
        found.pop(0)
    if found and found[0].text:
        found[0] = found[0]._replace(text=text)
    return joined(found)


def _doubled(text: str) -> str:
    return re.sub("  +", " ", text)


def plain(text: str, role: ParagraphRole = "paragraph", level: int = 1, label: str = "") -> Paragraph:
    """A paragraph of one look."""
    return Paragraph((Run(text),) if text else (), role, level, label)


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of a cell or a note, which hold nothing else."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Table(rows):
                yield from (paragraph for row in rows for cell in row for paragraph in cell.paragraphs)
            case Inset(inner):
                yield from flat(inner)
            case Rule():
                pass


def unboxed(blocks: Iterable[Block]) -> Iterator[Paragraph | Table]:
    """The blocks of a box, boxes within it opened."""
    for block in blocks:
        if isinstance(block, Inset):
            yield from block.blocks
        elif not isinstance(block, Rule):
            yield block


def has_text(block: Block) -> bool:
    """Whether there is anything to see in it; a table counts as it is."""
    if isinstance(block, Table):
        return True
    return any(run.text.strip() or run.picture >= 0 for paragraph in flat([block]) for run in paragraph.runs)
