"""Words found again in the sources by themselves and by what stands round them on the page."""

from newsletter.review.anchors import Anchors, Hint

FIRST = """---
title: Chén chè ngày hội
kicker: 'Kỷ niệm 68 năm'
author: Văn phòng
---
Mở đầu bài thứ nhất nói về **ngày hội** của cơ quan.
"""
SECOND = """---
title: Ba điều nhắn gửi
author: Văn phòng
---
Mở đầu bài thứ hai, viết trước ngày hội một tuần.
"""
ISSUE = "title: Bản tin\nimprint: {license: Số 1, printer: Văn phòng in, periodicity: hằng tháng}\n"
ANCHORS = Anchors({"articles/a.md": FIRST, "articles/b.md": SECOND, "issue.yaml": ISSUE})


def found(quote: str, prefix: str = "", suffix: str = "", hint: Hint = Hint()) -> tuple[str, tuple[int, int]] | None:  # noqa: B008
    anchor = ANCHORS.find(quote, prefix, suffix, hint)
    return (anchor.file, anchor.start) if anchor else None


def test_words_are_told_from_the_same_words_by_what_stands_round_them() -> None:
    assert found("ngày hội", "Mở đầu bài thứ nhất nói về ", " của cơ quan.") == ("articles/a.md", (6, 30))
    assert found("ngày hội", "Mở đầu bài thứ hai, viết trước ", " một tuần.") == ("articles/b.md", (5, 32))


def test_part_of_a_title_among_the_contents_is_of_the_title() -> None:
    """What stands before and after it there is of other articles."""
    assert found("ngày hội", "TRONG SỐ NÀY 2 Chén chè ", " 3 Ba điều nhắn gửi") == ("articles/a.md", (2, 17))


def test_an_author_of_several_articles_is_the_one_below_the_title() -> None:
    assert found("VĂN PHÒNG", "ở trang này. Ba điều nhắn gửi ", " Mở đầu bài thứ hai, viết") == (
        "articles/b.md",
        (3, 9),
    )
    assert found("VĂN PHÒNG", "hội Kỷ niệm 68 năm ", " Mở đầu bài thứ nhất nói") == ("articles/a.md", (4, 9))


def test_a_value_of_issue_yaml_is_a_text_of_its_own() -> None:
    assert found("tháng", "Số 1 100 bản hằng ", " BÔNG 1 · 4E7S") == ("issue.yaml", (2, 67))


def test_words_that_stand_alike_in_two_places_are_in_none() -> None:
    assert found("Văn phòng") is None
    assert found("Mở đầu bài thứ") is None


def test_of_two_places_the_nearer_one_is_taken_where_it_is_known_where_they_stood() -> None:
    assert found("Mở đầu bài thứ", hint=Hint("articles/b.md", (5, 1))) == ("articles/b.md", (5, 1))
