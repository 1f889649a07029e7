"""Which story goes where: the content of plan.yaml."""

from typing import NamedTuple

from newsletter.source import SourceSpan


class Placement(NamedTuple):
    """A story in a slot; ``jump`` where it is continued there from an earlier slot."""

    story: str
    jump: bool = False
    at: SourceSpan | None = None


class PlannedPage(NamedTuple):
    """``stories``: (slot name, what flows through it, in order)."""

    template: str
    stories: tuple[tuple[str, tuple[Placement, ...]], ...] = ()
    repeat: bool = False
    pinned: bool = False
    at: SourceSpan | None = None


class Plan(NamedTuple):
    pages: tuple[PlannedPage, ...]
