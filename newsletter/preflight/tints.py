"""Colours as what they put on each plate. Spot inks are plates of their own, so no tint transform is asked; RGB goes
through the profile of the printing condition, as a press would have it separated."""

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from PIL import Image, ImageCms

from newsletter.pdf.filters import decode
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Stream

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
DEEPEST = 6
"""Colour spaces resting on one another; Indexed over ICCBased over DeviceRGB is three."""
INKS_MOST = 32
"""Colorants of one DeviceN space (ISO 32000-1, annex C)."""

Kind = Literal["grey", "rgb", "lab", "cmyk", "inks", "indexed", "pattern"]


_AB: Final = (-100.0, 100.0, -100.0, 100.0)
"""The ranges of a* and b* where Lab states none (table 65)."""


class InkSpace(NamedTuple):
    """``size`` components; ``names`` are the colorants of ``inks``. ``direct`` tells DeviceCMYK itself, for which
    overprint mode 1 leaves plates alone (8.6.7). ``base`` is what indexed and pattern rest on, ``table`` and ``top``
    the colours of an indexed space; ``ranges`` those of a* and b* in Lab."""

    kind: Kind
    size: int
    names: tuple[str, ...] = ()
    direct: bool = False
    base: "InkSpace | None" = None
    table: bytes = b""
    top: int = 0
    ranges: tuple[float, ...] = _AB


GREY: Final = InkSpace("grey", 1)
RGB: Final = InkSpace("rgb", 3)
CMYK: Final = InkSpace("cmyk", 4, direct=True)
_SHORT: Final = {
    "DeviceGray": GREY,
    "G": GREY,
    "CalGray": GREY,
    "DeviceRGB": RGB,
    "RGB": RGB,
    "CalRGB": RGB,
    "DeviceCMYK": CMYK,
    "CMYK": CMYK,
    "Pattern": InkSpace("pattern", 0),
}
_BY_COUNT: Final = {1: GREY, 3: RGB, 4: CMYK._replace(direct=False)}


class Tint(NamedTuple):
    """What a colour sets: ``inks`` from 0 to 1 by name, or ``everywhere`` on every plate. ``direct`` as of InkSpace."""

    inks: tuple[tuple[str, float], ...] = ()
    everywhere: float | None = None
    direct: bool = False


BLACK: Final = Tint((("Cyan", 0.0), ("Magenta", 0.0), ("Yellow", 0.0), ("Black", 1.0)))


@lru_cache(maxsize=4096)
def on_plate(tint: Tint, plate: str, overprint: bool, mode: int) -> float | None:
    """The share of ink on a plate, or None where overprint leaves it as it is (ISO 32000-1, table 148)."""
    if tint.everywhere is not None:
        return tint.everywhere
    for name, share in tint.inks:
        if name == plate:
            return None if overprint and mode == 1 and tint.direct and share == 0 else share
    return None if overprint else 0.0


def ink_space(value: Plain, resources: Dictionary, depth: int = 0) -> InkSpace | None:
    """A colour space, by name or as an array; None where it makes no sense."""
    if depth > DEEPEST:
        return None
    if isinstance(value, Name):
        known = _SHORT.get(value)
        named = resources.dictionary("ColorSpace").get(value)
        return known or (ink_space(named, resources, depth + 1) if named is not None else None)
    if not isinstance(value, Array) or not len(value):
        return None
    family = value[0]
    if not isinstance(family, Name):
        return None
    if len(value) == 1 or family in {"CalGray", "CalRGB"}:
        return _SHORT.get(family)
    match family:
        case "ICCBased":
            profile = value[1]
            return _BY_COUNT.get(profile.whole("N")) if isinstance(profile, Stream) else None
        case "Lab":
            ranges = value[1].numbers("Range") if isinstance(value[1], Dictionary) else None
            return InkSpace("lab", 3, ranges=tuple(ranges[:4]) if ranges and len(ranges) >= 4 else _AB)
        case "Separation" | "DeviceN":
            names = value[1]
            listed = [names] if isinstance(names, Name) else list(names[:INKS_MOST]) if isinstance(names, Array) else []
            return InkSpace("inks", len(listed), tuple(str(name) for name in listed if isinstance(name, Name)))
        case "Indexed" | "I":
            return _indexed(value, ink_space(value[1], resources, depth + 1))
        case "Pattern":
            return InkSpace("pattern", 0, base=ink_space(value[1], resources, depth + 1))
        case _:
            return None


def _indexed(value: Array, base: InkSpace | None) -> InkSpace | None:
    if base is None or base.kind in {"indexed", "pattern"} or len(value) < 4:
        return None
    top, table = value[2], value[3]
    if isinstance(table, Stream):
        table = decode(table, 256 * INKS_MOST).data
    if not isinstance(top, int) or not isinstance(table, bytes):
        return None
    return InkSpace("indexed", 1, base=base, table=table, top=max(0, min(255, top)))


