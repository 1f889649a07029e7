"""Which fonts stand in a press PDF, and where each is from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsletter.build.ticket import Font
from newsletter.intake.font_names import read_label
from newsletter.model.fonts import FontCatalogue, pdf_name

LONGEST_LICENCE = 80
"""Characters of a licence that is told; a font may bear the whole of it."""


def fonts_of(embedded: Iterable[tuple[str, str]], catalogue: FontCatalogue) -> tuple[Font, ...]:
    """The fonts of a PDF, each with its file: ``embedded`` are (PostScript name without its tag, how it is embedded).

    A font that no file of the catalogue bears the name of stands with its name alone.
    """
    known = dict(_labelled(catalogue))
    return tuple(
        known.get(name, Font(name, "", "", "", "", ""))._replace(embedding=how) for name, how in sorted(set(embedded))
    )


def _labelled(catalogue: FontCatalogue) -> Iterator[tuple[str, Font]]:
    """By the name that each file has in a PDF (faces.Face.name)."""
    for family in catalogue.families.values():
        for file in family.files:
            label = read_label(Path(file.path))
            name = pdf_name(label.postscript)
            licence = (family.licence or label.licence)[:LONGEST_LICENCE]
            yield name, Font(name, family.name, Path(file.path).name, label.version, licence, "")
