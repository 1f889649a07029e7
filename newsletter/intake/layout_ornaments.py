"""Ornaments of a layout: ornaments.yaml as drawings in its inks."""

from collections.abc import Iterator
from typing import Annotated

from newsletter.colour import Cmyk
from newsletter.intake.layout_styles import Palette
from newsletter.intake.path_data import read_path
from newsletter.intake.scalars import Line, YesNo, number, whole
from newsletter.intake.validate import Field, Form, key_place, place, validate
from newsletter.intake.yaml import MapNode
from newsletter.model.artwork import Drawing, Path, Segment, circle, moved, turned
from newsletter.problems import Problem, error

Coordinate = Annotated[float, number(-10_000, 10_000)]
Breadth = Annotated[float, number(0.01, 10_000)]


class OrnamentPathForm(Form):
    """A path of an ornament: a line of `d`, or a circle."""

    d: Line = Field(
        default="", description="Path data as in SVG, without arcs", examples=["M 0 0 C 10 0 20 10 20 20 Z"]
    )
    circle: tuple[Coordinate, Coordinate, Breadth] | None = Field(default=None, description="Centre x, y, and radius")
    fill: Line = Field(default="none", description="A colour of layout.yaml, with a tint after it; none")
    stroke: Line = Field(default="none", description="Colour of the line along the path")
    width: Annotated[float, number(0, 1000)] = Field(default=1.0, description="Width of that line, in units of `size`")
    mirror: YesNo = Field(default=False, description="Drawn once more, mirrored left to right about the middle")
    turn: Annotated[int, whole(1, 360)] = Field(default=1, description="Drawn so many times, turned about `about`")
    about: tuple[Coordinate, Coordinate] | None = Field(
        default=None, description="Where it turns about; absent: the middle of `size`"
    )


class OrnamentForm(Form):
    """An ornament in vectors; it keeps its proportions at any size."""

    size: tuple[Breadth, Breadth] = Field(description="Width and height of the box that the paths are drawn in")
    paths: tuple[OrnamentPathForm, ...] = Field(description="From the lowest up")


def read_ornaments(node: MapNode, palette: Palette, told: list[Problem]) -> dict[str, Drawing]:
    """All that can be read, by name; ``told`` gets what is wrong with any."""
    drawings: dict[str, Drawing] = {}
    for key, value in node.entries:
        if not isinstance(value, MapNode):
            told.append(error("NL153", key.at, key=key.text, found="…"))
            continue
        read = validate(OrnamentForm, value._replace(at=key_place(node, key.text)))
        told += read.problems
        if read.value is not None:
            width, height = read.value.size
            paths = tuple(_paths(read.value, value, palette, told))
            drawings[key.text] = Drawing(width, height, paths)
    return drawings


def _paths(form: OrnamentForm, node: MapNode, palette: Palette, told: list[Problem]) -> Iterator[Path]:
    for number_, one in enumerate(form.paths):
        at = ("paths", number_)
        ring = _segments(one, node, at, told)
        fill = palette.find(one.fill, place(node, *at, "fill"), told)
        stroke = palette.find(one.stroke, place(node, *at, "stroke"), told)
        if one.fill == "none" == one.stroke:
            told.append(error("NL415", place(node, *at), kind="paths", lacking="fill, stroke"))
        yield from _repeated(one, form.size, ring, (fill, stroke))


def _segments(form: OrnamentPathForm, node: MapNode, at: tuple[str, int], told: list[Problem]) -> tuple[Segment, ...]:
    if form.circle:
        return circle(*form.circle)
    try:
        found = read_path(form.d)
    except ValueError as fault:
        told.append(error("NL423", place(node, *at, "d"), value=str(fault)[:40]))
        return ()
    if not found:
        told.append(error("NL415", place(node, *at), kind="paths", lacking="d, circle"))
    return found


def _repeated(
    form: OrnamentPathForm, size: tuple[float, float], ring: tuple[Segment, ...], inks: tuple[Cmyk | None, Cmyk | None]
) -> Iterator[Path]:
    centre = form.about or (size[0] / 2, size[1] / 2)
    rings = [ring, *([moved(ring, (-1, 0, 0, 1, size[0], 0))] if form.mirror else ())]
    for number_ in range(form.turn):
        by = turned(360 * number_ / form.turn, centre)
        yield from (Path(moved(one, by) if number_ else one, *inks, form.width) for one in rings)
