"""What a PDF is made for, and what is known of it once it is made."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from newsletter.pages.items import Item, Page, Picture
from newsletter.pages.proofcode import ProofName
from newsletter.problems import Problem
from newsletter.units import Mpt, mm

Target = Literal["proof", "screen", "press"]

PROOF_MARGIN: Mpt = mm(15)
"""Room round the trim of a proof: the slug, the numbers of the lines."""


class Attachment(NamedTuple):
    """A file inside the PDF (ISO 32000-1, 7.11.4)."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


class OutputIntent(NamedTuple):
    """The printing condition a press PDF is made for (ISO 32000-1, 14.11.5); ``profile`` is a CMYK output profile."""

    identifier: str
    description: str
    registry: str
    profile: bytes


class PressSheet(NamedTuple):
    """What a press standard asks of the file. ``marks`` are operators drawn outside the bleed, in the colour space
    /All; ``slug`` are items drawn there; ``bleed`` the bleed; ``margin`` the media beyond the trim on every side."""

    version: tuple[int, int]
    info: tuple[tuple[str, str], ...]
    xmp: str
    intent: OutputIntent
    bleed: Mpt
    margin: Mpt
    marks: bytes = b""
    slug: Callable[[Page], tuple[Item, ...]] = lambda _page: ()


class RenderOptions(NamedTuple):
    """``date`` (with a time zone) stands in the file; ``photos`` is the folder that files of photos are relative
    to; ``cache`` keeps converted photos from run to run; ``attachments`` is asked once all pages are drawn; ``proof`` is
    what a proof is called."""

    target: Target
    date: datetime
    photos: Path
    cache: Path | None = None
    attachments: Callable[[], tuple[Attachment, ...]] = tuple
    press: PressSheet | None = None
    proof: ProofName | None = None


class PhotoInk(NamedTuple):
    """What a photo lays on a page of a press PDF, in per cent of total coverage: the largest average over any 15 x 15 mm,
    and the largest peak."""

    page: int
    picture: Picture
    average: float
    peak: float


class Printed(NamedTuple):
    """``pages`` counts the pages of the issue that are written; ``identifier`` is the first part of the file's /ID, in hex;
    ``inks`` are those of the photos of a press PDF, in the order in which they were placed."""

    pages: int
    identifier: str
    problems: tuple[Problem, ...]
    inks: tuple[PhotoInk, ...] = ()
