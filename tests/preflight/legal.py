"""What is unusual but good: constructs that the standards allow, each added to a good file. None may be found fault with."""

import base64
import zlib
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Pdf
from preflight.defects import (
    PAGE,
    SPOT,
    TINT,
    Spoiler,
    box,
    graphics_state,
    image,
    onto,
    paint,
    resource,
    stream,
    words,
    write_text,
)

LEGAL: dict[str, tuple[Spoiler, tuple[str, ...]]] = {}
BOTH = ("pdfx1a", "pdfx4")
BLACK = "0 0 0 1 k"
STAMP = (150, 230, 172, 241)
MIDDLE = (100, 50)


def legal(*standards: str) -> Callable[[Spoiler], Spoiler]:
    def listed(make: Spoiler) -> Spoiler:
        LEGAL[make.__name__] = make, standards or BOTH
        return make

    return listed


# --- how things are written


@legal()
def contents_in_many_streams(document: Pdf) -> None:
    """q in one, Q in another; cut between any two tokens."""
    leaf = document.pages[PAGE - 1]
    content = leaf.Contents.read_bytes()
    tokens = content.split(b"\n")
    step = len(tokens) // 5
    parts = [b"q", *(b"\n".join(tokens[at : at + step]) for at in range(0, len(tokens), step)), b"Q"]
    leaf.Contents = Array([stream(document, part) for part in parts])


@legal()
def boxes_and_resources_inherited(document: Pdf) -> None:
    parent, leaf = document.Root.Pages, document.pages[PAGE - 1]
    for key in ("/MediaBox", "/Resources"):
        parent[key] = leaf.obj[key]
        del leaf.obj[key]
    parent.Rotate = 0


@legal()
def corners_in_another_order(document: Pdf) -> None:
    leaf = document.pages[PAGE - 1]
    x0, y0, x1, y1 = (float(edge) for edge in leaf.TrimBox)
    leaf.TrimBox = Array([x1, y0, x0, y1])


@legal()
def crop_box_that_is_the_media(document: Pdf) -> None:
    document.pages[PAGE - 1].CropBox = document.pages[PAGE - 1].MediaBox


@legal()
def comments_and_odd_numbers(document: Pdf) -> None:
    paint(document, f"q % a comment ( with << signs\r+.5 0. -.0 00.5 k\t{box(SPOT)}\x00f\x0c[ ]0 d Q")


@legal()
def operators_of_later_versions_between_bx_and_ex(document: Pdf) -> None:
    paint(document, "BX /Neu 1 2 neu BX 3 neuer EX EX")


@legal()
def marked_content(document: Pdf) -> None:
    paint(document, "/Span <</ActualText (a) /Lang(vi)>> BDC /P MP /P <<>> DP /Q BMC EMC EMC")


@legal()
def form_without_resources(document: Pdf) -> None:
    """It takes those of the page, as forms of PDF 1.1 do (ISO 32000-1, 7.8.3)."""
    form = stream(document, f"/GO gs {BLACK} 0 0 80 40 re f".encode(), Subtype=Name.Form, BBox=Array([0, 0, 80, 40]))
    paint(document, f"q 1 0 0 1 120 215 cm {resource(document, 'XObject', form)} Do Q")


@legal()
def every_way_to_show_text(document: Pdf) -> None:
    font, text = words(document, size=1)
    paint(
        document,
        f"q {BLACK} /GO gs BT {font} 14 0 0 14 120 240 Tm 1 TL {text} Tj [{text} -200 {text}] TJ {text} ' ET Q",
    )


@legal()
def states_that_change_nothing(document: Pdf) -> None:
    name = graphics_state(
        document, ca=1, CA=1, BM=Name.Normal, SMask=Name("/None"), AIS=False, SA=True, TR2=Name.Default
    )
    paint(document, f"q {name} gs 0.1 0.2 0 0 k {box(SPOT)} f Q")


