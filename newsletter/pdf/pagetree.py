"""The pages of a document with what they inherit (ISO 32000-1, 7.7.3), and the layers that are off by default
(8.11.4)."""

from collections.abc import Iterator
from typing import Final, Protocol

from newsletter.pdf.document import Annotation, Boxes, Page
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Array, Dictionary, Plain, Ref, Stream

PAGES_MOST: Final = 5000
"""Pages of one file; the press law allows a bulletin 64."""
NODES_MOST: Final = 50_000
ANNOTATIONS_MOST: Final = 50_000
"""Of a page: more than anybody who counts annotations takes, so that what is left out is told there."""
LAYERS_MOST: Final = 5000
_INHERITED: Final = ("Resources", "MediaBox", "CropBox", "Rotate")


class Note(Protocol):
    """Notes a damage: its kind, its page, what is concerned."""

    def __call__(self, kind: str, page: int = 0, detail: str = "") -> None: ...


def pages_of(catalogue: Dictionary, note: Note) -> tuple[Page, ...]:
    """All pages in order. A node seen before, of no type or out of bounds is noted and left out."""
    pages: list[Page] = []
    for leaf, inherited in _leaves(catalogue.dictionary("Pages"), note):
        if len(pages) >= PAGES_MOST:
            note("amount", detail="pages")
            break
        pages.append(_page(len(pages) + 1, leaf, inherited, note))
    stated = catalogue.dictionary("Pages").whole("Count", -1)
    if catalogue and stated != len(pages):
        note("pages", detail=f"Count {stated}, {len(pages)}")
    return tuple(pages)


def _leaves(root: Dictionary, note: Note) -> Iterator[tuple[Dictionary, dict[str, Plain]]]:
    """Page dictionaries in order with the attributes that they inherit; no recursion, each object once."""
    waiting: list[tuple[Dictionary, dict[str, Plain]]] = [(root, {})] if root else []
    seen: set[Ref] = set()
    nodes = 0
    while waiting:
        node, above = waiting.pop()
        nodes += 1
        if nodes > NODES_MOST:
            note("amount", detail="pages")
            return
        if node.ref is not None:
            if node.ref in seen:
                note("pages", detail=str(node.ref.number))
                continue
            seen.add(node.ref)
        here = {**above, **{key: node[key] for key in _INHERITED if key in node}}
        kids = node.get("Kids")
        if isinstance(kids, Array) and node.name("Type") != "Page":
            below = kids[:NODES_MOST]
            if not all(isinstance(kid, Dictionary) for kid in below):
                note("pages", detail=str(node.ref.number) if node.ref else "")
            waiting.extend((kid, here) for kid in reversed(below) if isinstance(kid, Dictionary))
        else:
            if node.name("Type") != "Page":
                note("pages", detail=str(node.ref.number) if node.ref else "")
            yield node, here


def _page(number: int, leaf: Dictionary, inherited: dict[str, Plain], note: Note) -> Page:
    whole = Dictionary({**inherited})
    boxes = Boxes(
        media=box_of(whole.get("MediaBox")),
        crop=box_of(whole.get("CropBox")),
        bleed=box_of(leaf.get("BleedBox")),
        trim=box_of(leaf.get("TrimBox")),
        art=box_of(leaf.get("ArtBox")),
    )
    if boxes.media is None:
        note("page", number, "MediaBox")
    group = leaf.get("Group")
    return Page(
        number=number,
        boxes=boxes,
        rotate=whole.whole("Rotate") % 360,
        user_unit=leaf.number("UserUnit", 1.0),
        resources=whole.dictionary("Resources"),
        contents=_contents(number, leaf, note),
        annotations=tuple(_annotations(leaf)),
        group=group if isinstance(group, Dictionary) else None,
        dictionary=leaf,
    )


def box_of(value: Plain) -> Box | None:
    """A rectangle (7.9.5) with its corners in order, or None."""
    numbers = value.numbers() if isinstance(value, Array) and len(value) == 4 else None
    if numbers is None:
        return None
    x0, y0, x1, y1 = numbers
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _contents(number: int, leaf: Dictionary, note: Note) -> tuple[Stream, ...]:
    value = leaf.get("Contents")
    if value is None and "Contents" not in leaf:
        return ()
    parts = [value] if isinstance(value, Stream) else value[:NODES_MOST] if isinstance(value, Array) else [None]
    if not all(isinstance(part, Stream) for part in parts):
        note("page", number, "Contents")
    return tuple(part for part in parts if isinstance(part, Stream))


def _annotations(leaf: Dictionary) -> Iterator[Annotation]:
    for item in leaf.array("Annots")[:ANNOTATIONS_MOST]:
        if isinstance(item, Dictionary):
            yield Annotation(item.name("Subtype"), box_of(item.get("Rect")), item.whole("F"), item)


def layers_off(catalogue: Dictionary) -> frozenset[int]:
    """Object numbers of the optional content groups that the default configuration turns off (table 101)."""
    properties = catalogue.dictionary("OCProperties")
    default = properties.dictionary("D")
    off = _numbers(default.array("OFF"))
    if default.name("BaseState") == "OFF":
        off |= _numbers(properties.array("OCGs")) - _numbers(default.array("ON"))
    return frozenset(off)


def _numbers(array: Array) -> set[int]:
    return {item.number for item in array.items[:LAYERS_MOST] if isinstance(item, Ref)}
