"""A content stream written anew for each plate: the same operators with their colours replaced by the ink that stands on
that plate, as grey, white for none.

What overprint leaves alone on a plate is not painted on it, though it still clips; nor is white on a plate that nothing
has been painted on so far. Lines that are thinner than a pixel are drawn as light as they are thin.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from newsletter.pdf.objects import Dictionary, Name, Plain, Stream
from newsletter.pdf.syntax import operations
from newsletter.pdf.writing import real, written
from newsletter.preflight.tints import BLACK, CMYK, GREY, RGB, InkSpace, Tint, first, ink_space, on_plate

Matrix = tuple[float, float, float, float, float, float]


class Pattern(NamedTuple):
    """A pattern as a colour: its references, one for each plate; ``under`` is the colour of an uncoloured one, or tells
    the plates that a shading reaches."""

    refs: tuple[bytes, ...]
    under: Tint | None


Paint = Tint | Pattern | None
"""None: as it comes, in a glyph of Type 3 or an uncoloured pattern, which sets no colour."""


class Shown(NamedTuple):
    """What is in force in the content being written: operators of both colours, and the mode of text."""

    fill: bytes = b""
    stroke: bytes = b""
    text: int = -1


class State(NamedTuple):
    """The graphics state, as far as plates go."""

    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: InkSpace = GREY
    stroke_space: InkSpace = GREY
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    text: int = 0
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    width: float = 1.0
    alpha: float = 1.0
    """Of lines, both."""


class Ink(NamedTuple):
    """A colour on one plate: its operator, empty where overprint leaves the plate alone or nothing is to be set."""

    operator: bytes
    seen: bool
    white: bool


@lru_cache(maxsize=4096)
def ink(colour: Tint, plate: str, overprint: tuple[bool, int], stroke: bool) -> Ink:
    share = on_plate(colour, plate, *overprint)
    if share is None:
        return Ink(b"", seen=False, white=False)
    return Ink(real(1 - share) + (b" G" if stroke else b" g"), seen=True, white=share == 0)


def multiplied(one: Matrix, other: Matrix) -> Matrix:
    """``one``, then ``other`` (8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


_FIXED: Final = {operator: operator.encode() for operator in "h W W* n BT ET T* EMC".split()}
"""Operators without operands that speak of no ink."""
_NUMERIC: Final = {
    **{operator: b"%.5f " * count + operator.encode() for operator, count in
       {"M": 1, "i": 1, "Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Ts": 1, "Td": 2, "TD": 2, "v": 4, "y": 4, "c": 6,
        "Tm": 6, "d0": 2, "m": 2, "l": 2}.items()},
    "J": b"%d J",
    "j": b"%d j",
}  # fmt: skip
"""Those with numbers alone, as they are written."""
_RECTANGLE: Final = b"%.5f %.5f m %.5f %.5f l %.5f %.5f l %.5f %.5f l %.5f %.5f l h"
_OTHER: Final = frozenset(("d", "BMC", "BDC", "MP", "DP"))
_PAINTING: Final[dict[str, tuple[str, str, str, str]]] = {
    # with both colours, with the fill alone, with the stroke alone, with neither
    "f": ("f", "f", "n", "n"),
    "F": ("f", "f", "n", "n"),
    "f*": ("f*", "f*", "n", "n"),
    "S": ("S", "n", "S", "n"),
    "s": ("s", "n", "s", "n"),
    "B": ("B", "f", "S", "n"),
    "B*": ("B*", "f*", "S", "n"),
    "b": ("b", "f", "s", "n"),
    "b*": ("b*", "f*", "s", "n"),
}
_TRIFLE: Final = 0.0001
_SPENT: Final = 256
"""Operators after which their number is looked at."""
_STROKING: Final = frozenset(("S", "s", "B", "B*", "b", "b*"))
_THINNEST: Final = 1 / 24
"""Of a pixel: 0.01 mm, the finest spot of a platesetter, which a line of no width comes to (8.4.3.2)."""
_SHADES: Final = 64
_UNIT: Final = b"0 0 m 0.5 0.0001 l 1 0 l 1 1 l 0 1 l h W n"
"""Clips an image to its own square, since pdfium draws it in whole pixels."""
_TEXT_FILLS, _TEXT_STROKES, _TEXT_UNSEEN, _TEXT_CLIPS = (0, 2), (1, 2), 3, 4
"""Rendering modes (table 106): with 4 added, text clips too."""


class Films(Protocol):
    """What a content stream asks of the file that is being written: its resources anew, one reference for each plate,
    empty for what is not painted there."""

    plates: tuple[str, ...]
    inked: list[bool]
    """Whether anything but white has been painted so far, for each plate."""

    def spend(self, operators: int) -> bool: ...
    def colour(self, space: InkSpace, operands: Sequence[Plain]) -> Tint | None: ...

    scale: float
    """Pixels a point."""

    def graphics_state(self, source: Dictionary) -> bytes: ...
    def line_alpha(self, alpha: float) -> bytes: ...
    def font(self, fonts: Dictionary, font: str) -> tuple[bytes, ...]: ...
    def form(self, source: Stream, state: State, resources: Dictionary) -> tuple[bytes, ...]: ...
    def pattern(self, source: Dictionary, under: Tint | None, resources: Dictionary) -> Pattern | None: ...
    def shading(self, source: Dictionary, resources: Dictionary) -> Pattern | None: ...
    def image(self, source: Stream, state: State, resources: Dictionary) -> tuple[bytes, ...]: ...


class Walk:
    """One content stream being written anew. ``bare`` contents set no colours (uncoloured patterns); a ``glyph`` begins
    with the colour and the mode of the text."""

    def __init__(
        self, films: Films, resources: Dictionary, state: State, *, bare: bool = False, glyph: bool = False
    ) -> None:
        self.films, self.resources, self.state, self.bare = films, resources, state, bare
        self.out: list[list[bytes]] = [[] for _ in films.plates]
        self.shown = [Shown(text=0 if glyph else -1)] * len(films.plates)
        self.seen = [(True, True)] * len(films.plates)
        self.inking = False
        self.stack: list[tuple[State, list[Shown]]] = []
        self.used: dict[str, dict[bytes, tuple[bytes, ...]]] = {}
        self.fonts: dict[str, None] = {}
        self.start: tuple[float, ...] = ()
        """Where the figure begins whose first line is not drawn yet."""

    def run(self, content: bytes) -> None:
        """Writes the stream to its end; what is nested wrongly in it is put right."""
        number = 0
        self.settle()
        for operator, operands, number in operations(content, no_report):
            if number % _SPENT == 0 and not self.films.spend(_SPENT):
                break
            if operator in _HANDLERS:
                _HANDLERS[operator](self, operator, operands)
            elif operator in _NUMERIC:
                self.put(_NUMERIC[operator] % tuple(operands))
            elif operator in _FIXED:
                self.put(_FIXED[operator])
            elif operator in _PAINTING:
                self.paint(operator)
            elif operator in _OTHER:
                self.write(operator, operands)
        self.films.spend(number % _SPENT)
        for out in self.out:
            out.extend([b"Q"] * len(self.stack))

    def write(self, operator: str, operands: Sequence[Plain]) -> None:
        self.put(b" ".join([*map(written, operands), operator.encode()]))

    def put(self, piece: bytes) -> None:
        for out in self.out:
            out.append(piece)

    def settle(self) -> None:
        """Puts colours and text mode in force as the state now asks, and notes what is seen on each plate."""
        state, films = self.state, self.films
        self.inking = False
        for place, plate in enumerate(films.plates):
            clean = not films.inked[place]
            fill = self.ink(state.fill, place, plate, stroke=False)
            stroke = self.ink(state.stroke, place, plate, stroke=True)
            fills = fill.seen and not (clean and fill.white)
            strokes = stroke.seen and not (clean and stroke.white)
            self.seen[place] = (fills, strokes)
            self.inking = self.inking or (clean and (fills or strokes))
            self.force(place, Shown(fill.operator, stroke.operator, _text_mode(state.text, fills, strokes)))

    def force(self, place: int, wanted: Shown) -> None:
        before, out = self.shown[place], self.out[place]
        fill, stroke = wanted.fill or before.fill, wanted.stroke or before.stroke
        if fill != before.fill:
            out.append(fill)
        if stroke != before.stroke:
            out.append(stroke)
        if wanted.text != before.text:
            out.append(b"%d Tr" % wanted.text)
        self.shown[place] = Shown(fill, stroke, wanted.text)

    def ink(self, paint: Paint, place: int, plate: str, stroke: bool) -> Ink:
        over = (self.state.over_stroke if stroke else self.state.over_fill, self.state.mode)
        if isinstance(paint, Tint):
            return ink(paint, plate, over, stroke)
        if paint is None:
            return Ink(b"", seen=True, white=False)
        known = self.use("Pattern", paint.refs)
        seen = bool(paint.refs[place]) and (paint.under is None or ink(paint.under, plate, over, stroke).seen)
        operators = b"/Pattern CS %b SCN" if stroke else b"/Pattern cs %b scn"
        return Ink(operators % known if seen else b"", seen=seen, white=False)

    def use(self, kind: str, refs: tuple[bytes, ...]) -> bytes:
        """The name of a resource in the new contents."""
        known = self.used.setdefault(kind, {})
        for written_name, others in known.items():
            if others == refs:
                return written_name
        new = b"/%b%d" % (kind[:1].encode(), len(known))
        known[new] = refs
        return new

    def mark(self) -> None:
        """Something is painted: from now on white is seen on the plates that got ink."""
        if self.inking:
            for place in range(len(self.out)):
                if any(self.seen[place]):
                    self.films.inked[place] = True
            self.settle()

    def paint(self, operator: str) -> None:
        choices = _PAINTING[operator]
        thin = self.thin() if operator in _STROKING else 1.0
        if thin < 1:
            self.through(thin)
        for out, (fills, strokes) in zip(self.out, self.seen, strict=True):
            out.append(choices[(0 if fills else 2) + (0 if strokes else 1)].encode())
        if thin < 1:
            self.through(1.0)
        self.mark()

    def thin(self) -> float:
        """The width of a line in pixels where it is less than one: pdfium draws it as wide as a pixel, so it is made
        as light as it is thin."""
        a, b, c, d, _, _ = self.state.matrix
        pixel = self.films.scale * (math.hypot(a, b) + math.hypot(c, d)) / 2
        width = self.state.width * pixel
        return max(_THINNEST, round(width * _SHADES) / _SHADES) if width < 1 else 1.0

    def through(self, share: float) -> None:
        """Lines are drawn with a share of their alpha from now on."""
        alpha = self.films.line_alpha(share * self.state.alpha)
        self.place((alpha,) * len(self.out), "ExtGState", b"gs")

    def place(self, refs: tuple[bytes, ...], kind: str, operator: bytes, clip: bytes = b"") -> None:
        """Forms, images, shadings and graphics states, where they are used."""
        known = self.use(kind, refs)
        piece = known + b" " + operator
        for out, ref in zip(self.out, refs, strict=True):
            if ref:
                out.append(b"q %b %b Q" % (clip, piece) if clip else piece)


def no_report(_kind: str, _number: int, _detail: str) -> None:
    """What is wrong with a content stream, the interpreter says."""


def _text_mode(mode: int, fills: bool, strokes: bool) -> int:
    """The rendering mode that shows what is seen."""
    kind = mode & 3
    filled, stroked = fills and kind in _TEXT_FILLS, strokes and kind in _TEXT_STROKES
    return {(True, False): 0, (False, True): 1, (True, True): 2}.get(
        (filled, stroked), _TEXT_UNSEEN
    ) | mode & _TEXT_CLIPS


# pdfium draws what it knows for a rectangle in whole pixels, up to one too many on each side. A corner more, a trifle
# beside the middle of the first line of every figure, and it is drawn in its true size.


def _begin(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    walk.start = _numbers(operands)
    walk.put(_NUMERIC[operator] % walk.start)


def _line(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    end = _numbers(operands)
    if walk.start:
        (x, y), (to_x, to_y) = walk.start, end
        walk.start = ()
        beside = ((x + to_x) / 2 - (to_y - y) * _TRIFLE, (y + to_y) / 2 + (to_x - x) * _TRIFLE)
        walk.put(_NUMERIC[operator] % beside)
    walk.put(_NUMERIC[operator] % end)


def _rectangle(walk: Walk, _operator: str, operands: Sequence[Plain]) -> None:
    x, y, width, height = _numbers(operands)
    right, top = x + width, y + height
    walk.start = ()
    walk.put(_RECTANGLE % (x, y, right, y, right, top, x, top, x + width * _TRIFLE, y + height / 2))


def _numbers(operands: Sequence[Plain]) -> tuple[float, ...]:
    return tuple(float(value) for value in operands if isinstance(value, int | float))


def _width(walk: Walk, _operator: str, operands: Sequence[Plain]) -> None:
    (width,) = _numbers(operands)
    walk.state = walk.state._replace(width=abs(width))
    walk.put(b"%.5f w" % width)


def _save(walk: Walk, _operator: str, _operands: Sequence[Plain]) -> None:
    walk.stack.append((walk.state, list(walk.shown)))
    for out in walk.out:
        out.append(b"q")


def _restore(walk: Walk, _operator: str, _operands: Sequence[Plain]) -> None:
    if walk.stack:
        walk.state, walk.shown = walk.stack.pop()
        for out in walk.out:
            out.append(b"Q")
        walk.settle()


def _move(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    matrix = matrix_of(operands)
    if matrix:
        walk.state = walk.state._replace(matrix=multiplied(matrix, walk.state.matrix))
        walk.write(operator, operands)


def _graphics_state(walk: Walk, _operator: str, operands: Sequence[Plain]) -> None:
    source = _resource(walk, "ExtGState", operands)
    if not isinstance(source, Dictionary):
        return
    state = walk.state
    stroke = source.flag("OP", state.over_stroke)
    fill = source.flag("op", stroke if "OP" in source else state.over_fill)
    walk.state = state._replace(
        over_fill=fill,
        over_stroke=stroke,
        mode=source.whole("OPM", state.mode),
        width=source.number("LW", state.width),
        alpha=source.number("CA", state.alpha),
    )
    walk.place((walk.films.graphics_state(source),) * len(walk.out), "ExtGState", b"gs")
    walk.settle()


_DEVICES: Final = {"g": GREY, "rg": RGB, "k": CMYK}


def _device_colour(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    space = _DEVICES[operator.lower()]
    _set(walk, space, walk.films.colour(space, operands), stroke=operator.isupper())


def _space(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    space = ink_space(operands[0], walk.resources) if operands else None
    if space is not None:
        _set(walk, space, walk.films.colour(space, first(space)), stroke=operator == "CS")


def _colour(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    stroke = operator.isupper()
    space = walk.state.stroke_space if stroke else walk.state.fill_space
    if space.kind != "pattern":
        _set(walk, space, walk.films.colour(space, operands), stroke=stroke)
        return
    source = _resource(walk, "Pattern", operands)
    under = walk.films.colour(space.base, operands[:-1]) if space.base else None
    if isinstance(source, Dictionary):
        _set(walk, space, walk.films.pattern(source, under, walk.resources), stroke=stroke)


def _set(walk: Walk, space: InkSpace, paint: Paint, stroke: bool) -> None:
    """A colour of either kind; what makes no sense leaves the one before in force."""
    if walk.bare:
        return
    before = walk.state
    if stroke:
        walk.state = before._replace(stroke_space=space, stroke=paint or before.stroke)
    else:
        walk.state = before._replace(fill_space=space, fill=paint or before.fill)
    if (walk.state.fill, walk.state.stroke) != (before.fill, before.stroke):
        walk.settle()


def _text_rendering(walk: Walk, _operator: str, operands: Sequence[Plain]) -> None:
    mode = operands[0] if operands else None
    if isinstance(mode, int) and 0 <= mode <= 7:
        walk.state = walk.state._replace(text=mode)
        walk.settle()


def _font(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    if operands and isinstance(operands[0], Name):
        walk.fonts[operands[0]] = None
        walk.films.font(walk.resources.dictionary("Font"), operands[0])
        walk.write(operator, operands)
        walk.settle()


def _show(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    walk.write(operator, operands)
    if walk.state.text & 3 != _TEXT_UNSEEN:
        walk.mark()


def _draw(walk: Walk, _operator: str, operands: Sequence[Plain]) -> None:
    source = _resource(walk, "XObject", operands)
    if not isinstance(source, Stream):
        return
    if source.name("Subtype") == "Form":
        refs = walk.films.form(source, walk.state, walk.resources)
        walk.place(refs, "XObject", b"Do")
        walk.settle()
    elif source.name("Subtype") == "Image":
        _picture(walk, source)


def _inline(walk: Walk, _operator: str, operands: Sequence[Plain]) -> None:
    if operands and isinstance(operands[0], Stream):
        _picture(walk, operands[0])


def _picture(walk: Walk, source: Stream) -> None:
    refs = walk.films.image(source, walk.state, walk.resources)
    if source.flag("ImageMask"):
        refs = tuple(ref if seen[0] else b"" for ref, seen in zip(refs, walk.seen, strict=True))
        walk.place(refs, "XObject", b"Do")
        walk.mark()
        return
    walk.place(refs, "XObject", b"Do", _UNIT)
    _painted(walk, refs)


def _shade(walk: Walk, _operator: str, operands: Sequence[Plain]) -> None:
    source = _resource(walk, "Shading", operands)
    shading = walk.films.shading(source, walk.resources) if isinstance(source, Dictionary) else None
    if shading is not None and shading.under is not None:
        over = (walk.state.over_fill, walk.state.mode)
        refs = tuple(
            ref if ink(shading.under, plate, over, stroke=False).seen else b""
            for ref, plate in zip(shading.refs, walk.films.plates, strict=True)
        )
        walk.place(refs, "Shading", b"sh")
        _painted(walk, refs)


def _painted(walk: Walk, refs: tuple[bytes, ...]) -> None:
    """White is seen from now on on the plates that got something."""
    fresh = [place for place, ref in enumerate(refs) if ref and not walk.films.inked[place]]
    for place in fresh:
        walk.films.inked[place] = True
    if fresh:
        walk.settle()


def _glyph(walk: Walk, operator: str, operands: Sequence[Plain]) -> None:
    """d1 begins a glyph that takes the colour of the text (9.6.5)."""
    walk.bare = True
    walk.write(operator, operands)


def _resource(walk: Walk, kind: str, operands: Sequence[Plain]) -> Plain:
    wanted = operands[-1] if operands else None
    return walk.resources.dictionary(kind).get(wanted) if isinstance(wanted, Name) else None


def matrix_of(operands: Sequence[Plain]) -> Matrix | None:
    numbers = [float(value) for value in operands if isinstance(value, int | float)]
    return (*numbers,) if len(numbers) == 6 else None  # type: ignore[return-value]


_Handler = Callable[[Walk, str, Sequence[Plain]], None]
_HANDLERS: Final[dict[str, _Handler]] = {
    "m": _begin,
    "l": _line,
    "re": _rectangle,
    "w": _width,
    "q": _save,
    "Q": _restore,
    "cm": _move,
    "gs": _graphics_state,
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), _device_colour),
    **dict.fromkeys(("cs", "CS"), _space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), _colour),
    "Tr": _text_rendering,
    "Tf": _font,
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _show),
    "Do": _draw,
    "BI": _inline,
    "sh": _shade,
    "d1": _glyph,
}
