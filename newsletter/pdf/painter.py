"""What runs content streams: keeps the graphics state, the resources and the nesting, and makes marks of what is
painted.

Operators are functions of a Painter and their operands, one table for each group of them (``interpret``,
``showtext``). Work is bounded for the whole document by a ``Shelf``, so that forms that paint one another thousands
of times end."""

from collections.abc import Callable, Mapping
from typing import Final, TypedDict, Unpack

from newsletter.pdf.document import Document, Page
from newsletter.pdf.filters import decode
from newsletter.pdf.fonts import Font
from newsletter.pdf.marks import At, Box, Colour, Fault, FontFacts, ImageFacts, Kind, Mark
from newsletter.pdf.objects import Array, Dictionary, Plain, Ref, Stream
from newsletter.pdf.pagetree import box_of
from newsletter.pdf.paths import Path
from newsletter.pdf.spaces import Spaces
from newsletter.pdf.state import FAR, Matrix, State, matrix_of
from newsletter.pdf.syntax import operations

OPERATORS_MOST: Final = 3_000_000
"""Operators of one document, those of forms counted each time; a dense page has ten thousand."""
MARKS_MOST: Final = 400_000
"""Marks of one document, half a kilobyte each."""
DECODED_MOST: Final = 512 * 1024 * 1024
"""Bytes that the content streams of one document may come to."""
KEPT_MOST: Final = 32 * 1024 * 1024
"""Bytes of decoded forms that are kept for the next time."""
SAMPLES_MOST: Final = 4 * 1024**3
"""Bytes of samples of one document that are counted; images beyond are taken for whole."""
DEPTH_MOST: Final = 24
FAULTS_MOST: Final = 2000
SAVED_MOST: Final = 28
"""q inside q that a reader must bear (annex C, table C.1)."""


class More(TypedDict, total=False):
    """Facts of a mark that not every kind has; ``inner`` is a resource that is painted as one thing (an image)."""

    width: float | None
    size: float
    font: FontFacts
    lacking: tuple[int, ...]
    image: ImageFacts
    colour: Colour
    inner: str


Operator = Callable[["Painter", list[Plain]], None]


class Shelf:
    """What is worked out once for a document, and how much of the bounds is left."""

    def __init__(self) -> None:
        self.spaces = Spaces()
        self.fonts: dict[Ref, Font] = {}
        self.images: dict[Ref, tuple[Colour, ImageFacts]] = {}
        self.streams: dict[Ref, bytes] = {}
        self.room = KEPT_MOST
        self.operators = OPERATORS_MOST
        self.marks = MARKS_MOST
        self.decoded = DECODED_MOST
        self.samples = SAMPLES_MOST


class Frame:
    """One content stream while it runs. ``base`` is the matrix at its start, which patterns rest on (8.7.3.1);
    ``coloured`` is False where operators of colour are to be ignored (uncoloured patterns, d1); ``tiled`` is the
    area that a pattern fills."""

    def __init__(
        self,
        resources: Dictionary,
        chain: tuple[str, ...],
        base: Matrix,
        *,
        coloured: bool = True,
        tiled: Box | None = None,
    ) -> None:
        self.resources = resources
        self.chain = chain
        self.base = base
        self.coloured = coloured
        self.tiled = tiled
        self.number = 0
        self.saved: list[State] = []
        self.marked: list[tuple[bool, str]] = []
        """For each BMC and BDC that is open: whether it hides, and the layer's name."""
        self.path = Path()
        self.clipping = False
        self.in_text = False
        self.text = Matrix()
        self.line = Matrix()
        self.text_clip: list[Box] = []


