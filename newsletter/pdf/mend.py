"""A cross-reference of our own for a file whose own is wrong: objects are found where they stand (the last of a
number counts), in one pass over the file, and the table is written after it."""

import re
from typing import Final

from newsletter.pdf.filters import decode
from newsletter.pdf.objects import Name, Plain, Ref, Stream

OBJECTS_MOST: Final = 500_000
"""Objects of one file: an issue of 300 pages has some thousands."""
_OBJECT: Final = re.compile(rb"(?<![0-9])([0-9]{1,7})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+obj(?![a-z])")
_ROOT: Final = re.compile(rb"/Type[\0\t\n\f\r ]*/Catalog(?![A-Za-z])")
_ENTRY: Final = rb"/%s[\0\t\n\f\r ]+([0-9]{1,7})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+R"
_PACKED: Final = re.compile(rb"/Type[\0\t\n\f\r ]*/ObjStm(?![A-Za-z])")
_TAIL: Final = 200_000
"""Bytes at the end of a file in which its trailer is looked for."""
_HEAD: Final = 2000
"""Bytes after ``obj`` in which the type of an object is looked for."""


def mend(content: bytes) -> bytes | None:
    """The file with a new cross-reference stream at its end, or None where no catalogue is found in it."""
    places: dict[int, tuple[int, int, int]] = {}
    """number → (1, offset, generation) or (2, number of the object stream, index)"""
    root = 0
    for found in _OBJECT.finditer(content):
        number = int(found[1])
        places[number] = (1, found.start(), int(found[2]))
        head = content[found.end() : found.end() + _HEAD].partition(b"endobj")[0]
        if _ROOT.search(head):
            root = number
        elif _PACKED.search(head):
            for index, (inner, is_root) in enumerate(_unpack(content, found.end())):
                if inner not in places or places[inner][0] == 2:
                    places[inner] = (2, number, index)
                    root = inner if is_root else root
        if len(places) > OBJECTS_MOST:
            return None
    named = _entry(content[-_TAIL:], b"Root")
    root = int(named.split()[0]) if named and int(named.split()[0]) in places else root
    return content + _table(places, root, content) if root else None


def _entry(content: bytes, key: bytes) -> str:
    """The last reference under a key, as in a trailer; empty where there is none."""
    last = ""
    for found in re.finditer(_ENTRY % key, content):
        last = f"{int(found[1])} {int(found[2])} R"
    return last


def _unpack(content: bytes, start: int) -> list[tuple[int, bool]]:
    """Numbers of the objects in an object stream (7.5.7) that begins at ``start``, and whether each is a catalogue."""
    opening = content.find(b"stream", start, start + _HEAD)
    if opening < 0:
        return []
    body = opening + 6 + (2 if content[opening + 6 : opening + 8] == b"\r\n" else 1)
    end = content.find(b"endstream", body)
    head = content[start:opening]
    filtered: dict[str, Plain | Ref] = {"Filter": Name("FlateDecode")} if b"/FlateDecode" in head else {}
    plain = decode(Stream(filtered, content[body : end if end >= 0 else None])).data
    stated = re.search(rb"/First[\0\t\n\f\r ]+([0-9]{1,9})", head)
    first = int(stated[1]) if stated else 0
    words = [int(word) for word in plain[:first].split() if word.isdigit() and len(word) < 10]
    ends = [*words[3::2], len(plain)]
    return [
        (number, bool(_ROOT.search(plain, first + offset, first + end)))
        for number, offset, end in zip(words[::2], words[1::2], ends, strict=False)
    ]


def _table(places: dict[int, tuple[int, int, int]], root: int, content: bytes) -> bytes:
    """A cross-reference stream (7.5.8) as an object of its own, and the end of the file."""
    here, own = len(content) + 1, max(places) + 1
    entries = sorted({**places, own: (1, here, 0)}.items())
    rows = b"".join(
        bytes((kind,)) + where.to_bytes(5, "big") + min(more, 65535).to_bytes(2, "big")
        for _, (kind, where, more) in entries
    )
    index = " ".join(f"{number} 1" for number, _ in entries)
    tail = content[-_TAIL:]
    extras = "".join(
        f"/{key} {value}"
        for key in ("Info", "Encrypt")
        if (value := _entry(tail, key.encode())) and int(value.split()[0]) in places
    )
    identifiers = re.search(rb"/ID[\0\t\n\f\r ]*\[[^\]]{0,400}\]", tail)
    head = (
        f"{own} 0 obj\n<</Type/XRef/Size {own + 1}/Root {root} 0 R{extras}/W[1 5 2]/Index[{index}]/Length {len(rows)}"
    )
    return b"\n%s%s>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        head.encode("ascii"),
        identifiers[0] if identifiers else b"",
        rows,
        here,
    )
