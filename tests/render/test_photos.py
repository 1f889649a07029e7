"""Photos as printed: turned, cropped, reduced, in the inks of the target, the same every time."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageCms
from square_type import CATALOGUE, EDITION, opened, page, write

from newsletter.colour import Cmyk
from newsletter.faces.book import FontBook
from newsletter.geometry import Rect
from newsletter.model.article import Photo
from newsletter.pages.items import Picture
from newsletter.render.cabinet import Cabinet
from newsletter.render.inks import screen_colour
from newsletter.render.options import Printed, RenderOptions, Target
from newsletter.render.pdf import write_pdf
from newsletter.render.photos import Darkroom, Unreadable
from newsletter.render.profiles import FOGRA29, FOGRA39L, profile
from newsletter.source import SourceSpan
from newsletter.units import INCH, pt

BOOK = FontBook(CATALOGUE)
RED, BLUE = (200, 30, 30), (30, 30, 200)
GREY = Cmyk(0, 0, 0, 500)
SIDEWAYS = 6
"""Exif orientation: to be turned a quarter to the right."""


def halves(size: tuple[int, int] = (400, 200)) -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def save(folder: Path, name: str, image: Image.Image, **more: object) -> str:
    image.save(folder / name, **{"quality": 95, **more} if name.endswith(".jpg") else more)
    return name


def picture(
    folder: Path, file: str, pixels: tuple[int, int], *, inches: tuple[float, float] = (4, 2),
    crop: tuple[float, float, float, float] = (0, 0, 1, 1), mode: Literal["grey", "rgb", "cmyk"] = "rgb",
) -> Picture:  # fmt: skip
    path = folder / file
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "0" * 64
    photo = Photo(file=file, pixels=pixels, sha256=f"sha256:{sha256}", mode=mode, at=SourceSpan("articles/a.md", 4))
    return Picture("a", photo, Rect(0, 0, round(inches[0] * INCH), round(inches[1] * INCH)), crop)


def develop(folder: Path, item: Picture, target: Target = "screen", cache: Path | None = None) -> Image.Image:
    press = profile(FOGRA39L) if target == "press" else b""
    return Image.open(io.BytesIO(Darkroom(folder, target, Cabinet(cache) if cache else None, press).develop(item).jpeg))


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 12 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(("target", "size"), [("proof", (540, 270)), ("screen", (800, 400)), ("press", (1200, 600))])
def test_a_large_photo_is_reduced_to_what_the_target_shows(
    tmp_path: Path, target: Target, size: tuple[int, int]
) -> None:
    save(tmp_path, "a.jpg", halves((4000, 2000)))
    assert develop(tmp_path, picture(tmp_path, "a.jpg", (4000, 2000)), target).size == size


def test_a_small_photo_is_never_blown_up(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves((100, 50)))
    assert develop(tmp_path, picture(tmp_path, "a.jpg", (100, 50))).size == (100, 50)


def test_the_press_keeps_what_lies_between_300_and_450_ppi(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves((1600, 800)))
    assert develop(tmp_path, picture(tmp_path, "a.jpg", (1600, 800)), "press").size == (1600, 800)


def test_what_the_decoder_reduces_nearly_enough_is_not_reduced_again(tmp_path: Path) -> None:
    """4000 pixels on 6.4 in are 625 ppi; halved while it is decoded, the photo has 312."""
    save(tmp_path, "a.jpg", halves((4000, 2000)))
    save(tmp_path, "a.png", halves((4000, 2000)))
    found = [develop(tmp_path, picture(tmp_path, f"a.{form}", (4000, 2000), inches=(6.4, 3.2)), "press").size
             for form in ("jpg", "png")]  # fmt: skip
    assert found == [(2000, 1000), (1920, 960)]


@pytest.mark.parametrize("form", ["png", "jpg"])
@pytest.mark.parametrize("kind", ["RGB", "L", "CMYK"])
def test_a_reduced_photo_is_a_little_sharper_at_its_edges_and_even_areas_stay_as_they_are(
    tmp_path: Path, kind: str, form: str
) -> None:
    """Dark beside light: just at the edge the dark is darker and the light lighter; up to the rim nothing else changes."""
    if (kind, form) == ("CMYK", "png"):
        return
    image = Image.new("L", (3000, 3000), 80)
    image.paste(170, (1500, 0, 3000, 3000))
    save(tmp_path, f"a.{form}", image.convert(kind))
    found = develop(tmp_path, picture(tmp_path, f"a.{form}", (3000, 3000), inches=(2, 2)), "proof").convert("L")
    row = [found.getpixel((x, 150)) for x in range(found.width)]
    middle = found.width // 2
    assert min(row) < row[20] - 2
    assert max(row) > row[-20] + 2
    assert row.index(min(row)) in range(middle - 3, middle + 1)
    assert row.index(max(row)) in range(middle - 1, middle + 3)
    for x, y in ((0, 0), (1, 150), (0, 269)):
        assert found.getpixel((x, y)) == pytest.approx(row[20], abs=1)


def test_the_crop_is_what_is_printed(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves())
    left = develop(tmp_path, picture(tmp_path, "a.jpg", (400, 200), crop=(0, 0, 0.4, 1)))
    assert left.size == (160, 200)
    assert near(left.getpixel((150, 100)), RED)


def test_a_photo_is_shown_inside_its_shape_alone(tmp_path: Path) -> None:
    """The left upper half of a square: its corner is red, what is right of the diagonal is paper."""
    save(tmp_path, "a.jpg", Image.new("RGB", (200, 200), RED))
    shown = picture(tmp_path, "a.jpg", (200, 200), inches=(2, 2))._replace(clip=((0, 0), (1, 0), (0, 1)))
    document = pdfium.PdfDocument(write(BOOK, [page(shown)], photos=tmp_path))
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    assert near(image.getpixel((20, 20)), RED)
    assert image.getpixel((120, 120)) == (255, 255, 255)


def test_a_photo_is_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = SIDEWAYS
    save(tmp_path, "a.jpg", halves((4000, 2000)), exif=exif)
    upright = develop(tmp_path, picture(tmp_path, "a.jpg", (2000, 4000), inches=(2, 4)))
    assert upright.size == (400, 800)
    assert near(upright.getpixel((200, 100)), RED)
    assert near(upright.getpixel((200, 700)), BLUE)
    top = develop(tmp_path, picture(tmp_path, "a.jpg", (2000, 4000), inches=(2, 2), crop=(0, 0, 1, 0.5)))
    assert near(top.getpixel((200, 390)), RED)


@pytest.mark.parametrize("form", ["jpg", "png", "tif", "webp"])
def test_whatever_kind_a_turned_photo_is_it_keeps_its_pixels(tmp_path: Path, form: str) -> None:
    exif = Image.Exif()
    exif[274] = SIDEWAYS
    save(tmp_path, f"a.{form}", halves(), exif=exif)
    assert develop(tmp_path, picture(tmp_path, f"a.{form}", (200, 400), inches=(2, 4))).size == (200, 400)


def test_a_photo_of_a_phone_is_printed(tmp_path: Path) -> None:
    """halves.heic: left half red, right half blue, 64 x 32."""
    (tmp_path / "a.heic").write_bytes((Path(__file__).parents[1] / "photos" / "halves.heic").read_bytes())
    printed = develop(tmp_path, picture(tmp_path, "a.heic", (64, 32)))
    assert printed.size == (64, 32)
    assert near(printed.getpixel((10, 16)), RED)
    assert near(printed.getpixel((54, 16)), BLUE)


def test_a_grey_photo_stays_grey_on_every_target(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves().convert("L"))
    for target in ("screen", "press"):
        assert develop(tmp_path, picture(tmp_path, "a.jpg", (400, 200)), target).mode == "L"


def test_colours_become_inks_for_the_press_and_stay_light_for_the_screen(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves())
    item = picture(tmp_path, "a.jpg", (400, 200))
    assert near(develop(tmp_path, item).getpixel((50, 100)), RED)
    red = develop(tmp_path, item, "press")
    cyan, magenta, yellow, _ = red.getpixel((50, 100))
    assert red.mode == "CMYK"
    assert magenta > 200
    assert yellow > 180
    assert cyan < 60


def test_a_cmyk_photo_keeps_its_inks_for_the_press_and_is_shown_on_screen(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", Image.new("CMYK", (400, 200), (0, 230, 230, 0)))
    item = picture(tmp_path, "a.jpg", (400, 200), mode="cmyk")
    assert near(develop(tmp_path, item, "press").getpixel((50, 50)), (0, 230, 230, 0))
    red, green, blue = develop(tmp_path, item).getpixel((50, 50))
    assert red > 190
    assert max(green, blue) < 90


@pytest.mark.parametrize(("own", "converted"), [(FOGRA29, True), (FOGRA39L, False), ("", False)])
def test_a_cmyk_photo_is_converted_from_its_own_profile_and_kept_where_it_has_none_or_ours(
    tmp_path: Path, own: str, *, converted: bool
) -> None:
    """A grey of three inks for uncoated paper takes other amounts on coated paper."""
    inks = (120, 90, 90, 60)
    save(tmp_path, "a.tif", Image.new("CMYK", (40, 20), inks), **({"icc_profile": profile(own)} if own else {}))
    printed = develop(tmp_path, picture(tmp_path, "a.tif", (40, 20), mode="cmyk"), "press")
    found = printed.getpixel((20, 10))
    assert (max(abs(one - other) for one, other in zip(found, inks, strict=True)) > 12) is converted
    if converted:
        assert near(seen(printed, FOGRA39L), seen(Image.new("CMYK", (40, 20), inks), own))


def seen(image: Image.Image, condition: str) -> tuple[int, ...]:
    """What the middle of a CMYK picture looks like when it is printed so."""
    light = ImageCms.profileToProfile(
        image, io.BytesIO(profile(condition)), ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC,
        "RGB", flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    assert light is not None
    return light.getpixel((20, 10))


def test_an_embedded_profile_is_honoured(tmp_path: Path) -> None:
    """In a profile whose red and blue primaries have changed places, red numbers mean blue light."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"XXXX", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"XXXX", b"bXYZ", 1)
    save(tmp_path, "a.jpg", halves(), icc_profile=swapped)
    shown = develop(tmp_path, picture(tmp_path, "a.jpg", (400, 200)))
    assert near(shown.getpixel((50, 100)), BLUE)


