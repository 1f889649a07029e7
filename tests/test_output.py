"""Files go out whole or not at all."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from newsletter.output import LOCK_NAME, Staged, StagedFolder, Unwritable, alone_beside, write_whole


def nobody_waits(holder: str) -> None:
    raise AssertionError(holder)


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_committed_file_stands_in_its_place_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert only(tmp_path) == ["a.pdf"]


def test_a_file_that_is_not_committed_leaves_the_older_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    with Staged(tmp_path / "a.pdf") as staged:
        staged.sink.write(b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert only(tmp_path) == ["a.pdf"]


def _write_interrupted(target: Path) -> None:
    with Staged(target) as staged:
        staged.sink.write(b"new")
        raise KeyboardInterrupt


def _write_to_full_disk(target: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    with Staged(target) as staged:
        os.dup2(full, staged.sink.fileno())
        os.close(full)
        staged.sink.write(b"x" * (1 << 20))


def test_an_interrupt_in_the_middle_leaves_the_older_file_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _write_interrupted(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert only(tmp_path) == ["a.pdf"]


class _Breaks:
    """Stands for a system call that fails the n-th time and works before."""

    def __init__(self, real: object, number: int, fault: int) -> None:
        self.real, self.left, self.fault = real, number, fault

    def __call__(self, *args: object, **kwargs: object) -> object:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.fault, os.strerror(self.fault))
        return self.real(*args, **kwargs)  # type: ignore[operator]


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize(("fault", "code"), [(errno.ENOSPC, "NL905"), (errno.EIO, "NL904")])
def test_whatever_call_fails_the_older_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, fault: int, code: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    holder, name = (os, "fsync") if call == "os.fsync" else (Path, "replace")
    with monkeypatch.context() as patch:
        patch.setattr(holder, name, _Breaks(getattr(holder, name), 1, fault))
        with pytest.raises(Unwritable) as refused:
            write_whole(tmp_path / "a.pdf", b"new")
    assert refused.value.problem.code == code
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert only(tmp_path) == ["a.pdf"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_disk_that_fills_up_on_the_way_is_told_as_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(Unwritable) as refused:
        _write_to_full_disk(tmp_path / "a.pdf")
    assert refused.value.problem.code == "NL905"
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert only(tmp_path) == ["a.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unwritable) as refused:
        write_whole(tmp_path / "none" / "a.pdf", b"new")
    assert refused.value.problem.code == "NL904"
    assert "a.pdf" in str(dict(refused.value.problem.values)["file"])


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        write_whole(tmp_path, b"new")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(Unwritable) as refused:
        write_whole(tmp_path / "a.pdf", b"new")
    assert refused.value.problem.code == "NL904"
    assert (tmp_path / "a.pdf").is_fifo()


def test_what_a_killed_run_of_the_same_number_left_is_not_in_the_way(tmp_path: Path) -> None:
    """In a container every run may have the same process number."""
    with Staged(tmp_path / "a.pdf"):
        (left,) = tmp_path.iterdir()
        write_whole(tmp_path / "a.pdf", b"new")
        assert left.exists()
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_folder_that_cannot_be_synced_holds_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _Breaks(os.fsync, 2, errno.EINVAL))
        write_whole(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "a.pdf").symlink_to(tmp_path / "real" / "b.pdf")
    write_whole(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").is_symlink()
    assert (tmp_path / "real" / "b.pdf").read_bytes() == b"new"


def test_a_name_of_255_bytes_is_written_too(tmp_path: Path) -> None:
    name = "ố" * 83 + ".pdf"
    write_whole(tmp_path / name, b"new")
    assert only(tmp_path) == [name]


def test_the_lock_is_gone_afterwards_and_what_a_killed_build_left_too(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    with Staged(target) as staged:
        stale = next(path for path in tmp_path.iterdir() if path.suffix == ".tmp")
        kept = stale.with_name(stale.name.replace(".tmp", "1.tmp"))
        kept.write_bytes(b"half")
        assert staged.target == target
    with alone_beside(target, nobody_waits):
        assert only(tmp_path) == [LOCK_NAME]
    assert only(tmp_path) == []


def test_a_second_build_waits_and_says_for_whom(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    told: list[str] = []
    order: list[str] = []

    def second() -> None:
        with alone_beside(target, told.append):
            order.append("second")

    thread = threading.Thread(target=second)
    with alone_beside(target, nobody_waits):
        thread.start()
        deadline = time.monotonic() + 10
        while not told and time.monotonic() < deadline:
            time.sleep(0.01)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert len(told) == 1
    assert str(os.getpid()) in told[0]
    assert only(tmp_path) == []


_WRITER = """
import sys, time
from pathlib import Path
from newsletter.output import Staged, alone_beside
target = Path(sys.argv[1])
for turn in range(20):
    with alone_beside(target, lambda holder: None), Staged(target) as staged:
        assert not (target.parent / "busy").exists()
        (target.parent / "busy").touch()
        staged.sink.write(sys.argv[2].encode() * 1000)
        (target.parent / "busy").unlink()
        staged.commit()
"""


def test_processes_that_write_one_file_never_meet(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(target), letter]) for letter in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    content = target.read_bytes()
    assert content == content[:1] * 1000
    assert only(tmp_path) == ["a.pdf"]


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def fill(staged: StagedFolder, text: str) -> None:
    (staged.path / "pages").mkdir()
    (staged.path / "pages" / "1.txt").write_text(text)


def test_a_folder_appears_whole_when_it_is_committed(tmp_path: Path) -> None:
    with StagedFolder(tmp_path / "goi") as staged:
        fill(staged, "new")
        assert not (tmp_path / "goi").exists()
        staged.commit()
    assert contents(tmp_path) == {"goi/pages/1.txt": "new"}


@pytest.mark.parametrize("at_once", [True, False])
def test_a_folder_takes_the_place_of_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:  # a system that cannot exchange two folders
        monkeypatch.setattr("newsletter.output._exchanged", lambda *_: False)
    (tmp_path / "goi").mkdir()
    (tmp_path / "goi" / "old.txt").write_text("old")
    with StagedFolder(tmp_path / "goi") as staged:
        fill(staged, "new")
        staged.commit()
    assert contents(tmp_path) == {"goi/pages/1.txt": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["goi"]


def test_a_folder_that_is_not_committed_leaves_the_older_one(tmp_path: Path) -> None:
    (tmp_path / "goi").mkdir()
    (tmp_path / "goi" / "old.txt").write_text("old")
    with StagedFolder(tmp_path / "goi") as staged:
        fill(staged, "new")
    assert contents(tmp_path) == {"goi/old.txt": "old"}


def test_a_folder_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "goi").write_text("a file")
    with StagedFolder(tmp_path / "goi") as staged, pytest.raises(Unwritable) as refused:
        staged.commit()
    assert refused.value.problem.code == "NL904"
    assert contents(tmp_path) == {"goi": "a file"}


def test_what_a_killed_run_left_of_a_folder_goes_and_the_older_one_comes_back(tmp_path: Path) -> None:
    """Killed between two renamings, where the system cannot exchange folders."""
    staged = StagedFolder(tmp_path / "goi")
    fill(staged, "half")
    aside = staged.path.with_suffix(".old")
    aside.mkdir()
    (aside / "old.txt").write_text("old")
    with alone_beside(tmp_path / "goi", print):
        pass
    assert contents(tmp_path) == {"goi/old.txt": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["goi"]
