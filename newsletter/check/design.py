"""What a layout should not do, as measured: type that is too small, text that does not stand out from its ground, lines
that are too short to be justified, pictures narrower than half a column; and ornaments that nothing uses."""

from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from newsletter.colour import PAPER, Cmyk
from newsletter.faces.book import FontBook
from newsletter.model.layout import Furniture, GridArea, Layout, PageTemplate, Slot, Style
from newsletter.problems import Problem, note, warning
from newsletter.render.inks import screen_colour
from newsletter.source import SourceSpan
from newsletter.units import PT, Mpt, share, to_mm

SMALLEST: Mpt = 7 * PT
CONTRAST: Final = 4.5
"""Of text and its ground (WCAG 2.2, 1.4.3), in the colours of proofs."""
SHORTEST: Final = 30
"""Characters of a justified line; below, ragged right is read better."""
_SAMPLE: Final = "Đảng bộ Khối các cơ quan tỉnh tổ chức các hoạt động kỷ niệm, viết bài gửi về Ban Biên tập đúng hạn"
_ROLES: Final = ("body", "list", "quotation", "poem", "title", "kicker", "deck", "byline", "crosshead", "drop-cap",
                 "caption", "credit", "pull-quote", "pull-quote-source", "box", "box-title", "table", "table-head",
                 "footnote", "jump")  # fmt: skip
_TEASER: Final = ("kicker", "teaser-title", "teaser")
"""What stands in slots."""
_FURNISHED: Final = {
    "contents": ("contents", "contents-title", "contents-page"),
    "imprint": ("imprint", "imprint-title"),
}


class Use(NamedTuple):
    """A style on its ground, and where that is."""

    style: Style
    ground: Cmyk
    template: str
    slot: str


def judge_design(layout: Layout, book: FontBook) -> Iterator[Problem]:
    yield from _small(layout)
    yield from _faint(layout)
    yield from _short(layout, book)
    yield from _slight(layout)
    yield from _unused(layout)


def _small(layout: Layout) -> Iterator[Problem]:
    for style in layout.styles.values():
        size = min(style.steps)
        if size < SMALLEST:
            yield warning("NL470", SourceSpan("styles.yaml"), style=style.name, size=size / PT, least=SMALLEST / PT)


def _faint(layout: Layout) -> Iterator[Problem]:
    told: set[tuple[Cmyk, Cmyk]] = set()
    for use in _uses(layout):
        found = contrast(use.style.colour, use.ground)
        if found < CONTRAST and (use.style.colour, use.ground) not in told:
            told.add((use.style.colour, use.ground))
            yield warning("NL471", _file(use.template), style=use.style.name, slot=use.slot, contrast=f"{found:.1f}",
                          least=CONTRAST)  # fmt: skip


def contrast(text: Cmyk, ground: Cmyk) -> float:
    """1 … 21, of the two as screens show them (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(ink: Cmyk) -> float:
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in screen_colour(ink))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _uses(layout: Layout) -> Iterator[Use]:
    """Text in slots and in furniture that has a ground of its own; what stands on a photo cannot be told."""
    for template in layout.templates.values():
        for slot in template.slots:
            behind = slot.ground or _panel(template, slot.area)
            for role in _TEASER if slot.teaser else _ROLES:
                style = layout.style(role, slot)
                if role == "drop-cap" and not slot.drop_cap:
                    continue
                yield Use(style, style.ground or behind, template.name, slot.name)
        for piece in template.furniture:
            behind = piece.colour or _panel(template, piece.area)
            for name in (*_FURNISHED.get(piece.kind, ()), *((piece.style,) if piece.kind == "label" else ())):
                style = layout.styles[name]
                yield Use(style, style.ground or behind, template.name, piece.kind)


def _panel(template: PageTemplate, area: GridArea) -> Cmyk:
    """The tint that lies under an area."""
    panels = [piece for piece in template.furniture if piece.kind == "panel" and _lies_on(area, piece)]
    return panels[-1].colour or PAPER if panels else PAPER


def _lies_on(area: GridArea, panel: Furniture) -> bool:
    """Whether an area begins on a panel."""
    of = panel.area
    return of.unit <= area.unit < of.unit + of.units and of.line <= area.line < of.line + of.lines


def _short(layout: Layout, book: FontBook) -> Iterator[Problem]:
    told: set[tuple[str, str, str]] = set()
    for template in layout.templates.values():
        for slot in template.slots:
            style = layout.style("body", slot)
            if style.align != "justify":
                continue
            face = book.face(style.face)
            each = face.shape(_SAMPLE).advance * style.size / face.upem / len(_SAMPLE)
            fits = round(_column(layout, slot) / each)
            if fits < SHORTEST and (template.name, slot.name, style.name) not in told:
                told.add((template.name, slot.name, style.name))
                yield warning("NL472", _file(template.name), slot=slot.name, style=style.name, characters=fits,
                              least=SHORTEST)  # fmt: skip


def _column(layout: Layout, slot: Slot) -> Mpt:
    """The narrowest column of a slot."""
    box = layout.area(slot.area, left=False)
    inner = box.width - 2 * slot.inset if slot.ground else box.width
    return min(share(inner - (slot.columns - 1) * slot.gutter, slot.columns))


def _slight(layout: Layout) -> Iterator[Problem]:
    """Pictures with a place of their own, and amid columns."""
    for template in layout.templates.values():
        for slot in template.slots:
            half = _column(layout, slot) // 2
            areas = [place.area for place in slot.photos if place.area]
            for area in chain(areas, (wrap.area for wrap in slot.wraps if wrap.takes == "photo")):
                width = layout.area(area, left=False).width
                if width < half:
                    yield warning("NL473", _file(template.name), slot=slot.name, width=f"{to_mm(width):.0f}",
                                  least=f"{to_mm(half):.0f}")  # fmt: skip


def _unused(layout: Layout) -> Iterator[Problem]:
    drawn = {layout.end_mark}
    for template in layout.templates.values():
        drawn |= {name for piece in template.furniture for name in (piece.ornament, piece.corner)}
    for name in layout.ornaments:
        if name not in drawn:
            yield note("NL474", SourceSpan("ornaments.yaml"), ornament=name)


def _file(template: str) -> SourceSpan:
    return SourceSpan(f"templates/{template}.yaml")
