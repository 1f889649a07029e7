"""Rich Text Format becomes manuscripts (RTF 1.9.1): what Word, WordPad, LibreOffice and editors of Macs write.

Of a group that opens, ``_Reading`` keeps the state; destinations that are no text gather their words, and what they mean is
known when they close (``_CLOSERS``).
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from newsletter.manuscripts.kinds import Unreadable, is_drawing
from newsletter.manuscripts.manuscript import (
    Comment,
    Footnote,
    Loss,
    Manuscript,
    Picture,
    Properties,
    Revision,
    Run,
)
from newsletter.manuscripts.recall import counted
from newsletter.manuscripts.rtf_count import key, text_of
from newsletter.manuscripts.rtf_state import Font, State, encoding_of, encoding_of_page, role_of
from newsletter.manuscripts.rtf_story import Story, boxed, noted
from newsletter.manuscripts.rtf_tables import Edge
from newsletter.manuscripts.rtf_tokens import SIGNS, SYMBOLS, Token, day_and_time, decoded, tokens

_DEEPEST: Final = 1_000
"""Groups in each other."""
_SKIPPED: Final = frozenset(
    "aftncn aftnsep aftnsepc colortbl filetbl ftncn ftnsep ftnsepc nonesttables nonshppict objdata pnseclvl private rxe "
    "shprslt tc template txe upr xe".split()
)
_MARGINS: Final = frozenset("footer footerf footerl footerr header headerf headerl headerr".split())
_GATHERED: Final = _MARGINS | frozenset(
    "atnauthor atndate atnid atnref atrfend atrfstart creatim fldinst fonttbl listtext objclass pict pntext revtbl revtim "
    "sn stylesheet sv".split()
)
_OF_INFO: Final = frozenset("author subject title".split())
"""Control words that mean other things elsewhere."""
"""Destinations whose words have a meaning of their own."""
_KNOWN: Final = frozenset("annotation do dptxbxtext footnote info picprop shpinst shppict shptxt ud".split())
"""Destinations that hold others, or text."""
_STORIES: Final = frozenset("annotation dptxbxtext footnote shptxt".split())
_OF_TABLES: Final = frozenset("cell cellx clmrg clvmrg nestcell row trhdr trleft trowd".split())
_ENDS: Final = frozenset("column page par sect".split())
_FIELD: Final = re.compile(r'\s*(\w+)\s+(?:\\\w\s+)*(?:"([^"]*)"|(\S+))')
_TWIPS: Final = 1440 / 25.4
"""Twips in a millimetre."""


class _Part(NamedTuple):
    """A destination that is open: the group that it began with, its words, and its story if it has text."""

    name: str
    depth: int
    words: list[bytes | str]
    story: Story | None
    fields: dict[str, int]


def read_rtf(content: bytes) -> Manuscript:
    """An RTF file, whole or cut off."""
    content = content.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not content.startswith(b"{\\rtf"):
        raise Unreadable("damaged")
    reading = _Reading()
    for token in tokens(content):
        reading.take(token)
    return counted(reading.manuscript(), text_of(content), key=key)


class _Reading:
    """One file on its way."""

    def __init__(self) -> None:
        self._state = State()
        self._states: list[State] = []
        self._fonts: dict[int, Font] = {}
        self._styles: dict[int, str] = {}
        self._authors: list[str] = []
        self._encoding = "cp1252"
        self._default = 0
        self._story = Story()
        self._parts: list[_Part] = [_Part("", 0, [], self._story, {})]
        self._bytes = bytearray()
        self._ahead = 0
        self._high = 0
        self._starred = False
        self._written = ""
        self._remark = {"author": "", "date": "", "quote": ""}
        self._quotes: dict[str, list[str]] = {}
        self._named: dict[str, str] = {}
        self._alt: dict[str, str] = {}
        self._pictures: list[Picture] = []
        self._notes: list[Footnote] = []
        self._comments: list[Comment] = []
        self._revisions: list[Revision] = []
        self._losses: list[Loss] = []

    def manuscript(self) -> Manuscript:
        self._flush()
        while self._states:
            self._close()
        found = self._named
        return Manuscript(
            "rtf",
            tuple(self._parts[0].story.finished(self._state)) if self._parts[0].story else (),
            tuple(self._notes),
            tuple(self._pictures),
            Properties(*(found.get(name, "") for name in ("title", "author", "subject", "creatim", "revtim"))),
            tuple(self._revisions),
            tuple(self._comments),
            tuple(self._losses),
        )

    def take(self, token: Token) -> None:
        if token.kind in ("byte", "text"):
            self._take_bytes(token)
            return
        if token.word != "u":
            self._flush()
        match token.kind:
            case "open":
                self._open()
            case "close":
                self._close()
            case "word":
                self._word(token.word, token.number)
            case "symbol":
                self._symbol(token.text)
            case "bin":
                self._parts[-1].words.append(token.text)

    # Groups and destinations

    def _open(self) -> None:
        if len(self._states) >= _DEEPEST:
            raise Unreadable("nesting")
        self._states.append(self._state)
        self._state = self._state.copied()
        self._starred, self._ahead = False, 0

    def _close(self) -> None:
        while len(self._parts) > 1 and self._parts[-1].depth >= len(self._states):
            part = self._parts.pop()
            self._story = next(each.story for each in reversed(self._parts) if each.story)
            inner = self._state
            if self._states:
                self._state = self._states[-1]
            self._finish(part, inner)
            self._state = inner
        if self._states:
            self._state = self._states.pop()
        self._starred, self._ahead = False, 0

    def _begin(self, name: str) -> None:
        """A destination begins with this group."""
        story = Story() if name in _STORIES else None
        self._parts.append(_Part(name, len(self._states), [], story, {}))
        if story:
            self._story = story
            self._state = State()
            self._state.font, self._state.target = self._default, "text"
            if name == "footnote":
                self._parts[-1].fields["label"] = self._mark_note()
        else:
            self._state.target = name

    def _mark_note(self) -> int:
        outer = next(part.story for part in reversed(self._parts[:-1]) if part.story)
        label = len(self._notes) + 1
        outer.write(Run(footnote=str(label)), 0.0)
        self._notes.append(Footnote(str(label), ()))
        return label

    def _finish(self, part: _Part, state: State) -> None:
        closer = _CLOSERS.get(part.name)
        if closer:
            closer(self, part, state)

    # Control words and symbols

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if self._state.target == "skip" and word != "ud":
            return
        if word in _STORIES or word in _GATHERED or (word in _OF_INFO and self._state.target == "info"):
            self._begin(word)
        elif word in _SKIPPED or (starred and word not in _KNOWN):
            self._skip(word)
        elif word == "ud":
            self._state.target = self._state.outer
        elif word == "info":
            self._state.target = "info"
        elif self._state.target == "text":
            self._text_word(word, number)
        else:
            self._part_word(word, number)

    def _skip(self, word: str) -> None:
        if word == "upr":  # the same twice, the second time in Unicode
            self._state.outer = self._state.target
        self._state.target = "skip"
        if word == "moMath":
            self._losses.append(Loss("formula"))

    def _text_word(self, word: str, number: int | None) -> None:
        """A control word where text is."""
        if word == "u":
            self._unicode(number or 0)
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in _ENDS:
            if word == "par" or not self._story.is_empty:
                self._end_paragraph()
        elif word in _OF_TABLES:
            self._table_word(word, number or 0)
        elif word == "plain":
            self._state.clear_characters(self._default)
        elif word == "object":
            self._losses.append(Loss("object"))
        elif word in ("ansicpg", "mac", "pc", "pca", "deff"):
            self._set_document(word, number or 0)
        else:
            self._state.set(word, number)

    def _table_word(self, word: str, number: int) -> None:
        story = self._story
        match word:
            case "cell" | "nestcell":
                before, self._state.in_table = self._state.in_table, True
                self._end_paragraph()
                self._state.in_table = before
                if word == "cell":
                    story.end_cell()
            case "row":
                story.end_row()
            case "trowd":
                story.begin_row()
            case "cellx":
                story.edges.append(Edge(number, *story.joins))
                story.joins = [False, False]
            case "clmrg" | "clvmrg":
                story.joins[word == "clvmrg"] = True
            case "trleft":
                story.left = number
            case "trhdr":
                story.is_head = True

    def _set_document(self, word: str, number: int) -> None:
        if word == "deff":
            self._default = self._state.font = number
        elif word != "ansicpg":
            self._encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif number:
            self._encoding = encoding_of_page(number)

    def _part_word(self, word: str, number: int | None) -> None:
        """A control word in a destination that is no text."""
        part = self._parts[-1]
        if word == "u":
            self._unicode(number or 0)
        elif word in SIGNS:
            part.words.append(SIGNS[word])
        elif part.name == "fonttbl":
            self._font_word(word, number or 0)
        elif word in ("f", "s", "uc"):
            self._state.set(word, number)
        elif word in _ENDS or word == "cell":
            part.words.append(" ")
        else:
            part.fields[word] = number if number is not None else 1

    def _font_word(self, word: str, number: int) -> None:
        font = self._fonts.get(self._state.font)
        if word == "f":
            self._state.font = number
            self._fonts[number] = Font()
        elif font and word == "fcharset":
            font.encoding = encoding_of(number)
        elif font and word == "cpg" and number:
            font.encoding = font.encoding or encoding_of_page(number)

    def _symbol(self, text: bytes) -> None:
        sign = text.decode("latin-1")
        if sign == "*":
            self._starred = True
        elif self._state.target == "skip":
            return
        elif sign in SYMBOLS:
            if self._ahead:
                self._ahead -= 1
            else:
                self._write(SYMBOLS[sign])
        elif sign in "\r\n" and self._state.target == "text":
            self._end_paragraph()
        elif sign == "\t":
            self._write("\t")

    # Characters

    def _take_bytes(self, token: Token) -> None:
        text = token.text
        if self._ahead:  # for those who do not know \u
            skipped = min(self._ahead, len(text))
            self._ahead -= skipped
            text = text[skipped:]
        if text and self._state.target != "skip":
            self._bytes += text

    def _unicode(self, number: int) -> None:
        """A UTF-16 unit; signs beyond U+FFFF come as two."""
        self._flush()
        unit, high = number & 0xFFFF, self._high
        self._high = unit if 0xD800 <= unit < 0xDC00 else 0
        if 0xDC00 <= unit < 0xE000:
            self._write(chr(0x10000 + (high - 0xD800 << 10) + unit - 0xDC00) if high else "\ufffd")
        elif not self._high:
            self._write(chr(unit))
        self._ahead = self._state.skipped

    def _flush(self) -> None:
        """Bytes become text by the code page of their font."""
        if not self._bytes:
            return
        content, self._bytes = bytes(self._bytes), bytearray()
        if self._state.target == "pict":
            self._parts[-1].words.append(content)
            return
        font = self._fonts.get(self._state.font)
        encoding = font.encoding if font and font.encoding else self._encoding
        self._write(decoded(content, encoding))

    def _write(self, text: str) -> None:
        state = self._state
        if state.target == "fonttbl":
            if state.font in self._fonts:
                self._fonts[state.font].name += text
        elif state.target == "stylesheet":
            self._styles[state.style] = self._styles.get(state.style, "") + text
        elif state.target == "text":
            self._write_text(text)
        else:
            self._parts[-1].words.append(text)

    def _write_text(self, text: str) -> None:
        state, before = self._state, self._written
        self._written = "hidden" if state.hidden else state.change
        goes_on = before == self._written
        if state.change:
            self._revise(text, goes_on=goes_on)
        if state.hidden:
            self._hide(text, goes_on=goes_on)
        if state.change == "deletion" or state.hidden:
            return
        for quote in self._quotes.values():
            quote.append(text)
        self._story.write(state.look(self._fonts)._replace(text=text), state.size)

    def _revise(self, text: str, *, goes_on: bool) -> None:
        state = self._state
        author = self._authors[state.author] if state.author < len(self._authors) else ""
        found = Revision(
            "deletion" if state.change == "deletion" else "insertion", text, author, day_and_time(state.time)
        )
        last = self._revisions[-1] if self._revisions and goes_on else None
        if last and last._replace(text=text) == found:
            self._revisions[-1] = last._replace(text=last.text + text)
        else:
            self._revisions.append(found)

    def _hide(self, text: str, *, goes_on: bool) -> None:
        """Hidden text is told as a loss."""
        last = self._losses[-1] if self._losses and goes_on else None
        if last and last.kind == "text":
            self._losses[-1] = last._replace(what=(last.what + text)[:200])
        elif text.strip():
            self._losses.append(Loss("text", text[:200]))

    def _end_paragraph(self) -> None:
        state = self._state
        self._written = ""
        role, level = role_of(self._styles.get(state.style, ""))
        if role == "paragraph" and 0 <= state.outline < 9:
            role, level = "heading", state.outline + 1
        self._story.end_paragraph(state, role, level)

    # Destinations that close

    def _label(self, part: _Part, _: State) -> None:
        label = "".join(str(word) for word in part.words).strip()
        if label:
            self._story.label = "•" if "\uf000" <= label[0] <= "\uf0ff" else label

    def _field(self, part: _Part, _: State) -> None:
        found = _FIELD.match("".join(str(word) for word in part.words))
        if not found:
            return
        target = found[2] or found[3] or ""
        if found[1].upper() == "HYPERLINK" and re.match(r"(?:https?|mailto|ftp):", target):
            self._state.link = target
        elif found[1].upper() == "INCLUDEPICTURE":
            self._losses.append(Loss("remote-picture" if "://" in target else "picture", target[:200]))

    def _name(self, part: _Part, _: State) -> None:
        self._named[part.name] = "".join(str(word) for word in part.words).strip()

    def _date(self, part: _Part, _: State) -> None:
        year, month, day, hour, minute = (part.fields.get(name, 0) for name in ("yr", "mo", "dy", "hr", "min"))
        if year and month and day:
            self._named[part.name] = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"

    def _author(self, part: _Part, _: State) -> None:
        self._authors = [name.strip() for name in "".join(str(word) for word in part.words).split(";")]

    def _margin(self, part: _Part, _: State) -> None:
        text = " ".join("".join(str(word) for word in part.words).split())
        if any(sign.isalpha() for sign in text):
            self._losses.append(Loss("header", text[:200]))

    def _footnote(self, part: _Part, state: State) -> None:
        if part.story:
            label = str(part.fields["label"])
            self._notes[int(label) - 1] = Footnote(label, noted(part.story.finished(state)))

    def _box(self, part: _Part, state: State) -> None:
        inset = boxed(part.story.finished(state)) if part.story else None
        if inset:
            self._story.hang(inset)

    def _comment(self, part: _Part, state: State) -> None:
        if part.story:
            text = "\n".join(paragraph.text for paragraph in noted(part.story.finished(state)))
            quote = self._remark["quote"].strip()
            self._comments.append(Comment(text.strip(), quote, self._remark["author"], self._remark["date"]))
            self._remark = {"author": "", "date": "", "quote": ""}

    def _about_comment(self, part: _Part, _: State) -> None:
        words = "".join(str(word) for word in part.words).strip()
        if part.name == "atnauthor":
            self._remark["author"] = words
        elif part.name == "atndate":
            self._remark["date"] = day_and_time(int(words) & 0xFFFFFFFF) if re.fullmatch(r"-?\d{1,10}", words) else ""
        elif part.name == "atrfstart":
            self._quotes[words] = []
        elif part.name == "atrfend":
            self._remark["quote"] = "".join(self._quotes.pop(words, []))

    def _property(self, part: _Part, _: State) -> None:
        """A shape's property: its name, then its value."""
        words = "".join(word for word in part.words if isinstance(word, str)).strip()
        if part.name == "sn":
            self._alt["name"] = words
        elif self._alt.get("name") == "wzDescription":
            self._alt["text"] = words

    def _picture(self, part: _Part, _: State) -> None:
        content = _picture_bytes(part.words)
        fields, alt = part.fields, self._alt.pop("text", "")
        if not content:
            return
        if any(outer.name in _MARGINS for outer in self._parts):
            self._losses.append(Loss("header", "pict"))
            return
        if not {"pngblip", "jpegblip"} & set(fields) and (is_drawing(content) or not _is_photo(content)):
            self._losses.append(Loss("drawing", next((name for name in fields if name in _DRAWINGS), "pict")))
            return
        goal, high = fields.get("picwgoal", 0), fields.get("pichgoal", 0)
        crops = [
            fields.get(f"piccrop{side}", 0) / size if size else 0.0
            for side, size in zip("ltrb", (goal, high) * 2, strict=True)
        ]
        left, top, right, bottom = (min(max(round(crop, 4), 0.0), 1.0) for crop in crops)
        width = (goal - fields.get("piccropl", 0) - fields.get("piccropr", 0)) * fields.get("picscalex", 100) / 100
        name = f"picture-{len(self._pictures) + 1}"
        self._story.write(Run(picture=len(self._pictures)), 0.0)
        self._pictures.append(Picture(name, content, alt, (left, top, right, bottom), round(max(width, 0) / _TWIPS, 2)))


