"""Objects of a PDF written down: a new file, a section appended to one, and copies of objects of another file.

Everything is written in the order in which it was asked for, so that the same input gives the same bytes."""

import hashlib
import zlib
from collections.abc import Mapping

from newsletter.pdf.filters import decode, filters_of
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Ref, Resolve, Stream, no_objects

DEEPEST = 64
"""Arrays and dictionaries within one another that are written; what lies deeper becomes null."""

_REGULAR = frozenset(
    b"!\"$&'*+,-.0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ\\^_`abcdefghijklmnopqrstuvwxyz|~"  # 7.3.5
)


def name(text: str) -> bytes:
    """A name with its slash and its escapes."""
    return b"/" + b"".join(
        bytes((byte,)) if byte in _REGULAR else b"#%02X" % byte for byte in text.encode("utf-8", "surrogateescape")
    )


def real(value: float) -> bytes:
    """A number without exponent, exact to the hundred thousandth."""
    text = f"{value:.5f}".rstrip("0").rstrip(".") if abs(value) < 1e9 else "0"
    return text.encode() if text not in ("", "-0") else b"0"


def text_string(text: str) -> bytes:
    """A text string (7.9.2.2) in UTF-16."""
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode() + b">"


class Section:
    """Objects of a file that is written: numbers are given out from ``first`` on."""

    def __init__(self, first: int = 1) -> None:
        self.next = first
        self.bodies: dict[int, bytes] = {}

    def reserve(self) -> int:
        number = self.next
        self.next += 1
        return number

    def put(self, number: int, body: bytes) -> bytes:
        """Writes an object; the answer is its reference as written."""
        self.bodies[number] = body
        return b"%d 0 R" % number

    def add(self, body: bytes) -> bytes:
        return self.put(self.reserve(), body)

    def stream(self, entries: bytes, content: bytes) -> bytes:
        return self.add(stream(entries, content))

    def whole(self, root: bytes, version: bytes = b"1.7") -> bytes:
        """A file of these objects alone."""
        head = b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n"
        return head + self.after(len(head), b"/Root " + root)

    def after(self, offset: int, trailer: bytes) -> bytes:
        """The objects with their cross-reference table (7.5.4), to stand ``offset`` bytes from a file's beginning."""
        parts: list[bytes] = []
        places: dict[int, int] = {}
        for number, body in sorted(self.bodies.items()):
            places[number] = offset
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            offset += len(parts[-1])
        parts.append(_table(places))
        mark = hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode()
        if b"/ID" not in trailer:
            trailer += b"/ID[<%b><%b>]" % (mark, mark)
        parts.append(b"trailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (self.next, trailer, offset))
        return b"".join(parts)


def _table(places: Mapping[int, int]) -> bytes:
    """The cross-reference table, a subsection for each run of numbers."""
    lines = [b"xref\n0 1\n0000000000 65535 f \n"]
    run: list[int] = []
    for number in [*places, None]:
        if run and (number is None or number != run[-1] + 1):
            lines.append(b"%d %d\n" % (run[0], len(run)))
            lines += [b"%010d 00000 n \n" % places[member] for member in run]
            run = []
        if number is not None:
            run.append(number)
    return b"".join(lines)


def stream(entries: bytes, content: bytes) -> bytes:
    """A stream, encoded as ``entries`` say."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def deflated(entries: bytes, content: bytes) -> bytes:
    return stream(entries + b"/Filter/FlateDecode", zlib.compress(content))


class TooMuch(Exception):  # noqa: N818 (a property of the file)
    """Copies came to more objects or bytes than are taken along."""


class Copies:
    """Objects of another file, written into a section once each, with all that they refer to.

    ``skip`` are keys whose values are left out. Raises TooMuch where what was asked for comes to more than
    ``OBJECTS_MOST`` or ``BYTES_MOST``. With ``sound``, which remembers what was looked at from one copy to the next,
    streams that would come to more than ``INFLATED_MOST`` when they are decoded come out empty."""

    OBJECTS_MOST = 200_000
    BYTES_MOST = 2**30
    INFLATED_MOST = 64 * 2**20

    def __init__(
        self, section: Section, skip: frozenset[str] = frozenset(), sound: dict[int, bool] | None = None
    ) -> None:
        self._section, self._skip, self._sound = section, skip, sound
        self._numbers: dict[Ref, int] = {}
        self._waiting: list[tuple[int, Plain]] = []
        self._bytes = 0

    def stands_for(self, ref: Ref, number: int) -> None:
        """References to ``ref`` lead to an object of the section that somebody else writes."""
        self._numbers[ref] = number

    def copy(self, value: Plain | Ref, resolve: Resolve = no_objects) -> bytes:
        """The value as written in the section; what it refers to is written too."""
        written = self._write(value, resolve, 0)
        while self._waiting:
            number, found = self._waiting.pop()
            self._section.put(number, self._body(found))
        return written

    def entries(self, value: Dictionary, but: frozenset[str] = frozenset()) -> bytes:
        """The entries of a dictionary, without those named."""
        kept = {key: item for key, item in value.entries.items() if key not in but}
        return self.copy(Dictionary(kept, value.resolve))[2:-2]

    def _body(self, value: Plain) -> bytes:
        if isinstance(value, Stream):
            self._bytes += len(value.stored)
            if self._bytes > self.BYTES_MOST:
                raise TooMuch
            stored = value.stored if self._sound is None or self._is_sound(value, self._sound) else b""
            return stream(self._inside(value, 0, frozenset({"Length"})), stored)
        return self._direct(value, 0)

    def _is_sound(self, value: Stream, known: dict[int, bool]) -> bool:
        """Whether its bytes, decoded, stay within bounds: deflate packs a thousand to one."""
        if len(value.stored) * 1032 < self.INFLATED_MOST and len(filters_of(value)) < 2:
            return True
        key = value.ref.number if value.ref is not None else 0
        if not key or key not in known:
            known[key] = decode(value, self.INFLATED_MOST).wrong not in {"amount", "filters"}
        return known[key]

    def _write(self, value: Plain | Ref, resolve: Resolve, depth: int) -> bytes:
        """A reference where the object has one of its own, else the object itself."""
        if isinstance(value, Ref):
            return self._reference(value, resolve(value))
        if isinstance(value, Array | Dictionary) and value.ref is not None:
            return self._reference(value.ref, value)
        if isinstance(value, Stream):
            return self._section.add(self._body(value))
        return self._direct(value, depth)

    def _direct(self, value: Plain, depth: int) -> bytes:
        if depth > DEEPEST:
            return b"null"
        if isinstance(value, Array):
            return b"[" + b" ".join(self._write(item, value.resolve, depth + 1) for item in value.items) + b"]"
        if isinstance(value, Dictionary):
            return b"<<" + self._inside(value, depth, frozenset()) + b">>"
        return scalar(value)

    def _inside(self, value: Dictionary, depth: int, but: frozenset[str]) -> bytes:
        return b"".join(
            name(key) + b" " + self._write(item, value.resolve, depth + 1)
            for key, item in value.entries.items()
            if key not in self._skip and key not in but
        )

    def _reference(self, ref: Ref, value: Plain) -> bytes:
        number = self._numbers.get(ref)
        if number is None:
            number = self._numbers[ref] = self._section.reserve()
            if len(self._numbers) > self.OBJECTS_MOST:
                raise TooMuch
            self._waiting.append((number, value))
        return b"%d 0 R" % number


def scalar(value: Plain | Ref) -> bytes:
    """null, booleans, numbers, names, strings and references."""
    if isinstance(value, bytes):
        return b"<%b>" % value.hex().encode()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, float):
        return real(value)
    if isinstance(value, Name):
        return name(value)
    return b"%d %d R" % value if isinstance(value, Ref) else b"null"


def written(value: Plain | Ref, depth: int = 0) -> bytes:
    """A direct object: what a content stream holds."""
    if depth > DEEPEST:
        return b"null"
    if type(value) is Array:
        return b"[" + b" ".join([written(item, depth + 1) for item in value.items]) + b"]"
    if type(value) is Dictionary:
        entries = (name(key) + b" " + written(item, depth + 1) for key, item in value.entries.items())
        return b"<<" + b"".join(entries) + b">>"
    return scalar(value)
