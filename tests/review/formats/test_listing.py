"""Notes are listed in groups and in reading order, each once."""

from review.formats.some_notes import COMMENT, DELETE, INSERT, NOTES, ORPHAN, REPLACE, WORD

from newsletter.review.formats.labels import LABELS, doubt, standing
from newsletter.review.formats.listing import around, grouped, in_order


def test_by_story_the_notes_in_no_story_come_last() -> None:
    assert [(group.name, [note.id for note in group.notes]) for group in grouped(NOTES, "story")] == [
        ("01-xa-luan", ["a1", "e5"]),
        ("02-tin", ["b2", "c3"]),
        ("", ["d4"]),
    ]


def test_by_reviewer_the_nameless_are_told_apart_by_their_files_and_others_come_last() -> None:
    unknown = ORPHAN._replace(id="f6", author="", file="")
    assert [(group.name, [note.id for note in group.notes]) for group in grouped([*NOTES, unknown], "reviewer")] == [
        ("firefox.pdf", ["c3"]),
        ("Lê Thị Mai", ["a1", "e5"]),
        ("Trần Văn Bình", ["b2", "d4"]),
        ("", ["f6"]),
    ]


def test_pages_are_in_the_order_of_their_numbers() -> None:
    assert [group.name for group in grouped(NOTES, "page")] == ["1", "2", "10"]


def test_the_order_in_which_notes_were_read_does_not_matter() -> None:
    assert in_order(NOTES) == in_order(NOTES[::-1]) == [REPLACE, COMMENT, DELETE, INSERT, ORPHAN]


def test_a_page_is_called_by_the_number_that_is_printed_on_it() -> None:
    behind_instructions = DELETE._replace(page=2, folio=1)
    assert [group.name for group in grouped([behind_instructions, INSERT], "page")] == ["1", "2"]
    assert standing(behind_instructions, LABELS["vi"])[0] == "trang 1"


def test_words_round_a_mark_are_shown_whole() -> None:
    assert around(WORD) == ("Đảng ủy ", " các cơ quan tỉnh")
    cut = WORD._replace(prefix="ên trong trang sử của mình. Sáu ", suffix=" tám năm sau, ngày ấy đã thành N")
    assert around(cut) == ("trong trang sử của mình. Sáu ", " tám năm sau, ngày ấy đã thành")
    assert around(WORD._replace(prefix="x" * 32, suffix="")) == ("x" * 32, "")


def test_reasons_that_reading_gives_are_said_in_both_languages() -> None:
    for reason in ("no-text", "changed", "no-box"):
        told = {doubt(ORPHAN._replace(reason=reason), labels) for labels in LABELS.values()}
        assert len(told) == 2
        assert not any(reason in words for words in told)
