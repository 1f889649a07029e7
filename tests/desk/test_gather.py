"""An inbox becomes submissions: each file once, in the order of the names, and nothing that lies outside is read."""

import os
from pathlib import Path

import pytest
from sent_files import PNG, attached, mail, many, packed

from newsletter.desk.gather import ENOUGH_WORDS, gather
from newsletter.desk.submission import Submission
from newsletter.problems import Outcome

TEXT = "Đảng bộ Khối các cơ quan tỉnh Thái Nguyên. "
LONG = " ".join(["chữ"] * ENOUGH_WORDS)


def fill(folder: Path, *files: tuple[str, bytes | str]) -> Path:
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def got(*inboxes: Path, issue: Path | None = None) -> tuple[Submission, ...]:
    outcome = gather(inboxes, issue=issue)
    assert outcome.value is not None
    return outcome.value


def codes(outcome: Outcome[tuple[Submission, ...]]) -> list[str]:
    return [problem.code for problem in outcome.problems]


def shapes(submissions: tuple[Submission, ...]) -> list[tuple[str, list[str], list[str], list[str]]]:
    """Origin, documents, pictures, others."""
    return [
        (
            one.origin,
            [file.path for file in one.documents],
            [file.path for file in one.pictures],
            [file.path for file in one.others],
        )
        for one in submissions
    ]


def test_a_file_a_folder_and_an_archive_are_a_submission_each(tmp_path: Path) -> None:
    fill(
        tmp_path,
        ("bài.txt", TEXT),
        ("Công đoàn/tin.txt", TEXT + "a"),
        ("Công đoàn/ảnh.png", PNG),
        ("Đoàn.zip", packed([("thơ.txt", b"Th\xc6\xa1"), ("ghi.pdf", b"%PDF-1.4")])),
    )
    assert shapes(got(tmp_path)) == [
        ("Công đoàn", ["Công đoàn/tin.txt"], ["Công đoàn/ảnh.png"], []),
        ("bài.txt", ["bài.txt"], [], []),
        ("Đoàn.zip", ["Đoàn.zip!/thơ.txt"], [], ["Đoàn.zip!/ghi.pdf"]),
    ]
    assert [file.path for one in got(tmp_path) for file in one.originals] == [
        "Công đoàn/tin.txt",
        "Công đoàn/ảnh.png",
        "bài.txt",
        "Đoàn.zip",
    ]


def test_a_mail_says_who_sent_it_and_when(tmp_path: Path) -> None:
    fill(tmp_path, ("thư.eml", mail("Content-Type: text/plain; charset=utf-8", "", LONG)))
    (one,) = got(tmp_path)
    assert (one.sender.address, one.subject, str(one.received)) == ("tuyengiao@example.vn", "Tin tháng 9", "2022-09-09")


def test_a_long_text_is_the_article_and_a_short_one_beside_a_document_a_covering_letter(tmp_path: Path) -> None:
    text = "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    fill(
        tmp_path,
        ("dài.eml", mail(*many(text + LONG, attached(PNG, "filename=a.png")))),
        ("kèm.eml", mail(*many(text + "Kính gửi", attached(TEXT.encode(), "filename=b.txt")))),
        ("ngắn.eml", mail(*many(text + "Kính gửi tòa soạn", attached(PNG + b"1", "filename=c.png")))),
    )
    assert shapes(got(tmp_path)) == [
        ("dài.eml", ["dài.eml!/thư.txt"], ["dài.eml!/a.png"], []),
        ("kèm.eml", ["kèm.eml!/b.txt"], [], ["kèm.eml!/thư.txt"]),
        ("ngắn.eml", [], ["ngắn.eml!/c.png"], ["ngắn.eml!/thư.txt"]),
    ]


