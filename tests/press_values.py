"""Documents, pages and marks as values, good for the press; a test changes the one thing that it is about."""

from newsletter.pdf.document import Annotation, Boxes, Document, Page
from newsletter.pdf.marks import At, Box, Colour, FontFacts, ImageFacts, Mark
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Ref, Stream
from newsletter.preflight.finding import Sheet

MEDIA = Box(0, 0, 400, 500)
BLEED = Box(40, 40, 360, 460)
TRIM = Box(50, 50, 350, 450)
"""A page of 300 x 400 pt with 10 pt of bleed and 50 pt round it."""
BOXES = Boxes(media=MEDIA, bleed=BLEED, trim=TRIM)
SHEET = Sheet(1, TRIM, BLEED)
MIDDLE = Box(100, 200, 140, 210)
PHOTO = Box(100, 100, 200, 180)

BLACK = Colour(("DeviceCMYK",), (), (0, 0, 0, 1), (0, 0, 0, 1))
WHITE = Colour(("DeviceCMYK",), (), (0, 0, 0, 0), (0, 0, 0, 0))
RED = Colour(("DeviceCMYK",), (), (0, 1, 1, 0), (0, 1, 1, 0))
GREY_BLACK = Colour(("DeviceGray",), (), (0,), (0, 0, 0, 1))
RGB = Colour(("DeviceRGB",), (), (1, 0, 0))
EVERY_PLATE = Colour(("Separation", "DeviceCMYK"), ("All",), (1,), (1, 1, 1, 1))
GOLD = Colour(("Separation", "DeviceCMYK"), ("PANTONE 871 C",), (1,), (0.2, 0.25, 0.6, 0.25))
CMYK_PHOTO = Colour(("DeviceCMYK",))

FONT = FontFacts("Roboto", tag="ABCDEF", type="TrueType", program="FontFile2")


def dictionary(**entries: Plain | Ref) -> Dictionary:
    return Dictionary(dict(entries))


def stream(content: bytes = b"", **entries: Plain | Ref) -> Stream:
    return Stream(dict(entries), content)


def array(*items: Plain | Ref) -> Array:
    return Array(list(items))


def text(colour: Colour = BLACK, size: float = 9.0, **changes: object) -> Mark:
    """Black text that overprints, in the middle of the page."""
    good = Mark("text", MIDDLE, colour, At(1, (), 7), overprint=True, overprint_mode=1, size=size, font=FONT)
    return good._replace(**changes)


def line(colour: Colour = BLACK, width: float = 0.5, **changes: object) -> Mark:
    good = Mark("stroke", MIDDLE, colour, At(1, (), 8), overprint=True, overprint_mode=1, width=width)
    return good._replace(**changes)


def area(colour: Colour = RED, box: Box = MIDDLE, **changes: object) -> Mark:
    """A filled rectangle."""
    good = Mark("fill", box, colour, At(1, (), 9), width=min(box.width, box.height))
    return good._replace(**changes)


def photo(ppi: float = 300.0, box: Box = PHOTO, **facts: object) -> Mark:
    image = ImageFacts(400, 320, 8, (ppi, ppi), ("DCTDecode",))._replace(**facts)
    return Mark("image", box, CMYK_PHOTO, At(1, ("Im3",), 0), image=image)


def page(number: int = 1, boxes: Boxes = BOXES, *annotations: Annotation, **entries: Plain | Ref) -> Page:
    group = entries.get("Group")
    return Page(
        number,
        boxes,
        0,
        1.0,
        dictionary(),
        (stream(b"q Q"),),
        annotations,
        group if isinstance(group, Dictionary) else None,
        Dictionary(dict(entries)),
    )


def document(*pages: Page, **changes: object) -> Document:
    """A PDF/X-1a:2003 of the pages, of one good page where none is given."""
    info = dictionary(
        Title=b"Ban tin",
        CreationDate=b"D:20221020000000Z",
        ModDate=b"D:20221020000000Z",
        Trapped=Name("False"),
        GTS_PDFXVersion=b"PDF/X-1a:2003",
    )
    good = Document(
        header="1.4",
        version="1.4",
        trailer=dictionary(),
        catalogue=dictionary(),
        info=info,
        xmp=None,
        pages=pages or (page(),),
        intents=(intent(),),
        encryption=None,
        damages=(),
        identifiers=array(b"0123456789abcdef", b"0123456789abcdef"),
    )
    return good._replace(**changes)


def icc(kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """The header of a profile."""
    return (b"\0" * 12 + kind + space + b"\0" * 16 + b"acsp").ljust(128, b"\0")


def intent(profile: bytes | None = icc(), **entries: Plain | Ref) -> Dictionary:
    given: dict[str, Plain | Ref] = {
        "S": Name("GTS_PDFX"),
        "OutputConditionIdentifier": b"FOGRA39",
        "RegistryName": b"http://www.color.org",
    }
    if profile is not None:
        given["DestOutputProfile"] = stream(profile, N=4)
    return Dictionary(given | entries)
