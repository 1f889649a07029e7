"""Web pages: those of people, of Word, of Google Docs, of LibreOffice and of mail programs."""

import base64

import pytest

from newsletter.manuscripts.html import read_html
from newsletter.manuscripts.manuscript import Footnote, Loss, Manuscript, Paragraph, Picture, Revision, Rule, Run, Table
from newsletter.manuscripts.runs import plain

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def read(page: str) -> Manuscript:
    found = read_html(page.encode())
    assert found.missing == ()
    return found


def shown(found: Manuscript) -> list[tuple[str, int, str, str]]:
    return [
        (block.role, block.level, block.label, block.text) for block in found.blocks if isinstance(block, Paragraph)
    ]


def test_headings_paragraphs_lists_and_quotations_are_kept() -> None:
    found = read(
        "<h1>Hội nghị</h1><p>Xin\n  chào <b>các <i>bạn</i></b>.</p><ul><li>một<ol start=3><li>hai</li></ol></li>"
        "<li><p>ba</p><p>bốn</p></li></ul><blockquote><p>Lời dẫn</p></blockquote><hr><p>H<sub>2</sub>O"
    )
    assert shown(found) == [
        ("heading", 1, "", "Hội nghị"),
        ("paragraph", 1, "", "Xin chào các bạn."),
        ("list-item", 1, "•", "một"),
        ("list-item", 2, "3.", "hai"),
        ("list-item", 1, "•", "ba"),
        ("list-item", 1, "", "bốn"),
        ("quotation", 1, "", "Lời dẫn"),
        ("paragraph", 1, "", "H2O"),
    ]
    assert isinstance(found.blocks[7], Rule)
    assert isinstance(found.blocks[1], Paragraph)
    assert found.blocks[1].runs == (
        Run("Xin chào "),
        Run("các ", bold=True),
        Run("bạn", bold=True, italic=True),
        Run("."),
    )
    assert isinstance(found.blocks[8], Paragraph)
    assert found.blocks[8].runs[1] == Run("2", inferior=True)


def test_two_line_breaks_part_paragraphs_as_mail_programs_write_them() -> None:
    assert [part[3] for part in shown(read("<div>Xin chào<br>các bạn<br> <br>Trân trọng</div>"))] == [
        "Xin chào\ncác bạn",
        "Trân trọng",
    ]


def test_word_says_lists_by_styles_and_labels_by_a_span() -> None:
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p.MsoNormal, li.MsoNormal "
        "{mso-style-parent:''; font-size:13.0pt; font-family:\".VnTime\",serif;} --></style></head><body lang=VI>"
        "<p class=MsoTitle>Tin vắn<o:p></o:p></p>"
        "<p class=MsoNormal align=center><b>Xin</b></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>a)"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>mục\r\nmột</p>"
        "<!--[if gte mso 9]><xml>bỏ</xml><![endif]--></body></html>"
    )
    found = read(page)
    assert shown(found) == [
        ("title", 1, "", "Tin vắn"),
        ("paragraph", 1, "", "Xin"),
        ("list-item", 2, "a)", "mục một"),
    ]
    second = found.blocks[1]
    assert isinstance(second, Paragraph)
    assert (second.runs, second.align, second.size) == ((Run("Xin", bold=True, font=".VnTime"),), "centre", 13.0)


NOTES = {
    "Word": (
        "<p>Hội nghị<a href='#_ftn1' name='_ftnref1'><span><span>[1]</span></span></a> mở.</p><div style='mso-element:"
        "footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' "
        "name='_ftn1'>[1]</a> Lần thứ ba.</p><p>Và thứ tư.</p></div></div>"
    ),
    "LibreOffice": (
        "<p>Hội nghị<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a> mở.</p>"
        "<div id='sdfootnote1'><p class='sdfootnote'><a class='sdfootnotesym' name='sdfootnote1sym' "
        "href='#sdfootnote1anc'>1</a>Lần thứ ba.</p><p>Và thứ tư.</p></div>"
    ),
    "Google Docs": (
        "<p>Hội nghị<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup> mở.</p><hr><div><p><a href='#ftnt_ref1' id='ftnt1'>"
        "[1]</a> Lần thứ ba.<br><br>Và thứ tư.</p></div>"
    ),
    "pandoc": (
        "<p>Hội nghị<a href='#fn1' class='footnote-ref' id='fnref1'><sup>1</sup></a> mở.</p><section class='footnotes'>"
        "<hr /><ol><li id='fn1'><p>Lần thứ ba.</p><p>Và thứ tư.<a href='#fnref1' class='footnote-back'>↩︎</a></p></li></ol>"
        "</section>"
    ),
}


