"""What makes a document official is no part of an article: motto, number, place and day, addressee, recipients,
signatures. It is taken off both ends and told, word for word; the bodies that it names help to find the unit."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsletter.desk.envelope import unwrapped
from newsletter.desk.fields import Letter
from newsletter.desk.ledger import Ledger
from newsletter.desk.lines import (
    is_addressee,
    is_closing,
    is_contact,
    is_day,
    is_issuer,
    is_official,
    is_recipients,
    is_separator,
    opens_end,
    picture_of,
    text_of,
)
from newsletter.manuscripts.manuscript import Block, Paragraph, Table, paragraphs_in

_TOP: Final = 14
"""Blocks among which a letterhead stands."""
_END: Final = 18
"""Blocks from the last that recipients and signatures take up at most, and how many words each."""
_SHORT: Final = 25
_SIGNED: Final = 4
_NAME: Final = 14
"""Lines of a signature with its day, and words of each, at most."""


class Bared(NamedTuple):
    """Blocks without letterhead; ``said``: its lines, of the head first, but for whom it is addressed to.
    ``letter``: the mail that it was in, where that was sent on."""

    blocks: tuple[Block, ...]
    said: tuple[str, ...] = ()
    letter: Letter = Letter()


def bared(blocks: Sequence[Block], ledger: Ledger) -> Bared:
    inside = unwrapped(blocks, ledger)
    blocks = inside.blocks
    first, top = _head(blocks)
    last = _foot(blocks[first:]) + first
    off = [*top, *blocks[last:]]
    for end in (top, blocks[last:]):
        ledger.leave(" ".join(map(text_of, end)))
    body = list(blocks[first:last])
    if (day := _day_above_signature(body)) >= 0:
        ledger.leave(text_of(body.pop(day)))
    return Bared(tuple(body), (*inside.letter.writers, *_said(off)), inside.letter)


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines that may name who sends: none of those who receive."""
    receiving = False
    for part in (part for block in blocks for part in paragraphs_in(block)):
        for line in (" ".join(line.split()) for line in part.text.split("\n")):
            receiving = is_recipients(line) or is_addressee(line) or (receiving and line.startswith(("-", "–", "+")))
            if line and not receiving:
                yield line


def _head(blocks: Sequence[Block]) -> tuple[int, list[Block]]:
    """How many blocks at the top belong to a letterhead, if there is one at all."""
    if not any(_speaks_officially(block) for block in blocks[:_TOP]):
        return 0, []
    end = 0
    for at, block in enumerate(blocks[:_TOP]):
        text = text_of(block)
        if not text:
            if picture_of(block) >= 0:
                break
            continue
        alone = isinstance(block, Paragraph) and (is_issuer(text) or is_separator(text))
        if not (alone or _speaks_officially(block)):
            break
        end = at + 1
    return end, list(blocks[:end])


def _speaks_officially(block: Block) -> bool:
    match block:
        case Table():
            return any(is_official(part.text) for part in paragraphs_in(block))
        case Paragraph():
            return any(is_official(line) for line in block.text.split("\n"))
        case _:
            return False


def _foot(blocks: Sequence[Block]) -> int:
    """Where the recipients, signatures, days and addresses at the end begin; the number of blocks where there are none."""
    end = len(blocks)
    for at in range(max(1, len(blocks) - _END), len(blocks)):
        lines = [part.text for part in paragraphs_in(blocks[at]) if part.text.strip()]
        if any(map(opens_end, lines)) and _is_tail(blocks[at:]):
            end = at
            break
    while end > 1 and _trails(blocks[end - 1]):
        end -= 1
    return end


def _day_above_signature(blocks: Sequence[Block]) -> int:
    """The place of "Thái Nguyên, ngày 10 tháng 9 năm 2022", below which only names stand; -1 where there is none."""
    for at in range(len(blocks) - 1, max(0, len(blocks) - _SIGNED - 1), -1):
        text = text_of(blocks[at])
        if not isinstance(blocks[at], Paragraph) or picture_of(blocks[at]) >= 0 or len(text.split()) > _NAME:
            return -1
        if is_day(text):
            return at
    return -1


def _is_tail(blocks: Sequence[Block]) -> bool:
    parts = [part for block in blocks for part in paragraphs_in(block)]
    return all(len(part.text.split()) <= _SHORT for part in parts) and not any(
        picture_of(block) >= 0 for block in blocks
    )


def _trails(block: Block) -> bool:
    text = text_of(block)
    if not isinstance(block, Paragraph) or picture_of(block) >= 0:
        return False
    return not text or is_day(text) or is_contact(text) or is_closing(text) or is_separator(text)
