"""What is done to a document on its way to an article, written down so that its report can tell it."""

from typing import Final

from newsletter.desk.submission import Change
from newsletter.manuscripts.manuscript import Loss, LossKind

_SHOWN: Final = 80
"""Characters of a case."""


class Ledger:
    """``left``: what does not go into the article, with its words."""

    def __init__(self) -> None:
        self._changes: dict[str, Change] = {}
        self.left: list[Loss] = []

    def tell(self, what: str, before: str = "", after: str = "", times: int = 1) -> None:
        """``what``: a key of ``change_labels``. The first case that shows something stands for all."""
        if times:
            told = self._changes.get(what, Change(what, 0))
            if not told.before:
                told = told._replace(before=_case(before), after=_case(after))
            self._changes[what] = told._replace(times=told.times + times)

    def keep(self, what: str, times: int) -> None:
        """Told before, but so many of them are in the article after all."""
        told = self._changes.get(what)
        if told and told.times > times:
            self._changes[what] = told._replace(times=told.times - times)
        elif told:
            del self._changes[what]

    def leave(self, words: str, kind: LossKind = "letterhead") -> None:
        """Words that are no part of an article: letterheads, addressees, signatures; what a mail puts round it."""
        if words.strip():
            self.left.append(Loss(kind, " ".join(words.split())))

    def changes(self) -> tuple[Change, ...]:
        return tuple(self._changes.values())


def _case(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
