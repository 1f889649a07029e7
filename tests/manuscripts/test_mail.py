"""A mail gives up its text, its attachments, and the mails that it forwards, however its program wrote them."""

import base64
from unicodedata import normalize

import pytest
from sent_files import PNG, attached, mail, many

from newsletter.manuscripts.manuscript import Parcel, Sender
from newsletter.manuscripts.open import open_apart, opened


def parcel_of(content: bytes) -> Parcel:
    outcome = opened(content, "thu.eml")
    assert outcome.value is not None
    return outcome.value


def body_of(content: bytes) -> str:
    (body,) = (enclosure for enclosure in parcel_of(content).enclosures if enclosure.body)
    return body.content.decode("utf-8-sig")


def names_of(content: bytes) -> list[str]:
    return [enclosure.name for enclosure in parcel_of(content).enclosures if not enclosure.body]


def test_sender_subject_and_the_day_in_the_senders_own_time_zone_are_known() -> None:
    parcel = parcel_of(mail("Content-Type: text/plain; charset=utf-8", "", "Kính gửi"))
    assert parcel.sender == Sender("Ban Tuyên giáo", "tuyengiao@example.vn")
    assert parcel.subject == "Tin tháng 9"
    assert parcel.sent == "2022-09-09"  # the day before in UTC


def test_a_mail_opened_apart_is_the_same() -> None:
    content = mail(*many("Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi", attached(PNG, "filename=a.png")))
    assert open_apart(content, "thu.eml") == opened(content, "thu.eml")


@pytest.mark.parametrize(
    "field",
    [
        "=?utf-8?B?QmFuIFR1ecOqbiBnacOhbw==?=",
        "=?utf-8?Q?Ban_Tuy=C3=AAn_gi=C3=A1o?=",
        "=?utf-8?B?QmFuIFR1ecM=?= =?utf-8?B?qm4gZ2nDoW8=?=",  # ê is parted between two words
        "=?windows-1258?Q?Ban_Tuy=EAn_gi=E1o?=",
        '"Ban Tuyên giáo"',
    ],
)
def test_a_name_is_read_in_every_way_that_programs_write_it(field: str) -> None:
    assert parcel_of(mail("", "Kính gửi", sender=f"{field} <a@example.vn>")).sender.name == "Ban Tuyên giáo"


@pytest.mark.parametrize(
    "field",
    [
        "filename*=utf-8''B%C3%A0i%20vi%E1%BA%BFt.docx",
        "filename*0*=utf-8''B%C3%A0i%20vi; filename*1*=%E1%BA%BFt.docx",
        'filename="=?utf-8?B?QsOgaSB2aeG6v3QuZG9jeA==?="',
        'filename="Bài viết.docx"',
        'filename="C:\\\\Users\\\\a\\\\Bài viết.docx"',
        'filename="../../Bài viết.docx"',
    ],
)
def test_an_attachment_is_named_in_every_way_that_programs_write_it(field: str) -> None:
    assert names_of(mail(*many(attached(PNG, field)))) == ["Bài viết.docx"]


@pytest.mark.parametrize(("charset", "codec"), [("windows-1258", "cp1258"), ("utf-8", "utf-8"), ("utf-16", "utf-16")])
def test_the_text_is_read_in_the_encoding_that_the_mail_says(charset: str, codec: str) -> None:
    text = "Công tác xây dựng Đảng" if codec != "cp1258" else "Công tác xây dư\u0323ng Đa\u0309ng"
    coded = base64.encodebytes(text.encode(codec)).decode()
    content = mail(f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: base64", "", coded)
    assert body_of(content).strip() == normalize("NFC", text)


def test_of_two_forms_of_the_text_the_one_with_bold_type_is_taken() -> None:
    plain = "Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi tòa soạn"
    rich = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Kính gửi <b>tòa soạn</b></p>"
    assert "<b>tòa soạn</b>" in body_of(mail(*many(plain, rich, kind="alternative")))
    empty = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Xem thư</p>"
    assert body_of(mail(*many(plain, empty, kind="alternative"))) == "Kính gửi tòa soạn"


def test_a_picture_in_the_text_stands_where_it_stood() -> None:
    rich = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Ảnh: <img src="cid:a%40b"></p>'
    picture = attached(PNG, "filename=anh.png", "image/png", "Content-ID: <a@b>\r\n")
    content = mail(*many(rich, picture, kind="related"))
    assert f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}">' in body_of(content)
    assert [enclosure.inlined for enclosure in parcel_of(content).enclosures] == [False, True]


