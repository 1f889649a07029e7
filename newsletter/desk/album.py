"""Names for the photos that are taken: the same photo is never put there twice, and none takes the place of another."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from newsletter.desk.collection import Standing, Write
from newsletter.desk.log import PHOTOS, Print
from newsletter.desk.submission import Shot

_NEAR: Final = 6
"""Bits of 64 by which near copies may differ: the same shot, made smaller or saved again."""


class Place(NamedTuple):
    """``print`` of a photo as logged; ``near``: another photo of the issue that it is nearly a copy of, or ""."""

    print: Print
    near: str = ""


class Album:
    """The photos of the issue while some are added. ``files`` are those to be written."""

    def __init__(self, standing: Standing) -> None:
        self.files: dict[str, Write] = {}
        self._there = set(standing.photos)
        self._names = {_stem(path) for path in standing.photos}
        self._by_digest = {digest: path for path, digest in sorted(standing.photos.items(), reverse=True)}
        self._looks = {path: look for path, look in standing.looks.items() if look}
        unfinished = (one for entry in standing.log.unfinished for one in entry.prints)
        self._left = {one.sha256: one.file for one in unfinished}
        self._names |= set(map(_stem, self._left.values()))

    def place(self, shots: Sequence[Shot], name: str, before: Sequence[Print] = ()) -> tuple[Place, ...]:
        """A path for each: ``photos/NAME-N.jpg``. ``before``: photos of an earlier version, which keep their paths
        whatever editors have made of the files there."""
        known = {one.sha256: one.file for one in before}
        return tuple(self._placed(shot, name, known) for shot in shots)

    def _placed(self, shot: Shot, name: str, known: Mapping[str, str]) -> Place:
        digest = hashlib.sha256(shot.content).hexdigest()
        path = known.get(digest) or self._by_digest.get(digest) or self._left.get(digest)
        near = ""
        if path is None:
            near = self._nearest(shot.fingerprint)
            path = self._free(name, PurePosixPath(shot.name).suffix)
        if digest not in known and path not in self._there:
            self.files[path] = Write(path, shot.content)
            self._there.add(path)
            self._by_digest[digest] = path
        if shot.fingerprint:
            self._looks.setdefault(path, shot.fingerprint)
        return Place(Print(path, digest, shot.fingerprint), near)

    def _nearest(self, look: int) -> str:
        distances = [((look ^ other).bit_count(), path) for path, other in self._looks.items() if look]
        distance, path = min(distances, default=(_NEAR + 1, ""))
        return path if distance <= _NEAR else ""

    def _free(self, name: str, suffix: str) -> str:
        number = 1
        while (stem := f"{PHOTOS}/{name}-{number}") in self._names:
            number += 1
        self._names.add(stem)
        return stem + suffix


def _stem(path: str) -> str:
    """As systems see it that take no notice of case; no two photos differ in their endings alone."""
    return path.rpartition(".")[0].casefold() or path.casefold()
