"""CSV shows every note in a row of its own, and no cell is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.formats.some_notes import AWKWARD, COMMENT, NOTES, REPLACE

from newsletter.legible import clean_lines
from newsletter.review.formats import FORMATS
from newsletter.review.formats.listing import Listing
from newsletter.review.formats.spreadsheet import COLUMNS
from newsletter.review.notes import Note


def read(*notes: Note) -> list[dict[str, str]]:
    written = FORMATS["csv"].write(notes, Listing()).encode("utf-8")
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_excel_knows_the_file_for_utf_8_by_its_first_bytes() -> None:
    assert FORMATS["csv"].write(NOTES, Listing()).encode("utf-8").startswith(b"\xef\xbb\xbfid,page,story,")


def test_a_note_is_a_row_with_all_that_is_known_of_it() -> None:
    (row,) = read(REPLACE)
    known = {name: value for name, value in row.items() if value}
    assert known == {
        "id": "a1",
        "page": "1",
        "story": "01-xa-luan",
        "file": "articles/01-xa-luan.md",
        "line": "12",
        "column": "8",
        "end_line": "12",
        "end_column": "11",
        "frame": "lead/2",
        "printed_line": "15",
        "intent": "replace",
        "before": "Đảng ủy ",
        "quote": "khôi",
        "after": " các cơ quan tỉnh",
        "new_text": "Khối",
        "comment": "tên riêng viết hoa",
        "author": "Lê Thị Mai",
        "date": "2022-10-12T08:30:00+07:00",
        "also": "Phạm Hà",
        "replies": "Trần Văn Bình · 2022-10-12T09:00:00+07:00 · Accepted · nhất trí",
        "status": "open",
        "outcome": "proposed",
        "method": "map",
        "confidence": "1.00",
        "kinds": "caret strike-out",
        "proof": "7K3M-Q9XA",
        "returned_file": "bong-1-mai.pdf",
        "pdf_page": "1",
    }


def test_no_note_is_lost() -> None:
    assert sorted(row["id"] for row in read(*NOTES)) == ["a1", "b2", "c3", "d4", "e5"]


def test_a_comment_of_two_lines_stays_in_its_cell() -> None:
    assert [row["comment"] for row in read(COMMENT, REPLACE)] == ["tên riêng viết hoa", "dòng một\ndòng hai"]


@pytest.mark.parametrize("text", AWKWARD)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    every = REPLACE._replace(
        id=text, new_text=text, comment=text, author=text, date=text, also=(text,), file=text, reason=text, proof=text
    )
    rows = read(every, COMMENT)
    assert [row["page"] for row in rows] == ["1", "1"]
    for cell in rows[0].values():
        assert cell.strip("\u200b \n")[:1] not in set("=+-@＝＋－＠\t\r") or cell == ""
        assert not set("\x00\x1b\r\t\u202e\u2066") & set(cell)


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    (row,) = read(REPLACE._replace(comment=text))
    shown = clean_lines(text)
    assert row["comment"] in (shown, f"'{shown}")
    assert list(row) == list(COLUMNS)
