"""The body of an article: CommonMark with tables and footnotes -> blocks of text, every piece with its place.

Where we differ from CommonMark, for the newsroom: an indented paragraph is a paragraph (typists indent by hand), HTML
is set as text (with a warning), a quote that begins with ``[!quote]`` or ``[!box]`` is a pull-quote or a sidebar, and
in a poem every new line is a line.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from newsletter.intake.markdown_skeleton import INLINE, Skeleton, sketch
from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces, joined, plain_text
from newsletter.model.article import (
    BOLD,
    Align,
    Block,
    Box,
    BoxLook,
    Crosshead,
    Divider,
    Figure,
    Footnote,
    Kind,
    ListItem,
    Paragraph,
    Photo,
    PullQuote,
    Quotation,
    Table,
    Text,
)
from newsletter.problems import Problem, error, warning
from newsletter.source import SourceSpan

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from newsletter.intake.markdown_inline import Anchor, Content, Reader

NESTING = 60
"""Levels of lists and quotes inside each other; markdown-it drops silently what lies deeper, so deeper is an error."""
_MARKER = re.compile(r"\[!([^\]\n]*)\][ \t]*")
_NAME = re.compile(r"\[([^\[\]]+)\]")
_HASHES = re.compile(r"#{1,6}(?=[ \t]|$)")
_ROW_PREFIX = re.compile(r"(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*")
_ALIGNS: dict[str, Align] = {"left": "left", "center": "centre", "right": "right"}


class Body(NamedTuple):
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_body(
    stored: Stored, start: int, kind: Kind, pieces: Pieces, photo: Callable[["Anchor"], Photo | None]
) -> Body:
    """The body that stands from offset ``start`` on; ``photo`` finds the photo that the text anchors."""
    skeleton = sketch(stored.text, start)
    verse = kind == "poem"

    def paragraphs(line: int) -> list[Block]:
        texts = [
            plain_text(stored.file, stored.text[chunk.start : chunk.end], chunk.start, pieces, verse)
            for chunk in skeleton.plain[line]
        ]
        return [Paragraph(text) for text in texts if text.pieces]

    if skeleton.is_plain:
        return Body(tuple(block for line in skeleton.plain for block in paragraphs(line)))
    walk = _Walk(stored, skeleton, paragraphs, photo, verse=verse, pieces=pieces)
    return walk.body()


@cache
def _parser() -> "MarkdownIt":
    """markdown-it with our rules; loaded when the first body with markup comes."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (0.04 s, wanted only where there is markup)
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    from newsletter.intake.markdown_inline import PlacedInline  # noqa: PLC0415

    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * NESTING})
    inline = PlacedInline()
    active = md.inline.ruler.get_active_rules()
    inline.ruler.enableOnly([rule for rule in active if rule != "html_inline"])
    inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    md.inline = inline
    md.enable("table").disable(["code", "html_block"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    return md


class _Walk:
    """One pass over the block tokens; ``at`` is the next token."""

    reader: "Reader"

    def __init__(
        self,
        stored: Stored,
        skeleton: Skeleton,
        paragraphs: Callable[[int], list[Block]],
        photo: Callable[["Anchor"], Photo | None],
        *,
        pieces: Pieces,
        verse: bool,
    ) -> None:
        self.stored, self.skeleton, self.paragraphs, self.photo = stored, skeleton, paragraphs, photo
        self.pieces, self.verse = pieces, verse
        self.tokens: Sequence[Token] = ()
        self.at, self.depth = 0, -1
        self.problems: list[Problem] = []
        self.figures: list[Figure] = []
        self.definitions: list[tuple[str, int]] = []

    def body(self) -> Body:
        from newsletter.intake.markdown_inline import Reader  # noqa: PLC0415 (needs markdown-it)

        md = _parser()
        env: dict[str, Any] = {}
        tokens: list[Token] = []
        md.block.parse("\n".join(self.skeleton.lines), md, env, tokens)
        self.tokens = tokens
        self.reader = Reader(md, env, self.stored.file, self.pieces, self.verse)
        deepest = max(tokens, key=lambda token: token.level, default=None)
        if deepest is not None and deepest.level >= 2 * NESTING - 2:
            return self.unread()
        blocks = tuple(self.blocks(""))
        footnotes = tuple(self.footnotes())
        self.problems.extend(self.unused_links())
        return Body(blocks, footnotes, tuple(self.problems))

    def unread(self) -> Body:
        """Nested too deep to be read: set as plain lines, so that no word is lost."""
        start = self.skeleton.offsets[0]
        text = plain_text(self.stored.file, self.stored.text[start:], start, self.pieces, verse=True)
        return Body((Paragraph(text),), (), (error("NL144", self.stored.at(start), limit=NESTING),))

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, closing: str) -> Iterator[Block]:
        """Blocks up to the token that closes the one around them."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                return
            yield from self.block(token)
            yield from self.pop_figures()

    def block(self, token: "Token") -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield from self.paragraph()
            case "heading_open":
                yield from self.heading(token)
            case "bullet_list_open" | "ordered_list_open":
                yield from self.list(token)
            case "blockquote_open":
                yield from self.quote()
            case "table_open":
                yield self.table()
            case "fence" | "code_block":
                yield from self.fence(token)
            case "hr":
                yield Divider(self.place(token))
            case "footnote_reference_open":
                self.definitions.append((token.meta["label"], self.at))
                while self.tokens[self.at].type != "footnote_reference_close":
                    self.at += 1
                self.at += 1
            case _:
                pass

    def pop_figures(self) -> Iterator[Figure]:
        figures, self.figures = self.figures, []
        yield from figures

    def paragraph(self) -> Iterator[Block]:
        inline = self.tokens[self.at]
        self.at += 2
        line = _first_line(inline)
        if line in self.skeleton.plain:
            yield from self.paragraphs(line)
            return
        content = self.content(inline)
        if _is_headless_table(content.text):
            self.problems.append(warning("NL176", self.stored.at(content.at(0)), text=content.text.split("\n")[0][:40]))
        text = self.inline(content)
        if text.pieces:
            yield Paragraph(text)

    def heading(self, token: "Token") -> Iterator[Block]:
        inline = self.tokens[self.at]
        self.at += 2
        level = int(token.tag[1:])
        if level == 1:
            self.problems.append(warning("NL141", self.place(token)))
        text = self.inline(self.content(inline, heading=token.markup.startswith("#")))
        if text.pieces:
            yield Crosshead(text, 2 if level < 3 else 3)

    def list(self, token: "Token") -> Iterator[Block]:
        ordered = token.type == "ordered_list_open"
        closing = token.type.replace("open", "close")
        number, last = int(token.attrs.get("start", 1)), -1
        self.depth += 1
        while self.tokens[self.at].type != closing:
            item = self.tokens[self.at]
            self.at += 1
            label = "+" if item.markup == "+" else "–"
            if ordered:
                written = int(item.info or number)
                number = written if written > last else last + 1
                last, label = number, f"{number}{item.markup}"
            yield from self.item(label)
        self.at += 1
        self.depth -= 1

    def item(self, label: str) -> Iterator[Block]:
        depth = self.depth
        for block in self.blocks("list_item_close"):
            if isinstance(block, Paragraph | Crosshead):
                yield ListItem(block.text, label, depth)
            else:
                yield block
            label = ""

    def quote(self) -> Iterator[Block]:
        """A block quote: pull-quote, sidebar or quotation."""
        inline = self.tokens[self.at + 1] if self.tokens[self.at].type == "paragraph_open" else None
        content = self.content(inline) if inline else None
        match = _MARKER.match(content.text) if content else None
        kind = match[1].strip().lower() if match else ""
        looks: dict[str, BoxLook] = {look: look for look in get_args(BoxLook)}
        if content is None or match is None or kind not in {"quote", *looks}:
            if content and match:
                known = ", ".join(f"[!{name}]" for name in ("quote", *looks))
                at = self.stored.at(content.at(0))
                self.problems.append(warning("NL142", at, marker=match[0].strip()[:40], known=known))
            yield from _quotations(self.blocks("blockquote_close"))
            return
        self.at += 3
        if kind == "quote":
            yield from self.pull_quote(content, match.end())
        else:
            yield from self.box(content, match.end(), looks[kind])

    def pull_quote(self, content: "Content", start: int) -> Iterator[Block]:
        first = self.inline(content.part(start))
        figures = list(self.pop_figures())
        inner = list(self.blocks("blockquote_close"))
        figures += [block for block in inner if isinstance(block, Figure)]
        texts = tuple(text for text in (first, *_texts(inner)) if text.pieces)
        if texts:
            yield PullQuote(texts, self.portrait(figures.pop(0).photo) if figures else None)
        yield from figures

    def portrait(self, photo: Photo) -> Photo:
        """The photo of a pull-quote. Its caption in the text is what it shows; words that are to be printed are told."""
        caption = photo.caption
        shown = caption.plain() if caption and caption.starts[0] >= self.skeleton.offsets[0] else ""
        lost = [text for text in (None if shown else caption, photo.names, photo.credit) if text]
        if lost:
            words = " ".join(text.plain() for text in lost)
            self.problems.append(warning("NL580", photo.at, photo=photo.file, text=words[:60]))
        bare = photo._replace(caption=None, names=None, credit=None, key=(), outline=(), polygon=())
        return bare._replace(alt=photo.alt or shown)

    def box(self, content: "Content", start: int, look: BoxLook) -> Iterator[Block]:
        end = content.text.find("\n", start)
        end = len(content.text) if end < 0 else end
        title, lead = self.inline(content.part(start, end)), self.inline(content.part(end))
        inner = [*([Paragraph(lead)] if lead.pieces else []), *self.pop_figures(), *self.blocks("blockquote_close")]
        kept: list[Paragraph | ListItem | Table] = []
        for block in inner:
            if isinstance(block, Paragraph | ListItem | Table):
                kept.append(block)
            elif isinstance(block, Crosshead):
                kept.append(Paragraph(_bold(block.text)))
            else:
                kept.extend(Paragraph(text) for text in _texts([block]))
        if kept or title.pieces:
            yield Box(title if title.pieces else None, tuple(kept), look)
        yield from (block for block in inner if isinstance(block, Figure))

    def fence(self, token: "Token") -> Iterator[Block]:
        self.problems.append(warning("NL143", self.place(token)))
        first = (token.map or [0])[0] + 1
        texts = []
        for index, line in enumerate(token.content.split("\n")):
            if line.strip():
                stored = self.skeleton.lines[first + index].rstrip()
                offset = self.skeleton.offsets[first + index] + len(stored) - len(line.strip())
                texts.append(plain_text(self.stored.file, line.strip(), offset, self.pieces))
        if texts:
            yield Paragraph(joined(texts))

    # --- tables -------------------------------------------------------------------------------------------------------

    def table(self) -> Table:
        rows: list[tuple[Text, ...]] = []
        aligns: list[Align] = []
        line = 0
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if token.type == "th_open":
                style = str(token.attrs.get("style", "")).removeprefix("text-align:")
                aligns.append(_ALIGNS.get(style, "left"))
            elif token.type == "tr_close":
                rows.append(self.row(line, len(aligns)))
            elif token.type == "tr_open":
                line = _first_line(token)
        self.at += 1
        return Table(rows[0], tuple(rows[1:]), tuple(aligns))

    def row(self, line: int, columns: int) -> tuple[Text, ...]:
        """The cells of a row; what stands in cells beyond the last column is put into it, never dropped."""
        cells = split_row(self.skeleton.lines[line], self.skeleton.offsets[line])
        texts = [self.inline(cell) for cell in cells]
        if len(texts) > columns:
            extra = cells[columns]
            self.problems.append(
                error("NL145", self.stored.at(extra.at(0)), cells=len(texts), columns=columns, text=extra.text[:40])
            )
            texts[columns - 1 :] = [joined(texts[columns - 1 :], 0)]
        elif len(texts) < columns:
            at = self.skeleton.offsets[line] + len(self.skeleton.lines[line]) - len(self.skeleton.lines[line].lstrip())
            self.problems.append(warning("NL177", self.stored.at(at), cells=len(texts), columns=columns))
        empty = Text(self.stored.file, (), (), (), ())
        return (*texts, *(empty for _ in range(columns - len(texts))))

    # --- footnotes ----------------------------------------------------------------------------------------------------

    def footnotes(self) -> Iterator[Footnote]:
        """In the order of their marks; then those that no mark calls, with a warning."""
        after = len(self.tokens)
        texts: list[tuple[str, Text, SourceSpan]] = []
        for label, start in self.definitions:
            self.at = start
            place = self.place(self.tokens[start - 1])
            texts.append((label, joined(_texts(list(self.blocks("footnote_reference_close")))), place))
        self.at = after
        listed = self.reader.env.get("footnotes", {}).get("list", {})
        numbers = {note["label"]: number for number, note in sorted(listed.items())}
        used: dict[int, Text] = {}
        spare: list[Text] = []
        for label, text, place in texts:
            number = numbers.get(label, -1)
            if number >= 0 and number not in used:
                used[number] = text
            else:
                self.problems.append(warning("NL146", place, label=label[:40]))
                spare.append(text)
        for number, text in sorted(used.items()):
            yield Footnote(str(number + 1), text)
        for index, text in enumerate(spare, len(listed) + 1):
            yield Footnote(str(index), text)

    # --- text and places ----------------------------------------------------------------------------------------------

    def content(self, token: "Token", *, heading: bool = False) -> "Content":
        """The text of an inline token with the places of its lines: each is the tail of a line of the file."""
        from newsletter.intake.markdown_inline import Content  # noqa: PLC0415 (needs markdown-it)

        cuts: list[int] = []
        shifts: list[int] = []
        position, first = 0, _first_line(token)
        for index, part in enumerate(token.content.split("\n")):
            line = self.skeleton.lines[first + index]
            bare = part.strip(" \t")
            column = len(line.rstrip(" \t")) - len(bare)
            if heading and (marks := _HASHES.search(line)):
                column = max(line.find(bare, marks.end()), 0)
            lead = len(part) - len(part.lstrip(" \t"))
            cuts.append(position)
            shifts.append(self.skeleton.offsets[first + index] + column - position - lead)
            position += len(part) + 1
        return Content(token.content, tuple(cuts), tuple(shifts))

    def inline(self, content: "Content") -> Text:
        """Read inline markup; pictures wait in ``figures``, remarks become problems."""
        from newsletter.intake.markdown_inline import read_inline  # noqa: PLC0415 (needs markdown-it)

        if "\n" not in content.text and len(content.cuts) == 1 and not INLINE.search(content.text):
            return plain_text(self.stored.file, content.text, content.at(0), self.pieces)
        read = read_inline(content, self.reader)
        for remark in read.remarks:
            self.problems.append(_REMARKS[remark.what](self.stored.at(remark.offset), remark.value))
        for anchor in read.anchors:
            photo = self.photo(anchor)
            if photo is not None:
                self.figures.append(Figure(photo))
        return read.text

    def place(self, token: "Token") -> SourceSpan:
        line = _first_line(token)
        text = self.skeleton.lines[line]
        return self.stored.at(self.skeleton.offsets[line] + len(text) - len(text.lstrip()))

    def unused_links(self) -> Iterator[Problem]:
        """Definitions ([name]: address) that nothing refers to: more often a line of text that was not meant so."""
        references = self.reader.env.get("references", {})
        named = Counter(_NAME.findall("\n".join(self.skeleton.lines).casefold())) if references else Counter()
        for label, reference in references.items():
            if named[" ".join(label.casefold().split())] < 2:
                line = reference["map"][0]
                yield warning("NL147", self.stored.at(self.skeleton.offsets[line]), text=self.skeleton.lines[line][:60])


def split_row(line: str, offset: int) -> "list[Content]":
    """The cells of a table's row (GFM 4.10): cut at pipes that no backslash escapes; ``\\|`` is read as ``|``."""
    from newsletter.intake.markdown_inline import Content  # noqa: PLC0415 (needs markdown-it)

    prefix = _ROW_PREFIX.match(line)
    first = prefix.end() if prefix else 0
    last = len(line.rstrip())
    bounds = [match.start() for match in re.finditer(r"(?<!\\)\|", line) if first <= match.start() < last]
    edges = [first - 1, *bounds, last]
    cells: list[Content] = []
    for left, right in pairwise(edges):
        raw = line[left + 1 : right]
        outer = (left == first - 1 and bounds[:1] == [right]) or (right == last and bounds[-1:] == [left])
        if outer and not raw.strip():
            continue
        bare = raw.strip(" \t")
        start = left + 1 + len(raw) - len(raw.lstrip(" \t"))
        text, cuts, shifts, position = "", [0], [offset + start], 0
        for part in re.split(r"\\(?=\|)", bare):
            if text:
                cuts.append(len(text))
                shifts.append(offset + start + position - len(text))
            text += part
            position += len(part) + 1
        cells.append(Content(text, tuple(cuts), tuple(shifts)))
    return cells


def _first_line(token: "Token") -> int:
    return (token.map or [0])[0]


def _is_headless_table(text: str) -> bool:
    """Does every line stand between bars, as rows of a table do? A single |x| is no row."""
    lines = [line.strip() for line in text.split("\n")]
    return text.count("|") > 2 and all(len(line) > 1 and line[0] == line[-1] == "|" for line in lines)


def _bold(text: Text) -> Text:
    return text._replace(marks=tuple(mark | BOLD for mark in text.marks))


def _quotations(blocks: Iterator[Block]) -> Iterator[Block]:
    for block in blocks:
        yield Quotation(block.text) if isinstance(block, Paragraph) else block


def _texts(blocks: Sequence[Block]) -> Iterator[Text]:
    """All texts of blocks, in order, for a place that can hold nothing but text."""
    for block in blocks:
        match block:
            case Paragraph(text) | Crosshead(text, _) | ListItem(text, _, _) | Quotation(text):
                yield text
            case PullQuote(texts):
                yield from texts
            case Box(title, inner):
                yield from ([title] if title else [])
                yield from _texts(inner)
            case Table(head, rows, _):
                yield from (text for row in (head, *rows) for text in row if text.pieces)
            case _:
                pass


_REMARKS: dict[str, Callable[[SourceSpan, str], Problem]] = {
    "html": lambda at, value: warning("NL140", at, text=value),
    "stars": lambda at, value: warning("NL174", at, text=value),
    "note": lambda at, value: error("NL175", at, label=value),
    "link": lambda at, value: warning("NL148", at, address=value[:80]),
    "picture": lambda at, value: error("NL149", at, text=value),
}


def inline_text(content: "Content", file: str, pieces: Pieces) -> Text:
    """One line of Markdown that stands alone (a line of the imprint)."""
    from newsletter.intake.markdown_inline import Reader, read_inline  # noqa: PLC0415 (needs markdown-it)

    return read_inline(content, Reader(_parser(), {}, file, pieces)).text