def test_a_picture_of_a_letter_is_a_photo_unless_it_is_a_mark_or_stands_in_the_article(tmp_path: Path) -> None:
    rich = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>{}</p><img src="cid:a">'
    logo = attached(PNG, "filename=logo.png", "image/png", "Content-ID: <a>\r\n")
    photo = attached(PNG + bytes(40_000), "filename=anh.png", "image/png", "Content-ID: <a>\r\n")
    document = attached(TEXT.encode(), "filename=b.txt")
    fill(
        tmp_path,
        ("1.eml", mail(*many(rich.format("Kính gửi"), logo, document))),
        ("2.eml", mail(*many(rich.format("Kính gửi"), photo, document.replace("b.txt", "c.txt")))),
        ("3.eml", mail(*many(rich.format(LONG), photo))),
    )
    assert [(pictures, others) for _, _, pictures, others in shapes(got(tmp_path))] == [
        ([], ["1.eml!/thư.html", "1.eml!/logo.png"]),
        (["2.eml!/anh.png"], ["2.eml!/thư.html"]),
        ([], []),
    ]


def test_a_forwarded_mail_is_a_submission_of_its_own(tmp_path: Path) -> None:
    inner = mail("Content-Type: text/plain; charset=utf-8", "", LONG, sender="Công đoàn <congdoan@example.vn>")
    fill(tmp_path, ("thư.eml", mail(*many(f"Content-Type: message/rfc822\r\n\r\n{inner.decode()}"))))
    outer, forwarded = got(tmp_path)
    assert (forwarded.origin, forwarded.sender.name) == ("thư.eml!/Tin tháng 9.eml", "Công đoàn")
    assert outer.originals == forwarded.originals


def test_folders_with_documents_each_are_submissions_each(tmp_path: Path) -> None:
    fill(
        tmp_path,
        ("Tháng 9/Công đoàn/a.txt", "a"),
        ("Tháng 9/Công đoàn/ảnh/1.png", PNG),
        ("Tháng 9/Đoàn/b.txt", "b"),
        ("Tháng 9/chung.png", PNG + b"1"),
    )
    assert shapes(got(tmp_path)) == [
        ("Tháng 9", [], ["Tháng 9/chung.png"], []),
        ("Tháng 9/Công đoàn", ["Tháng 9/Công đoàn/a.txt"], ["Tháng 9/Công đoàn/ảnh/1.png"], []),
        ("Tháng 9/Đoàn", ["Tháng 9/Đoàn/b.txt"], [], []),
    ]


