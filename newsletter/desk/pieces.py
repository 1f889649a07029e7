"""Several pieces in one document: each has a title, and most are signed."""

from collections.abc import Sequence
from typing import Final

from newsletter.desk.byline import labelled, looks_like_one
from newsletter.desk.lines import is_blank, look_of, text_of
from newsletter.language.folding import folded
from newsletter.manuscripts.manuscript import Block, Paragraph
from newsletter.model.issue import Unit

_BRIEFS: Final = {"tin van", "tin ngan", "tin van hoat dong", "diem tin"}
"""Above several pieces of news."""


def further_titles(kicker: str, body: Sequence[Block], units: Sequence[Unit]) -> tuple[str, ...]:
    """Headings that seem to be the titles of further pieces: those that stand below a byline; all in a row of briefs."""
    parts = [block for block in body if not is_blank(block)]
    briefs = folded(kicker) in _BRIEFS
    found = [
        text_of(block)
        for above, block in zip([None, *parts], parts, strict=False)
        if _is_heading(block) and above and (briefs or _signs(above, units))
    ]
    return tuple(found)


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "heading"


def _signs(block: Block, units: Sequence[Unit]) -> bool:
    """Who wrote the piece above it."""
    if not isinstance(block, Paragraph) or block.role != "paragraph":
        return False
    return labelled(block.text) is not None or looks_like_one(block.text, look_of(block), units)
