"""Our own press files against the clauses of PDF/X-1a:2003 (ISO 15930-4) and PDF/X-4 (ISO 15930-7), one by one."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pikepdf
import pytest
from PIL import Image, ImageCms
from square_type import CATALOGUE, CFF, EDITION, SQUARE, opened, page, set_line, set_run

from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.faces.book import FontBook
from newsletter.finish.press import Slug, press_sheet
from newsletter.geometry import Point, Rect
from newsletter.model.article import Photo
from newsletter.model.issue import Press, PressStandard
from newsletter.pages.items import Bookmark, Link, Outline, Page, Panel, Picture, Stroke
from newsletter.render.options import RenderOptions
from newsletter.render.pdf import write_pdf
from newsletter.render.profiles import FOGRA39L
from newsletter.source import SourceSpan
from newsletter.units import INCH, pt

BOOK = FontBook(CATALOGUE)
RED, RICH, GREY = Cmyk(0, 1000, 1000, 0), Cmyk(400, 300, 300, 1000), Cmyk(0, 0, 0, 500)
BOX = Rect(pt(100), pt(100), pt(200), pt(200))
MODES = ("RGB", "L", "CMYK", "P", "RGBA", "LA", "1", "I;16")
"""Kinds of pixels that photos come with."""


def photos(folder: Path) -> list[Picture]:
    """One of each kind, and one whose own profile is not sRGB."""
    pictures = []
    for number, mode in enumerate((*MODES, "profiled")):
        image = Image.new("RGB" if mode == "profiled" else mode, (40, 30), 90)
        name = f"{number}.{'tif' if mode == 'CMYK' else 'png'}"
        icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        image.save(folder / name, **({"icc_profile": icc} if mode == "profiled" else {}))
        photo = Photo(file=name, pixels=(40, 30), sha256=name, mode="rgb", at=SourceSpan("a.md"))
        pictures.append(Picture("a", photo, Rect(0, 0, INCH, INCH), (0, 0, 1, 1)))
    return pictures


def everything(folder: Path) -> Page:
    """A page with each kind of item in each kind of ink."""
    lines = [
        set_line(set_run(BOOK, "Đảng", colour=ink, face=face), y=50 + 20 * row, role="body")
        for row, (ink, face) in enumerate(
            (ink, face) for ink in (BLACK, PAPER, RED, RICH, GREY) for face in (SQUARE, CFF)
        )
    ]
    initial = set_line(set_run(BOOK, "N", size=30), y=300, role="drop-cap")
    shapes = (
        Panel(BOX, RED), Panel(BOX, PAPER), Panel(Rect(0, 0, pt(90), 400), BLACK), Stroke(BOX, BLACK, 250),
        Stroke(BOX, RED, 1000, 2000), Outline(((Point(0, 0), Point(9000, 0), Point(0, 9000)),), BLACK),
    )  # fmt: skip
    links = (Link(BOX, address="https://a.vn"), Link(BOX, page=1))
    items = (*shapes, *lines, initial, set_line(set_run(BOOK, "gày"), y=300), *links, *photos(folder))
    return page(*items, bookmarks=(Bookmark("a", 0),))


@pytest.fixture(scope="module", params=get_args(PressStandard))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """(standard, the PDF of a page with everything and of an empty one)."""
    folder = tmp_path_factory.mktemp("photos")
    how = Press(standard=request.param, profile=FOGRA39L, bleed=EDITION.bleed, folds=(pt(200),))
    sheet = press_sheet(how, EDITION, BOOK, Slug(SQUARE, "sha256:0123456789abcdef"), folder).value
    assert sheet is not None
    options = RenderOptions(target="press", date=datetime(2022, 10, 20, tzinfo=UTC), photos=folder, press=sheet)
    sink = io.BytesIO()
    printed = write_pdf(EDITION, (everything(folder), page(number=2)), BOOK, options, sink)
    assert printed.problems == ()
    return request.param, sink.getvalue()


def objects(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of the file, also those inside others."""
    waiting: list[pikepdf.Object] = list(document.objects)
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            waiting += [value for _, value in one.items() if _is_inside(value)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _is_inside(value)]


