"""What composition finds out on the way, beside the pages themselves."""

from newsletter.pages.items import StoryFit
from newsletter.problems import Problem


class Ledger:
    """Filled while the pages of an issue are drawn from ``compose``; complete once they are all there.

    ``cuts``: whether the cheapest cuts of stories that fit are asked for too.
    """

    def __init__(self, *, cuts: bool = False) -> None:
        self.cuts = cuts
        self.problems: list[Problem] = []
        self.fits: list[StoryFit] = []
