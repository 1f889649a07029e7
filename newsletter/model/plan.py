"""Which story goes where: the content of plan.yaml."""

from dataclasses import dataclass
from typing import NamedTuple

from newsletter.source import SourceSpan


class Placement(NamedTuple):
    """A story in a slot; ``jump`` where it is continued there from an earlier slot."""

    story: str
    jump: bool = False
    at: SourceSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """``stories``: (slot name, what flows through it, in order)."""

    template: str
    stories: tuple[tuple[str, tuple[Placement, ...]], ...] = ()
    repeat: bool = False
    pinned: bool = False
    at: SourceSpan | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    pages: tuple[PlannedPage, ...]
