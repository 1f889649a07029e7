"""One-defect files: faults where a search for strings would not find them: in forms, glyphs and masks, by matrices, by what
is inherited or stands in for something else."""

import re

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import ImageCms
from preflight.defects import (
    PAGE,
    PHOTO_PAGE,
    SPOT,
    box,
    damage,
    defect,
    fine,
    graphics_state,
    image,
    paint,
    resource,
    stream,
    word_place,
    words,
)
from preflight.defects_of_pages import BLACK, MIDDLE, OVER, STAMP, lzw_packed

# --- in the file


@damage("NL805")
def no_bytes_that_are_no_text(good: bytes) -> bytes:
    return re.sub(
        rb"^(%PDF-1\.4\s+%)[\x80-\xff]+", lambda found: found[1] + b"abcd"[: len(found[0]) - len(found[1])], good
    )


@defect("NL804")
def newer_version_in_the_catalogue(document: Pdf) -> None:
    document.Root.Version = Name("/1.7")


@defect("NL812")
def info_and_xmp_disagree_in_x_1a(document: Pdf) -> None:
    document.docinfo.Title = "Tên khác"


@defect("NL811", standard="pdfx4")
def xmp_without_the_identity_of_the_document(document: Pdf) -> None:
    xmp = document.Root.Metadata.read_bytes()
    less = re.sub(rb"<xmpMM:DocumentID>.*?</xmpMM:DocumentID>|xmpMM:DocumentID=\"[^\"]*\"", b"", xmp)
    assert less != xmp
    document.Root.Metadata.write(less)


@defect("NL814")
def condition_in_no_registry_and_without_words(document: Pdf) -> None:
    del document.Root.OutputIntents[0].RegistryName
    del document.Root.OutputIntents[0].Info


@defect("NL815")
def profile_that_is_none(document: Pdf) -> None:
    document.Root.OutputIntents[0].DestOutputProfile = stream(document, b"ICC" * 1000, N=4)


@defect("NL817", standard="pdfx4")
def layer_that_is_off(document: Pdf) -> None:
    group = document.make_indirect(Dictionary(Type=Name.OCG, Name="Lớp"))
    settings = Dictionary(Name="In", Order=Array([group]), OFF=Array([group]))
    document.Root.OCProperties = Dictionary(OCGs=Array([group]), D=settings)
    paint(document, f"/OC {resource(document, 'Properties', group)} BDC {BLACK} {OVER} {box(STAMP)} f EMC")


@defect("NL818")
def bookmark_that_opens_a_page_of_the_web(document: Pdf) -> None:
    root = document.make_indirect(Dictionary(Type=Name.Outlines))
    item = Dictionary(Title="a", Parent=root, A=Dictionary(S=Name.URI, URI="https://a.vn"))
    root.First = root.Last = document.make_indirect(item)
    document.Root.Outlines = root


@defect("NL818", page=PAGE)
def link_beyond_the_bleed(document: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://a.vn")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([2, 2, 12, 12]), A=action)
    document.pages[PAGE - 1].Annots = Array([document.make_indirect(link)])


@defect("NL820", page=PAGE)
def file_pinned_to_the_page(document: Pdf) -> None:
    pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([2, 2, 12, 12]), FS=Dictionary(F="a.txt"))
    document.pages[PAGE - 1].Annots = Array([document.make_indirect(pin)])


@defect("NL821", page=PAGE)
def annotation_that_reaches_into_the_bleed(document: Pdf) -> None:
    x0, y0, _, _ = (float(edge) for edge in document.pages[PAGE - 1].BleedBox)
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([x0 - 20, y0 - 20, x0 + 5, y0 + 5]), F=4)
    document.pages[PAGE - 1].Annots = Array([document.make_indirect(note)])


@defect("NL834", page=PAGE)
def user_unit_that_makes_the_page_smaller(document: Pdf) -> None:
    document.pages[PAGE - 1].UserUnit = 0.5


@defect("NL875", page=PHOTO_PAGE)
def contents_by_lzw(document: Pdf) -> None:
    contents = document.pages[PHOTO_PAGE - 1].Contents
    contents.write(lzw_packed(contents.read_bytes()), filter=Name.LZWDecode)


# --- colour


@defect("NL840", page=PAGE, place=(140, 225, 160, 245), besides={"NL882": "only glyphs of Type 3 are painted"})
def rgb_in_a_glyph(document: Pdf) -> None:
    glyph = stream(document, b"1000 0 d0 0.8 0.1 0.1 rg 0 0 1000 1000 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(square=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.square])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
        Resources=Dictionary(),
    )
    name = resource(document, "Font", document.make_indirect(font))
    paint(document, f"{BLACK} BT {name} 20 Tf 140 225 Td (a) Tj ET")


@defect("NL840", page=PAGE, place=STAMP)
def rgb_image_in_a_form(document: Pdf) -> None:
    samples = stream(
        document, bytes(15000), Subtype=Name.Image, Width=100, Height=50, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
    )
    form = stream(
        document,
        b"q 11 0 0 5.5 0 0 cm /Im Do Q",
        Subtype=Name.Form,
        BBox=Array([0, 0, 11, 5.5]),
        Matrix=Array([2, 0, 0, 2, 150, 230]),
        Resources=Dictionary(XObject=Dictionary(Im=samples)),
    )
    paint(document, f"{resource(document, 'XObject', form)} Do")


@defect("NL841", page=PAGE, place=SPOT)
def cmyk_that_a_profile_stands_in_for(document: Pdf) -> None:
    """DefaultCMYK makes DeviceCMYK a managed colour, here in a form alone."""
    profile = document.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    space = Array([Name.ICCBased, stream(document, profile, N=4)])
    form = stream(
        document,
        f"0.2 0.4 0 0 k {box(SPOT)} f".encode(),
        Subtype=Name.Form,
        BBox=Array([0, 0, 600, 800]),
        Resources=Dictionary(ColorSpace=Dictionary(DefaultCMYK=space)),
    )
    paint(document, f"{resource(document, 'XObject', form)} Do")


