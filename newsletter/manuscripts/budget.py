"""What a ZIP may cost: it is judged by its directory, before any byte of it is unpacked.

Word and OpenDocument files are ZIPs too, and no reader of them is bounded: 437 kB can hold 400 MB of text. A directory may
lie, and zipfile unpacks all that there is before it finds that out, so packages whose directory is within the limits are
unpacked once, piece by piece, to see whether they hold what it says.
"""

import contextlib
import io
import os
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from newsletter.problems import Problem, error

MEGABYTE: Final = 2**20
MOST_BYTES: Final = 300 * MEGABYTE
"""Unpacked, of all members together."""
MOST_MEMBERS: Final = 2000
MOST_RATIO: Final = 200
"""How many times its size a member may unpack to, where that is more than a megabyte: text shrinks tenfold."""
RATIO_FROM: Final = MEGABYTE
MOST_DIRECTORY: Final = 4 * MEGABYTE
"""Bytes of the central directory, which is read as a whole."""
FAULTS: Final = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error, zlib.error)
"""What zipfile raises over a ZIP that is damaged or made to harm."""
_ENCRYPTED: Final = 1
"""Bit of the general purpose flags (APPNOTE 6.3.10, 4.4.4)."""

_END, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LONGEST_COMMENT, _LOCATOR_SIZE = 22, 65535, 20
_LOCAL_HEADER = 30
_PIECE: Final = 2**16


def within_budget(content: bytes, name: str = "") -> tuple[Problem, ...]:
    """Why a package (a Word or OpenDocument file, say) must not be given to its reader; () where it may be."""
    try:
        with open_zip(io.BytesIO(content)) as package:
            infos = package.infolist()
            costs = tuple(too_costly(infos, name))
            lies = not costs and any(_holds_more(content, info) for info in infos)
    except FAULTS:
        return (error("NL260", file=name, value="damage.archive"),)
    return (error("NL260", file=name, value="damage.archive"),) if lies else costs


def _holds_more(content: bytes, info: ZipInfo) -> bool:
    """Whether a member unpacks to more than the directory says."""
    if info.compress_type != ZIP_DEFLATED:
        return False
    names = sum(struct.unpack_from("<HH", content, info.header_offset + _LOCAL_HEADER - 4))
    start = info.header_offset + _LOCAL_HEADER + names
    size = 0
    with contextlib.suppress(zlib.error):  # a damaged member is for its reader to tell
        for piece in _unpacked(content[start : start + info.compress_size]):
            size += len(piece)
            if size > info.file_size:
                return True
    return False


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """A deflated stream in pieces of 64 kB."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _PIECE):
        rest = packed[at : at + _PIECE]
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail


def open_zip(file: IO[bytes]) -> ZipFile:
    """A ZIP whose directory is small enough to be read; BadZipFile (or another of FAULTS) where it is none."""
    look_at_directory(file)
    return ZipFile(file)


def look_at_directory(file: IO[bytes]) -> None:
    """BadZipFile where a directory is too large, before zipfile reads it. A ZIP64 is not for so few and so small files."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _LOCATOR_SIZE))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise BadZipFile
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if length > MOST_DIRECTORY or count == 0xFFFF or tail[max(0, at - _LOCATOR_SIZE) :].startswith(_LOCATOR_64):
        raise BadZipFile


class Allowance:
    """What a parcel and all parcels in it may still unpack."""

    def __init__(self) -> None:
        self.bytes = MOST_BYTES
        self.members = MOST_MEMBERS

    def take(self, members: int, size: int) -> None:
        self.members -= members
        self.bytes -= size


def too_costly(infos: Sequence[ZipInfo], name: str, allowance: Allowance | None = None) -> Iterator[Problem]:
    """What a ZIP asks for beyond the limits."""
    left = allowance or Allowance()
    if len(infos) > left.members:
        yield error("NL262", file=name, limit=MOST_MEMBERS)
    total = sum(info.file_size for info in infos)
    if total > left.bytes:
        yield error("NL263", file=name, megabytes=-(-total // MEGABYTE), limit=MOST_BYTES // MEGABYTE)
    swollen = next((info for info in infos if is_swollen(info)), None)
    if swollen is not None:
        yield error("NL264", file=name, member=swollen.filename, limit=MOST_RATIO)
    elif shares_bytes(infos):
        yield error("NL260", file=name, value="damage.archive")


def is_swollen(info: ZipInfo) -> bool:
    """Whether a member unpacks to more than text does."""
    return info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * info.compress_size


def shares_bytes(infos: Iterable[ZipInfo]) -> bool:
    """Whether members overlap: a bomb in little room."""
    free = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < free:
            return True
        free = info.header_offset + _LOCAL_HEADER + info.compress_size
    return False


def is_plain_file(info: ZipInfo) -> bool:
    """Whether a member is a file, or a folder, and no link or device."""
    return stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG, stat.S_IFDIR)


def is_locked(info: ZipInfo) -> bool:
    """Whether it wants a password, or a method of packing that we do not know."""
    return bool(info.flag_bits & _ENCRYPTED) or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
