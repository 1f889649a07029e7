"""Shadings in the ink of each plate (ISO 32000-1, 8.7.4.5): functions sampled anew as greys, corners of
meshes recoloured."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from newsletter.pdf.filters import decode
from newsletter.pdf.functions import functions_of
from newsletter.pdf.objects import Dictionary, Stream
from newsletter.pdf.writing import Copies, Section, deflated, real, stream
from newsletter.preflight.tints import Tint, on_plate

STEPS: Final = 256
"""Samples of a function of one input."""
STEPS_EACH: Final = 24
"""The same along each of two inputs."""
RECORDS_MOST: Final = 100_000
"""Corners or patches of one mesh."""
_FUNCTION, _AXIAL, _RADIAL, _FREE, _LATTICE, _COONS, _TENSOR = range(1, 8)
_POINTS: Final = {_FREE: (1, 1), _LATTICE: (1, 1), _COONS: (12, 8), _TENSOR: (16, 12)}
"""Points of a record, and of one that goes on from an edge of the one before."""
_KEPT: Final = frozenset({"ShadingType", "Coords", "Domain", "Extend", "Matrix", "BBox", "VerticesPerRow"})
_MESH: Final = frozenset({"BitsPerCoordinate", "BitsPerComponent", "BitsPerFlag", "Decode"})
_WIDTHS: Final = {1: 8, 2: 8, 4: 8, 8: 8, 12: 16, 16: 16, 24: 24, 32: 32}
"""Bits of a coordinate, and of the same one in whole bytes."""

ColourOf = Callable[[Sequence[float]], Tint | None]
"""The colour of components in the shading's own space."""


class _Function(NamedTuple):
    """Colours of a function at equal steps; ``data`` are the corners of a mesh, which give its input."""

    colours: tuple[Tint, ...]
    domain: tuple[float, ...]
    entries: bytes = b""
    data: bytes | None = None

    @property
    def reached(self) -> Tint:
        return self.colours[0]

    def written(self, plate: str, section: Section) -> tuple[bytes, bytes | None]:
        """Entries of the shading and the bytes of its stream, where it is one."""
        size = b"%d" % STEPS if len(self.domain) == 2 else b"%d %d" % (STEPS_EACH, STEPS_EACH)
        head = b"/FunctionType 0/BitsPerSample 8/Size[%b]/Domain[%b]/Range[0 1]" % (size, _numbers(self.domain))
        function = section.add(deflated(head, _values(self.colours, plate)))
        return self.entries + b"/Function " + function, self.data


class _Record(NamedTuple):
    """A corner or a patch: coordinates as stored, x before y, and the colours of its corners."""

    flag: int
    places: tuple[int, ...]
    colours: tuple[Tint, ...]


