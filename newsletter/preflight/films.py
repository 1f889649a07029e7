"""The file that pdfium renders: one page of a document, written anew once for each plate, with all that it draws."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from PIL import Image, ImageChops

from newsletter.pdf.document import Document, Page
from newsletter.pdf.filters import STREAM_MOST, decode, filters_of
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Dictionary, Name, Number, Plain, Ref, Stream
from newsletter.pdf.syntax import operations
from newsletter.pdf.writing import Copies, Section, name, real
from newsletter.preflight.samples import SAMPLES_MOST, inked, palette
from newsletter.preflight.separate import Pattern, State, Walk, matrix_of, multiplied, no_report
from newsletter.preflight.shadings import shaded
from newsletter.preflight.tints import InkSpace, Press, Tint, ink_space, tint

T = TypeVar("T")

OPERATORS_MOST: Final = 1_000_000
"""Of one page with all that it draws, as often as it is drawn; what comes after is left out."""
TILES_MOST: Final = 1_000_000
"""Of a tiling pattern over the page: a screen of 0.3 mm has half as many."""
DEPTH_MOST: Final = 20
"""Forms, patterns and glyphs within one another."""
BYTES_MOST: Final = 256 * 2**20
"""Of the samples of images, reduced to the plates."""
DECODED_MOST: Final = 2**30
"""Pixels of images that are decoded for one page: ninety photos of twelve megapixels."""
_STATE_KEYS: Final = frozenset({"OP", "op", "OPM", "TR", "TR2", "BG", "BG2", "UCR", "UCR2", "HT", "HTP"})
"""Entries of a graphics state that speak of inks or of the device."""
_SKIPPED: Final = frozenset(
    {"AA", "Alternates", "Metadata", "OPI", "P", "Parent", "PieceInfo", "StructParent", "StructParents"}
)
"""Entries of what is copied that lead elsewhere."""
COLOURS_MOST: Final = 10_000
"""Colours that are remembered."""
GLYPHS_MOST: Final = 1000
"""Of one font of Type 3."""


class Job(NamedTuple):
    """What the pages of one document have in common; ``sound`` remembers which streams are within bounds."""

    document: Document
    press: Press
    sound: dict[int, bool]


class FilmFile:
    """One page being written for some plates. ``inks`` are the colorants it came upon, ``faults`` what could not be
    rendered (``plates.FAULTS``)."""

    def __init__(self, job: Job, plates: tuple[str, ...], scale: float) -> None:
        self.plates, self.press, self.scale = plates, job.press, scale
        self.inked = [False] * len(plates)
        self.inks: dict[str, None] = {}
        self.faults: dict[str, None] = {}
        self.section = Section()
        self.copies = Copies(self.section, _SKIPPED, job.sound)
        self.document = job.document
        self.operators = self.bytes = self.decoded = 0
        self.open: list[Ref | int] = []
        self.area = 0.0
        self.known: dict[tuple[object, ...], tuple[bytes, ...]] = {}
        self.states: dict[int, tuple[Dictionary, bytes]] = {}
        self.after: dict[tuple[object, ...], list[bool]] = {}
        """``inked`` as a form leaves it, for when it is painted again."""
        self.costs: dict[tuple[object, ...], int] = {}
        """Operators of a form with all that it draws."""
        self.weights: dict[Ref | int, int] = {}
        self.colours: dict[tuple[InkSpace, tuple[float, ...]], Tint | None] = {}

    # The page.

    def write(self, page: Page, frame: Box) -> bytes:
        """A file with a page for each plate that gets any ink, in their order (``inked`` says which)."""
        self.area = frame.width * frame.height
        walk = Walk(self, page.resources, State())
        walk.run(self._contents(page))
        tree = self.section.reserve()
        head = b"<</Type/Page/Parent %d 0 R/MediaBox[%b]" % (tree, b" ".join(map(real, frame)))
        kids = []
        for place, inked_ in enumerate(self.inked):
            if inked_:
                contents = b"/Contents " + self.section.stream(b"", b"\n".join(walk.out[place]))
                rest = self.resources(walk, place) + _group(page.group) + b">>"
                kids.append(self.section.add(head + contents + rest))
        self.section.put(tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids)))
        layers = self.document.catalogue
        content = b"/OCProperties " + self._copy(layers, "OCProperties") if "OCProperties" in layers else b""
        return self.section.whole(self.section.add(b"<</Type/Catalog/Pages %d 0 R%b>>" % (tree, content)))

    def _contents(self, page: Page) -> bytes:
        parts, room = list[bytes](), STREAM_MOST
        for part in page.contents:
            decoded = decode(part, room)
            parts.append(decoded.data)
            room -= len(decoded.data)
            if decoded.wrong or decoded.filters:
                self.faults["contents"] = None
        return b"\n".join(parts)

    def resources(self, walk: Walk, place: int) -> bytes:
        """The resources of new contents on one plate."""
        parts = [
            b"/%b<<%b>>"
            % (kind.encode(), b"".join(known + b" " + refs[place] for known, refs in used.items() if refs[place]))
            for kind, used in walk.used.items()
        ]
        fonts = walk.resources.dictionary("Font")
        listed = b"".join(name(font) + b" " + self.font(fonts, font)[place] for font in walk.fonts if font in fonts)
        layers = walk.resources.dictionary("Properties")
        parts += [b"/Font<<" + listed + b">>"] if listed else []
        parts += [b"/Properties " + self.copies.copy(layers)] if layers else []
        return b"/Resources<<" + b"".join(parts) + b">>"

    def _copy(self, source: Dictionary, key: str) -> bytes:
        return self.copies.copy(source.unresolved(key), source.resolve)

    # What Films asks.

    def spend(self, operators: int) -> bool:
        self.operators += operators
        if self.operators > OPERATORS_MOST:
            self.faults["amount"] = None
        return self.operators <= OPERATORS_MOST

    def colour(self, space: InkSpace, operands: Sequence[Plain]) -> Tint | None:
        shares = tuple([float(value) for value in operands if isinstance(value, Number)])
        key = (space, shares)
        if key not in self.colours:
            found = tint(space, shares, self.press)
            self.inks.update((colorant, None) for colorant, _ in (found.inks if found else ()))
            if len(self.colours) > COLOURS_MOST:
                self.colours.clear()
            self.colours[key] = found
        return self.colours[key]

    def graphics_state(self, source: Dictionary) -> bytes:
        mask = source.dictionary("SMask").stream("G")
        if mask is not None and not self.spend(self._weight(mask)):
            return b""
        known = self.states.get(id(source))
        if known is None:
            ref = self.section.add(b"<<" + self.copies.entries(source, _STATE_KEYS) + b">>")
            known = self.states[id(source)] = (source, ref)
            if source.name("BM", "Normal") in {"Difference", "Exclusion"}:
                self.inked[:] = [True] * len(self.inked)  # there white is no white
        return known[1]

    def line_alpha(self, alpha: float) -> bytes:
        """A graphics state that lines are drawn through."""
        key = ("alpha", alpha)
        if key not in self.known:
            self.known[key] = (self.section.add(b"<</CA %b>>" % real(alpha)),)
        return self.known[key][0]

    def _weight(self, source: Stream) -> int:
        """Operators of a soft mask with all that it draws, at most one more than are rendered. Masks are taken over
        as they are, so nobody else counts them."""
        own = _identity(source)
        if own not in self.weights:
            self.weights[own] = 0  # should it draw itself
            resources, total = source.dictionary("Resources"), 0
            for operator, operands, _ in operations(decode(source).data, no_report):
                total += 1
                inner = _drawn(operator, operands, resources)
                total += self._weight(inner) if inner is not None else 0
                if total > OPERATORS_MOST:
                    break
            self.weights[own] = total
        return self.weights[own]

    def form(self, source: Stream, state: State, resources: Dictionary) -> tuple[bytes, ...]:
        """A form anew, in the state that it is painted in (8.10.1)."""
        nothing = (b"",) * len(self.plates)
        own = _identity(source)
        if own in self.open or len(self.open) >= DEPTH_MOST:
            return nothing
        a, b, c, d, _, _ = state.matrix
        size = (round(math.hypot(a, b), 3), round(math.hypot(c, d), 3))
        key = ("form", own, state._replace(matrix=State().matrix), size, tuple(self.inked))
        if key in self.known:
            if not self.spend(self.costs[key]):
                return nothing
        else:
            before = self.operators
            matrix = matrix_of(source.array("Matrix")[:6])
            inner = state._replace(matrix=multiplied(matrix, state.matrix)) if matrix else state
            walk = self._run(Walk(self, _own(source, resources), inner), source)
            entries = b"/Type/XObject/Subtype/Form" + self._kept(source, ("BBox", "Matrix", "OC"))
            self.known[key] = self._written(walk, entries + _group(source.dictionary("Group")))
            self.after[key] = list(self.inked)
            self.costs[key] = self.operators - before
        self.inked[:] = self.after[key]
        return self.known[key]

    def _run(self, walk: Walk, source: Stream) -> Walk:
        """The contents of a form, a pattern or a glyph, written anew."""
        decoded = decode(source)
        if decoded.wrong or decoded.filters:
            self.faults["contents"] = None
        self.open.append(_identity(source))
        walk.run(decoded.data)
        self.open.pop()
        return walk

    def _written(self, walk: Walk, entries: bytes) -> tuple[bytes, ...]:
        return tuple(
            self.section.stream(entries + self.resources(walk, place), b"\n".join(out))
            for place, out in enumerate(walk.out)
        )

    def _kept(self, source: Dictionary, keys: Sequence[str]) -> bytes:
        return b"".join(name(key) + b" " + self._copy(source, key) for key in keys if key in source)

    def pattern(self, source: Dictionary, under: Tint | None, resources: Dictionary) -> Pattern | None:
        if source.whole("PatternType") == 2:
            shading = self.shading(source.dictionary("Shading"), resources)
            if shading is None:
                return None
            matrix = self._kept(source, ("Matrix",))
            refs = tuple(
                self.section.add(b"<</Type/Pattern/PatternType 2%b/Shading %b>>" % (matrix, ref))
                for ref in shading.refs
            )
            return Pattern(refs, shading.under)
        if not isinstance(source, Stream):
            return None
        own = _identity(source)
        if own in self.open or len(self.open) >= DEPTH_MOST:
            return None
        bare = source.whole("PaintType", 1) == 2
        under = under if bare else None
        key = ("pattern", own, under)
        if key not in self.known:
            self.known[key] = self._tile(source, under, resources, bare)
        return Pattern(self.known[key], under) if self.known[key] else None

    def _tile(self, source: Stream, under: Tint | None, resources: Dictionary, bare: bool) -> tuple[bytes, ...]:
        """A tiling pattern (8.7.3) with the colour of an uncoloured one set in it; empty where its tiles are too small
        to be counted."""
        matrix = matrix_of(source.array("Matrix")[:6]) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, _, _ = matrix
        tile = abs(source.number("XStep") * source.number("YStep") * (a * d - b * c))
        if tile * TILES_MOST < self.area:
            self.faults["amount"] = None
            return ()
        state = State(matrix=matrix)
        if under is not None:
            state = state._replace(fill=under, stroke=under)
        self.inked[:] = [True] * len(self.inked)  # where its tiles come to lie is not known
        walk = self._run(Walk(self, _own(source, resources), state, bare=bare), source)
        keys = ("TilingType", "BBox", "XStep", "YStep", "Matrix")
        return self._written(walk, b"/Type/Pattern/PatternType 1/PaintType 1" + self._kept(source, keys))

    def shading(self, source: Dictionary, resources: Dictionary) -> Pattern | None:
        """A shading in its inks; the plates that it does not reach are white in it."""
        space = ink_space(source.get("ColorSpace"), resources)
        found = None
        if space is not None:
            try:
                found = shaded(
                    source,
                    lambda components: self.colour(space, components),
                    space.size,
                    self.plates,
                    (self.section, self.copies),
                )
            except ValueError:
                found = None
        if found is None:
            self.faults["shading"] = None
            return None
        return Pattern(*found)

    def image(self, source: Stream, state: State, resources: Dictionary) -> tuple[bytes, ...]:
        """An image in its inks; a stencil as it is, to be painted in the colour in force."""
        a, b, c, d, _, _ = state.matrix
        size = (_pixels(math.hypot(a, b) * self.scale), _pixels(math.hypot(c, d) * self.scale))
        key = ("image", _identity(source), size, state.over_fill)
        if source.ref is not None and key in self.known:
            return self.known[key]
        if source.flag("ImageMask"):
            refs = (self._image(source, b"", frozenset(), source.stored),) * len(self.plates)
        else:
            refs = self._inked(source, ink_space(source.get("ColorSpace"), resources), size, state.over_fill)
        self.known[key] = refs
        return refs

    def _inked(self, source: Stream, space: InkSpace | None, size: tuple[int, int], over: bool) -> tuple[bytes, ...]:
        codec = next(iter(filters_of(source)[-1:]), "")
        bits = source.whole("BitsPerComponent", 1)
        samples = max(0, source.whole("Width")) * max(0, source.whole("Height"))
        large = samples > SAMPLES_MOST
        if (
            space is not None
            and space.size == 1
            and bits <= 8
            and codec not in {"DCTDecode", "JPXDecode"}
            and not large
        ):
            return self._recoloured(source, space, over)
        self.decoded += samples
        found = None if large or self.decoded > DECODED_MOST else inked(source, space, self.press, size)
        if found is None:
            self.faults["amount" if self.decoded > DECODED_MOST else "image"] = None
            return (b"",) * len(self.plates)
        for ink, _ in found.plates:
            self.inks[ink] = None
        nothing = Image.new("L", (found.everywhere or found.plates[0][1]).size)
        shown = b""
        if found.shown is not None:
            shown = b"/SMask " + self._samples(found.shown, b"/ColorSpace/DeviceGray")
        masks = shown or self._kept(source, ("SMask",)) or self._kept(source, ("Mask",))
        refs = []
        for plate in self.plates:
            channel = _reached(found.plate(plate), over, nothing)
            film = b"/ColorSpace/DeviceGray" + masks
            refs.append(b"" if channel is None else self._samples(ImageChops.invert(channel), film))
        return tuple(refs)

    def _recoloured(self, source: Stream, space: InkSpace, over: bool) -> tuple[bytes, ...]:
        """An image of one component: its samples as they are, through a table of inks."""
        colours = palette(source, space, self.press)
        for ink in colours.inks:
            if ink:
                self.inks[ink] = None
        nothing = bytes(len(colours.tables[0])) if colours.tables else b""
        refs = []
        for plate in self.plates:
            table = _reached(colours.table(plate), over, nothing)
            if table is None:
                refs.append(b"")
                continue
            greys = bytes(255 - value for value in table)
            entries = b"/ColorSpace[/Indexed/DeviceGray %d<%b>]" % (len(greys) - 1, greys.hex().encode())
            refs.append(self._image(source, entries, frozenset({"ColorSpace", "Decode"}), source.stored))
        return tuple(refs)

    def _image(self, source: Stream, entries: bytes, but: frozenset[str], samples: bytes) -> bytes:
        """A copy of an image with other entries."""
        if not self._room(len(samples)):
            return b""
        kept = self.copies.entries(source, but | {"Type", "Subtype", "Length", "Intent", "OC", "Name"})
        return self.section.stream(b"/Type/XObject/Subtype/Image" + kept + entries, samples)

    def _samples(self, image: Image.Image, entries: bytes) -> bytes:
        if not self._room(image.width * image.height * len(image.getbands())):
            return b""
        head = b"/Type/XObject/Subtype/Image/BitsPerComponent 8/Width %d/Height %d" % image.size
        return self.section.stream(head + entries, image.tobytes())

    def _room(self, amount: int) -> bool:
        self.bytes += amount
        if self.bytes > BYTES_MOST:
            self.faults["amount"] = None
        return self.bytes <= BYTES_MOST

    def font(self, fonts: Dictionary, font: str) -> tuple[bytes, ...]:
        """A font as it is; one of Type 3 with its glyphs written anew (9.6.5)."""
        source = fonts.get(font)
        if not isinstance(source, Dictionary) or source.name("Subtype") != "Type3":
            return (self._copy(fonts, font),) * len(self.plates)
        key = ("font", _identity(source))
        if key not in self.known:
            self.known[key] = self._glyphs(source)
        return self.known[key]

    def _glyphs(self, source: Dictionary) -> tuple[bytes, ...]:
        self.inked[:] = [True] * len(self.inked)
        own = source.dictionary("Resources")
        drawn: list[list[bytes]] = [[] for _ in self.plates]
        resources: list[bytes] = [b""] * len(self.plates)
        procedures = source.dictionary("CharProcs")
        for glyph in list(procedures)[:GLYPHS_MOST]:
            procedure = procedures.stream(glyph)
            if procedure is None or _identity(procedure) in self.open or len(self.open) >= DEPTH_MOST:
                continue
            walk = self._run(Walk(self, own, State(fill=None, stroke=None), glyph=True), procedure)
            for place, out in enumerate(walk.out):
                drawn[place].append(name(glyph) + b" " + self.section.stream(b"", b"\n".join(out)))
                resources[place] = self.resources(walk, place) if walk.used else resources[place]
        kept = self.copies.entries(source, frozenset({"CharProcs", "Resources"}))
        return tuple(
            self.section.add(b"<<" + kept + b"/CharProcs<<" + b"".join(parts) + b">>" + resources[place] + b">>")
            for place, parts in enumerate(drawn)
        )


def _reached(plane: T | None, over: bool, nothing: T) -> T | None:
    """What an image puts on a plate: None where overprint leaves it alone."""
    return nothing if plane is None and not over else plane


def _drawn(operator: str, operands: Sequence[Plain], resources: Dictionary) -> Stream | None:
    """The form or the soft mask that an operator draws."""
    if operator not in {"Do", "gs"} or not operands or not isinstance(operands[0], Name):
        return None
    if operator == "Do":
        form = resources.dictionary("XObject").stream(operands[0])
        return form if form is not None and form.name("Subtype") == "Form" else None
    return resources.dictionary("ExtGState").dictionary(operands[0]).dictionary("SMask").stream("G")


def _identity(source: Dictionary) -> Ref | int:
    return source.ref if source.ref is not None else id(source)


def _own(source: Dictionary, outer: Dictionary) -> Dictionary:
    """Resources of its own, or those of what paints it, as old writers meant it (7.8.3)."""
    own = source.get("Resources")
    return own if isinstance(own, Dictionary) else outer


def _group(group: Dictionary | None) -> bytes:
    """A transparency group, without its colour space: blended on the plates."""
    if not group:
        return b""
    flags = b"".join(b"/%b true" % key.encode() for key in ("I", "K") if group.flag(key))
    return b"/Group<</S/Transparency" + flags + b">>"


def _pixels(length: float) -> int:
    return max(1, math.ceil(min(20_000.0, length))) if length > 0 else 1  # no number, where a matrix overflows
