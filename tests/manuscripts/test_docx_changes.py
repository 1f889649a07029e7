"""Tracked changes and remarks of a Word file."""

from word_files import paragraph, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import Comment, Manuscript, Revision, paragraphs_of

BY = 'w:id="1" w:author="Văn phòng" w:date="2022-10-20T08:00:00Z"'
OTHER = 'w:id="2" w:author="Ban Tuyên giáo" w:date="2022-10-21T09:00:00Z"'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def texts(manuscript: Manuscript) -> list[str]:
    return [each.text for each in paragraphs_of(manuscript)]


def test_an_insertion_stays_and_a_deletion_goes_and_both_are_told() -> None:
    manuscript = read_docx(
        word_file(
            paragraph(
                run("Lễ kỷ niệm "),
                f"<w:ins {BY}>{run('68 năm ')}</w:ins>",
                f"<w:del {OTHER}>{gone('70 năm ')}</w:del>",
                run("thành lập"),
            )
        )
    )
    assert texts(manuscript) == ["Lễ kỷ niệm 68 năm thành lập"]
    assert manuscript.revisions == (
        Revision("insertion", "68 năm", "Văn phòng", "2022-10-20T08:00:00Z"),
        Revision("deletion", "70 năm", "Ban Tuyên giáo", "2022-10-21T09:00:00Z"),
    )
    assert manuscript.missing == ()


def test_what_was_written_at_once_is_one_change() -> None:
    pieces = "".join(f"<w:ins {BY}>{run(text)}</w:ins>" for text in ("Đảng ", "bộ ", "Khối"))
    assert [each.text for each in read_docx(word_file(paragraph(pieces))).revisions] == ["Đảng bộ Khối"]


def test_a_passage_that_was_moved_stands_once_where_it_is_now() -> None:
    manuscript = read_docx(
        word_file(
            paragraph(run("Một"), f"<w:moveFrom {BY}>{run('chuyển đi')}</w:moveFrom>")
            + paragraph(run("Hai "), f"<w:moveTo {BY}>{run('chuyển đi')}</w:moveTo>")
        )
    )
    assert texts(manuscript) == ["Một", "Hai chuyển đi"]
    assert [(each.kind, each.text) for each in manuscript.revisions] == [("move", "chuyển đi")]


def test_a_change_of_formatting_names_the_words_it_is_about() -> None:
    look = f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"
    (revision,) = read_docx(word_file(paragraph(run("thường "), run("đậm", look)))).revisions
    assert (revision.kind, revision.text, revision.author) == ("formatting", "đậm", "Văn phòng")


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    manuscript = read_docx(
        word_file(paragraph(run("Nghị "), properties=f"<w:rPr><w:del {BY}/></w:rPr>") + paragraph(run("quyết")))
    )
    assert texts(manuscript) == ["Nghị quyết"]
    assert manuscript.missing == ()


def test_a_change_in_a_box_that_is_saved_twice_is_told_once() -> None:
    inserted = f"<w:ins {BY}>{run('mới')}</w:ins>"
    box = f"<w:txbxContent>{paragraph(inserted)}</w:txbxContent>"
    shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    twice = f"<w:r><mc:AlternateContent><mc:Choice>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>"
    manuscript = read_docx(word_file(paragraph(f"{twice}</mc:AlternateContent></w:r>")))
    assert [each.text for each in manuscript.revisions] == ["mới"]
    assert texts(manuscript) == ["", "mới"]


def test_a_deleted_row_is_told_and_not_taken() -> None:
    def row(text: str, properties: str = "") -> str:
        return f"<w:tr>{properties}<w:tc>{paragraph(run(text))}</w:tc></w:tr>"

    deleted = f"<w:trPr><w:del {BY}/></w:trPr>"
    manuscript = read_docx(word_file(f"<w:tbl>{row('còn')}{row('bỏ', deleted)}</w:tbl>"))
    assert texts(manuscript) == ["còn"]
    assert [(each.kind, each.text) for each in manuscript.revisions] == [("deletion", "bỏ")]


def test_a_remark_comes_with_the_words_it_speaks_of() -> None:
    begins, ends = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    remark = (
        f'<w:comment w:id="7" w:author="Thường trực" w:date="2022-10-22T10:00:00Z">{paragraph(run("Kiểm tra lại."))}'
    )
    manuscript = read_docx(
        word_file(
            paragraph(run("Có "), begins, run("1.250 đảng viên"), ends, run(" dự.")),
            parts={"comments": remark + "</w:comment>"},
        )
    )
    assert manuscript.comments == (Comment("Kiểm tra lại.", "1.250 đảng viên", "Thường trực", "2022-10-22T10:00:00Z"),)
    assert texts(manuscript) == ["Có 1.250 đảng viên dự."]
