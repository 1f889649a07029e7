"""Rules on fonts: the file brings its own letters, all of them, and they are sound."""

from collections.abc import Iterator
from typing import Final

from newsletter.preflight.finding import Case, Sighting, breakage, seen

PLACEHOLDER: Final = "Courier"
"""What programs put where a font is missing (R0014)."""


def fonts(case: Case) -> Iterator[Sighting]:
    """Each font is one finding, however often it is used."""
    mark, font = case.mark, case.mark.font
    if font is None:
        return
    name = font.name or font.type
    if not font.embedded:
        yield seen("NL880", mark, name, topic=name)
    elif font.type == "Type3":
        yield seen("NL882", mark, name, topic=name)
    elif not font.subset:
        yield seen("NL881", mark, name, topic=name)
    if font.broken:
        yield seen("NL885", mark, name, breakage(font.broken), topic=name)
    if font.name.startswith(PLACEHOLDER):
        yield seen("NL884", mark, name, topic=name)


def glyphs(case: Case) -> Iterator[Sighting]:
    """Letters that print as an empty box."""
    mark = case.mark
    if mark.lacking and mark.visible:
        codes = ", ".join(f"{code:#x}" for code in mark.lacking[:3])
        yield seen("NL883", mark, mark.font.name if mark.font else "", codes)


RULES: Final = (fonts, glyphs)
