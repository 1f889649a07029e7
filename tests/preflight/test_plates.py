"""The plates are those that a platesetter would expose: colours, overprint, forms, patterns, images, shadings.

Pages are 60 x 60 mm; numbers are per cent of the page that each plate covers. Ghostscript's plates are the judge of the
same pages.
"""

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from preflight import hostile, hostile_cycles
from small_pdf import one_page, pages, stream

from newsletter.pdf.reader import read
from newsletter.preflight.ink import weigh
from newsletter.preflight.plates import DENSITY, FAULTS, Plates, separations

MM = 72 / 25.4
SIDE = 60 * MM
BOX = b"0 0 %f %f" % (SIDE, SIDE)

OVER = b"/ExtGState<</O 20 0 R/OFF 21 0 R/O0 22 0 R>>"
STATES = {
    20: b"<</OP true/op true/OPM 1>>",
    21: b"<</OP false/op false/OPM 1>>",
    22: b"<</OP true/op true/OPM 0>>",
}
TINT = b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 1 0]/N 1>>"
SPOTS = (
    b"/ColorSpace<</S[/Separation/Cam/DeviceCMYK " + TINT + b"]/A[/Separation/All/DeviceCMYK 31 0 R]"
    b"/K[/Separation/Black/DeviceGray 32 0 R]/N[/DeviceN[/Cyan/Cam]/DeviceCMYK 30 0 R]/P[/Pattern/DeviceCMYK]>>"
)
FUNCTIONS = {
    30: stream(b"{0 exch dup 0}", b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1 0 1]"),
    31: b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>",
    32: b"<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>",
}
GROUND = b"0.5 0.4 0.3 0.2 k 0 0 %f %f re f\n" % (SIDE, SIDE)
HALF = b" 0 0 %f %f re f\n" % (SIDE / 2, SIDE)
"""Fills the left half."""


def plates(content: bytes, resources: bytes = b"", more: Mapping[int, bytes] | None = None) -> Plates:
    (found,) = separations(read(one_page(content, resources, more, box=BOX)))
    return found


def covered(content: bytes, resources: bytes = b"", more: Mapping[int, bytes] | None = None) -> dict[str, float]:
    """Per cent of the page on each plate that has any ink to speak of."""
    found = plates(content, resources, more)
    assert found.fault == ""
    return {name: percent for name, percent in weigh(found).coverage if percent > 0.5}


def near(share: float) -> object:
    return pytest.approx(share, abs=0.8)


def about(shares: dict[str, float]) -> object:
    """To less than a per cent: a plate has 255 steps, and an edge is some pixels."""
    return pytest.approx(shares, abs=0.8)


def test_each_process_colour_goes_to_its_plate() -> None:
    assert covered(b"1 0.5 0.25 0.1 k" + HALF) == about({"Cyan": 50, "Magenta": 25, "Yellow": 12, "Black": 5})
    assert covered(b"0.2 g" + HALF) == about({"Black": 40})


def test_colour_knocks_out_what_lies_under_it() -> None:
    assert covered(GROUND + b"0 0 0 1 k" + HALF) == about({"Cyan": 25, "Magenta": 20, "Yellow": 15, "Black": 60})
    assert covered(GROUND + b"0 0 0 0 k" + HALF) == about({"Cyan": 25, "Magenta": 20, "Yellow": 15, "Black": 10})


def test_black_that_overprints_leaves_the_other_plates_alone() -> None:
    found = covered(GROUND + b"/O gs 0 0 0 1 k" + HALF, OVER, STATES)
    assert found == about({"Cyan": 50, "Magenta": 40, "Yellow": 30, "Black": 60})


def test_white_that_overprints_is_not_seen() -> None:
    assert covered(GROUND + b"/O gs 0 0 0 0 k" + HALF, OVER, STATES) == covered(GROUND)


def test_a_colour_that_overprints_replaces_only_the_plates_it_has_ink_on() -> None:
    found = covered(GROUND + b"/O gs 0 1 0 0 k" + HALF, OVER, STATES)
    assert found == about({"Cyan": 50, "Magenta": 70, "Yellow": 30, "Black": 20})


