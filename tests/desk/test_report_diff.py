"""What changed in an article is seen word by word."""

from newsletter.desk.report_diff import diff_lines, diff_markup

HEAD = "--- articles/01-bai.md\n+++ articles/01-bai.md\n@@ -5,3 +5,3 @@\n"


def test_in_a_line_that_was_changed_the_words_are_marked() -> None:
    shown = diff_markup(f"{HEAD} Đầu bài.\n-Hội thao có bốn môn thi đấu.\n+Hội thao có năm môn thi đấu.\n")
    assert shown == "Đầu bài.\nHội thao có <del><s>bốn</s></del><ins><b>năm</b></ins> môn thi đấu."


def test_lines_that_have_nothing_in_common_stand_one_below_the_other() -> None:
    assert diff_markup(f"{HEAD}-Một đoạn cũ.\n+Chữ khác hẳn.\n") == (
        "<del>Một đoạn cũ.</del>\n<ins>Chữ khác hẳn.</ins>"
    )


def test_lines_that_only_went_or_came_are_told() -> None:
    assert diff_markup(f"{HEAD}-Đoạn bỏ.\n Giữa.\n+Đoạn thêm.\n") == (
        "<del>Đoạn bỏ.</del>\nGiữa.\n<ins>Đoạn thêm.</ins>"
    )


def test_what_stands_in_an_article_is_text_and_no_markup() -> None:
    shown = diff_markup(f"{HEAD}-Một <b>hai</b> ba.\n+Một <script> ba.\n")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_long_diff_is_cut() -> None:
    assert diff_markup(HEAD + "+chữ\n" * 10_000).endswith("\n…")


def test_on_a_terminal_a_long_line_is_shown_where_it_differs() -> None:
    long = "Một câu rất dài " * 20
    lines = list(diff_lines(f"{HEAD}-{long}cũ.\n+{long}mới.\n Giữa.\n-Bỏ.\n", 30))
    assert [line.split()[-1] for line in lines[:2]] == ["cũ.", "mới."]
    assert all(len(line) <= 33 for line in lines)
    assert lines[2] == "-Bỏ."
