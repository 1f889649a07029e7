"""The furniture that a template asks for, set on a page."""

from collections.abc import Iterator, Mapping

from newsletter.compose.draft import Draft
from newsletter.compose.furniture import Entry, set_contents, set_fixed, set_imprint, set_masthead
from newsletter.compose.kit import Kit
from newsletter.geometry import Rect
from newsletter.model.layout import Furniture
from newsletter.pages.items import Artwork, Item, Panel


def furnish(draft: Draft, opened: Mapping[str, int], kit: Kit) -> None:
    """Set it; the contents wait until ``opened`` (story -> page) is complete."""
    for piece in draft.spot.template.furniture:
        area = draft.spot.area(piece.area)
        if piece.kind in ("panel", "rule"):
            _set_panel(piece, area, draft)
        elif piece.kind in ("ornament", "band", "border"):
            draft.furniture += _ornaments(piece, area, kit)
        elif piece.kind == "masthead":
            draft.furniture += set_masthead(area, kit)
        elif piece.kind == "label":
            draft.furniture += set_fixed(piece.text, area, kit.layout.styles[piece.style], kit)
        else:
            _set_list(piece, area, draft, opened, kit)


def _set_panel(piece: Furniture, area: Rect, draft: Draft) -> None:
    if piece.colour is None:
        return
    box = draft.spot.bled(area) if piece.bleed else area
    if piece.kind == "rule":
        box = box._replace(y1=box.y0 + piece.weight)
    draft.ground.append(Panel(box, piece.colour))


def _ornaments(piece: Furniture, area: Rect, kit: Kit) -> Iterator[Artwork]:
    from newsletter.compose.ornament import band, border, fitted  # noqa: PLC0415 (not every layout has some)

    drawings = kit.layout.ornaments
    drawing = drawings[piece.ornament]
    if piece.kind == "ornament":
        yield fitted(drawing, area)
    elif piece.kind == "band":
        yield from band(drawing, area)
    else:
        yield from border(drawing, drawings.get(piece.corner), area, piece.inset)


def _set_list(piece: Furniture, area: Rect, draft: Draft, opened: Mapping[str, int], kit: Kit) -> None:
    """Contents or imprint, on a tint where the template gives one."""
    if piece.colour is not None:
        draft.ground.append(Panel(draft.spot.bled(area) if piece.bleed else area, piece.colour))
    inner = area.outset(-piece.inset)
    if piece.kind == "imprint":
        draft.furniture += set_imprint(inner, piece.columns, kit)
    else:
        draft.pending.append(lambda: _contents(piece, inner, draft.spot.number, opened, kit))


def _contents(piece: Furniture, area: Rect, here: int, opened: Mapping[str, int], kit: Kit) -> list[Item]:
    """All stories but those of the page itself, in the order of their pages."""
    entries = [
        Entry(article, opened[article.id])
        for article in kit.issue.articles
        if opened.get(article.id, 0) not in (0, here)
    ]
    entries.sort(key=lambda entry: entry.page)
    return set_contents(area, piece.columns, entries, kit)
