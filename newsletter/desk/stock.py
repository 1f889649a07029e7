"""What stands in an issue before a collection is filed into it."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from newsletter.desk.collection import Standing
from newsletter.desk.log import ARTICLES, CONFLICTS, PHOTOS, Log, read_collected
from newsletter.intake.folder import find_inside, read_inside
from newsletter.intake.photo import LARGEST
from newsletter.intake.text import LIMIT
from newsletter.manuscripts.photo_batches import fingerprints_apart


def standing(root: Path, log: Log, sizes: Collection[int], looks: Mapping[str, int]) -> Standing:
    """``root``: the issue folder, resolved. ``sizes``: of photos to come, in bytes; what has another size is no copy of
    one, so that it need not be read. ``looks`` as ``unknown_looks`` has them."""
    texts = {digest: read_collected(root, digest) for digest in sorted(set(_digests(log)))}
    prints = [one for entry in log.entries for one in entry.prints]
    return Standing(
        articles={path: _text(root, path) for path in _files(root, ARTICLES) if path.endswith(".md")},
        photos={path: _photo(root, path, sizes) for path in _files(root, PHOTOS)},
        log=log,
        texts={digest: text for digest, text in texts.items() if text is not None},
        looks={**{one.file: one.fingerprint for one in prints if find_inside(root, one.file)}, **looks},
        beside={path: _text(root, path) or "" for path in _files(root, CONFLICTS)},
    )


def unknown_looks(root: Path, log: Log) -> dict[str, int]:
    """Fingerprints of photos that did not come from an inbox, or were changed since: those of the log are known."""
    known = {one.file: one.sha256 for entry in log.entries for one in entry.prints if one.fingerprint}
    read = ((path, read_inside(root, path, LARGEST).data) for path in _files(root, PHOTOS))
    return fingerprints_apart(
        (path, content) for path, content in read if content and known.get(path) != hashlib.sha256(content).hexdigest()
    )


def _digests(log: Log) -> Iterator[str]:
    for entry in log.entries:
        for piece in entry.pieces:
            yield from filter(None, (piece.text, piece.base))


def _files(root: Path, folder: str) -> list[str]:
    """Paths in the issue of the files of a folder, sorted; hidden ones are none of ours."""
    try:
        names = sorted(os.listdir(root / folder))  # noqa: PTH208 (names alone)
    except OSError:
        return []
    return [f"{folder}/{name}" for name in names if not name.startswith(".")]


def _text(root: Path, path: str) -> str | None:
    content, fault = read_inside(root, path, LIMIT)
    try:
        return None if fault else content.decode()
    except UnicodeDecodeError:
        return None


def _photo(root: Path, path: str, sizes: Collection[int]) -> str:
    """Its SHA-256, "" where that is not asked for."""
    found = find_inside(root, path)
    try:
        if found is None or found.stat().st_size not in sizes:
            return ""
    except OSError:
        return ""
    content, fault = read_inside(root, path, LARGEST)
    return "" if fault else hashlib.sha256(content).hexdigest()
