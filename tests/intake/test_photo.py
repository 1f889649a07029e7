"""Photo files: the header is read, whatever is wrong with the file is a problem where the text names it."""

import os
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsletter.intake.photo import read_photo
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.problems import Outcome
from newsletter.source import SourceSpan

AT = SourceSpan("articles/01-a.md", 5, 11)
HEIC = (Path(__file__).parents[1] / "photos" / "halves.heic").read_bytes()


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (30, 20), **options: object) -> bytes:
    image = Image.effect_noise(size, 80).convert(mode)
    file = BytesIO()
    image.save(file, form, **options)  # type: ignore[arg-type]
    return file.getvalue()


def turned(form: str, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture(form, exif=exif)


def header(tmp_path: Path, data: bytes, name: str = "photos/a.jpg") -> Outcome:  # type: ignore[type-arg]
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return read_photo(tmp_path.resolve(), name, AT)


def code(outcome: Outcome) -> str:  # type: ignore[type-arg]
    (problem,) = outcome.problems
    assert outcome.value is None
    assert problem.severity == "error"
    assert problem.source == AT
    return problem.code


@pytest.mark.parametrize(
    ("form", "mode", "kind"),
    [
        ("JPEG", "RGB", "rgb"),
        ("JPEG", "L", "grey"),
        ("JPEG", "CMYK", "cmyk"),
        ("PNG", "RGBA", "rgb"),
        ("PNG", "P", "rgb"),
        ("PNG", "LA", "grey"),
        ("PNG", "1", "grey"),
        ("TIFF", "CMYK", "cmyk"),
        ("TIFF", "L", "grey"),
        ("WEBP", "RGB", "rgb"),
    ],
)
def test_size_and_colour_come_from_the_header(tmp_path: Path, form: str, mode: str, kind: str) -> None:
    read = header(tmp_path, picture(form, mode)).value
    assert read is not None
    assert (read.pixels, read.mode, read.file) == ((30, 20), kind, "photos/a.jpg")
    assert read.sha256.startswith("sha256:")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize(("orientation", "pixels"), [(1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30))])
def test_pixels_are_counted_after_rotation(
    tmp_path: Path, form: str, orientation: int, pixels: tuple[int, int]
) -> None:
    read = header(tmp_path, turned(form, orientation)).value
    assert read is not None
    assert read.pixels == pixels


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_file_that_is_cut_short_is_damaged(tmp_path: Path, form: str, share: float) -> None:
    data = picture(form, size=(200, 100))
    assert code(header(tmp_path, data[: int(len(data) * share)])) == "NL216"


def test_the_end_mark_of_a_thumbnail_does_not_hide_a_cut(tmp_path: Path) -> None:
    thumbnail = picture("JPEG", size=(8, 8))
    data = picture("JPEG", size=(200, 100), comment=b"a" + thumbnail)
    assert header(tmp_path, data).value is not None
    assert code(header(tmp_path, data[:-2000])) == "NL216"


def test_what_a_camera_adds_behind_the_picture_is_no_damage(tmp_path: Path) -> None:
    assert header(tmp_path, picture("JPEG") + b"\0" * 3000).value is not None


def test_a_missing_photo_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    header(tmp_path, picture("JPEG"), "photos/hoi-nghi.jpg")
    outcome = read_photo(tmp_path.resolve(), "photos/hoinghi.JPG", AT)
    assert code(outcome) == "NL210"
    assert dict(outcome.problems[0].values) == {"photo": "photos/hoinghi.JPG", "near": "photos/hoi-nghi.jpg"}


@pytest.mark.parametrize("name", ["../a.jpg", "/etc/passwd", "photos/../../a.jpg", "photos\\a.jpg"])
def test_a_path_that_leaves_the_issue_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.jpg").write_bytes(picture("JPEG"))
    issue = tmp_path / "issue"
    issue.mkdir()
    assert code(read_photo(issue.resolve(), name, AT)) == "NL211"


def test_an_address_is_no_file(tmp_path: Path) -> None:
    assert code(read_photo(tmp_path.resolve(), "https://x.vn/a.jpg", AT)) == "NL210"


