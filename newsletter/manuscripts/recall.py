"""What a reader brought, against a count of the words that was made without it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from newsletter.manuscripts.manuscript import Block, Inset, Manuscript, Paragraph, Rule, Table

_MARKS = re.compile(r"^[\W_]+|[\W_]+$")
_MOST_MISSING = 200
"""Words named one by one."""


def words(text: str) -> Iterator[str]:
    """Pieces between white space that have a letter or a digit."""
    return (word for word in text.split() if any(sign.isalnum() for sign in word))


def counted(
    manuscript: Manuscript, source: str, aside: Iterable[str] = (), key: Callable[[str], str] = str
) -> Manuscript:
    """The manuscript with ``words`` of ``source``, the document's text by other means, and those ``missing`` from it.

    ``aside``: texts that were left out and told (hidden text, deletions), if they stand in ``source``. ``key``: words are
    the same if their keys are: for a count that cannot tell all letters.
    """
    stored = list(words(source))
    left = Counter(_core(key(word)) for text in (*_texts(manuscript), *aside) for word in words(text))
    missing = []
    for word in stored:
        core = _core(key(word))
        if left[core] > 0:
            left[core] -= 1
        else:
            missing.append(word)
    return manuscript._replace(words=len(stored), missing=tuple(missing[:_MOST_MISSING]))


def _core(word: str) -> str:
    """A word without the marks about it, which may belong to another piece of the file."""
    return _MARKS.sub("", word)


def _texts(manuscript: Manuscript) -> Iterator[str]:
    for block in manuscript.blocks:
        yield from _texts_in(block)
    for note in manuscript.footnotes:
        for paragraph in note.paragraphs:
            yield from _texts_in(paragraph)


def _texts_in(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"{block.label} {block.text}"
        case Table(rows):
            for row in rows:
                for cell in row:
                    for paragraph in cell.paragraphs:
                        yield from _texts_in(paragraph)
        case Inset(blocks):
            for inner in blocks:
                yield from _texts_in(inner)
        case Rule():
            pass
