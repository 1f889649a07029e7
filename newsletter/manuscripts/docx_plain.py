"""A part of a Word file in its plainest form: paragraphs of runs, tables of cells, nothing nested deeper, and every run
carries its look itself. That is what mammoth reads without loss."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from newsletter.manuscripts.docx_figures import BOX_BEGINS, BOX_ENDS, PLACE, RULE
from newsletter.manuscripts.docx_lists import Lists
from newsletter.manuscripts.docx_names import (
    CELL,
    LINK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    VAL,
    R,
    W,
    is_on,
    outermost,
    said,
    value,
    whole,
)
from newsletter.manuscripts.docx_package import Relation
from newsletter.manuscripts.docx_styles import Face, Manner, Styles, in_force, set_by
from newsletter.manuscripts.docx_symbols import code_of, plain_symbols, symbol
from newsletter.manuscripts.manuscript import Loss, Paragraph

Stand = Paragraph | str
"""What a paragraph is, without its runs; or a mark between paragraphs: RULE, BOX_BEGINS, BOX_ENDS."""
_NOTES: Final = (W + "footnoteReference", W + "endnoteReference")
_KEPT: Final = (W + "tab", W + "noBreakHyphen", W + "softHyphen")
_BREAKS: Final = (W + "br", W + "cr")
_INK: Final = (
    TEXT,
    W + "tab",
    W + "ptab",
    W + "sym",
    W + "noBreakHyphen",
    W + "softHyphen",
    W + "ruby",
    *_BREAKS,
    PLACE,
    *_NOTES,
)
_MARKS: Final = (RULE, BOX_BEGINS, BOX_ENDS)
_SHOWN: Final = 80
"""Characters of a table inside a table that tell which one it is."""
_MOST_COLUMNS: Final = 63
"""Word's own limit."""