@pytest.mark.parametrize("program", NOTES)
def test_footnotes_are_two_links_that_lead_to_each_other(program: str) -> None:
    found = read(NOTES[program])
    assert found.footnotes == (Footnote("1", found.footnotes[0].paragraphs),)
    assert [paragraph.text for paragraph in found.footnotes[0].paragraphs] == ["Lần thứ ba.", "Và thứ tư."]
    (only,) = found.blocks
    assert isinstance(only, Paragraph)
    assert only.runs == (Run("Hội nghị"), Run(footnote="1"), Run(" mở."))


def test_remarks_of_google_docs_stand_beside_the_text() -> None:
    found = read(
        "<p>Bài<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup></p>"
        "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a>Sửa tít</p></div>"
    )
    assert [remark.text for remark in found.comments] == ["Sửa tít"]
    assert shown(found) == [("paragraph", 1, "", "Bài")]


def test_google_docs_says_bold_by_classes_and_sends_links_round_by_itself() -> None:
    found = read(
        "<style>.c1{font-weight:700}.c2{font-style:italic}</style><p class=title>Tít</p><p><b style='font-weight:normal'>"
        "<span class=c1>Đậm</span> <a class=c2 href='https://www.google.com/url?q=https://example.vn/bai&sa=D'>đây</a></b>"
    )
    assert found.blocks[1] == Paragraph(
        (Run("Đậm", bold=True), Run(" "), Run("đây", italic=True, link="https://example.vn/bai")),
    )
    assert shown(found)[0][:1] == ("title",)


def test_a_table_keeps_spans_and_its_head_and_tables_that_place_things_go() -> None:
    page = (
        "<table role=presentation><tr><td><p>Mở</p></td><td><table><caption>Bảng 1</caption><tr><th>A<th>B</tr>"
        "<tr><td colspan=2>C<p>D</tr></table></td></tr></table>"
    )
    found = read(page)
    assert shown(found) == [("paragraph", 1, "", "Mở"), ("caption", 1, "", "Bảng 1")]
    table = found.blocks[2]
    assert isinstance(table, Table)
    assert table.heads == 1
    assert [[(cell.columns, [p.text for p in cell.paragraphs]) for cell in row] for row in table.rows] == [
        [(1, ["A"]), (1, ["B"])],
        [(2, ["C", "D"])],
    ]


@pytest.mark.parametrize("source", ["anh.jpg", "bai_files/anh%201.jpg"])
def test_a_picture_file_that_may_lie_beside_the_page_keeps_its_place(source: str) -> None:
    found = read(f"<p>Trước</p><img src='{source}' alt='Hội nghị'><p>Sau</p>")
    assert found.pictures == (Picture(source, b"", "Hội nghị"),)
    assert (found.blocks[1], found.losses) == (Paragraph((Run(picture=0),)), ())


def test_pictures_in_the_page_are_taken_and_others_named() -> None:
    inside = base64.b64encode(PIXEL).decode()
    found = read(
        f"<p>A<img alt='Hội nghị' width=96 src='data:image/png;base64,{inside}'><img src='https://example.vn/a.jpg'>"
        "<img src='cid:1@x'><img width=1 height=1 src='https://example.vn/count'><iframe src='https://example.vn/'>x</iframe>"
    )
    (picture,) = found.pictures
    assert (picture.content, picture.alt, picture.width) == (PIXEL, "Hội nghị", 25.4)
    assert found.losses == (
        Loss("remote-picture", "https://example.vn/a.jpg"),
        Loss("picture", "cid:1@x"),
        Loss("object", "https://example.vn/"),
    )
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].runs == (Run("A"), Run(picture=0))


def test_what_nobody_sees_is_left_out_and_told() -> None:
    found = read(
        "<title>Tít</title><script>var x = 'chạy'</script><div style='display:none'>Lời dẫn ẩn</div><p>Thấy</p>"
        "<span style='mso-hide:all'>kín </span><del>cũ</del><ins>mới</ins>"
    )
    assert [part[3] for part in shown(found)] == ["Thấy", "mới"]
    assert found.losses == (Loss("text", "Lời dẫn ẩn"), Loss("text", "kín"))
    assert found.revisions == (Revision("deletion", "cũ"), Revision("insertion", "mới"))
    assert found.properties.title == "Tít"


@pytest.mark.parametrize("page", ["", " ", "<!-- x -->", "<html>", "<body></body>", "<?xml version='1.0'?>"])
def test_a_page_without_text_is_empty(page: str) -> None:
    assert read(page).blocks == ()


def test_elements_too_deep_in_each_other_are_told() -> None:
    found = read_html(("<table><tr><td>" * 3000 + "sâu").encode())
    assert Loss("nesting") in found.losses
    assert found.missing == ("sâu",)


def test_outside_entities_and_files_are_not_read() -> None:
    page = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><html><body><p>a&x;b</p></body></html>"
    assert "&x;" in shown(read_html(page.encode()))[-1][3]


def test_a_page_may_say_its_encoding() -> None:
    page = "<meta charset=windows-1252><p>Café".encode("cp1252")
    assert read_html(page).blocks == (plain("Café"),)
