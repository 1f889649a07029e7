"""The conductor of render: pages go in one by one, in any order, and a PDF comes out; nothing is decided here."""

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from newsletter.colour import Cmyk
from newsletter.faces.book import FontBook
from newsletter.geometry import Rect, Size
from newsletter.pages.items import Edition, Item, Page, Picture, Stroke
from newsletter.render.canvas import PdfFile, Ref, number, text_string
from newsletter.render.draw import Drawing, Studio
from newsletter.render.embed import embed
from newsletter.render.metadata import page_labels, write_attachments, write_info, write_outline, write_xmp
from newsletter.render.options import PROOF_MARGIN, PressSheet, Printed, RenderOptions
from newsletter.units import Mpt

if TYPE_CHECKING:
    from newsletter.render.prints import Prints

VERSION = (1, 7)
CONTENT_LEVEL = 4
"""zlib level of page contents, 12 % larger than level 6 and three times as fast; and of the profile, 1 % larger."""
_TRIM_INK, _TRIM_WIDTH, _TRIM_DASH = Cmyk(0, 0, 0, 500), 250, 2000


def write_pdf(
    edition: Edition, pages: Iterable[Page], book: FontBook, options: RenderOptions, sink: BinaryIO
) -> Printed:
    """Write the pages to a sink as they come.

    Faults (a photo that cannot be decoded) are in the result: whether the file is kept is for the caller to say.
    """
    press = options.press
    pdf = PdfFile(sink, press.version if press else VERSION)
    binder = Binder(pdf, edition, book, options)
    try:
        for page in pages:
            binder.draw(page)
        identifier = binder.bind()
    finally:
        binder.close()
    prints = binder.prints
    of_the_issue = sum(page.paper is None for _, page in binder.drawn.values())
    return Printed(of_the_issue, identifier, *((tuple(prints.problems), prints.inks) if prints else ((), ())))


