"""What check sets right without a person: nothing but what it says, in all files or in none."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written_issue import HEAD, written_issue

from newsletter.build.mending import Mending, mend
from newsletter.intake.issue import read_issue
from newsletter.model.article import texts_of
from newsletter.problems import Problem


def mended(folder: Path, body: str, *, unsafe: bool = False, style: str = "", glossary: str = "") -> str:
    """The body after the fixes."""
    written_issue(folder, body, style=style, glossary=glossary)
    found = mend(folder, unsafe=unsafe, write=True, waiting=print)
    assert found.problems == ()
    return (folder / "articles/01-bai.md").read_text("utf-8").removeprefix(HEAD)


@pytest.mark.parametrize(("body", "after"), [
    ("một  hai", "một hai"),
    ("một , hai ; ba", "một, hai; ba"),
    ("thế rồi... hết", "thế rồi… hết"),
    ("xem ( trang 4 )", "xem (trang 4)"),
    ("Ðảng Ɖoàn, thƣ", "Đảng Đoàn, thư"),
    ("cоng tác", "cong tác"),
    ("Đa\u0309ng ủy\u200b họp", "Đảng ủy họp"),
    ("một  **hai** ,  ba", "một  **hai**, ba"),
    ("| a | b |\n|---|---|\n| c , d | e... |\n", "| a | b |\n|---|---|\n| c, d | e… |\n"),
    ("một  hai <!-- hai  dấu cách ... -->", "một hai <!-- hai  dấu cách ... -->"),
])  # fmt: skip
def test_what_changes_no_word_is_set_right(tmp_path: Path, body: str, after: str) -> None:
    assert mended(tmp_path, body) == after


@pytest.mark.parametrize("body", [
    "Đảng ủy Khôi", "nghành y tế", 'nói "vâng" rồi', "năm 1954 - 2022", "khoẻ và hòa", "thế - rồi",
])  # fmt: skip
def test_words_and_quotation_marks_are_left_to_a_person(tmp_path: Path, body: str) -> None:
    assert mended(tmp_path, body, glossary="Đảng ủy Khối") == body


@pytest.mark.parametrize(("body", "after"), [
    ("Ở Đảng ủy Khôi, ĐẢNG ỦY KHÔI.", "Ở Đảng ủy Khối, ĐẢNG ỦY KHỐI."),
    ("Nghành y tế họat động", "Ngành y tế hoạt động"),
    ('nói "vâng" rồi', "nói “vâng” rồi"),
    ("năm 1954 - 2022, (1954- 2022)", "năm 1954 – 2022, (1954 – 2022)"),
    ("chi bộ ddoongf lòng", "chi bộ đồng lòng"),
    ("khoẻ, ngày 2/9/2022", "khỏe, ngày 02/09/2022"),
    ("Khối,các cơ quan", "Khối, các cơ quan"),
])  # fmt: skip
def test_words_are_set_right_where_that_is_asked_for(tmp_path: Path, body: str, after: str) -> None:
    style = "{tone: old, dates: padded}"
    assert mended(tmp_path, body, unsafe=True, style=style, glossary="Đảng ủy Khối") == after


def test_what_authors_may_choose_is_not_changed(tmp_path: Path) -> None:
    body = "khoẻ, hòa, thủy; 2/9/2022 và 02/09/2022, Nguyễn Văn Hoan, Nguyễn Văn Hoàn, Nguyễn Văn Hoàn"
    assert mended(tmp_path, body, unsafe=True) == body


def test_what_is_set_aside_or_switched_off_is_left(tmp_path: Path) -> None:
    body = "thế... <!-- check: ignore NL703 -->\nthế..."
    assert mended(tmp_path, body) == "thế... <!-- check: ignore NL703 -->\nthế…"
    assert mended(tmp_path, "thế...", style="{levels: {NL703: off}}") == "thế..."


def test_front_matter_is_mended_too(tmp_path: Path) -> None:
    written_issue(tmp_path, "Xong.", head='---\ntitle: "Thế  rồi..."\ndeck: một , hai\n---\n')
    mend(tmp_path, unsafe=False, write=True, waiting=print)
    assert (tmp_path / "articles/01-bai.md").read_text("utf-8") == '---\ntitle: "Thế rồi…"\ndeck: một, hai\n---\nXong.'


def test_without_writing_the_files_stay_and_the_changes_are_there(tmp_path: Path) -> None:
    written_issue(tmp_path, "thế...")
    found = mend(tmp_path, unsafe=False, write=False, waiting=print)
    assert [(one.file, one.after.decode().removeprefix(HEAD)) for one in found.revisions] == [
        ("articles/01-bai.md", "thế…")
    ]
    assert found.counts == (("articles/01-bai.md", "NL703", 1),)
    assert (tmp_path / "articles/01-bai.md").read_text("utf-8").endswith("thế...")


def test_a_file_that_somebody_saves_meanwhile_is_left_and_so_are_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_issue(tmp_path, "thế...")
    (tmp_path / "articles/02-bai.md").write_text(HEAD + "rồi...", "utf-8")
    from newsletter.build import mending  # noqa: PLC0415

    real = mending.put

    def saved_first(root: Path, revisions: tuple[object, ...]) -> tuple[Problem, ...]:
        (tmp_path / "articles/02-bai.md").write_text(HEAD + "khác", "utf-8")
        return real(root, revisions)  # type: ignore[arg-type]

    monkeypatch.setattr(mending, "put", saved_first)
    found: Mending = mend(tmp_path, unsafe=False, write=True, waiting=print)
    assert not found.written
    assert [one.code for one in found.problems] == ["NL792"]
    assert (tmp_path / "articles/01-bai.md").read_text("utf-8").endswith("thế...")
    assert (tmp_path / "articles/02-bai.md").read_text("utf-8").endswith("khác")


def test_an_issue_that_cannot_be_read_has_nothing_to_mend(tmp_path: Path) -> None:
    assert mend(tmp_path, unsafe=True, write=False, waiting=print) == Mending()


parts = st.sampled_from([
    "một", "Đảng", "**hai**", "*ba*", ",", "...", " ", "  ", "\n", "(", ")", "“", "”", '"', "-", "[a](https://b.vn)",
    "`x  y`",     "\\*", "&amp;", "Ð", "\u200b", "a\u0301", "|", "nghành", "khoẻ", "<!-- c -->", "2.5%", "- ", "\n\n",
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(parts, max_size=25).map("".join))
def test_no_letter_of_any_text_is_lost_and_a_second_run_changes_nothing(tmp_path: Path, body: str) -> None:
    def letters() -> str:
        issue = read_issue(tmp_path).value
        assert issue is not None
        shown = "".join(text.plain() for text in texts_of(issue.articles[0]))
        return "".join(letter for letter in shown if letter.isalnum())

    written_issue(tmp_path, body)
    before = letters()
    mend(tmp_path, unsafe=False, write=True, waiting=print)
    assert letters() == before
    assert mend(tmp_path, unsafe=False, write=True, waiting=print).revisions == ()