@legal()
def path_that_only_clips(document: Pdf) -> None:
    """Thin, but never painted."""
    paint(document, f"q 120 215 80 0.05 re W n Q q 120 215 80 0.05 re n Q 0 0 0 0.5 k {box(SPOT)} f")


@legal()
def line_thin_before_the_matrix(document: Pdf) -> None:
    paint(document, "q 10 0 0 10 0 0 cm 0 0 0 1 K /GO gs 0.03 w 12 21.5 m 20 21.5 l S Q")


# --- colour


@legal()
def inline_image_in_cmyk(document: Pdf) -> None:
    packed = base64.a85encode(zlib.compress(bytes([40, 30, 20, 0]) * 5000), adobe=False).decode() + "~>"
    paint(document, f"q {onto(STAMP)} BI /W 100 /H 50 /BPC 8 /CS /CMYK /F [/A85 /Fl] ID {packed} EI Q")


@legal()
def indexed_image_in_cmyk(document: Pdf) -> None:
    image(document, MIDDLE, Array([Name.Indexed, Name.DeviceCMYK, 255, bytes([0, 40, 60, 0]) * 256]), STAMP)


@legal()
def shading_in_cmyk(document: Pdf) -> None:
    slope = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=Array([120, 0, 200, 0]),
        Function=Dictionary(
            FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0.5, 0, 0, 0]), C1=Array([0, 0, 0.5, 0])
        ),
    )
    pattern = Dictionary(PatternType=2, Shading=slope)
    paint(document, f"/Pattern cs {resource(document, 'Pattern', pattern)} scn {box(SPOT)} f")


@legal()
def pattern_without_colour_of_its_own(document: Pdf) -> None:
    tile = stream(
        document,
        b"0 0 5 5 re f",
        PatternType=1,
        PaintType=2,
        TilingType=1,
        BBox=Array([0, 0, 10, 10]),
        XStep=10,
        YStep=10,
        Resources=Dictionary(),
    )
    space = resource(document, "ColorSpace", Array([Name.Pattern, Name.DeviceCMYK]))
    paint(document, f"{space} cs 0.2 0.5 0 0 {resource(document, 'Pattern', tile)} scn {box(SPOT)} f")


@legal()
def process_inks_by_name(document: Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 1]))
    black = resource(document, "ColorSpace", Array([Name.Separation, Name.Black, Name.DeviceCMYK, tint]))
    calculator = stream(
        document, b"{0 0}", FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1, 0, 1, 0, 1, 0, 1])
    )
    inks = Array([Name.Cyan, Name.Magenta])
    two = resource(document, "ColorSpace", Array([Name.DeviceN, inks, Name.DeviceCMYK, calculator]))
    paint(document, f"{black} cs 0.8 scn {box(SPOT)} f {two} cs 0.3 0.4 scn {box(TINT)} f")


@legal()
def ink_that_is_none(document: Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 0]))
    none = resource(document, "ColorSpace", Array([Name.Separation, Name("/None"), Name.DeviceCMYK, tint]))
    paint(document, f"{none} cs 1 scn {box(SPOT)} f")


@legal()
def white_that_knocks_out(document: Pdf) -> None:
    paint(document, f"0 0 0 0 k /GK gs {box(TINT)} f")
    write_text(document, TINT, 14, f"/GO gs {BLACK}")


@legal()
def white_text_large_on_dark(document: Pdf) -> None:
    paint(document, f"0.2 0.2 0 1 k {box(SPOT)} f")
    write_text(document, (SPOT[0] + 10, SPOT[1] + 10, *SPOT[2:]), 14, "0 0 0 0 k")


@legal()
def black_text_at_the_limit_that_knocks_out(document: Pdf) -> None:
    write_text(document, SPOT, 12, f"{BLACK} /GK gs")


@legal()
def grey_picture(document: Pdf) -> None:
    image(document, MIDDLE, Name.DeviceGray, STAMP, Decode=Array([1, 0]), Interpolate=True)


