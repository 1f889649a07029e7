"""A package as files: their checksums as sha256sum writes them, and the ZIP, the same bytes each time."""

import hashlib
import re
import shutil
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

SUMS_NAME = "SHA256SUMS"
TICKET_NAME = "ticket.yaml"
SUM_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
"""A line of sha256sum: the digest, a mark for text or binary, the path."""
CHUNK = 1 << 20
_REGULAR = 0o100644 << 16
"""Unix mode of a plain file, in the upper half of a ZIP's external attributes."""
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""What a date of a ZIP can hold (APPNOTE 4.4.6)."""
_UNIX = 3


def plain_name(name: str) -> str:
    """A name for files that every system and RIP takes: ASCII letters, figures, point and hyphen."""
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"[^A-Za-z0-9.]+", "-", letters).strip("-.")[:100] or "newsletter"


def members(folder: Path) -> list[str]:
    """The paths of all files of a folder, relative and sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digest_of(content: IO[bytes]) -> str:
    """SHA-256 in hex, read piece by piece."""
    found = hashlib.sha256()
    while piece := content.read(CHUNK):
        found.update(piece)
    return found.hexdigest()


def sums_of(folder: Path) -> str:
    """SHA256SUMS over everything else in the folder; ``sha256sum -c SHA256SUMS`` reads it."""
    lines = []
    for name in members(folder):
        if name != SUMS_NAME:
            with (folder / name).open("rb") as file:
                lines.append(f"{digest_of(file)}  {name}\n")
    return "".join(lines)


def write_zip(folder: Path, root: str, date: datetime, sink: BinaryIO) -> None:
    """All files of a folder below ``root`` in one ZIP: sorted, dated ``date``, and stored, since zlib's bytes differ from
    version to version and the PDF would hardly shrink."""
    moment = min(max(date.timetuple()[:6], _EARLIEST), _LATEST)
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for name in members(folder):
            path = folder / name
            info = ZipInfo(f"{root}/{name}", moment)
            info.create_system, info.external_attr, info.file_size = _UNIX, _REGULAR, path.stat().st_size
            with path.open("rb") as source, archive.open(info, "w") as entry:
                shutil.copyfileobj(source, entry, CHUNK)
