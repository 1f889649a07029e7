"""Page templates of a layout: areas on the grid, slots, photo places, furniture; and what makes no sense about them."""

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from newsletter.colour import Cmyk
from newsletter.intake.layout_form import ALL, REST, FurnitureForm, PhotoPlaceForm, SlotForm, TemplateForm, WrapForm
from newsletter.intake.layout_like import settle_templates
from newsletter.intake.layout_styles import Palette, on_grid
from newsletter.intake.scalars import nearest
from newsletter.intake.validate import key_place, place, validate
from newsletter.intake.yaml import MapNode, Node
from newsletter.model.article import KINDS, Kind
from newsletter.model.layout import Furniture, GridArea, PageTemplate, PhotoPlace, Slot, Style, Wrap
from newsletter.problems import Problem, error
from newsletter.source import SourceSpan
from newsletter.units import Mpt

SOLID = ("masthead", "contents", "imprint")
"""Furniture that no story may overlap; panels, rules and labels may lie under or over one."""


ORNAMENTED = ("ornament", "band", "border")


class Sheet(NamedTuple):
    """The grid, and what templates may name."""

    units: int
    lines: int
    gutter: Mpt
    baseline: Mpt
    palette: Palette
    styles: Mapping[str, Style]
    style_names: Collection[str]
    """Those of styles that have faults, too: what is wrong with one is told once."""
    ornament_names: Collection[str] = ()
    """The same of ornaments."""


class _Taken(NamedTuple):
    """Part of a page that belongs to somebody. ``layer`` 0 is a picture to the edges, 1 a story, 2 furniture, 3 what stands
    amid the text of a story.

    Furniture (a nameplate) may stand on such a picture, and a story on one of its own.
    """

    name: str
    owner: str
    area: GridArea
    at: SourceSpan
    layer: int

    def clashes(self, other: "_Taken") -> bool:
        if self.owner == other.owner or {self.layer, other.layer} == {0, 2}:
            return False
        if 3 in {self.layer, other.layer} and self.layer != other.layer:  # its slot takes no part of another
            return False
        return _meet(self.area, other.area)


def read_templates(nodes: Mapping[str, Node], sheet: Sheet, told: list[Problem]) -> dict[str, PageTemplate]:
    """All templates that can be read, by name; ``told`` gets what is wrong with any."""
    settled = settle_templates(nodes, told)
    told += [error("NL153", node.at, key=name, found="…") for name, node in nodes.items() if name not in settled]
    found = ((name, _Reader(node, sheet, told).template(name)) for name, node in settled.items())
    return {name: template for name, template in found if template is not None}


