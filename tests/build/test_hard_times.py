"""Whatever happens on the way, the file at OUT is whole: the older one or the new one, and the new one is the same wherever
it is made."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from small_issue import ARTICLE, make_press_issue, with_photo

from newsletter.commands import main
from newsletter.output import _Raw

ROOT = Path(__file__).parents[2]
OLD = b"an older file"
PHOTOS = 3


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small issue for the press, with photos that have something to convert."""
    folder = make_press_issue(tmp_path_factory.mktemp("hard") / "so-1")
    article = ARTICLE
    for number in range(PHOTOS):
        name = f"photos/{number}.jpg"
        Image.effect_mandelbrot((900, 600), (-2 + number / 3, -1.5, 1, 1.5), 40).convert("RGB").save(folder / name)
        article = (
            with_photo(article, name)
            if number == 0
            else article.replace("photos:\n", f"photos:\n  - {{file: {name}}}\n")
        )
    (folder / "articles" / "01-hoi-thao.md").write_text(article, encoding="utf-8")
    with (folder / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write("press: {min_ppi: 100}\n")
    return folder


@pytest.fixture(scope="module")
def right(issue: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed build of each target gives."""
    folder = tmp_path_factory.mktemp("right")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for target in ("proof", "press"):
            said = build(issue, folder / f"{target}.pdf", target)
            assert said.exit_code == 0, said.output
    return {target: (folder / f"{target}.pdf").read_bytes() for target in ("proof", "press")}


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place to write to, where an older file stands; the cache is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.pdf").write_bytes(OLD)
    yield tmp_path / "out" / "x.pdf"
    assert [path.name for path in (tmp_path / "out").iterdir() if not path.name.endswith(".pdf")] == []


def build(issue: Path, out: Path, target: str = "press") -> Result:
    return CliRunner().invoke(main, ["build", str(issue), "--lang", "en", "--target", target, "-o", str(out)])


def started(issue: Path, out: Path, target: str = "press", **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "cli.py"), "build", str(issue), "--target", target, "-o", str(out)]
    return subprocess.Popen(command, env=os.environ | environment, stdout=-3, stderr=-3)


# -- two at once --------------------------------------------------------------------


def test_proof_and_press_at_once_into_one_folder_and_one_cache(issue: Path, right: dict[str, bytes], out: Path) -> None:
    runs = [started(issue, out.with_name(f"{target}.pdf"), target) for target in right]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert {target: out.with_name(f"{target}.pdf").read_bytes() for target in right} == right


def test_press_builds_at_once_share_an_empty_cache(issue: Path, right: dict[str, bytes], tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    runs = [started(issue, folder / "x.pdf", XDG_CACHE_HOME=str(tmp_path / "cache")) for folder in folders]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert [(folder / "x.pdf").read_bytes() for folder in folders] == [right["press"]] * 3
    kept = sorted(path.suffix for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert kept == [".ink", *[".photo"] * PHOTOS]


# -- killed -------------------------------------------------------------------------

_DYING = """
import importlib, os, signal, sys
module, path, number = sys.argv[1:4]
holder = importlib.import_module(module)
*outer, name = path.split(".")
for part in outer:
    holder = getattr(holder, part)
real, calls = getattr(holder, name), 0
def dying(*given, **more):
    global calls
    calls += 1
    if calls == int(number):
        if name == "write_bytes":
            real(given[0], given[1][: len(given[1]) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **more)
setattr(holder, name, dying)
from newsletter.commands import main
main(sys.argv[4:])
"""

MOMENTS = {
    "before anything is drawn": ("newsletter.build", "edition_of", 1),
    "while a photo is converted": ("newsletter.render.photos", "Darkroom._convert", 1),
    "while another is converted and one is kept": ("newsletter.render.photos", "Darkroom._convert", PHOTOS),
    "with half a photo in the cache": ("pathlib", "Path.write_bytes", 1),
    "with a photo not yet in its place": ("pathlib", "Path.replace", 1),
    "when all is written and ink is measured": ("newsletter.preflight.ink", "measure", 1),
    "while the figures of its ink are kept": ("pathlib", "Path.replace", PHOTOS + 1),
    "when nothing of it is on the disk for certain": ("newsletter.output", "Staged.seal", 2),
    "when all is on the disk and not in its place": ("pathlib", "Path.replace", PHOTOS + 2),
}


def killed(issue: Path, out: Path, moment: tuple[str, str, int]) -> int:
    command = [
        sys.executable,
        "-c",
        _DYING,
        *map(str, moment),
        "build",
        str(issue),
        "--target",
        "press",
        "-o",
        str(out),
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of POSIX")
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_killed_build_leaves_the_older_file_and_the_next_one_is_right(
    issue: Path, right: dict[str, bytes], out: Path, moment: tuple[str, str, int]
) -> None:
    assert killed(issue, out, moment) == -9
    assert out.read_bytes() == OLD
    assert build(issue, out).exit_code == 0
    assert out.read_bytes() == right["press"]


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_build_killed_after_the_renaming_has_done_its_work(issue: Path, right: dict[str, bytes], out: Path) -> None:
    assert killed(issue, out, ("newsletter.output", "_sync_folder", 2)) == -9
    assert out.read_bytes() == right["press"]
    assert build(issue, out).exit_code == 0


# -- the disk is full ---------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("target", ["proof", "press"])
def test_whichever_write_the_disk_refuses_the_older_file_is_whole(
    issue: Path, right: dict[str, bytes], out: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    real = _Raw.write
    for number in range(1, 100):
        calls = iter(range(1, 1000))

        def refusing(file: _Raw, content: Any, calls: Iterator[int] = calls, number: int = number) -> int:
            if next(calls) == number:
                full = os.open("/dev/full", os.O_WRONLY)
                os.dup2(full, file.fileno())
                os.close(full)
            return real(file, content)

        with monkeypatch.context() as patch:
            patch.setattr("newsletter.output._BUFFER", 1 << 12)
            patch.setattr(_Raw, "write", refusing)
            said = build(issue, out, target)
        if said.exit_code == 0:
            break
        assert said.exit_code == 4
        assert out.read_bytes() == OLD
        assert [path.name for path in out.parent.iterdir()] == ["x.pdf"]
    assert number > 3
    assert out.read_bytes() == right[target]


@pytest.mark.parametrize("room", [1000, 100_000])
def test_a_file_may_not_grow_beyond_the_room_that_the_system_leaves_it(issue: Path, out: Path, room: int) -> None:
    """RLIMIT_FSIZE stands for a disk with so much room: cache and PDF both meet it."""
    resource = pytest.importorskip("resource")
    command = [sys.executable, "cli.py", "build", str(issue), "--lang", "en", "--target", "press", "-o", str(out)]
    said = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=False, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert said.returncode == 4, said.stderr
    assert "NL905" in said.stderr
    assert out.read_bytes() == OLD


def test_a_cache_without_room_only_costs_time(
    issue: Path, right: dict[str, bytes], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        assert build(issue, out).exit_code == 0
    assert out.read_bytes() == right["press"]


# -- the same bytes -----------------------------------------------------------------


@pytest.mark.parametrize("pages", ["", "2"], ids=["all pages", "one page"])
def test_press_files_are_the_same_whenever_and_wherever_they_are_made(
    issue: Path, out: Path, tmp_path: Path, pages: str
) -> None:
    options = ["--pages", pages] if pages else []
    elsewhere = tmp_path / "elsewhere" / issue.name
    shutil.copytree(issue, elsewhere)
    for number, path in enumerate(sorted(elsewhere.rglob("*"))):
        os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number))
    worlds = [
        (issue, ROOT, {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1", "NO_COLOR": "1"}),
        (elsewhere, elsewhere.parent, {"TZ": "America/New_York", "LC_ALL": "vi_VN.UTF-8", "PYTHONHASHSEED": "77"}),
        (elsewhere, Path("/"), {"PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(tmp_path / "other")}),
    ]
    made = []
    for folder, place, environment in worlds:
        given = folder.name if place == folder.parent else str(folder)
        command = [sys.executable, str(ROOT / "cli.py"), "build", given, "--target", "press", "-o", str(out), *options]
        done = subprocess.run(
            command, cwd=place, env=os.environ | environment, capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        made.append(out.read_bytes())
    assert made[0] == made[1] == made[2]
