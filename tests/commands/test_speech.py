"""How problems are told: the line, the hint, JSON, and what a hostile file name may not do."""

import io
import json
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.commands.speech import Speech
from newsletter.commands.wording import as_json, by_place, hint, message
from newsletter.geometry import Rect
from newsletter.legible import clean
from newsletter.problems import PageSpot, error, warning
from newsletter.source import SourceSpan

BLURRED = warning(
    "NL203", SourceSpan("articles/cau.md", 14, 3), PageSpot(2, Rect(0, 1000, 2500, 3000)),
    photo="cau.jpg", ppi=143, limit=250, pixels=1970, width=70, page=2,
)  # fmt: skip


def test_a_problem_is_a_line_that_can_be_clicked_and_a_hint() -> None:
    told = Speech("en", issue="issues/2022-10").line(BLURRED)
    assert told.startswith('issues/2022-10/articles/cau.md:14:3: warning NL203: photo "cau.jpg" prints at 143 ppi')
    assert "\n  hint: ask for a file at least 1970 pixels wide" in told


def test_the_same_problem_in_vietnamese_keeps_code_and_severity() -> None:
    told = Speech("vi", issue="x").line(BLURRED)
    assert "warning NL203: ảnh" in told
    assert "\n  hint: xin tệp gốc" in told


def test_a_problem_of_a_whole_file_has_no_line_and_one_of_no_file_names_the_issue() -> None:
    speech = Speech("en", issue="x")
    assert speech.line(error("NL203", SourceSpan("issue.yaml"))).startswith("x/issue.yaml: error")
    assert speech.line(error("NL203")).startswith("x: error")


def test_a_page_is_added_where_the_message_does_not_name_it() -> None:
    assert "(page 4)" in Speech("en").line(error("NL905", spot=PageSpot(4), file="x"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_json_has_what_is_known_and_nothing_else(language: Literal["vi", "en"]) -> None:
    found = as_json(BLURRED, language)
    assert list(found) == ["code", "severity", "message", "hint", "file", "line", "column", "page", "box"]
    assert found["box"] == [0, 1, 2.5, 3]
    assert set(as_json(error("NL905", file="x"), language)) == {"code", "severity", "message", "hint"}


def test_a_hint_that_would_name_nothing_gives_way_to_the_general_remedy() -> None:
    assert hint(error("NL452", story="01-x", near="01-y"), "en") == 'did you mean "01-y"?'
    assert hint(error("NL452", story="01-x", near=""), "en").startswith("write the name of a file in articles")


@pytest.mark.parametrize("code", ["NL135", "NL159", "NL404", "NL451", "NL452"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unknown_name_with_none_like_it_still_has_a_way_out(code: str, language: Literal["vi", "en"]) -> None:
    assert hint(error(code, near=""), language)


def test_a_code_without_entry_still_says_its_values() -> None:
    assert message(error("NL999", photo="a.jpg"), "en") == "photo: a.jpg"


def test_problems_are_told_file_by_file_and_line_by_line() -> None:
    first, second, last = (
        error("NL203", SourceSpan("a.md", 2, 9)), error("NL203", SourceSpan("a.md", 10, 1)), error("NL905", file="x"),
    )  # fmt: skip
    assert sorted([last, second, first], key=by_place) == [first, second, last]


def test_values_cannot_steer_a_terminal() -> None:
    told = Speech("en").line(error("NL905", file="\x1b[2Ja\u202egpj.exe\r\n\udcff"))
    assert "\\x1b[2Ja\\u202egpj.exe\\r\\n" in told
    assert not set("\x1b\u202e\r\udcff") & set(told)


@given(st.text())
def test_cleaned_text_is_one_printable_line_and_plain_text_stays(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned


def test_a_name_with_a_broken_byte_makes_valid_json(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Speech("en", wants_json=True).document({"file": "a\udcff.jpg"})
    assert json.loads(capsysbinary.readouterr().out)["file"] == "a\udcff.jpg"


def test_one_page_is_no_pages() -> None:
    assert Speech("en").summary("x.pdf", 1, []) == "x.pdf: 1 page, 0 errors, 0 warnings"
    assert Speech("vi").summary("x.pdf", 2, []) == "x.pdf: 2 trang, 0 lỗi, 0 cảnh báo"
    assert Speech("en").unwritten("x.pdf", [error("NL905")]) == "x.pdf not written: 1 error, 0 warnings"


def test_counts_are_said_in_the_language_of_the_run() -> None:
    assert Speech("vi").counts([BLURRED]) == "0 lỗi, 1 cảnh báo"
    assert Speech("en").counts([error("NL905"), BLURRED, BLURRED]) == "1 error, 2 warnings"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colour_unless_it_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", _Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[33m" in Speech("en").line(BLURRED)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in Speech("en").line(BLURRED)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in Speech("en").line(BLURRED)
