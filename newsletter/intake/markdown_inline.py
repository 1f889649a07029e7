"""Inline Markdown -> pieces of text with their places: markdown-it's own rules, watched while they work.

markdown-it gives lines to blocks but no positions to what stands inside them. Here its inline state notes where it
stood whenever it pushed a token; offsets in the block's content are then carried over to the stored file.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from newsletter.intake.text_pieces import Pieces, is_tied, spread, without_empty
from newsletter.model.article import ADDRESSES, BOLD, BREAK, GLUED, ITALIC, NOTE, TIED, Text

_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]+)\]")
"""Still text once all is read: no note has this label."""
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--(?:[^<>]{0,60}-->)?")
_PICTURE = re.compile(r"(?<!\\)!\[[^\[\]\n]{0,200}\]\([^()\n]{0,200}\)?")


class Content(NamedTuple):
    """Text of a block as the parser sees it; from ``cuts[k]`` on it stands ``shifts[k]`` further on in the file."""

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def at(self, offset: int) -> int:
        return offset + self.shifts[max(0, bisect_right(self.cuts, offset) - 1)]

    def part(self, first: int, end: int | None = None) -> "Content":
        cuts = tuple(cut - first for cut in self.cuts)
        return Content(self.text[first:end], cuts, tuple(shift + first for shift in self.shifts))


class Anchor(NamedTuple):
    """A picture named in the text: address and title as written, caption from between the brackets."""

    file: str
    caption: Text
    title: str
    start: int
    end: int


class Remark(NamedTuple):
    """Something to say about a place in the text; the caller makes a Problem of it."""

    what: Literal["html", "link", "note", "picture", "stars"]
    offset: int
    value: str


class Inline(NamedTuple):
    text: Text
    anchors: tuple[Anchor, ...]
    remarks: tuple[Remark, ...]


class _State(StateInline):
    """Notes for each token the position at which it was pushed; ``~position`` where it is the end of pending text."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:  # noqa: N803
        super().__init__(src, md, env, outTokens)
        self.places: list[int] = []
        self.run = (-1, 0)

    def pushPending(self) -> Token:  # noqa: N802
        self.places.append(~self.pos)
        return super().pushPending()

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        before, count = self.run
        # the marks of one run of * or _ are pushed one by one from the same position
        self.run = (self.pos, count + 1) if ttype == "text" and before == self.pos else (self.pos, 0)
        self.places.append(self.pos + self.run[1])
        if ttype != "text":
            self.run = (-1, 0)
        return token