@pytest.mark.parametrize("icc", [b"no profile at all", profile(FOGRA39L)])
def test_a_profile_that_does_not_fit_the_photo_is_passed_over(tmp_path: Path, icc: bytes) -> None:
    save(tmp_path, "a.jpg", halves(), icc_profile=icc)
    item = picture(tmp_path, "a.jpg", (400, 200))
    assert near(develop(tmp_path, item).getpixel((50, 100)), RED)
    assert develop(tmp_path, item, "press").getpixel((50, 100))[1] > 200


def test_what_is_transparent_becomes_paper(tmp_path: Path) -> None:
    image = halves().convert("RGBA")
    image.putalpha(0)
    image.paste((*RED, 255), (0, 0, 200, 200))
    save(tmp_path, "a.png", image)
    flat = develop(tmp_path, picture(tmp_path, "a.png", (400, 200)))
    assert near(flat.getpixel((300, 100)), (255, 255, 255))
    assert near(flat.getpixel((100, 100)), RED)


@pytest.mark.parametrize("mode", ["1", "P", "LA", "I;16"])
def test_uncommon_kinds_of_pixels_are_printed(tmp_path: Path, mode: str) -> None:
    image = Image.new("I;16", (400, 200), 0xFFFF) if mode == "I;16" else halves().convert(mode)
    save(tmp_path, "a.png", image)
    printed = develop(tmp_path, picture(tmp_path, "a.png", (400, 200)), "press")
    assert printed.mode == ("CMYK" if mode == "P" else "L")
    if mode == "I;16":
        assert printed.getpixel((10, 10)) == 255


