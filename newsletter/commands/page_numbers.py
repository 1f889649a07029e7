"""``--pages 1-4,7``."""

import re

import click

_MOST = 100_000
_PART = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def parse_pages(text: str) -> frozenset[int]:
    """The page numbers of ``1-4,7``; UsageError where it is no such list."""
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        match = _PART.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= _MOST:
            raise click.BadParameter(f"'{text}': 1-4,7", param_hint="--pages")
        found |= set(range(first, last + 1))
    return frozenset(found)
