"""Interprets the content of pages with its graphics state (ISO 32000-1, clause 8, tables 51 to 74) and yields what
it paints."""

from collections.abc import Iterator
from typing import Final, cast

from newsletter.pdf.document import Document, Page
from newsletter.pdf.images import image_of
from newsletter.pdf.marks import Box, Colour, Fault, ImageFacts, Mark
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Stream
from newsletter.pdf.pagetree import box_of
from newsletter.pdf.painter import SAVED_MOST, Frame, Operator, Painter, Shelf
from newsletter.pdf.paths import Path, around
from newsletter.pdf.showtext import TEXT, show_font
from newsletter.pdf.spaces import CMYK, GREY, RGB, Space
from newsletter.pdf.state import FAR, NOWHERE, matrix_of

SAVED_AT_ALL: Final = 10_000
"""q inside q that are kept; far more than any program writes."""
_DEVICE_KEYS: Final = ("TR", "TR2", "HT", "HTP", "BG", "BG2", "UCR", "UCR2")
_HARMLESS: Final = frozenset(("Default", "Identity"))


def marks_of(document: Document, page: Page, faults: list[Fault], shelf: Shelf | None = None) -> Iterator[Mark]:
    """Everything that a page paints, in order; what is wrong is added to ``faults``. Pages of one document share a
    shelf: what it keeps need not be worked out again, and the bounds hold for all of them together."""
    painter = Painter(document, page, faults, shelf or Shelf(), _TABLE)
    group = page.group
    if group is not None and group.name("S") == "Transparency":
        painter.groups = (painter.family(group.get("CS")),)
    data = b"\n".join(painter.decoded(stream) for stream in page.contents)
    painter.run(data, Frame(page.resources, (), painter.state.matrix))
    return iter(painter.marks)


def _float(value: Plain) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _floats(operands: list[Plain]) -> list[float]:
    """Operands of an operator that takes numbers alone: the tokenizer has tried their types."""
    return cast("list[float]", operands)


# Special graphics state (table 57).


def _save(painter: Painter, _operands: list[Plain]) -> None:
    saved = painter.frame.saved
    if len(saved) == SAVED_MOST:
        painter.fault("nesting", "q")
    if len(saved) < SAVED_AT_ALL:
        saved.append(painter.state.copy())


def _restore(painter: Painter, _operands: list[Plain]) -> None:
    if painter.frame.saved:
        painter.state = painter.frame.saved.pop()
    else:
        painter.fault("balance", "Q")


def _concatenate(painter: Painter, operands: list[Plain]) -> None:
    painter.state.matrix = matrix_of(_floats(operands)).after(painter.state.matrix)


def _line_width(painter: Painter, operands: list[Plain]) -> None:
    painter.state.line_width = abs(_float(operands[0]))


# ExtGState (table 58).


def _apply(painter: Painter, operands: list[Plain]) -> None:
    found = painter.resource("ExtGState", str(operands[0]))
    if found is None:
        return
    state = painter.state
    state.line_width = abs(found.number("LW", state.line_width))
    state.stroke_overprint = found.flag("OP", state.stroke_overprint)
    state.fill_overprint = found.flag("op", found.flag("OP", state.fill_overprint))
    state.overprint_mode = found.whole("OPM", state.overprint_mode)
    state.stroke_alpha = found.number("CA", state.stroke_alpha)
    state.fill_alpha = found.number("ca", state.fill_alpha)
    if "BM" in found:
        state.blend = _blend(found["BM"])
    if "SMask" in found:
        state.soft_mask = isinstance(found["SMask"], Dictionary)
    for key in _DEVICE_KEYS:
        if key in found:
            others = tuple(entry for entry in state.device if entry != key)
            harmless = isinstance(found[key], Name) and found[key] in _HARMLESS
            state.device = others if harmless else (*others, key)
    font = found.array("Font")
    if len(font) == 2:
        show_font(painter, font[0], _float(font[1]))


def _blend(value: Plain) -> str:
    """The mode, or the first of an array of them; Compatible is Normal (table 136)."""
    if isinstance(value, Array):
        value = value[0] if len(value) else None
    return "Normal" if not isinstance(value, Name) or value == "Compatible" else str(value)


# Paths (tables 59 to 61).


def _move(painter: Painter, operands: list[Plain]) -> None:
    x, y = _floats(operands)
    painter.frame.path.move(x, y, painter.state.matrix)


def _line(painter: Painter, operands: list[Plain]) -> None:
    x, y = _floats(operands)
    if not painter.frame.path:
        painter.fault("place", "l")
    painter.frame.path.line(x, y, painter.state.matrix)


