"""Operators of text (ISO 32000-1, 9.3, 9.4): a mark for each that shows a string, with the box of its glyphs'
advances."""

from typing import Final

from newsletter.pdf.fonts import Font, font_of
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Array, Dictionary, Plain
from newsletter.pdf.painter import Frame, Operator, Painter
from newsletter.pdf.state import Matrix, matrix_of

GLYPHS_MOST: Final = 256
"""Glyphs of one font of type 3 that are run on one page."""


def show_font(painter: Painter, value: Plain, size: float) -> None:
    """Sets the font of the state; each font of a document is worked out once."""
    if not isinstance(value, Dictionary):
        return
    shelf = painter.shelf
    font = shelf.fonts.get(value.ref) if value.ref is not None else None
    if font is None:
        font = font_of(value, painter.fault)
        if value.ref is not None:
            shelf.fonts[value.ref] = font
    painter.state.font, painter.state.size = font, size


def _float(value: Plain) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _select(painter: Painter, operands: list[Plain]) -> None:
    found = painter.resource("Font", str(operands[0]))
    painter.state.font = None
    if found is not None:
        show_font(painter, found, _float(operands[1]))


def _setting(entry: str, factor: float = 1.0) -> Operator:
    def choose(painter: Painter, operands: list[Plain]) -> None:
        setattr(painter.state, entry, _float(operands[0]) * factor)

    return choose


def _mode(painter: Painter, operands: list[Plain]) -> None:
    mode = int(_float(operands[0]))
    if not 0 <= mode <= 7:
        painter.fault("operands", "Tr")
    painter.state.text_mode = mode if 0 <= mode <= 7 else 0


# Text objects and places (tables 107, 108).


def _begin(painter: Painter, _operands: list[Plain]) -> None:
    frame = painter.frame
    if frame.in_text:
        painter.fault("place", "BT")
    frame.in_text = True
    frame.text = frame.line = Matrix()
    frame.text_clip = []


def _end(painter: Painter, _operands: list[Plain]) -> None:
    frame = painter.frame
    if not frame.in_text:
        painter.fault("place", "ET")
    frame.in_text = False
    if frame.text_clip:
        boxes, frame.text_clip = frame.text_clip, []
        painter.state.cut(
            Box(
                min(box.x0 for box in boxes),
                min(box.y0 for box in boxes),
                max(box.x1 for box in boxes),
                max(box.y1 for box in boxes),
            )
        )


def _next_line(painter: Painter, x: float, y: float) -> None:
    frame = painter.frame
    frame.text = frame.line = Matrix(1.0, 0.0, 0.0, 1.0, x, y).after(frame.line)


def _move(painter: Painter, operands: list[Plain]) -> None:
    _next_line(painter, _float(operands[0]), _float(operands[1]))


def _move_leading(painter: Painter, operands: list[Plain]) -> None:
    painter.state.leading = -_float(operands[1])
    _move(painter, operands)


def _matrix(painter: Painter, operands: list[Plain]) -> None:
    painter.frame.text = painter.frame.line = matrix_of([_float(operand) for operand in operands])


def _new_line(painter: Painter, _operands: list[Plain]) -> None:
    _next_line(painter, 0.0, -painter.state.leading)


# Showing (table 109).


def _show(painter: Painter, operands: list[Plain]) -> None:
    _show_all(painter, operands, "Tj")


def _show_array(painter: Painter, operands: list[Plain]) -> None:
    array = operands[0]
    _show_all(painter, list(array) if isinstance(array, Array) else [], "TJ")


def _show_next(painter: Painter, operands: list[Plain]) -> None:
    _new_line(painter, [])
    _show_all(painter, operands, "'")


def _show_spaced(painter: Painter, operands: list[Plain]) -> None:
    painter.state.word_space = _float(operands[0])
    painter.state.character_space = _float(operands[1])
    _new_line(painter, [])
    _show_all(painter, operands[2:], '"')


