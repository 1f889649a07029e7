"""The font catalogue: families from fonts/fonts.yaml and their packages, and fonts that users put beside an issue.

A file is only found here; that it is there, is the pinned one and is sound is judged where it is opened (faces).
"""

import os
import re
from collections.abc import Iterable
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Annotated

from newsletter.intake.folder import find_inside, is_inside
from newsletter.intake.font_names import read_names
from newsletter.intake.scalars import Line, YesNo, number, whole
from newsletter.intake.validate import Field, Form, place, validate
from newsletter.intake.yaml import Node
from newsletter.intake.yaml_file import read_yaml
from newsletter.model.fonts import FontCatalogue, FontFamily, FontFile
from newsletter.problems import Outcome, Problem, error
from newsletter.source import SourceSpan

LIST = "fonts.yaml"
MOST_FILES = 500
"""Loose font files of a folder that are looked at."""
_PACKAGE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


Coordinate = Annotated[float, number(-1e6, 1e6)]


class FontFileForm(Form):
    file: Line
    italic: YesNo = False
    weight: Annotated[int, whole(1, 1000)] = 400
    width: Annotated[float, number(50, 200)] = 100.0
    sha256: Line = ""


class FamilyForm(Form):
    files: tuple[FontFileForm, ...]
    package: Line = ""
    licence: Line = ""
    roles: tuple[Line, ...] = ()
    axes: dict[str, tuple[Coordinate, Coordinate]] = Field(default_factory=dict)


class CatalogueForm(Form):
    families: dict[str, FamilyForm] = Field(default_factory=dict)
    fallbacks: tuple[Line, ...] = ()


def read_catalogue(folders: Iterable[Path]) -> Outcome[FontCatalogue]:
    """The families of these folders; where two know one by the same name, the later folder has it.

    A folder that is absent adds nothing. The value is never None.
    """
    families: dict[str, FontFamily] = {}
    fallbacks: tuple[str, ...] = ()
    problems: list[Problem] = []
    for folder in folders:
        if folder.is_dir():
            listed = _read_list(folder)
            loose = _loose(folder, listed.value.families.values() if listed.value else ())
            problems += (*listed.problems, *loose.problems)
            families |= {family.name: family for family in loose.value or ()}
            families |= listed.value.families if listed.value else {}
            fallbacks = (listed.value.fallbacks if listed.value else ()) or fallbacks
    return Outcome(FontCatalogue(families, fallbacks), tuple(problems))


def _read_list(folder: Path) -> Outcome[FontCatalogue]:
    """The families that the folder's fonts.yaml describes."""
    if not (folder / LIST).is_file():
        return Outcome(None)
    read = read_yaml(folder, LIST, f"{folder.as_posix()}/{LIST}")
    if read.node is None:
        return Outcome(None, read.problems)
    form = validate(CatalogueForm, read.node)
    if form.value is None:
        return Outcome(None, (*read.problems, *form.problems))
    problems = [*read.problems]
    families = {}
    for name, family in form.value.families.items():
        problems += _outside(name, family, read.node)
        families[name] = _family(name, family, folder)
    return Outcome(FontCatalogue(families, form.value.fallbacks), tuple(problems))


def _outside(name: str, family: FamilyForm, node: Node) -> list[Problem]:
    return [
        error("NL308", place(node, "families", name, "files", number, "file"), family=name, file=font.file)
        for number, font in enumerate(family.files)
        if not is_inside(font.file)
    ]


def _family(name: str, form: FamilyForm, folder: Path) -> FontFamily:
    home = _package_folder(form.package) if form.package else folder.resolve()
    axes = tuple((tag, low, high) for tag, (low, high) in form.axes.items())
    files = [
        FontFile(str(path), font.italic, font.weight, font.width, axes, font.sha256)
        for font in form.files
        if home is not None and (path := _inside(home, font.file)) is not None
    ]
    return FontFamily(name=name, files=tuple(files), package=form.package, licence=form.licence, roles=form.roles)


def _inside(home: Path, file: str) -> Path | None:
    """The path of a file of a folder, there or not; None where it leads out of it."""
    if not is_inside(file):
        return None
    path = find_inside(home, file) or home / file
    return path if _real(path).is_relative_to(home) else None


def _real(path: Path) -> Path:
    """Where links lead; a circle of links leads to itself (Path.resolve raises an exception there)."""
    return Path(os.path.realpath(path))


def _package_folder(package: str) -> Path | None:
    """Where an installed font package keeps its files; nothing of it is run. None where it is not installed."""
    spec = PathFinder.find_spec(package.replace("-", "_")) if _PACKAGE.fullmatch(package) else None
    places = list(spec.submodule_search_locations or ()) if spec else []
    return (Path(places[0]) / "files").resolve() if places else None


def _loose(folder: Path, listed: Iterable[FontFamily]) -> Outcome[tuple[FontFamily, ...]]:
    """Font files that no list describes, by the family that each names itself."""
    known = {file.path for family in listed for file in family.files}
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in {".ttf", ".otf"})[:MOST_FILES]
    families: dict[str, list[FontFile]] = {}
    problems = []
    for path in found:
        real = _real(path)
        if str(real) in known or str(path) in known:
            continue
        names = read_names(real) if real.is_file() and real.is_relative_to(folder.resolve()) else None
        if names is None:
            at = SourceSpan(path.as_posix())
            problems.append(error("NL304", at, family=path.stem, file=path.name))
        else:
            families.setdefault(names.family, []).append(names.file)
    made = tuple(FontFamily(name=name, files=tuple(files)) for name, files in families.items())
    return Outcome(made, tuple(problems))
