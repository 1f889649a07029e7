"""Content streams as operations (ISO 32000-1, 7.2, 7.8.2, annex A), in one pass of one regular expression.

Nothing raises: what is no PDF is told through ``report`` and left out, as a reader for the screen would do. Time is
linear in the bytes, which is why quantifiers are possessive (``*+``)."""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from newsletter.pdf.filters import SHORT, filters_of
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Ref, Stream

Report = Callable[[str, int, str], None]
"""Takes the kind of a fault (``marks.FAULTS``), the operator's number in the stream, and what is concerned."""
Operation = tuple[str, list[Plain], int]
"""An operator, its operands, its number in the stream from 1. An inline image is the operator ``BI`` with a Stream."""

OPERANDS_MOST: Final = 4096
"""Operands before one operator, or items in one array nested once; DeviceN has 32 at most, TJ some hundreds."""
ITEMS_MOST: Final = 200_000
NESTING_MOST: Final = 28
INTEGER_MOST: Final = 2**31 - 1

OPERATORS: Final[dict[str, str]] = {
    **dict.fromkeys("q Q h S s f F f* B B* b b* n W W* BT ET T* EMC BX EX".split(), ""),
    **dict.fromkeys("w J j M i Tc Tw Tz TL Tr Ts G g".split(), "n"),
    **dict.fromkeys("m l Td TD d0".split(), "nn"),
    **dict.fromkeys("RG rg".split(), "nnn"),
    **dict.fromkeys("v y re K k".split(), "nnnn"),
    **dict.fromkeys("cm c Tm d1".split(), "nnnnnn"),
    **dict.fromkeys("ri gs CS cs sh Do MP BMC".split(), "/"),
    **dict.fromkeys("DP BDC".split(), "/d"),
    **dict.fromkeys("SC sc SCN scn".split(), "*"),
    **dict.fromkeys("Tj '".split(), "s"),
    "d": "an",
    "Tf": "/n",
    "TJ": "a",
    '"': "nns",
}
"""Every operator with the types of its operands: n number, / name, s string, a array, d dictionary or name, * any."""

_IN: Final = rb"\0\t\n\f\r ()<>\[\]{}/%"
_TOKEN: Final = re.compile(
    rb"[\0\t\n\f\r ]*+(?:"
    rb"([+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++))(?=[" + _IN + rb"]|\Z)"  # 1 number
    rb"|<([0-9A-Fa-f\0\t\n\f\r ]*+)>"  # 2 hexadecimal string
    rb"|\(([^()\\]*+(?:\\.[^()\\]*+)*+)\)"  # 3 string without parentheses of its own
    rb"|/([^" + _IN + rb"]*+)"  # 4 name
    rb"|([^" + _IN + rb"]++)"  # 5 operator or keyword
    rb"|(\[|<<)"  # 6 opening
    rb"|(\]|>>)"  # 7 closing
    rb"|(%[^\r\n]*+)"  # 8 comment
    rb"|(.)"  # 9 a string with parentheses, or nothing of PDF
    rb")",
    re.DOTALL,
)
_NUMBER, _HEX, _STRING, _NAME, _WORD, _OPEN, _CLOSE, _COMMENT, _OTHER = range(1, 10)
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPED: Final = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\r": b"",
    b"\n": b"",
    b"\r\n": b"",
}
_PARENTHESES: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_KEYWORDS: Final[dict[bytes, Plain]] = {b"true": True, b"false": False, b"null": None}
_INLINE_END: Final = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|\Z)")
_NEAR_NUMBER: Final = re.compile(rb"[+-]*[0-9.][0-9.+-]*\Z")
_INLINE_KEYS: Final = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "DP": "DecodeParms",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "W": "Width",
    "L": "Length",
}
_INLINE_SPACES: Final = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_COMPONENTS: Final = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "Indexed": 1}


def operations(data: bytes, report: Report) -> Iterator[Operation]:
    """Operators in order, each with operands that are of its types."""
    return _Tokenizer(data, report).run()