def _curve(painter: Painter, operands: list[Plain]) -> None:
    if not painter.frame.path:
        painter.fault("place", "c")
    painter.frame.path.curve(_floats(operands), painter.state.matrix)


def _rectangle(painter: Painter, operands: list[Plain]) -> None:
    painter.frame.path.rectangle(_floats(operands), painter.state.matrix)


def _close(painter: Painter, _operands: list[Plain]) -> None:
    painter.frame.path.close()


def _clip(painter: Painter, _operands: list[Plain]) -> None:
    painter.frame.clipping = True


def _painting(*, fill: bool, stroke: bool) -> Operator:
    """An operator that paints the path, and ends it."""

    def paint(painter: Painter, _operands: list[Plain]) -> None:
        frame, state = painter.frame, painter.state
        parts = frame.path.finish()
        frame.path = Path()
        if fill:
            for part in parts:
                seen = painter.mark("fill", part.box, width=part.short)
                _under(painter, seen, stroke=False)
        if stroke:
            width = min(state.line_width * state.matrix.scale, FAR)
            for part in parts:
                seen = painter.mark("stroke", _outset(part.box, width / 2), stroke=True, width=width)
                _under(painter, seen, stroke=True)
        if frame.clipping:
            frame.clipping = False
            whole = around(parts)
            if whole is None:
                state.clip = NOWHERE
            else:
                state.cut(whole)

    return paint


def _outset(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by)


def _under(painter: Painter, seen: Box | None, *, stroke: bool) -> None:
    """What a pattern paints in the area that it fills."""
    pattern = painter.state.stroke_pattern if stroke else painter.state.fill_pattern
    if pattern is not None and seen is not None:
        painter.tile(pattern, seen, stroke)


# Colour (table 74).


def _space(*, stroke: bool) -> Operator:
    def choose(painter: Painter, operands: list[Plain]) -> None:
        space = painter.shelf.spaces.named(str(operands[0]), painter.frame.resources, painter.fault)
        _set(painter, space, list(space.initial), None, stroke=stroke)

    return choose


def _device(space: Space, *, stroke: bool) -> Operator:
    def choose(painter: Painter, operands: list[Plain]) -> None:
        held = painter.frame.resources.dictionary("ColorSpace")
        used = painter.shelf.spaces.named(space.family, painter.frame.resources, painter.fault) if held else space
        _set(painter, used, _floats(operands), None, stroke=stroke)

    return choose


def _colour(*, stroke: bool) -> Operator:
    def choose(painter: Painter, operands: list[Plain]) -> None:
        state = painter.state
        space = state.stroke_space if stroke else state.fill_space
        pattern: Dictionary | None = None
        numbers = operands
        if operands and isinstance(operands[-1], Name):
            pattern = painter.resource("Pattern", operands[-1])
            numbers = operands[:-1]
        is_pattern = space.family == "Pattern"
        if is_pattern == (pattern is None) or (not is_pattern and len(numbers) != space.size):
            painter.fault("operands", "SCN" if stroke else "scn")
        _set(painter, space, [_float(number) for number in numbers], pattern, stroke=stroke)

    return choose


def _set(painter: Painter, space: Space, numbers: list[float], pattern: Dictionary | None, *, stroke: bool) -> None:
    """Sets space, colour and pattern together; ignored where the caller's colour counts (8.7.3.3, 9.6.5)."""
    if not painter.frame.coloured:
        return
    if space.family == "Pattern":
        colour = _pattern_colour(painter, space, numbers, pattern)
    else:
        colour = painter.shelf.spaces.colour(space, numbers)
    state = painter.state
    if stroke:
        state.stroke_space, state.stroke, state.stroke_pattern = space, colour, pattern
    else:
        state.fill_space, state.fill, state.fill_pattern = space, colour, pattern


def _pattern_colour(painter: Painter, space: Space, numbers: list[float], pattern: Dictionary | None) -> Colour:
    """Of a shading its space stands under Pattern, of an uncoloured pattern the space and the components given."""
    if pattern is not None and pattern.whole("PatternType") == 2:
        under = painter.shelf.spaces.of(
            pattern.dictionary("Shading").get("ColorSpace"), painter.frame.resources, painter.fault
        )
        return Colour(("Pattern", *under.spaces), under.names)
    return Colour(space.spaces, space.names, tuple(numbers))


# Shadings and XObjects (tables 77, 87).


def _shade(painter: Painter, operands: list[Plain]) -> None:
    shading = painter.resource("Shading", str(operands[0]))
    if shading is None:
        return
    space = painter.shelf.spaces.of(shading.get("ColorSpace"), painter.frame.resources, painter.fault)
    bounds = box_of(shading.get("BBox"))
    box = painter.state.matrix.box(bounds) if bounds else painter.state.clip
    painter.mark("shading", box, colour=Colour(space.spaces, space.names))


