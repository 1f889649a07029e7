"""Where list items stand in each other, and which of their labels a list of Markdown would count or draw as they are."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.manuscripts.manuscript import Paragraph

_DEEPEST: Final = 4
"""Levels of lists; deeper ones stand there."""


class Step(NamedTuple):
    """A list that is open, by its last item: from 1 on how deep, how far text is indented, label, number (0 of bullets)."""

    depth: int
    indent: int
    label: str
    number: int

    @property
    def mark(self) -> str:
        return self.label[-1]


def is_item(block: object) -> bool:
    return isinstance(block, Paragraph) and block.role == "list-item"


def step_of(item: Paragraph, steps: Sequence[Step]) -> Step | None:
    """Where an item stands below the lists that are open; None where Markdown would count or draw its label otherwise."""
    label = _marker(item.label)
    if not label:
        return None
    depth = max(1, min(item.level, len(steps) + 1, _DEEPEST))
    number = int(label[:-1]) if label[-1] in ".)" else 0
    last = steps[depth - 1] if len(steps) >= depth else None
    if last and last.mark == label[-1] and number <= last.number and label[-1] in ".)":
        return None
    outer = steps[depth - 2].indent if depth > 1 else 0
    return Step(depth, outer + len(label) + 1, label, number)


def _marker(label: str) -> str:
    """How Markdown writes the label of an item; "" where it cannot: a), IV."""
    if label[:-1].isdecimal() and label[:-1].isascii() and label[-1] in ".)" and len(label) < 10:
        return f"{int(label[:-1])}{label[-1]}"
    if label[:-1].strip("()"):
        return ""
    return "+" if label == "+" else "" if label[:1].isalnum() else "-"
