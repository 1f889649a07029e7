"""Word files made to harm end soon, read nothing outside, and lose no word."""

import time

import pytest
from word_files import package, paragraph, part, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.kinds import Unreadable
from newsletter.manuscripts.manuscript import Loss, paragraphs_of

DEEP = 3_000


def texts(content: bytes) -> list[str]:
    return [each.text for each in paragraphs_of(read_docx(content)) if each.text]


@pytest.mark.parametrize(
    "wraps", ["tbl tr tc", "sdt sdtContent", "smartTag", "ins", "hyperlink", "tbl tr tc sdt sdtContent"]
)
def test_nesting_without_end_ends_soon(wraps: str) -> None:
    begins = "".join(f"<w:{name}>" for name in wraps.split())
    ends = "".join(f"</w:{name}>" for name in reversed(wraps.split()))
    body = paragraph(run("đầu")) + begins * DEEP + paragraph(run("sâu")) + ends * DEEP + paragraph(run("cuối"))
    started = time.process_time()
    manuscript = read_docx(word_file(body))
    assert time.process_time() - started < 5
    assert [each.text for each in paragraphs_of(manuscript) if each.text] == ["đầu", "sâu", "cuối"]
    assert Loss("nesting", "word/document.xml") in manuscript.losses
    assert manuscript.missing == ()


def test_a_table_in_a_table_is_dissolved_and_told() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('trong'))}</w:tc></w:tr></w:tbl>"
    content = word_file(f"<w:tbl><w:tr><w:tc>{paragraph(run('ngoài'))}{inner}<w:p/></w:tc></w:tr></w:tbl>")
    assert texts(content) == ["ngoài", "trong"]
    assert read_docx(content).losses == (Loss("inner-table", "trong"),)


def test_fields_inside_fields_without_end_lose_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(word_file(paragraph(begin * DEEP, run("chữ")))) == ["chữ"]


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_part_that_declares_a_document_type_is_refused(document_type: str) -> None:
    body = document_type + part("document", f"<w:body>{paragraph(run('chữ'))}</w:body>")
    with pytest.raises(Unreadable):
        read_docx(word_file("", files={"word/document.xml": body}))


def test_a_deep_part_that_declares_a_document_type_is_refused_too() -> None:
    body = f"<w:body>{'<w:ins>' * DEEP}{'</w:ins>' * DEEP}</w:body>"
    with pytest.raises(Unreadable):
        read_docx(word_file("", files={"word/document.xml": "<!DOCTYPE x>" + part("document", body)}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    started = time.process_time()
    with pytest.raises(Unreadable):
        read_docx(package({"word/document.xml": b"a" * 20_000_000}))
    assert time.process_time() - started < 2


def test_relations_that_lead_out_of_the_package_find_nothing() -> None:
    shape = '<w:r><w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>'
    manuscript = read_docx(word_file(paragraph(shape), links=(("rId1", "image", "../../../../etc/passwd"),)))
    assert manuscript.losses == (Loss("picture", "passwd"),)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 locked", package({"a.txt": "a"})])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read_docx(content)


def test_a_damaged_part_beside_the_text_is_told() -> None:
    manuscript = read_docx(word_file(paragraph(run("chữ")), parts={"styles": "<broken", "numbering": "&none;"}))
    assert [each.text for each in paragraphs_of(manuscript)] == ["chữ"]
    assert manuscript.losses == (Loss("text", "word/styles.xml"), Loss("text", "word/numbering.xml"))


def test_numbers_that_are_none_do_no_harm() -> None:
    properties = '<w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>'
    look = '<w:sz w:val="to"/><w:vertAlign w:val="?"/>'
    listed = '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="y"/></w:numPr><w:outlineLvl w:val="z"/>'
    body = f"<w:tbl><w:tr><w:tc>{properties}{paragraph(run('ô', look), properties=listed)}</w:tc></w:tr></w:tbl>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="zz"/><w:footnoteReference w:id="77"/><w:footnoteReference/></w:r>'
    assert texts(word_file(body + paragraph(symbol, run("hết")))) == ["ô", "hết"]


def test_text_outside_any_run_of_a_paragraph_is_counted_as_missing() -> None:
    manuscript = read_docx(word_file(paragraph(run("một")) + "<w:t>hai</w:t>"))
    assert (manuscript.words, manuscript.missing) == (2, ("hai",))
