"""Which proof a returned file was made of: by what survives of it, the surest first."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from newsletter.pages.proofcode import codes_in
from newsletter.pdf.document import Document
from newsletter.review.glyphs import PageReader
from newsletter.review.maps import SourceMap, embedded_map, parse_map
from newsletter.review.proofs import Proof

How = Literal["bytes", "id", "metadata", "map", "code", ""]
"""The bytes that were sent begin the file; its /ID is that of the file that was sent; what it says of itself in Info and
XMP; the map that it carries; the code printed on its pages; not at all."""
PAGES_LOOKED: Final = 8
"""The code is on every page; a first page may be another's cover."""
_CODE: Final = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z])")


class Identity(NamedTuple):
    """``map`` is None where it is lost. ``code`` is "" where none was found. ``sent`` is how many bytes at the head of the
    file are the proof as it was sent, 0 where it was written anew."""

    map: SourceMap | None
    code: str
    how: How
    sent: int = 0


def identify(content: bytes, document: Document, proofs: Sequence[Proof], pages: PageReader) -> Identity:
    """The proof of a file, of those kept with the issue or by the map that it carries itself."""
    for proof in reversed(proofs):
        if 0 < proof.size <= len(content) and _digest(content[: proof.size]) == proof.sha256:
            return Identity(proof.map, proof.code, "bytes", proof.size)
    first = next((part.hex() for part in document.identifiers if isinstance(part, bytes)), "")
    for proof in reversed(proofs):
        if first and proof.identifier == first:
            return Identity(proof.map, proof.code, "id")
    known = {proof.code: proof for proof in proofs if proof.code}
    for code in _stated(document):
        if code in known:
            return Identity(known[code].map, code, "metadata")
    embedded = embedded_map(document)
    found = parse_map(embedded) if embedded else None
    if found is not None and found.pages:
        return Identity(found, found.code, "map")
    seen = list(_printed(document, pages))
    for code in seen:
        if code in known:
            return Identity(known[code].map, code, "code")
    return Identity(None, "", "")


def _digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _stated(document: Document) -> Iterator[str]:
    """Codes in Info and XMP."""
    for key in list(document.info)[:50]:
        yield from _CODE.findall(document.info.text(key)[:2000])
    yield from _CODE.findall((document.xmp or b"")[:200_000].decode("utf-8", "replace"))


def _printed(document: Document, pages: PageReader) -> Iterator[str]:
    for page in document.pages[:PAGES_LOOKED]:
        yield from codes_in("".join(glyph.text for glyph in pages.glyphs(page.number)))
