"""Mails as Outlook saves them, by hand: a compound file ([MS-CFB]) of properties ([MS-OXMSG])."""

import struct
from collections.abc import Iterator, Mapping, Sequence

SECTOR = 512
LEAST = 4096
"""Bytes from which a stream stands in sectors of its own; shorter ones are filled up with zeros here."""
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def message(
    texts: Mapping[int, str] | None = None,
    binaries: Mapping[int, bytes] | None = None,
    numbers: Mapping[int, int] | None = None,
    attachments: Sequence[Tree] = (),
    header: int = 32,
) -> Tree:
    """A mail, or an attachment with a header of 8 bytes, by the identifiers of its properties."""
    fixed = b"".join(struct.pack("<HHIQ", 0x0003, key, 6, value) for key, value in (numbers or {}).items())
    made: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(header) + fixed}
    made |= {f"__substg1.0_{key:04X}001F": value.encode("utf-16-le") for key, value in (texts or {}).items()}
    made |= {f"__substg1.0_{key:04X}0102": value for key, value in (binaries or {}).items()}
    made |= {f"__attach_version1.0_#{number:08X}": tree for number, tree in enumerate(attachments)}
    return made


def attachment(name: str, content: bytes, texts: Mapping[int, str] | None = None) -> Tree:
    return message({0x3707: name, **(texts or {})}, {0x3701: content}, header=8)


def embedded(mail: Tree) -> Tree:
    """A mail as the attachment of another."""
    return {**message(header=8), "__substg1.0_3701000D": mail}


def compound(tree: Tree) -> bytes:
    """The file. Entries of a folder hang on one another to the right."""
    entries: list[tuple[str, int, int, int, bytes]] = []  # name, kind, right, child, content
    entries.append(("Root Entry", 5, FREE, FREE, b""))
    entries[0] = ("Root Entry", 5, FREE, _add(entries, tree), b"")
    sectors: list[bytes] = []
    chains: list[int] = []
    starts = [_store(content, sectors, chains) for *_, content in entries]
    names = b"".join(_entry(entry, start) for entry, start in zip(entries, starts, strict=True))
    directory = _store(names + bytes(-len(names) % SECTOR), sectors, chains)
    fats = 1
    while (len(sectors) + fats) * 4 > fats * SECTOR:
        fats += 1
    places = [len(sectors) + number for number in range(fats)]
    table = struct.pack(f"<{len(chains) + fats}I", *chains, *([FAT] * fats))
    table += b"\xff" * (fats * SECTOR - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, fats, directory, 0, LEAST, END, 0, END, 0)
    head += struct.pack("<109I", *places, *([FREE] * (109 - fats)))
    return head + b"".join(sectors) + table


def _add(entries: list[tuple[str, int, int, int, bytes]], tree: Tree) -> int:
    """The number of the first entry of a folder."""
    right = FREE
    for name, held in reversed(tree.items()):
        at = len(entries)
        entries.append((name, 2, right, FREE, b""))
        if isinstance(held, bytes):
            entries[at] = (name, 2, right, FREE, held + bytes(max(0, LEAST - len(held))))
        else:
            entries[at] = (name, 1, right, _add(entries, held), b"")
        right = at
    return right


def _store(content: bytes, sectors: list[bytes], chains: list[int]) -> int:
    pieces = list(_pieces(content))
    start = len(sectors)
    sectors += pieces
    chains += [start + number + 1 for number in range(len(pieces) - 1)] + [END] * bool(pieces)
    return start if pieces else END


def _pieces(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), SECTOR):
        yield content[at : at + SECTOR].ljust(SECTOR, b"\0")


def _entry(entry: tuple[str, int, int, int, bytes], start: int) -> bytes:
    name, kind, right, child, content = entry
    raw = name.encode("utf-16-le")
    outlook = bytes.fromhex("0b0d020000000000c000000000000046") if kind == 5 else bytes(16)
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2, kind, 1, FREE, right, child)
    return head + outlook + bytes(20) + struct.pack("<IQ", start, len(content))