class Sheet:
    """The parts of a document on their way to the plain form. ``stands``: of each paragraph written, found by the number
    that is its style there."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.styles = styles
        self.lists = lists
        self.stands: list[Stand] = []
        self.losses: list[Loss] = []

    def blocks(self, container: Any, relations: dict[str, Relation]) -> Iterator[Any]:
        """Plain paragraphs and tables of whatever holds some."""
        for element in outermost(container, PARAGRAPH, TABLE, RUN, *_MARKS):
            if element.tag == TABLE:
                yield self._table(element, relations)
            elif element.tag in _MARKS:
                yield self._standing(element.tag)
            else:
                yield from self._paragraphs(element, relations)

    def _standing(self, stand: Stand) -> Any:
        paragraph, properties = etree.Element(PARAGRAPH), etree.Element(PARAGRAPH_PROPERTIES)
        properties.append(etree.Element(W + "pStyle", {VAL: str(len(self.stands))}))
        paragraph.append(properties)
        self.stands.append(stand)
        return paragraph

    def _paragraphs(self, source: Any, relations: dict[str, Relation]) -> Iterator[Any]:
        """A paragraph, and the line that is drawn in it or is all that there is to it."""
        properties = source.find(PARAGRAPH_PROPERTIES)
        manner = set_by(properties, self.styles.paragraph(value(properties, "pStyle")))
        stand = self._stand(properties, manner)
        paragraph = self._standing(stand)
        hidden: list[str] = []
        for run in outermost(source, RUN, *_INK) if source.tag == PARAGRAPH else (source,):
            paragraph.extend(self._runs(run, manner, relations, hidden))
        if text := " ".join("".join(hidden).split()):
            self.losses.append(Loss("text", text))
        ruled = next(source.iter(RULE), None) is not None or _is_bordered(properties)
        empty = len(paragraph) == 1
        if not (ruled and empty):
            yield paragraph
        if ruled and (empty or next(source.iter(RULE), None) is not None):
            yield self._standing(RULE)

    def _stand(self, properties: Any, manner: Manner) -> Paragraph:
        role, level, label = manner.role, manner.level, ""
        if manner.number not in (None, "0"):
            number = manner.number or ""
            depth = self._depth(properties, manner)
            text = self.lists.label(number, depth)
            label = (text or "").strip()
            if role == "paragraph" and label:
                role, level = "list-item", max(depth + 1, manner.list_level)
        return Paragraph((), role, level, label, manner.align)

    def _depth(self, properties: Any, manner: Manner) -> int:
        """Where neither the paragraph nor its style says it, the list itself may name the style."""
        if manner.depth is not None:
            return manner.depth
        return self.lists.depth_of_style(manner.number or "", value(properties, "pStyle") or "") or 0

    def _runs(self, run: Any, manner: Manner, relations: dict[str, Relation], hidden: list[str]) -> Iterator[Any]:
        properties = run.find(RUN_PROPERTIES) if run.tag == RUN else None
        character = self.styles.character(value(properties, "rStyle"))
        face = in_force(self.styles.defaults, manner.face, character, self.styles.face_of(properties))
        font = face.font or ""
        pieces = [
            piece for each in (outermost(run, *_INK) if run.tag == RUN else (run,)) for piece in _inked(each, font)
        ]
        if face.hidden:
            hidden.append(" ".join(piece.text or "" for piece in pieces))
            return
        if not pieces:
            return
        plain = etree.Element(RUN)
        plain.append(_look(face, manner, "".join(piece.text or "" for piece in pieces)))
        plain.extend(pieces)
        address = _address(run, relations)
        if address:
            link = etree.Element(W + "hyperlink", {W + "anchor": address})  # mammoth hands anchors on as they are
            link.append(plain)
            plain = link
        yield plain

    def _table(self, source: Any, relations: dict[str, Relation]) -> Any:
        table = etree.Element(TABLE)
        inner = next(source.iterdescendants(TABLE), None)
        if inner is not None:
            self.losses.append(Loss("inner-table", said(inner)[:_SHOWN]))
        for line in outermost(source, ROW):
            row = etree.SubElement(table, ROW)
            if is_on(line.find(W + "trPr"), "tblHeader"):
                etree.SubElement(etree.SubElement(row, W + "trPr"), W + "tblHeader")
            skipped = whole(value(line, "trPr", "gridBefore"))
            if skipped > 0:
                row.append(_cell(skipped, merged=False))
            for box in outermost(line, CELL):
                self._fill(row, box, relations)
        return table

    def _fill(self, row: Any, box: Any, relations: dict[str, Relation]) -> None:
        """A cell after those of its row. What is merged into its left neighbour (17.4.22) belongs to that one."""
        properties = box.find(W + "tcPr")
        paragraphs = [
            plain
            for each in outermost(box, PARAGRAPH, RUN)
            for plain in self._paragraphs(each, relations)
            if isinstance(self.stands[whole(value(plain, "pPr", "pStyle"))], Paragraph)
        ]
        beside = None if properties is None else properties.find(W + "hMerge")
        if beside is not None and beside.get(VAL, "continue") == "continue" and len(row.findall(CELL)):
            left = row.findall(CELL)[-1]
            span = left.find(f"{W}tcPr/{W}gridSpan")
            span.set(VAL, str(min(whole(span.get(VAL), 1) + 1, _MOST_COLUMNS)))
            left.extend(filter(_says_something, paragraphs))
            return
        below = None if properties is None else properties.find(W + "vMerge")
        # what Word hides under a merged cell is shown as a cell: better seen than lost
        merges = below is not None and below.get(VAL, "continue") == "continue"
        merged = merges and not any(map(_says_something, paragraphs))
        cell = _cell(whole(value(properties, "gridSpan"), 1), merged=merged)
        cell.extend(paragraphs)
        row.append(cell)


def _cell(columns: int, *, merged: bool) -> Any:
    cell = etree.Element(CELL)
    properties = etree.SubElement(cell, W + "tcPr")
    etree.SubElement(properties, W + "gridSpan", {VAL: str(min(max(columns, 1), _MOST_COLUMNS))})
    if merged:
        etree.SubElement(properties, W + "vMerge")
    return cell


def _says_something(paragraph: Any) -> bool:
    return bool(said(paragraph)) or next(paragraph.iter(W + "bookmarkStart"), None) is not None


def _inked(element: Any, font: str) -> Iterable[Any]:
    """What stands in a run in the few elements that mammoth knows."""
    if element.tag in _NOTES:
        yield etree.Element(element.tag, {W + "id": element.get(W + "id", "")})
    elif element.tag in _KEPT:
        yield etree.Element(element.tag)
    elif element.tag == TEXT:
        yield _text(plain_symbols(element.text or "", font))
    elif element.tag == PLACE:  # mammoth hands bookmarks on as they are
        yield etree.Element(W + "bookmarkStart", dict(element.attrib))
    elif element.tag in _BREAKS:
        yield etree.Element(W + "br")
    elif element.tag == W + "ptab":
        yield etree.Element(W + "tab")
    elif element.tag == W + "sym":
        yield _text(symbol(element.get(W + "font", ""), code_of(element.get(W + "char", ""))))
    else:  # ruby: the reading in brackets behind what it is the reading of
        base, reading = (element.find(W + name) for name in ("rubyBase", "rt"))
        yield _text(f" {'' if base is None else said(base)} {'' if reading is None else f'({said(reading)}) '}")


def _text(text: str) -> Any:
    element = etree.Element(TEXT)
    element.text = text
    return element


def _look(face: Face, manner: Manner, text: str) -> Any:
    """``w:rPr`` that says all. The bold and italic of a heading's own style are no emphasis."""
    named = manner.role not in ("paragraph", "list-item")
    properties = etree.Element(RUN_PROPERTIES)
    font = (face.font or face.high) if text.isascii() else (face.high or face.font)
    if font:
        etree.SubElement(properties, W + "rFonts", {W + "ascii": font})
    for name, is_set, usual in (("b", face.bold, manner.face.bold), ("i", face.italic, manner.face.italic)):
        if is_set and not (named and usual):
            etree.SubElement(properties, W + name)
    for name, given in (("vertAlign", face.shift), ("sz", face.size)):
        if given:
            etree.SubElement(properties, W + name, {VAL: given})
    return properties


def _address(run: Any, relations: dict[str, Relation]) -> str:
    link = next(run.iterancestors(W + "hyperlink"), None)
    relation = None if link is None else relations.get(link.get(R + "id", ""))
    if relation is not None and relation.external:
        return relation.target
    return str(run.get(LINK, ""))


def _is_bordered(properties: Any) -> bool:
    borders = None if properties is None else properties.find(W + "pBdr")
    sides = () if borders is None else (borders.find(W + side) for side in ("top", "bottom"))
    return any(side is not None and side.get(VAL) not in (None, "nil", "none") for side in sides)
