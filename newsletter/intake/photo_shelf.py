"""The photos of an issue: each file is read once, whoever asks for it."""

from pathlib import Path, PurePosixPath

from newsletter.intake.folder import read_inside
from newsletter.intake.outline import Outline, alpha_outline
from newsletter.intake.photo import LARGEST, Header, read_photo
from newsletter.problems import Outcome
from newsletter.source import SourceSpan


class PhotoShelf:
    """``read`` holds headers by file; a file that is at fault is looked at anew, to say so at each place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: dict[str, Header] = {}

    def header(self, file: str, at: SourceSpan) -> Outcome[Header]:
        name = PurePosixPath(file).as_posix()
        if name in self.read:
            return Outcome(self.read[name])
        outcome = read_photo(self.root, name, at)
        if outcome.value is not None:
            self.read[name] = outcome.value
        return outcome

    def outline(self, file: str) -> Outline:
        """The shape that the alpha channel of a photo shows; () where there is none."""
        data, _ = read_inside(self.root, file, LARGEST)
        return alpha_outline(data)

    def files(self) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys((header.file, header.sha256) for header in self.read.values()))
