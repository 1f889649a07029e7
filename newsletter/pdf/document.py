"""A PDF as a whole: what its header, trailer, catalogue and pages say, as plain values, whatever was wrong with the
file."""

from typing import Final, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Array, Dictionary, Stream

_A4: Final = Box(0, 0, 595.276, 841.89)


class Damage(NamedTuple):
    """Something wrong with the file itself; ``kind`` is one of ``DAMAGES``, ``page`` from 1, 0 for the whole file;
    ``detail`` what is concerned, never a sentence."""

    kind: str
    page: int = 0
    detail: str = ""


DAMAGES: dict[str, str] = {
    "unreadable": "no PDF, or nothing of it can be read",
    "header": "bytes before %PDF, or a header that is none",
    "truncated": "no %%EOF at the end: the file is not whole",
    "xref": "the cross-reference table is wrong; objects were looked for instead",
    "object": "an object that cannot be read",
    "length": "a stream whose Length is wrong",
    "locked": "enciphered, and a password is needed to read it",
    "catalogue": "no catalogue of its own type",
    "pages": "the tree of pages is wrong: a cycle, a node of no type, a count that is wrong",
    "page": "a page without contents of the right type, or without a MediaBox",
    "amount": "more objects, pages or bytes than are read",
}
"""Every kind of Damage, with its meaning."""


class Boxes(NamedTuple):
    """Boxes as the page states them or inherits them (MediaBox, CropBox), corners put in order; None where absent
    or no rectangle."""

    media: Box | None = None
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None


class Annotation(NamedTuple):
    """``flags`` as of table 165 (2: hidden, 4: print)."""

    subtype: str
    box: Box | None
    flags: int
    dictionary: Dictionary


class Page(NamedTuple):
    """``number`` from 1; ``rotate`` in degrees; ``contents`` in order; ``resources`` and boxes with what is
    inherited; ``dictionary`` as it stands."""

    number: int
    boxes: Boxes
    rotate: int
    user_unit: float
    resources: Dictionary
    contents: tuple[Stream, ...]
    annotations: tuple[Annotation, ...]
    group: Dictionary | None
    dictionary: Dictionary


class Encryption(NamedTuple):
    """``opened`` is whether the empty password, or the one given, reads the file."""

    filter: str
    version: int
    revision: int
    opened: bool


class Document(NamedTuple):
    """``header`` is the version of the first line ("1.4"), ``version`` the one that counts (the catalogue's where
    it is higher). ``intents`` are the OutputIntents; ``xmp`` the metadata stream, decoded, None where there is
    none. ``binary`` is whether a comment of bytes over 127 follows the header. ``layers_off`` are numbers of the
    optional content groups that are off by default. ``object_streams`` and ``xref_stream``: whether the file has
    any; ``revisions`` counts its ends (1 for a file never updated)."""

    header: str
    version: str
    trailer: Dictionary
    catalogue: Dictionary
    info: Dictionary
    xmp: bytes | None
    pages: tuple[Page, ...]
    intents: tuple[Dictionary, ...]
    encryption: Encryption | None
    damages: tuple[Damage, ...]
    binary: bool = True
    object_streams: bool = False
    xref_stream: bool = False
    revisions: int = 1
    identifiers: Array = Array([])
    layers_off: frozenset[int] = frozenset()


def sheet(page: Page) -> Box:
    """The trimmed page: the TrimBox, or what stands for it where there is none."""
    boxes = page.boxes
    return boxes.trim or boxes.art or boxes.crop or boxes.media or _A4
