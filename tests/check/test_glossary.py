"""Names spelled as glossary.yaml says."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from square_pages import text

from newsletter.check.glossary import spelled_as_agreed
from newsletter.check.slip import read_words
from newsletter.intake.issue import read_issue
from newsletter.intake.resources import builtin
from newsletter.model.article import Article, Paragraph, unplaced
from newsletter.model.issue import Issue
from newsletter.source import LineIndex, SourceSpan

KNOWN = ("Đảng ủy Khối", "Đảng ủy Khối các cơ quan", "Nguyễn Hoà", "Nguyễn Hóa", "đổi mới")


def slips(body: str, *glossary: str) -> list[tuple[int, str, str]]:
    """Column, what is written, what was meant."""
    article = Article(id="a", file="articles/a.md", title=unplaced("Tít"), blocks=(Paragraph(text(body)),),
                      at=SourceSpan("articles/a.md"))  # fmt: skip
    issue = Issue(id="i", folder="/i", title=unplaced("Bản tin"), date=date(2022, 10, 20), articles=(article,),
                  lines={"articles/a.md": LineIndex.of(body)}, glossary=glossary or KNOWN)  # fmt: skip
    found = [slip.problem for slip in spelled_as_agreed(read_words(issue))]
    return [
        (one.source.column, str(dict(one.values)["found"]), str(dict(one.values)["phrase"]))
        for one in found
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
    assert list(spelled_as_agreed(read_words(issue))) == []


FAULTY = """
- Xây dựng phóng sự truyền hình về truyền thống lịch sử, hoạt động của Đảng bộ Khôi phát trên sóng.
- Mở chuyên mục “Kỷ niệm 68 năm Ngày truyền thống Đảng bộ Khôi các cơ quan tỉnh (02/11/1954- 02/11/2022)”.
Những đóng góp của Đảng bộ Khôi các cơ quan trong quá trình xây dựng và phát triển Đảng bộ tỉnh.
Giải thể thao truyền thống Khôi các cơ quan tỉnh, Ban Thường vụ Đảng ủy Khôi xây dựng Kế hoạch.
1. Đảng ủy Khôi các cơ quan tỉnh
- Giao Ban Tuyên giáo Đảng ủy Khôi chịu trách nhiệm; lịch sử truyền thống của Đảng bộ Khôi; trong toàn Đảng bộ Khôi.
"""
RIGHT = """
Đảng bộ Khối các cơ quan tỉnh, của Ban Thường vụ Đảng ủy Khối; người lao động trong Đảng bộ Khối tiếp tục phấn đấu.
Các đoàn thể thuộc Khối, các bạn thường vụ lợi; cơ quan tỉnh. Khôi ngô, các cơ quan. Đảng bộ tỉnh; chi bộ, đảng bộ cơ sở.
"""


def test_the_fault_of_the_plan_is_found_at_all_its_places_and_nowhere_else() -> None:
    """Sentences of the plan of 2022, which has "Khôi" for "Khối" in all of its later half."""
    (file,) = builtin("issues").glob("*/glossary.yaml")
    issue = read_issue(Path(file.parent)).value
    assert issue is not None
    found = slips(" ".join(FAULTY.split()), *issue.glossary)
    assert sum("Khôi" in wrong for _, wrong, _ in found) == len(found) == FAULTY.count("Khôi")
    assert all("Khối" in right for _, _, right in found)
    assert slips(" ".join(RIGHT.split()), *issue.glossary) == []
