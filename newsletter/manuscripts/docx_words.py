"""The text of a Word file, taken from its XML by a way of its own, so that what the reader loses is seen."""

import unicodedata
import xml.parsers.expat
from collections.abc import Iterable
from typing import Final

from newsletter.manuscripts.docx_fields import COUNTED, kind_of_field
from newsletter.manuscripts.docx_symbols import code_of, symbol

_WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATHS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SET_APART: Final = {"tab", "br", "cr", "ptab"}
_HOUSES: Final = {"tbl", "tc", "txbxContent", "sdtContent", "body"}
"""What holds paragraphs."""
_READING: Final = {"rt", "rubyBase"}
_NOTES: Final = {"footnote", "endnote"}
_BEFORE: Final = {"rPrChange", "pPrChange"}
"""Formatting as it was."""
_LEFT_OUT: Final = {"del", "moveFrom", *_BEFORE}
_DEEPEST: Final = 50


def text_in(parts: Iterable[bytes]) -> str:
    """The text of the parts of a document with its boxes and notes; not what is deleted, hidden or the instruction of a
    field. Of several ways to say a thing the longest counts."""
    return "\n".join(" ".join(_Count().read(part)) for part in parts if part)


def letters(word: str) -> str:
    """What two words must share to be the same: not the marks around them."""
    return "".join(letter for letter in unicodedata.normalize("NFC", word) if letter.isalnum())


class _Count:
    """Expat's events, without any tree. ``_lines``: the text of each paragraph that is open; ``_words``: those of each
    branch (29500-3, 10.2) that is open; ``_fields``: instruction of each open field, and whether it shows already."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._words: list[list[str]] = [[]]
        self._best: list[tuple[list[str], list[str]]] = []
        self._fields: list[tuple[str, bool]] = []
        self._simple: list[bool] = []
        self._carried: list[str] = []
        """The text of a paragraph that goes on in the next one: its mark is deleted, or it is a dropped initial."""
        self._joins = False
        self._in_properties = 0
        self._is_line = False
        """The note that is open is a line between notes and text."""
        self._out = 0
        self._runs = 0
        self._hidden = False
        self._writes = ""

    def read(self, content: bytes) -> list[str]:
        parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.Parse(content, True)
        return self._words[0] + "".join([*self._carried, *self._lines[0]]).split()

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        space, _, name = element.rpartition(" ")
        if space == _MC:
            self._branch(name)
        elif space in _WORD:
            found = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self._begin(name, found)
        elif space in _MATHS and name == "t":
            self._writes = name

    def _branch(self, name: str) -> None:
        if name == "AlternateContent":
            self._best.append(([], []))
        elif name in ("Choice", "Fallback"):
            self._words.append([])
            self._lines.append([])

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LEFT_OUT:
            self._joins = self._joins or (self._in_properties > 0 and not self._out and name not in _BEFORE)
            self._out += 1
        elif name in _NOTES:
            self._is_line = attributes.get("type", "normal") != "normal"
            self._out += self._is_line
        elif name == "pPr":
            self._in_properties += 1
        elif name == "framePr":
            self._joins = self._joins or attributes.get("dropCap", "none") != "none"
        elif name == "vanish" and self._runs and not self._out:
            self._hidden = attributes.get("val", "true") not in ("0", "false", "off")
        elif name == "fldSimple":
            self._simple.append(kind_of_field(attributes.get("instr", "")) in COUNTED)
        elif name == "fldChar":
            self._turn(attributes.get("fldCharType", ""))
        else:
            self._begin_text(name, attributes)

    def _begin_text(self, name: str, attributes: dict[str, str]) -> None:
        if name in _HOUSES:
            self._settle()
        elif name == "p":
            self._lines.append(self._carried)
            self._carried = []
        elif name in _READING:
            self._lines[-1].append(" ")
            self._lines.append([])
        elif name == "r":
            self._runs += 1
        elif name in ("t", "instrText"):
            self._writes = name
        elif name == "sym" and not self._out:
            self._lines[-1].append(symbol(attributes.get("font", ""), code_of(attributes.get("char", ""))))
        elif name in _SET_APART and not self._out:
            self._lines[-1].append(" ")

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(("", False))
        elif self._fields:
            instruction, _ = self._fields.pop()
            if kind == "separate":
                self._fields.append((instruction, True))

    def _end(self, element: str) -> None:
        space, _, name = element.rpartition(" ")
        if space == _MC and name in ("Choice", "Fallback"):
            branch = (self._words.pop(), self._lines.pop())
            if self._best and _length(branch) > _length(self._best[-1]):
                self._best[-1] = branch
        elif space == _MC and name == "AlternateContent":
            words, line = self._best.pop()
            self._words[-1].extend(words)
            self._lines[-1].extend(line)
        elif space in _WORD:
            self._finish(name)
        elif space in _MATHS and name == "t":
            self._writes = ""

    def _finish(self, name: str) -> None:
        if name in _LEFT_OUT:
            self._out -= 1
        elif name == "pPr":
            self._in_properties -= 1
        elif name == "p" and self._joins:
            self._carried, self._joins = self._lines.pop(), False
        elif name in _NOTES:
            self._out -= self._is_line
        elif name == "p" or name in _READING:
            self._words[-1].extend("".join(self._lines.pop()).split())
        elif name == "r":
            self._runs -= 1
            self._hidden = False
        elif name in _HOUSES:
            self._settle()
        elif name in ("t", "instrText"):
            self._writes = ""
        elif name == "fldSimple":
            self._simple.pop()

    def _settle(self) -> None:
        """A paragraph goes on in its neighbour alone."""
        self._words[-1].extend("".join(self._carried).split())
        self._carried = []

    def _letters(self, text: str) -> None:
        if self._writes == "instrText" and self._fields:
            instruction, shows = self._fields[-1]
            self._fields[-1] = (instruction + text, shows)
        elif self._writes == "t" and not (self._out or self._hidden or self._is_silent()):
            self._lines[-1].append(text)

    def _is_silent(self) -> bool:
        """Whether a field that is open shows nothing yet, or the number of a page."""
        fields = self._fields[:_DEEPEST]
        return any(self._simple) or any(not shows or kind_of_field(kind) in COUNTED for kind, shows in fields)


def _length(branch: tuple[list[str], list[str]]) -> int:
    words, line = branch
    return len(words) + sum(map(len, line))
