"""Colour spaces (ISO 32000-1, 8.6) down to what they rest on, and what a colour in them comes to on the process
plates."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from newsletter.pdf.filters import decode
from newsletter.pdf.functions import Function, functions_of
from newsletter.pdf.marks import Cmyk, Colour
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Ref, Stream

Report = Callable[[str, str], None]
"""Takes the kind of a fault and what is concerned."""

DEPTH_MOST: Final = 8
"""Spaces that rest on one another; Indexed on DeviceN on ICCBased is three."""
COLORANTS_MOST: Final = 32
"""Of DeviceN (annex C, table C.1)."""
COLOURS_MOST: Final = 20_000
"""Colours kept; a page of a newspaper has some dozens."""
PROCESS: Final[dict[str, int]] = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_DEVICE: Final = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
_BY_COMPONENTS: Final = {count: name for name, count in _DEVICE.items()}
_DEFAULTS: Final = {"DeviceGray": "DefaultGray", "DeviceRGB": "DefaultRGB", "DeviceCMYK": "DefaultCMYK"}


class Space(NamedTuple):
    """``spaces`` and ``names`` as of Colour; ``size`` the components of a colour; ``initial`` the colour that CS
    sets (table 74); ``separate`` gives the process inks of components, None where colour management decides them."""

    spaces: tuple[str, ...]
    size: int
    initial: tuple[float, ...]
    separate: Callable[[Sequence[float]], Cmyk | None]
    names: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        return self.spaces[0]

    @property
    def paints(self) -> bool:
        """Whether it leaves a trace at all: the colorant None does not (8.6.6.4)."""
        return not self.names or any(name != "None" for name in self.names) or self.family == "Pattern"


def _unmanaged(_components: Sequence[float]) -> Cmyk | None:
    return None


def _grey(components: Sequence[float]) -> Cmyk | None:
    return (0.0, 0.0, 0.0, 1.0 - _unit(components[0]))


def _inks(components: Sequence[float]) -> Cmyk | None:
    cyan, magenta, yellow, black = components[:4]
    return (_unit(cyan), _unit(magenta), _unit(yellow), _unit(black))


def _unit(number: float) -> float:
    return 0.0 if number < 0 else 1.0 if number > 1 else float(number)


GREY: Final = Space(("DeviceGray",), 1, (0.0,), _grey)
RGB: Final = Space(("DeviceRGB",), 3, (0.0, 0.0, 0.0), _unmanaged)
CMYK: Final = Space(("DeviceCMYK",), 4, (0.0, 0.0, 0.0, 1.0), _inks)
PATTERN: Final = Space(("Pattern",), 0, (), _unmanaged)
BROKEN: Final = Space(("",), 0, (), _unmanaged)
"""What a space that makes no sense becomes."""
_PLAIN: Final = {"DeviceGray": GREY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}
_CIE: Final = {"CalGray": 1, "CalRGB": 3, "Lab": 3}


class Spaces:
    """The colour spaces of one document, each worked out once."""

    def __init__(self) -> None:
        self._by_ref: dict[Ref, Space] = {}
        self._colours: dict[tuple[Space, tuple[float, ...]], Colour] = {}

    def named(self, name: str, resources: Dictionary, report: Report) -> Space:
        """The space of an operand of CS, or of an image: a device space, or one of the resources."""
        if name in _DEVICE:
            return self._device(name, resources, report, 0)
        if name == "Pattern":
            return PATTERN
        known = resources.dictionary("ColorSpace")
        if name not in known:
            report("resource", name)
            return BROKEN
        return self._entry(known, name, resources, report)

    def of(self, value: Plain, resources: Dictionary, report: Report, depth: int = 0) -> Space:
        """The space that an object describes; one that makes no sense is told and comes out as ``BROKEN``."""
        if isinstance(value, Name):
            if value in _DEVICE:
                return self._device(value, resources, report, depth)
            if value == "Pattern":
                return PATTERN
            if depth == 0 and value in resources.dictionary("ColorSpace"):
                return self._entry(resources.dictionary("ColorSpace"), value, resources, report)
            report("space", str(value))
            return BROKEN
        if not isinstance(value, Array) or not len(value) or depth > DEPTH_MOST:
            report("space", "")
            return BROKEN
        if value.ref is None:
            return self._built(value, resources, report, depth)
        if value.ref not in self._by_ref:
            self._by_ref[value.ref] = BROKEN  # stands while it is built, should it rest on itself
            self._by_ref[value.ref] = self._built(value, resources, report, depth)
        return self._by_ref[value.ref]

    def colour(self, space: Space, components: Sequence[float]) -> Colour:
        """A colour of a space; components lacking are those of its initial colour."""
        given = tuple(components[: space.size]) + space.initial[len(components) :]
        key = (space, given)
        found = self._colours.get(key)
        if found is None:
            found = Colour(space.spaces, space.names, given, space.separate(given) if given else None)
            if len(self._colours) < COLOURS_MOST:
                self._colours[key] = found
        return found

    def _entry(self, known: Dictionary, name: str, resources: Dictionary, report: Report) -> Space:
        return self.of(known.get(name), resources, report, 1)

    def _device(self, name: str, resources: Dictionary, report: Report, depth: int) -> Space:
        """A device space, or the Default space that the resources put in its place (8.6.5.6)."""
        known = resources.dictionary("ColorSpace")
        if depth < 2 and _DEFAULTS[name] in known and isinstance(known[_DEFAULTS[name]], Array):
            found = self.of(known[_DEFAULTS[name]], resources, report, 2)
            if found.size == _DEVICE[name]:
                return found
            report("space", _DEFAULTS[name])
        return _PLAIN[name]

    def _built(self, value: Array, resources: Dictionary, report: Report, depth: int) -> Space:
        family = value[0]
        parts = list(value[1:6])
        try:
            match family:
                case "DeviceGray" | "DeviceRGB" | "DeviceCMYK" if isinstance(family, Name):
                    return self._device(family, resources, report, depth)
                case "CalGray" | "CalRGB" | "Lab" if isinstance(family, Name):
                    return Space((str(family),), _CIE[family], (0.0,) * _CIE[family], _unmanaged)
                case "ICCBased":
                    return _profiled(parts)
                case "Pattern":
                    base = self.of(parts[0], resources, report, depth + 1) if parts else BROKEN
                    return PATTERN._replace(spaces=("Pattern", *base.spaces), names=base.names) if parts else PATTERN
                case "Indexed":
                    return _indexed(self.of(parts[0], resources, report, depth + 1), parts[1], parts[2])
                case "Separation":
                    base = self.of(parts[1], resources, report, depth + 1)
                    return _spot("Separation", [parts[0]], base, _tint(parts[2], report))
                case "DeviceN" if isinstance(parts[0], Array) and 0 < len(parts[0]) <= COLORANTS_MOST:
                    base = self.of(parts[1], resources, report, depth + 1)
                    return _spot("DeviceN", list(parts[0]), base, _tint(parts[2], report))
                case _:
                    pass
        except (IndexError, ValueError, TypeError):
            pass
        report("space", str(family) if isinstance(family, Name) else "")
        return BROKEN


def _profiled(parts: list[Plain]) -> Space:
    """ICCBased: the device space of as many components stands for what it is made of (8.6.5.5)."""
    profile = parts[0]
    count = profile.whole("N") if isinstance(profile, Stream) else 0
    if count not in _BY_COMPONENTS:
        raise ValueError("a profile of no components")
    return Space(("ICCBased", _BY_COMPONENTS[count]), count, (0.0,) * count, _unmanaged)


def _indexed(base: Space, highest: Plain, lookup: Plain) -> Space:
    if not isinstance(highest, int) or not 0 <= highest <= 255 or base.family in {"", "Pattern", "Indexed"}:
        raise ValueError("an index without a base")
    table = decode(lookup, 1 << 20).data if isinstance(lookup, Stream) else lookup
    if not isinstance(table, bytes):
        raise ValueError("an index without a table")  # noqa: TRY004  (one kind for all that makes no sense)

    def separate(components: Sequence[float]) -> Cmyk | None:
        start = min(max(int(components[0]), 0), highest) * base.size
        row = table[start : start + base.size]
        return base.separate([byte / 255 for byte in row]) if len(row) == base.size else None

    return Space(("Indexed", *base.spaces), 1, (0.0,), separate, base.names)


def _tint(value: Plain, report: Report) -> Function | None:
    try:
        return functions_of(value)
    except ValueError as fault:
        report("function", str(fault))
        return None


def _spot(family: str, names: list[Plain], alternate: Space, transform: Function | None) -> Space:
    """Separation and DeviceN: process colorants go to their plates, All to every plate, others through the tint
    transform."""
    colorants = tuple(str(name) for name in names if isinstance(name, Name))
    if len(colorants) != len(names) or alternate.family in {"", "Pattern", "Indexed"}:
        raise ValueError("colorants without a name or an alternate")

    def separate(components: Sequence[float]) -> Cmyk | None:
        if colorants == ("All",):
            tone = _unit(components[0])
            return (tone, tone, tone, tone)
        if all(name in PROCESS or name == "None" for name in colorants):
            plates = [0.0] * 4
            for name, tone in zip(colorants, components, strict=False):
                if name != "None":
                    plates[PROCESS[name]] = _unit(tone)
            return (plates[0], plates[1], plates[2], plates[3])
        found = transform(components) if transform else []
        return alternate.separate(found) if len(found) >= alternate.size else None

    return Space((family, *alternate.spaces), len(colorants), (1.0,) * len(colorants), separate, colorants)