@defect("NL841", page=PAGE, place=STAMP)
def indexed_image_with_a_profile(document: Pdf) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    base = Array([Name.ICCBased, stream(document, srgb, N=3)])
    image(document, MIDDLE, Array([Name.Indexed, base, 255, bytes(768)]), STAMP)


@defect("NL842", page=PAGE, place=SPOT)
def spot_colour_among_process_inks(document: Pdf) -> None:
    calculator = stream(
        document,
        b"{exch pop dup dup 0.5 mul exch 0}",
        FunctionType=4,
        Domain=Array([0, 1, 0, 1]),
        Range=Array([0, 1, 0, 1, 0, 1, 0, 1]),
    )
    inks = Array([Name.Black, Name("/Vàng nhũ")])
    space = resource(document, "ColorSpace", Array([Name.DeviceN, inks, Name.DeviceCMYK, calculator]))
    paint(document, f"{space} cs 0 0.6 scn {box(SPOT)} f")


# --- by matrices


@defect("NL870", page=PAGE, place=(120, 215, 200, 255))
def low_resolution_by_a_form_that_enlarges(document: Pdf) -> None:
    width, height = fine(ppi=300)
    samples = stream(
        document,
        b"\x77" * ((width // 4) * (height // 4)),
        Subtype=Name.Image,
        Width=width // 4,
        Height=height // 4,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    form = stream(
        document,
        b"q 20 0 0 10 0 0 cm /Im Do Q",
        Subtype=Name.Form,
        BBox=Array([0, 0, 20, 10]),
        Resources=Dictionary(XObject=Dictionary(Im=samples)),
    )
    paint(document, f"q 4 0 0 4 120 215 cm {resource(document, 'XObject', form)} Do Q")


@defect("NL870", page=PAGE, place=(140, 215, 180, 295))
def low_resolution_of_a_turned_picture(document: Pdf) -> None:
    width, height = fine(ppi=100)
    made = stream(
        document,
        b"\x77" * (width * height),
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    paint(document, f"q 0 80 -40 0 180 215 cm {resource(document, 'XObject', made)} Do Q")


@defect("NL865", page=PAGE, place=SPOT)
def hairline_by_the_matrix(document: Pdf) -> None:
    paint(document, f"q 0 0 0 1 K {OVER} 0.1 0 0 0.1 120 215 cm 1 w 0 0 800 400 re S Q")


@defect("NL866", page=PAGE, place=SPOT)
def line_without_width_from_a_state(document: Pdf) -> None:
    paint(document, f"q 0 0 0 1 K {OVER} {graphics_state(document, LW=0)} gs {box(SPOT)} S Q")


@defect("NL852", page=PAGE, place=(130, 213, 144, 230))
def small_black_text_turned_upright(document: Pdf) -> None:
    font, text = words(document, size=9)
    paint(document, f"q {BLACK} /GK gs BT {font} 0 1 -1 0 140 215 Tm {text} Tj ET Q")


@defect("NL845", page=PAGE, place=SPOT)
def transparency_from_a_state_within_a_form(document: Pdf) -> None:
    form = stream(
        document,
        f"/Half gs 0.2 0.4 0 0 k {box(SPOT)} f".encode(),
        Subtype=Name.Form,
        BBox=Array([0, 0, 600, 800]),
        Resources=Dictionary(ExtGState=Dictionary(Half=Dictionary(ca=0.5))),
    )
    paint(document, f"{resource(document, 'XObject', form)} Do")


@defect("NL845", page=PAGE, place=SPOT)
def form_that_is_a_group(document: Pdf) -> None:
    form = stream(
        document,
        f"0.2 0.4 0 0 k {box(SPOT)} f".encode(),
        Subtype=Name.Form,
        BBox=Array([0, 0, 600, 800]),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True),
    )
    paint(document, f"{resource(document, 'XObject', form)} Do")


# --- fonts and edges


@defect("NL884", page=PAGE, place=word_place(SPOT, 14), besides={"NL880": "Courier is not embedded either"})
def courier_in_place_of_a_font(document: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding)
    name = resource(document, "Font", document.make_indirect(font))
    paint(document, f"{BLACK} BT {name} 14 Tf {SPOT[0]} {SPOT[1]} Td (Abc) Tj ET")


@defect("NL880", page=PAGE)
def font_whose_program_is_lost(document: Pdf) -> None:
    selected, _ = words(document)
    font = document.pages[PAGE - 1].Resources.Font[selected.split()[0]]
    del font.DescendantFonts[0].FontDescriptor.FontFile2


@defect("NL890", page=PAGE)
def area_that_ends_at_the_trim(document: Pdf) -> None:
    x0, _, _, _ = (float(edge) for edge in document.pages[PAGE - 1].TrimBox)
    paint(document, f"0 0 0.3 0 k {x0:g} 220 60 20 re f")


@defect("NL890", page=PAGE)
def rule_that_ends_at_the_trim(document: Pdf) -> None:
    x0, _, _, _ = (float(edge) for edge in document.pages[PAGE - 1].TrimBox)
    paint(document, f"0 0 0 1 K {OVER} 1 w {x0:g} 230 m 100 230 l S")


@defect("NL891", page=PAGE, place=(560, 205, 575, 255))
def turned_text_near_the_knife(document: Pdf) -> None:
    font, text = words(document, size=10)
    paint(document, f"q {BLACK} {OVER} BT {font} 0 1 -1 0 571 215 Tm {text} Tj ET Q")
