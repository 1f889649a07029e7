"""The tables of the bench say what the numbers say."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    yield importlib.import_module("bench")
    sys.path.remove(str(FOLDER))


def test_ratios_are_ours_over_theirs(bench: ModuleType) -> None:
    ours = bench.Result(9000, "ours", 0.5, 0.4, 50.0, 11)
    typst = bench.Result(9000, "typst", 0.25, 0.2, 100.0, 11)
    assert "| 9,000 | 2.00 | 2.00 | 0.50 |" in bench.report([ours, typst])


def test_ten_times_the_time_for_ten_times_the_words_is_linear(bench: ModuleType) -> None:
    small = bench.Result(10_000, "ours", 1.0, 1.0, 100.0, 10)
    large = bench.Result(100_000, "ours", 10.0, 10.0, 100.0, 100)
    assert "| ours | 10,000 to 100,000 | 1.00 | 0.00 | 100.0 |" in bench.report([small, large])


def test_one_tool_alone_has_no_ratios(bench: ModuleType) -> None:
    assert "ours / Typst" not in bench.report([bench.Result(9000, "ours", 1.0, 1.0, 100.0, 10)])


def test_without_peers_nothing_is_measured(
    bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSLETTER_PEERS", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["bench.py"])
    bench.main()
    assert "No peers here" in capsys.readouterr().out
