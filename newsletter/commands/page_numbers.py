"""``--pages 1-4,7``."""

import re

from newsletter.commands.program import Misuse, Words

_MOST = 100_000
_UNREAD = Words('--pages không nhận "{text}"; viết như 1-4,7', '--pages does not take "{text}"; write it as 1-4,7')
_PART = r"(\d{1,6})(?:-(\d{1,6}))?"


def parse_pages(text: str) -> frozenset[int]:
    """The page numbers of ``1-4,7``; UsageError where it is no such list."""
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        match = re.fullmatch(_PART, part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= _MOST:
            raise Misuse(_UNREAD._replace(vi=_UNREAD.vi.format(text=text), en=_UNREAD.en.format(text=text)))
        found |= set(range(first, last + 1))
    return frozenset(found)
