"""An inbox is filed into an issue: all or nothing, the same again changes nothing, a killed run is completed by the next."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from inbox import docx, mail, photo, pieces, small_photo, text
from small_issue import ISSUE

from newsletter.build import collecting
from newsletter.build.collecting import Collected, Order, collect
from newsletter.build.copy import read_copy
from newsletter.build.identity import fingerprint
from newsletter.output import LOCK_NAME, Staged, Unwritable, _Raw

FIRST, SECOND, THIRD = (piece._replace(paragraphs=piece.paragraphs[:4]) for piece in pieces()[:3])
LATER = FIRST._replace(paragraphs=(*FIRST.paragraphs, "Một đoạn mà người gửi viết thêm sau khi đọc lại bài của mình."))


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two mails, a text and a photo."""
    folder = tmp_path_factory.mktemp("inbox")
    attached = [("bai.docx", docx(FIRST, [small_photo("hoa-sen.jpg")])), ("anh.jpg", small_photo("doi-che.jpg"))]
    (folder / "thu-1.eml").write_bytes(mail(FIRST, attached, "Gửi Ban Biên tập.", 1))
    (folder / "bai-2.txt").write_bytes(text(SECOND))
    (folder / "le.jpg").write_bytes(photo("chan-dung-1.jpg"))
    return folder


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later version of the first piece, with another photo, and a new piece."""
    folder = tmp_path_factory.mktemp("newer")
    attached = [("bai sua.docx", docx(LATER, [small_photo("hoa-sen.jpg"), small_photo("song-cau.jpg")]))]
    (folder / "thu-2.eml").write_bytes(mail(LATER._replace(day="2022-09-14"), attached, "Gửi lại bài.", 1))
    (folder / "bai-3.txt").write_bytes(text(THIRD))
    return folder


def new_issue(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    return folder


def run(issue: Path, *inboxes: Path, write: bool = True) -> Collected:
    return collect(Order(issue, inboxes, write=write), lambda _, __: None, pytest.fail)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def files(folder: Path) -> dict[str, bytes]:
    """But for the locks of a process that was killed, which bind nobody."""
    return {path: content for path, content in tree(folder).items() if content and not path.endswith(LOCK_NAME)}


def times(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def collected(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    issue = new_issue(tmp_path_factory.mktemp("collected") / "issue")
    assert run(issue, inbox).written
    return issue


@pytest.fixture
def issue(collected: Path, tmp_path: Path) -> Path:
    """An issue into which the first inbox was taken."""
    return Path(shutil.copytree(collected, tmp_path / "issue"))


def article(issue: Path, number: int) -> Path:
    return next((issue / "articles").glob(f"{number:02}-*.md"))


def test_an_inbox_becomes_articles_photos_and_a_record_of_what_came(issue: Path) -> None:
    names = [name for name in tree(issue) if "." in name.rsplit("/", 1)[-1]]
    assert [name for name in names if not name.startswith("inbox/")] == [
        "articles/01-sau-muoi-tam-nam-giu-lua-vung-niem-tin.md",
        "articles/02-gui-ban-nguoi-mo-trang-dau-tien.md",
        "issue.yaml",
        "photos/le-1.jpg",
        "photos/sau-muoi-tam-nam-giu-lua-vung-niem-tin-1.png",
        "photos/sau-muoi-tam-nam-giu-lua-vung-niem-tin-2.png",
    ]
    assert len([name for name in names if name.startswith("inbox/originals/")]) == 3
    assert len((issue / "inbox/log.jsonl").read_text("utf-8").splitlines()) == 3
    assert not (issue / "inbox/unfinished.jsonl").exists()


def test_the_same_inbox_again_touches_no_file(issue: Path, inbox: Path) -> None:
    before, clock = tree(issue), times(issue)
    again = run(issue, inbox)
    assert not again.written
    assert (tree(issue), times(issue)) == (before, clock)
    assert again.collection
    assert all(receipt.known for receipt in again.collection.receipts)


def test_a_dry_run_tells_the_same_and_writes_nothing(inbox: Path, collected: Path, tmp_path: Path) -> None:
    issue = new_issue(tmp_path / "issue")
    tried = run(issue, inbox, write=False)
    assert sorted(tree(issue)) == ["issue.yaml"]
    assert tried.collection
    written = {write.path: write.content for write in (*tried.collection.keep, *tried.collection.files)}
    assert {path: content for path, content in tree(collected).items() if path in written} == written


def test_the_same_inbox_gives_the_same_bytes(inbox: Path, collected: Path, tmp_path: Path) -> None:
    issue = new_issue(tmp_path / "issue")
    run(issue, inbox)
    assert tree(issue) == tree(collected)


def test_a_newer_version_takes_the_place_of_one_that_nobody_has_worked_on(issue: Path, newer: Path) -> None:
    done = run(issue, newer)
    assert done.written
    assert LATER.paragraphs[-1] in article(issue, 1).read_text("utf-8")
    assert article(issue, 3).name == "03-duong-dai-tu-mot-mua-thu.md"
    before = tree(issue)
    run(issue, newer)
    assert tree(issue) == before


def test_the_work_of_editors_stays_whatever_comes(issue: Path, newer: Path) -> None:
    edited = article(issue, 1).read_text("utf-8").replace("kind: article", "kind: article\npriority: 1")
    article(issue, 1).write_text(edited, "utf-8")
    run(issue, newer)
    merged = article(issue, 1).read_text("utf-8")
    assert "priority: 1" in merged
    assert LATER.paragraphs[-1] in merged


def test_a_near_copy_of_a_photo_that_editors_put_there_is_told(issue: Path, tmp_path: Path) -> None:
    (issue / "photos/song-cau-in-bia.jpg").write_bytes(photo("song-cau.jpg"))
    (tmp_path / "nho.png").write_bytes(small_photo("song-cau.jpg"))
    done = run(issue, tmp_path / "nho.png", write=False)
    assert done.collection
    assert [stray.near for stray in done.collection.receipts[0].strays] == ["photos/song-cau-in-bia.jpg"]


def test_the_fingerprint_of_an_issue_does_not_depend_on_its_inbox(issue: Path) -> None:
    def taken() -> str:
        copy = read_copy(issue, [])
        assert copy
        return fingerprint(copy)

    before = taken()
    shutil.rmtree(issue / "inbox")
    assert taken() == before


def test_a_line_of_the_log_that_was_spoilt_is_told_and_kept_and_nothing_is_doubled(issue: Path, inbox: Path) -> None:
    log = issue / "inbox/log.jsonl"
    spoilt = log.read_bytes().replace(b'{"format"', b'{"format', 1)
    log.write_bytes(spoilt)
    articles = sorted((issue / "articles").iterdir())
    done = run(issue, inbox)
    assert [(problem.code, problem.source and problem.source.line) for problem in done.problems] == [("NL431", 1)]
    assert log.read_bytes().startswith(spoilt)
    assert sorted((issue / "articles").iterdir()) == articles


def test_a_log_that_cannot_be_read_stops_everything(issue: Path, newer: Path) -> None:
    (issue / "inbox/log.jsonl").unlink()
    (issue / "inbox/log.jsonl").mkdir()
    before = tree(issue)
    done = run(issue, newer)
    assert [problem.code for problem in done.problems] == ["NL430"]
    assert tree(issue) == before


# --- hard times ------------------------------------------------------------------------------------------------------


@pytest.fixture
def taken(issue: Path, newer: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents are read once for all runs of a test; the first article was worked on."""
    article(issue, 1).write_text(article(issue, 1).read_text("utf-8").replace("kind:", "priority: 1\nkind:"), "utf-8")
    for name in ("gather", "take"):
        monkeypatch.setattr(collecting, name, _once(getattr(collecting, name)))
    monkeypatch.setattr(
        collecting, "column_width", lambda *_: 0
    )  # a layout read for each run would take half of the time
    run(issue, newer, write=False)
    return issue


