"""A bar on a terminal while work goes on."""

import sys
import threading
from itertools import count
from types import TracebackType

import click

_PATIENCE = 1.0
"""Seconds after which a terminal is shown that work goes on."""
_BEAT = 0.2
"""Seconds between two looks of the bar."""
_BAR = 30
"""Signs."""
_BLOCK = 3
"""Signs that wander along the bar as long as nothing can be counted (reading, planning)."""


class Progress:
    """Shown from the first second to the end of its block, on terminals alone; nothing else may print meanwhile."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self.patience = patience
        self.counted = (0, 0)
        self._over = threading.Event()
        self._painter: threading.Thread | None = None

    def page(self, number: int, of: int) -> None:
        """So many pages are done; ``of`` is a guess that grows with long rivers of text."""
        self.counted = (number, max(number, of))

    def __enter__(self) -> "Progress":
        if sys.stderr.isatty():
            self._painter = threading.Thread(target=self._paint, daemon=True)
            self._painter.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        if self._painter is not None:
            self._painter.join()

    def _paint(self) -> None:
        if self._over.wait(self.patience):
            return
        for beat in count():
            click.echo(f"\r{bar(*self.counted, beat)}", nl=False, err=True)
            if self._over.wait(_BEAT):
                break
        click.echo("\r\x1b[K", nl=False, err=True)


def bar(number: int, of: int, beat: int) -> str:
    if not of:
        place = beat % (_BAR - _BLOCK)
        return f"{'░' * place}{'█' * _BLOCK}{'░' * (_BAR - _BLOCK - place)}"
    return f"{'█' * (number * _BAR // of):░<{_BAR}} {number}/{of}"
