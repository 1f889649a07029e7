"""Photo files as images of a PDF: turned, cropped, reduced to what the print needs, in the inks of the target.

Everything here is the same from run to run, so a converted photo is kept by its content and reused. Pillow releases the
interpreter while it works: callers may convert several photos at once.
"""

import hashlib
import io
import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageOps
from PIL import __version__ as PILLOW  # noqa: N812 (a constant)

from newsletter.colour import Cmyk
from newsletter.geometry import Size
from newsletter.intake.photo import is_too_large, open_photo
from newsletter.model.article import Ink
from newsletter.pages.items import Picture
from newsletter.render.cabinet import Cabinet, Converted
from newsletter.render.coverage import Coverage, coverage
from newsletter.render.edges import has_pale_edge
from newsletter.render.inks import screen_colour
from newsletter.render.options import Target
from newsletter.render.profiles import FOGRA39, profile
from newsletter.units import half_up

PIPELINE = "photos/9"
"""Raised whenever the same photo would come out otherwise, so that no stale conversion is reused."""

_ORIENTATION, _SIDEWAYS = 274, (5, 6, 7, 8)
"""The tag that says how the camera was held, and its values for a quarter turn (Exif 2.32, 4.6.4)."""

SHARPER = ImageFilter.Kernel((3, 3), (-34, -75, -34, -75, 1436, -75, -34, -75, -34), 1000)
"""Unsharp masking with a Gaussian of 0.8 pixels, 60 %, in one step: a third of the time of Pillow's own."""
DETAIL = ImageFilter.Kernel((3, 3), (-34, -75, -34, -75, 436, -75, -34, -75, -34), 1000, offset=128)
"""What it adds, about the middle grey."""
NEAR_ENOUGH = 1.15
"""A photo that has so many times the pixels wanted along a side is left as it is: 345 ppi for 300."""
_INKS: dict[str, Ink] = {"L": "grey", "RGB": "rgb", "CMYK": "cmyk"}
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION
_RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC


class Wish(NamedTuple):
    """What a target wants: above ``most`` ppi a photo is reduced to ``aim``; JPEG ``quality``."""

    aim: int
    most: int
    quality: int


WISHES: dict[Target, Wish] = {"proof": Wish(135, 150, 72), "screen": Wish(200, 200, 85), "press": Wish(300, 450, 92)}