def test_pictures_of_scanners_and_old_phones_are_photos(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/quet.bmp").write_bytes(b"BM\x46" + bytes(7) + b"\x36")
    (tmp_path / "a/nho.gif").write_bytes(b"GIF89a")
    (one,) = got(tmp_path)
    assert [photo.path for photo in one.pictures] == ["a/nho.gif", "a/quet.bmp"]


def test_the_same_content_is_taken_once_and_told_once(tmp_path: Path) -> None:
    fill(tmp_path, ("a.txt", TEXT), ("b.txt", TEXT), ("c/d.txt", TEXT))
    outcome = gather([tmp_path])
    assert [one.origin for one in outcome.value or ()] == ["a.txt"]
    assert [dict(problem.values) for problem in outcome.problems] == [
        {"file": "b.txt", "other": "a.txt"},
        {"file": "c/d.txt", "other": "a.txt"},
    ]


def test_an_inbox_given_twice_or_lying_in_another_is_read_once(tmp_path: Path) -> None:
    fill(tmp_path, ("a.txt", "a"), ("c/d.txt", "d"))
    outcome = gather([tmp_path, tmp_path, tmp_path / "c", tmp_path / "a.txt"])
    assert [one.origin for one in outcome.value or ()] == ["a.txt", "c"]
    assert set(codes(outcome)) == {"NL274"}


def test_files_that_systems_make_are_counted_under_the_name_of_their_inbox(tmp_path: Path) -> None:
    inbox = tmp_path / "hộp bài"
    inbox.mkdir()
    for name in ("Thumbs.db", "~$bai.docx", "bai.txt"):
        (inbox / name).write_text("Một bài.", "utf-8")
    outcome = gather([inbox])
    assert [(one.code, dict(one.values)) for one in outcome.problems] == [("NL268", {"file": "hộp bài", "count": 2})]


def test_names_that_two_inboxes_have_are_told_apart(tmp_path: Path) -> None:
    fill(tmp_path, ("một/a.txt", "a"), ("hai/a.txt", "b"))
    assert [one.origin for one in got(tmp_path / "một", tmp_path / "hai")] == ["a.txt", "hai/a.txt"]


def test_the_issue_is_no_part_of_its_inbox(tmp_path: Path) -> None:
    fill(tmp_path, ("a.txt", "a"), ("issue/articles/01-a.md", "b"), ("issue/inbox/originals/c.txt", "c"))
    outcome = gather([tmp_path], issue=tmp_path / "issue")
    assert [one.origin for one in outcome.value or ()] == ["a.txt"]
    assert codes(outcome) == ["NL271"]
    within = gather([tmp_path / "issue/inbox"], issue=tmp_path / "issue")
    assert (within.value, codes(within)) == ((), ["NL271"])


def test_an_inbox_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    outcome = gather([tmp_path, tmp_path / "none"])
    assert (outcome.value, codes(outcome)) == (None, ["NL270"])


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are those of POSIX")
def test_links_and_pipes_are_told_and_not_followed(tmp_path: Path) -> None:
    secret = fill(tmp_path / "secret", ("secret.txt", "secret"))
    inbox = fill(tmp_path / "inbox", ("a.txt", "a"))
    (inbox / "file.txt").symlink_to(secret / "secret.txt")
    (inbox / "folder").symlink_to(secret)
    (inbox / "loop").symlink_to(inbox)
    os.mkfifo(inbox / "pipe.txt")
    outcome = gather([inbox])
    assert [one.origin for one in outcome.value or ()] == ["a.txt"]
    assert [dict(problem.values)["value"] for problem in outcome.problems] == [
        "inbox.link",
        "inbox.link",
        "inbox.link",
        "inbox.special",
    ]


def test_the_order_is_that_of_the_names(tmp_path: Path) -> None:
    for number, name in enumerate(("b.txt", "Đ.txt", "a.txt", "a\u0301.txt", "á2.txt")):
        fill(tmp_path, (name, str(number)))
    assert [one.origin for one in got(tmp_path)] == ["a.txt", "b.txt", "á.txt", "á2.txt", "Đ.txt"]


def test_what_is_not_opened_is_told_with_a_way_out(tmp_path: Path) -> None:
    fill(
        tmp_path,
        ("a.rar", b"Rar!\x1a\x07\x00"),
        ("b.7z", b"7z\xbc\xaf\x27\x1c\x00"),
        ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00\x01\x06\x90\x08\x00\x04\x00"),
    )
    outcome = gather([tmp_path])
    assert [one.others[0].path for one in outcome.value or ()] == ["a.rar", "b.7z", "winmail.dat"]
    assert [dict(problem.values)["value"] for problem in outcome.problems] == [
        "format.rar",
        "format.sevenzip",
        "format.winmail",
    ]


def test_an_inbox_beyond_the_limits_is_taken_up_to_there_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, *((f"{number}.txt", str(number)) for number in range(5)))
    monkeypatch.setattr("newsletter.desk.inbox.MOST_FILES", 3)
    outcome = gather([tmp_path])
    assert [one.origin for one in outcome.value or ()] == ["0.txt", "1.txt", "2.txt"]
    assert [dict(problem.values)["count"] for problem in outcome.problems] == [2]


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, ("a.txt", "a" * 100), ("b.txt", "b"))
    monkeypatch.setattr("newsletter.desk.inbox.LARGEST", 50)
    outcome = gather([tmp_path])
    assert [one.origin for one in outcome.value or ()] == ["b.txt"]
    assert [dict(problem.values)["value"] for problem in outcome.problems] == ["inbox.large"]


@pytest.mark.skipif(os.name != "posix", reason="other systems hold such names for one")
def test_two_names_that_differ_in_how_marks_are_composed_are_two_files(tmp_path: Path) -> None:
    fill(tmp_path, ("ba\u0300i.zip", packed([("a.txt", b"a")])))
    if (tmp_path / "b\u00e0i.zip").exists():
        pytest.skip("this file system holds them for one")
    fill(tmp_path, ("b\u00e0i.zip", packed([("b.txt", b"b")])))
    assert [file.path for one in got(tmp_path) for file in one.documents] == ["bài.zip!/a.txt", "bài.zip!/b.txt"]
