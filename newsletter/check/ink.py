"""How much ink the items of a page can lay on one spot: a bound that is cheap, so that few pages need be rendered."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsletter.check.composition import Sheet, art_box
from newsletter.colour import BLACK, Cmyk
from newsletter.geometry import Rect
from newsletter.pages.items import Artwork, Item, Line, Link, Page, Panel, Picture
from newsletter.problems import PageSpot, Problem, warning
from newsletter.units import Mpt, mm

SQUARE: Mpt = mm(15)
"""Ink is judged as the average over squares of this side (GWG 2022, R0026)."""
PEAK_ABOVE = 8
"""Per cent by which a spot may exceed the limit (contract: Press): JPEG alone strays as far."""


class Soaked(NamedTuple):
    """What lies on a page. ``most`` ink of a spot that holds no photo, in per mille, and the ``box`` where; each photo, and
    whether black is printed over it."""

    page: int
    most: int = 0
    box: Rect | None = None
    photos: tuple[tuple[Picture, bool], ...] = ()


class _Ground(NamedTuple):
    """What black may be printed over: its box, its cyan, magenta and yellow in per mille; the number of the photo, where it
    is one. ``hides``: a box of it that covers another leaves nothing of what lies beneath."""

    box: Rect
    ink: int
    photo: int = -1
    hides: bool = True


def soaked(page: Page) -> Soaked:
    """Black text and thin black rules print over what lies beneath, so their ink adds to its cyan, magenta and yellow;
    every other colour replaces what it covers. That black is taken for overprinting wherever it stands only makes the
    bound larger. Lines of text are no ground: they do not stand on one another."""
    most = 0
    wettest: Item | None = None
    grounds: list[_Ground] = []
    photos: list[Picture] = []
    over: set[int] = set()
    for item in (*page.ground, *page.items, *page.furniture):
        if isinstance(item, Picture):
            grounds.append(_Ground(item.box, 0, len(photos), hides=not item.clip))
            photos.append(item)
        for colour in _colours(item):
            ink = colour.total
            if colour == BLACK:
                beneath = list(_beneath(item, grounds))
                over.update(ground.photo for ground in beneath if ground.photo >= 0)
                ink += max((ground.ink for ground in beneath), default=0)
            elif not isinstance(item, Line):
                grounds.append(_Ground(_reach(item), ink - colour.k, hides=isinstance(item, Panel)))
            if ink > most:
                most, wettest = ink, item
    box = _reach(wettest) if wettest else None
    return Soaked(page.number, most, box, tuple((photo, k in over) for k, photo in enumerate(photos)))


def at_most(page: Soaked, peaks: Mapping[tuple[int, Picture], float]) -> float:
    """No spot of the page has more ink, in per cent; ``peaks`` are those of its photos by page and picture. A photo
    without one prints none."""
    photos = (peaks.get((page.page, photo), 0.0) + (BLACK.total / 10 if over else 0) for photo, over in page.photos)
    return max(page.most / 10, *photos, 0.0)


def inked(page: Page, sheet: Sheet) -> Iterator[Problem]:
    """Colours of the layout that are too much ink by themselves, as can be told without a PDF."""
    squares = [panel for panel in page.ground + page.items + page.furniture
               if isinstance(panel, Panel) and min(panel.box.width, panel.box.height) >= SQUARE]  # fmt: skip
    panel = max(squares, key=lambda panel: panel.colour.total, default=None)
    if panel and panel.colour.total > 10 * sheet.max_ink:
        yield warning("NL621", None, PageSpot(page.number, panel.box), page=page.number,
                      ink=panel.colour.total / 10, limit=sheet.max_ink)  # fmt: skip
        return
    found, limit = soaked(page), sheet.max_ink + PEAK_ABOVE
    if found.most > 10 * limit:
        yield warning(
            "NL622", None, PageSpot(page.number, found.box), page=page.number, ink=found.most / 10, limit=limit
        )


def _beneath(item: Item, grounds: list[_Ground]) -> Iterator[_Ground]:
    """The grounds that show under an item, from the uppermost down to one that covers it all."""
    for ground in reversed(grounds):
        if _touches(item, ground.box):
            yield ground
            box = _reach(item)
            if ground.hides and box == _shared(box, ground.box):
                return


def _colours(item: Item) -> tuple[Cmyk, ...]:
    if isinstance(item, Line):
        return tuple({run.colour: None for run in item.runs})
    if isinstance(item, Artwork):
        inks = (ink for path in item.drawing.paths for ink in (path.fill, path.stroke))
        return tuple(dict.fromkeys(ink for ink in inks if ink))
    return () if isinstance(item, Picture | Link) else (item.colour,)


def _touches(item: Item, ground: Rect) -> bool:
    """The ends of a line are worked out only where its height touches."""
    if isinstance(item, Line):
        up, down = _height(item)
        if up >= ground.y1 or down <= ground.y0:
            return False
    shared = _shared(_reach(item), ground)
    return shared.x0 < shared.x1 and shared.y0 < shared.y1


def _shared(one: Rect, other: Rect) -> Rect:
    return Rect(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))


def _reach(item: Item) -> Rect:
    """The utmost that an item covers; accents and descenders of text included."""
    if isinstance(item, Line):
        up, down = _height(item)
        right = max((right for run in item.runs for _, right in run.spans()), default=0)
        return Rect(min((run.x for run in item.runs), default=0), up, right, down)
    return art_box(item) or Rect(0, 0, 0, 0)


def _height(line: Line) -> tuple[Mpt, Mpt]:
    """Letters with their accents: the em above the baseline, a quarter of it below."""
    size = max((run.size + abs(run.rise) for run in line.runs), default=0)
    return line.baseline - size, line.baseline + size // 4
