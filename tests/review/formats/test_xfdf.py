"""XFDF holds the notes as the annotations that they were, and any XML reader gets back the words as written."""

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from review.formats.some_notes import AWKWARD, COMMENT, DELETE, INSERT, NOTES, ORPHAN, REPLACE

from newsletter.review.formats import FORMATS
from newsletter.review.formats.listing import Listing
from newsletter.review.notes import Drawing, MarkupKind, Note, Points, Reply

IN = "{http://ns.adobe.com/xfdf/}"


def read(*notes: Note) -> list[Element]:
    root = fromstring(FORMATS["xfdf"].write(notes, Listing()).encode("utf-8"))
    assert root.tag == f"{IN}xfdf"
    (annotations,) = root
    return list(annotations)


def words(annotation: Element) -> str | None:
    return annotation.findtext(f"{IN}contents")


def test_a_replacement_is_a_caret_with_the_words_before_it_struck_out() -> None:
    caret, struck = read(REPLACE)[:2]
    assert caret.tag == f"{IN}caret"
    assert caret.attrib == {
        "page": "0",
        "rect": "120,500,128,512",
        "title": "Lê Thị Mai",
        "date": "D:20221012083000+07'00'",
        "creationdate": "D:20221012083000+07'00'",
        "name": "a1",
        "color": "#1A66C0",
        "flags": "print",
        "IT": "Replace",
        "subject": "Sửa",
    }
    assert words(caret) == "Khối"
    assert struck.tag == f"{IN}strikeout"
    assert struck.attrib["coords"] == "100,512,124,512,100,500,124,500"
    assert {name: struck.attrib[name] for name in ("name", "inreplyto", "replyType", "IT")} == {
        "name": "a1-x",
        "inreplyto": "a1",
        "replyType": "group",
        "IT": "StrikeOutTextEdit",
    }
    assert words(struck) == "tên riêng viết hoa"


def test_replies_and_their_states_hang_below_the_note() -> None:
    said, state, also = read(REPLACE)[2:]
    assert [reply.attrib["inreplyto"] for reply in (said, state, also)] == ["a1", "a1", "a1"]
    assert (said.attrib["title"], words(said)) == ("Trần Văn Bình", "nhất trí")
    assert (state.attrib["statemodel"], state.attrib["state"]) == ("Review", "Accepted")
    assert "hidden" in state.attrib["flags"].split(",")
    assert (also.attrib["title"], words(also)) == ("Phạm Hà", "Cùng ý")


def test_the_status_that_an_editor_has_set_is_a_state() -> None:
    states = {note.status: [a.attrib.get("state") for a in read(note)][1:] for note in (DELETE, INSERT, COMMENT)}
    assert states == {"rejected": ["Rejected"], "done": ["Completed"], "open": []}


def test_a_mark_over_two_lines_has_two_quadrilaterals_in_one_rectangle() -> None:
    struck = read(DELETE)[0]
    assert struck.attrib["page"] == "1"
    assert struck.attrib["rect"] == "40,285,70,312"
    assert struck.attrib["coords"] == "50,312,70,312,50,300,70,300,40,297,60,297,40,285,60,285"


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("highlight", "highlight"),
        ("underline", "underline"),
        ("squiggly", "squiggly"),
        ("strike-out", "strikeout"),
        ("caret", "caret"),
        ("note", "text"),
        ("free-text", "freetext"),
        ("ink", "square"),
        ("shape", "square"),
        ("stamp", "square"),
        ("attachment", "text"),
        ("drawn", "square"),
    ],
)
def test_a_note_comes_back_as_the_kind_that_it_was(kind: MarkupKind, element: str) -> None:
    (found,) = read(COMMENT._replace(kinds=(kind,)))
    assert (found.tag, words(found)) == (f"{IN}{element}", "dòng một\ndòng hai")


def drawing(note: Note) -> Element:
    return read(note._replace(kinds=("ink" if note.drawings[0].form == "ink" else "shape",)))[0]


def test_ink_has_a_gesture_for_each_stroke_and_a_rectangle_round_its_pen() -> None:
    strokes = (((10.0, 20.0), (30.0, 45.5)), ((12.0, 20.0), (14.25, 22.0), (16.0, 20.0)))
    ink = drawing(COMMENT._replace(drawings=(Drawing("ink", strokes, 3.0),)))
    assert (ink.tag, ink.attrib["width"], ink.attrib["rect"]) == (f"{IN}ink", "3", "8.5,18.5,31.5,47")
    gestures = [gesture.text for gesture in ink.findall(f"{IN}inklist/{IN}gesture")]
    assert gestures == ["10,20;30,45.5", "12,20;14.25,22;16,20"]


