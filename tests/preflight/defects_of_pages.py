"""One-defect files: what is wrong with something that a page paints, or with how it is written."""

import io

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms
from preflight.defects import (
    PAGE,
    PHOTO_PAGE,
    SPOT,
    TINT,
    Place,
    box,
    defect,
    fine,
    graphics_state,
    image,
    onto,
    paint,
    resource,
    stream,
    word_place,
    words,
    write_text,
)

BLACK = "0 0 0 1 k"
OVER, UNDER = "/GO gs", "/GK gs"
"""Overprint on (mode 1) and off, as every page of ours has them."""
SMALL: Place = (150, 230, 158, 238)
"""Too small to count for ink over 15 x 15 mm."""
MIDDLE = (100, 50)
"""Pixels of an image of which only the structure matters, of 8 x 4 mm at more than 300 ppi."""
STAMP: Place = (150, 230, 172, 241)

# --- colour


@defect("NL840", page=PAGE, place=SPOT)
def rgb_fill(document: Pdf) -> None:
    paint(document, f"0.9 0.1 0.1 rg {box(SPOT)} f")


@defect("NL840", page=PAGE, place=SPOT)
def rgb_stroke(document: Pdf) -> None:
    paint(document, f"0.9 0.1 0.1 RG 2 w {box(SPOT)} S")


@defect("NL840", page=PAGE, place=word_place(SPOT, 14))
def rgb_text(document: Pdf) -> None:
    write_text(document, SPOT, 14, "0.5 0.1 0.1 rg")


@defect("NL840", page=PAGE, place=STAMP)
def rgb_image(document: Pdf) -> None:
    image(document, MIDDLE, Name.DeviceRGB, STAMP)


@defect("NL840", page=PAGE, place=STAMP)
def indexed_rgb_image(document: Pdf) -> None:
    image(document, MIDDLE, Array([Name.Indexed, Name.DeviceRGB, 255, bytes(768)]), STAMP)


@defect("NL840", page=PAGE, place=STAMP)
def inline_rgb_image(document: Pdf) -> None:
    samples = "\x77" * 3 * 100 * 50
    paint(document, f"q {onto(STAMP)} BI /W 100 /H 50 /BPC 8 /CS /RGB ID {samples} EI Q")


@defect("NL840", page=PAGE, place=SPOT)
def rgb_in_a_form(document: Pdf) -> None:
    form = stream(
        document, b"1 0 0 rg 0 0 80 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 80, 40])
    )
    outer = stream(
        document,
        b"q 1 0 0 1 120 215 cm /Fm Do Q",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 600, 800]),
        Resources=Dictionary(XObject=Dictionary(Fm=form)),
    )
    paint(document, f"{resource(document, 'XObject', outer)} Do")


@defect("NL840", page=PAGE, place=SPOT)
def rgb_in_a_pattern(document: Pdf) -> None:
    tile = stream(
        document,
        b"1 0 0 rg 0 0 5 5 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 10, 10]),
        XStep=10,
        YStep=10,
        Resources=Dictionary(),
    )
    paint(document, f"/Pattern cs {resource(document, 'Pattern', tile)} scn {box(SPOT)} f")


@defect("NL840", page=PAGE, place=SPOT)
def rgb_shading(document: Pdf) -> None:
    slope = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([120, 0, 200, 0]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1])),
        Extend=Array([True, True]),
    )
    paint(document, f"q {box(SPOT)} W n {resource(document, 'Shading', slope)} sh Q")


@defect("NL841", page=PAGE, place=SPOT)
def lab_fill(document: Pdf) -> None:
    space = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])
    paint(document, f"{resource(document, 'ColorSpace', space)} cs 40 20 20 sc {box(SPOT)} f")


@defect("NL841", page=PAGE, place=SPOT)
def calibrated_rgb_fill(document: Pdf) -> None:
    space = Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]))])
    paint(document, f"{resource(document, 'ColorSpace', space)} cs 0.4 0.2 0.2 sc {box(SPOT)} f")


@defect("NL841", page=PAGE, place=STAMP)
def image_with_a_profile(document: Pdf) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image(document, MIDDLE, Array([Name.ICCBased, stream(document, srgb, N=3)]), STAMP)