def _is_inside(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def steps(document: pikepdf.Pdf, number: int = 0) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (str(step.operator), tuple(str(operand) for operand in step.operands))
        for step in pikepdf.parse_content_stream(document.pages[number])
    ]


def test_header_trailer_and_cross_references_are_those_of_the_standard(made: tuple[str, bytes]) -> None:
    """6.1: the version; a comment of bytes over 127; /ID; no encryption; in 1.4 no object and cross-reference streams."""
    standard, pdf = made
    assert pdf.startswith({"pdfx1a": b"%PDF-1.4\n%", "pdfx4": b"%PDF-1.6\n%"}[standard])
    assert all(byte > 127 for byte in pdf[10:14])
    document = opened(pdf)
    assert len(document.trailer.ID) == 2
    assert "/Encrypt" not in document.trailer
    assert not any(str(one.get("/Type")) in ("/ObjStm", "/XRef") for one in objects(document))
    assert b"\nxref\n" in pdf


def test_info_and_metadata_say_the_same(made: tuple[str, bytes]) -> None:
    """ISO 15930-7, 6.7: title, dates, trapped, creator and producer in step; an identifier, a version, a rendition."""
    standard, pdf = made
    document = opened(pdf)
    assert document.Root.Metadata.get("/Filter") is None
    xmp = document.Root.Metadata.read_raw_bytes().decode("utf-8")
    info = {str(key): str(value) for key, value in document.docinfo.items()}
    for key in ("Title", "Author", "Creator", "Producer"):
        assert f">{info[f'/{key}']}<" in xmp
    assert info["/CreationDate"] == info["/ModDate"] == "D:20221020000000Z"
    for key in ("CreateDate", "ModifyDate", "MetadataDate"):
        assert f"<xmp:{key}>2022-10-20T00:00:00Z<" in xmp
    assert (info["/Trapped"], "<pdf:Trapped>False<" in xmp) == ("/False", True)
    for key in ("DocumentID", "VersionID", "RenditionClass"):
        assert re.search(f"<xmpMM:{key}>[^<]+<", xmp)
    assert "<dc:title>" in xmp
    assert info["/GTS_PDFXVersion"] == {"pdfx1a": "PDF/X-1a:2003", "pdfx4": "PDF/X-4"}[standard]
    assert "/GTS_PDFXConformance" not in info  # of the 2001 edition alone
    assert ("<pdfxid:GTS_PDFXVersion>PDF/X-4</" in xmp) is (standard == "pdfx4")


def test_one_output_intent_names_a_registered_condition_and_embeds_its_profile(made: tuple[str, bytes]) -> None:
    document = opened(made[1])
    (intent,) = document.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier)
    assert str(intent.Info)
    assert str(intent.RegistryName) == "http://www.color.org"
    content = intent.DestOutputProfile.read_bytes()
    assert (content[12:16], content[16:20], content[8]) == (b"prtr", b"CMYK", 2)


