"""Fonts (ISO 32000-1, 9.5 to 9.9): their facts, the advances of what they show, and codes for which they have no
glyph."""

import re
from typing import Final, NamedTuple

from newsletter.pdf.filters import decode
from newsletter.pdf.marks import FontFacts
from newsletter.pdf.metrics import standard_widths
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Stream
from newsletter.pdf.programs import Program, program_of
from newsletter.pdf.spaces import Report
from newsletter.pdf.state import Matrix, matrix_of

PROGRAM_MOST: Final = 64 * 1024 * 1024
CODES_MOST: Final = 70_000
SHOWN_MOST: Final = 20_000
"""Strings that a font keeps the measures of."""
LACKING_MOST: Final = 100
_TAG: Final = re.compile(r"([A-Z]{6})\+(.*)", re.DOTALL)
_KINDS: Final = {
    "FontFile": {"Type1"},
    "FontFile2": {"TrueType"},
    "FontFile3": {"CFF", "OpenType"},
}
_TYPES: Final = frozenset(("Type0", "Type1", "MMType1", "TrueType", "Type3", "CIDFontType0", "CIDFontType2"))
_SYMBOLIC: Final = 4
_GUESSED: Final = 500.0
"""Width of a glyph where nothing tells any."""
_SPACES_MOST: Final = 16
_CODESPACE: Final = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
_CIDRANGE: Final = re.compile(rb"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{2,8})>\s*([0-9]{1,6})")
_CIDCHAR: Final = re.compile(rb"<([0-9A-Fa-f]{2,8})>\s*([0-9]{1,6})(?=\s)")


class Shown(NamedTuple):
    """What showing a string comes to: the sum of its advances at size 1, glyphs, single-byte spaces, codes without
    a glyph."""

    advance: float
    glyphs: int
    spaces: int
    lacking: tuple[int, ...]


class Glyphs:
    """The content streams of a font of type 3 (9.6.5)."""

    def __init__(self, font: Dictionary) -> None:
        self.matrix: Matrix = matrix_of(font.numbers("FontMatrix"))
        self.resources = font.dictionary("Resources")
        self._streams = font.dictionary("CharProcs")
        self._names = _differences(font)

    def stream(self, code: int) -> Stream | None:
        return self._streams.stream(self._names.get(code, ""))


class Font:
    """A font ready to show strings. ``ascent`` and ``descent`` are at size 1."""

    def __init__(
        self, facts: FontFacts, codes: "Codes", edges: tuple[float, float], glyphs: Glyphs | None = None
    ) -> None:
        self.facts = facts
        self.descent, self.ascent = edges
        self.glyphs = glyphs
        self.vertical = codes.vertical
        self._codes = codes
        self._shown: dict[bytes, Shown] = {}

    def show(self, string: bytes) -> Shown:
        found = self._shown.get(string)
        if found is None:
            found = self._codes.shown(string)
            if len(self._shown) < SHOWN_MOST:
                self._shown[string] = found
        return found