def test_overprint_of_mode_0_knocks_out_the_process_plates() -> None:
    found = covered(GROUND + b"/O0 gs 0 0 0 1 k" + HALF, OVER, STATES)
    assert found == about({"Cyan": 25, "Magenta": 20, "Yellow": 15, "Black": 60})


def test_grey_that_overprints_knocks_out_all_the_same() -> None:
    assert covered(GROUND + b"/O gs 0 g" + HALF, OVER, STATES) == about(
        {"Cyan": 25, "Magenta": 20, "Yellow": 15, "Black": 60}
    )


def test_overprint_ends_where_its_graphics_state_ends() -> None:
    found = covered(GROUND + b"q /O gs Q 0 0 0 1 k" + HALF, OVER, STATES)
    assert found == about({"Cyan": 25, "Magenta": 20, "Yellow": 15, "Black": 60})


def test_strokes_and_fills_overprint_each_by_its_own_entry() -> None:
    states = {20: b"<</OP true/op false/OPM 1>>"}
    line = b"0 0 0 1 K %f w %f 0 m %f %f l S" % (SIDE / 2, SIDE / 4, SIDE / 4, SIDE)
    assert covered(GROUND + b"/O gs " + line, b"/ExtGState<</O 20 0 R>>", states)["Cyan"] == near(50)
    assert covered(GROUND + b"/O gs 0 0 0 1 k" + HALF, b"/ExtGState<</O 20 0 R>>", states)["Cyan"] == near(25)


def test_a_spot_ink_has_a_plate_of_its_own_and_knocks_out() -> None:
    found = covered(GROUND + b"/S cs 0.8 scn" + HALF, SPOTS, FUNCTIONS)
    assert found == about({"Cyan": 25, "Magenta": 20, "Yellow": 15, "Black": 10, "Cam": 40})


def test_a_spot_ink_may_overprint_and_is_knocked_out_by_process_colour() -> None:
    found = covered(GROUND + b"/O gs /S cs 0.8 scn" + HALF, SPOTS + OVER, {**FUNCTIONS, **STATES})
    assert found == about({"Cyan": 50, "Magenta": 40, "Yellow": 30, "Black": 20, "Cam": 40})
    found = covered(b"/S cs 1 scn" + HALF + b"0 0 0 0.1 k" + HALF, SPOTS, FUNCTIONS)
    assert found == about({"Black": 5})


def test_colorants_of_process_inks_go_to_their_plates_and_all_to_every_one() -> None:
    assert covered(b"/N cs 0.5 1 scn" + HALF, SPOTS, FUNCTIONS) == about({"Cyan": 25, "Cam": 50})
    assert covered(GROUND + b"/O gs /K cs 1 scn" + HALF, SPOTS + OVER, {**FUNCTIONS, **STATES})["Black"] == near(60)
    assert covered(b"/A cs 0.5 scn" + HALF, SPOTS, FUNCTIONS) == about(
        dict.fromkeys(("Cyan", "Magenta", "Yellow", "Black"), 25)
    )


def test_a_form_inherits_the_colour_it_is_painted_in() -> None:
    form = stream(HALF, b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]")
    found = covered(
        b"0 1 0 0 k /F Do 1 0 0 0 k 1 0 0 1 %f 0 cm /F Do" % (SIDE / 2), b"/XObject<</F 10 0 R>>", {10: form}
    )
    assert found == about({"Cyan": 50, "Magenta": 50})


def test_a_form_that_overprints_does_so_over_what_was_there_before() -> None:
    form = stream(b"0 0 0 1 k" + HALF, b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]")
    found = covered(GROUND + b"/O gs /F Do", OVER + b"/XObject<</F 10 0 R>>", {10: form, **STATES})
    assert found == about({"Cyan": 50, "Magenta": 40, "Yellow": 30, "Black": 60})


def test_a_form_painted_on_white_and_again_on_colour_knocks_out_there() -> None:
    form = stream(b"0 0 0 0 k" + HALF, b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]")
    found = covered(b"/F Do " + GROUND + b"/F Do", b"/XObject<</F 10 0 R>>", {10: form})
    assert found == about({"Cyan": 25, "Magenta": 20, "Yellow": 15, "Black": 10})


