"""Findings drawn where they are, on a copy whose pages are as they were."""

import io
from collections.abc import Sequence
from itertools import pairwise

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from small_pdf import one_page, pages, pdf, stream

from newsletter.geometry import Rect
from newsletter.pdf.reader import read
from newsletter.preflight.annotate import Remark, annotated
from newsletter.preflight.thumbnails import thumbnails
from newsletter.problems import PageSpot

TRIM = b"/TrimBox[20 10 180 90]"
"""Of the small page of 200 x 100 pt: its top left stands at (20, 90)."""
FILE = one_page(b"0 0 0 0.1 k 0 0 200 100 re f", page=TRIM)
HERE = Remark("NL840", "error", "màu RGB", PageSpot(1, Rect(30_000, 20_000, 60_000, 40_000)))


def copy(remarks: Sequence[Remark], content: bytes = FILE) -> pikepdf.Pdf:
    made = annotated(content, remarks)
    assert made is not None
    return pikepdf.open(io.BytesIO(made))


def annotations(document: pikepdf.Pdf, page: int = 0) -> list[pikepdf.Object]:
    return list(document.pages[page].obj.get("/Annots", []))


def shown(content: bytes, page: int = 0) -> Image.Image:
    with pdfium.PdfDocument(content) as document:
        image: Image.Image = document[page].render(scale=2).to_pil().convert("RGB")
    return image


def test_a_square_goes_round_the_box_and_says_what_is_wrong() -> None:
    with copy([HERE]) as document:
        (square,) = annotations(document)
        assert (square.Subtype, square.Contents, square.F) == ("/Square", "NL840: màu RGB", 4)
        outer = [float(side) for side in square.Rect]
        left, top, right, bottom = (float(side) for side in square.RD)
        inner = (outer[0] + left, outer[1] + bottom, outer[2] - right, outer[3] - top)
        assert inner == pytest.approx((50 - 3, 50 - 3, 80 + 3, 70 + 3))
        assert square.AP.N.Subtype == "/Form"
        assert [float(side) for side in square.AP.N.BBox] == outer


@pytest.mark.parametrize(("severity", "main"), [("error", 0), ("note", 2)])
def test_its_line_has_the_colour_of_its_severity(severity: str, main: int) -> None:
    made = annotated(FILE, [HERE._replace(severity=severity)])  # type: ignore[arg-type]
    assert made is not None
    line = shown(made).getpixel((2 * 65, 2 * (100 - 48) - 1))
    assert isinstance(line, tuple)
    assert line[main] == max(line)
    assert line[main] - min(line) > 100


def test_what_lies_inside_the_line_is_as_it_was() -> None:
    made = annotated(FILE, [HERE])
    assert made is not None
    assert shown(made).getpixel((130, 80)) == shown(FILE).getpixel((130, 80))


def test_what_has_no_box_is_a_note_at_the_corner_of_its_page_and_what_has_no_page_at_that_of_the_first() -> None:
    remarks = [
        Remark("NL810", "error", "không có output intent"),
        Remark("NL830", "warning", "thiếu TrimBox", PageSpot(2)),
        Remark("NL999", "note", "trang không có", PageSpot(9)),
    ]
    with copy(remarks, pages([b"", b""], page=TRIM)) as document:
        first, second = annotations(document, 0), annotations(document, 1)
        assert [note.Subtype for note in (*first, *second)] == ["/Text"] * 3
        assert [str(note.Contents)[:5] for note in first] == ["NL810", "NL999"]
        (x0, y0, _, y1), other = ([float(side) for side in note.Rect] for note in first)
        assert (x0, y1) == (24, 86)
        assert other[3] <= y0


def test_tags_of_findings_in_one_place_do_not_cover_each_other() -> None:
    with copy([HERE, HERE._replace(code="NL841"), HERE._replace(code="NL842")]) as document:
        tops = [float(square.Rect[3]) for square in annotations(document)]
        assert sorted(tops) == tops
        assert all(above - below >= 8 for below, above in pairwise(tops))


def test_contents_and_annotations_of_the_page_stay_as_they_were() -> None:
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]>>]"
    content = one_page(b"1 0 0 rg 5 5 20 20 re f", page=TRIM + link + b"/Rotate 90/UserUnit 2")
    with copy([HERE], content) as document, pikepdf.open(io.BytesIO(content)) as original:
        page, before = document.pages[0], original.pages[0]
        assert page.Contents.read_raw_bytes() == before.Contents.read_raw_bytes()
        assert (page.obj.Rotate, page.obj.UserUnit, list(page.trimbox)) == (90, 2, list(before.trimbox))
        assert [note.Subtype for note in annotations(document)] == ["/Link", "/Square"]


def test_scripts_are_left_behind() -> None:
    script = pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Names<</JavaScript 5 0 R>>>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/AA<</O<</S/JavaScript/JS(app.alert(2))>>>>>>",
            5: b"<</Names[(a)<</S/JavaScript/JS(app.alert(3))>>]>>",
        }
    )
    made = annotated(script, [HERE])
    assert made is not None
    assert b"alert" not in made
    assert b"alert".hex().encode() not in made


def test_layers_that_are_off_stay_off() -> None:
    layers = pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Properties<</L 5 0 R>>>>>>",
            4: stream(b"/OC /L BDC 0 0 200 100 re f EMC"),
            5: b"<</Type/OCG/Name(L)>>",
        }
    )
    made = annotated(layers, [])
    assert made is not None
    assert shown(made).getpixel((100, 50)) == (255, 255, 255)


def test_a_truncated_file_is_annotated_as_far_as_it_can_be_read() -> None:
    cut = FILE[: FILE.rindex(b"xref")]
    with copy([HERE], cut) as document:
        assert len(annotations(document)) == 1


def test_an_enciphered_file_that_needs_no_password_is_annotated_in_plain() -> None:
    secret = io.BytesIO()
    with pikepdf.open(io.BytesIO(FILE)) as document:
        document.save(secret, encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False))
    with copy([HERE], secret.getvalue()) as document:
        assert not document.is_encrypted
        assert len(annotations(document)) == 1


def test_what_cannot_be_read_is_not_annotated() -> None:
    assert annotated(b"no PDF", [HERE]) is None


def test_the_copy_is_the_same_each_time_and_without_damage() -> None:
    made = annotated(FILE, [HERE, Remark("NL810", "error", "x")])
    assert made is not None
    assert made == annotated(FILE, [HERE, Remark("NL810", "error", "x")])
    assert read(made).damages == ()


def test_thumbnails_show_the_trim_at_the_width_asked_for() -> None:
    content = one_page(b"1 0 0 rg 0 0 200 100 re f 0 0 1 rg 20 10 160 80 re f", page=TRIM)
    ((number, picture),) = thumbnails(content, 80)
    with Image.open(io.BytesIO(picture)) as image:
        assert (number, image.format, image.size) == (1, "PNG", (80, 40))
        assert image.getpixel((1, 1)) == image.getpixel((78, 38)) == (0, 0, 255)


def test_a_thumbnail_of_a_turned_page_is_turned() -> None:
    content = one_page(b"1 0 0 rg 0 0 200 100 re f 0 0 1 rg 20 10 80 80 re f", page=TRIM + b"/Rotate 90")
    ((_, picture),) = thumbnails(content, 40)
    with Image.open(io.BytesIO(picture)) as image:
        assert image.size == (40, 80)
        assert (image.getpixel((20, 5)), image.getpixel((20, 75))) == ((0, 0, 255), (255, 0, 0))


def test_thumbnails_of_no_pdf_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        next(iter(thumbnails(b"no PDF", 80)))
