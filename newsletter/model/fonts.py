"""The font catalogue: which file holds which face of a family."""

from typing import NamedTuple


class FontFile(NamedTuple):
    """A font file. ``path`` is absolute; ``sha256`` is the pinned hash ("" for a user's own file).

    ``axes`` are (tag, least, greatest) of a variable font, () for a static one, of which ``weight`` and ``width`` speak.
    """

    path: str
    italic: bool = False
    weight: int = 400
    width: float = 100.0
    axes: tuple[tuple[str, float, float], ...] = ()
    sha256: str = ""


class FontFamily(NamedTuple):
    """``package`` is the Python package that carries it, "" for files of the user; ``roles`` say what it is good for."""

    name: str
    files: tuple[FontFile, ...]
    package: str = ""
    licence: str = ""
    roles: tuple[str, ...] = ()


class FontCatalogue(NamedTuple):
    """``fallbacks`` are families asked in turn for a character that a face lacks."""

    families: dict[str, FontFamily]
    fallbacks: tuple[str, ...] = ()


def pdf_name(name: str) -> str:
    """A PostScript name as it stands in a PDF: letters, figures and hyphens only."""
    return "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign == "-"))
