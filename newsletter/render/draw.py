"""A page of the display list as the content of a PDF page: the one place where y is turned upwards."""

from collections.abc import Sequence
from typing import Protocol, assert_never

from newsletter.colour import BLACK, Cmyk
from newsletter.faces.book import FontBook
from newsletter.geometry import Rect
from newsletter.model.article import ADDRESSES, GLUED
from newsletter.pages.items import Artwork, Item, Line, Link, Outline, Page, Panel, Picture, Stroke
from newsletter.render.canvas import Ref, byte_string, number
from newsletter.render.inks import Palette
from newsletter.render.typesetter import FaceUses, Typesetter
from newsletter.units import Mpt, half_up

OVERPRINT_BELOW: Mpt = 2000
"""Black lines thinner than 2 pt print over their ground (GWG 2022, R0010)."""


class PhotoDesk(Protocol):
    """Turns a picture into an image of the PDF: its resource name and its object."""

    def place(self, picture: Picture, page: int) -> tuple[str, Ref]: ...

    def frame(self, picture: Picture) -> tuple[str, Ref]:
        """A form that draws the line round a picture of which an edge is pale, and nothing round another."""


class Studio:
    """What the pages of one PDF share: faces, inks, photos, and where the trim lies on the media."""

    def __init__(self, book: FontBook, photos: PhotoDesk, *, press: bool) -> None:
        self.book = book
        self.uses = FaceUses(book)
        self.palette = Palette(press=press)
        self.photos = photos
        self.press = press


