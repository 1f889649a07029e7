"""A photo that somebody sent, looked at apart: its kind, its pixels, what is written in it, and the file as it may be
printed."""

from typing import Final, NamedTuple

from newsletter.apart import Failure, apart
from newsletter.problems import Outcome, error

SECONDS: Final = 20.0
"""Of the clock: a photo of 100 megapixels takes two."""


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
    """The work of ``look_apart``."""
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415 (0.05 s, wanted in the child alone)

    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "TIFF", "WEBP")) as image:
            return Outcome(Look(content, str(image.format).lower(), image.size))
    except Exception:  # decoders raise anything on damaged files
        return Outcome(None, (error("NL276", file=name),))
