"""OpenDocument texts become manuscripts (ODF 1.3 part 3). Only a child process imports this: lxml takes 0.05 s."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from newsletter.manuscripts.docx_package import Package, parsed
from newsletter.manuscripts.kinds import Unreadable, is_drawing
from newsletter.manuscripts.lengths import millimetres
from newsletter.manuscripts.manuscript import (
    Block,
    Cell,
    Footnote,
    Inset,
    Loss,
    LossKind,
    Manuscript,
    Paragraph,
    Picture,
    Properties,
    Rule,
    Run,
    Table,
)
from newsletter.manuscripts.odt_changes import Changes
from newsletter.manuscripts.odt_count import text_of
from newsletter.manuscripts.odt_styles import DC, OFFICE, OUTLINE, SVG, TEXT, Standing, Styles, whole
from newsletter.manuscripts.recall import counted
from newsletter.manuscripts.runs import flat, flowed, has_text, joined, unboxed

_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_MANIFEST: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_MANIFEST_TYPE: Final = b'<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
"""OpenOffice 1 and 2 wrote it; no DTD is read."""
_MOST_REPEATED: Final = 200
"""Times that a row or a cell is repeated: a table may say a million."""
_SKIPPED: Final = frozenset(
    TEXT + name
    for name in "alphabetical-index-auto-mark-file dde-connection-decls note-citation ruby-text sequence-decls "
    "soft-page-break table-of-content-source tracked-changes user-field-decls variable-decls".split()
) | {OFFICE + "event-listeners", OFFICE + "forms", OFFICE + "scripts", SVG + "desc", SVG + "title"}
_PARAGRAPHS: Final = frozenset((TEXT + "p", TEXT + "h"))


class _Item(NamedTuple):
    """The list item that paragraphs stand in. ``label`` is of its first paragraph; ``labelled``: that one has been."""

    style: str = ""
    depth: int = 0
    label: str = ""
    labelled: bool = False


def read_odt(content: bytes) -> Manuscript:
    """A .odt or .ott file."""
    package = Package(content)
    root = package.tree("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if body is None:
        raise Unreadable("damaged")
    reading = _Reading(package, root, body)
    reading.read(body)
    return counted(reading.manuscript(), text_of(package.part("content.xml")), reading.aside)


class _Reading:
    """One document on its way."""

    def __init__(self, package: Package, root: Any, body: Any) -> None:
        self._package = package
        named = package.tree("styles.xml")
        self._named = [named] if named is not None else []
        self._styles = Styles(*self._named, root)
        self._kinds = _kinds(package)
        self._blocks: list[Block] = []
        self._after: list[Block] = []
        self._runs: list[Run] = []
        self._item = _Item()
        self._numbers: dict[str, list[int]] = {}
        self._outline: list[int] = []
        self._size = 0.0
        self._changes = Changes(body)
        self._pictures: list[Picture] = []
        self._notes: list[Footnote] = []
        self._losses: list[Loss] = []
        self.aside: list[str] = []
        """Texts that stand in the document and not in the manuscript."""

    def read(self, body: Any) -> None:
        self._flow(body)
        self._margins()
        if any(
            name.startswith("basic/") and name.endswith(".xml") and "-l" not in name for name in self._package.names
        ):
            self._losses.append(Loss("macro", "Basic"))

    def manuscript(self) -> Manuscript:
        return Manuscript(
            "odt",
            tuple(self._blocks),
            tuple(self._notes),
            tuple(self._pictures),
            self._properties(),
            tuple(self._changes.revisions),
            tuple(self._changes.comments),
            tuple(self._losses),
        )

    def _properties(self) -> Properties:
        root = self._package.tree("meta.xml")
        if root is None:
            return Properties()
        names = (DC + "title", _META + "initial-creator", DC + "subject", _META + "creation-date", DC + "date")
        found = [(root.findtext(f".//{name}") or "").strip() for name in names]
        found[1] = found[1] or (root.findtext(f".//{DC}creator") or "").strip()
        return Properties(*found)

    def _margins(self) -> None:
        """Headers and footers are no part of an article; what they say is told."""
        for root in self._named:
            for element in root.iter():
                name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
                if name in ("header", "footer", "header-first", "footer-first", "header-left", "footer-left"):
                    text = " ".join(" ".join(element.itertext()).split())
                    if any(sign.isalpha() for sign in text):
                        self._losses.append(Loss("header", text[:200]))

    # Blocks

    def _flow(self, elements: Iterable[Any]) -> None:
        """What stands in a body, a section, a cell, a text box, a note."""
        for child in elements:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if child.tag in _PARAGRAPHS:
                self._paragraph(child)
            elif child.tag == TEXT + "list":
                self._list(child)
            elif child.tag == _TABLE + "table":
                self._table(child)
            elif child.tag == TEXT + "section" and child.get(TEXT + "display") == "none":
                self._hide(child)
            elif child.tag.startswith(_DRAW):
                self._drawing(child, Run())
                self._flush()
            elif child.tag in (TEXT + "change-start", TEXT + "change-end"):
                self._changes.mark(child)
            else:  # sections, indexes, numbered paragraphs: what they hold
                self._flow(child)

    def _paragraph(self, element: Any) -> None:
        name = element.get(TEXT + "style-name", "")
        standing = self._styles.standing(name)
        if element.tag == TEXT + "h":
            standing = standing._replace(role="heading", level=whole(element.get(TEXT + "outline-level"), 1))
        if self._styles.is_hidden("paragraph", name):
            self._hide(element)
            return
        if element.tag == TEXT + "h" and self._item.style in ("", "Outline"):
            self._count(self._outline, standing.level, self._styles.start(OUTLINE, standing.level), None)
            self._item = self._item._replace(label=self._styles.label(OUTLINE, self._outline), labelled=False)
        self._size = self._styles.size("paragraph", name)
        self._inline(element, self._styles.look("paragraph", name, Run()))
        self._changes.hear("\n")
        self._end(standing)

    def _end(self, standing: Standing) -> None:
        runs = joined(self._runs)
        self._runs = []
        item = self._item
        label = "" if item.labelled else item.label
        if standing.rule and not runs:
            self._blocks.append(Rule())
        elif item.label and standing.role == "paragraph":
            self._blocks.append(Paragraph(runs, "list-item", item.depth, label, standing.align, self._size))
        else:
            label = label if standing.role == "heading" else ""
            self._blocks.append(Paragraph(runs, standing.role, standing.level, label, standing.align, self._size))
        self._item = item._replace(labelled=True) if item.depth else _Item()
        self._flush()

    def _flush(self) -> None:
        """What hung on a paragraph follows it."""
        if self._runs:
            self._blocks.append(Paragraph(joined(self._runs)))
            self._runs = []
        self._blocks += self._after
        self._after = []

    def _list(self, element: Any) -> None:
        before = self._item
        depth = before.depth + 1
        style = element.get(TEXT + "style-name") or before.style or self._list_style(element)
        numbers = self._numbers.setdefault(style, [])
        if (
            depth == 1
            and element.get(TEXT + "continue-numbering") != "true"
            and not element.get(TEXT + "continue-list")
        ):
            numbers.clear()
        del numbers[depth:]
        for child in element:
            if child.tag == TEXT + "list-item" and len(child) and child[0].tag == TEXT + "list":
                self._item = _Item(style, depth)  # it only holds items of the next level
                self._flow(child)
            elif child.tag == TEXT + "list-item":
                self._count(numbers, depth, self._styles.start(style, depth), child.get(TEXT + "start-value"))
                self._item = _Item(style, depth, self._styles.label(style, numbers))
                self._flow(child)
            elif child.tag == TEXT + "list-header":
                self._item = _Item(style, depth, "")
                self._flow(child)
        self._item = before

    def _list_style(self, element: Any) -> str:
        first = next(element.iter(*_PARAGRAPHS), None)
        return self._styles.list_of(first.get(TEXT + "style-name", "")) if first is not None else ""

    @staticmethod
    def _count(numbers: list[int], depth: int, start: int, given: str | None) -> None:
        while len(numbers) < depth - 1:
            numbers.append(1)
        if len(numbers) < depth:
            numbers.append(start - 1)
        numbers[depth - 1] = whole(given, numbers[depth - 1] + 1)
        del numbers[depth:]

    def _table(self, element: Any) -> None:
        heads = sum(
            1 for row in element.iter(_TABLE + "table-row") if row.getparent().tag == _TABLE + "table-header-rows"
        )
        hidden = [row for row in _rows(element) if row.get(_TABLE + "visibility") == "collapse"]
        for row in hidden:
            self._hide(row)
        rows = (tuple(self._cells(row)) for row in _rows(element) if row not in hidden)
        found = tuple(row for row in rows if row)
        self._blocks.append(Table(found, heads if heads < len(found) else 0))

    def _cells(self, row: Any) -> Iterator[Cell]:
        for element in row:
            if element.tag != _TABLE + "table-cell":
                continue
            paragraphs = tuple(flat(self._apart(element)))
            columns, rows = (whole(element.get(f"{_TABLE}number-{each}-spanned"), 1) for each in ("columns", "rows"))
            repeated = whole(element.get(_TABLE + "number-columns-repeated"), 1)
            for _ in range(min(repeated, _MOST_REPEATED)):
                yield Cell(paragraphs, max(columns, 1), max(rows, 1))

    def _apart(self, elements: Iterable[Any]) -> list[Block]:
        """Elements as blocks by themselves."""
        kept = self._blocks, self._after, self._runs, self._item, self._size
        self._blocks, self._after, self._runs, self._item = [], [], [], _Item()
        self._flow(elements)
        self._flush()
        found = self._blocks
        self._blocks, self._after, self._runs, self._item, self._size = kept
        return found

    def _hide(self, element: Any) -> None:
        text = " ".join(" ".join(element.itertext()).split())
        if text:
            self.aside.append(text)
            self._losses.append(Loss("text", text[:200]))
        for image in element.iter(_DRAW + "image"):
            self._losses.append(Loss("picture", image.get(_HREF, "")[:200]))

    # Text within a paragraph

    def _inline(self, element: Any, look: Run) -> None:
        self._text(element.text, look)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self._piece(child, look)
            self._text(child.tail, look)

    def _piece(self, element: Any, look: Run) -> None:
        tag = element.tag
        if tag == TEXT + "s":
            self._exact(" " * min(whole(element.get(TEXT + "c"), 1), _MOST_REPEATED), look)
        elif tag == TEXT + "tab":
            self._exact("\t", look)
        elif tag == TEXT + "line-break":
            self._exact("\n", look)
        elif tag == TEXT + "span":
            self._span(element, look)
        elif tag in (TEXT + "a", _DRAW + "a"):
            self._inline(element, look._replace(link=_link(element.get(_HREF, ""))))
        elif tag == TEXT + "note":
            self._note(element)
        elif tag == OFFICE + "annotation":
            self._changes.remark(element)
        elif tag == OFFICE + "annotation-end":
            self._changes.end_remark(element)
        elif tag in (TEXT + "change-start", TEXT + "change-end"):
            self._changes.mark(element)
        elif tag.startswith(_DRAW):
            self._drawing(element, look)
        elif tag in _PARAGRAPHS or tag in (TEXT + "list", _TABLE + "table"):  # within a shape in the line
            self._after += self._apart([element])
        else:  # fields show what was last worked out; bookmarks, rubies and the like hold text
            self._inline(element, look)

    def _span(self, element: Any, look: Run) -> None:
        name = element.get(TEXT + "style-name", "")
        if self._styles.is_hidden("text", name):
            self._hide(element)
        else:
            self._inline(element, self._styles.look("text", name, look))

    def _text(self, text: str | None, look: Run) -> None:
        """Text as it is stored, where any white space is one space (6.1.2)."""
        flow = flowed(text or "")
        self._exact(flow if self._runs else flow.lstrip(" "), look)

    def _exact(self, text: str, look: Run) -> None:
        if text:
            self._runs.append(look._replace(text=text))
        self._changes.hear(text)

    def _note(self, element: Any) -> None:
        label = str(len(self._notes) + 1)
        self._runs.append(Run(footnote=label))
        self._notes.append(Footnote(label, ()))
        body = element.find(TEXT + "note-body")
        paragraphs = tuple(flat(self._apart(body))) if body is not None else ()
        self._notes[int(label) - 1] = Footnote(label, paragraphs)

    # Frames, pictures and shapes: part 3, chapter 10

    def _drawing(self, element: Any, look: Run) -> None:
        tag = element.tag.removeprefix(_DRAW)
        if tag == "frame":
            self._frame(element)
        elif tag == "a":
            self._inline(element, look)
        elif tag == "control":
            self._losses.append(Loss("field", element.get(_DRAW + "name", "")))
        elif tag == "g":
            for child in element:
                if isinstance(child.tag, str) and child.tag.startswith(_DRAW):
                    self._drawing(child, look)
        else:
            inner = [block for block in self._apart(element) if has_text(block)]
            if inner:
                self._after.append(Inset(tuple(unboxed(inner))))
            else:
                self._losses.append(Loss("drawing", tag))

    def _frame(self, frame: Any) -> None:
        """A frame holds one thing in several forms, the best first (10.4.2)."""
        for child in frame:
            tag = child.tag.removeprefix(_DRAW) if isinstance(child.tag, str) else ""
            if tag == "text-box":
                self._box(child)
                return
            if tag == "image" and self._picture(frame, child):
                return
            if tag in ("object", "object-ole", "plugin", "applet", "floating-frame"):
                self._losses.append(self._object(child))
                return
            if child.tag == _TABLE + "table":
                self._after += self._apart([child])
                return

    def _box(self, element: Any) -> None:
        """A text box: a sidebar, or a picture with its caption, which belong to the text."""
        inner = self._apart(element)
        paragraphs = [block for block in inner if isinstance(block, Paragraph)]
        if len(paragraphs) == len(inner) <= 3 and any(run.picture >= 0 for each in paragraphs for run in each.runs):
            for each in paragraphs:
                self._runs += [run for run in each.runs if run.picture >= 0]
                caption = joined(run for run in each.runs if run.picture < 0)
                if any(run.text.strip() for run in caption):
                    self._after.append(each._replace(runs=caption, role="caption"))
        elif any(has_text(block) for block in inner):
            self._after.append(Inset(tuple(unboxed(inner))))
        else:
            self._after += [block for block in inner if isinstance(block, Table)]

    def _picture(self, frame: Any, image: Any) -> bool:
        """Whether there is a picture, or at least its address; a frame may hold one in several formats."""
        target = image.get(_HREF, "")
        if "://" in target:
            self._losses.append(Loss("remote-picture", target[:200]))
            return True
        name = unquote(target.removeprefix("./"))
        content = self._package.part(name)
        others = [child for child in frame if child.tag == _DRAW + "image" and child is not image]
        if not content or is_drawing(content):
            if others and image is not frame.findall(_DRAW + "image")[-1]:
                return False
            self._losses.append(Loss("drawing" if content else "picture", name[:200]))
            return True
        alt = frame.findtext(SVG + "desc") or frame.findtext(SVG + "title") or ""
        width = millimetres(frame.get(SVG + "width", ""))
        self._runs.append(Run(picture=len(self._pictures)))
        self._pictures.append(Picture(name.rpartition("/")[2], content, " ".join(alt.split()), width=width))
        return True

    def _object(self, element: Any) -> Loss:
        name = unquote(element.get(_HREF, "").removeprefix("./"))
        kind = self._kinds.get(name.rstrip("/") + "/", "")
        if element.find("{http://www.w3.org/1998/Math/MathML}math") is not None:
            kind = "formula"
        found: LossKind = "formula" if "formula" in kind else "chart" if "chart" in kind else "object"
        return Loss(found, name)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of the table itself, those of its head first, empty ones once however often they are repeated."""
    for child in table:
        if child.tag == _TABLE + "table-row":
            yield child
        elif child.tag in (_TABLE + "table-header-rows", _TABLE + "table-rows", _TABLE + "table-row-group"):
            yield from _rows(child)


def _kinds(package: Package) -> dict[str, str]:
    """The media types of the parts, by the manifest (part 2, 4)."""
    content = package.part("META-INF/manifest.xml")
    root = parsed(content.replace(_MANIFEST_TYPE, b"")) if content else ()
    return {entry.get(_MANIFEST + "full-path", ""): entry.get(_MANIFEST + "media-type", "") for entry in root}


def _link(address: str) -> str:
    return address if address.startswith(("http://", "https://", "mailto:", "ftp://", "tel:")) else ""