class Drawing:
    """One page being drawn. ``left`` and ``top`` place the trim's top left corner on the media, y up."""

    def __init__(self, studio: Studio, page: Page, left: Mpt, top: Mpt) -> None:
        self._studio, self._page = studio, page
        self._left, self._top = left, top
        self._parts: list[str] = []
        self._text = Typesetter(self._parts, studio.uses, studio.palette, (left, top), press=studio.press)
        self._stroke: tuple[Cmyk, Mpt, Mpt] | None = None
        self.links: list[str] = []
        self.images: dict[str, Ref] = {}

    def content(self) -> bytes:
        self._text.close()
        return "".join(self._parts).encode("ascii")

    def items(self, items: Sequence[Item]) -> None:
        """Items in reading order."""
        initial: Line | None = None
        for item in items:
            if initial is not None:
                self._initial(initial, item)
            initial = None
            match item:
                case Line():
                    if item.role == "drop-cap":
                        initial = item
                    else:
                        self._text.line(item)
                case Picture():
                    self._picture(item)
                case Panel() | Stroke() | Outline() | Artwork():
                    self._vectors(item)
                case Link():
                    self._link(item)
                case _:
                    assert_never(item)
        if initial is not None:
            self._text.line(initial)

    def _vectors(self, item: Panel | Stroke | Outline | Artwork) -> None:
        match item:
            case Panel():
                self._panel(item)
            case Stroke():
                self._line(item)
            case Outline():
                self._shape(item)
            case Artwork():
                self._artwork(item)
            case _:
                assert_never(item)

    def artifacts(self, items: Sequence[Item]) -> None:
        """Items that are no part of the text (ISO 32000-1, 14.8.2.2)."""
        if items:
            self._text.close()
            self._parts.append("/Artifact BMC\n")
            self.items(items)
            self._text.close()
            self._parts.append("EMC\n")

    def raw(self, operators: bytes) -> None:
        """Operators of the press sheet, which leave the graphics state as it was."""
        self._text.close()
        self._parts.append(operators.decode("ascii"))

    def _initial(self, initial: Line, following: Item) -> None:
        """A drop cap. It is drawn as an area; its letter stands once more, unseen, before the rest of its word in
        that line's face and size, so that every program copies one word and not two scraps."""
        if not isinstance(following, Line) or not following.runs or not following.runs[0].shapes:
            self._text.line(initial)
            return
        self._text.close()
        for run in initial.runs:
            self._text.fill(run.colour, overprint=run.colour == BLACK)
            x, y = float(self._left + run.x), self._top - initial.baseline + run.rise
            for shape in run.shapes:
                path = self._studio.book.face(run.face).outline(shape.text)
                self._parts.append(f"{_path(path, (x, y), (run.unit * run.scale / 1000, run.unit))} f\n")
                x += shape.advance * run.unit * run.scale / 1000
        self._unseen("".join(shape.text for run in initial.runs for shape in run.shapes), following)

    def _unseen(self, letter: str, following: Line) -> None:
        """The letter just before a line, in text rendering mode 3 (ISO 32000-1, 9.3.6)."""
        first = following.runs[0]
        face = self._studio.book.face(first.face)
        if face.missing(letter):
            return
        shape = face.shape(letter)
        joined = first.text.marks[first.first] & GLUED
        width = shape.advance * first.unit + (0 if joined else face.space * first.unit)
        text = first.text._replace(pieces=(letter,), marks=(0,), starts=(-1,), ends=(-1,), links=())
        ghost = first._replace(shapes=(shape,), text=text, first=0, x=round(first.x - width), scale=1000, tracking=0.0)
        self._text.open()
        self._parts.append("3 Tr\n")
        self._text.run(ghost, self._top - following.baseline + first.rise, spaced=not joined)
        self._parts.append("0 Tr\n")

    def _picture(self, item: Picture) -> None:
        self._text.close()
        self._text.overprinting(False)  # a grey photo would let the ground show through
        name, ref = self._studio.photos.place(item, self._page.number)
        self.images[name] = ref
        x, y, width, height = self._box(item.box)
        self._parts.append(f"q {self._clip(item)}{width} 0 0 {height} {x} {y} cm/{name} Do Q\n")
        if item.hairline is not None:
            name, ref = self._studio.photos.frame(item)
            self.images[name] = ref
            self._parts.append(f"q 1 0 0 1 {x} {y} cm/{name} Do Q\n")

    def _clip(self, item: Picture) -> str:
        """The path that a picture is cut to (ISO 32000-1, 8.5.4)."""
        if not item.clip:
            return ""
        box = item.box
        corners = [(box.x0 + half_up(x * box.width), box.y0 + half_up(y * box.height)) for x, y in item.clip]
        first, *others = [self._point(x, y) for x, y in corners]
        return f"{first} m {' '.join(f'{corner} l' for corner in others)} h W n "

    def _panel(self, item: Panel) -> None:
        self._text.close()
        thin = min(item.box.width, item.box.height) < OVERPRINT_BELOW
        self._text.fill(item.colour, overprint=thin and item.colour == BLACK)
        self._parts.append(f"{' '.join(self._box(item.box))} re f\n")

    def _line(self, item: Stroke) -> None:
        self._text.close()
        pen = (item.colour, item.width, item.dash)
        if pen != self._stroke:
            self._stroke = pen
            self._parts.append(self._studio.palette.operator(item.colour, stroke=True))
            self._parts.append(f"{number(item.width)} w [{number(item.dash) if item.dash else ''}] 0 d\n")
        self._text.overprinting(item.colour == BLACK and item.width < OVERPRINT_BELOW)
        box = item.box
        if box.width and box.height:
            self._parts.append(f"{' '.join(self._box(box))} re S\n")
        else:
            self._parts.append(f"{self._point(box.x0, box.y0)} m {self._point(box.x1, box.y1)} l S\n")

    def _shape(self, item: Outline) -> None:
        self._text.close()
        self._text.fill(item.colour, overprint=False)
        for ring in item.rings:
            points = [self._point(x, y) for x, y in ring]
            if points:
                self._parts.append(f"{points[0]} m {''.join(f'{point} l ' for point in points[1:])}h\n")
        self._parts.append("f*\n")

    def _artwork(self, item: Artwork) -> None:
        """Paths in the inks and widths of the drawing, scaled to its box; even-odd (ISO 32000-1, 8.5.3)."""
        self._text.close()
        self._text.overprinting(False)
        self._stroke = None
        drawing, box = item.drawing, item.box
        unit = (box.width / drawing.width, -box.height / drawing.height)
        origin = (float(self._left + box.x0), float(self._top - box.y0))
        self._parts.append("q\n")
        for path in drawing.paths:
            inks = ((path.fill, False), (path.stroke, True))
            colours = (self._studio.palette.operator(ink, stroke=stroke) for ink, stroke in inks if ink)
            width = f"{number(round(path.width * unit[0]))} w\n" if path.stroke else ""
            paint = {(True, True): "B*", (True, False): "f*", (False, True): "S"}.get(
                (path.fill is not None, path.stroke is not None), "n"
            )
            self._parts.append(f"{''.join(colours)}{width}{_path(path.segments, origin, unit)} {paint}\n")
        self._parts.append("Q\n")

    def _link(self, item: Link) -> None:
        if item.page:
            target = f"/Dest/p{item.page}"
        elif item.address.lower().startswith(ADDRESSES):
            target = f"/A<</S/URI/URI{byte_string(item.address)}>>"
        else:
            return
        box = item.box
        corners = f"{self._point(box.x0, box.y1)} {self._point(box.x1, box.y0)}"
        self.links.append(f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{corners}]{target}>>")

    def _box(self, box: Rect) -> tuple[str, str, str, str]:
        return (number(self._left + box.x0), number(self._top - box.y1), number(box.width), number(box.height))

    def _point(self, x: Mpt, y: Mpt) -> str:
        return f"{number(self._left + x)} {number(self._top - y)}"


def _path(path: Sequence[tuple[str, tuple[float, ...]]], origin: tuple[float, float], unit: tuple[float, float]) -> str:
    """An outline in font units as operators, placed and scaled."""
    return " ".join(
        " ".join((*(number(round(origin[k % 2] + value * unit[k % 2])) for k, value in enumerate(points)), operator))
        for operator, points in path
    )
