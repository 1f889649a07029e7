"""Who wrote a piece, as it says so itself: "Bài, ảnh: …", "Ban Tuyên giáo", "Đơn vị: …"."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.desk.lines import Look, ends_sentence, is_body, names
from newsletter.desk.units import named
from newsletter.model.issue import Unit

_CREDITS: Final = re.compile(
    r"(?:tin|bài|ảnh|bài viết|clip|thực hiện|trình bày|biên soạn|tổng hợp|sưu tầm)"
    r"(?:\s*(?:,|và|&|-|–|/)?\s*(?:tin|bài|ảnh))*\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_AUTHOR: Final = re.compile(
    r"(?:tên\s+)?(?:tác giả|người viết|họ (?:và )?tên|cộng tác viên)\s*[:：]\s*(?=\S)", re.IGNORECASE
)
_UNIT: Final = re.compile(r"(?:tên )?(?:đơn vị|cơ quan|nơi công tác|đơn vị công tác)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_LONGEST: Final = 14
"""Words of a byline."""


class Byline(NamedTuple):
    """``author``: as printed; ``unit``: what stands after "Đơn vị:"; ``label``: words that are not printed."""

    author: str = ""
    unit: str = ""
    label: str = ""


def labelled(text: str) -> Byline | None:
    """A line that says what it is."""
    line = _bare(text)
    if len(line.split()) > _LONGEST + 4:
        return None
    if found := _UNIT.match(line):
        return Byline("", line[found.end() :], line)
    if found := _AUTHOR.match(line):
        return Byline(line[found.end() :], "", found[0])
    return Byline(line) if _CREDITS.match(line) else None


def looks_like_one(text: str, look: Look, units: Sequence[Unit]) -> bool:
    """A short line on its own that names somebody: set to the right, bold or italic; or a unit, however it is set."""
    line = _bare(text)
    words = line.split()
    if not words or len(words) > _LONGEST or (ends_sentence(line) and not look.right) or line.endswith((":", ",")):
        return False
    if look.right:
        return True
    if len(words) <= 10 and named(line, units) and line[0].isupper():
        return True
    return (look.bold or look.italic) and ((len(words) <= 8 and names(words)) or is_body(line))


def _bare(text: str) -> str:
    """Without the brackets round it and a full stop."""
    line = " ".join(text.split()).strip()
    if line.startswith("(") and line.endswith((")", ").")):
        line = line.rstrip(".")[1:-1].strip()
    return line


def author_of(lines: Sequence[str]) -> str:
    """The lines of a byline as one: "Nguyễn Văn, Ban Tuyên giáo"."""
    return ", ".join(_bare(line).rstrip(".,;") for line in lines)
