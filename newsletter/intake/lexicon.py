"""The words of several syllables that composition knows: our own list, and the glossary of the issue before it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newsletter.model.lexicon import Lexicon, make_lexicon

_LIST = Path(__file__).parent / "words" / "vi.txt"


def read_lexicon(phrases: Iterable[str] = ()) -> Lexicon:
    """Our list and ``phrases``, each of two syllables or more."""
    more = tuple(phrases)
    return make_lexicon((*more, *_ours())) if more else _lexicon()


@cache
def _ours() -> tuple[str, ...]:
    return tuple(_LIST.read_text(encoding="utf-8").split("\n")[:-1])


@cache
def _lexicon() -> Lexicon:
    return make_lexicon(_ours())
