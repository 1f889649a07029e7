"""Files made to hurt: bombs, cycles, depths and lies. Preflight has to end with a verdict, in bounded time and memory.

Each function makes one file; ``HOSTILE`` holds them all. A file that once brought preflight down stays here for good.
"""

import io
import random
import zlib
from collections.abc import Callable, Iterable

import pikepdf

Maker = Callable[[], bytes]
HOSTILE: dict[str, Maker] = {}
GIGABYTE = 2**30
PIECE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/TrimBox[20 20 280 280]/Resources %s/Contents 4 0 R>>"


def hostile(make: Maker) -> Maker:
    assert make.__name__ not in HOSTILE
    HOSTILE[make.__name__] = make
    return make


def pdf(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these objects, with a table of cross references that is right."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def one_page(
    content: bytes,
    resources: bytes = b"<<>>",
    more: dict[int, bytes] | None = None,
    page: bytes = b"",
    catalogue: bytes = b"",
    pages: bytes = b"/Kids[3 0 R]/Count 1",
) -> bytes:
    """A file of one page: catalogue, pages, page and content are objects 1 to 4, ``more`` begin at 5; ``catalogue`` has
    further entries of it, ``pages`` those of the root of the page tree."""
    return pdf(
        {
            1: b"<<%s/Type/Catalog/Pages 2 0 R>>" % catalogue,
            2: b"<</Type/Pages%s>>" % pages,
            3: page or PIECE % resources,
            4: content if content.startswith(b"<<") else stream(content),
            **(more or {}),
        }
    )


def bomb(size: int = GIGABYTE, filling: bytes = b" ") -> bytes:
    """A deflate stream of a few kilobytes a megabyte that inflates to ``size`` bytes."""
    squeeze = zlib.compressobj(9)
    block = filling * (2**20 // len(filling))
    head = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)
    again = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return head + again * (size // 2**20 - 1) + squeeze.flush()


def chance(seed: int) -> random.Random:
    """Numbers that look like chance and are the same every time."""
    return random.Random(seed)  # noqa: S311


def form(content: bytes, entries: bytes = b"", box: bytes = b"0 0 300 300") -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[%s]%s" % (box, entries))


def text_in_font(program: bytes) -> bytes:
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+A/FontDescriptor 6 0 R/FirstChar 65/LastChar 65/Widths[500]>>"
    )
    descriptor = b"<</Type/FontDescriptor/FontName/AAAAAA+A/Flags 4/FontFile2 7 0 R>>"
    return one_page(b"BT /F 9 Tf 20 20 Td (A) Tj ET", b"<</Font<</F 5 0 R>>>>", {5: font, 6: descriptor, 7: program})


# --- what is no PDF


@hostile
def empty_file() -> bytes:
    return b""


@hostile
def one_byte() -> bytes:
    return b"%"


@hostile
def header_alone() -> bytes:
    return b"%PDF-1.4\n"


@hostile
def zeros() -> bytes:
    return bytes(2**20)


@hostile
def noise() -> bytes:
    return b"%PDF-1.4\n" + chance(4).randbytes(200_000)


@hostile
def words_of_pdf_in_disorder() -> bytes:
    pieces = (
        b"obj endobj stream endstream << >> [ ] ( ) R xref trailer startxref %%EOF /Type /Page 1 0 65535 n f".split()
    )
    return b"%PDF-1.4\n" + b" ".join(chance(7).choices(pieces, k=60_000))


# --- bombs


@hostile
def content_of_a_gigabyte() -> bytes:
    return one_page(stream(bomb(), b"/Filter/FlateDecode"))


@hostile
def content_deflated_twice() -> bytes:
    return one_page(stream(zlib.compress(bomb(), 9), b"/Filter[/FlateDecode/FlateDecode]"))


@hostile
def image_of_a_gigabyte() -> bytes:
    samples = stream(
        bomb(),
        b"/Type/XObject/Subtype/Image/Width 32768/Height 32768/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode",
    )
    return one_page(b"q 200 0 0 200 50 50 cm /Im Do Q", b"<</XObject<</Im 5 0 R>>>>", {5: samples})


@hostile
def image_that_claims_a_huge_size() -> bytes:
    samples = stream(
        b"abc",
        b"/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647/BitsPerComponent 8/ColorSpace/DeviceCMYK",
    )
    return one_page(b"q 200 0 0 200 50 50 cm /Im Do Q", b"<</XObject<</Im 5 0 R>>>>", {5: samples})


@hostile
def jpeg_that_claims_a_huge_size() -> bytes:
    from PIL import Image  # noqa: PLC0415

    sink = io.BytesIO()
    Image.new("L", (16, 16)).save(sink, "JPEG")
    start = sink.getvalue().index(b"\xff\xc0") + 5
    claimed = sink.getvalue()[:start] + b"\xff\xdc\xff\xdc" + sink.getvalue()[start + 4 :]
    samples = stream(
        claimed,
        b"/Type/XObject/Subtype/Image/Width 65500/Height 65500/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode",
    )
    return one_page(b"q 200 0 0 200 50 50 cm /Im Do Q", b"<</XObject<</Im 5 0 R>>>>", {5: samples})


@hostile
def profile_of_a_gigabyte() -> bytes:
    intent = b"/OutputIntents[<</S/GTS_PDFX/DestOutputProfile 5 0 R>>]"
    return one_page(b"", more={5: stream(bomb(), b"/N 4/Filter/FlateDecode")}, catalogue=intent)


@hostile
def metadata_of_a_gigabyte() -> bytes:
    packed = stream(bomb(), b"/Type/Metadata/Subtype/XML/Filter/FlateDecode")
    return one_page(b"", more={5: packed}, catalogue=b"/Metadata 5 0 R")


