"""What preflight found, as the ticket and the report on paper say it."""

from newsletter.build.evidence import ink_of, report_sheet, sentence_of
from newsletter.build.ticket import PressFile
from newsletter.build.ticket_words import EN, VI
from newsletter.compose.paper import Finding, Grid, Prose
from newsletter.preflight.finding import Finding as Found
from newsletter.preflight.verdict import Facts, PageFacts, Verdict
from newsletter.problems import PageSpot, Problem, error, note, warning

PRESS = PressFile("so-press.pdf", 1234567, "a" * 64, "PDF/X-1a:2003", "FOGRA39", "Coated paper", ())
FAULT = error("NL840", spot=PageSpot(3), value="RGB")
FIRST = warning("NL862", spot=PageSpot(2), value=7.0)


def inked(number: int, average: float | None, peak: float | None, *coverage: tuple[str, float]) -> PageFacts:
    return PageFacts(number, None, None, None, 0, average, peak, coverage)


PAGES = (
    inked(1, 120.0, 180.0, ("Cyan", 4.0), ("Black", 8.0)),
    inked(2, 200.0, 290.0, ("Cyan", 0.0), ("Black", 12.0)),
    inked(3, None, None),
)


def worded(problem: Problem) -> dict[str, object]:
    return {"message": f"said of {problem.code}", "hint": "mend it"}


def verdict(*problems: Problem, pages: tuple[PageFacts, ...] = ()) -> Verdict:
    return Verdict(tuple(Found(problem, (), 1) for problem in problems), Facts(pages=pages))


def test_the_ink_of_an_issue_is_the_mean_of_its_plates_and_its_wettest_pages() -> None:
    found = ink_of(PAGES)
    assert found is not None
    assert found.coverage == (("Cyan", 2.0), ("Black", 10.0))
    assert (found.peak, found.average) == ((290.0, 2), (200.0, 2))
    assert ink_of(PAGES[2:]) is None


def test_a_plate_that_prints_nothing_is_no_ink_of_the_issue() -> None:
    found = ink_of([inked(1, 8.0, 8.0, ("Cyan", 0.0), ("Black", 8.0))])
    assert found is not None
    assert found.coverage == (("Black", 8.0),)


def test_a_verdict_in_one_sentence() -> None:
    assert sentence_of([], VI) == (None, "Đạt, không có lỗi hay cảnh báo nào.")
    assert sentence_of([note("NL839")], VI) == (None, "Đạt, không có lỗi hay cảnh báo nào.")
    assert sentence_of([FIRST, FIRST], VI) == ("warning", "Đạt, 2 cảnh báo.")
    assert sentence_of([FIRST, FAULT], EN) == ("error", "Failed: 1 errors, 1 warnings.")


def test_the_report_has_every_finding_the_worst_first_each_with_its_remedy() -> None:
    sheet = report_sheet(verdict(FIRST, FAULT), PRESS, ("Bản tin", "Đảng bộ"), VI, worded)
    assert [block for block in sheet.blocks if isinstance(block, Finding)] == [
        Finding("error", "LỖI", "NL840", "trang 3", "said of NL840", "mend it"),
        Finding("warning", "CẢNH BÁO", "NL862", "trang 2", "said of NL862", "mend it"),
    ]


def test_the_report_says_so_where_there_is_nothing_to_say() -> None:
    sheet = report_sheet(verdict(), PRESS, ("Bản tin", "Đảng bộ"), EN, worded)
    assert Prose("Nothing to say.") in sheet.blocks
    assert not any(isinstance(block, Grid) for block in sheet.blocks)


def test_the_report_tells_the_ink_of_each_page_that_was_measured() -> None:
    sheet = report_sheet(verdict(pages=PAGES), PRESS, ("Bản tin", "Đảng bộ"), VI, worded)
    (grid,) = [block for block in sheet.blocks if isinstance(block, Grid)]
    assert grid.head[3:] == ("Cyan", "Black")
    assert grid.rows == (("1", "180,0", "120,0", "4,0", "8,0"), ("2", "290,0", "200,0", "0,0", "12,0"))
