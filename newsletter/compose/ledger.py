"""What composition finds out on the way, beside the pages themselves."""

from newsletter.pages.items import StoryFit
from newsletter.problems import Problem


class Ledger:
    """Filled while the pages of an issue are drawn from ``compose``; complete once they are all there."""

    def __init__(self, *, cuts: bool = False) -> None:
        """``cuts``: they are wanted of every story in a slot of its own, not of those alone that are too long."""
        self.cuts = cuts
        self.problems: list[Problem] = []
        self.fits: list[StoryFit] = []
