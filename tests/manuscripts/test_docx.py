"""Word files are read whole: every word, in its order, with what its paragraph is."""

import pytest
from word_files import package, paragraph, part, relations, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import Properties, Table, paragraphs_of

STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_paragraphs_come_in_their_order() -> None:
    manuscript = read_docx(word_file(paragraph(run("Đảng bộ "), run("Khối", "<w:b/>")) + paragraph(run("Hai"))))
    assert [each.text for each in paragraphs_of(manuscript)] == ["Đảng bộ Khối", "Hai"]
    assert [(each.text, each.bold) for each in next(paragraphs_of(manuscript)).runs] == [
        ("Đảng bộ ", False),
        ("Khối", True),
    ]


def test_runs_that_word_cut_without_need_are_one() -> None:
    (each,) = paragraphs_of(read_docx(word_file(paragraph(run("Nghị "), run("quyết "), run("số 03")))))
    assert [piece.text for piece in each.runs] == ["Nghị quyết số 03"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
        (
            "<w:r><w:t>Vla</w:t><w:noBreakHyphen/><w:t>đi</w:t><w:softHyphen/><w:t>mia</w:t></w:r>",
            "Vla\u2011đi\u00admia",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "✓°"),
        (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('ô nhập')}</w:sdtContent></w:sdt>", "ô nhập"),
        (f"<w:smartTag><w:smartTag>{run('Hà Nội')}</w:smartTag></w:smartTag>", "Hà Nội"),
        (f"<w:hyperlink w:anchor='muc'>{run('mục')}</w:hyperlink>", "mục"),
        (f"<w:r><w:ruby><w:rt>{run('Hà')}</w:rt><w:rubyBase>{run('河')}</w:rubyBase></w:ruby></w:r>", " 河 (Hà) "),
        ("<w:r><w:br w:type='page'/><w:t>sang trang</w:t></w:r>", "\nsang trang"),
    ],
)
def test_what_stands_in_a_run(inside: str, text: str) -> None:
    manuscript = read_docx(word_file(paragraph(inside)))
    assert [each.text for each in paragraphs_of(manuscript)] == [text]
    assert manuscript.missing == ()


