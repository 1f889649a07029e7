"""The photos of one PDF as its images."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor

from newsletter.colour import Cmyk
from newsletter.pages.items import Picture
from newsletter.problems import PageSpot, Problem, error
from newsletter.render.cabinet import Cabinet, Converted
from newsletter.render.canvas import PdfFile, Ref, number
from newsletter.render.coverage import Coverage
from newsletter.render.inks import Palette
from newsletter.render.options import PhotoInk, RenderOptions
from newsletter.render.photos import Darkroom, Unreadable
from newsletter.units import Mpt

PHOTOS_AT_ONCE = 2
PHOTOS_AHEAD = 8
"""So many photos may wait for their place in the file; then the oldest is awaited, and memory stays bounded."""
HAIRLINE: Mpt = 250
"""Of the line round a picture: the least that prints in one piece (GWG 2022, R0019)."""


class Prints:
    """The photos of one PDF: converted two at a time, written in the order in which they were placed."""

    def __init__(self, pdf: PdfFile, options: RenderOptions, palette: Palette) -> None:
        self._pdf, self._press, self._palette = pdf, options.press is not None, palette
        profile = options.press.intent.profile if options.press else b""
        self._cabinet = Cabinet(options.cache) if options.cache else None
        self._darkroom = Darkroom(options.photos, options.target, self._cabinet, profile)
        self._pool = ThreadPoolExecutor(PHOTOS_AT_ONCE)
        self._placed: dict[str, tuple[str, Ref]] = {}
        self._waiting: deque[tuple[Ref, Future[Converted], Picture, int]] = deque()
        self._coverage: dict[Ref, Coverage] = {}
        self._frames: dict[tuple[Ref, Cmyk], tuple[str, Ref, Picture]] = {}
        self._pale: set[Ref] = set()
        self._shown: list[tuple[Ref, Picture, int]] = []
        self.problems: list[Problem] = []

    def place(self, picture: Picture, page: int) -> tuple[str, Ref]:
        key = self._darkroom.key(picture)
        found = self._placed.get(key)
        if found is None:
            found = self._placed[key] = (f"P{key[:16]}", self._pdf.reserve())
            self._waiting.append((found[1], self._pool.submit(self._darkroom.develop, picture), picture, page))
            if len(self._waiting) > PHOTOS_AHEAD:
                self._write()
        if self._press:
            self._shown.append((found[1], picture, page))
        return found

    def frame(self, picture: Picture) -> tuple[str, Ref]:
        """The line round a picture that has its place; whether there is one is known when the photo is converted."""
        assert picture.hairline is not None  # noqa: S101 - asked by the caller
        _, image = self._placed[self._darkroom.key(picture)]
        key = (image, picture.hairline)
        if key not in self._frames:
            self._frames[key] = (f"H{len(self._frames)}", self._pdf.reserve(), picture)
        return self._frames[key][:2]

    @property
    def inks(self) -> tuple[PhotoInk, ...]:
        """Of each photo on each page, once all are written."""
        return tuple(
            PhotoInk(page, picture, *self._coverage[ref]) for ref, picture, page in self._shown if ref in self._coverage
        )

    def finish(self) -> None:
        while self._waiting:
            self._write()
        for (image, colour), (_, ref, picture) in self._frames.items():
            self._draw_frame(ref, picture, colour if image in self._pale else None)
        if self._cabinet is not None:
            self._cabinet.clear_out()

    def close(self) -> None:
        """Give up what is still waiting (an exception is on its way)."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _write(self) -> None:
        ref, future, picture, page = self._waiting.popleft()
        try:
            photo = future.result()
        except Unreadable as fault:
            spot = PageSpot(page, picture.box)
            self.problems.append(error("NL251", picture.photo.at, spot, photo=picture.photo.file, reason=str(fault)))
            self._pdf.deflated(ref, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]", self._crossed_box())
            return
        self._coverage[ref] = photo.coverage
        if photo.pale:
            self._pale.add(ref)
        space = {"grey": "/DeviceGray", "rgb": "/DeviceRGB", "cmyk": "/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"}[photo.ink]
        self._pdf.stream(
            ref,
            f"/Type/XObject/Subtype/Image/Width {photo.width}/Height {photo.height}/BitsPerComponent 8"
            f"/ColorSpace{space}/Interpolate false/Filter/DCTDecode",
            photo.jpeg,
        )

    def _draw_frame(self, ref: Ref, picture: Picture, colour: Cmyk | None) -> None:
        """Just inside the edges of a picture whose lower left corner is the origin."""
        width, height = picture.box.width, picture.box.height
        content = ""
        if colour is not None:
            sides = " ".join(
                number(length) for length in (HAIRLINE // 2, HAIRLINE // 2, width - HAIRLINE, height - HAIRLINE)
            )
            content = f"{self._palette.operator(colour, stroke=True)}{number(HAIRLINE)} w {sides} re S"
        box = f"/BBox[0 0 {number(width)} {number(height)}]"
        self._pdf.stream(ref, f"/Type/XObject/Subtype/Form{box}", content.encode("ascii"))

    def _crossed_box(self) -> bytes:
        """What stands where a photo is missing: a grey box with both diagonals, on a square of side 1."""
        grey, black = (b"0 0 0 .25 k", b"0 0 0 1 K") if self._press else (b".75 g", b"0 G")
        return grey + b" 0 0 1 1 re f " + black + b" .005 w 0 0 m 1 1 l 0 1 m 1 0 l S"