class _Reader:
    """One template; ``taken`` collects the areas that belong to somebody."""

    def __init__(self, node: MapNode, sheet: Sheet, told: list[Problem]) -> None:
        self.node = node
        self.sheet = sheet
        self.told = told
        self.taken: list[_Taken] = []

    def template(self, name: str) -> PageTemplate | None:
        read = validate(TemplateForm, self.node)
        self.told += read.problems
        form = read.value
        if form is None:
            return None
        common = self._styles(form.styles, "styles")
        slots = tuple(self._slot(slot, one, common) for slot, one in form.slots.items())
        furniture = tuple(self._furniture(number, one) for number, one in enumerate(form.furniture))
        self.told += _overlaps(self.taken)
        return PageTemplate(
            name=name, place=form.place, slots=slots, furniture=furniture, running=form.running, mirror=form.mirror
        )

    def _slot(self, name: str, form: SlotForm, common: dict[str, str]) -> Slot:
        path = ("slots", name)
        area = self._area(form.at, form.size, *path)
        self.taken.append(_Taken(name, name, area, key_place(self.node, *path), 1))
        self.told += _nonsense(name, form, self.node)
        span = form.columns if form.head == ALL else form.head
        return Slot(
            name=name,
            area=area,
            columns=form.columns,
            gutter=self.sheet.gutter if form.gutter is None else form.gutter,
            kinds=_kinds(form.takes),
            priority=form.priority,
            styles=tuple((common | self._styles(form.styles, *path, "styles")).items()),
            head_span=min(span, form.columns),
            many=form.many,
            bands=form.bands,
            fill=form.fill,
            fit=form.fit,
            continues=form.continues,
            teaser=form.teaser,
            drop_cap=form.drop_cap,
            photos=tuple(self._photo(name, number, one, form) for number, one in enumerate(form.photos)),
            wraps=tuple(self._wrap(name, area, number, one) for number, one in enumerate(form.wraps)),
            ground=self._colour(form.ground, *path, "ground"),
            inset=form.inset,
            column_rule=self._colour(form.column_rule, *path, "column-rule"),
            rule=self._colour(form.rule, *path, "rule"),
            rule_weight=form.rule_weight,
        )

    def _photo(self, slot: str, number: int, form: PhotoPlaceForm, owner: SlotForm) -> PhotoPlace:
        path = ("slots", slot, "photos", number)
        at = place(self.node, *path)
        span = owner.columns - form.column + 1 if form.span == ALL else form.span
        if form.where in {"area", "bleed"}:
            return self._photo_area(slot, form, at, path)
        if form.at is not None or form.size is not None:
            self.told.append(error("NL416", at, slot=slot, one=f"where: {form.where}", other="at, size"))
        if not 1 <= span <= owner.columns - form.column + 1:
            last = form.column + max(span, 1) - 1
            self.told.append(error("NL411", at, slot=slot, last=last, columns=owner.columns))
        least, most = form.height[0], form.height[-1]
        if len(form.height) > 2 or not 1 <= least <= most <= self.sheet.lines:
            self.told.append(error("NL412", place(self.node, *path, "height"), slot=slot, lines=self.sheet.lines))
        return PhotoPlace(
            where=form.where,
            column=form.column,
            span=span,
            least=least,
            most=most,
            caption=form.caption,
            ink=self._colour(form.ink, *path, "ink"),
        )

    def _photo_area(self, slot: str, form: PhotoPlaceForm, at: SourceSpan, path: tuple[str | int, ...]) -> PhotoPlace:
        if form.at is None and form.size is None:
            self.told.append(error("NL413", at, slot=slot, where=form.where))
        area = self._area(form.at or (0, 0), form.size or (REST, REST), *path)
        name = f"{slot}: {form.where}"
        behind = form.where == "bleed"
        self.taken.append(_Taken(name, slot if behind else name, area, at, 0 if behind else 1))
        ink = self._colour(form.ink, *path, "ink")
        return PhotoPlace(where=form.where, least=area.lines, most=area.lines, area=area, caption=form.caption, ink=ink)

    def _wrap(self, slot: str, own: GridArea, number: int, form: WrapForm) -> Wrap:
        path = ("slots", slot, "wraps", number)
        area = self._area(form.at, form.size, *path)
        if not _inside(area, own):
            self.told.append(error("NL421", place(self.node, *path), slot=slot, takes=form.takes))
        name = f"{slot}: {form.takes}"
        self.taken.append(_Taken(name, f"{name} {number}", area, place(self.node, *path), 3))
        return Wrap(form.takes, area, form.caption)

    def _furniture(self, number: int, form: FurnitureForm) -> Furniture:
        path = ("furniture", number)
        at = place(self.node, *path)
        area = self._area(form.at, form.size, *path)
        if form.kind in SOLID:
            self.taken.append(_Taken(form.kind, form.kind, area, at, 2))
        if form.kind == "label" and not (form.text and form.style):
            self.told.append(error("NL415", at, kind=form.kind, lacking="text, style"))
        if form.kind in {"panel", "rule"} and form.colour == "none":
            self.told.append(error("NL415", at, kind=form.kind, lacking="colour"))
        if form.style:
            self._known_style(form.style, place(self.node, *path, "style"))
        self._ornamented(form, *path)
        return Furniture(
            kind=form.kind,
            area=area,
            text=form.text,
            style=form.style,
            colour=self._colour(form.colour, *path, "colour"),
            bleed=form.bleed,
            columns=form.columns,
            inset=form.inset,
            weight=form.weight,
            ornament=form.ornament,
            corner=form.corner,
        )

    def _ornamented(self, form: FurnitureForm, *path: str | int) -> None:
        """Ornaments must be there; a border needs its width."""
        lacking = [
            key
            for key, is_lacking in (
                ("ornament", not form.ornament),
                ("inset", form.kind == "border" and not form.inset),
            )
            if is_lacking
        ]
        if form.kind in ORNAMENTED and lacking:
            self.told.append(error("NL415", place(self.node, *path), kind=form.kind, lacking=", ".join(lacking)))
        for key, name in (("ornament", form.ornament), ("corner", form.corner)):
            if name and name not in self.sheet.ornament_names:
                near = nearest(name, self.sheet.ornament_names)
                self.told.append(error("NL424", place(self.node, *path, key), ornament=name[:60], near=near))

    def _area(self, at: tuple[int, int], size: tuple[int, int], *path: str | int) -> GridArea:
        """The part of the grid; one that does not lie on it is told and cut to it."""
        units, lines = self.sheet.units, self.sheet.lines
        wide = units - at[0] if size[0] == REST else size[0]
        high = lines - at[1] if size[1] == REST else size[1]
        area = GridArea(at[0], at[1], wide, high)
        if wide < 1 or high < 1 or at[0] + wide > units or at[1] + high > lines:
            name = str(path[1]) if path[0] == "slots" else str(path[0])
            key = "size" if size != (REST, REST) else "at"
            self.told.append(
                error("NL407", place(self.node, *path, key), name=name, units=units, lines=lines,
                      right=at[0] + max(wide, 0), foot=at[1] + max(high, 0))
            )  # fmt: skip
            return GridArea(0, 0, units, lines)
        return area

    def _styles(self, written: Mapping[str, str], *path: str | int) -> dict[str, str]:
        """Roles and the styles that stand for them; those of running text keep the grid."""
        for role, name in written.items():
            at = place(self.node, *path, role)
            style = self._known_style(name, at)
            if role not in self.sheet.style_names:
                roles = self.sheet.style_names
                self.told.append(
                    error("NL404", key_place(self.node, *path, role), style=role, near=nearest(role, roles))
                )
            elif style is not None and role in {"body", "list", "quotation", "poem"}:
                self.told += on_grid(style, self.sheet.baseline, at)
        return dict(written)

    def _known_style(self, name: str, at: SourceSpan) -> Style | None:
        style = self.sheet.styles.get(name)
        if name not in self.sheet.style_names:
            self.told.append(error("NL404", at, style=name[:40], near=nearest(name, self.sheet.style_names)))
        return style

    def _colour(self, written: str, *path: str | int) -> Cmyk | None:
        if written == "none":
            return None
        return self.sheet.palette.find(written, place(self.node, *path), self.told)