def test_a_dropped_initial_belongs_to_its_word() -> None:
    initial = paragraph(run("Đ", '<w:sz w:val="96"/>'), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    manuscript = read_docx(word_file(initial + paragraph(run("ảng bộ Khối"))))
    assert [each.text for each in paragraphs_of(manuscript)] == ["Đảng bộ Khối"]
    assert (manuscript.words, manuscript.missing) == (3, ())


def test_a_link_leads_where_its_relation_says() -> None:
    content = word_file(
        paragraph(f"<w:hyperlink r:id='rId5'>{run('cổng')}</w:hyperlink>", run(" và chữ")),
        links=(("rId5", "hyperlink", "https://example.org/"),),
    )
    (each,) = paragraphs_of(read_docx(content))
    assert [(piece.text, piece.link) for piece in each.runs] == [("cổng", "https://example.org/"), (" và chữ", "")]


def test_a_cell_may_span_columns_and_rows() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    rows = [
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('TT', down)}{cell('Kết quả', wide)}</w:tr>",
        f"<w:tr>{cell('', on)}{cell('2021')}{cell('2022')}</w:tr>",
    ]
    (table,) = read_docx(word_file(f"<w:tbl>{''.join(rows)}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert table.heads == 1
    assert [[(cell.paragraphs[0].text, cell.columns, cell.rows) for cell in row] for row in table.rows] == [
        [("TT", 1, 2), ("Kết quả", 2, 1)],
        [("2021", 1, 1), ("2022", 1, 1)],
    ]


def test_rows_and_cells_in_controls_and_cells_that_old_word_merged_are_found() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    row = (
        cell("a", '<w:hMerge w:val="restart"/>')
        + cell("b", "<w:hMerge/>")
        + f"<w:sdt><w:sdtContent>{cell('c')}</w:sdtContent></w:sdt>"
    )
    rows = f"<w:sdt><w:sdtContent><w:tr>{row}</w:tr></w:sdtContent></w:sdt>"
    (table,) = read_docx(word_file(f"<w:tbl>{rows}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert [[([each.text for each in cell.paragraphs], cell.columns) for cell in row] for row in table.rows] == [
        [(["a", "b"], 2), (["c"], 1)]
    ]


def test_text_that_hides_under_a_merged_cell_is_shown() -> None:
    def cell(text: str, merge: str) -> str:
        return f"<w:tr><w:tc><w:tcPr><w:vMerge {merge}/></w:tcPr>{paragraph(run(text))}</w:tc></w:tr>"

    rows = cell("trên", 'w:val="restart"') + cell("khuất", "")
    assert [each.text for each in paragraphs_of(read_docx(word_file(f"<w:tbl>{rows}</w:tbl>")))] == ["trên", "khuất"]


def test_notes_are_counted_by_their_marks_and_those_without_one_come_last() -> None:
    def note(kind: str, number: int, text: str) -> str:
        reference = f"<w:r><w:{kind}Ref/></w:r>"
        return f'<w:{kind} w:id="{number}">{paragraph(reference, run(text))}</w:{kind}>'

    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    line = f'<w:footnote w:type="separator" w:id="-1">{paragraph("<w:r><w:separator/></w:r>")}</w:footnote>'
    manuscript = read_docx(
        word_file(
            paragraph(run("Một"), mark("footnote", 3), run(" hai"), mark("endnote", 5), mark("footnote", 2)),
            parts={
                "footnotes": line
                + note("footnote", 2, " Nguồn: VP.")
                + note("footnote", 3, " Số liệu.")
                + note("footnote", 4, " Lẻ."),
                "endnotes": note("endnote", 5, " Cuối bài."),
            },
        )
    )
    assert [(run.text, run.footnote) for run in next(paragraphs_of(manuscript)).runs] == [
        ("Một", ""),
        ("", "1"),
        (" hai", ""),
        ("", "i"),
        ("", "2"),
    ]
    assert [(each.label, each.paragraphs[0].text) for each in manuscript.footnotes] == [
        ("1", "Số liệu."),
        ("i", "Cuối bài."),
        ("2", "Nguồn: VP."),
        ("3", "Lẻ."),
    ]
    assert manuscript.missing == ()


def test_a_file_says_who_made_it_and_when() -> None:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    core = (
        f"<c {spaces}><dc:title>Bản tin</dc:title><dc:creator>Văn phòng</dc:creator>"
        "<dcterms:created>2022-10-20T08:00:00Z</dcterms:created></c>"
    )
    links = relations(
        ("a", "officeDocument", "word/document.xml"), ("b", "metadata/core-properties", "docProps/core.xml")
    )
    content = word_file(paragraph(run("Chữ")), files={"_rels/.rels": links, "docProps/core.xml": core})
    assert read_docx(content).properties == Properties("Bản tin", "Văn phòng", "", "2022-10-20T08:00:00Z")


def test_the_strict_variant_is_read_as_the_usual_one() -> None:
    document = part("document", f"<w:body>{paragraph(run('Chữ', '<w:b/>'))}</w:body>")
    rels = relations(("d", "officeDocument", "/word/Document.xml"))
    for usual, strict in STRICT.items():
        document, rels = document.replace(usual, strict), rels.replace(usual, strict)
    manuscript = read_docx(package({"_rels/.rels": rels, "word/document.xml": document}))
    assert [(run.text, run.bold) for each in paragraphs_of(manuscript) for run in each.runs] == [("Chữ", True)]
    assert (manuscript.words, manuscript.missing) == (1, ())


def test_a_dash_alone_is_no_word() -> None:
    manuscript = read_docx(word_file(paragraph(run("Ngày 02/11/2022 – kỷ niệm 68 năm."))))
    assert (manuscript.words, manuscript.missing) == (6, ())