def test_the_same_photo_gives_the_same_bytes_with_and_without_the_cache(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves((4000, 2000)))
    item, cache = picture(tmp_path, "a.jpg", (4000, 2000)), tmp_path / "cache"
    darkroom = Darkroom(tmp_path, "press", Cabinet(cache), profile(FOGRA39L))
    fresh = darkroom.develop(item)
    assert [file.suffix for file in cache.iterdir()] == [".photo"]
    (tmp_path / "a.jpg").unlink()
    assert darkroom.develop(item) == fresh


def test_a_photo_that_changed_since_it_was_read_is_not_kept(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves())
    item = picture(tmp_path, "a.jpg", (400, 200))
    save(tmp_path, "a.jpg", halves().rotate(180))
    Darkroom(tmp_path, "screen", Cabinet(tmp_path / "cache")).develop(item)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("kind", ["truncated", "text", "absent", "outside"])
def test_a_photo_that_cannot_be_had_says_so(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    file = "../a.jpg" if kind == "outside" else "a.jpg"
    save(tmp_path, "a.jpg", halves())
    if kind == "truncated":
        (folder / "a.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:700])
    if kind == "text":
        (folder / "a.jpg").write_text("Kính gửi ban biên tập", encoding="utf-8")
    with pytest.raises(Unreadable):
        Darkroom(folder, "screen").develop(picture(folder, file, (400, 200)))


def printed(folder: Path, *items: Picture, target: Target = "screen") -> tuple[pikepdf.Pdf, Printed]:
    from datetime import UTC, datetime  # noqa: PLC0415

    sink = io.BytesIO()
    options = RenderOptions(target=target, date=datetime(2022, 10, 20, tzinfo=UTC), photos=folder)
    facts = write_pdf(EDITION, [page(*items)], BOOK, options, sink)
    return opened(sink.getvalue()), facts


def test_a_picture_stands_in_its_box(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves())
    item = picture(tmp_path, "a.jpg", (400, 200))._replace(box=Rect(pt(50), pt(60), pt(250), pt(160)))
    document, facts = printed(tmp_path, item)
    (matrix,) = (
        [float(part) for part in step.operands]
        for step in pikepdf.parse_content_stream(document.pages[0])
        if str(step.operator) == "cm"
    )
    assert matrix == [200, 0, 0, 100, 50, 440]
    assert facts.problems == ()


def test_a_photo_used_twice_is_stored_once(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", halves())
    item = picture(tmp_path, "a.jpg", (400, 200))
    document, _ = printed(tmp_path, item, item)
    assert len(document.pages[0].Resources.XObject) == 1


def test_more_photos_than_may_wait_come_out_in_order_and_alike(tmp_path: Path) -> None:
    items = []
    for number in range(20):
        save(tmp_path, f"{number}.png", Image.new("RGB", (8, 8), (number, 0, 0)))
        items.append(picture(tmp_path, f"{number}.png", (8, 8)))
    pdf = write(BOOK, [page(*items)], photos=tmp_path)
    assert pdf == write(BOOK, [page(*items)], photos=tmp_path)
    document = opened(pdf)
    images = document.pages[0].Resources.XObject
    places = [
        images[str(step.operands[0])].objgen
        for step in pikepdf.parse_content_stream(document.pages[0])
        if str(step.operator) == "Do"
    ]
    assert len(places) == 20
    assert places == sorted(places)


def test_an_undecodable_photo_is_a_problem_with_its_place_and_a_crossed_box(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut")
    document, facts = printed(tmp_path, picture(tmp_path, "a.jpg", (400, 200)), target="proof")
    (problem,) = facts.problems
    assert (problem.code, problem.severity) == ("NL251", "error")
    assert problem.source == SourceSpan("articles/a.md", 4)
    assert problem.spot is not None
    assert problem.spot.page == 1
    (form,) = document.pages[0].Resources.XObject.values()
    assert str(form.Subtype) == "/Form"


def test_a_cmyk_image_says_that_its_inks_are_inverted(tmp_path: Path) -> None:
    """Pillow stores CMYK as Adobe does; without the Decode array the print would be a negative."""
    save(tmp_path, "a.jpg", Image.new("CMYK", (400, 200), (0, 230, 230, 0)))
    room = Darkroom(tmp_path, "press", None, profile(FOGRA39L))
    photo = room.develop(picture(tmp_path, "a.jpg", (400, 200), mode="cmyk"))
    assert photo.ink == "cmyk"
    assert b"Adobe" in photo.jpeg[:600]


# --- in one colour -----------------------------------------------------------------------------------------------------

PURPLE = Cmyk(600, 800, 0, 200)


def steps(mode: str = "RGB") -> Image.Image:
    """Black, middle grey, white."""
    image = Image.new("L", (300, 100), 0)
    image.paste(128, (100, 0, 200, 100))
    image.paste(255, (200, 0, 300, 100))
    return image.convert(mode)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_photo_in_one_colour_has_its_tints_on_the_press(tmp_path: Path, mode: str) -> None:
    save(tmp_path, "a.jpg", steps(mode))
    found = develop(tmp_path, picture(tmp_path, "a.jpg", (300, 100))._replace(ink=PURPLE), "press")
    assert found.mode == "CMYK"
    solid, half, paper = (found.getpixel((x, 50)) for x in (50, 150, 250))
    if mode == "CMYK":  # its black is black ink alone, which is no full black
        assert 0.75 * 204 < solid[1] < 204
    else:
        assert near(solid, (153, 204, 0, 51))
    assert near(paper, (0, 0, 0, 0))
    assert half[0] / half[1] == pytest.approx(600 / 800, abs=0.06)
    assert half[2] <= 3
    assert 40 < half[0] < 110


@pytest.mark.parametrize("target", ["proof", "screen"])
def test_on_screen_it_has_the_look_of_those_tints(tmp_path: Path, target: Target) -> None:
    save(tmp_path, "a.jpg", steps())
    found = develop(tmp_path, picture(tmp_path, "a.jpg", (300, 100))._replace(ink=PURPLE), target)
    wanted = [tuple(round(part * 255) for part in screen_colour(PURPLE.tint(share))) for share in (1000, 498, 0)]
    assert all(near(found.getpixel((x, 50)), tint) for x, tint in zip((50, 150, 250), wanted, strict=True))


def test_no_spot_of_it_has_more_ink_than_the_colour(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", Image.effect_noise((400, 200), 120).convert("RGB"))
    room = Darkroom(tmp_path, "press", None, profile(FOGRA39L))
    laid = room.develop(picture(tmp_path, "a.jpg", (400, 200))._replace(ink=PURPLE)).coverage
    assert 20 < laid.average < laid.peak <= PURPLE.total / 10 + 4


def test_one_photo_in_two_colours_is_converted_for_each(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", steps())
    one = picture(tmp_path, "a.jpg", (300, 100))
    document, _ = printed(tmp_path, one, one._replace(ink=PURPLE), one._replace(ink=GREY))
    assert len(document.pages[0].Resources.XObject) == 3


# --- the line round photos that are as light as paper at an edge --------------------------------------------------------


def rimmed() -> Image.Image:
    """White along the left edge."""
    image = halves()
    image.paste("white", (0, 0, 10, 200))
    return image


def framed(folder: Path, file: str, **more: object) -> Picture:
    return picture(folder, file, (400, 200))._replace(hairline=GREY, **more)


def lines(document: pikepdf.Pdf) -> Iterator[str]:
    """What the forms of a page draw."""
    for form in document.pages[0].Resources.XObject.values():
        if str(form.Subtype) == "/Form":
            yield form.read_bytes().decode()


def test_a_line_stands_just_inside_the_edges_of_a_pale_photo_alone(tmp_path: Path) -> None:
    save(tmp_path, "pale.jpg", rimmed())
    save(tmp_path, "dark.jpg", halves())
    pale, _ = printed(tmp_path, framed(tmp_path, "pale.jpg"))
    dark, _ = printed(tmp_path, framed(tmp_path, "dark.jpg"))
    bare, _ = printed(tmp_path, picture(tmp_path, "pale.jpg", (400, 200)))
    assert list(lines(pale)) == ["0.5 G\n0.25 w 0.125 0.125 287.75 143.75 re S"]
    assert list(lines(dark)) == [""]
    assert list(lines(bare)) == []


def test_what_counts_is_the_part_that_is_shown(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", rimmed())
    whole, _ = printed(tmp_path, framed(tmp_path, "a.jpg"))
    half, _ = printed(tmp_path, framed(tmp_path, "a.jpg", crop=(0.5, 0, 1, 1)))
    assert [bool(line) for line in (*lines(whole), *lines(half))] == [True, False]


def test_a_photo_that_is_shown_twice_has_its_line_drawn_once_for_both(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", rimmed())
    one = framed(tmp_path, "a.jpg")
    document, _ = printed(tmp_path, one, one._replace(box=one.box.moved(0, 3 * INCH)))
    assert len(list(lines(document))) == 1
    assert document.pages[0].Contents.read_bytes().count(b"/H0 Do") == 2


def test_a_photo_that_cannot_be_decoded_has_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut")
    document, facts = printed(tmp_path, framed(tmp_path, "a.jpg"))
    assert [problem.code for problem in facts.problems] == ["NL251"]
    assert "" in list(lines(document))
