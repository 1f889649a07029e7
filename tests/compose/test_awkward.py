"""Awkward stories in ordinary slots: no word is lost, no line stands badly, and nothing is told that is our own making."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from awkward_stories import STORIES, write_stories
from invariants import Made, faults, feet, make, splits

from newsletter.compose.solid import moved_line
from newsletter.faces.book import FontBook
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.issue import read_issue
from newsletter.intake.layout import read_layout
from newsletter.intake.resources import builtin
from newsletter.model.article import KINDS
from newsletter.model.issue import Issue
from newsletter.model.layout import GridArea, Layout, PageTemplate, PhotoPlace, Slot, Wrap
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import Line
from newsletter.units import mm

LAYOUTS = ("ban-tin-19x27", "a4-3-cot")
PLAIN = (
    "all-numbers numbers-with-units names-at-line-ends forms-of-address one-word-paragraphs "
    "one-endless-paragraph two-hundred-short-paragraphs nested-lists list-of-one-word-items quotation-of-60-lines "
    "hard-line-breaks all-bold all-italics each-word-marked faces-mixed-in-words capitals-only opening-quotes "
    "dashes-at-each-turn decomposed"
).split()
"""Stories of more than a few lines that may be parted anywhere."""
NARROW = (("body", "body-narrow"), ("list", "list-narrow"), ("quotation", "quotation-narrow"))
TOP = PhotoPlace(where="top", column=1, span=1, least=8, most=16)
FOOT = PhotoPlace(where="foot", column=2, span=1, least=8, most=16)


def slot(name: str, columns: int, lines: int, **more: object) -> Slot:
    values = {
        "name": name, "area": GridArea(0, 0, 12, lines), "columns": columns, "gutter": mm(5), "kinds": KINDS,
        "head_span": columns,
    }  # fmt: skip
    return Slot(**(values | more))  # type: ignore[arg-type]


class Shape(NamedTuple):
    """Slots of pages in order; a story goes on from one to the next, or, in a river, until it ends."""

    slots: tuple[Slot, ...]

    def plan(self, story: str) -> Plan:
        river = self.slots[0].many
        return Plan(
            tuple(
                PlannedPage(template=one.name, stories=((one.name, (Placement(story, number > 0),)),), repeat=river)
                for number, one in enumerate(self.slots)
            )
        )


SHAPES = {
    "filled": Shape((slot("filled", 2, 50, fill=True, drop_cap=3, photos=(TOP, FOOT)),)),
    "balanced": Shape((slot("balanced", 3, 50, styles=NARROW, photos=(TOP,)),)),
    "river": Shape((slot("river", 3, 50, styles=NARROW, many=True, head_span=1),)),
    "bands": Shape((slot("bands", 2, 50, many=True, bands=True),)),
    "thread": Shape((
        slot("a", 2, 24, fill=True), slot("b", 3, 36, styles=NARROW), slot("c", 2, 50), slot("d", 2, 50),
    )),
    "side": Shape((slot("side", 1, 50, area=GridArea(0, 0, 3, 50), many=True),)),
}  # fmt: skip

WRAPPED = (
    "crossheads-everywhere long-crossheads nested-lists one-endless-paragraph numbers-with-units many-notes "
    "hard-line-breaks pull-quotes-together many-sidebars table-of-long-cells initial-A one-long-word "
    "a-word-between two-hundred-short-paragraphs dashes-at-each-turn"
).split()
LENS = tuple((0.5 - half, 0.5 + half) for half in (0.1, 0.25, 0.35, 0.45, 0.5, 0.5, 0.45, 0.35, 0.25, 0.1))
WAIST = tuple((0.0, 1.0) if row in (0, 1, 8, 9) else (0.4, 0.6) for row in range(10))
APART = tuple((0.1, 0.9) if row in (0, 1, 2, 7, 8, 9) else (0.0, 0.0) for row in range(10))
"""Outlines of photos: one that bulges, one with a waist, one in two parts."""


def wrapped(name: str, columns: int, *wraps: Wrap, **more: object) -> Shape:
    return Shape((slot(name, columns, 50, wraps=wraps, **more),))


WRAPS = {
    "right": wrapped("right", 1, Wrap("photo", GridArea(7, 8, 5, 12))),
    "between": wrapped("between", 2, Wrap("photo", GridArea(4, 12, 4, 12)), fill=True),
    "facing": wrapped("facing", 1, Wrap("photo", GridArea(0, 8, 4, 12)), Wrap("quote", GridArea(8, 8, 4, 12))),
    "head": wrapped("head", 2, Wrap("photo", GridArea(8, 0, 4, 14)), head_span=1, drop_cap=3),
    "foot": wrapped("foot", 2, Wrap("box", GridArea(4, 36, 4, 14)), Wrap("photo", GridArea(0, 38, 3, 12)), fill=True),
    "strait": wrapped("strait", 2, Wrap("photo", GridArea(0, 8, 4, 12))),
    "across": wrapped("across", 3, Wrap("photo", GridArea(2, 8, 8, 12)), styles=NARROW),
}


class Room(NamedTuple):
    """What all the stories share: the issue they stand in, the fonts, and the designs with the slots of this file."""

    issue: Issue
    book: FontBook
    designs: tuple[Layout, ...]

    def compose(self, story: str, shape: str, design: Layout) -> Made:
        article = next(one for one in self.issue.articles if one.id == story)
        return make(self.issue._replace(articles=(article,)), design, SHAPES[shape].plan(story), self.book)

    def wrap(self, story: str, shape: str, design: Layout, outline: tuple[tuple[float, float], ...]) -> Made:
        """The story with a photo before all others, in a slot with things in the way of its text."""
        articles = {one.id: one for one in self.issue.articles}
        shot = articles["photos-without-captions"].photos[0]._replace(outline=outline)
        article = articles[story]
        article = article._replace(photos=(shot, *article.photos))
        return make(self.issue._replace(articles=(article,)), design, WRAPS[shape].plan(story), self.book)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    folder = write_stories(tmp_path_factory.mktemp("awkward") / "so")
    catalogue = read_catalogue((builtin("fonts"),)).value
    issue = read_issue(folder).value
    assert issue is not None
    assert catalogue is not None
    return Room(issue, FontBook(catalogue), tuple(_design(name, folder) for name in LAYOUTS))


def _design(name: str, folder: Path) -> Layout:
    """A design with our slots in place of its own; where it has no narrow styles, its body is narrow."""
    design = read_layout(name, folder).value
    assert design is not None
    own = tuple(
        one._replace(styles=tuple((role, style) for role, style in one.styles if style in design.styles))
        for shape in (*SHAPES.values(), *WRAPS.values())
        for one in shape.slots
    )
    return design._replace(
        templates={one.name: PageTemplate(name=one.name, slots=(one,), running=False) for one in own}
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("story", STORIES)
def test_an_awkward_story_stands_well(story: str, shape: str, room: Room) -> None:
    for design in room.designs:
        made = room.compose(story, shape, design)
        told = [*faults(made), *splits(made, story), *made.codes]
        assert [one for one in told if not one.startswith(_honest(story, shape))] == [], design.name


def _honest(story: str, shape: str) -> tuple[str, ...]:
    """What may be told of a story: what lies in itself, that it fills no slot that is to be full, that it needs no more."""
    of_shape = {"filled": ("NL503",), "thread": ("NL503", "NL504")}.get(shape, ())
    return STORIES[story].allowed + of_shape


@pytest.mark.parametrize("shape", ["filled", "balanced", "bands"])
@pytest.mark.parametrize("story", PLAIN)
def test_the_columns_of_plain_text_end_together(story: str, shape: str, room: Room) -> None:
    """But for the lines by which its number does not part evenly, one to a column at most."""
    for design in room.designs:
        made = room.compose(story, shape, design)
        for page in made.pages:
            ends = list(feet(made, page)[shape].values())
            assert max(ends) - min(ends) <= len(ends), (design.name, ends)


@pytest.mark.parametrize("shape", WRAPS)
@pytest.mark.parametrize("story", WRAPPED)
def test_an_awkward_story_stands_well_beside_things_in_its_way(story: str, shape: str, room: Room) -> None:
    for design, outline in zip(room.designs, ((), LENS), strict=True):
        made = room.wrap(story, shape, design, outline)
        told = [*faults(made), *made.codes]
        honest = (*_honest(story, shape), "NL503", "NL501")
        assert [one for one in told if not one.startswith(honest)] == [], design.name


@pytest.mark.parametrize("outline", [LENS, WAIST, APART])
@pytest.mark.parametrize("shape", WRAPS)
def test_text_follows_any_outline(shape: str, outline: tuple[tuple[float, float], ...], room: Room) -> None:
    made = room.wrap("decomposed", shape, room.designs[0], outline)
    told = [*faults(made), *splits(made, "decomposed"), *made.codes]
    assert [one for one in told if one != "NL503"] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: lines[:5] + lines[6:], "missing"),
        (lambda lines: [*lines, lines[9]], "doubled"),
        (lambda lines: [moved_line(lines[0], 0, 1000), *lines[1:]], "off the grid"),
        (lambda lines: [moved_line(lines[0], 20_000, 0), *lines[1:]], "wider than its measure"),
        (
            lambda lines: [lines[0], moved_line(lines[1], 0, lines[0].baseline - lines[1].baseline), *lines[2:]],
            "overlap",
        ),
    ],
)
def test_a_page_on_which_something_is_wrong_is_found_out(
    change: Callable[[list[Line]], list[Line]], told: str, room: Room
) -> None:
    made = room.compose("decomposed", "bands", room.designs[0])
    (page,) = made.pages
    body = [item for item in page.items if isinstance(item, Line) and item.role == "body"]
    rest = [item for item in page.items if item not in body]
    wrong = page._replace(items=(*rest, *change(body)))
    assert any(told in one for one in faults(made._replace(pages=(wrong,))))
