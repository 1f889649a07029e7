"""What reviewers leave in files, of whatever program: read whole, and never believed."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from newsletter.pdf.marks import Box
from newsletter.pdf.reader import read
from newsletter.review.markups import Found, date_of, markups


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def annotation(subtype: str, **entries: object) -> DictionaryObject:
    values = {f"/{key}": NameObject(value) if type(value) is str else value for key, value in entries.items()}
    made = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(subtype)})
    made[NameObject("/Rect")] = numbers(10, 10, 20, 20)
    made.update({NameObject(key): value for key, value in values.items()})
    return made


def found(*annotations: DictionaryObject, tie: tuple[tuple[int, int], ...] = ()) -> Found:
    """Annotations of a one-page file; ``tie``: which answers to which."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    refs = [writer._add_object(one) for one in annotations]
    for answer, to in tie:
        annotations[answer][NameObject("/IRT")] = refs[to]
    page[NameObject("/Annots")] = ArrayObject(refs)
    content = io.BytesIO()
    writer.write(content)
    return markups(read(content.getvalue()))


def test_the_corners_of_a_quadrilateral_may_come_in_any_order() -> None:
    orders = [(10, 30, 50, 30, 10, 20, 50, 20), (10, 20, 50, 20, 50, 30, 10, 30), (10, 20, 10, 30, 50, 20, 50, 30)]
    for order in orders:
        (mark,) = found(annotation("/Highlight", QuadPoints=numbers(*order))).markups
        assert mark.quads == (Box(10, 20, 50, 30),)


def test_a_mark_without_quadrilaterals_has_its_rectangle_corners_put_in_order() -> None:
    (mark,) = found(annotation("/StrikeOut", Rect=numbers(50, 30, 10, 20))).markups
    assert (mark.quads, mark.rect) == ((), Box(10, 20, 50, 30))


def test_a_rectangle_out_of_this_world_is_none() -> None:
    (mark,) = found(annotation("/Highlight", Rect=numbers(32768, 32768, -32768, -32768))).markups
    assert mark.rect is None


@pytest.mark.parametrize(
    "stored",
    [
        "\ufeffngu\u031bo\u031b\u0300i\r\nx".encode("utf-16-be"),
        b"\xff\xfe" + "người\rx".encode("utf-16-le"),
        b"\xef\xbb\xbf" + "người\u2028x".encode(),
        "\ufeff\x1bviVN\x1bngười\nx".encode("utf-16-be"),
    ],
)
def test_words_are_nfc_however_they_were_written(stored: bytes) -> None:
    (mark,) = found(annotation("/Text", Contents=ByteStringObject(stored))).markups
    assert mark.contents == "người\nx"


def test_words_of_the_old_encoding_have_its_dashes_and_quotes() -> None:
    (mark,) = found(annotation("/Text", Contents=ByteStringObject(b"\x8da\x8e \x85 \xe9"))).markups
    assert mark.contents == "“a” – é"


def test_rich_text_is_read_where_there_is_no_other() -> None:
    rich = '<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p>sửa <b>khối</b></p><p>hai</p></body>'
    (mark,) = found(annotation("/Text", RC=TextStringObject(rich))).markups
    assert mark.contents == "sửa khối\nhai"


def test_entities_of_rich_text_are_not_expanded() -> None:
    rich = '<!DOCTYPE a [<!ENTITY b "xxxx"><!ENTITY c "&b;&b;">]><body><p>&c;</p></body>'
    (mark,) = found(annotation("/Text", RC=TextStringObject(rich))).markups
    assert "x" not in mark.contents


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("D:20221028083000+07'00'", "2022-10-28T08:30:00+07:00"),
        ("D:20221028083000+07'00", "2022-10-28T08:30:00+07:00"),
        ("D:20221028083000Z00'00'", "2022-10-28T08:30:00Z"),
        ("D:20221028083000Z", "2022-10-28T08:30:00Z"),
        ("D:20221028083000", "2022-10-28T08:30:00"),
        ("D:20221028083000+00'240'", "2022-10-28T08:30:00"),
        ("20221028", "2022-10-28T00:00:00"),
        ("D:00000000000000Z", ""),
        ("D:01220101000000", ""),
        ("hôm qua", ""),
        ("", ""),
    ],
)
def test_dates_of_all_programs_are_read_and_none_stops_the_reading(written: str, read_as: str) -> None:
    assert date_of(written) == read_as


def test_a_strike_out_may_stand_before_the_caret_that_it_belongs_to() -> None:
    marks = found(annotation("/StrikeOut", RT="/Group"), annotation("/Caret", IT="/Replace"), tie=((0, 1),)).markups
    assert (marks[0].reply_to, marks[0].grouped, marks[1].intent) == (1, True, "Replace")


def test_states_are_read_of_hidden_notes() -> None:
    state = annotation("/Text", F=NumberObject(30), State=TextStringObject("Accepted"))
    (_, mark) = found(annotation("/Text"), state, tie=((1, 0),)).markups
    assert (mark.state, mark.hidden, mark.reply_to) == (("Review", "Accepted"), True, 0)


def test_what_is_no_remark_is_counted_by_its_kind() -> None:
    whole = found(annotation("/Link"), annotation("/Popup"), annotation("/Popup"), annotation("/Ink"))
    assert (whole.total, len(whole.markups), whole.skipped) == (4, 1, (("Link", 1), ("Popup", 2)))


def test_an_attached_file_is_named_and_not_opened() -> None:
    file = DictionaryObject({NameObject("/UF"): TextStringObject("ảnh.jpg")})
    (mark,) = found(annotation("/FileAttachment", FS=file)).markups
    assert (mark.kind, mark.attachment) == ("attachment", "ảnh.jpg")
