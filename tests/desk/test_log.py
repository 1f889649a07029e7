"""ISSUE/inbox keeps what came: one line for each submission, names that no system takes amiss, nothing believed blindly."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.desk.log import (
    Entry,
    Kept,
    Piece,
    Print,
    as_collected,
    log_line,
    original_path,
    read_collected,
    read_log,
    submission_key,
    text_path,
    with_lines,
)
from newsletter.desk.submission import File, Submission

A, B, C = "a" * 64, "b" * 64, "c" * 64
ENTRY = Entry(
    "thu.eml",
    C,
    (Kept("thu.eml", A, "inbox/originals/aaaaaaaaaaaa-thu.eml"),),
    "Văn phòng",
    "van-phong@example.vn",
    "Gửi bài",
    "2022-09-10",
    (
        Piece("thu.eml!/bài.docx", B, "articles/01-bai.md", "new", "", "Bài", "van-phong", A, A,
              (Print("photos/bai-1.jpg", C, 0xF0),)),
        Piece("thu.eml!/hỏng.docx", C, state="empty"),
    ),
    (Print("photos/le-1.jpg", B),),
)  # fmt: skip


def kept(folder: Path, *lines: str) -> Path:
    (folder / "inbox").mkdir()
    (folder / "inbox/log.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    return folder


def test_an_entry_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_log(kept(tmp_path, log_line(ENTRY))).entries == (ENTRY,)


def test_an_issue_without_an_inbox_has_an_empty_log(tmp_path: Path) -> None:
    assert read_log(tmp_path) == ((), (), b"", ())


def test_lines_are_added_behind_whatever_stands_there() -> None:
    stored = b"viet tay, khong xuong dong"
    assert with_lines(stored, [ENTRY]) == stored + b"\n" + log_line(ENTRY).encode() + b"\n"


@pytest.mark.parametrize(
    "change",
    [
        {"format": "newsletter-inbox/2"},
        {"files": []},
        {"files": [{"path": "x", "sha256": "A", "kept": "inbox/originals/x"}]},
        {"files": [{"path": "x", "sha256": A, "kept": "../../x"}]},
        {"pieces": [{"document": "x", "sha256": A, "article": "articles/../../x.md", "text": A, "base": A}]},
        {"pieces": [{"document": "x", "sha256": A, "article": "articles/x.md"}]},
        {"pieces": "x"},
        {"photos": [{"file": "/etc/x.jpg", "sha256": A, "fingerprint": "0"}]},
        {"origin": 7},
        {"key": None},
    ],
)
def test_a_line_that_a_hand_has_spoilt_is_told_by_its_number_and_believed_in_no_part(
    change: dict[str, object], tmp_path: Path
) -> None:
    spoilt = json.dumps({**json.loads(log_line(ENTRY)), **change})
    log = read_log(kept(tmp_path, log_line(ENTRY), spoilt))
    assert log.entries == (ENTRY,)
    assert [(problem.code, problem.source and problem.source.line) for problem in log.problems] == [("NL431", 2)]


@given(st.lists(st.binary(max_size=60), max_size=4))
def test_no_log_however_spoilt_is_too_much(lines: list[bytes]) -> None:
    from newsletter.desk.log import _read_lines  # noqa: PLC0415

    assert [*_read_lines(b"\n".join(lines), "inbox/log.jsonl", [])] == []


def test_a_deeply_nested_line_is_told(tmp_path: Path) -> None:
    assert [problem.code for problem in read_log(kept(tmp_path, "[" * 100_000)).problems] == ["NL431"]


def test_a_submission_is_known_by_its_files_wherever_they_lie() -> None:
    one, other = File("a.docx", b"", A), File("b.jpg", b"", B)
    here = Submission("hop", documents=(one,), pictures=(other,), originals=(one, other))
    there = Submission("khac", documents=(one._replace(path="x.docx"),), pictures=(other,), originals=(other, one))
    assert submission_key(here) == submission_key(there)
    assert submission_key(here) != submission_key(here._replace(pictures=(), originals=(one,)))


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("hop/Bài viết của tổ.docx", "Bài-viết-của-tổ.docx"),
        ("a\u202egpj.exe", "au202egpj.exe"),
        ('x<>:"|?*.docx', "x-.docx"),
        ("\n.txt", "n.txt"),
        ("...", "tep"),
        ("a" * 300 + ".docx", "a" * 75 + ".docx"),
        ("Đ" * 60 + ".odt", "Đ" * 38 + ".odt"),
    ],
)
def test_originals_are_kept_under_names_that_no_system_takes_amiss(name: str, kept_as: str) -> None:
    path = original_path(name, A)
    assert path == f"inbox/originals/aaaaaaaaaaaa-{kept_as}"
    assert len(path.rsplit("/", 1)[1].encode()) < 120


def test_a_text_that_was_changed_since_it_was_kept_is_none(tmp_path: Path) -> None:
    import hashlib  # noqa: PLC0415

    digest = hashlib.sha256("Bài".encode()).hexdigest()
    path = tmp_path / text_path(digest)
    path.parent.mkdir(parents=True)
    path.write_text("Bài", "utf-8")
    assert read_collected(tmp_path, digest) == "Bài"
    path.write_text("Bài sửa", "utf-8")
    assert read_collected(tmp_path, digest) is None
    assert read_collected(tmp_path, A) is None


def test_articles_are_known_by_the_text_that_was_collected_last(tmp_path: Path) -> None:
    later = ENTRY._replace(key=A, pieces=(ENTRY.pieces[0]._replace(text=B, base=B),))
    older = ENTRY._replace(key=B, pieces=(ENTRY.pieces[0]._replace(text=C, base=C, state="older"),))
    log = read_log(kept(tmp_path, *map(log_line, (ENTRY, later, older))))
    assert as_collected(log) == {"01-bai": f"sha256:{B}"}
