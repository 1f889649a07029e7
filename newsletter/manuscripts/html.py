"""Web pages become manuscripts: those that people write, and what Word, LibreOffice, Google Docs and mail programs make.

Nothing is fetched: pictures of other places are named as lost. Only a child process imports this: lxml takes 0.05 s.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree, html

from newsletter.manuscripts.html_addresses import embedded, target
from newsletter.manuscripts.html_count import INLINE, SILENT, text_of
from newsletter.manuscripts.html_looks import Look, Place, looked, placed
from newsletter.manuscripts.html_notes import Pair, pairs
from newsletter.manuscripts.html_style import Declarations, Sheet, is_hidden
from newsletter.manuscripts.html_tables import is_layout, rows_of
from newsletter.manuscripts.kinds import is_drawing
from newsletter.manuscripts.legacy import decode_told
from newsletter.manuscripts.lengths import millimetres
from newsletter.manuscripts.manuscript import (
    Alignment,
    Block,
    Cell,
    Comment,
    Footnote,
    Loss,
    LossKind,
    Manuscript,
    Paragraph,
    Picture,
    Properties,
    Revision,
    Rule,
    Run,
    Table,
)
from newsletter.manuscripts.recall import counted
from newsletter.manuscripts.runs import flat, flowed, trimmed

_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]|.*\.\.[/\\]|\Z", re.IGNORECASE | re.DOTALL)
"""An address that is not the name of a file beside the page or in a folder there."""
_CONTROL: Final = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ufeff]")
_LOST: Final[dict[str, LossKind]] = {
    "svg": "drawing", "canvas": "drawing", "iframe": "object", "object": "object", "embed": "object", "video": "object",
    "audio": "object", "applet": "object",
}  # fmt: skip


def read_html(content: bytes, assume: str = "") -> Manuscript:
    """A page; ``assume`` names its encoding where it does not say so itself."""
    declared = _CHARSET.search(content[:4096])
    text, told = decode_told(content, declared[1].decode("ascii").lower() if declared else assume)
    return read_page(text)._replace(conversions=told)


def read_page(text: str, kind: str = "html") -> Manuscript:
    """A page that is decoded already."""
    text = _CONTROL.sub("", text)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text).encode(), parser=parser)
    except etree.ParserError:  # there is nothing in it
        return Manuscript(kind)
    reading = _Reading(root)
    reading.read()
    if any("depth" in entry.message for entry in parser.error_log):
        reading.lose("nesting")
    return counted(reading.manuscript(kind), text_of(text), reading.aside)


class _Reading:
    """One page on its way."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._sheet = Sheet(style.text or "" for style in root.iter("style"))
        self._pairs: dict[Any, tuple[str, Pair]] = {}
        self._dropped: set[Any] = set()
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._sizes: Counter[float] = Counter()
        self._align: Alignment = ""
        self._place = Place()
        self._depth = 0
        self._pictures: list[Picture] = []
        self._notes: list[Footnote] = []
        self._comments: list[Comment] = []
        self._revisions: list[Revision] = []
        self._losses: list[Loss] = []
        self.aside: list[str] = []
        """Texts that stand in the page and not in the manuscript."""

    def read(self) -> None:
        found = pairs(self._root)
        for number, pair in enumerate(found, 1):
            self._pairs[pair.mark] = (str(number), pair)
            self._dropped |= {pair.body, pair.back}
            self.aside += [pair.mark.text_content(), pair.back.text_content()]
        self._children(self._root, Look())
        self._end()
        for number, pair in enumerate(found, 1):
            self._note(str(number), pair)

    def manuscript(self, kind: str) -> Manuscript:
        while self._blocks and isinstance(self._blocks[-1], Rule):  # the line above the notes
            self._blocks.pop()
        return Manuscript(
            kind,
            tuple(self._blocks),
            tuple(self._notes),
            tuple(self._pictures),
            self._properties(),
            tuple(self._revisions),
            tuple(self._comments),
            tuple(self._losses),
        )

    def lose(self, kind: LossKind, what: str = "") -> None:
        self._losses.append(Loss(kind, what))

    def _properties(self) -> Properties:
        named = {(meta.get("name") or "").lower(): meta.get("content") or "" for meta in self._root.iter("meta")}
        title = self._root.findtext(".//title") or ""
        return Properties(flowed(title).strip(), named.get("author", "").strip(), named.get("description", "").strip())

    def _note(self, label: str, pair: Pair) -> None:
        inner = tuple(block for block in self._apart(pair.body, Look()) if isinstance(block, Paragraph))
        if pair.is_comment:
            text = "\n".join(paragraph.text for paragraph in inner)
            self.aside.append(text)
            self._comments.append(Comment(text))
        else:
            self._notes.append(
                Footnote(label, tuple(paragraph._replace(role="paragraph", label="") for paragraph in inner))
            )

    def _apart(self, element: Any, look: Look) -> list[Block]:
        """The blocks of an element by themselves."""
        kept = self._blocks, self._runs, self._sizes, self._place, self._depth
        self._blocks, self._runs, self._sizes, self._place, self._depth = [], [], Counter(), Place(), 0
        self._children(element, look)
        self._end()
        found = self._blocks
        self._blocks, self._runs, self._sizes, self._place, self._depth = kept
        return found

    # Walking

    def _children(self, element: Any, look: Look) -> None:
        if element.text:
            self._text(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look)
            if child.tail:
                self._text(child.tail, look)

    def _element(self, element: Any, look: Look) -> None:
        tag = element.tag
        if element in self._dropped:
            return
        if tag in SILENT or tag in _LOST:
            if tag in _LOST:
                self.lose(_LOST[tag], element.get("src") or element.get("data") or "")
            return
        declared = self._sheet.of(element)
        if is_hidden(element, declared):
            self._hide(element)
            return
        special = _SPECIAL.get(tag)
        if special is not None:
            special(self, element, declared, looked(element, declared, look))
        elif tag in INLINE or ":" in tag:
            self._inline(element, declared, looked(element, declared, look))
        else:
            self._block(element, declared, looked(element, declared, look))

    def _hide(self, element: Any) -> None:
        text = flowed(element.text_content()).strip()
        if text:
            self.aside.append(text)
            self.lose("text", text[:200])

    def _inline(self, element: Any, declared: Declarations, look: Look) -> None:
        if "ignore" in declared.get("mso-list", "").lower():  # Word's own label of a list item
            label = flowed(element.text_content()).replace("\xa0", " ").strip()
            self._place = self._place._replace(role="list-item", label=label)
        else:
            self._children(element, look)

    def _block(self, element: Any, declared: Declarations, look: Look) -> None:
        self._end()
        before = self._place
        self._place = placed(element, declared, before)
        self._children(element, look)
        self._end()
        if self._place.role == before.role == "list-item" and not self._place.label:
            before = before._replace(label="")  # the first paragraph of the item has it
        self._place = before

    def _heading(self, element: Any, declared: Declarations, look: Look) -> None:
        self._end()
        before, self._place = self._place, Place("heading", int(element.tag[1]))
        self._place = placed(element, declared, self._place)
        self._children(element, look)
        self._end()
        self._place = before

    def _list(self, element: Any, _: Declarations, look: Look) -> None:
        self._end()
        before = self._place
        self._depth += 1
        number = _number(element.get("start"), 1)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag == "li":
                number = _number(child.get("value"), number)
                label = _numeral(number, element.get("type") or "1") if element.tag == "ol" else "•"
                self._place = Place("list-item", self._depth, label)
                number += 1
            self._element(child, look)
        self._depth -= 1
        self._place = before

    def _quotation(self, element: Any, declared: Declarations, look: Look) -> None:
        if element.get("type") == "cite" or "gmail_quote" in (element.get("class") or ""):
            self._block(element, declared, look)
            return
        self._end()
        before, self._place = self._place, Place("quotation")
        self._children(element, look)
        self._end()
        self._place = before

    def _preformatted(self, element: Any, declared: Declarations, look: Look) -> None:
        self._block(element, declared, look._replace(pre=True))

    def _table(self, element: Any, declared: Declarations, look: Look) -> None:
        if is_layout(element):
            self._block(element, declared, look)
            return
        self._end()
        caption = element.find("caption")
        if caption is not None:
            self._blocks += [_as_caption(block) for block in self._apart(caption, look)]
        found = rows_of(element)
        rows = tuple(tuple(self._cell(cell, look) for cell in row) for row in found.rows)
        self._blocks.append(Table(rows, found.heads))

    def _cell(self, element: Any, look: Look) -> Cell:
        inherited = looked(element, self._sheet.of(element), look)
        paragraphs = tuple(flat(self._apart(element, inherited)))
        columns, rows = (min(max(_number(element.get(name), 1), 1), 1000) for name in ("colspan", "rowspan"))
        return Cell(paragraphs, columns, rows)

    def _link(self, element: Any, declared: Declarations, look: Look) -> None:
        if element in self._pairs:
            label, pair = self._pairs[element]
            if not pair.is_comment:
                self._runs.append(Run(footnote=label))
            return
        address = target(element.get("href") or "")
        if address:
            look = look._replace(run=look.run._replace(link=address))
        self._inline(element, declared, look)

    def _deleted(self, element: Any, _: Declarations, __: Look) -> None:
        text = flowed(element.text_content()).strip()
        self._revisions.append(Revision("deletion", text, date=element.get("datetime") or ""))

    def _inserted(self, element: Any, declared: Declarations, look: Look) -> None:
        date = element.get("datetime") or ""
        self._revisions.append(Revision("insertion", flowed(element.text_content()).strip(), date=date))
        self._inline(element, declared, look)

    def _line_break(self, _: Any, __: Declarations, ___: Look) -> None:
        self._runs.append(Run("\n"))

    def _rule(self, _: Any, __: Declarations, ___: Look) -> None:
        self._end()
        self._blocks.append(Rule())

    def _picture(self, element: Any, declared: Declarations, _: Look) -> None:
        source = (element.get("src") or "").strip()
        if {element.get("width"), element.get("height")} & {"0", "1"}:  # a pixel that counts its readers
            return
        if not source.lower().startswith("data:"):
            self._named(element, declared, source)
            return
        content = embedded(source)
        if not content or is_drawing(content):
            self.lose("drawing" if content else "picture", source[:40])
            return
        self._place_picture(element, declared, f"picture-{len(self._pictures) + 1}", content)

    def _named(self, element: Any, declared: Declarations, source: str) -> None:
        """A picture of its own file: one that may lie beside the page keeps its place."""
        remote = source.startswith("//") or bool(re.match(r"(?:https?|ftp):", source, re.IGNORECASE))
        if _ELSEWHERE.match(unquote(source)):
            self.lose("remote-picture" if remote else "picture", source[:200])
        else:
            self._place_picture(element, declared, source[-200:], b"")

    def _place_picture(self, element: Any, declared: Declarations, name: str, content: bytes) -> None:
        width = millimetres(declared.get("width") or element.get("width") or "")
        self._runs.append(Run(picture=len(self._pictures)))
        self._pictures.append(Picture(name, content, flowed(element.get("alt") or "").strip(), width=width))

    # Filling paragraphs

    def _text(self, text: str, look: Look) -> None:
        text = text.replace("\r\n", "\n") if look.pre else flowed(text)
        if text.strip():
            self._align = look.align
        self._sizes[look.size] += len(text.strip())
        self._runs.append(look.run._replace(text=text))

    def _end(self) -> None:
        """The paragraph ends; two line breaks in a row end one as well, as mail programs write them."""
        size = max(self._sizes, key=lambda size: self._sizes[size], default=0.0)
        for runs in _parted(self._runs):
            kept = trimmed(runs)
            if kept and any(run.text.strip() or run.footnote or run.picture >= 0 for run in kept):
                place = self._place
                self._blocks.append(Paragraph(kept, place.role, place.level, place.label, self._align, size))
                self._place = place._replace(label="")
        self._runs, self._sizes = [], Counter()


_Special = Callable[[_Reading, Any, Declarations, Look], None]
_SPECIAL: Final[dict[str, _Special]] = {
    "a": _Reading._link,
    "blockquote": _Reading._quotation,
    "br": _Reading._line_break,
    "del": _Reading._deleted,
    "hr": _Reading._rule,
    "img": _Reading._picture,
    "ins": _Reading._inserted,
    "pre": _Reading._preformatted,
    "table": _Reading._table,
    **dict.fromkeys(("ul", "ol", "dir", "menu"), _Reading._list),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Reading._heading),
}


def _parted(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs between doubled line breaks."""
    gathered: list[Run] = []
    breaks = 0
    for run in runs:
        if run.text == "\n":
            breaks += 1
        elif run.text.strip(" ") or not run.text:
            breaks = 0
        gathered.append(run)
        if breaks == 2:
            yield gathered
            gathered = []
    yield gathered


def _as_caption(block: Block) -> Block:
    return block._replace(role="caption") if isinstance(block, Paragraph) else block


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default


def _numeral(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    return f"{number}."