def _show_all(painter: Painter, items: list[Plain], operator: str) -> None:
    """Strings and, between them, numbers that move by thousandths of the size. The text matrix moves on by all of
    it."""
    state, frame = painter.state, painter.frame
    font = state.font
    if not frame.in_text:
        painter.fault("place", operator)
    if font is None:
        painter.fault("place", "Tf")
        return
    lacking: list[int] = []
    along = low = high = 0.0
    shown = False
    for item in items:
        if isinstance(item, bytes):
            part = font.show(item)
            shown = shown or part.glyphs > 0
            lacking.extend(part.lacking)
            here = along
            along += part.advance * state.size + state.character_space * part.glyphs + state.word_space * part.spaces
            low, high = min(low, here, along), max(high, here, along)
        elif isinstance(item, int | float):
            along -= item / 1000 * state.size
        else:
            painter.fault("operands", operator)
    if font.glyphs is not None:
        _run_glyphs(painter, font, [item for item in items if isinstance(item, bytes)])
    if shown:
        _mark(painter, font, (low, high), tuple(sorted(set(lacking))))
    step = (0.0, along) if font.vertical else (along * state.horizontal, 0.0)
    frame.text = Matrix(1.0, 0.0, 0.0, 1.0, *step).after(frame.text)


def _mark(painter: Painter, font: Font, reach: tuple[float, float], lacking: tuple[int, ...]) -> None:
    """The marks of what has been shown: filled, stroked, both or neither (table 106)."""
    state = painter.state
    matrix = painter.frame.text.after(state.matrix)
    low, high = reach
    if font.vertical:
        box = matrix.box((-state.size / 2, low, state.size / 2, high))
    else:
        bottom, top = (state.rise + edge * state.size for edge in (font.descent, font.ascent))
        box = matrix.box((low * state.horizontal, bottom, high * state.horizontal, top))
    size, mode = abs(state.size) * matrix.up, state.text_mode
    facts = font.facts
    if mode in {0, 2, 4, 6}:
        seen = painter.mark("text", box, size=size, font=facts, lacking=lacking)
        if state.fill_pattern is not None and seen is not None:
            painter.tile(state.fill_pattern, seen, stroke=False)
    if mode in {1, 2, 5, 6}:
        width = state.line_width * state.matrix.scale
        painter.mark("text", box, stroke=True, width=width, size=size, font=facts, lacking=lacking)
    if mode in {3, 7}:
        painter.mark("text", box, visible=False, size=size, font=facts, lacking=lacking)
    if mode >= 4:
        painter.frame.text_clip.append(box)


def _run_glyphs(painter: Painter, font: Font, strings: list[bytes]) -> None:
    """Glyphs of a font of type 3 are content streams (9.6.5); each is run once on a page, where it is first shown."""
    if font.glyphs is None or painter.state.text_mode == 3:
        return
    state, outer = painter.state, painter.frame
    matrix = Matrix(state.size * state.horizontal, 0.0, 0.0, state.size, 0.0, state.rise)
    for code in dict.fromkeys(b"".join(strings)):
        glyph = font.glyphs.stream(code)
        key = (id(font), code)
        if glyph is None or key in painter.patterns or len(painter.patterns) > GLYPHS_MOST * 20:
            continue
        painter.patterns.add(key)
        if not painter.enter(glyph, font.facts.name):
            continue
        inner = painter.state = state.copy()
        inner.matrix = font.glyphs.matrix.after(matrix).after(outer.text).after(state.matrix)
        inner.text_mode = 0
        resources = font.glyphs.resources or outer.resources
        painter.run(
            painter.decoded(glyph),
            Frame(
                resources,
                (*outer.chain, font.facts.name or "Type3"),
                inner.matrix,
                coloured=outer.coloured,
                tiled=outer.tiled,
            ),
        )
        painter.state = state
        painter.leave()


def _glyph_colourless(painter: Painter, _operands: list[Plain]) -> None:
    """d1: the glyph is a shape, painted in the colour of the text."""
    painter.frame.coloured = False


def _nothing(_painter: Painter, _operands: list[Plain]) -> None:
    """d0: the glyph brings its colours; the advance stands in the font's Widths."""


TEXT: Final[dict[str, Operator]] = {
    "BT": _begin,
    "ET": _end,
    "Tc": _setting("character_space"),
    "Tw": _setting("word_space"),
    "Tz": _setting("horizontal", 0.01),
    "TL": _setting("leading"),
    "Ts": _setting("rise"),
    "Tr": _mode,
    "Tf": _select,
    "Td": _move,
    "TD": _move_leading,
    "Tm": _matrix,
    "T*": _new_line,
    "Tj": _show,
    "TJ": _show_array,
    "'": _show_next,
    '"': _show_spaced,
    "d0": _nothing,
    "d1": _glyph_colourless,
}
