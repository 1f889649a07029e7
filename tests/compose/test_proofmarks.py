"""What a proof shows beside its text: names of stories and numbers of lines that can be read, and told by phone."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsletter.commands import main

SAMPLE = Path(__file__).parents[2] / "issues/2022-10-so-dac-biet"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("marks")
    options = ["-o", str(folder / "a.pdf"), "--map", str(folder / "map.json"), "--pages", "1"]
    said = CliRunner().invoke(main, ["build", str(SAMPLE), *options])
    assert said.exit_code == 0, said.output
    return json.loads((folder / "map.json").read_bytes())["pages"]  # type: ignore[no-any-return]


def test_every_story_is_named_on_each_page_that_it_stands_on(pages: list[dict[str, Any]]) -> None:
    for page in pages:
        stories = {line["story"] for line in page["lines"] if line["role"] == "body"}
        assert stories <= {line["text"] for line in page["lines"] if line["role"] == "furniture"}


def test_the_name_of_a_story_that_goes_on_stands_behind_its_head(pages: list[dict[str, Any]]) -> None:
    lines = pages[1]["lines"]
    head = next(line for line in lines if line["role"] == "jump" and line["story"] == "01-xa-luan")
    name = next(line for line in lines if line["text"] == "01-xa-luan")
    assert name["baseline"] == head["baseline"]
    assert name["box"][0] > head["box"][2]


def test_the_number_beside_a_line_is_that_of_its_column(pages: list[dict[str, Any]]) -> None:
    """Each number stands left of the line that is so many lines down its story's column, and clear of its letters."""
    checked = 0
    for page in pages:
        counted: dict[tuple[str, str], int] = {}
        numbers = [line for line in page["lines"] if line["role"] == "furniture" and line["text"].isdecimal()]
        for line in page["lines"]:
            if line["role"] != "body":
                continue
            place = (line["story"], line["frame"])
            counted[place] = counted.get(place, 0) + 1
            if counted[place] % 5 == 0:
                beside = [one for one in numbers if one["baseline"] == line["baseline"]
                          and one["text"] == str(counted[place]) and 0 < line["box"][0] - one["box"][2] < 150]  # fmt: skip
                assert beside, line["text"]
                checked += 1
    assert checked > 100
