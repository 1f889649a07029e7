"""Work apart reaches nothing: no network, no program, no file written, none read but the program's own."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from landlock import LANDLOCK
from listener import Listener

from newsletter import confined
from newsletter.apart import Failure, apart

CRASH = Failure("crash")


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


def test_it_reaches_no_server(listener: Listener) -> None:
    assert apart("socket:create_connection", ("127.0.0.1", listener.port), 2.0) == CRASH
    assert apart("urllib.request:urlopen", f"http://127.0.0.1:{listener.port}/") == CRASH
    assert listener.hits == 0


def test_it_asks_no_name_server() -> None:
    assert apart("socket:gethostbyname", "localhost") == CRASH


@pytest.mark.parametrize("task", ["os:system", "subprocess:getoutput", "os:popen"])
def test_it_starts_no_program(task: str, tmp_path: Path) -> None:
    assert apart(task, f"touch {tmp_path / 'made'}") == CRASH
    assert not list(tmp_path.iterdir())


def test_it_becomes_no_other_program(tmp_path: Path) -> None:
    assert apart("os:execv", "/bin/sh", ["sh", "-c", f"touch {tmp_path / 'made'}"]) == CRASH
    assert not list(tmp_path.iterdir())


def test_it_writes_renames_and_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("kept", encoding="utf-8")
    assert apart("os:open", str(tmp_path / "made"), os.O_CREAT | os.O_WRONLY) == CRASH
    assert apart("os:mkdir", str(tmp_path / "folder")) == CRASH
    assert apart("os:rename", str(tmp_path / "paper"), str(tmp_path / "moved")) == CRASH
    assert apart("os:remove", str(tmp_path / "paper")) == CRASH
    assert apart("os:truncate", str(tmp_path / "paper"), 0) == CRASH
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["kept"]


def test_it_reads_no_file_but_those_of_the_program_and_its_libraries(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("secret\n", encoding="utf-8")
    assert apart("linecache:getlines", str(paper)) == []
    assert apart("linecache:getlines", os.path.join(confined.own_folders()[0], "..", str(paper))) == []  # noqa: PTH118
    assert apart("linecache:getlines", json.__file__) != []
    assert apart("os:listdir", str(tmp_path)) == CRASH
    assert apart("os:listdir") == CRASH


def test_libraries_find_what_systems_keep_for_them() -> None:
    assert apart("mimetypes:guess_type", "bài.pdf") == ("application/pdf", None)
    assert isinstance(apart("zoneinfo:available_timezones"), set)


def test_the_papers_beside_the_program_are_not_its_own() -> None:
    root = Path(confined.__file__).parents[1]
    if root.name in ("site-packages", "dist-packages"):
        pytest.skip("installed, so nothing of the users lies beside it")
    assert apart("linecache:getlines", str(root / "pyproject.toml")) == []


@LANDLOCK
def test_libraries_in_c_read_and_write_no_more_than_python(tmp_path: Path) -> None:
    pytest.importorskip("readline")
    paper = tmp_path / "paper.txt"
    paper.write_text("secret\n", encoding="utf-8")
    assert apart("readline:read_history_file", str(paper)) == CRASH
    assert apart("readline:write_history_file", str(tmp_path / "made")) == CRASH
    assert apart("os:mkfifo", str(tmp_path / "pipe")) == CRASH
    assert [path.name for path in tmp_path.iterdir()] == ["paper.txt"]


@pytest.mark.skipif(platform.python_implementation() != "CPython", reason="bytecode of CPython")
def test_bytecode_of_what_a_child_alone_imports_is_kept_for_the_next(tmp_path: Path) -> None:
    (tmp_path / "only_apart.py").write_text("def one():\n    return 1\n", encoding="utf-8")
    code = "from newsletter.apart import apart; print(apart('only_apart:one'))"
    root = Path(confined.__file__).parents[1]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{root}"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"
    assert [path.name.partition(".")[0] for path in (tmp_path / "__pycache__").iterdir()] == ["only_apart"]
