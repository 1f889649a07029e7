"""What is written is read first as a build will read it."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from newsletter.desk import filing
from newsletter.desk.collection import Collection, Standing, Taken
from newsletter.desk.filing import file_submissions
from newsletter.desk.markdown import article_text
from newsletter.desk.reread import reread
from newsletter.desk.submission import Draft, File, Head, Shot, Submission
from newsletter.manuscripts.manuscript import Paragraph, Run, Sender
from newsletter.model.article import unplaced
from newsletter.model.issue import Issue

ISSUE = Issue("so-moi", "", unplaced("Bản tin"), dt.date(2022, 10, 20))
TEXT = "Sáng ngày 15 tháng 10, các đội của mười đơn vị dự lễ khai mạc hội thao tại nhà thi đấu của tỉnh."


def sent(text: str, day: int, shots: tuple[Shot, ...] = ()) -> Taken:
    content = f"{text} {day}".encode()
    file = File("bai.txt", content, hashlib.sha256(content).hexdigest())
    words = len(text.split()) + 2
    head = Head("Hội thao", received=dt.date(2022, 9, day))
    draft = Draft(file.path, head, (Paragraph((Run(text),)),), shots=shots, words_in=words, words_out=words)
    submission = Submission(f"thu-{day}", Sender("", "a@b.vn"), "", head.received, (file,), originals=(file,))
    return Taken(submission, (draft,))


def told(collection: Collection, root: Path) -> list[str]:
    read = reread(root, collection, ISSUE)
    return [problem.code for receipt in read.receipts for one in receipt.filed for problem in one.problems]


def test_an_article_with_a_photo_that_is_not_there_yet_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    photo = Shot("a.jpg", b"photo", "bai.txt", (3000, 2000))
    assert told(file_submissions([sent(TEXT, 10, (photo,))], Standing()), tmp_path) == []


def test_a_word_that_is_lost_on_the_way_to_an_article_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "article_text", lambda *values: article_text(*values).replace("khai mạc", "khai"))
    assert told(file_submissions([sent(TEXT, 10)], Standing()), tmp_path) == ["NL444"]


def test_of_two_versions_in_one_inbox_the_one_that_is_written_is_judged(tmp_path: Path) -> None:
    made = file_submissions([sent(f"{TEXT} Thêm một câu.", 14), sent(TEXT, 10)], Standing())
    assert [one.state for receipt in made.receipts for one in receipt.filed] == ["updated", "new"]
    assert told(made, tmp_path) == []


def test_what_a_build_would_find_wrong_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "article_text", lambda *values: article_text(*values).replace("kind:", "kimd:"))
    assert told(file_submissions([sent(TEXT, 10)], Standing()), tmp_path) == ["NL160"]