class _Tokenizer:
    """Where it is in the bytes, the operands so far, and the arrays and dictionaries that are open."""

    def __init__(self, data: bytes, report: Report) -> None:
        self.data = data
        self.report = report
        self.place = 0
        self.number = 0
        self.operands: list[Plain] = []
        self.outer: list[tuple[bytes, list[Plain]]] = []
        self.names: dict[bytes, Name] = {}
        self.tolerant = 0
        """Depth of BX … EX, where unknown operators are no fault."""

    def run(self) -> Iterator[Operation]:
        match = _TOKEN.match
        data = self.data
        while True:
            found = match(data, self.place)
            if found is None:
                break
            self.place = found.end()
            kind = found.lastindex
            if kind == _NUMBER:
                self.operands.append(_number(found[1]))
            elif kind == _HEX:
                self.operands.append(_hex(found[2]))
            elif kind == _STRING:
                self.operands.append(_unescape(found[3]))
            elif kind == _NAME:
                self.operands.append(self._name(found[4]))
            elif kind == _WORD:
                operation = self._word(found[5])
                if operation is not None:
                    yield operation
            elif kind == _OPEN:
                self._open(found[6])
            elif kind == _CLOSE:
                self._close(found[7])
            elif kind == _OTHER:
                self._other(found.start(_OTHER))
        if self.operands or self.outer:
            self.report("operands", self.number + 1, "")

    def _name(self, raw: bytes) -> Name:
        name = self.names.get(raw)
        if name is None:
            name = self.names[raw] = _decode_name(raw)
        return name

    def _open(self, bracket: bytes) -> None:
        if len(self.outer) >= NESTING_MOST:
            self.report("token", self.number + 1, "[")
            self.outer.clear()
            self.operands = []
            return
        self.outer.append((bracket, self.operands))
        self.operands = []

    def _close(self, bracket: bytes) -> None:
        if not self.outer or (self.outer[-1][0] == b"[") != (bracket == b"]"):
            self.report("token", self.number + 1, bracket.decode("ascii"))
            return
        items = self.operands
        self.operands = self.outer.pop()[1]
        if len(items) > ITEMS_MOST:
            self.report("amount", self.number + 1, "")
            items = items[:ITEMS_MOST]
        self.operands.append(Array([*items]) if bracket == b"]" else self._dictionary(items))

    def _dictionary(self, items: list[Plain]) -> Dictionary:
        if len(items) % 2 or not all(isinstance(key, Name) for key in items[::2]):
            self.report("token", self.number + 1, "<<")
        pairs = zip(items[::2], items[1::2], strict=False)
        return Dictionary({key: value for key, value in pairs if isinstance(key, Name)})

    def _other(self, start: int) -> None:
        """A string with parentheses of its own, told by counting them; anything else is no token."""
        if self.data[start] != 0x28:
            self.report("token", self.number + 1, self.data[start : start + 1].decode("latin-1"))
            return
        depth = 1
        for found in _PARENTHESES.finditer(self.data, start + 1):
            if found[0] == b"(":
                depth += 1
            elif found[0] == b")":
                depth -= 1
                if not depth:
                    self.operands.append(_unescape(self.data[start + 1 : found.start()]))
                    self.place = found.end()
                    return
        self.report("token", self.number + 1, "(")
        self.place = len(self.data)

    def _word(self, word: bytes) -> Operation | None:
        """A keyword is an operand, an operator ends the operands before it."""
        if word in _KEYWORDS:
            self.operands.append(_KEYWORDS[word])
            return None
        if self.outer:
            self._inside(word)
            return None
        name = word.decode("latin-1")
        if name == "BI":
            self.number += 1
            return self._inline_image()
        form = OPERATORS.get(name)
        if form is None:
            self._unknown(word, name)
            return None
        self.number += 1
        operands, self.operands = self.operands, []
        if name == "BX":
            self.tolerant += 1
        elif name == "EX":
            self.tolerant = max(0, self.tolerant - 1)
        if form in _ALL_NUMBERS and len(operands) == len(form) and _NUMBERS.issuperset(map(type, operands)):
            return name, operands, self.number  # nine operators of ten
        if form == "*" or self._fits(form, operands, name):
            return name, operands[-len(form) :] if form != "*" and form else operands[:OPERANDS_MOST], self.number
        return None

    def _unknown(self, word: bytes, name: str) -> None:
        if _NEAR_NUMBER.match(word):
            self.report("token", self.number + 1, name[:20])
            self.operands.append(0)
            return
        self.number += 1
        self.operands = []
        if not self.tolerant:
            self.report("operator", self.number, name[:20])

    def _inside(self, word: bytes) -> None:
        """A word in an array or a dictionary that never ended, or a number written wrongly."""
        self.report("token", self.number + 1, word[:20].decode("latin-1"))
        if _NEAR_NUMBER.match(word):
            self.operands.append(0)
        elif word.decode("latin-1") in OPERATORS:
            self.outer.clear()
            self.operands = []
            self.number += 1

    def _fits(self, form: str, operands: list[Plain], name: str) -> bool:
        """Whether the operands are as many as wanted and of the right types; more than wanted is told and the last
        are taken."""
        if len(operands) != len(form):
            self.report("operands", self.number, name)
            if len(operands) < len(form):
                return False
        for kind, operand in zip(form, operands[len(operands) - len(form) :], strict=True):
            if not isinstance(operand, _TYPES[kind]) or (kind == "n" and isinstance(operand, bool)):
                if len(operands) == len(form):
                    self.report("operands", self.number, name)
                return False
        return True

    # Inline images (8.9.7).

    def _inline_image(self) -> Operation | None:
        """From after BI: pairs up to ID, then samples up to EI."""
        self.operands = []
        entries: dict[str, Plain | Ref] = {}
        while (found := _TOKEN.match(self.data, self.place)) is not None:
            if found.lastindex == _WORD and found[5] not in _KEYWORDS and not self.outer:
                break
            self._inline_token(found)
        if found is None or found[5] != b"ID":
            self.report("operands", self.number, "BI")
            self.operands, self.outer = [], []
            return None
        start = found.end() + 1
        for key, value in zip(self.operands[::2], self.operands[1::2], strict=False):
            if isinstance(key, Name):
                entries[_INLINE_KEYS.get(key, key)] = _long_value(value)
        self.operands, self.outer = [], []
        end, self.place = self._samples_end(start, Dictionary(entries))
        return "BI", [Stream(entries, self.data[start:end])], self.number

    def _inline_token(self, found: re.Match[bytes]) -> None:
        self.place = found.end()
        match found.lastindex:
            case 1:
                self.operands.append(_number(found[1]))
            case 2:
                self.operands.append(_hex(found[2]))
            case 3:
                self.operands.append(_unescape(found[3]))
            case 4:
                self.operands.append(self._name(found[4]))
            case 5:
                self.operands.append(_KEYWORDS.get(found[5]))
            case 6:
                self._open(found[6])
            case 7:
                self._close(found[7])
            case 9:
                self._other(found.start(9))

    def _samples_end(self, start: int, image: Dictionary) -> tuple[int, int]:
        """Where the samples end and where what follows EI begins: by their length where it can be known, else by
        EI."""
        exact = self._known_end(start, image)
        if exact is not None:
            after = re.compile(rb"[\0\t\n\f\r ]*+EI(?=[\0\t\n\f\r ]|\Z)").match(self.data, exact)
            if after is not None:
                return exact, after.end()
        for found in _INLINE_END.finditer(self.data, max(0, start - 1)):
            if all(byte in _PRINTING for byte in self.data[found.end() : found.end() + 12]):
                return found.start(), found.end()
        self.report("operands", self.number, "EI")
        return len(self.data), len(self.data)

    def _known_end(self, start: int, image: Dictionary) -> int | None:
        filters = filters_of(image)
        if not filters:
            space = image.get("ColorSpace")
            name = space[0] if isinstance(space, Array) and len(space) else space
            parts = 1 if image.flag("ImageMask") else _COMPONENTS.get(str(name), 0)
            bits = 1 if image.flag("ImageMask") else image.whole("BitsPerComponent", 0)
            row = (max(0, image.whole("Width")) * bits * parts + 7) // 8
            return start + row * max(0, image.whole("Height")) if row else None
        if filters[0] == "FlateDecode":
            engine = zlib.decompressobj()
            for place in range(start, len(self.data), 4096):
                try:
                    engine.decompress(self.data[place : place + 4096])
                except zlib.error:
                    return None
                if engine.eof:
                    return min(place + 4096, len(self.data)) - len(engine.unused_data)
        return None


