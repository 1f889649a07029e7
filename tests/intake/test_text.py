"""Text files: UTF-8 alone, every strange character named with its place."""

import os
from pathlib import Path

import pytest

from newsletter.intake.text import read_text
from newsletter.intake.text_encoding import find_garbled, guess_encoding
from newsletter.intake.text_pieces import Pieces
from newsletter.problems import Problem

SENTENCE = "Đảng bộ Khối các cơ quan tỉnh kỷ niệm 68 năm Ngày truyền thống, phong trào thi đua sôi nổi."
TCVN3 = "§¶ng bé Khèi c¸c c¬ quan tØnh kû niÖm 68 n¨m Ngµy truyÒn thèng, phong trµo thi ®ua".encode("latin-1")
VNI = "Ñaûng boä Khoái caùc cô quan tænh kyû nieäm 68 naêm Ngaøy truyeàn thoáng".encode("latin-1")
VISCII = bytes.fromhex("d0e46e672062b5204b68af69206bd6206e69ae6d")
WINDOWS_1258 = "Đa\u0309ng bô\u0323 Khô\u0301i ky\u0309 niê\u0323m".encode("cp1258")


def problems(tmp_path: Path, data: bytes) -> tuple[Problem, ...]:
    (tmp_path / "bai.md").write_bytes(data)
    return read_text(tmp_path.resolve(), "bai.md").problems


def said(problem: Problem) -> tuple[object, ...]:
    place = problem.source
    return (problem.code, problem.severity, place.line if place else 0, place.column if place else 0)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode("utf-16"), "UTF-16"),
        (SENTENCE.encode("utf-16-le"), "UTF-16"),
        (SENTENCE.encode("utf-16-be"), "UTF-16"),
        (SENTENCE.encode("utf-32"), "UTF-32"),
        (TCVN3, "TCVN3"),
        (VNI, "VNI"),
        (VISCII, "VISCII"),
        (WINDOWS_1258, "windows-1258"),
        ("Déjà vu à la fête, garçon".encode("cp1252"), "windows-1252"),
    ],
)
def test_another_encoding_is_an_error_that_names_it(tmp_path: Path, data: bytes, encoding: str) -> None:
    (problem,) = problems(tmp_path, data)
    assert problem.code == "NL125"
    assert problem.severity == "error"
    assert dict(problem.values) == {"encoding": encoding}


def test_bytes_that_are_no_text_at_all_are_not_given_a_name(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, b"\x81\xfe\x80\x81\xff" * 20)
    assert problem.code == "NL127"
    assert dict(problem.values) == {"byte": "81"}


def test_the_first_wrong_byte_is_placed(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "Dòng một\nđã ".encode() + TCVN3)
    assert said(problem) == ("NL125", "error", 2, 4)


def test_a_text_that_went_through_the_wrong_table_is_an_error_at_its_first_word(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "\nBài: §¶ng bé Khèi".encode())
    assert said(problem) == ("NL126", "error", 2, 6)
    assert dict(problem.values) == {"encoding": "TCVN3", "word": "§¶ng"}


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Giấy phép Microsoft® «tạm» 25°C ½ kg, điều §4, máy 3×4 và bài “Für Elise”, ông Müller, café, naïve.",
        "À, thế à! Và cà là bà.",
        "Cañon Señor façade über Ångström",
        "Số 12 · 2025",
    ],
)
def test_ordinary_text_is_not_taken_for_an_old_encoding(text: str) -> None:
    assert find_garbled(text) is None


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "bai.md").write_bytes(b"\xef\xbb\xbf" + SENTENCE.encode())
    stored = read_text(tmp_path.resolve(), "bai.md").value
    assert stored is not None
    assert stored.text == SENTENCE


def test_nfd_is_stored_as_it_is_and_is_no_fault(tmp_path: Path) -> None:
    assert problems(tmp_path, "Đa\u0309ng bo\u0323\u0302".encode()) == ()


def test_look_alikes_are_told_once_with_their_number(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "Ðảng ủy, Ðoàn".encode())
    assert said(problem) == ("NL129", "warning", 1, 1)
    assert dict(problem.values) == {"written": "Ð", "meant": "Đ", "count": 2}


def test_invisible_marks_are_a_warning_and_control_characters_an_error(tmp_path: Path) -> None:
    found = problems(tmp_path, "a\u200bb\n\x07c\x07".encode())
    assert [said(problem) for problem in found] == [("NL130", "warning", 1, 2), ("NL128", "error", 2, 1)]


def test_line_ends_of_windows_are_no_fault_but_a_lone_return_is(tmp_path: Path) -> None:
    assert problems(tmp_path, b"a\r\nb\r\n") == ()
    assert [problem.code for problem in problems(tmp_path, b"a\rb")] == ["NL128"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (Path.exists, "NL121"),
        (Path.mkdir, "NL123"),
        (os.mkfifo, "NL123"),
        (lambda path: path.symlink_to("/etc/hostname"), "NL122"),
        (lambda path: path.symlink_to("nowhere"), "NL121"),
        (lambda path: path.symlink_to(path.name), "NL121"),
        (lambda path: path.write_bytes(b"a" * (17 << 20)), "NL124"),
    ],
)
def test_what_is_no_file_of_the_issue_is_a_problem(tmp_path: Path, make: object, code: str) -> None:
    make(tmp_path / "bai.md")  # type: ignore[operator]
    read = read_text(tmp_path.resolve(), "bai.md")
    assert read.value is None
    assert [problem.code for problem in read.problems] == [code]


@pytest.mark.parametrize("name", ["../bai.md", "/etc/hostname", "a\\b.md", "", "a\0b"])
def test_a_path_out_of_the_issue_is_refused(tmp_path: Path, name: str) -> None:
    assert [problem.code for problem in read_text(tmp_path.resolve(), name).problems] == ["NL122"]


def test_an_empty_file_has_no_encoding_to_guess() -> None:
    assert guess_encoding(b"") == ""


def test_letters_of_other_alphabets_that_look_latin_are_told_inside_latin_words_alone(tmp_path: Path) -> None:
    found = problems(tmp_path, "cоng tác, thƣ, Москва".encode())
    assert [(one.code, dict(one.values)["written"], dict(one.values)["meant"]) for one in found] == [
        ("NL129", "о", "o"),
        ("NL129", "ƣ", "ư"),
    ]


def test_words_of_other_alphabets_stay_as_they_are() -> None:
    assert [Pieces()[word] for word in ("Москва", "Хоа", "cоng")] == ["Москва", "Хоа", "cong"]