@pytest.mark.parametrize("width", [0.1, 0.25, 1.0, 2.0])
def test_lines_weigh_what_they_are_wide_however_thin(width: float) -> None:
    lines = b"".join(b"%f %f m %f %f l " % (x * 4, 10, x * 4, SIDE - 10) for x in range(5, 35))
    found = covered(b"0 1 0 0 K %f w %s S" % (width, lines))
    expected = 30 * width * (SIDE - 20) / SIDE**2 * 100
    assert found["Magenta"] == pytest.approx(expected, rel=0.06)


def test_a_line_of_no_width_is_next_to_nothing() -> None:
    assert covered(b"0 0 0 1 K 0 w 10 10 m 150 150 l S") == {}


def test_text_overprints_by_its_rendering_mode() -> None:
    glyph = stream(b"1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar 65"
        b"/Widths[1000]/Encoding<</Differences[65/a]>>/CharProcs<</a 11 0 R>>/Resources<<>>>>"
    )
    words = b"BT /T %f Tf %s (A) Tj ET"
    more = {10: font, 11: glyph, **STATES}
    resources = OVER + b"/Font<</T 10 0 R>>"
    shown = GROUND + b"/O gs 0 0 0 1 k " + words % (SIDE / 2, b"0 Tr")
    assert covered(shown, resources, more) == about({"Cyan": 50, "Magenta": 40, "Yellow": 30, "Black": 40})
    assert covered(GROUND + b"0 0 0 1 k " + words % (SIDE / 2, b"3 Tr"), resources, more)["Black"] == near(20)


def test_a_glyph_with_colours_of_its_own_keeps_them() -> None:
    glyph = stream(b"1000 0 d0 0 1 0 0 k 0 0 1000 1000 re f")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar 65"
        b"/Widths[1000]/Encoding<</Differences[65/a]>>/CharProcs<</a 11 0 R>>/Resources<<>>>>"
    )
    words = b"1 0 0 0 k BT /T %f Tf (A) Tj ET" % SIDE
    assert covered(words, b"/Font<</T 10 0 R>>", {10: font, 11: glyph}) == about({"Magenta": 100})


PICTURE = b"%f 0 0 %f 0 0 cm /P Do" % (SIDE, SIDE)


def picture(samples: bytes, space: bytes, entries: bytes = b"", content: bytes = PICTURE) -> dict[str, float]:
    image = stream(samples, b"/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace" + space + entries)
    return covered(content, SPOTS + OVER + b"/XObject<</P 10 0 R>>", {10: image, **FUNCTIONS, **STATES})


def test_images_go_to_the_plates_of_their_space() -> None:
    assert picture(bytes((51,)) * 4, b"/DeviceGray") == about({"Black": 80})
    assert picture(bytes((51, 102, 0, 255)) * 4, b"/DeviceCMYK") == about({"Cyan": 20, "Magenta": 40, "Black": 100})
    assert picture(bytes((51, 102)) * 4, b"[/DeviceN[/Cyan/Cam]/DeviceCMYK 30 0 R]") == about({"Cyan": 20, "Cam": 40})
    assert picture(bytes((1,)) * 4, b"[/Indexed/DeviceCMYK 1<000000000033 6600>]") == about(
        {"Magenta": 20, "Yellow": 40}
    )
    assert picture(bytes((51,)) * 4, b"[/Separation/Cam/DeviceCMYK " + TINT + b"]") == about({"Cam": 20})


def test_an_image_turned_by_its_decode_array_is_the_other_way_round() -> None:
    assert picture(bytes((51,)) * 4, b"/DeviceGray", b"/Decode[1 0]") == about({"Black": 20})
    turned = picture(bytes((51, 102, 0, 255)) * 4, b"/DeviceCMYK", b"/Decode[1 0 1 0 1 0 1 0]")
    assert turned == about({"Cyan": 80, "Magenta": 60, "Yellow": 100})


def test_an_image_knocks_out_even_where_it_overprints_with_mode_1() -> None:
    found = picture(bytes((0, 0, 0, 255)) * 4, b"/DeviceCMYK", b"", GROUND + b"/O gs " + PICTURE)
    assert found == about({"Black": 100})


