"""A bar on a terminal while work goes on."""

import io
import time

import pytest

from newsletter.commands.progress import Progress, bar


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    """In place of stderr from now on (in a fixture, pytest would take it away again)."""
    made = _Terminal()
    monkeypatch.setattr("sys.stderr", made)
    return made


def test_work_of_less_than_a_second_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    with Progress() as progress:
        progress.page(1, 4)
    assert shown.getvalue() == ""


def test_longer_work_shows_a_bar_which_is_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    with Progress(patience=0.0) as progress:
        progress.page(2, 4)
        deadline = time.monotonic() + 10
        while "2/4" not in shown.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "2/4" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[K")


def test_no_bar_is_drawn_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(patience=0.0) as progress:
        progress.page(2, 4)
        time.sleep(0.02)
    assert capsys.readouterr().err == ""


def test_pages_fill_the_bar_and_until_they_are_counted_a_block_wanders() -> None:
    assert bar(2, 4, 9) == "█" * 15 + "░" * 15 + " 2/4"
    assert [len(bar(0, 0, beat)) for beat in range(40)] == [30] * 40
    assert bar(0, 0, 0) != bar(0, 0, 1)


def test_a_guess_of_pages_that_was_too_low_grows() -> None:
    progress = Progress()
    progress.page(8, 4)
    assert progress.counted == (8, 8)
