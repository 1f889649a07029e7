"""Runs of characters while a reader collects them."""

import re
from collections.abc import Iterable

from newsletter.manuscripts.manuscript import Paragraph, ParagraphRole, Run

_SPACE = re.compile(r"[ \t\r\n\f]+")


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one look become one run; empty ones go."""
    found: list[Run] = []
    for run in runs:
        if not run.text and not run.footnote and run.picture < 0:
            continue
        if run.text and found and found[-1].text and found[-1]._replace(text=run.text) == run:
            found[-1] = run._replace(text=found[-1].text + run.text)
        else:
            found.append(run)
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
