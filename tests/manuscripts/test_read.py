"""A document that somebody sent: the reader of its kind, apart, and each failure a problem with a way out."""

import io
import struct
import zipfile

import pytest
from manuscripts.small_odt import odt

from newsletter.apart import Failure
from newsletter.manuscripts import read
from newsletter.manuscripts.kinds import EXTENSIONS
from newsletter.manuscripts.manuscript import paragraphs_of
from newsletter.manuscripts.read import READERS, read_apart


def docx(text: str) -> bytes:
    made = io.BytesIO()
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            f'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{relation}" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>',
        )
    return made.getvalue()


def compound(stream: str, flags: int = 0) -> bytes:
    """As much of a compound file as tells its kind: a header, a directory with one stream, and the stream."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", header, 30, 9)
    name = stream.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(name)] = name
    struct.pack_into("<HB", entry, 64, len(name) + 2, 2)
    struct.pack_into("<I", entry, 116, 1)
    body = bytearray(512)
    struct.pack_into("<HxxxxxxxxH", body, 0, 0xA5EC, flags)
    return bytes(header) + bytes(entry) + bytes(384) + bytes(body)


def codes(content: bytes, name: str) -> list[str]:
    return [problem.code for problem in read_apart(content, name).problems]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (docx("Xin chào"), "bai.docx", "docx"),
        (odt("<text:p>Xin chào</text:p>"), "bai.odt", "odt"),
        (b"{\\rtf1\\ansi Xin ch\\'e0o}", "bai.rtf", "rtf"),
        ("<p>Xin chào</p>".encode(), "bai.html", "html"),
        ("Xin chào".encode(), "bai.md", "md"),
        ("Xin chào".encode(), "bai.txt", "txt"),
        ("Xin cha\u0300o".encode(), "bai.txt", "txt"),
    ],
)
def test_each_kind_has_its_reader_and_comes_as_nfc(content: bytes, name: str, kind: str) -> None:
    found = read_apart(content, name)
    assert found.problems == ()
    assert found.value is not None
    assert found.value.kind == kind
    assert (found.value.words, found.value.missing) == (2, ())
    assert [paragraph.text for paragraph in paragraphs_of(found.value)] == ["Xin chào"]


def test_every_kind_that_a_reader_takes_is_promised_by_an_extension() -> None:
    assert set(READERS) <= {kind for kinds in EXTENSIONS.values() for kind in kinds}


def test_a_wrong_extension_is_noted_and_the_file_read_all_the_same() -> None:
    found = read_apart(b"{\\rtf1 A}", "bai.doc")
    assert [(problem.code, problem.severity) for problem in found.problems] == [("NL240", "note")]
    assert found.value is not None


LOCKED_ODT = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml">'
    b"<m:encryption-data/></m:file-entry></m:manifest>"
)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "bai.docx", ["NL241"]),
        (b" \n", "bai.txt", ["NL241"]),
        (docx("x")[:300], "bai.docx", ["NL260"]),
        (docx("x").replace(b"word/document.xml", b"word/document.xm_"), "bai.docx", ["NL241"]),
        (b"{\\rtf1" + b"{" * 3000, "bai.rtf", ["NL241"]),
        (compound("EncryptedPackage"), "bai.docx", ["NL242"]),
        (compound("WordDocument", flags=0x0100), "bai.doc", ["NL242"]),
        (odt("", parts={"META-INF/manifest.xml": LOCKED_ODT}), "bai.odt", ["NL242"]),
        (b"%PDF-1.7\n", "bai.pdf", ["NL243"]),
        (b"%PDF-1.7\n", "bai.docx", ["NL240", "NL243"]),
        (b"\xff\xd8\xff\xe0", "anh.jpg", ["NL244"]),
        (compound("Workbook"), "bang.xls", ["NL244"]),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "phim.mp4", ["NL249"]),
        (b"RIFF\0\0\0\0AVI LIST", "phim.avi", ["NL249"]),
        (b"", "phim.mp4", ["NL244"]),
        (odt("<text:p/>"), "bai.odt", ["NL248"]),
        (b"<html><body></body></html>", "bai.html", ["NL248"]),
        (odt(f"<text:p>{'a' * 40_000_000}</text:p>"), "bai.odt", ["NL264"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(content: bytes, name: str, expected: list[str]) -> None:
    assert codes(content, name) == expected


@pytest.mark.parametrize("why", ["time", "memory", "crash"])
def test_a_reader_that_does_not_come_to_an_end_is_told(monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    monkeypatch.setattr(read, "apart", lambda *_, **__: Failure(why))  # type: ignore[arg-type]
    (problem,) = read_apart(b"{\\rtf1 A}", "bai.rtf").problems
    assert (problem.code, dict(problem.values)["reason"]) == ("NL245", f"limit.{why}")


def test_entities_do_not_grow_and_files_outside_are_not_read() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 9999 + b'"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    content = odt("<text:p>x</text:p>")
    with zipfile.ZipFile(io.BytesIO(content)) as stored:
        text = stored.read("content.xml").replace(b">x<", b">" + b"&a;" * 9999 + b"&f;<")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", bomb + text)
    assert codes(made.getvalue(), "bai.odt") == ["NL241"]
