"""The document round the pages: order, links, outline, labels, metadata, attached files, determinism."""

import pathlib
import subprocess
import sys
from datetime import UTC, datetime
from shutil import which

import pikepdf
import pypdfium2 as pdfium
import pytest
from square_type import CATALOGUE, EDITION, opened, page, set_line, set_run, write

from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.faces.book import FontBook
from newsletter.geometry import Point, Rect
from newsletter.model.artwork import Drawing, Path, Segment, circle
from newsletter.pages.items import Artwork, Bookmark, Line, Link, Outline, Panel, Stroke
from newsletter.render.options import PROOF_MARGIN, Attachment
from newsletter.units import pt

BOOK = FontBook(CATALOGUE)
RED = Cmyk(0, 1000, 1000, 0)
SQUARE_PT = Rect(pt(100), pt(100), pt(200), pt(200))


def line(words: str, y: float = 50) -> Line:
    return set_line(set_run(BOOK, words), y=y)


def operators(document: pikepdf.Pdf, index: int = 0) -> list[str]:
    return [str(step.operator) for step in pikepdf.parse_content_stream(document.pages[index])]


def pixel(pdf: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in points from the media's top left."""
    document = pdfium.PdfDocument(pdf)
    image = document[0].render(scale=1).to_pil()
    document.close()
    return tuple(image.getpixel((x, y)))


def test_pages_come_in_any_order_and_are_bound_by_number() -> None:
    document = pdfium.PdfDocument(write(BOOK, [page(line("hai"), number=2), page(line("một"), number=1)]))
    assert [leaf.get_textpage().get_text_range() for leaf in document] == ["một", "hai"]
    document.close()


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = [page(line("Đảng bộ"), Panel(SQUARE_PT, RED))]
    assert write(BOOK, pages) == write(FontBook(CATALOGUE), pages)
    assert write(BOOK, pages) != write(BOOK, pages, date=datetime(2022, 10, 21, tzinfo=UTC))


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests'); from square_type import *; b = FontBook(CATALOGUE);"
        "print(hashlib.sha256(write(b, [page(set_line(set_run(b, 'thi đua yêu nước')))])).hexdigest())"
    )
    root = pathlib.Path(__file__).parents[2]
    digests = {
        subprocess.run([sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        .stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_title_author_language_and_date_stand_in_the_file() -> None:
    document = opened(write(BOOK, [page(line("a"))]))
    assert str(document.docinfo.Title) == EDITION.title
    assert str(document.docinfo.Author) == EDITION.organization
    assert str(document.docinfo.CreationDate) == "D:20221020000000Z"
    assert str(document.Root.Lang) == "vi"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == EDITION.title
        assert metadata["xmp:CreateDate"] == "2022-10-20T00:00:00Z"


def test_the_file_bears_no_trace_of_fonts_that_are_not_embedded() -> None:
    assert b"Helvetica" not in write(BOOK, [page(line("a"))])


def test_bookmarks_follow_the_pages_not_the_order_of_drawing() -> None:
    second = page(line("a"), number=2, bookmarks=(Bookmark("Thể thao", pt(40)),))
    first = page(line("a"), bookmarks=(Bookmark("Xã luận", pt(30)), Bookmark("Tin", pt(300))))
    document = opened(write(BOOK, [second, first]))
    with document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Xã luận", "Tin", "Thể thao"]
        assert [float(item.destination[3]) for item in outline.root] == [570, 300, 560]


def test_page_labels_go_on_by_themselves_and_start_anew_where_they_jump() -> None:
    pages = [
        page(line("a"), number=number)._replace(label=label)
        for number, label in ((1, "bìa"), (2, "2"), (3, "3"), (4, "9"))
    ]
    document = opened(write(BOOK, pages))
    assert [leaf.label for leaf in document.pages] == ["bìa", "2", "3", "9"]


def test_links_lead_to_pages_and_to_safe_addresses_alone() -> None:
    box = Rect(pt(20), pt(40), pt(60), pt(52))
    links = (
        Link(box, page=2),
        Link(box, address="https://thainguyen.gov.vn"),
        Link(box, address="tel:+842083855555"),
        Link(box, address="javascript:alert(1)"),
    )
    document = opened(write(BOOK, [page(line("a"), *links), page(line("b"), number=2)]))
    first, second, third = document.pages[0].Annots
    assert document.Root.Dests[first.Dest][0].objgen == document.pages[1].objgen
    assert [float(edge) for edge in first.Rect] == [20, 548, 60, 560]
    assert str(second.A.URI) == "https://thainguyen.gov.vn"
    assert str(third.A.URI) == "tel:+842083855555"


def test_attached_files_come_out_as_they_went_in() -> None:
    written: list[str] = []

    def attachments() -> tuple[Attachment, ...]:
        return (Attachment("source-map.json", f'{{"pages": {len(written)}}}'.encode(), "application/json"),)

    def pages() -> object:
        for number in (1, 2):
            written.append("page")
            yield page(line("a"), number=number)

    document = opened(write(BOOK, pages(), target="proof", attachments=attachments))
    assert document.attachments["source-map.json"].get_file().read_bytes() == b'{"pages": 2}'


def test_a_proof_has_room_round_the_trim_and_bears_its_marks() -> None:
    marked = page(line("a"), marks=(line("BẢN BÔNG", -10),))
    margin = PROOF_MARGIN / 1000
    proof, screen = write(BOOK, [marked], target="proof"), write(BOOK, [marked])
    document = opened(proof)
    assert [float(edge) for edge in document.pages[0].TrimBox] == pytest.approx(
        [margin, margin, margin + 400, margin + 600]
    )
    assert pdfium.PdfDocument(proof)[0].get_textpage().get_text_range().endswith("BẢN BÔNG")
    assert pdfium.PdfDocument(screen)[0].get_textpage().get_text_range() == "a"


def test_areas_have_their_colour_and_their_place() -> None:
    pdf = write(BOOK, [page(Panel(SQUARE_PT, RED), Panel(Rect(pt(100), pt(300), pt(200), pt(301)), BLACK))])
    assert pixel(pdf, 150, 150)[0] > 200
    assert pixel(pdf, 150, 150)[1] < 40
    assert pixel(pdf, 95, 150) == pixel(pdf, 205, 150) == (255, 255, 255)
    assert pixel(pdf, 150, 300) == (0, 0, 0)


def test_an_outline_is_filled_by_the_even_odd_rule() -> None:
    hole = tuple(Point(pt(x), pt(y)) for x, y in ((130, 130), (170, 130), (170, 170), (130, 170)))
    ring = tuple(Point(pt(x), pt(y)) for x, y in ((100, 100), (200, 100), (200, 200), (100, 200)))
    pdf = write(BOOK, [page(Outline((ring, hole), BLACK))])
    assert pixel(pdf, 110, 110) == (0, 0, 0)
    assert pixel(pdf, 150, 150) == (255, 255, 255)


def test_a_stroke_without_height_is_a_line() -> None:
    pdf = write(
        BOOK,
        [page(Stroke(Rect(pt(100), pt(100), pt(200), pt(100)), BLACK, pt(4)), Stroke(SQUARE_PT, RED, pt(2), pt(3)))],
    )
    assert pixel(pdf, 150, 99) == (0, 0, 0)
    assert pixel(pdf, 150, 110) == (255, 255, 255)


def test_the_ground_lies_under_the_text() -> None:
    assert operators(opened(write(BOOK, [page(line("a"), ground=(Panel(SQUARE_PT, PAPER),))])))[:4] == [
        "BMC",
        "g",
        "re",
        "f",
    ]


def test_state_that_still_holds_is_not_written_again() -> None:
    steps = operators(opened(write(BOOK, [page(line("một"), line("hai", 62), line("ba", 74))])))
    assert steps.count("Tf") == steps.count("BT") == steps.count("g") == 1


def test_a_page_without_anything_is_still_a_page() -> None:
    assert len(opened(write(BOOK, [page()])).pages) == 1


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(write(BOOK, [page(line("Đảng bộ"), Link(SQUARE_PT, page=1), bookmarks=(Bookmark("a", 0),))]))
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)  # noqa: S607
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_copies_the_same_text(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.pdf"
    initial = set_line(set_run(BOOK, "Đ", size=30), y=74, role="drop-cap")
    rest = set_run(BOOK, "ảng bộ", x=55)
    rest = rest._replace(text=rest.text._replace(marks=(4, 0)))
    path.write_bytes(write(BOOK, [page(initial, set_line(rest), set_line(set_run(BOOK, "Khối", x=55), y=62))]))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)  # noqa: S607
    assert done.stdout.decode().split() == ["Đảng", "bộ", "Khối"]


def test_a_drawing_is_scaled_to_its_box_in_its_own_inks() -> None:
    ring = (*circle(50, 50, 40), *circle(50, 50, 20))
    edge: tuple[Segment, ...] = (("m", (0.0, 2.0)), ("l", (100.0, 2.0)))
    art = Artwork(SQUARE_PT, Drawing(100, 100, (Path(ring, fill=RED), Path(edge, stroke=BLACK, width=4))))
    pdf = write(BOOK, [page(art, line("sau"))])
    red, green, _ = pixel(pdf, 120, 150)
    assert (red > 200, green < 100) == (True, True)
    assert pixel(pdf, 150, 150) == (255, 255, 255), "a ring inside another is a hole"
    assert max(pixel(pdf, 150, 102)) < 60
    assert pixel(pdf, 150, 107) == (255, 255, 255), "a stroke is as wide as the drawing says"
    assert "sau" in pdfium.PdfDocument(pdf)[0].get_textpage().get_text_range()
