"""What a font file says of itself: family, weight, width, slope, axes (OpenType 1.9: name, OS/2, fvar).

Only the few tables that hold these are read, and only so much of them; whether the rest of the file is sound is found
out where it is opened to set type (faces).
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from newsletter.model.fonts import FontFile

_FLAVOURS = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
_LARGEST_TABLE = 1 << 18
"""Bytes; name tables in many languages take about 20 kB."""
_MOST_TABLES = 256
_WIDTHS = (50.0, 62.5, 75.0, 87.5, 100.0, 112.5, 125.0, 150.0, 200.0)
"""Per cent, by OS/2 usWidthClass 1 … 9."""
_ITALIC_OR_OBLIQUE = 0x0201
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_VERSION_NAME, _POSTSCRIPT, _LICENCE, _LICENCE_ADDRESS = 5, 6, 13, 14
_VERSION = re.compile(r"\d+(?:\.\d+)*")
_WINDOWS, _ENGLISH = 3, 0x0409


class FontNames(NamedTuple):
    family: str
    file: FontFile


class FontLabel(NamedTuple):
    """What stands on a font file for people: its PostScript name, its version, the address or the text of its licence; ""
    where it does not say."""

    postscript: str = ""
    version: str = ""
    licence: str = ""


def read_label(path: Path) -> FontLabel:
    """The label of a font file; an empty one where it is none, or damaged."""
    try:
        with path.open("rb") as file:
            found = {kind: text for kind, _, text in sorted(_names(_tables(file)["name"]))}
    except (OSError, ValueError, KeyError, struct.error):
        return FontLabel()
    version = _VERSION.search(found.get(_VERSION_NAME, ""))
    licence = found.get(_LICENCE_ADDRESS) or found.get(_LICENCE, "")
    return FontLabel(found.get(_POSTSCRIPT, ""), version[0] if version else "", licence)


def read_names(path: Path) -> FontNames | None:
    """What a TrueType or OpenType file says of itself; None where it is none, or damaged."""
    try:
        with path.open("rb") as file:
            tables = _tables(file)
        family = _family(tables["name"])
        weight, width_class = struct.unpack_from(">HH", tables["OS/2"], 4)
        (selection,) = struct.unpack_from(">H", tables["OS/2"], 62)
        axes = _axes(tables.get("fvar", b""))
    except (OSError, ValueError, KeyError, struct.error):
        return None
    if not family or not 1 <= weight <= 1000 or not 1 <= width_class <= 9:
        return None
    return FontNames(
        family, FontFile(str(path), bool(selection & _ITALIC_OR_OBLIQUE), weight, _WIDTHS[width_class - 1], axes)
    )


def _tables(file: BinaryIO) -> dict[str, bytes]:
    """The tables that are read here, by tag."""
    flavour, count = struct.unpack(">4sH6x", file.read(12))
    if flavour not in _FLAVOURS or count > _MOST_TABLES:
        raise ValueError(flavour)
    found = {}
    for tag, offset, length in struct.iter_unpack(">4s4xII", file.read(16 * count)):
        name = tag.decode("latin-1")
        if name in {"name", "OS/2", "fvar"} and length <= _LARGEST_TABLE:
            found[name] = (offset, length)
    tables = {}
    for name, (offset, length) in found.items():
        file.seek(offset)
        tables[name] = file.read(length)
    return tables


def _family(table: bytes) -> str:
    """The typographic family, else the plain one; English before other languages."""
    found = [name for name in _names(table) if name[0] in {_FAMILY, _TYPOGRAPHIC_FAMILY}]
    return max(found, default=(0, False, ""))[2]


def _names(table: bytes) -> Iterator[tuple[int, bool, str]]:
    """The entries of a name table for Windows: kind, whether English, text."""
    count, strings = struct.unpack_from(">HH", table, 2)
    for index in range(count):
        platform, _, language, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * index)
        if platform == _WINDOWS:
            text = table[strings + offset : strings + offset + length].decode("utf-16-be").strip()
            if text and text.isprintable():
                yield kind, language == _ENGLISH, text


def _axes(table: bytes) -> tuple[tuple[str, float, float], ...]:
    if not table:
        return ()
    start, count, size = struct.unpack_from(">H2xHH", table, 4)
    axes = []
    for index in range(min(count, 64)):
        tag, low, _, high = struct.unpack_from(">4siii", table, start + index * size)
        axes.append((tag.decode("latin-1"), low / 65536, high / 65536))
    return tuple(axes)
