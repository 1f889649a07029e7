"""A newer version of an article put together with the work of its editors: a merge of three texts.

``base`` is the text as it was collected before, ``theirs`` that of the newer version, ``ours`` the file as it stands. What
one side alone has changed is taken; what both have changed alike, once; what they have changed otherwise is a conflict.
Front matter is merged key by key, the list of photos photo by photo, the body line by line: a paragraph, an item of a list
or a row of a table is a line each, as articles are written.

Sanjeev Khanna, Keshav Kunal, Benjamin C. Pierce, "A Formal Investigation of Diff3" (2007), describe such merges; here two
changes that only touch do not collide, since a line is a paragraph.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final, NamedTuple
from unicodedata import normalize

_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n+|\Z)", re.DOTALL | re.MULTILINE)
_KEY: Final = re.compile(r"[^\s#\-][^:]*(?=:)")
_ITEM: Final = re.compile(r"(?=^ *- )", re.MULTILINE)
_FILE: Final = re.compile(r"\bfile:\s*(\"[^\"\n]*\"|'[^'\n]*'|[^,}\n]+)")
_LINE: Final = re.compile(r"[^\n]+\n*")
_MARK: Final = re.compile(r" *(?:[-*+]|\d+[.)]|\|)")
"""What an item of a list or a row of a table begins with."""
PHOTOS: Final = "photos"


class Conflict(NamedTuple):
    """What both have changed. ``line`` of ours, from 1; ``what``: the key of the front matter, "" in the body."""

    line: int
    ours: str
    theirs: str
    what: str = ""


class Merge(NamedTuple):
    """``text`` is ours where there are conflicts."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str, ours: str, theirs: str) -> Merge:
    """The result has the line ends of ours."""
    plain = [_plain(text) for text in (base, ours, theirs)]
    if plain[1] in (plain[0], plain[2]):
        return Merge(_as_stored(plain[2], ours))
    if plain[0] == plain[2]:
        return Merge(ours)
    heads, bodies = zip(*map(_parted, plain), strict=True)
    found: list[Conflict] = []
    head = _merged_head((heads[0], heads[1], heads[2]), found)
    body = _merged_body((bodies[0], bodies[1], bodies[2]), heads[1].count("\n"), found)
    if found:
        return Merge(ours, tuple(sorted(found)))
    return Merge(_as_stored(head + body, ours))


class WithPhotos(NamedTuple):
    """``kept`` are the files of photos that the text did not bring."""

    text: str
    kept: tuple[str, ...] = ()


def with_photos(text: str, before: str) -> WithPhotos:
    """A newer version with the photos of the one before: who sends a correction seldom attaches them again. Photos that
    stood in the text itself went with it."""
    (head, body), (old, _) = _parted(_plain(text)), _parted(_plain(before))
    entries, was = _entries(head), _entries(old)
    mine = _photos(entries.get(PHOTOS, "")) if entries else None
    earlier = _photos(was.get(PHOTOS, "")) if was else None
    if entries is None or was is None or mine is None or earlier is None:
        return WithPhotos(text)
    kept = tuple(file for file in earlier if file not in mine and f"]({file}" not in body)
    if not kept:
        return WithPhotos(text)
    photos = "".join((*mine.values(), *(earlier[file] for file in kept)))
    *keys, fence = (key for key in entries if key != PHOTOS)  # photos stand last (contract: an article)
    return WithPhotos("".join((*(entries[key] for key in keys), photos, entries[fence])) + body, kept)