_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "n": (int, float),
    "/": Name,
    "s": bytes,
    "a": Array,
    "d": (Dictionary, Name),
}
_NUMBERS: Final = frozenset((int, float))
_ALL_NUMBERS: Final = frozenset("n" * count for count in range(7))
_PRINTING: Final = frozenset((9, 10, 12, 13, *range(32, 127)))
"""Bytes that a content stream has after an inline image, and samples seldom."""


def _long_value(value: Plain) -> Plain:
    """Abbreviated names of colour spaces and filters, wherever they stand (tables 93 and 94)."""
    if isinstance(value, Name):
        return Name(_INLINE_SPACES.get(value) or SHORT.get(value) or value)
    if isinstance(value, Array):
        return Array([_long_value(item) if isinstance(item, Name) else item for item in value])
    return value


def _number(raw: bytes) -> Plain:
    if b"." in raw:
        return float(raw) if len(raw) < 300 else 0.0
    if len(raw) < 10:
        return int(raw)
    return max(-INTEGER_MOST, min(INTEGER_MOST, int(raw))) if len(raw) < 300 else INTEGER_MOST


def _hex(raw: bytes) -> bytes:
    try:
        return bytes.fromhex(raw.decode("ascii"))
    except ValueError:
        digits = re.sub(rb"[\0\t\n\f\r ]", b"", raw).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _unescape(raw: bytes) -> bytes:
    if b"\\" not in raw and b"\r" not in raw:
        return raw
    return _ESCAPE.sub(_escape, raw)


def _escape(found: re.Match[bytes]) -> bytes:
    body = found[1]
    if body is None:
        return b"\n"
    if body[0] in b"01234567":
        return bytes((int(body, 8) & 255,))
    return _ESCAPED.get(body, body)


def _decode_name(raw: bytes) -> Name:
    if b"#" in raw:
        raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode("ascii")), raw)
    try:
        return Name(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Name(raw.decode("latin-1"))
