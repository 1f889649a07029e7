"""Names of WordprocessingML (ISO/IEC 29500-1, 17) and of what stands inside it, and small walks over them."""

from collections.abc import Iterator
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"

VAL: Final = W + "val"
PARAGRAPH, RUN, TEXT, TABLE, ROW, CELL = W + "p", W + "r", W + "t", W + "tbl", W + "tr", W + "tc"
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = W + "pPr", W + "rPr"
TEXT_BOX: Final = W + "txbxContent"
LINK: Final = "link"
"""Attribute that we give to a run: the address that a field leads to."""
_PROPERTIES: Final = {
    W + name for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sdtPr", "sdtEndPr", "sectPr")
}
"""What stands in them is no text, even where its names are those of text (``w:tabs/w:tab``)."""
_SPACES: Final = {W + "tab", W + "br", W + "cr", W + "ptab", PARAGRAPH}


def value(element: Any, *path: str) -> str | None:
    """``w:val`` at the end of a path of children; None where the path or the value is missing."""
    for name in path:
        element = element.find(W + name) if element is not None else None
    return None if element is None else element.get(VAL)


def is_on(element: Any, name: str) -> bool | None:
    """A property that is on or off (17.17.4); None where the element is silent."""
    found = None if element is None else element.find(W + name)
    return None if found is None else found.get(VAL, "true") not in ("false", "0", "off", "none")


def whole(text: str | None, otherwise: int = 0) -> int:
    """A number of an attribute, which nobody has checked."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def outermost(container: Any, *tags: str) -> Iterator[Any]:
    """Elements of these names in reading order, whatever wraps them, but none inside another. Without recursion, since
    files of others nest as deep as they like."""
    stack = [iter(container)]
    while stack:
        for element in stack[-1]:
            if element.tag in tags:
                yield element
            elif element.tag not in _PROPERTIES:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def said(element: Any, *tags: str) -> str:
    """The text inside, one space where words are set apart; ``tags``: where it stands, else in ``w:t``."""
    wanted = tags or (TEXT,)
    pieces = (" " if each.tag in _SPACES else each.text or "" for each in element.iter(*wanted, *_SPACES))
    return " ".join("".join(pieces).split())


def remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def replace(element: Any, *others: Any) -> None:
    """Others in its place; none: it goes."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = others
