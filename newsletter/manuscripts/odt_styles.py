"""Styles of an OpenDocument text (ODF 1.3 part 3, 16): what is in force for a paragraph, a stretch of text, a list."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from newsletter.manuscripts.lengths import points
from newsletter.manuscripts.manuscript import Alignment, ParagraphRole, Run

OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"

_ALIGNMENTS: Final[dict[str, Alignment]] = {
    "start": "left", "left": "left", "center": "centre", "end": "right", "right": "right", "justify": "justified",
}  # fmt: skip
_ROLES: Final[dict[str, ParagraphRole]] = {
    "title": "title", "subtitle": "subtitle", "caption": "caption", "illustration": "caption", "figure": "caption",
    "quotations": "quotation", "quote": "quotation", "intense quote": "quotation", "block text": "quotation",
}  # fmt: skip
_DEEPEST: Final = 40
"""Styles that inherit from each other."""
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


OUTLINE: Final = "\0outline"
"""The list style that headings are numbered by (16.34)."""


class Standing(NamedTuple):
    """What the style of a paragraph says of it. ``rule``: it is drawn as a line."""

    role: ParagraphRole = "paragraph"
    level: int = 1
    align: Alignment = ""
    rule: bool = False


class _Level(NamedTuple):
    """One level of a list style (16.30): ``bullet``, or a number in ``form`` between ``prefix`` and ``suffix``."""

    bullet: str = ""
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


class Styles:
    """The styles of content.xml and styles.xml."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._defaults: dict[str, Any] = {}
        self._fonts: dict[str, str] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._properties: dict[tuple[str, str], dict[str, str]] = {}
        for root in roots:
            for element in root.iter(STYLE + "style"):
                self._styles[element.get(STYLE + "family", ""), element.get(STYLE + "name", "")] = element
            for element in root.iter(STYLE + "default-style"):
                self._defaults[element.get(STYLE + "family", "")] = element
            for element in root.iter(STYLE + "font-face"):
                self._fonts[element.get(STYLE + "name", "")] = element.get(SVG + "font-family", "").strip("'\"")
            for element in root.iter(TEXT + "list-style"):
                self._lists[element.get(STYLE + "name", "")] = dict(_levels(element))
            for element in root.iter(TEXT + "outline-style"):
                self._lists[OUTLINE] = dict(_levels(element))

    def look(self, family: str, name: str, inherited: Run) -> Run:
        """The look of text of this style within text of the ``inherited`` one."""
        found = self._found(family, name)
        weight, slope = found.get("font-weight"), found.get("font-style")
        raised = found.get("text-position", "").split(" ")[0]
        return inherited._replace(
            bold=weight in ("bold", "600", "700", "800", "900") if weight else inherited.bold,
            italic=slope in ("italic", "oblique") if slope else inherited.italic,
            superior=_is_raised(raised) if raised else inherited.superior,
            inferior=_is_lowered(raised) if raised else inherited.inferior,
            font=self._font(found) or inherited.font,
        )

    def size(self, family: str, name: str) -> float:
        """Points; 0 where it is not said, or as a share."""
        size = self._found(family, name).get("font-size", "")
        return points(size) if size.endswith("pt") else 0.0

    def is_hidden(self, family: str, name: str) -> bool:
        return self._found(family, name).get("display") == "none"

    def standing(self, name: str) -> Standing:
        """The role of a paragraph by the names of its style and of those it inherits from."""
        align = _ALIGNMENTS.get(self._found("paragraph", name).get("text-align", ""), "")
        for style in self._line("paragraph", name):
            known = style.replace("_20_", " ").lower()
            if known == "horizontal line":
                return Standing(rule=True)
            if known in _ROLES:
                return Standing(_ROLES[known], 1, align)
            if heading := re.fullmatch(r"heading (\d)", known):
                return Standing("heading", int(heading[1]), align)
        return Standing(align=align)

    def list_of(self, name: str) -> str:
        """The list style that a paragraph style brings along; "" for none."""
        for style in self._line("paragraph", name):
            found = self._styles.get(("paragraph", style))
            if found is not None and found.get(STYLE + "list-style-name") is not None:
                return str(found.get(STYLE + "list-style-name"))
        return ""

    def label(self, style: str, numbers: list[int]) -> str:
        """The label of an item whose number on each level is given, from the outermost."""
        level = self._level(style, len(numbers))
        if level.bullet or not level.form:
            return "•" if "\uf000" <= level.bullet[:1] <= "\uf0ff" else level.bullet  # a sign of Wingdings or Symbol
        first = max(0, len(numbers) - level.shown)
        forms = [self._level(style, depth + 1).form or "1" for depth in range(first, len(numbers))]
        shown = ".".join(_numeral(number, form) for number, form in zip(numbers[first:], forms, strict=True))
        return f"{level.prefix}{shown}{level.suffix}".strip()

    def start(self, style: str, depth: int) -> int:
        return self._level(style, depth).start

    def _level(self, style: str, depth: int) -> _Level:
        return self._lists.get(style, {}).get(depth, _Level())

    def _font(self, found: dict[str, str]) -> str:
        name = found.get("font-name", "")
        return self._fonts.get(name, name) or found.get("font-family", "").strip("'\"")

    def _found(self, family: str, name: str) -> dict[str, str]:
        """All properties in force, by their local names."""
        key = (family, name)
        if key not in self._properties:
            found: dict[str, str] = {}
            default = self._defaults.get(family) if family == "paragraph" else None
            chain = [self._styles[family, each] for each in self._line(family, name) if (family, each) in self._styles]
            for style in ([default] if default is not None else []) + chain[::-1]:
                for properties in style.iterchildren(STYLE + "text-properties", STYLE + "paragraph-properties"):
                    found |= {_local(attribute): value for attribute, value in properties.attrib.items()}
            self._properties[key] = found
        return self._properties[key]

    def _line(self, family: str, name: str) -> Iterator[str]:
        """A style and those that it inherits from."""
        for _ in range(_DEEPEST):
            yield name
            style = self._styles.get((family, name))
            parent = style.get(STYLE + "parent-style-name") if style is not None else None
            if not parent:
                return
            name = parent


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _is_raised(position: str) -> bool:
    return position == "super" or bool(re.fullmatch(r"[1-9]\d*(?:\.\d+)?%", position))


def _is_lowered(position: str) -> bool:
    return position == "sub" or position.startswith("-")


def _levels(style: Any) -> Iterator[tuple[int, _Level]]:
    for element in style:
        depth = element.get(TEXT + "level", "") if isinstance(element.tag, str) else ""
        if depth.isdigit():
            yield (
                int(depth),
                _Level(
                    element.get(TEXT + "bullet-char", ""),
                    element.get(STYLE + "num-format", ""),
                    element.get(STYLE + "num-prefix", ""),
                    element.get(STYLE + "num-suffix", ""),
                    whole(element.get(TEXT + "start-value"), 1),
                    min(whole(element.get(TEXT + "display-levels"), 1), 10),
                ),
            )


def whole(text: str | None, default: int) -> int:
    """A count as an attribute has it."""
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else default


def _numeral(number: int, form: str) -> str:
    if form in ("a", "A"):
        letters = chr(ord(form) + (number - 1) % 26)
        return letters * (1 + (number - 1) // 26 % 5)
    if form in ("i", "I") and 0 < number < 4000:
        found = ""
        for value, letters in _ROMAN:
            found, number = found + letters * (number // value), number % value
        return found.upper() if form == "I" else found
    return str(number)
