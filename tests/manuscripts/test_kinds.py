"""What a file is, its content says."""

import io
import zipfile

import pytest

from newsletter.manuscripts.kinds import kind_of


def package(**members: bytes) -> bytes:
    """A ZIP file of these members, "__" standing for "/" and "_" for "."."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def typed(content_type: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="application/vnd.{content_type}"/></Types>'
        )
    return made.getvalue()


MAIL = b"From: van-phong@example.vn\r\nSubject: =?utf-8?q?B=C3=A0i?=\r\n\r\nXin ch\xc3\xa0o\r\n"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (typed("openxmlformats-officedocument.wordprocessingml.document.main+xml"), "bai", "docx"),
        (typed("ms-word.document.macroEnabled.main+xml"), "bai.docm", "docx"),
        (typed("openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "bai.docx", "other"),
        (package(word__document_xml=b"<w:document/>"), "bai.zip", "docx"),
        (package(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<x/>"), "bai.docx", "odt"),
        (package(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<x/>"), "bai.odt", "other"),
        (package(mimetype=b"application/vnd.sun.xml.writer", content_xml=b"<x/>"), "bai.sxw", "doc"),
        (package(mimetype=b"application/epub+zip"), "bai.zip", "other"),
        (package(bai_txt=b"x", anh_jpg=b"y"), "bai.docx", "zip"),
        (b"PK\3\4 and then nothing", "bai.docx", "docx"),
        (b"PK\3\4 and then nothing", "bai", "zip"),
        (b"{\\rtf1\\ansi Xin ch\\'e0o}", "bai.doc", "rtf"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>Xin", "bai.doc", "html"),
        (b"<p>Xin ch\xc3\xa0o</p>", "bai.txt", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'/>", "bai.html", "html"),
        (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>", "bai.doc", "doc"),
        (b"# \xc4\x90\xe1\xba\xb7t t\xc3\xadt\n\nXin ch\xc3\xa0o", "bai.txt", "md"),
        (b"---\ntitle: A\n---\nXin", "bai", "md"),
        (b"Xin ch\xc3\xa0o", "bai.md", "md"),
        (b"Xin ch\xc3\xa0o", "bai.docx", "txt"),
        ("Xin chào".encode("utf-16"), "bai.txt", "txt"),
        ("Xin chào các bạn".encode("utf-16-le"), "bai.txt", "txt"),
        (MAIL, "thu.txt", "eml"),
        ("Kính gửi: Ban biên tập".encode(), "thu.txt", "txt"),
        (b"%PDF-1.7", "bai.docx", "pdf"),
        (b"\xff\xd8\xff\xe0", "anh.png", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "anh.jpg", "png"),
        (b"II*\0", "anh", "tiff"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "anh", "webp"),
        (b"GIF89a\1\0", "anh.gif", "gif"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "anh.bmp", "bmp"),
        (b"BM la ten goi tat.", "bai.txt", "txt"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_1.JPG", "heic"),
        (b"\0\0\0\x18ftypisom\0\0\0\0mp42mp41", "phim.heic", "other"),
        (b"MZ\x90\0\x03\0\0\0" * 20, "bai.doc", "other"),
        (b"", "bai.docx", "docx"),
        (b"", "bai", "other"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_content(content: bytes, name: str, kind: str) -> None:
    assert kind_of(content, name) == kind


def test_the_directory_of_a_huge_archive_is_not_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", b"<w:document/>")
        for number in range(30_000):
            archive.writestr(f"{number:0>100}", b"")
    assert kind_of(made.getvalue(), "bai.zip") == "zip"
