"""A mail that Outlook saved gives up what any other mail does."""

import struct

import pytest
from outlook_files import Tree, attachment, compound, embedded, message
from sent_files import PNG

from newsletter.manuscripts.manuscript import Parcel, Sender
from newsletter.manuscripts.open import opened
from newsletter.manuscripts.rtf_html import unwrapped
from newsletter.manuscripts.rtf_packed import unpacked

SUBJECT, BODY, RTF, HTML, FIELDS, NAME, ADDRESS = 0x37, 0x1000, 0x1009, 0x1013, 0x7D, 0x0C1A, 0x5D01
WRAPPED = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset163 Arial;}}
{\colortbl\red0\green0\blue0;}\uc1\pard\plain\f0\fs24
{\*\htmltag19 <html>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 C\'f4ng {\*\htmltag84 <b>}\htmlrtf {\b
\htmlrtf0 \u273?o\u224?n{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0  {\f1 t\'eanh} {\*\htmltag84 &#7879;} a<b\htmlrtf\par}
\htmlrtf0 {\*\htmltag72 </p>}{\*\mhtmltag64 <none>}{\*\htmltag58 </body>}}"""


def packed_rtf(rtf: bytes) -> bytes:
    """All of it as single bytes."""
    body = b"".join(b"\0" + rtf[at : at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<4I", len(body) + 12, len(rtf), 0x75465A4C, 0) + body


def parcel_of(tree: Tree) -> Parcel:
    outcome = opened(compound(tree), "thu.msg")
    assert outcome.value is not None
    assert outcome.problems == ()
    return outcome.value


def body_of(tree: Tree) -> str:
    return parcel_of(tree).enclosures[0].content.decode("utf-8-sig")


def test_sender_subject_day_and_attachments_are_known() -> None:
    fields = "From: =?utf-8?B?Q8O0bmcgxJFvw6Bu?= <congdoan@example.vn>\r\nDate: Fri, 09 Sep 2022 00:30:00 +0700\r\n"
    parcel = parcel_of(
        message(
            {SUBJECT: "Tin tháng 9", BODY: "Kính gửi tòa soạn", FIELDS: fields},
            attachments=(attachment("Bài viết.docx", b"PK" + bytes(5000)), attachment("..\\..\\ảnh.png", PNG)),
        )
    )
    assert parcel.sender == Sender("Công đoàn", "congdoan@example.vn")
    assert (parcel.subject, parcel.sent) == ("Tin tháng 9", "2022-09-09")
    assert [enclosure.name for enclosure in parcel.enclosures] == ["thư.txt", "Bài viết.docx", "ảnh.png"]
    assert parcel.enclosures[0].content.decode("utf-8-sig") == "Kính gửi tòa soạn"


def test_without_the_fields_of_the_mail_its_properties_say_who_and_when() -> None:
    ticks = 133_071_318_000_000_000  # 2022-09-08, 17:30 UTC
    parcel = parcel_of(message({BODY: "Kính gửi", NAME: "Công đoàn", ADDRESS: "a@example.vn"}, numbers={0x39: ticks}))
    assert parcel.sender == Sender("Công đoàn", "a@example.vn")
    assert parcel.sent == "2022-09-08"


def test_html_goes_before_text_and_holds_its_pictures() -> None:
    page = '<p>Kính gửi <b>tòa soạn</b> <img src="cid:a"></p>'
    tree = message(
        {BODY: "Kính gửi tòa soạn"},
        {HTML: page.encode()},
        {0x3FDE: 65001},
        (attachment("a.png", PNG, {0x3712: "a", 0x370E: "image/png"}),),
    )
    assert body_of(tree).startswith('<p>Kính gửi <b>tòa soạn</b> <img src="data:image/png;base64,')
    assert [enclosure.inlined for enclosure in parcel_of(tree).enclosures] == [False, True]


def test_html_that_was_wrapped_into_rtf_is_html_again() -> None:
    page = "<html><body><p>Công <b>đoàn</b> tênh &#7879; a&lt;b</p></body>"
    assert unwrapped(WRAPPED) == page
    assert body_of(message({BODY: "Công đoàn tênh ệ a<b"}, {RTF: packed_rtf(WRAPPED)})) == page


def test_rtf_that_was_written_as_such_is_taken_as_it_is() -> None:
    rtf = b"{\\rtf1\\ansi\\b K\\'ednh\\b0  g\\u7917?i}"
    (body,) = parcel_of(message({BODY: "Kính gửi"}, {RTF: packed_rtf(rtf)})).enclosures
    assert (body.name, body.content.rstrip(b"\0")) == ("thư.rtf", rtf)


def test_packed_rtf_refers_to_what_came_before_and_to_what_rtf_begins_with() -> None:
    example = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(example) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"  # [MS-OXRTFCP] 3.1.2
    assert unpacked(struct.pack("<4I", 17, 4, 0x414C454D, 0) + b"{\\rtf") == b"{\\rt"


def test_a_forwarded_mail_is_a_parcel_in_the_parcel() -> None:
    inner = message({SUBJECT: "Tin Đoàn", BODY: "Nội dung"}, header=24)
    parcel = parcel_of(message({BODY: "Xin chuyển"}, attachments=(embedded(inner),)))
    assert [(one.name, one.subject) for one in parcel.parcels] == [("Tin Đoàn.msg", "Tin Đoàn")]


@pytest.mark.parametrize("cut", [0, 513, 1500, 5000])
def test_a_damaged_mail_is_told(cut: int) -> None:
    content = compound(message({BODY: "Kính gửi"}))
    outcome = opened(content[: len(content) - len(content) // 2 - cut // 4], "thu.msg")
    assert outcome.value is not None or [problem.code for problem in outcome.problems] == ["NL260"]