def first(space: InkSpace) -> tuple[float, ...]:
    """The components a space begins with when it is set (table 74)."""
    match space.kind:
        case "cmyk":
            return (0.0, 0.0, 0.0, 1.0)
        case "inks":
            return (1.0,) * space.size
        case _:
            return (0.0,) * space.size


def tint(space: InkSpace, components: Sequence[float], press: "Press") -> Tint | None:
    """What a colour of the space sets; None where there are too few components, or it is a pattern."""
    if len(components) < space.size or space.kind == "pattern":
        return None
    if space.kind == "indexed":
        return entry(space, round(components[0]), press)
    shares = tuple(map(_share, components[: space.size]))
    match space.kind:
        case "grey":
            return BLACK._replace(inks=(*BLACK.inks[:3], ("Black", 1 - shares[0])))
        case "cmyk":
            return Tint(tuple(zip(PROCESS, shares, strict=True)), direct=space.direct)
        case "rgb":
            return Tint(tuple(zip(PROCESS, press.rgb(shares), strict=True)))
        case "lab":
            return Tint(tuple(zip(PROCESS, press.lab(tuple(components[:3])), strict=True)))
        case _:
            return _spots(space.names, shares)


def _spots(names: tuple[str, ...], shares: tuple[float, ...]) -> Tint:
    if names == ("All",):
        return Tint(everywhere=shares[0])
    return Tint(tuple((name, share) for name, share in zip(names, shares, strict=False) if name != "None"))


def entry(space: InkSpace, index: int, press: "Press") -> Tint | None:
    """The colour of an indexed space at a place of its table; what lies beyond its end is its last one."""
    base = space.base
    if base is None:
        return None
    place = max(0, min(space.top, index)) * base.size
    found = space.table[place : place + base.size].ljust(base.size, b"\0")
    if base.kind == "lab":
        low_a, high_a, low_b, high_b = base.ranges
        light, a, b = (byte / 255 for byte in found)
        return tint(base, (light * 100, low_a + a * (high_a - low_a), low_b + b * (high_b - low_b)), press)
    return tint(base, [byte / 255 for byte in found], press)


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


class Press:
    """Separates what is no ink: RGB, taken for sRGB, and Lab, through the profile of the printing condition."""

    def __init__(self, profile: bytes) -> None:
        self._profile = profile
        self._transforms: dict[str, ImageCms.ImageCmsTransform | None] = {}
        self._known: dict[tuple[float, ...], tuple[float, ...]] = {}

    def separated(self, image: Image.Image) -> Image.Image:
        """An RGB or LAB image as CMYK."""
        mode = image.mode
        if mode not in self._transforms:
            self._transforms[mode] = self._transform(mode)
        transform = self._transforms[mode]
        done = ImageCms.applyTransform(image, transform) if transform is not None else None
        return done if done is not None else _plainly(image)

    def rgb(self, shares: tuple[float, ...]) -> tuple[float, ...]:
        return self._one("RGB", tuple(round(share * 255) for share in shares))

    def lab(self, components: tuple[float, ...]) -> tuple[float, ...]:
        light, a, b = components
        return self._one("LAB", (_byte(light * 2.55), _byte(a + 128), _byte(b + 128)))

    def _one(self, mode: str, value: tuple[int, ...]) -> tuple[float, ...]:
        key = (len(mode) + ord(mode[0]), *value)
        if key not in self._known:
            if len(self._known) > 4096:
                self._known.clear()
            pixel = self.separated(Image.new(mode, (1, 1), value)).getpixel((0, 0))
            self._known[key] = tuple(ink / 255 for ink in pixel) if isinstance(pixel, tuple) else (0, 0, 0, 1)
        return self._known[key]

    def _transform(self, mode: str) -> ImageCms.ImageCmsTransform | None:
        source = ImageCms.createProfile("LAB" if mode == "LAB" else "sRGB")
        try:
            press = ImageCms.ImageCmsProfile(io.BytesIO(self._profile))
            return ImageCms.buildTransform(
                ImageCms.ImageCmsProfile(source),
                press,
                mode,
                "CMYK",
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            return None


def _plainly(image: Image.Image) -> Image.Image:
    """Without a profile: L* as black, RGB as the complement of its inks."""
    if image.mode == "LAB":
        light = image.getchannel("L")
        nothing = Image.new("L", image.size)
        return Image.merge("CMYK", (nothing, nothing, nothing, light.point(lambda value: 255 - value)))
    return image.convert("CMYK")


def _byte(value: float) -> int:
    return max(0, min(255, round(value)))
