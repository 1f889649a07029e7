"""What mails put round a text that was sent on or written in them: the words of who forwards it, the fields of the mail
before, signatures of programs and phones. It is taken off and told, word for word."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.desk.fields import Letter, letter_of
from newsletter.desk.ledger import Ledger
from newsletter.desk.lines import is_blank, is_contact, picture_of, text_of
from newsletter.language.folding import folded
from newsletter.manuscripts.manuscript import Block, Paragraph

_COVER: Final = 60
"""Words of who forwards, at most; what is longer is text."""
_NOTE: Final = 12
"""The same where no mark says that the mail was forwarded: it may be an answer, above the letter that it answers."""
_FIELDS: Final = 3
"""Lines by which the fields of a mail are known, the mark of a forwarded one included."""
_SIGNATURE: Final = 40
"""Words of a signature at most."""
_MARK: Final = re.compile(
    r"[->_\s]*(?:forwarded message|begin forwarded message|(?:thu|tin nhan) (?:da |duoc )*chuyen tiep)\s*:?[-<_\s]*"
)
_OTHER_MARK: Final = re.compile(r"[->_\s]*(?:original message|thu goc)\s*:?[-<_\s]*")
_FIELD: Final = re.compile(
    r"(?:tu|from|nguoi gui|date|ngay|sent|da gui|gui luc|subject|chu de|tieu de|to|toi|den|nguoi nhan|cc|dong gui|"
    r"reply-to)\s*:"
)
"""As mail programs write them in Vietnamese and English (folded)."""
_WROTE: Final = re.compile(r"(?:vao|on|ngay|luc)\b.{8,200}\b(?:da viet|wrote)\s*:")
"""Above the letter that is answered (folded)."""
_ANSWER: Final = 40
"""Words above such a line, from which they are the text and the letter below is none."""
_PHONE: Final = re.compile(r"(?:sent from my|(?:duoc )?gui tu|get outlook for|sent via)\s.{2,40}")


class Unwrapped(NamedTuple):
    """``letter``: the mail that was forwarded, the innermost one."""

    blocks: tuple[Block, ...]
    letter: Letter = Letter()


def unwrapped(blocks: Sequence[Block], ledger: Ledger) -> Unwrapped:
    letter = Letter()
    rest = list(blocks)
    while end := _end_of_fields(rest):
        ledger.leave(" ".join(map(text_of, rest[:end])), "cover")
        lines = [line for block in rest[:end] for line in _lines(block)]
        found = letter_of(lines)
        letter = found if found.writers else letter
        rest = rest[end:]
    for end_of in (_answered, _signature):
        end = end_of(rest)
        ledger.leave(" ".join(map(text_of, rest[end:])), "cover")
        rest = rest[:end]
    return Unwrapped(tuple(rest), letter)


def _end_of_fields(blocks: Sequence[Block]) -> int:
    """How many blocks come before a text that was sent on, the fields of its mail included; 0 where it was not."""
    words = 0
    for at, block in enumerate(blocks):
        end, fields = at, list[str]()
        while end < len(blocks) and (is_blank(blocks[end]) or all(map(_is_field, _lines(blocks[end]) or [""]))):
            fields += map(folded, _lines(blocks[end]))
            end += 1
        is_known = words <= _NOTE or any(map(_MARK.fullmatch, fields))
        if len(fields) >= _FIELDS and is_known and not all(map(is_blank, blocks[end:])):
            return end
        words += len(text_of(block).split())
        if words > _COVER or not isinstance(block, Paragraph) or picture_of(block) >= 0:
            return 0
    return 0


def _lines(block: Block) -> list[str]:
    """Of a paragraph of words; none of anything else."""
    if not isinstance(block, Paragraph) or picture_of(block) >= 0:
        return []
    return [line.strip() for line in block.text.split("\n") if line.strip()]


def _is_field(line: str) -> bool:
    small = folded(line)
    addresses = "@" in line and len(line.split()) <= 12 and not line.endswith(".")
    return addresses or bool(_FIELD.match(small) or _MARK.fullmatch(small) or _OTHER_MARK.fullmatch(small))


def _answered(blocks: Sequence[Block]) -> int:
    """Where the letter begins that a text answers; the number of blocks where there is none."""
    words = 0
    for at, block in enumerate(blocks):
        lines = _lines(block)
        if words >= _ANSWER and lines and _WROTE.fullmatch(folded(" ".join(lines))):
            return at
        words += len(text_of(block).split())
    return len(blocks)


def _signature(blocks: Sequence[Block]) -> int:
    """Where the signature of a program begins (RFC 3676, 4.3), which says how its owner is reached; the number of blocks
    where there is none."""
    words = 0
    contact = False
    for at in range(len(blocks) - 1, 0, -1):
        lines = _lines(blocks[at])
        words += len(text_of(blocks[at]).split())
        if words > _SIGNATURE or not (lines or is_blank(blocks[at])):
            break
        contact = contact or any(is_contact(line) or "@" in line for line in lines)
        if lines and (_PHONE.fullmatch(folded(lines[0])) or (lines[0] == "--" and contact)):
            return at
    return len(blocks)
