"""Names of files as others wrote them: which of them are litter of systems, and which would lead out of a folder."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

_LITTER: Final = re.compile(
    r"(?:^|/)(?:__MACOSX(?:/|$)|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$[^/]*$|\.~lock\.[^/]*#$)",
    re.IGNORECASE,
)
"""What macOS, Windows, Word and LibreOffice leave in folders by themselves."""
_DRIVE: Final = re.compile(r"^[A-Za-z]:(?=/)")


def is_litter(path: str) -> bool:
    """Whether a file is none that anybody wrote, by its path."""
    return bool(_LITTER.search(path))


def inner_path(stored: str) -> str:
    """A path that stays in its folder: what leads out of it is left off, and all text is NFC. "" where nothing is left."""
    path = unicodedata.normalize("NFC", stored.replace("\\", "/"))
    parts = [part for part in _DRIVE.sub("", path).split("/") if part not in ("", ".", "..")]
    return "/".join(parts)


def leads_out(stored: str) -> bool:
    """Whether a path is absolute or climbs."""
    path = stored.replace("\\", "/")
    return path.startswith("/") or bool(_DRIVE.match(path)) or ".." in path.split("/")


def folded(path: str) -> str:
    """Equal for names that are one on some system (Windows and macOS take no heed of case)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """The same names, those that came before with a number: ``bài (2).docx``."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for name in names:
        path = PurePosixPath(name)
        free = name
        while folded(free) in taken:
            numbers[folded(name)] = numbers.get(folded(name), 1) + 1
            free = str(path.with_name(f"{path.stem} ({numbers[folded(name)]}){path.suffix}"))
        taken.add(folded(free))
        yield free
