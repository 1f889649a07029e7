"""The report of a collection: what was kept, changed and left out of each submission, and why."""

import datetime as dt
import hashlib
from collections.abc import Iterator

import pytest

from newsletter.desk.collection import Standing, Taken
from newsletter.desk.filing import file_submissions
from newsletter.desk.report import Report, as_json, every_file
from newsletter.desk.report_page import as_html
from newsletter.desk.report_text import as_text
from newsletter.desk.submission import Change, Draft, File, Head, Shot, Submission
from newsletter.manuscripts.manuscript import (
    Comment,
    Conversion,
    Loss,
    Paragraph,
    Revision,
    Run,
    Sender,
)
from newsletter.manuscripts.photo_batches import Thumbnail
from newsletter.model.article import unplaced
from newsletter.model.issue import Issue, Unit
from newsletter.problems import Problem, error, note, warning
from newsletter.source import SourceSpan

COLUMN = 144_000
"""Two inches."""


ISSUE = Issue(
    "so-moi",
    "",
    unplaced("Bản tin"),
    dt.date(2022, 10, 20),
    unplaced("Số 1"),
    units=(Unit("van-phong", "Văn phòng Khối"),),
)


def a_file(path: str, *, body: bool = False) -> File:
    return File(path, path.encode(), hashlib.sha256(path.encode()).hexdigest(), body)


def a_shot(came: str, width: int, **more: object) -> Shot:
    return Shot("anh.jpg", came.encode(), came, (width, 600))._replace(**more)  # type: ignore[arg-type]


MAIL = a_file("thu.eml")
DOCUMENT, PHOTO, LETTER = a_file("thu.eml!/bài.docx"), a_file("thu.eml!/ảnh.jpg"), a_file("thu.eml!/thư.txt", body=True)
DRAFT = Draft(
    DOCUMENT.path,
    Head("Hội thao chào mừng", deck="Bốn môn thi", author="Ban tổ chức", unit="van-phong"),
    (Paragraph((Run("Sáng ngày 15 tháng 10, các đội dự lễ khai mạc."),)),),
    shots=(a_shot(PHOTO.path, 1200, stripped=("GPS",), credit="Văn phòng"), a_shot(DOCUMENT.path, 400, sharpness=0.1)),
    words_in=20,
    words_out=18,
    missing=("lễ", "khai"),
    changes=(Change("change.bullets", 3, "- Kéo co", "Kéo co"),),
    conversions=(Conversion("TCVN3", ".VnTime", "Héi thao", "Hội thao"),) * 41,
    revisions=(Revision("deletion", "chữ đã xóa", "Hà"), Revision("insertion", "chữ thêm"), Revision("deletion", "x")),
    comments=(Comment("Xem lại số liệu", "91,5%", "Mai", "2022-09-10T08:00:00Z"),),
    losses=(Loss("drawing"), Loss("drawing"), Loss("macro", "AutoOpen")),
    problems=(warning("NL280", SourceSpan(DOCUMENT.path), count=2, words="lễ khai"),),
)
SUBMISSION = Submission(
    MAIL.path, Sender("Văn phòng", "van-phong@example.vn"), "Gửi bài", dt.date(2022, 9, 10),
    (DOCUMENT,), (PHOTO,), (LETTER, a_file("thu.eml!/số.xlsx")), (MAIL,),
)  # fmt: skip


def worded(problem: Problem) -> tuple[str, str]:
    return f"<{problem.code}>", "làm thế này"


@pytest.fixture
def report() -> Report:
    stray = a_file("lẻ.png")
    alone = Taken(
        Submission("lẻ.png", pictures=(stray,), originals=(stray,)), strays=(a_shot("lẻ.png", 500, caption="Cầu"),)
    )
    collection = file_submissions([Taken(SUBMISSION, (DRAFT,)), alone], Standing())
    found = (note("NL273", file="bản sao.docx", other="thu.eml!/bài.docx"), error("NL271", file="liên-kết", value="x"))
    return Report(ISSUE, collection, worded, "vi", found, COLUMN, written=True)


