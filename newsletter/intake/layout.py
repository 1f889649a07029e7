"""A layout: a folder of YAML becomes a design with every default settled, or all that is wrong with it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsletter.geometry import Insets, Size
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.layout_form import LayoutForm, QualityForm
from newsletter.intake.layout_styles import Palette, read_styles
from newsletter.intake.layout_templates import Sheet, read_templates
from newsletter.intake.resources import builtin
from newsletter.intake.scalars import nearest
from newsletter.intake.validate import place, validate
from newsletter.intake.yaml import MapNode, Node
from newsletter.intake.yaml_file import read_yaml
from newsletter.model.artwork import Drawing
from newsletter.model.fonts import FontCatalogue
from newsletter.model.issue import ISSUE_FILE
from newsletter.model.layout import Bars, Layout, SpacingBar
from newsletter.problems import Outcome, Problem, error, has_errors
from newsletter.source import SourceSpan
from newsletter.units import PT, Mpt, to_mm

PAGE, STYLES, ORNAMENTS, TEMPLATES = "layout.yaml", "styles.yaml", "ornaments.yaml", "templates"
MOST_TEMPLATES = 200
"""Files of page templates; the largest newspapers keep some dozens."""
NARROWEST: Mpt = 3 * PT
"""Of a unit of the grid."""


class _Source(NamedTuple):
    """The files of a layout: its one form, its styles, its ornaments where it has some, its templates by name."""

    page: MapNode | None
    styles: MapNode | None
    ornaments: MapNode | None
    templates: dict[str, Node]
    digest: str


def read_layout(
    name: str, issue_folder: Path, catalogue: FontCatalogue | None = None, at: SourceSpan = ISSUE_FILE
) -> Outcome[Layout]:
    """The layout of a name, as an issue knows it; None where anything about it is wrong.

    Looked for in the issue, in a ``layouts`` beside or above it, and among those built in. ``catalogue`` says which
    families there are; without it, the one that the issue would use is read; ``at``,
    where the name is written.
    """
    folder = _find(name, issue_folder)
    if folder is None:
        near = nearest(name, (path.name for parent in _shelves(issue_folder) for path in _layouts_in(parent)))
        return Outcome(None, (error("NL401", at, layout=name[:60], near=near),))
    if catalogue is None:
        catalogue = read_catalogue((builtin("fonts"), issue_folder / "fonts")).value or FontCatalogue({})
    told: list[Problem] = []
    source = _read_files(folder, _shown(folder, issue_folder), told)
    layout = _resolve(name, source, catalogue, told)
    problems = tuple(dict.fromkeys(told))
    return Outcome(None if has_errors(problems) else layout, problems)


def _shelves(issue_folder: Path) -> Iterator[Path]:
    """Folders that may hold a layout, nearest first."""
    here = issue_folder.resolve()
    yield here
    yield from (folder / "layouts" for folder in (here, *here.parents))
    yield builtin("layouts")


def _layouts_in(shelf: Path) -> list[Path]:
    try:
        return [path for path in sorted(shelf.iterdir()) if (path / PAGE).is_file()] if shelf.is_dir() else []
    except OSError:
        return []


def _find(name: str, issue_folder: Path) -> Path | None:
    if not name or name.startswith(".") or any(sign in name for sign in "/\\\0:"):
        return None
    try:
        return next((shelf / name for shelf in _shelves(issue_folder) if (shelf / name / PAGE).is_file()), None)
    except OSError:  # a name too long for the disk
        return None


def _shown(folder: Path, issue_folder: Path) -> str:
    """The folder as problems name it: from the issue where it lies in it."""
    here = issue_folder.resolve()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else folder.as_posix()


def _read_files(folder: Path, shown: str, told: list[Problem]) -> _Source:
    digest = hashlib.sha256()

    def read(file: str) -> MapNode | None:
        found = read_yaml(folder, file, f"{shown}/{file}")
        told.extend(found.problems)
        digest.update(f"{file}\0{found.sha256}\n".encode())
        return found.node

    one = [f"{TEMPLATES}.yaml"] if (folder / f"{TEMPLATES}.yaml").is_file() else []
    several = sorted(f"{TEMPLATES}/{path.name}" for path in (folder / TEMPLATES).glob("*.yaml"))[:MOST_TEMPLATES]
    if not (one or several):
        told.append(error("NL402", SourceSpan(shown), file=f"{TEMPLATES}/*.yaml"))
    page = read(PAGE)
    styles = read(STYLES)
    ornaments = read(ORNAMENTS) if (folder / ORNAMENTS).is_file() else None
    templates: dict[str, Node] = {}
    for file in one:
        node = read(file)
        templates |= {key.text: value for key, value in node.entries} if node else {}
    for file in several:
        node = read(file)
        templates |= {Path(file).stem: node} if node else {}
    return _Source(page, styles, ornaments, templates, f"sha256:{digest.hexdigest()}")


def _resolve(name: str, source: _Source, catalogue: FontCatalogue, told: list[Problem]) -> Layout | None:
    if source.page is None:
        return None
    read = validate(LayoutForm, source.page)
    told += read.problems
    form = read.value
    if form is None:
        return None
    lines = _lines(form, source.page, told)
    palette = Palette.of(form)
    styles = read_styles(source.styles, form, palette, catalogue, told) if source.styles else {}
    names = [key.text for key, _ in source.styles.entries] if source.styles else []
    ornaments = _ornaments(source.ornaments, palette, told)
    drawn = [key.text for key, _ in source.ornaments.entries] if source.ornaments else []
    if form.end_mark and form.end_mark not in drawn:
        at = place(source.page, "end-mark")
        told.append(error("NL424", at, ornament=form.end_mark[:60], near=nearest(form.end_mark, drawn)))
    sheet = Sheet(form.grid.units, lines, form.grid.gutter, form.grid.baseline, palette, styles, names, drawn)
    templates = read_templates(source.templates, sheet, told) if source.styles else {}
    width, height = form.page.trim
    margins = form.page.margins
    bottom = height - margins.top - lines * form.grid.baseline
    return Layout(
        name=name,
        trim=Size(width, height),
        margins=Insets(margins.top, bottom, margins.inside, margins.outside),
        bleed=form.page.bleed,
        units=form.grid.units,
        gutter=form.grid.gutter,
        baseline=form.grid.baseline,
        lines=lines,
        styles=styles,
        templates=templates,
        description=form.description,
        colours=palette.colours,
        ornaments=ornaments,
        end_mark=form.end_mark,
        photo_frame=palette.find(form.photos.frame, place(source.page, "photos", "frame"), told),
        bars=_bars(form.quality) if form.quality else Bars(),
        digest=source.digest,
    )


def _ornaments(node: MapNode | None, palette: Palette, told: list[Problem]) -> dict[str, Drawing]:
    if node is None:
        return {}
    from newsletter.intake.layout_ornaments import read_ornaments  # noqa: PLC0415 (not every layout has some)

    return read_ornaments(node, palette, told)


def _bars(form: QualityForm) -> Bars:
    wide, narrow = form.wide, form.narrow
    return Bars(
        wide=SpacingBar(wide.p95, wide.deviation, wide.over_2),
        narrow=SpacingBar(narrow.p95, narrow.deviation, narrow.over_2),
        tightest=form.tightest,
        rivers=form.rivers,
        widows=form.widows,
        orphans=form.orphans,
        runts=form.runts,
        off_grid=form.off_grid,
        feet=form.feet,
    )


def _lines(form: LayoutForm, node: MapNode, told: list[Problem]) -> int:
    """Lines of the type area; what the page has no room for is told."""
    page, grid = form.page, form.grid
    margins = page.margins
    width = page.trim[0] - margins.inside - margins.outside - (grid.units - 1) * grid.gutter
    if width < grid.units * NARROWEST:
        told.append(error("NL409", place(node, "page"), units=grid.units, room=f"{to_mm(max(0, width)):.1f}mm"))
    room = max(0, page.trim[1] - margins.top - (margins.bottom or 0)) // grid.baseline
    if grid.lines is None and margins.bottom is None:
        told.append(error("NL161", place(node, "page", "margins"), key="bottom"))
    if room < max(8, grid.lines or 0):
        key = ("grid", "lines") if grid.lines else ("page", "margins")
        told.append(error("NL419", place(node, *key), lines=grid.lines or 8, room=room))
    return grid.lines or room
