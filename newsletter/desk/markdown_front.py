"""Front matter of an article: YAML that our own reader, and any other, takes for the text that was meant."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsletter.desk.submission import Head, Shot

_PLAIN: Final = re.compile(r"[^\W_]")
"""How a value that needs no quotation marks begins."""
_SPECIAL: Final = re.compile(r":(?:\s|$)|(?:^|\s)#|[\"\\\x85\u2028\u2029]")
"""What would end a plain value, or change it."""
_GUESSED: Final = re.compile(r"[-+.\d:,_/TZ eExXoO]+|true|false|yes|no|on|off|y|n|null", re.IGNORECASE)
"""What some reader of YAML takes for a number, a day or a truth value."""


def front_matter(head: Head, shots: Sequence[Shot], photos: Sequence[str]) -> str:
    """The lines between the two rules of hyphens, these included; keys in the order of the contract."""
    return "\n".join(["---", *_entries(head), *_photos(shots, photos), "---"])


def scalar(text: str) -> str:
    """A value of one line: plain where YAML lets it be, else in double quotation marks."""
    line = " ".join(re.split(r"[^\S\xa0]+", text.strip()))
    if _PLAIN.match(line) and not _SPECIAL.search(line) and not _GUESSED.fullmatch(line):
        return line
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _entries(head: Head) -> Iterator[str]:
    yield f"title: {scalar(head.title)}"
    for key, value in (
        ("kicker", head.kicker),
        ("deck", head.deck),
        ("author", head.author),
        ("unit", head.unit),
        ("section", head.section),
    ):
        if value:
            yield f"{key}: {scalar(value)}"
    yield f"kind: {head.kind}"
    if head.received:
        yield f"received: {head.received.isoformat()}"


def _photos(shots: Sequence[Shot], photos: Sequence[str]) -> Iterator[str]:
    """Photos that the layout places; of those that the text anchors, what cannot be said there."""
    listed: set[str] = set()
    for shot, path in zip(shots, photos, strict=True):
        lines = list(_photo(shot, path))
        if path in listed or (shot.anchored and len(lines) == 1):
            continue
        if not listed:
            yield "photos:"
        listed.add(path)
        yield f"  - {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])


def _photo(shot: Shot, path: str) -> Iterator[str]:
    yield f"file: {scalar(path)}"
    if shot.caption and not shot.anchored:
        yield f"caption: {scalar(shot.caption)}"
    if shot.credit and not shot.anchored:
        yield f"credit: {scalar(shot.credit)}"
    left, top, right, bottom = shot.crop
    if any(shot.crop):
        yield f"focus: [{_share((left + 1 - right) / 2)}, {_share((top + 1 - bottom) / 2)}]"
    if shot.alt:
        yield f"alt: {scalar(shot.alt)}"


def _share(value: float) -> str:
    return f"{min(max(value, 0.0), 1.0):.2f}".rstrip("0").rstrip(".")