def _once(real: Callable[..., object]) -> Callable[..., object]:
    results: list[object] = []

    def once(*values: object, **more: object) -> object:
        if not results:
            results.append(real(*values, **more))
        return results[0]

    return once


def _counted(monkeypatch: pytest.MonkeyPatch, at: int, happens: Callable[[], None]) -> None:
    """``happens`` at the so many-th step of writing: a file sealed, put into its place, or removed."""
    steps = 0

    def wrapped(real: Callable[..., None]) -> Callable[..., None]:
        def step(*values: object, **more: object) -> None:
            nonlocal steps
            steps += 1
            if steps == at:
                happens()
            real(*values, **more)

        return step

    monkeypatch.setattr(Staged, "seal", wrapped(Staged.seal))
    monkeypatch.setattr(Staged, "place", wrapped(Staged.place))
    monkeypatch.setattr(Path, "unlink", wrapped(Path.unlink))


def _killed(issue: Path, newer: Path, at: int) -> bool:
    """Whether a process that collects was killed at a step."""
    child = os.fork()
    if not child:
        with pytest.MonkeyPatch.context() as patch:
            _counted(patch, at, lambda: os._exit(9))
            run(issue, newer)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_that_is_killed_at_any_step_is_completed_by_the_next_and_nothing_is_doubled(
    taken: Path, newer: Path, tmp_path: Path
) -> None:
    clean = Path(shutil.copytree(taken, tmp_path / "clean" / "issue"))
    assert run(clean, newer).written
    right = files(clean)
    for at in range(1, 200):
        issue = Path(shutil.copytree(taken, tmp_path / str(at) / "issue"))
        if not _killed(issue, newer, at):
            break
        run(issue, newer)
        assert files(issue) == right, f"killed at step {at}"
    else:
        pytest.fail("the run never came to its end")
    assert at > 20


