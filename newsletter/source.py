"""Where something was written: a place in a file, and the table that turns offsets into lines and columns."""

from bisect import bisect_right
from typing import NamedTuple


class SourceSpan(NamedTuple):
    """A place in a file of the issue: 1-based line and column in code points of the file as stored.

    ``file`` has forward slashes and is relative to the issue folder, absolute where it lies outside (a layout, a font
    list); line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0


class LineIndex(NamedTuple):
    """Offsets (code points of the stored file) at which its lines begin."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "LineIndex":
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        return cls(tuple(starts))

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