class Codes:
    """How a font reads strings: how many bytes a code has, what each advances, and which have no glyph (``absent``
    keeps the answers)."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.bytes = 1
        self.spaces: list[tuple[int, int, int]] = []
        """Ranges of an embedded CMap: bytes of a code, first, last."""
        self.cids: dict[int, int] | None = None
        """Code → CID of an embedded CMap; None where they are the same."""
        self.known = True
        """Whether CIDs can be told at all; not with a CMap that is only named."""
        self.vertical = False
        self.widths: dict[int, float] = {}
        self.default = 0.0
        self.unit = 0.001
        self.to_glyph: bytes = b""
        """CIDToGIDMap; empty for the identity."""
        self.names: dict[int, str] = {}
        self.symbolic = False
        self.encoding = ""
        self._absent: dict[int, bool] = {}

    def shown(self, string: bytes) -> Shown:
        codes = self._split(string)
        lacking = tuple(sorted({code for code in codes if self._is_absent(code)}))[:LACKING_MOST]
        spaces = string.count(b" ") if self.bytes == 1 else 0
        if self.vertical:
            return Shown(-1.0 * len(codes), len(codes), spaces, lacking)
        widths, default = self.widths, self.default
        if self.cids is not None:
            total = sum(widths.get(self.cids.get(code, 0), default) for code in codes)
        else:
            total = sum(widths.get(code, default) for code in codes)
        return Shown(total * self.unit, len(codes), spaces, lacking)

    def _split(self, string: bytes) -> list[int]:
        if self.bytes == 1:
            return list(string)
        if not self.spaces:
            return [high << 8 | low for high, low in zip(string[::2], string[1::2], strict=False)]
        codes = []
        place = 0
        while place < len(string):
            for size, first, last in self.spaces:
                code = int.from_bytes(string[place : place + size], "big")
                if first <= code <= last:
                    break
            codes.append(code)
            place += size
        return codes

    def _is_absent(self, code: int) -> bool:
        found = self._absent.get(code)
        if found is None:
            found = self._absent[code] = self._lacks(code)
        return found

    def _lacks(self, code: int) -> bool:
        """Whether the program has no glyph for a code, or .notdef. What cannot be told counts as there."""
        program = self.program
        if not program.kind or program.broken or not program.size:
            return False
        if self.bytes != 1:
            return self._lacks_cid(code)
        if program.names is not None:
            name = self.names.get(code)
            return name is not None and (name == ".notdef" or name not in program.names)
        if program.codes is not None:
            return self._lacks_code(code, program)
        return self.names.get(code) == ".notdef"

    def _lacks_cid(self, code: int) -> bool:
        if not self.known:
            return False
        cid = self.cids.get(code, 0) if self.cids is not None else code
        if self.program.cids is not None:
            glyph = self.program.cids.get(cid, 0)
        elif self.to_glyph:
            glyph = int.from_bytes(self.to_glyph[2 * cid : 2 * cid + 2], "big")
        else:
            glyph = cid
        return glyph == 0 or glyph >= self.program.size

    def _lacks_code(self, code: int, program: Program) -> bool:
        """A simple TrueType font (9.6.6.4): by its symbol or Macintosh table, or by the character that the encoding
        names."""
        tables = program.codes or {}
        symbol, plain, unicode = tables.get((3, 0)), tables.get((1, 0)), tables.get((3, 1))
        if (self.symbolic or not self.encoding) and (symbol is not None or plain is not None):
            glyphs = [(symbol or {}).get(base + code, 0) for base in (0, 0xF000, 0xF100, 0xF200)]
            return not any((*glyphs, (plain or {}).get(code, 0)))
        if unicode is None or code in self.names or self.encoding not in _CHARACTERS:
            return False
        character = bytes((code,)).decode(_CHARACTERS[self.encoding], "replace")
        return (
            character != "�"
            and character.isprintable()
            and ord(character) not in unicode
            and character not in "\xa0\xad"
        )


_CHARACTERS: Final = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}


def font_of(font: Dictionary, report: Report) -> Font:
    """A font dictionary, however wrong, as something that shows strings; what is wrong stands in its facts, what is
    no font at all is told."""
    kind = font.name("Subtype")
    named = font.name("BaseFont")
    if kind not in _TYPES:
        report("font", named or kind)
    own = font
    if kind == "Type0":
        below = font.array("DescendantFonts")[:1]
        if below and isinstance(below[0], Dictionary):
            own = below[0]
        else:
            report("font", named)
        kind = own.name("Subtype", "CIDFontType0")
    descriptor = own.dictionary("FontDescriptor")
    key = next((key for key in ("FontFile", "FontFile2", "FontFile3") if descriptor.stream(key) is not None), "")
    program = _program(descriptor, key)
    broken = program.broken
    if key and not broken and program.kind not in _KINDS[key]:
        broken = "kind"
    tagged = _TAG.match(named)
    facts = FontFacts(
        name=(tagged[2] if tagged else named) or font.name("Name"),
        tag=tagged[1] if tagged else "",
        type=kind,
        program=key,
        encoding=_encoding_name(font),
        broken=broken,
        unicode=font.stream("ToUnicode") is not None,
    )
    if kind == "Type3":
        glyphs = Glyphs(font)
        codes = _simple(font, descriptor, program)
        codes.unit = glyphs.matrix.a
        box = font.numbers("FontBBox") or []
        edges = sorted(y * glyphs.matrix.d for y in (box[1], box[3])) if len(box) == 4 and any(box) else [0.0, 1.0]
        return Font(facts, codes, (edges[0], edges[1]), glyphs)
    codes = _composite(font, own, program) if font.name("Subtype") == "Type0" else _simple(font, descriptor, program)
    return Font(facts, codes, _edges(descriptor))


def _program(descriptor: Dictionary, key: str) -> Program:
    stream = descriptor.stream(key) if key else None
    if stream is None:
        return Program("")
    found = decode(stream, PROGRAM_MOST)
    return Program("", found.wrong) if found.wrong else program_of(found.data, key)


def _edges(descriptor: Dictionary) -> tuple[float, float]:
    """Descent and ascent at size 1, where the descriptor gives sensible ones."""
    ascent, descent = descriptor.number("Ascent") / 1000, -abs(descriptor.number("Descent")) / 1000
    return (descent if -1.0 < descent < 0 else -0.25), (ascent if 0.2 < ascent < 2.0 else 0.8)


def _encoding_name(font: Dictionary) -> str:
    value = font.get("Encoding")
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, Stream):
        return value.name("CMapName", "CMap")
    return value.name("BaseEncoding", "Differences") if isinstance(value, Dictionary) else ""


def _differences(font: Dictionary) -> dict[int, str]:
    """Code → glyph name of the encoding's Differences (table 114)."""
    names: dict[int, str] = {}
    code = 0
    for item in font.dictionary("Encoding").array("Differences")[:1024]:
        if isinstance(item, Name):
            names[code] = str(item)
            code += 1
        elif isinstance(item, int):
            code = item
    return names


