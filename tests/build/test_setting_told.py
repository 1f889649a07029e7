"""What misses a bar of the layout is told by check, on proofs and for the press, and stops nothing."""

import shutil
from pathlib import Path

import pytest
from small_issue import make_press_issue

from newsletter.build import Ears, Order, build
from newsletter.build.judging import judge
from newsletter.problems import Problem
from newsletter.render.options import Target

ROOT = Path(__file__).parents[2]
EARS = Ears(worded=lambda problem: {"code": problem.code}, waiting=lambda _: None, page=lambda _, __: None)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An issue whose layout stretches nothing but word spaces, and tells of every line that is set closer than the font's
    own space."""
    folder = make_press_issue(tmp_path_factory.mktemp("bars") / "so-1", more="layout: own\n")
    shutil.copytree(ROOT / "layouts/ban-tin-19x27", folder / "layouts/own")
    page = folder / "layouts/own/layout.yaml"
    page.write_text(page.read_text("utf-8") + "\nquality: {tightest: 1}\n", "utf-8")
    styles = folder / "layouts/own/styles.yaml"
    spaces = styles.read_text("utf-8").replace(
        "tracking: [-20, 20], scale: [97, 103]", "tracking: [0, 0], scale: [100, 100]"
    )
    styles.write_text(spaces, "utf-8")
    return folder


def told(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.code == "NL543"]


def test_check_tells_the_line_in_its_file(strict: Path) -> None:
    problems, _ = judge(strict, lambda *_: None)
    (found,) = told(problems)
    assert found.source is not None
    assert (found.source.file, found.severity) == ("articles/01-hoi-thao.md", "warning")
    written = (strict / found.source.file).read_text("utf-8").split("\n")[found.source.line - 1]
    words = str(dict(found.values)["words"]).split()
    assert " ".join(written[found.source.column - 1 :].split()[: len(words)]) == " ".join(words)


@pytest.mark.parametrize(("target", "count"), [("proof", 1), ("press", 1), ("screen", 0)])
def test_print_is_judged_and_the_file_is_written_all_the_same(
    target: Target, count: int, strict: Path, tmp_path: Path
) -> None:
    done = build(Order(folder=strict, target=target, out=tmp_path / "x.pdf"), EARS)
    assert (done.code, done.written, len(told(done.problems))) == (0, True, count)
