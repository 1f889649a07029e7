"""Paper that is folded in code, piece by piece: it knows nothing of how imposition works out its orders."""

from typing import NamedTuple

from newsletter.finish.schemes import Edge, Fold


class Face(NamedTuple):
    """A printed face of a piece of paper that lies before us: where its page's head points, and where its spine is."""

    page: int
    head: Edge
    spine: Edge | None


Layer = tuple[Face, Face]
"""A piece of paper: what is seen from above, what from below (as if one looked through the table)."""
Paper = dict[tuple[int, int], list[Layer]]
"""By column and row from the top left, the pieces that lie there, the uppermost first."""


def sideways(edge: Edge | None) -> Edge | None:
    return {"left": "right", "right": "left"}.get(edge, edge) if edge else edge  # type: ignore[return-value]


def headlong(edge: Edge | None) -> Edge | None:
    return {"top": "bottom", "bottom": "top"}.get(edge, edge) if edge else edge  # type: ignore[return-value]


def folded(paper: Paper, fold: Fold) -> Paper:
    """One half is lifted over the other: its pieces come to lie on top, turned over, the uppermost now lowest."""
    columns, rows = (max(place[axis] for place in paper) + 1 for axis in (0, 1))
    made: Paper = {}
    for (column, row), pieces in paper.items():
        half = columns // 2
        if fold == "top":
            over, place = row < rows // 2, (column, row - rows // 2)
            target, turn = (column, rows // 2 - 1 - row), headlong
        elif fold == "left":
            over, place = column < half, (column - half, row)
            target, turn = (half - 1 - column, row), sideways
        else:
            over, place = column >= half, (column, row)
            target, turn = (columns - 1 - column, row), sideways
        if not over:
            made[place] = [*made.get(place, []), *pieces]
            continue
        turned = [
            tuple(face._replace(head=turn(face.head) or "top", spine=turn(face.spine)) for face in layer[::-1])
            for layer in reversed(pieces)
        ]
        made[target] = [*turned, *made.get(target, [])]  # type: ignore[list-item]
    return made
