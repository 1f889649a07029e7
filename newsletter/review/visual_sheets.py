"""Two pages on a sheet: side by side with a line round each change, then over one another, what stayed pale, what went
red and what came blue."""

import io
from collections.abc import Iterable
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageFilter

from newsletter.pdf.marks import Box
from newsletter.pdf.writing import Section, real, stream

_EDGE: Final = 18.0
"""Points round and between the pages of a sheet, and above them for their numbers."""
_QUALITY: Final = 70
_PALE: Final = [255 - (255 - value) * 3 // 10 for value in range(256)]
_ROOM: Final = 2.0
"""Points from a change to the line round it."""
_AROUND: Final = 9
"""Pixels round a change that are not pale."""


class Pictures(NamedTuple):
    """Both pages in greys, None where there is none, and of one size where there are both; what changed (255); pixels a
    point."""

    old: Image.Image | None
    new: Image.Image | None
    changed: Image.Image | None
    scale: float


class SheetFile:
    """The PDF while it is written, two sheets for each pair of pages, one for a page that came or went."""

    def __init__(self) -> None:
        self._section = Section()
        self._tree = self._section.reserve()
        self._font = self._section.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
        self._pages: list[bytes] = []

    def add(self, numbers: tuple[int, int], pictures: Pictures, boxes: Iterable[Box]) -> None:
        old, new, changed, scale = pictures
        marks = list(boxes)
        labels = [b"- %d" % numbers[0] if numbers[0] else b"", b"+ %d" % numbers[1] if numbers[1] else b""]
        self._sheet([old, new], labels, marks, scale)
        if old is not None and new is not None and changed is not None:
            self._sheet([_ghost(old, new, changed)], [b"- %d  + %d" % numbers], [], scale)

    def whole(self) -> bytes:
        kids = b" ".join(self._pages)
        self._section.put(self._tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._pages), kids))
        return self._section.whole(self._section.add(b"<</Type/Catalog/Pages %d 0 R>>" % self._tree))

    def _sheet(self, images: list[Image.Image | None], labels: list[bytes], boxes: list[Box], scale: float) -> None:
        """Pictures beside one another; room is left for one that is None."""
        size = next(image.size for image in images if image is not None)
        width, height = size[0] / scale, size[1] / scale
        drawn: list[bytes] = []
        names: list[bytes] = []
        for at, (image, label) in enumerate(zip(images, labels, strict=True)):
            x = _EDGE + at * (width + _EDGE)
            drawn.append(b"BT /F 9 Tf %b %b Td (%b) Tj ET" % (real(x), real(height + _EDGE + 5), label))
            if image is not None:
                names.append(b"/I%d %b" % (at, self._image(image)))
                matrix = b"%b 0 0 %b %b %b cm" % tuple(map(real, (width, height, x, _EDGE)))
                drawn.append(b"q " + matrix + b" /I%d Do Q" % at)
                drawn += [_framed(box, x, _EDGE + height) for box in boxes]
                drawn.append(b"0.6 G 0.5 w %b %b %b %b re S" % tuple(map(real, (x, _EDGE, width, height))))
        content = self._section.stream(b"", b"\n".join(drawn))
        self._pages.append(
            self._section.add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Contents %b/Resources<</Font<</F %b>>/XObject<<%b>>>>>>"
                % (
                    self._tree,
                    real(_EDGE + len(images) * (width + _EDGE)),
                    real(height + 2.5 * _EDGE),
                    content,
                    self._font,
                    b"".join(names),
                )
            )
        )

    def _image(self, image: Image.Image) -> bytes:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
        space = b"/DeviceGray" if image.mode == "L" else b"/DeviceRGB"
        head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8/Filter/DCTDecode"
        return self._section.add(stream(head % (*image.size, space), out.getvalue()))


def _framed(box: Box, x: float, top: float) -> bytes:
    size = (x + box.x0 - _ROOM, top - box.y1 - _ROOM, box.x1 - box.x0 + 2 * _ROOM, box.y1 - box.y0 + 2 * _ROOM)
    return b"0.85 0.05 0.1 RG 1 w " + b" ".join(map(real, size)) + b" re S"


def _ghost(old: Image.Image, new: Image.Image, changed: Image.Image) -> Image.Image:
    """Ink of the old page alone is red, of the new alone blue, of both black; away from changes it is pale."""
    inks = Image.merge("RGB", (new, ImageChops.darker(old, new), old))
    pale = new.point(_PALE).convert("RGB")
    return Image.composite(inks, pale, changed.filter(ImageFilter.MaxFilter(_AROUND)))
