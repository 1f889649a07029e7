"""Images as what they put on each plate: decoded with Pillow and reduced to about the plates' resolution."""

import io
import struct
import warnings
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageMath

from newsletter.pdf.filters import decode, filters_of
from newsletter.pdf.objects import Array, Dictionary, Stream
from newsletter.preflight.tints import CMYK, GREY, PROCESS, RGB, InkSpace, Press, Tint, tint

SAMPLES_MOST: Final = 2**28
"""Width x height x components of an image that is decoded: 67 megapixels of CMYK."""
_PNG_COLOURS: Final = {1: 0, 2: 4, 3: 2, 4: 6}
"""Components of a pixel to PNG's colour type of as many channels."""
_MODES: Final = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
_BROKEN: Final = (OSError, ValueError, SyntaxError, IndexError, struct.error, zlib.error, Warning)
"""What Pillow raises for a broken file, or for one that is too large."""


class Inked(NamedTuple):
    """``plates`` by ink, mode L, 0 is none and 255 full; ``everywhere`` stands for all of them (Separation All).
    ``shown`` is 255 where its mask lets it be seen (8.9.6, 11.6.5.3), None without one or where it cannot be decoded."""

    plates: tuple[tuple[str, Image.Image], ...] = ()
    everywhere: Image.Image | None = None
    shown: Image.Image | None = None

    def plate(self, ink: str) -> Image.Image | None:
        return self.everywhere or next((plate for name, plate in self.plates if name == ink), None)


def inked(image: Stream, space: InkSpace | None, press: Press, size: tuple[int, int]) -> Inked | None:
    """An image on its plates, reduced towards ``size`` pixels where it has more; None where it cannot be decoded.
    ``space`` may be None for JPEG 2000, which has its own."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            channels = _channels(image, space, size)
    except _BROKEN:
        return None
    space = space or {1: GREY, 3: RGB, 4: CMYK}.get(len(channels))
    if space is None or space.size == 0 or len(channels) < space.size:
        return None
    smaller = (min(size[0], channels[0].width), min(size[1], channels[0].height))
    shown = _shown(channels, image)
    result = _separated(channels[: space.size], space, press, _Reduction(smaller, shown, image.numbers("Decode") or []))
    return result._replace(shown=shown.resize(smaller, Image.Resampling.BOX) if shown else None)


class _Reduction(NamedTuple):
    """How channels are reduced: to so many pixels, each weighing as much as it is ``shown``, so that what a mask hides
    is not mixed into what is seen beside it. ``decode`` is the image's Decode array."""

    size: tuple[int, int]
    shown: Image.Image | None
    decode: Sequence[float]

    def reduced(self, channel: Image.Image) -> Image.Image:
        if channel.size == self.size:
            return channel
        if self.shown is None:
            return channel.resize(self.size, Image.Resampling.BOX)
        seen, weights = ImageChops.multiply(channel, self.shown), self.shown.resize(self.size, Image.Resampling.BOX)
        return _quotient(seen.resize(self.size, Image.Resampling.BOX), weights)


def _quotient(seen: Image.Image, weights: Image.Image) -> Image.Image:
    found: Image.Image = ImageMath.lambda_eval(
        lambda given: given["convert"](given["min"](given["seen"] * 255 / given["max"](given["weights"], 1), 255), "L"),
        seen=seen,
        weights=weights,
    )
    return found


def _channels(image: Stream, space: InkSpace | None, size: tuple[int, int]) -> list[Image.Image]:
    """One image of mode L for each component, samples as stored but stretched to 0…255; places in an indexed space
    are left as they are. JPEGs come at the least of their own scales that still holds ``size``."""
    width, height = image.whole("Width"), image.whole("Height")
    count, bits = space.size if space else 4, image.whole("BitsPerComponent", 8)
    if width < 1 or height < 1 or width * height * count > SAMPLES_MOST or bits not in {1, 2, 4, 8, 16}:
        raise ValueError("an image of no size, or too large")
    framed = _as_png(image, (width, height), (count, bits))
    if framed is not None:
        return _opened(framed, None)
    row = (width * count * bits + 7) // 8
    decoded = decode(image, max(row * height, 1024))
    if decoded.filters and decoded.filters[0] in {"DCTDecode", "JPXDecode"}:
        return _opened(decoded.data, None if space and space.kind == "indexed" else size)
    if decoded.filters or space is None:
        raise ValueError("an image of a codec that is not read here")
    return _unpacked(decoded.data.ljust(row * height, b"\0"), (width, height), count, bits)