_DRAWINGS: Final = frozenset("dibitmap emfblip macpict pmmetafile wbitmap wmetafile".split())
_Closer = Callable[[_Reading, _Part, State], None]
_CLOSERS: Final[dict[str, _Closer]] = {
    "annotation": _Reading._comment,
    "fldinst": _Reading._field,
    "footnote": _Reading._footnote,
    "pict": _Reading._picture,
    "revtbl": _Reading._author,
    **dict.fromkeys(("atnauthor", "atndate", "atrfend", "atrfstart"), _Reading._about_comment),
    **dict.fromkeys(_OF_INFO, _Reading._name),
    **dict.fromkeys(("creatim", "revtim"), _Reading._date),
    **dict.fromkeys(("dptxbxtext", "shptxt"), _Reading._box),
    **dict.fromkeys(_MARGINS, _Reading._margin),
    **dict.fromkeys(("listtext", "pntext"), _Reading._label),
    **dict.fromkeys(("sn", "sv"), _Reading._property),
}


def _picture_bytes(words: list[bytes | str]) -> bytes:
    """Hexadecimal digits, or bytes after ``\\bin``."""
    raw = [word for word in words if isinstance(word, bytes)]
    digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(raw))
    if len(digits) * 2 > sum(map(len, raw)):
        return bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))
    return b"".join(raw)


def _is_photo(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*"))
