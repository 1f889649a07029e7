"""Converted photos kept from build to build: each file whole or not at all, and never more than so many bytes of them.

Several builds may use one cabinet at once.
"""

import os
import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from newsletter.model.article import Ink
from newsletter.render.coverage import Coverage

LARGEST = 2 * 2**30
"""Bytes that are kept: about a thousand photos at the width of a page."""

_INKS: dict[bytes, Ink] = {b"grey": "grey", b"rgb": "rgb", b"cmyk": "cmyk"}
_HEAD = re.compile(rb"(grey|rgb|cmyk) (\d{1,6}) (\d{1,6}) (\d{1,3}\.\d) (\d{1,3}\.\d) ([01]) ([0-9a-f]{8})\n")
"""The first line of a file: ink, pixels, coverage, whether an edge is pale, CRC-32 of the rest."""
_LONGEST_HEAD = 60
_NAME = re.compile(r"[0-9a-f]{64}\.photo(\.\d+-\d+)?")
"""A kept photo, or what a build that was killed has left of one."""


class Converted(NamedTuple):
    """A JPEG file, ready to stand in a PDF; CMYK is stored inverted, as Adobe's programs do. ``coverage`` is measured for
    the press alone; ``pale``: an edge of it is about as light as paper."""

    jpeg: bytes
    ink: Ink
    width: int
    height: int
    coverage: Coverage = Coverage()
    pale: bool = False


class Cabinet(NamedTuple):
    """A folder of kept photos by their keys (64 hex digits). One that cannot be written is no fault."""

    folder: Path

    def keep(self, key: str, photo: Converted) -> None:
        average, peak = photo.coverage
        sizes = f"{photo.width} {photo.height} {average:.1f} {peak:.1f} {int(photo.pale)}"
        head = f"{photo.ink} {sizes} {crc32(photo.jpeg):08x}\n".encode()
        path = self._path(key)
        scrap = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            scrap.write_bytes(head + photo.jpeg)
            scrap.replace(path)
        except OSError:
            with suppress(OSError):
                scrap.unlink(missing_ok=True)

    def find(self, key: str) -> Converted | None:
        """A kept photo, which counts as used from now on; None where there is none, or it is damaged."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                head, jpeg = file.readline(_LONGEST_HEAD), file.read()
        except OSError:
            return None
        match = _HEAD.fullmatch(head)
        if match is None or int(match[7], 16) != crc32(jpeg):
            return None
        with suppress(OSError):
            os.utime(path)
        coverage = Coverage(float(match[4]), float(match[5]))
        return Converted(jpeg, _INKS[match[1]], int(match[2]), int(match[3]), coverage, match[6] == b"1")

    def clear_out(self, largest: int = LARGEST) -> None:
        """Throw away what was not used for longest, where more than ``largest`` bytes are kept."""
        try:
            with os.scandir(self.folder) as entries:
                files = [(entry.stat(), entry.path) for entry in entries if _NAME.fullmatch(entry.name)]
        except OSError:
            return
        over = sum(status.st_size for status, _ in files) - largest
        for status, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if over <= 0:
                break
            over -= status.st_size
            with suppress(OSError):
                Path(path).unlink()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.photo"