def _opened(content: bytes, size: tuple[int, int] | None) -> list[Image.Image]:
    with Image.open(io.BytesIO(content), formats=("JPEG", "JPEG2000", "PNG")) as image:
        if image.width * image.height * 4 > SAMPLES_MOST:
            raise ValueError("an image that is too large")
        if size is not None and image.format == "JPEG":
            image.draft(None, size)
        image.load()
        if image.mode.startswith("I"):
            return [image.convert("I").point(lambda value: value * (1 / 256)).convert("L")]
        # Pillow turns the values of every CMYK JPEG round, as Adobe's programs write them; PDF takes them as stored.
        turned = image.mode == "CMYK" and image.format == "JPEG"
        if image.mode in {"1", "P"}:
            return [image.convert("L") if image.mode == "1" else Image.frombytes("L", image.size, image.tobytes())]
        return [ImageChops.invert(band) if turned else band for band in image.split()]


def _as_png(image: Stream, size: tuple[int, int], samples: tuple[int, int]) -> bytes | None:
    """Deflated samples with PNG's own predictors as a PNG, which Pillow undoes at once; None for any other image."""
    count, bits = samples
    parameters = image.dictionary("DecodeParms")
    fits = (
        filters_of(image) == ("FlateDecode",)
        and parameters.whole("Predictor", 1) >= 10
        and parameters.whole("Colors", 1) == count
        and parameters.whole("BitsPerComponent", 8) == bits == 8
        and parameters.whole("Columns", 1) == size[0]
    )
    if not fits or count not in _PNG_COLOURS:
        return None
    head = struct.pack(">IIBBBBB", *size, bits, _PNG_COLOURS[count], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", image.stored) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _unpacked(data: bytes, size: tuple[int, int], count: int, bits: int) -> list[Image.Image]:
    """Samples of 1 to 16 bits, rows filled up to whole bytes."""
    if bits == 16:
        data, bits = data[::2], 8
    if bits < 8:
        wide = (size[0] * count, size[1])
        steps = 255 // (2**bits - 1)
        stretched = Image.frombytes("P", wide, data, "raw", f"P;{bits}", 0, 1).tobytes()
        data = stretched.translate(bytes(min(255, value * steps) for value in range(256)))
    if count in _MODES:
        return list(Image.frombytes(_MODES[count], size, data).split())
    return [Image.frombytes("L", size, data[place::count]) for place in range(count)]


def _shown(channels: Sequence[Image.Image], image: Stream) -> Image.Image | None:
    """Where an image is seen, in its own pixels: by its soft mask, its stencil or its colour key."""
    key, soft, stencil = image.get("Mask"), image.stream("SMask"), image.stream("Mask")
    try:
        if soft is not None:
            mask = _decoded(_channels(soft, GREY, channels[0].size)[0], soft.numbers("Decode") or [], 0)
        elif stencil is not None:
            mask = _decoded(_channels(_one_bit(stencil), GREY, (0, 0))[0], stencil.numbers("Decode") or [], 0)
            mask = ImageChops.invert(mask)  # 0 paints (8.9.6.2)
        else:
            return _outside(channels, key, image) if isinstance(key, Array) else None
    except _BROKEN:
        return None
    return mask if mask.size == channels[0].size else mask.resize(channels[0].size, Image.Resampling.BILINEAR)


def _one_bit(stencil: Stream) -> Stream:
    return Stream({**stencil.entries, "BitsPerComponent": 1}, stencil.stored, stencil.resolve)


def _outside(channels: Sequence[Image.Image], key: Array, image: Stream) -> Image.Image | None:
    """255 where a sample lies outside the range of the colour key (8.9.6.4)."""
    limits, top = key.numbers(), 2 ** image.whole("BitsPerComponent", 8) - 1
    if limits is None or len(limits) < 2 * len(channels):
        return None
    seen: Image.Image | None = None
    for place, channel in enumerate(channels):
        low, high = (round(limit * 255 / top) for limit in limits[2 * place : 2 * place + 2])
        outside = channel.point([0 if low <= value <= high else 255 for value in range(256)])
        seen = outside if seen is None else ImageChops.lighter(seen, outside)
    return seen


def _separated(channels: Sequence[Image.Image], space: InkSpace, press: Press, how: _Reduction) -> Inked:
    if space.kind == "indexed":
        return _looked_up(channels[0], space, press, how)
    shares = [_decoded(how.reduced(channel), how.decode, place) for place, channel in enumerate(channels)]
    match space.kind:
        case "grey":
            nothing = Image.new("L", how.size)
            return Inked(tuple(zip(PROCESS, (nothing, nothing, nothing, ImageChops.invert(shares[0])), strict=True)))
        case "cmyk":
            return Inked(tuple(zip(PROCESS, shares, strict=True)))
        case "rgb" | "lab":
            merged = Image.merge("RGB" if space.kind == "rgb" else "LAB", shares)
            return Inked(tuple(zip(PROCESS, press.separated(merged).split(), strict=True)))
        case _:
            if space.names == ("All",):
                return Inked(everywhere=shares[0])
            return Inked(tuple((name, share) for name, share in zip(space.names, shares, strict=False)))


def _decoded(channel: Image.Image, decode_array: Sequence[float], place: int) -> Image.Image:
    """Through the image's Decode (8.9.5.2), where it says anything but the default."""
    low, high = decode_array[2 * place : 2 * place + 2] if len(decode_array) >= 2 * place + 2 else (0.0, 1.0)
    if (low, high) == (0, 1) or high > 1:  # Lab's own ranges are the default
        return channel
    return channel.point([max(0, min(255, round(255 * low + value * (high - low)))) for value in range(256)])


def _looked_up(places: Image.Image, space: InkSpace, press: Press, how: _Reduction) -> Inked:
    """An indexed image; looked up before it is reduced, since places in a table have no mean."""
    colours = Palette.of(space, press, [float(value) for value in range(256)])
    plates = [(ink, how.reduced(places.point(list(colours.table(ink) or ())))) for ink in colours.inks]
    return Inked(everywhere=plates[0][1]) if colours.inks == ("",) else Inked(tuple(plates))


class Palette(NamedTuple):
    """The colours of an image of one component: what each value of a sample puts on each plate, 0…255. ``inks`` is
    ``("",)`` where every plate gets it."""

    inks: tuple[str, ...]
    tables: tuple[bytes, ...]

    @classmethod
    def of(cls, space: InkSpace, press: Press, values: Sequence[float]) -> "Palette":
        """For these components, one after another."""
        tints = [tint(space, (value,), press) or Tint() for value in values]
        if tints[0].everywhere is not None:
            return cls(("",), (bytes(round((colour.everywhere or 0) * 255) for colour in tints),))
        inks = tuple(name for name, _ in tints[0].inks)
        rows = [[round(share * 255) for _, share in colour.inks] for colour in tints]
        return cls(inks, tuple(bytes(column) for column in zip(*rows, strict=True)))

    def table(self, ink: str) -> bytes | None:
        """None where the image does not reach that plate."""
        if self.inks == ("",):
            return self.tables[0]
        return self.tables[self.inks.index(ink)] if ink in self.inks else None


def palette(image: Dictionary, space: InkSpace, press: Press) -> Palette:
    """The colours of an image of one component, by the value of its samples as stored."""
    top = 2 ** image.whole("BitsPerComponent", 1) - 1
    low, high = (image.numbers("Decode") or [0.0, float(top) if space.kind == "indexed" else 1.0])[:2]
    return Palette.of(space, press, [low + value * (high - low) / top for value in range(top + 1)])
