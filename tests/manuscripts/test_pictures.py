"""Photos as they are sent: what is in them is found, where they were taken is taken out, what is no photo is told."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from newsletter.manuscripts import pictures
from newsletter.manuscripts.picture_place import without_place
from newsletter.manuscripts.picture_words import mended
from newsletter.manuscripts.pictures import Look, look, look_apart

GPS = 0x8825


def scene(size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Hills under a sun: something that has edges."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.ellipse((size[0] // 10, size[1] // 8, size[0] // 4, size[1] // 3), fill="gold")
    for at in range(0, size[0], 12):
        draw.line((at, size[1], size[0] // 2, size[1] // 2), fill="darkgreen", width=3)
    return image


def exif(*, place: bool = True, orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "May anh"
    made.get_ifd(0x8769)[0x9003] = "2022:09:10 07:30:00"
    if place:
        made.get_ifd(GPS).update({1: "N", 2: (21.0, 35.0, 37.25), 3: "E", 4: (105.0, 50.0, 31.5), 29: "2022:09:10"})
    return made


def saved(kind: str, image: Image.Image | None = None, **more: object) -> bytes:
    stored = io.BytesIO()
    (image or scene()).save(stored, kind, **more)
    return stored.getvalue()


def seen(content: bytes, name: str = "anh.jpg") -> Look:
    outcome = look(content, name)
    assert outcome.value is not None, outcome.problems
    assert outcome.problems == ()
    return outcome.value


def with_words(caption: str, artist: str = "-") -> bytes:
    """A JPEG with words in EXIF as phones write them, UTF-8 where ASCII should be; Pillow writes question marks."""
    made = exif()
    words = {0x010E: caption.encode(), 0x013B: artist.encode()}
    for tag, text in words.items():
        made[tag] = chr(64 + tag % 26) * len(text)
    content = saved("JPEG", exif=made)
    for tag, text in words.items():
        content = content.replace((chr(64 + tag % 26) * len(text)).encode(), text, 1)
    return content


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Văn phòng Đảng ủy Khối"
exif:GPSLatitude="21,35.62N"><exif:GPSLongitude>105,50.525E</exif:GPSLongitude><dc:description><rdf:Alt>
<rdf:li xml:lang="x-default">Đồi chè vào vụ</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def iptc(**fields: str) -> bytes:
    """A Photoshop block with IPTC-IIM records, as an APP13 segment."""
    numbers = {"caption": 120, "byline": 80, "day": 55}
    records = b"\x1c\x01\x5a\0\x03\x1b%G"
    for field, text in fields.items():
        body = text.encode()
        records += b"\x1c\x02" + bytes([numbers[field]]) + struct.pack(">H", len(body)) + body
    block = b"Photoshop 3.0\08BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    return b"\xff\xed" + struct.pack(">H", len(block) + 2) + block


# --- where it was taken -----------------------------------------------------------------------------------------------


def test_the_place_goes_from_a_tiff() -> None:
    info = ImageFileDirectory_v2()
    info[0x010F] = "May anh"
    info[GPS] = {1: "N", 2: (21.0, 35.0, 37.25), 3: "E", 4: (105.0, 50.0, 31.5)}
    content = saved("TIFF", tiffinfo=info)
    found = seen(content)
    after = Image.open(io.BytesIO(found.content))
    assert dict(Image.open(io.BytesIO(content)).getexif().get_ifd(GPS)) != {}
    assert (found.stripped, GPS in after.getexif(), after.getexif()[0x010F]) == (("GPS",), False, "May anh")
    assert after.tobytes() == scene().tobytes()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_place_is_taken_out_and_no_pixel_and_nothing_else_changes(kind: str, name: str) -> None:
    content = saved(kind, exif=exif(orientation=6), icc_profile=b"ho so mau" * 10)
    found = seen(content)
    assert (found.kind, found.stripped) == (name, ("GPS",))
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(found.content))
    assert dict(before.getexif().get_ifd(GPS)) != {}
    assert dict(after.getexif().get_ifd(GPS)) == {}
    assert GPS not in after.getexif()
    assert after.getexif()[0x010F] == before.getexif()[0x010F]
    assert after.getexif().get_ifd(0x8769) == before.getexif().get_ifd(0x8769)
    assert after.info.get("icc_profile") == before.info.get("icc_profile")
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert after.tobytes() == before.tobytes()
    assert struct.pack("<II", 3725, 100) not in found.content
    assert struct.pack(">II", 3725, 100) not in found.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photo_without_a_place_stays_byte_for_byte(kind: str) -> None:
    content = saved(kind, exif=exif(place=False))
    found = seen(content)
    assert (found.content, found.stripped) == (content, ())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_in_xmp_becomes_spaces_and_the_words_stay(kind: str) -> None:
    more = {"xmp": XMP} if kind != "PNG" else {"pnginfo": _xmp_chunk(XMP)}
    found = seen(saved(kind, **more))
    assert found.stripped == ("GPS",)
    assert b"GPSL" not in found.content
    assert (found.caption, found.credit) == ("Đồi chè vào vụ", "Ảnh: Văn phòng Đảng ủy Khối")
    assert Image.open(io.BytesIO(found.content)).info["xmp"] is not None


def _xmp_chunk(packet: bytes) -> object:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet.decode())
    return info


def test_the_place_of_the_second_picture_that_phones_append_goes_too() -> None:
    both = saved("JPEG", exif=exif()) + saved("JPEG", exif=exif())
    clean, there = without_place(both, "jpeg")
    assert there
    assert len(clean) == len(both)
    assert dict(Image.open(io.BytesIO(clean[len(both) // 2 :])).getexif().get_ifd(GPS)) == {}


def test_exif_that_lies_about_its_offsets_is_left_or_blanked_but_never_runs_away() -> None:
    content = bytearray(saved("JPEG", exif=exif()))
    start = content.index(b"Exif\0\0") + 6
    for offset in (0, 4, 7, 0xFFFFFFFF, 0x7FFFFFFF):
        content[start + 4 : start + 8] = struct.pack(">I", offset)
        clean, _ = without_place(bytes(content), "jpeg")
        assert len(clean) == len(content)


# --- what people wrote ------------------------------------------------------------------------------------------------


def test_caption_and_credit_come_from_iptc_first() -> None:
    content = with_words("Từ EXIF đây", "Tổ ảnh")
    found = seen(content[:2] + iptc(caption="Đồi chè Thái Nguyên", byline="Văn phòng", day="20220911") + content[2:])
    assert (found.caption, found.credit, found.taken) == ("Đồi chè Thái Nguyên", "Ảnh: Văn phòng", "2022-09-11")


def test_words_of_exif_are_read_as_the_utf_8_that_they_are() -> None:
    found = seen(with_words("Lễ kỷ niệm ở cơ quan", "Ảnh: Văn phòng"))
    assert (found.caption, found.credit, found.taken) == ("Lễ kỷ niệm ở cơ quan", "Ảnh: Văn phòng", "2022-09-10")
    assert mended("Lá»\x85") == "Lễ"
    assert mended("Lễ") == "Lễ"


def test_words_of_windows_are_read() -> None:
    made = Image.Exif()
    made[0x9C9B] = "Kéo co nam nữ\0".encode("utf-16-le")
    assert seen(saved("JPEG", exif=made)).caption == "Kéo co nam nữ"


@pytest.mark.parametrize("text", ["OLYMPUS DIGITAL CAMERA", "SAMSUNG", "oznor", "DCIM 100", "default"])
def test_words_of_machines_are_no_captions(text: str) -> None:
    found = seen(with_words(text, text))
    assert (found.caption, found.credit) == ("", "")


# --- what it looks like -----------------------------------------------------------------------------------------------


def test_pixels_are_counted_after_rotation() -> None:
    assert seen(saved("JPEG", exif=exif(place=False, orientation=6))).pixels == (400, 600)
    assert seen(saved("JPEG", exif=exif(place=False, orientation=3))).pixels == (600, 400)


def test_a_blurred_photo_is_less_sharp() -> None:
    crisp, soft = scene((1600, 1000)), scene((1600, 1000)).filter(ImageFilter.GaussianBlur(6))
    assert seen(saved("JPEG", crisp, quality=92)).sharpness > 0.5
    assert seen(saved("JPEG", soft, quality=92)).sharpness < 0.3


def test_near_copies_share_their_fingerprint_and_others_do_not() -> None:
    one = seen(saved("JPEG", scene((1600, 1000)), quality=95)).fingerprint
    small = seen(saved("PNG", scene((1600, 1000)).resize((640, 400)))).fingerprint
    other = seen(saved("JPEG", scene((1600, 1000)).transpose(Image.Transpose.ROTATE_180))).fingerprint
    assert one
    assert (one ^ small).bit_count() <= 3
    assert (one ^ other).bit_count() > 8


def test_a_turned_copy_has_the_fingerprint_of_what_is_seen() -> None:
    upright = seen(saved("PNG", scene())).fingerprint
    turned = saved("PNG", scene().transpose(Image.Transpose.ROTATE_90), exif=exif(place=False, orientation=6))
    assert (upright ^ seen(turned).fingerprint).bit_count() <= 3


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_pixels_can_be_judged(mode: str) -> None:
    image = scene().convert("L").convert(mode) if mode != "I;16" else Image.new("I;16", (60, 40), 9000)
    kind = "TIFF" if mode in ("CMYK", "I", "F", "I;16") else "PNG"
    assert seen(saved(kind, image)).pixels == image.size


@pytest.mark.parametrize("kind", ["GIF", "BMP"])
def test_old_kinds_become_png_without_loss(kind: str) -> None:
    image = scene().convert("P") if kind == "GIF" else scene()
    found = seen(saved(kind, image))
    assert (found.kind, found.pixels) == ("png", (600, 400))
    assert (
        Image.open(io.BytesIO(found.content)).convert("RGB").tobytes()
        == Image.open(io.BytesIO(saved(kind, image))).convert("RGB").tobytes()
    )


def test_heic_is_read_where_its_package_is_and_kept_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (Path(__file__).parents[1] / "photos/halves.heic").read_bytes()
    found = seen(content)
    assert (found.kind, found.content, min(found.pixels) > 0) == ("heic", content, True)
    monkeypatch.setattr(pictures, "_reads_heic", lambda: False)
    outcome = look(content, "anh.heic")
    assert outcome.value is not None
    assert (outcome.value.pixels, outcome.value.content) == ((0, 0), content)
    assert [problem.code for problem in outcome.problems] == ["NL279"]


# --- what is refused --------------------------------------------------------------------------------------------------


def codes(content: bytes) -> list[str]:
    outcome = look(content, "anh")
    assert outcome.value is None
    return [problem.code for problem in outcome.problems]


def test_damaged_files_and_what_is_no_photo_are_told() -> None:
    photo = saved("JPEG")
    assert codes(photo[: len(photo) // 2]) == ["NL276"]
    assert codes(saved("PNG")[:200]) == ["NL276"]
    assert codes(b"") == ["NL276"]
    assert codes(b"Kinh gui Ban Bien tap") == ["NL276"]


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"\x01\0\0\0EMF", b"\xd7\xcd\xc6\x9a", b"<svg>", b"8BPS"])
def test_kinds_that_are_not_printed_are_named(start: bytes) -> None:
    assert codes(start + bytes(40)) == ["NL278"]


def test_a_picture_bomb_is_refused_by_its_header() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 65000, 65000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(10**6)))
        + chunk(b"IEND", b"")
    )
    outcome = look_apart(bomb, "bom.png")
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["NL277"]


def test_a_photo_is_looked_at_in_a_process_of_its_own() -> None:
    outcome = look_apart(with_words("Một ngày trên đồi"), "anh.jpg")
    assert outcome.value is not None
    assert (outcome.value.caption, outcome.value.stripped) == ("Một ngày trên đồi", ("GPS",))
