"""Where each piece stands: states, days late, debts of units; and how that is written down."""

import csv
import datetime as dt
import io

from newsletter.desk.reminders import reminder, reminders
from newsletter.desk.status import Known, Piece, Status, status
from newsletter.desk.status_formats import as_csv, as_json, as_text
from newsletter.desk.status_page import as_html
from newsletter.model.article import Article, unplaced
from newsletter.model.issue import Issue, Unit
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.pages.items import StoryFit
from newsletter.source import SourceSpan

DEADLINE = dt.date(2022, 9, 15)
TODAY = dt.date(2022, 9, 20)
OFFICE, BRANCH = Unit("van-phong", "Văn phòng", 2), Unit("chi-bo-a", "Chi bộ cơ quan A", 1)


def article(name: str, unit: str = "van-phong", **more: object) -> Article:
    file = f"articles/{name}.md"
    return Article(name, file, unplaced(name), SourceSpan(file), unit=unit, **more)  # type: ignore[arg-type]


def issue(*articles: Article) -> Issue:
    files = tuple((one.file, f"sha256:{one.id}") for one in articles)
    return Issue(
        "so-nay",
        "",
        unplaced("Bản tin nội bộ"),
        dt.date(2022, 10, 20),
        edition=unplaced("Số đặc biệt"),
        deadline=DEADLINE,
        units=(OFFICE, BRANCH),
        articles=articles,
        files=files,
    )


def fit(story: str, overset: int = 0) -> StoryFit:
    return StoryFit(story, 100, 100, 20, (), (3,), overset, 0, 0, (20, 20, 20))


def rows(*articles: Article, known: Known = Known(), today: dt.date = TODAY) -> tuple[Piece, ...]:  # noqa: B008
    return status(issue(*articles), known, today).pieces


def test_a_piece_is_as_far_as_its_last_step() -> None:
    known = Known(
        collected={name: f"sha256:{name}" for name in ("collected", "placed", "overset")} | {"edited": "sha256:before"},
        fits=(fit("placed"), fit("overset", overset=4)),
        plan=Plan((PlannedPage("a", (("x", (Placement("placed"), Placement("overset"))),)),)),
    )
    pieces = rows(
        article("collected"),
        article("edited"),
        article("approved", approved=dt.date(2022, 9, 18)),
        article("placed", approved=dt.date(2022, 9, 18)),
        article("overset"),
        known=known,
    )
    assert [(one.title, one.state) for one in pieces if one.story] == [(one.story, one.state) for one in pieces[:5]]
    assert [one.state for one in pieces[:5]] == ["collected", "edited", "approved", "placed", "overset"]


def test_a_piece_without_a_log_counts_as_edited_since_somebody_wrote_it() -> None:
    assert rows(article("bai"))[0].state == "edited"


def test_due_before_the_fifteenth_means_that_the_fifteenth_is_a_day_late() -> None:
    days = (dt.date(2022, 9, 14), dt.date(2022, 9, 15), dt.date(2022, 9, 20), None)
    pieces = rows(*(article(f"{number}", received=day) for number, day in enumerate(days)))
    assert [piece.late for piece in pieces if piece.story] == [0, 1, 6, 0]


def test_units_owe_what_has_not_come_and_each_owed_piece_is_a_row() -> None:
    pieces = rows(article("một"))
    assert [(one.unit.id, one.state, one.late) for one in pieces] == [
        ("van-phong", "edited", 0), ("van-phong", "owed", 6), ("chi-bo-a", "owed", 6)
    ]  # fmt: skip
    assert rows(article("một"), today=dt.date(2022, 9, 1))[1].late == 0


def test_rows_follow_the_units_and_a_piece_of_no_unit_comes_last() -> None:
    pieces = rows(article("01", unit=""), article("02", unit="chi-bo-a"), article("03"), article("04"))
    assert [one.story for one in pieces] == ["03", "04", "02", "01"]


def late_and_owing() -> Status:
    return status(issue(article("một", received=dt.date(2022, 9, 16)), article("-2+3")), Known(), TODAY)


def test_the_table_says_who_is_late_and_who_owes() -> None:
    text = "\n".join(as_text(late_and_owing(), "vi"))
    assert "muộn 2 ngày" in text
    assert "Hạn: trước ngày 15/09/2022" in text
    assert "Chi bộ cơ quan A: nợ 1 bài (đã gửi 0/1)" in text
    assert "2 days late" in "\n".join(as_text(late_and_owing(), "en"))


def test_the_columns_of_the_table_are_straight() -> None:
    lines = [line for line in as_text(late_and_owing(), "vi") if line.startswith(("Đơn vị ", "Văn phòng ", "Chi bộ "))]
    assert len(lines) == 4
    assert len({line.index(word) for line, word in zip(lines, ("Tình", "đã", "đã", "chưa"), strict=True)}) == 1


def test_json_and_csv_have_a_row_for_each_piece_under_the_same_names() -> None:
    found = as_json(late_and_owing())
    pieces = found["pieces"]
    assert isinstance(pieces, list)
    assert found["owed"] == [{"unit": "chi-bo-a", "unit_name": "Chi bộ cơ quan A", "expected": 1, "sent": 0, "owes": 1}]
    table = list(csv.DictReader(io.StringIO(as_csv(late_and_owing()).removeprefix("\ufeff"))))
    assert (
        [row["unit"] for row in table] == [piece["unit"] for piece in pieces] == ["van-phong", "van-phong", "chi-bo-a"]
    )
    assert table[0]["late_days"] == "2" == str(pieces[0]["late_days"])
    assert table[1]["title"] == "'-2+3", "a spreadsheet must not take it for a formula"


def test_the_page_escapes_what_others_wrote() -> None:
    page = as_html(status(issue(article("<script>alert(1)</script>")), Known(), TODAY), "vi")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_reminder_names_what_is_owed_and_how_late_it_is() -> None:
    found = late_and_owing()
    letter = reminder(found, found.debts[0])
    assert letter.startswith("Kính gửi: Chi bộ cơ quan A\n")
    assert "chưa nhận được bài nào" in letter
    assert "trước ngày 15/9/2022, đến nay đã quá 6 ngày" in letter
    assert "gửi 1 bài còn thiếu" in letter


def test_before_the_deadline_a_reminder_counts_the_days_that_are_left() -> None:
    for day, told in ((dt.date(2022, 9, 9), "còn 5 ngày"), (dt.date(2022, 9, 14), "hôm nay là ngày cuối")):
        found = status(issue(), Known(), day)
        assert told in reminder(found, found.debts[0])
        assert "về Ban Biên tập trước ngày 15/9/2022." in reminder(found, found.debts[0])


def test_each_unit_that_owes_gets_a_letter_of_its_own() -> None:
    assert reminders(status(issue(), Known(), TODAY)).count("Kính gửi:") == 2
    full = status(issue(article("1"), article("2"), article("3", unit="chi-bo-a")), Known(), TODAY)
    assert reminders(full) == ""


def test_the_editors_are_not_reminded_by_themselves_and_stay_in_the_table() -> None:
    for editors in (Unit("bbt", "Ban Biên tập", 1), Unit("ban-bien-tap", "Tòa soạn", 1)):
        found = status(issue()._replace(units=(OFFICE, editors)), Known(), TODAY)
        assert reminders(found).count("Kính gửi:") == 1
        assert editors in [piece.unit for piece in found.pieces]