def test_a_colour_key_lets_what_lies_under_it_be_seen() -> None:
    samples = bytes((0, 0, 0, 255)) * 2 + bytes((255, 0, 0, 0)) * 2
    image = stream(samples, b"/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceCMYK"
                   b"/Mask[255 255 0 0 0 0 0 0]")  # fmt: skip
    found = plates(b"0 1 0 0 k 0 0 200 200 re f " + PICTURE, b"/XObject<</P 10 0 R>>", {10: image})
    shares = {name: plate.getpixel((10, 10)) for name, plate in found.inks}
    assert shares == ({"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 255})
    shares = {name: plate.getpixel((10, found.inks[0][1].height - 10)) for name, plate in found.inks}
    assert shares == ({"Cyan": 0, "Magenta": 255, "Yellow": 0, "Black": 0})


@pytest.mark.parametrize("kind", ["soft", "stencil", "key"])
def test_what_a_mask_hides_is_not_mixed_into_what_is_seen(kind: str) -> None:
    """Columns by turns cyan and hidden black, far finer than the plate."""
    side = 960
    samples = bytes((255, 0, 0, 0, 0, 0, 0, 255)) * (side * side // 2)
    entries = b"/Subtype/Image/Width %d/Height %d/BitsPerComponent " % (side, side)
    masks = {
        "soft": (b"/SMask 11 0 R", stream(bytes((255, 0)) * (side * side // 2), entries + b"8/ColorSpace/DeviceGray")),
        "stencil": (b"/Mask 11 0 R", stream(b"\x55" * (side * side // 8), entries + b"1/ImageMask true")),
        "key": (b"/Mask[0 0 0 0 0 0 255 255]", b"null"),
    }
    mask, more = masks[kind]
    image = stream(samples, entries + b"8/ColorSpace/DeviceCMYK" + mask)
    found = covered(PICTURE, b"/XObject<</P 10 0 R>>", {10: image, 11: more})
    assert found == about({"Cyan": 50})


def test_rgb_is_separated_through_a_profile_and_not_by_its_complement() -> None:
    found = picture(bytes((0, 0, 0)) * 4, b"/DeviceRGB")
    assert 250 < sum(found.values()) < 310
    assert found["Black"] > 80


def jpeg(mode: str, colour: tuple[int, ...] | int) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(out, "JPEG", quality=95)
    return out.getvalue()


def test_a_cmyk_jpeg_is_read_as_stored_and_turned_by_its_decode_array() -> None:
    content = jpeg("CMYK", (204, 153, 102, 51))  # stored inverted, as Adobe's programs do
    entries = b"/Subtype/Image/Width 64/Height 64/BitsPerComponent 8/ColorSpace/DeviceCMYK/Filter/DCTDecode"
    resources = b"/XObject<</P 10 0 R>>"
    right = covered(PICTURE, resources, {10: stream(content, entries + b"/Decode[1 0 1 0 1 0 1 0]")})
    assert right == about({"Cyan": 80, "Magenta": 60, "Yellow": 40, "Black": 20})
    negative = covered(PICTURE, resources, {10: stream(content, entries)})
    assert negative == about({"Cyan": 20, "Magenta": 40, "Yellow": 60, "Black": 80})


def test_a_broken_image_is_told_and_the_rest_measured() -> None:
    image = stream(
        b"no JPEG", b"/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceCMYK/Filter/DCTDecode"
    )
    found = plates(b"1 0 0 0 k" + HALF + PICTURE, b"/XObject<</P 10 0 R>>", {10: image})
    assert found.fault == "image"
    assert found.fault in FAULTS
    assert dict(weigh(found).coverage)["Cyan"] == pytest.approx(50, abs=0.5)


def test_stencils_and_inline_images_take_the_colour_in_force() -> None:
    content = b"0 0.5 0 0 k q %f 0 0 %f 0 0 cm BI /IM true /W 1 /H 1 /D[1 0] ID \x80 EI Q" % (SIDE, SIDE)
    assert covered(content) == about({"Magenta": 50})
    content = b"q %f 0 0 %f 0 0 cm BI /CS /CMYK /BPC 8 /W 1 /H 1 ID \xff\x00\x00\x33 EI Q" % (SIDE, SIDE)
    assert covered(content) == about({"Cyan": 100, "Black": 20})


def test_patterns_are_separated_with_what_they_draw() -> None:
    tile = b"/PatternType 1/TilingType 1/BBox[0 0 10 10]/XStep 10/YStep 10/Resources<<>>"
    own = stream(b"0 1 0 0 k 0 0 5 10 re f", tile + b"/PaintType 1")
    bare = stream(b"0 0 5 10 re f", tile + b"/PaintType 2")
    resources = SPOTS + b"/Pattern<</O 10 0 R/B 11 0 R>>"
    more = {10: own, 11: bare, **FUNCTIONS}
    assert covered(b"/Pattern cs /O scn" + HALF, resources, more) == about({"Magenta": 25})
    assert covered(b"/P cs 0 0 1 0 /B scn" + HALF, resources, more) == about({"Yellow": 25})


AXIAL = b"<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 %f 0]/Function 33 0 R/Extend[true true]>>" % SIDE
RAMP = {33: b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 0.5 0 0]/N 1>>"}


def test_shadings_run_from_ink_to_ink() -> None:
    assert covered(b"/H sh", b"/Shading<</H 10 0 R>>", {10: AXIAL, **RAMP}) == about({"Cyan": 50, "Magenta": 25})
    pattern = b"<</PatternType 2/Shading 10 0 R>>"
    found = covered(b"/Pattern cs /H scn 0 0 200 200 re f", b"/Pattern<</H 11 0 R>>", {10: AXIAL, 11: pattern, **RAMP})
    assert found == about({"Cyan": 50, "Magenta": 25})


def test_a_shading_of_a_spot_ink_overprints_as_a_whole() -> None:
    shading = AXIAL.replace(b"/ColorSpace/DeviceCMYK", b"/ColorSpace[/Separation/Cam/DeviceCMYK " + TINT + b"]")
    more = {10: shading, 33: b"<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>", **STATES}
    resources = OVER + b"/Shading<</H 10 0 R>>"
    assert covered(b"1 0 0 0 k 0 0 200 200 re f /H sh", resources, more) == about({"Cam": 50})
    assert covered(b"1 0 0 0 k 0 0 200 200 re f /O gs /H sh", resources, more) == about({"Cyan": 100, "Cam": 50})


def test_a_mesh_is_recoloured_corner_by_corner() -> None:
    def corner(x: int, y: int, *inks: int) -> bytes:
        return bytes((0, x, y, *inks))

    triangles = b"".join(
        corner(x, y, 255, 0, 0, 51) for x, y in ((0, 0), (255, 0), (0, 255), (255, 255), (255, 0), (0, 255))
    )
    mesh = stream(
        triangles,
        b"/ShadingType 4/ColorSpace/DeviceCMYK/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
        b"/Decode[0 %f 0 %f 0 1 0 1 0 1 0 1]" % (SIDE, SIDE),
    )
    assert covered(b"/H sh", b"/Shading<</H 10 0 R>>", {10: mesh}) == about({"Cyan": 100, "Black": 20})


def test_transparency_is_blended_on_the_plates() -> None:
    states = b"/ExtGState<</H<</ca 0.5>>/M<</BM/Multiply>>>>"
    assert covered(b"1 0 0 0 k 0 0 200 200 re f /H gs 0 1 0 0 k" + HALF, states) == about({"Cyan": 75, "Magenta": 25})
    found = covered(b"0.5 0 0 0 k 0 0 200 200 re f /M gs 0.5 1 0 0 k" + HALF, states)
    assert found == about({"Cyan": 62, "Magenta": 50})


def test_a_layer_that_is_off_leaves_no_ink() -> None:
    file = one_page(b"/OC /L BDC 1 0 0 0 k" + HALF + b"EMC 0 1 0 0 k" + HALF, b"/Properties<</L 10 0 R>>",
                    {10: b"<</Type/OCG/Name(L)>>"}, box=BOX)  # fmt: skip
    file = file.replace(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>>>",
    )
    (found,) = separations(read(file))
    assert dict(weigh(found).coverage) == about({"Cyan": 0, "Magenta": 50, "Yellow": 0, "Black": 0})


def test_a_form_that_draws_itself_ends() -> None:
    form = stream(b"/F Do 1 0 0 0 k" + HALF, b"/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</F 10 0 R>>>>")
    assert covered(b"/F Do", b"/XObject<</F 10 0 R>>", {10: form}) == about({"Cyan": 50})


@pytest.mark.parametrize(
    "make",
    [
        hostile_cycles.glyph_that_shows_itself,
        hostile.masks_that_multiply,
        hostile_cycles.pattern_that_paints_itself,
        hostile.tiles_without_end,
    ],
)
def test_what_has_no_end_is_left_out(make: Callable[[], bytes]) -> None:
    (found,) = separations(read(make()))
    assert found.fault in {"", "amount"}
    assert found.inks


@pytest.mark.parametrize("size", [b"9" * 300, b"-" + b"9" * 39, b"0"])
def test_matrices_beyond_all_bounds_are_survived(size: bytes) -> None:
    image = stream(b"\0" * 16, b"/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceCMYK")
    content = b"q %b. 0 0 %b. 0 0 cm %b. 0 0 1 0 0 cm /P Do Q 1 0 0 0 k" % (size, size, size) + HALF
    found = plates(content, b"/XObject<</P 10 0 R>>", {10: image})
    assert dict(weigh(found).coverage)["Cyan"] == near(50)


def test_a_shading_of_no_sense_is_told() -> None:
    found = plates(b"1 0 0 0 k" + HALF + b"/H sh", b"/Shading<</H 10 0 R>>",
                   {10: AXIAL.replace(b"/ShadingType 2", b"/ShadingType 99"), **RAMP})  # fmt: skip
    assert found.fault == "shading"
    assert dict(weigh(found).coverage)["Cyan"] == near(50)


def test_the_same_page_gives_the_same_plates() -> None:
    page = GROUND + b"/O gs 0 1 0 0 k" + HALF
    first, again = plates(page, OVER, STATES), plates(page, OVER, STATES)
    assert [plate.tobytes() for _, plate in first.inks] == [plate.tobytes() for _, plate in again.inks]


def _judged() -> dict[str, bytes]:
    """Pages for the judge; ``%f`` stands for the side of the page."""
    photo = b"q %f 0 0 %f 0 0 cm /Q Do Q " % (SIDE, SIDE)
    return {
        "a photo": photo,
        "black text that overprints a photo": photo + b"/O gs 0 0 0 1 k BT /T 40 Tf 20 60 Td (AAA) Tj ET",
        "white that knocks out of a photo": photo + b"0 0 0 0 k 40 40 90 30 re f",
        "white that overprints": photo + b"/O gs 0 0 0 0 k 40 40 90 30 re f",
        "a spot ink": photo + b"/S cs 0.7 scn 20 20 100 100 re f",
        "a spot ink that overprints": photo + b"/O gs /S cs 0.7 scn 20 20 100 100 re f",
        "a form that inherits colour": b"0.2 0.8 0.1 0 k q 2 0 0 2 10 10 cm /F Do Q 0 0.1 0.9 0.3 k 1 0 0 1 60 60 cm /F Do",
        "a clipped photo": b"40 20 m 160 60 l 80 150 l h W n " + photo,
        "one plate that overprints two": GROUND + b"/O gs 0 0.9 0 0 k 30 30 80 80 re f 1 0 0 0 k 60 60 80 80 re f",
        "overprint of mode 0": GROUND + b"/O0 gs 0 0 0 1 k 30 30 80 80 re f",
        "a shading": b"/X sh",
        "a round shading of two inks": b"30 30 100 100 re W n /R sh",
        "a pattern": b"0.1 0.1 0 0 k 0 0 200 200 re f /Pattern cs /PO scn 20 20 100 100 re f "
        b"/P cs 0 0 1 0 /PB scn 100 100 50 50 re f",
        "lines": b"0 0 0 1 K 20 w 1 J 30 30 m 140 120 l S 1 1 0 0 K 16 w 0 J [24 12] 0 d 20 140 m 150 20 l S",
        "half transparent": photo + b"/H gs 1 0 0 0 k 20 20 100 100 re f",
        "multiplied": GROUND + b"/M gs 0.5 0.5 0 0 k 20 20 100 100 re f",
    }


def _resources(photo: bytes) -> tuple[bytes, dict[int, bytes]]:
    tile = b"/PatternType 1/TilingType 1/BBox[0 0 10 10]/XStep 10/YStep 10/Resources<<>>"
    axial = b"<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 %f %f]/Function 33 0 R>>" % (SIDE, SIDE)
    radial = (
        b"<</ShadingType 3/ColorSpace[/DeviceN[/Cyan/Cam]/DeviceCMYK 30 0 R]/Coords[80 80 0 80 80 60]/Function 34 0 R>>"
    )
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar 65"
        b"/Widths[1000]/Encoding<</Differences[65/a]>>/CharProcs<</a 11 0 R>>/Resources<<>>>>"
    )
    objects = {
        **STATES,
        **FUNCTIONS,
        **RAMP,
        10: font,
        11: stream(b"1000 0 0 0 1000 1000 d1 100 0 m 900 0 l 500 900 l f"),
        12: stream(b"0 0 30 20 re f 10 30 10 10 re S", b"/Type/XObject/Subtype/Form/BBox[0 0 60 60]"),
        13: stream(
            photo,
            b"/Type/XObject/Subtype/Image/Width 300/Height 300/BitsPerComponent 8/ColorSpace/DeviceCMYK"
            b"/Filter/DCTDecode/Decode[1 0 1 0 1 0 1 0]",
        ),
        14: axial,
        15: radial,
        16: stream(b"0 1 0 0 k 0 0 5 10 re f", tile + b"/PaintType 1"),
        17: stream(b"0 0 5 10 re f", tile + b"/PaintType 2"),
        34: b"<</FunctionType 2/Domain[0 1]/C0[1 0]/C1[0 0.8]/N 1>>",
    }
    resources = (
        SPOTS
        + b"/ExtGState<</O 20 0 R/O0 22 0 R/H<</ca 0.5>>/M<</BM/Multiply>>>>/Font<</T 10 0 R>>"
        + b"/XObject<</F 12 0 R/Q 13 0 R>>/Shading<</X 14 0 R/R 15 0 R>>/Pattern<</PO 16 0 R/PB 17 0 R>>"
    )
    return resources, objects


def _photo() -> bytes:
    """Softly changing colours in four inks, 300 x 300 pixels."""
    bands = [
        Image.radial_gradient("L")
        .resize((300, 300))
        .rotate(90 * turn)
        .point(lambda value, turn=turn: value * (9 - turn) // 12)
        for turn in range(4)
    ]
    out = io.BytesIO()
    Image.merge("CMYK", [ImageChops.offset(band, 40 * place, 25 * place) for place, band in enumerate(bands)]).save(
        out, "JPEG", quality=95, subsampling=0
    )
    return out.getvalue()


FINER = 3
"""Ghostscript paints every pixel that a shape or a clip touches: it is asked for smaller pixels, which are averaged."""

ROUGH = {"a pattern": 0.05, "lines": 0.03}
"""pdfium puts tiles at whole pixels; a line of 16 pt is a pixel of its own wider to Ghostscript than it is."""


def _judge(file: Path, page: int, ours: Plates) -> Plates:
    """The plates of a page as Ghostscript has them."""
    size = (ours.inks[0][1].width * FINER, ours.inks[0][1].height * FINER)
    inks = []
    for path in sorted(file.parent.glob(f"{file.stem}-{page}(*).tif")):
        with Image.open(path) as plate:
            positive = ImageChops.invert(plate.convert("L")).crop((0, 0, *size)).reduce(FINER)
        inks.append((path.stem.split("(")[1].rstrip(")"), positive))
    return ours._replace(inks=tuple(inks))


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed here")
def test_ghostscript_finds_the_same_ink(tmp_path: Path) -> None:
    cases = _judged()
    resources, objects = _resources(_photo())
    file = tmp_path / "judged.pdf"
    file.write_bytes(pages(list(cases.values()), resources, objects, box=BOX))
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DENSITY * 25.4 * FINER}",
               f"-sOutputFile={tmp_path}/judged-%d.tif", str(file)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    for ours, case in zip(separations(read(file.read_bytes())), cases, strict=True):
        assert ours.fault == "", case
        found, judge = weigh(ours), weigh(_judge(file, ours.page, ours))
        exact = ROUGH.get(case, 0.01)
        assert found.average.percent == pytest.approx(judge.average.percent, rel=exact, abs=0.5), case
        assert found.peak.percent == pytest.approx(judge.peak.percent, rel=0.05, abs=1), case
        coverage = dict(judge.coverage)
        expected = {ink: coverage.get(ink, 0.0) for ink, _ in found.coverage}
        assert dict(found.coverage) == pytest.approx(expected, abs=0.5), case
