"""Fields of a Word file become what they show."""

import pytest
from word_files import paragraph, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import Loss, paragraphs_of


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def field(instruction: str, *shown: str) -> str:
    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + told + (mark("separate") + "".join(shown) if shown else "") + mark("end")


def simple(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{run(shown)}</w:fldSimple>'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (run("Hình ") + simple("SEQ Hình \\* ARABIC", "1") + run(". Đại hội"), "Hình 1. Đại hội"),
        (run("Hình ") + field("SEQ Hình \\* ARABIC", run("2")) + run(". Hội nghị"), "Hình 2. Hội nghị"),
        (run("Trang ") + field("PAGE", run("3")) + run("/") + simple("NUMPAGES", "9"), "Trang /"),
        (run("xem ") + field("REF _Ref1 \\h", run("mục "), field("PAGEREF x", run("4"))) + run("."), "xem mục 4."),
        (field("IF " + "x = y", run("đúng")), "đúng"),
        (mark("begin") + run("chữ không có dấu cuối"), "chữ không có dấu cuối"),
    ],
)
def test_a_field_is_what_it_shows(written: str, read: str) -> None:
    manuscript = read_docx(word_file(paragraph(written)))
    assert [each.text for each in paragraphs_of(manuscript)] == [read]
    assert manuscript.missing == ()


def test_a_field_that_leads_somewhere_makes_a_link() -> None:
    linked = field('HYPERLINK "https://example.org/bai" \\o "Bài"', run("bài viết"))
    manuscript = read_docx(word_file(paragraph(run("xem "), linked, field('HYPERLINK \\l "muc"', run(" ở dưới")))))
    assert [(each.text, each.link) for each in next(paragraphs_of(manuscript)).runs] == [
        ("xem ", ""),
        ("bài viết", "https://example.org/bai"),
        (" ở dưới", ""),
    ]


def test_a_box_is_ticked_or_not_and_a_choice_shows_what_was_chosen() -> None:
    def form(kind: str, inside: str) -> str:
        told = f"<w:r><w:instrText>{kind}</w:instrText></w:r>"
        return mark("begin", f"<w:ffData>{inside}</w:ffData>") + told + mark("end")

    ticked = form("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    empty = form("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>')
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Nam"/><w:listEntry w:val="Nữ"/></w:ddList>'
    manuscript = read_docx(word_file(paragraph(ticked, empty, form("FORMDROPDOWN", choice))))
    assert next(paragraphs_of(manuscript)).text == "☒☐Nữ"


def test_a_field_that_shows_nothing_though_it_should_is_told() -> None:
    manuscript = read_docx(word_file(paragraph(run("a"), field("EQ \\f(1;2)"), field("XE &quot;mục lục&quot;"))))
    assert manuscript.losses == (Loss("field", "EQ \\f(1;2)"),)
