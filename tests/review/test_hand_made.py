"""What programs write that cannot be had here, made by hand after the facts known of them."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)
from review.clients import Mark, annotation, make_proof, numbers, plan, saved, sources

from newsletter.review.notes import Note, Reading
from newsletter.review.read import read_proof


class Desk:
    """A proof with its articles, and marks to put on it."""

    def __init__(self, folder: Path) -> None:
        self.proof = make_proof(folder)
        self.sources = sources(folder / "issue")
        self.marks = [mark for mark in plan(self.proof) if mark.page == 2]

    def mark(self, what: str, at: int = 0) -> Mark:
        return [mark for mark in self.marks if mark.what == what][at]

    def reading(self, *annotations: DictionaryObject, tie: Mapping[int, int] | None = None) -> Reading:
        """Of a proof with nothing but these, on page 2; ``tie``: which answers to which."""
        writer = PdfWriter(clone_from=BytesIO(self.proof))
        writer.pages[0].pop("/Annots")
        refs = [writer._add_object(one) for one in annotations]
        for one, other in (tie or {}).items():
            annotations[one][NameObject("/IRT")] = refs[other]
        writer.pages[1][NameObject("/Annots")] = ArrayObject(refs)
        return read_proof(saved(writer), "về.pdf", self.sources, ())

    def notes(self, *annotations: DictionaryObject, tie: Mapping[int, int] | None = None) -> list[Note]:
        return list(self.reading(*annotations, tie=tie).notes)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def made(mark: Mark, subtype: str = "", **entries: object) -> DictionaryObject:
    """The annotation of a mark with other entries: text as str, names with their slash, None takes one out."""
    annotated = annotation(mark._replace(subtype=subtype or mark.subtype), author="Chị Lan")
    for key, value in entries.items():
        if value is None:
            annotated.pop("/" + key, None)
        elif isinstance(value, str):
            annotated[NameObject("/" + key)] = NameObject(value) if value[:1] == "/" else TextStringObject(value)
        else:
            annotated[NameObject("/" + key)] = value
    return annotated


def quoted(note: Note) -> str:
    assert note.place is not None
    return note.place.quote


@pytest.mark.parametrize("struck_first", [True, False])
def test_acrobats_replacement_is_one_note_in_either_order(desk: Desk, struck_first: bool) -> None:
    struck = made(desk.mark("word"), "StrikeOut", IT="/StrikeOutTextEdit", RT="/Group", Contents="")
    caret = made(desk.mark("word"), "Caret", IT="/Replace", Contents="thay vào", QuadPoints=None)
    pair = (struck, caret) if struck_first else (caret, struck)
    (note,) = desk.notes(*pair, tie={0: 1} if struck_first else {1: 0})
    assert (note.intent, note.new_text, quoted(note)) == ("replace", "thay vào", desk.mark("word").quote)


def test_a_caret_alone_puts_in_and_a_strike_out_alone_takes_out(desk: Desk) -> None:
    caret, struck = desk.notes(made(desk.mark("caret"), Contents="đã"), made(desk.mark("phrase"), "StrikeOut"))
    assert (caret.intent, caret.new_text, caret.place and caret.place.start) == (
        "insert",
        "đã",
        desk.mark("caret").start,
    )
    assert (struck.intent, quoted(struck)) == ("delete", desk.mark("phrase").quote)


def test_replies_and_states_are_of_the_note_that_they_answer(desk: Desk) -> None:
    note = made(desk.mark("word"), "Highlight", Contents="sai tên")
    reply = made(desk.mark("word"), "Text", Contents="đúng rồi", QuadPoints=None, T="Anh Bình")
    hidden = {"Contents": "Accepted set by Bình", "QuadPoints": None, "T": "Anh Bình", "F": NumberObject(30)}
    state = made(desk.mark("word"), "Text", StateModel="Review", State="Rejected", **hidden)
    newer = made(desk.mark("word"), "Text", StateModel="Review", State="Accepted", **hidden)
    newer[NameObject("/M")] = TextStringObject("D:20221022093000Z")
    reading = desk.reading(note, reply, state, newer, tie={1: 0, 2: 0, 3: 2})
    (found,) = reading.notes
    assert found.comment == "sai tên"
    assert [answer.text for answer in found.replies if not answer.state] == ["đúng rồi"]
    assert (reading.annotations, reading.used, reading.states) == (4, 2, 2)


@pytest.mark.parametrize("tie", [{0: 0}, {0: 1, 1: 0}, {0: 1, 1: 2, 2: 0}])
def test_answers_in_circles_lose_no_note(desk: Desk, tie: Mapping[int, int]) -> None:
    annotations = [made(desk.mark("word", at), "Highlight", Contents=f"ý {at}") for at in range(len(tie))]
    reading = desk.reading(*annotations, tie=tie)
    text = " ".join(note.comment + "".join(reply.text for reply in note.replies) for note in reading.notes)
    assert all(f"ý {at}" in text for at in range(len(tie)))
    assert reading.used == reading.annotations == len(tie)


def test_an_answer_to_nothing_is_a_note_of_its_own(desk: Desk) -> None:
    (note,) = desk.notes(made(desk.mark("word"), "Highlight", Contents="còn đây", IRT=NullObject()))
    assert note.comment == "còn đây"


def test_a_chain_of_twelve_hundred_answers_is_read(desk: Desk) -> None:
    mark = desk.mark("word")
    chain = [made(mark, "Text", Contents=f"lời {at}", QuadPoints=None) for at in range(1200)]
    reading = desk.reading(*chain, tie={at: at - 1 for at in range(1, 1200)})
    assert len(reading.notes) == 1
    assert reading.used == 1200


@pytest.mark.parametrize(
    "stored",
    [
        "Sửa: Đảng bộ".encode("utf-16-be").join([b"\xfe\xff", b""]),
        "Sửa: Đảng bộ".encode("utf-16-le").join([b"\xff\xfe", b""]),
        b"\xef\xbb\xbf" + "Sửa: Đảng bộ".encode(),
        b"\xfe\xff" + "Su\u031b\u0309a: \u0110a\u0309ng b\u00f4\u0323".encode("utf-16-be"),
    ],
)
def test_a_remark_is_the_same_in_whatever_encoding(desk: Desk, stored: bytes) -> None:
    (note,) = desk.notes(made(desk.mark("word"), "Highlight", Contents=ByteStringObject(stored)))
    assert note.comment == "Sửa: Đảng bộ"


def test_words_of_the_rich_text_are_the_remark_where_there_are_no_others(desk: Desk) -> None:
    rich = '<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p>Kiểm tra <b>số liệu</b></p></body>'
    (note,) = desk.notes(made(desk.mark("word"), "Highlight", Contents=None, RC=rich))
    assert note.comment == "Kiểm tra số liệu"


def test_one_name_for_all_keeps_them_apart(desk: Desk) -> None:
    marks = [made(desk.mark("word", at), "Highlight", NM="fitz-A0") for at in (0, 1)]
    notes = desk.notes(*marks)
    assert len({note.id for note in notes}) == 2


def test_a_name_that_another_program_adds_changes_no_note(desk: Desk) -> None:
    (before,) = desk.notes(made(desk.mark("word"), "Highlight"))
    (after,) = desk.notes(made(desk.mark("word"), "Highlight", NM="okular-{1b2c}", M="D:20221030080000Z"))
    assert before.id == after.id


def test_a_mark_with_quadrilaterals_out_of_this_world_has_its_rectangle(desk: Desk) -> None:
    mark = desk.mark("word")
    (note,) = desk.notes(made(mark, "Highlight", QuadPoints=numbers([32768.0, -32768.0] * 4)))
    assert quoted(note) == mark.quote


def test_what_is_underlined_as_a_wave_in_disguise_is_found(desk: Desk) -> None:
    mark = desk.mark("word")
    (note,) = desk.notes(made(mark, "Underline", IT="/Underline"))
    assert quoted(note) == mark.quote


def test_ink_over_words_and_notes_beside_them_have_their_place(desk: Desk) -> None:
    mark = desk.mark("phrase")
    box = mark.boxes[0]
    middle = (box.y0 + box.y1) / 2
    stroke = ArrayObject([numbers([box.x0, middle, (box.x0 + box.x1) / 2, middle, box.x1, middle])])
    ink = made(mark, "Ink", InkList=stroke, QuadPoints=None, Contents="gạch tay")
    beside = made(mark, "Text", QuadPoints=None, Rect=numbers([20, middle - 9, 38, middle + 9]), Contents="ngoài lề")
    drawn, note = sorted(desk.notes(ink, beside), key=lambda note: note.comment)
    assert drawn.place is not None
    assert note.place is not None
    assert note.place.method == "nearest"


def test_an_attached_file_is_named_and_links_are_counted(desk: Desk) -> None:
    mark = desk.mark("word")
    file = DictionaryObject(
        {NameObject("/Type"): NameObject("/Filespec"), NameObject("/F"): TextStringObject("anh.jpg")}
    )
    reading = desk.reading(
        made(mark, "FileAttachment", QuadPoints=None, FS=file, Contents="ảnh khác"),
        made(mark, "Link", QuadPoints=None),
        made(mark, "Popup", QuadPoints=None),
    )
    (note,) = reading.notes
    assert "ảnh khác" in note.comment
    assert dict(reading.skipped) == {"Link": 1, "Popup": 1}