def test_a_line_has_its_ends_and_a_polygon_its_corners() -> None:
    corners = (((10.0, 20.0), (30.0, 40.0), (50.0, 20.0)),)
    line = drawing(COMMENT._replace(drawings=(Drawing("line", (corners[0][:2],)),)))
    assert (line.tag, line.attrib["start"], line.attrib["end"]) == (f"{IN}line", "10,20", "30,40")
    for form in ("polygon", "polyline"):
        found = drawing(COMMENT._replace(drawings=(Drawing(form, corners),)))  # type: ignore[arg-type]
        assert (found.tag, found.findtext(f"{IN}vertices")) == (f"{IN}{form}", "10,20;30,40;50,20")


def test_a_circle_is_one_and_a_stamp_keeps_its_name() -> None:
    assert drawing(COMMENT._replace(drawings=(Drawing("circle"),))).tag == f"{IN}circle"
    (stamp,) = read(COMMENT._replace(kinds=("stamp",), drawings=(Drawing("stamp", icon="Approved"),)))
    assert (stamp.tag, stamp.attrib["icon"]) == (f"{IN}stamp", "Approved")


def test_what_was_drawn_beside_a_mark_is_grouped_with_it() -> None:
    ink = Drawing("ink", (((10.0, 20.0), (30.0, 40.0)),))
    mark, drawn = read(COMMENT._replace(kinds=("highlight", "ink"), drawings=(ink,)))
    assert (mark.tag, drawn.tag) == (f"{IN}highlight", f"{IN}ink")
    assert (drawn.attrib["inreplyto"], drawn.attrib["replyType"]) == (mark.attrib["name"], "group")


@pytest.mark.parametrize("strokes", [(), (((1.0, 2.0),),), (((float("nan"), 2.0), (3.0, 4.0)),)])
def test_a_line_without_two_ends_is_a_square_round_its_place(strokes: tuple[Points, ...]) -> None:
    found = drawing(COMMENT._replace(drawings=(Drawing("line", strokes),)))
    assert (found.tag, found.attrib.keys() & {"start", "end"}) == (f"{IN}square", set())


def test_a_caret_with_a_remark_has_it_as_a_reply() -> None:
    caret, remark, _ = read(INSERT._replace(comment="cho rõ"))
    assert (words(caret), words(remark)) == ("hết sức ", "cho rõ")
    assert remark.attrib["inreplyto"] == "c3"


def test_a_text_box_has_its_words_as_rich_text_too() -> None:
    (box,) = read(COMMENT._replace(kinds=("free-text",)))
    body = box.find(f"{IN}contents-richtext/{{http://www.w3.org/1999/xhtml}}body")
    assert body is not None
    assert [line.text for line in body] == ["dòng một", "dòng hai"]
    assert "".join(body.itertext()) == "dòng một\ndòng hai\n"


def test_a_note_without_a_place_on_its_page_stands_in_a_corner() -> None:
    (found,) = read(ORPHAN._replace(boxes=()))
    assert found.attrib["rect"] == "20,20,40,40"


@pytest.mark.parametrize(
    ("iso", "date"),
    [
        ("2022-10-12T08:30:00+07:00", "D:20221012083000+07'00'"),
        ("2022-10-12T08:30:00Z", "D:20221012083000Z"),
        ("2022-10-12T08:30", "D:20221012083000"),
        ("2022-10-12", "D:20221012000000"),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_dates_are_those_of_pdf(iso: str, date: str | None) -> None:
    assert read(COMMENT._replace(date=iso))[0].get("date") == date


def test_names_are_told_apart_and_every_note_is_there() -> None:
    names = [annotation.attrib["name"] for annotation in read(*NOTES)]
    assert len(names) == len(set(names))
    assert {note.id for note in NOTES} <= set(names)


@pytest.mark.parametrize("text", AWKWARD)
def test_words_are_no_elements_wherever_they_stand(text: str) -> None:
    reply = Reply(text, text, text, text)
    awkward = REPLACE._replace(
        id=text, comment=text, new_text=text, author=text, date=text, also=(text,), replies=(reply,)
    )
    found = read(awkward)
    assert {annotation.tag for annotation in found} == {f"{IN}caret", f"{IN}strikeout", f"{IN}text"}
    assert {child.tag for annotation in found for child in annotation} <= {f"{IN}contents"}


@given(st.text())
def test_any_words_come_back_as_they_were_written(text: str) -> None:
    (found,) = read(COMMENT._replace(comment=text, author=text, kinds=("note",)))
    legal = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", re.sub("\r\n?", "\n", text))
    assert (words(found) or "") == legal
    assert found.attrib["title"] == legal


def test_hostile_numbers_of_boxes_are_left_out() -> None:
    box = ORPHAN.boxes[0]
    (found,) = read(ORPHAN._replace(boxes=(box._replace(x0=float("nan")), box._replace(y1=float("inf")), box)))
    assert found.attrib["rect"] == "20,20,200,200"
