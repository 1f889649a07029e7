"""The printing condition: which profile stands for it, and what the output intent says of it."""

import os
from pathlib import Path

from newsletter.model.issue import PressStandard
from newsletter.problems import Outcome, error
from newsletter.render.options import OutputIntent
from newsletter.render.profiles import FOGRA29, FOGRA39, FOGRA39L, NAMES, profile

LARGEST_PROFILE = 16 * 2**20
"""Bytes; CMYK profiles of print shops have 0.1 to 3 MB."""

_VERSION_4 = 4
"""Of ICC profiles: from PDF 1.5 on (ISO 32000-1, table 67); PDF/X-1a is PDF 1.4."""
_ICC_REGISTRY = "http://www.color.org"
_REGISTERED = {
    FOGRA39: (FOGRA39, "Coated paper, ISO 12647-2:2004, at most 300 % ink (ISO Coated v2 300 %)"),
    FOGRA39L: (FOGRA39, "Coated paper, ISO 12647-2:2004 (FOGRA39L)"),
    FOGRA29: (FOGRA29, "Uncoated paper, ISO 12647-2:2004, at most 280 % ink (FOGRA29L)"),
}
"""Each of our profiles: what the ICC's registry calls its printing condition, and what it is."""


def output_intent(name: str, folder: Path, standard: PressStandard = "pdfx4") -> Outcome[OutputIntent]:
    """The intent of a profile that comes with the program, by name, or of an .icc file: an absolute path, or one inside
    ``folder``. PDF/X-1a takes profiles of version 2 alone."""
    known = next((known for known in NAMES if known.casefold() == name.strip().casefold()), None)
    if known is not None:
        identifier, description = _REGISTERED[known]
        return Outcome(OutputIntent(identifier, description, _ICC_REGISTRY, profile(known)))
    try:
        path = Path(os.path.realpath(folder / name))
        inside = Path(name).is_absolute() or path.is_relative_to(os.path.realpath(folder))
        if not (inside and path.is_file()):  # a pipe would be waited for
            return Outcome(None, (error("NL601", profile=name, known=", ".join(NAMES)),))
        content = path.read_bytes() if path.stat().st_size <= LARGEST_PROFILE else b""
    except (OSError, ValueError):
        return Outcome(None, (error("NL601", profile=name, known=", ".join(NAMES)),))
    if not is_cmyk_output(content):
        return Outcome(None, (error("NL602", profile=path.name),))
    if standard == "pdfx1a" and content[8] >= _VERSION_4:
        return Outcome(None, (error("NL604", profile=path.name, version=content[8]),))
    from newsletter.render.photos import converts_to  # noqa: PLC0415 (Pillow, for those who bring a profile of their own)

    if not converts_to(content):
        return Outcome(None, (error("NL605", profile=path.name),))
    return Outcome(OutputIntent(path.stem, _description(content) or path.stem, "", content))


def is_cmyk_output(content: bytes) -> bool:
    """Whether this is an ICC profile of a CMYK printing condition (ICC.1:2010, 7.2: class, colour space, signature)."""
    return content[36:40] == b"acsp" and content[12:20] == b"prtrCMYK" and len(content) >= 132


def _description(content: bytes) -> str:
    """The profile's own description: the desc tag, as ASCII (version 2) or as its first translation (version 4)."""
    count = min(int.from_bytes(content[128:132], "big"), 100)
    for index in range(count):
        entry = content[132 + 12 * index : 144 + 12 * index]
        if entry[:4] == b"desc":
            start, size = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
            return _text(content[start : start + size])
    return ""


def _text(tag: bytes) -> str:
    if tag[:4] == b"desc":
        length = int.from_bytes(tag[8:12], "big")
        return tag[12 : 12 + length].split(b"\0", 1)[0].decode("ascii", "ignore")
    if tag[:4] == b"mluc":
        length, offset = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
        return tag[offset : offset + length].decode("utf-16-be", "ignore").rstrip("\0")
    return ""
