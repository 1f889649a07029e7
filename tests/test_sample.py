"""The sample issue as its editors, readers and printers get it."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from newsletter.commands import main

ISSUE = Path(__file__).parent.parent / "issues/2022-10-so-dac-biet"


class Screen:
    """A screen PDF of the sample, its map and its report."""

    def __init__(self, folder: Path) -> None:
        self.pdf, self.map_file, self.report_file = folder / "s.pdf", folder / "s.map", folder / "s.report"
        wanted = ["build", str(ISSUE), "--target", "screen", "-o", str(self.pdf)]
        files = ["--map", str(self.map_file), "--report", str(self.report_file)]
        self.result = CliRunner().invoke(main, ["--lang", "vi", *wanted, *files])
        self.map: dict[str, Any] = json.loads(self.map_file.read_text("utf-8"))
        self.report: dict[str, Any] = json.loads(self.report_file.read_text("utf-8"))


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Screen:
    return Screen(tmp_path_factory.mktemp("sample"))


def test_the_sample_builds_on_its_sixteen_pages(screen: Screen) -> None:
    assert screen.result.exit_code == 0, screen.result.stderr
    assert screen.report["pages"] == 16
    assert [problem["code"] for problem in screen.report["problems"]] == ["NL137"]  # one piece came on the last day


def test_no_word_of_the_sample_is_lost_or_left_over(screen: Screen) -> None:
    assert screen.report["words_in"] == screen.report["words_out"] > 9000
    assert all(story["overset_lines"] == 0 for story in screen.report["stories"])


def test_every_cut_names_words_that_stand_where_it_says(screen: Screen) -> None:
    cuts = [cut for story in screen.report["stories"] for cut in story["cuts"]]
    assert len(cuts) > 100
    for cut in cuts:
        line = (ISSUE / cut["file"]).read_text(encoding="utf-8").splitlines()[cut["line"] - 1]
        assert line[cut["column"] - 1 :].startswith(cut["text"].split()[0])
        assert cut["syllables"] == len(cut["text"].split())
        assert cut["lines"] > 0


def test_every_story_opens_on_one_of_its_pages(screen: Screen) -> None:
    assert len(screen.report["stories"]) == 24
    assert all(story["pages"] for story in screen.report["stories"])


def test_text_copied_from_a_page_is_the_text_of_the_map_in_reading_order(screen: Screen) -> None:
    document = pdfium.PdfDocument(screen.pdf)
    for page in screen.map["pages"]:
        copied = document[page["number"] - 1].get_textpage().get_text_range()
        told = "".join(line["text"] + ("" if line["role"] == "drop-cap" else " ") for line in page["lines"])
        assert _flat(copied) == _flat(told), f"page {page['number']}"
        assert unicodedata.is_normalized("NFC", copied)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_the_sample_is_set_within_the_bars(screen: Screen) -> None:
    quality = screen.report["quality"]
    assert quality["gap_p95"] <= 1.4
    assert quality["gap_sd"] <= 0.20
    assert quality["gap_over_2"] <= 0.002
    assert quality["rivers_per_100"] <= 1
    assert (quality["widows"], quality["orphans"], quality["runts"]) == (0, 0, 0)
    assert quality["baseline_error_max"] == 0


def test_no_word_space_is_squeezed_under_three_quarters(screen: Screen) -> None:
    gaps = [line["gap"] for page in screen.map["pages"] for line in page["lines"] if "gap" in line]
    assert len(gaps) > 600
    assert min(gaps) >= 0.75
