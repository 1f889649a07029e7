"""Pages made by hand: square glyphs (as wide as they are high), 10 pt type, a grid of 12 pt.

Every letter is 10 pt wide, a natural space 10 pt; so all numbers can be done in the head.
"""

from newsletter.colour import BLACK
from newsletter.faces.shape import Shape
from newsletter.geometry import Rect
from newsletter.model.article import GLUED, Photo, Text
from newsletter.model.layout import FaceSpec
from newsletter.pages.items import Line, Page, Picture, Role, TextRun
from newsletter.source import SourceSpan
from newsletter.units import pt

FACE = FaceSpec("Square")
SIZE = pt(10)


def shape(text: str) -> Shape:
    count = len(text)
    return Shape(text, tuple(range(count)), (1000,) * count, tuple(range(count)), 1000 * count, "")


def text(words: str, file: str = "articles/a.md", start: int = 0) -> Text:
    """``words`` as it stands in the file from offset ``start`` on; "|" parts pieces of one word and is markup there."""
    pieces: list[str] = []
    starts: list[int] = []
    marks: list[int] = []
    at = start
    for word in words.split(" "):
        for number, piece in enumerate(word.split("|")):
            pieces.append(piece)
            starts.append(at)
            marks.append(GLUED if number else 0)
            at += len(piece) + 1
    ends = tuple(begin + len(piece) for begin, piece in zip(starts, pieces, strict=True))
    return Text(file, tuple(pieces), tuple(starts), ends, tuple(marks))


def run(of: Text, x: float = 0, first: int = 0, count: int | None = None, space: float = 10) -> TextRun:
    stop = len(of.pieces) if count is None else first + count
    shapes = tuple(shape(piece) for piece in of.pieces[first:stop])
    return TextRun(FACE, SIZE, SIZE / 1000, BLACK, pt(x), shapes, of, first, space * 1000)


def line(
    words: str | Text, *, y: float = 10, x: float = 0, space: float = 10, gap: float = 0.0, ends: bool = False,
    story: str = "a", frame: str = "lead/1", role: Role = "body",
) -> Line:  # fmt: skip
    of = text(words) if isinstance(words, str) else words
    return Line(story, role, frame, pt(y - 10), pt(y + 2), pt(y), (run(of, x, space=space),), gap, ends)


def photo(file: str = "photos/a.jpg", pixels: tuple[int, int] = (1000, 500)) -> Photo:
    return Photo(file=file, pixels=pixels, sha256="sha256:0", mode="rgb", at=SourceSpan("articles/a.md", 3, 5))


def picture(
    box: tuple[float, float, float, float], pixels: tuple[int, int] = (1000, 500),
    crop: tuple[float, float, float, float] = (0, 0, 1, 1), story: str = "a",
) -> Picture:  # fmt: skip
    return Picture(story, photo(pixels=pixels), Rect(*[pt(edge) for edge in box]), crop)


def page(
    *items: Line | Picture, number: int = 1, furniture: tuple[Line, ...] = (), marks: tuple[Line, ...] = ()
) -> Page:
    return Page(number=number, label=str(number), template="three-up", left=number % 2 == 0, items=items,
                furniture=furniture, marks=marks)  # fmt: skip
