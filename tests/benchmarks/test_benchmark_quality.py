"""The table of the peers shows what was measured, and says what was not; plain composition loses no text."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from newsletter.compose.flow import Block, Option, Rest

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def _beside() -> Iterator[None]:
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    return importlib.import_module("quality")


@pytest.fixture(scope="module")
def plain() -> ModuleType:
    return importlib.import_module("plain")


def test_a_row_tells_the_figures_of_one_tool(quality: ModuleType) -> None:
    table = quality.table([{"words": 9000, "tool": "Typst", "space_ratio_p95": 2.0861, "loose_2_pct": 6.4}])
    head, _, row = table.splitlines()
    assert head.startswith("| words | tool | median | p95 | sd |")
    assert row.startswith("| 9,000 | Typst | – | 2.09 | – | – | 6.40 |")


def test_without_peers_nothing_is_measured(
    quality: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSLETTER_PEERS", str(tmp_path / "peers"))
    monkeypatch.setattr(sys, "argv", ["quality.py"])
    quality.main()
    assert "No peers here" in capsys.readouterr().out


def paragraphs(*lines: int) -> list[Block]:
    return [Block((Option(count, 0.0),), splits=True) for count in lines]


def test_plain_columns_take_line_after_line(plain: ModuleType) -> None:
    found = plain.one_by_one(paragraphs(3, 4), [5, 5])
    assert [(part.block, part.column, part.line, part.start, part.stop) for part in found.placed] == [
        (0, 0, 0, 0, 3), (1, 0, 3, 0, 2), (1, 1, 0, 2, 4),
    ]  # fmt: skip
    assert found.rest is None


def test_what_plain_columns_do_not_hold_goes_on(plain: ModuleType) -> None:
    (block,) = blocks = paragraphs(7)
    first = plain.one_by_one(blocks, [2, 3])
    assert first.rest == Rest(0, block.options[0], 5)
    after = plain.one_by_one(blocks, [9], begun=first.rest)
    assert [(part.start, part.stop) for part in after.placed] == [(5, 7)]
    assert after.rest is None


def test_the_least_foot_holds_all_lines(plain: ModuleType) -> None:
    foot, found = plain.least_foot(paragraphs(3, 4), [1, 1, 1], 20)
    assert foot == 4
    assert found.rest is None