class Painter:
    """Paints one page; ``marks`` and ``faults`` fill up."""

    def __init__(
        self, document: Document, page: Page, faults: list[Fault], shelf: Shelf, table: Mapping[str, Operator]
    ) -> None:
        self.document = document
        self.page = page
        self.faults = faults
        self.shelf = shelf
        self.table = table
        self.marks: list[Mark] = []
        media = page.boxes.media or Box(-FAR, -FAR, FAR, FAR)
        self.state = State(Matrix(), media)
        self.frame = Frame(page.resources, (), Matrix())
        self.hidden = 0
        self.layers: list[str] = []
        self.groups: tuple[str, ...] = ()
        self.active: list[object] = []
        self.patterns: set[object] = set()
        self.told: set[tuple[str, tuple[str, ...], str]] = set()
        self.stopped = False

    # Telling.

    def fault(self, kind: str, detail: str = "") -> None:
        """Each kind of fault once for a content stream and what it concerns."""
        key = (kind, self.frame.chain, detail)
        if key not in self.told and len(self.faults) < FAULTS_MOST:
            self.told.add(key)
            self.faults.append(Fault(kind, At(self.page.number, self.frame.chain, self.frame.number), detail[:80]))

    def mark(
        self, kind: Kind, box: Box, *, stroke: bool = False, visible: bool = True, **more: Unpack[More]
    ) -> Box | None:
        """Makes a mark of what is painted with the state as it is. Gives what is seen of its box."""
        state, frame, image = self.state, self.frame, more.get("image")
        inner = more.get("inner", "")
        if self.shelf.marks <= 0:
            self.stop("marks")
            return None
        self.shelf.marks -= 1
        paint = more.get("colour") or (state.stroke if stroke else state.fill)
        seen = (frame.tiled or box).cut(state.clip)
        if paint.names and all(name == "None" for name in paint.names):
            visible = False
        shown = visible and seen is not None and not self.hidden
        self.marks.append(
            Mark(
                kind,
                seen or box,
                paint,
                At(self.page.number, (*frame.chain, inner) if inner else frame.chain, frame.number),
                shown,
                state.stroke_overprint if stroke else state.fill_overprint,
                state.overprint_mode,
                (state.stroke_alpha if stroke else state.fill_alpha) * state.group_alpha,
                state.blend if state.blend != "Normal" else state.group_blend,
                state.soft_mask or state.group_mask or (image is not None and image.soft_mask),
                more.get("width"),
                more.get("size"),
                more.get("font"),
                more.get("lacking", ()),
                image,
                state.device,
                self.groups,
                tuple(self.layers),
            )
        )
        return seen if shown else None

    def stop(self, what: str) -> None:
        if not self.stopped:
            self.stopped = True
            self.fault("amount", what)

    # Running content streams.

    def decoded(self, stream: Stream) -> bytes:
        """The bytes of a content stream, kept for the next time where there is room."""
        shelf = self.shelf
        if stream.ref is not None and stream.ref in shelf.streams:
            return shelf.streams[stream.ref]
        found = decode(stream, min(shelf.decoded, DECODED_MOST // 4))
        shelf.decoded -= len(found.data)
        if found.wrong or found.filters:
            self.fault("contents", found.wrong or found.filters[0])
        data = b"" if found.filters else found.data
        if stream.ref is not None and len(data) <= shelf.room:
            shelf.room -= len(data)
            shelf.streams[stream.ref] = data
        return data

    def run(self, data: bytes, frame: Frame) -> None:
        """Runs a content stream in a frame of its own. The state is the caller's to save."""
        outer, self.frame = self.frame, frame
        table, shelf = self.table, self.shelf
        hidden, layers = self.hidden, len(self.layers)
        for name, operands, number in operations(data, self._report):
            frame.number = number
            shelf.operators -= 1
            if shelf.operators < 0:
                self.stop("operators")
            if self.stopped:
                break
            operator = table.get(name)
            if operator is not None:
                operator(self, operands)
        if not self.stopped:
            self._check_balance()
        self.hidden = hidden
        del self.layers[layers:]
        self.frame = outer

    def _report(self, kind: str, number: int, detail: str) -> None:
        self.frame.number = number
        self.fault(kind, detail)

    def _check_balance(self) -> None:
        frame = self.frame
        frame.number = 0
        for left, name in ((frame.saved, "q"), (frame.in_text, "BT"), (frame.marked, "BMC")):
            if left:
                self.fault("balance", name)

    def enter(self, stream: Dictionary, name: str) -> bool:
        """Whether a form, pattern or glyph may be run: not inside itself, and not too deep. ``leave`` comes after."""
        mine = stream.ref or id(stream)
        if mine in self.active:
            self.fault("cycle", name)
            return False
        if len(self.active) >= DEPTH_MOST:
            self.fault("depth", name)
            return False
        self.active.append(mine)
        return True

    def leave(self) -> None:
        self.active.pop()

    def form(self, form: Stream, name: str) -> None:
        """A form XObject (8.10): its own state, matrix, clip and resources, and a group of its own if it is one
        (11.6.6)."""
        for key, kind in (("OPI", "opi"), ("Ref", "reference"), ("PS", "postscript")):
            if key in form:
                self.fault(kind, name)
        if not self.enter(form, name):
            return
        outer_state, outer_groups = self.state, self.groups
        state = self.state = outer_state.copy()
        state.matrix = matrix_of(form.numbers("Matrix")).after(state.matrix)
        box = box_of(form.get("BBox"))
        if box is None:
            self.fault("resource", name)
        else:
            state.cut(state.matrix.box(box))
        group = form.dictionary("Group")
        if group.name("S") == "Transparency":
            state.enter_group()
            self.groups = (*outer_groups, self.family(group.get("CS")))
        resources = form.get("Resources")
        inner = resources if isinstance(resources, Dictionary) else self.frame.resources
        frame = Frame(
            inner, (*self.frame.chain, name), state.matrix, coloured=self.frame.coloured, tiled=self.frame.tiled
        )
        self.run(self.decoded(form), frame)
        self.state, self.groups = outer_state, outer_groups
        self.leave()

    def family(self, value: Plain) -> str:
        """The family of a colour space; empty where none is stated."""
        if value is None:
            return ""
        return self.shelf.spaces.of(value, self.frame.resources, self.fault).family

    def tile(self, pattern: Dictionary, box: Box, stroke: bool) -> None:
        """The cell of a tiling pattern (8.7.3), once for a page, a pattern and its colour: its marks cover the area
        that it fills."""
        colour = self.state.stroke if stroke else self.state.fill
        key = (pattern.ref or id(pattern), colour)
        if not isinstance(pattern, Stream) or key in self.patterns or not self.enter(pattern, "Pattern"):
            return
        self.patterns.add(key)
        outer = self.state
        state = self.state = State(matrix_of(pattern.numbers("Matrix")).after(self.frame.base), box)
        state.group_alpha, state.group_blend, state.group_mask = outer.group_alpha, outer.group_blend, outer.group_mask
        state.fill_alpha, state.blend, state.soft_mask = outer.fill_alpha, outer.blend, outer.soft_mask
        state.enter_group()
        coloured = pattern.whole("PaintType", 1) != 2
        if not coloured and len(colour.spaces) > 1:
            state.fill = state.stroke = colour._replace(spaces=colour.spaces[1:])
        chain = (*self.frame.chain, "Pattern")
        frame = Frame(pattern.dictionary("Resources"), chain, state.matrix, coloured=coloured, tiled=box)
        self.run(self.decoded(pattern), frame)
        self.state = outer
        self.leave()

    def resource(self, kind: str, name: str) -> Dictionary | None:
        """The dictionary or stream that the resources hold under a name; what is lacking or of another type is
        told."""
        found = self.frame.resources.dictionary(kind).get(name)
        if isinstance(found, Dictionary):
            return found
        self.fault("resource", name)
        return None

    # Optional content (8.11).

    def layer(self, value: Plain) -> tuple[bool, str]:
        """Whether an optional content group or a membership dictionary is off by default, and its name."""
        if not isinstance(value, Dictionary):
            return False, ""
        if value.name("Type") != "OCMD":
            return self._is_off(value), value.text("Name")
        held = value.get("OCGs")
        groups = [held] if isinstance(held, Dictionary) else list(held)[:100] if isinstance(held, Array) else []
        off = [self._is_off(group) for group in groups if isinstance(group, Dictionary)]
        if not off:
            return False, ""
        match value.name("P", "AnyOn"):
            case "AllOn":
                hides = any(off)
            case "AnyOff":
                hides = not any(off)
            case "AllOff":
                hides = not all(off)
            case _:
                hides = all(off)
        return hides, ""

    def _is_off(self, group: Dictionary) -> bool:
        return group.ref is not None and group.ref.number in self.document.layers_off
