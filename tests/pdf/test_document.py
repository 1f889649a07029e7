"""A file is opened, whatever is wrong with it, and what is wrong is told."""

import io
import random
import time
import zlib

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pdf import one_page, pages, pdf, stream

from newsletter.pdf.document import DAMAGES, Document
from newsletter.pdf.filters import decode, inflate
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Dictionary, Name, Stream
from newsletter.pdf.reader import read

GOOD = one_page(b"0 0 10 10 re f")


def kinds(document: Document) -> set[str]:
    return {damage.kind for damage in document.damages}


def test_a_good_file_has_its_pages_and_no_damage() -> None:
    document = read(pages([b"f", b"S"]))
    assert document.damages == ()
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[0].boxes.media == Box(0, 0, 200, 100)
    assert (document.header, document.version, document.binary, document.revisions) == ("1.4", "1.4", True, 1)
    assert decode(document.pages[1].contents[0]).data == b"S"


def test_boxes_and_resources_are_inherited_and_corners_put_in_order() -> None:
    document = read(
        pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[300 400 0 0]/Resources<</Font<</F 9 0 R>>>>/Rotate 450>>",
                3: b"<</Type/Page/Parent 2 0 R/TrimBox[10 10 90 90]/UserUnit 2>>",
            }
        )
    )
    (page,) = document.pages
    assert (page.boxes.media, page.boxes.trim, page.boxes.crop) == (Box(0, 0, 300, 400), Box(10, 10, 90, 90), None)
    assert (page.rotate, page.user_unit, "Font" in page.resources) == (90, 2, True)


def test_a_page_without_a_media_box_is_told() -> None:
    document = read(pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Kids[3 0 R]/Count 1>>", 3: b"<</Type/Page>>"}))
    assert [(damage.kind, damage.page) for damage in document.damages] == [("page", 1)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "unreadable"),
        (b"no PDF at all", "unreadable"),
        (b"%PDF-1.4\n", "unreadable"),
        (b"junk before " + GOOD, "header"),
        (GOOD[:-60], "truncated"),
        (GOOD.replace(b"startxref\n", b"startxref\n1"), "xref"),
        (GOOD.replace(b"0000000000 65535 f \n0000000015", b"0000000000 65535 f \n0000000099"), "xref"),
        (GOOD.replace(b"/Kids[1000 0 R]", b"/Kids[1000 0 R 2 0 R]"), "pages"),
        (GOOD.replace(b"/Count 1", b"/Count 7"), "pages"),
        (GOOD.replace(b"/Type/Catalog", b"/Tipe/Catalog"), "catalogue"),
        (GOOD.replace(b"<</Length 14>>", b"<</Length 11>>"), "length"),
        (GOOD.replace(b"<</Length 14>>", b"<</Length 99>>"), "length"),
        (GOOD.replace(b"<</Length 14>>", b"<</Lengte 14>>"), "length"),
    ],
)
def test_each_damage_is_told_by_its_kind(content: bytes, kind: str) -> None:
    document = read(content)
    assert kind in kinds(document)
    assert kinds(document) <= set(DAMAGES)


def test_a_length_may_stand_in_an_object_of_its_own() -> None:
    content = stream(b"0 0 1 1 re f").replace(b"/Length 12", b"/Length 11 0 R")
    document = read(one_page(b"", page=b"/X 10 0 R", more={10: content, 11: b"12"}))
    document.pages[0].dictionary.stream("X")
    assert document.damages == ()


def test_a_table_is_told_from_a_stream_of_references() -> None:
    assert not read(GOOD).xref_stream
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(GOOD)) as file:
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    document = read(out.getvalue())
    assert (document.xref_stream, document.object_streams, len(document.pages)) == (True, True, 1)


@pytest.mark.parametrize("cut", [20, 60, 150])
def test_a_file_that_lost_its_end_still_yields_its_pages(cut: int) -> None:
    document = read(GOOD[:-cut])
    assert len(document.pages) == 1
    assert decode(document.pages[0].contents[0]).data == b"0 0 10 10 re f"


def test_objects_in_object_streams_are_found_without_a_cross_reference() -> None:
    inner = b"1 0 2 27 3 70 <</Type/Catalog/Pages 2 0 R>><</Type/Pages/Kids[3 0 R]/Count 1>><</Type/Page/MediaBox[0 0 9 9]>>"
    first = inner.index(b"<<")
    offsets = [0, inner.index(b"<</Type/Pages") - first, inner.index(b"<</Type/Page/") - first]
    head = b" ".join(b"%d %d" % pair for pair in zip((1, 2, 3), offsets, strict=True)) + b" "
    packed = zlib.compress(head + inner[first:])
    body = stream(packed, b"/Type/ObjStm/N 3/First %d/Filter/FlateDecode" % len(head))
    document = read(b"%PDF-1.5\n7 0 obj\n" + body + b"\nendobj\n")
    assert [page.boxes.media for page in document.pages] == [Box(0, 0, 9, 9)]
    assert kinds(document) == {"truncated", "xref"}