def test_a_terminal_shows_a_block_for_each_submission(report: Report) -> None:
    assert list(as_text(report)) == [
        "* thu.eml · Văn phòng <van-phong@example.vn> · nhận 10/09/2022",
        "    thu.eml!/bài.docx → articles/01-hoi-thao-chao-mung.md: bài mới, 18/20 chữ, thiếu 2, 2 ảnh",
        "      Chữ thiếu: “lễ khai”",
        "      đã sửa: gạch đầu dòng gõ tay thành danh sách, 3 chỗ (“- Kéo co” → “Kéo co”)",
        "      đã chuyển mã: TCVN3, 41 đoạn (“Héi thao” → “Hội thao”)",
        "      sửa đổi có theo dõi: 2 xóa, 1 thêm (“chữ đã xóa / x”)",
        "      ghi chú bên lề: 1 (“Xem lại số liệu”)",
        "      không lấy: 2 hình vẽ, 1 macro (“AutoOpen”)",
        "      ảnh photos/hoi-thao-chao-mung-1.jpg: 1200 × 600 điểm ảnh, 600 ppi khi in rộng một cột, đã xóa GPS",
        "      ảnh photos/hoi-thao-chao-mung-2.jpg: 400 × 600 điểm ảnh, 200 ppi khi in rộng một cột, có thể mờ",
        "    thu.eml!/số.xlsx: chỉ giữ bản gốc",
        "* lẻ.png",
        "    ảnh photos/le-1.jpg: 500 × 600 điểm ảnh, 250 ppi khi in rộng một cột; ảnh chưa thuộc bài nào",
        "",
        "2 lượt gửi (0 đã nhận trước): 1 bài mới; 3 ảnh mới.",
        "4 tệp trong hộp bài, 4 tệp trong thư và tệp nén; --html, --json ghi từng tệp đi đâu.",
    ]


def test_every_file_is_told_once_with_where_it_went(report: Report) -> None:
    assert [(one.path, one.fate, one.became) for one in every_file(report)] == [
        ("bản sao.docx", "twin", ("thu.eml!/bài.docx",)),
        ("liên-kết", "refused", ()),
        ("lẻ.png", "photo", ("photos/le-1.jpg",)),
        ("thu.eml", "opened", ()),
        ("thu.eml!/bài.docx", "article", ("articles/01-hoi-thao-chao-mung.md",)),
        ("thu.eml!/số.xlsx", "original", ()),
        ("thu.eml!/thư.txt", "letter", ()),
        ("thu.eml!/ảnh.jpg", "photo", ("photos/hoi-thao-chao-mung-1.jpg",)),
    ]


def test_a_photo_that_is_too_small_for_a_column_and_one_of_no_article_are_told(report: Report) -> None:
    codes = [problem.code for problem in report.problems]
    assert codes == ["NL273", "NL271", "NL280", "NL439", "NL437"]
    at = report.problems[2].source
    assert at == SourceSpan("articles/01-hoi-thao-chao-mung.md"), "where an editor looks for what is missing"
    assert dict(report.problems[3].values) == {"photo": "photos/hoi-thao-chao-mung-2.jpg", "ppi": 200, "least": 250}


def test_a_crop_counts_for_the_resolution(report: Report) -> None:
    shot = a_shot(PHOTO.path, 1200, crop=(0.25, 0.0, 0.25, 0.0))
    collection = file_submissions([Taken(SUBMISSION, (DRAFT._replace(shots=(shot,)),))], Standing())
    found = as_json(report._replace(collection=collection))
    assert found["submissions"][0]["documents"][0]["photos"][0]["ppi"] == 300  # type: ignore[index]


def test_json_has_all_that_the_documents_said(report: Report) -> None:
    found = as_json(report)
    document = found["submissions"][0]["documents"][0]  # type: ignore[index]
    assert document["missing"] == ("lễ", "khai")
    assert document["changes"] == [{"what": "change.bullets", "times": 3, "before": "- Kéo co", "after": "Kéo co"}]
    assert document["revisions"][0] == {"kind": "deletion", "text": "chữ đã xóa", "author": "Hà"}
    assert document["comments"][0]["quote"] == "91,5%"
    assert document["losses"][2] == {"kind": "macro", "what": "AutoOpen"}
    assert len(document["conversions"]) == 41


def _page(report: Report) -> str:
    return as_html(report, {"photos/hoi-thao-chao-mung-1.jpg": Thumbnail(b"small", (360, 180))})


