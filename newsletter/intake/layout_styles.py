"""Colours and styles of a layout: names become inks and faces, every default is settled."""

import re
from typing import NamedTuple

from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.intake.layout_form import LayoutForm, StretchForm, StyleForm
from newsletter.intake.layout_like import inherit, merged
from newsletter.intake.scalars import nearest
from newsletter.intake.validate import key_place, place, validate
from newsletter.intake.yaml import MapNode
from newsletter.model.fonts import FontCatalogue, FontFamily
from newsletter.model.layout import FaceSpec, Stretch, Style
from newsletter.problems import Problem, error
from newsletter.source import SourceSpan
from newsletter.units import PT, Mpt, half_up

ROLES = (
    "body", "crosshead", "title", "kicker", "deck", "byline", "caption", "credit", "pull-quote", "pull-quote-source",
    "box-title", "box", "list", "quotation", "poem", "table", "table-head", "footnote", "jump", "drop-cap", "section",
    "running-head", "folio", "masthead-word", "masthead", "masthead-line", "occasion", "contents-title", "contents",
    "contents-page", "teaser-title", "teaser", "imprint", "imprint-title",
)  # fmt: skip
"""What every layout sets, one way or another: each has a style of its name."""
ON_GRID = ("body", "list", "quotation", "poem")
"""Roles whose lines stand one on each line of the grid."""
_TINTED = re.compile(r"(.+?)(?: +(\d{1,3}) ?%)?")


class Palette(NamedTuple):
    """The colours of a layout by name; black and paper are always there."""

    colours: dict[str, Cmyk]

    @classmethod
    def of(cls, form: LayoutForm) -> "Palette":
        inks = {name: Cmyk(*(half_up(part * 10) for part in parts)) for name, parts in form.colours.items()}
        return cls({"black": BLACK, "paper": PAPER} | inks)

    def find(self, written: str, at: SourceSpan, told: list[Problem]) -> Cmyk | None:
        """``deep-red``, ``deep-red 12%`` or ``none``."""
        if written == "none":
            return None
        match = _TINTED.fullmatch(written.strip())
        name, tint = (match[1], int(match[2] or 100)) if match else (written, 100)
        colour = self.colours.get(name)
        if colour is None or tint > 100:
            told.append(error("NL403", at, colour=written[:40], near=nearest(name, self.colours)))
            return None
        return colour if tint == 100 else colour.tint(tint * 10)


class Case(NamedTuple):
    """What a style may name: fonts of the layout, families of the catalogue."""

    fonts: dict[str, str]
    catalogue: FontCatalogue

    def family(self, name: str, at: SourceSpan, told: list[Problem]) -> FontFamily | None:
        known = self.catalogue.families
        found = known.get(self.fonts.get(name, name))
        if found is None:
            told.append(error("NL301", at, family=self.fonts.get(name, name)[:60], near=nearest(name, known)))
        return found


def read_styles(
    node: MapNode, form: LayoutForm, palette: Palette, catalogue: FontCatalogue, told: list[Problem]
) -> dict[str, Style]:
    """All styles that can be read; ``told`` gets what is wrong, roles without a style included."""
    nodes = {key.text: value for key, value in node.entries}
    told += [error("NL153", key.at, key=key.text, found="…") for key, value in node.entries
             if not isinstance(value, MapNode)]  # fmt: skip
    case = Case(form.fonts, catalogue)
    styles = {}
    for name, full in inherit(nodes, merged, told).items():
        read = validate(StyleForm, full._replace(at=key_place(node, name)))
        told += read.problems
        if read.value is not None:
            style = _style(name, read.value, full, palette, case, told)
            if style is not None:
                styles[name] = style
    lacking = [role for role in ROLES if role not in nodes]
    if lacking:
        told.append(error("NL410", node.at, roles=", ".join(lacking)))
    for role in ON_GRID:
        if role in styles:
            told += on_grid(styles[role], form.grid.baseline, place(node, role))
    return styles


def on_grid(style: Style, baseline: Mpt, at: SourceSpan) -> list[Problem]:
    """A text of many lines keeps the grid only where its line distance is that of the grid."""
    if style.leading == baseline:
        return []
    return [error("NL418", at, style=style.name, leading=f"{style.leading / PT:g}pt", baseline=f"{baseline / PT:g}pt")]


def _style(
    name: str, form: StyleForm, node: MapNode, palette: Palette, case: Case, told: list[Problem]
) -> Style | None:
    family = case.family(form.font, place(node, "font"), told)
    colour = palette.find(form.colour, place(node, "colour"), told)
    rule = palette.find(form.rule, place(node, "rule"), told)
    ground = palette.find(form.ground, place(node, "ground"), told)
    if family is None:
        return None
    sizes = tuple(sorted(set(form.size), reverse=True))
    plain = _face(form, family, sizes[0])
    heavy = _within(form.bold or max(700, form.weight + 300), family, "wght")
    stretch = _limits(form.stretch)
    return Style(
        name=name,
        face=plain,
        bold=plain._replace(weight=heavy),
        emphasis=plain._replace(italic=not plain.italic),
        bold_emphasis=plain._replace(weight=heavy, italic=not plain.italic),
        size=sizes[0],
        leading=form.leading or half_up(sizes[0] * 6 / 5),
        align=form.align,
        colour=colour or BLACK,
        tracking=form.tracking,
        caps=form.caps,
        indent=form.indent,
        hang=form.hang,
        before=form.before,
        after=form.after,
        steps=sizes,
        rule=rule,
        ground=ground,
        space_min=stretch.space_min,
        space_max=stretch.space_max,
        tracking_min=stretch.tracking_min,
        tracking_max=stretch.tracking_max,
        scale_min=stretch.scale_min,
        scale_max=stretch.scale_max,
        strain=_limits(form.strain) if form.strain else None,
    )


def _limits(form: StretchForm) -> Stretch:
    space, tracking, scale = form.space, form.tracking, form.scale
    return Stretch(space[0] * 10, space[1] * 10, *tracking, scale[0] * 10, scale[1] * 10)


def _face(form: StyleForm, family: FontFamily, size: Mpt) -> FaceSpec:
    """The face by design, each axis within what the family has, so that one instance has one name."""
    drawn_for = half_up(size / PT) if form.optical < 0 else form.optical
    optical = _within(drawn_for, family, "opsz") if _reach(family, "opsz") else 0
    return FaceSpec(family.name, _within(form.weight, family, "wght"), form.italic, form.width, optical)


def _within(value: int, family: FontFamily, axis: str) -> int:
    reach = _reach(family, axis)
    return half_up(min(max(value, reach[0]), reach[1])) if reach else value


def _reach(family: FontFamily, axis: str) -> tuple[float, float] | None:
    """Least and greatest value of an axis over all files of a family."""
    found = [(low, high) for file in family.files for tag, low, high in file.axes if tag == axis]
    return (min(low for low, _ in found), max(high for _, high in found)) if found else None
