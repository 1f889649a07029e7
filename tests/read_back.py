"""The file of an article read again by intake, as collect does before it puts one in place."""

from pathlib import Path

from PIL import Image

from newsletter.intake.article import House, read_article
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.intake.text import Stored, read_text
from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import GLUED, NOTE, Article, Text
from newsletter.problems import Outcome

Word = tuple[tuple[str, int], ...]
"""Its signs with their looks."""


def photo_folder(folder: Path, names: tuple[str, ...]) -> Path:
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    for name in names:
        Image.new("RGB", (8, 8), "grey").save(folder / name)
    return folder


def stored(folder: Path, text: str) -> Stored:
    (folder / "bai.md").write_text(text, "utf-8")
    outcome = read_text(folder.resolve(), "bai.md")
    assert outcome.value is not None, outcome.problems
    assert outcome.problems == (), outcome.problems
    return outcome.value


def read_back(folder: Path, text: str, units: dict[str, str] | None = None) -> Outcome[Article]:
    return read_article(stored(folder, text), House(PhotoShelf(folder.resolve()), Pieces(), units))


def words_of(text: Text) -> list[Word]:
    """Words with the look of every sign; marks of footnotes are left out."""
    words: list[list[tuple[str, int]]] = []
    for piece, mark in zip(text.pieces, text.marks, strict=True):
        if mark & NOTE:
            continue
        signs = [(sign, mark & 3) for sign in piece]
        if mark & GLUED and words:
            words[-1] += signs
        else:
            words.append(signs)
    return [tuple(word) for word in words]
