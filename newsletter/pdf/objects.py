"""Objects of a PDF as plain values (ISO 32000-1, 7.3): what the rest of the program sees of a file, whatever library
read it.

null is None; booleans and numbers are Python's; a name is a ``Name`` without its slash; a string is bytes; arrays
and dictionaries resolve references when they are asked, and answer with a default where a file is not of the type
expected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, Union, overload

Number = int | float


class Name(str):
    """A name, without its slash and with its escapes undone."""

    __slots__ = ()


class Ref(NamedTuple):
    """An indirect reference."""

    number: int
    generation: int = 0


_DOC_ENCODING: Final = dict(
    zip(
        (*range(0x18, 0x20), *range(0x80, 0x9F), 0xA0),
        "˘ˇˆ˙˝˛˚˜•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž€",
        strict=True,
    )
)
"""Where PDFDocEncoding is another than Latin-1."""
Plain = Union[None, bool, int, float, Name, bytes, "Array", "Dictionary", "Stream"]
"""An object without references."""
Resolve = Callable[[Ref], Plain]


def no_objects(_ref: Ref) -> Plain:
    """Resolves references where there are none, as in a content stream."""
    return None


class Array(Sequence[Plain]):
    """An array; items are resolved when they are asked for."""

    __slots__ = ("items", "ref", "resolve")

    def __init__(self, items: list[Plain | Ref], resolve: Resolve = no_objects) -> None:
        self.items = items
        self.resolve = resolve
        self.ref: Ref | None = None

    @overload
    def __getitem__(self, index: int) -> Plain: ...
    @overload
    def __getitem__(self, index: slice) -> list[Plain]: ...
    def __getitem__(self, index: int | slice) -> Plain | list[Plain]:
        if isinstance(index, slice):
            return [self.resolve(item) if type(item) is Ref else item for item in self.items[index]]  # type: ignore[misc]
        item = self.items[index]
        return self.resolve(item) if isinstance(item, Ref) else item

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"Array({self.items!r})"

    def numbers(self) -> list[float] | None:
        """All items as numbers, or None where one is none."""
        found = [item for item in self if isinstance(item, Number) and not isinstance(item, bool)]
        return [float(item) for item in found] if len(found) == len(self.items) else None


class Dictionary(Mapping[str, Plain]):
    """A dictionary; values are resolved when they are asked for. ``ref`` is its own reference, None where it is
    direct."""

    __slots__ = ("entries", "ref", "resolve")

    def __init__(self, items: dict[str, Plain | Ref], resolve: Resolve = no_objects) -> None:
        self.entries = items
        self.resolve = resolve
        self.ref: Ref | None = None

    def __getitem__(self, key: str) -> Plain:
        item = self.entries[key]
        return self.resolve(item) if isinstance(item, Ref) else item

    def get(self, key: str, default: Plain = None) -> Plain:  # type: ignore[override]
        """The value, or the default where there is none: null is the same as none (7.3.7)."""
        item = self.entries.get(key)
        if isinstance(item, Ref):
            item = self.resolve(item)
        return default if item is None else item

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.entries!r})"

    def unresolved(self, key: str) -> Plain | Ref:
        """The value as it stands, to tell one object from another."""
        return self.entries.get(key)

    def name(self, key: str, default: str = "") -> str:
        value = self.get(key)
        return value if isinstance(value, Name) else default

    def number(self, key: str, default: float = 0.0) -> float:
        value = self.get(key)
        return value if isinstance(value, Number) and not isinstance(value, bool) else default

    def whole(self, key: str, default: int = 0) -> int:
        value = self.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.get(key)
        return value if isinstance(value, bool) else default

    def text(self, key: str) -> str:
        """A text string (7.9.2.2) as Unicode; empty where there is none."""
        value = self.get(key)
        return text_of(value) if isinstance(value, bytes) else ""

    def array(self, key: str) -> "Array":
        value = self.get(key)
        return value if isinstance(value, Array) else Array([])

    def numbers(self, key: str) -> list[float] | None:
        """An array of numbers, or None where there is none."""
        value = self.get(key)
        return value.numbers() if isinstance(value, Array) else None

    def dictionary(self, key: str) -> "Dictionary":
        """A dictionary or a stream; an empty one where there is none."""
        value = self.get(key)
        return value if isinstance(value, Dictionary) else Dictionary({})

    def stream(self, key: str) -> "Stream | None":
        value = self.get(key)
        return value if isinstance(value, Stream) else None


class Stream(Dictionary):
    """A stream: its dictionary, and its bytes as stored (deciphered, not decoded)."""

    __slots__ = ("stored",)

    def __init__(self, items: dict[str, Plain | Ref], stored: bytes, resolve: Resolve = no_objects) -> None:
        super().__init__(items, resolve)
        self.stored = stored


def text_of(string: bytes) -> str:
    """A text string as Unicode: UTF-16 and UTF-8 by their marks, else PDFDocEncoding (annex D.2)."""
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xff\xfe"):
        return string[2:].decode("utf-16-le", "replace")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "replace")
    return string.decode("latin-1").translate(_DOC_ENCODING)
