"""glossary.yaml: phrases of the issue, each fault at its place."""

import hashlib
from pathlib import Path

import pytest

from newsletter.intake.glossary import Glossary, read_glossary
from newsletter.intake.issue import read_issue
from newsletter.intake.resources import builtin
from newsletter.model.issue import Issue

ISSUE = "title: Bản tin\ndate: 2022-10-20\n"
ARTICLE = "---\ntitle: Tít\n---\nMột hai ba.\n"


def read(folder: Path, text: str) -> Glossary:
    (folder / "glossary.yaml").write_text(text, encoding="utf-8")
    return read_glossary(folder.resolve())


def told(glossary: Glossary) -> list[tuple[str, int, int]]:
    return [(one.code, one.source.line, one.source.column) for one in glossary.problems if one.source]


def test_phrases_are_as_they_are_to_be_printed(tmp_path: Path) -> None:
    made = read(tmp_path, "phrases:\n  - Đảng ủy   Khối\n  - 'TP. Thái Nguyên' # quê\n  - Mát-xcơ-va đỏ\n  - khóa 18\n")
    assert made.phrases == ("Đảng ủy Khối", "TP. Thái Nguyên", "Mát-xcơ-va đỏ", "khóa 18")
    assert made.problems == ()


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    assert read(tmp_path, "phrases: [Ba\u0323n tin]\n").phrases == ("Bạn tin",)


def test_without_the_file_there_are_no_phrases(tmp_path: Path) -> None:
    assert read_glossary(tmp_path) == Glossary()


@pytest.mark.parametrize("text", ["", "phrases:\n", "phrases: []\n"])
def test_it_may_be_empty(tmp_path: Path, text: str) -> None:
    made = read(tmp_path, text)
    assert (made.phrases, made.problems) == ((), ())


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("phrases:\n  - Khối\n", "NL180", 2, 5),
        ("phrases:\n  - ok nhé\n  - Đảng ủy, Khối\n", "NL180", 3, 5),
        ("phrases: ['(Đảng ủy)']\n", "NL180", 1, 11),
        ("phrases: [a b c d e f g h i k l m n]\n", "NL180", 1, 11),
        ("phrases: [hai chữ, hai   chữ]\n", "NL182", 1, 20),
        ("phrases: [[hai chữ]]\n", "NL150", 1, 11),
        ("phrases: hai chữ\n", "NL152", 1, 10),
        ("phrase: [hai chữ]\n", "NL160", 1, 1),
        ("- hai chữ\n", "NL153", 1, 1),
        ("phrases: [\n", "NL101", 2, 1),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path: Path, text: str, code: str, line: int, column: int) -> None:
    assert told(read(tmp_path, text)) == [(code, line, column)]


def test_what_is_right_is_kept_beside_what_is_wrong(tmp_path: Path) -> None:
    assert read(tmp_path, "phrases: [Khối, hai chữ, ' ', 'x , y']\n").phrases == ("hai chữ",)


def test_a_whole_dictionary_is_refused_from_where_it_is_too_much(tmp_path: Path) -> None:
    made = read(tmp_path, "phrases:\n" + "".join(f"  - số {number}\n" for number in range(2003)))
    assert len(made.phrases) == 2000
    assert told(made) == [("NL181", 2002, 5)]


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_bytes("phrases: [Đảng ủy]".encode("utf-16"))
    assert [one.code for one in read_glossary(tmp_path.resolve()).problems] == ["NL125"]


def the_issue(folder: Path, glossary: str = "") -> Issue:
    (folder / "articles").mkdir()
    (folder / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    (folder / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    if glossary:
        (folder / "glossary.yaml").write_text(glossary, encoding="utf-8")
    issue = read_issue(folder).value
    assert issue is not None
    return issue


def test_the_issue_carries_its_glossary_and_counts_it_among_its_files(tmp_path: Path) -> None:
    glossary = "phrases: [chè móc câu]\n"
    issue = the_issue(tmp_path, glossary)
    assert issue.glossary == ("chè móc câu",)
    assert "chè móc câu" in issue.lexicon.phrases["chè", "móc"]
    assert dict(issue.files)["glossary.yaml"] == f"sha256:{hashlib.sha256(glossary.encode()).hexdigest()}"


def test_an_issue_without_one_has_our_words_alone(tmp_path: Path) -> None:
    issue = the_issue(tmp_path)
    assert issue.glossary == ()
    assert ("cơ", "quan") in issue.lexicon.phrases
    assert "glossary.yaml" not in dict(issue.files)


def test_faults_of_the_glossary_are_told_with_those_of_the_issue(tmp_path: Path) -> None:
    the_issue(tmp_path, "phrases: [Khối]\n")
    assert [one.code for one in read_issue(tmp_path).problems] == ["NL180"]


def test_the_sample_has_a_sound_one() -> None:
    (file,) = builtin("issues").glob("*/glossary.yaml")
    made = read_glossary(file.parent.resolve())
    assert made.problems == ()
    assert "Đảng ủy Khối" in made.phrases
