"""One-defect files: what is wrong with the file as a whole, with its pages' boxes, or with what does not belong into it."""

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import ImageCms
from preflight.defects import (
    PAGE,
    PHOTO_PAGE,
    SPOT,
    box,
    damage,
    defect,
    graphics_state,
    image,
    paint,
    resource,
    saved,
    stream,
)

# --- boxes


@defect("NL830", page=PHOTO_PAGE)
def no_trim_box(document: Pdf) -> None:
    del document.pages[0].TrimBox


@defect("NL831", page=PHOTO_PAGE)
def trim_box_and_art_box(document: Pdf) -> None:
    document.pages[0].ArtBox = document.pages[0].TrimBox


@defect("NL832", page=PHOTO_PAGE)
def bleed_box_outside_the_media(document: Pdf) -> None:
    x0, y0, x1, y1 = (float(part) for part in document.pages[0].BleedBox)
    document.pages[0].BleedBox = Array([x0, y0, x1, y1 + 80])


@defect("NL832", page=PHOTO_PAGE, besides={"NL835": "what lies outside the bleed has none"})
def trim_box_outside_the_bleed(document: Pdf) -> None:
    """Moved up by so much that it leaves the bleed, and is of its old size."""
    x0, y0, x1, y1 = (float(part) for part in document.pages[0].TrimBox)
    document.pages[0].TrimBox = Array([x0, y0 + 12, x1, y1 + 12])


@defect("NL833", page=PHOTO_PAGE)
def crop_box_smaller_than_the_media(document: Pdf) -> None:
    document.pages[0].CropBox = document.pages[0].BleedBox


@defect("NL834", page=PHOTO_PAGE)
def user_unit(document: Pdf) -> None:
    document.pages[0].UserUnit = 1.25


@defect("NL836", page=PAGE)
def another_size(document: Pdf) -> None:
    x0, y0, x1, y1 = (float(part) for part in document.pages[1].TrimBox)
    document.pages[1].TrimBox = Array([x0, y0 + 6, x1, y1])


@defect("NL837", page=PHOTO_PAGE)
def rotated(document: Pdf) -> None:
    document.pages[0].Rotate = 90


@defect("NL838", page=PHOTO_PAGE)
def empty_page(document: Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"")


@defect("NL835", page=PHOTO_PAGE)
def no_bleed(document: Pdf) -> None:
    document.pages[0].BleedBox = document.pages[0].TrimBox


@defect("NL890", page=PHOTO_PAGE)
def art_short_of_the_bleed(document: Pdf) -> None:
    """The photo ends at the trim's left edge."""
    leaf = document.pages[0]
    content = leaf.Contents.read_bytes().decode("latin-1")
    found = re.search(r"q (\S+) 0 0 (\S+) (\S+) (\S+) cm\s*/P", content)
    assert found
    width, height, left, foot = map(float, found.groups())
    trim = float(leaf.TrimBox[0])
    shorter = f"q {width - trim + left:g} 0 0 {height:g} {trim:g} {foot:g} cm /P"
    leaf.Contents.write(content.replace(found[0], shorter).encode("latin-1"))


# --- what the file says of itself


@defect("NL808")
def no_pdfx_version(document: Pdf) -> None:
    del document.docinfo.GTS_PDFXVersion


