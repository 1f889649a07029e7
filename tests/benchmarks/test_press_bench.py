"""The bench of the press build says what the numbers say, and its issue is one that the press takes."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def benches() -> Iterator[tuple[ModuleType, ModuleType, ModuleType]]:
    sys.path.insert(0, str(FOLDER))
    yield tuple(importlib.import_module(name) for name in ("bench", "press", "photo_issue"))  # type: ignore[misc]
    sys.path.remove(str(FOLDER))


def test_ratios_are_ours_over_the_bare_work_and_over_weasyprint(
    benches: tuple[ModuleType, ModuleType, ModuleType],
) -> None:
    bench, press, _ = benches
    run = bench.Run
    small = press.Figures(20, 16, run(2.0, 4.0, 0.0), run(3.0, 4.0, 200.0), run(0.5, 0.5, 100.0), run(10.0, 8.0, 300.0))
    large = press.Figures(220, 176, run(22.0, 44.0, 0.0), run(33.0, 44.0, 300.0), run(5.0, 5.0, 150.0), None)
    told = press.report([small, large])
    assert "| 20 | 16 | press build, nothing kept | 3.00 | 4.00 | 200 |" in told
    assert "20 photos: the press build took 1.50 times the photos alone (wall), 1.00 (CPU)" in told
    assert "0.30 (wall), 0.50 (CPU)" in told
    assert "11.0 times the photos: 11.0 times the CPU, 1.50 times the memory" in told


def test_its_issue_composes_without_a_word_left_over_and_shows_each_photo_once(
    benches: tuple[ModuleType, ModuleType, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With photos of the right size and no content: how they look is no matter here."""
    _, _, photo_issue = benches

    def plain(folder: Path, count: int) -> None:
        for number in range(1, count + 1):
            Image.new("L", photo_issue.PIXELS, number).save(folder / f"{number:04}.jpg")

    monkeypatch.setattr(photo_issue, "write_photos", plain)
    folder = tmp_path / "issue"
    photo_issue.make_issue(folder, 20)
    _, pages = photo_issue.composed(folder)
    shown = photo_issue.shown(folder, pages)
    assert len(pages) == 16
    assert sorted(photo.file.name for photo in shown) == [f"{number:04}.jpg" for number in range(1, 21)]
    photo_issue.write_html(folder, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text("utf-8").count("<img") == 20
