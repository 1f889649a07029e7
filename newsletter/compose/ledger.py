"""What composition finds out on the way, beside the pages themselves."""

from dataclasses import dataclass, field

from newsletter.pages.items import StoryFit
from newsletter.problems import Problem


@dataclass(slots=True)
class Ledger:
    """Filled while the pages of an issue are drawn from ``compose``; complete once they are all there."""

    problems: list[Problem] = field(default_factory=list)
    fits: list[StoryFit] = field(default_factory=list)
