"""Rich Text Format becomes manuscripts (RTF 1.9.1): what Word, WordPad, LibreOffice and editors of Macs write.

Each group that opens copies the state; destinations gather their words until they close (``rtf_destinations``).
"""

from typing import Final

from newsletter.manuscripts.kinds import Unreadable
from newsletter.manuscripts.manuscript import Loss, Manuscript, Run
from newsletter.manuscripts.recall import counted
from newsletter.manuscripts.rtf_count import key, text_of
from newsletter.manuscripts.rtf_destinations import GATHERED, MARGINS, OF_INFO, STORIES, Part, Place, Record
from newsletter.manuscripts.rtf_state import Font, State, encoding_of, encoding_of_page, role_of
from newsletter.manuscripts.rtf_story import Story
from newsletter.manuscripts.rtf_tables import Edge
from newsletter.manuscripts.rtf_tokens import SIGNS, SYMBOLS, Token, decoded, tokens

_DEEPEST: Final = 1_000
"""Groups in each other."""
_SKIPPED: Final = frozenset(
    "aftncn aftnsep aftnsepc colortbl filetbl ftncn ftnsep ftnsepc nonesttables nonshppict objdata pnseclvl private rxe "
    "shprslt tc template txe upr xe".split()
)
_KNOWN: Final = frozenset("annotation do dptxbxtext footnote info picprop shpinst shppict shptxt ud".split())
"""Destinations that hold others, or text."""
_OF_TABLES: Final = frozenset("cell cellx clmrg clvmrg nestcell row trhdr trleft trowd".split())
_ENDS: Final = frozenset("column page par sect".split())


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
        self._encoding = "cp1252"
        self._default = 0
        self._story = Story()
        self._parts: list[Part] = [Part("", 0, [], self._story, {})]
        self._record = Record()
        self._bytes = bytearray()
        self._ahead = 0
        self._high = 0
        self._starred = False
        self._written = ""
        """What the text before this was: "" = shown, else hidden or changed."""

    def manuscript(self) -> Manuscript:
        self._flush()
        while self._states:
            self._close()
        return self._record.manuscript(self._story, self._state)

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
        if not self._states:
            return
        inner, self._state = self._state, self._states.pop()
        while len(self._parts) > 1 and self._parts[-1].depth > len(self._states):
            part = self._parts.pop()
            self._story = next(each.story for each in reversed(self._parts) if each.story)
            in_margin = any(outer.name in MARGINS for outer in self._parts)
            self._record.close(part, Place(self._story, self._state, inner, in_margin))
        self._starred, self._ahead = False, 0

    def _begin(self, name: str) -> None:
        """A destination begins with this group."""
        story = Story() if name in STORIES else None
        part = Part(name, len(self._states), [], story, {})
        self._parts.append(part)
        if story is None:
            self._state.target = name
            return
        if name == "footnote":
            label = self._record.begin_note()
            part.fields["label"] = int(label)
            self._story.write(Run(footnote=label), 0.0)
        self._story = story
        self._state = State()
        self._state.font = self._default

    # Control words and symbols

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if self._state.target == "skip" and word != "ud":
            return
        if word in STORIES or word in GATHERED or (word in OF_INFO and self._state.target == "info"):
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
            self._record.losses.append(Loss("formula"))

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
            self._record.losses.append(Loss("object"))
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
        encoding = (font.code_page if font else "") or self._encoding
        self._write(decoded(content, encoding))

    def _write(self, text: str) -> None:
        state = self._state
        if state.target == "fonttbl":
            if state.font in self._fonts:
                self._fonts[state.font].text += text
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
            self._record.revise(state, text, goes_on=goes_on)
        if state.hidden:
            self._record.hide(text, goes_on=goes_on)
        if state.change == "deletion" or state.hidden:
            return
        for quote in self._record.quotes.values():
            quote.append(text)
        self._story.write(state.look(self._fonts)._replace(text=text), state.size)

    def _end_paragraph(self) -> None:
        state = self._state
        self._written = ""
        role, level = role_of(self._styles.get(state.style, ""))
        if role == "paragraph" and 0 <= state.outline < 9:
            role, level = "heading", state.outline + 1
        self._story.end_paragraph(state, role, level)