def test_a_full_disk_leaves_everything_as_it_was(taken: Path, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(taken)
    for at in range(1, 100):
        with monkeypatch.context() as patch:
            patch.setattr(_Raw, "write", _full_after(at))
            done = run(taken, newer)
        if done.written:
            break
        assert [problem.code for problem in done.problems] == ["NL905"]
        assert tree(taken) == before
    assert at > 8


def _full_after(writes: int) -> Callable[[_Raw, bytes], int]:
    left, real = iter(range(writes - 1)), _Raw.write

    def write(raw: _Raw, content: bytes) -> int:
        if next(left, None) is None:
            raise Unwritable(Path(str(raw.name)), OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        return real(raw, content)

    return write


def test_an_article_that_is_saved_while_submissions_are_taken_is_not_written_over(
    taken: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = article(taken, 1).read_text("utf-8").replace("priority: 1", "priority: 2")
    seen = []
    real = Staged.seal

    def seal(self: Staged) -> None:
        if not seen:
            article(taken, 1).write_text(saved, "utf-8")
        seen.append(self)
        real(self)

    monkeypatch.setattr(Staged, "seal", seal)
    done = run(taken, newer)
    assert ([problem.code for problem in done.problems], done.written) == (["NL442"], False)
    assert article(taken, 1).read_text("utf-8") == saved


def test_a_folder_that_cannot_be_written_to_is_told(taken: Path, newer: Path) -> None:
    shutil.rmtree(taken / "inbox/bases")
    (taken / "inbox/bases").write_bytes(b"")
    before = tree(taken)
    done = run(taken, newer)
    assert [problem.code for problem in done.problems] == ["NL904"]
    assert tree(taken) == before


def test_nothing_is_written_where_a_link_leads_out_of_the_issue(taken: Path, newer: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    shutil.move(taken / "inbox/originals", outside)
    (taken / "inbox/originals").symlink_to(outside)
    before = tree(outside), files(taken)
    done = run(taken, newer)
    assert [problem.code for problem in done.problems] == ["NL904"]
    assert (tree(outside), files(taken)) == before


def test_an_issue_with_a_single_section_needs_nobody_to_name_it(inbox: Path, tmp_path: Path) -> None:
    assert "sections: [Tin hoạt động]" in ISSUE
    single, many = new_issue(tmp_path / "single"), new_issue(tmp_path / "many")
    (many / "issue.yaml").write_text(ISSUE.replace("[Tin hoạt động]", "[Tin hoạt động, Văn nghệ]"), "utf-8")
    for issue, told in ((single, True), (many, False)):
        run(issue, inbox)
        for article in (issue / "articles").glob("*.md"):
            assert ("section: Tin hoạt động" in article.read_text("utf-8")) == told
