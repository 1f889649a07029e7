"""Names spelled as glossary.yaml says."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from square_pages import text

from newsletter.check.glossary import spelled_as_agreed
from newsletter.check.rule import Subject
from newsletter.geometry import Insets, Size
from newsletter.intake.issue import read_issue
from newsletter.intake.resources import builtin
from newsletter.model.article import Article, Paragraph, unplaced
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout
from newsletter.source import LineIndex, SourceSpan

LAYOUT = Layout(
    name="x", trim=Size(1, 1), margins=Insets(0, 0, 0, 0), bleed=0, units=1, gutter=0, baseline=12000, lines=1,
    styles={}, templates={},
)  # fmt: skip
KNOWN = ("Đảng ủy Khối", "Đảng ủy Khối các cơ quan", "Nguyễn Hoà", "Nguyễn Hóa", "đổi mới")


def slips(body: str, *glossary: str) -> list[tuple[int, str, str]]:
    """Column, what is written, what was meant."""
    article = Article(id="a", file="articles/a.md", title=unplaced("Tít"), blocks=(Paragraph(text(body)),),
                      at=SourceSpan("articles/a.md"))  # fmt: skip
    issue = Issue(id="i", folder="/i", title=unplaced("Bản tin"), date=date(2022, 10, 20), articles=(article,),
                  lines={"articles/a.md": LineIndex.of(body)}, glossary=glossary or KNOWN)  # fmt: skip
    return [
        (one.source.column, str(dict(one.values)["found"]), str(dict(one.values)["phrase"]))
        for one in spelled_as_agreed(Subject(issue, LAYOUT))
        if one.source and one.code == "NL708"
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("ở Đảng ủy Khôi ta", (3, "Đảng ủy Khôi", "Đảng ủy Khối")),
        ("(Đảng uỷ Khối), nhé", (1, "Đảng uỷ Khối", "Đảng ủy Khối")),
        ("ĐẢNG ỦY KHỔI", (1, "ĐẢNG ỦY KHỔI", "Đảng ủy Khối")),
        ("Dang uy Khoi", (1, "Dang uy Khoi", "Đảng ủy Khối")),
        ("ở Đảng ủy Khối các cơ quán.", (3, "Đảng ủy Khối các cơ quán", "Đảng ủy Khối các cơ quan")),
        ("ông Nguyễn Hoả!", (5, "Nguyễn Hoả", "Nguyễn Hoà")),
        ("Đổi mời", (1, "Đổi mời", "đổi mới")),
    ],
)
def test_a_wrong_mark_is_told_with_the_right_form(body: str, found: tuple[int, str, str]) -> None:
    assert slips(body) == [found]


@pytest.mark.parametrize(
    "body",
    [
        "ở Đảng ủy Khối, và ĐẢNG ỦY KHỐI",
        "Đảng ủy Khối các cơ quan tỉnh",
        "Nguyễn Hóa và Nguyễn Hoà",
        "Đảng ủy, Khôi",
        "Đảng ủy (Khôi)",
        "Đảng ủy Khôi-nguyên",
        "Đảng ủy",
        "Khôi",
    ],
)
def test_what_is_right_or_no_such_phrase_is_not(body: str) -> None:
    assert slips(body) == []


def test_a_longer_phrase_that_is_right_hides_no_shorter_one() -> None:
    assert slips("Đảng ủy Khối các cơ sở, Đảng ủy Khôi các cơ sở") == [(25, "Đảng ủy Khôi", "Đảng ủy Khối")]


def test_without_a_glossary_nothing_is_judged() -> None:
    assert slips("Đảng ủy Khôi", "nhà văn") == []


@given(st.lists(st.sampled_from("má ma bà ba, (mà".split()), min_size=1, max_size=8))
def test_slips_are_those_of_a_plain_search(words: list[str]) -> None:
    bare = [word.strip(",(") for word in words]
    wanted = [
        k
        for k in range(len(words) - 1)
        if [word.translate(str.maketrans("áà", "aa")) for word in bare[k : k + 2]] == ["ma", "ba"]
        and bare[k : k + 2] != ["má", "ba"] and words[k][-1] != "," and words[k + 1][0] != "("
    ]  # fmt: skip
    assert len(slips(" ".join(words), "má ba")) == len(wanted)


def test_the_sample_is_spelled_as_its_glossary_says() -> None:
    (file,) = builtin("issues").glob("*/glossary.yaml")
    issue = read_issue(Path(file.parent)).value
    assert issue is not None
    assert list(spelled_as_agreed(Subject(issue, LAYOUT))) == []
