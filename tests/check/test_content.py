"""House style: what authors slip on, each at its place."""

from datetime import date

import pytest
from square_pages import text

from newsletter.check.content import everyone_sent, in_release_window, sentence_case, well_typed
from newsletter.check.rule import Subject, check
from newsletter.check.slip import read_words
from newsletter.geometry import Insets, Size
from newsletter.model.article import Article, Paragraph, Text, unplaced
from newsletter.model.issue import Imprint, Issue, Release, Unit
from newsletter.model.layout import Layout
from newsletter.problems import Problem
from newsletter.source import LineIndex, SourceSpan

AT = SourceSpan("articles/a.md")
LAYOUT = Layout(
    name="x", trim=Size(1, 1), margins=Insets(0, 0, 0, 0), bleed=0, units=1, gutter=0, baseline=12000, lines=1,
    styles={}, templates={},
)  # fmt: skip


def article(body: str = "", title: str = "Tít bài", unit: str = "") -> Article:
    blocks = (Paragraph(text(body)),) if body else ()
    return Article(id="a", file="articles/a.md", title=unplaced(title), blocks=blocks, unit=unit, at=AT)


def issue(*articles: Article, source: str = "") -> Issue:
    return Issue(
        id="i", folder="/i", title=unplaced("Bản tin"), date=date(2022, 10, 20), articles=articles,
        lines={"articles/a.md": LineIndex.of(source)},
    )  # fmt: skip


def slips(body: str) -> list[tuple[str, int]]:
    """Code and column of each slip of a text that is a whole file."""
    reading = read_words(issue(article(body.replace("  ", " ")), source=body))
    return [(slip.problem.code, slip.problem.source.column) for slip in well_typed(reading) if slip.problem.source]


def judged(rule: object, subject: Issue) -> list[Problem]:
    return list(check([rule], Subject(subject, LAYOUT)))  # type: ignore[list-item]


def typed(subject: Issue) -> list[Problem]:
    return [slip.problem for slip in well_typed(read_words(subject))]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Ông nói: “Tốt”, rồi đi – thế thôi…", []),
        ('nói "vâng" ngay', [("NL701", 5)]),
        ("một , hai", [("NL702", 5)]),
        ("một ) hai", [("NL702", 5)]),
        ("thế rồi...", [("NL703", 5)]),
        ("năm 1954 - 2022 ấy", [("NL704", 10)]),
        ("số 03-HD/ĐUK", []),
        ("xem ( trang", [("NL707", 5)]),
        ("chạy 5'30\" về nhất", []),
    ],
)
def test_slips_of_punctuation_are_found_where_they_stand(body: str, found: list[tuple[str, int]]) -> None:
    assert slips(body) == found


def test_the_imprint_is_printed_and_judged_too() -> None:
    made = issue(article())._replace(imprint=Imprint(printer=unplaced("In tại , Hà Nội"), lines=(unplaced('Ban "A"'),)))
    assert [problem.code for problem in typed(made)] == ["NL702", "NL701"]


def test_a_doubled_space_is_noted() -> None:
    words = Text("articles/a.md", ("một", "hai"), (0, 5), (3, 8), (0, 0))
    made = article()._replace(blocks=(Paragraph(words),))
    found = typed(issue(made, source="một  hai"))
    assert [(problem.code, problem.severity) for problem in found] == [("NL706", "note")]


def test_markup_between_words_is_no_doubled_space() -> None:
    words = Text("articles/a.md", ("một", "hai"), (0, 6), (3, 9), (0, 1))
    made = article()._replace(blocks=(Paragraph(words),))
    assert typed(issue(made, source="một **hai**")) == []


@pytest.mark.parametrize(("title", "count"), [("HỘI THAO CHÀO MỪNG", 1), ("Hội thao chào mừng", 0), ("ATTP", 0)])
def test_a_title_in_capitals_is_asked_to_be_a_sentence(title: str, count: int) -> None:
    assert len(judged(sentence_case, issue(article(title=title)))) == count


def test_a_unit_that_owes_pieces_is_named_with_the_numbers() -> None:
    made = issue(article(unit="tg"))._replace(units=(Unit("tg", "Ban Tuyên giáo", 2), Unit("vp", "Văn phòng", 0)))
    (found,) = judged(everyone_sent, made)
    assert (found.code, dict(found.values)) == ("NL710", {"unit": "Ban Tuyên giáo", "sent": 1, "expected": 2})


def test_what_a_unit_owes_is_told_at_its_own_line() -> None:
    at = SourceSpan("issue.yaml", 7, 5)
    made = issue()._replace(units=(Unit("tg", "Ban Tuyên giáo", 1), Unit("vp", "Văn phòng", 1)), places={"units.1": at})
    assert [problem.source for problem in judged(everyone_sent, made)][1] == at


def test_a_unit_that_sends_more_than_was_asked_for_is_noted() -> None:
    made = issue(article(unit="tg"), article(unit="tg"))._replace(units=(Unit("tg", "Ban Tuyên giáo", 1),))
    assert [(problem.code, problem.severity) for problem in judged(everyone_sent, made)] == [("NL711", "note")]


def test_the_date_has_to_lie_in_the_release() -> None:
    window = Release(date(2022, 10, 1), date(2022, 10, 31))
    assert judged(in_release_window, issue()._replace(release=window)) == []
    late = issue()._replace(release=window, date=date(2022, 11, 1))
    assert [problem.code for problem in judged(in_release_window, late)] == ["NL712"]