def test_text_before_and_after_a_photo_is_one_text() -> None:
    parts = [f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}" for text in ("Đoạn đầu", "Đoạn cuối")]
    content = mail(*many(parts[0], attached(PNG, "filename=a.png"), parts[1]))
    assert body_of(content) == "Đoạn đầu\n\nĐoạn cuối"


def test_lines_that_a_program_broke_are_joined() -> None:
    text = "Đảng bộ Khối các \r\ncơ quan tỉnh\r\nThái Nguyên\r\n-- \r\nBan Tuyên giáo"
    content = mail("Content-Type: text/plain; charset=utf-8; format=flowed", "", text)
    assert body_of(content) == "Đảng bộ Khối các cơ quan tỉnh\nThái Nguyên\n-- \nBan Tuyên giáo\n"


def test_a_forwarded_mail_is_a_parcel_in_the_parcel_down_to_the_second() -> None:
    content = mail("Content-Type: text/plain; charset=utf-8", "", "Tin gốc")
    for kind in ("mixed", "digest", "parallel"):  # each with a boundary of its own
        content = mail(*many(f"Content-Type: message/rfc822\r\n\r\n{content.decode()}", kind=kind))
    outcome = opened(content, "thu.eml")
    assert outcome.value is not None
    (inner,) = outcome.value.parcels
    (second,) = inner.parcels
    assert (inner.name, inner.sent, second.parcels) == ("Tin tháng 9.eml", "2022-09-09", ())
    assert [(problem.code, dict(problem.values)["value"]) for problem in outcome.problems] == [("NL265", "member.deep")]


def test_an_attachment_that_breaks_off_is_taken_as_far_as_it_goes_and_told() -> None:
    whole = base64.encodebytes(bytes(range(256)) * 4).decode()
    part = attached(b"", "filename=a.bin").replace("\r\n\r\n", f"\r\n\r\n{whole[:1001]}")
    content = mail("Content-Type: multipart/mixed; boundary=b", "", "--b", part)
    outcome = opened(content, "thu.eml")
    assert outcome.value is not None
    assert (bytes(range(256)) * 4).startswith(outcome.value.enclosures[0].content)
    assert len(outcome.value.enclosures[0].content) > 700
    assert {problem.code for problem in outcome.problems} == {"NL261"}


def test_attachments_of_one_name_are_told_apart() -> None:
    parts = [attached(PNG + bytes([number]), "filename=anh.png") for number in range(3)]
    assert names_of(mail(*many(*parts))) == ["anh.png", "anh (2).png", "anh (3).png"]


def test_a_signature_and_an_invitation_do_not_hide_the_text() -> None:
    text = "Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi"
    signature = attached(b"x", "filename=smime.p7s", "application/pkcs7-signature")
    content = mail(*many(text, signature, kind="signed"))
    assert (body_of(content), names_of(content)) == ("Kính gửi", ["smime.p7s"])


def test_a_mail_without_fields_that_can_be_read_has_none() -> None:
    content = b"From: \xe9\xff<<>>,,;\r\nDate: hom qua\r\nSubject: =?x-none?B?!!!?=\r\nTo: a\r\n\r\nNoi dung"
    parcel = parcel_of(content)
    assert parcel.sent == ""
    assert parcel.sender.address == ""
    assert [enclosure.body for enclosure in parcel.enclosures] == [True]


def test_a_report_of_delivery_is_no_article() -> None:
    report = "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\nAction: failed\r\n"
    text = "Content-Type: text/plain; charset=utf-8\r\n\r\nThư không tới"
    content = mail(*many(text, report, kind="report"))
    assert (body_of(content), names_of(content)) == ("Thư không tới", ["tệp-1"])


def test_a_mail_that_an_editor_saved_with_a_mark_before_it_is_read() -> None:
    content = mail("Content-Type: text/plain; charset=utf-8", "", "Kính gửi")
    assert parcel_of(b"\xef\xbb\xbf\r\n" + content).subject == "Tin tháng 9"
