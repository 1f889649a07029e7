"""Styles (ISO/IEC 29500-1, 17.7): the look that is in force for characters and paragraphs, from the defaults of the document
over its theme, the chain of a paragraph's styles and that of a character style to what stands at the run itself."""

import functools
import re
from typing import Any, Final, NamedTuple

from newsletter.manuscripts.docx_names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, A, W, is_on, value, whole
from newsletter.manuscripts.manuscript import Alignment, ParagraphRole

_LONGEST_CHAIN: Final = 50
_SIDES: Final[dict[str, Alignment]] = {
    "left": "left",
    "start": "left",
    "center": "centre",
    "right": "right",
    "end": "right",
    "both": "justified",
    "distribute": "justified",
}
_HEADING: Final = re.compile(r"(?:heading|(?:tiêu|đầu) đề|đề mục)\s*([1-9])\b|tít (?:phụ|xen|con)$")
_LIST: Final = re.compile(r"list(?: bullet| number| continue|)(?:\s+(\d))?$")
_ROLES: Final[dict[str, ParagraphRole]] = {
    "title": "title",
    "tiêu đề": "title",
    "đầu đề": "title",
    "tên bài": "title",
    "tít": "title",
    "tít bài": "title",
    "tít chính": "title",
    "subtitle": "subtitle",
    "tiêu đề phụ": "subtitle",
    "đề phụ": "subtitle",
    "phụ đề": "subtitle",
    "sapo": "subtitle",
    "sa pô": "subtitle",
    "chapeau": "subtitle",
    "caption": "caption",
    "chú thích": "caption",
    "chú thích ảnh": "caption",
    "quote": "quotation",
    "intense quote": "quotation",
    "quotations": "quotation",
    "block text": "quotation",
    "trích dẫn": "quotation",
    "verse": "verse",
    "thơ": "verse",
}
"""By the names of styles, lower case. Word stores the English name of its own ones whatever language it speaks."""
_NO_HEADING: Final = 9
"""Outline level of body text (17.3.1.20)."""


class Face(NamedTuple):
    """What one level of the hierarchy says of characters; None where it is silent. ``font`` for ASCII, ``high`` for other
    letters of the Latin script; ``size`` in half points."""

    font: str | None = None
    high: str | None = None
    size: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    shift: str | None = None


class Manner(NamedTuple):
    """What a paragraph style says: characters, role, and its place in a list (``number``: the id of the list)."""

    face: Face = Face()
    role: ParagraphRole = "paragraph"
    level: int = 1
    align: Alignment = ""
    number: str | None = None
    depth: int | None = None
    list_level: int = 0
    """As its name says ("List Bullet 2"), 0 where it does not."""


class Styles:
    """The styles of a document; chains are followed once."""

    def __init__(self, root: Any, theme: Any) -> None:
        self._fonts = _theme_fonts(theme)
        self._styles = {} if root is None else {_key(each): each for each in reversed(root.findall(W + "style"))}
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{RUN_PROPERTIES}")
        self.defaults = self.face_of(defaults)
        self._manners: dict[str | None, Manner] = {}
        self._faces: dict[str | None, Face] = {}
        self._usual = next(
            (name for (kind, name), style in self._styles.items() if kind == "paragraph" and _is_usual(style)), None
        )

    def face_of(self, properties: Any) -> Face:
        """What ``w:rPr`` says itself."""
        if properties is None:
            return Face()
        fonts = properties.find(W + "rFonts")
        return Face(
            self._font(fonts, "ascii"),
            self._font(fonts, "hAnsi"),
            value(properties, "sz"),
            is_on(properties, "b"),
            is_on(properties, "i"),
            is_on(properties, "vanish"),
            value(properties, "vertAlign"),
        )

    def character(self, name: str | None) -> Face:
        """What a character style and those that it is based on say."""
        if name not in self._faces:
            chain = self._chain("character", name)
            self._faces[name] = over(*(self.face_of(each.find(RUN_PROPERTIES)) for each in chain))
        return self._faces[name]

    def paragraph(self, name: str | None) -> Manner:
        """What a paragraph style and those that it is based on say; without a name the usual one."""
        if name not in self._manners:
            known = name if ("paragraph", name) in self._styles else self._usual
            self._manners[name] = self._manner(self._chain("paragraph", known))
        return self._manners[name]

    def list_of(self, name: str) -> str | None:
        """The list that a numbering style leads to."""
        style = self._styles.get(("numbering", name))
        return None if style is None else value(style, "pPr", "numPr", "numId")

    def _chain(self, kind: str, name: str | None) -> list[Any]:
        """A style after those that it is based on."""
        chain: list[Any] = []
        while (style := self._styles.get((kind, name or ""))) is not None and len(chain) < _LONGEST_CHAIN:
            chain.insert(0, style)
            name = value(style, "basedOn")
        return chain

    def _manner(self, chain: list[Any]) -> Manner:
        manner = Manner(over(*(self.face_of(style.find(RUN_PROPERTIES)) for style in chain)))
        for style in chain:
            manner = _named(manner, (value(style, "name") or style.get(W + "styleId", "")).lower())
            manner = set_by(style.find(PARAGRAPH_PROPERTIES), manner)
        return manner

    def _font(self, fonts: Any, name: str) -> str | None:
        if fonts is None:
            return None
        theme = fonts.get(f"{W}{name}Theme")
        return (self._fonts.get(theme[:5]) if theme else None) or fonts.get(W + name)


