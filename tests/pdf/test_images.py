"""Images: what they are, how fine they come out, and whether their samples are whole."""

import io
import zlib

import pytest
from PIL import Image
from small_pdf import one_page, stream

from newsletter.pdf.images import broken_jpeg
from newsletter.pdf.interpret import marks_of
from newsletter.pdf.marks import Fault, Mark
from newsletter.pdf.reader import read


def jpeg(mode: str, size: tuple[int, int] = (40, 20)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, "JPEG")
    return out.getvalue()


def run(
    image: bytes, entries: bytes, content: bytes = b"q 72 0 0 36 0 0 cm /Im Do Q"
) -> tuple[list[Mark], list[Fault]]:
    return painted(content, {10: stream(image, b"/Type/XObject/Subtype/Image" + entries)})


def painted(content: bytes, more: dict[int, bytes], page: bytes = b"") -> tuple[list[Mark], list[Fault]]:
    document = read(one_page(content, b"/XObject<</Im 10 0 R>>", more, page))
    faults: list[Fault] = []
    return list(marks_of(document, document.pages[0], faults)), faults


CMYK = b"/Width 40/Height 20/BitsPerComponent 8/ColorSpace/DeviceCMYK/Filter/DCTDecode"
FLATE = b"/Width 40/Height 20/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"


def test_an_image_knows_its_resolution_as_placed() -> None:
    ((mark,), faults) = run(jpeg("CMYK"), CMYK)
    assert mark.image is not None
    assert faults == []
    assert (mark.kind, mark.colour.spaces, mark.image.broken) == ("image", ("DeviceCMYK",), "")
    assert mark.image.ppi == pytest.approx((40, 40))
    assert (tuple(mark.box), mark.at.chain) == ((0, 0, 72, 36), ("Im",))


def test_resolution_follows_the_image_when_it_is_turned_and_squeezed() -> None:
    ((mark,), _) = run(jpeg("CMYK"), CMYK, b"q 0 72 -18 0 50 0 cm /Im Do Q")
    assert mark.image is not None
    assert mark.image.ppi == pytest.approx((40, 80))
    assert mark.image.resolution == pytest.approx(40)


def test_a_unit_of_the_page_counts() -> None:
    more = {10: stream(jpeg("CMYK"), b"/Subtype/Image" + CMYK)}
    ((mark,), _) = painted(b"72 0 0 36 0 0 cm /Im Do", more, b"/UserUnit 2")
    assert mark.image is not None
    assert mark.image.resolution == pytest.approx(20)


def test_a_stencil_is_painted_in_the_colour_of_fills() -> None:
    entries = b"/Width 8/Height 2/ImageMask true/Filter/ASCIIHexDecode"
    ((mark,), faults) = run(b"ffff>", entries, b"0 1 0 0 k 10 0 0 10 0 0 cm /Im Do")
    assert mark.image is not None
    assert (mark.kind, mark.colour.cmyk, mark.image.bits, mark.image.broken, faults) == (
        "mask",
        (0, 1, 0, 0),
        1,
        "",
        [],
    )


def test_masks_and_alternates_are_told() -> None:
    more = {
        10: stream(jpeg("CMYK"), b"/Subtype/Image/SMask 11 0 R/Alternates[<<>>]" + CMYK),
        11: stream(zlib.compress(bytes(800)), b"/Subtype/Image" + FLATE),
    }
    ((mark,), _) = painted(b"9 0 0 9 0 0 cm /Im Do", more)
    assert mark.image is not None
    assert (mark.image.soft_mask, mark.soft_mask, mark.image.alternates, mark.image.masked) == (True, True, True, "")
    more[10] = stream(jpeg("CMYK"), b"/Subtype/Image/Mask[0 0 0 0 0 0 0 0]" + CMYK)
    ((mark,), _) = painted(b"9 0 0 9 0 0 cm /Im Do", more)
    assert mark.image is not None
    assert mark.image.masked == "colour-key"


@pytest.mark.parametrize(
    ("samples", "entries", "broken"),
    [
        (jpeg("CMYK")[:-40], CMYK, "truncated"),
        (jpeg("RGB"), CMYK, "components"),
        (jpeg("CMYK", (30, 20)), CMYK, "size"),
        (b"no picture", CMYK, "header"),
        (jpeg("CMYK")[:30], CMYK, "truncated"),
        (zlib.compress(bytes(800)), FLATE, ""),
        (zlib.compress(bytes(799)), FLATE, "truncated"),
        (zlib.compress(bytes(800))[:-9], FLATE, "truncated"),
        (b"", FLATE, "truncated"),
        (b"no picture", FLATE.replace(b"FlateDecode", b"JPXDecode"), "header"),
    ],
)
def test_samples_that_cannot_be_the_image_are_told(samples: bytes, entries: bytes, broken: str) -> None:
    ((mark,), _) = run(samples, entries)
    assert mark.image is not None
    assert mark.image.broken == broken


def test_a_dictionary_that_makes_no_sense_is_told() -> None:
    (_, faults) = run(b"", b"/Width 0/Height -2/BitsPerComponent 7/ColorSpace/DeviceGray")
    assert {fault.kind for fault in faults} == {"image"}


def test_an_inline_image_is_an_image() -> None:
    content = b"72 0 0 72 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /RGB ID abcdefghijkl EI"
    ((mark,), faults) = painted(content, {10: stream(b"")})
    assert mark.image is not None
    assert (mark.colour.spaces, mark.image.inline, mark.image.broken, faults) == (("DeviceRGB",), True, "", [])


def test_any_start_of_a_jpeg_is_judged_without_an_exception() -> None:
    data = jpeg("CMYK")
    assert {broken_jpeg(data[:cut], (40, 20), 4) for cut in range(len(data))} <= {"header", "truncated"}