def is_same(one: str, other: str) -> bool:
    """The same text, whatever its line ends, its Unicode form or the blank lines at its end."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n")).strip() + "\n"


def _as_stored(text: str, like: str) -> str:
    mark = "\ufeff" if like.startswith("\ufeff") else ""
    return mark + (text.replace("\n", "\r\n") if "\r\n" in like else text)


def _parted(text: str) -> tuple[str, str]:
    """Front matter with its fences, and the body."""
    found = _FRONT.match(text)
    return (text[: found.end()], text[found.end() :]) if found else ("", text)


_Three = tuple[str, str, str]
"""The same part of base, ours and theirs."""
_Collision = Callable[[str, _Three], str]
"""What becomes of an entry that both sides have changed, by its key."""


def _merged_head(three: _Three, found: list[Conflict]) -> str:
    def collide(key: str, values: _Three) -> str:
        if key == PHOTOS and (merged := _merged_photos(values)) is not None:
            return merged
        line = three[1][: three[1].find(values[1])].count("\n") + 1 if values[1] else 1
        found.append(Conflict(line, values[1].strip(), values[2].strip(), key))
        return values[1]

    maps = [_entries(text) for text in three]
    if any(one is None for one in maps):
        if three[0] != three[2]:
            found.append(Conflict(1, three[1].strip(), three[2].strip(), "---"))
        return three[1]
    base, ours, theirs = (one or {} for one in maps)
    return _merged_maps(base, ours, theirs, collide)


def _entries(front: str) -> dict[str, str] | None:
    """The lines of each key of the front matter, its fences keys of their own; None where a key stands twice."""
    entries: dict[str, str] = {}
    key = ""
    for number, line in enumerate(front.splitlines(keepends=True)):
        fence = line.rstrip() == "---"
        start = _KEY.match(line)
        if fence or start:
            key = f"--- {bool(number)}" if fence else start[0].strip() if start else key
            if key in entries:
                return None
        entries[key] = entries.get(key, "") + line
    return entries


def _merged_photos(three: _Three) -> str | None:
    """Lists of photos, each photo known by its file; None where one of them is written in another way or both sides have
    changed the same photo."""
    clash: list[str] = []

    def collide(key: str, values: _Three) -> str:
        clash.append(key)
        return values[1]

    maps = [_photos(text) for text in three]
    if any(one is None for one in maps):
        return None
    base, ours, theirs = (one or {} for one in maps)
    merged = _merged_maps(base, ours, theirs, collide)
    return None if clash else merged if merged.strip() != f"{PHOTOS}:" else ""


def _photos(entry: str) -> dict[str, str] | None:
    if not entry:
        return {"": f"{PHOTOS}:\n"}
    head, *items = _ITEM.split(entry)
    photos = {"": head}
    for item in items:
        file = _FILE.search(item)
        name = file[1].strip().strip("\"'") if file else ""
        if name in photos:
            return None
        photos[name] = item
    return photos if head.strip() == f"{PHOTOS}:" else None


def _merged_maps(base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], collide: _Collision) -> str:
    """Entries in the order of ours; those that theirs alone has stand behind the one that they stand behind there."""
    order = list(ours)
    before = ""
    for key in theirs:
        if key not in order:
            order.insert(order.index(before) + 1 if before in order else len(order), key)
        before = key
    merged = []
    for key in order:
        values = (base.get(key, ""), ours.get(key, ""), theirs.get(key, ""))
        was, mine, new = (value.strip() for value in values)
        if new in (mine, was):
            merged.append(values[1])
        else:
            merged.append(values[2] if mine == was else collide(key, values))
    return "".join(merged)


class _Edit(NamedTuple):
    """Lines ``start`` to ``end`` of the base become ``lines``; ``at`` is the line of the edited text where they begin."""

    start: int
    end: int
    lines: tuple[str, ...]
    at: int


def _merged_body(three: _Three, above: int, found: list[Conflict]) -> str:
    """``above``: how many lines of ours stand before its body. Of a text, each line stands with the blank ones behind it;
    behind the last there is nothing."""
    base, ours, theirs = (tuple(_LINE.findall(text.rstrip("\n"))) for text in three)
    numbers = list(accumulate((line.count("\n") for line in ours), initial=above + 1))
    mine, new = _changes(base, ours), _changes(base, theirs)
    kept = [_spaced(line, mine.gaps.get(at), new.gaps.get(at)) for at, line in enumerate(base)]
    merged: list[str] = []
    done = 0
    for edits in _clusters(mine.edits, new.edits):
        both = (*edits[0], *edits[1])
        start, end = min(edit.start for edit in both), max(edit.end for edit in both)
        results = [_applied(kept, side, start, end) for side in edits]
        merged += kept[done:start] + results[0 if edits[0] else 1]
        done = end
        if all(edits) and not _alike(*results):
            texts = ("".join(result).strip() for result in results)
            found.append(Conflict(numbers[edits[0][0].at], *texts))
    return "".join(_parted_lines(merged + kept[done:]))


class _Changes(NamedTuple):
    """``gaps``: for each line of the base that stands, what stands between it and the next now."""

    edits: list[_Edit]
    gaps: dict[int, str]


def _changes(base: Sequence[str], text: Sequence[str]) -> _Changes:
    """Lines of equal number that give way to each other do so one by one."""
    edits: list[_Edit] = []
    gaps: dict[int, str] = {}
    matcher = SequenceMatcher(None, [line.strip() for line in base], [line.strip() for line in text], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            gaps |= {i1 + k: _gap(text[j1 + k]) for k in range(i2 - i1)}
        elif tag == "replace" and i2 - i1 == j2 - j1:
            edits += [_Edit(i1 + k, i1 + k + 1, (text[j1 + k],), j1 + k) for k in range(i2 - i1)]
        else:
            edits.append(_Edit(i1, i2, tuple(text[j1:j2]), j1))
    return _Changes(edits, gaps)


def _gap(line: str) -> str:
    return line[len(line.rstrip("\n")) :]


def _spaced(line: str, mine: str | None, new: str | None) -> str:
    """With the blank lines that one side has put behind it or taken away."""
    was = _gap(line)
    gap = next((gap for gap in (mine, new) if gap and gap != was), was)
    return line.rstrip("\n") + gap


def _clusters(mine: list[_Edit], new: list[_Edit]) -> Iterator[tuple[list[_Edit], list[_Edit]]]:
    """Edits of both sides in the order of their places, those together that collide."""
    waiting = sorted([(edit.start, edit.end, 0, edit) for edit in mine] + [(e.start, e.end, 1, e) for e in new])
    while waiting:
        cluster = [waiting.pop(0)]
        end = cluster[0][1]
        while waiting and any(_collide(other[3], waiting[0][3]) for other in cluster):
            cluster.append(waiting.pop(0))
            end = max(end, cluster[-1][1])
        yield [edit for *_, side, edit in cluster if side == 0], [edit for *_, side, edit in cluster if side == 1]


def _collide(one: _Edit, other: _Edit) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end or other.start == other.end:
        point, wide = (one, other) if one.start == one.end else (other, one)
        return wide.start < point.start < wide.end
    return max(one.start, other.start) < min(one.end, other.end)


def _applied(base: Sequence[str], edits: Sequence[_Edit], start: int, end: int) -> list[str]:
    result: list[str] = []
    for edit in edits:
        result += [*base[start : edit.start], *edit.lines]
        start = edit.end
    return result + list(base[start:end])


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    return [line.strip() for line in one] == [line.strip() for line in other]


def _parted_lines(lines: Sequence[str]) -> Iterator[str]:
    """What was the last line of its text and is so no more is parted from the next as a paragraph is, or as an item of the
    same list."""
    for line, after in zip(lines, [*lines, ""][1:], strict=True):
        if not after:
            yield line.rstrip("\n") + "\n"
        elif _gap(line):
            yield line
        else:
            yield line + ("\n" if _mark(line) and _mark(line) == _mark(after) else "\n\n")


def _mark(line: str) -> str:
    found = _MARK.match(line)
    return re.sub(r"\d+", "1", found[0].strip()) if found else ""