class Binder:
    """Draws pages and binds them into the document."""

    def __init__(self, pdf: PdfFile, edition: Edition, book: FontBook, options: RenderOptions) -> None:
        self._pdf, self._edition, self._options = pdf, edition, options
        self._studio = Studio(book, self, press=options.press is not None)
        self.prints: Prints | None = None
        self._tree = pdf.reserve()
        self.drawn: dict[int, tuple[Ref, Page]] = {}
        press = options.press
        margins = {"proof": PROOF_MARGIN, "screen": 0, "press": press.margin if press else 0}
        self._margin: Mpt = margins[options.target]
        self._shared = press_resources(pdf) if press else ""

    def place(self, picture: Picture, page: int) -> tuple[str, Ref]:
        """The image of a picture."""
        if self.prints is None:
            from newsletter.render.prints import Prints  # noqa: PLC0415 (an issue without photos loads no Pillow)

            self.prints = Prints(self._pdf, self._options, self._studio.palette)
        return self.prints.place(picture, page)

    def frame(self, picture: Picture) -> tuple[str, Ref]:
        """The line round a picture that has its place."""
        assert self.prints is not None  # noqa: S101 - its image came before
        return self.prints.frame(picture)

    def close(self) -> None:
        if self.prints is not None:
            self.prints.close()

    def draw(self, page: Page) -> None:
        """Draw a page and let it go: only its place in the page tree is kept."""
        edition, options = self._edition, self._options
        size, margin = (page.paper, 0) if page.paper else (edition.trim, self._margin)
        drawing = Drawing(self._studio, page, margin, size.height + margin)
        drawing.artifacts(page.ground)
        drawing.items(page.items)
        drawing.artifacts(page.furniture)
        if options.target == "proof" and not page.paper:
            trim = Stroke(Rect(0, 0, *edition.trim), _TRIM_INK, _TRIM_WIDTH, _TRIM_DASH)
            drawing.artifacts((trim, *page.marks))
        if options.press:
            drawing.artifacts(options.press.slug(page))
            drawing.raw(options.press.marks)
        contents = self._pdf.reserve()
        self._pdf.stream(contents, "/Filter/FlateDecode", zlib.compress(drawing.content(), CONTENT_LEVEL))
        images = "".join(f"/{name} {ref}" for name, ref in drawing.images.items())
        xobjects = f"/XObject<<{images}>>" if images else ""
        links = f"/Annots[{' '.join(drawing.links)}]" if drawing.links and not options.press else ""
        resources = f"/Resources<</Font {self._pdf.fonts}{self._shared}{xobjects}>>"
        body = f"<</Type/Page/Parent {self._tree}{self._boxes(size, margin)}{resources}/Contents {contents}{links}>>"
        self.drawn[page.number] = (self._pdf.add(body), _remembered(page))

    def bind(self) -> str:
        """Fonts, page tree, catalogue: all that needs every page to be drawn. Returns the /ID of the file, in hex."""
        pdf, edition, options = self._pdf, self._edition, self._options
        if self.prints is not None:
            self.prints.finish()
        fonts = "".join(f"/{use.name} {embed(pdf, use)}" for use in self._studio.uses.all())
        pdf.write(pdf.fonts, f"<<{fonts}>>")
        ordered = [self.drawn[number] for number in sorted(self.drawn)]
        kids = " ".join(ref for ref, _ in ordered)
        pdf.write(self._tree, f"<</Type/Pages/Count {len(ordered)}/Kids[{kids}]>>")
        entries = [
            f"/Type/Catalog/Pages {self._tree}/Lang{text_string(edition.language)}",
            f"/PageLabels{page_labels([page.label for _, page in ordered])}",
            "/ViewerPreferences<</DisplayDocTitle true>>",
            f"/Metadata {write_xmp(pdf, edition, options)}",
            _intent(pdf, options.press) if options.press else self._navigation(ordered),
        ]
        root = pdf.add(f"<<{''.join(entries)}>>")
        return pdf.close(root, write_info(pdf, edition, options))

    def _navigation(self, ordered: list[tuple[Ref, Page]]) -> str:
        """Outline, targets of links, attached files: on screen alone."""
        pdf, height = self._pdf, self._edition.trim.height + self._margin
        targets = pdf.add(f"<<{''.join(f'/p{page.number}[{ref}/Fit]' for ref, page in ordered)}>>")
        parts = [f"/Dests {targets}"]
        bookmarks = [(mark.title, ref, height - mark.y) for ref, page in ordered for mark in page.bookmarks]
        if bookmarks:
            parts.append(f"/Outlines {write_outline(pdf, bookmarks)}/PageMode/UseOutlines")
        attachments = self._options.attachments()
        if attachments:
            parts.append(f"/Names{write_attachments(pdf, attachments, self._options.date)}")
        return "".join(parts)

    def _boxes(self, size: Size, margin: Mpt) -> str:
        """Media, bleed and trim, each inside the one before (ISO 32000-1, 14.11.2)."""
        width, height = size
        boxes = f"/MediaBox[0 0 {number(width + 2 * margin)} {number(height + 2 * margin)}]"
        if self._options.press:
            bleed = self._options.press.bleed
            boxes += f"/BleedBox{_rectangle(Rect(0, 0, width, height).moved(margin, margin).outset(bleed))}"
        if margin:
            boxes += f"/TrimBox{_rectangle(Rect(0, 0, width, height).moved(margin, margin))}"
        return boxes


def _remembered(page: Page) -> Page:
    """What the end of the document needs to know of a page."""
    nothing: tuple[Item, ...] = ()
    return Page(
        number=page.number,
        label=page.label,
        template=page.template,
        left=page.left,
        items=nothing,
        bookmarks=page.bookmarks,
        paper=page.paper,
    )


def _rectangle(box: Rect) -> str:
    return f"[{' '.join(number(length) for length in box)}]"


def press_resources(pdf: PdfFile) -> str:
    """Overprint on and off (/GO, /GK), and the colour of all plates (/All): resources of every page of a press PDF."""
    states = pdf.add("<</GO<</Type/ExtGState/OP true/op true/OPM 1>>/GK<</Type/ExtGState/OP false/op false/OPM 1>>>>")
    tint = "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>"
    plates = pdf.add(f"<</All[/Separation/All/DeviceCMYK{tint}]>>")
    return f"/ExtGState {states}/ColorSpace {plates}"


def _intent(pdf: PdfFile, press: PressSheet) -> str:
    intent = press.intent
    profile = pdf.reserve()
    pdf.deflated(profile, "/N 4/Alternate/DeviceCMYK", intent.profile, CONTENT_LEVEL)
    registry = f"/RegistryName{text_string(intent.registry)}" if intent.registry else ""
    return (
        f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier{text_string(intent.identifier)}"
        f"/Info{text_string(intent.description)}{registry}/DestOutputProfile {profile}>>]"
    )
