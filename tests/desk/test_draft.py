"""A document becomes an article: its parts are found as a secretary of the board would find them, and no word is lost."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from read_back import photo_folder, read_back

from newsletter.desk.draft import draft, photos_beside, photos_wanted
from newsletter.desk.markdown import article_text
from newsletter.desk.submission import Change, Draft, File, Opened, Submission
from newsletter.manuscripts.manuscript import (
    Block,
    Cell,
    Footnote,
    Inset,
    Loss,
    Manuscript,
    Paragraph,
    Picture,
    Properties,
    Rule,
    Run,
    Sender,
    Table,
)
from newsletter.manuscripts.pictures import Look
from newsletter.model.issue import Unit
from newsletter.problems import Outcome

UNITS = (
    Unit("tuyen-giao", "Ban Tuyên giáo Đảng ủy Khối", 2, ("tuyengiao@thainguyen.example",)),
    Unit("van-phong", "Văn phòng Đảng ủy Khối"),
    Unit("doan-thanh-nien", "Đoàn Thanh niên (minh họa)"),
)
PROSE = (
    "Kế hoạch của Ban Thường vụ Đảng ủy Khối nêu rõ các hoạt động kỷ niệm được tổ chức thiết thực, hiệu quả, tiết kiệm và "
    "an toàn; gắn với việc phát động các phong trào thi đua và thực hiện nhiệm vụ chính trị."
)
MORE = "Cấp ủy các chi bộ, đảng bộ cơ sở phân công cán bộ, đảng viên viết bài gửi về Ban Biên tập trước ngày 15/9/2022."
PIXEL = Look(b"anh", "jpeg", (1600, 1200), fingerprint=0xF0F0F0F00F0F0F0F)


def p(text: str, **more: object) -> Paragraph:
    looks = {key: more.pop(key) for key in ("bold", "italic") if key in more}
    return Paragraph((Run(text, **looks),), **more)  # type: ignore[arg-type]


def centred(text: str, size: float = 16.0) -> Paragraph:
    return p(text, bold=True, align="centre", size=size)


def picture(index: int = 0) -> Paragraph:
    return Paragraph((Run(picture=index),))


def file(path: str = "bai.docx", content: bytes = b"bai") -> File:
    return File(path, content, hashlib.sha256(content).hexdigest())


def made(*blocks: Block, submission: Submission | None = None, looks: Sequence[Look] = (), **more: object) -> Draft:
    """The draft of a document of these blocks; the last looks are of photos that lie beside it."""
    document = file() if submission is None else submission.documents[0]
    beside = () if submission is None else submission.pictures
    pictures = tuple(Picture(f"image{at}.jpg", f"tep {at}".encode()) for at in range(len(looks) - len(beside)))
    manuscript = Manuscript("docx", blocks, pictures=pictures, **more)  # type: ignore[arg-type]
    opened = Opened(document, manuscript)
    sent = submission or Submission("bai.docx", documents=(document,))
    wanted = list(photos_wanted(opened, sent))
    found = {one.sha256: Outcome(look) for one, look in zip(wanted, looks, strict=False)}
    return draft(opened, sent, UNITS, found)


def text_of(one: Draft) -> str:
    return article_text(one, [f"photos/{at}.jpg" for at, _ in enumerate(one.shots)])


def body(one: Draft) -> str:
    return text_of(one).split("---\n\n", 1)[1]


# --- title, kicker, deck ----------------------------------------------------------------------------------------------


def test_a_title_of_two_lines_in_capitals_becomes_one_in_sentence_case() -> None:
    one = made(centred("68 NĂM ĐẢNG BỘ KHỐI"), centred("XÂY DỰNG VÀ TRƯỞNG THÀNH"), p(PROSE))
    assert one.head.title == "68 năm Đảng bộ Khối xây dựng và trưởng thành"
    assert ("change.capitals", 2) in [(change.what, change.times) for change in one.changes]


def test_names_of_the_text_and_abbreviations_keep_their_capitals_in_a_title() -> None:
    one = made(centred("UBND TỈNH PHÁT ĐỘNG GIẢI SÔNG CẦU LẦN THỨ XXIII"), p(f"Trên bờ Sông Cầu, {PROSE}"))
    assert one.head.title == "UBND tỉnh phát động giải Sông Cầu lần thứ XXIII"


def test_a_title_that_is_written_in_both_cases_stays_as_it_is() -> None:
    assert made(centred("Chi bộ Nhỏ, việc Lớn"), p(PROSE)).head.title == "Chi bộ Nhỏ, việc Lớn"


def test_the_style_of_the_document_says_what_the_title_is() -> None:
    one = made(p("Gương điển hình"), p("Người giữ nếp", role="title"), p("Ghi chép", role="subtitle"), p(PROSE))
    assert (one.head.kicker, one.head.title, one.head.deck) == ("Gương điển hình", "Người giữ nếp", "Ghi chép")


def test_a_smaller_line_above_the_title_is_its_kicker() -> None:
    one = made(
        p("Thể thao", italic=True, align="centre", size=12), centred("Lên sân để gần nhau hơn", 18), p(PROSE, size=13)
    )
    assert (one.head.kicker, one.head.title) == ("Thể thao", "Lên sân để gần nhau hơn")


def test_a_first_short_line_is_the_title_where_nothing_else_is() -> None:
    one = made(p("Một kế hoạch, nhiều việc làm"), p(PROSE), p(MORE))
    assert (one.head.title, body(one)) == ("Một kế hoạch, nhiều việc làm", f"{PROSE}\n\n{MORE}\n")


@pytest.mark.parametrize(
    ("properties", "subject", "path", "title"),
    [
        ("Mùa thu truyền thống", "Gửi bài", "bai.docx", "Mùa thu truyền thống"),
        ("Document1", "Fwd: Re: Bài gửi Bản tin: Một ngày trên đồi chè", "bai.docx", "Một ngày trên đồi chè"),
        ("", "", "thu/mot_ngay tren doi.docx", "mot ngay tren doi"),
    ],
)
def test_without_a_title_properties_subject_and_name_of_the_file_stand_in(
    properties: str, subject: str, path: str, title: str
) -> None:
    sent = Submission("thu.eml", subject=subject, documents=(file(path),))
    one = made(p(PROSE), p(MORE), submission=sent, properties=Properties(title=properties))
    assert one.head.title == title
    assert [(problem.code, dict(problem.values)) for problem in one.problems] == [("NL282", {"title": title})]


def test_a_bold_paragraph_below_the_title_is_the_deck_and_one_amid_the_text_is_plain() -> None:
    one = made(centred("Tít"), p(MORE, bold=True), p(PROSE), p(MORE, bold=True), p(PROSE))
    assert one.head.deck == MORE
    assert body(one) == f"{PROSE}\n\n{MORE}\n\n{PROSE}\n"
    assert [change.what for change in one.changes] == ["change.bold"]


@pytest.mark.parametrize("frame", [True, False])
def test_a_section_above_the_title_is_its_kicker(frame: bool) -> None:
    rubric = centred("TIN HOẠT ĐỘNG")
    one = made(Inset((rubric,)) if frame else rubric, centred("Hội nghị báo cáo viên"), p(PROSE), p(MORE))
    assert (one.head.kicker, one.head.title, one.head.author) == ("Tin hoạt động", "Hội nghị báo cáo viên", "")


def test_brackets_below_the_title_are_the_deck_and_a_body_there_the_author() -> None:
    note, sender = (
        p("(Ghi ở Chi bộ)", italic=True, align="centre"),
        p("Tổ Dân vận cơ quan E", italic=True, align="centre"),
    )
    one = made(centred("Ngày Chủ nhật xuống xóm"), note, sender, p(PROSE), p(MORE))
    assert (one.head.deck, one.head.author) == ("(Ghi ở Chi bộ)", "Tổ Dân vận cơ quan E")


def test_a_text_that_is_bold_throughout_has_no_deck() -> None:
    assert made(centred("Tít"), p(MORE, bold=True), p(PROSE, bold=True), p(PROSE, bold=True)).head.deck == ""


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        (("BẢNG XẾP HẠNG CHUNG CUỘC (minh họa)",), "Bảng xếp hạng chung cuộc (minh họa)"),
        (("HỘI THAO (Văn phòng Đảng ủy Khối)",), "Hội thao (Văn phòng Đảng ủy Khối)"),
        (("KẾT QUẢ GIẢI (MINH HỌA)",), "Kết quả giải (minh họa)"),
        (("HỘI THAO", "(LẦN THỨ II)"), "Hội thao (lần thứ II)"),
        (("THÔNG BÁO", "Về việc nhận bài"), "Thông báo về việc nhận bài"),
    ],
)
def test_capitals_outside_brackets_and_above_a_subject_become_a_sentence(typed: tuple[str, ...], title: str) -> None:
    assert made(*map(centred, typed), p(PROSE)).head.title == title


def test_a_kicker_of_one_word_in_capitals_is_written_as_a_word() -> None:
    one = made(centred("THƠ", 13), centred("Chén chè ngày truyền thống", 18), p(PROSE))
    assert (one.head.kicker, one.head.title) == ("Thơ", "Chén chè ngày truyền thống")
    assert made(centred("CLB", 13), centred("Chén chè ngày truyền thống", 18), p(PROSE)).head.kicker == "CLB"


@pytest.mark.parametrize(
    ("typed", "author"),
    [
        ("ĐOÀN THANH NIÊN", "Đoàn Thanh niên"),
        ("VĂN PHÒNG ĐẢNG ỦY KHỐI", "Văn phòng Đảng ủy Khối"),
        ("CHI BỘ CƠ QUAN A", "Chi bộ cơ quan A"),
        ("BAN TỔ CHỨC GIẢI", "Ban Tổ chức giải"),
    ],
)
def test_a_byline_in_capitals_is_written_as_bodies_are(typed: str, author: str) -> None:
    one = made(centred("Tít"), p(PROSE), p(MORE), p(typed, align="right", bold=True))
    assert (one.head.author, [change.what for change in one.changes]) == (author, ["change.capitals"])


def form(*rows: tuple[str, str]) -> Table:
    return Table(tuple((Cell((p(label),)), Cell((p(value),))) for label, value in rows))


def test_a_form_above_a_piece_gives_its_title_author_and_unit() -> None:
    table = form(
        ("Tên bài:", "ĐỌC SÁCH BUỔI TRƯA"), ("Tác giả", "Tổ viết bài"), ("Đơn vị", "Đoàn thanh niên"),
        ("Thể loại", "Ghi chép"),
    )  # fmt: skip
    one = made(centred("PHIẾU GỬI BÀI"), table, centred("Đọc sách buổi trưa"), p(PROSE), p(MORE))
    assert one.head[:5] == ("Đọc sách buổi trưa", "", "", "Tổ viết bài", "doan-thanh-nien")
    assert (body(one), one.missing) == (f"{PROSE}\n\n{MORE}\n", ())
    assert ("change.form", 1) in [(change.what, change.times) for change in one.changes]
    told = " ".join(loss.what for loss in one.losses)
    assert all(words in told for words in ("PHIẾU GỬI BÀI", "Thể loại: Ghi chép", "Đơn vị: Đoàn thanh niên"))


def test_a_form_without_a_title_leaves_that_of_the_text() -> None:
    table = form(("Họ và tên", "Tổ viết bài"), ("Cơ quan", "Đoàn thanh niên"), ("Tên bài", ""))
    one = made(table, centred("Đọc sách buổi trưa"), p(PROSE), p(MORE))
    assert one.head[:5] == ("Đọc sách buổi trưa", "", "", "Tổ viết bài", "doan-thanh-nien")


def test_a_table_of_units_and_figures_is_no_form() -> None:
    table = form(("Đơn vị", "Số bài"), ("Đoàn Thanh niên", "4"))
    assert table in [
        block for block in made(centred("Tít"), table, p(PROSE), p(MORE)).blocks if isinstance(block, Table)
    ]


def test_a_table_in_a_table_loses_its_frame_and_no_words() -> None:
    one = made(centred("Tít"), p(PROSE), losses=(Loss("inner-table", "Chi bộ A"), Loss("chart")))
    assert one.losses == (Loss("chart"),)
    assert one.changes == (Change("change.inner-table", 1),)


def test_pieces_that_are_signed_one_by_one_are_told() -> None:
    signed = p("Tin: Văn phòng Đảng ủy Khối", italic=True), p("Đoàn Thanh niên", bold=True, align="right")
    first, second = p("Tặng sách cho tủ sách chung", bold=True), p("BÀI BA: HỘI NGHỊ", bold=True)
    one = made(centred("Dọn phòng"), p(PROSE), signed[0], first, p(PROSE), signed[1], second, p(MORE))
    (problem,) = one.problems
    assert (problem.code, dict(problem.values)) == ("NL283", {"count": 3, "title": "Tặng sách cho tủ sách chung"})


def test_briefs_below_their_section_are_told_and_crossheads_are_not() -> None:
    heads = [p(f"Tin số {name}", bold=True) for name in ("một", "hai")]
    blocks = (p(PROSE), heads[0], p(PROSE), heads[1], p(MORE))
    briefs = made(centred("TIN VẮN", 13), centred("Dọn phòng truyền thống", 18), *blocks)
    assert [(problem.code, dict(problem.values)["count"]) for problem in briefs.problems] == [("NL283", 3)]
    assert made(centred("Dọn phòng truyền thống"), *blocks).problems == ()


# --- bylines and units ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "author", "unit"),
    [
        (p("Bài, ảnh: Văn phòng Đảng ủy Khối"), "Bài, ảnh: Văn phòng Đảng ủy Khối", "van-phong"),
        (p("(Ban Tuyên giáo)", align="right"), "Ban Tuyên giáo", "tuyen-giao"),
        (p("Đoàn Thanh niên", bold=True), "Đoàn Thanh niên", "doan-thanh-nien"),
        (p("Người viết: Tổ viết bài"), "Tổ viết bài", ""),
        (p("Đơn vị: Đoàn thanh niên"), "", "doan-thanh-nien"),
    ],
)
def test_the_last_line_says_who_wrote_it(line: Paragraph, author: str, unit: str) -> None:
    one = made(centred("Tít"), p(PROSE), p(MORE), line)
    assert (one.head.author, one.head.unit, one.missing) == (author, unit, ())
    assert body(one) == f"{PROSE}\n\n{MORE}\n"


def test_a_last_sentence_is_no_byline() -> None:
    one = made(centred("Tít"), p(PROSE), p("Đó là việc của Ban Tuyên giáo."), p("Hẹn gặp lại!", italic=True))
    assert one.head.author == ""


def test_a_unit_is_known_by_the_address_of_its_mail_before_anything_else() -> None:
    sent = Submission(
        "thu.eml", Sender("Văn phòng", "TuyenGiao@thainguyen.example"), documents=(file("van-phong/bai.docx"),)
    )
    assert made(centred("Tít"), p(PROSE), submission=sent).head.unit == "tuyen-giao"


def test_a_unit_is_known_by_the_folder() -> None:
    sent = Submission("hop", documents=(file("Van phong Dang uy Khoi/bai.docx"),))
    assert made(centred("Tít"), p(PROSE), submission=sent).head.unit == "van-phong"


def test_two_units_that_fit_alike_are_told_and_none_is_taken() -> None:
    one = made(centred("Tít"), p(PROSE), p("Ban Tuyên giáo Đảng ủy Khối, Văn phòng Đảng ủy Khối", align="right"))
    assert one.head.unit == ""
    assert [(problem.code, dict(problem.values)) for problem in one.problems] == [
        ("NL281", {"units": "Ban Tuyên giáo Đảng ủy Khối; Văn phòng Đảng ủy Khối"})
    ]


# --- official documents -----------------------------------------------------------------------------------------------


def test_letterhead_and_recipients_are_left_out_and_told_word_for_word() -> None:
    head = Table((
        (
            Cell((p("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"), p("VĂN PHÒNG ĐẢNG ỦY KHỐI"), p("*"), p("Số 12-BC/ĐUK"))),
            Cell((p("ĐẢNG CỘNG SẢN VIỆT NAM"), p("Thái Nguyên, ngày 05 tháng 9 năm 2022"))),
        ),
    ))  # fmt: skip
    foot = Table(((Cell((p("Nơi nhận:"), p("- Lưu Văn phòng."))), Cell((p("T/M BAN THƯỜNG VỤ"), p("PHÓ BÍ THƯ")))),))
    one = made(head, p(""), centred("BÁO CÁO"), centred("kết quả tuyên truyền", 14), p(PROSE), p(MORE), foot)
    assert one.head.title == "Báo cáo kết quả tuyên truyền"
    assert one.head.unit == "van-phong"
    assert body(one) == f"{PROSE}\n\n{MORE}\n"
    assert [loss.kind for loss in one.losses] == ["letterhead", "letterhead"]
    assert "Số 12-BC/ĐUK" in one.losses[0].what
    assert one.losses[1].what == "Nơi nhận: - Lưu Văn phòng. T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ"
    assert (one.missing, one.problems) == ((), ())


def test_a_unit_that_a_letter_is_addressed_to_has_not_sent_it() -> None:
    head = p("Kính gửi:\n- Đoàn Thanh niên;\n- Văn phòng Đảng ủy Khối.", align="centre")
    foot = Table(((Cell((p("Nơi nhận:\n- Văn phòng Đảng ủy Khối,\n- Lưu."),)), Cell((p("T/M BAN TUYÊN GIÁO"),))),))
    one = made(p("ĐẢNG CỘNG SẢN VIỆT NAM"), p("BAN TUYÊN GIÁO"), head, centred("Tít"), p(PROSE), foot)
    assert (one.head.unit, one.problems) == ("tuyen-giao", ())


def test_a_day_above_the_signature_is_no_author() -> None:
    day = "Thái Nguyên, ngày 10 tháng 9 năm 2022"
    one = made(centred("Tít"), p(PROSE), p(day, italic=True, align="right"), p("Đoàn Thanh niên", align="right"))
    assert (one.head.author, body(one)) == ("Đoàn Thanh niên", f"{PROSE}\n")
    assert [loss.what for loss in one.losses] == [day]


def test_two_stars_are_a_rule_and_no_item() -> None:
    assert body(made(centred("Tít"), p(PROSE), p("* *"), p(MORE))) == f"{PROSE}\n\n---\n\n{MORE}\n"


# --- what mails put round a text --------------------------------------------------------------------------------------

FIELDS = (
    "---------- Forwarded message ---------", "Từ: Đoàn Thanh niên <doan@example.vn>",
    "Date: Th 4, 7 thg 9, 2022 lúc 14:00", "Subject: Tin về Bản tin", "To: Văn phòng Đảng ủy Khối <vp@example.vn>",
)  # fmt: skip


@pytest.mark.parametrize("fields", [[p(line) for line in FIELDS], [p("\n".join(FIELDS))]], ids=["lines", "one block"])
def test_a_text_that_was_sent_on_comes_without_the_fields_of_its_mail(fields: list[Paragraph]) -> None:
    one = made(p("Kính chuyển Ban Biên tập."), *fields, centred("Mùa thu ở cơ quan"), p(PROSE), p(MORE))
    assert (one.head.title, one.head.unit) == ("Mùa thu ở cơ quan", "doan-thanh-nien")
    assert body(one) == f"{PROSE}\n\n{MORE}\n"
    assert one.losses[0].kind == "cover"
    assert one.losses[0].what == f"Kính chuyển Ban Biên tập. {' '.join(FIELDS)}"
    assert one.missing == ()


def sent_on(*fields: str) -> Draft:
    """By the board of propaganda on the 15th of September 2022."""
    by = Sender("Ban Tuyên giáo", "tuyengiao@thainguyen.example")
    outer = Submission("thu.eml", by, received=dt.date(2022, 9, 15), documents=(file("thu.txt"),))
    return made(p(FIELDS[0]), *map(p, fields), p(FIELDS[3]), p(PROSE), submission=outer)


@pytest.mark.parametrize(
    ("day", "received"),
    [
        ("Date: Th 4, 7 thg 9, 2022 lúc 14:00", 7),
        ("Ngày: 7 tháng 9 năm 2022", 7),
        ("Đã gửi: Thứ Tư, 07/09/2022 14:00", 7),
        ("Sent: Wednesday, September 7, 2022 2:00 PM", 7),
        ("Date: Wed, 7 Sep 2022 14:00:00 +0700", 7),
        ("Date: 2022-09-07 14:00", 7),
        ("Sent: 9/7/2022 2:00 PM", 15),
        ("Date: 31/02/2022", 15),
        ("Date: 16/09/2022", 15),
    ],
)
def test_a_mail_that_was_sent_on_came_when_its_own_writer_sent_it(day: str, received: int) -> None:
    assert sent_on(FIELDS[1], day).head.received == dt.date(2022, 9, received)


def test_a_mail_that_was_sent_on_is_of_its_own_writer_and_not_of_who_sent_it_on() -> None:
    assert sent_on(*FIELDS[1:3]).head.unit == "doan-thanh-nien"
    assert sent_on("Từ: Ban Tuyên giáo <ai-do@example.vn>", FIELDS[2]).head.unit == "tuyen-giao"


def test_an_answer_above_the_letter_that_it_answers_is_kept() -> None:
    answer = made(p(MORE), *map(p, FIELDS[1:]), p("Đề nghị các đơn vị gửi bài."))
    assert body(answer).startswith(MORE)


WROTE = "Vào Th 2, 5 thg 9, 2022 lúc 09:00 Ban Biên tập <bbt@example.vn> đã viết:"


def test_the_letter_that_an_article_answers_is_no_part_of_it() -> None:
    one = made(
        centred("Tít"), p(PROSE), p("Đoàn Thanh niên"), p(WROTE), p("> Kính gửi các đơn vị,"), p("> Xin gửi bài.")
    )
    assert (body(one), one.head.author) == (f"{PROSE}\n", "Đoàn Thanh niên")
    assert one.losses[0].what == f"{WROTE} > Kính gửi các đơn vị, > Xin gửi bài."


def test_below_a_short_answer_everything_is_kept() -> None:
    assert "Bài của đơn vị" in body(made(p("Xin gửi lại."), p(WROTE), p(f"Bài của đơn vị. {PROSE}")))


def test_words_with_a_colon_are_no_fields_of_a_mail() -> None:
    lines = ["Từ: một mùa thu", "Đến: những mùa thu sau", PROSE]
    assert body(made(centred("Tít"), *map(p, lines))) == "\n\n".join(lines) + "\n"


@pytest.mark.parametrize("signature", ["--\nĐoàn Thanh niên\nĐiện thoại: 0208 000 000", "Gửi từ iPhone của tôi"])
def test_signatures_of_programs_are_no_article(signature: str) -> None:
    one = made(centred("Tít"), p(PROSE), p("Đoàn Thanh niên", bold=True, align="right"), p(signature))
    assert (body(one), one.head.author) == (f"{PROSE}\n", "Đoàn Thanh niên")
    assert one.losses[0].what == " ".join(signature.split())


def test_a_dash_that_no_address_follows_is_no_signature() -> None:
    assert "Hai năm sau" in body(made(centred("Tít"), p(PROSE), p("--"), p("Hai năm sau, mọi việc đã khác.")))


# --- the body ---------------------------------------------------------------------------------------------------------


def test_short_bold_lines_become_crossheads_and_typed_bullets_a_list() -> None:
    one = made(
        centred("Tít"), p("I. MỤC ĐÍCH, YÊU CẦU", bold=True), p(PROSE), p("1. Mục đích", bold=True), p("- Báo đài;"),
        p("+ Trang thông tin;"), p("-Bản tin."), p(MORE),
    )  # fmt: skip
    assert body(one) == (
        f"## I. Mục đích, yêu cầu\n\n{PROSE}\n\n### 1. Mục đích\n\n- Báo đài;\n  + Trang thông tin;\n- Bản tin.\n\n{MORE}\n"
    )


def test_numbers_that_follow_each_other_are_a_list_and_a_lone_one_is_text() -> None:
    one = made(
        centred("Tít"), p(PROSE), p("1. Rà soát đội ngũ."), p("2. Phân công người viết."), p(MORE), p("9. Hết chuyện.")
    )
    assert body(one) == f"{PROSE}\n\n1. Rà soát đội ngũ.\n2. Phân công người viết.\n\n{MORE}\n\n9\\. Hết chuyện.\n"


def test_lines_broken_by_hand_become_paragraphs_or_flow_on() -> None:
    one = made(
        centred("Tít"), p(f"{PROSE}\n{MORE}"), p("Cán bộ, đảng viên\ntrong Khối cùng viết bài gửi về cho Ban Biên tập.")
    )
    assert body(one) == f"{PROSE}\n\n{MORE}\n\nCán bộ, đảng viên trong Khối cùng viết bài gửi về cho Ban Biên tập.\n"


def test_white_space_is_cleaned_and_told_with_a_case() -> None:
    one = made(centred("Tít"), p(""), p("\tCán bộ,  đảng viên\u00ad "), p(MORE))
    assert body(one).startswith("Cán bộ, đảng viên\n")
    told = {change.what: change for change in one.changes}
    assert told["change.spaces"][1:] == (1, "bộ,␣␣đảng", "bộ, đảng")
    assert set(told) == {"change.spaces", "change.indents", "change.invisible", "change.empty"}


def test_short_lines_are_a_poem() -> None:
    lines = ["Đồi chè xanh biếc trời thu", "Con đường tới sở sương mù vừa tan", "Sáu mươi tám tuổi mùa sang",
             "Ngôi nhà chung ấm nắng vàng hiên xưa"]  # fmt: skip
    one = made(
        centred("MÙA THU"), *map(p, lines), p(""), *map(p, lines), p("Chi hội Phụ nữ", italic=True, align="right")
    )
    stanza = "\n".join(lines)
    assert (one.head.kind, one.head.author, body(one)) == ("poem", "Chi hội Phụ nữ", f"{stanza}\n\n{stanza}\n")


@pytest.mark.parametrize(("six", "eight"), [("\t", ""), ("     ", ""), ("\t\t", "\t"), ("      ", " ")])
def test_a_verse_that_is_set_in_is_set_in_by_four_spaces(six: str, eight: str) -> None:
    couplet = (f"{six}Thu về trên những đồi chè,", f"{eight}Búp non còn giữ tiếng ve cuối mùa.")
    one = made(centred("Chén chè"), *map(p, couplet), p(""), p("\n".join(couplet), italic=True))
    shown = "Thu về trên những đồi chè,\nBúp non còn giữ tiếng ve cuối mùa."
    assert body(one) == f"    {shown}\n\n    *{shown}*\n"
    assert eight or not one.changes


def test_a_tab_before_every_line_of_a_poem_sets_none_in() -> None:
    lines = ("Thu về trên những đồi chè,", "Búp non còn giữ tiếng ve cuối mùa.") * 2
    one = made(centred("Chén chè"), *(p(f"\t{line}") for line in lines))
    assert (body(one), one.changes[0].what) == ("\n".join(lines) + "\n", "change.indents")


def test_two_couplets_of_six_and_eight_syllables_are_a_poem() -> None:
    lines = ("Sân cơ quan buổi sớm mai,", "Chổi ai quét nhẹ lá dài vàng rơi.") * 2
    one = made(centred("Sân cơ quan buổi sớm"), *map(p, lines))
    assert (one.head.kind, body(one)) == ("poem", "\n".join(lines) + "\n")
    assert made(centred("Sân cơ quan"), *map(p, (*lines[:3], PROSE))).head.kind == "article"


def test_an_article_that_is_nearly_all_a_table_is_one() -> None:
    rows = [
        ("Nội dung", "Nhất", "Nhì"),
        ("Cầu lông đôi nam", "Cơ quan B", "Đơn vị C"),
        ("Kéo co", "Đơn vị C", "Cơ quan B"),
    ]
    table = Table(tuple(tuple(Cell((p(text),)) for text in row) for row in rows))
    one = made(centred("KẾT QUẢ GIẢI THỂ THAO"), table)
    assert (one.head.kind, one.head.title) == ("table", "Kết quả giải thể thao")


def test_short_signed_news_is_a_brief() -> None:
    assert made(centred("Tít"), p(PROSE), p("Tin: Ban Tuyên giáo", italic=True)).head.kind == "brief"
    assert made(centred("Tít"), p(PROSE), p("Tin, bài: Ban Tuyên giáo", italic=True)).head.kind == "article"
    assert made(centred("Tít"), *[p(PROSE)] * 5, p("Tin: Ban Tuyên giáo", italic=True)).head.kind == "article"


def test_greetings_of_a_mail_are_no_part_of_its_article() -> None:
    one = made(
        p("Kính gửi Ban Biên tập,"),
        p("MỘT NGÀY TRÊN ĐỒI CHÈ"),
        p(PROSE),
        p(MORE),
        p("Trân trọng cảm ơn!"),
        p("ĐT: 000"),
    )
    assert (one.head.title, body(one)) == ("Một ngày trên đồi chè", f"{PROSE}\n\n{MORE}\n")
    assert [loss.what for loss in one.losses] == ["Kính gửi Ban Biên tập,", "Trân trọng cảm ơn! ĐT: 000"]


def test_merged_cells_keep_their_words() -> None:
    table = Table((
        (Cell((p("Toàn đoàn"),), rows=2), Cell((p("Nhất"),), columns=2)),
        (Cell((p("Nhì"),)), Cell((p("Ba"),))),
    ))  # fmt: skip
    assert body(made(centred("Tít"), p(PROSE), table)).endswith(
        "| Toàn đoàn | Nhất |  |\n|---|---|---|\n|  | Nhì | Ba |\n"
    )


def test_a_frame_round_text_is_a_box_with_its_title() -> None:
    frame = Table(((Cell((p("BỐN YÊU CẦU", bold=True), p("Thiết thực, hiệu quả."))),),))
    assert body(made(centred("Tít"), p(PROSE), frame)).endswith("> [!box] Bốn yêu cầu\n>\n> Thiết thực, hiệu quả.\n")


def test_a_note_of_the_title_ends_the_text() -> None:
    title = Paragraph((Run("Tít của bài", bold=True), Run(footnote="1")), align="centre")
    one = made(title, p(PROSE), footnotes=(Footnote("1", (p("Bài dự thi."),)),))
    assert body(one) == f"{PROSE}\n\nBài dự thi.\n"
    assert one.missing == ()


# --- photos -----------------------------------------------------------------------------------------------------------


def test_a_line_below_a_picture_is_its_caption_and_the_name_in_it_the_credit() -> None:
    one = made(
        centred("Tít"),
        p(PROSE),
        picture(),
        p("Đồi chè vào vụ. Ảnh: Văn phòng Đảng ủy Khối", italic=True),
        p(MORE),
        looks=[PIXEL],
    )
    assert body(one) == (f'{PROSE}\n\n![Đồi chè vào vụ.](photos/0.jpg "Ảnh: Văn phòng Đảng ủy Khối")\n\n{MORE}\n')


@pytest.mark.parametrize("looks", [{"bold": True, "align": "centre"}, {}])
def test_a_short_line_below_a_picture_amid_the_text_is_its_caption(looks: dict[str, object]) -> None:
    one = made(centred("Tít"), p(PROSE), picture(), p("Quang cảnh hội nghị", **looks), p(MORE), looks=[PIXEL])
    assert body(one) == f"{PROSE}\n\n![Quang cảnh hội nghị](photos/0.jpg)\n\n{MORE}\n"


@pytest.mark.parametrize("looks", [{"italic": True, "align": "right"}, {"bold": True}])
def test_the_last_line_of_all_is_a_byline_though_a_picture_stands_above(looks: dict[str, object]) -> None:
    one = made(centred("Tít"), p(PROSE), p(MORE), picture(), p("Văn phòng Đảng ủy Khối", **looks), looks=[PIXEL])
    assert (one.head.author, one.shots[0].caption, one.shots[0].anchored) == ("Văn phòng Đảng ủy Khối", "", False)


def test_a_title_below_a_picture_is_no_caption() -> None:
    one = made(picture(), centred("Một ngày trên đồi chè"), p(PROSE), p(MORE), looks=[PIXEL])
    assert (one.head.title, one.shots[0].caption) == ("Một ngày trên đồi chè", "")


def test_what_a_photo_shows_is_no_credit() -> None:
    one = made(
        centred("Tít"), p(PROSE), picture(), p("Ảnh: đại biểu chụp ảnh lưu niệm", italic=True), p(MORE), looks=[PIXEL]
    )
    assert (one.shots[0].caption, one.shots[0].credit) == ("Ảnh: đại biểu chụp ảnh lưu niệm", "")


def test_pictures_of_a_table_take_the_words_below_them() -> None:
    table = Table((
        (Cell((picture(0),)), Cell((picture(1),))), (Cell((p("Kéo co"),)), Cell((p("Cầu lông"),))),
    ))  # fmt: skip
    one = made(centred("Tít"), p(PROSE), table, p(MORE), looks=[PIXEL, PIXEL._replace(content=b"khac", fingerprint=1)])
    assert [shot.caption for shot in one.shots] == ["Kéo co", "Cầu lông"]


def test_a_picture_above_the_text_is_for_the_layout_to_place() -> None:
    one = made(
        centred("Tít"), picture(), p("Một buổi sáng", italic=True, align="centre"), p(PROSE), p(MORE), looks=[PIXEL]
    )
    assert "photos:\n  - file: photos/0.jpg\n    caption: Một buổi sáng\n---" in text_of(one)


def dated(day: str, text: str) -> Paragraph:
    return Paragraph((Run(day, bold=True), Run(text)))


@pytest.mark.parametrize(
    "day", ["02/11/1954:", "Ngày 02 tháng 11 năm 1954:", "Năm 1954", "1954 – 1960.", "Tháng 11/1954:"]
)
def test_paragraphs_that_all_begin_with_a_bold_date_are_a_timeline(day: str) -> None:
    entry = dated(day, " Thành lập Đảng bộ Khối các cơ quan tỉnh.")
    assert made(centred("Những mốc thời gian"), entry, entry, entry).head.kind == "timeline"
    assert made(centred("Những mốc thời gian"), entry, entry, p(MORE)).head.kind == "article"
    assert made(centred("Tít"), *[dated("15 chi bộ gửi bài:", " đúng hẹn.")] * 3).head.kind == "article"


@pytest.mark.parametrize(
    ("title", "kind"),
    [("THÔNG BÁO VỀ VIỆC NHẬN BÀI", "notice"), ("Thông báo mời viết bài", "notice"), ("Loa thông báo", "article")],
)
def test_what_calls_itself_a_notice_is_one(title: str, kind: str) -> None:
    assert made(centred(title), p(PROSE)).head.kind == kind


def test_photos_with_a_line_of_who_took_them_are_a_photo_story() -> None:
    photos = [block for at in range(3) for block in (picture(at), p(f"Khoảnh khắc {at}", role="caption"))]
    looks = [PIXEL._replace(content=bytes([at]), fingerprint=0) for at in range(3)]
    one = made(centred("TRANG ẢNH"), *photos, p("Ảnh: Văn phòng Đảng ủy Khối", italic=True), looks=looks)
    assert one.head[:7] == ("Trang ảnh", "", "", "Ảnh: Văn phòng Đảng ủy Khối", "van-phong", "", "photo-story")
    assert (one.blocks, [shot.caption for shot in one.shots]) == ((), [f"Khoảnh khắc {at}" for at in range(3)])


def named(source: str, *photos: str) -> Draft:
    """A page with one picture file in its text, its photos beside it."""
    page, sent = file("trang/bai.html"), tuple(file(path, path.encode()) for path in photos)
    blocks = (centred("Mỗi gương ba trăm chữ"), p(PROSE), picture(), p("Đọc sách buổi trưa", italic=True), p(MORE))
    opened = Opened(page, Manuscript("html", blocks, pictures=(Picture(source, b""),)))
    submission = Submission("trang", documents=(page,), pictures=sent)
    wanted = photos_wanted(opened, submission)
    looks = {one.sha256: Outcome(PIXEL._replace(content=one.content, fingerprint=0)) for one in wanted}
    return draft(opened, submission, UNITS, looks)


@pytest.mark.parametrize("source", ["anh 1.JPG", "bai_files/anh%201.jpg", "bai_files\\anh 1.jpg"])
def test_a_photo_that_a_page_names_stands_where_the_page_has_it(source: str) -> None:
    one = named(source, "trang/anh 1.jpg", "trang/khac.jpg")
    first, other = one.shots
    assert (first.came, first.caption, first.anchored) == ("trang/anh 1.jpg", "Đọc sách buổi trưa", True)
    assert (other.came, other.anchored) == ("trang/khac.jpg", False)
    assert (one.losses, one.changes, one.missing) == ((), (), ())
    assert body(one).index(PROSE) < body(one).index("photos/0.jpg") < body(one).index(MORE)


def test_of_two_photos_of_one_name_the_nearer_is_meant() -> None:
    one = named("anh.jpg", "a/anh.jpg", "trang/anh.jpg", "trang/bai_files/anh.jpg")
    assert (one.shots[0].came, one.shots[0].anchored) == ("trang/anh.jpg", True)


def test_a_photo_that_a_page_names_and_nobody_sent_is_told_and_its_caption_stays() -> None:
    one = named("anh.jpg")
    assert (one.losses, one.shots, one.missing) == ((Loss("picture", "anh.jpg"),), (), ())
    assert "Đọc sách buổi trưa" in body(one)


def test_a_photo_sent_beside_its_small_copy_in_the_document_takes_its_place() -> None:
    document, large = file(), file("anh-goc.jpg", b"lon")
    sent = Submission("hop", documents=(document,), pictures=(large,))
    big = PIXEL._replace(
        content=b"goc", pixels=(4000, 3000), fingerprint=PIXEL.fingerprint ^ 0b101, credit="Ảnh: Văn phòng"
    )
    one = made(centred("Tít"), p(PROSE), picture(), p(MORE), submission=sent, looks=[PIXEL, big])
    assert [(shot.content, shot.pixels, shot.credit, shot.anchored) for shot in one.shots] == [
        (b"goc", (4000, 3000), "Ảnh: Văn phòng", True)
    ]
    assert [change.what for change in one.changes] == ["change.copies"]


def test_a_photo_sent_twice_is_printed_once() -> None:
    sent = Submission("hop", documents=(file(),), pictures=(file("a.jpg", b"1"), file("b.jpg", b"2")))
    one = made(centred("Tít"), p(PROSE), p(MORE), submission=sent, looks=[PIXEL, PIXEL])
    assert [shot.came for shot in one.shots] == ["a.jpg"]
    assert [(change.what, change.before, change.after) for change in one.changes] == [
        ("change.copies", "b.jpg", "a.jpg")
    ]


def test_a_crop_is_told_and_its_middle_is_the_focus() -> None:
    cropped = Picture("a.jpg", b"tep", crop=(0.5, 0.0, 0.1, 0.2))
    manuscript = Manuscript("docx", (centred("Tít"), p(PROSE), picture(), p(MORE)), pictures=(cropped,))
    opened = Opened(file(), manuscript)
    sent = Submission("hop", documents=(file(),))
    looks = {one.sha256: Outcome(PIXEL) for one in photos_wanted(opened, sent)}
    one = draft(opened, sent, UNITS, looks)
    assert "  - file: photos/0.jpg\n    focus: [0.7, 0.4]\n" in text_of(one)
    assert [change.what for change in one.changes] == ["change.crop"]


def test_a_link_that_leads_nowhere_is_text() -> None:
    link = Paragraph(
        (Run("Xem "), Run("trang này", link="file:///C:/bai.docx"), Run(" và "), Run("đây", link="https://a.vn/(x)"))
    )
    assert body(made(centred("Tít"), p(PROSE), link)).endswith("\n\nXem trang này và [đây](https://a.vn/%28x%29)\n")


def test_a_kind_of_document_takes_its_subject_from_the_line_below() -> None:
    one = made(
        p("KẾ HOẠCH"),
        p("tổ chức các hoạt động kỷ niệm"),
        p("I. MỤC ĐÍCH"),
        p(PROSE),
        p("1. Thể thao"),
        p(MORE),
        p(PROSE),
    )
    assert one.head.title == "Kế hoạch tổ chức các hoạt động kỷ niệm"
    assert body(one) == f"## I. Mục đích\n\n{PROSE}\n\n### 1. Thể thao\n\n{MORE}\n\n{PROSE}\n"


def test_a_numbered_caption_finds_the_photo_of_its_number() -> None:
    sent = Submission("hop", documents=(file(),), pictures=(file("anh 1.jpg", b"1"), file("anh 2.jpg", b"2")))
    looks = [PIXEL, PIXEL._replace(content=b"hai", fingerprint=7)]
    one = made(centred("Tít"), p(PROSE), p("Ảnh 2: Đồi chè"), p(MORE), submission=sent, looks=looks)
    assert [shot.caption for shot in one.shots] == ["", "Đồi chè"]
    assert one.missing == ()


def test_photos_belong_to_the_only_document_of_their_folder() -> None:
    one, two = file("a/bai.docx", b"1"), file("b/bai.docx", b"2")
    photos = (file("a/x.jpg", b"x"), file("c/y.jpg", b"y"))
    sent = Submission("hop", documents=(one, two), pictures=photos)
    assert [photo.path for photo in photos_beside(one, sent)] == ["a/x.jpg"]
    assert photos_beside(two, sent) == ()
    assert photos_beside(one, sent._replace(documents=(one,))) == photos


# --- the account ------------------------------------------------------------------------------------------------------


def test_words_that_the_reader_did_not_bring_are_told() -> None:
    one = made(centred("Tít"), p(PROSE), words=60, missing=("công", "thức"))
    assert one.missing == ("công", "thức")
    assert [(problem.code, problem.severity, dict(problem.values)) for problem in one.problems] == [
        ("NL280", "warning", {"count": 2, "words": "công thức"})
    ]


def test_the_day_of_the_mail_is_the_day_it_was_received() -> None:
    sent = Submission("thu.eml", received=dt.date(2022, 9, 10), documents=(file(),))
    assert "received: 2022-09-10\n" in text_of(made(centred("Tít"), p(PROSE), submission=sent))


def test_a_document_that_could_not_be_read_is_a_draft_without_text() -> None:
    document = file("hop/hong.docx")
    one = draft(Opened(document, None), Submission("hop", documents=(document,)), UNITS, {})
    assert (one.head.title, one.blocks) == ("hong", ())


# --- whatever comes ---------------------------------------------------------------------------------------------------

WORDS = (
    "Đảng|bộ|KHỐI|68|năm|–|“Kỷ|niệm”,|*|- Tổ|1.|2)|Ảnh:|Nơi nhận:|hết.|\n|\t|  |m²|<b>|a_b|Số 3-BC/ĐUK|Bài, ảnh:|***|"
    "\u00a0|Ð|/.|##|I.|\u00ad|T/M BAN"
).split("|")
line = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
runs = st.lists(st.tuples(line, st.booleans(), st.booleans()).map(lambda one: Run(*one)), max_size=3)
marked = st.tuples(runs, st.sampled_from([Run(), Run(footnote="1"), Run(footnote="2"), Run(picture=0), Run(picture=1)]))
roles = st.sampled_from(
    ["paragraph"] * 6 + ["title", "subtitle", "heading", "list-item", "quotation", "caption", "verse"]
)
aligns = st.sampled_from(["", "", "centre", "right", "justified"])
paragraphs = st.tuples(marked, roles, st.integers(1, 3), st.sampled_from(["", "-", "o", "1.", "2.", "a)"]), aligns).map(
    lambda one: Paragraph((*one[0][0], one[0][1]), *one[1:], 12.0)
)
cells = st.tuples(st.lists(paragraphs, max_size=2).map(tuple), st.integers(1, 2), st.integers(1, 2)).map(
    lambda one: Cell(*one)
)
tables = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(lambda rows: Table(tuple(rows)))
insets = st.lists(paragraphs | tables, max_size=3).map(lambda parts: Inset(tuple(parts)))
documents = st.lists(st.one_of(paragraphs, paragraphs, paragraphs, tables, insets, st.just(Rule())), max_size=12)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photo_folder(tmp_path_factory.mktemp("so"), ("photos/0.png", "photos/1.png"))


@settings(max_examples=150, deadline=None, phases=[Phase.generate])
@given(documents, st.lists(paragraphs, max_size=2).map(tuple))
def test_no_word_of_any_document_is_lost_and_intake_reads_what_was_counted(
    folder: Path, blocks: list[Block], note: tuple[Paragraph, ...]
) -> None:
    looks = [PIXEL, PIXEL._replace(content=b"khac", fingerprint=1)]
    one = made(*blocks, looks=looks, footnotes=(Footnote("1", note),))
    assert one.missing == ()
    assert len(one.shots) == 2
    assert "NL280" not in [problem.code for problem in one.problems]
    outcome = read_back(folder, article_text(one, ("photos/0.png", "photos/1.png")), {unit.id: "" for unit in UNITS})
    assert [problem for problem in outcome.problems if problem.code != "NL134"] == []
    assert outcome.value is not None
    assert outcome.value.words == one.words_out
