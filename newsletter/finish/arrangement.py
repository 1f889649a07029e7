"""From a number of pages and an order to sides of sheets: which signature fits the paper, and where its pages lie. Pure."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from newsletter.finish.schemes import (
    Blanks,
    Leaf,
    Scheme,
    Sheet,
    nup,
    padded,
    perfect,
    quarter_turned,
    reader,
    saddle,
    work_and_turn,
)
from newsletter.finish.sheets import Forme, Setup, fitted, formes, grid_for, needed
from newsletter.geometry import Size
from newsletter.problems import Outcome, Problem, error
from newsletter.units import to_mm

PLACES_MOST: Final = 100_000
"""Pages placed in one job, repeats counted: far more than any plate holds."""
CREEP_MOST: Final = 8
"""Creep may take an eighth of a page's width at most."""
_SADDLE_SIZES, _GLUED_SIZE = (16, 8, 4), 16


class Wish(NamedTuple):
    """How pages are to be arranged. ``signature``: pages of a folded sheet, 0 for what suits; ``turn``: work and turn,
    None for what suits; ``repeat``: as often as the paper holds."""

    scheme: Scheme
    signature: int = 0
    blanks: Blanks = "inside"
    turn: bool | None = None
    repeat: bool = False


class Arrangement(NamedTuple):
    """The sides in the order of printing; ``blanks`` counts pages that were added to fill the signatures."""

    scheme: Scheme
    formes: tuple[Forme, ...]
    sheets: int
    blanks: int = 0
    one_plate: bool = False


def arrange(count: int, wish: Wish, setup: Setup) -> Outcome[Arrangement]:
    """The sides of all sheets for pages 1 … count; None where the paper is too small."""
    if wish.scheme == "reader":
        sides = [formes(sheet, number, setup)[0] for number, sheet in enumerate(reader(count), 1)]
        return Outcome(Arrangement(wish.scheme, tuple(sides), len(sides)))
    laid = _loose(count, wish, setup) if wish.scheme == "nup" else _bound(count, wish, setup)
    if isinstance(laid, Problem):
        return Outcome(None, (laid,))
    places = sum(len(row) for sheet in laid for row in sheet.rows)
    if places > PLACES_MOST:
        return Outcome(None, (error("NL663", places=places, limit=PLACES_MOST),))
    return Outcome(_arranged(laid, count, wish, setup))


def _arranged(sheets: tuple[Sheet, ...], count: int, wish: Wish, setup: Setup) -> Arrangement:
    found = [formes(sheet, number, setup) for number, sheet in enumerate(sheets, 1)]
    sides = [side for pair in found for side in pair]
    if not any(placed.page for side in sides if side.letter == "B" for placed in side.pages):
        sides = [side for side in sides if side.letter == "A"]  # printed on one side only
    blanks = -count % 4 if wish.scheme != "nup" else 0
    return Arrangement(wish.scheme, tuple(sides), len(sheets), blanks, sheets[0].one_plate)


def _bound(count: int, wish: Wish, setup: Setup) -> tuple[Sheet, ...] | Problem:
    """Folded sections. Without a wish a glued book has signatures of 16; a stitched one the largest that the paper takes,
    or spreads where no paper is named."""
    order = padded(count, 4, wish.blanks)
    bind = saddle if wish.scheme == "saddle" else perfect
    turn = bool(wish.turn)
    for largest in _sizes(wish, setup):
        sheets = bind(order, largest)
        lost = max(leaf.nest for sheet in sheets for row in sheet.rows for leaf in row) * setup.creep
        if lost * CREEP_MOST > setup.trim.width:
            return error("NL659", creep=round(to_mm(setup.creep), 3), lost=round(to_mm(lost), 1))
        found = [fitted(sheet, setup, turn=turn, repeat=wish.repeat) for sheet in sheets]
        fits = tuple(sheet for sheet in found if sheet is not None)
        if len(fits) == len(sheets):
            return fits
    return _too_small(max(sheets, key=lambda sheet: len(sheet.rows)), setup, turn=turn)


def _sizes(wish: Wish, setup: Setup) -> tuple[int, ...]:
    if wish.signature:
        return (wish.signature,)
    if wish.scheme == "perfect":
        return (_GLUED_SIZE,)
    return _SADDLE_SIZES if setup.sheet is not None else _SADDLE_SIZES[-1:]


def _loose(count: int, wish: Wish, setup: Setup) -> tuple[Sheet, ...] | Problem:
    """Leaves as many as the paper holds, upright or, where that is more, after a quarter turn."""
    turn = count > 1 if wish.turn is None else wish.turn
    leaf = Sheet(((Leaf(1),),))
    upright, lying = (grid_for(one, setup, turn=turn) for one in (leaf, quarter_turned(leaf)))
    turned = lying[0] * lying[1] > upright[0] * upright[1]
    columns, rows = lying if turned else upright
    if not columns * rows:
        return _too_small(leaf, setup, turn=turn)
    sheets = nup(count, (rows, columns) if turned else (columns, rows), repeat=wish.repeat)
    return tuple(_finished(sheets, turned=turned, turn=turn))


def _finished(sheets: tuple[Sheet, ...], *, turned: bool, turn: bool) -> Iterator[Sheet]:
    for sheet in sheets:
        lying = quarter_turned(sheet) if turned else sheet
        yield work_and_turn(lying) if turn else lying


def _too_small(sheet: Sheet, setup: Setup, *, turn: bool) -> Problem:
    wanted = needed(work_and_turn(sheet) if turn else sheet, setup)
    return error("NL657", needed=_centimetres(wanted), sheet=_centimetres(setup.sheet or wanted))


def _centimetres(size: Size) -> str:
    return " x ".join(f"{to_mm(side) / 10:.1f}".removesuffix(".0") for side in sorted(size, reverse=True))