@defect("NL841", page=PAGE, place=SPOT)
def fill_with_the_profile_of_the_press(document: Pdf) -> None:
    profile = document.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    space = Array([Name.ICCBased, stream(document, profile, N=4)])
    paint(document, f"{resource(document, 'ColorSpace', space)} cs 0.4 0.2 0.2 0 sc {box(SPOT)} f")


@defect("NL842", page=PAGE, place=SPOT)
def spot_colour(document: Pdf) -> None:
    paint(document, f"{resource(document, 'ColorSpace', _separation('/PANTONE 185 C'))} cs 1 scn {box(SPOT)} f")


@defect("NL844", page=PAGE, place=SPOT, besides={"NL842": "the ink is one more than four, whatever it comes to"})
def spot_colour_that_comes_to_rgb(document: Pdf) -> None:
    space = _separation("/Cam", Name.DeviceRGB, 3)
    paint(document, f"{resource(document, 'ColorSpace', space)} cs 1 scn {box(SPOT)} f")


@defect("NL843", page=PAGE, place=SMALL, besides={"NL896": "all plates at once are over 308 % anywhere"})
def all_plates_on_the_page(document: Pdf) -> None:
    paint(document, f"/All cs 1 scn {box(SMALL)} f")


# --- transparency


@defect("NL845", page=PAGE, place=SPOT)
def transparent_fill(document: Pdf) -> None:
    paint(document, f"{graphics_state(document, ca=0.5)} gs 0.2 0.4 0 0 k {box(SPOT)} f")


@defect("NL845", page=PAGE, place=SPOT)
def transparent_stroke(document: Pdf) -> None:
    paint(document, f"{graphics_state(document, CA=0.5)} gs 0.2 0.4 0 0 K 3 w {box(SPOT)} S")


@defect("NL845", page=PAGE, place=SPOT)
def blend_mode(document: Pdf) -> None:
    paint(document, f"{graphics_state(document, BM=Name.Multiply)} gs 0.2 0.4 0 0 k {box(SPOT)} f")


@defect("NL845", page=PAGE, place=SPOT)
def soft_mask(document: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    form = stream(
        document,
        b"0.5 g 0 0 700 900 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 700, 900]),
        Group=group,
    )
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=form)
    paint(document, f"{graphics_state(document, SMask=mask)} gs 0.2 0.4 0 0 k {box(SPOT)} f")