@legal()
def text_that_is_not_painted(document: Pdf) -> None:
    """A layer of text that was recognised, over a scan."""
    write_text(document, SPOT, 6, f"{BLACK} /GK gs 3 Tr")


# --- pictures


@legal()
def tint_as_a_picture_of_one_pixel(document: Pdf) -> None:
    image(document, (1, 1), Name.DeviceCMYK)


@legal()
def line_art_of_1200_ppi(document: Pdf) -> None:
    image(document, (1333, 667), Name.DeviceGray, BitsPerComponent=1)


@legal()
def stencil(document: Pdf) -> None:
    bits = stream(
        document, bytes(46 * 184), Subtype=Name.Image, Width=367, Height=184, ImageMask=True, BitsPerComponent=1
    )
    paint(document, f"q 0.1 0.5 0.3 0 k {onto(STAMP)} {resource(document, 'XObject', bits)} Do Q")


@legal()
def picture_beyond_the_bleed_cut_by_a_clip(document: Pdf) -> None:
    x0, y0, x1, _ = (float(edge) for edge in document.pages[PAGE - 1].BleedBox)
    place = (x0 - 20, y0 - 20, x1 + 20, y0 + 20)
    size = (round((place[2] - place[0]) * 310 / 72), round(40 * 310 / 72))
    paint(document, f"q {box((x0, y0, x1, y0 + 20))} W n")
    made = stream(
        document, b"\x33" * (size[0] * size[1]), Subtype=Name.Image, Width=size[0], Height=size[1],
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    leaf = document.pages[PAGE - 1]
    leaf.contents_add(f"{onto(place)} {resource(document, 'XObject', made)} Do Q".encode())


# --- beyond the bleed


@legal()
def colour_bar_beyond_the_bleed(document: Pdf) -> None:
    """All inks, thin lines and small text may stand where the knife takes them away."""
    _, _, _, y1 = (float(edge) for edge in document.pages[PAGE - 1].MediaBox)
    paint(document, f"1 1 1 1 k 200 {y1 - 8:g} 60 6 re f 0 0 0 1 K 0.1 w 280 {y1 - 5:g} m 300 {y1 - 5:g} l S")


@legal()
def note_beyond_the_bleed(document: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([2, 2, 12, 12]), F=4, Contents="a")
    document.pages[PAGE - 1].Annots = Array([document.make_indirect(note)])


@legal()
def printers_mark(document: Pdf) -> None:
    mark = Dictionary(Type=Name.Annot, Subtype=Name.PrinterMark, Rect=Array([2, 2, 600, 30]), F=68)
    document.pages[PAGE - 1].Annots = Array([document.make_indirect(mark)])


# --- what PDF/X-4 has more


@legal("pdfx4")
def transparency_in_cmyk(document: Pdf) -> None:
    document.pages[PAGE - 1].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    paint(document, f"q {graphics_state(document, ca=0.5, BM=Name.Multiply)} gs 0.2 0.4 0 0 k {box(SPOT)} f Q")


@legal("pdfx4")
def picture_with_a_coarse_soft_mask(document: Pdf) -> None:
    mask = stream(
        document,
        b"\x77" * 1250,
        Subtype=Name.Image,
        Width=50,
        Height=25,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    image(document, MIDDLE, Name.DeviceGray, STAMP, SMask=mask)


@legal("pdfx4")
def layers_that_show(document: Pdf) -> None:
    group = document.make_indirect(Dictionary(Type=Name.OCG, Name="Chữ"))
    settings = Dictionary(Name="In", Order=Array([group]), ON=Array([group]))
    document.Root.OCProperties = Dictionary(OCGs=Array([group]), D=settings)
    paint(document, f"/OC {resource(document, 'Properties', group)} BDC 0 0 0 0.5 k {box(SPOT)} f EMC")
