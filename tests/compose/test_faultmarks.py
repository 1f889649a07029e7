"""Marks of faults on a proof, on the pages of a small real issue."""

import pytest
from small_issue import make_issue

from newsletter.build.copy import planned, read_copy
from newsletter.compose.edition import compose
from newsletter.compose.faultmarks import FaultMarker, fault_marker
from newsletter.compose.kit import open_kit
from newsletter.compose.ledger import Ledger
from newsletter.geometry import Rect
from newsletter.pages.items import Item, Line, Page, Stroke
from newsletter.problems import PageSpot, Problem, error, note
from newsletter.source import SourceSpan
from newsletter.units import pt

FILE = "articles/01-hoi-thao.md"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[FaultMarker, tuple[Page, ...]]:
    folder = make_issue(tmp_path_factory.mktemp("faults") / "so-1")
    problems: list[Problem] = []
    copy = read_copy(folder, problems)
    assert copy is not None, problems
    plan = planned(copy, problems)
    assert plan is not None, problems
    pages = tuple(compose(copy.issue, copy.layout, plan, copy.book, Ledger()))
    return fault_marker(open_kit(copy.issue, copy.layout, copy.book, Ledger())), pages


def said(items: tuple[Item, ...]) -> list[str]:
    """Words of the marks that are text."""
    return [shape.text for item in items if isinstance(item, Line) for run in item.runs for shape in run.shapes]


def opening(pages: tuple[Page, ...]) -> Page:
    return next(page for page in pages if any(isinstance(i, Line) and i.role == "title" for i in page.items))


def line_of(page: Page, role: str, word: str) -> Line:
    return next(
        item for item in page.items
        if isinstance(item, Line) and item.role == role and word in [s.text for run in item.runs for s in run.shapes]
    )  # fmt: skip


def test_a_fault_with_a_box_is_framed_on_its_page_alone(drawn: tuple[FaultMarker, tuple[Page, ...]]) -> None:
    marker, pages = drawn
    box = Rect(pt(50), pt(50), pt(100), pt(100))
    marks = marker.marks(pages[0], [error("NL203", spot=PageSpot(pages[0].number, box))])
    (frame,) = [item.box for item in marks if isinstance(item, Stroke)]
    assert frame == box.outset(pt(2))
    (label,) = [item for item in marks if isinstance(item, Line)]
    assert label.baseline < frame.y0  # no letter of what is framed is covered
    assert said(marks) == ["NL203"]
    assert marker.marks(pages[0], [error("NL203", spot=PageSpot(99, box))]) == ()


def test_a_fault_in_the_text_is_marked_beside_its_line(drawn: tuple[FaultMarker, tuple[Page, ...]]) -> None:
    marker, pages = drawn
    page = opening(pages)
    (mark,) = marker.marks(page, [error("NL320", SourceSpan(FILE, 10, 1))])
    line = line_of(page, "body", "bốn")
    assert isinstance(mark, Line)
    assert said((mark,)) == ["NL320"]
    assert mark.runs[0].x > line.runs[0].x
    assert line.top - pt(4) < mark.baseline < line.bottom + pt(4)


def test_faults_of_one_line_share_a_mark(drawn: tuple[FaultMarker, tuple[Page, ...]]) -> None:
    marker, pages = drawn
    at = SourceSpan(FILE, 10, 1)
    marks = marker.marks(opening(pages), [error("NL320", at), error("NL210", at), error("NL320", at)])
    assert said(marks) == ["NL320", "NL210"]


def test_a_fault_of_the_front_matter_is_marked_at_the_head(drawn: tuple[FaultMarker, tuple[Page, ...]]) -> None:
    marker, pages = drawn
    page = opening(pages)
    (mark,) = marker.marks(page, [error("NL210", SourceSpan(FILE, 1))])
    title = line_of(page, "title", "Hội")
    assert isinstance(mark, Line)
    assert title.top <= mark.baseline <= title.bottom


def test_a_fault_of_the_issue_stands_over_the_first_page(drawn: tuple[FaultMarker, tuple[Page, ...]]) -> None:
    marker, pages = drawn
    first = next(page for page in pages if page.number == 1)
    (mark,) = marker.marks(first, [error("NL506", SourceSpan("issue.yaml", 1, 1))])
    assert isinstance(mark, Line)
    assert mark.baseline < 0


def test_notes_and_overset_text_get_no_mark_here(drawn: tuple[FaultMarker, tuple[Page, ...]]) -> None:
    marker, pages = drawn
    at = SourceSpan(FILE, 10, 1)
    assert marker.marks(opening(pages), [note("NL706", at), error("NL501", at)]) == ()


def test_a_letter_that_no_font_has_is_marked_where_it_stands(drawn: tuple[FaultMarker, tuple[Page, ...]]) -> None:
    marker, pages = drawn
    page = opening(pages)
    line = line_of(page, "body", "bốn")
    run = line.runs[0]
    bad = run._replace(shapes=(run.shapes[0]._replace(glyphs=(0,)), *run.shapes[1:]))
    (mark,) = marker.marks(page._replace(items=(line._replace(runs=(bad,)),)), [])
    assert said((mark,)) == ["NL320"]
