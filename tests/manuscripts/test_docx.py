"""Word files are read whole: every word, in its order, with what its paragraph is."""

from word_files import paragraph, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import Table, paragraphs_of


def test_paragraphs_come_in_their_order() -> None:
    manuscript = read_docx(word_file(paragraph(run("Đảng bộ "), run("Khối", "<w:b/>")) + paragraph(run("Hai"))))
    assert [each.text for each in paragraphs_of(manuscript)] == ["Đảng bộ Khối", "Hai"]
    assert [(each.text, each.bold) for each in next(paragraphs_of(manuscript)).runs] == [
        ("Đảng bộ ", False),
        ("Khối", True),
    ]


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
