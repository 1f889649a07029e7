"""--pages and --watch."""

import itertools
import os
from pathlib import Path

import click
import pytest

from newsletter.commands.page_numbers import parse_pages
from newsletter.commands.watching import changes, stamp


@pytest.mark.parametrize(
    ("text", "pages"), [("7", {7}), ("1-4,7", {1, 2, 3, 4, 7}), ("2, 2-3", {2, 3}), ("12-12", {12})]
)
def test_pages_are_numbers_and_ranges(text: str, pages: set[int]) -> None:
    assert parse_pages(text) == pages


@pytest.mark.parametrize("text", ["", "0", "4-1", "a", "1-", "-3", "1;2", "1-99999999"])
def test_what_is_no_page_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.BadParameter):
        parse_pages(text)


def issue(folder: Path) -> Path:
    made = folder / "issues" / "so-1"
    (made / "articles").mkdir(parents=True)
    (made / "out").mkdir()
    (made / "articles" / "a.md").write_text("một")
    return made


def test_what_we_write_ourselves_is_not_watched(tmp_path: Path) -> None:
    folder = issue(tmp_path)
    before = stamp(folder, folder / "out" / "x.pdf")
    (folder / "out" / "x.pdf").write_text("new")
    (folder / ".newsletter.lock").write_text("new")
    assert stamp(folder, folder / "out" / "x.pdf") == before
    assert list(before) == [str(folder / "articles" / "a.md")]


def test_an_output_file_in_the_issue_folder_itself_is_not_watched_but_the_articles_are(tmp_path: Path) -> None:
    folder = issue(tmp_path)
    (folder / "x.pdf").write_text("new")
    assert list(stamp(folder, folder / "x.pdf")) == [str(folder / "articles" / "a.md")]


def test_a_burst_of_saves_is_one_change(tmp_path: Path) -> None:
    folder = issue(tmp_path)
    article = folder / "articles" / "a.md"
    saves = itertools.count()

    def sleep(seconds: float) -> None:
        turn = next(saves)
        if turn in (1, 2, 3):
            os.utime(article, ns=(turn, turn))

    watching = changes(folder, folder / "out" / "x.pdf", sleep)
    next(watching)
    assert next(saves) > 4
