"""A layout by itself, without an issue: opened with its fonts, and shown as a PDF."""

import datetime as dt
import io
from pathlib import Path
from typing import NamedTuple

from newsletter.build.copy import faces_of
from newsletter.faces.book import FontBook, open_book
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.layout import read_layout
from newsletter.intake.resources import builtin
from newsletter.model.layout import Layout
from newsletter.pages.items import Edition
from newsletter.problems import Problem

_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Of a specimen, which has none: the same layout gives the same bytes."""


class Drawn(NamedTuple):
    """``layout`` and ``book`` are None where they cannot be had."""

    layout: Layout | None
    book: FontBook | None
    problems: tuple[Problem, ...]


def open_layout(name: str) -> Drawn:
    """``name``: of a layout that is built in, or a path of a folder; fonts may stand beside that."""
    place = Path(name)
    own, beside = (place.resolve().name, place.resolve().parent) if place.is_dir() else (name, Path())
    catalogue = read_catalogue((builtin("fonts"), beside / "fonts"))
    read = read_layout(own, beside, catalogue.value)
    problems = (*catalogue.problems, *read.problems)
    if read.value is None or catalogue.value is None:
        return Drawn(None, None, problems)
    book = open_book(catalogue.value, faces_of(read.value))
    return Drawn(read.value, book.value, (*problems, *book.problems))


def specimen_pdf(layout: Layout, book: FontBook) -> bytes:
    from newsletter.compose.specimen import specimen  # noqa: PLC0415 (with what follows, for those who want to see it)
    from newsletter.render.options import RenderOptions  # noqa: PLC0415
    from newsletter.render.pdf import write_pdf  # noqa: PLC0415

    edition = Edition(layout.name, layout.name, "", _DATE.date(), "vi", layout.trim, layout.bleed)
    sink = io.BytesIO()
    write_pdf(edition, specimen(layout, book), book, RenderOptions("screen", _DATE, Path()), sink)
    return sink.getvalue()