def test_every_page_has_trim_in_bleed_in_media_and_no_other_box(made: tuple[str, bytes]) -> None:
    for leaf in opened(made[1]).pages:
        media, bleed, trim = ([float(part) for part in leaf[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert media[0] <= bleed[0] <= trim[0] < trim[2] <= bleed[2] <= media[2]
        assert media[1] <= bleed[1] <= trim[1] < trim[3] <= bleed[3] <= media[3]
        assert not {"/ArtBox", "/CropBox", "/UserUnit", "/Rotate", "/Annots", "/Group", "/AA"} & set(leaf.keys())


def test_no_colour_but_inks(made: tuple[str, bytes]) -> None:
    """R0027: operators and images in DeviceCMYK or DeviceGray, and the colour of all plates for marks."""
    document = opened(made[1])
    used = {name for number in (0, 1) for name, _ in steps(document, number)}
    assert used & {"rg", "RG", "g", "G", "sc", "scn", "cs", "sh", "ri", "BI", "d0", "d1"} == set()
    spaces = {str(one.ColorSpace) for one in objects(document) if one.get("/Subtype") == "/Image"}
    assert spaces == {"/DeviceCMYK", "/DeviceGray"}
    named = [space for leaf in document.pages for space in leaf.Resources.ColorSpace.values()]
    assert {(str(space[0]), str(space[1]), str(space[2])) for space in named} == {
        ("/Separation", "/All", "/DeviceCMYK")
    }
    assert not any(str(one.get("/PatternType", "")) for one in objects(document))


def test_every_font_is_embedded_as_a_subset(made: tuple[str, bytes]) -> None:
    document = opened(made[1])
    fonts = [one for one in objects(document) if one.get("/Type") == "/Font" and one.get("/Subtype") != "/Type0"]
    assert {str(font.Subtype) for font in fonts} == {"/CIDFontType2", "/CIDFontType0"}
    for font in fonts:
        descriptor = font.FontDescriptor
        assert re.match(r"/[A-Z]{6}\+", str(descriptor.FontName))
        file = descriptor.get("/FontFile2") or descriptor.FontFile3
        assert str(file.get("/Subtype", "/CIDFontType0C")) == "/CIDFontType0C"  # OpenType files came with PDF 1.6
        assert str(font.BaseFont) == str(descriptor.FontName)


def test_nothing_is_transparent(made: tuple[str, bytes]) -> None:
    keys = {key for one in objects(opened(made[1])) for key in one}
    assert keys & {"/ca", "/CA", "/BM", "/SMask", "/Group", "/AIS", "/Mask"} == set()


def test_nothing_acts_nothing_is_attached_nothing_is_hidden(made: tuple[str, bytes]) -> None:
    document = opened(made[1])
    assert {str(key) for key in document.Root} == {
        "/Type", "/Pages", "/Lang", "/PageLabels", "/ViewerPreferences", "/Metadata", "/OutputIntents",
    }  # fmt: skip
    keys = {key for one in objects(document) for key in one}
    assert keys & {"/JS", "/A", "/AA", "/EF", "/OC", "/OPI", "/Alternates", "/F", "/Ref", "/PS"} == set()
    assert keys & {"/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2"} == set()


def test_streams_are_deflated_or_jpeg(made: tuple[str, bytes]) -> None:
    filters = {str(one.get("/Filter")) for one in objects(opened(made[1])) if isinstance(one, pikepdf.Stream)}
    assert filters == {"/FlateDecode", "/DCTDecode", "None"}


def painted(document: pikepdf.Pdf) -> Iterator[tuple[str, tuple[float, ...], bool, int]]:
    """Every painting of text or area: operator, ink, whether it overprints, the overprint mode (ISO 32000-1, 8.6.7)."""
    fill: tuple[float, ...] = ()
    stroke: tuple[float, ...] = ()
    states = document.pages[0].Resources.ExtGState
    state = pikepdf.Dictionary(OP=False, op=False, OPM=0)
    kept = []
    for name, args in steps(document):
        if name == "q":
            kept.append((fill, stroke, state))
        elif name == "Q":
            fill, stroke, state = kept.pop()
        elif name == "gs":
            state = states[args[0]]
        elif name == "k":
            fill = tuple(map(float, args))
        elif name in ("K", "SCN"):
            stroke = tuple(map(float, args))
        elif name in ("Tj", "TJ", "f", "f*"):
            yield name, fill, bool(state.op), int(state.OPM)
        elif name == "S":
            yield name, stroke, bool(state.OP), int(state.OPM)


def test_black_text_and_drawn_letters_overprint_in_mode_1_and_nothing_else_overprints(made: tuple[str, bytes]) -> None:
    """R0007 to R0013; the drop cap is drawn as an area (broad areas of black knock out)."""
    found = list(painted(opened(made[1])))
    black = (0.0, 0.0, 0.0, 1.0)
    assert all(not over for _, ink, over, _ in found if ink != black)
    assert all((over, mode) == (True, 1) for name, ink, over, mode in found if name == "TJ" and ink == black)
    assert {ink for name, ink, _, _ in found if name == "TJ"} >= {black, (0.0,) * 4, (0.4, 0.3, 0.3, 1.0)}
    outlines = [over for name, ink, over, _ in found if name == "f" and ink == black]
    assert True in outlines
