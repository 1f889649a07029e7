"""What stands on a page of each template of each layout, filled with the dummy text of ``newsletter layout show``, as a
short text kept in tests/cases/golden: a change of a layout or of composition shows there, line by line.

Where the change is meant: ``python tests/compose/test_golden_pages.py`` writes the files anew; the difference is for eyes.
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from newsletter.build.design import open_layout
from newsletter.compose.specimen import specimen
from newsletter.geometry import Rect
from newsletter.intake.resources import builtin
from newsletter.pages.items import Artwork, Item, Line, Page, Panel, Picture
from newsletter.units import to_mm

GOLDEN = Path(__file__).parents[1] / "cases" / "golden"
NAMES = sorted(folder.name for folder in builtin("layouts").iterdir() if folder.is_dir())
SHOWN = 28
"""Letters of a line that are kept: enough to see which it is."""


def dump(name: str) -> str:
    """All templates, one after another; places in whole millimetres, so that another version of a library that shapes text
    may differ by a hair."""
    drawn = open_layout(name)
    assert drawn.layout is not None
    assert drawn.book is not None
    pages = [page for page in specimen(drawn.layout, drawn.book) if page.template in drawn.layout.templates]
    return "\n".join(line for page in pages for line in (f"== {page.template}", *_page(page), ""))


def _page(page: Page) -> Iterator[str]:
    """Grounds, what is read, furniture: of what follows each other in a frame in one role, the first and the last."""
    for (_, role, frame), items in groupby((*page.ground, *page.items, *page.furniture), key=_kind):
        some = list(items)
        if role:
            lines = [item for item in some if isinstance(item, Line)]
            ends = dict.fromkeys((_text(lines[0]), _text(lines[-1])))
            yield f"{role} {frame or '-'} x{len(lines)} at {_mm(lines[0].baseline)}: {' … '.join(ends)}"
        else:
            drawn = [item for item in some if isinstance(item, Picture | Artwork | Panel)]
            ends = dict.fromkeys(_place(item.box) for item in (*drawn[:1], *drawn[-1:]))
            yield from (f"{type(some[0]).__name__.lower()} x{len(drawn)}: {' … '.join(ends)}" for _ in drawn[:1])


def _kind(item: Item) -> tuple[str, str, str]:
    return (type(item).__name__, item.role, item.frame) if isinstance(item, Line) else (type(item).__name__, "", "")


def _text(line: Line) -> str:
    whole = " ".join(shape.text for run in line.runs for shape in run.shapes)
    return whole if len(whole) <= SHOWN else f"{whole[: SHOWN - 1].rstrip()}~"


def _place(box: Rect) -> str:
    return f"{_mm(box.x0)},{_mm(box.y0)} {_mm(box.x1 - box.x0)}x{_mm(box.y1 - box.y0)}"


def _mm(length: int) -> str:
    return f"{to_mm(length):.0f}"


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_of_a_layout_are_those_that_were_last_looked_at(name: str) -> None:
    told = "python tests/compose/test_golden_pages.py writes them anew"
    kept = GOLDEN / f"{name}.txt"
    assert kept.is_file(), told
    assert dump(name).splitlines() == kept.read_text(encoding="utf-8").splitlines(), told


def test_no_text_is_kept_of_a_layout_that_is_gone() -> None:
    assert sorted(file.stem for file in GOLDEN.glob("*.txt")) == NAMES


if __name__ == "__main__":
    for each in sys.argv[1:] or NAMES:
        (GOLDEN / f"{each}.txt").write_text(dump(each), encoding="utf-8")
