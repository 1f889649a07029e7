"""Lists (ISO/IEC 29500-1, 17.9): the label of each item, as Word counts it."""

import re
from typing import Any, Final, NamedTuple

from newsletter.manuscripts.docx_names import W, is_on, value, whole
from newsletter.manuscripts.docx_styles import Styles
from newsletter.manuscripts.docx_symbols import bullet

_DEPTHS: Final = 9
_ROMAN: Final = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)
_MOST: Final = 5_000
"""Beyond that no letters and no Roman figures."""


class _Level(NamedTuple):
    start: int = 1
    form: str = "decimal"
    text: str = ""
    font: str = ""
    restart: int | None = None
    """The level after which it begins again; None: after any above it; 0: never."""
    legal: bool = False
    """All figures in it are Arabic."""
    style: str = ""
    """The paragraph style that belongs to it."""


class Lists:
    """The lists of a document and how far each has been counted. Lists with one definition count on together."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._abstract = {} if root is None else {_id(each): each for each in root.findall(W + "abstractNum")}
        self._numbers = {} if root is None else {each.get(W + "numId", ""): each for each in root.findall(W + "num")}
        self._styles = styles
        self._levels: dict[str, tuple[str, dict[int, _Level]] | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def depth_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that a paragraph style is tied to (17.9.23)."""
        known = self._known(number)
        return (
            next((depth for depth, level in known[1].items() if style and level.style == style), None)
            if known
            else None
        )

    def label(self, number: str, depth: int) -> str | None:
        """The label of the next item at a depth from 0; None where there is no such list."""
        known = self._known(number)
        if known is None:
            return None
        name, levels = known
        depth = min(max(depth, 0), _DEPTHS - 1)
        level = levels.get(depth, _Level())
        counts = self._counts.setdefault(name, [None] * _DEPTHS)
        self._count(number, depth, levels, counts)
        if level.form == "bullet":
            return bullet(level.text, level.font)
        return re.sub(r"%([1-9])", lambda found: _figure(int(found[1]) - 1, level, levels, counts), level.text)

    def _count(self, number: str, depth: int, levels: dict[int, _Level], counts: list[int | None]) -> None:
        level = levels.get(depth, _Level())
        override = self._override(number, depth)
        if override is not None and (number, depth) not in self._begun:
            counts[depth] = None
            level = level._replace(start=override)
        self._begun.add((number, depth))
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        for below in range(depth + 1, _DEPTHS):
            restart = levels.get(below, _Level()).restart
            if restart is None or depth < restart:
                counts[below] = None

    def _override(self, number: str, depth: int) -> int | None:
        for each in self._numbers[number].findall(W + "lvlOverride"):
            if whole(each.get(W + "ilvl")) == depth and (start := value(each, "startOverride")) is not None:
                return whole(start, 1)
        return None

    def _known(self, number: str) -> tuple[str, dict[int, _Level]] | None:
        if number not in self._levels:
            self._levels[number] = self._read(number)
        return self._levels[number]

    def _read(self, number: str) -> tuple[str, dict[int, _Level]] | None:
        element = self._numbers.get(number)
        if element is None:
            return None
        name = value(element, "abstractNumId") or ""
        abstract = self._abstract.get(name)
        link = value(abstract, "numStyleLink") if abstract is not None else None
        if link is not None:  # the definition stands where the style leads (17.9.21)
            onward = self._numbers.get(self._styles.list_of(link) or "")
            name = (value(onward, "abstractNumId") or name) if onward is not None else name
            abstract = self._abstract.get(name)
        levels = {} if abstract is None else _levels(abstract.findall(W + "lvl"))
        own = (each.find(W + "lvl") for each in element.findall(W + "lvlOverride"))
        return name, levels | _levels([each for each in own if each is not None])


def _levels(elements: list[Any]) -> dict[int, _Level]:
    return {whole(each.get(W + "ilvl")): _level(each) for each in elements}


def _level(element: Any) -> _Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = value(element, "lvlRestart")
    return _Level(
        whole(value(element, "start"), 1) if value(element, "start") else 0,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or ("•" if value(element, "lvlPicBulletId") else ""),
        (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else "",
        whole(restart) if restart is not None else None,
        bool(is_on(element, "isLgl")),
        value(element, "pStyle") or "",
    )


def _id(element: Any) -> str:
    return str(element.get(W + "abstractNumId", ""))


def _figure(at: int, level: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
    own = levels.get(at, _Level())
    number = counts[at]
    return _written(own.start if number is None else number, "decimal" if level.legal else own.form)


def _written(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if number < 1 or number > _MOST or form not in ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman"):
        return str(number)
    written = _letters(number) if form.endswith("Letter") else roman(number)
    return written.upper() if form.startswith("upper") else written


def _letters(number: int) -> str:
    """a … z, aa, bb … (17.18.59)."""
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (number // size)
        number %= size
    return written