def _kinds(takes: tuple[str, ...]) -> tuple[Kind, ...]:
    return tuple(kind for kind in KINDS if kind in takes or "any" in takes)


def _nonsense(name: str, form: SlotForm, node: MapNode) -> Iterator[Problem]:
    """Keys of a slot that contradict each other."""
    path = ("slots", name)
    if form.head > form.columns:
        yield error("NL414", place(node, *path, "head"), slot=name, head=form.head, columns=form.columns)
    if form.fit and not form.fill:
        yield error("NL422", place(node, *path, "fit"), slot=name)
    if form.teaser and form.many:
        yield error("NL416", place(node, *path, "teaser"), slot=name, one="teaser", other="many")
    if form.bands and not form.many:
        yield error("NL417", place(node, *path, "bands"), slot=name)
    for key in ("many", "teaser"):
        if form.continues and getattr(form, key):
            yield error("NL416", place(node, *path, "continues"), slot=name, one=key, other="continues")
        if form.wraps and getattr(form, key):
            yield error("NL416", place(node, *path, "wraps"), slot=name, one=key, other="wraps")
    if form.teaser and form.photos:
        yield error("NL416", place(node, *path, "photos"), slot=name, one="teaser", other="photos")


def _overlaps(taken: list[_Taken]) -> Iterator[Problem]:
    for first, second in combinations(taken, 2):
        if first.clashes(second):
            yield error("NL408", second.at, one=second.name, other=first.name, line=first.at.line)


def _inside(a: GridArea, b: GridArea) -> bool:
    return (
        b.unit <= a.unit and a.unit + a.units <= b.unit + b.units
        and b.line <= a.line and a.line + a.lines <= b.line + b.lines
    )  # fmt: skip


def _meet(a: GridArea, b: GridArea) -> bool:
    return (
        a.unit < b.unit + b.units and b.unit < a.unit + a.units
        and a.line < b.line + b.lines and b.line < a.line + a.lines
    )  # fmt: skip
