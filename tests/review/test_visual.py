"""Two PDFs compared as pictures."""

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from small_pdf import one_page, pages

from newsletter.review.compare import Given
from newsletter.review.page_match import Look, match_pages
from newsletter.review.visual import Seen, see, see_apart

PAGE = b"0 g 20 20 60 10 re f 120 60 30 20 re f"
"""On a page of 200 x 100 pt."""


def seen(old: bytes, new: bytes) -> Seen:
    return see(Given("cũ", old), Given("mới", new), True)


def test_a_file_and_itself_look_the_same() -> None:
    found = seen(one_page(PAGE), one_page(PAGE))
    assert (found.old_pages, found.new_pages, found.pages, found.sheets) == (1, 1, (), None)


def test_what_changed_is_boxed_and_nothing_else() -> None:
    found = seen(one_page(PAGE), one_page(PAGE + b" 20 70 8 8 re f"))
    (page,) = found.pages
    (box,) = page.boxes
    assert tuple(box) == pytest.approx((20, 22, 28, 30), abs=1)


def test_changes_far_apart_have_boxes_of_their_own() -> None:
    found = seen(one_page(PAGE), one_page(PAGE + b" 20 70 8 8 re f 180 5 8 8 re f"))
    assert len(found.pages[0].boxes) == 2


def test_what_moved_by_half_a_pixel_did_not_change() -> None:
    assert not seen(one_page(PAGE), one_page(b"1 0 0 1 0.3 0.3 cm " + PAGE)).pages


def test_a_page_that_came_in_between_is_told_alone() -> None:
    contents = [b"0 g %d 20 30 60 re f" % (10 + 45 * k) for k in range(4)]
    found = seen(pages(contents), pages([*contents[:2], b"0 g 0 0 200 100 re f", *contents[2:]]))
    assert [(page.old, page.new, page.boxes) for page in found.pages] == [(0, 3, ())]


def test_a_page_that_went_is_told_alone() -> None:
    contents = [b"0 g %d 20 30 60 re f" % (10 + 45 * k) for k in range(4)]
    assert [(page.old, page.new) for page in seen(pages(contents), pages(contents[1:])).pages] == [(1, 0)]


def test_sheets_show_a_changed_page_side_by_side_and_then_overlaid() -> None:
    found = seen(one_page(b""), one_page(b"0 g 50 40 40 20 re f"))
    assert found.sheets is not None
    with pdfium.PdfDocument(found.sheets) as sheets:
        assert len(sheets) == 2
        overlay = sheets[1].render(scale=1).to_pil().convert("RGB")
    red, green, blue = overlay.getpixel((18 + 70, overlay.height - 18 - 50))
    assert blue > 200
    assert max(red, green) < 60


def test_what_stayed_is_pale_in_the_overlay_and_what_went_is_red() -> None:
    found = seen(one_page(PAGE + b" 20 70 8 8 re f"), one_page(PAGE))
    assert found.sheets is not None
    with pdfium.PdfDocument(found.sheets) as sheets:
        overlay = sheets[1].render(scale=1).to_pil().convert("RGB")
    stayed, went = (overlay.getpixel((18 + x, overlay.height - 18 - y)) for x, y in ((50, 25), (24, 74)))
    assert min(stayed) > 150
    assert went[0] > 200
    assert max(went[1:]) < 60


def test_pages_of_different_sizes_are_compared_from_their_top_left() -> None:
    with pikepdf.open(io.BytesIO(one_page(PAGE))) as file:
        file.pages[0].mediabox = [0, 0, 260, 100]
        out = io.BytesIO()
        file.save(out)
    assert not seen(one_page(PAGE), out.getvalue()).pages


def test_the_sheets_are_the_same_each_time() -> None:
    pair = (one_page(PAGE), one_page(PAGE + b" 20 70 8 8 re f"))
    assert seen(*pair).sheets == seen(*pair).sheets


def test_what_is_no_pdf_is_named() -> None:
    found = see_apart(Given("cũ.pdf", b"nothing"), Given("mới.pdf", one_page(PAGE)), sheets=True)
    assert [(problem.code, dict(problem.values)["file"]) for problem in found.problems] == [("NL781", "cũ.pdf")]


@pytest.mark.parametrize("cut", [200, 400, 600])
def test_files_that_break_off_end_well(cut: int) -> None:
    found = see_apart(Given("cũ.pdf", one_page(PAGE)[:cut]), Given("mới.pdf", one_page(PAGE)), sheets=True)
    assert found.problems or found.new_pages == 1


def look(*words: str) -> Look:
    return Look(frozenset(words), b"")


def test_pages_are_matched_by_their_words_whatever_their_number() -> None:
    old = [look("một", "hai", "ba", "1"), look("bốn", "năm", "sáu", "2")]
    new = [look("mở", "đầu"), look("một", "hai", "ba", "2"), look("bốn", "năm", "sáu", "3")]
    assert match_pages(old, new) == [(0, 1), (1, 2), (2, 3)]


def test_a_page_set_wholly_anew_between_two_that_stayed_is_the_same_page() -> None:
    old, new = [look("a"), look("b"), look("c")], [look("a"), look("x"), look("c")]
    assert match_pages(old, new) == [(1, 1), (2, 2), (3, 3)]