def test_a_link_out_of_the_issue_is_refused_and_one_inside_is_followed(tmp_path: Path) -> None:
    issue = tmp_path / "issue"
    issue.mkdir()
    (tmp_path / "a.jpg").write_bytes(picture("JPEG"))
    (issue / "b.jpg").write_bytes(picture("JPEG"))
    (issue / "out.jpg").symlink_to(tmp_path / "a.jpg")
    (issue / "in.jpg").symlink_to("b.jpg")
    (issue / "dir").symlink_to(tmp_path)
    assert code(read_photo(issue.resolve(), "out.jpg", AT)) == "NL212"
    assert code(read_photo(issue.resolve(), "dir/a.jpg", AT)) == "NL212"
    assert read_photo(issue.resolve(), "in.jpg", AT).value is not None


def test_a_folder_or_a_pipe_is_no_photo(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").mkdir()
    os.mkfifo(tmp_path / "b.jpg")
    assert code(read_photo(tmp_path.resolve(), "a.jpg", AT)) == "NL214"
    assert code(read_photo(tmp_path.resolve(), "b.jpg", AT)) == "NL214"


def test_a_text_in_disguise_is_named(tmp_path: Path) -> None:
    outcome = header(tmp_path, "Đây là văn bản, không phải ảnh.".encode())
    assert code(outcome) == "NL215"
    assert dict(outcome.problems[0].values)["text"] == "Đây là văn bản, không phải ảnh."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "NL216"),
        (b"GIF89a" + b"\0" * 50, "NL219"),
        (b"%PDF-1.7 ", "NL219"),
        (b"<!DOCTYPE html><html>404", "NL215"),
        (b"\x00\x01\x02\x03" * 30, "NL219"),
        (b"\xff\xd8\xff" + b"\0" * 100, "NL216"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 100, "NL216"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "NL216"),
        (b"II*\0" + b"\xff" * 60, "NL216"),
        (b"\0\0\0\x18ftypavif" + b"\0" * 40, "NL219"),
    ],
)
def test_what_is_no_usable_picture_is_a_problem(tmp_path: Path, data: bytes, expected: str) -> None:
    assert code(header(tmp_path, data)) == expected


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size, without the pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(40_000, 40_000), (40_000, 10), (20_000, 20_000)])
def test_an_absurd_size_is_refused_before_anything_is_decoded(tmp_path: Path, width: int, height: int) -> None:
    outcome = header(tmp_path, png_of(width, height))
    assert code(outcome) == "NL217"
    assert dict(outcome.problems[0].values)["width"] == width


def test_a_large_but_honest_scan_is_accepted_without_a_warning(tmp_path: Path) -> None:
    assert header(tmp_path, png_of(14_000, 10_000)).value is not None


def test_the_photo_of_a_phone_is_read(tmp_path: Path) -> None:
    read = header(tmp_path, HEIC).value
    assert read is not None
    assert (read.pixels, read.mode) == ((64, 32), "rgb")
    assert code(header(tmp_path, HEIC[:200])) == "NL216"


def test_heic_needs_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    assert code(header(tmp_path, HEIC)) == "NL218"


def test_names_are_found_in_both_forms_of_unicode(tmp_path: Path) -> None:
    composed, decomposed = "photos/hội.jpg", "photos/ho\u0323\u0302i.jpg"
    header(tmp_path, picture("JPEG"), decomposed)
    read = read_photo(tmp_path.resolve(), composed, AT).value
    assert read is not None
    assert read.file == decomposed


def test_a_shelf_reads_a_file_once_and_tells_of_a_missing_one_each_time(tmp_path: Path) -> None:
    header(tmp_path, picture("JPEG"), "photos/a.jpg")
    shelf = PhotoShelf(tmp_path.resolve())
    first = shelf.header("photos/a.jpg", AT).value
    assert shelf.header("./photos//a.jpg", AT).value is first
    assert len(shelf.files()) == 1
    assert [len(shelf.header("photos/b.jpg", AT).problems) for _ in range(2)] == [1, 1]
