"""Formats of a list of notes: a function for each, from values to text (to be written in UTF-8)."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from newsletter.review.formats.json_text import as_json
from newsletter.review.formats.listing import Listing
from newsletter.review.formats.markdown import as_markdown
from newsletter.review.formats.plain_text import as_text
from newsletter.review.formats.spreadsheet import as_csv
from newsletter.review.formats.web_page import as_html
from newsletter.review.formats.xfdf import as_xfdf
from newsletter.review.notes import Note


class Format(NamedTuple):
    """``suffix`` is that of its files. ``pictures``: it shows those of the listing."""

    suffix: str
    write: Callable[[Sequence[Note], Listing], str]
    pictures: bool = False


FORMATS: Final[dict[str, Format]] = {
    "text": Format(".txt", as_text),
    "json": Format(".json", as_json),
    "csv": Format(".csv", as_csv),
    "html": Format(".html", as_html, pictures=True),
    "md": Format(".md", as_markdown),
    "xfdf": Format(".xfdf", as_xfdf),
}
"""By the name that ``--format`` takes."""