@defect("NL845", page=PAGE, place=STAMP)
def image_with_a_soft_mask(document: Pdf) -> None:
    mask = stream(
        document,
        b"\x77" * 50,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=5,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    image(document, MIDDLE, Name.DeviceGray, STAMP, SMask=mask)


@defect("NL845", page=PHOTO_PAGE)
def transparency_group_of_a_page(document: Pdf) -> None:
    document.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


@defect("NL846", page=PHOTO_PAGE, standard="pdfx4")
def group_that_blends_in_rgb(document: Pdf) -> None:
    document.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


# --- what prints over what


@defect("NL850", page=PAGE, place=word_place(TINT, 14))
def white_text_that_overprints(document: Pdf) -> None:
    write_text(document, TINT, 14, f"0 0 0 0 k {OVER}")


@defect("NL851", page=PAGE, place=TINT)
def white_path_that_overprints(document: Pdf) -> None:
    paint(document, f"0 0 0 0 k {OVER} {box(TINT)} f")


@defect("NL852", page=PAGE, place=word_place(TINT, 9))
def small_black_text_that_knocks_out(document: Pdf) -> None:
    write_text(document, TINT, 9, f"{BLACK} {UNDER}")


@defect("NL853", page=PAGE, place=TINT)
def thin_black_line_that_knocks_out(document: Pdf) -> None:
    paint(document, f"0 0 0 1 K {UNDER} 0.5 w {box(TINT)} S")


@defect("NL854", page=PAGE, place=word_place(TINT, 9))
def small_text_in_device_grey(document: Pdf) -> None:
    write_text(document, TINT, 9, f"0 g {UNDER}")


@defect("NL855", page=PAGE, place=TINT)
def thin_line_in_device_grey(document: Pdf) -> None:
    paint(document, f"0 G {UNDER} 0.5 w {box(TINT)} S")


@defect("NL856", page=PAGE, place=TINT)
def device_grey_that_overprints(document: Pdf) -> None:
    paint(document, f"0.5 g {OVER} {box(TINT)} f")


# --- too small, too thin


@defect("NL860", page=PAGE, place=word_place(SPOT, 14))
def rich_black_text(document: Pdf) -> None:
    write_text(document, SPOT, 14, "0.7 0.7 0.7 0.95 k")


@defect("NL862", page=PAGE, place=word_place(SPOT, 6))
def small_text_of_several_inks(document: Pdf) -> None:
    write_text(document, SPOT, 6, "0.5 0 0 0.9 k")


@defect("NL861", page=PAGE, place=word_place((SPOT[0] + 10, SPOT[1] + 10, *SPOT[2:]), 6))
def small_text_in_reverse(document: Pdf) -> None:
    paint(document, f"0 0 0 1 k {box(SPOT)} f")
    write_text(document, (SPOT[0] + 10, SPOT[1] + 10, *SPOT[2:]), 6, "0 0 0 0 k")


@defect("NL867", page=PAGE, place=word_place(SPOT, 4))
def tiny_text(document: Pdf) -> None:
    write_text(document, SPOT, 4, f"{BLACK} {OVER}")


@defect("NL862", page=PAGE, place=word_place(SPOT, 6))
def small_text_by_the_matrix(document: Pdf) -> None:
    """The font is selected at 60 pt; the matrix makes it 6 pt."""
    font, text = words(document, size=60)
    paint(document, f"q 0.1 0 0 0.1 {SPOT[0]} {SPOT[1]} cm 0.5 0 0 0.9 k BT {font} {text} Tj ET Q")


@defect("NL865", page=PAGE, place=SPOT)
def hairline(document: Pdf) -> None:
    paint(document, f"0 0 0 1 K {OVER} 0.1 w {box(SPOT)} S")


@defect("NL866", page=PAGE, place=SPOT)
def line_without_width(document: Pdf) -> None:
    paint(document, f"0 0 0 1 K {OVER} 0 w {box(SPOT)} S")


@defect("NL865", page=PAGE, place=(120, 215, 200, 215.12))
def hairline_as_a_filled_rectangle(document: Pdf) -> None:
    paint(document, f"{BLACK} {OVER} 120 215 80 0.12 re f")


@defect("NL864", page=PAGE, place=SPOT)
def thin_line_of_several_inks(document: Pdf) -> None:
    paint(document, f"0.5 0.5 0 0 K 0.2 w {box(SPOT)} S")


@defect("NL863", page=PAGE, place=(SPOT[0] + 10, SPOT[1] + 20, SPOT[2] - 10, SPOT[1] + 20))
def thin_line_in_reverse(document: Pdf) -> None:
    line = f"{SPOT[0] + 10} {SPOT[1] + 20} m {SPOT[2] - 10} {SPOT[1] + 20} l S"
    paint(document, f"0 0 0 1 k {box(SPOT)} f 0 0 0 0 K 0.2 w {line}")


# --- pictures


@defect("NL870", page=PAGE, place=SPOT)
def low_resolution(document: Pdf) -> None:
    image(document, fine(ppi=90), Name.DeviceGray)


@defect("NL871", page=PAGE, place=SPOT)
def scant_resolution(document: Pdf) -> None:
    image(document, fine(ppi=200), Name.DeviceGray)


@defect("NL870", page=PAGE, place=SPOT)
def low_resolution_across_only(document: Pdf) -> None:
    (width, _), (_, height) = fine(ppi=100), fine(ppi=300)
    image(document, (width, height), Name.DeviceGray)


@defect("NL872", page=PAGE, place=SPOT)
def line_art_of_low_resolution(document: Pdf) -> None:
    image(document, fine(ppi=300), Name.DeviceGray, BitsPerComponent=1)


@defect("NL873", page=PAGE, place=SPOT)
def line_art_of_scant_resolution(document: Pdf) -> None:
    image(document, fine(ppi=700), Name.DeviceGray, BitsPerComponent=1)


@defect("NL875", page=PAGE, place=STAMP)
def lzw(document: Pdf) -> None:
    image(document, MIDDLE, Name.DeviceGray, STAMP, samples=lzw_packed(b"\x77" * 5000), Filter=Name.LZWDecode)


@defect("NL875", page=PAGE, place=STAMP)
def jpeg_2000(document: Pdf) -> None:
    sink = io.BytesIO()
    Image.new("L", MIDDLE, 0x77).save(sink, "JPEG2000", no_jp2=True)
    image(document, MIDDLE, Name.DeviceGray, STAMP, samples=sink.getvalue(), Filter=Name.JPXDecode)


@defect("NL877", page=PHOTO_PAGE, place=(28.3, 574, 584, 810.7))
def truncated_jpeg(document: Pdf) -> None:
    (photo,) = document.pages[0].Resources.XObject.values()
    photo.write(photo.read_raw_bytes()[:9000], filter=Name.DCTDecode)


# --- fonts


@defect("NL880", page=PAGE, place=(120, 210, 200, 235))
def font_not_embedded(document: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    name = resource(document, "Font", document.make_indirect(font))
    paint(document, f"{BLACK} BT {name} 14 Tf 120 215 Td (Abc) Tj ET")


@defect("NL882", page=PAGE, place=(120, 210, 200, 235))
def type_3_font(document: Pdf) -> None:
    glyph = stream(document, b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(square=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.square])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
        Resources=Dictionary(),
    )
    name = resource(document, "Font", document.make_indirect(font))
    paint(document, f"{BLACK} BT {name} 14 Tf 120 215 Td (aaa) Tj ET")


@defect("NL883", page=PAGE, place=(120, 210, 200, 235))
def glyph_that_the_font_lacks(document: Pdf) -> None:
    font, _ = words(document, size=14)
    paint(document, f"{BLACK} BT {font} 120 215 Td <0000> Tj ET")


@defect("NL885", page=PAGE)
def broken_font_program(document: Pdf) -> None:
    descriptor = _font(document).DescendantFonts[0].FontDescriptor
    whole = descriptor.FontFile2.read_bytes()
    descriptor.FontFile2 = stream(document, whole[: len(whole) // 3], Length1=len(whole) // 3)


# --- content streams


@defect("NL802", page=PAGE)
def unknown_operator(document: Pdf) -> None:
    paint(document, "9 thu")


@defect("NL802", page=PAGE)
def operand_of_another_type(document: Pdf) -> None:
    paint(document, "q (a) w Q")


@defect("NL802", page=PAGE)
def state_saved_and_not_restored(document: Pdf) -> None:
    paint(document, "q")


@defect("NL802", page=PAGE)
def state_restored_and_not_saved(document: Pdf) -> None:
    paint(document, "Q")


@defect("NL802", page=PAGE)
def missing_resource(document: Pdf) -> None:
    paint(document, "/Thieu gs")


@defect("NL802", page=PHOTO_PAGE)
def contents_that_do_not_inflate(document: Pdf) -> None:
    deflated = document.pages[0].Contents.read_raw_bytes()
    document.pages[0].Contents.write(deflated[: len(deflated) // 2], filter=Name.FlateDecode)


# --- the edge, and ink


@defect("NL891", page=PAGE, place=(40, 210, 60, 235))
def text_near_the_knife(document: Pdf) -> None:
    write_text(document, (40, 215, 60, 235), 10, f"{BLACK} {OVER}")


@defect("NL895", page=PAGE, place=(120, 195, 200, 275))
def too_much_ink(document: Pdf) -> None:
    paint(document, f"0.95 0.95 0.95 0.95 k {box((120, 195, 200, 275))} f")


@defect("NL896", page=PAGE, place=SMALL)
def too_much_ink_on_a_small_place(document: Pdf) -> None:
    paint(document, f"0.95 0.95 0.95 0.95 k {box(SMALL)} f")


def _separation(name: str, space: Name = Name.DeviceCMYK, parts: int = 4) -> Array:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * parts), C1=Array([0, 0.9, 0.8, 0][:parts])
    )
    return Array([Name.Separation, Name(name), space, tint])


def _font(document: Pdf) -> Dictionary:
    """The font that ``words`` speaks in."""
    selected, _ = words(document)
    return document.pages[PAGE - 1].Resources.Font[selected.split()[0]]


def lzw_packed(plain: bytes) -> bytes:
    """Codes of nine bits, the table cleared before it would need ten (ISO 32000-1, 7.4.4.2)."""
    codes: list[int] = []
    for start in range(0, len(plain), 200):
        codes += [256, *plain[start : start + 200]]
    bits = "".join(f"{code:09b}" for code in [*codes, 257])
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
