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
    with pytest.raises(click.UsageError):
        parse_pages(text)


def issue(folder: Path) -> Path:
    made = folder / "issues" / "so-1"
    (made / "articles").mkdir(parents=True)
    (made / "out").mkdir()
    (made / "articles" / "a.md").write_text("một")
    return made


def test_what_we_write_ourselves_is_not_watched(tmp_path: Path) -> None:
    folder = issue(tmp_path)
    ours = [folder / "x.pdf", Path(os.path.relpath(folder / "map.json"))]
    before = stamp(folder, ours)
    assert list(before) == [str(folder / "articles" / "a.md")]
    for name in ("out/x.pdf", "x.pdf", "map.json", ".newsletter.lock"):
        (folder / name).write_text("new")
    assert stamp(folder, ours) == before
    assert stamp(Path(os.path.relpath(folder)), ours) == before


def test_layouts_beside_and_above_the_issue_are_watched(tmp_path: Path) -> None:
    folder = issue(tmp_path)
    for place in (folder.parent, folder.parent.parent):
        (place / "layouts" / "a").mkdir(parents=True)
        (place / "layouts" / "a" / "layout.yaml").write_text("x")
    assert len(stamp(folder, [])) == 3


def test_a_burst_of_saves_is_one_change(tmp_path: Path) -> None:
    folder = issue(tmp_path)
    article = folder / "articles" / "a.md"
    saves = itertools.count()

    def sleep(seconds: float) -> None:
        turn = next(saves)
        if turn in (1, 2, 3):
            os.utime(article, ns=(turn, turn))

    next(changes(folder, [], sleep))
    assert next(saves) == 5


def test_what_is_saved_before_the_first_look_is_a_change_too(tmp_path: Path) -> None:
    """The first build stands between the call and the first look."""
    folder = issue(tmp_path)
    watching = changes(folder, [], lambda _: None)
    (folder / "articles" / "a.md").write_text("một hai")
    assert next(watching) is None
