"""What kind of piece a document is, as its text and its photos show."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from newsletter.desk.lines import picture_of, text_of
from newsletter.desk.roles import Parts
from newsletter.desk.submission import Shot
from newsletter.manuscripts.manuscript import Block, Paragraph, Table
from newsletter.model.article import Kind

_TABLE_SHARE: Final = 0.6
"""Of the words of an article from which it is a table."""
_BRIEF: Final = 150
"""Words of news that is a brief."""
_PHOTOS: Final = 3
"""Photos of a page of them, at least, and words of its text, captions aside, at most."""
_LEAD: Final = 40
_NOTICE: Final = re.compile(r"thông báo\b(?! (?:kết luận|kết quả))", re.IGNORECASE)
_DATE: Final = re.compile(
    r"\W*(?:(?:ngày|tháng|năm|từ|đến|quý)\s+)*\d{1,4}\b(?:\s*(?:[-–/.]|tháng|năm)\s*\d{1,4})*", re.IGNORECASE
)
"""02/11/1954; Ngày 02 tháng 11 năm 1954; Năm 1954; 1954 – 1960."""
_DATES: Final = 3
"""Dates of a timeline, at least."""
_AFTER: Final = 2
"""Marks and spaces behind such a date, at most."""
_NEWS: Final = re.compile(r"tin\b(?!.*\bbài\b)", re.IGNORECASE)


def kind_of(body: Sequence[Block], parts: Parts, shots: Sequence[Shot]) -> Kind:
    """A photo story where photos are all but a few words; a table where nearly all is one; a timeline where every
    paragraph begins with a bold date; a notice that calls itself one; a brief where it is short and signed as news
    ("Tin: …"); else an article."""
    words = sum(len(text_of(block).split()) for block in body)
    tables = sum(len(text_of(block).split()) for block in body if isinstance(block, Table))
    if len(shots) >= _PHOTOS and words <= _LEAD:
        return "photo-story"
    if _is_timeline(body):
        return "timeline"
    if _NOTICE.match(" ".join((*parts.kicker.split(), *parts.title.split()))):
        return "notice"
    if any(picture_of(block) >= 0 for block in body) or not words:
        return "article"
    if words >= 12 and tables >= _TABLE_SHARE * words:
        return "table"
    return "brief" if words <= _BRIEF and not tables and _NEWS.match(parts.author) else "article"


def _is_timeline(body: Sequence[Block]) -> bool:
    parts = [block for block in body if picture_of(block) < 0]
    return len(parts) >= _DATES and all(isinstance(part, Paragraph) and _is_dated(part) for part in parts)


def _is_dated(paragraph: Paragraph) -> bool:
    """Bold at its head are a date and little else."""
    bold = "".join(run.text for run in takewhile(lambda run: run.bold, paragraph.runs))
    found = _DATE.match(bold)
    if found is None or paragraph.role != "paragraph":
        return False
    return len(bold) - found.end() <= _AFTER and len(paragraph.text) > len(bold) + _AFTER
