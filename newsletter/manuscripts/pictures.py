"""A photo that somebody sent, looked at apart: its kind, its pixels, what is written in it, and the file as it may be
printed."""

import io
import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

from newsletter.apart import Failure, apart
from newsletter.manuscripts.picture_place import without_place
from newsletter.manuscripts.picture_words import Words, words_of
from newsletter.problems import Outcome, Problem, error, note, warning

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS: Final = 20.0
"""Of the clock: a photo of 100 megapixels takes two."""
MOST_PIXELS: Final = 300_000_000
"""As intake has it: a scan of A2 at 600 ppi has 140 million."""
LONGEST: Final = 30_000
"""Pixels of a side, as intake has it."""
_MOST_DECODED: Final = 120_000_000
"""Pixels up to which sharpness and fingerprint are worth their memory; a JPEG is decoded at a smaller scale."""
_SHOWN: Final = 1000
"""Pixels of the longer side at which sharpness is judged: about what is seen on paper."""
_CRISP: Final = 150.0
"""Variance of the Laplacian at which sharpness is one half: crisp photos have many hundreds, blurred ones some dozens."""
_SIDEWAYS: Final = (5, 6, 7, 8)
"""EXIF orientations (CIPA DC-008, 4.6.4) in which width and height change places."""
_ORIENTATION: Final = 0x0112
_KINDS: Final = (
    (b"\xff\xd8\xff", "jpeg", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "png", "PNG"),
    (b"II*\0", "tiff", "TIFF"),
    (b"MM\0*", "tiff", "TIFF"),
    (b"GIF8", "gif", "GIF"),
    (b"BM", "bmp", "BMP"),
    (b"%PDF", "", "PDF"),
    (b"%!PS", "", "EPS"),
    (b"8BPS", "", "Photoshop"),
    (b"\x01\0\0\0", "", "EMF"),
    (b"\xd7\xcd\xc6\x9a", "", "WMF"),
    (b"<svg", "", "SVG"),
    (b"<?xml", "", "SVG"),
)
"""First bytes -> our kind ("" for what is not printed), Pillow's name."""
_HEIF: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class Look(NamedTuple):
    """What a photo is. ``content``: the file, free of the place where it was taken; a kind that is not printed (GIF, BMP)
    as PNG.

    ``kind``: "jpeg", "png", "tiff", "webp" or "heic"; ``pixels`` after EXIF rotation, (0, 0) where this machine cannot
    decode it. ``caption`` and ``credit`` as people wrote them into the file (IPTC, XMP, EXIF), ``taken`` the day, ISO text.
    ``sharpness`` 0 … 1; ``fingerprint``: 64 bits that near copies share but for a few. ``stripped``: what was taken out.
    """

    content: bytes
    kind: str
    pixels: tuple[int, int] = (0, 0)
    caption: str = ""
    credit: str = ""
    taken: str = ""
    sharpness: float = 1.0
    fingerprint: int = 0
    stripped: tuple[str, ...] = ()


def look_apart(content: bytes, name: str) -> Outcome[Look]:
    """``name`` is shown to people. None where it is no photo that can be printed, with the Problem that says why."""
    found = apart("newsletter.manuscripts.pictures:look", content, name, seconds=SECONDS)
    if isinstance(found, Failure):
        return Outcome(None, (error("NL275", file=name, reason=f"limit.{found.why}"),))
    assert isinstance(found, Outcome)  # noqa: S101  (what ``look`` gives)
    return found


def look(content: bytes, name: str) -> Outcome[Look]:
    """The work of ``look_apart``. The header is read first: nothing is decoded that is too large."""
    kind, shown = _kind(content)
    if not kind:
        return Outcome(None, (_no_photo(content, name, shown),))
    if kind == "heic" and not _reads_heic():
        clean, there = without_place(content, kind)
        return Outcome(Look(clean, kind, stripped=("GPS",) if there else ()), (note("NL279", file=name),))
    try:
        with warnings.catch_warnings(action="ignore"):
            return _looked(content, name, kind, shown)
    except MemoryError:
        raise
    except Exception:  # decoders raise anything on damaged files: SyntaxError, struct.error, KeyError …
        return Outcome(None, (error("NL276", file=name),))