@hostile
def metadata_of_nested_entities() -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 12))
    xml = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]><x>&l11;</x>"
    return one_page(b"", more={5: stream(xml, b"/Type/Metadata/Subtype/XML")}, catalogue=b"/Metadata 5 0 R")


@hostile
def font_of_a_gigabyte() -> bytes:
    return text_in_font(stream(bomb(), b"/Filter/FlateDecode"))


@hostile
def object_stream_of_a_gigabyte() -> bytes:
    packed = stream(bomb(), b"/Type/ObjStm/N 2/First 20/Filter/FlateDecode")
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 5: packed}).replace(b"xref\n0", b"xrEf\n0")


@hostile
def runs_that_repeat() -> bytes:
    runs = bytes([129, 32]) * 4_000_000
    return one_page(stream(zlib.compress(runs), b"/Filter[/FlateDecode/RunLengthDecode]"))


@hostile
def thousand_filters() -> bytes:
    return one_page(stream(b"abc", b"/Filter[" + b"/ASCIIHexDecode" * 1000 + b"]"))


@hostile
def thousand_million_dashes() -> bytes:
    return one_page(b"0 0 0 1 K [0.000001] 0 d 1 w 0 0 m 300 300 l S " * 20)


@hostile
def tiles_without_end() -> bytes:
    tile = stream(
        b"0 0 0 1 k 0 0 1 1 re f",
        b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.00001/YStep 0.00001/Resources<<>>",
    )
    return one_page(b"/Pattern cs /P scn 0 0 300 300 re f", b"<</Pattern<</P 5 0 R>>>>", {5: tile})


# --- depths


@hostile
def arrays_in_arrays() -> bytes:
    return one_page(b"", b"<</Deep " + b"[" * 200_000 + b"]" * 200_000 + b">>")


@hostile
def dictionaries_in_dictionaries() -> bytes:
    return one_page(b"", b"<</D" * 100_000 + b">>" * 100_000)


@hostile
def arrays_in_arrays_in_the_content() -> bytes:
    return one_page(b"[" * 500_000)


@hostile
def dictionaries_in_the_content() -> bytes:
    return one_page(b"/A " + b"<</B " * 300_000 + b" BDC")


@hostile
def strings_in_strings() -> bytes:
    return one_page(b"BT (" + b"(" * 500_000)


@hostile
def states_in_states() -> bytes:
    return one_page(b"q " * 300_000)


@hostile
def marked_content_in_marked_content() -> bytes:
    return one_page(b"/A BMC " * 150_000)


@hostile
def pages_in_pages() -> bytes:
    depth = 20_000
    nodes = {
        number: b"<</Type/Pages/Count 1/Kids[%d 0 R]/Parent %d 0 R>>" % (number + 1, number - 1)
        for number in range(3, depth)
    }
    leaf = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 300 300]>>" % (depth - 1)
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>", **nodes, depth: leaf})


@hostile
def forms_that_multiply() -> bytes:
    """Ten forms, each of which paints the next ten times: ten thousand million marks."""
    forms = {
        5 + level: form(b"/F Do " * 10, b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level)) for level in range(10)
    }
    return one_page(b"/F Do", b"<</XObject<</F 5 0 R>>>>", {**forms, 15: form(b"0 0 0 1 k 1 1 9 9 re f")})


@hostile
def thousand_forms_in_each_other() -> bytes:
    forms = {number: form(b"/F Do", b"/Resources<</XObject<</F %d 0 R>>>>" % (number + 1)) for number in range(5, 3000)}
    return one_page(b"/F Do", b"<</XObject<</F 5 0 R>>>>", {**forms, 3000: form(b"1 1 9 9 re f")})


@hostile
def masks_that_multiply() -> bytes:
    objects = {}
    for level in range(12):
        group = b"/Group<</S/Transparency/CS/DeviceCMYK>>"
        state = b"/Resources<</ExtGState<</G <</SMask<</S/Luminosity/G %d 0 R>>>>>>>>" % (6 + level)
        objects[5 + level] = form(b"/G gs 0 0 300 300 re f " * 6, group + state)
    last = form(b"0 0 0 1 k 0 0 300 300 re f", b"/Group<</S/Transparency/CS/DeviceCMYK>>")
    return one_page(b"/F Do", b"<</XObject<</F 5 0 R>>>>", {**objects, 17: last})


# --- a good file spoilt by chance


def truncated(good: bytes, pieces: int = 20) -> Iterable[bytes]:
    """The file cut off at every twentieth."""
    return (good[: len(good) * piece // pieces] for piece in range(pieces))


def flipped(good: bytes, count: int = 20, bits: int = 60) -> Iterable[bytes]:
    """The file with bits turned over, by seeds: half of them anywhere, half of them in what is no stream."""
    for seed in range(count):
        drawn, spoilt = chance(seed), bytearray(good)
        places = range(len(good)) if seed % 2 else _outside_streams(good)
        for place in drawn.sample(places, bits):
            spoilt[place] ^= 1 << drawn.randrange(8)
        yield bytes(spoilt)


def _outside_streams(good: bytes) -> list[int]:
    places: list[int] = []
    start = 0
    while (found := good.find(b"stream\n", start)) >= 0:
        places += range(start, found)
        start = good.index(b"endstream", found) + 9
    return [*places, *range(start, len(good))]


def unpacked(good: bytes) -> bytes:
    """The same file with its content streams in the open, so that turned bits come to the operators."""
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as document:
        for page in document.pages:
            page.Contents.write(page.Contents.read_bytes())
        document.save(sink, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return sink.getvalue()
