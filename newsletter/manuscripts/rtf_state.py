"""What is in force at a place of an RTF file: groups copy it when they open, and it is gone when they close."""

from copy import copy
from typing import Final

from newsletter.manuscripts.manuscript import Alignment, ParagraphRole, Run
from newsletter.manuscripts.rtf_tokens import CHARSETS, code_page

_ALIGNMENTS: Final[dict[str, Alignment]] = {"ql": "left", "qr": "right", "qc": "centre", "qj": "justified"}


_SUFFIXES: Final = {
    "(Arabic)": "cp1256", "(Hebrew)": "cp1255", "(Thai)": "cp874", "(Vietnamese)": "cp1258", "Baltic": "cp1257",
    "CE": "cp1250", "Cyr": "cp1251", "Greek": "cp1253", "Tur": "cp1254",
}  # fmt: skip
"""Names of Windows 95 for the same font in other code pages."""


class Font:
    """An entry of the font table. ``encoding`` by its charset or code page, "" where it has none."""

    def __init__(self) -> None:
        self.text = ""
        """As it stands in the table: what follows its semicolon is no part of its name."""
        self.encoding = ""

    @property
    def name(self) -> str:
        return self.text.partition(";")[0].strip()

    @property
    def code_page(self) -> str:
        """ "" = that of the document."""
        return self.encoding or _SUFFIXES.get(self.name.rpartition(" ")[2], "")


class State:
    """Properties of characters and paragraphs, and where text goes."""

    def __init__(self) -> None:
        self.target = "text"
        """"text", "skip", or the name of a destination whose words are gathered."""
        self.outer = "text"
        """Where the text of a group goes that is given twice, as bytes and as Unicode."""
        self.skipped = 1
        """``\\uc``: how many characters follow ``\\u`` for those who do not know it."""
        self.font = -1
        self.size = 12.0
        self.bold = self.italic = self.hidden = False
        self.raised = 0
        self.change = ""
        """"insertion" or "deletion", by whom and when."""
        self.author = 0
        self.time = 0
        self.link = ""
        self.clear_paragraph()

    def clear_paragraph(self) -> None:
        """``\\pard``"""
        self.align: Alignment = ""
        self.style = 0
        self.outline = -1
        self.list = 0
        self.depth = 0
        self.in_table = False

    def clear_characters(self, font: int) -> None:
        """``\\plain``; a change that is tracked goes on."""
        self.font, self.size, self.bold, self.italic, self.hidden, self.raised = font, 12.0, False, False, False, 0

    def copied(self) -> "State":
        return copy(self)

    def look(self, fonts: dict[int, Font]) -> Run:
        font = fonts.get(self.font)
        return Run(
            bold=self.bold,
            italic=self.italic,
            superior=self.raised > 0,
            inferior=self.raised < 0,
            font=font.name if font else "",
            link=self.link,
        )

    def set(self, word: str, number: int | None) -> None:
        """Takes a control word of characters or paragraphs; others mean nothing here."""
        on = number != 0
        match word:
            case "b":
                self.bold = on
            case "i":
                self.italic = on
            case "v":
                self.hidden = on
            case "super" | "up":
                self.raised = int(on)
            case "sub" | "dn":
                self.raised = -int(on)
            case "nosupersub":
                self.raised = 0
            case "fs":
                self.size = (number or 24) / 2
            case "f":
                self.font = number or 0
            case "uc":
                self.skipped = max(0, min(number if number is not None else 1, 10))
            case _:
                self._set_change(word, number)

    def _set_change(self, word: str, number: int | None) -> None:
        on = number != 0
        match word:
            case "revised":
                self.change = "insertion" if on else ""
            case "deleted":
                self.change = "deletion" if on else ""
            case "revauth" | "revauthdel":
                self.author = number or 0
            case "revdttm" | "revdttmdel":
                self.time = (number or 0) & 0xFFFFFFFF
            case _:
                self._set_paragraph(word, number)

    def _set_paragraph(self, word: str, number: int | None) -> None:
        match word:
            case "pard":
                self.clear_paragraph()
            case "s":
                self.style = number or 0
            case "ql" | "qr" | "qc" | "qj":
                self.align = _ALIGNMENTS[word]
            case "outlinelevel":
                self.outline = number if number is not None else -1
            case "ls":
                self.list = number or 0
            case "ilvl":
                self.depth = max(0, min(number or 0, 8))
            case "intbl":
                self.in_table = True
            case "itap":
                self.in_table = bool(number)


def role_of(style: str) -> tuple[ParagraphRole, int]:
    """What a style's name says, as Word and LibreOffice name them, and the level of a heading."""
    name = style.partition(";")[0].strip().lower()
    if name.startswith("heading ") and name[8:9].isdigit():
        return "heading", int(name[8])
    roles: dict[str, ParagraphRole] = {
        "title": "title", "subtitle": "subtitle", "caption": "caption", "illustration": "caption", "figure": "caption",
        "quote": "quotation", "intense quote": "quotation", "quotations": "quotation", "block text": "quotation",
    }  # fmt: skip
    return roles.get(name, "paragraph"), 1


def encoding_of(charset: int) -> str:
    """By ``\\fcharset``; "" for that of the document."""
    return CHARSETS.get(charset, "")


def encoding_of_page(number: int) -> str:
    """By ``\\cpg`` and ``\\ansicpg``."""
    return code_page(number)