class _Corners(NamedTuple):
    """A mesh with colours of its own."""

    records: tuple[_Record, ...]
    bits: int
    area: tuple[float, ...]
    flagged: bool

    @property
    def reached(self) -> Tint:
        return self.records[0].colours[0]

    def written(self, plate: str, _section: Section) -> tuple[bytes, bytes | None]:
        wide = _WIDTHS[self.bits]
        most, whole = (1 << self.bits) - 1, (1 << wide) - 1
        parts: list[bytes] = []
        for flag, places, colours in self.records:
            parts.append(bytes((flag,)) if self.flagged else b"")
            parts += [(place * whole // most).to_bytes(wide // 8, "big") for place in places]
            parts.append(_values(colours, plate))
        entries = b"/BitsPerFlag 8/BitsPerComponent 8/BitsPerCoordinate %d/Decode[%b 0 1]" % (wide, _numbers(self.area))
        return entries, b"".join(parts)


def shaded(
    source: Dictionary, colour: ColourOf, components: int, plates: Sequence[str], to: tuple[Section, Copies]
) -> tuple[tuple[bytes, ...], Tint] | None:
    """References, one for each plate, and a colour that tells which plates are reached; None where the shading makes
    no sense. Raises ValueError where its function does not. ``components`` are those of its space."""
    section, copies = to
    own = _function(source, colour) if "Function" in source else _corners(source, colour, components)
    if own is None:
        return None
    kept = copies.entries(source, frozenset(source) - _KEPT)
    ground = colour(source.numbers("Background") or ())
    refs = []
    for plate in plates:
        entries, data = own.written(plate, section)
        back = b"/Background[%b]" % real(_values((ground,), plate)[0] / 255) if ground else b""
        head = kept + b"/ColorSpace/DeviceGray" + back + entries
        refs.append(section.add(b"<<" + head + b">>" if data is None else stream(head, data)))
    return tuple(refs), own.reached._replace(direct=False)


def _function(source: Dictionary, colour: ColourOf) -> _Function | None:
    function, kind = functions_of(source.get("Function")), source.whole("ShadingType")
    entries, data = b"", None
    domain: list[float] = []
    if kind in {_AXIAL, _RADIAL}:
        domain = source.numbers("Domain") or [0.0, 1.0]
    elif kind == _FUNCTION:
        domain = source.numbers("Domain") or [0.0, 1.0, 0.0, 1.0]
    elif kind in _POINTS and isinstance(source, Stream):
        domain = (source.numbers("Decode") or [])[4:6]
        data = decode(source).data
        entries = b"".join(b"/%b %d" % (key.encode(), source.whole(key)) for key in sorted(_MESH - {"Decode"}))
        entries += b"/Decode[%b]" % _numbers(source.numbers("Decode") or [])
    if len(domain) != (4 if kind == _FUNCTION else 2):
        return None
    inputs: list[tuple[float, ...]]
    if kind == _FUNCTION:  # the first input runs fastest (7.10.2)
        inputs = [(x, y) for y in _steps(domain[2:], STEPS_EACH) for x in _steps(domain[:2], STEPS_EACH)]
    else:
        inputs = [(t,) for t in _steps(domain, STEPS)]
    colours = [colour(function(given)) for given in inputs]
    known = tuple(found for found in colours if found is not None)
    return _Function(known, tuple(domain), entries, data) if len(known) == len(colours) else None


def _steps(bounds: Sequence[float], count: int) -> list[float]:
    low, high = bounds
    return [low + (high - low) * step / (count - 1) for step in range(count)]


def _corners(source: Dictionary, colour: ColourOf, components: int) -> _Corners | None:
    kind, bounds = source.whole("ShadingType"), source.numbers("Decode") or []
    bits = source.whole("BitsPerCoordinate")
    if not isinstance(source, Stream) or kind not in _POINTS or bits not in _WIDTHS or len(bounds) < 4 + 2 * components:
        return None
    records = tuple(islice(_records(source, colour, components), RECORDS_MOST))
    return _Corners(records, bits, tuple(bounds[:4]), kind != _LATTICE) if records else None


def _records(source: Stream, colour: ColourOf, components: int) -> Iterator[_Record]:
    """Corners (types 4 and 5, each in whole bytes) or patches (types 6 and 7), as far as they go."""
    kind, bounds = source.whole("ShadingType"), (source.numbers("Decode") or [])[4:]
    bits, depth = source.whole("BitsPerCoordinate"), source.whole("BitsPerComponent")
    flag_bits = 0 if kind == _LATTICE else source.whole("BitsPerFlag")
    if not (0 < depth <= 16 and 0 <= flag_bits <= 8):
        return
    read = _Bits(decode(source).data)
    most = (1 << depth) - 1
    while True:
        flag = read.take(flag_bits) & 3
        first, later = _POINTS[kind]
        points = later if flag else first
        places = tuple(read.take(bits) for _ in range(2 * points))
        colours = []
        for _ in range(1 if kind in {_FREE, _LATTICE} else 2 if flag else 4):
            stored = [read.take(depth) / most for _ in range(components)]
            spread = zip(stored, bounds[::2], bounds[1::2], strict=False)
            colours.append(colour([low + share * (high - low) for share, low, high in spread]))
        known = tuple(found for found in colours if found is not None)
        if read.over or len(known) < len(colours):
            return
        yield _Record(flag, places, known)
        if kind in {_FREE, _LATTICE}:
            read.align()


class _Bits:
    """Numbers of so many bits, one after another; ``over`` once there are no more."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place, self.over = data, 0, not data

    def take(self, bits: int) -> int:
        start, self.place = self.place, self.place + bits
        first, last = start // 8, (self.place + 7) // 8
        if last > len(self.data):
            self.over = True
            return 0
        return int.from_bytes(self.data[first:last], "big") >> (last * 8 - self.place) & ((1 << bits) - 1)

    def align(self) -> None:
        self.place = (self.place + 7) // 8 * 8
        self.over = self.over or self.place >= 8 * len(self.data)


def _values(colours: Sequence[Tint], plate: str) -> bytes:
    """The light of each colour on a plate, 255 for no ink."""
    shares = [on_plate(colour, plate, False, 0) or 0.0 for colour in colours]
    return bytes(round(255 * (1 - share)) for share in shares)


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join(map(real, values))