@functools.lru_cache(maxsize=4096)
def over(*faces: Face) -> Face:
    """Each face over those before it. A document has few looks and many runs, so each is made once."""
    result = Face()
    for face in faces:
        result = result._replace(**{name: each for name, each in face._asdict().items() if each is not None})
    return result


@functools.lru_cache(maxsize=4096)
def in_force(defaults: Face, paragraph: Face, character: Face, run: Face) -> Face:
    """The look of a run. Bold, italic and hidden of a paragraph style and a character style undo each other (17.7.3)."""
    face = over(defaults, paragraph, character, run)
    return face._replace(
        bold=_toggled(defaults.bold, paragraph.bold, character.bold, run.bold),
        italic=_toggled(defaults.italic, paragraph.italic, character.italic, run.italic),
        hidden=_toggled(defaults.hidden, paragraph.hidden, character.hidden, run.hidden),
    )


def _toggled(default: bool | None, paragraph: bool | None, character: bool | None, run: bool | None) -> bool:
    if run is not None:
        return run
    return bool(default) or bool(paragraph) != bool(character)


def set_by(properties: Any, manner: Manner) -> Manner:
    """A manner after what ``w:pPr`` says itself."""
    if properties is None:
        return manner
    side, outline = value(properties, "jc"), value(properties, "outlineLvl")
    number, depth = value(properties, "numPr", "numId"), value(properties, "numPr", "ilvl")
    if outline is not None and manner.role in ("paragraph", "heading"):
        level = whole(outline, _NO_HEADING)
        manner = manner._replace(role="paragraph" if level >= _NO_HEADING else "heading", level=level % _NO_HEADING + 1)
    return manner._replace(
        align=_SIDES.get(side or "", manner.align),
        number=number if number is not None else manner.number,
        depth=whole(depth) if depth is not None else manner.depth,
    )


def _named(manner: Manner, name: str) -> Manner:
    if found := _HEADING.match(name):
        return manner._replace(role="heading", level=int(found[1] or 1))
    if role := _ROLES.get(name):
        return manner._replace(role=role, level=1)
    if found := _LIST.match(name):
        return manner._replace(role="paragraph", list_level=int(found[1] or 1))
    return manner


def _key(style: Any) -> tuple[str, str]:
    return style.get(W + "type", "paragraph"), style.get(W + "styleId", "")


def _is_usual(style: Any) -> bool:
    return style.get(W + "default") in ("1", "true", "on")


def _theme_fonts(theme: Any) -> dict[str, str]:
    """The fonts of headings ("major") and of text ("minor") in a theme (20.1.4.1.24)."""
    if theme is None:
        return {}
    found = ((kind, theme.find(f".//{A}{kind}Font/{A}latin")) for kind in ("major", "minor"))
    return {kind: latin.get("typeface", "") for kind, latin in found if latin is not None}
