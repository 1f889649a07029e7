"""Files with one defect each, made from a good press file (``press_issue``): what preflight has to find, and where.

A defect is a function that spoils the good file; ``DEFECTS`` holds them all once ``defects_of_file`` and
``defects_of_pages`` are imported. Places are in points, y upward, as in the file.
"""

import io
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Place = tuple[float, float, float, float]
"""x0, y0, x1, y1."""
Spoiler = Callable[[Pdf], None]

PHOTO_PAGE, PAGE = 1, 2
"""A page with a photo to the bleed; and the back page: cream above, white below, much room between its few lines."""
SPOT: Place = (120, 215, 200, 255)
"""White paper on it."""
TINT: Place = (320, 480, 400, 520)
"""Cream on it."""
KEPT = {
    "object_stream_mode": pikepdf.ObjectStreamMode.disable,
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    "compress_streams": False,
    "fix_metadata_version": False,
}
"""How a file is saved so that nothing changes but what was meant to."""


class Defect(NamedTuple):
    """``page`` is 0 where the whole file is concerned, ``place`` None where no place on the page is. ``besides`` are
    codes that the same fault brings with it, each with the reason why it must."""

    name: str
    spoil: Callable[[bytes], bytes]
    code: str
    page: int
    place: Place | None
    standard: str
    besides: Mapping[str, str]


DEFECTS: dict[str, Defect] = {}


def damage(
    code: str,
    page: int = 0,
    place: Place | None = None,
    standard: str = "pdfx1a",
    besides: Mapping[str, str] | None = None,
) -> Callable[[Callable[[bytes], bytes]], Callable[[bytes], bytes]]:
    """Lists a function that spoils the bytes of the file."""

    def listed(spoil: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        assert spoil.__name__ not in DEFECTS
        DEFECTS[spoil.__name__] = Defect(spoil.__name__, spoil, code, page, place, standard, besides or {})
        return spoil

    return listed


def defect(
    code: str,
    page: int = 0,
    place: Place | None = None,
    standard: str = "pdfx1a",
    besides: Mapping[str, str] | None = None,
) -> Callable[[Spoiler], Spoiler]:
    """Lists a function that spoils the file as a document."""

    def listed(spoil: Spoiler) -> Spoiler:
        def whole(good: bytes) -> bytes:
            with pikepdf.open(io.BytesIO(good)) as document:
                spoil(document)
                return saved(document)

        whole.__name__ = spoil.__name__
        damage(code, page, place, standard, besides)(whole)
        return spoil

    return listed


def saved(document: Pdf, **how: object) -> bytes:
    sink = io.BytesIO()
    document.save(sink, deterministic_id=True, **{**KEPT, **how})  # type: ignore[arg-type]
    return sink.getvalue()


def stream(document: Pdf, content: bytes, **entries: object) -> pikepdf.Stream:
    """An indirect stream with these entries beside Length."""
    return pikepdf.Stream(document, content, Dictionary(**entries))


def resource(document: Pdf, kind: str, made: object, page: int = PAGE) -> str:
    """The name under which the page now knows the resource, with its slash."""
    return str(document.pages[page - 1].add_resource(made, Name(f"/{kind}")))


def paint(document: Pdf, operators: str, page: int = PAGE) -> None:
    """Adds operators after all that the page paints, in a fresh graphics state."""
    leaf = document.pages[page - 1]
    leaf.contents_add(b"q\n", prepend=True)
    leaf.contents_add(f"\nQ\n{operators}\n".encode("latin-1"))


def box(place: Place) -> str:
    """The place as a path."""
    x0, y0, x1, y1 = place
    return f"{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g} re"


def onto(place: Place) -> str:
    """The matrix that lays the unit square on the place."""
    x0, y0, x1, y1 = place
    return f"{x1 - x0:g} 0 0 {y1 - y0:g} {x0:g} {y0:g} cm"


def words(document: Pdf, page: int = PAGE, size: float = 10) -> tuple[str, str]:
    """A font that the page has, selected at ``size``, and a short text that was set in it: "/F8 7 Tf", "<0026…>"."""
    leaf = document.pages[page - 1]
    leaf.contents_coalesce()
    found = re.search(
        r"(/F\d+) 10 Tf.*?<([0-9A-F]{8,16})>", leaf.Contents.read_bytes().decode("latin-1"), flags=re.DOTALL
    )
    assert found
    return f"{found[1]} {size:g} Tf", f"<{found[2]}>"


def write_text(document: Pdf, place: Place, size: float, state: str) -> None:
    """A word at the lower left of the place, after the operators of ``state``."""
    font, text = words(document, size=size)
    paint(document, f"q {state} BT {font} {place[0]:g} {place[1]:g} Td {text} Tj ET Q")


def word_place(place: Place, size: float) -> Place:
    """Where ``write_text`` writes: a word of four letters or fewer."""
    return (place[0], place[1] - size * 0.4, place[0] + size * 3.5, place[1] + size * 1.2)


def graphics_state(document: Pdf, **entries: object) -> str:
    return resource(document, "ExtGState", Dictionary(Type=Name.ExtGState, **entries))


def image(document: Pdf, size: tuple[int, int], space: object, place: Place = SPOT, **entries: object) -> None:
    """Lays an image of middle grey samples on the place."""
    bits, parts = int(str(entries.setdefault("BitsPerComponent", 8))), _parts(space)
    row = (size[0] * bits * parts + 7) // 8
    samples = entries.pop("samples", None) or bytes([0x77]) * (row * size[1])
    assert isinstance(samples, bytes)
    made = stream(
        document,
        samples,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=space,
        **entries,
    )
    paint(document, f"q {onto(place)} {resource(document, 'XObject', made)} Do Q")


def _parts(space: object) -> int:
    if isinstance(space, Array):
        stated = {"/ICCBased": lambda: int(space[1].N), "/Lab": lambda: 3, "/CalRGB": lambda: 3}
        return stated.get(str(space[0]), lambda: 1)()
    return {"/DeviceRGB": 3, "/DeviceCMYK": 4}.get(str(space), 1)


def fine(place: Place = SPOT, ppi: float = 320) -> tuple[int, int]:
    """Pixels that fill the place at this resolution."""
    return round((place[2] - place[0]) * ppi / 72), round((place[3] - place[1]) * ppi / 72)
