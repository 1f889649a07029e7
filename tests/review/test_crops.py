"""Pieces of returned pages show a note where it stands, however the page is cropped or turned, and end well whatever
the file is."""

import io
import time

import pikepdf
import pytest
from PIL import Image, ImageChops
from preflight.hostile import HOSTILE
from review.formats.some_notes import COMMENT, REPLACE
from small_pdf import one_page, pdf, stream

from newsletter.pdf.marks import Box
from newsletter.review import crops as module
from newsletter.review.crops import crops
from newsletter.review.formats.listing import Picture
from newsletter.review.notes import Note

BLUE = b"0 0 1 rg 300 400 20 10 re f"
"""A blue bar on white, that the note is about."""
BAR = Box(300.0, 400.0, 320.0, 410.0)
A_PAGE = b"0 0 600 800"


def marked(*boxes: Box, name: str = "a1", number: int = 1) -> Note:
    return REPLACE._replace(id=name, page=number, boxes=boxes)


def only(content: bytes, note: Note) -> Image.Image:
    outcome = crops(content, [note])
    assert outcome.problems == ()
    assert outcome.value is not None
    (picture,) = outcome.value.values()
    return opened(picture)


def opened(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content)).convert("RGB")
    assert image.size == (picture.width, picture.height)
    return image


def blue(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is blue."""
    red, _, other = image.split()
    much, little = other.point(lambda value: 255 * (value > 150)), red.point(lambda value: 255 * (value < 120))
    found = ImageChops.darker(much, little).getbbox()
    assert found is not None
    return found


def test_the_note_is_in_the_middle_of_its_piece_at_two_pixels_a_point() -> None:
    image = only(one_page(BLUE, box=A_PAGE), marked(BAR))
    assert image.size == (460, 180)
    left, top, right, bottom = blue(image)
    assert (left + right) / 2 == pytest.approx(230, abs=2)
    assert (top + bottom) / 2 == pytest.approx(90, abs=2)
    assert (right - left, bottom - top) == (pytest.approx(40, abs=3), pytest.approx(20, abs=3))


def test_its_place_is_framed_in_the_colour_of_what_it_asks_for() -> None:
    image = only(one_page(b"", box=A_PAGE), marked(BAR))
    frame = image.getpixel((230, 90 - 10 - 2))
    assert isinstance(frame, tuple)
    assert frame[0] > frame[1] > frame[2]
    assert image.getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=2)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_turned_and_cropped_shows_the_same_bar(turn: int) -> None:
    page = b"/CropBox[100 200 590 790]/Rotate %d" % turn
    left, top, right, bottom = blue(only(one_page(BLUE, page=page, box=b"-10 -20 600 800"), marked(BAR)))
    long, short = right - left, bottom - top
    assert (long, short) == (pytest.approx(40, abs=3), pytest.approx(20, abs=3)) or turn % 180
    assert {round(long, -1), round(short, -1)} == {40, 20}


def test_a_note_at_the_edge_shows_the_edge() -> None:
    image = only(one_page(b"0 0 1 rg 0 790 20 10 re f", box=A_PAGE), marked(Box(0, 790, 20, 800)))
    assert image.size == (460, 180)
    assert blue(image)[:2] == (pytest.approx(0, abs=4), pytest.approx(0, abs=4))


def test_a_note_on_a_whole_page_shows_it_smaller() -> None:
    assert only(one_page(b"", box=A_PAGE), marked(Box(0, 0, 600, 800))).size[1] <= 700


def test_marks_that_the_reviewer_left_are_shown() -> None:
    square = b"<</Type/Annot/Subtype/Square/Rect[300 400 320 410]/F 4/AP<</N 11 0 R>>>>"
    form = stream(BLUE, b"/Type/XObject/Subtype/Form/BBox[300 400 320 410]")
    content = one_page(b"", more={10: square, 11: form}, page=b"/Annots[10 0 R]", box=A_PAGE)
    assert blue(only(content, marked(BAR)))


@pytest.mark.parametrize(
    "note",
    [
        marked(),
        marked(BAR, number=2),
        marked(BAR, number=0),
        marked(Box(-500.0, 0.0, -400.0, 10.0)),
        marked(Box(float("nan"), 0.0, float("inf"), 10.0)),
        marked(Box(-1e300, -1e300, -1e299, -1e299)),
    ],
)
def test_what_stands_on_no_page_has_no_picture(note: Note) -> None:
    assert crops(one_page(BLUE, box=A_PAGE), [note]).value == {}


def test_an_endless_box_shows_what_the_page_has_of_it() -> None:
    assert only(one_page(BLUE, box=A_PAGE), marked(Box(-32768.0, -32768.0, 32768.0, 32768.0))).size[1] <= 700


def test_a_page_that_is_far_too_large_is_shown_in_pieces_all_the_same() -> None:
    image = only(one_page(BLUE, box=b"0 0 14400 14400"), marked(BAR))
    assert image.size == (460, 180)


def test_only_so_many_pieces_are_made_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 5)
    notes = [marked(BAR, name=f"{number:04}") for number in range(8)]
    outcome = crops(one_page(b"", box=A_PAGE), notes)
    assert outcome.value is not None
    assert len(outcome.value) == 5
    (problem,) = outcome.problems
    assert (problem.code, dict(problem.values)["count"]) == ("NL794", 3)


def test_a_file_with_a_password_is_opened_by_it() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page(BLUE, box=A_PAGE))) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="chủ", user="mật"))
    assert crops(locked.getvalue(), [marked(BAR)]).value == {}
    assert list(crops(locked.getvalue(), [marked(BAR)], "mật").value or {}) == ["a1"]


def test_the_same_file_gives_the_same_bytes() -> None:
    content = one_page(BLUE, box=A_PAGE)
    assert crops(content, [marked(BAR)]) == crops(content, [marked(BAR)])


def test_a_file_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.01)
    (problem,) = crops(one_page(BLUE), [COMMENT]).problems
    assert (problem.code, problem.severity) == ("NL793", "warning")
    assert dict(problem.values) == {"file": "bong-1-mai.pdf", "value": "limit.time"}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\0" * 1000, pdf({1: b"<</Type/Catalog>>"})])
def test_what_is_no_pdf_has_no_pictures(content: bytes) -> None:
    outcome = crops(content, [marked(BAR)])
    assert outcome.value == {}


@pytest.mark.parametrize("name", sorted(HOSTILE)[::6])
def test_hostile_files_end_well(name: str) -> None:
    began = time.perf_counter()
    crops(HOSTILE[name](), [marked(Box(10.0, 10.0, 200.0, 200.0))])
    assert time.perf_counter() - began < 20
