"""Names of files as others wrote them lead nowhere and are told apart."""

import time

import pytest

from newsletter.manuscripts.naming import inner_path, is_litter, leads_out, told_apart


@pytest.mark.parametrize(
    ("stored", "path"),
    [
        ("Công đoàn/bài.docx", "Công đoàn/bài.docx"),
        ("Co\u0302ng/ba\u0300i.docx", "Công/bài.docx"),
        ("a\\b\\c.txt", "a/b/c.txt"),
        ("./a//b.txt", "a/b.txt"),
        ("../../a.txt", "a.txt"),
        ("C:\\Users\\a.txt", "Users/a.txt"),
        ("//server/share/a.txt", "server/share/a.txt"),
        ("..", ""),
    ],
)
def test_a_path_stays_in_its_folder(stored: str, path: str) -> None:
    assert inner_path(stored) == path


def test_paths_that_lead_out_are_known() -> None:
    assert [name for name in ("/a", "C:/a", "a/../b", "..\\a", "\\a") if not leads_out(name)] == []
    assert [name for name in ("a/b", "a..b/c", ".a", "A: b/c") if leads_out(name)] == []


def test_what_systems_leave_is_no_file_of_anybody() -> None:
    litter = [
        "__MACOSX/",
        "a/__MACOSX/._b.docx",
        "a/._b.docx",
        ".DS_Store",
        "a/thumbs.db",
        "~$bài.docx",
        ".~lock.a.odt#",
    ]
    assert [name for name in litter if not is_litter(name)] == []
    written = ["bài.docx", "a/MACOSX.docx", "desktop.ini.txt", "~bài.docx", "lock.docx", "$a.docx"]
    assert [name for name in written if is_litter(name)] == []


def test_names_that_are_one_on_some_system_are_told_apart() -> None:
    names = ["a.txt", "A.txt", "a.txt", "a (2).txt", "b", "B"]
    assert list(told_apart(names)) == ["a.txt", "A (2).txt", "a (3).txt", "a (2) (2).txt", "b", "B (2)"]


def test_two_thousand_files_of_one_name_are_told_apart_at_once() -> None:
    began = time.process_time()
    assert len(set(told_apart(["a.txt"] * 2000))) == 2000
    assert time.process_time() - began < 1
