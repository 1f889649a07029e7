"""A unified diff for people: lines that went and came, and in lines that give way to each other the words that differ."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from newsletter.webpage import markup

_MOST: Final = 20_000
"""Signs of a diff that are shown."""
_WORD: Final = re.compile(r"\s+|\S+")
_ALIKE: Final = 0.4
"""Share of words from which on a line is told to be another's newer version."""


def diff_markup(diff: str) -> str:
    """Lines of markup for a ``pre``; the names of the files and the numbers of lines are left out."""
    shown = list(_shown(diff[:_MOST].splitlines()[2:]))
    shown = shown[1:] if shown[:1] == ["<hr>"] else shown
    return "\n".join([*shown, "…"] if len(diff) > _MOST else shown)


def diff_lines(diff: str, widest: int) -> Iterator[str]:
    """Lines that went and came, for a terminal: of long ones what stands about the first difference."""
    gone: list[str] = []
    for sign, group in groupby(diff.splitlines()[2:], key=lambda line: line[:1]):
        texts = [line[1:] for line in group if line[1:].strip()]
        if sign == "-":
            gone = texts
            continue
        come = texts if sign == "+" else []
        paired = len(gone) == len(come)
        for old, new in zip(gone, come, strict=True) if paired else ():
            start = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
            yield f"-{_about(old, start, widest)}"
            yield f"+{_about(new, start, widest)}"
        yield from () if paired else (f"-{_about(text, 0, widest)}" for text in gone)
        yield from () if paired else (f"+{_about(text, 0, widest)}" for text in come)
        gone = []
    yield from (f"-{_about(text, 0, widest)}" for text in gone)


def _about(text: str, at: int, widest: int) -> str:
    if len(text) <= widest:
        return text
    start = min(max(at - widest // 3, 0), len(text) - widest)
    end = start + widest
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _shown(lines: Sequence[str]) -> Iterator[str]:
    gone: list[str] = []
    for sign, group in groupby(lines, key=lambda line: line[:1]):
        texts = [line[1:] for line in group]
        if sign == "-":
            gone = texts
            continue
        if sign == "+":
            yield from _exchanged(gone, texts)
        else:
            yield from (f"<del>{markup(text)}</del>" for text in gone)
            yield from ("<hr>" if sign == "@" else markup(text) for text in texts)
        gone = []
    yield from (f"<del>{markup(text)}</del>" for text in gone)


def _exchanged(gone: Sequence[str], come: Sequence[str]) -> Iterator[str]:
    pairs = list(zip(gone, come, strict=False)) if len(gone) == len(come) else []
    if pairs and all(_alike(*pair) for pair in pairs):
        for old, new in pairs:
            yield _marked(old, new)
        return
    yield from (f"<del>{markup(text)}</del>" for text in gone)
    yield from (f"<ins>{markup(text)}</ins>" for text in come)


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() >= _ALIKE


def _marked(old: str, new: str) -> str:
    """One line with the words that went struck out before those that came."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    parts = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(markup("".join(before[i1:i2])))
            continue
        if i1 < i2:
            parts.append(f"<del><s>{markup(''.join(before[i1:i2]))}</s></del>")
        if j1 < j2:
            parts.append(f"<ins><b>{markup(''.join(after[j1:j2]))}</b></ins>")
    return "".join(parts)
