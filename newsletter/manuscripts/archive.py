"""A ZIP opened within its budget: its files in memory under names that lead nowhere, nothing unpacked to a disk."""

import io
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import Final
from zipfile import ZipFile, ZipInfo

from newsletter.manuscripts.budget import FAULTS, Allowance, is_locked, is_plain_file, open_zip, too_costly
from newsletter.manuscripts.manuscript import Enclosure, Parcel
from newsletter.manuscripts.naming import inner_path, is_litter, leads_out, told_apart
from newsletter.problems import Outcome, Problem, error, note, warning

_UTF8: Final = 0x800
"""Bit of the general purpose flags: the name is UTF-8 (APPNOTE 6.3.10, 4.4.4)."""
_UNICODE_PATH: Final = 0x7075
"""Extra field with the name in UTF-8 and a checksum of the other one (4.6.9)."""
_FOREIGN: Final = (
    (b"Rar!\x1a\x07", "format.rar"),
    (b"7z\xbc\xaf\x27\x1c", "format.sevenzip"),
    (b"\x1f\x8b", "format.gzip"),
    (b"BZh", "format.gzip"),
    (b"\xfd7zXZ\0", "format.gzip"),
    (b"\x78\x9f\x3e\x22", "format.winmail"),
)
"""How archives begin that are not opened; the last is what Outlook packs attachments in ([MS-OXTNEF])."""
_VIETNAMESE: Final = frozenset("ăâđêôơưĂÂĐÊÔƠƯ")


def foreign_kind(content: bytes) -> str:
    """The term for an archive that is not opened; "" for anything else."""
    return next((kind for magic, kind in _FOREIGN if content.startswith(magic)), "")


def read_archive(content: bytes, name: str, allowance: Allowance) -> Outcome[Parcel]:
    """``name`` is for problems. What cannot be taken is told, member by member; None where the whole must not be opened."""
    try:
        with open_zip(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            costs = tuple(too_costly(infos, name, allowance))
            if costs:
                return Outcome(None, costs)
            allowance.take(len(infos), sum(info.file_size for info in infos))
            return _members(archive, [info for info in infos if not info.is_dir()], name)
    except FAULTS:
        return Outcome(None, (error("NL260", file=name, value="damage.archive"),))


def _members(archive: ZipFile, infos: Sequence[ZipInfo], name: str) -> Outcome[Parcel]:
    named = [(stored_name(info), info) for info in infos]
    litter = sum(is_litter(stored) for stored, _ in named)
    problems = [note("NL268", file=name, count=litter)] if litter else []
    taken: list[Enclosure] = []
    for stored, info in named:
        if is_litter(stored):
            continue
        content = _content(archive, info)
        if isinstance(content, str):
            problems.append(warning("NL265", file=name, member=stored, value=content))
            continue
        inner = inner_path(stored) or "0"
        if leads_out(stored):
            problems.append(warning("NL266", file=name, member=stored, value=inner))
        taken.append(Enclosure(inner, content))
    apart = list(told_apart(enclosure.name for enclosure in taken))
    problems += _clashes(taken, apart, name)
    renamed = tuple(enclosure._replace(name=own) for enclosure, own in zip(taken, apart, strict=True))
    return Outcome(Parcel("zip", renamed), tuple(problems))


def _clashes(taken: Sequence[Enclosure], apart: Sequence[str], name: str) -> Iterator[Problem]:
    for enclosure, own in zip(taken, apart, strict=True):
        if own != enclosure.name:
            yield warning("NL267", file=name, member=enclosure.name, value=own)


def _content(archive: ZipFile, info: ZipInfo) -> bytes | str:
    """The bytes of a member, or the term for why it has none for us."""
    if not is_plain_file(info):
        return "member.link"
    if is_locked(info):
        return "member.locked"
    try:
        with archive.open(info) as member:
            return member.read(info.file_size + 1)  # without a number it would unpack whatever there is
    except FAULTS:
        return "member.broken"


def stored_name(info: ZipInfo) -> str:
    """The name of a member. Where nothing says its encoding, it is UTF-8 if it can be, the Vietnamese code page if its
    letters then are Vietnamese (Windows packs so), and that of DOS else (4.4.17, appendix D)."""
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    raw = name.encode("cp437")
    extra = _unicode_path(info.extra, raw)
    if extra:
        return extra
    try:
        return raw.decode()
    except UnicodeDecodeError:
        windows = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
    return windows if all(map(_is_vietnamese, windows)) else name


def _is_vietnamese(sign: str) -> bool:
    if sign.isascii() or sign in _VIETNAMESE:
        return True
    base = unicodedata.normalize("NFD", sign)
    return len(base) > 1 and base[0].isascii() and base[0] in "aeiouyAEIOUY"


def _unicode_path(extra: bytes, raw: bytes) -> str:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_PATH and field[:5] == b"\x01" + struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", "replace")
        at += 4 + length
    return ""
