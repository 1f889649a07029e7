"""A copy of a PDF with something added to its pages; their contents stay as they stand.

What acts by itself (scripts, actions on opening) is not copied where its keys are among those skipped."""

from collections.abc import Sequence
from typing import Final

from newsletter.pdf.document import Document, Page, sheet
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Array, Dictionary
from newsletter.pdf.writing import Copies, Section, name, real

_REPLACED: Final = frozenset({"Type", "Parent", "Annots", "Contents", "Resources", "MediaBox", "CropBox", "Rotate"})
OVER: Final = "NewsletterMarks"
"""The name of what is drawn over a page, among its resources."""


class Duplicate:
    """The copy while it is made: each page of the document has to be written once. Raises TooMuch as Copies does."""

    def __init__(self, document: Document, skip: frozenset[str]) -> None:
        self.document = document
        self.section = Section()
        self.copies = Copies(self.section, skip)
        self._tree = self.section.reserve()
        self._numbers = {page.number: self.section.reserve() for page in document.pages}
        for page in document.pages:
            if page.dictionary.ref is not None:
                self.copies.stands_for(page.dictionary.ref, self._numbers[page.number])

    def page(self, page: Page, annotations: Sequence[bytes] = (), over: bytes = b"") -> None:
        """Writes a page, with what it inherits, new ``annotations`` after its own, and a form drawn ``over`` it; all are
        references."""
        own = page.dictionary.array("Annots")
        noted = [self.copies.copy(item, own.resolve) for item in own.items] + list(annotations)
        media = page.boxes.media or sheet(page)
        crop = b"/CropBox" + rectangle(page.boxes.crop) if page.boxes.crop else b""
        body = (
            b"<</Type/Page/Parent %d 0 R/MediaBox%b%b/Rotate %d" % (self._tree, rectangle(media), crop, page.rotate)
            + b"/Resources "
            + (self._resources(page.resources, over) if over else self.copies.copy(page.resources))
            + self._contents(page, over)
            + self.copies.entries(page.dictionary, _REPLACED)
            + b"/Annots[%b]>>" % b" ".join(noted)
        )
        self.section.put(self._numbers[page.number], body)

    def whole(self, kept: Sequence[str], catalogue: bytes = b"", trailer: bytes = b"") -> bytes:
        """The file, with these entries of the old catalogue, and further ones of catalogue and trailer as written."""
        numbers = self._numbers.values()
        kids = b" ".join(b"%d 0 R" % number for number in numbers)
        self.section.put(self._tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(numbers), kids))
        old = self.document.catalogue
        entries = b"".join(
            name(key) + b" " + self.copies.copy(old.unresolved(key), old.resolve) for key in kept if key in old
        )
        root = self.section.add(b"<</Type/Catalog/Pages %d 0 R%b%b>>" % (self._tree, entries, catalogue))
        return self.section.whole(root + trailer)

    def _contents(self, page: Page, over: bytes) -> bytes:
        """The page's own streams; for what is drawn over them they stand in a saved graphics state (8.4.2)."""
        own, found = page.dictionary, page.dictionary.get("Contents")
        if not over:
            stays = found is not None
            return b"/Contents " + self.copies.copy(own.unresolved("Contents"), own.resolve) if stays else b""
        streams = [self.section.stream(b"", b"q")]
        if isinstance(found, Array):
            streams += [self.copies.copy(item, found.resolve) for item in found.items]
        elif found is not None:
            streams.append(self.copies.copy(own.unresolved("Contents"), own.resolve))
        streams.append(self.section.stream(b"", b"Q /Artifact BMC " + name(OVER) + b" Do EMC"))
        return b"/Contents[%b]" % b" ".join(streams)

    def _resources(self, resources: Dictionary, over: bytes) -> bytes:
        objects = self.copies.entries(resources.dictionary("XObject"), frozenset({OVER}))
        rest = self.copies.entries(resources, frozenset({"XObject"}))
        return b"<<%b/XObject<<%b%b %b>>>>" % (rest, objects, name(OVER), over)


def rectangle(box: Box) -> bytes:
    return b"[" + b" ".join(map(real, box)) + b"]"