def _paint_xobject(painter: Painter, operands: list[Plain]) -> None:
    name = str(operands[0])
    found = painter.resource("XObject", name)
    if found is None:
        return
    hides, layer = painter.layer(found.get("OC"))
    painter.hidden += hides
    if layer:
        painter.layers.append(layer)
    match found.name("Subtype"):
        case "Image" if isinstance(found, Stream):
            _paint_image(painter, found, name)
        case "Form" if isinstance(found, Stream):
            painter.form(found, name)
        case "PS":
            painter.fault("postscript", name)
        case _:
            painter.fault("resource", name)
    if layer:
        painter.layers.pop()
    painter.hidden -= hides


def _inline_image(painter: Painter, operands: list[Plain]) -> None:
    if isinstance(operands[0], Stream):
        _paint_image(painter, operands[0], "BI")


def _paint_image(painter: Painter, image: Stream, name: str) -> None:
    """The unit square, with the image in it (8.9.5)."""
    matrix = painter.state.matrix
    box = matrix.box((0.0, 0.0, 1.0, 1.0))
    unit = painter.page.user_unit / 72
    colour, facts = _image(painter, image)
    placed = facts._replace(
        ppi=(facts.width / max(matrix.across * unit, 1e-6), facts.height / max(matrix.up * unit, 1e-6)),
        inline=name == "BI",
    )
    if facts.stencil:
        _under(painter, painter.mark("mask", box, image=placed, inner=name), stroke=False)
    else:
        painter.mark("image", box, image=placed, colour=colour, inner=name)


def _image(painter: Painter, image: Stream) -> tuple[Colour, ImageFacts]:
    """Facts of an image, worked out once for each."""
    shelf = painter.shelf
    if image.ref is not None and image.ref in shelf.images:
        return shelf.images[image.ref]
    found = image_of(image, painter.frame.resources, shelf.spaces, painter.fault, counted=shelf.samples > 0)
    shelf.samples -= found[1].width * found[1].height * 4
    if image.ref is not None:
        shelf.images[image.ref] = found
    return found


# Marked content (table 320).


def _begin_marked(painter: Painter, operands: list[Plain]) -> None:
    hides, name = False, ""
    if len(operands) == 2 and operands[0] == "OC" and isinstance(operands[1], Name):
        hides, name = painter.layer(painter.resource("Properties", operands[1]))
    painter.frame.marked.append((hides, name))
    painter.hidden += hides
    if name:
        painter.layers.append(name)


def _end_marked(painter: Painter, _operands: list[Plain]) -> None:
    if not painter.frame.marked:
        painter.fault("balance", "EMC")
        return
    hides, name = painter.frame.marked.pop()
    painter.hidden -= hides
    if name:
        painter.layers.pop()


def _closing(paint: Operator) -> Operator:
    def close_and_paint(painter: Painter, operands: list[Plain]) -> None:
        painter.frame.path.close()
        paint(painter, operands)

    return close_and_paint


_FILL: Final = _painting(fill=True, stroke=False)
_STROKE: Final = _painting(fill=False, stroke=True)
_BOTH: Final = _painting(fill=True, stroke=True)

_TABLE: Final[dict[str, Operator]] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "w": _line_width,
    "gs": _apply,
    "m": _move,
    "l": _line,
    **dict.fromkeys(("c", "v", "y"), _curve),
    "re": _rectangle,
    "h": _close,
    **dict.fromkeys(("W", "W*"), _clip),
    "n": _painting(fill=False, stroke=False),
    **dict.fromkeys(("f", "F", "f*"), _FILL),
    "S": _STROKE,
    "s": _closing(_STROKE),
    **dict.fromkeys(("B", "B*"), _BOTH),
    **dict.fromkeys(("b", "b*"), _closing(_BOTH)),
    "CS": _space(stroke=True),
    "cs": _space(stroke=False),
    **dict.fromkeys(("SC", "SCN"), _colour(stroke=True)),
    **dict.fromkeys(("sc", "scn"), _colour(stroke=False)),
    "G": _device(GREY, stroke=True),
    "g": _device(GREY, stroke=False),
    "RG": _device(RGB, stroke=True),
    "rg": _device(RGB, stroke=False),
    "K": _device(CMYK, stroke=True),
    "k": _device(CMYK, stroke=False),
    "sh": _shade,
    "Do": _paint_xobject,
    "BI": _inline_image,
    **dict.fromkeys(("BMC", "BDC"), _begin_marked),
    "EMC": _end_marked,
    **TEXT,
}