class Unreadable(Exception):  # noqa: N818 (a fault of the user's file, reported as a Problem)
    """A photo that cannot be decoded; the message says why, in the words of the library."""


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Where photos come from and what they become. ``press`` is the CMYK profile of the printing condition."""

    folder: Path
    target: Target
    cabinet: Cabinet | None = None
    press: bytes = b""

    def develop(self, picture: Picture) -> Converted:
        """The picture as printed; Unreadable where its file cannot be had or decoded."""
        key = self.key(picture)
        found = self.cabinet.find(key) if self.cabinet else None
        if found is not None:
            return found
        content = self._read(picture.photo.file)
        converted = self._convert(content, picture)
        if self.cabinet and hashlib.sha256(content).hexdigest() == picture.photo.sha256.removeprefix("sha256:"):
            self.cabinet.keep(key, converted)
        return converted

    def key(self, picture: Picture) -> str:
        """Names the outcome: same key, same bytes."""
        sizes = (picture.box.width, picture.box.height, *picture.crop, picture.ink)
        ingredients = (PIPELINE, PILLOW, self.target, picture.photo.sha256, sizes)
        return hashlib.sha256(repr(ingredients).encode() + _digest(self.press)).hexdigest()

    def _read(self, file: str) -> bytes:
        try:
            path = Path(os.path.realpath(self.folder / file))
            if not path.is_relative_to(os.path.realpath(self.folder)):
                raise Unreadable("outside the issue folder")
            return path.read_bytes()
        except (OSError, ValueError) as fault:
            raise Unreadable(getattr(fault, "strerror", None) or "cannot be read") from None

    def _convert(self, content: bytes, picture: Picture) -> Converted:
        wish = WISHES[self.target]
        try:
            with _opened(content) as image:
                size = _size(picture, wish)
                icc = image.info.get("icc_profile") or b""
                seen = _sized(_flat(_turned(image, picture, size)), picture, size)
                pale = has_pale_edge(seen)  # before it gets its inks: proof and press have to agree
                print_ = self._tinted(seen, icc, picture.ink) if picture.ink else self._inked(seen, icc)
                out = io.BytesIO()
                print_.save(out, "JPEG", quality=wish.quality, subsampling=0, icc_profile=None, exif=b"")
                laid = self._coverage(print_, picture)
        except Unreadable:
            raise
        except Exception as fault:  # a hostile file may make the library raise anything
            raise Unreadable(str(fault) or type(fault).__name__) from None
        return Converted(out.getvalue(), _INKS[print_.mode], print_.width, print_.height, laid, pale)

    def _coverage(self, image: Image.Image, picture: Picture) -> Coverage:
        size = Size(picture.box.width, picture.box.height)
        return coverage(image, size) if self.target == "press" else Coverage()

    def _tinted(self, image: Image.Image, icc: bytes, ink: Cmyk) -> Image.Image:
        """As greys in one colour, black being its solid: as much of each of its inks as the grey is dark."""
        if image.mode != "L":
            source = icc or (profile(FOGRA39) if image.mode == "CMYK" else b"")
            image = (_transformed(image, source, b"", "RGB") if source else image).convert("L")
        tints = [ink.tint(half_up((255 - value) * 1000 / 255)) for value in range(256)]
        if self.target == "press":
            shares = [[half_up(part * 255 / 1000) for part in tint] for tint in tints]
        else:
            shares = [[half_up(part * 255) for part in screen_colour(tint)] for tint in tints]
        bands = [image.point(list(band)) for band in zip(*shares, strict=True)]
        return Image.merge("CMYK" if self.target == "press" else "RGB", bands)

    def _inked(self, image: Image.Image, icc: bytes) -> Image.Image:
        """In the colour space of the target: grey stays grey, the press gets CMYK, the rest sRGB."""
        if image.mode == "L":
            return image
        if self.target != "press":
            source = icc or (profile(FOGRA39) if image.mode == "CMYK" else b"")
            return _transformed(image, source, b"", "RGB") if source else image
        if image.mode == "CMYK" and (not icc or icc == self.press):
            return image
        return _transformed(image, icc, self.press, "CMYK")


def _opened(content: bytes) -> Image.Image:
    """The file may have changed since its header was read, so its size is judged again."""
    image = open_photo(content)
    if is_too_large(*image.size):
        raise Unreadable(f"{image.width} x {image.height} pixels")
    return image


def _size(picture: Picture, wish: Wish) -> tuple[int, int]:
    """Pixels of the printed picture: those of the crop, or fewer where it has more than the print can show."""
    x0, y0, x1, y1 = picture.crop
    width, height = picture.photo.pixels[0] * (x1 - x0), picture.photo.pixels[1] * (y1 - y0)
    ppi = picture.ppi
    reduction = wish.aim / ppi if ppi > wish.most else 1.0
    return max(1, half_up(width * reduction)), max(1, half_up(height * reduction))


def _turned(image: Image.Image, picture: Picture, size: tuple[int, int]) -> Image.Image:
    """The whole photo upright; a JPEG is decoded at the least of its own scales that still holds ``size``."""
    x0, y0, x1, y1 = picture.crop
    wanted = (half_up(size[0] / max(x1 - x0, 1e-6)), half_up(size[1] / max(y1 - y0, 1e-6)))
    if image.format in ("JPEG", "MPO"):
        sideways = image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS
        image.draft(None, wanted[::-1] if sideways else wanted)
    image.load()
    return ImageOps.exif_transpose(image) if image.getexif().get(_ORIENTATION, 1) != 1 else image


def _flat(image: Image.Image) -> Image.Image:
    """As L, RGB or CMYK; what is transparent becomes paper white."""
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        grey = image.mode in ("LA", "La")
        alpha = image.convert("RGBA").getchannel("A")
        paper = Image.new("L" if grey else "RGB", image.size, 255 if grey else (255, 255, 255))
        paper.paste(image.convert("RGBA").convert(paper.mode), mask=alpha)
        return paper
    return image.convert("L" if image.mode == "1" else "RGB")


def _sized(image: Image.Image, picture: Picture, size: tuple[int, int]) -> Image.Image:
    """Cropped and reduced, a little sharper where it was reduced; what the decoder has reduced nearly to ``size`` is not
    reduced a second time."""
    x0, y0, x1, y1 = picture.crop
    box = (image.width * x0, image.height * y0, image.width * x1, image.height * y1)
    wide, high = max(1, half_up(box[2] - box[0])), max(1, half_up(box[3] - box[1]))
    if wide <= size[0] * NEAR_ENOUGH + 1 and high <= size[1] * NEAR_ENOUGH + 1:
        left, top = min(half_up(box[0]), image.width - wide), min(half_up(box[1]), image.height - high)
        part = image.crop((left, top, left + wide, top + high))
        return _sharper(part) if image.width < picture.photo.pixels[0] else part
    return _sharper(image.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=3.0))


def _sharper(image: Image.Image) -> Image.Image:
    """A colour photo is sharpened in its lightness, so that the noise of its colours is not; it takes half the time too."""
    if image.mode != "RGB" or min(image.size) < 3:
        return image.filter(SHARPER)
    detail = Image.new("L", image.size, 128)
    inner = (1, 1, image.width - 1, image.height - 1)  # the filter leaves the outermost pixels as they are
    detail.paste(image.convert("L").filter(DETAIL).crop(inner), inner)
    return ImageChops.add(image, detail.convert("RGB"), 1, -128)


def _transformed(image: Image.Image, source: bytes, destination: bytes, mode: str) -> Image.Image:
    """Through two profiles, relative colorimetric with black point compensation; b"" stands for sRGB."""
    transform = _transform(source, destination, image.mode, mode) or _transform(b"", destination, image.mode, mode)
    if transform is None:
        return image.convert(mode)
    result = ImageCms.applyTransform(image, transform)
    return result if result is not None else image


def converts_to(press: bytes) -> bool:
    """Whether photos can be converted for this printing condition: a profile may have its header alone in order."""
    return _transform(b"", press, "RGB", "CMYK") is not None


_making = threading.Lock()


def _transform(source: bytes, destination: bytes, mode: str, to: str) -> ImageCms.ImageCmsTransform | None:
    with _making:
        return _made(source, destination, mode, to)


@lru_cache(maxsize=8)
def _made(source: bytes, destination: bytes, mode: str, to: str) -> ImageCms.ImageCmsTransform | None:
    """None where a profile is damaged, or of other inks than the picture."""

    def opened(content: bytes) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(io.BytesIO(content) if content else ImageCms.createProfile("sRGB"))

    try:
        return ImageCms.buildTransform(opened(source), opened(destination), mode, to, _RELATIVE, _BLACK_POINT)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


@lru_cache(maxsize=2)
def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
