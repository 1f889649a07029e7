"""The subject of a photo is found where nobody says where it is."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from newsletter.compose.figures import crop_to
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.intake.saliency import MIDDLE, find_focus
from newsletter.model.article import Photo
from newsletter.source import SourceSpan
from newsletter.units import pt

GROUNDS = st.sampled_from(["#203040", "#f4f0e4", "#507848", "#808080"])
DISCS = st.sampled_from(["#f8e020", "#c01818", "#181818"])


def stored(image: Image.Image, kind: str = "JPEG", turned: int = 1) -> bytes:
    stream = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = turned
    image.save(stream, kind, exif=exif)
    return stream.getvalue()


def painted(size: tuple[int, int], x: float, y: float, ground: str = "#203040", disc: str = "#f8e020") -> Image.Image:
    """A disc on a plain ground, as wide as a fifth of the shorter side."""
    image = Image.new("RGB", size, ground)
    middle, radius = (x * size[0], y * size[1]), min(size) / 10
    box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    ImageDraw.Draw(image).ellipse(box, fill=disc)
    return image


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.sampled_from([(900, 600), (600, 900), (1200, 400)]), st.floats(0.12, 0.88), st.floats(0.12, 0.88), GROUNDS, DISCS
)
def test_a_photo_is_cropped_to_the_disc_that_it_shows(
    size: tuple[int, int], x: float, y: float, ground: str, disc: str
) -> None:
    focus = find_focus(stored(painted(size, x, y, ground, disc)))
    photo = Photo("a.jpg", size, "", "rgb", SourceSpan("a.md"), focus)
    x0, y0, x1, y1 = crop_to(photo, pt(100), pt(100))
    radius = min(size) / 10
    wide, high = radius / size[0], radius / size[1]
    assert x0 - 0.01 <= max(0, x - wide)
    assert min(1, x + wide) <= x1 + 0.01
    assert y0 - 0.01 <= max(0, y - high)
    assert min(1, y + high) <= y1 + 0.01


def test_the_focus_is_that_of_the_photo_as_it_is_held() -> None:
    """Turned a quarter to the right by its EXIF (orientation 6), what was at the left is at the top."""
    assert find_focus(stored(painted((900, 600), 0.2, 0.5), turned=6)) == pytest.approx((0.5, 0.2), abs=0.03)


def with_thumbnail(image: Image.Image, small: Image.Image, turned: int = 1) -> bytes:
    """A JPEG with a small picture in its Exif data."""
    stream = BytesIO()
    small.save(stream, "JPEG")
    thumbnail = stream.getvalue()
    head = b"II*\0" + struct.pack("<I", 8)
    first = struct.pack("<HHHII", 1, 0x0112, 3, 1, turned) + struct.pack("<I", 26)
    second = struct.pack("<HHHII", 2, 0x0201, 4, 1, 56) + struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail)) + bytes(4)
    stream = BytesIO()
    image.save(stream, "JPEG", exif=b"Exif\0\0" + head + first + second + thumbnail)
    return stream.getvalue()


@pytest.mark.parametrize(("turned", "focus"), [(1, (0.2, 0.5)), (6, (0.5, 0.2))])
def test_where_a_camera_put_a_small_picture_in_it_is_looked_at_instead(turned: int, focus: tuple[float, float]) -> None:
    plain, small = Image.new("RGB", (900, 600), "#507848"), painted((150, 100), 0.2, 0.5)
    assert find_focus(with_thumbnail(plain, small, turned)) == pytest.approx(focus, abs=0.04)


@pytest.mark.parametrize("small", [(160, 120), (30, 20)])
def test_a_small_picture_of_another_shape_or_too_small_is_passed_over(small: tuple[int, int]) -> None:
    found = find_focus(with_thumbnail(painted((900, 600), 0.8, 0.5), painted(small, 0.2, 0.5)))
    assert found == pytest.approx((0.8, 0.5), abs=0.03)


def test_a_damaged_small_picture_is_passed_over() -> None:
    whole = with_thumbnail(painted((900, 600), 0.8, 0.5), painted((150, 100), 0.2, 0.5))
    cut = whole.find(b"\xff\xda", 100)  # the pixels of the small picture begin
    assert find_focus(whole[:cut] + bytes(8) + whole[cut + 8 :])[0] == pytest.approx(0.8, abs=0.03)


def test_of_two_things_the_one_near_the_middle_counts_more() -> None:
    image = painted((900, 600), 0.5, 0.5)
    image.paste(painted((900, 600), 0.95, 0.5).crop((780, 0, 900, 600)), (780, 0))
    assert find_focus(stored(image))[0] < (0.5 + 0.95) / 2 - 0.05


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (1, 1), (2, 400)])
def test_a_photo_in_which_nothing_stands_out_has_its_focus_in_the_middle(size: tuple[int, int]) -> None:
    assert find_focus(stored(Image.new("RGB", size, "#507848"))) == MIDDLE


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK"])
def test_photos_of_every_kind_are_looked_at(mode: str) -> None:
    image = painted((600, 400), 0.25, 0.5).convert(mode)
    found = find_focus(stored(image, "JPEG" if mode in ("L", "CMYK") else "PNG"))
    assert found == pytest.approx((0.25, 0.5), abs=0.06)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff broken", stored(Image.new("RGB", (900, 600)), "PNG")[:90]])
def test_a_file_that_cannot_be_decoded_has_its_focus_in_the_middle(data: bytes) -> None:
    assert find_focus(data) == MIDDLE


def test_a_photo_is_looked_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(stored(painted((900, 600), 0.2, 0.5)))
    shelf = PhotoShelf(tmp_path)
    found = shelf.focus("a.jpg")
    (tmp_path / "a.jpg").write_bytes(stored(painted((900, 600), 0.8, 0.5)))
    assert found[0] < 0.3
    assert shelf.focus("a.jpg") == found
