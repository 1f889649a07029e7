"""The look that is in force in a Word file, and what its styles make of a paragraph."""

import pytest
from word_files import paragraph, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import Paragraph, paragraphs_of

THEME = (
    '<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Cambria"/></a:minorFont></a:fontScheme>'
    "</a:themeElements>"
)


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def style(
    name: str, look: str = "", *, kind: str = "paragraph", based: str = "", manner: str = "", more: str = ""
) -> str:
    upon = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}" {more}><w:name w:val="{name}"/>{upon}'
        f"<w:pPr>{manner}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def styled(name: str, *runs: str, direct: str = "") -> str:
    return paragraph(*runs, properties=f'<w:pStyle w:val="{name}"/>{direct}')


def read(body: str, styles: str, **more: dict[str, str]) -> list[Paragraph]:
    return list(paragraphs_of(read_docx(word_file(body, parts={"styles": styles, **more.get("parts", {})}))))


def test_the_font_comes_from_the_nearest_that_names_one() -> None:
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{font('Arial')}</w:rPr></w:rPrDefault></w:docDefaults>"
    styles = (
        defaults
        + style("Normal", more='w:default="1"')
        + style("Thân bài", font(".VnTime"), based="Normal")
        + style("Sapo", based="Thânbài")
        + style("Hoa", font(".VnTimeH"), kind="character")
    )
    plain, body, deck = read(
        paragraph(run("a"))
        + styled("Thânbài", run("b"), run("c", '<w:rStyle w:val="Hoa"/>'), run("d", font("Tahoma")))
        + styled("Sapo", run("e")),
        styles,
    )
    assert [each.font for each in (*plain.runs, *body.runs, *deck.runs)] == [
        "Arial",
        ".VnTime",
        ".VnTimeH",
        "Tahoma",
        ".VnTime",
    ]


def test_the_usual_style_holds_where_a_paragraph_names_none() -> None:
    (each,) = read(paragraph(run("a")), style("Normal", font("VNI-Times"), more='w:default="1"'))
    assert each.runs[0].font == "VNI-Times"


def test_letters_beyond_ascii_have_a_font_of_their_own() -> None:
    mixed = '<w:rFonts w:ascii="Times New Roman" w:hAnsi=".VnTime"/>'
    (each,) = read(paragraph(run("§¶ng bé", mixed), run("abc", mixed)), "")
    assert [(run.text, run.font) for run in each.runs] == [("§¶ng bé", ".VnTime"), ("abc", "Times New Roman")]


def test_a_font_may_stand_in_the_theme() -> None:
    look = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    (each,) = read(paragraph(run("a")), style("Normal", look, more='w:default="1"'), parts={"theme": THEME})
    assert each.runs[0].font == "Cambria"


@pytest.mark.parametrize(
    ("name", "role", "level"),
    [
        ("Title", "title", 1),
        ("Subtitle", "subtitle", 1),
        ("heading 2", "heading", 2),
        ("Tiêu đề", "title", 1),
        ("Tiêu đề 3", "heading", 3),
        ("Tít xen", "heading", 1),
        ("Sapo", "subtitle", 1),
        ("Caption", "caption", 1),
        ("Chú thích ảnh", "caption", 1),
        ("Intense Quote", "quotation", 1),
        ("Trích dẫn", "quotation", 1),
        ("Thơ", "verse", 1),
        ("Body Text", "paragraph", 1),
    ],
)
def test_a_style_says_what_a_paragraph_is(name: str, role: str, level: int) -> None:
    (each,) = read(styled(name.replace(" ", ""), run("chữ")), style(name))
    assert (each.role, each.level) == (role, level)


def test_a_style_of_ones_own_is_what_it_is_based_on() -> None:
    (each,) = read(styled("Mục", run("chữ")), style("heading 2") + style("Mục", based="heading2"))
    assert (each.role, each.level) == ("heading", 2)


def test_an_outline_level_makes_a_heading_without_any_style() -> None:
    (each,) = read(paragraph(run("chữ"), properties='<w:outlineLvl w:val="2"/>'), "")
    assert (each.role, each.level) == ("heading", 3)


def test_bold_of_two_styles_is_none_and_bold_of_a_heading_is_no_emphasis() -> None:
    styles = style("Đậm", "<w:b/>") + style("Nhấn", "<w:b/>", kind="character") + style("heading 1", "<w:b/><w:i/>")
    bold, heading = read(
        styled("Đậm", run("a"), run("b", '<w:rStyle w:val="Nhấn"/>'), run("c", '<w:b w:val="0"/>'))
        + styled("heading1", run("d"), run("e", '<w:vertAlign w:val="superscript"/>')),
        styles,
    )
    assert [(each.text, each.bold) for each in bold.runs] == [("a", True), ("bc", False)]
    assert [(each.text, each.bold, each.italic, each.superior) for each in heading.runs] == [
        ("d", False, False, False),
        ("e", False, False, True),
    ]


def test_size_and_alignment_are_those_in_force() -> None:
    styles = style("Lớn", '<w:sz w:val="28"/>', manner='<w:jc w:val="both"/>')
    large, centred = read(
        styled("Lớn", run("mười bốn"), run("!", '<w:sz w:val="60"/>'))
        + styled("Lớn", run("a"), direct='<w:jc w:val="center"/>'),
        styles,
    )
    assert (large.size, large.align, centred.align) == (14.0, "justified", "centre")


def test_hidden_text_is_told_and_not_taken() -> None:
    manuscript = read_docx(
        word_file(
            paragraph(run("Thấy được "), run("ghi chú riêng", "<w:vanish/>")),
            parts={"styles": style("Normal", more='w:default="1"')},
        )
    )
    assert [each.text for each in paragraphs_of(manuscript)] == ["Thấy được "]
    assert [(each.kind, each.what) for each in manuscript.losses] == [("text", "ghi chú riêng")]
    assert manuscript.missing == ()


def test_styles_that_are_based_on_each_other_end_somewhere() -> None:
    styles = style("A", font("Arial"), based="B") + style("B", based="A")
    assert read(styled("A", run("a")), styles)[0].runs[0].font == "Arial"