def test_of_an_object_written_twice_the_last_counts_in_a_mended_file() -> None:
    twice = GOOD.replace(b"xref\n0", b"1001 0 obj\n" + stream(b"later") + b"\nendobj\nxref\n0")
    assert decode(read(twice[:-40]).pages[0].contents[0]).data == b"later"


def test_a_tree_that_bites_its_tail_ends() -> None:
    document = read(pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}))
    assert document.pages == ()
    assert "pages" in kinds(document)


def test_a_reference_that_leads_to_itself_is_null() -> None:
    document = read(pdf({1: b"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>", 2: b"<</Kids[]/Count 0>>", 5: b"5 0 R"}))
    assert document.catalogue.get("X") is None


def test_thousands_of_references_to_nothing_cost_nothing() -> None:
    lost = b" ".join(b"%d 0 R" % number for number in range(5, 3000))
    content = pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R/X[" + lost + b"]>>", 2: b"<</Kids[]/Count 0>>", 3: b"%" + b"y" * 2_000_000}
    )
    began = time.process_time()
    document = read(content)
    assert set(document.catalogue.array("X")) == {None}
    assert time.process_time() - began < 2


@pytest.mark.parametrize("deep", [b"[" * 50_000 + b"]" * 50_000, b"<</A " * 3000 + b"1" + b">>" * 3000])
def test_nesting_without_end_is_no_trap(deep: bytes) -> None:
    content = pdf({1: b"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>", 2: b"<</Kids[]/Count 0>>", 5: deep})
    document = read(content)
    document.catalogue.get("X")
    assert document.header == "1.4"


def test_a_bomb_is_cut_off() -> None:
    bomb = zlib.compress(b"0" * 50_000_000)
    data, wrong = inflate(bomb, 1_000_000)
    assert (len(data), wrong) == (1_000_000, "amount")


def _enciphered(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.encrypt(user_password=user, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_enciphered_without_a_user_password_is_read_and_told() -> None:
    document = read(_enciphered(""))
    assert document.encryption is not None
    assert document.encryption.opened
    assert decode(document.pages[0].contents[0]).data == b"0 0 10 10 re f"


def test_a_file_that_wants_a_password_is_told_and_no_more() -> None:
    document = read(_enciphered("secret"))
    assert document.encryption is not None
    assert not document.encryption.opened
    assert "locked" in kinds(document)


def test_layers_that_are_off_are_known() -> None:
    off = b"/OCProperties<</OCGs[8 0 R 9 0 R]/D<</OFF[9 0 R]>>>>"
    document = read(pdf({1: b"<</Type/Catalog/Pages 2 0 R%s>>" % off, 2: b"<</Kids[]/Count 0>>"}))
    assert document.layers_off == {9}
    all_but_one = b"/OCProperties<</OCGs[8 0 R 9 0 R]/D<</BaseState/OFF/ON[9 0 R]>>>>"
    document = read(pdf({1: b"<</Type/Catalog/Pages 2 0 R%s>>" % all_but_one, 2: b"<</Kids[]/Count 0>>"}))
    assert document.layers_off == {8}


def test_no_change_of_bytes_raises() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(150):
        content = bytearray(GOOD)
        for _ in range(chance.randrange(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        document = read(bytes(content[: chance.randrange(len(content))] if chance.random() < 0.3 else content))
        assert kinds(document) <= set(DAMAGES)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["LZWDecode", "FlateDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode"]),
)
def test_no_filter_raises_whatever_it_is_fed(data: bytes, name: str) -> None:
    assert len(decode(Stream({"Filter": Name(name)}, data), 5000).data) <= 5000


def test_filters_undo_what_was_done() -> None:
    def undone(name: str, data: bytes) -> bytes:
        return decode(Stream({"Filter": Name(name)}, data)).data

    assert undone("ASCIIHexDecode", b"61 62 7>") == b"abp"
    assert undone("ASCII85Decode", b"<~87cURDZ~>") == b"Hello"
    assert undone("RunLengthDecode", b"\x01ab\xfec\x80") == b"abccc"
    assert undone("LZWDecode", bytes((0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01))) == b"-----A---B"
    sub = Stream(
        {"Filter": Name("FlateDecode"), "DecodeParms": Dictionary({"Predictor": 15, "Columns": 3})},
        zlib.compress(b"\x01\x01\x01\x01\x02\x01\x01\x01\x04\x01\x00\x00"),
    )
    assert decode(sub).data == b"\x01\x02\x03\x02\x03\x04\x03\x03\x04"
