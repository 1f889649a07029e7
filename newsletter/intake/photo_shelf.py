"""The photos of an issue: each file is read once, whoever asks for it."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from newsletter.intake.folder import read_inside
from newsletter.problems import Outcome
from newsletter.source import SourceSpan

if TYPE_CHECKING:
    from newsletter.intake.outline import Outline
    from newsletter.intake.photo import Header


class PhotoShelf:
    """``read`` holds headers by file; a file that is at fault is looked at anew, to say so at each place;
    ``found`` holds the focus of those that were looked at for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: dict[str, Header] = {}
        self.found: dict[str, tuple[float, float]] = {}

    def header(self, file: str, at: SourceSpan) -> "Outcome[Header]":
        from newsletter.intake.photo import read_photo  # noqa: PLC0415 (text alone has no photos)

        name = PurePosixPath(file).as_posix()
        if name in self.read:
            return Outcome(self.read[name])
        outcome = read_photo(self.root, name, at)
        if outcome.value is not None:
            self.read[name] = outcome.value
        return outcome

    def outline(self, file: str) -> "Outline":
        """The shape that the alpha channel of a photo shows; () where there is none."""
        from newsletter.intake.outline import alpha_outline  # noqa: PLC0415 (few photos have a shape)
        from newsletter.intake.photo import LARGEST  # noqa: PLC0415 (as above)

        data, _ = read_inside(self.root, file, LARGEST)
        return alpha_outline(data)

    def focus(self, file: str) -> tuple[float, float]:
        """The point to keep when a photo that can be read is cropped, where nobody says one."""
        if file not in self.found:
            from newsletter.intake.photo import LARGEST  # noqa: PLC0415 (as above)
            from newsletter.intake.saliency import find_focus  # noqa: PLC0415 (as above)

            data, _ = read_inside(self.root, file, LARGEST)
            self.found[file] = find_focus(data)
        return self.found[file]

    def files(self) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys((header.file, header.sha256) for header in self.read.values()))