def _looked(content: bytes, name: str, kind: str, shown: str) -> Outcome[Look]:
    with _opened(content, shown) as image:
        width, height = image.size
        if min(width, height) < 1 or max(width, height) > LONGEST or width * height > MOST_PIXELS:
            megapixels = MOST_PIXELS // 10**6
            too_large = error("NL277", file=name, width=width, height=height, limit=LONGEST, megapixels=megapixels)
            return Outcome(None, (too_large,))
        words, upright = words_of(image), _upright(image)
        if kind in ("gif", "bmp"):
            return Outcome(_as_png(image, words))
        clean, there = without_place(content, kind)
        sharpness, fingerprint = _judged(image) if shown == "JPEG" or width * height <= _MOST_DECODED else (1.0, 0)
        found = Look(clean, kind, upright, words.caption, words.credit, words.day, sharpness, fingerprint)
        return Outcome(found._replace(stripped=("GPS",) if there else ()))


def _kind(content: bytes) -> tuple[str, str]:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp", "WEBP"
    if content[4:8] == b"ftyp":
        return ("heic", "HEIF") if content[8:12] in _HEIF else ("", "AVIF, MP4")
    return next(((kind, shown) for magic, kind, shown in _KINDS if content.startswith(magic)), ("", ""))


def _no_photo(content: bytes, name: str, shown: str) -> Problem:
    """A kind that is known and not printed, or a file that is no photo at all."""
    return warning("NL278", file=name, format=shown) if shown and content else error("NL276", file=name)


def _reads_heic() -> bool:
    """Whether the package for HEIC is installed; Pillow knows it from then on."""
    try:
        from pi_heif import register_heif_opener  # noqa: PLC0415 (rarely wanted)
    except ImportError:
        return False
    register_heif_opener()
    return True


def _opened(content: bytes, shown: str) -> "Image":
    from PIL import Image  # noqa: PLC0415 (0.05 s, wanted in the child alone)

    Image.MAX_IMAGE_PIXELS = None  # the limits are ours, judged before anything is decoded
    return Image.open(io.BytesIO(content), formats=(shown,))


def _upright(image: "Image") -> tuple[int, int]:
    """Width and height after EXIF rotation; a TIFF and a HEIC come turned."""
    width, height = image.size
    if image.format in ("TIFF", "HEIF"):
        return width, height
    try:
        orientation = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # damaged EXIF does not make the picture useless
        orientation = 1
    return (height, width) if orientation in _SIDEWAYS else (width, height)


def _as_png(image: "Image", words: Words) -> Look:
    """What no press takes, without loss: the first frame of it."""
    stored = io.BytesIO()
    mode = image.mode if image.mode in ("1", "L", "RGB", "RGBA") else "RGBA" if "transparency" in image.info else "RGB"
    image.convert(mode).save(stored, "PNG")
    sharpness, fingerprint = _judged(image)
    return Look(stored.getvalue(), "png", image.size, words.caption, words.credit, words.day, sharpness, fingerprint)


def _judged(image: "Image") -> tuple[float, int]:
    """Sharpness and fingerprint, from a small grey picture."""
    from PIL import Image, ImageFilter, ImageOps, ImageStat  # noqa: PLC0415 (in the child alone)

    image.draft("L", (_SHOWN, _SHOWN))
    grey = ImageOps.exif_transpose(_over_white(image))
    grey.thumbnail((_SHOWN, _SHOWN), Image.Resampling.BOX, reducing_gap=2.0)
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
    variance = ImageStat.Stat(edges).var[0] if min(grey.size) > 2 else _CRISP
    small = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            left, right = small[9 * row + column], small[9 * row + column + 1]
            bits = 2 * bits + (left > right)
    return round(variance / (variance + _CRISP), 3), bits


def _over_white(image: "Image") -> "Image":
    from PIL import Image  # noqa: PLC0415 (in the child alone)

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        white.alpha_composite(clear)
        return white.convert("L")
    if image.mode.startswith(("I", "F")):  # more than eight bits: only steps of light matter here
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("L")