@defect("NL808", standard="pdfx4")
def no_pdfx_version_in_xmp(document: Pdf) -> None:
    _in_xmp(document, b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", b"")


@defect("NL808")
def conformance_of_2001(document: Pdf) -> None:
    document.docinfo.GTS_PDFXConformance = "PDF/X-1a:2001"


@defect("NL809")
def no_title(document: Pdf) -> None:
    del document.docinfo.Title


@defect("NL809")
def no_modification_date(document: Pdf) -> None:
    del document.docinfo.ModDate


@defect("NL810")
def no_trapped(document: Pdf) -> None:
    del document.docinfo.Trapped


@defect("NL810")
def trapped_unknown(document: Pdf) -> None:
    document.docinfo.Trapped = Name.Unknown
    _in_xmp(document, b"<pdf:Trapped>False", b"<pdf:Trapped>Unknown")


@defect("NL811", standard="pdfx4", besides={"NL808": "the version of PDF/X-4 stands there"})
def no_xmp(document: Pdf) -> None:
    del document.Root.Metadata


@defect("NL812", standard="pdfx4")
def info_and_xmp_disagree(document: Pdf) -> None:
    document.docinfo.Title = "Tên khác"


@damage("NL806")
def no_identifier(good: bytes) -> bytes:
    spoilt, count = re.subn(rb"/ID\s*\[[^\]]*\]", lambda found: b" " * len(found[0]), good[-2000:])
    assert count == 1
    return good[:-2000] + spoilt


@defect("NL813")
def no_output_intent(document: Pdf) -> None:
    del document.Root.OutputIntents


@defect("NL813")
def two_output_intents(document: Pdf) -> None:
    intents = document.Root.OutputIntents
    document.Root.OutputIntents = Array([intents[0], Dictionary(intents[0])])


@defect("NL815")
def intent_of_a_screen(document: Pdf) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    document.Root.OutputIntents[0].DestOutputProfile = stream(document, srgb, N=3)


@defect("NL814")
def intent_without_a_name(document: Pdf) -> None:
    del document.Root.OutputIntents[0].OutputConditionIdentifier


@defect("NL815", standard="pdfx4")
def intent_without_a_profile(document: Pdf) -> None:
    del document.Root.OutputIntents[0].DestOutputProfile


# --- syntax of the file


@damage("NL804")
def newer_version(good: bytes) -> bytes:
    return good.replace(b"%PDF-1.4", b"%PDF-1.7", 1)


@damage("NL804", standard="pdfx4")
def version_2(good: bytes) -> bytes:
    return good.replace(b"%PDF-1.6", b"%PDF-2.0", 1)


@damage("NL807")
def object_streams(good: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(good)) as document:
        packed = saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return re.sub(rb"^%PDF-1\.\d", b"%PDF-1.4", packed)


@damage("NL803")
def enciphered(good: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(good)) as document:
        return _enciphered(document, user="")


@damage("NL803")
def enciphered_with_a_password(good: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(good)) as document:
        return _enciphered(document, user="ban")


@damage("NL800")
def truncated(good: bytes) -> bytes:
    return good[: len(good) * 9 // 10]


@damage("NL800")
def damaged_cross_references(good: bytes) -> bytes:
    start = good.rindex(b"xref\n", 0, good.rindex(b"startxref"))
    head, table = good[:start], good[start:]
    return head + re.sub(
        rb"(\d{10}) (\d{5}) n", lambda entry: b"%010d " % (int(entry[1]) + 7) + entry[2] + b" n", table
    )


@damage("NL800")
def start_of_cross_references_lost(good: bytes) -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n12", good)


# --- what does not belong into the file


@defect("NL816")
def layer(document: Pdf) -> None:
    group = document.make_indirect(Dictionary(Type=Name.OCG, Name="Lớp"))
    document.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group]), ON=Array([group])))
    name = resource(document, "Properties", group)
    paint(document, f"/OC {name} BDC 0 0 0 1 k {box((120, 215, 130, 225))} f EMC")


@defect("NL818")
def javascript(document: Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", action])))


@defect("NL818")
def action_on_opening(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.URI, URI="https://a.vn")


@defect("NL818", page=PHOTO_PAGE)
def action_of_a_page(document: Pdf) -> None:
    document.pages[0].AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@defect("NL819")
def form_to_fill_in(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]))


@defect("NL820")
def embedded_file(document: Pdf) -> None:
    document.attachments["ghi-chu.txt"] = pikepdf.AttachedFileSpec(document, b"abc", filename="ghi-chu.txt")


@defect("NL821", page=PAGE, place=SPOT)
def annotation_inside_the_trim(document: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array(SPOT), F=4, Contents="Xem lại")
    document.pages[PAGE - 1].Annots = Array([document.make_indirect(note)])


@defect("NL823", page=PAGE)
def transfer_function(document: Pdf) -> None:
    name = graphics_state(document, TR=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2))
    paint(document, f"q {name} gs 0 0 0 1 k {box((120, 215, 130, 225))} f Q")


@defect("NL822", page=PAGE)
def postscript_object(document: Pdf) -> None:
    paint(document, f"{resource(document, 'XObject', stream(document, b'showpage', Subtype=Name.PS))} Do")


@defect("NL876", page=PAGE)
def opi(document: Pdf) -> None:
    image(document, (360, 180), Name.DeviceGray, OPI=Dictionary({"/2.0": Dictionary(Type=Name.OPI, F="a.tif")}))


@defect("NL876", page=PAGE)
def alternate_images(document: Pdf) -> None:
    image(document, (360, 180), Name.DeviceGray, Alternates=Array([Dictionary(DefaultForPrinting=True)]))


def _enciphered(document: Pdf, user: str) -> bytes:
    """With RC4 of 128 bits, which PDF 1.4 has."""
    sink = io.BytesIO()
    cipher = pikepdf.Encryption(owner="chu", user=user, R=3, aes=False, metadata=False)
    document.save(sink, encryption=cipher, compress_streams=False, fix_metadata_version=False)
    return sink.getvalue()


def _in_xmp(document: Pdf, old: bytes, new: bytes) -> None:
    xmp = document.Root.Metadata.read_bytes()
    assert old in xmp
    document.Root.Metadata.write(xmp.replace(old, new))