class PlacedInline(ParserInline):
    """An inline parser whose tokens carry ``meta["at"]``, their offset in the source."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for index, (token, place) in enumerate(zip(state.tokens, state.places, strict=True)):
            if place < 0:
                follower = tokens[index + 1] if index + 1 < len(tokens) else None
                bracket = follower is not None and follower.type == "link_open" and follower.markup != "autolink"
                place = src.rfind(token.content, 0, ~place - bracket)  # noqa: PLW2901
            token.meta["at"] = place
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class Reader(NamedTuple):
    """What all texts of a file share."""

    md: MarkdownIt
    env: EnvType
    file: str
    pieces: Pieces
    verse: bool = False


def read_inline(content: Content, reader: Reader) -> Inline:
    setter = _Setter(content, reader)
    tokens: list[Token] = []
    reader.md.inline.parse(content.text, reader.md, reader.env, tokens)
    setter.take(tokens, 0, content.text)
    return Inline(setter.text(), tuple(setter.anchors), tuple(setter.remarks()))


_SPACE, _TIED, _BREAK = 1, 2, 3
_GAP_MARKS = (GLUED, 0, TIED, BREAK)
_STYLES = {"strong": BOLD, "em": ITALIC}


class _Setter:
    """Gathers the pieces of one text; ``gap`` is what stands between the last piece and the next."""

    __slots__ = (
        "anchors",
        "autolink",
        "closed",
        "content",
        "ends",
        "gap",
        "links",
        "marks",
        "open",
        "pieces",
        "quoted",
        "reader",
        "refused",
        "starts",
        "style",
    )

    def __init__(self, content: Content, reader: Reader) -> None:
        self.content, self.reader = content, reader
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.marks: list[int] = []
        self.links: list[tuple[int, int, str]] = []
        self.open: list[tuple[int, str]] = []
        self.anchors: list[Anchor] = []
        self.refused: list[Remark] = []
        self.quoted: list[tuple[int, int]] = []
        self.gap, self.closed, self.autolink, self.style = _SPACE, False, False, 0

    def take(self, tokens: Sequence[Token], base: int, source: str) -> None:
        """Tokens of ``source``, which begins at ``base`` of the content."""
        for token in tokens:
            at: int = base + token.meta.get("at", 0)
            match token.type:
                case "text":
                    self.literal(token, at, source[at - base :] if self.autolink else "")
                case "text_special":
                    self.special(token, at)
                case "code_inline":
                    self.code(token, at, source[at - base :])
                case "softbreak" | "hardbreak":
                    forced = token.type == "hardbreak" or self.reader.verse
                    self.gap = max(self.gap, _BREAK if forced else _SPACE)
                case "strong_open" | "em_open":
                    self.style |= _STYLES[token.tag]
                case "strong_close" | "em_close":
                    self.style &= ~_STYLES[token.tag]
                case "link_open":
                    self.open_link(token)
                case "link_close":
                    self.close_link(at)
                case "image":
                    self.image(token, at, source[at - base :])
                case "footnote_ref":
                    end = source.index("]", at - base) + base + 1
                    self.word(str(token.meta["id"] + 1), self.content.at(at), self.content.at(end - 1) + 1, NOTE)
                case _:
                    pass

    def literal(self, token: Token, at: int, autolink: str) -> None:
        """Text as it stands; of <address>, what stands between the angle brackets."""
        if autolink:
            self.run(autolink[1 : autolink.index(">")], at + 1)
        else:
            self.run(token.content, at)

    def run(self, text: str, at: int) -> None:
        """Ordinary text: between its first and last character the content is as the file."""
        body = text.strip()
        if not body:
            self.space(text)
            return
        lead = len(text) - len(text.lstrip())
        self.space(text[:lead])
        base = self.content.at(at + lead)
        if self.content.at(at + lead + len(body) - 1) == base + len(body) - 1:
            words = body.split()
            starts, ends = spread(words, body, base)
        else:
            found = list(re.finditer(r"\S+", body))
            words = [match[0] for match in found]
            starts = [self.content.at(at + lead + match.start()) for match in found]
            ends = [self.content.at(at + lead + match.end() - 1) + 1 for match in found]
        self.word(words[0], starts[0], ends[0], self.style)
        if len(words) > 1:
            self.closed = False
            self.pieces.extend(words[1:])
            self.starts.extend(starts[1:])
            self.ends.extend(ends[1:])
            marks = [self.style] * (len(words) - 1)
            if is_tied(body):
                gaps = re.findall(r"\s+", body)
                marks = [self.style | (TIED if is_tied(gap) else 0) for gap in gaps]
            self.marks.extend(marks)
        self.space(text[lead + len(body) :])

    def space(self, gap: str) -> None:
        if gap:
            self.gap = max(self.gap, _TIED if is_tied(gap) else _SPACE)

    def word(self, word: str, start: int, end: int, style: int) -> None:
        """A word, which continues the one before it where no space stands between them."""
        if not self.pieces:
            mark = style
        elif not self.gap and not self.closed and style == self.marks[-1] & (BOLD | ITALIC | NOTE) and style != NOTE:
            self.pieces[-1] += word
            self.ends[-1] = end
            return
        else:
            mark = style | _GAP_MARKS[self.gap]
        self.gap, self.closed = 0, False
        self.pieces.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.marks.append(mark)

    def special(self, token: Token, at: int) -> None:
        """An escaped character or an entity: its place is the whole of what was written for it."""
        if token.content.isspace():
            self.space(token.content)
        else:
            end = self.content.at(at + len(token.markup) - 1) + 1
            self.word("".join(token.content.split()), self.content.at(at), end, self.style)

    def code(self, token: Token, at: int, source: str) -> None:
        """A code span is text; one space may have been taken off at each end."""
        opening = len(token.markup)
        inside = source[opening : opening + len(token.content)].replace("\n", " ")
        self.quoted.append((self.content.at(at), self.content.at(at + opening + len(token.content))))
        self.run(token.content, at + opening + (inside != token.content))

    def open_link(self, token: Token) -> None:
        self.autolink = token.markup == "autolink"
        self.open.append((len(self.pieces), str(token.attrs["href"])))
        self.closed = True

    def close_link(self, at: int) -> None:
        first, address = self.open.pop()
        self.closed, self.autolink = True, False
        if not address.lower().startswith(ADDRESSES):
            self.refused.append(Remark("link", self.content.at(max(0, at - 1)), address))
        elif len(self.pieces) > first:
            self.links.append((first, len(self.pieces) - 1, address))

    def image(self, token: Token, at: int, source: str) -> None:
        caption = _Setter(self.content, self.reader)
        caption.take(token.children or (), at + 2, token.content)
        end = self.content.at(at + max(source.find(")", len(token.content) + 2), 1)) + 1
        address, title = unquote(str(token.attrs["src"])), str(token.attrs.get("title", ""))
        self.anchors.append(Anchor(address, caption.text(), title, self.content.at(at), end))
        self.anchors.extend(caption.anchors)

    def remarks(self) -> Iterable[Remark]:
        """What looks like markup and is none; in code spans it is meant to be read."""
        yield from self.refused
        for remark in self._suspects():
            if not any(start <= remark.offset <= end for start, end in self.quoted):
                yield remark

    def _suspects(self) -> Iterable[Remark]:
        source = self.content.text
        for match in _HTML.finditer(source):
            yield Remark("html", self.content.at(match.start()), match[0][:60])
        for piece, start, end in zip(self.pieces, self.starts, self.ends, strict=True):
            if "**" in piece and len(piece) == end - start:  # not written as \*\*
                yield Remark("stars", start, piece[:60])
            if "[^" in piece and len(piece) == end - start:  # not written as \[^
                for match in _NOTE_MARK.finditer(piece):
                    yield Remark("note", start + match.start(), match[1][:40])
        read = {anchor.start for anchor in self.anchors}
        for match in _PICTURE.finditer(source):
            if self.content.at(match.start()) not in read:
                yield Remark("picture", self.content.at(match.start()), match[0][:80])

    def text(self) -> Text:
        shown = tuple(map(self.reader.pieces.__getitem__, self.pieces))
        return without_empty(
            Text(self.reader.file, shown, tuple(self.starts), tuple(self.ends), tuple(self.marks), tuple(self.links))
        )