def _simple(font: Dictionary, descriptor: Dictionary, program: Program) -> Codes:
    codes = Codes(program)
    first = font.whole("FirstChar")
    widths = font.array("Widths")[:256]
    codes.names = _differences(font)
    codes.symbolic = bool(descriptor.whole("Flags") & _SYMBOLIC)
    codes.encoding = _encoding_name(font)
    if widths:
        codes.widths = {first + place: _float(width) for place, width in enumerate(widths)}
    elif not program.kind:
        codes.widths = standard_widths(font.name("BaseFont"), codes.encoding, codes.names)
    codes.default = descriptor.number("MissingWidth", 0.0 if codes.widths else _GUESSED)
    return codes


def _composite(font: Dictionary, own: Dictionary, program: Program) -> Codes:
    codes = Codes(program)
    codes.bytes = 2
    codes.default = own.number("DW", 1000.0)
    codes.widths = _cid_widths(own.array("W"))
    mapping = own.stream("CIDToGIDMap")
    if mapping is not None:
        codes.to_glyph = decode(mapping, 1 << 18).data
    encoding = font.get("Encoding")
    if isinstance(encoding, Stream):
        _read_cmap(codes, decode(encoding, 1 << 22).data)
        codes.vertical = encoding.whole("WMode") == 1
    else:
        codes.known = isinstance(encoding, Name) and encoding in {"Identity-H", "Identity-V"}
        codes.vertical = isinstance(encoding, Name) and encoding.endswith("V")
    return codes


def _cid_widths(array: Array) -> dict[int, float]:
    """W: c [w1 … wn], or first last w (9.7.4.3)."""
    widths: dict[int, float] = {}
    held: list[int] = []
    left = CODES_MOST
    for item in array[:CODES_MOST]:
        if isinstance(item, Array):
            first = held[-1] if held else 0
            widths.update((first + place, _float(width)) for place, width in enumerate(item[:left]))
            left -= len(item)
            held = []
        elif len(held) == 2:
            codes = range(held[0], min(held[1] + 1, held[0] + left))
            widths.update(dict.fromkeys(codes, _float(item)))
            left -= len(codes)
            held = []
        else:
            held.append(int(_float(item)))
        if left <= 0:
            break
    return widths


def _read_cmap(codes: Codes, data: bytes) -> None:
    """Code spaces and CIDs of an embedded CMap (9.7.5), within bounds."""
    for block in _CODESPACE.findall(data)[:_SPACES_MOST]:
        for first, last in re.findall(rb"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{2,8})>", block)[:_SPACES_MOST]:
            codes.spaces.append((len(first) // 2, int(first, 16), int(last, 16)))
    codes.spaces.sort()
    cids: dict[int, int] = {}
    left = CODES_MOST
    for first, last, cid in _CIDRANGE.findall(data):
        low = int(first, 16)
        within = range(low, min(int(last, 16) + 1, low + left))
        cids.update((code, int(cid) + code - low) for code in within)
        left -= len(within) + 1
        if left <= 0:
            break
    for block in re.findall(rb"begincidchar(.*?)endcidchar", data, re.DOTALL)[:1000]:
        cids.update((int(code, 16), int(cid)) for code, cid in _CIDCHAR.findall(block))
    codes.cids = cids
    codes.known = b"usecmap" not in data


def _float(value: Plain) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