def test_the_page_shows_what_the_terminal_has_no_room_for(report: Report) -> None:
    page = _page(report)
    for words in (
        "Bản tin · Số 1",
        "Đơn vị: <bdi>Văn phòng Khối</bdi> · Tác giả: <bdi>Ban tổ chức</bdi> · Câu dẫn: Bốn môn thi",
        "18/20 chữ, thiếu 2. Chữ thiếu: <q>lễ khai</q>",
        "xóa: <del>chữ đã xóa</del>",
        "<q>91,5%</q> – Xem lại số liệu",
        "2 × hình vẽ",
        "macro: AutoOpen",
        "<td>Héi thao</td><td><b>Hội thao</b></td>",
        "… và 1 chỗ nữa",
        "data:image/jpeg;base64,c21hbGw=",
        "Ảnh: <bdi>Văn phòng</bdi>",
        "&lt;NL280&gt;",
        "lời thư, giữ trong bản gốc",
    ):
        assert words in page, words


@pytest.mark.parametrize("credit", ["Đảng bộ C", "Ảnh: Đảng bộ C", "ẢNH : Đảng bộ C"])
def test_who_took_a_photo_is_called_so_once(credit: str, report: Report) -> None:
    collection = file_submissions(
        [Taken(SUBMISSION, (DRAFT._replace(shots=(a_shot(PHOTO.path, 1200, credit=credit),)),))], Standing()
    )
    caption = _page(report._replace(collection=collection)).partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert caption.casefold().count("ảnh") == 1
    assert "Đảng bộ C" in caption


def test_where_nothing_could_be_written_the_report_says_so(report: Report) -> None:
    unwritten = report._replace(written=False)
    lines = list(as_text(unwritten))
    assert lines[0].startswith("CHƯA ghi được gì vào số báo, vì lỗi nêu dưới đây.")
    assert "Lẽ ra được ghi: 2 lượt gửi (0 đã nhận trước): 1 bài mới; 3 ảnh mới." in lines
    page = _page(unwritten)
    assert page.index("CHƯA ghi được gì") < page.index("Lẽ ra được ghi") < page.index("Hội thao chào mừng")
    assert "Chạy thử: chưa ghi gì vào số báo." in list(as_text(report._replace(written=False, dry=True)))


def test_a_mail_of_which_only_the_letter_is_kept_says_so(report: Report) -> None:
    sent = SUBMISSION._replace(documents=(), pictures=(), others=(LETTER,))
    alone = report._replace(collection=file_submissions([Taken(sent)], Standing()))
    assert list(as_text(alone))[1] == "    thu.eml!/thư.txt: lời thư, giữ trong bản gốc"
    assert "<td>lời thư, giữ trong bản gốc</td>" in _page(alone)


def test_only_a_report_that_names_every_file_says_that_it_does(report: Report) -> None:
    said = "tệp nào cũng có tên trong báo cáo này"
    assert said in _page(report)
    assert not any(said in line for line in as_text(report))


def _hostile() -> Iterator[str]:
    yield "\x1b[31m đỏ"
    yield "<b onclick=x>"
    yield "\u202egpj"


@pytest.mark.parametrize("words", list(_hostile()))
def test_nothing_that_others_wrote_steers_a_terminal_or_a_page(words: str, report: Report) -> None:
    head = Head(words, author=words)
    draft = DRAFT._replace(
        head=head,
        missing=(words,),
        changes=(Change(words, 1, words, words),),
        conversions=(Conversion(words, words, words, words),),
        revisions=(Revision("deletion", words, words, words),),
        comments=(Comment(words, words, words, words),),
        losses=(Loss("object", words),),
        shots=(a_shot(words, 900, caption=words, credit=words, stripped=(words,)),),
    )
    submission = SUBMISSION._replace(sender=Sender(words, words), subject=words)
    collection = file_submissions([Taken(submission, (draft,))], Standing())
    hostile = report._replace(collection=collection, issue=ISSUE._replace(title=unplaced(words)))
    shown = "\n".join(as_text(hostile))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    page = _page(hostile)
    assert words not in page


def test_a_piece_of_which_nobody_knows_the_unit_is_told_where_units_are_expected(report: Report) -> None:
    nobody = DRAFT._replace(head=Head("Hội thao"))
    collection = file_submissions([Taken(SUBMISSION, (nobody,))], Standing())
    assert any("chưa rõ đơn vị" in line for line in as_text(report._replace(collection=collection)))
    assert "chưa rõ đơn vị" in _page(report._replace(collection=collection))
    free = report._replace(collection=collection, issue=ISSUE._replace(units=()))
    assert not any("chưa rõ đơn vị" in line for line in as_text(free))


def test_an_issue_whose_layout_cannot_be_read_has_a_report_without_resolutions(report: Report) -> None:
    assert not any("ppi" in line for line in as_text(report._replace(column=0)))
